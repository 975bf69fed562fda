"""Interoperability: forces learn to work together by doing so, and forget without practice."""

from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.sums import added

PLACE = 3
ID = "interoperability"


def run(course: Course, p: Any) -> None:
    """Common arrangements and exercises raise it towards a ceiling; otherwise it decays."""
    now = course.values[PLACE]
    room = max(0.0, p.ceiling * 1000 - now)
    joint = course.party_count / len(course.table.seats)
    practice = over(p.practice, course.quarters) * course.coordination * joint
    if any(course.deeds.joint_units):
        course.put(ID, PLACE, room * practice, "practice", "parties", course.party_count)
    held = added(course.inputs.exercises)
    if held:
        course.put(ID, PLACE, min(room, held * p.exercise * 1000), "exercise", "count", held)
    forgotten = p.decay * 1000 * course.quarters * (1 - 0.7 * course.coordination * joint)
    course.put(ID, PLACE, -forgotten * now / FULL, "forgetting")


RULE = Rule(
    id=ID,
    concept="challenge.operational_coordination",
    name="Interoperability",
    assumption="Forces that work under a common arrangement learn to fit; without practice they "
    "forget.",
    formula="rise = (ceiling − now) × practice × coordination × share of parties, plus exercise × "
    "common exercises; fall = decay × now ÷ 100, less while forces are coordinated",
    literature="Weitsman, Waging War (2014)",
    parameters=(
        Parameter(
            "practice",
            0.18,
            0.02,
            0.5,
            "a quarter",
            "medium",
            "Share of the distance to the ceiling learnt under full coordination.",
        ),
        Parameter("exercise", 2.0, 0.0, 8.0, "points", "medium", "Gain from one exercise."),
        Parameter("ceiling", 85.0, 50.0, 100.0, "points", "low", "Best that practice reaches."),
        Parameter("decay", 3.0, 0.0, 10.0, "points a quarter", "low", "Loss without practice."),
    ),
    reads=("coordination", "parties", "exercises"),
    writes=(Write("interoperability", "rises with coordination and exercises, else falls"),),
    run=run,
)
