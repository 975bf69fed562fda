"""Draws a chart on a canvas: frames, ticks, series, and labels that keep clear of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.charts.canvas import Canvas
from game.charts.model import (
    Axis,
    BarChart,
    Chart,
    Ink,
    LineChart,
    Mark,
    Point,
    Range,
    ScatterChart,
    Series,
)

SMALL = 13.0
LINE = 17.0
"""Height of a line of small text."""
STEPS = (1.0, 2.0, 5.0, 10.0)
LABEL_SHARE = 0.3
"""Most of a chart's width that names at the ends of lines may take."""


@dataclass(frozen=True, slots=True)
class Box:
    """The inside of a chart's frame and the figures at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    low: Point
    high: Point

    def at(self, x: float, y: float) -> Point:
        """The place of a pair of figures."""
        wide = (self.high[0] - self.low[0]) or 1.0
        tall = (self.high[1] - self.low[1]) or 1.0
        return (
            self.left + (x - self.low[0]) / wide * (self.right - self.left),
            self.bottom - (y - self.low[1]) / tall * (self.bottom - self.top),
        )


def draw(chart: Chart, canvas: Canvas, width: float, height: float) -> None:
    """Draw a chart without its title and note, which belong to the text around it."""
    if isinstance(chart, BarChart):
        _bars(chart, canvas, width, height)
    elif isinstance(chart, ScatterChart):
        _scatter(chart, canvas, width, height)
    else:
        _lines(chart, canvas, width, height)


def bars_height(chart: BarChart) -> float:
    """The height at which a bar chart has room for each of its rows."""
    return max(1, len(chart.bars)) * 28.0 + (LINE + 6 if chart.tick else 0)


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return at most *most* + 1 round figures from *low* to *high*."""
    span = high - low
    if span <= 0:
        return (low,)
    size = 1.0
    while size * 10 * most < span:
        size *= 10
    while size * most > span:
        size /= 10
    step = next((size * s for s in STEPS if size * s * most >= span), size * 10)
    first = int(low // step) * step
    found = [first + n * step for n in range(most + 3)]
    return tuple(round(x, 9) for x in found if low - step * 1e-6 <= x <= high + step * 1e-6)


# ------------------------------------------------------------------------------------- lines


def _lines(chart: LineChart, canvas: Canvas, width: float, height: float) -> None:
    names = [_said(s) for s in chart.series]
    room = min(
        width * LABEL_SHARE,
        max((canvas.width_of(name, SMALL) for name in names), default=0.0) + 14,
    )
    xs = [x for s in chart.series for x, _ in s.points] + [
        p[0] for r in chart.ranges for p in r.points
    ]
    ys = [y for s in chart.series for _, y in s.points]
    ys += [y for r in chart.ranges for p in r.points for y in p[1:]]
    box = _box(chart.x, chart.y, xs, ys, canvas, width - room, height)
    _frame(chart.x, chart.y, box, canvas)
    for band in chart.ranges:
        _range(band, box, canvas)
    for series in sorted(chart.series, key=lambda s: s.strong):
        _series(series, box, canvas)
    _marks(chart.marks, box, canvas)
    _end_labels(chart.series, box, canvas, width)


def _series(series: Series, box: Box, canvas: Canvas) -> None:
    points = [box.at(x, y) for x, y in series.points]
    if not points:
        return
    line = _stepped(points) if series.joined == "steps" else points
    if series.joined != "no" and len(points) > 1:
        canvas.line(line, series.ink, 2.2 if series.strong else 1.4, series.dash)
    if series.shape != "none":
        for point in points:
            canvas.mark(series.shape, point, 8 if series.strong else 6, series.ink)
    elif len(points) == 1:
        canvas.mark("dot", points[0], 6, series.ink)


def _stepped(points: Sequence[Point]) -> list[Point]:
    found = [points[0]]
    for (_, before), (x, y) in pairwise(points):
        found += [(x, before), (x, y)]
    return found


def _range(band: Range, box: Box, canvas: Canvas) -> None:
    upper = [box.at(x, high) for x, _, high in band.points]
    lower = [box.at(x, low) for x, low, _ in reversed(band.points)]
    canvas.area([*upper, *lower], band.ink, "faint")


def _end_labels(series: Sequence[Series], box: Box, canvas: Canvas, width: float) -> None:
    """Names beside the ends of their lines, pushed apart until none covers another."""
    ends = [(box.at(*s.points[-1]), s) for s in series if s.points and _said(s)]
    ends.sort(key=lambda row: (row[0][1], row[0][0]))
    places = spread([y for (_, y), _ in ends], LINE, box.top, box.bottom)
    for ((x, y), one), place in zip(ends, places, strict=True):
        start = box.right + 12
        if abs(place - y) > 3 or x < box.right - 1:
            canvas.line([(x + 4, y), (start - 3, place)], "rule", 1.0)
        canvas.text(
            _fitted(_said(one), canvas, width - start),
            (start, place + 4),
            SMALL,
            one.ink if one.ink != "rule" else "low",
            strong=one.strong,
        )


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """
    Return places near those *wanted* (ascending) that are at least *gap* apart, within bounds.

    Where there is no room for all, they stand evenly.
    """
    if not wanted:
        return ()
    if gap * (len(wanted) - 1) > high - low:
        step = (high - low) / max(1, len(wanted) - 1)
        return tuple(low + n * step for n in range(len(wanted)))
    places = list(wanted)
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + gap)
    over = places[-1] - high
    if over > 0:
        places[-1] -= over
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - gap)
    return tuple(max(low, place) for place in places)


