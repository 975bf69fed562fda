"""Members: invented names that differ, trust in others only, and a decision rule they can use."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find names used twice, trust in oneself, and roles in the decision rule that nobody has."""
    for key in ("name", "short", "alias"):
        seen: set[str] = set()
        for number, member in enumerate(scenario.members):
            name: str = getattr(member, key)
            if name in seen:
                yield locator.finding(
                    ("members", number, key),
                    "error",
                    "name-twice",
                    f"another member has the {key} {quoted(name)}",
                    "different names",
                    "rename one of them",
                )
            seen.add(name)
    for number, member in enumerate(scenario.members):
        if member.id in member.trust:
            yield locator.finding(
                ("members", number, "trust", member.id),
                "error",
                "value-invalid",
                f"{quoted(member.id)} has a trust in itself",
                "trust in others",
                "remove it",
                at="key",
            )
    yield from _roles(scenario, locator)


def _roles(scenario: ScenarioSpec, locator: Locator) -> Iterator[Finding]:
    roles = list(dict.fromkeys(member.role for member in scenario.members))
    for number, role in enumerate(scenario.decision.voters if scenario.decision else ()):
        if role not in roles:
            yield locator.finding(
                ("decision", "voters", number),
                "error",
                "reference-unknown",
                f"no member has the role {quoted(role)}",
                one_of(roles),
                did_you_mean(role, roles) or "give the role to a member",
            )
