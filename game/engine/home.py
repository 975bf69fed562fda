"""Ratification at home: which factions would carry a package, and with what majority."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.package import Package
from game.engine.sums import added
from game.engine.table import Table
from game.scenario.models.members import FactionSpec

PASSES = 500


@dataclass(frozen=True, slots=True)
class HomeVote:
    """The expected vote at home: *yes* in thousandths, and the factions against."""

    yes: int
    against: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether a majority carries it; a tie does not."""
        return self.yes > PASSES


def vote_at_home(
    table: Table,
    member: int,
    factions: tuple[FactionSpec, ...],
    package: Package,
    support: int,
) -> HomeVote:
    """Count the factions for *package* at a public support (thousandths); none means consent."""
    if not factions:
        return HomeVote(1000, ())
    cost = yearly_cost(table, member, package)
    yes = 0.0
    against = []
    for faction in factions:
        if _carries(table, faction, package, support, cost):
            yes += faction.weight
        else:
            against.append(faction.id)
    return HomeVote(round(yes * 10), tuple(against))


def yearly_cost(table: Table, member: int, package: Package) -> float:
    """What a member's own contributions cost it a year, in 10 M USD."""
    count = len(table.slots)
    own = package.levels[member * count : (member + 1) * count]
    turn = added(level * row.cost for level, row in zip(own, table.slots, strict=True))
    return turn * 12 / table.turn_months


def _carries(
    table: Table, faction: FactionSpec, package: Package, support: int, cost: float
) -> bool:
    if support < faction.needs_support * 1000:
        return False
    if faction.most_cost is not None and cost > faction.most_cost:
        return False
    for place, term in enumerate(table.terms):
        if term.answers[package.terms[place]].id in faction.rejects.get(term.id, ()):
            return False
    return True
