"""Saves read: header and lines proved and understood, and the game they hold. Writes nothing."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from game.engine.apply import applied
from game.engine.codec import first_complaint
from game.engine.digest import digest
from game.engine.game import CHAIR, CLOCK, INSTRUCTOR
from game.engine.setting import Setting, build_setting, preset_of
from game.engine.state import GameState, initial_state
from game.session.header import FORMAT, Header
from game.session.lines import CommandLine, Line, PeopleLine, line_codec
from game.session.log import RawLog, SaveError, altered, read_raw
from game.session.upgrades import upgraded

ACTORS = frozenset({CHAIR, CLOCK, INSTRUCTOR})
"""Who may give commands without a seat."""


@dataclass(frozen=True, slots=True)
class Save:
    """A save as read; *notice* says what a crash cut off, empty if nothing."""

    raw: RawLog
    header: Header
    lines: tuple[Line, ...]
    notice: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.raw.path


def read_save(path: Path) -> Save:
    """
    Read a save; the file is not touched.

    Raises SaveError: missing, foreign, newer, older, truncated or altered.
    """
    raw = read_raw(path, FORMAT)
    bodies = _current(raw)
    header = _header_of(raw.path, bodies[0])
    with _no_collector():
        lines = tuple(_line_of(raw.path, n, body) for n, body in enumerate(bodies[1:], 1))
    _refuse_strange_seats(path, header, lines)
    return Save(raw, header, lines, _notice(raw))


def setting_of(header: Header) -> Setting:
    """Return the setting of a game by its header, whose names are known to be sound."""
    preset = preset_of(header.scenario, header.preset)
    assert preset is not None, header.preset
    return build_setting(
        header.scenario,
        header.catalogue,
        seed=header.seed,
        preset=preset,
        styles=header.styles,
        aliases=header.aliases,
    )


def replayed(save: Save) -> GameState:
    """
    Return the last state of a save, by its events; nothing is decided or drawn again.

    Raises SaveError (altered) if events do not fit, or do not lead to the digest that was written.
    """
    state = start_of(save)
    last = ""
    with _no_collector():
        for number, line in enumerate(save.lines, 2):
            if isinstance(line, CommandLine):
                state = after(save.path, number, state, line)
                last = line.digest
    if last and digest(state) != last:
        raise altered(save.path, len(save.lines) + 1, "its events do not lead to its digest")
    return state


def start_of(save: Save) -> GameState:
    """Return the state before a save's first command; raises SaveError (altered)."""
    try:
        return initial_state(setting_of(save.header))
    except Exception as error:  # a forged header can break anything in the engine
        raise altered(save.path, 1, f"its scenario does not hold together, {error!r}") from None


def after(path: Path, number: int, state: GameState, line: CommandLine) -> GameState:
    """Return the state after one line's events; raises SaveError (altered)."""
    try:
        return applied(state, line.events)
    except Exception as error:  # forged events can break anything in the engine
        raise altered(path, number, f"its events do not fit, {error!r}") from None


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python from looking for rubbish among a hundred thousand things that are all kept."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _current(raw: RawLog) -> tuple[bytes, ...]:
    """The lines in the newest format."""
    if raw.format == FORMAT:
        return raw.lines
    try:
        old = [json.loads(line) for line in raw.lines]
        new = upgraded(old, raw.format, FORMAT)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise altered(raw.path, 1, f"its old format does not read, {error!r}") from None
    if new is None:
        raise SaveError(
            "older",
            f"{raw.path.name} was written in save format {raw.format}, which this Demarche no "
            "longer reads; play it with the version that wrote it",
        )
    return tuple(json.dumps(line).encode() for line in new)


def _header_of(path: Path, body: bytes) -> Header:
    try:
        return Header.model_validate_json(body)
    except ValidationError as error:
        raise altered(path, 1, first_complaint(error)) from None


def _line_of(path: Path, number: int, body: bytes) -> Line:
    try:
        line = line_codec().validate_json(body)
    except ValidationError as error:
        raise altered(path, number + 1, first_complaint(error)) from None
    if line.n != number:
        raise altered(path, number + 1, f"it is numbered {line.n}, {number} is due")
    return line


def _refuse_strange_seats(path: Path, header: Header, lines: tuple[Line, ...]) -> None:
    """Raise SaveError (altered) where a line names a seat that the scenario lacks."""
    seats = frozenset(member.id for member in header.scenario.members)
    named = [(1, set(header.people))]
    for line in lines:
        named.append(
            (line.n + 1, set(line.people) if isinstance(line, PeopleLine) else {line.actor})
        )
    for number, actors in named:
        strange = sorted(actors - seats - (ACTORS if number > 1 else frozenset()))
        if strange:
            raise altered(path, number, f"the scenario has no seat '{strange[0]}'")


def _notice(raw: RawLog) -> str:
    if not raw.cut:
        return ""
    return (
        f"the last line of {raw.path.name} was never finished and is dropped; every command that "
        "was acknowledged is there"
    )
