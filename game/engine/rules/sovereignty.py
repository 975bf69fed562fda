"""Sovereignty: depth of what binds a member takes from its freedom of action."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "sovereignty"


def run(course: Course, p: Any) -> None:
    """Move each member's autonomy towards 100 less the depth of the terms that bind it."""
    table, values = course.table, course.values
    depth = course.chosen.depth
    autonomy = course.layout.of_member("autonomy", 0)
    speed = over(p.speed, course.quarters)
    for n in table.members:
        target = 100_000 - (depth * 1000 if course.inputs.parties[n] else 0)
        place = autonomy + n
        gap = target - values[place]
        course.put(ID, place, gap * speed, "bound" if gap < 0 else "freed", "depth", depth)


RULE = Rule(
    id=ID,
    concept="challenge.sovereignty_cost",
    name="Sovereignty",
    assumption="Each step of depth in what binds a member takes from its freedom of "
    "action; leaving "
    "gives it back.",
    formula="autonomy → 100 − sum of depths of the terms in force, by speed a quarter",
    literature="Morrow (1991); Altfeld (1984)",
    parameters=(Parameter("speed", 0.5, 0.05, 1.0, "a quarter", "low", "How fast it is felt."),),
    reads=("terms in force", "parties"),
    writes=(Write("autonomy", "falls with depth, returns when free"),),
    run=run,
)
