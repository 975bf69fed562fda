"""Telling: how a member answers when asked what it makes of a term, by trust and candour."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.draws import between
from game.engine.sums import added
from game.engine.view import SeatView
from game.members.move import Move, milli

OPEN_FROM = 55_000
PARTLY_FROM = 35_000


def answer_question(view: SeatView, asker: int, term: int) -> Move:
    """
    Tell the truth at good trust, a rounded truth at middling trust, and nothing below.

    What is told is never false: a member that does not want to say so keeps silent.
    """
    table = view.table
    values = view.mind.values
    trust = view.estimates[table.layout.trust[view.seat][asker]]
    trust += round((view.mind.style.candour - 0.5) * 30_000)
    subject = table.terms[term].id
    record = (("trust", trust),)
    if trust < PARTLY_FROM:
        return Move(c.Tell(asker, c.Claim("silence", subject)), record)
    row, weight = values.term_values[term], values.term_weights[term]
    if trust < OPEN_FROM:
        numbers = tuple(round(v / 25) * 25_000 for v in row)
        return Move(
            c.Tell(asker, c.Claim("position", subject, (*numbers, round(weight / 5) * 5_000))),
            record,
        )
    exact = tuple(milli(v) for v in row)
    return Move(c.Tell(asker, c.Claim("position", subject, (*exact, milli(weight)))), record)


def leaning(view: SeatView, *names: object) -> float:
    """A named draw of this seat, turn and round, 0 to 1: what it feels like doing."""
    return between(_mark(view), 0.0, 1.0, view.turn, view.round, view.seat, *names)


def _mark(view: SeatView) -> int:
    """A number of this game that every seat can see, to name draws by."""
    return added((n + 1) * value for n, value in enumerate(view.table.seats[0].stock)) + added(
        view.common
    )
