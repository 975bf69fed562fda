"""Leaves that only show: text, icons, marks, flags, bars of progress, and drawings of a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.paint import Look, Paint, Painter
from game.client.shapes import SPREAD
from game.client.text import Line, Text, plain
from game.client.widget import Widget

TIGHT = 1.2


@dataclass(eq=False)
class Label(Widget):
    """
    Text in one style and colour, or `Span`s of several; wraps unless told not to.

    With ``ellipsis`` it may be shortened to ``max_lines`` (then ``text_cut`` is ``ellipsis`` and
    the whole text is its tooltip); otherwise what does not fit is a problem, ``text_cut`` ``cut``.
    """

    ROLE: ClassVar[str] = "label"
    text: Text
    style: str = "body"
    colour: str = "text"
    text_align: str = field(default="left", kw_only=True)
    wrap: bool = field(default=True, kw_only=True)
    max_lines: int | None = field(default=None, kw_only=True)
    ellipsis: bool = field(default=False, kw_only=True)
    leading: float | None = field(default=None, kw_only=True)
    top: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or plain(self.text)
        self._lines: list[Line] = []

    def natural_width(self, look: Look) -> int:
        return look.text.natural_width(self.text, self.style)

    def minimum_width(self, look: Look) -> int:
        if self.ellipsis:
            return min(self.natural_width(look), look.px(48))
        if self.wrap:
            return look.text.longest_word(self.text, self.style)
        return self.natural_width(look)

    def height_for(self, look: Look, width: int) -> int:
        count = len(look.text.wrap(self.text, self.style, self.colour, self._limit(width)))
        if self.max_lines is not None:
            count = min(count, self.max_lines)
        return count * self._line(look)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        lines = look.text.wrap(self.text, self.style, self.colour, self._limit(rect.w))
        room = self.max_lines or max(1, rect.h // max(1, self._line(look)))
        self.text_cut = ""
        if self.ellipsis:
            self._lines = self._shortened(look, lines, room)
        else:
            self._lines = lines
            too_wide = any(line.width > rect.w for line in lines)
            if too_wide or len(lines) > room or len(lines) * self._line(look) > rect.h + 2:
                self.text_cut = "cut"

    def draw_self(self, p: Painter) -> None:
        line_height = self._line(p.look)
        font = p.look.text.font(self.style)
        lead = (line_height - font.get_height()) // 2 + font.get_ascent()
        top = self.rect.y
        if not self.top:
            top += max(0, (self.rect.h - line_height * len(self._lines)) // 2)
        for index, line in enumerate(self._lines):
            free = self.rect.w - line.width
            x = self.rect.x + {"left": 0, "center": free // 2, "right": free}[self.text_align]
            p.runs(line, (x, top + index * line_height + lead))

    def help_text(self) -> str:
        if self.text_cut == "ellipsis" and not self.tooltip:
            return plain(self.text)
        return super().help_text()

    def _shortened(self, look: Look, lines: list[Line], room: int) -> list[Line]:
        kept = list(lines[:room])
        for index, line in enumerate(kept):
            last = index == room - 1 and len(lines) > room
            if line.width > self.rect.w or last:
                self.text_cut = "ellipsis"
                kept[index] = look.text.ellipsise(line, self.rect.w, self.style, self.colour)
        return kept

    def _limit(self, width: int) -> int | None:
        return width if self.wrap else None

    def _line(self, look: Look) -> int:
        leading = self.leading
        if leading is None and self.style.partition("/")[0] in ("display", "title"):
            leading = TIGHT
        return look.text.line_height(self.style, leading)


@dataclass(eq=False)
class Icon(Widget):
    """A Lucide icon; give it a name where no word stands beside it."""

    ROLE: ClassVar[str] = "image"
    icon: str
    size: float = 20
    colour: Paint = "low"

    def natural_width(self, look: Look) -> int:
        return look.px(self.size)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size)

    def draw_self(self, p: Painter) -> None:
        p.icon(self.icon, self.rect.center, self.size, self.colour)


@dataclass(eq=False)
class Mark(Widget):
    """A mark of `game.client.shapes`: a stance, a triangle, a map mark."""

    ROLE: ClassVar[str] = "image"
    kind: str
    size: float = 18
    colour: Paint | None = None
    heading: float = field(default=0, kw_only=True)

    def natural_width(self, look: Look) -> int:
        return look.px(self.size * SPREAD.get(self.kind, 1))

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size)

    def draw_self(self, p: Painter) -> None:
        p.mark(self.kind, self.rect.center, self.size, self.colour, self.heading)


@dataclass(eq=False)
class Flag(Widget):
    """A member's flag by its code, 4:3, *wide* logical pixels."""

    ROLE: ClassVar[str] = "image"
    code: str
    wide: float = 32

    def natural_width(self, look: Look) -> int:
        return look.px(self.wide)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return round(look.px(self.wide) * 3 / 4)

    def draw_self(self, p: Painter) -> None:
        wide = p.look.px(self.wide)
        spot = pygame.Rect(0, 0, wide, round(wide * 3 / 4))
        spot.center = self.rect.center
        p.flag(self.code, spot)


@dataclass(eq=False)
class Emblem(Widget):
    """The mark of Demarche."""

    ROLE: ClassVar[str] = "image"
    size: float = 32

    def natural_width(self, look: Look) -> int:
        return look.px(self.size)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size)

    def draw_self(self, p: Painter) -> None:
        look = p.look
        picture = look.raster.emblem(look.px(self.size), look.colour("high"), look.colour("brass"))
        p.surface.blit(picture, picture.get_rect(center=self.rect.center))


@dataclass(eq=False)
class Drawing(Widget):
    """A picture that a function draws, such as a chart; it gets the painter and its rectangle."""

    ROLE: ClassVar[str] = "image"
    paint: Callable[[Painter, pygame.Rect], None]
    size: tuple[float, float] = (120, 80)

    def natural_width(self, look: Look) -> int:
        return look.px(self.size[0])

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size[1])

    def draw_self(self, p: Painter) -> None:
        with p.clipped(self.rect):
            self.paint(p, self.rect)


@dataclass(eq=False)
class ProgressStrip(Widget):
    """How far a long work is, 0-1; what it is stands beside it and is its name."""

    ROLE: ClassVar[str] = "progressbar"
    share: float
    text: str = ""

    def compose(self) -> None:
        self.name = self.name or self.text or "Progress"
        self.value = f"{round(100 * self.share)}%"

    def natural_width(self, look: Look) -> int:
        return max(look.px(160), look.text.width(self.text, "caption"))

    def minimum_width(self, look: Look) -> int:
        return max(look.px(48), look.text.width(self.text, "caption"))

    def height_for(self, look: Look, width: int) -> int:
        return look.px(6) + (look.text.line_height("caption") + look.px(4) if self.text else 0)

    def draw_self(self, p: Painter) -> None:
        high = p.look.px(6)
        bar = pygame.Rect(self.rect.x, self.rect.bottom - high, self.rect.w, high)
        p.bar(bar, self.share, "sky")
        if self.text:
            above = pygame.Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - high)
            p.text(self.text, above, "caption", "low")
