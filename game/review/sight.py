"""What a review may tell: everything, or what one seat may take home."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.engine.state import GameState
from game.texts.context import Context, of_state
from game.texts.happenings import event_line

OPEN_IN_THE_END = frozenset({"vote_cast", "delivery_made"})
"""Kept from others for a while only: every seat can read them in its records afterwards."""


def context_of(state: GameState, seat: int | None) -> Context:
    """Return what sentences may refer to: for a seat, limits and questions are its own alone."""
    context = of_state(state)
    if seat is None:
        return context
    mind = state.setting.minds[seat]
    mine = state.setting.table.seats[seat].id
    own = {
        spec.id
        for spec in state.setting.scenario.events
        if spec.choice and spec.choice.member == mine
    }
    return replace(
        context,
        limits={line.id: line.text for line in mind.red_lines},
        options={key: name for key, name in context.options.items() if key[0] in own},
    )


def said(state: GameState, event: Any, seat: int | None) -> str | None:
    """Return one sentence on an event as *seat* may know it in the end; None for all or nothing."""
    reader = None if event.kind in OPEN_IN_THE_END else seat
    return event_line(context_of(state, seat), event, reader)
