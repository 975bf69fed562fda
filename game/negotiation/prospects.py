"""What a seat may expect of the whole game: without agreement, and at best; from its view alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.sums import added
from game.engine.view import SeatView
from game.negotiation.desk import Budget, Desk
from game.negotiation.search import for_seat, propose
from game.negotiation.worth import turn_weights


@dataclass(frozen=True, slots=True)
class Prospects:
    """
    Shares (0-100) of all that a seat could wish: every term as it likes it, every priority at its
    best, at no cost. *alone* is without agreement, *best* with the text found best for it that
    leaves, as it believes, nobody else worse off, all terms being open.
    """

    alone: float
    best: float


def prospects(view: SeatView, budget: Budget) -> Prospects:
    """Work out what a seat may expect; as long as a member thinks over a proposal."""
    every_term = tuple(range(len(view.table.terms)))
    desk = Desk(replace(view, agenda=every_term), budget)
    package, _ = propose(desk, for_seat(desk, 0.0, 0.0))
    whole = _all_wishes(desk)
    alone = desk.base_worth[view.seat]
    gain = max(0.0, desk.own_gain(package))
    return Prospects(_share(alone, whole), _share(alone + gain, whole))


def _all_wishes(desk: Desk) -> float:
    values = desk.values[desk.view.seat]
    terms = added(
        weight * (max(row) - row[term.status_quo]) / 100
        for weight, row, term in zip(
            values.term_weights, values.term_values, desk.table.terms, strict=True
        )
    )
    priorities = added(weight for _, weight in values.priorities)
    turns = added(turn_weights(values.patience, desk.projector.horizon, desk.remaining))
    return (terms + priorities) * turns


def _share(worth: float, whole: float) -> float:
    return min(100.0, max(0.0, 100 * worth / whole)) if whole > 0 else 0.0
