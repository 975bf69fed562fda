"""Deterrence: what is credibly done to attempts keeps others from being made."""

from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "deterrence"
PLACE = 1


def run(course: Course, p: Any) -> None:
    """Credibility follows kept pledges and presence; activity falls with both."""
    inputs = course.inputs
    owed = sum(inputs.owed)
    given = 0.0
    for place, promise in enumerate(inputs.owed):
        if promise:
            given += min(promise, inputs.levels[place])
    kept = given / owed if owed else 0.0
    zones = max(1, len(course.coverage))
    presence = sum(course.coverage) / zones
    target = FULL * kept * (0.4 + 0.6 * presence)
    now = course.values[PLACE]
    course.put(
        ID,
        PLACE,
        (target - now) * over(p.speed, course.quarters),
        "believed" if target > now else "doubted",
        (("kept", round(kept * 1000)), ("presence", round(presence * 1000))),
    )
    credible = course.values[PLACE] / FULL
    places = course.layout.places
    for number, left in course.unopposed.items():
        pressure = course.table.pressures[number]
        for zone, potential in enumerate(left):
            share = p.most * credible * course.coverage[zone]
            place = places[f"activity/{pressure.id}/{course.table.zones[zone].id}"]
            course.put(
                ID,
                place,
                -potential * share * 1000,
                "deterred",
                (("credibility", round(credible * 1000)),),
            )


RULE = Rule(
    id=ID,
    concept="benefit.deterrence",
    name="Deterrence",
    assumption="Attempts fall where members are present and have done what they promised.",
    formula="credibility → 100 × kept ÷ promised × (0.4 + 0.6 × mean coverage); deterred = "
    "attempts "
    "left × most × credibility × coverage",
    literature="Schelling, Arms and Influence (1966)",
    parameters=(
        Parameter("most", 0.5, 0.0, 0.8, "share", "medium", "Deterred at full credibility."),
        Parameter("speed", 0.35, 0.05, 1.0, "a quarter", "low", "How fast belief follows deeds."),
    ),
    reads=("owed", "delivered", "coverage"),
    writes=(
        Write("credibility", "follows kept pledges and presence"),
        Write("activity", "falls with credibility where covered"),
    ),
    run=run,
)
