"""What a track shows, and why it changed, to the last thousandth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.ledger import Entry, summed
from game.engine.tracks import ROUNDING, track_ledger, track_places, track_value
from game.engine.view import view
from game.scenario.models.world import TrackSpec
from tests.texts.played import a_game


def _track(quantity: str, of: str) -> TrackSpec:
    return TrackSpec.model_validate(
        {"id": "t", "name": "T", "text": "t", "quantity": quantity, "of": of, "better": "up"}
    )


@pytest.mark.parametrize("number", range(16))
@pytest.mark.parametrize("seat", [0, 5])
def test_the_lines_of_every_track_add_up_in_every_turn(number: int, seat: int) -> None:
    """In a seat's records, and in the state's own, the lines lead from start to end exactly."""
    play = a_game()
    table = play.table
    track = table.tracks[number]
    records = [*view(play.state, seat).records, *play.state.records]
    assert len(records) == 4
    for record in records:
        told = track_ledger(table, track, record.before, record.after, record.entries, seat)
        assert told.start + sum(line.amount for line in told.lines) == told.end
        assert told.start == track_value(table, track, record.before, seat)
        assert told.end == track_value(table, track, record.after, seat)
        rounding = [line for line in told.lines if line.rule == ROUNDING]
        assert all(abs(line.amount) <= len(told.lines) for line in rounding)


def test_a_mean_splits_each_entry_and_leaves_the_rest_to_a_line() -> None:
    """Seven thousandths over 56 pairs round to nothing, and are found in the line of rounding."""
    table = a_game().table
    track = _track("trust", "mean")
    places = track_places(table, track, 0)
    count = len(places)
    assert count == 56
    before = tuple(50_000 for _ in table.layout.keys)
    entries = (
        Entry(1, "a", "x", places[0], 56_00),
        Entry(1, "a", "x", places[1], 28),
        Entry(1, "b", "y", places[2], 27),
        Entry(1, "c", "z", table.layout.places["cohesion"], 900),
    )
    told = track_ledger(table, track, before, summed(before, entries), entries)
    assert (told.start, told.end) == (50_000, 50_101)
    assert [(line.rule, line.cause, line.amount) for line in told.lines] == [
        ("a", "x", 101),
        ("b", "y", 0),
    ]
    assert told.lines[0].entries == entries[:2]


@given(st.lists(st.tuples(st.integers(0, 55), st.sampled_from("abc"), st.integers(-9999, 9999))))
def test_any_entries_of_a_mean_add_up(drawn: list[tuple[int, str, int]]) -> None:
    """Whatever moves the quantities, the lines lead from the first value to the last."""
    table = a_game().table
    track = _track("trust", "mean")
    places = track_places(table, track, 0)
    entries = tuple(Entry(1, rule, "c", places[n], amount) for n, rule, amount in drawn)
    before = a_game().state.before
    told = track_ledger(table, track, before, summed(before, entries), entries)
    assert told.start + sum(line.amount for line in told.lines) == told.end


def test_what_a_track_shows() -> None:
    """A sum, a mean, one number and a seat's own are worked out from the right quantities."""
    play = a_game()
    table, values = play.table, play.state.values
    keys = table.layout.keys

    def of(prefix: str) -> list[int]:
        return [v for k, v in zip(keys, values, strict=True) if k.startswith(prefix)]

    assert track_value(table, _track("activity", "sum"), values, 0) == sum(of("activity/"))
    assert track_value(table, _track("legitimacy", "group"), values, 0) == of("legitimacy")[0]
    assert track_value(table, _track("support", "seat"), values, 2) == of("support/france")[0]
    trust = of("trust/france/")
    own = track_value(table, _track("trust", "seat"), values, 2)
    assert abs(own * len(trust) - sum(trust)) <= len(trust) / 2
    support = of("support/")
    for seat, kind in ((0, "mean"), (-1, "seat"), (None, "seat")):
        mean = track_value(table, _track("support", kind), values, seat)
        assert abs(mean * 8 - sum(support)) <= 4
