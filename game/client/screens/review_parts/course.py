"""The course of a game as a picture: a column a turn, a row a seat, and the first track below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column, Row, Space
from game.client.paint import Look, Painter
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.tags import Key, Legend
from game.engine.table import Table
from game.session.review_report import Review
from game.texts.catalogue import _
from game.texts.numbers import figure

HEAD = 32
FOOT = 56
FLOW = 18
CHAIR = "chair"
OFFERS = {"draft": "diamond", "counter": "diamond_empty"}
REPLIES = {
    "accept": "supports",
    "refuse": "opposes",
    "conditional": "leans_for",
    "silent": "undecided",
}
VOTES = {"consent": "supports", "object": "opposes", "abstain": "undecided", "silence": "silent"}
TALKS = ("talk", "deal", "link", "statement", "mediation")


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark in a cell: its shape, and the number of the draft that it stands for, 0 for none."""

    mark: str
    draft: int = 0


def signs(review: Review) -> Mapping[tuple[str, int], tuple[Sign, ...]]:
    """What each seat did in each turn: its last offer, its last reply, its last vote, or talk."""
    found: dict[tuple[str, int], dict[str, Sign]] = {}
    for event in review.timeline:
        cell = found.setdefault((event.seat, event.turn), {})
        if event.kind in OFFERS:
            cell["1"] = Sign(OFFERS[event.kind], event.draft)
        elif event.kind in REPLIES:
            cell["2"] = Sign(REPLIES[event.kind])
        elif event.kind in VOTES:
            cell["3"] = Sign(VOTES[event.kind])
        elif event.kind in TALKS:
            cell["4"] = Sign("dot")
    return {
        place: tuple(sign for order, sign in sorted(cell.items()) if order != "4" or len(cell) == 1)
        for place, cell in found.items()
    }


