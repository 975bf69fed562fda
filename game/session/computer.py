"""The computer members at a table: who is asked next, and what is done when one fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from game.engine import commands as c
from game.engine.draws import shuffled
from game.engine.events import CHAIR
from game.engine.refusal import Refusal
from game.engine.state import GameState
from game.engine.view import SeatView
from game.members.chair import chair_move
from game.members.move import Figure, Move
from game.members.player import budget_of, next_move

MOST_MOVES = 60
"""Moves that a seat may make in one round or phase; no sensible member comes near."""


class Members(Protocol):
    """Whoever plays the seats that no person has; each method is a pure function of the view."""

    def move(self, view: SeatView) -> Move | None:
        """What the member in the view's seat does now, or None."""

    def chair(self, view: SeatView) -> Move | None:
        """The text that the chair puts forward, or None."""


@dataclass(frozen=True, slots=True)
class ComputerMembers:
    """The game's own members, thinking within a budget by name (``standard``, ``study``)."""

    difficulty: str

    def move(self, view: SeatView) -> Move | None:
        """What the member in the view's seat does now, or None."""
        return next_move(view, budget_of(self.difficulty))

    def chair(self, view: SeatView) -> Move | None:
        """The text that the chair puts forward, or None."""
        return chair_move(view, budget_of(self.difficulty))


def asking_order(state: GameState, seats: frozenset[int], last: int | None) -> tuple[int, ...]:
    """
    Return the order in which computer seats are asked: the chair if it owes a text, then the
    round's drawn order, beginning after the seat that moved last.
    """
    table = state.setting.table
    order = shuffled(
        state.setting.seed, tuple(table.members), state.turn, "order", state.phase, state.round
    )
    start = order.index(last) + 1 if last in order else 0
    turned = (*order[start:], *order[:start])
    owed = state.phase == "consultation" and state.mediation
    chair = (CHAIR,) if owed else ()
    return (*chair, *(seat for seat in turned if seat in seats))


def awaited(state: GameState) -> frozenset[int]:
    """Return the seats without which the game does not go on now."""
    members = state.setting.table.members
    match state.phase:
        case "decision":
            return frozenset(n for n in members if state.votes[n] is None)
        case "implementation":
            return frozenset(n for n in members if state.delivered[n] is None)
        case "briefing" | "consultation" | "outcome":
            return frozenset(n for n in members if not state.ready[n])
        case _:
            return frozenset()


def default_move(state: GameState, seat: int) -> c.Command:
    """Return what a seat does that does nothing: read on, pass, abstain, deliver what it owes."""
    for happened in state.happened:
        if happened.chooser == seat and happened.option is None and state.phase == "briefing":
            choice = state.setting.event(happened.event).choice
            assert choice is not None
            return c.ChooseForEvent(happened.event, choice.options[0].id)
    match state.phase:
        case "consultation":
            return c.PassRound()
        case "decision":
            return c.CastVote("abstain", forces=False)
        case "implementation":
            return c.Deliver(_affordable(state, seat))
        case _:
            return c.Continue()


def _affordable(state: GameState, seat: int) -> tuple[int, ...]:
    table = state.setting.table
    left = [state.stock(seat, n) for n in range(len(table.resources))]
    sent = []
    for slot, level in zip(table.slots, state.owed(seat), strict=True):
        sent.append(min(level, left[slot.resource]))
        left[slot.resource] -= sent[-1]
    return tuple(sent)


def refused_record(command: c.Command, refusal: Refusal) -> tuple[Figure, ...]:
    """The decision record of a default that stands for a move that was refused."""
    facts = tuple((f"refused.{name}", value) for name, value in refusal.facts.items())
    return (("fallback", command.kind), ("refused", refusal.code), *facts)
