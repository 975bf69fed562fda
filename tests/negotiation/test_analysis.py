"""Analysis: true worth to all, the frontier, and the points on it that are named."""

from __future__ import annotations

from functools import cache

import pytest

from game.engine.state import Agreement, initial_state
from game.negotiation.analysis import (
    Assay,
    Weighed,
    frontier,
    nash,
    rational,
    search,
    utilitarian,
)
from game.negotiation.no_agreement import no_agreement_levels
from tests.fixtures import small_setting


@cache
def assay() -> Assay:
    """The small scenario, weighed from its start."""
    setting = small_setting()
    table = setting.table
    start = initial_state(setting).values
    stock = tuple(seat.stock for seat in table.seats)
    alone = no_agreement_levels(table, start, 1, stock, 4)
    values = tuple(mind.values for mind in setting.minds)
    return Assay(table, values, start, 1, 3, 6, alone)


def searched() -> tuple[Weighed, ...]:
    """What a search of 120 packages has seen."""
    found = assay()
    if len(found.seen) < 100:
        search(found, 0, [package for _, _, package in found.table.drafts], 120)
    return found.seen


def test_nothing_gains_beside_itself() -> None:
    """The package that holds anyway is worth no more than what holds, with the same members."""
    setting = small_setting()
    table = setting.table
    state = initial_state(setting)
    package = table.drafts[0][2]
    everyone = (True,) * len(table.seats)
    held = Agreement(package, everyone, everyone, 1, 9, 1)
    values = tuple(mind.values for mind in setting.minds)
    found = Assay(table, values, state.values, 1, 3, 6, table.status_quo.levels, held)
    assert found.gains(package) == pytest.approx((0.0,) * len(table.seats))


def test_the_horizon_stands_for_what_remains() -> None:
    """A longer game weighs the last projected turn more."""
    setting = small_setting()
    table = setting.table
    start = initial_state(setting).values
    values = tuple(mind.values for mind in setting.minds)
    package = table.drafts[0][2]
    short = Assay(table, values, start, 1, 3, 3, table.status_quo.levels).gains(package)
    long = Assay(table, values, start, 1, 3, 9, table.status_quo.levels).gains(package)
    assert sum(long) > sum(short) > 0


def test_a_search_keeps_to_its_budget_and_finds_better_than_where_it_began() -> None:
    """At most so many packages, and a larger sum than the scenario's own draft."""
    seen = searched()
    assert len(seen) <= 121
    best = utilitarian(rational(seen))
    assert best is not None
    draft = assay().table.drafts[0][2]
    assert sum(best.gains) > sum(assay().gains(draft))


def test_no_point_of_the_frontier_is_worse_than_another_seen() -> None:
    """For a member and the others on average, in rising order of its own gain."""
    possible = rational(searched())
    best = [one.of(0) for one in frontier(possible, 0)]
    assert best == sorted(best)
    for mine, others in best:
        assert not any(
            a >= mine and b >= others and (a, b) != (mine, others)
            for a, b in (one.of(0) for one in possible)
        )


def test_the_rational_leave_nobody_worse_off() -> None:
    """And the fair split gives everybody something, with the largest product."""
    possible = rational(searched())
    assert possible
    assert all(min(one.gains) >= 0 for one in possible)
    fair = nash(possible)
    assert fair is not None
    assert min(fair.gains) > 0

    def product(one: Weighed) -> float:
        total = 1.0
        for gain in one.gains:
            total *= gain
        return total

    assert product(fair) == max(product(one) for one in possible if min(one.gains) > 0)


def test_where_nothing_is_possible_nothing_is_named() -> None:
    """No package, no point."""
    assert utilitarian(()) is None
    assert nash(()) is None
    assert frontier((), 0) == ()
    lossy = Weighed(assay().table.status_quo, (1.0, -1.0, 0.0))
    assert rational([lossy]) == ()
    assert nash([lossy]) is None
