"""One person's game in a terminal: what is seen, what is submitted, who thinks meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.commands import Command
from game.engine.refusal import Refusal
from game.engine.state import GameState
from game.engine.table import Table
from game.engine.view import SeatView
from game.session.session import Progress, Session
from game.text.composing import Composition
from game.text.interrupt import Interrupt
from game.text.page import Page
from game.texts.context import Context, of_view
from game.texts.refusals import refusal_sentence

Thinking = Callable[[str], None]
"""Told who thinks, by name."""


class Playing:
    """
    A session as played from one seat; verbs read and change it.

    *told* is the number of the last line of the game that the person was told of, and *seen* the
    state after it, of which only the seat's view is ever shown. *moment* is the phase for which it
    was last said what is asked of the seat.
    """

    def __init__(
        self,
        session: Session,
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
        self.page.say(refusal_sentence(self.table, verdict, context.limits, context.titles))
        return False

    def let_members_act(self) -> None:
        """Let computer members act until they wait for somebody, or the person stops them."""

        def progress(step: Progress) -> None:
            seat = self.table.seat_places.get(step.seat)
            self._thinking("the chair" if seat is None else self.table.seats[seat].name)

        with Interrupt() as interrupt:
            self.session.advance(stop=interrupt.pressed, progress=progress)
            self.halted = interrupt.pressed() and not self.session.ended
