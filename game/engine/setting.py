"""One game's fixed facts: the public table, the seed, and every member's mind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.minds import Mind, Start, mind_of, prior_of, start_of, style_of
from game.engine.table import Table, public_table
from game.scenario.models.catalogue import Catalogue
from game.scenario.models.scenario import EventSpec, PresetSpec, ScenarioSpec


@dataclass(frozen=True, eq=False)
class Setting:
    """What never changes in a game. It holds secrets: only the engine and the review see it."""

    scenario: ScenarioSpec
    catalogue: Catalogue
    table: Table
    seed: int
    minds: tuple[Mind, ...]
    starts: tuple[Start, ...]
    styles: tuple[str, ...]

    def event(self, event: str) -> EventSpec:
        """The event with this id."""
        return next(e for e in self.scenario.events if e.id == event)


def preset_of(scenario: ScenarioSpec, preset: str | None = None) -> PresetSpec | None:
    """The preset so named, or the default one; None if there is no such preset."""
    if preset is None:
        return next((p for p in scenario.presets if p.default), scenario.presets[0])
    return next((p for p in scenario.presets if p.id == preset), None)


def build_setting(
    scenario: ScenarioSpec,
    catalogue: Catalogue,
    *,
    seed: int,
    preset: PresetSpec,
    styles: dict[str, str] | None = None,
    aliases: bool = False,
) -> Setting:
    """
    Draw one game from a checked scenario.

    *styles* replaces the style of seats by id; both are known to exist.
    """
    from game.engine.rules.registry import bound_rules

    framework = next(f for f in catalogue.frameworks if f.id == scenario.framework)
    shared = {r.id: r for r in catalogue.resources}
    own = {r.id: r for r in scenario.own_resources}
    table = public_table(
        scenario,
        framework.name,
        framework.text,
        scenario.decision or framework.decision,
        tuple(own.get(r) or shared[r] for r in scenario.resources),
        preset,
        tuple(prior_of(m, scenario, catalogue) for m in scenario.members),
        bound_rules(
            {rule: dict(s.set) for rule, s in scenario.rules.items() if s.on},
            frozenset(rule for rule, s in scenario.rules.items() if not s.on),
        ),
        aliases=aliases,
    )
    minds = []
    for member in scenario.members:
        mind = mind_of(member, scenario, catalogue, seed)
        if styles and member.id in styles:
            mind = replace(mind, style=style_of(styles[member.id], catalogue))
        minds.append(mind)
    return Setting(
        scenario=scenario,
        catalogue=catalogue,
        table=table,
        seed=seed,
        minds=tuple(minds),
        starts=tuple(start_of(m, scenario, catalogue, seed) for m in scenario.members),
        styles=tuple(mind.style.id for mind in minds),
    )
