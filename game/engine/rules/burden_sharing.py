"""Burden sharing: who gives more than its fair share resents it, and trusts idlers less."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.table import Table

ID = "burden_sharing"


def fair_share(table: Table, member: int, measure: str) -> float:
    """The share that a member finds fair, by its own measure."""
    seat = table.seats[member]
    return seat.risk if measure == "risk" else seat.ability


def burdens(course: Course) -> list[float]:
    """Each member's share of the table's effort, by cost of what it delivered."""
    slots = course.table.slots
    count = len(slots)
    given = [0.0] * len(course.table.seats)
    for place, level in enumerate(course.inputs.levels):
        if level:
            given[place // count] += level * slots[place % count].cost
    total = sum(given)
    return [g / total for g in given] if total else [0.0] * len(given)


def run(course: Course, p: Any) -> None:
    """Raise the resentment of those that carry more than they find fair; let old grievance fade."""
    table, values, layout = course.table, course.values, course.layout
    resentment = layout.of_member("resentment", 0)
    shares = burdens(course)
    fade = over(p.fade, course.quarters)
    fair = [fair_share(table, n, table.priors[n].values.fairness) for n in table.members]
    for n in table.members:
        now = values[resentment + n]
        if now:
            course.put(ID, resentment + n, -now * fade, "fades")
        over_fair = shares[n] / fair[n] - 1 - p.tolerance
        if over_fair > 0:
            course.put(
                ID,
                resentment + n,
                min(2.0, over_fair) * p.grievance * 1000 * course.quarters,
                "carries_more",
                (("share", round(shares[n] * 1000)), ("fair", round(fair[n] * 1000))),
            )
    if not any(shares):
        return
    for n in table.members:
        lack = 1 - p.floor - shares[n] / fair[n]
        if lack <= 0 or not course.inputs.parties[n]:
            continue
        for other in table.members:
            if other != n and course.inputs.parties[other] and shares[other] >= fair[other]:
                course.put(
                    ID,
                    layout.trust[other][n],
                    -p.idler * 1000 * lack * course.quarters,
                    "carries_less",
                    (
                        ("member", table.seats[n].id),
                        ("share", round(shares[n] * 1000)),
                        ("fair", round(fair[n] * 1000)),
                    ),
                )


RULE = Rule(
    id=ID,
    concept="challenge.burden_sharing",
    name="Burden sharing",
    assumption="Members compare what they carry with what they find fair: by capacity, by risk, or "
    "by cash; who carries more resents it.",
    formula="resentment + grievance × (share ÷ fair − 1 − tolerance) a quarter, fading by fade; "
    "trust of full givers in those below floor falls by idler × lack",
    literature="Olson and Zeckhauser, Rev. Econ. Stat. 48 (1966)",
    parameters=(
        Parameter(
            "grievance",
            6.0,
            0.0,
            20.0,
            "points a quarter",
            "medium",
            "For each whole fair share carried in excess.",
        ),
        Parameter("tolerance", 0.25, 0.0, 1.0, "share", "low", "Excess that is not minded."),
        Parameter("fade", 0.15, 0.0, 1.0, "a quarter", "low", "How fast grievance fades."),
        Parameter("floor", 0.5, 0.0, 1.0, "share", "medium", "Below this, others take note."),
        Parameter("idler", 2.0, 0.0, 10.0, "points a quarter", "low", "Trust lost by an idler."),
    ),
    reads=("delivered", "ability", "risk"),
    writes=(
        Write("resentment", "rises with an unfair share, fades"),
        Write("trust", "in a bound member that gives little falls"),
    ),
    run=run,
)
