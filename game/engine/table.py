"""The public half of a game: what every seat may know of the scenario, compiled for the rules.

Hidden values of members are in ``minds``; nothing here depends on them or on the seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, get_args

from game.engine.quantities import Layout
from game.engine.sums import added
from game.scenario.models.framework import DecisionSpec
from game.scenario.models.scenario import PresetSpec, ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec
from game.scenario.models.world import (
    ActorSpec,
    Lever,
    OperationSpec,
    PressureSpec,
    ResourceSpec,
    TrackSpec,
    ZoneSpec,
)

if TYPE_CHECKING:
    from game.engine.minds import Prior
    from game.engine.package import Package
    from game.engine.rules.base import BoundRule

LEVERS: tuple[str, ...] = get_args(Lever)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a term: what it works on and what it costs. Costs are 10 M USD a turn."""

    id: str
    name: str
    text: str
    levers: tuple[float, ...]
    depth: float
    cost: float
    cost_to: tuple[float, ...]
    opens: frozenset[int]
    lasts: int | None
    number: float | None
    overlay: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A collective question with its answers, in order."""

    id: str
    name: str
    question: str
    icon: str
    kind: str
    unit: str
    answers: tuple[Answer, ...]
    status_quo: int
    review: int

    def place(self, answer: str) -> int | None:
        """The index of the answer with this id, if there is one."""
        return next((n for n, a in enumerate(self.answers) if a.id == answer), None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a set of answers works on together: sums of levers, depth and costs, zones opened."""

    levers: tuple[float, ...]
    depth: float
    cost: float
    cost_to: tuple[float, ...]
    opens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A pair of operation and resource: a row of the contributions. Cost is 10 M USD a turn."""

    id: str
    operation: int
    resource: int
    weight: float
    cost: float
    deployed: bool
    zone: int
    kind: str
    half: float
    excludable: float
    name: str
    short: str
    icon: str


@dataclass(frozen=True, slots=True)
class Seat:
    """What everyone knows of a member. Ability and risk are shares of the table's sum."""

    id: str
    name: str
    short: str
    flag: str
    role: str
    aim: str
    voting_weight: float
    ability: float
    risk: float
    stock: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """A scenario as every seat may know it."""

    id: str
    title: str
    subtitle: str
    summary: str
    notice: str
    map: str
    map_view: str
    framework: str
    framework_text: str
    decision: DecisionSpec
    chair: int | None
    start: str
    turn_months: int
    turns: int
    rounds: int
    effort: int
    open_terms: int
    start_turn: int
    preset: PresetSpec
    duration_term: int | None
    lasts: int
    seats: tuple[Seat, ...]
    terms: tuple[Term, ...]
    resources: tuple[ResourceSpec, ...]
    slots: tuple[Slot, ...]
    zones: tuple[ZoneSpec, ...]
    operations: tuple[OperationSpec, ...]
    pressures: tuple[PressureSpec, ...]
    actors: tuple[ActorSpec, ...]
    tracks: tuple[TrackSpec, ...]
    drafts: tuple[tuple[str, str, Package], ...]
    priors: tuple[Prior, ...]
    rules: tuple[BoundRule, ...]
    layout: Layout

    @cached_property
    def members(self) -> range:
        """Indices of the members."""
        return range(len(self.seats))

    @cached_property
    def quarters(self) -> float:
        """Quarters in a turn."""
        return self.turn_months / 3

    @cached_property
    def status_quo(self) -> Package:
        """The package that holds without agreement: terms as they are, no contributions."""
        from game.engine.package import Package

        empty = (0,) * (len(self.seats) * len(self.slots))
        return Package(tuple(term.status_quo for term in self.terms), empty, empty)

    @cached_property
    def open_zones(self) -> frozenset[int]:
        """Zones in which operations may act without a term that opens them."""
        return frozenset(n for n, zone in enumerate(self.zones) if zone.open_at_start)

    @cached_property
    def seat_places(self) -> dict[str, int]:
        """The index of each seat's id."""
        return {seat.id: place for place, seat in enumerate(self.seats)}

    def level_place(self, member: int, slot: int) -> int:
        """The place of a member's contribution in ``Package.levels``."""
        return member * len(self.slots) + slot

    def owner(self, place: int) -> int:
        """The member whose contribution stands at a place of ``Package.levels``."""
        return place // len(self.slots)

    def slot_of(self, place: int) -> int:
        """The slot of a place of ``Package.levels``."""
        return place % len(self.slots)

    def month(self, turn: int) -> tuple[int, int]:
        """Year and month (1-12) in which a turn begins."""
        year, month = (int(part) for part in self.start.split("-"))
        months = month - 1 + (self.start_turn - 1 + turn - 1) * self.turn_months
        return year + months // 12, months % 12 + 1

    def season(self, pressure: int, turn: int) -> float:
        """Mean seasonal factor of a pressure over the quarters of a turn."""
        return _season(self, pressure, turn)


