"""The ledgers: every change of every quantity is an entry, for the state and for every seat."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.conditions import bounded
from game.engine.state import GameState, initial_state
from game.engine.view import view
from tests.engine import invariants
from tests.engine.play import value
from tests.fixtures import (
    SCENARIOS,
    Step,
    play_random,
    raw_scenario,
    setting_of,
    small_game,
    small_setting,
    started,
)

SEEDS = st.integers(0, 10**9)


def _checked(state: GameState, seed: int, *, every: int = 1) -> GameState:
    """Play by dice and hold every invariant at each command (seat ledgers at each *every*-th)."""
    steps = Counter[str]()

    def watch(step: Step) -> None:
        invariants.adds_up(step)
        invariants.within_bounds(step.after)
        steps["all"] += 1
        if steps["all"] % every == 0 or step.after.phase in ("outcome", "briefing"):
            invariants.seat_ledgers_continue(step.after)

    last = play_random(state, seed, watch=watch, injects=0.3)
    invariants.ledger_continues(last)
    invariants.seat_ledgers_continue(last)
    return last


@settings(max_examples=30)
@given(seed=SEEDS)
def test_ledgers_add_up_in_small_games(seed: int) -> None:
    """Whatever three seats do, both kinds of ledger add up at every command and over turns."""
    last = _checked(small_game(seed), seed, every=5)
    assert len(last.records) == last.turn == 2


@settings(max_examples=4)
@given(seed=SEEDS)
def test_ledgers_add_up_over_eight_turns(seed: int) -> None:
    """Estimates of one turn go on where those of the turn before ended."""
    last = _checked(small_game(seed, preset="long"), seed, every=20)
    assert [record.turn for record in last.records] == list(range(1, 9))


@pytest.mark.long
@settings(max_examples=1000)
@given(seed=SEEDS)
def test_ledgers_add_up_in_a_thousand_games(seed: int) -> None:
    """As above, a thousand times."""
    _checked(small_game(seed, preset="long"), seed, every=10)


@pytest.mark.long
@settings(max_examples=60)
@given(seed=SEEDS)
def test_ledgers_add_up_in_the_gulf_of_aden(seed: int) -> None:
    """The scenario that is played keeps its ledgers too."""
    raw = raw_scenario(SCENARIOS / "gulf_of_aden")
    _checked(started(setting_of(raw, seed)), seed, every=40)


def test_bounds_are_kept_by_entries() -> None:
    """What a bound cuts off is an entry of its own, so that the sum stays exact."""
    assert [e.amount for e in bounded(1, "event", "x", 0, 7, 95, (0, 100))] == [7, -2]
    assert [e.cause for e in bounded(1, "event", "x", 0, -7, 3, (0, 100))] == ["x", "clamp"]
    assert [e.amount for e in bounded(1, "event", "x", 0, 7, 5, (0, 100))] == [7]
    assert bounded(1, "event", "x", 0, 0, 5, (0, 100)) == ()


def test_a_game_begins_within_bounds() -> None:
    """Whatever a scenario starts from, no quantity is beyond what it can be."""

    def wild(raw: dict[str, Any]) -> None:
        raw["tracks"][3]["start"] = 500.0
        raw["pressures"][0] |= {"held": 99_999.0, "activity": {"strait": 2e6, "outer": 1.0}}
        raw["actors"] += [raw["actors"][0] | {"id": "others", "hardening": 1.0}]

    state = initial_state(small_setting(edit=wild))
    invariants.within_bounds(state)
    assert value(state, "legitimacy") == 100_000


def test_a_seat_reads_exact_quantities_entry_by_entry() -> None:
    """Of what everyone can count, and of its own, a seat sees the entries of the state's ledger."""
    state = play_random(small_game(4, preset="long"), 4)
    for key in ("reputation/alba", "autonomy/alba", "cohesion", "spent/brava", "trust/brava/alba"):
        place = state.setting.table.layout.places[key]
        for record, seen in zip(state.records, view(state, 1).records, strict=True):
            real = [e for e in record.entries if e.place == place]
            assert [e for e in seen.entries if e.place == place] == real


def test_what_others_keep_to_themselves_is_one_undisclosed_entry() -> None:
    """Another's support moves without causes: at most one entry a turn, with its range."""
    state = play_random(small_game(4, preset="long"), 4)
    place = state.setting.table.layout.places["support/alba"]
    for record in view(state, 1).records:
        told = [e for e in record.entries if e.place == place]
        assert len(told) <= 1
        assert all(e.rule == e.cause == "undisclosed" for e in told)
        assert all(dict(e.facts)["range"] for e in told)
