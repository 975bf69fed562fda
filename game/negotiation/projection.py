"""Projected courses: one run of the rules serves every member, who then weighs it for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.engine.package import Package
from game.engine.quantities import COUNTS, FULL
from game.engine.rules.course import Course, Inputs
from game.engine.rules.deeds import Deeds
from game.engine.sums import added
from game.engine.table import Table

STANDING = 65_000
KEPT_AT_LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Sums:
    """An outlook summed over its turns by some weights: by feature, then by member."""

    good: tuple[float, ...]
    spent: tuple[float, ...]
    bound: tuple[float, ...]
    grieved: tuple[float, ...]
    home: tuple[float, ...]


Rows = tuple[tuple[float, ...], ...]


class Outlook:
    """
    What a projected course holds for members, turn by turn.

    ``good[t][f]`` is how good feature f is (0 worst, 1 best); ``spent[t][m]`` is in 10 M USD,
    ``bound[t][m]`` lost autonomy and ``grieved[t][m]`` resentment in points; ``home[t][m]`` public
    support in points.
    """

    __slots__ = ("_sums", "bound", "good", "grieved", "home", "spent")

    def __init__(self, good: Rows, spent: Rows, bound: Rows, grieved: Rows, home: Rows) -> None:
        self.good = good
        self.spent = spent
        self.bound = bound
        self.grieved = grieved
        self.home = home
        self._sums: dict[tuple[float, ...], Sums] = {}

    def summed(self, weights: tuple[float, ...]) -> Sums:
        """The outlook summed over its turns; members of equal patience share the sum."""
        known = self._sums.get(weights)
        if known is None:
            rows = (self.good, self.spent, self.bound, self.grieved, self.home)
            known = Sums(*(_summed(row, weights) for row in rows))
            self._sums[weights] = known
        return known


def _summed(rows: Rows, weights: tuple[float, ...]) -> tuple[float, ...]:
    total = [0.0] * len(rows[0])
    for row, weight in zip(rows, weights, strict=True):
        total = [sum_ + weight * value for sum_, value in zip(total, row, strict=True)]
    return tuple(total)


class Features:
    """Which numbers of a course members care about, and how good each value is."""

    def __init__(self, table: Table) -> None:
        self._rows: list[tuple[tuple[int, ...], bool, float, bool]] = []
        self._index: dict[tuple[int, int], int] = {}
        layout = table.layout
        start = {
            f"{kind}/{p.id}": value * 1000
            for p in table.pressures
            for kind, value in (("held", max(1.0, p.held)),)
        }
        for number, track in enumerate(table.tracks):
            if track.quantity == "spent":
                continue
            places: tuple[int, ...]
            if track.of == "seat":
                for member in table.members:
                    self._index[number, member] = len(self._rows)
                    places = (layout.of_member(track.quantity, member),)
                    self._rows.append((places, track.better == "up", 0.0, True))
                continue
            self._index[number, -1] = len(self._rows)
            prefix = f"own/{track.id}" if track.quantity == "own" else track.quantity
            places = tuple(
                place
                for place, key in enumerate(layout.keys)
                if key == prefix or key.startswith(f"{prefix}/")
            )
            scale = 0.0
            if track.quantity in COUNTS:
                scale = added(start.get(layout.keys[p], 0) for p in places) or added(
                    added(p.activity.values()) * table.quarters * 1000 for p in table.pressures
                )
            self._rows.append((places, track.better == "up", scale, track.of != "sum"))

    def index(self, track: int, member: int) -> int | None:
        """The feature of a track for a member, if the track counts at all."""
        found = self._index.get((track, member))
        return self._index.get((track, -1)) if found is None else found

    def good(self, values: Sequence[float]) -> tuple[float, ...]:
        """How good each feature is, 0 to 1."""
        found = []
        for places, up, scale, mean in self._rows:
            amount = values[places[0]]
            if len(places) > 1:
                for place in places[1:]:
                    amount += values[place]
                if mean:
                    amount /= len(places)
            share = amount / (amount + scale) if scale else amount / FULL
            found.append(share if up else 1 - share)
        return tuple(found)


@lru_cache(maxsize=32)
def features_of(table: Table) -> Features:
    """The features of a table, compiled once."""
    return Features(table)


class Projector:
    """Projects courses from one picture of the world at one turn, and remembers them."""

    def __init__(self, table: Table, values: tuple[int, ...], turn: int, horizon: int) -> None:
        self.table = table
        self.turn = turn
        self.horizon = horizon
        self._values = values
        self._features = features_of(table)
        self._spent = table.layout.of_member("spent", 0)
        self._autonomy = table.layout.of_member("autonomy", 0)
        self._resentment = table.layout.of_member("resentment", 0)
        self._support = table.layout.of_member("support", 0)
        reputation = table.layout.of_member("reputation", 0)
        self._keep = tuple(
            min(1.0, KEPT_AT_LEAST + (1 - KEPT_AT_LEAST) * values[reputation + n] / STANDING)
            for n in table.members
        )
        self._known: dict[tuple[object, ...], Outlook] = {}
        self.count = 0

    def agreed(
        self,
        package: Package,
        parties: tuple[bool, ...],
        first: tuple[int, ...] | None = None,
    ) -> Outlook:
        """
        The course under an agreement; promises count by their owners' record.

        *first* is what is really delivered in the first turn, where that differs.
        """
        key = (package, parties, first)
        known = self._known.get(key)
        if known is None:
            count = len(self.table.slots)
            keep = self._keep
            if first is None:
                believed: tuple[float, ...] = tuple(
                    level * keep[place // count] if level else 0
                    for place, level in enumerate(package.levels)
                )
                known = self._run(package, parties, believed, believed, None)
            else:
                known = self._run(package, parties, package.levels, package.levels, first)
            self._known[key] = known
        return known

    def alone(self, levels: tuple[int, ...]) -> Outlook:
        """The course without agreement, when members send *levels* each on its own account."""
        key = ("alone", levels)
        known = self._known.get(key)
        if known is None:
            quo = self.table.status_quo
            nobody = (False,) * len(self.table.seats)
            known = self._run(quo, nobody, levels, quo.levels, None)
            self._known[key] = known
        return known

    def _run(
        self,
        package: Package,
        parties: tuple[bool, ...],
        levels: Sequence[float],
        owed: Sequence[float],
        first: tuple[int, ...] | None,
    ) -> Outlook:
        self.count += 1
        table = self.table
        members = len(table.seats)
        values: list[float] = list(self._values)
        in_force = any(parties)
        excused = (False,) * members
        rows: list[tuple[tuple[float, ...], ...]] = []
        deeds: Deeds | None = None
        for step in range(self.horizon):
            sent = first if first is not None and step == 0 else levels
            before = self._of_members(values, self._spent)
            inputs = Inputs(
                turn=self.turn + step,
                terms=package.terms,
                in_force=in_force,
                parties=parties,
                levels=sent,
                owed=owed,
                caveats=package.caveats,
                excused=excused,
            )
            course = Course(table, values, inputs, deeds)
            course.run()
            deeds = course.deeds if sent is levels else None
            values = course.values
            after = self._of_members(values, self._spent)
            rows.append(
                (
                    self._features.good(values),
                    tuple([(now - old) / 1000 for now, old in zip(after, before, strict=True)]),
                    tuple([100 - a / 1000 for a in self._of_members(values, self._autonomy)]),
                    tuple([r / 1000 for r in self._of_members(values, self._resentment)]),
                    tuple([s / 1000 for s in self._of_members(values, self._support)]),
                )
            )
        good, spent, bound, grieved, home = zip(*rows, strict=True)
        return Outlook(good, spent, bound, grieved, home)

    def _of_members(self, values: list[float], first: int) -> list[float]:
        return values[first : first + len(self.table.seats)]


@lru_cache(maxsize=6)
def projector_of(table: Table, values: tuple[int, ...], turn: int, horizon: int) -> Projector:
    """The projector from one picture; all members of a turn share it."""
    return Projector(table, values, turn, horizon)