@lru_cache(maxsize=4096)
def _season(table: Table, pressure: int, turn: int) -> float:
    _, month = table.month(turn)
    factors = table.pressures[pressure].season
    first = (month - 1) // 3
    count = max(1, round(table.quarters))
    return added(factors[(first + n) % 4] for n in range(count)) / count


@lru_cache(maxsize=256)
def usual_activity(table: Table, pressure: int) -> float:
    """Incidents a turn of a pressure in all zones, as the scenario begins."""
    return added(table.pressures[pressure].activity.values()) * table.quarters


@lru_cache(maxsize=4096)
def chosen(table: Table, terms: tuple[int, ...]) -> Chosen:
    """What the answers *terms* work on together."""
    answers = [term.answers[a] for term, a in zip(table.terms, terms, strict=True)]
    opens: frozenset[int] = frozenset().union(*(answer.opens for answer in answers))
    return Chosen(
        levers=tuple(added(a.levers[n] for a in answers) for n in range(len(LEVERS))),
        depth=added(a.depth for a in answers),
        cost=added(a.cost for a in answers),
        cost_to=tuple(added(a.cost_to[n] for a in answers) for n in table.members),
        opens=opens,
    )


def public_table(
    scenario: ScenarioSpec,
    framework_name: str,
    framework_text: str,
    decision: DecisionSpec,
    resources: tuple[ResourceSpec, ...],
    preset: PresetSpec,
    priors: tuple[Prior, ...],
    rules: tuple[BoundRule, ...],
    *,
    aliases: bool = False,
) -> Table:
    """Compile the public half of a checked scenario; references are known to be sound."""
    layout = Layout(
        tuple(m.id for m in scenario.members),
        tuple(z.id for z in scenario.zones),
        tuple(p.id for p in scenario.pressures),
        tuple(t.id for t in scenario.tracks if t.quantity == "own"),
    )
    terms = tuple(_term(term, scenario) for term in scenario.terms)
    slots = _slots(scenario, resources)
    ids = [m.id for m in scenario.members]
    return Table(
        id=scenario.id,
        title=scenario.title,
        subtitle=scenario.subtitle,
        summary=scenario.summary,
        notice=scenario.notice,
        map=scenario.map,
        map_view=scenario.map_view,
        framework=framework_name,
        framework_text=framework_text,
        decision=decision,
        chair=ids.index(scenario.chair) if scenario.chair else None,
        start=scenario.start,
        turn_months=scenario.turn_months,
        turns=preset.turns,
        rounds=preset.rounds,
        effort=preset.effort,
        open_terms=preset.open_terms,
        start_turn=preset.start_turn,
        preset=preset,
        duration_term=_index(scenario.duration_term, [t.id for t in scenario.terms]),
        lasts=scenario.lasts,
        seats=_seats(scenario, resources, aliases),
        terms=terms,
        resources=resources,
        slots=slots,
        zones=scenario.zones,
        operations=scenario.operations,
        pressures=scenario.pressures,
        actors=scenario.actors,
        tracks=scenario.tracks,
        drafts=_drafts(scenario, terms, slots),
        priors=priors,
        rules=rules,
        layout=layout,
    )


def _index(value: str | None, ids: list[str]) -> int | None:
    return ids.index(value) if value is not None else None


def _seats(
    scenario: ScenarioSpec, resources: tuple[ResourceSpec, ...], aliases: bool
) -> tuple[Seat, ...]:
    ability = added(m.ability for m in scenario.members)
    risk = added(m.risk for m in scenario.members)
    return tuple(
        Seat(
            id=m.id,
            name=m.alias if aliases else m.name,
            short=m.alias if aliases else m.short,
            flag="" if aliases else m.flag,
            role=m.role,
            aim=m.aim,
            voting_weight=m.voting_weight,
            ability=m.ability / ability,
            risk=m.risk / risk,
            stock=tuple(m.resources.get(r.id, 0) for r in resources),
        )
        for m in scenario.members
    )


