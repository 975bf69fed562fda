"""The one entrance of the engine: a command by an actor becomes a refusal or events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from game.engine import commands as c
from game.engine import events as e
from game.engine.apply import applied
from game.engine.commands import PHASES
from game.engine.decide import drafts, talks, votes
from game.engine.decide.briefing import begin_turn, carry_out, occur
from game.engine.decide.flow import follow
from game.engine.refusal import Refusal
from game.engine.state import GameState
from game.engine.voting import default_ballot

CHAIR, CLOCK, INSTRUCTOR = "chair", "clock", "instructor"

Decided = Refusal | tuple[e.Event, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out: the state after it and all that happened."""

    state: GameState
    events: tuple[e.Event, ...]


def decide(state: GameState, actor: str, command: c.Command) -> Refusal | Done:
    """
    Refuse a command, or return what happened and the state after it.

    *actor* is a seat's id, ``chair``, ``clock`` or ``instructor``. Refusals change nothing.
    """
    phases = PHASES.get(command.kind, ("consultation",))
    if state.phase not in phases:
        return Refusal("phase/wrong", {"phase": state.phase, "needs": " ".join(phases)})
    decided = _by_actor(state, actor, command)
    if isinstance(decided, Refusal):
        return decided
    after, more = follow(applied(state, decided))
    return Done(after, decided + more)


def _by_actor(state: GameState, actor: str, command: c.Command) -> Decided:
    if actor == CLOCK:
        return _by_clock(state, command)
    if actor == INSTRUCTOR:
        if not isinstance(command, c.FireInject):
            return Refusal("actor/not_for_you", {"actor": actor, "command": command.kind})
        return _fire(state, command)
    if actor == CHAIR:
        if command.kind not in ("table_draft", "amend_draft"):
            return Refusal("actor/not_for_you", {"actor": actor, "command": command.kind})
        if not _chair_may(state, command):
            return Refusal("chair/not_asked", {})
        return _SEAT[command.kind](state, e.CHAIR, command)
    seat = state.setting.table.seat_places.get(actor)
    if seat is None:
        return Refusal("actor/unknown", {"actor": actor})
    if command.kind not in _SEAT:
        return Refusal("actor/not_for_you", {"actor": actor, "command": command.kind})
    if state.phase == "consultation" and state.ready[seat] and command.kind in _TURNS:
        return Refusal("round/already_passed", {"round": state.round})
    return _SEAT[command.kind](state, seat, command)


def _chair_may(state: GameState, command: c.Command) -> bool:
    """The chair tables one text a turn once asked, and may mend it once in each later round."""
    if isinstance(command, c.AmendDraft):
        own = [d for d in state.drafts if d.sponsors == (e.CHAIR,)]
        return bool(own) and own[-1].id == command.draft and own[-1].round < state.round
    return state.mediation and not state.mediated


def _by_clock(state: GameState, command: c.Command) -> Decided:
    if isinstance(command, c.StartGame):
        return begin_turn(state)
    if not isinstance(command, c.ClockExpired):
        return Refusal("actor/not_for_you", {"actor": CLOCK, "command": command.kind})
    if command.phase != state.phase:
        return Refusal("phase/wrong", {"phase": state.phase, "needs": command.phase})
    now = (state.turn, state.round, 2 if state.final_ballot else 1)
    meant = (command.turn, command.round, command.ballot)
    if any(wanted not in (0, there) for wanted, there in zip(meant, now, strict=True)):
        return Refusal("phase/passed", {"turn": state.turn, "round": state.round})
    if state.phase == "decision":
        return tuple(
            _default_vote(state, seat) for seat, vote in enumerate(state.votes) if vote is None
        )
    if state.phase == "implementation":
        nothing = (0,) * len(state.setting.table.slots)
        return tuple(
            e.DeliveryMade(seat, _within_stock(state, seat, state.owed(seat)) or nothing)
            for seat, row in enumerate(state.delivered)
            if row is None
        )
    events: list[e.Event] = []
    if state.phase == "briefing":
        for seat in state.setting.table.members:
            while asked := _unanswered(state, seat):
                chosen = _choose(state, seat, asked[0], None)
                events += chosen
                state = applied(state, chosen)
    events += [e.SeatReady(seat) for seat, ready in enumerate(state.ready) if not ready]
    return tuple(events)


