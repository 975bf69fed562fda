"""Whether an answer to a term is one that the term has; used wherever tables name answers."""

from collections.abc import Iterable, Iterator

from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.terms import ChoiceSpec, ScaleSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean

MOST_STEPS = 20
"""Steps that a scale may have."""


def has_steps(term: ScaleSpec) -> bool:
    """Tell whether a scale leads from low to high in whole steps, so that it can be answered."""
    if term.low >= term.high:
        return False
    steps = (term.high - term.low) / term.step
    return abs(steps - round(steps)) < 1e-9 and 1 <= round(steps) <= MOST_STEPS


def options_exist(
    term: ChoiceSpec | ScaleSpec,
    options: Iterable[str],
    locator: Locator,
    path: Path,
    instead: str = "name a bound instead of options",
) -> Iterator[Finding]:
    """Find options in the list at *path* that *term* does not have; a scale has none."""
    if isinstance(term, ScaleSpec):
        if any(True for _ in options):
            yield locator.finding(
                path,
                "error",
                "position-kind",
                f"{quoted(term.id)} is a scale and has no options",
                "a choice",
                instead,
            )
        return
    for number, option in enumerate(options):
        if option not in [known.id for known in term.options]:
            yield unknown_option(term, option, locator, (*path, number))


def unknown_option(
    term: ChoiceSpec, option: str, locator: Locator, path: Path, *, at_key: bool = False
) -> Finding:
    """Make the finding for an option that a choice does not have."""
    known = [each.id for each in term.options]
    return locator.finding(
        path,
        "error",
        "option-unknown",
        f"the term {quoted(term.id)} has no option {quoted(option)}",
        one_of(known),
        did_you_mean(option, known) or "name one of these",
        at="key" if at_key else "value",
    )


def answer_exists(
    term: ChoiceSpec | ScaleSpec, answer: str | float, locator: Locator, path: Path
) -> Iterator[Finding]:
    """Find an answer that *term* does not have: an option of a choice, a step of a scale."""
    if isinstance(term, ChoiceSpec):
        if not isinstance(answer, str):
            yield locator.finding(
                path,
                "error",
                "position-kind",
                f"{quoted(term.id)} is a choice and is not answered by a number",
                one_of([option.id for option in term.options]),
                "name one of these",
            )
        elif answer not in [option.id for option in term.options]:
            yield unknown_option(term, answer, locator, path)
    elif has_steps(term) and (isinstance(answer, str) or answer not in term.answers):
        yield locator.finding(
            path,
            "error",
            "scale-step",
            f"{quoted(answer) if isinstance(answer, str) else f'{answer:g}'} is no answer to "
            f"{quoted(term.id)}",
            f"one of {', '.join(f'{number:g}' for number in term.answers)}",
            "take the nearest step",
        )
