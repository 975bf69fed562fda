"""The likely vote: the table from against to for, with the flags of those who stand there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column, ColumnLayout, Row
from game.client.paint import Painter
from game.client.shapes import STANCE_WORDS
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Label, Mark
from game.client.widgets.figures import STANCE_ORDER, Standing

FLAG = 20
IN_ROW = 3


@dataclass(eq=False)
class VoteRail(ColumnLayout):
    """A rail for tables of up to ten: small flags, three beside one another."""

    ROLE: ClassVar[str] = "stances"
    standings: Sequence[Standing] = ()
    compact: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or "Likely vote"
        self.value = ", ".join(f"{s.name}: {STANCE_WORDS[s.stance]}" for s in self.standings)
        self.children = [
            Row([self._place(stance) for stance in STANCE_ORDER], across="start", gap=2)
        ]

    def _place(self, stance: str) -> Widget:
        here = [s for s in self.standings if s.stance == stance]
        flags = [
            Flag(s.flag, FLAG, name=s.name, tooltip=f"{s.name}: {STANCE_WORDS[stance]}")
            for s in here
        ]
        rows = [Row(flags[i : i + IN_ROW], gap=3) for i in range(0, len(flags), IN_ROW)]
        word = None
        if not self.compact:
            word = Label(STANCE_WORDS[stance], "caption", text_align="center", wrap=False)
        mark = Mark(stance, 18, tooltip=STANCE_WORDS[stance])
        return Column([mark, word, *rows], gap=4, across="center", grow=1)

    def draw_self(self, p: Painter) -> None:
        super().draw_self(p)
        marks = [column.children[0].rect for column in self.children[0].children]
        away = p.look.px(15)
        for left, right in itertools.pairwise(marks):
            start, end = left.centerx + away, right.centerx - away
            p.fill(pygame.Rect(start, left.centery, end - start, p.look.px(2)), "rule")
