"""Small notes and the frames of larger ones: chips, key hints, legends, warnings, callouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import ColumnLayout, Container, FlowLayout, Row, RowLayout
from game.client.paint import Look, Paint, Painter
from game.client.shapes import STANCE_WORDS
from game.client.text import Span, Text, plain
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label, Mark
from game.client.widgets.controls import hint_width

TONES = ("brass", "sky", "teal", "coral", "violet")


@dataclass(eq=False)
class Chip(Widget):
    """A tag: tinted in one of the tones, ``edge`` for an outline, ``control`` for a plain fill."""

    ROLE: ClassVar[str] = "tag"
    text: str
    tone: str = "edge"
    icon: str = ""

    def compose(self) -> None:
        self.name = self.name or self.text

    def natural_width(self, look: Look) -> int:
        icon = look.px(15) + look.px(6) if self.icon else 0
        return look.text.width(self.text, "strong/13") + icon + 2 * look.px(8)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(24)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        super().place(look, rect)
        self.text_cut = "cut" if self.natural_width(look) > rect.w else ""

    def draw_self(self, p: Painter) -> None:
        tinted = self.tone in TONES
        fill = f"tint.{self.tone}" if tinted else "control" if self.tone == "control" else None
        p.panel(self.rect, fill, "edge" if self.tone == "edge" else None, radius=4)
        ink = self.tone if tinted else "text"
        x = self.rect.x + p.look.px(8)
        if self.icon:
            p.icon(self.icon, (x + p.look.px(15) // 2, self.rect.centery), 15, ink)
            x += p.look.px(15) + p.look.px(6)
        words = pygame.Rect(x, self.rect.y, self.rect.right - x, self.rect.h)
        p.text(self.text, words, "strong/13", ink)


@dataclass(eq=False)
class KeyHint(Widget):
    """A key in its frame, with what it does beside it."""

    ROLE: ClassVar[str] = "keyhint"
    keys: str
    text: str = ""

    def compose(self) -> None:
        self.name = self.name or f"{self.keys} {self.text}".strip()

    def natural_width(self, look: Look) -> int:
        words = look.px(8) + look.text.width(self.text, "small") if self.text else 0
        return hint_width(self.keys, look) + words

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(24)

    def draw_self(self, p: Painter) -> None:
        wide, high = hint_width(self.keys, p.look), p.look.px(22)
        frame = pygame.Rect(self.rect.x, self.rect.centery - high // 2, wide, high)
        p.panel(frame, None, "edge", radius=4)
        p.text(self.keys, frame, "code/13", "text", "center")
        if self.text:
            words = pygame.Rect(frame.right + p.look.px(8), self.rect.y, self.rect.w, self.rect.h)
            p.text(self.text, words, "small", "text")


@dataclass(eq=False)
class Swatch(Widget):
    """A piece of ground and edge for a legend: a zone, a kind of segment."""

    ROLE: ClassVar[str] = "image"
    fill: Paint | None = None
    edge: Paint | None = None
    dashed: bool = False
    hatched: bool = False
    size: tuple[float, float] = (22, 14)

    def natural_width(self, look: Look) -> int:
        return look.px(self.size[0])

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size[1])

    def draw_self(self, p: Painter) -> None:
        high = p.look.px(self.size[1])
        spot = pygame.Rect(self.rect.x, self.rect.centery - high // 2, self.rect.w, high)
        if self.hatched:
            p.hatch(spot.inflate(-4, -4), p.look.mixed("canvas", self.edge or "edge", 0.5), 5)
        p.panel(spot, self.fill, self.edge, radius=3, dashed=self.dashed)


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a mark by name, or a swatch, and its words."""

    text: str
    mark: str = ""
    colour: str | None = None
    swatch: Swatch | None = None


@dataclass(eq=False)
class Legend(FlowLayout):
    """What marks and colours mean."""

    ROLE: ClassVar[str] = "legend"
    keys: Sequence[Key] = ()

    def compose(self) -> None:
        self.name = self.name or "Legend"
        self.gap = self.gap or 20
        self.line_gap = 4 if self.line_gap is None else self.line_gap
        for key in self.keys:
            sign: Widget = key.swatch or Mark(key.mark, 16, key.colour)
            self.children.append(
                Row([sign, Label(key.text, "small", wrap=False)], gap=8, min_height=24)
            )


@dataclass(eq=False)
class StateLine(RowLayout):
    """A mark, its word, and perhaps more; for stances, votes and deliveries."""

    ROLE: ClassVar[str] = "stance"
    mark: str = ""
    text: str = ""
    style: str = "strong/14"
    colour: str = "high"

    def compose(self) -> None:
        self.name = self.name or self.text
        self.gap = self.gap or 8
        self.children = [Mark(self.mark, 18), Label(self.text, self.style, self.colour)]


def stance_line(stance: str, *, style: str = "strong/14", word: str = "") -> StateLine:
    """A stance by its mark and word; ``undecided`` is told in a lower colour."""
    colour = "text" if stance in ("undecided", "silent") else "high"
    return StateLine(mark=stance, text=word or STANCE_WORDS[stance], style=style, colour=colour)


@dataclass(eq=False)
class WarningStrip(Container):
    """A broken rule in one line, with what can be done at its right end."""

    ROLE: ClassVar[str] = "alert"
    strong: str
    text: str = ""
    actions: Sequence[Widget] = ()
    icon: str = field(default="octagon-alert", kw_only=True)
    tone: str = field(default="coral", kw_only=True)

    def compose(self) -> None:
        self.name = self.name or f"{self.strong} {self.text}".strip()
        self.fill, self.bar, self.radius = f"tint.{self.tone}", self.tone, 4
        words = [Span(self.strong + " ", "section/15", self.tone), Span(self.text)]
        row = Row(
            [Icon(self.icon, 20, self.tone), Label(words, grow=1), *self.actions],
            gap=12,
            padding=(4, 6, 4, 18),
            min_height=44,
        )
        self.children = [row]


@dataclass(eq=False)
class Callout(ColumnLayout):
    """
    A note with a title: on a map with an edge, elsewhere tinted with a bar.

    ``tone`` tints it; without one it is a panel with an edge.
    """

    ROLE: ClassVar[str] = "note"
    title: str = ""
    text: Text = ""
    more: Sequence[Widget] = ()
    icon: str = field(default="", kw_only=True)
    tone: str = field(default="", kw_only=True)
    icon_tone: str = field(default="coral", kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.title
        self.value = self.value or plain(self.text)
        self.padding, self.gap, self.radius = self.padding or (12, 16), 4, 6
        if self.tone:
            self.fill, self.bar = f"tint.{self.tone}", self.tone
        else:
            self.fill, self.edge = self.fill or "panel", self.edge or "edge"
        icon = Icon(self.icon, 18, self.tone or self.icon_tone) if self.icon else None
        head = Row([icon, Label(self.title, "strong", "high", grow=1)], gap=10)
        body = Label(self.text, "small") if self.text else None
        self.children = [w for w in (head, body, *self.more) if w is not None]
