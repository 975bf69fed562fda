"""The test of judgement: one best answer to each question, and options told apart."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec

BEST = 3


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find questions without one best answer, and options of the same key."""
    for number, question in enumerate(scenario.judgement):
        path: Path = ("judgement", number)
        best = [option.id for option in question.options if option.worth == BEST]
        if len(best) != 1:
            yield locator.finding(
                (*path, "options"),
                "error",
                "judgement-key",
                f"{quoted(question.id)} has {len(best)} options of worth {BEST}",
                "one",
                f"give the best option worth {BEST}, and the others less",
            )
        seen: set[str] = set()
        for place, option in enumerate(question.options):
            if option.id in seen:
                yield locator.finding(
                    (*path, "options", place, "id"),
                    "error",
                    "judgement-key",
                    f"{quoted(question.id)} has two options {quoted(option.id)}",
                    "a key of its own for each option",
                    "rename one of them",
                )
            seen.add(option.id)
