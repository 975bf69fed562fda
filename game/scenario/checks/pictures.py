"""Flags, icons and the map: what the scenario names is among the assets."""

from collections.abc import Collection, Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.suggest import did_you_mean


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find names of pictures that the assets do not hold; nothing where there are no assets."""
    assets = context.assets
    if assets is None:
        return
    for number, member in enumerate(scenario.members):
        yield from _known("flag", member.flag, assets.flags, locator, ("members", number, "flag"))
    for number, term in enumerate(scenario.terms):
        yield from _known("icon", term.icon, assets.icons, locator, ("terms", number, "icon"))
    for number, own in enumerate(scenario.own_resources):
        path: Path = ("own_resources", number, "icon")
        yield from _known("icon", own.icon, assets.icons, locator, path)
    yield from _known("map", scenario.map, assets.maps, locator, ("map",))
    outline = assets.maps.get(scenario.map)
    if outline is not None and scenario.map_view != "default":
        view = scenario.map_view
        yield from _known("view of the map", view, outline.views, locator, ("map_view",))


def _known(
    kind: str, name: str, known: Collection[str], locator: Locator, path: Path
) -> Iterator[Finding]:
    if name not in known:
        yield locator.finding(
            path,
            "error",
            "asset-unknown",
            f"there is no {kind} {quoted(name)}",
            f"a {kind} of the assets",
            did_you_mean(name, sorted(known)) or "see assets/README.md",
        )
