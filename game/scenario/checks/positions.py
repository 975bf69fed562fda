"""Every member has a position of the right kind on every term, and a worth for every option."""

from collections.abc import Iterator

from game.scenario.checks.answers import has_steps, unknown_option
from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.members import ChoicePosition, ScalePosition
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find missing positions, positions of the wrong kind, and incomplete ones."""
    for number, member in enumerate(scenario.members):
        around: Path = ("members", number, "positions")
        for term in scenario.terms:
            position = member.positions.get(term.id)
            path = (*around, term.id)
            if position is None:
                yield locator.finding(
                    around,
                    "error",
                    "position-missing",
                    f"{quoted(member.id)} has no position on {quoted(term.id)}",
                    "a position on every term",
                    f"add a line {term.id} = {{ weight = ..., ... }}",
                )
            elif isinstance(term, ChoiceSpec) and isinstance(position, ChoicePosition):
                yield from _choice(term, position, locator, path)
            elif isinstance(term, ScaleSpec) and isinstance(position, ScalePosition):
                yield from _scale(term, position, locator, path)
            else:
                wanted = '"values", one an option' if term.kind == "choice" else '"ideal"'
                yield locator.finding(
                    path,
                    "error",
                    "position-kind",
                    f"{quoted(term.id)} is a {term.kind}, and this position is not for one",
                    wanted,
                    f"write weight and {wanted.split(',')[0]}",
                )


def _choice(
    term: ChoiceSpec, position: ChoicePosition, locator: Locator, path: Path
) -> Iterator[Finding]:
    options = [option.id for option in term.options]
    unknown = [option for option in position.values if option not in options]
    for option in unknown:
        yield unknown_option(term, option, locator, (*path, "values", option), at_key=True)
    missing = [option for option in options if option not in position.values]
    # A misspelt option is one mistake, not an unknown one and a missing one.
    if len(missing) > len(unknown):
        yield locator.finding(
            (*path, "values"),
            "error",
            "option-missing",
            f"no worth is given for {', '.join(map(quoted, missing))}",
            "a worth from 0 to 100 for every option",
            "add what is missing",
        )


def _scale(
    term: ScaleSpec, position: ScalePosition, locator: Locator, path: Path
) -> Iterator[Finding]:
    inside = term.low <= position.ideal.low <= position.ideal.high <= term.high
    if has_steps(term) and not inside:
        yield locator.finding(
            (*path, "ideal"),
            "error",
            "value-range",
            "the ideal lies outside the scale",
            f"from {term.low:g} to {term.high:g}",
            "move it inside",
        )
