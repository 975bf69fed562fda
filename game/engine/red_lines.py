"""Red lines: which of a member's limits a package crosses."""

from __future__ import annotations

from collections.abc import Collection

from game.engine.package import Package
from game.engine.sums import added
from game.engine.table import Table
from game.scenario.models.members import RedLineSpec


def crossed(
    table: Table,
    member: int,
    red_lines: tuple[RedLineSpec, ...],
    package: Package,
    waived: Collection[str] = (),
) -> tuple[RedLineSpec, ...]:
    """Return the limits of *member* that *package* crosses and that are not waived."""
    return tuple(
        line
        for line in red_lines
        if line.id not in waived
        and _crosses(table, member, line, package)
        and not _lifted(table, line, package)
    )


def _lifted(table: Table, line: RedLineSpec, package: Package) -> bool:
    """Whether an answer to another term of the same text lifts the limit."""
    return any(
        term.answers[package.terms[place]].id in line.unless.get(term.id, ())
        for place, term in enumerate(table.terms)
    )


def _crosses(table: Table, member: int, line: RedLineSpec, package: Package) -> bool:
    if line.term is not None:
        place = next(n for n, term in enumerate(table.terms) if term.id == line.term)
        answer = table.terms[place].answers[package.terms[place]]
        if answer.number is None:
            return answer.id in line.options
        low, high = line.at_least, line.at_most
        return (low is not None and answer.number < low) or (
            high is not None and answer.number > high
        )
    if line.operation is not None and line.level is not None:
        sent = added(
            package.levels[table.level_place(member, slot)]
            for slot, row in enumerate(table.slots)
            if table.operations[row.operation].id == line.operation
        )
        return sent > line.level
    return False
