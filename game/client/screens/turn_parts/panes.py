"""Panes of a screen: side by side where there is room, else one at a time behind tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.client.layout import Column, Row
from game.client.screen import Answer
from game.client.screens.header import NARROW
from game.client.widget import Widget
from game.client.widgets.choice import Option, Tabs
from game.texts.catalogue import _


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of a screen: its id, its name on a tab, and its tree."""

    id: str
    name: str
    tree: Widget


def panes(
    parts: Sequence[Pane], width: float, chosen: str, choose: Callable[[str], Answer]
) -> Widget:
    """All parts beside each other, or the chosen one under tabs where the window is narrow."""
    if width >= NARROW:
        return Row([part.tree for part in parts], across="stretch", grow=1)
    shown = next((part for part in parts if part.id == chosen), parts[0])
    shown.tree.width = None
    shown.tree.grow = 1
    tabs = Tabs([Option(p.id, p.name) for p in parts], shown.id, choose, name=_("Panes"))
    return Column([Row([tabs], padding=(6, 12), lines="bottom"), shown.tree], grow=1)
