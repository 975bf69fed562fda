"""Names inside texts: every ``{...}`` is a member's id."""

from collections.abc import Iterator

from pydantic import BaseModel

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path, Span
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.naming import places_in
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find braces in texts, briefs and the guide that hold no member's id."""
    members = [member.id for member in scenario.members]
    # The file is searched as a whole first: walking all texts takes ten times as long.
    if any(name not in members for _, name in places_in(locator.text)):
        for path, text in _texts(scenario, ()):
            for _, name in places_in(text):
                if name not in members:
                    yield _unknown(locator, locator.span(path), name, members)
    folder = locator.file.removesuffix("scenario.toml")
    used = {scenario.guide, *(member.brief for member in scenario.members)}
    for page in sorted(used & set(context.pages)):
        text = context.pages[page]
        for start, name in places_in(text):
            if name not in members:
                line = text.count("\n", 0, start) + 1
                span = Span(line, start - text.rfind("\n", 0, start), len(name) + 2, start)
                yield _unknown(Locator(folder + page, text), span, name, members)


def _unknown(locator: Locator, span: Span, name: str, members: list[str]) -> Finding:
    return locator.finding_at(
        span,
        "error",
        "name-in-text",
        f"{quoted('{' + name + '}')} stands for no member",
        f"the id of a member in braces: {one_of(members)}",
        did_you_mean(name, members) or "write the id of a member, or leave the braces out",
    )


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if "{" in value:
            yield path, value
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from _texts(getattr(value, key), (*path, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
