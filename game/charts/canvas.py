"""The surface that charts are drawn on: five strokes that SVG, pygame or a printer can make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from game.charts.model import Dash, Ink, Point, Shape

Align = Literal["left", "centre", "right"]


class Canvas(Protocol):
    """
    A surface; lengths and places are logical units from its left top corner, y runs downwards.
    """

    def width_of(self, text: str, size: float, strong: bool = False) -> float:
        """How wide a line of text is."""

    def line(self, points: Sequence[Point], ink: Ink, width: float, dash: Dash = "solid") -> None:
        """An open line through the points."""

    def area(
        self, points: Sequence[Point], ink: Ink, look: Literal["full", "faint", "hatch"]
    ) -> None:
        """A filled polygon: in full, as a tint, or hatched."""

    def mark(self, shape: Shape, at: Point, size: float, ink: Ink) -> None:
        """A shape around a point."""

    def text(
        self,
        text: str,
        at: Point,
        size: float,
        ink: Ink,
        align: Align = "left",
        strong: bool = False,
    ) -> None:
        """One line of text; *at* is its left, middle or right end on the base line."""
