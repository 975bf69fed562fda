"""Political divergence: a table holds together by trust and by how near its text is to all."""

from functools import lru_cache
from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.rules.information_sharing import mean_trust
from game.engine.table import Table

ID = "political_divergence"
PLACE = 2


@lru_cache(maxsize=4096)
def closeness(table: Table, terms: tuple[int, ...]) -> float:
    """How near some terms are to what members publicly want, 0 to 1, by weight."""
    near = weight = 0.0
    for prior in table.priors:
        for term, answer in enumerate(terms):
            stake = prior.values.term_weights[term]
            near += stake * prior.values.term_values[term][answer] / 100
            weight += stake
    return near / weight if weight else 1.0


def run(course: Course, p: Any) -> None:
    """Move cohesion towards trust and closeness; grievance among members wears it down."""
    trust = mean_trust(course)
    near = closeness(course.table, course.inputs.terms)
    now = course.values[PLACE]
    speed = over(p.speed, course.quarters)
    by_trust = FULL * trust * p.trust
    by_text = FULL * near * (1 - p.trust)
    course.put(ID, PLACE, (by_trust - now * p.trust) * speed, "trust", "trust", trust)
    to_text = (by_text - now * (1 - p.trust)) * speed
    course.put(ID, PLACE, to_text, "closeness", "near", near)
    resentment = course.layout.of_member("resentment", 0)
    most = max(course.values[resentment : resentment + len(course.table.seats)])
    course.put(ID, PLACE, -p.grievance * most * course.quarters, "grievance")


RULE = Rule(
    id=ID,
    concept="challenge.political_divergence",
    name="Political divergence",
    assumption="Members hold together as far as they trust one another and the text lies near what "
    "each wants; one deep grievance wears on all.",
    formula="cohesion → trust × mean trust + (1 − trust) × closeness of the text, by speed; − "
    "grievance × the highest resentment",
    literature="Tsebelis, Veto Players (2002); Putnam (1988)",
    parameters=(
        Parameter("trust", 0.55, 0.0, 1.0, "share", "low", "Part that rests on trust."),
        Parameter("speed", 0.25, 0.02, 1.0, "a quarter", "low", "How fast it follows."),
        Parameter("grievance", 0.04, 0.0, 0.3, "a quarter", "low", "Wear by the worst grievance."),
    ),
    reads=("trust", "terms in force", "resentment"),
    writes=(Write("cohesion", "rises with trust and closeness, falls with grievance"),),
    run=run,
)
