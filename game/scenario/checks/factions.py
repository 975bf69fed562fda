"""Factions at home: their weights add up to 100, and what they reject exists."""

from collections.abc import Iterator

from game.scenario.checks.answers import options_exist
from game.scenario.checks.context import Context, terms_of
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find factions that do not add up, have one key twice, or reject what is no option."""
    terms = terms_of(scenario)
    for number, member in enumerate(scenario.members):
        around: Path = ("members", number, "factions")
        total = sum(faction.weight for faction in member.factions)
        if member.factions and abs(total - 100) > 0.001:
            yield locator.finding(
                around,
                "error",
                "factions-sum",
                f"the factions of {quoted(member.id)} weigh {total:g} together",
                "100",
                "raise or lower one of them",
            )
        seen: set[str] = set()
        for place, faction in enumerate(member.factions):
            path = (*around, place)
            if faction.id in seen:
                yield locator.finding(
                    (*path, "id"),
                    "error",
                    "name-twice",
                    f"{quoted(member.id)} has a second faction {quoted(faction.id)}",
                    "one of each name",
                    "rename one of them",
                )
            seen.add(faction.id)
            for term, options in faction.rejects.items():
                place_of = (*path, "rejects", term)
                mend = "let it reject options of a choice"
                yield from options_exist(terms[term], options, locator, place_of, mend)
