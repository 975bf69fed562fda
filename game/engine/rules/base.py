"""The shape of a rule: its concept, assumption, parameters, and the function that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from game.engine.rules.course import Course


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of a rule that scenarios may tune within its range."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    confidence: Literal["high", "medium", "low"]
    text: str


@dataclass(frozen=True, slots=True)
class Write:
    """A quantity that a rule moves, and when it rises or falls."""

    quantity: str
    direction: str


@dataclass(frozen=True)
class Rule:
    """One rule of the world: the register of assumptions is made from these."""

    id: str
    concept: str
    name: str
    assumption: str
    formula: str
    literature: str
    parameters: tuple[Parameter, ...]
    reads: tuple[str, ...]
    writes: tuple[Write, ...]
    run: Callable[[Course, Any], None]

    def bound(self, changes: Mapping[str, float]) -> BoundRule:
        """Return the rule with its parameters set; unknown names were refused before."""
        values = {p.name: changes.get(p.name, p.default) for p in self.parameters}
        return BoundRule(self, SimpleNamespace(**values))


@dataclass(frozen=True)
class BoundRule:
    """A rule with the parameters of one scenario."""

    rule: Rule
    parameters: SimpleNamespace
