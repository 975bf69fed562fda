"""Ledger entries: which rule moved which quantity, by how much, from which cause."""

from collections.abc import Iterable
from dataclasses import dataclass

Fact = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One change of one quantity.

    *place* is the quantity's place in the layout, *amount* in thousandths of its unit, *cause* a
    code of the rule, *facts* the figures behind it (amounts in thousandths, names as ids).
    """

    turn: int
    rule: str
    cause: str
    place: int
    amount: int
    facts: tuple[Fact, ...] = ()


def summed(values: tuple[int, ...], entries: Iterable[Entry]) -> tuple[int, ...]:
    """Return *values* after all *entries*; nothing else may move a value."""
    moved = list(values)
    for entry in entries:
        moved[entry.place] += entry.amount
    return tuple(moved)
