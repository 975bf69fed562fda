"""The headline tracks over the map: figure, change this turn, and trend over the turns."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Row
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.figures import MetricCell
from game.engine.tracks import track_value
from game.engine.view import SeatView
from game.scenario.models.world import TrackSpec
from game.texts.numbers import figure

MOST = 5


def headline_tracks(view: SeatView) -> list[TrackSpec]:
    """The tracks that stand over the map."""
    chosen = [track for track in view.table.tracks if track.headline]
    return (chosen or list(view.table.tracks))[:MOST]


def metrics(
    view: SeatView,
    *,
    compact: bool = False,
    tight: bool = False,
    why: Callable[[str], Answer] | None = None,
) -> Widget:
    """A cell for each headline track; a *tight* one has no trend. *why* is told the track's id."""
    cells: list[Widget] = []
    for number, track in enumerate(headline_tracks(view)):
        cell = _cell(view, track, compact, tight)
        cell.grow = 1
        if why is not None:
            cell.on_press = _asker(why, track.id)
        cell.lines = "right bottom" if number + 1 < MOST else "bottom"
        cells.append(cell)
    return Row(cells, across="stretch", name="Tracks", height=64 if compact else 76)


def _asker(why: Callable[[str], Answer], track: str) -> Callable[[], Answer]:
    return lambda: why(track)


def _cell(view: SeatView, track: TrackSpec, compact: bool, tight: bool) -> MetricCell:
    table, seat = view.table, view.seat
    now = track_value(table, track, view.estimates, seat)
    before = track_value(table, track, view.before, seat)
    past = [track_value(table, track, record.after, seat) for record in view.records]
    first = [track_value(table, track, view.records[0].before, seat)] if view.records else [before]
    decimals = track.decimals
    unit = 10 ** (3 - decimals)
    moved = (now // unit - before // unit) / 10**decimals
    better = None if track.better == "neither" else (moved > 0) == (track.better == "up")
    return MetricCell(
        label=track.name,
        figure=figure(now, decimals),
        amount=moved,
        better=better,
        trend=[*first, *past, now] if view.turn > 1 and not tight else [],
        compact=compact,
        tooltip=track.text,
    )
