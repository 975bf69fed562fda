"""Presets: one is the default, and none asks for more than there is."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator
from game.scenario.models.scenario import ScenarioSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find a missing or second default, and more open terms than terms."""
    defaults = [n for n, preset in enumerate(scenario.presets) if preset.default]
    if not defaults:
        yield locator.finding(
            ("presets",),
            "error",
            "preset-default",
            "no preset is the default",
            "exactly one",
            "add a line default = true to one of them",
        )
    for number in defaults[1:]:
        yield locator.finding(
            ("presets", number, "default"),
            "error",
            "preset-default",
            f"{quoted(scenario.presets[number].id)} is a second default",
            "exactly one",
            "remove this line",
        )
    for number, preset in enumerate(scenario.presets):
        if preset.open_terms > len(scenario.terms):
            yield locator.finding(
                ("presets", number, "open_terms"),
                "error",
                "value-range",
                f"{preset.open_terms} terms cannot be open, there are {len(scenario.terms)}",
                f"a whole number from 1 to {len(scenario.terms)}",
                "lower it",
            )
