"""`demarche state`: prints a saved game's state, or what a seat saw, now or at a turn's end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from game.engine.digest import digest
from game.engine.state import GameState
from game.engine.tracks import track_value
from game.engine.view import SeatView, view
from game.errors import UserError
from game.session.account import tracks_of
from game.session.commands import existing_save, seat_named
from game.session.lines import CommandLine
from game.session.save import Save, after, read_save, replayed, start_of
from game.texts.numbers import period

_NOT_SHOWN = frozenset({"setting", "table", "mind", "records", "values", "errors", "widths"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("save", metavar="SAVE", help="a saved game")
    parser.add_argument("--turn", metavar="N", help="as this turn ended (default: as it stands)")
    parser.add_argument("--seat", metavar="ID", help="only what this seat sees")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the state; return 0."""
    save = read_save(existing_save(args.save))
    state = replayed(save)
    if save.notice:
        print(f"demarche: {save.notice}", file=sys.stderr)
    seat = seat_named(state.setting, args.seat)
    if args.turn is not None:
        state = _at_the_end_of(save, state, args.turn)
    if args.json:
        print(_report(state, seat).model_dump_json(indent=2))
        return 0
    table = state.setting.table
    print(f"{table.title}, turn {state.turn} of {table.turns}, {period(table, state.turn)}")
    print(f"Phase: {state.phase}, round {state.round}")
    for line in _agreement(state):
        print(line)
    for line in tracks_of(state, seat):
        print(line)
    return 0


class StateReport(BaseModel):
    """What `demarche state --json` prints."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    scenario: str
    """Scenario."""
    turn: int
    """Turn."""
    phase: str
    """Phase."""
    round: int
    """Round of consultation."""
    seat: str | None
    """Seat whose view it is; none for the whole state."""
    digest: str | None
    """Digest of the state; none in a seat's view."""
    quantities: dict[str, int]
    """Every quantity by its key in thousandths, as the seat takes it to be."""
    uncertain: dict[str, int]
    """How far each of a seat's estimates may be off, thousandths; exact ones are left out."""
    tracks: dict[str, int]
    """Every track by its key, thousandths."""
    details: dict[str, Any]
    """The rest of the state or view under the engine's own names."""


def _report(state: GameState, seat: int | None) -> StateReport:
    table = state.setting.table
    seen: GameState | SeatView = state if seat is None else view(state, seat, history=False)
    values = seen.estimates if isinstance(seen, SeatView) else seen.values
    widths = seen.widths if isinstance(seen, SeatView) else ()
    keys = table.layout.keys
    return StateReport(
        scenario=table.id,
        turn=state.turn,
        phase=state.phase,
        round=state.round,
        seat=table.seats[seat].id if seat is not None else None,
        digest=digest(state) if seat is None else None,
        quantities=dict(zip(keys, values, strict=True)),
        uncertain={key: width for key, width in zip(keys, widths, strict=False) if width},
        tracks={t.id: track_value(table, t, values, seat) for t in table.tracks},
        details={
            field.name: _plain(getattr(seen, field.name))
            for field in fields(seen)
            if field.name not in _NOT_SHOWN
        },
    )


def _plain(value: Any) -> Any:
    """Dataclasses as tables, sets in order."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _at_the_end_of(save: Save, last: GameState, text: str) -> GameState:
    """The last state of a turn; raises UserError where it has not begun."""
    turn = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if not 1 <= turn <= last.turn:
        raise UserError(f"there is no turn '{text}'; choose one from 1 to {last.turn}")
    state = start_of(save)
    for number, line in enumerate(save.lines, 2):
        if isinstance(line, CommandLine):
            if line.turn > turn:
                break
            state = after(save.path, number, state, line)
    return state


def _agreement(state: GameState) -> list[str]:
    agreement, table = state.agreement, state.setting.table
    if agreement is None:
        return ["No agreement is in force."]
    parties = ", ".join(
        seat.name for seat, party in zip(table.seats, agreement.parties, strict=True) if party
    )
    lines = [f"In force until the end of turn {agreement.expires}, for {parties}:"]
    for term, answer in zip(table.terms, agreement.package.terms, strict=True):
        lines.append(f"  {term.name}: {term.answers[answer].name}")
    return lines
