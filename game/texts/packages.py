"""Packages in words: what they say, and what changes from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from game.texts import names
from game.texts.catalogue import _, ngettext
from game.texts.numbers import listed, per_cent
from game.texts.shapes import AlterationShape, PackageShape, TableShape


def package_lines(table: TableShape, package: PackageShape) -> tuple[str, ...]:
    """Return every answer and contribution, one a line: ``Area: Corridor and basin``."""
    lines = [
        _("{term}: {answer}").format(term=term.name, answer=term.answers[answer].name)
        for term, answer in zip(table.terms, package.terms, strict=True)
    ]
    count = len(table.slots)
    for member, seat in enumerate(table.seats):
        given = [
            _given(table, package, place)
            for place in range(member * count, (member + 1) * count)
            if package.levels[place]
        ]
        if given:
            lines.append(_("{member}: {things}").format(member=seat.name, things=listed(given)))
    return tuple(lines)


def _given(table: TableShape, package: PackageShape, place: int) -> str:
    slot = table.slots[place % len(table.slots)]
    units = names.units(table, slot.resource, package.levels[place])
    operation = names.operation(table, slot.operation)
    if package.caveats[place]:
        return _("{units} for {operation} (restricted by {share})").format(
            units=units, operation=operation, share=per_cent(package.caveats[place])
        )
    return _("{units} for {operation}").format(units=units, operation=operation)


def difference_lines(table: TableShape, old: PackageShape, new: PackageShape) -> tuple[str, ...]:
    """
    Return what turns *old* into *new*, one change a line; a member's contributions share one.

    ``area to corridor and basin``, ``France commits 2 ships for escort in the corridor``.
    """
    lines = [
        term_change(table, place, after)
        for place, (before, after) in enumerate(zip(old.terms, new.terms, strict=True))
        if before != after
    ]
    count = len(table.slots)
    for member in range(len(table.seats)):
        changed = [
            _change(table, old, new, place)
            for place in range(member * count, (member + 1) * count)
            if (old.levels[place], old.caveats[place]) != (new.levels[place], new.caveats[place])
            and (old.levels[place] or new.levels[place])
        ]
        if changed:
            lines.append(
                _("{member} commits {things}").format(
                    member=names.member(table, member), things=listed(changed)
                )
            )
    return tuple(lines)


def term_change(table: TableShape, term: int, answer: int) -> str:
    """Return a term's new answer: ``area to corridor and basin``."""
    return _("{term} to {answer}").format(
        term=names.term(table, term), answer=names.answer(table, term, answer)
    )


def _change(table: TableShape, old: PackageShape, new: PackageShape, place: int) -> str:
    before, after = old.levels[place], new.levels[place]
    given = _given(table, new, place)
    if before == 0 or before == after:
        return given
    slot = table.slots[place % len(table.slots)]
    if after == 0:
        return _("{units} any more for {operation}").format(
            units=names.units(table, slot.resource, 0),
            operation=names.operation(table, slot.operation),
        )
    if after > before:
        return _("{given} ({count} more)").format(given=given, count=after - before)
    return _("{given} ({count} fewer)").format(given=given, count=before - after)


def difference_clause(
    table: TableShape, old: PackageShape, new: PackageShape, most: int = 4
) -> str:
    """Return the differences within a sentence, at most *most*: ``area to coast; ...``."""
    lines = difference_lines(table, old, new)
    if not lines:
        return _("no change")
    shown = list(lines[:most])
    rest = len(lines) - len(shown)
    if rest:
        shown.append(
            ngettext("{count} further change", "{count} further changes", rest).format(count=rest)
        )
    return "; ".join(shown)


def changed_clause(table: TableShape, package: Any, change: AlterationShape) -> str:
    """Return one change of *package*, a frozen dataclass, as done: ``France commits 2 ships``."""
    field = {"term": "terms", "level": "levels", "caveat": "caveats"}[change.what]
    values = getattr(package, field)
    changed = (*values[: change.place], change.to, *values[change.place + 1 :])
    return difference_clause(table, package, replace(package, **{field: changed}))


def alteration_line(table: TableShape, package: PackageShape, change: AlterationShape) -> str:
    """Return one change of *package* as a wish: ``India sent 1 ship more for escort``."""
    if change.what == "term":
        return _("{term} were {answer}").format(
            term=names.term(table, change.place),
            answer=names.answer(table, change.place, change.to),
        )
    slot = table.slots[change.place % len(table.slots)]
    member = names.member(table, change.place // len(table.slots))
    operation = names.operation(table, slot.operation)
    if change.what == "caveat":
        if not change.to:
            return _("{member} lifted its restriction on {operation}").format(
                member=member, operation=operation
            )
        return _("{member} could restrict what it sends for {operation} by {share}").format(
            member=member, operation=operation, share=per_cent(change.to)
        )
    step = change.to - package.levels[change.place]
    if change.to == 0 and step < 0:
        return _("{member} sent {units} for {operation}").format(
            member=member, units=names.units(table, slot.resource, 0), operation=operation
        )
    units = names.units(table, slot.resource, abs(step))
    if step < 0:
        text = _("{member} sent {units} fewer for {operation}")
    elif package.levels[change.place] == 0:
        text = _("{member} sent {units} for {operation}")
    else:
        text = _("{member} sent {units} more for {operation}")
    return text.format(member=member, units=units, operation=operation)


def ask_words(table: TableShape, package: PackageShape, ask: Sequence[AlterationShape]) -> str:
    """Return an ask within a sentence: ``if area were corridor and India sent 1 ship more ...``."""
    wishes = [alteration_line(table, package, change) for change in ask]
    return _("if {wishes}").format(wishes=listed(wishes)) if wishes else ""


def shortfall_line(
    table: TableShape, member: int, owed: Sequence[int], delivered: Sequence[int]
) -> str | None:
    """What a member sent less than it promised, in one sentence; None if it kept its word."""
    count = len(table.slots)
    things = []
    for place in range(member * count, (member + 1) * count):
        if delivered[place] >= owed[place]:
            continue
        slot = table.slots[place % count]
        sent = _("{units} for {operation}").format(
            units=names.units(table, slot.resource, delivered[place]),
            operation=names.operation(table, slot.operation),
        )
        things.append(
            ngettext(
                "{sent} where {owed} was promised",
                "{sent} where {owed} were promised",
                owed[place],
            ).format(sent=sent, owed=owed[place])
        )
    if not things:
        return None
    return names.sentence(
        _("{member} sends less than it promised: {things}.").format(
            member=names.member(table, member), things="; ".join(things)
        )
    )
