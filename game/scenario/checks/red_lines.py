"""Red lines: each speaks of one term or one task, and leaves its member something to accept."""

from collections.abc import Iterator

from game.scenario.checks.answers import has_steps, options_exist
from game.scenario.checks.context import Context, terms_of
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.members import RedLineSpec
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find red lines without one subject, at odds with their term, or impossible to keep."""
    terms = terms_of(scenario)
    for number, member in enumerate(scenario.members):
        for place, line in enumerate(member.red_lines):
            path: Path = ("members", number, "red_lines", place)
            if (line.term is None) == (line.operation is None):
                yield _unclear(
                    locator,
                    path,
                    "a red line speaks of one term or of one operation",
                    "one of both",
                )
            elif line.term is not None:
                yield from _of_term(terms[line.term], line, locator, path)
            elif line.level is None:
                yield _unclear(
                    locator, path, f"{quoted(line.id)} says no level", "the most units it allows"
                )
            for term, options in line.unless.items():
                if term in terms:
                    yield from options_exist(terms[term], options, locator, (*path, "unless", term))


def _unclear(locator: Locator, path: Path, what: str, expected: str) -> Finding:
    mend = 'write "term" with "options" or a bound, or "operation" with "level"'
    return locator.finding(path, "error", "red-line-unclear", what, expected, mend)


def _of_term(
    term: ChoiceSpec | ScaleSpec, line: RedLineSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    yield from options_exist(term, line.options, locator, (*path, "options"))
    if isinstance(term, ChoiceSpec):
        known = [option.id for option in term.options]
        if not line.options or line.at_least is not None or line.at_most is not None:
            yield _unclear(
                locator, path, f"{quoted(term.id)} is a choice", "the options that are forbidden"
            )
            return
        forbidden = set(line.options)
        if set(known) <= forbidden:
            yield _nothing_left(locator, path, term.id)
        elif term.status_quo in forbidden:
            yield _forbids_now(locator, path, term.id)
        return
    if line.at_least is None and line.at_most is None:
        yield _unclear(locator, path, f"{quoted(term.id)} is a scale", '"at_least" or "at_most"')
        return
    low = term.low if line.at_least is None else line.at_least
    high = term.high if line.at_most is None else line.at_most
    if not has_steps(term):
        return
    if not any(low <= answer <= high for answer in term.answers):
        yield _nothing_left(locator, path, term.id)
    elif not low <= term.status_quo <= high:
        yield _forbids_now(locator, path, term.id)


def _nothing_left(locator: Locator, path: Path, term: str) -> Finding:
    return locator.finding(
        path,
        "error",
        "red-line-unclear",
        f"this red line forbids every answer to {quoted(term)}",
        "at least one answer that it allows",
        "forbid less",
    )


def _forbids_now(locator: Locator, path: Path, term: str) -> Finding:
    return locator.finding(
        path,
        "warning",
        "red-line-status-quo",
        f"this red line forbids how {quoted(term)} stands without agreement",
        "",
        "make sure that it is meant: every text that leaves the term alone would cross it",
    )
