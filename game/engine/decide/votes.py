"""Deciding on votes and deliveries."""

from __future__ import annotations

from game.engine import commands as c
from game.engine import events as e
from game.engine.decide.common import refuse_own_levels
from game.engine.red_lines import crossed
from game.engine.refusal import Refusal
from game.engine.state import GameState

Decided = Refusal | tuple[e.Event, ...]


def cast_vote(state: GameState, seat: int, command: c.CastVote) -> Decided:
    """Vote once a ballot; consent across one's own red line is refused."""
    if state.votes[seat] is not None:
        return Refusal("vote/already_cast", {})
    package = state.under_decision
    if package is None:
        return Refusal("vote/nothing_to_decide", {})
    if command.ballot == "object" and not command.reason.strip():
        return Refusal("vote/reason_missing", {})
    if command.ballot == "consent":
        lines = crossed(
            state.setting.table,
            seat,
            state.setting.minds[seat].red_lines,
            package,
            state.waivers[seat],
        )
        if lines:
            return Refusal(
                "red_line/crossed", {"red_line": lines[0].id, "waivable": lines[0].waivable}
            )
    silent = command.ballot == "consent" and state.setting.table.decision.silence
    return (e.VoteCast(seat, command.ballot, command.forces, command.reason[:300], silent),)


def deliver(state: GameState, seat: int, command: c.Deliver) -> Decided:
    """Send what one sends this turn, within one's stock; once."""
    if state.delivered[seat] is not None:
        return Refusal("delivery/already_made", {})
    if len(command.levels) != len(state.setting.table.slots):
        return Refusal("package/malformed", {"expected": len(state.setting.table.slots)})
    refusal = refuse_own_levels(state, seat, command.levels)
    if refusal:
        return refusal
    return (e.DeliveryMade(seat, command.levels),)
