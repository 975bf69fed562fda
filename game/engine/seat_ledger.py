"""A seat's own ledger: the same form as the state's, with what it only estimates, adding up too."""

from __future__ import annotations

from game.engine.ledger import Entry
from game.engine.quantities import ESTIMATED, PRIVATE
from game.engine.table import Table

GRAIN = 500


def seat_entries(
    table: Table,
    seat: int,
    turn: int,
    entries: tuple[Entry, ...],
    before: tuple[int, ...],
    after: tuple[int, ...],
    widths: tuple[int, ...],
) -> tuple[Entry, ...]:
    """
    Return the entries that a seat sees of a turn, from *before* to *after* as it estimates them.

    Exact quantities keep their entries. Of estimated ones it sees each cause in coarse amounts,
    and ``estimate_revised`` for the rest; of what others keep to themselves, one ``undisclosed``.
    The entries of every quantity add up to its change.
    """
    own = table.seats[seat].id
    layout = table.layout
    seen: list[Entry] = []
    shown: dict[int, int] = {}
    for entry in entries:
        kind, owner = layout.kind(entry.place), layout.owner(entry.place)
        if owner is not None and owner != own and kind in (*PRIVATE, "trust"):
            continue
        if not widths[entry.place]:
            seen.append(entry)
            shown[entry.place] = shown.get(entry.place, 0) + entry.amount
        elif kind in ESTIMATED:
            coarse = round(entry.amount / GRAIN) * GRAIN
            if coarse:
                seen.append(Entry(entry.turn, entry.rule, entry.cause, entry.place, coarse))
                shown[entry.place] = shown.get(entry.place, 0) + coarse
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        rest = new - old - shown.get(place, 0)
        if rest:
            hidden = layout.kind(place) not in ESTIMATED
            cause = "undisclosed" if hidden else "estimate_revised"
            width = (("range", widths[place]),)
            seen.append(Entry(turn, cause, cause, place, rest, width))
    return tuple(seen)
