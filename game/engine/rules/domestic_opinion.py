"""Domestic opinion: publics tire of deployments and cost, and come back with progress."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "domestic_opinion"


def run(course: Course, p: Any) -> None:
    """Drift to baseline; fatigue by deployed units; progress or harm by the threat."""
    table, values, layout = course.table, course.values, course.layout
    support = layout.of_member("support", 0)
    exposure = layout.of_member("exposure", 0)
    slots = table.slots
    count = len(slots)
    deployed = [0.0] * len(table.seats)
    for place, level in enumerate(course.inputs.levels):
        if level and slots[place % count].deployed:
            deployed[place // count] += level
    tires = course.inputs.tires
    drift = over(p.drift, course.quarters)
    for n in table.members:
        place = support + n
        course.put(ID, place, (p.baseline * 1000 - values[place]) * drift, "drift")
        if deployed[n]:
            load = deployed[n] / (deployed[n] + 3) * (tires[n] if tires else 1.0)
            course.put(
                ID,
                place,
                -p.fatigue * 1000 * load * course.quarters,
                "fatigue",
                (("deployed", round(deployed[n])),),
            )
        calm = (50_000 - values[exposure + n]) / 50_000
        if calm > 0:
            course.put(
                ID,
                place,
                p.progress * 1000 * calm * course.quarters * (1.0 if deployed[n] else 0.5),
                "progress",
                (("exposure", round(values[exposure + n])),),
            )


RULE = Rule(
    id=ID,
    concept="challenge.public_fatigue",
    name="Domestic opinion",
    assumption="Publics tire of forces abroad, and carry them longer when they see the "
    "danger fall.",
    formula="support → baseline by drift; − fatigue × tires × units ÷ (units + 3); + progress × "
    "(50 − exposure) ÷ 50 where that is positive",
    literature="Mueller (1973); Gelpi, Feaver and Reifler (2009)",
    parameters=(
        Parameter("baseline", 50.0, 20.0, 80.0, "points", "low", "Where support rests."),
        Parameter("drift", 0.08, 0.0, 0.5, "a quarter", "low", "How fast it returns."),
        Parameter("fatigue", 3.0, 0.0, 10.0, "points a quarter", "medium", "At many units."),
        Parameter("progress", 4.0, 0.0, 15.0, "points a quarter", "medium", "With no danger left."),
    ),
    reads=("delivered", "exposure"),
    writes=(Write("support", "falls with deployments, rises with progress"),),
    run=run,
)
