"""Charts as inline SVG; colours are classes that a style sheet fills in, so print can differ."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from game.charts.canvas import Align
from game.charts.drawing import bars_height, draw
from game.charts.model import BarChart, Chart, Dash, Ink, Point, Shape

WIDE = 0.61
"""Mean width of a letter beside its size, of wide faces too, so that nothing is cut."""
ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
DASHES: dict[Dash, str] = {"solid": "", "dashed": "6 4", "dotted": "1.5 4"}


class SvgCanvas:
    """A canvas that collects SVG elements; every text is escaped."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def width_of(self, text: str, size: float, strong: bool = False) -> float:
        """How wide a line of text is, about."""
        return len(text) * size * (WIDE + 0.03 * strong)

    def line(self, points: Sequence[Point], ink: Ink, width: float, dash: Dash = "solid") -> None:
        """An open line through the points."""
        dashes = f' stroke-dasharray="{DASHES[dash]}"' if DASHES[dash] else ""
        self.parts.append(
            f'<polyline class="s-{ink}" points="{_places(points)}" fill="none" '
            f'stroke-width="{width:g}" stroke-linejoin="round"{dashes}/>'
        )

    def area(
        self, points: Sequence[Point], ink: Ink, look: Literal["full", "faint", "hatch"]
    ) -> None:
        """A filled polygon: in full, as a tint, or hatched."""
        if look == "hatch":
            self._hatch(points, ink)
            return
        faint = ' fill-opacity="0.2"' if look == "faint" else ""
        self.parts.append(f'<polygon class="f-{ink}" points="{_places(points)}"{faint}/>')

    def mark(self, shape: Shape, at: Point, size: float, ink: Ink) -> None:
        """A shape around a point."""
        x, y = at
        r = size / 2
        match shape:
            case "none":
                return
            case "dot":
                said = f'<circle class="f-{ink}" cx="{x:.1f}" cy="{y:.1f}" r="{r:g}"/>'
            case "ring":
                said = (
                    f'<circle class="s-{ink} f-ground" cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" '
                    'stroke-width="1.6"/>'
                )
            case "diamond":
                corners = [(x, y - r * 1.2), (x + r * 1.2, y), (x, y + r * 1.2), (x - r * 1.2, y)]
                said = f'<polygon class="f-{ink}" points="{_places(corners)}"/>'
            case "square":
                corners = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
                said = f'<polygon class="f-{ink}" points="{_places(corners)}"/>'
            case "triangle":
                corners = [(x, y - r), (x + r, y + r), (x - r, y + r)]
                said = f'<polygon class="f-{ink}" points="{_places(corners)}"/>'
        self.parts.append(said)

    def text(
        self,
        text: str,
        at: Point,
        size: float,
        ink: Ink,
        align: Align = "left",
        strong: bool = False,
    ) -> None:
        """One line of text."""
        anchor = "" if align == "left" else f' text-anchor="{ANCHORS[align]}"'
        weight = ' font-weight="600"' if strong else ""
        self.parts.append(
            f'<text class="f-{ink}" x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}"'
            f"{anchor}{weight}>{escape(text)}</text>"
        )

    def _hatch(self, points: Sequence[Point], ink: Ink) -> None:
        """Slanting lines in a rectangle; no pattern, whose id would have to be unique on a page."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        start = left - (bottom - top)
        while start < right:
            low = max(left, start)
            high = min(right, start + bottom - top)
            if high > low:
                ends = [(low, bottom - (low - start)), (high, bottom - (high - start))]
                self.parts.append(
                    f'<polyline class="s-{ink}" points="{_places(ends)}" fill="none" '
                    'stroke-width="1"/>'
                )
            start += 7


def svg(chart: Chart, width: float = 640, height: float | None = None) -> str:
    """Return a chart as one ``<svg>`` element with its title and note as its description."""
    tall = height or (bars_height(chart) if isinstance(chart, BarChart) else 300.0)
    canvas = SvgCanvas()
    draw(chart, canvas, width, tall)
    said = escape(f"{chart.title}. {chart.note}".strip())
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {tall:g}" role="img" aria-label="{said}">'
        f"{''.join(canvas.parts)}</svg>"
    )


def _places(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
