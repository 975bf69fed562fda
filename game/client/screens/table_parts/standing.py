"""Where each member stands on a draft: by what it said, else by what this seat can foresee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.commands import Ballot, Response
from game.engine.package import Package
from game.engine.state import Draft
from game.engine.view import SeatView
from game.engine.voting import Verdict, tally
from game.texts.catalogue import _, ngettext
from game.texts.voices import voice

SAID = {
    "accept": "supports",
    "conditional": "leans_for",
    "undecided": "undecided",
    "refuse": "opposes",
}
FORESEEN = {
    "supports": "leans_for",
    "leans_for": "leans_for",
    "undecided": "undecided",
    "leans_against": "leans_against",
    "opposes": "leans_against",
}
"""What a forecast is shown as: nobody stands firm that has not spoken."""
BALLOTS: dict[str, Ballot] = {
    "supports": "consent",
    "leans_for": "consent",
    "undecided": "abstain",
    "leans_against": "object",
    "opposes": "object",
    "silent": "abstain",
}

Leans = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Stand:
    """A member's stance on a draft; ``told`` if it said so itself or sponsors it."""

    stance: str
    told: bool
    response: Response | None


def stands(view: SeatView, draft: Draft | None, leans: Leans) -> tuple[Stand, ...]:
    """How each member stands on *draft*; *leans* are forecasts by member, as far as there are."""
    return tuple(_stand(view, draft, seat, leans) for seat in view.table.members)


def _stand(view: SeatView, draft: Draft | None, seat: int, leans: Leans) -> Stand:
    if draft is None:
        return Stand("silent", False, None)
    response = draft.answers[seat]
    if seat in draft.sponsors:
        return Stand("supports", True, response)
    if response is not None:
        return Stand(SAID[response.stance], True, response)
    if seat == view.seat:
        return Stand("silent", False, None)
    return Stand(FORESEEN.get(leans.get(seat, ""), "silent"), False, None)


def verdict(view: SeatView, found: Sequence[Stand]) -> Verdict:
    """What the decision would be if members voted as they stand."""
    return tally(view.table, tuple(BALLOTS[stand.stance] for stand in found))


def verdict_words(view: SeatView, found: Sequence[Stand]) -> tuple[str, str]:
    """The likely decision in two or three words, and its tone."""
    silent = [n for n, stand in enumerate(found) if stand.stance in ("silent", "undecided")]
    likely = verdict(view, found)
    if likely.adopted:
        if silent == [view.seat]:
            return _("Would pass with you"), "text"
        if silent:
            return _("Would pass, {count} open").format(count=len(silent)), "text"
        return _("Would pass"), "teal"
    count = len(likely.blockers)
    if likely.why in ("objection", "veto") and count:
        return ngettext("Blocked by {count}", "Blocked by {count}", count).format(
            count=count
        ), "coral"
    return _("Too few so far"), "coral"


def said(view: SeatView, seat: int, response: Response, package: Package, number: int) -> str:
    """A member's answer to a draft as it would say it."""
    draft = _("draft {number}").format(number=number)
    return voice(view.table, response, package, draft, "plain", 7 * seat + number).text


def share_of(view: SeatView, package: Package, seat: int) -> float:
    """A member's part in what all contribute, by cost; 0 where nobody gives anything."""
    table = view.table
    count = len(table.slots)
    costs = [
        sum(package.levels[m * count + k] * table.slots[k].cost for k in range(count))
        for m in table.members
    ]
    total = sum(costs)
    return costs[seat] / total if total else 0.0


def pledged(view: SeatView, package: Package) -> tuple[tuple[int, float, float], ...]:
    """By operation: its index, weighted units pledged, and the units that are enough."""
    table = view.table
    have = [0.0] * len(table.operations)
    for place, level in enumerate(package.levels):
        slot = table.slots[table.slot_of(place)]
        have[slot.operation] += level * slot.weight
    return tuple((n, have[n], spec.enough) for n, spec in enumerate(table.operations))
