"""Rules that a scenario tunes: their parameters exist, and a change has a reason."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find parameters that a rule does not have, and changes without a word why."""
    for rule, setting in scenario.rules.items():
        path: Path = ("rules", rule)
        known = sorted(context.rules.get(rule, ()))
        for name in setting.set:
            if name not in known:
                yield locator.finding(
                    (*path, "set", name),
                    "error",
                    "parameter-unknown",
                    f"the rule {quoted(rule)} has no parameter {quoted(name)}",
                    one_of(known) if known else "none: it has no parameters",
                    did_you_mean(name, known) or "see `demarche rules`",
                    at="key",
                )
        if (setting.set or not setting.on) and not setting.why.strip():
            yield locator.finding(
                path,
                "warning",
                "unsourced",
                f"the rule {quoted(rule)} is changed without a reason",
                '"why"',
                "say in a line why this scenario differs",
            )
