"""Named draws: a number depends on seed and names alone, so that a new draw moves no other."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from game.engine import commands as c
from game.engine.draws import SIZE, between, draw, happens, shuffled
from game.engine.state import GameState
from game.engine.view import view
from tests.engine.play import after, expired, package, until, value
from tests.fixtures import Step, play_random, small_game


def test_a_draw_depends_on_seed_and_names_alone() -> None:
    """The same names give the same number, in whatever order they are asked."""
    first = [draw(1, turn, "estimate", who) for turn in range(20) for who in "abc"]
    again = [draw(1, turn, "estimate", who) for turn in range(20) for who in "abc"]
    assert first == again
    assert len(set(first)) == len(first)
    assert draw(2, 0, "estimate", "a") != first[0]


def test_names_do_not_run_together() -> None:
    """Turn 1 of subject 11 is another draw than turn 11 of subject 1."""
    assert len({draw(1, 1, "x", 11), draw(1, 11, "x", 1), draw(1, "1x", 11), draw(11, "x", 1)}) == 4


def test_draws_are_what_they_were() -> None:
    """Saved seeds mean the same game in every later version."""
    assert [draw(7, 1, "event", "storm"), draw(7, 2, "event", "storm"), draw(0)] == [
        *(_reference("7\x1f1\x1fevent\x1fstorm"), _reference("7\x1f2\x1fevent\x1fstorm")),
        _reference("0"),
    ]
    assert draw(7, 1, "event", "storm") == 901_944


def _reference(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % 1_000_000


def test_draws_are_evenly_spread() -> None:
    """A chance of a tenth happens in about a tenth of cases, of none never, of one always."""
    hits = sum(happens(3, 0.1, n, "spread") for n in range(5000))
    assert 400 < hits < 600
    assert not any(happens(3, 0.0, n, "spread") for n in range(1000))
    assert all(happens(3, 1.0, n, "spread") for n in range(1000))
    numbers = [between(3, -2.0, 2.0, n, "spread") for n in range(1000)]
    assert -2 <= min(numbers) < -1.9 < 1.9 < max(numbers) <= 2
    assert all(0 <= draw(3, n) < SIZE for n in range(1000))


def test_a_shuffle_keeps_every_item() -> None:
    """Every order comes up, and each is one of all the items."""
    orders = {shuffled(seed, ("a", "b", "c"), "order") for seed in range(200)}
    assert len(orders) == 6
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c")}


def test_a_new_event_moves_no_other_draw() -> None:
    """A scenario with one event more has the same estimates, minds and other events."""

    def more(raw: dict[str, Any]) -> None:
        extra = {
            "id": "aurora",
            "title": "An aurora",
            "text": "The sky is green.",
            "when": [{"kind": "turn"}],
            "chance": 0.5,
            "again": True,
        }
        raw["events"] = [extra, *raw["events"]]

    happened = 0
    for seed in range(8):
        one, other = small_game(seed), small_game(seed, edit=more)
        for _ in range(2):
            one, other = until(one, "outcome"), until(other, "outcome")
            assert one.errors == other.errors
            assert one.values == other.values
            told = [h for h in other.happened if h.event != "aurora"]
            assert told == list(one.happened)
            one, other = expired(one), expired(other)
        happened += len(other.happened) - len(one.happened)
        assert one.setting.minds == other.setting.minds
    assert happened > 0


def test_acts_move_no_draw() -> None:
    """Whatever members do, the next turn's dice for the same names fall as they would have."""
    for seed in range(5):
        quiet = until(small_game(seed, preset="long", edit=_no_refit), "consultation")
        busy = after(quiet, "alba", c.SendBackchannel(1, package(quiet, ("area", "strait"))))
        busy = after(busy, "brava", c.AskInterests(0, 1))
        busy = after(busy, "brava", c.Tell(0, c.Claim("support", "", (5,))))
        quiet, busy = (until(until(s, "outcome"), "briefing") for s in (quiet, busy))
        assert _spread(quiet) == _spread(busy)


def _no_refit(raw: dict[str, Any]) -> None:
    raw["events"] = [e for e in raw["events"] if e["id"] == "stranding"]


def _spread(state: GameState) -> list[float]:
    """Each error as a part of its width: the die itself, whatever the width has become."""
    return [
        round(error / width, 2)
        for errors, widths in zip(state.errors, state.widths, strict=True)
        for error, width in zip(errors, widths, strict=True)
        if width
    ] + [float(len(state.happened))]


def test_two_seeds_are_two_games_and_one_seed_is_one() -> None:
    """Hidden values and estimates differ from seed to seed, and never between two runs."""
    one, again, other = small_game(5), small_game(5), small_game(6)
    assert one == again
    assert one.setting.minds == again.setting.minds
    assert one.setting.minds != other.setting.minds
    assert view(one, 0).estimates != view(other, 0).estimates
    assert value(one, "support/alba") != value(other, "support/alba")


TOLD = """
from hashlib import sha256
from tests.fixtures import play_random, small_game
told = sha256()
def watch(step):
    told.update(repr((step.actor, step.command, step.events)).encode())
for seed in (1, 2, 3):
    last = play_random(small_game(seed, preset="long"), seed, watch=watch)
    told.update(repr(last.values).encode())
print(told.hexdigest())
"""


@pytest.mark.parametrize("hash_seed", ["1", "4242"])
def test_a_game_is_the_same_under_any_hash_seed(hash_seed: str) -> None:
    """In another process, with other orders of sets, the same commands tell the same events."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", TOLD],
        cwd=root,
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == _told()


def _told() -> str:
    from hashlib import sha256

    told = sha256()

    def watch(step: Step) -> None:
        told.update(repr((step.actor, step.command, step.events)).encode())

    for seed in (1, 2, 3):
        last = play_random(small_game(seed, preset="long"), seed, watch=watch)
        told.update(repr(last.values).encode())
    return told.hexdigest()
