"""Small games for the tests of sessions: a loaded scenario, quick members, saves to damage."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from game.engine import commands as c
from game.engine.view import SeatView
from game.members.move import Move
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from game.session.log import chained
from game.session.session import Session
from tests.fixtures import THREE_SEATS, catalogue, raw_scenario

SEATS = ("alba", "brava", "corso")


@cache
def loaded() -> Loaded:
    """The scenario of three seats, as the loader hands it over."""
    scenario = ScenarioSpec.model_validate(raw_scenario())
    pages = {p.relative_to(THREE_SEATS).as_posix(): p.read_text() for p in _files("*.md")}
    briefs = {member.id: pages[member.brief] for member in scenario.members}
    text = {p.relative_to(THREE_SEATS).as_posix(): p.read_text() for p in _files("*")}
    return Loaded(scenario, catalogue(), briefs, pages[scenario.guide], (), text)


def folder_to_play(parent: Path) -> Path:
    """A copy of the scenario of three seats in a folder of its own, sound by every check."""
    for path in _files("*"):
        copy = parent / "three_seats" / path.relative_to(THREE_SEATS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace('rejects = { protection = ["75", "100"] }\n', ""), "utf-8")
    return parent / "three_seats"


def _files(pattern: str) -> list[Path]:
    return sorted(path for path in THREE_SEATS.rglob(pattern) if path.is_file())


class Quick:
    """
    Members that do something of everything without thinking.

    In each round the first seat tables and calls, the others answer and ask; all deliver half.
    """

    def move(self, view: SeatView) -> Move | None:
        """The next thing on the list for the phase."""
        command = _QUICK[view.phase](view)
        return Move(command, (("turn", view.turn),)) if command else None

    def chair(self, view: SeatView) -> Move | None:
        """No text."""
        return None


def _read_on(view: SeatView) -> c.Command | None:
    for event in view.happened:
        if event.options and event.chosen is None:
            return c.ChooseForEvent(event.event, event.options[-1][0])
    return None if view.ready[view.seat] else c.Continue()


def _consult(view: SeatView) -> c.Command | None:
    if view.ready[view.seat]:
        return None
    if view.seat == 0 and view.round == 1 and not view.drafts:
        return c.TableDraft(_package(view))
    if view.seat == 0 and view.drafts and not view.called and view.round == 2:
        return c.CallDecision(view.drafts[0].id)
    for draft in view.open_drafts:
        if view.seat != 0 and draft.answers[view.seat] is None:
            reason = c.Reason("term", view.table.terms[0].id, 1000 * view.turn, (("turn", 1),))
            return c.AnswerDraft(draft.id, c.Response("accept", (reason,)))
    return c.PassRound()


def _package(view: SeatView) -> Any:
    answers = list(view.in_force.terms)
    for term in view.agenda:
        answers[term] = (answers[term] + view.turn) % len(view.table.terms[term].answers)
    levels = list(view.in_force.levels)
    place = view.table.level_place(1, 0)
    levels[place] = 1 - min(1, levels[place])
    return type(view.in_force)(tuple(answers), tuple(levels), view.in_force.caveats)


def _vote(view: SeatView) -> c.Command | None:
    if view.vote is not None:
        return None
    return c.CastVote("consent") if view.seat == 0 else c.CastVote("abstain", reason="as ever")


def _deliver(view: SeatView) -> c.Command | None:
    if view.delivered is not None:
        return None
    return c.Deliver(tuple(level // 2 for level in view.owed))


_QUICK: dict[str, Callable[[SeatView], c.Command | None]] = {
    "briefing": _read_on,
    "outcome": _read_on,
    "consultation": _consult,
    "decision": _vote,
    "implementation": _deliver,
}


def new_game(save: Path | None = None, **options: Any) -> Session:
    """A game of quick members that has just begun, and raises where play would go on."""
    settings: dict[str, Any] = {"seed": 3, "members": Quick(), "strict": True, "save": save}
    return Session.new(loaded(), **settings | options)


def after_moves(session: Session, moves: int) -> Session:
    """Let members make some moves and no more."""
    wanted = session.number + moves
    session.advance(stop=lambda: session.number >= wanted)
    return session


def resealed(raw: bytes) -> bytes:
    """Lines with their checksums made anew, as a forger would."""
    bodies = [line[: -len(b',"sum":""}') - 32] + b"}" for line in raw.splitlines()]
    return chained(b"", bodies)[0]
