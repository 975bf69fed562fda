"""Deeds are worked out once: sharing them, or moving quantities together, changes no number."""

from __future__ import annotations

from game.engine.rules.course import Course, Recorded
from game.engine.rules.deeds import Deeds
from tests.engine.turns import never, turn


def test_courses_that_share_deeds_come_out_alike() -> None:
    """A projected turn is the same with its own deeds and with those of an equal one."""
    acted = turn().having(in_force=True, parties=(True, True, False)).sends(alba_escort=2)
    alone = Course(acted.table, acted.values, acted.inputs)
    shared = Course(acted.table, acted.values, acted.inputs, Deeds(acted.table, acted.inputs))
    alone.run()
    shared.run()
    assert alone.values == shared.values


def test_what_is_moved_together_is_moved_as_one_by_one() -> None:
    """Values and entries are the same, bounds included, in a projection and as it happens."""
    quiet = turn()
    moves = [(place, amount) for place in (0, 1, 2) for amount in (70_000.4, -150_000.6, 250.0)]
    for make in (
        lambda: Course(quiet.table, quiet.values, quiet.inputs),
        lambda: Recorded(quiet.table, quiet.values, quiet.inputs, never),
    ):
        together, single = make(), make()
        together.put_each("rule", moves, "cause", "share", 0.25, "count", 3)
        for place, amount in moves:
            single.put("rule", place, amount, "cause", "share", 0.25, "count", 3)
        assert together.values == single.values
        assert getattr(together, "entries", None) == getattr(single, "entries", None)


def test_figures_are_told_in_thousandths_and_counts_as_they_are() -> None:
    """Facts handed over unrounded stand in the ledger as whole numbers and ids."""
    quiet = turn()
    course = Recorded(quiet.table, quiet.values, quiet.inputs, never)
    course.put("rule", 0, 5.0, "cause", "share", 0.2504, "count", 3, "member", "alba")
    assert course.entries[0].facts == (("share", 250), ("count", 3), ("member", "alba"))


def test_deeds_tell_costs_shares_and_what_was_kept() -> None:
    """Half a promise kept is a half; who owed nothing kept nothing; shares add up to one."""
    acted = turn().having(in_force=True, parties=(True, True, True))
    acted = acted.owes(alba_escort=2).gives(alba_escort=1)
    deeds = Deeds(acted.table, acted.inputs)
    assert deeds.kept_shares == [0.5, None, None]
    assert deeds.kept == 0.5
    assert deeds.bound == (0, 1, 2)
    assert sum(deeds.shares) == 1
    assert deeds.costs[0] > 0 == deeds.costs[1]
