"""Pledge against delivery: a promise that is not kept costs trust and reputation."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course

ID = "pledge_delivery"


def run(course: Course, p: Any) -> None:
    """Take trust and reputation for what was promised and not delivered."""
    reputation = course.layout.of_member("reputation", 0)
    for n, share in enumerate(course.deeds.kept_shares):
        if share is None or share >= 1:
            continue
        short = 1 - share
        excused = course.inputs.excused[n]
        factor = p.excused if excused else 1.0
        cause = "not_ratified" if excused else "not_delivered"
        facts = ("member", course.table.seats[n].id, "short", short)
        course.put(ID, reputation + n, -p.reputation * 1000 * short * factor, cause, *facts)
        loss = -p.trust * 1000 * short * factor
        course.put_each(ID, [(place, loss) for place in course.deeds.trust_in[n]], cause, *facts)


RULE = Rule(
    id=ID,
    concept="challenge.unilateral_action",
    name="Pledge against delivery",
    assumption="A broken promise costs about three times what a kept one gains; a parliament's "
    "refusal is forgiven in part.",
    formula="trust of each party and reputation fall by loss × share not delivered (× "
    "excused where "
    "a parliament refused)",
    literature="Leeds, Long and Mitchell (2000); Kydd, Trust and Mistrust (2005)",
    parameters=(
        Parameter("trust", 14.0, 0.0, 40.0, "points", "medium", "Trust lost by a full breach."),
        Parameter("reputation", 22.0, 0.0, 60.0, "points", "low", "Reputation lost."),
        Parameter("excused", 0.3, 0.0, 1.0, "factor", "low", "When a parliament refused."),
    ),
    reads=("owed", "delivered", "ratified"),
    writes=(
        Write("trust", "falls with the share not delivered"),
        Write("reputation", "falls with the share not delivered"),
    ),
    run=run,
)
