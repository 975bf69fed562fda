"""Opening the window: the edition, what SDL is told, and sentences when there is no display."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from game.client.startup import DEFAULTS, CannotStart, check_edition, prepare_environment


def test_the_other_pygame_is_refused_with_the_mend() -> None:
    """Without IS_CE the sentence says what to run."""
    with pytest.raises(CannotStart, match="pip uninstall pygame"):
        check_edition(SimpleNamespace())


def test_what_the_person_set_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Defaults fill gaps of the environment and override nothing."""
    for name in DEFAULTS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SDL_FRAMEBUFFER_ACCELERATION", "1")
    prepare_environment()

    assert os.environ["SDL_FRAMEBUFFER_ACCELERATION"] == "1"
    assert os.environ["SDL_WINDOWS_DPI_AWARENESS"] == "permonitorv2"
    assert os.environ["SDL_IME_SHOW_UI"] == "1"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run a screen that quits by itself, in a new process with this environment."""
    code = (
        "from game.client.app import run_app\n"
        "from game.client.layout import Space\n"
        "from game.client.screen import Quit, Screen\n"
        "class Brief(Screen):\n"
        "    tick = 0.01\n"
        "    def build(self, width, height):\n        return Space()\n"
        "    def update(self, seconds):\n        return Quit()\n"
        "raise SystemExit(run_app(lambda app: Brief()))\n"
    )
    keep = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        keep.pop(name, None)
    return subprocess.run(
        [sys.executable, "-c", code], env=keep | environment, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_a_sentence_names_the_packages() -> None:
    """A driver that shows nothing is not accepted silently: exit status 2, no traceback."""
    result = start()

    assert result.returncode == 2
    assert "libx11-6 libxext6" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_blind_driver_is_accepted_when_asked_for() -> None:
    """With SDL_VIDEODRIVER=dummy the window opens."""
    assert start(SDL_VIDEODRIVER="dummy").returncode == 0


def test_an_unknown_driver_gives_a_sentence() -> None:
    """What SDL refuses is told in one sentence."""
    result = start(SDL_VIDEODRIVER="nonsense")

    assert result.returncode == 2
    assert "cannot open a window" in result.stderr
