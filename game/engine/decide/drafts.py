"""Deciding on drafts: tabling, amending, withdrawing, answering, calling a decision."""

from __future__ import annotations

from game.engine import commands as c
from game.engine import events as e
from game.engine.decide.common import (
    effort_event,
    open_draft,
    refuse_effort,
    refuse_package,
    refuse_response,
    refuse_unchanged,
)
from game.engine.package import Package
from game.engine.red_lines import crossed
from game.engine.refusal import Refusal
from game.engine.state import GameState

Decided = Refusal | tuple[e.Event, ...]


def _refuse_own_red_line(state: GameState, seat: int, package: Package) -> Refusal | None:
    if seat < 0:
        return None
    mind = state.setting.minds[seat]
    lines = crossed(state.setting.table, seat, mind.red_lines, package, state.waivers[seat])
    if lines:
        return Refusal("red_line/crossed", {"red_line": lines[0].id, "waivable": lines[0].waivable})
    return None


def table_draft(state: GameState, seat: int, command: c.TableDraft) -> Decided:
    """Put a new draft on the table, unless it changes nothing or stands there already."""
    refusal = (
        refuse_effort(state, seat, command.kind)
        or refuse_package(state, command.package)
        or refuse_unchanged(state, command.package)
        or _refuse_own_red_line(state, seat, command.package)
    )
    if refusal:
        return refusal
    tabled = e.DraftTabled(state.next_id, (seat,), command.package, 0)
    return (*effort_event(seat, command.kind), tabled)


def amend_draft(state: GameState, seat: int, command: c.AmendDraft) -> Decided:
    """
    Table a changed version of a draft.

    A sponsor's amendment replaces its draft; another's stands beside it as a rival text.
    """
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    refusal = (
        refuse_effort(state, seat, command.kind)
        or refuse_package(state, command.package)
        or refuse_unchanged(state, command.package)
        or _refuse_own_red_line(state, seat, command.package)
    )
    if refusal:
        return refusal
    replaces = draft.id if seat in draft.sponsors or seat == e.CHAIR else 0
    tabled = e.DraftTabled(state.next_id, (seat,), command.package, replaces)
    return (*effort_event(seat, command.kind), tabled)


def withdraw_draft(state: GameState, seat: int, command: c.WithdrawDraft) -> Decided:
    """Take one's own draft from the table."""
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    if seat not in draft.sponsors:
        return Refusal("draft/not_yours", {"draft": draft.id})
    return (e.DraftWithdrawn(draft.id),)


def answer_draft(state: GameState, seat: int, command: c.AnswerDraft) -> Decided:
    """Tell the table how one takes a draft; a later answer replaces an earlier one."""
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    if seat in draft.sponsors and command.response.stance == "refuse":
        return Refusal("draft/your_own", {"draft": draft.id})
    malformed = refuse_response(state, command.response)
    if malformed:
        return malformed
    return (e.DraftAnswered(draft.id, seat, command.response),)


def call_decision(state: GameState, seat: int, command: c.CallDecision) -> Decided:
    """Put a draft to decision at the end of the round; one decision a turn."""
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    if state.called:
        return Refusal("decision/already_called", {"draft": state.called})
    refusal = refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    return (*effort_event(seat, command.kind), e.DecisionCalled(seat, draft.id))
