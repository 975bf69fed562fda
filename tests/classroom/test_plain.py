"""Views as plain data: a guest without a scenario file gets the very same view back."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from game.classroom.patch import difference, patched
from game.classroom.plain import (
    PlainError,
    ViewReader,
    ViewWriter,
    events_of,
    json_plain,
    plain_events,
    plain_json,
    plain_table,
    table_of,
)
from game.engine.table import Table
from game.engine.view import view
from tests.fixtures import Step, play_random, small_game


def test_views_come_through_whole() -> None:
    """Through a random game, patched documents give each seat and the chair equal views."""
    start = small_game(5, preset="long")
    table = table_of(json_plain(plain_json(plain_table(start.setting.table))))
    seats = (-1, *start.setting.table.members)
    writers = {seat: ViewWriter() for seat in seats}
    readers = {seat: ViewReader(table) for seat in seats}
    last: dict[int, Any] = {}
    far: dict[int, Any] = {}
    steps = 0

    def watch(step: Step) -> None:
        nonlocal steps
        steps += 1
        if steps % 5:
            return
        for seat in seats:
            seen = view(step.after, seat)
            plain = writers[seat].plain(seen)
            if seat in last:
                patch = difference(last[seat], plain)
                if patch is not None:
                    far[seat] = patched(far[seat], json_plain(plain_json(patch)))
            else:
                far[seat] = json_plain(plain_json(plain))
            last[seat] = plain
            assert replace(readers[seat].view(far[seat]), table=seen.table) == seen

    play_random(start, 5, watch=watch, turns=3)
    assert steps > 40


def test_tables_come_through_whole() -> None:
    """All of a table is the same on the other side, its rules bound to the same functions."""
    table = small_game().setting.table
    far = table_of(json_plain(plain_json(plain_table(table))))
    for field in fields(Table):
        if field.name != "rules":
            assert getattr(far, field.name) == getattr(table, field.name), field.name
    pairs = list(zip(far.rules, table.rules, strict=True))
    assert pairs
    assert all(a.rule is b.rule and a.parameters == b.parameters for a, b in pairs)


def test_events_come_through_whole() -> None:
    """What is told of events is the same on the other side."""
    told = []
    play_random(small_game(2), 2, watch=lambda step: told.append(step.events), turns=2)
    for events in told:
        assert events_of(json_plain(plain_json(plain_events(events)))) == events


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"seat": 9}, "no seat 9"),
        ({"turn": "one"}, "turn"),
        ({"estimates": [1, None]}, "estimates"),
        ({"mind": {}}, "mind"),
    ],
)
def test_a_strange_view_is_refused(change: dict[str, Any], complaint: str) -> None:
    """A host that shows nonsense is told apart by place, not by a failure somewhere in a screen."""
    state = small_game()
    plain = ViewWriter().plain(view(state, 0))
    with pytest.raises(PlainError, match=complaint):
        ViewReader(state.setting.table).view(plain | change)
    del plain["drafts"]
    with pytest.raises(PlainError, match="drafts"):
        ViewReader(state.setting.table).view(plain)


def test_an_unknown_rule_is_refused() -> None:
    """A host with other rules says so in a sentence."""
    plain = plain_table(small_game().setting.table)
    with pytest.raises(PlainError, match="update"):
        table_of(plain | {"rules": [["telepathy", {}]]})
