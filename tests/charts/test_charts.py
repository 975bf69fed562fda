"""One chart model, drawn on any canvas: nothing outside the frame, names apart, texts escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charts.canvas import Align
from game.charts.drawing import bars_height, draw, round_ticks, spread
from game.charts.model import (
    Axis,
    Bar,
    BarChart,
    Chart,
    Dash,
    Ink,
    LineChart,
    Mark,
    Point,
    Range,
    ScatterChart,
    Series,
    Shape,
    rows_of,
)
from game.charts.svg import svg

WIDE, TALL = 600.0, 300.0


class Recorder:
    """A canvas that remembers what was drawn where."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.texts: list[tuple[str, Point, float]] = []
        self.lines: list[tuple[tuple[Point, ...], Dash]] = []
        self.looks: list[str] = []

    def width_of(self, text: str, size: float, strong: bool = False) -> float:
        """Half the size a letter."""
        return len(text) * size / 2

    def line(self, points: Sequence[Point], ink: Ink, width: float, dash: Dash = "solid") -> None:
        """Remember a line."""
        self.points += points
        self.lines.append((tuple(points), dash))

    def area(
        self, points: Sequence[Point], ink: Ink, look: Literal["full", "faint", "hatch"]
    ) -> None:
        """Remember an area."""
        self.points += points
        self.looks.append(look)

    def mark(self, shape: Shape, at: Point, size: float, ink: Ink) -> None:
        """Remember a mark."""
        self.points.append(at)

    def text(
        self,
        text: str,
        at: Point,
        size: float,
        ink: Ink,
        align: Align = "left",
        strong: bool = False,
    ) -> None:
        """Remember a text with its left end."""
        wide = self.width_of(text, size)
        left = at[0] - {"left": 0, "centre": wide / 2, "right": wide}[align]
        self.texts.append((text, (left, at[1]), wide))


LINES = LineChart(
    "Trust",
    "A note",
    Axis(ticks=((0.0, "T0"), (1.0, "T1"), (2.0, "T2"))),
    Axis("points"),
    (
        Series("Alba", ((0, 10), (1, 20), (2, 30)), strong=True, shape="dot"),
        Series("Brava", ((0, 12), (1, 22), (2, 30.1)), dash="dashed"),
        Series("Corso", ((0, 5), (1, 5), (2, 29.9)), joined="steps", dash="dotted"),
    ),
    (Range("Known", ((0, 8, 14), (1, 15, 26), (2, 20, 40))),),
)
BARS = BarChart(
    "Burden",
    "",
    (Bar("Alba", 0.6, "60%", 0.5, "+10", "you"), Bar("Brava", 0.4, "40%", 0.3)),
    "share of means",
)
SCATTER = ScatterChart(
    "Deals",
    "",
    Axis("you"),
    Axis("others"),
    cloud=((1, 2), (3, 4), (-1, 2)),
    frontier=Series("Best possible", ((1, 9), (5, 7), (9, 1)), "good"),
    marks=(Mark(3, 3, "T1"),),
    least=(0, 0),
)


@pytest.mark.parametrize("chart", [LINES, BARS, SCATTER], ids=lambda c: str(c.kind))
def test_nothing_is_drawn_outside_the_frame(chart: Chart) -> None:
    """Lines, areas, marks and texts stay within width and height."""
    canvas = Recorder()
    draw(chart, canvas, WIDE, TALL)
    assert canvas.points
    for x, y in canvas.points:
        assert -1 <= x <= WIDE + 1
        assert -1 <= y <= TALL + 1
    for text, (x, y), wide in canvas.texts:
        assert x >= -1, text
        assert x + wide <= WIDE + 1, text
        assert 0 <= y <= TALL + 1, text


def test_names_at_the_ends_of_lines_do_not_cover_one_another() -> None:
    """Three lines that end at the same height have their names apart."""
    canvas = Recorder()
    draw(LINES, canvas, WIDE, TALL)
    names = [at[1] for text, at, _wide in canvas.texts if text in ("Alba", "Brava", "Corso")]
    assert len(names) == 3
    names.sort()
    assert all(b - a >= 16 for a, b in pairwise(names))


def test_words_of_marks_in_one_place_stand_apart() -> None:
    """Five marks that nearly cover one another can still be read."""
    marks = tuple(Mark(5 + n / 100, 5, f"Table {n}") for n in range(5))
    canvas = Recorder()
    draw(ScatterChart("t", "", Axis(high=10.0), Axis(high=10.0), marks=marks), canvas, WIDE, TALL)
    boxes = [(x, y - 13, x + wide, y) for text, (x, y), wide in canvas.texts if "Table" in text]
    assert len(boxes) == 5
    for n, one in enumerate(boxes):
        for other in boxes[:n]:
            apart = (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )
            assert apart, (one, other)


