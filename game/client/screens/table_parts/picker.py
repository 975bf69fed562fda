"""Choosing one change of a text: a term's answer, or what a member gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.client.layout import Column, Row
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.choice import Dropdown, Option, Segmented
from game.client.widgets.controls import Stepper
from game.engine.package import Alteration, Package
from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _


@dataclass(frozen=True, slots=True)
class Pick:
    """A change as it is being chosen; ``member`` gives ``units`` in ``slot``."""

    what: str
    term: int
    answer: int
    member: int
    slot: int
    units: int

    def change(self, view: SeatView) -> Alteration:
        """The change as the game takes it."""
        if self.what == "term":
            return Alteration("term", self.term, self.answer)
        return Alteration("level", view.table.level_place(self.member, self.slot), self.units)

    def differs(self, view: SeatView, package: Package) -> bool:
        """Whether it changes *package* at all."""
        return self.change(view).applied(package) != package


def first_pick(view: SeatView, package: Package, member: int) -> Pick:
    """A pick to begin with: the first open term, else a unit more from *member*."""
    slot = next((n for n, s in enumerate(view.table.slots) if view.stock[member][s.resource]), 0)
    units = package.levels[view.table.level_place(member, slot)]
    term = view.agenda[0] if view.agenda else 0
    what = "term" if view.agenda else "level"
    return Pick(what, term, package.terms[term], member, slot, units)


def most_units(view: SeatView, package: Package, member: int, slot: int) -> int:
    """Units that a member can still give in a slot beside what it gives elsewhere."""
    table = view.table
    resource = table.slots[slot].resource
    elsewhere = sum(
        package.levels[table.level_place(member, n)]
        for n, other in enumerate(table.slots)
        if n != slot and other.resource == resource
    )
    return max(0, view.stock[member][resource] - elsewhere)


def picker(
    view: SeatView,
    package: Package,
    pick: Pick,
    put: Callable[[Pick], None],
    *,
    name: str,
    members: tuple[int, ...] = (),
) -> Widget:
    """The controls of a pick; *put* takes the changed one, *members* limits who may be named."""

    def choose(key: str) -> Callable[[str], Answer]:
        def act(value: str) -> Answer:
            put(_changed(view, package, pick, key, value))
            return None

        return act

    def count(units: int) -> Answer:
        put(replace(pick, units=units))
        return None

    kinds = [
        Option("term", _("A term"), "" if view.agenda else _("No term is open this turn.")),
        Option("level", _("A contribution")),
    ]
    head = Segmented(kinds, pick.what, choose("what"), name=_("{name}: kind").format(name=name))
    if pick.what == "term":
        fields: list[Widget] = _term_fields(view, package, pick, choose, name)
    else:
        fields = _level_fields(view, package, pick, choose, count, name, members)
    return Column([Label(name, "strong/14", "high"), head, Row(fields, gap=8)], gap=6, key=name)


def _term_fields(
    view: SeatView,
    package: Package,
    pick: Pick,
    choose: Callable[[str], Callable[[str], Answer]],
    name: str,
) -> list[Widget]:
    table = view.table
    terms = [Option(str(n), table.terms[n].name) for n in view.agenda]
    now = package.terms[pick.term]
    answers = [
        Option(str(n), a.name + (_(" (as it is)") if n == now else ""))
        for n, a in enumerate(table.terms[pick.term].answers)
    ]
    return [
        Dropdown(terms, str(pick.term), choose("term"), name=_("{name}: term").format(name=name)),
        Dropdown(
            answers,
            str(pick.answer),
            choose("answer"),
            name=_("{name}: answer").format(name=name),
            grow=1,
        ),
    ]


def _level_fields(
    view: SeatView,
    package: Package,
    pick: Pick,
    choose: Callable[[str], Callable[[str], Answer]],
    count: Callable[[int], Answer],
    name: str,
    members: tuple[int, ...],
) -> list[Widget]:
    table = view.table
    who = [Option(str(m), table.seats[m].short) for m in members or tuple(table.members)]
    slots = [
        Option(
            str(n),
            _("{resource}, {operation}").format(
                resource=slot.short,
                operation=names.inner(table, table.operations[slot.operation].name),
            ),
            ""
            if view.stock[pick.member][slot.resource]
            else _("{member} has none.").format(member=table.seats[pick.member].short),
        )
        for n, slot in enumerate(table.slots)
    ]
    most = most_units(view, package, pick.member, pick.slot)
    before = package.levels[table.level_place(pick.member, pick.slot)]
    return [
        Dropdown(who, str(pick.member), choose("member"), name=_("{n}: member").format(n=name)),
        Dropdown(slots, str(pick.slot), choose("slot"), name=_("{n}: task").format(n=name), grow=1),
        Stepper(
            pick.units,
            count,
            high=max(most, pick.units),
            changed=pick.units != before,
            name=_("{n}: units").format(n=name),
            reason=_("It has no more to give."),
        ),
    ]


def _changed(view: SeatView, package: Package, pick: Pick, key: str, value: str) -> Pick:
    table = view.table
    if key == "what":
        return replace(pick, what=value)
    if key == "term":
        term = int(value)
        return replace(pick, term=term, answer=package.terms[term])
    if key == "answer":
        return replace(pick, answer=int(value))
    member = int(value) if key == "member" else pick.member
    slot = int(value) if key == "slot" else pick.slot
    return replace(
        pick, member=member, slot=slot, units=package.levels[table.level_place(member, slot)]
    )
