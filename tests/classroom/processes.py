"""The command `host` as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.session.games import folder_to_play


class HostProcess:
    """The command `host` as a process of its own, that is killed without warning."""

    def __init__(self, tmp_path: Path, *options: str) -> None:
        self._scenario, self._folder = folder_to_play(tmp_path), tmp_path / "class"
        self._options = options
        self._environment = os.environ | {"DEMARCHE_DATA": str(tmp_path / "data")}
        self.told: dict[str, Any] = {}
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin the class, or go on with it at the same port."""
        began = (self._folder / "class.json").exists()
        named = str(self._folder if began else self._scenario)
        command = [sys.executable, "-m", "game", "host", named, "--json", "--address", "127.0.0.1"]
        if not began:
            command += ["--folder", str(self._folder), "--port", "0", "--no-checks", "--seed", "3"]
            command += ["--no-clock", *self._options]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
            cwd=Path(__file__).parents[2],
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the host did not start"
        self.told = json.loads(line)

    def kill(self) -> None:
        """End it as a loss of power would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
