"""Domestic opinion: publics tire of deployments and cost, and come back with progress."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "domestic_opinion"


def run(course: Course, p: Any) -> None:
    """Drift to baseline; fatigue by deployed units; progress or harm by the threat."""
    put = course.put
    values, layout = course.values, course.layout
    support = layout.of_member("support", 0)
    exposure = layout.of_member("exposure", 0)
    tires = course.inputs.tires
    drift = over(p.drift, course.quarters)
    baseline = p.baseline * 1000
    for n, units in enumerate(course.deeds.deployed):
        place = support + n
        put(ID, place, (baseline - values[place]) * drift, "drift")
        if units:
            load = units / (units + 3) * (tires[n] if tires else 1.0)
            fatigue = -p.fatigue * 1000 * load * course.quarters
            put(ID, place, fatigue, "fatigue", "deployed", units)
        harm = values[exposure + n]
        calm = (50_000 - harm) / 50_000
        if calm > 0:
            gain = p.progress * 1000 * calm * course.quarters * (1.0 if units else 0.5)
            put(ID, place, gain, "progress", "exposure", harm)


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
