"""A game killed at any moment goes on at the last command that was acknowledged."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from game.session.session import Session
from tests.session.games import Quick, after_moves, new_game


def _play(path: Path, acknowledged: Connection) -> None:
    """Go on with a game one move at a time, and tell each number once it is acknowledged."""
    session = Session.load(path, members=Quick(), strict=True)
    while not session.ended:
        after_moves(session, 1)
        acknowledged.send((session.number, session.digest))
    acknowledged.send((0, session.digest))
    acknowledged.recv()


def survives_kills(folder: Path, kills: int, seed: int) -> None:
    """Kill a playing process so many times; nothing that it acknowledged is ever missing."""
    dice = random.Random(seed)
    # Forked where that is possible, so that a kill costs no start of Python.
    start = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    processes = multiprocessing.get_context(start)
    whole = new_game(preset="long")
    whole.advance()
    path = folder / "game.demarche"
    new_game(path, preset="long").close()
    done = 0
    while done < kills:
        mine, theirs = processes.Pipe()
        player = processes.Process(target=_play, args=(path, theirs), daemon=True)
        player.start()
        theirs.close()
        last = mine.recv()
        for _ in range(dice.randrange(20)):
            last = mine.recv() if last[0] else last
        time.sleep(dice.random() * 0.004)
        player.kill()
        player.join()
        while mine.poll():
            try:
                last = mine.recv()
            except EOFError:
                break
        mine.close()
        done += 1
        session = Session.load(path, members=Quick(), strict=True)
        if last[0]:
            assert session.number >= last[0], "an acknowledged command was lost"
            assert _digest_at(session, last[0]) == last[1]
        if session.ended:
            assert session.digest == whole.digest
            path.unlink()
            new_game(path, preset="long").close()
        session.close()
    session = Session.load(path, members=Quick(), strict=True)
    session.advance()
    assert session.digest == whole.digest, "the game went on as if it had never been killed"


def _digest_at(session: Session, number: int) -> str:
    line = session.lines[number - 1]
    return str(getattr(line, "digest", ""))


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path, seed: int) -> None:
    """Six kills of a game at random moments, twice; each time it resumes, and ends the same."""
    survives_kills(tmp_path, 6, seed)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_by_many_kills(tmp_path: Path) -> None:
    """Two hundred kills."""
    survives_kills(tmp_path, 200, 3)
