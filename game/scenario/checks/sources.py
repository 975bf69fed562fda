"""Sources: what has figures says where they were read, or that they are a guess."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find figures that are neither sourced nor marked as an assumption."""
    marked: list[tuple[Path, str, tuple[str, ...], bool]] = []
    for key, tables in (
        ("terms", scenario.terms),
        ("own_resources", scenario.own_resources),
        ("members", scenario.members),
        ("events", scenario.events),
        ("judgement", scenario.judgement),
    ):
        for number, table in enumerate(tables):
            marked.append(((key, number), table.id, table.sources, table.assumption))
    for path, name, sources, assumption in marked:
        if not assumption and not any(source.strip() for source in sources):
            yield locator.finding(
                path,
                "warning",
                "unsourced",
                f"{quoted(name)} has figures without a source",
                '"sources", or assumption = true',
                "name the source, or say that they are a guess",
            )
