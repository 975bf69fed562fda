"""Briefs and the guide: they exist, say something, and a brief fits on a page."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.suggest import did_you_mean

ONE_PAGE = 550
"""Words that a printed page holds."""


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find pages that are missing, empty or too long."""
    yield from _page(scenario.guide, ("guide",), locator, context, most=None)
    for number, member in enumerate(scenario.members):
        path: Path = ("members", number, "brief")
        yield from _page(member.brief, path, locator, context, most=ONE_PAGE)


def _page(
    name: str, path: Path, locator: Locator, context: Context, most: int | None
) -> Iterator[Finding]:
    text = context.pages.get(name)
    if text is None or not text.strip():
        what = f"there is no page {quoted(name)}" if text is None else f"{quoted(name)} is empty"
        yield locator.finding(
            path,
            "error",
            "page-missing",
            what,
            "a text file (.md) inside the scenario's folder, in UTF-8",
            did_you_mean(name, sorted(context.pages)) or "write it",
        )
        return
    words = len(text.split())
    if most is not None and words > most:
        yield locator.finding(
            path,
            "warning",
            "page-long",
            f"{quoted(name)} has {words} words",
            f"at most {most}, one page",
            "shorten it",
        )