def test_steps_hold_until_the_next_point() -> None:
    """A stepped series goes sideways first, then up or down."""
    canvas = Recorder()
    draw(LINES, canvas, WIDE, TALL)
    (stepped,) = [points for points, dash in canvas.lines if dash == "dotted"]
    assert len(stepped) == 5
    for (x, y), (x_, y_) in pairwise(stepped):
        assert x == x_ or y == y_


def test_series_are_told_apart_without_colour() -> None:
    """Each has a dash of its own or a name at its end; what is worse than nothing is hatched."""
    canvas = Recorder()
    draw(LINES, canvas, WIDE, TALL)
    assert {dash for points, dash in canvas.lines if len(points) > 2} == {
        "solid",
        "dashed",
        "dotted",
    }
    scatter = Recorder()
    draw(SCATTER, scatter, WIDE, TALL)
    assert scatter.looks.count("hatch") == 2


@pytest.mark.parametrize("chart", [LINES, BARS, SCATTER], ids=lambda c: str(c.kind))
def test_the_svg_is_well_formed_and_says_what_it_shows(chart: Chart) -> None:
    """It parses as XML, has a role and a description, and takes colours from classes alone."""
    text = svg(chart)
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert chart.title in (root.get("aria-label") or "")
    assert not re.search(r'(fill|stroke)="(#|rgb)', text)


def test_texts_in_the_svg_are_escaped() -> None:
    """A name with a tag in it stays a text."""
    hurt = BarChart('<b>"&', "", (Bar("<script>", 1, "1"),))
    root = ElementTree.fromstring(svg(hurt))
    assert {child.tag for child in root} <= {"text", "polygon", "polyline"}
    assert root.get("aria-label") == '<b>"&.'


@given(
    st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=1, max_size=12),
    st.sampled_from(["line", "steps", "no"]),
)
@settings(max_examples=60, deadline=None)
def test_any_figures_can_be_drawn(
    points: list[Point], joined: Literal["line", "steps", "no"]
) -> None:
    """One point, equal points, negative and huge ones: the drawing stays in its frame."""
    series = Series("A", tuple(sorted(points)), joined=joined)
    canvas = Recorder()
    draw(LineChart("t", "", Axis(), Axis(), (series,)), canvas, WIDE, TALL)
    for x, y in canvas.points:
        assert -2 <= x <= WIDE + 2
        assert -2 <= y <= TALL + 2


def test_a_chart_without_figures_is_an_empty_frame() -> None:
    """Nothing to show is no error."""
    empty: tuple[Chart, ...] = (
        LineChart("t", "", Axis(), Axis(), ()),
        BarChart("t", "", ()),
        ScatterChart("t", "", Axis(), Axis()),
    )
    for chart in empty:
        assert svg(chart).startswith("<svg")


@given(st.lists(st.floats(0, 100), max_size=9).map(sorted), st.floats(1, 20))
def test_places_are_spread_within_their_bounds(wanted: list[float], gap: float) -> None:
    """In order, inside, and apart by the gap wherever there is room."""
    found = spread(wanted, gap, 0, 100)
    assert len(found) == len(wanted)
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in found)
    if gap * (len(wanted) - 1) <= 100:
        assert all(b - a >= gap - 1e-6 for a, b in pairwise(found))


@given(st.floats(-1e5, 1e5), st.floats(0.1, 1e5))
def test_ticks_are_few_round_and_inside(low: float, span: float) -> None:
    """Two to seven of them, at even steps, within the bounds."""
    ticks = round_ticks(low, low + span)
    assert 1 <= len(ticks) <= 8
    assert all(low - 1e-3 <= tick <= low + span + 1e-3 for tick in ticks)


def test_a_chart_reads_as_a_table() -> None:
    """For readers who do not see it: a head, and a row for each series or bar."""
    assert rows_of(LINES)[0] == ("", "T0", "T1", "T2")
    assert rows_of(LINES)[1] == ("Alba", "10", "20", "30")
    assert rows_of(BARS)[1] == ("Alba", "60%", "0.5", "+10")
    assert ("T1", "3", "3", "") in rows_of(SCATTER)
    assert bars_height(BARS) > 50
