"""Analysis for review and study: what texts were truly worth to all, and what was possible.

It weighs by every member's true values, so nothing that plays may use it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from game.engine.minds import Values
from game.engine.package import Alteration, Package
from game.engine.state import Agreement
from game.engine.sums import added
from game.engine.table import Table
from game.negotiation.projection import Projector
from game.negotiation.worth import Scale

RELUCTANCE = 5.0
"""How much a point that a member lacks to nothing counts beside a point gained."""


class Assay:
    """
    Weighs packages for all members beside what would hold without them.

    *picture* are all quantities, thousandths, from which *horizon* turns are projected; the last
    one stands for all of *remaining*. *alone* are the levels that members send without agreement.
    With an *agreement* that goes on, that is what holds if nothing is adopted.
    """

    def __init__(
        self,
        table: Table,
        values: Sequence[Values],
        picture: tuple[int, ...],
        turn: int,
        horizon: int,
        remaining: int,
        alone: tuple[int, ...],
        agreement: Agreement | None = None,
    ) -> None:
        self.table = table
        self._projector = Projector(table, picture, turn, horizon)
        self._scales = [
            Scale.undiscounted(mind, table, n, max(horizon, remaining))
            for n, mind in enumerate(values)
        ]
        weights = [1.0] * horizon
        weights[-1] += max(0, remaining - horizon)
        for scale in self._scales:
            scale.weights = tuple(weights)
        self._everyone = (True,) * len(table.seats)
        self._gains: dict[Package, tuple[float, ...]] = {}
        if agreement is None:
            outlook, package = self._projector.alone(alone), table.status_quo
        else:
            package = agreement.package
            outlook = self._projector.agreed(package, agreement.parties)
        self.base_package = package
        self.base = tuple(scale.worth(package, outlook) for scale in self._scales)

    def gains(self, package: Package) -> tuple[float, ...]:
        """What each member gains if a package binds all, in points, beside nothing adopted."""
        known = self._gains.get(package)
        if known is None:
            outlook = self._projector.agreed(package, self._everyone)
            worths = [scale.worth(package, outlook) for scale in self._scales]
            known = tuple(a - b for a, b in zip(worths, self.base, strict=True))
            self._gains[package] = known
        return known

    @property
    def seen(self) -> tuple[Weighed, ...]:
        """All packages weighed so far."""
        return tuple(Weighed(package, gains) for package, gains in self._gains.items())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A package and what each member gains by it, in points."""

    package: Package
    gains: tuple[float, ...]

    def of(self, seat: int) -> tuple[float, float]:
        """What one member gains, and the others on average."""
        others = [gain for n, gain in enumerate(self.gains) if n != seat]
        return self.gains[seat], added(others) / max(1, len(others))


def search(assay: Assay, seat: int, starts: Iterable[Package], budget: int) -> None:
    """
    Let an assay see good packages: for all alike, for one member, and for the others.

    Climbs by single changes from the best of *starts*, within *budget* packages in all.
    """
    begin = list(starts) or [assay.table.status_quo]
    for share in (0.5, 0.85, 0.15):
        goal = len(assay.seen) + budget // 3
        aim = _aim(assay, seat, share)
        best = max(begin, key=aim)
        value = aim(best)
        moved = True
        while moved and len(assay.seen) < goal:
            moved = False
            for change in _changes(assay.table):
                trial = change(best)
                if trial is None:
                    continue
                found = aim(trial)
                if found > value:
                    best, value, moved = trial, found, True
                if len(assay.seen) >= goal:
                    break


def _aim(assay: Assay, seat: int, share: float) -> Callable[[Package], float]:
    def aim(package: Package) -> float:
        gains = assay.gains(package)
        mine = gains[seat]
        others = (added(gains) - mine) / max(1, len(gains) - 1)
        lack = added(min(0.0, gain) for gain in gains)
        return round(share * mine + (1 - share) * others + RELUCTANCE * lack, 6)

    return aim


def _changes(table: Table) -> list[Callable[[Package], Package | None]]:
    """Single changes to try: answers first, then units more and less."""

    def answer(term: int, to: int) -> Callable[[Package], Package | None]:
        return lambda p: None if p.terms[term] == to else Alteration("term", term, to).applied(p)

    def units(place: int, step: int) -> Callable[[Package], Package | None]:
        stock = table.seats[table.owner(place)].stock[table.slots[table.slot_of(place)].resource]

        def change(p: Package) -> Package | None:
            level = p.levels[place] + step
            return Alteration("level", place, level).applied(p) if 0 <= level <= stock else None

        return change

    found = [answer(t, a) for t, term in enumerate(table.terms) for a in range(len(term.answers))]
    places = range(len(table.seats) * len(table.slots))
    return found + [units(place, step) for step in (1, -1) for place in places]


def rational(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Return the packages that leave nobody worse off."""
    return tuple(w for w in weighed if min(w.gains) >= 0)


def frontier(weighed: Iterable[Weighed], seat: int) -> tuple[Weighed, ...]:
    """Return those than which none is better both for a member and for the others, by its gain."""
    ranked = sorted(weighed, key=lambda w: (-w.of(seat)[0], -w.of(seat)[1]))
    found: list[Weighed] = []
    for one in ranked:
        if not found or one.of(seat)[1] > found[-1].of(seat)[1]:
            found.append(one)
    return tuple(reversed(found))


def utilitarian(weighed: Iterable[Weighed]) -> Weighed | None:
    """Return the package with the largest sum of gains; None of none."""
    return max(weighed, key=lambda w: added(w.gains), default=None)


def nash(weighed: Iterable[Weighed]) -> Weighed | None:
    """Return the package with the largest product of gains, if any gives everybody something."""

    def product(one: Weighed) -> float:
        total = 1.0
        for gain in one.gains:
            total *= gain
        return total

    return max((w for w in weighed if min(w.gains) > 0), key=product, default=None)
