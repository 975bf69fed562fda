"""Previews: how a text would likely be taken, and what a delivery would do, as one seat knows it.

All of it rests on the view alone: repute, what members told, and how they answered texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from game.engine.commands import Response
from game.engine.package import Package
from game.engine.rules.course import Course, Inputs
from game.engine.sums import added
from game.engine.view import SeatView
from game.negotiation.assess import Assessment, assess
from game.negotiation.beliefs import TOLD
from game.negotiation.desk import Budget, Desk
from game.negotiation.projection import Outlook
from game.negotiation.worth import Part, parts

Lean = Literal["supports", "leans_for", "undecided", "leans_against", "opposes"]

SPREAD = 1.1
"""Half-width of a range in standard errors: four ranges of five hold the truth."""
FLOOR = 1.5
"""Points by which the least doubtful estimate may still be off."""
CLOSE = 0.25
"""Share of the half-width within which a best guess tells nothing."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    How a member would likely take a text.

    *low*, *likely* and *high* are points gained beside nothing being adopted; *limit* is the term
    on which the text crosses a limit that it named, *told* whether it has answered this very text.
    *speaks_for* and *speaks_against* are the parts that weigh most either way.
    """

    member: int
    low: float
    likely: float
    high: float
    lean: Lean
    speaks_for: Part | None
    speaks_against: Part | None
    limit: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What a seat can know of a text before it is tabled.

    *own* is exact; *cost* and *cost_before* are this seat's spending in the first turn (thousandths
    of 10 M USD) with the text and without; *support* is what it does at home by then (thousandths).
    """

    package: Package
    members: tuple[Forecast, ...]
    own: Assessment
    cost: int
    cost_before: int
    support: int


@dataclass(frozen=True, slots=True)
class DeliveryEffect:
    """What a delivery does to this seat this turn beside sending all it owes; thousandths."""

    cost: int
    saved: int
    support: int
    reputation: int
    trust: int
    exposure: int
    attacks: int
    kept: int | None


@dataclass(frozen=True, slots=True)
class _Range:
    low: float
    likely: float
    high: float

    def within(self, low: float, high: float) -> _Range:
        """The part of this range between two bounds; bounds win where nothing is left."""
        least, most = max(self.low, low), min(self.high, high)
        if least > most:
            least = most = low if self.high < low else high
        return _Range(least, min(most, max(least, self.likely)), most)

    def moved(self, by: float, doubt: float) -> _Range:
        return _Range(self.low + by - doubt, self.likely + by, self.high + by + doubt)


def preview(view: SeatView, package: Package, budget: Budget) -> Preview:
    """Return how each member would likely take *package*, and what it is to this seat."""
    desk = Desk(view, budget)
    seat = view.seat
    outlook, base = desk.outlook(package), desk.base
    forecasts = tuple(forecast(desk, member, package) for member in desk.table.members)
    return Preview(
        package=package,
        members=forecasts,
        own=assess(desk, package, 0.0),
        cost=round(outlook.spent[0][seat] * 1000),
        cost_before=round(base.spent[0][seat] * 1000),
        support=round((outlook.home[0][seat] - base.home[0][seat]) * 1000),
    )


def forecast(desk: Desk, member: int, package: Package) -> Forecast:
    """
    Return how one member would likely take *package*.

    The range is what doubt about its weights leaves; every text that it answered narrows it, the
    more so the nearer that text is.
    """
    changed = _parts(desk, member, package)
    guess = _guess(desk, member, changed)
    said = _said(desk, member, package)
    if member != desk.view.seat:
        for text, response in _answered(desk, member):
            guess = _narrowed(desk, member, changed, guess, text, response)
    limit = _limit(desk, member, package)
    lean = _lean(guess)
    if limit or (said is not None and said.stance == "refuse"):
        lean = "opposes"
    elif said is not None and said.stance == "accept":
        lean = "supports"
    return Forecast(
        member=member,
        low=guess.low,
        likely=guess.likely,
        high=guess.high,
        lean=lean,
        speaks_for=_heaviest(changed, 1),
        speaks_against=_heaviest(changed, -1),
        limit=limit,
        told=said is not None,
    )


