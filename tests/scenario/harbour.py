"""A small model that uses every feature the diagnostics must understand, and a sound text of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from game.scenario.references import Defines, Refers

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=20)]
ShipRef = Annotated[str, Refers("ship")]


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _as_range(value: object) -> object:
    if isinstance(value, list) and len(value) == 2:
        return {"low": value[0], "high": value[1]}
    return value


many = BeforeValidator(_as_tuple)


class Spec(BaseModel):
    """A strict table."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


class Range(Spec):
    """Two bounds."""

    low: int
    """Lower bound."""
    high: int
    """Upper bound."""

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.low > self.high:
            raise ValueError("low is above high; low up to high; swap them")
        return self


Drawn = Annotated[Range, BeforeValidator(_as_range, json_schema_input_type=tuple[int, int])]


class Chance(Spec):
    """Holds by chance."""

    kind: Literal["chance"]
    """Names this condition."""
    chance: float = Field(ge=0, le=1)
    """Probability a turn."""


class Moored(Spec):
    """Holds while a ship is moored."""

    kind: Literal["moored"]
    """Names this condition."""
    ship: ShipRef
    """Which."""


class NotSo(Spec):
    """Holds while its condition does not."""

    kind: Literal["not"]
    """Names this condition."""
    of: Condition
    """What must not hold."""


Condition = Annotated[Chance | Moored | NotSo, Field(discriminator="kind")]
NotSo.model_rebuild()


class Ship(Spec):
    """A ship."""

    id: Annotated[Id, Defines("ship")]
    """Key."""
    name: str = Field(max_length=20)
    """Name on the hull."""
    flag: Literal["red", "white", "blue"]
    """Colour of its flag."""
    crew: int = Field(ge=1, le=500)
    """How many sail in it."""
    draught: float = Field(5.0, gt=0)
    """Depth below the water line, in metres."""
    armed: bool = False
    """Whether it carries guns."""
    speed: Drawn | None = None
    """Knots, drawn by the seed."""
    trust: dict[ShipRef, int] = {}
    """Trust in other ships, by key."""
    convoy: Annotated[tuple[ShipRef, ...], many] = Field((), max_length=3)
    """Ships it sails with."""


class Event(Spec):
    """Something that happens."""

    id: Annotated[Id, Defines("event")]
    """Key."""
    when: Condition | Annotated[tuple[Condition, ...], many]
    """What it waits for."""
    to: ShipRef | Literal["all"] = "all"
    """Whom it befalls."""
    delay: int | Literal["never"] = 0
    """Turns until it works."""


class Harbour(Spec):
    """The root."""

    title: str
    """Title."""
    ships: Annotated[tuple[Ship, ...], many] = Field(min_length=1)
    """Ships in the harbour."""
    events: Annotated[tuple[Event, ...], many] = ()
    """What may happen."""


SOUND = """\
# A harbour.
title = "Limón"

[[ships]]
id = "alba"
name = "Alba"
flag = "white"
crew = 12
speed = [8, 12]
trust.brava = 3

[[ships]]
id = "brava"
name = "Brava"
flag = "red"
crew = 300
armed = true
speed = {low = 3, high = 4}
convoy = ["alba"]

[ships.trust]
alba = -2

[[events]]
id = "fog"
to = "alba"
when = {kind = "chance", chance = 0.5}

[[events]]
id = "calm"
delay = "never"
when = [
    {kind = "not", of = {kind = "moored", ship = "brava"}},
    {kind = "chance", chance = 1},
]
"""
