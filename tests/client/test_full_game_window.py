"""A whole game through the real window, by synthetic keys alone and by the pointer alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import paths
from game.client.screens.title import TitleScreen
from game.session.session import Session
from tests.client.hands import Hands, Keys, Pointer, Window
from tests.client.whole_game import Player, check_log

pytestmark = [pytest.mark.window, pytest.mark.long]

SIZE = (1280, 720)
LENGTH = "Two hours, 8 turns"


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A display server of this test's own."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("needs Xvfb and xdotool")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        name = f":{told.readline().strip()}"
    monkeypatch.setenv("DISPLAY", name)
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    pygame.display.quit()
    yield name
    pygame.display.quit()
    server.terminate()
    server.wait(10)


@pytest.mark.parametrize("hands", [Keys, Pointer])
def test_the_default_game_is_played_through_the_window(
    hands: type[Hands], display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight turns from title to ending; the save holds some of everything and loads again."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    monkeypatch.setattr("game.client.screens.seats.random.randrange", lambda *_: 7)
    window = Window(TitleScreen, SIZE, tmp_path / "settings.toml")
    try:
        player = Player(hands(window), LENGTH)
        game = player.play()
        check_log(game)
        path, digest = game.session.path, game.session.digest
        assert path is not None
        player.hands.press("Back to the title")
        window.wait(lambda: window.has("Play a scenario"))
    except BaseException:
        window.picture(tmp_path / "window.png")
        raise
    finally:
        window.close()
    with Session.load(path) as again:
        assert again.digest == digest