def _parts(desk: Desk, member: int, package: Package) -> tuple[Part, ...]:
    """What *package* changes for a member beside nothing being adopted, as believed."""
    return _between(desk, member, desk.base_package, desk.base, package, desk.outlook(package))


def _between(
    desk: Desk, member: int, old: Package, before: Outlook, new: Package, after: Outlook
) -> tuple[Part, ...]:
    values, table = desk.values[member], desk.table
    gained = parts(values, table, member, new, after, desk.remaining)
    had = parts(values, table, member, old, before, desk.remaining)
    return tuple(
        Part(a.part, a.subject, a.points - b.points) for a, b in zip(gained, had, strict=True)
    )


def _guess(desk: Desk, member: int, changed: tuple[Part, ...]) -> _Range:
    likely = added(part.points for part in changed)
    off = _doubt(desk, member, changed)
    return _Range(likely - off, likely, likely + off)


def _doubt(desk: Desk, member: int, changed: Iterable[Part]) -> float:
    """Points by which a sum of parts may be off, each by its own doubt and apart from the rest."""
    if member == desk.view.seat:
        return 0.0
    doubt = desk.table.priors[member].doubt
    told = {
        d.claim.subject
        for d in desk.view.disclosures
        if d.to == desk.view.seat and d.by == member and d.claim.topic == "position"
    }
    square = 0.0
    for part in changed:
        known = part.part == "terms" and part.subject in told
        off = part.points * doubt * (1 - TOLD if known else 1.0)
        square += off * off
    return SPREAD * _root(square) + FLOOR


def _root(square: float) -> float:
    """The square root by Newton's steps, so that it is the same on every machine."""
    if square <= 0:
        return 0.0
    root = max(square, 1.0)
    for _ in range(40):
        root = (root + square / root) / 2
    return root


def _answered(desk: Desk, member: int) -> list[tuple[Package, Response]]:
    """Texts of this turn that a member answered by their worth, oldest first."""
    found = []
    for draft in desk.view.drafts:
        response = draft.answers[member]
        if response is not None and response.binding not in ("red_line", "home"):
            found.append((draft.package, response))
        elif response is None and member in draft.sponsors:
            found.append((draft.package, Response("accept")))
    for sounding in desk.view.backchannels:
        if sounding.to == member and sounding.turn == desk.view.turn and sounding.response:
            found.append((sounding.package, sounding.response))
    return found


def _narrowed(
    desk: Desk,
    member: int,
    changed: tuple[Part, ...],
    guess: _Range,
    text: Package,
    response: Response,
) -> _Range:
    """The guess as far as it agrees with an answer: what is accepted gains, and the reverse."""
    if response.stance == "undecided":
        return guess
    there = _parts(desk, member, text)
    known = _guess(desk, member, there)
    if response.stance == "refuse":
        known = known.within(-1e6, 0.0)
    else:
        known = known.within(0.0, 1e6)
    step = [
        Part(a.part, a.subject, a.points - b.points) for a, b in zip(changed, there, strict=True)
    ]
    by = added(part.points for part in step)
    off = _doubt(desk, member, step) - FLOOR
    reach = known.moved(by, off)
    likely = reach.likely if off < guess.high - guess.low else guess.likely
    narrowed = guess.within(reach.low, reach.high)
    return _Range(narrowed.low, min(narrowed.high, max(narrowed.low, likely)), narrowed.high)


def _said(desk: Desk, member: int, package: Package) -> Response | None:
    """What a member said of this very text this turn."""
    for draft in reversed(desk.view.drafts):
        if draft.package == package and draft.answers[member] is not None:
            return draft.answers[member]
    return None


