"""What a seat is told of events: every kind is judged, and nothing private passes."""

from __future__ import annotations

from typing import Any, get_args

from game.classroom.seen import HIDDEN, PUBLIC, seen_events
from game.engine import events as e
from game.engine.events import Event
from game.engine.package import Package
from tests.fixtures import Step, play_random, small_game

JUDGED = {
    "event_occurred",
    "event_chosen",
    "effort_spent",
    "waiver_granted",
    "interests_asked",
    "disclosed",
    "side_deal_offered",
    "issues_linked",
    "backchannel_sent",
    "backchannel_answered",
    "side_deal_answered",
    "side_deal_closed",
    "link_answered",
    "vote_cast",
    "delivery_made",
    "ratification_held",
}


def test_every_kind_of_event_is_judged() -> None:
    """A new kind must be put among the public, the hidden or those that are looked at."""
    kinds = {kind.__dataclass_fields__["kind"].default for kind in get_args(Event)}
    assert kinds == PUBLIC | HIDDEN | JUDGED
    assert not PUBLIC & HIDDEN


def test_private_events_reach_their_parties_alone() -> None:
    """In random games dealings go to both sides; votes and deliveries are blank to others."""
    kinds: set[str] = set()

    def watch(step: Step) -> None:
        for seat in (-1, 0, 1, 2):
            for event in seen_events(step.events, step.after, step.before, seat):
                kinds.add(event.kind)
                _may_know(event, seat)

    for seed in range(6):
        play_random(small_game(seed, preset="long"), seed, watch=watch, turns=3)
    assert {"disclosed", "vote_cast", "delivery_made", "side_deal_offered"} <= kinds


def _may_know(event: Any, seat: int) -> None:
    assert event.kind not in HIDDEN
    match event:
        case e.Disclosed():
            assert seat in (event.to, event.by)
        case e.InterestsAsked():
            assert seat in (event.asker, event.member)
        case e.SideDealOffered() | e.IssuesLinked():
            assert seat in (event.sender, event.to)
        case e.BackchannelSent() if seat not in (event.sender, event.to):
            assert event.leaked
            assert event.package == Package((), (), ())
        case e.EffortSpent() | e.WaiverGranted() | e.EventChosen():
            assert event.seat == seat
        case e.VoteCast() if event.seat != seat:
            assert event == e.VoteCast(event.seat, "abstain", False, "", False)
        case e.DeliveryMade() if event.seat != seat:
            assert event.levels == ()
        case e.RatificationHeld() if event.seat != seat:
            assert (event.yes, event.against) == (0, ())
        case e.EventOccurred():
            assert event.by == ""
            assert event.chooser in (-1, seat)
        case _:
            pass
