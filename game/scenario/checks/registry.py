"""All checks of a scenario, and how they are bound to what they are checked against."""

from collections.abc import Iterable

from game.scenario.checks import (
    conditions,
    drafts,
    factions,
    judgement,
    members,
    names_in_texts,
    operations,
    pages,
    pictures,
    positions,
    presets,
    pressures,
    ranges,
    red_lines,
    resources,
    rules,
    sources,
    terms,
    tracks,
    zones,
)
from game.scenario.checks.context import Context, ScenarioCheck
from game.scenario.findings import Finding
from game.scenario.locate import Locator
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.validate import Check

CHECKS: tuple[ScenarioCheck, ...] = (
    terms.check,
    resources.check,
    zones.check,
    operations.check,
    pressures.check,
    tracks.check,
    members.check,
    positions.check,
    ranges.check,
    red_lines.check,
    factions.check,
    conditions.check,
    drafts.check,
    presets.check,
    rules.check,
    judgement.check,
    sources.check,
    pages.check,
    names_in_texts.check,
    pictures.check,
)


def all_checks(context: Context) -> tuple[Check[ScenarioSpec], ...]:
    """Return every check, bound to *context*, in the order of the tables."""
    return tuple(_bound(check, context) for check in CHECKS)


def _bound(check: ScenarioCheck, context: Context) -> Check[ScenarioSpec]:
    def run(scenario: ScenarioSpec, locator: Locator) -> Iterable[Finding]:
        return check(scenario, locator, context)

    return run
