"""The members: what they have, want, cannot accept, and must carry at home."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Drawn, Id, Points, Share, Spec, type_of_many
from game.scenario.references import Defines, Refers


class ChoicePosition(Spec):
    """What a member makes of a choice."""

    weight: Drawn
    """How much the term matters, 0 to 40: its worst to best option, in points of worth."""
    values: dict[str, Drawn]
    """Worth of each option, 0 (worst) to 100 (best)."""


class ScalePosition(Spec):
    """What a member makes of a scale."""

    weight: Drawn
    """How much the term matters, 0 to 40."""
    ideal: Drawn
    """The answer it likes best, in the scale's unit; worth falls with the distance."""


class RedLineSpec(Spec):
    """A limit that a member cannot cross without its capital's leave."""

    id: Annotated[Id, Defines("red_line")]
    """Key."""
    text: str = Field(max_length=240)
    """The limit, as its instructions word it."""
    term: Annotated[str, Refers("term")] | None = None
    """The term it speaks of."""
    options: Annotated[tuple[str, ...], type_of_many] = ()
    """Options of a choice that it forbids."""
    at_least: float | None = None
    """For a scale: answers below are forbidden."""
    at_most: float | None = None
    """For a scale: answers above are forbidden."""
    operation: Annotated[str, Refers("operation")] | None = None
    """The task to which it will not send more than ``level`` units."""
    level: int | None = Field(None, ge=0)
    """Most units of its own that it will send to ``operation``."""
    unless: dict[Annotated[str, Refers("term")], Annotated[tuple[str, ...], type_of_many]] = {}
    """Answers to other terms of the same text, any one of which lifts the limit."""
    waivable: bool = True
    """Whether the capital can ever waive it."""


class FactionSpec(Spec):
    """A group at home whose consent counts in ratification."""

    id: Id
    """Key within its member."""
    name: str = Field(max_length=60)
    """Name."""
    weight: Points
    """Its share of a vote at home; a member's factions add up to 100."""
    rejects: dict[Annotated[str, Refers("term")], Annotated[tuple[str, ...], type_of_many]] = {}
    """Options it will not ratify."""
    most_cost: float | None = Field(None, ge=0)
    """Largest yearly cost to its state that it accepts, in units of 10 million US dollars."""
    needs_support: Points = 0
    """Public support below which it votes against."""


class Temper(Spec):
    """Defaults of an archetype; a member writes only its differences."""

    style: Annotated[str, Refers("style")]
    """How it negotiates."""
    fairness: Literal["capacity", "risk", "cash"]
    """What it measures fair shares by: what one can give, how far one is hit, what one pays."""
    cost_weight: Drawn
    """Worth of 10 million US dollars, in points."""
    sovereignty: Drawn
    """How much a lost point of autonomy hurts, in points of worth."""
    support: Drawn
    """Public support for the commitment at the start, 0 to 100."""
    trust: Drawn
    """Trust in others at the start, 0 to 100, where the member names no other figure."""
    tires: Drawn
    """How fast its public tires of deployed forces: 1 is usual."""
    patience: Share = 0.9
    """Weight of the next turn beside this one."""


class ArchetypeSpec(Temper):
    """A kind of state, as a starting point."""

    id: Annotated[Id, Defines("archetype")]
    """Key."""
    name: str = Field(max_length=60)
    """Name."""
    text: str = Field(max_length=400)
    """Who is meant."""


class MemberSpec(Spec):
    """A state at the table."""

    id: Annotated[Id, Defines("member")]
    """Key."""
    name: str = Field(max_length=48)
    """Name."""
    short: str = Field(max_length=16)
    """Name on narrow screens and the map."""
    alias: str = Field(max_length=48)
    """Invented name, for play without real ones."""
    flag: str = Field(pattern=r"^[a-z]{2}$")
    """Flag of the assets, by two-letter code."""
    role: str = Field("member", max_length=24)
    """Kind of seat, where a framework tells kinds apart (party, mediator)."""
    aim: str = Field(max_length=200)
    """What it wants, in a line that everyone may read."""
    archetype: Annotated[str, Refers("archetype")]
    """Where its defaults come from."""
    style: Annotated[str, Refers("style")] | None = None
    """Instead of the archetype's."""
    fairness: Literal["capacity", "risk", "cash"] | None = None
    """Instead of the archetype's."""
    cost_weight: Drawn | None = None
    """Instead of the archetype's."""
    sovereignty: Drawn | None = None
    """Instead of the archetype's."""
    support: Drawn | None = None
    """Instead of the archetype's."""
    tires: Drawn | None = None
    """Instead of the archetype's."""
    trust: dict[Annotated[str, Refers("member")], Drawn] = {}
    """Starting trust in named others."""
    voting_weight: float = Field(1.0, gt=0, le=100)
    """Its weight where votes are weighted."""
    ability: float = Field(gt=0, le=100)
    """Its part in what the table could give, by economy and forces."""
    risk: float = Field(gt=0, le=100)
    """Its part in what the problem costs the table."""
    resources: dict[Annotated[str, Refers("resource")], Annotated[int, Field(ge=0, le=200)]]
    """Units that it could commit in a quarter."""
    priorities: dict[Annotated[str, Refers("track")], Drawn]
    """Worth of a track moving from its worst to its best for one turn, in points."""
    positions: dict[Annotated[str, Refers("term")], ChoicePosition | ScalePosition]
    """What it makes of each term."""
    red_lines: Annotated[tuple[RedLineSpec, ...], type_of_many] = ()
    """What it cannot accept."""
    factions: Annotated[tuple[FactionSpec, ...], type_of_many] = ()
    """Who must carry it at home; none means that its government decides alone."""
    brief: str
    """File of its brief, one page."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where this was read."""
    assumption: bool = True
    """Whether its hidden figures are a designer's guess."""
