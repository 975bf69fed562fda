"""What checks may know besides the scenario itself, and how they walk through its tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.scenario.findings import Finding
from game.scenario.locate import Locator, Path
from game.scenario.models.catalogue import Catalogue
from game.scenario.models.conditions import AnyOf, Condition, Effect, NotSo
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec
from game.scenario.models.world import ResourceSpec


@dataclass(frozen=True, slots=True)
class MapOutline:
    """What a map shows: its bounds (west, south, east, north) in degrees, and its views' names."""

    bounds: Mapping[str, float]
    views: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssetNames:
    """Names of flags, icons and maps; an outline for the map that was asked for."""

    flags: frozenset[str]
    icons: frozenset[str]
    maps: Mapping[str, MapOutline | None]


@dataclass(frozen=True, slots=True)
class Context:
    """
    What a scenario is checked against.

    *rules* maps every known rule to its parameters' names; *pages* the files of text that the
    scenario's folder has to their contents; *assets* is None where pictures are of no concern.
    """

    catalogue: Catalogue
    rules: Mapping[str, frozenset[str]]
    pages: Mapping[str, str]
    assets: AssetNames | None = None


ScenarioCheck = Callable[[ScenarioSpec, Locator, Context], Iterable[Finding]]


def resources_of(scenario: ScenarioSpec, catalogue: Catalogue) -> dict[str, ResourceSpec]:
    """Return every resource that the scenario may list, its own before the catalogue's."""
    found = {resource.id: resource for resource in catalogue.resources}
    return found | {resource.id: resource for resource in scenario.own_resources}


def terms_of(scenario: ScenarioSpec) -> dict[str, ChoiceSpec | ScaleSpec]:
    """Return the terms by id."""
    return {term.id: term for term in scenario.terms}


def conditions_of(scenario: ScenarioSpec) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition of the scenario with its place, inner ones after those around them."""
    for number, event in enumerate(scenario.events):
        yield from _each(event.when, ("events", number, "when"))
    for number, objective in enumerate(scenario.objectives):
        yield from _each(objective.when, ("objectives", number, "when"))
    for number, learning in enumerate(scenario.learning):
        yield from _each(learning.trigger, ("learning", number, "trigger"))


def effects_of(scenario: ScenarioSpec) -> Iterator[tuple[Path, Effect]]:
    """Yield every effect of the scenario's events, those of their choices included."""
    for number, event in enumerate(scenario.events):
        for place, effect in enumerate(event.effects):
            yield ("events", number, "effects", place), effect
        for choice, option in enumerate(event.choice.options if event.choice else ()):
            for place, effect in enumerate(option.effects):
                path = ("events", number, "choice", "options", choice, "effects", place)
                yield path, effect


def _each(conditions: Iterable[Condition], path: Path) -> Iterator[tuple[Path, Condition]]:
    for number, condition in enumerate(conditions):
        yield from _inside(condition, (*path, number))


def _inside(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    yield path, condition
    if isinstance(condition, AnyOf):
        yield from _each(condition.of, (*path, "of"))
    elif isinstance(condition, NotSo):
        yield from _inside(condition.of, (*path, "of"))
