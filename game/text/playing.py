"""One person's game in a terminal: what is seen, what is submitted, who thinks meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.apply import applied
from game.engine.commands import Command
from game.engine.events import Event
from game.engine.refusal import Refusal
from game.engine.state import GameState, initial_state
from game.engine.table import Table
from game.engine.view import SeatView, view
from game.scenario.models.scenario import BenchmarkSpec
from game.session.ending import Ending, ending_of
from game.session.lines import CommandLine
from game.session.session import Progress, Session
from game.text.composing import Composition
from game.text.interrupt import Interrupt
from game.text.page import Page
from game.texts.context import Context, of_view
from game.texts.refusals import refusal_sentence

if TYPE_CHECKING:
    from game.classroom.remote import RemoteSession

Thinking = Callable[[str], None]
"""Told who thinks, by name."""

_FIRST_LINES = 2
"""Lines of a game that has just begun: its beginning, and nothing else."""


@dataclass(frozen=True, slots=True)
class Step:
    """
    What a seat was told of one command: the views on both sides of it, and its events.

    Views are without the records of earlier turns; *whole* is the later one with them.
    """

    before: SeatView
    events: tuple[Event, ...]
    after: SeatView
    whole: Callable[[], SeatView]


class Playing:
    """
    A session as played from one seat; verbs read and change it.

    *told* is the number of the last line of the game that the person was told of, and *seen* the
    state after it, of which only the seat's view is ever shown. *moment* is the phase for which it
    was last said what is asked of the seat.
    """

    def __init__(
        self,
        session: Session | RemoteSession,
        seat: str,
        page: Page,
        thinking: Thinking,
    ) -> None:
        self.session = session
        self.seat_id = seat
        self.page = page
        self.place: int = session.table.seat_places[seat]
        self.composition: Composition | None = None
        self.leaving = False
        self.said: tuple[str, ...] = ()
        self.told = 0
        self.seen: GameState | None = None
        self.halted = False
        self.moment: tuple[int, str, int, bool] | None = None
        self._thinking = thinking
        self._view: tuple[int, SeatView] | None = None

    def steps(self) -> Iterator[Step]:
        """Take what happened since the person was last told, step by step."""
        session = self.local
        lines = session.lines
        state = self.seen or initial_state(session.setting)
        for line in lines[self.told :]:
            self.told += 1
            if isinstance(line, CommandLine):
                before, state = state, applied(state, line.events)
                self.seen = state
                yield self._step(before, line.events, state)
        self.seen = state

    def _step(self, before: GameState, events: tuple[Event, ...], after: GameState) -> Step:
        def seen(state: GameState) -> SeatView:
            return view(state, self.place, history=False)

        return Step(seen(before), events, seen(after), lambda: view(after, self.place))

    def skip_steps(self) -> None:
        """Take all that happened so far as told, as when a game is gone on with."""
        session = self.local
        state = initial_state(session.setting)
        for line in session.lines:
            self.told += 1
            if isinstance(line, CommandLine):
                state = applied(state, line.events)
        self.seen = state

    @property
    def local(self) -> Session:
        """The session, where it is played in this program."""
        assert isinstance(self.session, Session)
        return self.session

    @property
    def has_begun(self) -> bool:
        """Whether anything has happened but the game's beginning."""
        return self.session.number >= _FIRST_LINES

    def style_of(self, seat: int) -> str:
        """The repute of a member's manner, by the scenario; empty where it is not known."""
        header = self.local.header
        member = header.scenario.members[seat]
        archetypes = {a.id: a.style for a in header.catalogue.archetypes}
        return member.style or archetypes.get(member.archetype, "")

    def ending(self) -> Ending | None:
        """How the finished game ended for the seat; None if that is not known yet."""
        return ending_of(self.local, self.seat_id)

    def benchmark(self) -> BenchmarkSpec | None:
        """What really happened, once the game has ended."""
        return self.local.header.scenario.benchmark

    def questions(self) -> tuple[str, ...]:
        """What to think about, once the game has ended."""
        from game.text.ending import questions_of

        return tuple(item.question for item in questions_of(self.local))

    @property
    def table(self) -> Table:
        """The public half of the scenario."""
        return self.session.table

    @property
    def view(self) -> SeatView:
        """What the seat sees now."""
        if self._view is None or self._view[0] != self.session.number:
            self._view = (self.session.number, self.session.view(self.seat_id))
        return self._view[1]

    @property
    def context(self) -> Context:
        """What sentences may refer to now."""
        return of_view(self.view)

    def submit(self, command: Command) -> bool:
        """Submit a command for the seat; a refusal is told in a sentence."""
        verdict = self.session.submit(self.seat_id, command)
        if not isinstance(verdict, Refusal):
            return True
        context = self.context
        said = verdict.facts.get("sentence")
        if said is None:
            said = refusal_sentence(self.table, verdict, context.limits, context.titles)
        self.page.say(str(said))
        return False

    def let_members_act(self) -> None:
        """Let computer members act until they wait for somebody, or the person stops them."""

        def progress(step: Progress) -> None:
            seat = self.table.seat_places.get(step.seat)
            self._thinking("the chair" if seat is None else self.table.seats[seat].name)

        with Interrupt() as interrupt:
            self.session.advance(stop=interrupt.pressed, progress=progress)
            self.halted = interrupt.pressed() and not self.session.ended
