"""Tracks: the number that each shows, and the entries that explain its change and add up to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.engine.ledger import Entry
from game.engine.quantities import COUNTS, OF_MEMBER
from game.engine.table import Table
from game.scenario.models.world import TrackSpec

ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Line:
    """
    What one rule and cause did to a track: *amount* in thousandths of the track's unit, and the
    entries behind it. The line ``rounding`` has none: it is what a mean leaves over.
    """

    rule: str
    cause: str
    amount: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TrackLedger:
    """A track's way from *start* to *end*, thousandths; the lines' amounts add up to it exactly."""

    start: int
    end: int
    lines: tuple[Line, ...]


def track_places(table: Table, track: TrackSpec, seat: int) -> tuple[int, ...]:
    """
    Return the places of the quantities that a track shows to a seat.

    Who has no seat (the chair, −1) is shown all members' quantities where a seat sees its own.
    """
    layout = table.layout
    if track.quantity == "own":
        return (layout.places[f"own/{track.id}"],)
    prefix = f"{track.quantity}/"
    places = tuple(
        place
        for place, key in enumerate(layout.keys)
        if key == track.quantity or key.startswith(prefix)
    )
    if track.of == "seat" and seat >= 0 and track.quantity in (*OF_MEMBER, "trust"):
        return tuple(place for place in places if layout.owner(place) == table.seats[seat].id)
    return places


def track_value(table: Table, values: tuple[int, ...], track: TrackSpec, seat: int) -> int:
    """Return what a track shows to a seat, thousandths; *values* are a state's or an estimate."""
    places = track_places(table, track, seat)
    return _shown(sum(values[place] for place in places), _divisor(track, places))


def track_ledger(
    table: Table,
    track: TrackSpec,
    seat: int,
    before: tuple[int, ...],
    after: tuple[int, ...],
    entries: Iterable[Entry],
) -> TrackLedger:
    """
    Return why a track went from *before* to *after*: one line for each rule and cause, in order.

    *entries* are those of the same ledger (the state's, a view's or a record's), which add up to
    the change of every quantity; the lines add up to the change of the track.
    """
    places = track_places(table, track, seat)
    wanted = frozenset(places)
    divisor = _divisor(track, places)
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.place in wanted:
            groups.setdefault((entry.rule, entry.cause), []).append(entry)
    lines = [
        Line(rule, cause, _shown(sum(e.amount for e in group), divisor), tuple(group))
        for (rule, cause), group in groups.items()
    ]
    start = _shown(sum(before[place] for place in places), divisor)
    end = _shown(sum(after[place] for place in places), divisor)
    rest = end - start - sum(line.amount for line in lines)
    if rest:
        lines.append(Line(ROUNDING, ROUNDING, rest, ()))
    return TrackLedger(start, end, tuple(line for line in lines if line.amount or line.entries))


def _divisor(track: TrackSpec, places: tuple[int, ...]) -> int:
    """By how much a sum over places is divided: counts and sums stand, all else is a mean."""
    if track.of == "sum" or (track.of == "group" and track.quantity in COUNTS):
        return 1
    return max(1, len(places))


def _shown(total: int, divisor: int) -> int:
    """Divide, rounding halves away from zero, so that a change and its opposite are alike."""
    size = (2 * abs(total) + divisor) // (2 * divisor)
    return -size if total < 0 else size
