"""Trust from kept word: members who do what they promised are believed, slowly."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course

ID = "trust_kept_word"


def run(course: Course, p: Any) -> None:
    """Give trust and reputation for promises kept in full, and for common exercises."""
    values = course.values
    reputation = course.layout.of_member("reputation", 0)
    ceiling = p.ceiling * 1000
    believing = course.deeds.trust_in
    repute = p.reputation * 1000 * course.quarters
    gain = p.kept * 1000 * course.quarters
    for n, share in enumerate(course.deeds.kept_shares):
        if share is None or share < 1:
            continue
        member = course.table.seats[n].id
        room = (100_000 - values[reputation + n]) / 100_000
        course.put(ID, reputation + n, repute * room, "kept", "member", member)
        rises = [
            (place, gain * room)
            for place in believing[n]
            if (room := (ceiling - values[place]) / ceiling) > 0
        ]
        course.put_each(ID, rises, "kept", "member", member)


RULE = Rule(
    id=ID,
    concept="benefit.trust_ties",
    name="Trust from kept word",
    assumption="Trust grows by repeated reciprocal play, more slowly the more there is.",
    formula="trust of each party in one that kept its word + kept × (ceiling − now) ÷ ceiling a "
    "quarter; reputation likewise",
    literature="Axelrod, The Evolution of Cooperation (1984)",
    parameters=(
        Parameter("kept", 2.5, 0.0, 10.0, "points a quarter", "medium", "For a promise kept."),
        Parameter("reputation", 4.0, 0.0, 15.0, "points a quarter", "low", "For a promise kept."),
        Parameter("ceiling", 85.0, 55.0, 100.0, "points", "medium", "Most that play alone gives."),
    ),
    reads=("owed", "delivered"),
    writes=(Write("trust", "rises with promises kept"), Write("reputation", "rises likewise")),
    run=run,
)
