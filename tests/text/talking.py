"""Conversations with the small game of three seats, for tests of the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.engine import commands as c
from game.engine.game import Done
from game.engine.package import Package
from game.session.lines import CommandLine
from game.session.session import Session
from game.text.terminal import play
from tests.session.games import new_game


class Quiet:
    """Members that only do what a phase cannot end without."""

    def move(self, view: Any) -> Any:
        """Read on, pass, consent, deliver what is owed."""
        from game.members.move import Move
        from game.text.acts import affordable

        command: c.Command | None = None
        if view.phase in ("briefing", "outcome") and not view.ready[view.seat]:
            asked = [h for h in view.happened if h.options and h.chosen is None]
            command = (
                c.ChooseForEvent(asked[0].event, asked[0].options[0][0]) if asked else c.Continue()
            )
        elif view.phase == "consultation" and not view.ready[view.seat]:
            command = c.PassRound()
        elif view.phase == "decision" and view.vote is None:
            command = c.CastVote("abstain")
        elif view.phase == "implementation" and view.delivered is None:
            command = c.Deliver(affordable(view))
        return Move(command) if command is not None else None

    def chair(self, view: Any) -> None:
        """No text."""


def quiet_game(seat: str, **options: Any) -> Session:
    """A game whose other members keep quiet, in its first briefing."""
    return new_game(people=[seat], members=Quiet(), **options)


def talk(session: Session, seat: str, lines: Iterable[str]) -> str:
    """Type lines at a session and return all that was said."""
    waiting = iter(lines)
    said: list[str] = []

    def read(prompt: str) -> str:
        line = next(waiting, None)
        if line is None:
            raise EOFError
        said.append(prompt + line)
        return line

    assert play(session, seat, read=read, write=said.append) == 0
    return "\n".join(said)


def answered(session: Session, seat: str, line: str) -> str:
    """Type one line and return only what was said to it."""
    whole = talk(session, seat, [line])
    return whole.split(f"> {line}\n", 1)[1] if f"> {line}\n" in whole else ""


def in_talks(session: Session, seat: str) -> Session:
    """Bring a game into the first consultation."""
    talk(session, seat, ["continue"])
    assert session.state.phase == "consultation"
    return session


def by(session: Session, seat: str, command: c.Command) -> Session:
    """Let another seat act."""
    done = session.submit(seat, command)
    assert isinstance(done, Done), done
    return session


def changed(session: Session, units: int = 1, member: int = 0) -> Package:
    """What is in force with *units* of the first slot from one member."""
    base = session.state.in_force
    place = session.table.level_place(member, 0)
    return Package(
        base.terms, (*base.levels[:place], units, *base.levels[place + 1 :]), base.caveats
    )


def commands_of(session: Session, seat: str) -> list[str]:
    """The kinds of commands that a seat gave, in order."""
    return [
        line.command.kind
        for line in session.lines
        if isinstance(line, CommandLine) and line.actor == seat
    ]
