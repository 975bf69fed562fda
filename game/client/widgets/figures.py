"""Numbers that can be seen: changes, trends, bars, gauges, effort; never by colour alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column, ColumnLayout, Row, Space
from game.client.paint import Look, Paint, Painter
from game.client.shapes import STANCE_COLOURS, STANCE_WORDS
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label, Mark

STANCE_ORDER = ("opposes", "leans_against", "undecided", "leans_for", "supports")
MINUS = "−"


def signed(amount: float) -> str:
    """``+5``, ``−3`` with a real minus, ``0``."""
    if amount > 0:
        return f"+{amount:g}"
    return f"{MINUS}{-amount:g}" if amount < 0 else "0"


def change_tone(amount: float, better: bool | None) -> str:
    """The colour of a change: teal for better, coral for worse, low where it is neither."""
    if amount == 0 or better is None:
        return "low"
    return "teal" if better else "coral"


@dataclass(eq=False)
class Change(Widget):
    """A change by triangle and sign; colour says whether it is for the better."""

    ROLE: ClassVar[str] = "change"
    amount: float
    better: bool | None = None
    text: str = ""
    style: str = "figure_small"

    def compose(self) -> None:
        self.text = self.text or signed(self.amount)
        word = {True: "better", False: "worse", None: ""}[self.better if self.amount else None]
        self.name = self.name or f"{self.text} {word}".strip()

    def natural_width(self, look: Look) -> int:
        return look.px(15) + look.text.width(self.text, self.style)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.text.line_height(self.style)

    def draw_self(self, p: Painter) -> None:
        tone = change_tone(self.amount, self.better)
        kind = "up" if self.amount > 0 else "down" if self.amount < 0 else "none"
        p.mark(kind, (self.rect.x + p.look.px(5), self.rect.centery), 11, tone)
        words = self.rect.move(p.look.px(15), 0)
        p.text(self.text, words, self.style, tone)


@dataclass(eq=False)
class Spark(Widget):
    """A trend as a thin line that ends in a dot."""

    ROLE: ClassVar[str] = "image"
    points: Sequence[float]
    colour: Paint = "text"
    size: tuple[float, float] = (72, 24)

    def natural_width(self, look: Look) -> int:
        return look.px(self.size[0])

    def minimum_width(self, look: Look) -> int:
        return look.px(32)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size[1])

    def draw_self(self, p: Painter) -> None:
        if len(self.points) < 2:
            return
        low, high = min(self.points), max(self.points)
        edge = p.look.px(4)
        wide, tall_ = self.rect.w - 2 * edge, self.rect.h - 2 * edge
        span = (high - low) or 1.0
        places = [
            (
                edge + wide * index / (len(self.points) - 1),
                edge + tall_ * (0.5 if high == low else (high - value) / span),
            )
            for index, value in enumerate(self.points)
        ]
        p.polyline(self.rect, places, self.colour, 1.6)
        x, y = places[-1]
        p.mark("dot", (self.rect.x + round(x), self.rect.y + round(y)), 6, self.colour)


@dataclass(eq=False)
class MetricCell(ColumnLayout):
    """A track with its figure, its change and its trend; one line where ``compact``."""

    ROLE: ClassVar[str] = "metric"
    label: str = ""
    figure: str = ""
    amount: float = 0
    better: bool | None = None
    trend: Sequence[float] = ()
    compact: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.label
        change = Change(self.amount, self.better)
        self.value = f"{self.figure}, {change.name}"
        self.padding = self.padding or ((8, 14) if self.compact else (10, 18))
        spark = Spark(self.trend, change_tone(self.amount, self.better)) if self.trend else None
        number = Label(self.figure, "figure_large", "high", leading=1.15, wrap=False)
        caption = Label(self.label, "small", "low", wrap=False)
        if self.compact:
            lower = Row([number, Space(12), change, Space(grow=1), spark])
            self.children = [caption, lower]
        else:
            self.children = [
                Row([caption, Space(grow=1), change], gap=8),
                Row([number, Space(grow=1), spark], gap=8),
            ]


@dataclass(eq=False)
class Bar(Widget):
    """A share 0-1 as a bar, with a tick at another share, such as that of capacity."""

    ROLE: ClassVar[str] = "meter"
    share: float
    tick: float | None = None
    colour: Paint = "text"
    thick: float = field(default=6, kw_only=True)

    def compose(self) -> None:
        self.value = self.value or f"{round(100 * self.share)}%"

    def natural_width(self, look: Look) -> int:
        return look.px(72)

    def minimum_width(self, look: Look) -> int:
        return look.px(28)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(16)

    def draw_self(self, p: Painter) -> None:
        high = p.look.px(self.thick)
        bar = pygame.Rect(self.rect.x, self.rect.centery - high // 2, self.rect.w, high)
        p.bar(bar, self.share, self.colour)
        if self.tick is not None:
            wide, tall_ = p.look.px(2), p.look.px(14)
            x = self.rect.x + round((self.rect.w - wide) * min(1.0, max(0.0, self.tick)))
            p.fill(pygame.Rect(x - 1, self.rect.centery - tall_ // 2, wide + 2, tall_), "panel")
            p.fill(pygame.Rect(x, self.rect.centery - tall_ // 2, wide, tall_), "high")


class ShareBar(Row):
    """A labelled bar with its figure at the right: share of contributions, trust."""

    ROLE: ClassVar[str] = "meter"

    def __init__(
        self,
        label: str,
        share: float,
        figure: str,
        *,
        tick: float | None = None,
        colour: Paint = "text",
        change: Change | None = None,
        label_width: float | None = None,
        bar: bool = True,
    ) -> None:
        caption = Label(label, "small", "low", wrap=False, width=label_width)
        middle: Widget = Bar(share, tick, colour, grow=1) if bar else Space(grow=1)
        number = Label(figure, "figure_small/16", "high", text_align="right", min_width=36)
        super().__init__([caption, change, middle, number], gap=10, name=label, value=figure)


@dataclass(eq=False)
class NeedBar(ColumnLayout):
    """What is pledged of what is needed, for one resource; full is teal."""

    ROLE: ClassVar[str] = "meter"
    icon: str = ""
    label: str = ""
    have: float = 0
    need: float = 1
    figure: str = ""
    compact: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.label
        self.figure = self.figure or f"{self.have:g}/{self.need:g}"
        self.value = self.figure
        share = self.have / self.need if self.need else 1.0
        bar = Bar(share, None, "teal" if share >= 1 else "text", grow=1, thick=5)
        number = Label(self.figure, "figure_small", "high", wrap=False)
        if self.compact:
            self.tooltip = self.tooltip or self.label
            self.children = [Row([Icon(self.icon, 16) if self.icon else None, bar, number], gap=8)]
        else:
            head = Row([Icon(self.icon, 16), Label(self.label, "small", "low")], gap=6)
            self.children = [head, Row([bar, number], gap=12)]


@dataclass(eq=False)
class EffortDiamonds(Widget):
    """Effort as diamonds: left full, about to be spent dashed, spent hollow."""

    ROLE: ClassVar[str] = "meter"
    left: int
    planned: int
    total: int
    size: float = 14

    def compose(self) -> None:
        self.name = self.name or "Diplomatic effort"
        self.value = f"{self.left} of {self.total} left"
        if self.planned:
            self.value += f", {self.planned} to be spent"

    def natural_width(self, look: Look) -> int:
        return (look.px(self.size) + look.px(2)) * self.total

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(self.size) + look.px(4)

    def draw_self(self, p: Painter) -> None:
        step = p.look.px(self.size) + p.look.px(2)
        for index in range(self.total):
            kind = "diamond_empty"
            if index < self.left:
                kind = "diamond_full" if index < self.left - self.planned else "diamond_planned"
            centre = (self.rect.x + index * step + step // 2, self.rect.centery)
            p.mark(kind, centre, self.size)


@dataclass(eq=False)
class Pips(Widget):
    """A level of several as small squares, or as diamonds for difficulty."""

    ROLE: ClassVar[str] = "meter"
    level: int
    total: int
    diamonds: bool = False

    def compose(self) -> None:
        self.value = f"{self.level} of {self.total}"

    def natural_width(self, look: Look) -> int:
        return look.px(14) * self.total

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(14)

    def draw_self(self, p: Painter) -> None:
        step = p.look.px(14)
        full, empty = (
            ("diamond_full", "diamond_empty")
            if self.diamonds
            else (
                "pip_full",
                "pip_empty",
            )
        )
        for index in range(self.total):
            kind, paint = (full, "high") if index < self.level else (empty, "edge")
            p.mark(kind, (self.rect.x + index * step + step // 2, self.rect.centery), 12, paint)


@dataclass(eq=False)
class ForecastGauge(Widget):
    """
    How a member would likely take a draft: range and best guess against its acceptance line.

    All places are 0 (would refuse) to 1 (would accept); ``previous`` is a caret for the former
    draft. The mark's shape is that of the stance.
    """

    ROLE: ClassVar[str] = "gauge"
    low: float
    likely: float
    high: float
    stance: str
    line: float = field(default=0.5, kw_only=True)
    previous: float | None = field(default=None, kw_only=True)

    def compose(self) -> None:
        self.value = self.value or STANCE_WORDS[self.stance]

    def natural_width(self, look: Look) -> int:
        return look.px(184)

    def minimum_width(self, look: Look) -> int:
        return look.px(96)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(40)

    def draw_self(self, p: Painter) -> None:
        px, middle = p.look.px, self.rect.centery + p.look.px(3)
        tone = STANCE_COLOURS[self.stance]
        line = self._x(self.line)
        thick = px(4)
        top = middle - thick // 2
        p.fill(pygame.Rect(self.rect.x, top, line - self.rect.x, thick), p.look.trough)
        beyond = p.look.mixed("control", "edge", 0.6)
        p.fill(pygame.Rect(line, top, self.rect.right - line, thick), beyond)
        p.fill(pygame.Rect(line - 1, middle - px(13), px(2), px(26)), "high")
        left, right = self._x(self.low), self._x(self.high)
        p.fill(pygame.Rect(left, middle - px(1), right - left, px(2)), tone)
        for end in (left, right):
            p.fill(pygame.Rect(end - px(1), middle - px(5), px(2), px(10)), tone)
        shape = {"teal": "round", "coral": "square"}.get(tone, "diamond")
        p.mark(shape, (self._x(self.likely), middle), 13, tone)
        if self.previous is not None:
            p.mark("caret", (self._x(self.previous), middle - px(12)), 12, "low")

    def _x(self, share: float) -> int:
        share = min(1.0, max(0.0, share))
        inset = self.rect.h // 6
        return self.rect.x + inset + round((self.rect.w - 2 * inset) * share)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one member stands: its name, flag and stance."""

    name: str
    flag: str
    stance: str


