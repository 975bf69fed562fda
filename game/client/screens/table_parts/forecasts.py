"""Forecasts of how members would take a draft, worked out beside the interface and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.client.controller import GameController
from game.client.screen import Answer
from game.client.worker import Job, Ticket
from game.engine.state import Draft
from game.engine.view import SeatView
from game.members.player import budget_of
from game.negotiation.preview import Preview, preview

Key = tuple[int, ...]


class Forecasts:
    """Keeps one preview for each draft and state of knowledge; asks for those it lacks."""

    def __init__(self, controller: GameController, changed: Callable[[], None]) -> None:
        self._controller = controller
        self._changed = changed
        self._known: dict[Key, Preview] = {}
        self._ticket: Ticket | None = None
        self._asked: Key = ()

    def leans(self, draft: Draft | None) -> Mapping[int, str]:
        """Forecast leans by member; empty until they are known."""
        view = self._controller.view
        if draft is None or view.phase != "consultation":
            return {}
        key = _key(view, draft)
        found = self._known.get(key)
        if found is None:
            self._ask(view, draft, key)
            older = [k for k in self._known if k[0] == draft.id]
            found = self._known[older[-1]] if older else None
        return {f.member: f.lean for f in found.members} if found is not None else {}

    def stop(self) -> None:
        """Let go of what is being worked out."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _ask(self, view: SeatView, draft: Draft, key: Key) -> None:
        running = self._ticket is not None and self._ticket.running
        if self._controller.thinking or (running and self._asked == key):
            return
        self.stop()
        self._asked = key

        def work(job: Job) -> Preview:
            return preview(view, draft.package, budget_of("study"))

        def done(result: Preview) -> Answer:
            self._known[key] = result
            self._changed()
            return None

        self._ticket = self._controller.worker.start("Forecast", work, done)


def _key(view: SeatView, draft: Draft) -> Key:
    answers = sum(a is not None for d in view.drafts for a in d.answers)
    return draft.id, view.turn, len(view.disclosures), answers
