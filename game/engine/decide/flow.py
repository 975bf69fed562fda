"""What follows by itself: phases and rounds end when every seat has done its part."""

from __future__ import annotations

from game.engine import events as e
from game.engine.apply import applied
from game.engine.decide.briefing import begin_turn
from game.engine.decide.outcome import ratify, resolve
from game.engine.package import Package
from game.engine.state import GameState
from game.engine.voting import tally


def follow(state: GameState) -> tuple[GameState, tuple[e.Event, ...]]:
    """Return the state once nothing more follows by itself, and the events on the way."""
    events: tuple[e.Event, ...] = ()
    while True:
        more = _next(state)
        if not more:
            return state, events
        state = applied(state, more)
        events += more


def _next(state: GameState) -> tuple[e.Event, ...]:
    match state.phase:
        case "briefing" if all(state.ready):
            return (e.PhaseBegan("consultation"), e.RoundBegan(1))
        case "consultation" if all(state.ready):
            return _after_round(state)
        case "decision" if all(vote is not None for vote in state.votes):
            return _decide(state)
        case "implementation" if all(row is not None for row in state.delivered):
            return (*resolve(state), e.PhaseBegan("outcome"))
        case "outcome" if all(state.ready):
            if state.turn >= state.setting.table.turns:
                return (e.GameEnded("last_turn"),)
            return begin_turn(state)
        case _:
            return ()


def _after_round(state: GameState) -> tuple[e.Event, ...]:
    if state.called:
        return (e.PhaseBegan("decision"),)
    if state.round < state.setting.table.rounds:
        return (e.RoundBegan(state.round + 1),)
    return _to_implementation(state)


def _to_implementation(state: GameState) -> tuple[e.Event, ...]:
    return (e.PhaseBegan("implementation"), *ratify(state))


def _decide(state: GameState) -> tuple[e.Event, ...]:
    votes = [vote for vote in state.votes if vote is not None]
    package = state.under_decision
    assert package is not None
    draft = state.called
    verdict = tally(state.setting.table, tuple(vote.ballot for vote in votes))
    if not verdict.adopted:
        failed = e.DraftFailed(draft, verdict.blockers, verdict.why)
        return _then_implement(state, (failed,))
    kept = _without_unwilling(state, package)
    if kept is not None:
        if not state.final_ballot:
            return (kept,)
        package = kept.package
    expires = state.turn + _lasts(state, package) - 1
    return _then_implement(state, (e.DraftAdopted(draft, package, verdict.parties, expires),))


def _then_implement(state: GameState, events: tuple[e.Event, ...]) -> tuple[e.Event, ...]:
    after = applied(state, events)
    return (*events, *_to_implementation(after))


def _without_unwilling(state: GameState, package: Package) -> e.ForcesWithheld | None:
    """The package without forces whose owners keep them back, if any do."""
    table = state.setting.table
    count = len(table.slots)
    levels = list(package.levels)
    owners = []
    for member, vote in enumerate(state.votes):
        willing = vote is not None and vote.forces and vote.ballot == "consent"
        own = range(member * count, (member + 1) * count)
        if not willing and any(levels[place] for place in own):
            owners.append(member)
            for place in own:
                levels[place] = 0
    if not owners:
        return None
    return e.ForcesWithheld(Package(package.terms, tuple(levels), package.caveats), tuple(owners))


def _lasts(state: GameState, package: Package) -> int:
    table = state.setting.table
    if table.duration_term is None:
        return table.lasts
    answer = table.terms[table.duration_term].answers[package.terms[table.duration_term]]
    return answer.lasts or table.lasts