@dataclass(eq=False)
class StanceRail(ColumnLayout):
    """The table from against to for, with the flags of those who stand there."""

    ROLE: ClassVar[str] = "stances"
    standings: Sequence[Standing] = ()
    compact: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or "Likely vote"
        self.value = ", ".join(f"{s.name}: {STANCE_WORDS[s.stance]}" for s in self.standings)
        columns = [self._position(stance) for stance in STANCE_ORDER]
        self.children = [Row(columns, across="start", gap=2)]

    def _position(self, stance: str) -> Widget:
        here = [s for s in self.standings if s.stance == stance]
        flags: list[Widget] = [
            Flag(s.flag, 28, name=s.name, tooltip=f"{s.name}: {STANCE_WORDS[stance]}") for s in here
        ]
        rows = [Row(list(flags[i : i + 2]), gap=4) for i in range(0, len(flags), 2)]
        word = (
            None
            if self.compact
            else Label(STANCE_WORDS[stance], "caption", text_align="center", wrap=False)
        )
        mark = Mark(stance, 18, tooltip=STANCE_WORDS[stance])
        return Column([mark, word, *rows], gap=6, across="center", grow=1)

    def draw_self(self, p: Painter) -> None:
        super().draw_self(p)
        marks = [column.children[0].rect for column in self.children[0].children]
        for left, right in itertools.pairwise(marks):
            gap = p.look.px(6)
            start, end = left.centerx + p.look.px(9) + gap, right.centerx - p.look.px(9) - gap
            p.fill(pygame.Rect(start, left.centery, end - start, p.look.px(2)), "rule")


