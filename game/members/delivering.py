"""Delivering: keeping one's word or not, by cost, politics, reputation and manner."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.sums import added
from game.engine.view import SeatView
from game.members.move import Move, milli
from game.negotiation.desk import Desk
from game.negotiation.no_agreement import best_alone

WORD = 6.0
"""Points that a wholly kept word is worth to a member of usual honour, beside what rules make."""


def delivery(view: SeatView, desk: Desk) -> Move:
    """Return what a member sends this turn: the best of keeping, trimming and shirking."""
    seat = view.seat
    agreement = view.agreement
    if agreement is None or not agreement.parties[seat]:
        return _alone(view, desk)
    if not agreement.ratified[seat]:
        nothing = (0,) * len(view.owed)
        return Move(c.Deliver(nothing), (("why", "not_ratified"),))
    return _bound(view, desk)


def _alone(view: SeatView, desk: Desk) -> Move:
    count = len(view.table.slots)
    seat = view.seat
    levels = best_alone(
        desk.projector,
        view.stock[seat],
        desk.alone_levels,
        seat,
        desk.values[seat],
        desk.remaining,
    )
    own = levels[seat * count : (seat + 1) * count]
    return Move(c.Deliver(own), (("why", "own_account"),))


def _bound(view: SeatView, desk: Desk) -> Move:
    agreement = view.agreement
    assert agreement is not None
    seat, table = view.seat, view.table
    count = len(table.slots)
    owed = _in_stock(view)
    choices = [owed]
    if any(owed):
        choices += [tuple(level // 2 for level in owed), (0,) * count]
    style = view.mind.style
    best: tuple[float, int] | None = None
    record = []
    for number, own in enumerate(choices):
        levels = agreement.package.levels
        first = (*levels[: seat * count], *own, *levels[(seat + 1) * count :])
        outlook = desk.projector.agreed(agreement.package, agreement.parties, first)
        points = desk.own_worth(agreement.package, outlook)
        points += WORD * style.honour * _share(view, own)
        record.append((f"choice_{number}", milli(points)))
        if best is None or round(points, 3) > best[0]:
            best = (round(points, 3), number)
    assert best is not None
    why = ("kept", "trimmed", "withheld")[best[1]]
    return Move(c.Deliver(choices[best[1]]), (("why", why), *record))


def _in_stock(view: SeatView) -> tuple[int, ...]:
    left = list(view.stock[view.seat])
    sent = []
    for row, level in zip(view.table.slots, view.owed, strict=True):
        take = min(level, left[row.resource])
        left[row.resource] -= take
        sent.append(take)
    return tuple(sent)


def _share(view: SeatView, own: tuple[int, ...]) -> float:
    owed = added(view.owed)
    return added(min(a, b) for a, b in zip(own, view.owed, strict=True)) / owed if owed else 1.0
