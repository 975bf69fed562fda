"""The screens around a game: title, library, seats, instructions, saves, settings, menu, ending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.client.begin import Choice, controlled, new_game
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.screens.ending import EndingScreen
from game.client.screens.instructions import InstructionsScreen
from game.client.screens.menu import GameMenu
from game.client.screens.seats import SeatsScreen
from game.client.screens.shelf import read_book
from game.client.screens.title import TitleScreen
from game.client.shots import settle
from game.session.listing import list_saves
from tests.client.screens.conftest import controller_at, gulf

SIZES = ((1600, 900), (1280, 720))
SCALED = (((1600, 900), 2.0), ((1280, 720), 1.5), ((1280, 720), 2.0))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves and settings of these tests lie in a folder of their own."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def window() -> Iterator[Any]:
    """Opens the client on a screen made for the app."""
    drivers: list[Driver] = []

    def start(make: Any, size: tuple[int, int] = (1600, 900), scale: float = 1.0) -> Driver:
        driver = Driver(make, size, scale=scale)
        drivers.append(driver)
        return driver

    yield start
    for driver in drivers:
        driver.close()


def _seats(app: Any) -> Screen:
    return SeatsScreen(app, read_book(app.assets, paths.scenarios() / "gulf_of_aden"), seed=7)


def _saved() -> Path:
    session = new_game(gulf(), Choice("india", "short", 7, difficulty="study"))
    session.close()
    assert session.path is not None
    return session.path


def test_the_first_frame_needs_no_scenario(window: Any) -> None:
    """The title stands before anything is read; the library follows."""
    driver = window(TitleScreen)
    assert driver.has("Play a scenario")
    assert not driver.has("Choose a seat")
    driver.wait(lambda: driver.has("Choose a seat"))
    assert driver.has("Gulf of Aden")


def test_the_whole_way_into_a_game_by_keys_alone(window: Any, own_folder: Path) -> None:
    """Enter, arrows and Tab lead from the title over the seats into the first briefing."""
    driver = window(TitleScreen)
    driver.wait(lambda: driver.has("Choose a seat"))
    driver.press("Enter")
    assert driver.focus is not None
    assert driver.focus.name == "Take this seat"
    while driver.focus.name != "United States":
        driver.press("Tab")
    driver.press("Down", "Down", "Enter")
    assert driver.find("France", "button").value == "selected"
    driver.press("Tab")
    while driver.focus.name != "Take this seat":
        driver.press("Tab")
    driver.press("Enter")
    driver.wait(lambda: driver.has("Begin the talks"))
    saves = list(own_folder.glob("saves/*.demarche"))
    assert [path.name for path in saves] == ["gulf_of_aden-france.demarche"]
    driver.press("Enter")
    driver.wait(lambda: type(driver.screen).__name__ == "TableScreen")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [TitleScreen, _seats])
def test_nothing_is_cut_before_a_game(window: Any, make: Any, size: tuple[int, int]) -> None:
    """Title and seats have no faults at both sizes."""
    driver = window(make, size)
    settle(driver)
    assert driver.problems() == []


@pytest.mark.parametrize(("size", "scale"), SCALED)
@pytest.mark.parametrize("make", [TitleScreen, _seats])
def test_nothing_is_cut_when_everything_is_larger(
    window: Any, make: Any, size: tuple[int, int], scale: float
) -> None:
    """Title and seats have no faults at one and a half and twice the size."""
    driver = window(make, size, scale)
    settle(driver)
    assert driver.problems() == []


@pytest.mark.parametrize("size", SIZES)
def test_seats_show_what_everyone_knows_and_no_more(window: Any, size: tuple[int, int]) -> None:
    """Red lines and the brief of a seat are not there before it is taken."""
    driver = window(_seats, size)
    secrets = [line.text for member in gulf().scenario.members for line in member.red_lines]
    for seat in gulf().scenario.members:
        driver.click(seat.name, "button")
        shown = " ".join(widget.name for widget in driver.widgets())
        assert seat.aim in shown
        assert not [secret for secret in secrets if secret in shown]
        assert driver.problems() == []


def test_seats_can_be_played_under_invented_names(window: Any) -> None:
    """With the box checked no real name of a member is on the screen."""
    driver = window(_seats)
    driver.click("Invented names for all members")
    shown = {widget.name for widget in driver.widgets()}
    for member in gulf().scenario.members:
        assert member.alias in shown
        assert member.name not in shown


def test_a_seed_that_is_no_number_is_not_played(window: Any, own_folder: Path) -> None:
    """The field says what is expected and no game is begun."""
    driver = window(_seats)
    driver.click("Seed")
    driver.press("Ctrl+A")
    driver.type("seven")
    assert "whole number" in driver.find("Seed", "textbox").error
    driver.click("Take this seat")
    settle(driver)
    assert not list(own_folder.glob("saves/*"))


def test_the_length_decides_how_many_turns_are_played(window: Any) -> None:
    """Choosing the shortest length begins a game of four turns."""
    driver = window(_seats)
    driver.click("Length")
    driver.click("One hour, 4 turns")
    driver.click("Take this seat")
    driver.wait(lambda: driver.has("Begin the talks"))
    assert driver.screen._controller.table.turns == 4


@pytest.mark.parametrize("size", SIZES)
def test_instructions_tell_the_seats_own_limits(play: Any, size: tuple[int, int]) -> None:
    """Every red line and the room for agreement are shown, and nothing is cut."""
    driver, controller = play(
        lambda held: InstructionsScreen(held, first=True), "briefing", size=size
    )
    driver.wait(lambda: driver.has("Room for agreement", "gauge"), 20)
    for number, line in enumerate(controller.view.mind.red_lines, 1):
        assert driver.has(f"{number} {line.text}")
    shown = " ".join(widget.name for widget in driver.widgets())
    others = [m for m in gulf().scenario.members if m.id != controller.seat_id]
    assert not [line.text for m in others for line in m.red_lines if line.text in shown]
    assert driver.problems() == []


def test_a_saved_game_is_gone_on_with(window: Any) -> None:
    """From the title, Continue loads the game that was played last."""
    path = _saved()
    driver = window(TitleScreen)
    driver.wait(lambda: driver.has("Continue"))
    driver.click("Continue")
    driver.wait(lambda: type(driver.screen).__name__ == "TableScreen", 20)
    driver.press("Esc")
    assert driver.has(f"Every act is kept in {path.name} as you make it.")
    driver.click("Leave the game")
    assert type(driver.screen).__name__ == "TitleScreen"


def test_saves_are_listed_and_deleted_only_when_asked_twice(window: Any) -> None:
    """Keep keeps a save, Delete removes it."""
    from game.client.screens.saves import SavesScreen

    path = _saved()
    driver = window(SavesScreen)
    driver.wait(lambda: driver.has("Gulf of Aden as India"))
    assert driver.problems() == []
    driver.click(f"Delete {path.name}")
    driver.click("Keep")
    assert path.exists()
    driver.click(f"Delete {path.name}")
    driver.click("Delete")
    assert not path.exists()
    driver.wait(lambda: not driver.has("Gulf of Aden as India"))


def test_a_broken_save_says_what_is_wrong_and_is_left_alone(window: Any) -> None:
    """A changed save stands in the list with its sentence, and cannot be opened."""
    from game.client.screens.saves import SavesScreen

    path = _saved()
    raw = path.read_bytes().replace(b'"seed":7', b'"seed":8')
    path.write_bytes(raw)
    driver = window(SavesScreen)
    driver.wait(lambda: driver.has(path.name))
    button = driver.find(f"Go on with {path.name}", "button")
    assert not button.enabled
    assert "changed after it was written" in button.reason
    assert path.read_bytes() == raw


@pytest.mark.parametrize("size", SIZES)
def test_settings_take_effect_at_once(window: Any, size: tuple[int, int]) -> None:
    """The slider makes everything larger, the theme turns to paper, and nothing is cut."""
    driver = window(TitleScreen, size)
    settle(driver)
    driver.click("Settings")
    driver.press("Right", "Right")
    assert driver.app.look.scale == pytest.approx(1.2)
    driver.click("Paper, light")
    assert driver.app.look.theme.name == "light"
    assert driver.problems() == []
    driver.press("Enter")
    assert type(driver.screen).__name__ == "TitleScreen"


@pytest.mark.parametrize("size", SIZES)
def test_help_and_quit_can_be_reached_by_key(window: Any, size: tuple[int, int]) -> None:
    """F1 shows how to play, Esc closes it; Esc again asks before the client closes."""
    driver = window(TitleScreen, size)
    settle(driver)
    driver.press("F1")
    assert driver.has("How to play")
    assert driver.problems() == []
    driver.press("Esc", "Esc")
    assert driver.has("Leave Demarche?")
    driver.press("Enter")
    assert not driver.app.scenes


@pytest.mark.parametrize("size", SIZES)
def test_the_menu_leads_to_an_earlier_turn(play: Any, size: tuple[int, int]) -> None:
    """In turn 2 one can go back to turn 1; in turn 1 the button says why not."""
    driver, _controller = play(lambda held: GameMenu(driver_app(held), held), "second", size=size)
    assert driver.problems() == []
    driver.click("Go back to an earlier turn")
    assert driver.has("Turn 1: January to June 2009")
    assert driver.problems() == []


def driver_app(controller: Any) -> Any:
    """The app is asked for settings only, which these tests do not open."""
    return None


def test_going_back_begins_a_branch_in_a_file_of_its_own(window: Any) -> None:
    """The branch stands at the briefing of turn 1 and the old game stays as it was."""
    from game.session.session import Session, free_path

    source = controller_at("second", None).session  # type: ignore[arg-type]
    path = free_path(paths.saves_folder(), "game")
    kept = Session.new(gulf(), seed=7, people=["india"], difficulty="study", save=path, strict=True)
    for line in source.lines[1:]:
        kept.submit(line.actor, line.command, record=line.record)  # type: ignore[union-attr]
    assert kept.state.turn == 2
    held: list[Any] = []

    def make(app: Any) -> Screen:
        held.append(controlled(app, kept))
        return held[0].screen()  # type: ignore[no-any-return]

    driver = window(make)
    driver.press("Esc")
    driver.click("Go back to an earlier turn")
    driver.click("Turn 1: January to June 2009")
    driver.wait(lambda: len(driver.app.scenes) == 1, 20)
    shown = driver.screen.controller
    assert shown.session is not kept
    assert (shown.view.turn, shown.view.phase) == (1, "briefing")
    names = {info.path.name: info.turn for info in list_saves()}
    assert names["game.demarche"] == 2
    assert names["game-turn-1.demarche"] == 1
    shown.cancel_thinking()


@pytest.mark.parametrize("size", SIZES)
def test_the_ending_tells_axes_aims_and_what_really_happened(
    play: Any, size: tuple[int, int]
) -> None:
    """All three axes, every aim with a word, every seat; nothing is cut."""
    driver, controller = play(EndingScreen, "ended", size=size, preset="quick")
    driver.wait(lambda: driver.has("Own interests", "figure"), 30)
    for axis in ("Own interests", "Common outcome", "Conduct"):
        assert driver.has(axis, "figure")
    aims = [
        aim.text for aim in gulf().scenario.objectives if aim.member in (None, controller.seat_id)
    ]
    assert len(aims) >= 3
    for text in aims:
        assert driver.has(text)
    words = {w.name for w in driver.widgets() if w.role == "image"}
    assert words & {"Met", "Not met"}
    assert driver.has("What really happened")
    assert driver.problems() == []


def test_a_broken_scenario_stands_in_the_library_with_its_findings(
    window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be chosen; its first findings and the command for all of them are shown."""
    import shutil

    scenarios = tmp_path / "scenarios"
    shutil.copytree(paths.scenarios(), scenarios)
    broken = scenarios / "gulf_of_aden" / "scenario.toml"
    broken.write_text(broken.read_text("utf-8").replace('start = "2009-01"', 'start = "soon"'))
    monkeypatch.setattr(paths, "scenarios", lambda: scenarios)
    driver = window(TitleScreen, (1280, 720))
    driver.wait(lambda: driver.has("All of them: demarche check gulf_of_aden"))
    assert not driver.has("Choose a seat")
    assert driver.problems() == []
