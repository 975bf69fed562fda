"""Legitimacy: breadth, mandate and law give acceptance; their lack takes it."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "legitimacy"
PLACE = 0


def run(course: Course, p: Any) -> None:
    """Move legitimacy towards what breadth, mandate and lawful finish deserve."""
    speed = over(p.speed, course.quarters)
    now = course.values[PLACE]
    breadth = course.party_count / len(course.table.seats) if course.inputs.in_force else 0.0
    course.put(ID, PLACE, (p.base * 1000 - now) * speed, "without_more")
    if breadth:
        parties = course.party_count
        course.put(ID, PLACE, p.breadth * 1000 * breadth * speed, "breadth", "parties", parties)
    mandate = course.lever("mandate")
    if mandate:
        course.put(ID, PLACE, p.mandate * 1000 * mandate * speed, "mandate")
    lawful = course.lever("finish") * course.effect["finish"]
    if lawful:
        course.put(ID, PLACE, p.law * 1000 * lawful * speed, "law", "trials", lawful)


RULE = Rule(
    id=ID,
    concept="benefit.legitimacy",
    name="Legitimacy",
    assumption="Publics, hosts and the region accept what many do together, under a "
    "mandate, and by "
    "law.",
    formula="→ base + breadth × share of parties + mandate × lever + law × trials, by "
    "speed a quarter",
    literature="Finnemore, The Purpose of Intervention (2003)",
    parameters=(
        Parameter("base", 40.0, 0.0, 80.0, "points", "low", "Where it rests without an agreement."),
        Parameter("breadth", 25.0, 0.0, 50.0, "points", "medium", "When every member is bound."),
        Parameter("mandate", 20.0, 0.0, 40.0, "points", "medium", "With a full mandate."),
        Parameter("law", 15.0, 0.0, 40.0, "points", "medium", "When all captives are tried."),
        Parameter("speed", 0.2, 0.02, 1.0, "a quarter", "low", "How fast opinion follows."),
    ),
    reads=("parties", "mandate", "finish"),
    writes=(Write("legitimacy", "rises with breadth, mandate and law"),),
    run=run,
)
