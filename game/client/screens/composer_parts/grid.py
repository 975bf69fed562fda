"""Who gives what: members by tasks, with steppers for two of them and totals against need."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Row
from game.client.screen import Answer
from game.client.screens.composer_parts.composition import Composition, pledged, unused
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.controls import Stepper
from game.client.widgets.figures import MINUS, Bar
from game.client.widgets.tables import TableGrid, member_head, number_cell
from game.engine.view import SeatView
from game.texts.catalogue import _
from game.texts.names import units

STEPPER = 100
HEAD, HEAD_COMPACT, HEAD_NARROW = 196, 164, 116
TOTAL, TOTAL_COMPACT = 112, 84

SetLevel = Callable[[int, int], Answer]


def contribution_grid(
    view: SeatView,
    text: Composition,
    active: int,
    set_level: SetLevel,
    choose_member: Callable[[int], Answer],
    *,
    compact: bool = False,
    narrow: bool = False,
) -> Widget:
    """
    The contributions of a text.

    The seat's own column and that of the *active* member have steppers; pressing another
    member's head or cell makes it the active one.
    """
    table = view.table
    order = [view.seat, *(m for m in table.members if m != view.seat)]
    head: list[Widget | None] = [None]
    head += [_head(view, m, active, choose_member) for m in order]
    head.append(Label(_("Total and need"), "caption", "low", text_align="right"))
    rows: list[list[Widget | None]] = [head]
    shown: set[int] = set()
    for slot, row in enumerate(table.slots):
        cells: list[Widget | None] = [_row_head(view, slot)]
        for member in order:
            place = table.level_place(member, slot)
            if member in (view.seat, active):
                cells.append(_stepper(view, text, member, slot, set_level))
            else:
                cells.append(_cell(view, text, member, place, choose_member))
        cells.append(_need(view, text, slot, row.operation not in shown))
        shown.add(row.operation)
        rows.append(cells)
    widths: list[str | float] = [STEPPER if m in (view.seat, active) else "1fr" for m in order]
    tinted = {1: "panel"}
    if active != view.seat:
        tinted[order.index(active) + 1] = "card"
    return TableGrid(
        rows,
        columns=[
            HEAD_NARROW if narrow else HEAD_COMPACT if compact else HEAD,
            *widths,
            TOTAL_COMPACT if compact else TOTAL,
        ],
        row_height=42,
        gap=4,
        tinted=tinted,
        name=_("Contributions"),
    )


def _row_head(view: SeatView, slot: int) -> Widget:
    row = view.table.slots[slot]
    operation = view.table.operations[row.operation]
    words = Column(
        [
            Label(operation.name, "strong/14", "high", leading=1.2),
            Label(row.short, "caption", "low", leading=1.2),
        ],
        grow=1,
    )
    return Row([Icon(row.icon, 18), words], gap=10, tooltip=operation.text, name=operation.name)


def _head(
    view: SeatView, member: int, active: int, choose_member: Callable[[int], Answer]
) -> Widget:
    seat = view.table.seats[member]
    you = member == view.seat
    face = member_head(seat.id.upper() if len(seat.short) > 10 else seat.short, seat.flag, you=you)
    place = member + 1
    return Column(
        [face],
        across="center",
        role="button",
        name=_("Contributions of {member}").format(member=seat.name),
        value=_("being edited") if member in (view.seat, active) else "",
        tooltip=_("{member}: press, or key {key}, to ask it for more or less").format(
            member=seat.name, key=place
        )
        if not you
        else _("What you offer"),
        on_press=None if you else lambda: choose_member(member),
        key=f"head {seat.id}",
        radius=4,
    )


def _stepper(
    view: SeatView, text: Composition, member: int, slot: int, set_level: SetLevel
) -> Widget:
    table = view.table
    row, place = table.slots[slot], table.level_place(member, slot)
    level, before = text.package.levels[place], text.base.levels[place]
    free = unused(view, text.package, member, row.resource)
    stock = units(table, row.resource, view.stock[member][row.resource])
    return Stepper(
        level,
        lambda amount: set_level(place, amount),
        high=level + max(0, free),
        changed=level != before,
        name=f"{table.seats[member].name}, {row.name}",
        reason=_("{member} has {stock} in all.").format(
            member=table.seats[member].name, stock=stock
        ),
        align="center",
        key=f"level {place}",
    )


def _cell(
    view: SeatView,
    text: Composition,
    member: int,
    place: int,
    choose_member: Callable[[int], Answer],
) -> Widget:
    level, before = text.package.levels[place], text.base.levels[place]
    step = level - before
    change = f"+{step}" if step > 0 else f"{MINUS}{-step}" if step else ""
    words = number_cell(
        str(level) if level or step else "–", change=change, asked=bool(step), quiet=not level
    )
    words.grow = 1
    seat, row = view.table.seats[member], view.table.slots[place % len(view.table.slots)]
    return Row(
        [words],
        role="button",
        name=f"{seat.name}, {row.name}",
        value=str(level),
        on_press=lambda: choose_member(member),
        key=f"cell {place}",
        min_height=34,
        radius=4,
    )


def _need(view: SeatView, text: Composition, slot: int, first: bool) -> Widget | None:
    if not first:
        return None
    row = view.table.slots[slot]
    operation = view.table.operations[row.operation]
    have, enough = pledged(view, text.package, row.operation), operation.enough
    share = have / enough
    figure = f"{have:g}/{enough:g}"
    bar = Bar(min(1.0, share), None, "teal" if share >= 1 else "text", grow=1, thick=5)
    number = Label(figure, "figure_small", "high", wrap=False, text_align="right", min_width=44)
    return Row(
        [bar, number],
        gap=8,
        name=_("{operation}: pledged of what is enough").format(operation=operation.name),
        value=figure,
        tooltip=_(
            "{have} of {enough} weighted units, at which the task reaches two thirds of its effect."
        ).format(have=f"{have:g}", enough=f"{enough:g}"),
    )
