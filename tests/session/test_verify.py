"""Verifying decides everything anew: a true log passes, and a planted change is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.engine import commands as c
from game.session.save import read_save
from game.session.session import Session
from game.session.verify import Difference, differences
from tests.session.games import SEATS, after_moves, loaded, new_game, resealed


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole game with a refusal and a hand-over in it."""
    path = tmp_path_factory.mktemp("verify") / "a.demarche"
    with new_game(path, preset="long") as session:
        after_moves(session, 5)
        session.submit("alba", c.Deliver(()), "early")
        session.hand_over("alba", to_computer=False)
        session.hand_over("alba", to_computer=True)
        session.advance()
    return path.read_bytes()


def planted(tmp_path: Path, raw: bytes, old: bytes, new: bytes) -> tuple[Difference, ...]:
    """What verifying finds after one replacement under new checksums."""
    path = tmp_path / "planted.demarche"
    changed = re.sub(old, new, raw, count=1)
    assert changed != raw
    path.write_bytes(resealed(changed))
    return differences(read_save(path))


def test_a_true_log_passes(tmp_path: Path, finished: bytes) -> None:
    """No difference in a whole game, and every line is looked at."""
    path = tmp_path / "a.demarche"
    path.write_bytes(finished)
    seen: list[tuple[int, int]] = []
    save = read_save(path)
    assert differences(save, lambda done, of: seen.append((done, of))) == ()
    assert seen[-1] == (len(save.lines), len(save.lines))


def test_a_game_of_real_members_passes(tmp_path: Path) -> None:
    """Negotiated by reasoning members, with the chair and events."""
    path = tmp_path / "a.demarche"
    with Session.new(loaded(), seed=5, save=path, difficulty="study", strict=True) as session:
        session.advance()
    assert differences(read_save(path)) == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (rb'"amount":-?\d+', b'"amount":12345', "events"),
        (rb'("kind":"deliver".*?)"seat":0,"levels":\[0', rb'\1"seat":0,"levels":[1', "events"),
        (rb'"digest":"[0-9a-f]{4}', b'"digest":"0123', "digest"),
        (rb'"command":\{"kind":"continue"\}', b'"command":{"kind":"pass_round"}', "refused"),
        (rb'"code":"phase/wrong"', b'"code":"phase/other"', "refused"),
        (rb'"seed":3', b'"seed":4', "events"),
        (rb'"ballot":"abstain"', b'"ballot":"consent"', "events"),
    ],
    ids=["ledger", "delivery", "digest", "command", "refusal", "seed", "vote"],
)
def test_a_planted_change_is_named(
    tmp_path: Path, finished: bytes, old: bytes, new: bytes, what: str
) -> None:
    """Whatever was changed, the first difference says at which command and of which kind."""
    found = planted(tmp_path, finished, old, new)
    assert found[0].what == what
    assert "\n" not in str(found[0])
    assert f"command {found[0].number} " in str(found[0])


def test_one_planted_change_is_one_difference(tmp_path: Path, finished: bytes) -> None:
    """Each command is judged from what was written before it, so nothing is blamed twice."""
    found = planted(tmp_path, finished, rb'"code":"phase/wrong"', b'"code":"phase/other"')
    assert len(found) == 1
    assert found[0].actor == SEATS[0]
