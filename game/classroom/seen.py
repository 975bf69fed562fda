"""What a seat may be told of the events of a command; the views themselves are `engine.view`'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.engine import events as e
from game.engine.package import Package
from game.engine.state import GameState

PUBLIC = frozenset(
    {
        "turn_began",
        "stock_changed",
        "agenda_set",
        "phase_began",
        "round_began",
        "seat_ready",
        "draft_tabled",
        "draft_withdrawn",
        "draft_answered",
        "statement_made",
        "exercise_held",
        "mediation_asked",
        "term_opened",
        "decision_called",
        "forces_withheld",
        "draft_adopted",
        "draft_failed",
        "agreement_expired",
        "turn_resolved",
        "game_ended",
    }
)
"""Kinds that everyone may know in full."""

HIDDEN = frozenset({"changed", "estimates_formed"})
"""Kinds that nobody is told: the view shows what each may know of them."""

_NOTHING = Package((), (), ())


def seen_events(
    events: Iterable[e.Event], state: GameState, before: GameState, seat: int
) -> tuple[e.Event, ...]:
    """
    Return the events as a seat (its index, −1 the chair's) may know them, the others left out.

    *state* and *before* are those on both sides of the command. Particulars that belong to one
    seat are blanked for the others. A kind that is not known here is told to nobody.
    """
    found = []
    for event in events:
        told = _seen(event, state, before, seat)
        if told is not None:
            found.append(told)
    return tuple(found)


def _seen(event: e.Event, state: GameState, before: GameState, seat: int) -> e.Event | None:
    if event.kind in PUBLIC:
        return event
    match event:
        case e.EventOccurred():
            return replace(event, by="", chooser=seat if event.chooser == seat else -1)
        case e.EventChosen() | e.EffortSpent() | e.WaiverGranted():
            return event if event.seat == seat else None
        case e.InterestsAsked():
            return event if seat in (event.asker, event.member) else None
        case e.Disclosed():
            return event if seat in (event.to, event.by) else None
        case e.SideDealOffered() | e.IssuesLinked():
            return event if seat in (event.sender, event.to) else None
        case e.BackchannelSent():
            if seat in (event.sender, event.to):
                return event
            return replace(event, package=_NOTHING) if event.leaked else None
        case e.BackchannelAnswered():
            return event if seat in _pair("backchannels", event.message, state, before) else None
        case e.SideDealAnswered() | e.SideDealClosed():
            return event if seat in _pair("side_deals", event.deal, state, before) else None
        case e.LinkAnswered():
            return event if seat in _pair("links", event.link, state, before) else None
        case e.VoteCast():
            if event.seat == seat:
                return event
            return e.VoteCast(event.seat, "abstain", False, "", False)
        case e.DeliveryMade():
            return event if event.seat == seat else replace(event, levels=())
        case e.RatificationHeld():
            return event if event.seat == seat else replace(event, yes=0, against=())
        case _:
            return None


def _pair(kind: str, number: int, *states: GameState) -> tuple[int, ...]:
    for state in states:
        for found in getattr(state, kind):
            if found.id == number:
                return (found.sender, found.to)
    return ()
