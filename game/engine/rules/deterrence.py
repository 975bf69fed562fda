"""Deterrence: what is credibly done to attempts keeps others from being made."""

from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.sums import added

ID = "deterrence"
PLACE = 1


def run(course: Course, p: Any) -> None:
    """Credibility follows kept pledges and presence; activity falls with both."""
    kept = course.deeds.kept
    zones = max(1, len(course.coverage))
    presence = added(course.coverage) / zones
    target = FULL * kept * (0.4 + 0.6 * presence)
    now = course.values[PLACE]
    course.put(
        ID,
        PLACE,
        (target - now) * over(p.speed, course.quarters),
        "believed" if target > now else "doubted",
        "kept",
        kept,
        "presence",
        presence,
    )
    credible = course.values[PLACE] / FULL
    for number, left in course.unopposed.items():
        first = course.layout.of_zone(number, 0)
        for zone, potential in enumerate(left):
            share = p.most * credible * course.coverage[zone]
            fewer = -potential * share * 1000
            course.put(ID, first + zone, fewer, "deterred", "credibility", credible)


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
