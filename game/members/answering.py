"""Answering packages: stance, true reasons by weight, what binds, and the ask."""

from __future__ import annotations

from game.engine.commands import Reason, Response
from game.engine.home import yearly_cost
from game.engine.package import Package
from game.engine.rules.burden_sharing import fair_share
from game.engine.sums import added
from game.members.aspiration import threshold
from game.members.move import Figure, milli
from game.negotiation.assess import Assessment, ask_for, assess
from game.negotiation.desk import Desk

TOLD_MOST = 3
WEIGHTY = 0.5
"""Points below which a reason is not worth naming."""


def respond(desk: Desk, package: Package) -> tuple[Response, tuple[Figure, ...]]:
    """Return a seat's answer to *package* and the record behind it."""
    wanted = threshold(desk)
    weighed = assess(desk, package, wanted)
    ask = () if weighed.stance == "accept" else ask_for(desk, package, wanted)
    reasons = told(desk, weighed)
    stance = weighed.stance
    response = Response(stance, reasons, weighed.binding, ask)
    return response, _record(weighed)


def _record(weighed: Assessment) -> tuple[Figure, ...]:
    found: list[Figure] = [
        ("gain", milli(weighed.gain)),
        ("threshold", milli(weighed.threshold)),
        ("binding", weighed.binding or "none"),
        ("home_yes", weighed.home.yes),
    ]
    found += [(f"{p.part}:{p.subject}", milli(p.points)) for p in weighed.parts]
    return tuple(found)


def told(desk: Desk, weighed: Assessment) -> tuple[Reason, ...]:
    """
    The reasons that a member gives, heaviest first: what binds, then what speaks that way.

    How many it gives depends on its candour; those it gives are true.
    """
    against = weighed.stance in ("refuse", "conditional")
    found: list[Reason] = []
    if weighed.red_lines:
        line = weighed.red_lines[0]
        found.append(Reason("red_line", line.term or line.operation or "", -100_000))
    elif weighed.binding == "home":
        found.append(Reason("home", "", -50_000, _at_home(desk, weighed)))
    ranked = sorted(
        enumerate(weighed.parts), key=lambda row: (-round(abs(row[1].points), 3), row[0])
    )
    for _, part in ranked:
        if abs(part.points) < WEIGHTY or (part.points < 0) != against:
            continue
        found.append(
            Reason(
                part.part,
                part.subject,
                milli(part.points),
                _facts(desk, weighed, part.part, part.subject),
            )
        )
    if weighed.binding == "reservation":
        found.insert(min(1, len(found)), Reason("reservation", "", milli(weighed.gain)))
    most = 1 + round(TOLD_MOST * desk.view.mind.style.candour)
    return tuple(found[: max(1, most)])


def _facts(
    desk: Desk, weighed: Assessment, part: str, subject: str
) -> tuple[tuple[str, int | str], ...]:
    table, seat = desk.table, desk.view.seat
    if part == "terms":
        place = next(n for n, term in enumerate(table.terms) if term.id == subject)
        row = desk.values[seat].term_values[place]
        liked = max(range(len(row)), key=lambda n: (row[n], -n))
        term = table.terms[place]
        return (
            ("offered", term.answers[weighed.package.terms[place]].id),
            ("wanted", term.answers[liked].id),
        )
    if part == "cost":
        spent = [row[seat] for row in desk.outlook(weighed.package).spent]
        return (("cost", milli(added(spent) / len(spent))), *_burden(desk, weighed.package))
    if part == "fairness":
        return (("measure", subject), *_burden(desk, weighed.package))
    return ()


def _burden(desk: Desk, package: Package) -> tuple[tuple[str, int | str], ...]:
    """A seat's share of what all would give, and the share that it finds fair, in thousandths."""
    table, seat = desk.table, desk.view.seat
    costs = [yearly_cost(table, n, package) for n in table.members]
    if not added(costs):
        return ()
    fair = fair_share(table, seat, desk.values[seat].fairness)
    return (("share", milli(costs[seat] / added(costs))), ("fair", milli(fair)))


def _at_home(desk: Desk, weighed: Assessment) -> tuple[tuple[str, int | str], ...]:
    against = weighed.home.against
    names = {faction.id: faction.name for faction in desk.view.mind.factions}
    named = (("faction", names[against[0]]),) if against else ()
    return (("yes", weighed.home.yes), *named)
