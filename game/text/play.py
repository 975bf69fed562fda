"""`demarche play --text`: begins a game in the terminal, or goes on with a saved one."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from game import paths
from game.errors import UserError, unknown
from game.session.commands import PROBLEMS, existing_save, scenario_named
from game.session.log import SUFFIX
from game.session.session import Session, free_path
from game.text.terminal import play
from game.texts.catalogue import _

THINKING_EVERY = 2.0
"""Seconds between two lines that say who is thinking."""


def run(args: argparse.Namespace) -> int:
    """Play in the terminal; returns 0, or 1 for a broken scenario."""
    session = _resumed(args) or _new(args)
    if session is None:
        return PROBLEMS
    with session:
        return play(
            session, _seat_of(session, args.seat), read=reader(), write=print, thinking=Thinking()
        )


def _resumed(args: argparse.Namespace) -> Session | None:
    """The saved game that was named; None if a scenario was."""
    named = args.scenario
    if any(
        (folder / "scenario.toml").exists() for folder in (Path(named), paths.scenarios() / named)
    ):
        return None
    if not named.endswith(SUFFIX) and not _is_save(named):
        return None
    given = [f"--{name}" for name in ("seed", "preset") if getattr(args, name) is not None]
    if given:
        raise UserError(
            f"{given[0]} belongs to a new game, and {named} is a saved one; leave it out"
        )
    return Session.load(existing_save(named))


def _is_save(named: str) -> bool:
    given = Path(named).expanduser()
    own = paths.saves_folder() / given.name
    return any(p.is_file() for p in (given, Path(f"{given}{SUFFIX}"), Path(f"{own}{SUFFIX}")))


def _new(args: argparse.Namespace) -> Session | None:
    loaded = scenario_named(args.scenario)
    if loaded is None:
        return None
    seats = [member.id for member in loaded.scenario.members]
    seat = args.seat or seats[0]
    if seat not in seats:
        raise unknown("seat", seat, seats)
    seed = args.seed if args.seed is not None else random.randrange(1, 100_000)
    return Session.new(
        loaded,
        seed=seed,
        preset=args.preset,
        people=[seat],
        save=free_path(paths.saves_folder(), f"{loaded.scenario.id}-{seat}"),
    )


def _seat_of(session: Session, named: str | None) -> str:
    """The seat that is played: the one named, or the first that a person has."""
    people = [seat.id for seat in session.table.seats if seat.id in session.people]
    if named is not None and named not in people:
        raise UserError(
            f"the seat '{named}' is played by the computer in this game; "
            f"choose from {', '.join(people) or 'none'}"
        )
    if not people:
        raise UserError("nobody has a seat in this game; look at it with `demarche replay`")
    return named or people[0]


def reader() -> Callable[[str], str]:
    """How lines are read: as typed, or from a pipe with each line shown after its prompt."""
    if sys.stdin.isatty():
        return input

    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:  # bytes that are no letters are read as marks
        reconfigure(errors="replace")

    def read(prompt: str) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        print(prompt + line.rstrip("\r\n"))
        return line

    return read


class Thinking:
    """Says on a terminal who is thinking, now and then."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, name: str) -> None:
        now = time.monotonic()
        if sys.stderr.isatty() and now - self._last >= THINKING_EVERY:
            self._last = now
            print(_("... {name} thinks").format(name=name), file=sys.stderr, flush=True)