def _limit(desk: Desk, member: int, package: Package) -> str:
    """The term on which *package* says what a member refused before by a limit; empty if none."""
    table = desk.table
    if member == desk.view.seat:
        lines = desk.own_red_lines(package)
        return (lines[0].term or lines[0].operation or "") if lines else ""
    for draft in desk.view.drafts:
        response = draft.answers[member]
        if response is None or response.binding != "red_line":
            continue
        for reason in response.reasons:
            if reason.part != "red_line":
                continue
            for place, term in enumerate(table.terms):
                same = package.terms[place] == draft.package.terms[place]
                if term.id == reason.subject and same:
                    return term.id
    return ""


def _lean(guess: _Range) -> Lean:
    half = (guess.high - guess.low) / 2
    if guess.low >= 0 and guess.likely > 0:
        return "supports"
    if guess.high <= 0 and guess.likely < 0:
        return "opposes"
    if abs(guess.likely) <= CLOSE * half:
        return "undecided"
    return "leans_for" if guess.likely > 0 else "leans_against"


def _heaviest(changed: Iterable[Part], sign: int) -> Part | None:
    best = None
    for part in changed:
        points = part.points * sign
        if points > 0.5 and (best is None or points > best.points * sign):
            best = part
    return best


def delivery_effect(view: SeatView, own: tuple[int, ...]) -> DeliveryEffect:
    """
    Return what sending *own* (units by slot) does this turn beside sending all that is owed.

    Others are taken to keep their word; the rules run once on what this seat takes to be true.
    """
    owed = affordable(view)
    kept, sent = _ran(view, owed), _ran(view, own)
    layout, seat = view.table.layout, view.seat
    now = view.estimates

    def differs(places: Iterable[int]) -> float:
        return added(sent.values[p] - kept.values[p] for p in places)

    def place(kind: str) -> tuple[int, ...]:
        return (layout.of_member(kind, seat),)

    trusting = [layout.trust[m][seat] for m in view.table.members if m != seat]
    share = sent.deeds.kept_shares[seat]
    spent = layout.of_member("spent", seat)
    return DeliveryEffect(
        cost=round(sent.values[spent] - now[spent]),
        saved=round(kept.values[spent] - sent.values[spent]),
        support=round(differs(place("support"))),
        reputation=round(differs(place("reputation"))),
        trust=round(differs(trusting) / max(1, len(trusting))),
        exposure=round(differs(place("exposure"))),
        attacks=round(
            differs(n for n, key in enumerate(layout.keys) if key.startswith("activity/"))
        ),
        kept=None if share is None else round(share * 1000),
    )


def affordable(view: SeatView) -> tuple[int, ...]:
    """Return what the seat owes this turn as far as it has it, units by slot."""
    left = list(view.stock[view.seat])
    sent = []
    for row, level in zip(view.table.slots, view.owed, strict=True):
        take = min(level, left[row.resource])
        left[row.resource] -= take
        sent.append(take)
    return tuple(sent)


def _ran(view: SeatView, own: tuple[int, ...]) -> Course:
    """The turn's rules run on this seat's estimates, with *own* sent and others true to word."""
    table, agreement = view.table, view.agreement
    seats, count = len(table.seats), len(table.slots)
    parties = agreement.parties if agreement else (False,) * seats
    ratified = agreement.ratified if agreement else (True,) * seats
    promised = view.in_force.levels if agreement else (0,) * (seats * count)
    owed = tuple(level if parties[place // count] else 0 for place, level in enumerate(promised))
    able = tuple(level if ratified[place // count] else 0 for place, level in enumerate(owed))
    first = view.seat * count
    levels = (*able[:first], *own, *able[first + count :])
    inputs = Inputs(
        turn=view.turn,
        terms=view.in_force.terms,
        in_force=agreement is not None,
        parties=parties,
        levels=levels,
        owed=owed,
        caveats=view.in_force.caveats,
        excused=tuple(parties[n] and not ratified[n] for n in range(seats)),
    )
    course = Course(table, view.estimates, inputs)
    course.run()
    return course
