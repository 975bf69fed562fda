"""What stands in the library: every scenario of the game, loaded, or why it cannot be played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.client.map.theatre import BadMap, Theatre, load_theatre
from game.client.resources import Assets, MissingAsset
from game.engine.rules.registry import known_rules
from game.scenario.findings import Finding
from game.scenario.load import Loaded, ScenarioError, load_scenario, scenario_ids


@dataclass(frozen=True, slots=True)
class Book:
    """A scenario of the library; broken ones have *findings* and nothing else."""

    id: str
    folder: Path
    loaded: Loaded | None
    theatre: Theatre | None
    findings: tuple[Finding, ...] = ()


def read_shelf(assets: Assets, told: Callable[[float, str], None]) -> tuple[Book, ...]:
    """Load every scenario of the game, *told* how far it is; takes a fraction of a second each."""
    names = scenario_ids()
    found = []
    for number, name in enumerate(names):
        told(number / len(names), name)
        found.append(read_book(assets, paths.scenarios() / name))
    return tuple(found)


def read_book(assets: Assets, folder: Path) -> Book:
    """Load one scenario; never raises for a broken one."""
    try:
        loaded = load_scenario(folder, rules=known_rules(), assets=paths.assets())
    except ScenarioError as error:
        return Book(folder.name, folder, None, None, error.findings)
    try:
        theatre = load_theatre(assets, loaded.scenario.map)
    except (BadMap, MissingAsset):
        theatre = None
    return Book(folder.name, folder, loaded, theatre)