@dataclass(eq=False)
class RangeBar(Widget):
    """The room between two values of 0-100, such as no agreement and best case, both named."""

    ROLE: ClassVar[str] = "gauge"
    low: float
    high: float
    low_text: str
    high_text: str
    caption: str = ""

    def compose(self) -> None:
        self.value = f"{self.low_text}, {self.high_text}"

    def natural_width(self, look: Look) -> int:
        return look.px(420)

    def minimum_width(self, look: Look) -> int:
        words = (self.low_text, self.high_text)
        return sum(look.text.width(word, "strong/14") for word in words) + look.px(24)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(66)

    def draw_self(self, p: Painter) -> None:
        px = p.look.px
        middle, high = self.rect.y + px(32), px(10)
        p.bar(pygame.Rect(self.rect.x, middle - high // 2, self.rect.w, high), 0)
        left = self.rect.x + round(self.rect.w * self.low / 100)
        right = self.rect.x + round(self.rect.w * self.high / 100)
        room = pygame.Rect(left, middle - high // 2, max(1, right - left), high)
        p.fill(room, p.look.mixed("control", "teal", 0.6))
        for x, paint in ((left, "high"), (right, "teal")):
            p.fill(pygame.Rect(x - px(1), middle - px(13), px(3), px(26)), paint)
        above = pygame.Rect(left, self.rect.y, room.w, px(18))
        p.text(self.caption, above, "small", "low", "center")
        self._word(p, self.low_text, left, None)
        self._word(p, self.high_text, right, left)

    def _word(self, p: Painter, text: str, x: int, after: int | None) -> None:
        wide = p.look.text.width(text, "strong/14")
        start = min(max(self.rect.x, x - wide // 2), self.rect.right - wide)
        if after is not None:
            least_start = after + p.look.text.width(self.low_text, "strong/14") // 2 + p.look.px(12)
            start = min(max(start, least_start), self.rect.right - wide)
        spot = pygame.Rect(start, self.rect.y + p.look.px(46), wide, p.look.px(20))
        p.text(text, spot, "strong/14", "high")


@dataclass(eq=False)
class MoveLine(Widget):
    """A number's way from one value to another, as an arrow on a line from ``low`` to ``high``."""

    ROLE: ClassVar[str] = "image"
    before: float
    after: float
    better: bool | None = None
    low: float = field(default=0, kw_only=True)
    high: float = field(default=100, kw_only=True)

    def natural_width(self, look: Look) -> int:
        return look.px(200)

    def minimum_width(self, look: Look) -> int:
        return look.px(80)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(20)

    def draw_self(self, p: Painter) -> None:
        px, y = p.look.px, self.rect.centery
        p.fill(pygame.Rect(self.rect.x, y - px(1), self.rect.w, px(2)), "rule")
        start, end = (self._x(value) for value in (self.before, self.after))
        tone = change_tone(self.after - self.before, self.better)
        left, right = min(start, end), max(start, end)
        if right > left:
            p.fill(pygame.Rect(left, y - px(2), right - left, px(4)), tone)
            p.mark("right" if end > start else "left", (end, y), 12, tone)
        p.mark("ring", (start, y), 12, "text")

    def _x(self, value: float) -> int:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.rect.x + round(self.rect.w * min(1.0, max(0.0, share)))


@dataclass(eq=False)
class PhaseStepper(Widget):
    """The phases of a turn: those done, the one now, those to come."""

    ROLE: ClassVar[str] = "stepper"
    phases: Sequence[str]
    current: int
    compact: bool = False

    def compose(self) -> None:
        self.name = self.name or "Phase"
        self.value = self.phases[self.current]

    def natural_width(self, look: Look) -> int:
        links = (len(self.phases) - 1) * look.px(46)
        return sum(self._part(look, i) for i in range(len(self.phases))) + links

    def minimum_width(self, look: Look) -> int:
        links = (len(self.phases) - 1) * look.px(24)
        return sum(self._part(look, i) for i in range(len(self.phases))) + links

    def height_for(self, look: Look, width: int) -> int:
        return look.px(32)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        super().place(look, rect)
        self.text_cut = "cut" if self.minimum_width(look) > rect.w else ""

    def draw_self(self, p: Painter) -> None:
        px, y = p.look.px, self.rect.centery
        parts = [self._part(p.look, i) for i in range(len(self.phases))]
        link = (self.rect.w - sum(parts)) // max(1, len(parts) - 1)
        link = min(link, px(46))
        x = self.rect.x
        for index, wide in enumerate(parts):
            self._phase(p, index, x, y)
            x += wide
            if index + 1 < len(parts):
                p.fill(pygame.Rect(x + px(10), y, max(0, link - px(20)), px(1)), "rule")
                x += link

    def _phase(self, p: Painter, index: int, x: int, y: int) -> None:
        size = p.look.px(24)
        centre = (x + size // 2, y)
        if index < self.current:
            p.mark("dot", centre, 25, p.look.trough)
            p.icon("check", centre, 14, "text")
        elif index == self.current:
            p.mark("dot", centre, 25, "brass")
        else:
            p.panel(pygame.Rect(x, y - size // 2, size, size), None, "edge", radius=12)
        spot = pygame.Rect(x, y - size // 2, size, size)
        if index >= self.current:
            ink = "on_brass" if index == self.current else "low"
            p.text(str(index + 1), spot, "section/13", ink, "center")
        if self._worded(index):
            style, ink = ("section/15", "high") if index == self.current else ("small/15", "low")
            if index < self.current:
                ink = "text"
            words = pygame.Rect(x + size + p.look.px(8), spot.y, p.look.px(200), size)
            p.text(self.phases[index], words, style, ink)

    def _worded(self, index: int) -> bool:
        return not self.compact or index == self.current

    def _part(self, look: Look, index: int) -> int:
        wide = look.px(24)
        if self._worded(index):
            style = "section/15" if index == self.current else "small/15"
            wide += look.px(8) + look.text.width(self.phases[index], style)
        return wide
