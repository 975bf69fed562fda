"""Drafts that lie ready: answers that exist, and forces that members have and may send."""

from collections.abc import Iterator

from game.scenario.checks.answers import answer_exists
from game.scenario.checks.context import Context, terms_of
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, DraftSpec


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find drafts with unknown answers, impossible contributions, or work in closed zones."""
    terms = terms_of(scenario)
    for number, draft in enumerate(scenario.drafts):
        path: Path = ("drafts", number)
        for term, answer in draft.terms.items():
            yield from answer_exists(terms[term], answer, locator, (*path, "terms", term))
        yield from _contributions(draft, scenario, locator, (*path, "contributions"))


def _contributions(
    draft: DraftSpec, scenario: ScenarioSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    needs = {o.id: [need.resource for need in o.needs] for o in scenario.operations}
    zones = {o.id: o.zone for o in scenario.operations}
    stock = {m.id: m.resources for m in scenario.members}
    opened = _opened(draft, scenario)
    taken: dict[tuple[str, str], int] = {}
    seen: set[tuple[str, str, str]] = set()
    for number, given in enumerate(draft.contributions):
        at = (*path, number)
        if given.resource not in needs[given.operation]:
            yield _impossible(
                locator,
                (*at, "resource"),
                f"{quoted(given.operation)} does not use {quoted(given.resource)}",
                " or ".join(map(quoted, needs[given.operation])),
            )
            continue
        row = (given.member, given.operation, given.resource)
        if row in seen:
            yield _impossible(locator, at, "this contribution is written a second time", "once")
        seen.add(row)
        purse = (given.member, given.resource)
        taken[purse] = taken.get(purse, 0) + given.level
        have = stock[given.member].get(given.resource, 0)
        if taken[purse] > have:
            yield _impossible(
                locator,
                (*at, "level"),
                f"{quoted(given.member)} would give {taken[purse]} of {quoted(given.resource)}",
                f"at most {have} in all, what it has",
            )
        zone = zones[given.operation]
        if zone is not None and zone not in opened:
            yield locator.finding(
                (*at, "operation"),
                "warning",
                "draft-idle",
                f"the draft does not open {quoted(zone)}, so these forces would work alone or not",
                "",
                "let a term of the draft open the zone",
            )


def _opened(draft: DraftSpec, scenario: ScenarioSpec) -> set[str]:
    """Return the zones that the draft's terms open; where no term opens any, all are."""
    opening = [
        term
        for term in scenario.terms
        if isinstance(term, ChoiceSpec) and any(option.opens for option in term.options)
    ]
    if not opening:
        return {zone.id for zone in scenario.zones}
    found: set[str] = set()
    for term in opening:
        answer = draft.terms.get(term.id, term.status_quo)
        for option in term.options:
            if option.id == answer:
                found |= set(option.opens)
    return found


def _impossible(locator: Locator, path: Path, what: str, expected: str) -> Finding:
    mend = "change or remove the contribution"
    return locator.finding(path, "error", "draft-impossible", what, expected, mend)
