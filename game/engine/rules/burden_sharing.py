"""Burden sharing: who gives more than its fair share resents it, and trusts idlers less."""

from functools import lru_cache
from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.table import Table

ID = "burden_sharing"


def fair_share(table: Table, member: int, measure: str) -> float:
    """The share that a member finds fair, by its own measure."""
    seat = table.seats[member]
    return seat.risk if measure == "risk" else seat.ability


@lru_cache(maxsize=32)
def _fair_shares(table: Table) -> tuple[float, ...]:
    """The share that each member publicly finds fair."""
    return tuple(fair_share(table, n, table.priors[n].values.fairness) for n in table.members)


def run(course: Course, p: Any) -> None:
    """Raise the resentment of those that carry more than they find fair; let old grievance fade."""
    put = course.put
    table, values, layout = course.table, course.values, course.layout
    resentment = layout.of_member("resentment", 0)
    shares = course.deeds.shares
    fade = over(p.fade, course.quarters)
    fair = _fair_shares(table)
    for n, share in enumerate(shares):
        now = values[resentment + n]
        if now:
            put(ID, resentment + n, -now * fade, "fades")
        over_fair = share / fair[n] - 1 - p.tolerance
        if over_fair > 0:
            rise = min(2.0, over_fair) * p.grievance * 1000 * course.quarters
            put(ID, resentment + n, rise, "carries_more", "share", share, "fair", fair[n])
    if not any(shares):
        return
    bound = course.deeds.bound
    givers = [n for n in bound if shares[n] >= fair[n]]
    for n in bound:
        lack = 1 - p.floor - shares[n] / fair[n]
        if lack <= 0:
            continue
        facts = ("member", table.seats[n].id, "share", shares[n], "fair", fair[n])
        loss = -p.idler * 1000 * lack * course.quarters
        losses = [(layout.trust[other][n], loss) for other in givers if other != n]
        course.put_each(ID, losses, "carries_less", *facts)


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
