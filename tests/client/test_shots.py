"""`demarche shots`: every screen as picture and tree, and the controls of each drawn design."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest

from game import paths
from game.cli import main
from game.client.shots import SIZES, shots, shown
from tests.client.screens.conftest import gulf, stages

MEMBERS = tuple(member.name for member in gulf().scenario.members)
OTHERS = tuple(name for name in MEMBERS if name != "India")
HEADLINES = tuple(track.name for track in gulf().scenario.tracks if track.headline)

CONTROLS: dict[str, tuple[tuple[str, str], ...]] = {
    # What the drawings 01 to 05 and 12 have, in the words of the real game. Not drawn by now:
    # the classroom and the workbench, which have no screens, and the clock of a timed class.
    "01_title": (
        ("button", "Play a scenario"),
        ("button", "Saved games"),
        ("button", "How to play"),
        ("button", "Settings"),
        ("button", "Choose a seat"),
        ("keyhint", "Enter Choose"),
        ("keyhint", "F1 Help"),
    ),
    "02_seats": (
        ("button", "Back"),
        ("button", "Read about the scenario"),
        *(("button", name) for name in MEMBERS),
        ("combobox", "Length"),
        ("combobox", "Members"),
        ("textbox", "Seed"),
        ("checkbox", "Invented names for all members"),
        ("button", "Compare seats"),
        ("button", "Take this seat"),
    ),
    "02_instructions": (
        ("button", "Begin the talks"),
        ("gauge", "Room for agreement"),
    ),
    "03_table": (
        ("button", "Menu"),
        ("tab", "In force"),
        ("button", "Nearer"),
        ("button", "Farther"),
        ("menubutton", "Map layers and views"),
        ("button", "Propose changes"),
        ("button", "Answer"),
        ("button", "Talk"),
        ("button", "Call decision"),
        ("button", "More acts"),
        ("button", "Done this round"),
        ("button", "Earlier turns"),
        *(("button", name) for name in MEMBERS),
    ),
    "04_composer_red_line": (
        ("button", "Undo"),
        ("button", "Start over"),
        ("button", "Restrictions"),
        ("button", "Back"),
        ("button", "Save draft"),
        ("button", "Send proposal"),
        *(("button", f"Contributions of {name}") for name in OTHERS),
        ("spinbutton", "India, Ships: Escort in the corridor"),
    ),
    "05_outcome_cause": (
        *(("button", name) for name in HEADLINES),
        *(("vote", name) for name in MEMBERS),
        ("button", "Read the rule in the handbook"),
        ("button", "Next turn"),
    ),
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No save of whoever runs the tests is on a picture."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path / "data"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CONTROLS)
def test_the_controls_of_a_design_are_there(name: str, size: tuple[int, int]) -> None:
    """Each control of a drawing is on the screen, by role and name, and nothing is cut."""
    shot = next(shot for shot in shots() if shot.name == name)
    driver = shown(shot, stages(), size)
    try:
        there = {(widget.role, widget.name) for widget in driver.widgets()}
        assert [pair for pair in CONTROLS[name] if pair not in there] == []
        assert driver.problems() == []
    finally:
        driver.close()


def test_a_picture_and_its_tree_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command draws a screen: the PNG has the size, the JSON the controls with places."""
    folder = tmp_path / "pictures"
    status = main(["shots", str(folder), "--only", "02_seats_about", "--size", "1280x720"])
    assert status == 0
    assert capsys.readouterr().out == "02_seats_about 1280x720\n"
    picture = pygame.image.load(folder / "02_seats_about_1280x720.png")
    assert picture.get_size() == (1280, 720)
    told = json.loads((folder / "02_seats_about_1280x720.json").read_text("utf-8"))
    assert (told["screen"], told["theme"], told["faults"]) == ("02_seats_about", "dark", [])
    names = {node["name"] for node in _nodes(told["tree"])}
    assert "Close" in names


def _nodes(tree: dict[str, object]) -> list[dict[str, object]]:
    children = tree.get("children", [])
    assert isinstance(children, list)
    return [tree, *(node for child in children for node in _nodes(child))]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--size", "large"], "large is no size"),
        (["--size", "10x10"], "not between"),
        (["--scale", "9"], "9 is no scale"),
        (["--only", "nothing_like_it"], "no screen's name has 'nothing_like_it'"),
    ],
)
def test_wrong_wishes_are_told_in_a_sentence(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, and the sentence says what was expected."""
    assert main(["shots", str(tmp_path), *given]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [shot.name for shot in shots()])
def test_no_screen_has_a_fault(name: str, size: tuple[int, int], theme: str) -> None:
    """Nothing is cut, nothing overlaps, every control can be hit and has a name."""
    shot = next(shot for shot in shots() if shot.name == name)
    driver = shown(shot, stages(), size, theme=theme)
    try:
        assert driver.problems() == []
    finally:
        driver.close()