def _default_vote(state: GameState, seat: int) -> e.VoteCast:
    ballot = default_ballot(state.setting.table)
    trial = votes.cast_vote(state, seat, c.CastVote(ballot))
    if isinstance(trial, Refusal):
        return e.VoteCast(seat, "object", False, "red line", False)
    return e.VoteCast(seat, ballot, True, "", ballot == "consent")


def _within_stock(state: GameState, seat: int, own: tuple[int, ...]) -> tuple[int, ...]:
    table = state.setting.table
    left = [state.stock(seat, n) for n in range(len(table.resources))]
    sent = []
    for row, level in zip(table.slots, own, strict=True):
        take = min(level, left[row.resource])
        left[row.resource] -= take
        sent.append(take)
    return tuple(sent)


def _fire(state: GameState, command: c.FireInject) -> Decided:
    specs = {event.id: event for event in state.setting.scenario.events}
    if command.event not in specs:
        return Refusal("event/unknown", {"event": command.event})
    if any(command.event in _unanswered(state, seat) for seat in state.setting.table.members):
        return Refusal("event/choice_open", {"event": command.event})
    return occur(state, specs[command.event], "instructor")


def _unanswered(state: GameState, seat: int) -> list[str]:
    return [h.event for h in state.happened if h.chooser == seat and h.option is None]


def _choose(state: GameState, seat: int, event: str, option: str | None) -> tuple[e.Event, ...]:
    choice = state.setting.event(event).choice
    assert choice is not None
    chosen = next((o for o in choice.options if o.id == option), choice.options[0])
    return (e.EventChosen(event, seat, chosen.id), *carry_out(state, event, chosen.effects))


def _choose_for_event(state: GameState, seat: int, command: c.ChooseForEvent) -> Decided:
    if command.event not in _unanswered(state, seat):
        return Refusal("event/not_asked", {"event": command.event})
    choice = state.setting.event(command.event).choice
    assert choice is not None
    if command.option not in {option.id for option in choice.options}:
        return Refusal("event/no_such_option", {"option": command.option})
    return _choose(state, seat, command.event, command.option)


def _continue(state: GameState, seat: int, command: c.Continue) -> Decided:
    if state.phase == "briefing" and _unanswered(state, seat):
        return Refusal("event/choice_open", {"event": _unanswered(state, seat)[0]})
    if state.ready[seat]:
        return Refusal("phase/already_done", {"phase": state.phase})
    return (e.SeatReady(seat),)


def _pass(state: GameState, seat: int, command: c.PassRound) -> Decided:
    return (e.SeatReady(seat),)


_SEAT: dict[str, Callable[[GameState, int, Any], Decided]] = {
    "continue": _continue,
    "choose_for_event": _choose_for_event,
    "table_draft": drafts.table_draft,
    "amend_draft": drafts.amend_draft,
    "withdraw_draft": drafts.withdraw_draft,
    "answer_draft": drafts.answer_draft,
    "call_decision": drafts.call_decision,
    "ask_interests": talks.ask_interests,
    "tell": talks.tell,
    "send_backchannel": talks.send_backchannel,
    "answer_backchannel": talks.answer_backchannel,
    "offer_side_deal": talks.offer_side_deal,
    "answer_side_deal": talks.answer_side_deal,
    "recall_side_deal": talks.recall_side_deal,
    "link_issues": talks.link_issues,
    "answer_link": talks.answer_link,
    "make_statement": talks.make_statement,
    "hold_exercise": talks.hold_exercise,
    "ask_capital": talks.ask_capital,
    "ask_chair": talks.ask_chair,
    "move_agenda": talks.move_agenda,
    "pass_round": _pass,
    "cast_vote": votes.cast_vote,
    "deliver": votes.deliver,
}

_TURNS = frozenset({*c.EFFORT, "pass_round", "withdraw_draft", "recall_side_deal"})
"""Acts that a seat can no longer take once it has passed; it may still answer and tell."""