def _slots(scenario: ScenarioSpec, resources: tuple[ResourceSpec, ...]) -> tuple[Slot, ...]:
    quarters = scenario.turn_months / 3
    by_id = {r.id: n for n, r in enumerate(resources)}
    zones = [z.id for z in scenario.zones]
    slots = []
    for place, operation in enumerate(scenario.operations):
        for need in operation.needs:
            resource = resources[by_id[need.resource]]
            slots.append(
                Slot(
                    id=f"{operation.id}.{resource.id}",
                    operation=place,
                    resource=by_id[need.resource],
                    weight=need.weight,
                    cost=resource.cost * quarters,
                    deployed=resource.deployed,
                    zone=zones.index(operation.zone) if operation.zone else -1,
                    kind=operation.kind,
                    half=operation.enough / 2,
                    excludable=operation.excludable,
                    name=f"{resource.name}: {operation.name}",
                    short=resource.name,
                    icon=resource.icon,
                )
            )
    return tuple(slots)


def _levers(levers: dict[Lever, float], part: float = 1.0) -> tuple[float, ...]:
    named: dict[str, float] = {str(name): value for name, value in levers.items()}
    return tuple(named.get(name, 0.0) * part for name in LEVERS)


def _term(term: ChoiceSpec | ScaleSpec, scenario: ScenarioSpec) -> Term:
    quarters = scenario.turn_months / 3
    ids = [m.id for m in scenario.members]
    zones = [z.id for z in scenario.zones]
    if isinstance(term, ScaleSpec):
        answers = tuple(
            _scale_answer(term, place, number, quarters, len(ids))
            for place, number in enumerate(term.answers)
        )
        quo = min(range(len(answers)), key=lambda n: (abs(term.answers[n] - term.status_quo), n))
    else:
        answers = tuple(
            Answer(
                id=option.id,
                name=option.name,
                text=option.text,
                levers=_levers(option.levers),
                depth=option.depth,
                cost=option.cost * quarters,
                cost_to=tuple(option.cost_to.get(i, 0.0) * quarters for i in ids),
                opens=frozenset(zones.index(z) for z in option.opens),
                lasts=option.lasts,
                number=None,
                overlay=option.overlay,
            )
            for option in term.options
        )
        quo = [option.id for option in term.options].index(term.status_quo)
    unit = term.unit if isinstance(term, ScaleSpec) else ""
    return Term(
        term.id, term.name, term.question, term.icon, term.kind, unit, answers, quo, term.review
    )


def _scale_answer(
    term: ScaleSpec, place: int, number: float, quarters: float, members: int
) -> Answer:
    part = (number - term.low) / (term.high - term.low)
    figure = f"{number:g}"
    return Answer(
        id=figure,
        name=f"{figure} {term.unit}".strip(),
        text=term.question,
        levers=_levers(term.levers, part),
        depth=term.depth * part,
        cost=term.cost * part * quarters,
        cost_to=(0.0,) * members,
        opens=frozenset(),
        lasts=None,
        number=number,
        overlay=term.overlays[place] if place < len(term.overlays) else None,
    )


def _drafts(
    scenario: ScenarioSpec, terms: tuple[Term, ...], slots: tuple[Slot, ...]
) -> tuple[tuple[str, str, Package], ...]:
    from game.engine.package import Package

    ids = [m.id for m in scenario.members]
    slot_ids = [slot.id for slot in slots]
    found = []
    for draft in scenario.drafts:
        answers = [term.status_quo for term in terms]
        for place, term in enumerate(terms):
            wanted = draft.terms.get(term.id)
            if wanted is not None:
                name = wanted if isinstance(wanted, str) else f"{wanted:g}"
                answers[place] = term.place(name) or 0
        levels = [0] * (len(ids) * len(slots))
        caveats = [0] * len(levels)
        for given in draft.contributions:
            slot = slot_ids.index(f"{given.operation}.{given.resource}")
            place = ids.index(given.member) * len(slots) + slot
            levels[place] = given.level
            caveats[place] = round(given.caveat * 1000)
        package = Package(tuple(answers), tuple(levels), tuple(caveats))
        found.append((draft.id, draft.name, package))
    return tuple(found)
