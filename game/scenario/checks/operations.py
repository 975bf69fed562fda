"""Operations: they use resources that the scenario lists, and have the place that they need."""

from collections.abc import Iterator

from game.scenario.checks.context import Context, resources_of
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean

MOST_ROWS = 8


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find operations with unlisted resources, without a zone, or in a zone that never opens."""
    opened = {zone.id for zone in scenario.zones if zone.open_at_start}
    for term in scenario.terms:
        if isinstance(term, ChoiceSpec):
            opened |= {zone for option in term.options for zone in option.opens}
    rows = 0
    for number, operation in enumerate(scenario.operations):
        seen: set[str] = set()
        for place, need in enumerate(operation.needs):
            path: Path = ("operations", number, "needs", place, "resource")
            rows += 1
            yield from unlisted(need.resource, scenario, context, locator, path)
            if need.resource in seen:
                yield locator.finding(
                    path,
                    "error",
                    "name-twice",
                    f"{quoted(operation.id)} needs {quoted(need.resource)} a second time",
                    "each resource once",
                    "remove one of them",
                )
            seen.add(need.resource)
        if operation.kind == "suppress" and operation.zone is None:
            yield locator.finding(
                ("operations", number),
                "error",
                "operation-incomplete",
                f"{quoted(operation.id)} opposes a pressure and says nowhere",
                'a "zone"',
                "name the zone in which it acts",
            )
        if operation.zone is not None and operation.zone not in opened:
            yield locator.finding(
                ("operations", number, "zone"),
                "warning",
                "unused",
                f"the zone {quoted(operation.zone)} is never open, so this operation never works",
                "",
                'set "open_at_start", or let an option open the zone',
            )
    if rows > MOST_ROWS:
        yield locator.finding(
            ("operations",),
            "warning",
            "composer-crowded",
            f"operations and their resources make {rows} rows in the composer",
            f"at most {MOST_ROWS}",
            "join operations or drop resources",
        )


def unlisted(
    resource: str, scenario: ScenarioSpec, context: Context, locator: Locator, path: Path
) -> Iterator[Finding]:
    """Find a resource that is not listed; an unknown one in the list is blamed first."""
    known = resources_of(scenario, context.catalogue)
    if resource in scenario.resources or not set(scenario.resources) <= set(known):
        return
    yield locator.finding(
        path,
        "error",
        "resource-unlisted",
        f"the scenario does not list the resource {quoted(resource)}",
        one_of(list(scenario.resources)),
        did_you_mean(resource, scenario.resources) or 'add it to "resources"',
        at="key" if path[-1] == resource else "value",
    )
