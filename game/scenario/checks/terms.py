"""Terms: the status quo is an answer, no change is free, and the duration term says how long."""

from collections.abc import Iterator

from game.scenario.checks.answers import MOST_STEPS, answer_exists, has_steps
from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, OptionSpec, ScaleSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find broken scales, unknown status quos, options that cost nothing, missing durations."""
    for number, term in enumerate(scenario.terms):
        path: Path = ("terms", number)
        if isinstance(term, ScaleSpec):
            yield from _scale(term, locator, path)
        else:
            yield from _choice(term, scenario, locator, path)
        if scenario.duration_term == term.id and isinstance(term, ScaleSpec):
            yield locator.finding(
                ("duration_term",),
                "error",
                "duration-lasts",
                f"{quoted(term.id)} is a scale and cannot say how long an agreement lasts",
                'a choice whose options have "lasts"',
                "make it a choice",
            )


def _scale(term: ScaleSpec, locator: Locator, path: Path) -> Iterator[Finding]:
    if term.low >= term.high:
        yield locator.finding(
            (*path, "low"),
            "error",
            "scale-step",
            f"the scale goes from {term.low:g} to {term.high:g}",
            '"low" below "high"',
            "swap them",
        )
        return
    if not has_steps(term):
        yield locator.finding(
            (*path, "step"),
            "error",
            "scale-step",
            f"steps of {term.step:g} do not lead from {term.low:g} to {term.high:g}",
            f"1 to {MOST_STEPS} whole steps",
            "choose a step that divides the scale",
        )
        return
    yield from answer_exists(term, term.status_quo, locator, (*path, "status_quo"))
    if term.overlays and len(term.overlays) != len(term.answers):
        yield locator.finding(
            (*path, "overlays"),
            "error",
            "value-length",
            f"there are {len(term.overlays)} overlays for {len(term.answers)} answers",
            "one an answer, or none",
            "add or remove some",
        )
    if not (term.depth or term.cost):
        yield _free(locator, path, term.id)


def _choice(
    term: ChoiceSpec, scenario: ScenarioSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    yield from answer_exists(term, term.status_quo, locator, (*path, "status_quo"))
    # Which option is a change is not known where the status quo is none of them.
    known_quo = term.status_quo in [option.id for option in term.options]
    seen: set[str] = set()
    for place, option in enumerate(term.options):
        at = (*path, "options", place)
        if option.id in seen:
            yield locator.finding(
                (*at, "id"),
                "error",
                "name-twice",
                f"{quoted(term.id)} has a second option {quoted(option.id)}",
                "one of each name",
                "rename one of them",
            )
        seen.add(option.id)
        if known_quo and option.id != term.status_quo and not _has_price(option):
            yield _free(locator, at, option.id)
        yield from _lasts(term, option, scenario, locator, at)


def _has_price(option: OptionSpec) -> bool:
    return bool(option.depth or option.cost or any(c > 0 for c in option.cost_to.values()))


def _free(locator: Locator, path: Path, name: str) -> Finding:
    return locator.finding(
        path,
        "warning",
        "option-free",
        f"{quoted(name)} costs nobody anything",
        '"depth", "cost" or "cost_to"',
        "give it a price: a free answer ends the bargaining",
    )


def _lasts(
    term: ChoiceSpec, option: OptionSpec, scenario: ScenarioSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    if term.id == scenario.duration_term and option.lasts is None:
        yield locator.finding(
            path,
            "error",
            "duration-lasts",
            f"{quoted(option.id)} does not say how many turns an agreement lasts",
            '"lasts" on every option of the duration term',
            "add a line lasts = 2",
        )
    elif term.id != scenario.duration_term and option.lasts is not None:
        yield locator.finding(
            (*path, "lasts"),
            "warning",
            "unused",
            f'{quoted(term.id)} is not the duration term, so "lasts" does nothing',
            "",
            'remove it, or name the term in "duration_term"',
        )
