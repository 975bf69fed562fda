"""Worth: what a projected course is worth to a member, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.engine.minds import Values
from game.engine.package import Package
from game.engine.sums import added
from game.engine.table import Table
from game.negotiation.projection import Outlook, Sums, features_of

SPITE = 0.06
"""Worth of a point of resentment."""
HOME = 0.05
"""Worth of a lost point of public support."""
LOATHED = 0.6
"""Largest loss by a term beside its weight: past it, a term is a red line or nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of worth: its name, its subject (an id), and its points."""

    part: str
    subject: str
    points: float


@lru_cache(maxsize=64)
def turn_weights(patience: float, horizon: int, remaining: int) -> tuple[float, ...]:
    """Weight of each projected turn; the last one stands for all that remain after it."""
    weights = []
    weight = 1.0
    for _ in range(horizon):
        weights.append(weight)
        weight *= patience
    for _ in range(horizon, remaining):
        weights[-1] += weight
        weight *= patience
    return tuple(weights)


def term_points(values: Values, table: Table, package: Package) -> list[float]:
    """Points a turn by term, beside the status quo."""
    return [
        row[answer] for row, answer in zip(_term_rows(values, table), package.terms, strict=True)
    ]


def _term_rows(values: Values, table: Table) -> list[tuple[float, ...]]:
    found = []
    for place, term in enumerate(table.terms):
        weight = values.term_weights[place]
        row = values.term_values[place]
        quo = row[term.status_quo]
        found.append(tuple(max(weight * (v - quo) / 100, -LOATHED * weight) for v in row))
    return found


class Scale:
    """A member's values made ready to weigh many courses of the same length."""

    def __init__(
        self, values: Values, table: Table, member: int, horizon: int, remaining: int
    ) -> None:
        self.weights = turn_weights(values.patience, horizon, remaining)
        self.whole = added(self.weights)
        self._rows = _term_rows(values, table)
        features = features_of(table)
        self._priorities = tuple(
            (index, weight)
            for track, weight in values.priorities
            if (index := features.index(track, member)) is not None
        )
        self._member = member
        self._cost = values.cost
        self._sovereignty = values.sovereignty

    @classmethod
    def undiscounted(cls, values: Values, table: Table, member: int, turns: int) -> Scale:
        """The scale on which every turn counts the same, for scores."""
        scale = cls(values, table, member, turns, turns)
        scale.weights = (1.0,) * turns
        scale.whole = float(turns)
        return scale

    def worth(self, package: Package, outlook: Outlook) -> float:
        """Worth of a course in points, summed over its turns."""
        return self._weighed(package, outlook.summed(self.weights), self.whole)

    def turn(self, package: Package, outlook: Outlook) -> float:
        """Worth of a single turn in points."""
        return self._weighed(package, outlook.summed((1.0,)), 1.0)

    def _weighed(self, package: Package, sums: Sums, whole: float) -> float:
        member = self._member
        points = 0.0
        for row, answer in zip(self._rows, package.terms, strict=True):
            points += row[answer]
        points *= whole
        good = sums.good
        for index, weight in self._priorities:
            points += weight * good[index]
        points -= self._cost * sums.spent[member]
        points -= self._sovereignty * sums.bound[member]
        points -= SPITE * sums.grieved[member]
        points += HOME * sums.home[member]
        return points


@lru_cache(maxsize=256)
def scale_of(values: Values, table: Table, member: int, horizon: int, remaining: int) -> Scale:
    """The scale of some values, compiled once: most members are seen alike by all others."""
    return Scale(values, table, member, horizon, remaining)


def worth(
    values: Values,
    table: Table,
    member: int,
    package: Package,
    outlook: Outlook,
    remaining: int,
) -> float:
    """Worth of one course to a member in points, summed over its turns."""
    horizon = len(outlook.good)
    return scale_of(values, table, member, horizon, remaining).worth(package, outlook)


def parts(
    values: Values,
    table: Table,
    member: int,
    package: Package,
    outlook: Outlook,
    remaining: int,
) -> tuple[Part, ...]:
    """The parts of ``worth``; they add up to it."""
    weights = turn_weights(values.patience, len(outlook.good), remaining)
    sums = outlook.summed(weights)
    features = features_of(table)
    whole = added(weights)
    found = [
        Part("terms", table.terms[place].id, points * whole)
        for place, points in enumerate(term_points(values, table, package))
    ]
    for track, priority in values.priorities:
        index = features.index(track, member)
        if index is not None:
            found.append(Part("outcome", table.tracks[track].id, priority * sums.good[index]))
    found.append(Part("cost", "", -values.cost * sums.spent[member]))
    found.append(Part("sovereignty", "", -values.sovereignty * sums.bound[member]))
    found.append(Part("fairness", values.fairness, -SPITE * sums.grieved[member]))
    found.append(Part("home", "", HOME * sums.home[member]))
    return tuple(found)
