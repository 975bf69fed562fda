"""Proves a save: decides all its commands anew, and compares events and digests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from game.engine.digest import Digester
from game.engine.events import Changed, Event
from game.engine.game import Done, decide
from game.engine.refusal import Refusal
from game.engine.state import GameState
from game.session.lines import CommandLine, RefusedLine
from game.session.save import Save, after, start_of


@dataclass(frozen=True, slots=True)
class Difference:
    """
    A command whose outcome is not what was written.

    *what*: it is ``refused`` now, or ``accepted`` now although it was refused; its ``events``
    differ, or only the ``digest``. *expected* is what was written, *found* what came of it now.
    """

    number: int
    turn: int
    actor: str
    command: str
    what: Literal["refused", "accepted", "events", "digest"]
    expected: str
    found: str

    def __str__(self) -> str:
        """Return one sentence."""
        return (
            f"command {self.number} (turn {self.turn}, {self.actor}: {self.command}): "
            f"{self.what}: written {self.expected}, now {self.found}"
        )


def differences(
    save: Save, progress: Callable[[int, int], None] = lambda done, of: None
) -> tuple[Difference, ...]:
    """
    Decide every command of a save anew and return what differs, in order.

    Each is judged from the state that was written before it, so that one difference does not hide
    or cause another. Raises SaveError (altered) where the written events do not fit at all.
    """
    found: list[Difference] = []
    state = start_of(save)
    digester = Digester()
    for count, line in enumerate(save.lines, 1):
        progress(count, len(save.lines))
        if isinstance(line, RefusedLine):
            found += _refused(state, line)
        elif isinstance(line, CommandLine):
            then = after(save.path, line.n + 1, state, line)
            found += _carried_out(state, then, line, digester)
            state = then
    return tuple(found)


def _refused(state: GameState, line: RefusedLine) -> list[Difference]:
    verdict = _decided(state, line)
    if isinstance(verdict, Done):
        return [_difference(state, line, "accepted", line.code, "accepted")]
    if verdict.code != line.code:
        return [_difference(state, line, "refused", line.code, verdict.code)]
    return []


def _carried_out(
    state: GameState, then: GameState, line: CommandLine, digester: Digester
) -> list[Difference]:
    verdict = _decided(state, line)
    if isinstance(verdict, Refusal):
        return [_difference(state, line, "refused", "accepted", verdict.code)]
    if verdict.events != line.events:
        pairs = zip(line.events, verdict.events, strict=False)
        first = next(((old, new) for old, new in pairs if old != new), None)
        if first is None:
            counts = f"{len(line.events)} events", f"{len(verdict.events)} events"
            return [_difference(state, line, "events", *counts)]
        old, new = _narrowed(*first)
        return [_difference(state, line, "events", _short(old), _short(new))]
    digest = digester.of(then)
    if digest != line.digest:
        return [_difference(state, line, "digest", line.digest, digest)]
    return []


def _decided(state: GameState, line: CommandLine | RefusedLine) -> Refusal | Done:
    try:
        return decide(state, line.actor, line.command)
    except Exception as error:  # a forged command can break anything in the engine
        return Refusal("engine/failed", {"error": repr(error)})


def _difference(
    state: GameState,
    line: CommandLine | RefusedLine,
    what: Literal["refused", "accepted", "events", "digest"],
    expected: str,
    found: str,
) -> Difference:
    return Difference(line.n, state.turn, line.actor, line.command.kind, what, expected, found)


def _narrowed(old: Event, new: Event) -> tuple[object, object]:
    """The first ledger entries that differ, where both events are of the ledger."""
    if isinstance(old, Changed) and isinstance(new, Changed):
        pairs = zip_longest(old.entries, new.entries)
        return next(pair for pair in pairs if pair[0] != pair[1])
    return old, new


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:199] + "…"
