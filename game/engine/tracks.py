"""Tracks: what each shows of the quantities behind it, and the entries that explain its change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.engine.ledger import Entry
from game.engine.quantities import COUNTS, Layout
from game.engine.sums import added
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


def track_places(table: Table, track: TrackSpec, seat: int | None = None) -> tuple[int, ...]:
    """
    Return the places of the quantities that a track shows.

    *seat* is whose number it is where the track shows a seat's own; without one (None, or the
    chair's −1) they are those of all members.
    """
    seated = seat is not None and seat >= 0 and track.of == "seat"
    member = table.seats[seat].id if seated and seat is not None else None
    return _places(table.layout, track.quantity, track.id, member)


def track_value(
    table: Table, track: TrackSpec, values: Sequence[int], seat: int | None = None
) -> int:
    """
    Return a track's value in thousandths, from all quantities or a seat's estimates of them.

    *seat* is whose number it is where the track shows a seat's own; without one it is the mean.
    """
    places = track_places(table, track, seat)
    return _shown(added(values[place] for place in places), _divisor(track, places))


def track_ledger(
    table: Table,
    track: TrackSpec,
    before: Sequence[int],
    after: Sequence[int],
    entries: Iterable[Entry],
    seat: int | None = None,
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
        Line(rule, cause, _shown(added(e.amount for e in group), divisor), tuple(group))
        for (rule, cause), group in groups.items()
    ]
    start = _shown(added(before[place] for place in places), divisor)
    end = _shown(added(after[place] for place in places), divisor)
    rest = end - start - added(line.amount for line in lines)
    if rest:
        lines.append(Line(ROUNDING, ROUNDING, rest, ()))
    return TrackLedger(start, end, tuple(lines))


def _divisor(track: TrackSpec, places: tuple[int, ...]) -> int:
    """By how much a sum over places is divided: counts and sums stand, all else is a mean."""
    if track.of == "sum" or (track.of == "group" and track.quantity in COUNTS):
        return 1
    return max(1, len(places))


def _shown(total: int, divisor: int) -> int:
    """Divide, rounding halves away from zero, so that a change and its opposite are alike."""
    size = (2 * abs(total) + divisor) // (2 * divisor)
    return -size if total < 0 else size


@lru_cache(maxsize=1024)
def _places(layout: Layout, quantity: str, track: str, member: str | None) -> tuple[int, ...]:
    found = []
    for place, key in enumerate(layout.keys):
        kind, *of = key.split("/")
        mine = not of or member is None or of[0] == member
        if kind == quantity and mine and (kind != "own" or of == [track]):
            found.append(place)
    return tuple(found)
