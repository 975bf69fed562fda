"""A game as screens hold it: what the seat sees, how to act, who is thinking; draws nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.screen import Answer, Home, Push, Replace, Screen, Tell
from game.client.worker import Job, Ticket, Worker
from game.engine.commands import Command
from game.engine.refusal import Refusal
from game.session.log import SaveError
from game.session.session import MemberFault, Progress, Session

if TYPE_CHECKING:
    from game.engine.package import Package
    from game.engine.table import Table
    from game.engine.view import SeatView

TOLD_EVERY = 0.25
"""Seconds between two looks at members thinking: each builds the screen anew beside their work."""
PLACES = {
    "briefing": "table",
    "consultation": "table",
    "decision": "decision",
    "implementation": "delivery",
    "outcome": "outcome",
    "ended": "ending",
}
"""Which screen each phase is played on."""


class GameController:
    """
    One game in the client, seen and played from one seat.

    ``view`` changes only on the interface's thread, in `send` and in callbacks of the worker, so
    that a screen can read it all through a ``build``; ``version`` counts its changes. Computer
    members think in the worker; ``busy`` names the one that does, None while nobody does.
    """

    def __init__(self, session: Session, seat: str, worker: Worker) -> None:
        self.session = session
        self.seat_id = seat
        self.seat: int = session.table.seat_places[seat]
        self.view: SeatView = session.view(seat)
        self.version = 0
        self.busy: str | None = None
        self.moves = 0
        """Moves that members made since they began to think."""
        self.paused = False
        """Whether the person stopped the members; `wake` lets them go on."""
        self.last_refusal: Refusal | None = None
        self.fault = ""
        """A sentence when the game cannot go on, such as a full disk; empty while all is well."""
        self.on_change: list[Callable[[], None]] = []
        self.make_menu: Callable[[], Screen] | None = None
        """Makes the menu of the game, for the button and key of every phase's screen."""
        self.go_back: Callable[[int], Answer] | None = None
        """Goes on with a branch of the game from a turn's briefing, in the place of this game."""
        self.worker = worker
        """For long work of screens, such as previews."""
        self.kept: tuple[int, int, Package] | None = None
        """A text that the person keeps for later: its turn, the draft it amends (0), the text."""
        self._ticket: Ticket | None = None
        self._again = False
        self._asked: set[tuple[str, str, int]] = set()
        self._shown: Screen | None = None
        self._shown_place = ""

    @property
    def table(self) -> Table:
        """The public half of the scenario."""
        return self.view.table

    @property
    def place(self) -> str:
        """The screen that belongs to the phase: table, decision, delivery, outcome or ending."""
        return PLACES.get(self.view.phase, "table")

    @property
    def thinking(self) -> bool:
        """Whether computer members are at work."""
        return self._ticket is not None and self._ticket.running

    # Acting.

    def send(self, command: Command) -> Refusal | None:
        """Submit a command for the seat and let members react; answers why it was refused."""
        try:
            verdict = self.session.submit(self.seat_id, command)
        except SaveError as error:
            self.fault = str(error)
            verdict = Refusal("save/unwritten", {"sentence": str(error)})
        if isinstance(verdict, Refusal):
            self.last_refusal = verdict
            self._changed()
            return verdict
        self.last_refusal = None
        self._changed()
        self.wake()
        return None

    def act(self, command: Command, said: str = "") -> Answer:
        """`send` as the answer of a button: a message with the refusal, or with what was *said*."""
        refusal = self.send(command)
        if refusal is not None:
            return Tell(self.sentence(refusal), "coral")
        return Tell(said, "teal") if said else None

    def sentence(self, refusal: Refusal) -> str:
        """A refusal in words, with what can be done."""
        if refusal.code == "save/unwritten":
            return str(refusal.facts["sentence"])
        from game.texts.refusals import refusal_sentence

        limits = {line.id: line.text for line in self.view.mind.red_lines}
        titles = {event.event: event.title for event in self.view.happened}
        return refusal_sentence(self.table, refusal, limits, titles)

    def asked_why(self, track: str, rule: str, turn: int) -> None:
        """Note once in the log that the person followed a track's change to one rule's part."""
        asked = (track, rule, turn)
        if asked in self._asked:
            return
        self._asked.add(asked)
        try:
            self.session.asked_why(self.seat_id, track, rule, turn)
        except SaveError as error:
            self.fault = str(error)

    # Members thinking.

    def wake(self) -> None:
        """Let computer members act until none has a move."""
        self.paused = False
        if self.thinking:
            self._again = True
            return
        self._again = False
        self.moves = 0
        self._ticket = self.worker.start(
            "Members think", self._advance, self._done, progress=self._progress, failed=self._failed
        )

    def cancel_thinking(self) -> None:
        """Stop the members before their next move; `wake` or the next command starts them again."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        self.paused = True
        self.busy = None
        self._changed()

    def _advance(self, job: Job) -> int:
        last = 0.0

        def told(progress: Progress) -> None:
            nonlocal last
            job.check()
            now = time.monotonic()
            if now - last < TOLD_EVERY:
                return
            last = now
            job.progress(min(0.95, progress.moves / 40), f"{progress.seat} {progress.moves}")

        return self.session.advance(stop=lambda: job.cancelled, progress=told)

    def _progress(self, share: float, text: str) -> Answer:
        seat, _, moves = text.partition(" ")
        place = self.table.seat_places.get(seat)
        self.busy = "the chair" if place is None else self.table.seats[place].name
        self.moves = int(moves)
        self._changed()
        return self._moved_on()

    def _done(self, moves: int) -> Answer:
        self.busy = None
        self._ticket = None
        self._changed()
        if self._again:
            self.wake()
        return self._moved_on()

    def _failed(self, error: Exception) -> Answer:
        if not isinstance(error, (SaveError, MemberFault)):
            raise error
        self.busy = None
        self._ticket = None
        self.fault = str(error)
        self._changed()
        return Tell(self.fault, "coral")

    def _changed(self) -> None:
        self.view = self.session.view(self.seat_id)
        self.version += 1
        for told in self.on_change:
            told()

    # Screens.

    def screen(self) -> Screen:
        """A new screen for the phase, to be shown; later ones take its place by themselves."""
        self._shown = screen_for(self)
        self._shown_place = self.place
        return self._shown

    def _moved_on(self) -> Answer:
        """The answer that replaces the phase's screen, and all over it, once the phase is over."""
        if self._shown is None or self.place == self._shown_place:
            return None
        before = self._shown
        return Replace(self.screen(), instead_of=before)

    def menu(self) -> Answer:
        """The answer of the menu's button and of F10."""
        return Push(self.make_menu()) if self.make_menu is not None else None

    def give_way(self, other: GameController) -> Answer:
        """Show another game, a branch of this one, in the place of this one."""
        before, self._shown = self._shown, None
        self.session.close()
        screen = other.screen()
        other.wake()
        return Replace(screen, instead_of=before)

    def leave(self) -> Answer:
        """Close the game, which is saved, and go back to the first screen."""
        self.cancel_thinking()
        self._shown = None
        self.session.close()
        return Home()


def screen_for(controller: GameController) -> Screen:
    """The screen on which the phase of the controller's game is played."""
    match controller.place:
        case "decision":
            from game.client.screens.decision import DecisionScreen

            return DecisionScreen(controller)
        case "delivery":
            from game.client.screens.delivery import DeliveryScreen

            return DeliveryScreen(controller)
        case "outcome":
            from game.client.screens.outcome import OutcomeScreen

            return OutcomeScreen(controller)
        case "ending":
            from game.client.screens.ending import EndingScreen

            return EndingScreen(controller)
        case _:
            from game.client.screens.table import TableScreen

            return TableScreen(controller)
