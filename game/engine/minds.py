"""What a member wants: its hidden values as drawn by the seed, and what others presume of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.draws import between
from game.scenario.models.base import Range
from game.scenario.models.catalogue import Catalogue
from game.scenario.models.members import (
    ArchetypeSpec,
    ChoicePosition,
    FactionSpec,
    MemberSpec,
    RedLineSpec,
    ScalePosition,
)
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.styles import StyleSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec


@dataclass(frozen=True, slots=True)
class Values:
    """
    What a member weighs: ``term_weights[t]`` in points, ``term_values[t][a]`` 0 to 100,
    ``priorities`` pairs of (track index, points from worst to best for one turn),
    ``cost`` points for 10 M USD, ``sovereignty`` points for a lost point of autonomy.
    """

    term_weights: tuple[float, ...]
    term_values: tuple[tuple[float, ...], ...]
    priorities: tuple[tuple[int, float], ...]
    cost: float
    sovereignty: float
    fairness: str
    patience: float


@dataclass(frozen=True, slots=True)
class Prior:
    """What everyone presumes of a member, from its reputation: coarse values and their doubt."""

    values: Values
    doubt: float


@dataclass(frozen=True, slots=True)
class Mind:
    """A member's own knowledge of itself: values, limits, home front and manner."""

    values: Values
    style: StyleSpec
    red_lines: tuple[RedLineSpec, ...]
    factions: tuple[FactionSpec, ...]
    tires: float


@dataclass(frozen=True, slots=True)
class Start:
    """A member's starting figures, in points."""

    support: float
    trust: tuple[float, ...]


class _Source:
    """Draws a range by the seed, or takes its middle when there is none."""

    def __init__(self, seed: int | None, member: str) -> None:
        self._seed = seed
        self._member = member

    def of(self, value: Range, *names: object) -> float:
        if self._seed is None or value.low == value.high:
            return value.middle
        return between(self._seed, value.low, value.high, "mind", self._member, *names)


def archetype_of(member: MemberSpec, catalogue: Catalogue) -> ArchetypeSpec:
    """The archetype that a member names; references are known to be sound."""
    return next(a for a in catalogue.archetypes if a.id == member.archetype)


def mind_of(member: MemberSpec, scenario: ScenarioSpec, catalogue: Catalogue, seed: int) -> Mind:
    """Draw a member's mind for one game."""
    archetype = archetype_of(member, catalogue)
    source = _Source(seed, member.id)
    style = member.style or archetype.style
    return Mind(
        values=_values(member, archetype, scenario, source),
        style=style_of(style, catalogue),
        red_lines=member.red_lines,
        factions=member.factions,
        tires=source.of(member.tires or archetype.tires, "tires"),
    )


def style_of(style: str, catalogue: Catalogue) -> StyleSpec:
    """The style with this id; it is known to exist."""
    return next(s for s in catalogue.styles if s.id == style)


def start_of(member: MemberSpec, scenario: ScenarioSpec, catalogue: Catalogue, seed: int) -> Start:
    """Draw a member's starting figures for one game."""
    archetype = archetype_of(member, catalogue)
    source = _Source(seed, member.id)
    return Start(
        support=source.of(member.support or archetype.support, "support"),
        trust=tuple(
            source.of(member.trust.get(other.id, archetype.trust), "trust", other.id)
            for other in scenario.members
        ),
    )


def prior_of(member: MemberSpec, scenario: ScenarioSpec, catalogue: Catalogue) -> Prior:
    """
    Return what everyone presumes of a member.

    Values are the middles of their ranges in coarse steps (25 of 100 for options, 5 points for
    weights), so that a figure that a designer fixed is not read off exactly.
    """
    archetype = archetype_of(member, catalogue)
    exact = _values(member, archetype, scenario, _Source(None, member.id))
    coarse = Values(
        term_weights=tuple(_step(w, 5, 2.5) for w in exact.term_weights),
        term_values=tuple(tuple(_step(v, 25) for v in row) for row in exact.term_values),
        priorities=tuple((track, _step(w, 5, 2.5)) for track, w in exact.priorities),
        cost=_step(exact.cost, 0.5, 0.5),
        sovereignty=_step(exact.sovereignty, 0.1, 0.1),
        fairness=exact.fairness,
        patience=0.9,
    )
    return Prior(coarse, doubt=0.4)


def _step(value: float, step: float, least: float = 0.0) -> float:
    return max(least, round(value / step) * step)


def _values(
    member: MemberSpec, archetype: ArchetypeSpec, scenario: ScenarioSpec, source: _Source
) -> Values:
    weights, rows = [], []
    for term in scenario.terms:
        position = member.positions.get(term.id)
        weights.append(source.of(position.weight, "weight", term.id) if position else 0.0)
        rows.append(_row(term, position, source))
    tracks = [track.id for track in scenario.tracks]
    return Values(
        term_weights=tuple(weights),
        term_values=tuple(rows),
        priorities=tuple(
            (tracks.index(track), source.of(weight, "priority", track))
            for track, weight in member.priorities.items()
        ),
        cost=source.of(member.cost_weight or archetype.cost_weight, "cost"),
        sovereignty=source.of(member.sovereignty or archetype.sovereignty, "sovereignty"),
        fairness=member.fairness or archetype.fairness,
        patience=archetype.patience,
    )


def _row(
    term: ChoiceSpec | ScaleSpec,
    position: ChoicePosition | ScalePosition | None,
    source: _Source,
) -> tuple[float, ...]:
    if isinstance(term, ScaleSpec):
        if not isinstance(position, ScalePosition):
            return (50.0,) * len(term.answers)
        ideal = source.of(position.ideal, "ideal", term.id)
        span = term.high - term.low
        return tuple(100.0 - 100.0 * abs(number - ideal) / span for number in term.answers)
    if not isinstance(position, ChoicePosition):
        return (50.0,) * len(term.options)
    return tuple(
        source.of(position.values[option.id], "value", term.id, option.id)
        for option in term.options
    )


def neutral_mind(terms: tuple[int, ...]) -> Mind:
    """The mind of a chair without a stake; *terms* are the numbers of answers of each term."""
    values = Values(
        term_weights=(0.0,) * len(terms),
        term_values=tuple((50.0,) * count for count in terms),
        priorities=(),
        cost=0.0,
        sovereignty=0.0,
        fairness="capacity",
        patience=0.9,
    )
    style = StyleSpec(id="chair", name="Chair", text="Looks for what all can live with.")
    return Mind(values, style, (), (), 1.0)
