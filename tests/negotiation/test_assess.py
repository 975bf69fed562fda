"""Assessments: parts add up to the gain, and an ask that is granted turns the answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.commands import ClockExpired
from game.engine.draws import draw
from game.engine.game import Done, decide
from game.engine.package import Package, altered
from game.engine.state import GameState
from game.engine.view import SeatView, view
from game.negotiation.assess import ask_for, assess
from game.negotiation.desk import Budget, Desk
from game.negotiation.moves import all_moves
from tests.fixtures import SCENARIOS, raw_scenario, setting_of, small_setting, started

BUDGET = Budget(horizon=3, search=40, pairs=20)


def _in_consultation(state: GameState) -> GameState:

    done = decide(state, "clock", ClockExpired("briefing"))
    assert isinstance(done, Done)
    return done.state


def _random_package(seen: SeatView, seed: int, steps: int) -> Package:
    package = seen.in_force
    for step in range(steps):
        moves = all_moves(seen, package)
        package = moves[draw(seed, "package", step) % len(moves)].applied(package)
    return package


@settings(max_examples=40)
@given(seed=st.integers(0, 30), member=st.integers(0, 2), steps=st.integers(1, 9))
def test_parts_of_worth_add_up_to_the_gain(seed: int, member: int, steps: int) -> None:
    """What a screen shows part by part is the whole of what decides."""
    seen = view(_in_consultation(started(small_setting(seed % 5))), member)
    desk = Desk(seen, BUDGET)
    package = _random_package(seen, seed, steps)

    assert abs(sum(p.points for p in desk.own_parts(package)) - desk.own_gain(package)) < 1e-6


@settings(max_examples=40)
@given(seed=st.integers(0, 200), member=st.integers(0, 2), steps=st.integers(1, 9))
def test_granting_the_ask_turns_the_answer(seed: int, member: int, steps: int) -> None:
    """Whoever does what a member asks for hears it accept."""
    seen = view(_in_consultation(started(small_setting(seed % 5))), member)
    desk = Desk(seen, BUDGET)
    package = _random_package(seen, seed, steps)
    if assess(desk, package, 1.0).stance == "accept":
        return
    ask = ask_for(desk, package, 1.0)
    if ask:
        assert len(ask) <= 2
        assert assess(desk, altered(package, ask), 1.0).stance == "accept"


@settings(max_examples=30)
@given(seed=st.integers(0, 200), member=st.integers(0, 2))
def test_an_ask_of_two_changes_means_that_none_of_one_suffices(seed: int, member: int) -> None:
    """Against every single change of the member's own sort, tried one by one."""
    from game.negotiation.assess import MARGIN, _own_moves, would_accept

    seen = view(_in_consultation(started(small_setting(seed % 5))), member)
    desk = Desk(seen, BUDGET)
    package = _random_package(seen, seed, 6)
    if assess(desk, package, 1.0).stance == "accept":
        return
    ask = ask_for(desk, package, 1.0)
    single = any(
        would_accept(desk, move.applied(package), 1.0 + MARGIN)
        for move in _own_moves(desk, package)
    )

    assert (len(ask) == 1) == single


def test_most_refusals_in_the_gulf_of_aden_carry_an_ask() -> None:
    """At least seven of ten refused random texts come back with one or two changes."""
    setting = setting_of(raw_scenario(SCENARIOS / "gulf_of_aden"), 3)
    state = _in_consultation(started(setting))
    asked = refused = 0
    for member in setting.table.members:
        seen = view(state, member)
        desk = Desk(seen, BUDGET)
        for seed in range(3):
            package = _random_package(seen, seed * 8 + member, 8)
            weighed = assess(desk, package, 1.0)
            if weighed.stance == "accept":
                continue
            refused += 1
            ask = ask_for(desk, package, 1.0)
            asked += bool(ask)
            if ask:
                assert assess(desk, altered(package, ask), 1.0).stance == "accept"

    assert refused >= 8
    assert asked >= 0.7 * refused
