"""Work off the user interface's thread: one thread, a queue, results as pygame events."""

from __future__ import annotations

import itertools
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pygame

from game.client.screen import Answer

T = TypeVar("T")
PROGRESS_EVERY = 0.05
SWITCH_EVERY = 0.0005


class Cancelled(Exception):
    """Raised in a work by `Job.check` once its ticket was cancelled."""


class Job:
    """What a work may do while it runs: tell progress, and ask whether it should stop."""

    def __init__(self, ticket: Ticket, post: Callable[[Ticket, str, object], None]) -> None:
        self._ticket = ticket
        self._post = post
        self._told = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._ticket.cancelled

    def check(self) -> None:
        """Raise Cancelled when the work should stop; call it often."""
        if self.cancelled:
            raise Cancelled

    def progress(self, share: float, text: str = "") -> None:
        """Tell how far it is, 0-1; may be called often, since few calls are passed on."""
        self.check()
        now = time.monotonic()
        if now - self._told >= PROGRESS_EVERY or share >= 1:
            self._told = now
            self._post(self._ticket, "progress", (share, text))


@dataclass(eq=False)
class Ticket:
    """A work that was handed in; `cancel` makes its callbacks silent at once."""

    number: int
    name: str
    cancelled: bool = False
    finished: bool = False

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        return not (self.cancelled or self.finished)

    def cancel(self) -> None:
        """Stop caring for the result; the work itself ends at its next `Job.check`."""
        self.cancelled = True


@dataclass(frozen=True, slots=True)
class _Order(Generic[T]):
    ticket: Ticket
    work: Callable[[Job], T]
    done: Callable[[T], Answer]
    progress: Callable[[float, str], Answer] | None
    failed: Callable[[Exception], Answer] | None


class Worker:
    """Runs works one after another in a thread; callbacks run where `dispatch` is called."""

    def __init__(self) -> None:
        self.event_type = pygame.event.custom_type()
        self._numbers = itertools.count(1)
        self._orders: dict[int, _Order[Any]] = {}
        self._queue: queue.SimpleQueue[_Order[Any] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def start(
        self,
        name: str,
        work: Callable[[Job], T],
        done: Callable[[T], Answer],
        *,
        progress: Callable[[float, str], Answer] | None = None,
        failed: Callable[[Exception], Answer] | None = None,
    ) -> Ticket:
        """
        Hand in *work*; *done* gets its result on the user interface's thread.

        An error of the work goes to *failed*, or without one is raised from `dispatch`.
        """
        ticket = Ticket(next(self._numbers), name)
        order = _Order(ticket, work, done, progress, failed)
        self._orders[ticket.number] = order
        self._queue.put(order)
        if self._thread is None:
            # Drawing gives the interpreter up at every call into SDL, and by default waits five
            # milliseconds each time until a work that never rests gives it back.
            sys.setswitchinterval(SWITCH_EVERY)
            self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
            self._thread.start()
        return ticket

    @property
    def busy(self) -> list[Ticket]:
        """Works of which a result is still to come."""
        return [order.ticket for order in self._orders.values() if order.ticket.running]

    def dispatch(self, event: pygame.Event) -> Answer:
        """Run the callback that belongs to *event*; nothing if its ticket was cancelled."""
        order = self._orders.get(event.ticket)
        if order is None:
            return None
        if event.kind == "progress":
            silent = order.ticket.cancelled or order.progress is None
            return None if silent or order.progress is None else order.progress(*event.payload)
        self._orders.pop(event.ticket)
        order.ticket.finished = True
        if order.ticket.cancelled:
            return None
        if event.kind == "done":
            return order.done(event.payload)
        if order.failed is None:
            raise event.payload
        return order.failed(event.payload)

    def stop(self) -> None:
        """Cancel everything and let the thread end."""
        for order in self._orders.values():
            order.ticket.cancel()
        self._queue.put(None)
        self._thread = None

    def _run(self) -> None:
        while (order := self._queue.get()) is not None:
            try:
                job = Job(order.ticket, self._post)
                job.check()
                result = order.work(job)
            except Cancelled:
                self._post(order.ticket, "cancelled", None)
            except Exception as error:
                self._post(order.ticket, "failed", error)
            else:
                self._post(order.ticket, "done", result)

    def _post(self, ticket: Ticket, kind: str, payload: object) -> None:
        event = pygame.event.Event(
            self.event_type, ticket=ticket.number, kind=kind, payload=payload
        )
        try:
            pygame.event.post(event)
        except pygame.error:
            # The display was closed while the work ran: nobody is left to be told.
            ticket.cancel()
