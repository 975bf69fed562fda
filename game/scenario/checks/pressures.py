"""Pressures: figures with which the rules can reckon."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find pressures that do nothing, seasons that are not four, and starts at an extreme."""
    for number, pressure in enumerate(scenario.pressures):
        path: Path = ("pressures", number)
        if any(value < 0 for value in pressure.activity.values()) or not any(
            pressure.activity.values()
        ):
            yield _incomplete(
                locator, (*path, "activity"), "the activity is negative or nowhere", "counts from 0"
            )
        if len(pressure.season) != 4 or min(pressure.season) < 0 or not sum(pressure.season):
            yield _incomplete(
                locator, (*path, "season"), "a year has four seasons", "four numbers from 0"
            )
        for key, value in (
            ("success", pressure.success),
            ("capacity", pressure.capacity),
            ("profit", pressure.profit),
        ):
            if not 0 < value < 100:
                yield _incomplete(
                    locator,
                    (*path, key),
                    f"{quoted(key)} starts at {value:g}, from where no rule can move it",
                    "a number between 0 and 100, neither of them",
                )


def _incomplete(locator: Locator, path: Path, what: str, expected: str) -> Finding:
    mend = "change the figure"
    return locator.finding(path, "error", "pressure-incomplete", what, expected, mend)
