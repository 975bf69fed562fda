"""Rows, columns, grids, flows and stacks: where children go; nothing knows what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.paint import Look, Paint, Painter
from game.client.widget import Widget, least, tall, wish

Padding = float | tuple[float, float] | tuple[float, float, float, float]
Sides = tuple[int, int, int, int]
Children = Sequence[Widget | None]
MeasureWidth = Callable[[Widget, Look], int]

RAISED = {"canvas": "panel", "panel": "card", "card": "control", "control": "rule"}


def _sides(padding: Padding, look: Look) -> Sides:
    if isinstance(padding, tuple):
        if len(padding) == 2:
            top, left = (look.px(value) for value in padding)
            return top, left, top, left
        top, right, bottom, left = (look.px(value) for value in padding)
        return top, right, bottom, left
    every = look.px(padding)
    return every, every, every, every


@dataclass(eq=False, kw_only=True)
class Container(Widget):
    """
    A box with children, ground and edges.

    ``padding`` is one length, (vertical, horizontal) or (top, right, bottom, left); ``lines``
    names sides with a rule; ``bar`` is an accent on the left; a container with ``on_press``
    is a card that shows hover, press, selection and why it is disabled.
    """

    gap: float = 0
    padding: Padding = 0
    fill: Paint | None = None
    edge: Paint | None = None
    radius: float = 0
    bar: Paint | None = None
    lines: str = ""
    selected: bool = False
    dashed: bool = False

    def draw_self(self, p: Painter) -> None:
        fill, edge, dashed = self._ground(self.state(p))
        if fill is not None or edge is not None:
            p.panel(self.rect, fill, edge, radius=self.radius, dashed=dashed)
        if self.bar is not None:
            wide = p.look.px(3)
            p.fill(pygame.Rect(self.rect.x, self.rect.y, wide, self.rect.h), self.bar)
        for side in self.lines.split():
            p.fill(_side_line(self.rect, side), "rule")

    def _ground(self, state: str) -> tuple[Paint | None, Paint | None, bool]:
        if self.on_press is None and not self.show_as:
            return self.fill, self.edge, self.dashed
        ground = self.fill if isinstance(self.fill, str) else "canvas"
        if state == "disabled":
            return None, "edge", True
        if state == "error":
            return "tint.coral", self.edge, self.dashed
        if state == "pressed":
            return RAISED.get(RAISED.get(ground, ""), "control"), "sky", False
        if state == "hover" and not self.selected:
            return RAISED.get(ground, "control"), self.edge, self.dashed
        return self.fill, self.edge, self.dashed


def _side_line(rect: pygame.Rect, side: str) -> pygame.Rect:
    return {
        "top": pygame.Rect(rect.x, rect.y, rect.w, 1),
        "bottom": pygame.Rect(rect.x, rect.bottom - 1, rect.w, 1),
        "left": pygame.Rect(rect.x, rect.y, 1, rect.h),
        "right": pygame.Rect(rect.right - 1, rect.y, 1, rect.h),
    }[side]


def _inner(rect: pygame.Rect, sides: Sides) -> pygame.Rect:
    top, right, bottom, left = sides
    return pygame.Rect(
        rect.x + left, rect.y + top, max(0, rect.w - left - right), max(0, rect.h - top - bottom)
    )


def _aligned(
    child: Widget, look: Look, slot: pygame.Rect, across: str, default: str
) -> pygame.Rect:
    """*slot* reduced to the child's own size across the axis (``x`` or ``y``)."""
    how = child.align or default
    if across == "x":
        wide = slot.w
        if how != "stretch" or child.width is not None or child.max_width is not None:
            limit = look.px(child.max_width) if child.max_width is not None else slot.w
            wanted = wish(child, look) if how != "stretch" or child.width is not None else limit
            wide = min(wanted, slot.w, limit) if child.width is None else wanted
        left = slot.x + _shift(how, slot.w - wide)
        return pygame.Rect(left, slot.y, wide, slot.h)
    high = slot.h
    if how != "stretch" or child.height is not None:
        high = tall(child, look, slot.w)
    return pygame.Rect(slot.x, slot.y + _shift(how, slot.h - high), slot.w, high)


