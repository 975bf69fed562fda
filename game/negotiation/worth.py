"""Worth: what a projected course is worth to a member, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.engine.minds import Values
from game.engine.package import Package
from game.engine.table import Table
from game.negotiation.projection import Outlook, features_of

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
    found = []
    for place, term in enumerate(table.terms):
        row = values.term_values[place]
        weight = values.term_weights[place]
        points = weight * (row[package.terms[place]] - row[term.status_quo]) / 100
        found.append(max(points, -LOATHED * weight))
    return found


def worth(
    values: Values,
    table: Table,
    member: int,
    package: Package,
    outlook: Outlook,
    remaining: int,
) -> float:
    """Worth of a course to a member in points, summed over its turns."""
    weights = turn_weights(values.patience, len(outlook.good), remaining)
    features = features_of(table)
    priorities = [
        (index, weight)
        for track, weight in values.priorities
        if (index := features.index(track, member)) is not None
    ]
    terms = sum(term_points(values, table, package))
    total = 0.0
    for step, weight in enumerate(weights):
        good = outlook.good[step]
        points = terms
        for index, priority in priorities:
            points += priority * good[index]
        points -= values.cost * outlook.spent[step][member]
        points -= values.sovereignty * outlook.bound[step][member]
        points -= SPITE * outlook.grieved[step][member]
        points += HOME * outlook.home[step][member]
        total += weight * points
    return total


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
    features = features_of(table)
    whole = sum(weights)
    found = [
        Part("terms", table.terms[place].id, points * whole)
        for place, points in enumerate(term_points(values, table, package))
    ]
    for track, priority in values.priorities:
        index = features.index(track, member)
        if index is not None:
            points = sum(
                w * priority * g[index] for w, g in zip(weights, outlook.good, strict=True)
            )
            found.append(Part("outcome", table.tracks[track].id, points))

    def over_time(rows: tuple[tuple[float, ...], ...]) -> float:
        return sum(w * row[member] for w, row in zip(weights, rows, strict=True))

    found.append(Part("cost", "", -values.cost * over_time(outlook.spent)))
    found.append(Part("sovereignty", "", -values.sovereignty * over_time(outlook.bound)))
    found.append(Part("fairness", values.fairness, -SPITE * over_time(outlook.grieved)))
    found.append(Part("home", "", HOME * over_time(outlook.home)))
    return tuple(found)
