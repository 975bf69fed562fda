"""A text as it is read: its terms, what it asks of whom, and what it changes."""

from __future__ import annotations

from game.client.layout import Column, Grid, Row
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.cards import FactRow
from game.client.widgets.tags import Chip
from game.engine.package import Package
from game.engine.view import SeatView
from game.texts.catalogue import _
from game.texts.names import sentence, units
from game.texts.numbers import listed, per_cent


def terms_grid(view: SeatView, package: Package, *, columns: int = 2) -> Widget:
    """Every term with its answer; what differs from what is in force is marked."""
    cells: list[list[Widget | None]] = []
    for place, term in enumerate(view.table.terms):
        changed = package.terms[place] != view.in_force.terms[place]
        chip = Chip(_("Changed"), "sky", "pencil") if changed else None
        row = FactRow(
            label=term.name,
            fact=term.answers[package.terms[place]].name,
            trailing=chip,
            tooltip=term.answers[package.terms[place]].text,
            key=f"term {term.id}",
        )
        if not cells or len(cells[-1]) == columns:
            cells.append([])
        cells[-1].append(row)
    return Grid(cells, columns=["1fr"] * columns, gap=28, line_gap=2)


def givers(view: SeatView, package: Package) -> list[Widget]:
    """A line for each member that gives anything, or gave it: what it commits, and the change."""
    table, count = view.table, len(view.table.slots)
    rows: list[Widget] = []
    for member in table.members:
        seat = table.seats[member]
        own = range(member * count, (member + 1) * count)
        now = [_given(view, package, p) for p in own if package.levels[p]]
        same = all(
            (package.levels[p], package.caveats[p])
            == (view.in_force.levels[p], view.in_force.caveats[p])
            for p in own
        )
        if not now and same:
            continue
        you = member == view.seat
        rows.append(
            Row(
                [
                    Flag(seat.flag, 26),
                    Label(seat.short, "strong/14", "brass" if you else "high", width=104),
                    Label(sentence(listed(now)) if now else _("Nothing any more"), "small", grow=1),
                    None if same else Chip(_("Changed"), "sky", "pencil"),
                ],
                gap=12,
                padding=(5, 0),
                lines="bottom",
                key=f"gives {seat.id}",
            )
        )
    if not rows:
        rows.append(
            Row([Icon("info", 18), Label(_("Nobody commits anything."), "small", grow=1)], gap=10)
        )
    return rows


def _given(view: SeatView, package: Package, place: int) -> str:
    row = view.table.slots[place % len(view.table.slots)]
    words = _("{units} for {operation}").format(
        units=units(view.table, row.resource, package.levels[place]),
        operation=view.table.operations[row.operation].name.lower(),
    )
    if package.caveats[place]:
        return _("{given}, restricted by {share}").format(
            given=words, share=per_cent(package.caveats[place])
        )
    return words


def text_pane(view: SeatView, package: Package) -> Widget:
    """The whole text: terms, then contributions."""
    return Column(
        [
            terms_grid(view, package),
            Label(_("Contributions"), "section", "high"),
            Column(givers(view, package)),
        ],
        gap=12,
    )
