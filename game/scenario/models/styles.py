"""How a computer member negotiates, as data; the code that reads it is in ``members``."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Id, Share, Spec, type_of_many
from game.scenario.references import Defines


class StyleSpec(Spec):
    """A way of negotiating that a reader of a log would recognise."""

    id: Annotated[Id, Defines("style")]
    """Key."""
    name: str = Field(max_length=48)
    """Name."""
    text: str = Field(max_length=400)
    """How it shows at the table."""
    policy: Literal["reasons", "accepts", "refuses", "random"] = "reasons"
    """Whether it weighs packages, or is one of the mindless baselines of the studies."""
    ambition: Share = 0.5
    """Share of its own best gain that it opens with."""
    concession: Share = 0.5
    """Share of that ambition that it gives up by the last round."""
    care: Annotated[float, Field(ge=-1, le=2)] = 0.3
    """Worth of another member's gain beside its own: 0 indifferent, 1 as its own."""
    honour: Annotated[float, Field(ge=-2, le=5)] = 1.0
    """Worth of a kept word beside what rules make of a breach: 0 none, 1 usual."""
    initiative: Share = 0.6
    """How often it moves first in a round when it could."""
    candour: Share = 0.5
    """How much of its reasons and interests it tells at middling trust."""
    forgiveness: Share = 0.3
    """How fast it forgets a breach."""
    gives: Annotated[float, Field(ge=0, le=2)] = 1.0
    """Factor on what it offers to contribute beside what is best for it alone."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where the manner was read."""