def _shift(how: str, free: int) -> int:
    if how == "end":
        return free
    return free // 2 if how == "center" else 0


def _shared(free: int, weights: Sequence[float], floors: Sequence[int]) -> list[int]:
    """*free* pixels shared by weight, nobody below its floor; sums exactly when it can."""
    sizes = [0] * len(weights)
    open_ones = [i for i, weight in enumerate(weights) if weight > 0]
    left = free
    while open_ones:
        total = sum(weights[i] for i in open_ones)
        low = [i for i in open_ones if left * weights[i] / total < floors[i]]
        if not low:
            break
        for i in low:
            sizes[i] = floors[i]
            left -= floors[i]
            open_ones.remove(i)
    total = sum(weights[i] for i in open_ones)
    for i in open_ones:
        share = round(left * weights[i] / total) if total else 0
        sizes[i] = share
        left -= share
        total -= weights[i]
    return sizes


@dataclass(eq=False)
class RowLayout(Container):
    """Lays its children out as `Row` does; the base of composed widgets."""

    across: str = field(default="center", kw_only=True)

    def natural_width(self, look: Look) -> int:
        return self._around(look) + sum(wish(child, look) for child in self.children)

    def minimum_width(self, look: Look) -> int:
        return self._around(look) + sum(least(child, look) for child in self.children)

    def height_for(self, look: Look, width: int) -> int:
        top, _, bottom, _ = _sides(self.padding, look)
        sizes = self._widths(look, width)
        heights = (tall(c, look, w) for c, w in zip(self.children, sizes, strict=True))
        return top + bottom + max(heights, default=0)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        inner = _inner(rect, _sides(self.padding, look))
        x = inner.x
        for child, wide in zip(self.children, self._widths(look, rect.w), strict=True):
            slot = pygame.Rect(x, inner.y, wide, inner.h)
            child.place(look, _aligned(child, look, slot, "y", self.across))
            x += wide + look.px(self.gap)

    def _around(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        return left + right + look.px(self.gap) * max(0, len(self.children) - 1)

    def _widths(self, look: Look, width: int) -> list[int]:
        free = width - self._around(look)
        wishes = [wish(child, look) for child in self.children]
        floors = [least(child, look) for child in self.children]
        fixed = [
            0 if child.grow > 0 else wished
            for child, wished in zip(self.children, wishes, strict=True)
        ]
        grown = sum(f for c, f in zip(self.children, floors, strict=True) if c.grow > 0)
        over = sum(fixed) + grown - free
        if over > 0:
            fixed = _shrunk(fixed, floors, self.children, over)
        weights = [child.grow for child in self.children]
        if any(weights):
            shares = _shared(free - sum(fixed), weights, floors)
            return [a + b for a, b in zip(fixed, shares, strict=True)]
        return fixed


@dataclass(eq=False)
class Row(RowLayout):
    """Children from left to right, centred in height unless ``across`` says otherwise."""

    items: Children = ()

    def compose(self) -> None:
        self.children = [child for child in self.items if child is not None]


def _shrunk(
    fixed: list[int], floors: list[int], children: Sequence[Widget], over: int
) -> list[int]:
    """Widths of children that do not grow, reduced towards their floors by what is *over*."""
    slack = [
        0 if child.grow > 0 else max(0, size - floor)
        for child, size, floor in zip(children, fixed, floors, strict=True)
    ]
    total = sum(slack)
    if not total:
        return fixed
    give = min(over, total)
    shrunk = []
    for size, loose in zip(fixed, slack, strict=True):
        part = -(-give * loose // total) if total else 0
        part = min(part, loose, give)
        give -= part
        total -= loose
        shrunk.append(size - part)
    return shrunk


@dataclass(eq=False)
class ColumnLayout(Container):
    """Lays its children out as `Column` does; the base of composed widgets."""

    across: str = field(default="stretch", kw_only=True)

    def natural_width(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        return left + right + max((wish(child, look) for child in self.children), default=0)

    def minimum_width(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        return left + right + max((least(child, look) for child in self.children), default=0)

    def height_for(self, look: Look, width: int) -> int:
        top, right, bottom, left = _sides(self.padding, look)
        inner = max(0, width - left - right)
        gaps = look.px(self.gap) * max(0, len(self.children) - 1)
        return top + bottom + gaps + sum(self._heights(look, inner))

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        inner = _inner(rect, _sides(self.padding, look))
        heights = self._heights(look, inner.w)
        weights = [child.grow for child in self.children]
        gap = look.px(self.gap)
        if any(weights):
            rest = sum(h for h, w in zip(heights, weights, strict=True) if not w)
            free = inner.h - rest - gap * (len(heights) - 1)
            shares = _shared(free, weights, heights)
            heights = [s if w else h for h, s, w in zip(heights, shares, weights, strict=True)]
        y = inner.y
        for child, high in zip(self.children, heights, strict=True):
            slot = pygame.Rect(inner.x, y, inner.w, high)
            child.place(look, _aligned(child, look, slot, "x", self.across))
            y += high + gap

    def _heights(self, look: Look, inner: int) -> list[int]:
        return [tall(child, look, self._child_width(child, look, inner)) for child in self.children]

    def _child_width(self, child: Widget, look: Look, inner: int) -> int:
        slot = pygame.Rect(0, 0, inner, 0)
        return _aligned(child, look, slot, "x", self.across).w


@dataclass(eq=False)
class Column(ColumnLayout):
    """Children from top to bottom, as wide as the column unless ``across`` says otherwise."""

    items: Children = ()

    def compose(self) -> None:
        self.children = [child for child in self.items if child is not None]


@dataclass(eq=False)
class FlowLayout(Container):
    """Lays its children out as `Flow` does; the base of composed widgets."""

    line_gap: float | None = field(default=None, kw_only=True)

    def natural_width(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        gaps = look.px(self.gap) * max(0, len(self.children) - 1)
        return left + right + gaps + sum(wish(child, look) for child in self.children)

    def minimum_width(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        return left + right + max((least(child, look) for child in self.children), default=0)

    def height_for(self, look: Look, width: int) -> int:
        top, right, bottom, left = _sides(self.padding, look)
        lines = self._lines(look, max(0, width - left - right))
        gaps = self._line_gap(look) * max(0, len(lines) - 1)
        return top + bottom + gaps + sum(self._line_height(line, look) for line in lines)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        inner = _inner(rect, _sides(self.padding, look))
        y = inner.y
        for line in self._lines(look, inner.w):
            x, high = inner.x, self._line_height(line, look)
            for child, wide in line:
                slot = pygame.Rect(x, y, wide, high)
                child.place(look, _aligned(child, look, slot, "y", "center"))
                x += wide + look.px(self.gap)
            y += high + self._line_gap(look)

    def _line_gap(self, look: Look) -> int:
        return look.px(self.gap if self.line_gap is None else self.line_gap)

    def _lines(self, look: Look, inner: int) -> list[list[tuple[Widget, int]]]:
        lines: list[list[tuple[Widget, int]]] = []
        end = 0
        for child in self.children:
            wide = max(least(child, look), min(wish(child, look), inner))
            if not lines or end + look.px(self.gap) + wide > inner:
                lines.append([])
                end = wide
            else:
                end += look.px(self.gap) + wide
            lines[-1].append((child, wide))
        return lines

    def _line_height(self, line: Sequence[tuple[Widget, int]], look: Look) -> int:
        return max(tall(child, look, wide) for child, wide in line)


@dataclass(eq=False)
class Flow(FlowLayout):
    """Children from left to right in as many lines as they need."""

    items: Children = ()

    def compose(self) -> None:
        self.children = [child for child in self.items if child is not None]


@dataclass(eq=False)
class Grid(Container):
    """
    Rows of cells in columns; None leaves a cell empty.

    ``columns`` gives each column ``"auto"`` (its widest cell), a share of what is left such as
    ``"1fr"``, or a logical width. ``rules`` draws a line under each row, ``tinted`` fills columns.
    """

    cells: Sequence[Sequence[Widget | None]]
    columns: Sequence[str | float] = field(kw_only=True)
    line_gap: float = field(default=0, kw_only=True)
    row_height: float = field(default=0, kw_only=True)
    rules: bool = field(default=False, kw_only=True)
    tinted: Mapping[int, Paint] = field(default_factory=dict, kw_only=True)
    across: str = field(default="stretch", kw_only=True)

    def compose(self) -> None:
        self.children = [cell for row in self.cells for cell in row if cell is not None]
        self._bounds: list[pygame.Rect] = []
        self._column_spans: list[tuple[int, int]] = []

    def natural_width(self, look: Look) -> int:
        return self._around(look) + sum(self._basis(look, wish))

    def minimum_width(self, look: Look) -> int:
        return self._around(look) + sum(self._basis(look, least))

    def height_for(self, look: Look, width: int) -> int:
        top, _, bottom, _ = _sides(self.padding, look)
        widths = self._widths(look, width)
        gaps = look.px(self.line_gap) * max(0, len(self.cells) - 1)
        return top + bottom + gaps + sum(self._row(row, look, widths) for row in self.cells)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        inner = _inner(rect, _sides(self.padding, look))
        widths = self._widths(look, rect.w)
        self._bounds.clear()
        y = inner.y
        for row in self.cells:
            high = self._row(row, look, widths)
            self._place_row(row, look, widths, pygame.Rect(inner.x, y, inner.w, high))
            y += high + look.px(self.line_gap)

    def draw_self(self, p: Painter) -> None:
        super().draw_self(p)
        for column, paint in self.tinted.items():
            if column < len(self._column_spans) and self._bounds:
                x, wide = self._column_spans[column]
                top, bottom = self._bounds[0].top, self._bounds[-1].bottom
                p.panel(pygame.Rect(x, top, wide, bottom - top), paint, radius=6)
        if self.rules:
            for bounds in self._bounds:
                p.fill(pygame.Rect(bounds.x, bounds.bottom - 1, bounds.w, 1), "rule")

    def _place_row(
        self, row: Sequence[Widget | None], look: Look, widths: Sequence[int], bounds: pygame.Rect
    ) -> None:
        x = bounds.x
        spans = []
        for cell, wide in zip(row, widths, strict=False):
            spans.append((x, wide))
            if cell is not None:
                slot = pygame.Rect(x, bounds.y, wide, bounds.h)
                slot = _aligned(cell, look, slot, "x", self.across)
                high = min(bounds.h, tall(cell, look, slot.w))
                cell.place(
                    look, pygame.Rect(slot.x, bounds.y + (bounds.h - high) // 2, slot.w, high)
                )
            x += wide + look.px(self.gap)
        self._bounds.append(bounds)
        self._column_spans = spans

    def _around(self, look: Look) -> int:
        _, right, _, left = _sides(self.padding, look)
        return left + right + look.px(self.gap) * max(0, len(self.columns) - 1)

    def _row(self, row: Sequence[Widget | None], look: Look, widths: Sequence[int]) -> int:
        heights = (
            tall(cell, look, wide)
            for cell, wide in zip(row, widths, strict=False)
            if cell is not None
        )
        return max(max(heights, default=0), look.px(self.row_height))

    def _basis(self, look: Look, measure: MeasureWidth) -> list[int]:
        sizes = []
        for index, column in enumerate(self.columns):
            if isinstance(column, str):
                cells = (row[index] for row in self.cells if index < len(row))
                sizes.append(max((measure(c, look) for c in cells if c is not None), default=0))
            else:
                sizes.append(look.px(column))
        return sizes

    def _widths(self, look: Look, width: int) -> list[int]:
        free = width - self._around(look)
        wishes, floors = self._basis(look, wish), self._basis(look, least)
        weights = [_fraction(column) for column in self.columns]
        fixed = [0 if w else size for size, w in zip(wishes, weights, strict=True)]
        grown = sum(floor for floor, w in zip(floors, weights, strict=True) if w)
        over = sum(fixed) + grown - free
        if over > 0:
            stand_ins = [Widget(grow=weight) for weight in weights]
            fixed = _shrunk(fixed, floors, stand_ins, over)
        shares = _shared(free - sum(fixed), weights, floors)
        return [a + b for a, b in zip(fixed, shares, strict=True)]


def _fraction(column: str | float) -> float:
    if isinstance(column, str) and column.endswith("fr"):
        return float(column[:-2])
    return 0.0


@dataclass(eq=False)
class Stack(Container):
    """Children over each other in the same place; `Anchor` puts one at a corner."""

    LAYERED: ClassVar[bool] = True
    items: Children = ()

    def compose(self) -> None:
        self.children = [child for child in self.items if child is not None]

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        inner = _inner(rect, _sides(self.padding, look))
        for child in self.children:
            child.place(look, inner)


@dataclass(eq=False)
class Anchor(Widget):
    """
    One child of its natural size at a place of a `Stack`.

    ``where`` is made of top, center, bottom and left, center, right, such as ``"bottom left"``;
    ``at`` instead centres the child over a point in pixels from the stack's corner.
    """

    LAYERED: ClassVar[bool] = True
    child: Widget
    where: str = "top left"
    margin: float = field(default=0, kw_only=True)
    at: tuple[int, int] | None = field(default=None, kw_only=True)

    def compose(self) -> None:
        self.children = [self.child]

    def natural_width(self, look: Look) -> int:
        return wish(self.child, look) + 2 * look.px(self.margin)

    def minimum_width(self, look: Look) -> int:
        return least(self.child, look) + 2 * look.px(self.margin)

    def height_for(self, look: Look, width: int) -> int:
        return tall(self.child, look, width) + 2 * look.px(self.margin)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        margin = look.px(self.margin)
        wide = min(wish(self.child, look), max(0, rect.w - 2 * margin))
        high = tall(self.child, look, wide)
        spot = pygame.Rect(0, 0, wide, high)
        vertical, _, horizontal = self.where.partition(" ")
        if self.at is not None:
            spot.center = (rect.x + self.at[0], rect.y + self.at[1])
            spot.clamp_ip(rect)
        else:
            free_x, free_y = rect.w - 2 * margin - wide, rect.h - 2 * margin - high
            share = {"top": 0, "left": 0, "center": 1, "": 1, "bottom": 2, "right": 2}
            spot.x = rect.x + margin + free_x * share[horizontal] // 2
            spot.y = rect.y + margin + free_y * share[vertical] // 2
        self.rect = spot
        self.child.place(look, spot)


@dataclass(eq=False)
class Space(Widget):
    """Nothing, of a logical size; ``Space(grow=1)`` pushes its neighbours apart."""

    size: float = 0

    def natural_width(self, look: Look) -> int:
        return look.px(self.size)

    def minimum_width(self, look: Look) -> int:
        return look.px(self.size)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size)


@dataclass(eq=False)
class Divider(Widget):
    """A thin rule; ``upright`` between the children of a row."""

    ROLE: ClassVar[str] = "separator"
    upright: bool = field(default=False, kw_only=True)

    def natural_width(self, look: Look) -> int:
        return 1

    def height_for(self, look: Look, width: int) -> int:
        return 1

    def draw_self(self, p: Painter) -> None:
        p.fill(self.rect, "rule")
