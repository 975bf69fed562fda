"""Money beside the text: what side deals are worth to the seat that takes them."""

from __future__ import annotations

from game.engine.sums import added
from game.negotiation.desk import Desk
from game.negotiation.worth import turn_weights


def worth_of_money(desk: Desk, pays: int, turns: int) -> float:
    """Points that *pays* (thousandths of 10 M USD a turn) over some turns are worth to the seat."""
    mine = desk.values[desk.view.seat]
    return mine.cost * pays / 1000 * added(turn_weights(mine.patience, turns, turns))


def bought(desk: Desk, draft: int) -> float:
    """Points that the seat is promised for consenting to a draft; 0 if nobody pays it."""
    view = desk.view
    return added(
        worth_of_money(desk, deal.pays, deal.turns)
        for deal in view.side_deals
        if deal.to == view.seat and deal.draft == draft and deal.status == "taken"
    )