# -------------------------------------------------------------------------------------- bars


def _bars(chart: BarChart, canvas: Canvas, width: float, height: float) -> None:
    count = max(1, len(chart.bars))
    foot = LINE + 6 if chart.tick else 0
    row = (height - foot) / count
    names = min(
        width * LABEL_SHARE,
        max((canvas.width_of(b.name, SMALL) for b in chart.bars), default=0.0) + 12,
    )
    figures = max((canvas.width_of(b.figure, SMALL, True) for b in chart.bars), default=0.0) + 12
    notes = max((canvas.width_of(b.note, SMALL) for b in chart.bars), default=0.0)
    notes = notes + 12 if notes else 0.0
    room = max(20.0, width - names - figures - notes)
    most = chart.high or max((max(b.value, b.tick or 0) for b in chart.bars), default=0.0) or 1.0
    thick = min(10.0, row * 0.45)
    for n, bar in enumerate(chart.bars):
        middle = row * (n + 0.5)
        canvas.text(
            _fitted(bar.name, canvas, names - 8),
            (0, middle + 4),
            SMALL,
            "you" if bar.ink == "you" else "text",
            strong=bar.ink == "you",
        )
        _rectangle(canvas, names, middle - thick / 2, room, thick, "rule")
        part = room * min(1.0, max(0.0, bar.value / most))
        _rectangle(canvas, names, middle - thick / 2, part, thick, bar.ink)
        if bar.tick is not None:
            x = names + room * min(1.0, max(0.0, bar.tick / most))
            canvas.line([(x, middle - thick), (x, middle + thick)], "high", 2.0)
        end = names + room + figures
        canvas.text(bar.figure, (end - 2, middle + 4), SMALL, "high", "right", strong=True)
        if bar.note:
            canvas.text(bar.note, (end + 10, middle + 4), SMALL, "low")
    if chart.tick:
        base = height - 6
        canvas.line([(names + 3, base - 11), (names + 3, base + 3)], "high", 2.0)
        canvas.text(chart.tick, (names + 12, base), SMALL, "low")


def _rectangle(canvas: Canvas, x: float, y: float, wide: float, tall: float, ink: Ink) -> None:
    if wide > 0:
        corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
        canvas.area(corners, ink, "full")


# ----------------------------------------------------------------------------------- scatter


def _scatter(chart: ScatterChart, canvas: Canvas, width: float, height: float) -> None:
    named = [s for s in (chart.frontier, chart.path) if s is not None]
    points = [*chart.cloud, *(p for s in named for p in s.points)]
    points += [(m.x, m.y) for m in chart.marks]
    if chart.least is not None:
        points.append(chart.least)
    box = _box(
        chart.x, chart.y, [x for x, _ in points], [y for _, y in points], canvas, width - 16, height
    )
    if chart.least is not None:
        _hatched(chart.least, box, canvas)
    _frame(chart.x, chart.y, box, canvas)
    for point in chart.cloud:
        canvas.mark("dot", box.at(*point), 4, "low")
    for series in named:
        _series(series, box, canvas)
    taken: list[Area] = []
    if chart.frontier is not None and chart.frontier.points:
        x, y = box.at(*chart.frontier.points[0])
        said = _said(chart.frontier)
        wide = canvas.width_of(said, SMALL)
        left = min(max(box.left + 2, x - wide / 2), box.right - wide)
        base = y - 12 if y - 12 - SMALL > box.top - LINE else y + LINE + 6
        canvas.text(said, (left, base), SMALL, "good")
        taken.append((left, base - SMALL, left + wide, base + 4))
    _marks(chart.marks, box, canvas, taken)


def _hatched(least: Point, box: Box, canvas: Canvas) -> None:
    x, y = box.at(*least)
    x, y = max(box.left, min(box.right, x)), max(box.top, min(box.bottom, y))
    if x > box.left:
        canvas.area(
            [(box.left, box.top), (x, box.top), (x, box.bottom), (box.left, box.bottom)],
            "rule",
            "hatch",
        )
    if y < box.bottom:
        canvas.area(
            [(x, y), (box.right, y), (box.right, box.bottom), (x, box.bottom)], "rule", "hatch"
        )


