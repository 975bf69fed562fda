"""Free riding: what harm reaches each member, and what protection can be kept from idlers."""

from functools import lru_cache
from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course
from game.engine.table import Table, usual_activity

ID = "free_riding"


def run(course: Course, p: Any) -> None:
    """Set each member's exposure from incidents, its risk, and its access to protection."""
    put = course.put
    table, values, layout = course.table, course.values, course.layout
    zones = len(table.zones)
    harm = start = 0.0
    for number, pressure in enumerate(table.pressures):
        success = values[layout.of_pressure("success", number)] / FULL
        rate = 0.25 + success / (pressure.success / 100)
        first = layout.of_zone(number, 0)
        for place in range(first, first + zones):
            harm += values[place] / 1000 * rate
        start += usual_activity(table, number) * 1.25
    if not start:
        return
    withheld = _withheld(course)
    shield = _shield(table)
    exposure = layout.of_member("exposure", 0)
    reputation = layout.of_member("reputation", 0)
    standing = p.standing * 1000
    for n, scale in enumerate(_scales(table, p.common)):
        reach = harm / start * scale
        level = FULL * reach / (reach + 1)
        place = exposure + n
        put(ID, place, level - values[place], "harm", "incidents", harm)
        access = p.outsider
        if course.inputs.parties[n]:
            short = max(0.0, (standing - values[reputation + n]) / standing)
            access = max(0.0, 1 - p.exclusion * short)
        own = course.deeds.shielding[n]
        kept = max(withheld * access, shield * own / (own + p.own_half))
        if kept:
            put(ID, place, -level * kept, "protected", "access", access)
        lost = withheld * (1 - access)
        if lost:
            put(ID, place, level * lost * p.moved, "left_outside", "access", access)


def _withheld(course: Course) -> float:
    """The share of harm from which those with access are shielded by common forces."""
    most = 0.0
    for slot, row in enumerate(course.table.slots):
        if row.kind == "suppress" and row.excludable and course.deeds.joint_units[slot]:
            most = max(most, row.excludable * course.coverage[row.zone])
    return most


@lru_cache(maxsize=32)
def _scales(table: Table, common: float) -> tuple[float, ...]:
    """How much of the harm reaches each member, beside a mean one."""
    fair = 1 / len(table.seats)
    return tuple(common + (1 - common) * seat.risk / fair for seat in table.seats)


@lru_cache(maxsize=32)
def _shield(table: Table) -> float:
    """How far a member can shield its own alone."""
    return max((row.excludable for row in table.slots if row.kind == "suppress"), default=0.0)


RULE = Rule(
    id=ID,
    concept="challenge.free_riding",
    name="Free riding and exclusion",
    assumption="Less harm is good for all, whoever pays; but escort and intelligence can be kept "
    "from outsiders and from those whose word is worth little.",
    formula="exposure = 100 × reach ÷ (reach + 1), reach = harm beside the start × risk; protected "
    "= excludable × coverage × access, or own units ÷ (own units + own_half) if that is "
    "more; access falls below standing",
    literature="Olson and Zeckhauser (1966); Kim and Sandler (2020)",
    parameters=(
        Parameter(
            "exclusion",
            0.8,
            0.0,
            1.0,
            "share",
            "low",
            "Access lost by a member whose word is worth nothing.",
        ),
        Parameter("outsider", 0.25, 0.0, 1.0, "share", "medium", "Access without being bound."),
        Parameter(
            "standing", 50.0, 10.0, 90.0, "points", "low", "Reputation from which access is full."
        ),
        Parameter(
            "own_half",
            1.3,
            0.5,
            20.0,
            "units",
            "low",
            "Own units at which half of what escort can shield is shielded alone.",
        ),
        Parameter(
            "common", 0.4, 0.0, 1.0, "share", "medium", "Part of the harm that reaches all alike."
        ),
        Parameter(
            "moved", 0.5, 0.0, 1.0, "share", "low", "Harm that turns to those without protection."
        ),
    ),
    reads=("activity", "success", "coverage", "reputation", "parties"),
    writes=(Write("exposure", "follows harm; falls with access to protection"),),
    run=run,
)
