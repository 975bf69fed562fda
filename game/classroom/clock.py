"""The clock of phases: how long each may take, and what is left. It reads no time of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.classroom.records import Plan
from game.engine.state import GameState
from game.engine.table import Table

SHARES = {
    "briefing": 0.16,
    "consultation": 0.50,
    "decision": 0.10,
    "implementation": 0.12,
    "outcome": 0.12,
}
"""What part of a turn's time each phase gets; the rounds share their phase's."""
SHORTEST = 20_000
"""Milliseconds that any phase has at least."""

Moment = tuple[int, str, int, int]
"""Turn, phase, round and ballot (1, or 2 for the final one)."""


def moment_of(state: GameState) -> Moment:
    """Return where a game stands, as the clock tells moments apart."""
    in_round = state.round if state.phase == "consultation" else 0
    return (state.turn, state.phase, in_round, 2 if state.final_ballot else 1)


def length_of(plan: Plan, table: Table, phase: str) -> int:
    """Return how many milliseconds a phase (for the consultation, a round) has; 0: no limit."""
    share = SHARES.get(phase)
    if share is None:
        return 0
    turn = max(1, plan.minutes - plan.debrief) * 60_000 / table.turns
    rounds = table.rounds if phase == "consultation" else 1
    return max(SHORTEST, round(turn * share / rounds / 1000) * 1000)


@dataclass(frozen=True, slots=True)
class Clock:
    """*left* milliseconds at the time *since* (Unix milliseconds); it counts while it *runs*."""

    moment: Moment
    length: int
    left: int
    since: int
    running: bool
    limited: bool = True

    def left_at(self, now: int) -> int:
        """Return the milliseconds left, never under 0."""
        if not self.running or not self.limited:
            return self.left
        return max(0, self.left - max(0, now - self.since))

    def expired(self, now: int) -> bool:
        """Whether the phase's time is up."""
        return self.running and self.limited and self.length > 0 and self.left_at(now) == 0

    def set(self, left: int, running: bool, now: int) -> Clock:
        """Return the clock as set at *now*."""
        return replace(self, left=left, running=running, since=now, length=max(self.length, left))


def clock_for(plan: Plan, state: GameState, running: bool, now: int) -> Clock:
    """Return the clock of the moment that has just begun."""
    length = length_of(plan, state.setting.table, state.phase)
    return Clock(moment_of(state), length, length, now, running, plan.clock and length > 0)
