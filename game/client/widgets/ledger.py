"""Why a number changed: a waterfall of ledger rows and the chain from rule to source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column, ColumnLayout, Row, RowLayout
from game.client.paint import Look, Painter
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.cards import NumberFrame
from game.client.widgets.figures import Change, change_tone


@dataclass(eq=False)
class WaterfallBar(Widget):
    """
    One step of a waterfall from ``before`` to ``after`` on a scale of ``low`` to ``high``.

    ``end`` draws a point instead: ``start`` hollow, ``end`` full. Worse steps are hatched, so
    that they are told apart without colour.
    """

    ROLE: ClassVar[str] = "image"
    before: float
    after: float
    low: float
    high: float
    better: bool | None = None
    end: str = ""

    def natural_width(self, look: Look) -> int:
        return look.px(150)

    def minimum_width(self, look: Look) -> int:
        return look.px(64)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(40)

    def draw_self(self, p: Painter) -> None:
        px, y = p.look.px, self.rect.centery
        start, stop = self._x(self.before, px(8)), self._x(self.after, px(8))
        thin = px(1)
        if self.end != "start":
            p.fill(pygame.Rect(start, self.rect.y, thin, y - self.rect.y), "edge")
        if self.end != "end":
            p.fill(pygame.Rect(stop, y, thin, self.rect.bottom - y), "edge")
        if self.end:
            p.mark("ring" if self.end == "start" else "dot", (stop, y), 12, "high")
            return
        high = px(13)
        bar = pygame.Rect(min(start, stop), y - high // 2, max(px(2), abs(stop - start)), high)
        tone = change_tone(self.after - self.before, self.better)
        if self.better is False:
            step = px(5)
            for x in range(bar.x, bar.right - px(2) + 1, step):
                p.fill(pygame.Rect(x, bar.y, min(px(3), bar.right - x), bar.h), tone)
        else:
            p.panel(bar, tone, radius=2)

    def _x(self, value: float, inset: int) -> int:
        span = (self.high - self.low) or 1.0
        share = min(1.0, max(0.0, (value - self.low) / span))
        return self.rect.x + inset + round((self.rect.w - 2 * inset) * share)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a ledger as shown: what, why, how much; ``id`` names it to the screen."""

    id: str
    title: str
    detail: str
    amount: float
    better: bool | None


@dataclass(eq=False)
class LedgerRow(RowLayout):
    """One step of a waterfall: number, rule, cause, bar, change; it opens its source."""

    ROLE: ClassVar[str] = "button"
    number: int = 0
    step: Step = field(default_factory=lambda: Step("", "", "", 0, None))
    bar_of: WaterfallBar | None = None
    open: bool = False
    act: Callable[[], Answer] | None = field(default=None, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.step.title
        change = Change(self.step.amount, self.step.better, width=52)
        self.value = self.value or change.name + (", open" if self.open else "")
        self.on_press = self.on_press or self.act
        if self.on_press is None and self.role == self.ROLE:
            self.role = "listitem"
        self.gap, self.across = 14, "stretch"
        words = Column(
            [
                Label(self.step.title, "strong", "high"),
                Label(self.step.detail, "caption", "low") if self.step.detail else None,
            ],
            gap=1,
            grow=3,
            padding=(8, 0),
        )
        words.align = "center"
        if self.bar_of is not None:
            self.bar_of.grow = 2
        chevron = "chevron-down" if self.open else "chevron-right"
        icon = Icon(chevron, 18) if self.on_press is not None else None
        number = NumberFrame(str(self.number), round=True)
        change.align = number.align = "center"
        self.children = [w for w in (number, words, self.bar_of, change, icon) if w is not None]


@dataclass(eq=False)
class Waterfall(ColumnLayout):
    """A number's way through its ledger, from its start to its end; the steps must add up."""

    ROLE: ClassVar[str] = "list"
    start: float = 0
    steps: Sequence[Step] = ()
    opened: str = ""
    on_open: Callable[[str], Answer] | None = field(default=None, kw_only=True)
    detail: Widget | None = field(default=None, kw_only=True)
    start_text: str = field(default="Start of turn", kw_only=True)
    end_text: str = field(default="End of turn", kw_only=True)
    shown: Callable[[float], str] = field(default="{:g}".format, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or "Ledger"
        self.region = True
        values = [self.start]
        for step in self.steps:
            values.append(values[-1] + step.amount)
        low, high = min(values), max(values)
        self.value = f"{self.shown(values[0])} to {self.shown(values[-1])}"
        rows: list[Widget] = [self._end(self.start_text, values[0], low, high, "start")]
        for index, step in enumerate(self.steps):
            bar = WaterfallBar(values[index], values[index + 1], low, high, step.better)
            is_open = step.id == self.opened and bool(step.id)
            rows.append(
                LedgerRow(
                    number=index + 1,
                    step=step,
                    bar_of=bar,
                    open=is_open,
                    key=step.id,
                    on_press=self._opener(step.id),
                )
            )
            if is_open and self.detail is not None:
                rows.append(self.detail)
        rows.append(self._end(self.end_text, values[-1], low, high, "end"))
        self.children = rows

    def _opener(self, step: str) -> Callable[[], Answer] | None:
        act = self.on_open
        if act is None:
            return None

        def choose() -> Answer:
            return act("" if step == self.opened else step)

        return choose

    def _end(self, text: str, value: float, low: float, high: float, end: str) -> Widget:
        words = Label(text, "strong", "high", grow=3)
        words.align = "center"
        bar = WaterfallBar(value, value, low, high, None, end, grow=2)
        figure = Label(self.shown(value), "figure/19", "high", width=52, leading=1.2)
        figure.align = "center"
        blank = Row([], width=26)
        tail = Row([], width=18) if self.on_open is not None else None
        return Row([blank, words, bar, figure, tail], gap=14, across="stretch")


@dataclass(eq=False)
class ChainLink(ColumnLayout):
    """One card of a source chain: what it is, its title, its words."""

    ROLE: ClassVar[str] = "note"
    kind: str = ""
    title: str = ""
    text: str = ""
    source: bool = False

    def compose(self) -> None:
        self.name = self.name or f"{self.kind}: {self.title}"
        self.fill = "tint.sky" if self.source else "control"
        self.padding, self.gap, self.radius = (10, 12), 3, 6
        kind = Label(self.kind, "caption", "sky" if self.source else "text", grow=1)
        head = Row([Icon("book-open", 15, "sky") if self.source else None, kind], gap=6)
        self.children = [
            head,
            Label(self.title, "strong/14", "high"),
            Label(self.text, "caption", "text"),
        ]


def source_chain(links: Sequence[ChainLink]) -> Widget:
    """Rule, effect and source concept with arrows between them."""
    parts: list[Widget] = []
    for index, link in enumerate(links):
        if index:
            parts.append(Icon("arrow-right", 18, "edge"))
        link.grow = 1
        parts.append(link)
    return Row(parts, gap=8, across="stretch", padding=(4, 0, 10, 40), name="Source chain")
