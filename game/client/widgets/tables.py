"""Tables of rows and columns whose cells are widgets; arrows go from cell to cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from game.client.layout import Column, Grid, Row
from game.client.paint import Paint
from game.client.text import Span
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label


@dataclass(eq=False)
class TableGrid(Grid):
    """
    A grid with a rule under each row, as one region of focus.

    The first of ``cells`` is the head. ``columns`` as of `Grid`; ``tinted`` fills columns.
    """

    ROLE: ClassVar[str] = "table"
    cells: Sequence[Sequence[Widget | None]] = ()
    columns: Sequence[str | float] = field(default=(), kw_only=True)
    rules: bool = field(default=True, kw_only=True)
    row_height: float = field(default=38, kw_only=True)
    tinted: Mapping[int, Paint] = field(default_factory=dict, kw_only=True)

    def compose(self) -> None:
        super().compose()
        self.name = self.name or "Table"
        self.value = f"{len(self.cells)} rows, {len(self.columns)} columns"
        self.region = True


def row_head(text: str, icon: str = "") -> Widget:
    """The head of a row: an icon and its words."""
    sign = Icon(icon, 18) if icon else None
    return Row([sign, Label(text, "strong/14", "high", grow=1)], gap=10, min_height=38)


def member_head(name: str, flag: str, *, you: bool = False) -> Widget:
    """The head of a member's column: its flag over its name."""
    words = Label(name, "strong/13", "brass" if you else "high", text_align="center", wrap=False)
    return Column([Flag(flag, 30), words], gap=4, across="center", padding=(6, 4))


def number_cell(text: str, *, change: str = "", asked: bool = False, quiet: bool = False) -> Widget:
    """An amount; in brass where you ask for it, with its difference from the agreement."""
    ink = "brass" if asked else "low" if quiet else "high"
    spans = [Span(text, "figure/18", ink)]
    if change:
        spans.append(Span(f" {change}", "caption", "low"))
    return Label(spans, "figure/18", ink, text_align="center", wrap=False, leading=1.2)
