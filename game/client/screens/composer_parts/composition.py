"""A text being composed: what it builds on, what was changed, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.commands import EFFORT, AmendDraft, Command, TableDraft
from game.engine.package import Alteration, Package, altered, differences
from game.engine.red_lines import crossed
from game.engine.view import SeatView
from game.negotiation.moves import fitted
from game.scenario.models.members import RedLineSpec


@dataclass(frozen=True, slots=True)
class Composition:
    """
    A package as changed so far, and the *base* it differs from.

    *draft* is the draft that it amends, 0 for a new text built on what is in force.
    """

    draft: int
    base: Package
    package: Package

    @classmethod
    def begun(cls, view: SeatView, draft: int = 0, package: Package | None = None) -> Composition:
        """A composition on an open draft or on what is in force, as it can be tabled this turn."""
        found = view.draft(draft) if draft else None
        if found is None or found.status != "open":
            draft, base = 0, view.in_force
        else:
            base = found.package
        return cls(draft, base, fitted(view, package or base))

    def with_change(self, what: Alteration) -> Composition:
        """The composition after one more change."""
        return replace(self, package=what.applied(self.package))

    def with_changes(self, changes: tuple[Alteration, ...]) -> Composition:
        """The composition after several changes."""
        return replace(self, package=altered(self.package, changes))

    def undone(self, term: int) -> Composition:
        """The composition with a term as it was."""
        return self.with_change(Alteration("term", term, self.base.terms[term]))

    @property
    def changes(self) -> tuple[Alteration, ...]:
        """What differs from the base."""
        return differences(self.base, self.package)

    def changed_terms(self) -> int:
        """How many terms differ."""
        return sum(change.what == "term" for change in self.changes)

    def changed_contributions(self) -> int:
        """How many contributions differ, in level or restriction."""
        return len({change.place for change in self.changes if change.what != "term"})

    @property
    def command(self) -> Command:
        """The command that tables it."""
        if self.draft:
            return AmendDraft(self.draft, self.package)
        return TableDraft(self.package)

    @property
    def effort(self) -> int:
        """What tabling it costs."""
        return EFFORT[self.command.kind]

    def red_lines(self, view: SeatView) -> tuple[RedLineSpec, ...]:
        """This seat's limits that it crosses and that are not waived."""
        return crossed(view.table, view.seat, view.mind.red_lines, self.package, view.waivers)

    def is_new(self, view: SeatView) -> bool:
        """Whether it says anything that is not in force or on the table already."""
        if self.package == view.in_force and not view.may_renew:
            return False
        return all(draft.package != self.package for draft in view.open_drafts)


def unused(view: SeatView, package: Package, member: int, resource: int) -> int:
    """Units of a resource that a member has and that *package* does not use."""
    table = view.table
    used = sum(
        package.levels[table.level_place(member, slot)]
        for slot, row in enumerate(table.slots)
        if row.resource == resource
    )
    return view.stock[member][resource] - used


def shares(view: SeatView, package: Package) -> tuple[float, ...]:
    """Each member's share of the effort in *package*, by cost, 0 to 1."""
    table = view.table
    count = len(table.slots)
    given = [
        sum(package.levels[m * count + n] * row.cost for n, row in enumerate(table.slots))
        for m in table.members
    ]
    total = sum(given)
    return tuple(g / total if total else 0.0 for g in given)


def pledged(view: SeatView, package: Package, operation: int) -> float:
    """Weighted units that *package* commits to an operation."""
    table = view.table
    count = len(table.slots)
    return sum(
        package.levels[m * count + n] * row.weight
        for m in table.members
        for n, row in enumerate(table.slots)
        if row.operation == operation
    )
