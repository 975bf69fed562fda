"""Resources: every listed one is defined, used by a task, and held by somebody."""

from collections.abc import Iterator

from game.scenario.checks.context import Context, effects_of, resources_of
from game.scenario.checks.operations import unlisted
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.conditions import ResourceChange
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find resources that are unknown, listed twice, unlisted where used, or of no use."""
    known = resources_of(scenario, context.catalogue)
    used = {need.resource for operation in scenario.operations for need in operation.needs}
    held = {key for member in scenario.members for key, units in member.resources.items() if units}
    seen: set[str] = set()
    for number, resource in enumerate(scenario.resources):
        path: Path = ("resources", number)
        if resource not in known:
            yield locator.finding(
                path,
                "error",
                "reference-unknown",
                f"there is no resource called {quoted(resource)}",
                one_of(sorted(known)),
                did_you_mean(resource, sorted(known)) or 'define it in "own_resources"',
            )
        elif resource in seen:
            yield locator.finding(
                path,
                "error",
                "name-twice",
                f"{quoted(resource)} is listed a second time",
                "each resource once",
                "remove one of them",
            )
        elif resource not in used or resource not in held:
            lack = "no operation needs" if resource not in used else "no member has"
            yield locator.finding(
                path,
                "warning",
                "unused",
                f"{lack} {quoted(resource)}",
                "",
                "remove it from the list, or put it to use",
            )
        seen.add(resource)
    for number, member in enumerate(scenario.members):
        for key in member.resources:
            where: Path = ("members", number, "resources", key)
            yield from unlisted(key, scenario, context, locator, where)
    for at, effect in effects_of(scenario):
        if isinstance(effect, ResourceChange):
            yield from unlisted(effect.resource, scenario, context, locator, (*at, "resource"))
