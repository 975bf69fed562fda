"""The position matrix as a screen over the table."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.controller import GameController
from game.client.layout import Column, Row
from game.client.screens.table_parts.knowledge import Position, position
from game.client.screens.table_parts.overlay import TableDialog
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.tables import TableGrid, member_head
from game.engine.view import SeatView
from game.texts.catalogue import _

SOURCES = {
    "told": ("check", "teal"),
    "stated": ("megaphone", "teal"),
    "reason": ("message-square", "teal"),
    "repute": ("circle-question-mark", "low"),
}


def source_words() -> dict[str, str]:
    """What the marks of a matrix mean."""
    return {
        "told": _("Told you"),
        "stated": _("Said in public"),
        "reason": _("Said in an answer"),
        "repute": _("By repute"),
    }


def matrix_table(view: SeatView) -> Widget:
    """Members across, terms down; open terms are marked."""
    table = view.table
    order = [view.seat, *(seat for seat in table.members if seat != view.seat)]
    head: list[Widget | None] = [None]
    for seat in order:
        member = table.seats[seat]
        cell = member_head(member.short, member.flag or member.id, you=seat == view.seat)
        head.append(cell)
    rows: list[list[Widget | None]] = [head]
    for number, term in enumerate(table.terms):
        tone = "sky" if number in view.agenda else "low"
        name = Row(
            [Icon(term.icon, 18, tone), Label(term.name, "strong/14", "high", grow=1)], gap=8
        )
        row: list[Widget | None] = [name]
        row += [_cell(view, seat, number) for seat in order]
        rows.append(row)
    return TableGrid(
        cells=rows,
        columns=[124, *["1fr"] * len(order)],
        gap=8,
        row_height=42,
        tinted={1: "card"},
        name=_("Positions"),
    )


def _cell(view: SeatView, seat: int, term: int) -> Widget:
    found = position(view, seat, term)
    spec = view.table.terms[term]
    if found.answer < 0:
        return Label(_("Unknown"), "caption", "low", text_align="center", name=_("Unknown"))
    text = spec.answers[found.answer].name
    name = f"{view.table.seats[seat].name}, {spec.name}: {text}"
    if found.source == "own":
        return Label(text, "strong/13", "brass", name=name)
    tip = source_words()[found.source] + _weight(found)
    icon, tone = SOURCES[found.source]
    ink = "low" if found.source == "repute" else "text"
    return Row(
        [Icon(icon, 14, tone), Label(text, "caption", ink, grow=1)],
        gap=5,
        tooltip=tip,
        name=name,
        value=tip,
        role="cell",
    )


def _weight(found: Position) -> str:
    if found.weight < 0:
        return "."
    return _("; it weighs {points} points to it.").format(points=round(found.weight))


class Matrix(TableDialog):
    """Members against terms: what is known, inferred and unknown."""

    wide = 1480.0

    def __init__(self, controller: GameController) -> None:
        super().__init__(controller)
        self.title = _("What each member wants")

    def full_height(self) -> bool:
        return True

    def body(self) -> Sequence[Widget]:
        words = source_words()
        keys: list[Widget] = []
        for source, (icon, tone) in SOURCES.items():
            keys.append(
                Row([Icon(icon, 16, tone), Label(words[source], "small", wrap=False)], gap=6)
            )
        keys.append(Row([Icon("map", 16, "sky"), Label(_("Open this turn"), "small")], gap=6))
        return [Row(keys, gap=20), Column([matrix_table(self.view)])]
