"""The list of saves: what each is, at a glance, damaged ones included."""

from __future__ import annotations

import os
from pathlib import Path

from game.session.listing import describe, list_saves
from tests.session.games import Quick, after_moves, new_game


def test_a_save_is_described(tmp_path: Path) -> None:
    """Title, seat, preset, turn and whether it has ended."""
    path = tmp_path / "a.demarche"
    session = new_game(path, people=["brava"], preset="long")
    info = describe(path)
    assert (info.title, info.seats, info.seat_names) == ("Three Seats", ("brava",), ("Brava",))
    assert (info.turn, info.turns, info.ended, info.playable) == (1, 8, False, True)
    session.hand_over("brava", to_computer=True)
    assert describe(path).seats == ()
    session.advance()
    assert (describe(path).turn, describe(path).ended) == (8, True)


def test_branches_are_marked(tmp_path: Path) -> None:
    """A branch names its parent and its turn."""
    session = new_game(tmp_path / "a.demarche")
    session.advance()
    session.rewind(2).close()
    info = describe(tmp_path / "a-turn-2.demarche")
    assert info.branch is not None
    assert (info.branch.of, info.branch.turn, info.turn) == ("a.demarche", 2, 2)


def test_the_last_played_comes_first_and_damaged_ones_say_so(tmp_path: Path) -> None:
    """Order by time of writing; other files are left out; nothing raises."""
    for place, name in enumerate(("old", "new", "cut")):
        new_game(tmp_path / f"{name}.demarche").close()
        os.utime(tmp_path / f"{name}.demarche", (1000 + place, 1000 + place))
    cut = tmp_path / "cut.demarche"
    cut.write_bytes(cut.read_bytes() + b'{"half a li')
    os.utime(cut, (5000, 5000))
    (tmp_path / "bad.demarche").write_bytes(b"hello")
    (tmp_path / "folder.demarche").mkdir()
    (tmp_path / "notes.txt").write_text("no save")
    (tmp_path / "old.demarche.bak").write_text("no save")
    infos = {info.path.name: info for info in list_saves(tmp_path)}
    assert set(infos) == {f"{n}.demarche" for n in ("old", "new", "cut", "bad", "folder")}
    playable = [info.path.name for info in list_saves(tmp_path) if info.playable]
    assert playable == ["cut.demarche", "new.demarche", "old.demarche"]
    assert "not written by Demarche" in infos["bad.demarche"].damage
    assert "never finished" in infos["cut.demarche"].notice


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    """Before the first game there are none."""
    assert list_saves(tmp_path / "none") == ()


def test_listing_does_not_disturb_a_game_in_play(tmp_path: Path) -> None:
    """A save that is open elsewhere is listed all the same."""
    session = new_game(tmp_path / "a.demarche", members=Quick())
    after_moves(session, 3)
    assert describe(tmp_path / "a.demarche").playable
    after_moves(session, 3)
