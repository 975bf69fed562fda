"""What a chart shows: lines, steps, ranges, bars and points with a frontier; nothing is drawn here.

Colour never stands alone: a series has an ink and a dash or a shape, and is named at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ink = Literal["high", "text", "low", "rule", "you", "accent", "good", "bad"]
"""What a colour means; surfaces choose the colour. ``you`` is the reader's seat."""
Dash = Literal["solid", "dashed", "dotted"]
Shape = Literal["dot", "ring", "diamond", "square", "triangle", "none"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """
    An axis: its label, its bounds (None: from the figures), and ticks of (value, text).

    Without ticks it gets some at round figures.
    """

    label: str = ""
    low: float | None = None
    high: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """
    Points joined by a line, by steps that hold until the next point, or not at all.

    *strong* is drawn thicker and above the others; *label* is written at the last point, the name
    where it is None.
    """

    name: str
    points: tuple[Point, ...]
    ink: Ink = "text"
    dash: Dash = "solid"
    shape: Shape = "none"
    joined: Literal["line", "steps", "no"] = "line"
    strong: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A band from low to high: points of (x, low, high)."""

    name: str
    points: tuple[tuple[float, float, float], ...]
    ink: Ink = "accent"


@dataclass(frozen=True, slots=True)
class Mark:
    """A single point with its words."""

    x: float
    y: float
    label: str
    shape: Shape = "diamond"
    ink: Ink = "high"


@dataclass(frozen=True, slots=True)
class Bar:
    """
    A bar from 0 to *value*, with a tick at another figure to compare it with, and two notes.

    *figure* is the value in words, *note* what is said behind it.
    """

    name: str
    value: float
    figure: str
    tick: float | None = None
    note: str = ""
    ink: Ink = "text"


@dataclass(frozen=True, slots=True)
class LineChart:
    """Series and ranges over the same axes."""

    title: str
    note: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    ranges: tuple[Range, ...] = ()
    marks: tuple[Mark, ...] = ()
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars, one a row; *tick* says what the ticks stand for."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    tick: str = ""
    high: float | None = None
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """
    Points on a plane: a cloud, the frontier of the best, a path of what was reached, and marks.

    What lies below *least* (x, y) is hatched; *worse* says what that means.
    """

    title: str
    note: str
    x: Axis
    y: Axis
    cloud: tuple[Point, ...] = ()
    frontier: Series | None = None
    path: Series | None = None
    marks: tuple[Mark, ...] = ()
    least: Point | None = None
    worse: str = ""
    kind: Literal["scatter"] = "scatter"


Chart = LineChart | BarChart | ScatterChart


def rows_of(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """Return what a chart shows as a table, its head first, for readers who do not see it."""
    if isinstance(chart, BarChart):
        rows = [(b.name, b.figure, _number(b.tick), b.note) for b in chart.bars]
        return (("", chart.title, chart.tick, ""), *rows)
    if isinstance(chart, ScatterChart):
        named = [s for s in (chart.frontier, chart.path) if s is not None]
        rows = [(s.name, _number(x), _number(y), "") for s in named for x, y in s.points]
        marks = [(m.label, _number(m.x), _number(m.y), "") for m in chart.marks]
        return (("", chart.x.label, chart.y.label, ""), *rows, *marks)
    places = sorted({x for s in chart.series for x, _ in s.points})
    words = dict(chart.x.ticks)
    head = ("", *(words.get(x, _number(x)) for x in places))
    body = []
    for series in chart.series:
        known = dict(series.points)
        body.append((series.name, *(_number(known.get(x)) for x in places)))
    return (head, *body)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
