"""The theatre: zones, resources, operations, pressures, actors without a seat, tracks."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Id, Points, Share, Spec, type_of_many
from game.scenario.references import Defines, Refers

Lever = Literal[
    "coordination", "sharing", "hardening", "finish", "relief", "reward", "pooling", "mandate"
]
"""What a term can work on: how well forces fit, what is shared, how hard targets are, whether
captured people are tried, root causes, what the adversary earns, whose purse pays, lawfulness."""


class ZoneSpec(Spec):
    """A part of the theatre in which pressures act."""

    id: Annotated[Id, Defines("zone")]
    """Key."""
    name: str = Field(max_length=60)
    """Name on the map."""
    text: str = Field(max_length=400)
    """What it is."""
    polygon: Annotated[tuple[Annotated[tuple[float, float], type_of_many], ...], type_of_many] = (
        Field(min_length=3)
    )
    """Outline on the map, as longitude and latitude in degrees."""
    open_at_start: bool = True
    """Whether operations may act here without a term that opens it."""


class ResourceSpec(Spec):
    """A real thing that members can commit."""

    id: Annotated[Id, Defines("resource")]
    """Key."""
    name: str = Field(max_length=40)
    """What one commits, in the plural."""
    one: str = Field("", max_length=40)
    """One unit in a sentence (``ship``); left out, made from the name."""
    many: str = Field("", max_length=40)
    """Several units in a sentence (``ships``); left out, made from the name."""
    unit: str = Field(max_length=120)
    """What one unit is."""
    icon: str = Field(max_length=40)
    """Icon of the theme."""
    cost: float = Field(ge=0, le=100)
    """Cost of one unit on station for a quarter, in units of 10 million US dollars."""
    deployed: bool = False
    """Whether people are sent, which tires publics."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where the figure was read."""
    assumption: bool = False
    """Whether the figure is a designer's guess."""


class NeedSpec(Spec):
    """What an operation takes of one resource."""

    resource: Annotated[str, Refers("resource")]
    """Which resource."""
    weight: float = Field(1.0, gt=0, le=10)
    """Effect of one unit beside one unit of the operation's main resource."""


class OperationSpec(Spec):
    """A task that turns contributions into effect."""

    id: Annotated[Id, Defines("operation")]
    """Key."""
    name: str = Field(max_length=60)
    """Name in the composer."""
    text: str = Field(max_length=400)
    """What it does."""
    kind: Literal["suppress", "picture", "finish", "relief", "sustain"]
    """Effect: opposes a pressure in its zone, sees, tries suspects, works ashore, or supports."""
    zone: Annotated[str, Refers("zone")] | None = None
    """Where; left out, the whole theatre."""
    needs: Annotated[tuple[NeedSpec, ...], type_of_many] = Field(min_length=1)
    """Resources it can use."""
    enough: float = Field(gt=0, le=200)
    """Weighted units at which it reaches two thirds of the effect that it can have."""
    excludable: Share = 0.0
    """Share of the benefit that can be withheld from those who do not take part."""


class PressureSpec(Spec):
    """An adaptive adversary: it grows from roots and profit, is suppressed, and moves."""

    id: Annotated[Id, Defines("pressure")]
    """Key."""
    kind: Literal["network"]
    """Which rule drives it: a profit-seeking network."""
    name: str = Field(max_length=60)
    """Name on screen."""
    text: str = Field(max_length=600)
    """What it is, worded neutrally."""
    activity: dict[Annotated[str, Refers("zone")], float]
    """Incidents a quarter in each zone at the start."""
    success: Points
    """Per cent of incidents that succeed when nothing opposes them."""
    capacity: Points
    """Strength of the network at the start."""
    profit: Points
    """What it expects to earn at the start."""
    reward: float = Field(gt=0, le=10)
    """What one success earns beside the start, as a factor."""
    held: float = Field(0, ge=0)
    """Ships, people or places held at the start."""
    release: Share = 0.3
    """Share of what is held that is given back each quarter."""
    season: Annotated[tuple[float, ...], type_of_many] = (1.0, 1.0, 1.0, 1.0)
    """Factor on activity in each quarter of the year, January first."""
    adapts: Share = 0.5
    """How fast it moves to where it is least opposed, a quarter."""


class ActorSpec(Spec):
    """A force without a seat."""

    id: Annotated[Id, Defines("actor")]
    """Key."""
    name: str = Field(max_length=60)
    """Name."""
    kind: Literal["industry", "authority", "armed_group", "agency"]
    """What it is."""
    text: str = Field(max_length=800)
    """What it wants, and what it does when left alone."""
    hardening: Share = 0.0
    """For industry: protection it already has at the start."""
    learns: Share = 0.0
    """For industry: how fast it protects itself when attacked, a quarter."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where this was read."""


class TrackSpec(Spec):
    """A number with a meaning, shown at the table."""

    id: Annotated[Id, Defines("track")]
    """Key."""
    name: str = Field(max_length=40)
    """Name on screen."""
    text: str = Field(max_length=400)
    """What it means, and what moves it."""
    quantity: Literal[
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
        "exposure",
        "spent",
        "own",
    ]
    """What it shows; ``own`` is a number that only events move."""
    of: Literal["group", "sum", "mean", "seat"] = "group"
    """One number, a sum or mean over zones, members or pairs, or the seat's own."""
    better: Literal["up", "down", "neither"]
    """Which direction is better."""
    unit: str = Field("", max_length=30)
    """Unit, if any."""
    start: float | None = None
    """Value at the start, for ``own`` and to set a core quantity."""
    headline: bool = False
    """Whether it stands above the map."""
    decimals: int = Field(0, ge=0, le=2)
    """Digits shown after the point."""
