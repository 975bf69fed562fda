"""Charts on the client's surface: strokes as one picture, words by the typesetter."""

from __future__ import annotations

import re

import pygame

from game.charts.canvas import Align
from game.charts.drawing import bars_height, draw
from game.charts.model import BarChart, Chart, Ink, Point
from game.charts.svg import SvgCanvas
from game.client.layout import Column
from game.client.paint import Look, Painter
from game.client.theme import css
from game.client.widget import Widget
from game.client.widgets.basic import Drawing, Label

INKS: dict[str, str] = {
    "high": "high",
    "text": "text",
    "low": "low",
    "rule": "rule",
    "you": "brass",
    "accent": "sky",
    "good": "teal",
    "bad": "coral",
}
"""The theme's colour for each ink."""
HIGH = 210.0
_CLASSES = re.compile(r'class="([a-z -]+)"( fill="none")?')
Words = tuple[str, Point, float, Ink, Align, bool]


class PaintCanvas(SvgCanvas):
    """Collects strokes as SVG without style sheets, and words to be set in the client's faces."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words: list[Words] = []

    def width_of(self, text: str, size: float, strong: bool = False) -> float:
        """How wide a line of text is."""
        return self._look.text.width(text, _style(size, strong)) / self._look.scale

    def text(
        self,
        text: str,
        at: Point,
        size: float,
        ink: Ink,
        align: Align = "left",
        strong: bool = False,
    ) -> None:
        """One line of text, drawn above all strokes."""
        self._words.append((text, at, size, ink, align, strong))

    def show(self, p: Painter, rect: pygame.Rect, ground: str) -> None:
        """Draw what was collected into a rectangle whose ground has that colour."""
        scale = self._look.scale
        body = _CLASSES.sub(lambda found: self._inked(found, ground), "".join(self.parts))
        source = (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {rect.w / scale:g} {rect.h / scale:g}">{body}</svg>'
        )
        p.surface.blit(self._look.raster.svg(source, rect.size), rect)
        for text, (x, y), size, ink, align, strong in self._words:
            if not text:
                continue
            style = _style(size, strong)
            picture = self._look.text.render(text, style, self._look.colour(INKS[ink]))
            shift = {"left": 0, "centre": picture.get_width() // 2, "right": picture.get_width()}
            left = rect.x + round(x * scale) - shift[align]
            top = rect.y + round(y * scale) - self._look.text.font(style).get_ascent()
            p.surface.blit(picture, (left, top))

    def _inked(self, found: re.Match[str], ground: str) -> str:
        said = []
        for name in found[1].split():
            kind, _, ink = name.partition("-")
            colour = css(self._look.colour(INKS.get(ink, ground)))
            said.append(f'{"stroke" if kind == "s" else "fill"}="{colour}"')
        return " ".join(said) + (found[2] or "")


def chart_figure(chart: Chart, ground: str = "canvas", grow: float = 1) -> Widget:
    """A chart under its title and note; its drawing takes the width it is given."""
    high = max(HIGH, bars_height(chart)) if isinstance(chart, BarChart) else HIGH

    def paint(p: Painter, rect: pygame.Rect) -> None:
        canvas = PaintCanvas(p.look)
        draw(chart, canvas, rect.w / p.look.scale, rect.h / p.look.scale)
        canvas.show(p, rect, ground)

    return Column(
        [
            Label(chart.title, "section", "high"),
            Label(chart.note, "caption", "low"),
            Drawing(paint, (280, high), name=chart.title, value=chart.note),
        ],
        gap=6,
        grow=grow,
        role="figure",
        name=chart.title,
    )


def _style(size: float, strong: bool) -> str:
    return f"{'strong' if strong else 'small'}/{size:g}"
