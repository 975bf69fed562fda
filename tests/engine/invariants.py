"""What must hold at every moment of every game, as functions that tests call."""

from __future__ import annotations

from game.engine.apply import apply
from game.engine.events import Changed
from game.engine.ledger import summed
from game.engine.state import GameState
from game.engine.view import view
from tests.fixtures import Step


def adds_up(step: Step) -> None:
    """Quantities moved by the entries of ``Changed`` events, and by nothing else."""
    state = step.before
    for event in step.events:
        after = apply(state, event)
        if isinstance(event, Changed):
            assert after.values == summed(state.values, event.entries), event
            assert all(entry.amount for entry in event.entries), "an entry of nothing"
            assert all(entry.turn == state.turn for entry in event.entries)
        else:
            assert after.values == state.values, f"{event.kind} moved a quantity"
        state = after
    assert state == step.after, "the events do not lead to the state that was returned"


def within_bounds(state: GameState) -> None:
    """Every quantity lies within its bounds; what they cut off is an entry."""
    layout = state.setting.table.layout
    for key, value, (low, high) in zip(layout.keys, state.values, layout.bounds, strict=True):
        assert low <= value <= high, f"{key} is {value}, outside {low} to {high}"


def ledger_continues(state: GameState) -> None:
    """The state's ledger leads from each turn's beginning to its end, and to the next one."""
    now = state.records[0].before if state.records else state.before
    for record in state.records:
        assert record.before == now
        assert summed(record.before, record.entries) == record.after
        now = record.after
    if not state.records or state.records[-1].turn < state.turn:
        assert state.before == now
        assert summed(state.before, state.entries) == state.values


def seat_ledgers_continue(state: GameState) -> None:
    """Every seat's ledger leads from its first estimate to its last one, turn by turn."""
    for seat in state.setting.table.members:
        seen = view(state, seat)
        assert summed(seen.before, seen.entries) == seen.estimates
        earlier = None
        for record in seen.records:
            assert earlier is None or record.before == earlier
            assert summed(record.before, record.entries) == record.after
            earlier = record.after
        if earlier is None or state.records[-1].turn == state.turn:
            continue
        assert seen.before == earlier
