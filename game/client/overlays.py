"""What lies over a screen: the ring of focus, tooltips and passing messages."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.layout import Column
from game.client.paint import Painter
from game.client.widget import Widget
from game.client.widgets.basic import Label


@dataclass(slots=True)
class Message:
    """A toast and the moment it goes away."""

    text: str
    tone: str
    until: float


def draw_ring(p: Painter, widget: Widget) -> None:
    """The ring of focus: 2 px of sky with a gap of 3 around the widget."""
    gap, wide = p.look.space("focus_gap"), p.look.space("focus_ring")
    outside = 2 * (gap + wide)
    radius = float(getattr(widget, "radius", 6) or 4)
    p.panel(
        widget.rect.inflate(outside, outside),
        None,
        "sky",
        radius=radius + 5,
        edge_width=2,
    )


def tooltip_widget(text: str) -> Widget:
    """A tooltip's tree."""
    return Column(
        [Label(text, "small", "high")],
        role="tooltip",
        name=text,
        padding=(8, 12),
        fill="control",
        edge="edge",
        radius=6,
    )


def toast_widget(text: str, tone: str) -> Widget:
    """A passing message's tree."""
    return Column(
        [Label(text, "strong", "high")],
        role="status",
        name=text,
        padding=(12, 20),
        fill=f"tint.{tone}",
        edge=tone,
        radius=6,
    )
