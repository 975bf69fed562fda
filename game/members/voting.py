"""Voting: consent, stand aside, or block, by what each is worth."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.view import SeatView
from game.members.money import bought
from game.members.move import Move, milli
from game.negotiation.assess import assess
from game.negotiation.desk import Desk


def vote(view: SeatView, desk: Desk) -> Move:
    """
    Return a member's vote on the text under decision.

    It consents to what beats its reservation value, as it said it would; it stands aside from
    what it would not block and cannot join; it objects to what is worse for it than nothing.
    """
    package = view.under_decision
    assert package is not None
    weighed = assess(desk, package, 0.0)
    gain = weighed.gain + bought(desk, view.called)
    without = desk.worth_without_me(package) - desk.base_worth[view.seat]
    record = (
        ("gain", milli(gain)),
        ("staying_out", milli(without)),
        ("binding", weighed.binding or "none"),
    )
    may_consent = weighed.binding not in ("red_line", "home")
    if may_consent and (gain >= 0 or (_is_sponsor(view) and gain > -0.5)):
        return Move(c.CastVote("consent", True, ""), record)
    if without >= 0 and _may_abstain(view):
        return Move(c.CastVote("abstain", False, ""), record)
    return Move(c.CastVote("object", False, _reason(view, weighed.binding)), record)


def _is_sponsor(view: SeatView) -> bool:
    draft = view.draft(view.called)
    return draft is not None and view.seat in draft.sponsors and not view.final_ballot


def _may_abstain(view: SeatView) -> bool:
    rule = view.table.decision
    return rule.basis in ("consensus", "unanimity") and not rule.abstention_stops


def _reason(view: SeatView, binding: str) -> str:
    draft = view.draft(view.called)
    said = draft.answers[view.seat] if draft else None
    if said is not None and said.reasons:
        return f"{said.reasons[0].part}:{said.reasons[0].subject}"
    return binding or "reservation"
