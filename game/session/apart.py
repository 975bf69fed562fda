"""Computer members that think in a process of their own, so that a window stays quick meanwhile.

They are the same members: a view goes over, a move comes back. Nothing else of the game is there.
"""

from __future__ import annotations

import contextlib
import weakref
from dataclasses import fields
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from game.engine.events import CHAIR
from game.engine.table import Table
from game.engine.view import SeatView
from game.members.move import Move
from game.session.computer import ComputerMembers

PATIENCE = 1.0
"""Seconds that a process is given to end by itself."""

_FIELDS = tuple(field.name for field in fields(SeatView) if field.name != "table")


class MembersApart:
    """
    Members in another process, thinking within a budget by name.

    The public table goes over once; each view after it without one. If the process cannot be
    started or dies, the members think in this one from then on: the game is the same.
    """

    def __init__(self, difficulty: str) -> None:
        self._here = ComputerMembers(difficulty)
        self._lock = Lock()
        self._sent: weakref.ref[Table] | None = None
        self._line: Connection | None = None
        self.process: BaseProcess | None = None
        context = get_context("spawn")
        try:
            line, far = context.Pipe()
            process = context.Process(target=_think, args=(far, difficulty), daemon=True)
            process.start()
            far.close()
        except OSError:
            return
        self._line = line
        self.process = process
        weakref.finalize(self, _end, process, line)

    @property
    def is_apart(self) -> bool:
        """Whether the members still think in a process of their own."""
        return self._line is not None

    def move(self, view: SeatView) -> Move | None:
        """What the member in the view's seat does now, or None."""
        return self._asked(view)

    def chair(self, view: SeatView) -> Move | None:
        """The text that the chair puts forward, or None."""
        return self._asked(view)

    def _asked(self, view: SeatView) -> Move | None:
        with self._lock:
            if self._line is not None:
                try:
                    return self._over(self._line, view)
                except (OSError, EOFError):
                    self._line = None
        return self._here.chair(view) if view.seat == CHAIR else self._here.move(view)

    def _over(self, line: Connection, view: SeatView) -> Move | None:
        if self._sent is None or self._sent() is not view.table:
            line.send(("table", view.table))
            self._sent = weakref.ref(view.table)
        line.send(("view", tuple(getattr(view, name) for name in _FIELDS)))
        kind, answer = line.recv()
        if kind == "failed":
            raise RuntimeError(answer)
        move: Move | None = answer
        return move


def _think(line: Connection, difficulty: str) -> None:
    """The other process: answer views until the line is closed."""
    members = ComputerMembers(difficulty)
    table: Table | None = None
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            kind, body = line.recv()
            if kind == "table":
                table = body
                continue
            line.send(_answer(members, table, body))


def _answer(
    members: ComputerMembers, table: Table | None, body: tuple[Any, ...]
) -> tuple[str, Move | str | None]:
    try:
        seen = dict(zip(_FIELDS, body, strict=True))
        view = SeatView(table=table, **seen)  # type: ignore[arg-type]
        move = members.chair(view) if view.seat == CHAIR else members.move(view)
    except Exception as error:  # the game must hear of any fault, whatever it is
        return "failed", f"{type(error).__name__}: {error}"
    return "move", move


def _end(process: BaseProcess, line: Connection) -> None:
    with contextlib.suppress(OSError):
        line.close()
    process.join(PATIENCE)
    if process.is_alive():
        process.terminate()
