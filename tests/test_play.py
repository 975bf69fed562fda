"""`demarche play`: straight into a game in the window, or one sentence about what is wrong."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.cli import main
from game.client.app import App
from game.client.begin import Choice, new_game
from game.client.screen import Screen
from game.session.listing import list_saves
from tests.client.screens.conftest import stages

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves of these tests lie in a folder of their own."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["gulf_of_eden"], "did you mean 'gulf_of_aden'"),
        (["gulf_of_aden", "--seat", "indai"], "did you mean 'india'"),
        (["gulf_of_aden", "--preset", "endless"], "there is no preset 'endless'"),
        (["gulf_of_aden", "--seed", "-4"], "-4 is no seed"),
        (["gulf_of_aden", "--seed", "four"], "invalid int value: 'four'"),
        (["none.demarche"], "none.demarche"),
        (["none.demarche", "--seed", "4"], "--seed belongs to a new game"),
    ],
)
def test_a_wrong_name_is_one_sentence(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str], own_folder: Path
) -> None:
    """Status 2, one line on the error stream, no game begun."""
    assert main(["play", *given]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not list(own_folder.glob("saves/*"))


def test_a_broken_scenario_is_told_and_not_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All findings are printed with their place; the status is 1."""
    folder = tmp_path / "broken"
    shutil.copytree(paths.scenarios() / "gulf_of_aden", folder)
    file = folder / "scenario.toml"
    file.write_text(file.read_text("utf-8").replace('start = "2009-01"', 'start = "soon"'))
    assert main(["play", str(folder)]) == 1
    assert "scenario.toml:" in capsys.readouterr().err


def _until(wanted: str, seen: list[str]) -> Callable[..., int]:
    """Runs the client until a control of this name is on show, then closes it."""

    def run(app: App, first: Screen) -> int:
        app.open(first)
        end = time.monotonic() + 60
        while wanted not in seen and time.monotonic() < end:
            app.step()
            seen[:] = [widget.name for widget in app.top.root.walk()]
            time.sleep(0.005)
        app.close()
        return 0

    return run


def test_a_game_opens_on_the_seats_instructions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window goes to the seat that was named, in a game of that length and seed."""
    seen: list[str] = []
    monkeypatch.setattr(App, "run", _until("Begin the talks", seen))
    given = ["gulf_of_aden", "--seat", "kenya", "--seed", "5", "--preset", "short"]
    assert main(["play", *given]) == 0
    assert "Begin the talks" in seen
    assert "Kenya" in seen
    (save,) = list_saves()
    assert (save.seats, save.preset, save.turns) == (("kenya",), "One hour", 4)


def test_a_saved_game_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by its file, a save opens on the screen of its phase."""
    seen: list[str] = []
    choice = Choice("kenya", "short", 5, difficulty="study")
    session = new_game(stages().loaded, choice)
    session.close()
    monkeypatch.setattr(App, "run", _until("Read on", seen))
    assert main(["play", str(session.path)]) == 0
    assert "Read on" in seen


def test_a_save_that_was_changed_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, a sentence, and the file is left as it was."""
    session = new_game(stages().loaded, Choice("kenya", "short", 5, difficulty="study"))
    session.close()
    assert session.path is not None
    raw = session.path.read_bytes().replace(b'"seed":5', b'"seed":6')
    session.path.write_bytes(raw)
    assert main(["play", str(session.path)]) == 2
    assert "changed after it was written" in capsys.readouterr().err
    assert session.path.read_bytes() == raw


def test_without_a_display_one_hears_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2 and a sentence that names the terminal as another way."""
    import pygame

    pygame.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "no_such_driver")
    assert main(["play", "gulf_of_aden"]) == 2
    assert "play SCENARIO --text" in capsys.readouterr().err
