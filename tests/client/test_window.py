"""One real window under Xvfb, driven by real keys and a real pointer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

TOOLS = ("Xvfb", "xdotool")
CODE = """
import sys
from game.client.app import App
from game.client.layout import Column
from game.client.screen import Quit, Screen
from game.client.settings import Settings
from game.client.widgets.controls import Button
from game.client.widgets.field import TextField

class Form(Screen):
    text = ""
    def build(self, width, height):
        field = TextField(self.text, on_change=self.hear, name="Words", width=300)
        return Column([field, Button("Done", self.done, width=200, align="start")], gap=20,
                      padding=20)
    def hear(self, text):
        self.text = text
    def done(self):
        print("heard", self.text, flush=True)
        return Quit()

app = App(Settings(width=640, height=400))
app.open(Form())
print("ready", flush=True)
while app.scenes:
    app._wait()
    app.step()
app.close()
"""


@pytest.mark.window
@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="needs Xvfb and xdotool"
)
def test_typed_and_clicked_in_a_real_window(tmp_path: Path) -> None:
    """Letters of a keyboard reach the field and a click presses the button."""
    display = f":{90 + os.getpid() % 900}"
    server = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", "800x600x24"], stderr=subprocess.DEVNULL
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")}
    # Without a window manager SDL centres the window; the pointer below counts from its corner.
    environment |= {"DISPLAY": display, "SDL_VIDEO_WINDOW_POS": "0,0"}
    try:
        _wait_for(Path(f"/tmp/.X11-unix/X{display[1:]}"))
        client = subprocess.Popen(
            [sys.executable, "-c", CODE], env=environment, stdout=subprocess.PIPE, text=True
        )
        deadline = threading.Timer(30, client.kill)
        deadline.start()
        assert _line(client, "ready") == "ready"
        time.sleep(0.3)
        for action in (
            ("mousemove", "100", "40", "click", "1"),
            ("type", "--delay", "30", "Pay 12"),
            ("key", "BackSpace"),
            ("mousemove", "100", "100", "click", "1"),
        ):
            subprocess.run(["xdotool", *action], env=environment, check=True, timeout=20)
            time.sleep(0.15)

        assert _line(client, "heard") == "heard Pay 1"
        assert client.wait(10) == 0
        deadline.cancel()
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)


def _line(client: subprocess.Popen[str], start: str) -> str:
    assert client.stdout is not None
    for line in client.stdout:
        if line.startswith(start):
            return line.strip()
    return ""
