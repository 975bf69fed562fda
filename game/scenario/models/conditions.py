"""Conditions and effects as closed tables: what an event waits for and what it does.

No arithmetic lives here; a formula is a named quantity in the engine.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Spec, type_of_many
from game.scenario.references import Refers

QuantityName = Literal[
    "legitimacy",
    "credibility",
    "cohesion",
    "interoperability",
    "information",
    "escalation",
    "support",
    "resentment",
    "autonomy",
    "reputation",
    "trust",
    "activity",
    "capacity",
    "profit",
    "success",
    "held",
    "hardening",
    "own",
]


class TurnIs(Spec):
    """True in a stretch of turns."""

    kind: Literal["turn"]
    """Names this condition."""
    at_least: int = Field(1, ge=1, le=60)
    """First turn in which it holds."""
    at_most: int = Field(60, ge=1, le=60)
    """Last turn in which it holds."""


class QuantityIs(Spec):
    """Compares a quantity with bounds."""

    kind: Literal["quantity"]
    """Names this condition."""
    quantity: QuantityName
    """Which quantity is compared."""
    member: Annotated[str, Refers("member")] | None = None
    """Whose, where members have it; left out, the mean over members."""
    zone: Annotated[str, Refers("zone")] | None = None
    """Where, for ``activity``; left out, the sum over zones."""
    track: Annotated[str, Refers("track")] | None = None
    """Which of the scenario's own tracks, for ``own``."""
    at_least: float | None = None
    """Holds from this value up."""
    at_most: float | None = None
    """Holds up to this value."""


class TermIs(Spec):
    """True while a term of the agreement in force stands at one of some options."""

    kind: Literal["term"]
    """Names this condition."""
    term: Annotated[str, Refers("term")]
    """The term."""
    options: Annotated[tuple[str, ...], type_of_many] = ()
    """Options of a choice for which it holds."""
    at_least: float | None = None
    """Lower bound, for a scale."""
    at_most: float | None = None
    """Upper bound, for a scale."""


class AgreementIs(Spec):
    """True while an agreement is in force, or while none is."""

    kind: Literal["agreement"]
    """Names this condition."""
    in_force: bool
    """Whether one must be in force."""


class EventHappened(Spec):
    """True once another event has happened."""

    kind: Literal["event"]
    """Names this condition."""
    event: Annotated[str, Refers("event")]
    """The earlier event."""
    option: str | None = None
    """What its chooser must have answered; left out, any answer or none."""


class AnyOf(Spec):
    """True when at least one of its conditions is."""

    kind: Literal["any"]
    """Names this condition."""
    of: Annotated[tuple[Condition, ...], type_of_many]
    """The alternatives."""


class NotSo(Spec):
    """True when its condition is not."""

    kind: Literal["not"]
    """Names this condition."""
    of: Condition
    """What must not hold."""


Condition = Annotated[
    TurnIs | QuantityIs | TermIs | AgreementIs | EventHappened | AnyOf | NotSo,
    Field(discriminator="kind"),
]


class Change(Spec):
    """Moves a quantity once."""

    kind: Literal["change"]
    """Names this effect."""
    quantity: QuantityName
    """What moves."""
    by: float = Field(ge=-100, le=100)
    """How far, in the quantity's own unit."""
    member: Annotated[str, Refers("member")] | None = None
    """Whose; left out, every member's."""
    toward: Annotated[str, Refers("member")] | None = None
    """For ``trust``: in whom; left out, in everyone."""
    zone: Annotated[str, Refers("zone")] | None = None
    """Where, for ``activity``; left out, every zone."""
    track: Annotated[str, Refers("track")] | None = None
    """Which of the scenario's own tracks, for ``own``."""


class ResourceChange(Spec):
    """Gives or takes units of a resource for some turns."""

    kind: Literal["resource"]
    """Names this effect."""
    member: Annotated[str, Refers("member")]
    """Whose stock."""
    resource: Annotated[str, Refers("resource")]
    """Which resource."""
    by: int = Field(ge=-20, le=20)
    """How many units a turn."""
    turns: int = Field(1, ge=1, le=60)
    """For how many turns."""


class OpenTerm(Spec):
    """Puts a term on this turn's agenda."""

    kind: Literal["open_term"]
    """Names this effect."""
    term: Annotated[str, Refers("term")]
    """The term."""


Effect = Annotated[Change | ResourceChange | OpenTerm, Field(discriminator="kind")]

AnyOf.model_rebuild()
NotSo.model_rebuild()
