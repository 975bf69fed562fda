"""The one entrance of computer members: from a seat's view to its next move, without memory."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.view import SeatView
from game.members import baselines, reasoning
from game.members.move import Move
from game.negotiation.desk import Budget

BUDGETS = {
    "standard": Budget(horizon=5, search=260, pairs=40),
    "study": Budget(horizon=4, search=90, pairs=12),
}
"""How much members think; it changes how well they play, never the rules."""


def budget_of(name: str) -> Budget:
    """The budget so named; ``standard`` or ``study``."""
    return BUDGETS[name]


def next_move(view: SeatView, budget: Budget) -> Move | None:
    """
    Return what the member in this seat does now, or None if it waits for others.

    A pure function of the view: the same view gives the same move, after loading too.
    """
    if view.phase == "briefing":
        return _read_on(view)
    if view.phase == "outcome":
        return None if view.ready[view.seat] else Move(c.Continue())
    policy = view.mind.style.policy
    if policy == "reasons":
        return reasoning.next_move(view, budget)
    return baselines.next_move(view, budget, policy)


def _read_on(view: SeatView) -> Move | None:
    for event in view.happened:
        if event.options and event.chosen is None:
            return Move(c.ChooseForEvent(event.event, event.options[0][0]))
    return None if view.ready[view.seat] else Move(c.Continue())