@dataclass(eq=False)
class TurnColumn(Widget):
    """A turn of the course: its number, a mark for each seat, and where the track stood."""

    ROLE: ClassVar[str] = "button"
    turn: int
    rows: Sequence[tuple[Sign, ...]]
    levels: Sequence[float] = ()
    """The track at the end of every turn, 0 to 1 of its range."""
    shown: str = ""
    row: float = field(default=30, kw_only=True)
    own: int = field(default=-1, kw_only=True)
    chosen: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = _("Turn {turn}").format(turn=self.turn)
        self.value = "selected" if self.chosen else ""

    def natural_width(self, look: Look) -> int:
        return look.px(120)

    def minimum_width(self, look: Look) -> int:
        return look.px(40)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(HEAD + self.row * len(self.rows) + FOOT)

    def draw_self(self, p: Painter) -> None:
        px = p.look.px
        state = self.state(p)
        if self.chosen or state in ("hover", "pressed"):
            p.panel(self.rect, p.look.trough if self.chosen else "panel", radius=6)
        head = pygame.Rect(self.rect.x, self.rect.y, self.rect.w, px(HEAD))
        narrow = self.rect.w < px(70)
        said = str(self.turn) if narrow else self.name
        style, ink = ("strong", "high") if self.chosen else ("body/14", "low")
        p.text(said, head, style, ink, "center")
        for n, cell in enumerate(self.rows):
            y = self.rect.y + px(HEAD) + round(px(self.row) * (n + 0.5))
            p.fill(pygame.Rect(self.rect.x, y, self.rect.w, 1), "edge" if self.chosen else "rule")
            self._cell(p, cell, y, n == self.own)
        self._track(p)

    def _cell(self, p: Painter, cell: tuple[Sign, ...], y: int, own: bool) -> None:
        size = min(20.0, self.row - 8)
        step = p.look.px(size + 6)
        room = max(1, self.rect.w // step)
        kept = cell[-room:]
        x = self.rect.centerx - step * (len(kept) - 1) // 2
        ground = p.look.trough if self.chosen else p.look.colour("canvas")
        for sign in kept:
            paint = None
            if sign.draft:
                paint = "brass" if own else "high"
            if sign.mark == "dot":
                p.mark("dot", (x, y), 8, "low")
            else:
                box = pygame.Rect(0, 0, p.look.px(size), p.look.px(size))
                box.center = (x, y)
                if sign.mark == "diamond_empty":
                    p.mark("diamond", (x, y), size + 6, ground)
                p.mark(sign.mark, (x, y), size + (7 if sign.draft else 0), paint, 0, ground)
            if sign.mark == "diamond":
                style = "figure_small/12" if size > 15 else "figure_small/11"
                p.text(str(sign.draft), box, style, "canvas", "center")
            x += step

    def _track(self, p: Painter) -> None:
        place = self.turn - 1
        if place >= len(self.levels):
            return
        px = p.look.px
        low, high = self.rect.bottom - px(14), self.rect.bottom - px(14 + FLOW)

        def at(n: int) -> float:
            return low + (high - low) * self.levels[n]

        here = (self.rect.w / 2, at(place) - self.rect.y)
        points = [here]
        if place:
            points.insert(0, (0.0, (at(place) + at(place - 1)) / 2 - self.rect.y))
        if place + 1 < len(self.levels):
            points.append((float(self.rect.w), (at(place) + at(place + 1)) / 2 - self.rect.y))
        p.polyline(self.rect, points, "text", 2)
        y = round(at(place))
        p.mark("dot", (self.rect.centerx, y), 8, "high")
        words = pygame.Rect(self.rect.x, y - px(24), self.rect.w, px(20))
        p.text(self.shown, words, "figure_small/13", "text", "center")


def course(
    review: Review, table: Table, turn: int, choose: Callable[[int], Answer], row: float
) -> Widget:
    """The whole course with its legend; a turn is chosen by its column."""
    members = [table.seats[n] for n in table.members]
    ids = [seat.id for seat in members]
    own = ids.index(review.seat) if review.seat in ids else -1
    cells = signs(review)
    seats: list[Widget | None] = [Space(HEAD)]
    for n, seat in enumerate(members):
        label = Label(seat.short, "strong/14" if n == own else "small", _ink(n == own), wrap=False)
        seats.append(Row([Flag(seat.flag or seat.name[:2], 24), label], gap=10, height=row))
    if any(event.seat == CHAIR for event in review.timeline if event.kind in OFFERS):
        ids.append(CHAIR)
        mark = Row([Icon("landmark", 18)], width=24, padding=(0, 3))
        seats.append(Row([mark, Label(_("Chair"), "small")], gap=10, height=row))
    known = [moment.tracks[0].known for moment in review.moments]
    name = review.moments[0].tracks[0].name if review.moments else ""
    seats.append(Label(name, "small", "low", height=FOOT, wrap=False))
    least, most = (min(known), max(known)) if known else (0, 0)
    levels = tuple((k - least) / ((most - least) or 1) for k in known)
    columns: list[Widget | None] = []
    for number in range(1, max(review.turns, len(known), 1) + 1):
        columns.append(
            TurnColumn(
                turn=number,
                rows=[cells.get((seat, number), ()) for seat in ids],
                levels=levels,
                shown=figure(known[number - 1]) if number <= len(known) else "",
                row=row,
                own=own,
                chosen=number == turn,
                on_press=_chooser(choose, number),
                grow=1,
            )
        )
    turns = Row(columns, grow=1, across="stretch", region=True, name=_("Turns"))
    return Row([Column(seats), turns], gap=12, across="start")


def legend() -> Widget:
    """What the marks of the course mean."""
    keys = [
        Key(_("Draft"), "diamond", "high"),
        Key(_("Counter"), "diamond_empty", "text"),
        Key(_("For"), "supports"),
        Key(_("Asks for more"), "leans_for"),
        Key(_("Against"), "opposes"),
        Key(_("Undecided"), "undecided"),
        Key(_("Silence"), "silent"),
        Key(_("Talk"), "dot", "low"),
    ]
    return Legend(keys=keys, gap=10)


def _ink(own: bool) -> str:
    return "brass" if own else "text"


def _chooser(choose: Callable[[int], Answer], turn: int) -> Callable[[], Answer]:
    return lambda: choose(turn)
