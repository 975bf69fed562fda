"""What each seat takes hidden quantities to be: errors drawn once a turn, at its briefing."""

from __future__ import annotations

from game.engine.draws import draw
from game.engine.events import CHAIR
from game.engine.quantities import ESTIMATED, FULL, PRIVATE, THOUSAND
from game.engine.setting import Setting
from game.engine.table import Table

Rows = tuple[tuple[int, ...], ...]


def estimated(
    table: Table,
    seat: int,
    values: tuple[int, ...],
    before: tuple[int, ...],
    errors: tuple[int, ...],
) -> tuple[int, ...]:
    """
    Return what a seat takes the values to be, in thousandths, within bounds.

    What others keep to themselves is known as of the turn's beginning (*before*): a change within
    the turn would be told exactly by two looks, since a seat's errors stay the same for a turn.
    """
    seen = list(values)
    for place in table.layout.kept_by_others[seat]:
        seen[place] = before[place]
    lows, highs = table.layout.limits
    for place, error in enumerate(errors):
        if error:
            seen[place] = max(lows[place], min(highs[place], seen[place] + error))
    return tuple(seen)


def drawn_errors(
    setting: Setting, turn: int, values: tuple[int, ...], stock: Rows
) -> tuple[Rows, Rows]:
    """
    Draw each seat's errors and their greatest size (widths); intelligence narrows them.

    *stock* is units by member and resource. The last row is the published picture, which the
    chair and everyone else may read.
    """
    table, layout = setting.table, setting.table.layout
    information = values[4] / FULL
    errors, widths = [], []
    for seat in (*table.members, CHAIR):
        own = _own_picture(table, stock[seat]) if seat >= 0 else 0.0
        name = table.seats[seat].id if seat >= 0 else "chair"
        doubt = 0.05 + 0.30 * (1 - information) * (1 - 0.5 * own)
        row_error, row_width = [], []
        for place, key in enumerate(layout.keys):
            width = _width(layout.kind(place), layout.owner(place), name, values[place], doubt)
            lot = draw(setting.seed, turn, "estimate", name, key)
            row_width.append(width)
            row_error.append(round(width * (lot / 500_000 - 1)) if width else 0)
        errors.append(tuple(row_error))
        widths.append(tuple(row_width))
    return tuple(errors), tuple(widths)


def _own_picture(table: Table, stock: tuple[int, ...]) -> float:
    """How much a seat sees by itself: its stock of what feeds the picture, 0 to 1."""
    units = 0.0
    seen = set()
    for row in table.slots:
        if row.kind == "picture" and row.resource not in seen:
            seen.add(row.resource)
            units += stock[row.resource] * row.weight
    return units / (units + 3)


def _width(kind: str, owner: str | None, seat: str, value: int, doubt: float) -> int:
    if kind in ESTIMATED:
        return round(max(2 * THOUSAND, value) * doubt)
    if kind in PRIVATE and owner != seat:
        return round(20 * THOUSAND * doubt + 2 * THOUSAND)
    if kind == "trust" and owner != seat:
        return round(12 * THOUSAND * doubt + 2 * THOUSAND)
    return 0
