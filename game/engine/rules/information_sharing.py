"""Information sharing: what is collected is worth what members dare to share; leaks cost dear."""

from functools import lru_cache
from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.table import Table

PLACE = 4
ID = "information_sharing"


@lru_cache(maxsize=256)
def _places(table: Table, bound: tuple[int, ...]) -> tuple[int, ...]:
    """The places of all trust among the parties, or among all where there are not two."""
    among = bound if len(bound) > 1 else table.members
    return tuple(table.layout.trust[a][b] for a in among for b in among if a != b)


def mean_trust(course: Course) -> float:
    """Mean trust among the parties (0 to 1), or among all members where none is bound."""
    places = _places(course.table, course.deeds.bound)
    values = course.values
    total = 0.0
    for place in places:
        total += values[place]
    return total / len(places) / FULL


def run(course: Course, p: Any) -> None:
    """The picture moves towards collection × sharing × trust; a leak throws it back."""
    sharing = course.lever("sharing")
    picture = course.effect["picture"]
    trust = mean_trust(course)
    target = FULL * picture * (p.national + (1 - p.national) * sharing) * (0.4 + 0.6 * trust)
    now = course.values[PLACE]
    course.put(
        ID,
        PLACE,
        (target - now) * over(p.speed, course.quarters),
        "picture_grows" if target > now else "picture_fades",
        "collected",
        picture,
        "shared",
        sharing,
    )
    if sharing > 0 and course.party_count > 1:
        chance = min(0.5, p.leak * course.party_count * sharing * course.quarters)
        happened = course.chance("leak", chance)
        if happened:
            course.put(ID, PLACE, -happened * p.leak_cost * course.values[PLACE], "leak")


RULE = Rule(
    id=ID,
    concept="challenge.info_sharing_trust",
    name="Information sharing",
    assumption="Members share what they collect as far as the text and their trust allow; each "
    "further sharer adds a chance of a leak.",
    formula="target = 100 × collected × (national + (1 − national) × sharing) × (0.4 + 0.6 × mean "
    "trust); moves by speed a quarter; leak chance = leak × parties × sharing a quarter; a leak "
    "costs leak_cost of the picture",
    literature="Walsh, The International Politics of Intelligence Sharing (2010)",
    parameters=(
        Parameter(
            "national",
            0.45,
            0.0,
            1.0,
            "share",
            "medium",
            "Part of the picture that survives without an agreement to share.",
        ),
        Parameter("speed", 0.35, 0.05, 1.0, "a quarter", "low", "How fast the picture follows."),
        Parameter("leak", 0.004, 0.0, 0.05, "a quarter and party", "low", "Chance of a leak."),
        Parameter("leak_cost", 0.4, 0.0, 1.0, "share", "low", "Part of the picture a leak costs."),
    ),
    reads=("sharing", "trust", "delivered intelligence"),
    writes=(Write("information", "follows collection, sharing and trust; falls with a leak"),),
    run=run,
)
