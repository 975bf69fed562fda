"""The chair without a seat: a single text for the table, built from what members said in public."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.events import CHAIR
from game.engine.package import Package, altered
from game.engine.view import SeatView
from game.members.initiative import leading
from game.members.move import Move, milli
from game.negotiation.desk import Budget, Desk
from game.negotiation.search import climb, for_table, starts

LEAST_FOR_ALL = 6.0
"""Points that the chair would like everyone to gain."""


def chair_move(view: SeatView, budget: Budget) -> Move | None:
    """Table the chair's text once it has been asked for one, or mend it in a later round."""
    if view.phase != "consultation" or not view.mediation or view.called:
        return None
    own = [d for d in view.open_drafts if d.sponsors == (CHAIR,)]
    if view.mediated and not (own and own[-1].round < view.round):
        return None
    desk = Desk(view, budget)
    aim = for_table(desk, LEAST_FOR_ALL)
    begin = [*_with_asks(view), *starts(desk)]
    ranked = sorted(
        ((aim(package), -n, package) for n, package in enumerate(begin)),
        key=lambda row: (-row[0], -row[1]),
    )
    best, value = ranked[0][2], ranked[0][0]
    for _, _, package in ranked[:2]:
        found, reached = climb(desk, package, aim, budget.search)
        if reached > value:
            best, value = found, reached
    taken = {d.package for d in view.drafts}
    if best in taken or (best == view.in_force and not view.may_renew):
        return None
    record = (("aim", milli(value)), ("least", milli(min(desk.gains(best)))))
    if own:
        return Move(c.AmendDraft(own[-1].id, best), record)
    return Move(c.TableDraft(best), record)


def _with_asks(view: SeatView) -> list[Package]:
    """The leading draft with what each holdout asked for, singly and all together."""
    lead = leading(view)
    if lead is None:
        return []
    asks = [answer.ask for answer in lead.answers if answer is not None and answer.ask]
    singles = [altered(lead.package, ask) for ask in asks]
    return [*singles, altered(lead.package, tuple(a for ask in asks for a in ask))]