# ------------------------------------------------------------------------------------ frames


def _box(
    x: Axis,
    y: Axis,
    xs: Sequence[float],
    ys: Sequence[float],
    canvas: Canvas,
    width: float,
    height: float,
) -> Box:
    low_x, high_x = _bounds(x, xs, room=0.0)
    low_y, high_y = _bounds(y, ys, room=0.06)
    ticks = y.ticks or tuple((t, f"{t:g}") for t in round_ticks(low_y, high_y))
    left = max((canvas.width_of(text, SMALL) for _, text in ticks), default=0.0) + 10
    top = LINE + 12 if y.label else 8.0
    bottom = height - LINE - 4 - (LINE if x.label else 0)
    return Box(left, top, max(left + 20, width), bottom, (low_x, low_y), (high_x, high_y))


def _bounds(axis: Axis, found: Iterable[float], room: float) -> tuple[float, float]:
    figures = list(found) or [0.0, 1.0]
    low = axis.low if axis.low is not None else min(figures)
    high = axis.high if axis.high is not None else max(figures)
    if high <= low:
        return low - 1, low + 1
    span = high - low
    return (
        low if axis.low is not None else low - room * span,
        high if axis.high is not None else high + room * span,
    )


def _frame(x: Axis, y: Axis, box: Box, canvas: Canvas) -> None:
    for value, text in y.ticks or tuple(
        (t, f"{t:g}") for t in round_ticks(box.low[1], box.high[1])
    ):
        _, place = box.at(box.low[0], value)
        if box.top - 1 <= place <= box.bottom + 1:
            canvas.line([(box.left, place), (box.right, place)], "rule", 1.0)
            canvas.text(text, (box.left - 6, place + 4), SMALL, "low", "right")
    canvas.line([(box.left, box.bottom), (box.right, box.bottom)], "low", 1.0)
    last = -1e9
    for value, text in x.ticks or tuple(
        (t, f"{t:g}") for t in round_ticks(box.low[0], box.high[0])
    ):
        place, _ = box.at(value, box.low[1])
        half = canvas.width_of(text, SMALL) / 2
        if place - half > last + 6:
            canvas.text(text, (place, box.bottom + LINE), SMALL, "low", "centre")
            last = place + half
    if x.label:
        canvas.text(
            x.label, ((box.left + box.right) / 2, box.bottom + 2 * LINE), SMALL, "low", "centre"
        )
    if y.label:
        canvas.text(y.label, (0, SMALL), SMALL, "low")


def _marks(
    marks: Sequence[Mark], box: Box, canvas: Canvas, taken: list[Area] | None = None
) -> None:
    """Marks with their words beside them, where those cover neither marks nor other words."""
    places = [box.at(mark.x, mark.y) for mark in marks]
    busy: list[Area] = [*(taken or []), *((x - 5, y - 5, x + 5, y + 5) for x, y in places)]
    for mark, (x, y) in zip(marks, places, strict=True):
        canvas.mark(mark.shape, (x, y), 9, mark.ink)
    for mark, (x, y) in zip(marks, places, strict=True):
        if not mark.label:
            continue
        wide = canvas.width_of(mark.label, SMALL, True)
        left, base = _free_place(x, y, wide, box, busy)
        busy.append((left, base - SMALL, left + wide, base + 4))
        if abs(base - 5 - y) > LINE:
            middle = left if left > x else left + wide if left + wide < x else x
            canvas.line([(x, y), (middle, base - 4)], "rule", 1.0)
        canvas.text(mark.label, (left, base), SMALL, mark.ink, strong=True)


Area = tuple[float, float, float, float]


def _free_place(x: float, y: float, wide: float, box: Box, busy: Sequence[Area]) -> Point:
    """Left end and base line of a word near a place: beside it, or further up or down."""
    most = max(box.left, box.right - wide)
    sides = (min(x + 9, most), max(box.left, x - 9 - wide))
    for step in range(12):
        for down in (step, -step):
            base = y + 5 + down * LINE * 0.75
            if not box.top + SMALL - LINE <= base <= box.bottom - 3:
                continue
            for left in sides:
                area = (left, base - SMALL, left + wide, base + 4)
                if not any(_overlap(area, other) for other in busy):
                    return left, base
    return sides[0], min(max(y + 5, box.top + SMALL), box.bottom - 3)


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _said(series: Series) -> str:
    return series.name if series.label is None else series.label


def _fitted(text: str, canvas: Canvas, room: float) -> str:
    """The text, cut with an ellipsis where it does not fit."""
    if canvas.width_of(text, SMALL) <= room:
        return text
    while text and canvas.width_of(text + "…", SMALL) > room:
        text = text[:-1]
    return text + "…"
