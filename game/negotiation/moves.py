"""Moves: the small changes of a package that negotiation is made of."""

from __future__ import annotations

from game.engine.package import Alteration, Package
from game.engine.view import SeatView


def term_moves(view: SeatView, package: Package) -> list[Alteration]:
    """Every other answer to each open term."""
    return [
        Alteration("term", term, answer)
        for term in view.agenda
        for answer in range(len(view.table.terms[term].answers))
        if answer != package.terms[term]
    ]


def level_moves(
    view: SeatView, package: Package, members: tuple[int, ...] | None = None
) -> list[Alteration]:
    """One unit more or less of each contribution that its owner could make."""
    table = view.table
    count = len(table.slots)
    found = []
    for member in members if members is not None else tuple(table.members):
        used = [0] * len(table.resources)
        for slot, row in enumerate(table.slots):
            used[row.resource] += package.levels[member * count + slot]
        for slot, row in enumerate(table.slots):
            place = member * count + slot
            level = package.levels[place]
            if used[row.resource] < view.stock[member][row.resource]:
                found.append(Alteration("level", place, level + 1))
            if level > 0:
                found.append(Alteration("level", place, level - 1))
    return found


def all_moves(view: SeatView, package: Package) -> list[Alteration]:
    """Every single change of a package that could be tabled this turn."""
    return term_moves(view, package) + level_moves(view, package)


def fitted(view: SeatView, package: Package) -> Package:
    """
    Return *package* as it could be tabled this turn.

    Closed terms stay as they are in force; contributions are cut to what owners have.
    """
    table = view.table
    count = len(table.slots)
    terms = tuple(
        new if n in view.agenda else old
        for n, (old, new) in enumerate(zip(view.in_force.terms, package.terms, strict=True))
    )
    levels = list(package.levels)
    for member in table.members:
        left = list(view.stock[member])
        for slot, row in enumerate(table.slots):
            place = member * count + slot
            levels[place] = min(levels[place], left[row.resource])
            left[row.resource] -= levels[place]
    return Package(terms, tuple(levels), package.caveats)
