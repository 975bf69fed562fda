"""Numbers that a game draws: low before high, and inside what the quantity can be."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.base import Range
from game.scenario.models.members import ChoicePosition, MemberSpec
from game.scenario.models.scenario import ScenarioSpec

MOST_WEIGHT = 40.0
MOST_PRIORITY = 100.0


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find reversed ranges and numbers out of bounds in every member."""
    for number, member in enumerate(scenario.members):
        for path, value, most in _drawn(member):
            at: Path = ("members", number, *path)
            if value.low > value.high:
                yield locator.finding(
                    at,
                    "error",
                    "range-reversed",
                    f"the range begins at {value.low:g} and ends at {value.high:g}",
                    "the smaller number first",
                    "swap them",
                )
            elif value.low < 0 or value.high > most:
                yield locator.finding(
                    at,
                    "error",
                    "value-range",
                    f"{quoted(str(path[-1]))} leaves its bounds",
                    f"a number from 0 to {most:g}",
                    "choose one inside",
                )


def _drawn(member: MemberSpec) -> Iterator[tuple[Path, Range, float]]:
    """Yield every drawn number of a member with its place and its largest value."""
    single = (
        ("cost_weight", member.cost_weight, 20.0),
        ("sovereignty", member.sovereignty, 5.0),
        ("support", member.support, 100.0),
        ("tires", member.tires, 5.0),
    )
    for key, value, most in single:
        if value is not None:
            yield (key,), value, most
    for other, value in member.trust.items():
        yield ("trust", other), value, 100.0
    for track, value in member.priorities.items():
        yield ("priorities", track), value, MOST_PRIORITY
    for term, position in member.positions.items():
        yield ("positions", term, "weight"), position.weight, MOST_WEIGHT
        if isinstance(position, ChoicePosition):
            for option, value in position.values.items():
                yield ("positions", term, "values", option), value, 100.0
