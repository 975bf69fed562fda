"""A game as the review reads it: every command with its states, and what texts were truly worth.

It holds every secret; what one seat may take home is cut out of it by ``sight``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from game.engine import events as e
from game.engine.apply import applied
from game.engine.estimates import estimated
from game.engine.events import CHAIR
from game.engine.package import Package
from game.engine.setting import Setting
from game.engine.state import GameState, TurnRecord, initial_state
from game.engine.table import Table
from game.negotiation.analysis import Assay
from game.negotiation.desk import AFTERLIFE
from game.negotiation.no_agreement import no_agreement_levels
from game.negotiation.score import SeatScore, scores
from game.session.header import Header
from game.session.lines import CommandLine, Line, NoteLine, PeopleLine
from game.session.save import Save, start_of
from game.session.session import Session

HORIZON = 4
"""Turns that are projected to weigh a text at its moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command that was carried out, with the states on both sides of it."""

    line: CommandLine
    before: GameState
    after: GameState
    number: int
    """Its number in the log."""
    turn: int
    """The turn in which it was given."""


class Story:
    """A whole game so far. What is worked out is kept, so one story serves all parts."""

    def __init__(self, header: Header, setting: Setting, lines: Sequence[Line]) -> None:
        self.header = header
        self.setting = setting
        self.table: Table = setting.table
        self.lines = tuple(lines)
        state = initial_state(setting)
        steps = []
        people = frozenset(header.people)
        ever = set(people)
        for line in self.lines:
            if isinstance(line, PeopleLine):
                people = frozenset(line.people)
                ever |= people
            elif isinstance(line, CommandLine):
                then = applied(state, line.events)
                steps.append(Step(line, state, then, line.n, max(1, state.turn)))
                state = then
        self.steps: tuple[Step, ...] = tuple(steps)
        self.last = state
        self.people = tuple(s.id for s in self.table.seats if s.id in ever)
        self._assays: dict[int, Assay] = {}
        self._by_number = {step.number: step for step in self.steps}

    @property
    def records(self) -> tuple[TurnRecord, ...]:
        """The finished turns."""
        return self.last.records

    @property
    def turns(self) -> range:
        """The turns that have begun."""
        return range(1, self.last.turn + 1)

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return self.last.phase == "ended"

    @property
    def notes(self) -> tuple[NoteLine, ...]:
        """What seats noted for their reviews."""
        return tuple(line for line in self.lines if isinstance(line, NoteLine))

    def seat(self, seat: str) -> int:
        """The index of a seat by its id, which is known to exist."""
        return self.table.seat_places[seat]

    def step(self, number: int) -> Step | None:
        """The command with this number in the log, if there is one."""
        return self._by_number.get(number)

    def state_after(self, number: int) -> GameState:
        """The state after a line of the log, 0 before the first."""
        state = initial_state(self.setting) if not self.steps else self.steps[0].before
        for step in self.steps:
            if step.number > number:
                break
            state = step.after
        return state

    @cached_property
    def by_turn(self) -> dict[int, tuple[Step, ...]]:
        """The commands given in each turn, in order."""
        found: dict[int, list[Step]] = {turn: [] for turn in self.turns}
        for step in self.steps:
            found[step.turn].append(step)
        return {turn: tuple(steps) for turn, steps in found.items()}

    @cached_property
    def ends(self) -> dict[int, GameState]:
        """The state after the rules have run, by turn."""
        return {
            step.after.records[-1].turn: step.after
            for step in self.steps
            if any(isinstance(event, e.TurnResolved) for event in step.line.events)
        }

    @cached_property
    def talks(self) -> dict[int, GameState]:
        """The state in which a turn's consultation began, by turn."""
        found: dict[int, GameState] = {}
        for step in self.steps:
            if step.after.phase == "consultation":
                found.setdefault(step.after.turn, step.after)
        return found

    @cached_property
    def alone(self) -> tuple[int, ...]:
        """What members would have sent without any agreement, as everyone presumed at the start."""
        stock = tuple(seat.stock for seat in self.table.seats)
        return no_agreement_levels(
            self.table, self._start, 1, stock, max(1, len(self.records) or self.table.turns)
        )

    @property
    def _start(self) -> tuple[int, ...]:
        return self.records[0].before if self.records else self.last.before

    def assay(self, turn: int) -> Assay:
        """What texts were worth to all in a turn, from the published picture of its talks."""
        known = self._assays.get(turn)
        if known is None:
            state = self.talks.get(turn, self.last)
            agreement = state.agreement
            if agreement is not None and agreement.expires <= turn:
                agreement = None
            picture = estimated(self.table, CHAIR, state.values, state.before, state.errors[CHAIR])
            remaining = self.table.turns - turn + 1 + AFTERLIFE
            known = Assay(
                self.table,
                tuple(mind.values for mind in self.setting.minds),
                picture,
                turn,
                min(HORIZON, max(2, remaining)),
                remaining,
                self.alone,
                agreement,
            )
            self._assays[turn] = known
        return known

    def gains(self, turn: int, package: Package) -> tuple[float, ...]:
        """What each member truly gained by a package in a turn, beside nothing being adopted."""
        return self.assay(turn).gains(package)

    @cached_property
    def scores(self) -> tuple[SeatScore, ...]:
        """The scores so far; empty before the first finished turn."""
        return scores(self.last) if self.records else ()


def story_of(game: Session | Save) -> Story:
    """Return the story of a game that is being played or of a save as read."""
    if isinstance(game, Session):
        return Story(game.header, game.setting, game.lines)
    return Story(game.header, start_of(game).setting, game.lines)
