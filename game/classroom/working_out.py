"""What takes long to work out of a table, as jobs for another thread: hidden worth, endings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from game.classroom.standing import Standing
from game.engine import events as e
from game.engine.apply import applied
from game.engine.conditions import holds
from game.engine.package import Package
from game.engine.state import GameState, initial_state
from game.engine.view import view
from game.members.move import milli
from game.members.player import budget_of
from game.negotiation.assess import assess
from game.negotiation.desk import Desk
from game.negotiation.score import scores
from game.session.lines import CommandLine, Line


@dataclass(frozen=True)
class Job:
    """Something to be worked out; *run* belongs to any thread and changes nothing."""

    kind: Literal["hidden", "endings"]
    key: tuple[Any, ...]
    run: Callable[[], dict[str, Any]]


def job_of(standing: Standing) -> Job | None:
    """Return what a table's instructor or debrief needs to be worked out, if anything."""
    state = standing.state
    if standing.ended or standing.stage == "debrief":
        if not state.records:
            return None
        lines = tuple(standing.lines)
        return Job("endings", ("endings", len(lines)), lambda: endings(state, lines))
    if standing.stage != "playing" or state.phase not in ("consultation", "decision"):
        return None
    draft, package = _in_question(state)
    if package is None:
        return None
    key = ("hidden", state.turn, state.phase, state.round, package)
    return Job("hidden", key, lambda: hidden(state, draft, package))


def _in_question(state: GameState) -> tuple[int, Package | None]:
    if state.under_decision is not None:
        return state.called, state.under_decision
    open_ = [d for d in state.drafts if d.status == "open"]
    called = next((d for d in open_ if d.id == state.called), None)
    chosen = called or (open_[-1] if open_ else None)
    return (chosen.id, chosen.package) if chosen else (0, None)


def hidden(state: GameState, draft: int, package: Package) -> dict[str, Any]:
    """
    Return how each seat's true interests take a draft: *gain* beside no agreement (thousandths of
    a point), stance and what binds.
    """
    table = state.setting.table
    found = {}
    for place, seat in enumerate(table.seats):
        weighed = assess(Desk(view(state, place, history=False), budget_of("standard")), package, 0)
        found[seat.id] = {
            "gain": milli(weighed.gain),
            "stance": weighed.stance,
            "binding": weighed.binding,
            "home": weighed.home.passes,
        }
    return {"draft": draft, "turn": state.turn, "seats": found}


def endings(state: GameState, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Return for each seat how the game ended: scores, aims, what really happened, questions."""
    scenario = state.setting.scenario
    benchmark = scenario.benchmark
    shared = {
        "scores": [asdict(score) for score in scores(state)],
        "benchmark": benchmark.model_dump(mode="json") if benchmark else None,
        "questions": _questions(state, lines),
    }
    return {
        seat.id: shared
        | {
            "aims": [
                {
                    "text": aim.text,
                    "own": aim.member is not None,
                    "met": all(holds(c, state) for c in aim.when),
                }
                for aim in scenario.objectives
                if aim.member in (None, seat.id)
            ]
        }
        for seat in state.setting.table.seats
    }


def _questions(state: GameState, lines: tuple[Line, ...]) -> list[str]:
    """The debrief's questions whose trigger held as some turn ended."""
    learning = state.setting.scenario.learning
    found: set[str] = set()
    then = initial_state(state.setting)
    for line in lines:
        if isinstance(line, CommandLine):
            then = applied(then, line.events)
            if any(isinstance(event, e.TurnResolved | e.GameEnded) for event in line.events):
                found |= {item.id for item in learning if all(holds(c, then) for c in item.trigger)}
    return [item.question for item in learning if item.id in found]
