"""Figures of the client: the first frame, the library, and frames; each in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from game.authoring.bench_report import BenchRow
from game.bench.material import Material
from game.bench.measure import Effort, Taken, each, row
from game.errors import UserError

BARE = (
    "import pygame; pygame.display.init(); pygame.font.init(); "
    "pygame.display.set_mode((1280, 720)).fill((20, 30, 40)); pygame.display.flip()"
)


def rows(material: Material, effort: Effort) -> Iterator[BenchRow]:
    """From the start of Python to the title and the library; then frames of the table."""
    with tempfile.TemporaryDirectory(prefix="demarche-bench-") as home:
        begin = [sys.executable, "-m", "game.bench.window"]
        bare = _started([sys.executable, "-c", BARE], home, effort)
        for name, what, aim in (
            ("first", "first frame: from the start of Python to the title", ""),
            ("library", "library shown, from the start of Python", "600"),
        ):
            found = _started([*begin, name], home, effort)
            floor_name = "an empty window of pygame, started as cold"
            yield row(f"{name}_frame", what, "ms", found, floor_name, bare, aim)
        wanted = [*begin, "frames", str(material.folder), str(effort.runs), str(effort.patience)]
        seconds = json.loads(_run(wanted, home))
    for name, what, aim in (
        ("whole", "the table's frame at 1280x720 redrawn", "5"),
        ("part", "a changed part of it redrawn", "0.5"),
        ("rest", "nothing changed", ""),
    ):
        floor = seconds[f"{'part' if name == 'rest' else name}_floor"]
        yield row(
            f"frame_{name}",
            what,
            "ms",
            Taken(seconds[name], effort.runs),
            "a plain blit of as many pixels" if name != "rest" else "a plain blit of that part",
            Taken(floor, effort.runs),
            aim,
        )


def _started(command: list[str], home: str, effort: Effort) -> Taken:
    """Seconds from start to end of a process, files being warm."""
    _run(command, home)

    def once() -> float:
        began = time.perf_counter()
        _run(command, home)
        return time.perf_counter() - began

    return each(effort, once)


def _run(command: list[str], home: str) -> str:
    settings = {
        **os.environ,
        "SDL_VIDEODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
        "XDG_DATA_HOME": home,
        "XDG_CONFIG_HOME": home,
    }
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UserError(f"the client could not be measured: {last}")
    return done.stdout
