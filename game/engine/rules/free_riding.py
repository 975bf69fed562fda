"""Free riding: what harm reaches each member, and what protection can be kept from idlers."""

from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course

ID = "free_riding"


def run(course: Course, p: Any) -> None:
    """Set each member's exposure from incidents, its risk, and its access to protection."""
    table, values, layout = course.table, course.values, course.layout
    harm = start = 0.0
    for pressure in table.pressures:
        success = values[layout.places[f"success/{pressure.id}"]] / FULL
        rate = 0.25 + success / (pressure.success / 100)
        for zone in table.zones:
            harm += values[layout.places[f"activity/{pressure.id}/{zone.id}"]] / 1000 * rate
        start += sum(pressure.activity.values()) * course.quarters * 1.25
    if not start:
        return
    withheld = _withheld(course)
    shield, own_units = _own_units(course)
    exposure = layout.of_member("exposure", 0)
    reputation = layout.of_member("reputation", 0)
    fair = 1 / len(table.seats)
    for n, seat in enumerate(table.seats):
        scale = p.common + (1 - p.common) * seat.risk / fair
        reach = harm / start * scale
        level = FULL * reach / (reach + 1)
        place = exposure + n
        course.put(ID, place, level - values[place], "harm", (("incidents", round(harm * 1000)),))
        if not course.inputs.parties[n]:
            access = p.outsider
        else:
            short = max(0.0, (p.standing * 1000 - values[reputation + n]) / (p.standing * 1000))
            access = max(0.0, 1 - p.exclusion * short)
        own = own_units[n]
        kept = max(withheld * access, shield * own / (own + p.own_half))
        if kept:
            course.put(ID, place, -level * kept, "protected", (("access", round(access * 1000)),))
        lost = withheld * (1 - access)
        if lost:
            course.put(
                ID,
                place,
                level * lost * p.moved,
                "left_outside",
                (("access", round(access * 1000)),),
            )


def _withheld(course: Course) -> float:
    """The share of harm from which those with access are shielded by common forces."""
    return max(
        (
            row.excludable * course.coverage[row.zone]
            for slot, row in enumerate(course.table.slots)
            if row.kind == "suppress" and row.excludable and course.joint_units[slot]
        ),
        default=0.0,
    )


def _own_units(course: Course) -> tuple[float, list[float]]:
    """How far a member can shield its own alone, and the units that each has for it."""
    slots = course.table.slots
    count = len(slots)
    units = [0.0] * len(course.table.seats)
    most = 0.0
    for slot, row in enumerate(slots):
        if row.kind != "suppress" or not row.excludable:
            continue
        most = max(most, row.excludable)
        for n in course.table.members:
            units[n] += course.inputs.levels[n * count + slot] * row.weight
    return most, units


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
