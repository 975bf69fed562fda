"""Members, events, votes and list rows: what stands side by side or one under another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column, ColumnLayout, Container, Row, RowLayout, Space
from game.client.paint import Look, Painter
from game.client.screen import Answer
from game.client.shapes import STANCE_WORDS
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label, Mark
from game.client.widgets.tags import StateLine, stance_line


@dataclass(eq=False)
class MemberCard(ColumnLayout):
    """
    A member at the table: flag, name, stance, what it says, and rows of figures.

    ``stance`` is one of `game.client.shapes.STANCES`; ``you`` frames it in brass, ``selected``
    in sky; ``compact`` moves what it says to the tooltip; ``lost`` tells that its link is lost.
    """

    ROLE: ClassVar[str] = "button"
    member: str = ""
    flag: str = ""
    stance: str = "undecided"
    quote: str = ""
    rows: Sequence[Widget] = ()
    act: Callable[[], Answer] | None = field(default=None, kw_only=True)
    you: bool = field(default=False, kw_only=True)
    compact: bool = field(default=False, kw_only=True)
    lost: str = field(default="", kw_only=True)
    state_word: str = field(default="", kw_only=True)
    flag_wide: float = field(default=40, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.member
        self.value = self.value or self.lost or self.state_word or STANCE_WORDS[self.stance]
        self.on_press = self.on_press or self.act
        self.error = self.error or self.lost
        self.radius = self.radius or 10
        self.padding = self.padding or ((10, 12) if self.compact else (12, 14))
        self.gap = self.gap or (6 if self.compact else 10)
        self.fill = self.fill or ("card" if self.you or self.selected else "panel")
        if self.you:
            self.edge = "brass"
        elif self.selected:
            self.edge = "sky"
        state = self._state_line()
        # The look of a disabled card: lower text on a dashed edge.
        ink = "low" if not self.enabled or self.show_as == "disabled" else "high"
        title = Label(self.member, "strong/16", ink, wrap=False, leading=1.3)
        if self.compact:
            self.tooltip = self.tooltip or self.quote
            head: list[Widget] = [Row([Flag(self.flag, 30), title], gap=10), state]
        else:
            names = Column([title, state], gap=2, grow=1)
            head = [Row([Flag(self.flag, self.flag_wide), names], gap=self.flag_wide * 0.3)]
        if self.quote and not self.compact:
            head.append(Label(self.quote, "voice", "text", top=True, leading=1.3, grow=1))
        self.children = [*head, *([Column(list(self.rows), gap=2)] if self.rows else [])]

    def _state_line(self) -> Widget:
        if self.lost:
            return Row([Icon("wifi-off", 18, "coral"), Label(self.lost, "body", "coral")], gap=8)
        return stance_line(self.stance, word=self.state_word)


@dataclass(eq=False)
class EventRow(RowLayout):
    """Something that happened: icon, title, detail, source; a dot while it is unread."""

    ROLE: ClassVar[str] = "button"
    title: str = ""
    detail: str = ""
    source: str = ""
    icon: str = "info"
    act: Callable[[], Answer] | None = field(default=None, kw_only=True)
    tone: str = field(default="low", kw_only=True)
    unread: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.title
        self.value = self.value or ("unread" if self.unread else "")
        self.on_press = self.on_press or self.act
        self.across, self.gap = "start", 14
        self.padding = self.padding or (10, 16, 10, 20)
        if self.selected:
            self.fill, self.bar = "control", "high"
        words = Column(
            [
                Label(self.title, "strong", "high"),
                Label(self.detail, "small", "text") if self.detail else None,
                Label(self.source, "caption", "low") if self.source else None,
            ],
            gap=1,
            grow=1,
        )
        icon = Column([Space(2), Icon(self.icon, 20, self.tone)])
        dot = Column([Space(6), Mark("dot", 8)]) if self.unread else None
        self.children = [w for w in (icon, words, dot) if w is not None]


@dataclass(eq=False)
class VoteCard(ColumnLayout):
    """How one member voted: flag, name, mark and word."""

    ROLE: ClassVar[str] = "vote"
    member: str = ""
    flag: str = ""
    vote: str = "silent"
    word: str = ""
    you: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.member
        self.value = self.word = self.word or STANCE_WORDS[self.vote]
        self.padding, self.gap, self.radius = (10, 14), 6, 8
        self.fill, self.edge = "panel", "brass" if self.you else self.edge
        self.children = [
            Row([Flag(self.flag, 38), Space(grow=1)]),
            Label(self.member, "strong/14", "high"),
            StateLine(mark=self.vote, text=self.word, style="small", colour="text"),
        ]


@dataclass(eq=False)
class ListRow(RowLayout):
    """A line of a list: icon or flag, title, detail, and something at its end."""

    ROLE: ClassVar[str] = "button"
    title: str = ""
    detail: str = ""
    leading_mark: Widget | None = None
    trailing: Widget | None = None
    act: Callable[[], Answer] | None = field(default=None, kw_only=True)
    rule: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.title
        self.on_press = self.on_press or self.act
        if self.on_press is None and self.role == self.ROLE:
            self.role = "listitem"
        if self.selected:
            self.value = self.value or "selected"
            self.fill, self.bar = "control", "brass"
        self.gap = self.gap or 14
        self.padding = self.padding or (8, 16)
        if self.rule:
            self.lines = "bottom"
        ink = "low" if not self.enabled else "high"
        words = Column(
            [
                Label(self.title, "strong", ink),
                Label(self.detail, "caption", "low") if self.detail else None,
            ],
            gap=1,
            grow=1,
        )
        self.children = [w for w in (self.leading_mark, words, self.trailing) if w is not None]


@dataclass(eq=False)
class FactRow(RowLayout):
    """A fact in a table of two columns: what, and its value; a rule beneath."""

    ROLE: ClassVar[str] = "fact"
    label: str = ""
    fact: str = ""
    trailing: Widget | None = None
    label_width: float | None = field(default=112, kw_only=True)
    rule: bool = field(default=True, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.label
        self.value = self.value or self.fact
        self.gap = self.gap or 8
        self.min_height = self.min_height or 32
        if self.rule:
            self.lines = "bottom"
        label = Label(self.label, "small", "low", width=self.label_width)
        fact = Label(self.fact, "strong", "high", grow=1)
        self.children = [w for w in (label, fact, self.trailing) if w is not None]


@dataclass(eq=False)
class NumberedRow(RowLayout):
    """A numbered line, such as a red line; the number stands in a frame of its tone."""

    ROLE: ClassVar[str] = "listitem"
    number: int = 0
    title: str = ""
    detail: str = ""
    tone: str = field(default="coral", kw_only=True)

    def compose(self) -> None:
        self.name = self.name or f"{self.number} {self.title}"
        self.gap, self.across = self.gap or 14, "start"
        words = Column(
            [
                Label(self.title, "strong", "high"),
                Label(self.detail, "caption", "low") if self.detail else None,
            ],
            gap=2,
            grow=1,
        )
        self.children = [NumberFrame(str(self.number), self.tone), words]


@dataclass(eq=False)
class NumberFrame(Widget):
    """A number in a small frame."""

    ROLE: ClassVar[str] = "label"
    text: str
    tone: str = "edge"
    round: bool = False

    def compose(self) -> None:
        self.name = self.name or self.text

    def natural_width(self, look: Look) -> int:
        return look.px(26)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.px(26)

    def draw_self(self, p: Painter) -> None:
        size = p.look.px(26)
        box = pygame.Rect(self.rect.x, self.rect.centery - size // 2, size, size)
        p.panel(box, None, self.tone, radius=13 if self.round else 4)
        p.text(self.text, box, "section/13", "text" if self.tone == "edge" else self.tone, "center")


@dataclass(eq=False)
class Card(Container):
    """A panel around one child that may be pressed as a whole."""

    ROLE: ClassVar[str] = "button"
    child: Widget
    act: Callable[[], Answer] | None = None

    def compose(self) -> None:
        self.on_press = self.on_press or self.act
        if self.on_press is None and self.role == self.ROLE:
            self.role = "group"
        self.fill, self.radius = self.fill or "panel", self.radius or 10
        if self.selected:
            self.edge = self.edge or "sky"
        self.children = [Column([self.child], padding=self.padding or 16)]
