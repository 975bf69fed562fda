"""A seat's desk: everything it needs to weigh packages now, worked out from its view alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.engine.home import HomeVote, vote_at_home
from game.engine.minds import Values
from game.engine.package import Alteration, Package
from game.engine.red_lines import crossed
from game.engine.view import SeatView
from game.negotiation.beliefs import believed
from game.negotiation.no_agreement import no_agreement_levels
from game.negotiation.projection import Outlook, Projector, projector_of
from game.negotiation.worth import Part, parts, scale_of
from game.scenario.models.members import RedLineSpec

AFTERLIFE = 2
"""Turns beyond the end that members still count."""


BEYOND_LIMIT = 25.0
"""Points that a member is taken to lose by a text across a limit that it has named."""


def _stands(change: Alteration, refused: Package, package: Package) -> bool:
    """Whether *package* still has what the member could not accept in the text it refused."""
    field = {"term": "terms", "level": "levels", "caveat": "caveats"}[change.what]
    was, now = getattr(refused, field)[change.place], getattr(package, field)[change.place]
    if change.what == "term":
        return bool(now == was)
    return bool(now >= was if change.to < was else now <= was)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a member may think: projected turns, and packages that a search may project."""

    horizon: int
    search: int
    pairs: int


class Desk:
    """Weighs packages for one seat, against what would hold without them."""

    def __init__(self, view: SeatView, budget: Budget) -> None:
        self.view = view
        self.table = view.table
        self.budget = budget
        self.values: tuple[Values, ...] = believed(view)
        self.remaining = view.table.turns - view.turn + 1 + AFTERLIFE
        horizon = max(2, min(budget.horizon, self.remaining))
        self.projector: Projector = projector_of(view.table, view.common, view.turn, horizon)
        self.everyone = (True,) * len(view.table.seats)
        self._scales = tuple(
            scale_of(values, view.table, n, horizon, self.remaining)
            for n, values in enumerate(self.values)
        )
        self._gains: dict[Package, tuple[float, ...]] = {}

    @cached_property
    def alone_levels(self) -> tuple[int, ...]:
        """What members would send without agreement."""
        view = self.view
        return no_agreement_levels(self.table, view.common, view.turn, view.stock, self.remaining)

    @cached_property
    def alone(self) -> Outlook:
        """The no-agreement course."""
        return self.projector.alone(self.alone_levels)

    @cached_property
    def has_fallback(self) -> bool:
        """Whether an agreement would go on if nothing new is adopted."""
        agreement = self.view.agreement
        return agreement is not None and agreement.expires > self.view.turn

    @cached_property
    def base_package(self) -> Package:
        """What holds if nothing is adopted."""
        return self.view.in_force if self.has_fallback else self.table.status_quo

    @cached_property
    def base(self) -> Outlook:
        """The course if nothing is adopted."""
        agreement = self.view.agreement
        if self.has_fallback and agreement is not None:
            return self.projector.agreed(agreement.package, agreement.parties)
        return self.alone

    @cached_property
    def base_worth(self) -> tuple[float, ...]:
        """Worth of that course to every member, as believed: their reservation values."""
        return self._weigh(self.base_package, self.base)

    def _weigh(self, package: Package, outlook: Outlook) -> tuple[float, ...]:
        return tuple(scale.worth(package, outlook) for scale in self._scales)

    def outlook(self, package: Package) -> Outlook:
        """The course under a package that binds everyone."""
        return self.projector.agreed(package, self.everyone)

    def gains(self, package: Package) -> tuple[float, ...]:
        """What each member gains by a package beside nothing being adopted, as believed."""
        known = self._gains.get(package)
        if known is None:
            weighed = self._weigh(package, self.outlook(package))
            gains = [w - b for w, b in zip(weighed, self.base_worth, strict=True)]
            for member, refused, ask in self.told_limits:
                if all(_stands(change, refused, package) for change in ask):
                    gains[member] = min(gains[member], -BEYOND_LIMIT)
            known = tuple(gains)
            self._gains[package] = known
        return known

    @cached_property
    def told_limits(self) -> tuple[tuple[int, Package, tuple[Alteration, ...]], ...]:
        """
        Limits that others named when they refused a text of this turn.

        Each is the member, the text it refused, and the changes of which it needs at least one.
        """
        return tuple(
            (member, draft.package, answer.ask)
            for draft in self.view.drafts
            for member, answer in enumerate(draft.answers)
            if answer is not None
            and member != self.view.seat
            and answer.binding in ("red_line", "home")
            and answer.ask
        )

    def own_gain(self, package: Package) -> float:
        """What this seat gains by a package."""
        return self.gains(package)[self.view.seat]

    def worth_without_me(self, package: Package) -> float:
        """Worth to this seat if the package binds all others but not it."""
        seat = self.view.seat
        parties = tuple(n != seat for n in self.table.members)
        count = len(self.table.slots)
        levels = tuple(
            0 if place // count == seat else level for place, level in enumerate(package.levels)
        )
        left = Package(package.terms, levels, package.caveats)
        outlook = self.projector.agreed(left, parties)
        return self._scales[seat].worth(left, outlook)

    def own_worth(self, package: Package, outlook: Outlook) -> float:
        """Worth of any course to this seat."""
        return self._scales[self.view.seat].worth(package, outlook)

    def own_parts(self, package: Package) -> tuple[Part, ...]:
        """What a package changes for this seat, part by part; the parts add up to its gain."""
        seat = self.view.seat
        mine = self.values[seat]
        new = parts(mine, self.table, seat, package, self.outlook(package), self.remaining)
        old = parts(mine, self.table, seat, self.base_package, self.base, self.remaining)
        return tuple(
            Part(a.part, a.subject, a.points - b.points) for a, b in zip(new, old, strict=True)
        )

    def own_red_lines(self, package: Package) -> tuple[RedLineSpec, ...]:
        """This seat's limits that a package crosses."""
        view = self.view
        return crossed(self.table, view.seat, view.mind.red_lines, package, view.waivers)

    def at_home(self, package: Package) -> HomeVote:
        """How this seat's politics at home would take a package."""
        view = self.view
        return vote_at_home(self.table, view.seat, view.mind.factions, package, view.own("support"))
