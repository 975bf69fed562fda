"""Small games led by hand for the tests of the review: Alba by a plan, the others agreeable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from game.engine import commands as c
from game.engine.game import Done
from game.engine.package import Package
from game.engine.table import Table
from game.engine.view import SeatView
from game.members.move import Move
from game.review.story import Story, story_of
from game.scenario.load import Loaded
from game.session.session import Session
from tests.session.games import loaded

HERO = "alba"
Act = Callable[[SeatView], c.Command]
Plan = Mapping[tuple[int, int], Sequence[Act]]

YES = c.Response("accept", (c.Reason("outcome", "cohesion", 4000),))
NO = c.Response("refuse")


def package(table: Table, terms: tuple[int, int, int], **levels: int) -> Package:
    """A text: answers to area, protection and exit, then units as ``alba_escort=2``."""
    operations = [slot.id.split(".")[0] for slot in table.slots]
    units = [0] * (len(table.seats) * len(table.slots))
    for key, level in levels.items():
        member, operation = key.split("_", 1)
        units[table.level_place(table.seat_places[member], operations.index(operation))] = level
    return Package(terms, tuple(units), (0,) * len(units))


GOOD: Callable[[Table], Package] = lambda table: table.drafts[0][2]  # noqa: E731
"""Better for all three, Alba giving its part."""


def costly(table: Table) -> Package:
    """Worse for Alba than no agreement: it sends everything."""
    return package(table, (1, 0, 0), alba_escort=5, alba_picture=4)


def forbidden(table: Table) -> Package:
    """A text that Alba's instructions forbid: it binds for years."""
    return package(table, (1, 0, 2), alba_escort=1)


@dataclass(frozen=True)
class Others:
    """Brava and Corso: they accept, tell, consent and deliver; Brava may table and ask."""

    tables: Callable[[Table], Package] | None = None
    asks: bool = False

    def move(self, view: SeatView) -> Move | None:
        """The next thing on the list for the phase."""
        command = self._command(view)
        return Move(command, (("gain", 4000), ("binding", "none"))) if command else None

    def chair(self, view: SeatView) -> Move | None:
        """No text."""
        return None

    def _command(self, view: SeatView) -> c.Command | None:
        match view.phase:
            case "consultation":
                return self._answer(view) or self._act(view)
            case "decision":
                return None if view.vote else c.CastVote("consent")
            case "implementation":
                return None if view.delivered is not None else c.Deliver(view.owed)
        for event in view.happened:
            if event.options and event.chosen is None:
                return c.ChooseForEvent(event.event, event.options[0][0])
        return None if view.ready[view.seat] else c.Continue()

    def _answer(self, view: SeatView) -> c.Command | None:
        mine, terms = view.seat, view.table.terms
        for question in view.questions:
            if question.member == mine:
                row = view.mind.values.term_values[question.term]
                numbers = (*(round(v * 1000) for v in row), 8000)
                claim = c.Claim("position", terms[question.term].id, numbers)
                return c.Tell(question.asker, claim)
        for sounding in view.backchannels:
            if sounding.to == mine and sounding.response is None:
                return c.AnswerBackchannel(sounding.id, YES)
        for link in view.links:
            if link.to == mine and link.status == "open":
                return c.AnswerLink(link.id, True)
        for draft in view.open_drafts:
            if mine not in draft.sponsors and draft.answers[mine] is None:
                return c.AnswerDraft(draft.id, YES)
        return None

    def _act(self, view: SeatView) -> c.Command | None:
        if view.ready[view.seat]:
            return None
        if view.seat == 1 and view.turn == 1 and view.round == 1:
            if self.tables is not None and not view.drafts:
                return c.TableDraft(self.tables(view.table))
            asked = any(q.asker == 1 for q in view.questions) or view.effort < view.table.effort
            if self.asks and not asked:
                return c.AskInterests(0, 0)
        own = [d for d in view.open_drafts if view.seat in d.sponsors]
        if own and not view.called and view.round == view.table.rounds:
            return c.CallDecision(own[0].id)
        return c.PassRound() if view.ready[0] else None


def led(
    plan: Plan,
    *,
    others: Others | None = None,
    vote: Callable[[SeatView], c.CastVote] = lambda view: c.CastVote("consent"),
    deliver: Callable[[SeatView], tuple[int, ...]] = lambda view: view.owed,
    save: Path | None = None,
    stop_at: tuple[int, str] = (0, ""),
    scenario: Loaded | None = None,
    **options: Any,
) -> Session:
    """
    Play two turns: Alba by *plan* (acts by turn and round), its votes and its deliveries.

    *stop_at* leaves the game in a turn's phase.
    """
    session = Session.new(
        scenario or loaded(),
        **{
            "seed": 3,
            "people": (HERO,),
            "members": others or Others(),
            "strict": True,
            "save": save,
            **options,
        },
    )
    last = None
    while not session.ended:
        session.advance()
        state = session.state
        if session.ended or (state.turn, state.phase) == stop_at:
            break
        moment = (state.turn, state.phase, state.round, state.final_ballot)
        assert moment != last, f"the game stands still at {moment}"
        last = moment
        match state.phase:
            case "consultation":
                for act in plan.get((state.turn, state.round), ()):
                    do(session, act(session.view(HERO)))
                    session.advance()
                do(session, c.PassRound())
            case "decision":
                do(session, vote(session.view(HERO)))
            case "implementation":
                do(session, c.Deliver(deliver(session.view(HERO))))
            case _:
                do(session, c.Continue())
    return session


def do(session: Session, command: c.Command) -> None:
    """Carry out a command of Alba's that must be accepted."""
    done = session.submit(HERO, command)
    assert isinstance(done, Done), (command, done)


def story(plan: Plan, **options: Any) -> Story:
    """The story of a game led by a plan."""
    return story_of(led(plan, **options))


# ------------------------------------------------------------------------------ acts of plans


def table(text: Callable[[Table], Package] = GOOD) -> Act:
    """Table a text."""
    return lambda view: c.TableDraft(text(view.table))


def call(view: SeatView) -> c.Command:
    """Put the first open draft to decision."""
    return c.CallDecision(view.open_drafts[0].id)


def ask(member: int, term: int = 0) -> Act:
    """Ask a member about a term."""
    return lambda view: c.AskInterests(member, term)


def answer(response: c.Response) -> Act:
    """Answer the first open draft."""
    return lambda view: c.AnswerDraft(view.open_drafts[0].id, response)


TABLED: Plan = {(1, 1): (ask(1), table()), (1, 2): (call,)}
"""A sound first turn: ask, table, and call once all have answered."""


@cache
def tabled_story() -> Story:
    """The story of a sound first turn, played once for all tests that only read it."""
    return story(TABLED)
