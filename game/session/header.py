"""The first line of a save: all that a game needs to be played again without any other file."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from game.scenario.models.catalogue import Catalogue
from game.scenario.models.scenario import ScenarioSpec

FORMAT: Final = 1
"""Version of the save format; a change of it needs a step in ``upgrades``."""
LARGEST_SEED = 999_999_999

Text = Annotated[str, Field(max_length=1_000_000)]
Difficulty = Literal["standard", "study"]
Name = Annotated[str, Field(max_length=200)]


class Branch(BaseModel):
    """Where a branch left its parent: the parent's name, and its last command that still holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    of: Name
    """Name of the parent's file, without its folder; empty if it was never saved."""
    command: Annotated[int, Field(ge=1)]
    """Number of the parent's last command that the branch shares."""
    turn: Annotated[int, Field(ge=1)]
    """Turn from which the branch goes its own way."""


class Header(BaseModel):
    """What never changes in a game, the scenario and its shared tables among it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    demarche: Literal[1] = FORMAT
    """Version of the save format."""
    version: Name
    """Version of the game that began it."""
    started: Name
    """When it was begun: date and time in UTC, as ISO 8601."""
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)]
    """Seed of all draws."""
    preset: Name
    """Length of play."""
    people: tuple[Name, ...]
    """Seats that people had at the start; ``people`` lines change it."""
    styles: dict[Name, Name] = {}
    """Seats whose style is another than the scenario's."""
    aliases: bool = False
    """Whether members go by invented names."""
    difficulty: Difficulty = "standard"
    """How long computer members think."""
    branch: Branch | None = None
    """Set if this game is a branch of another."""
    briefs: dict[Name, Text] = {}
    """Each member's brief, so that the game can be played without the scenario's folder."""
    guide: Text = ""
    """The facilitator's guide."""
    scenario: ScenarioSpec
    """The scenario as it was."""
    catalogue: Catalogue
    """The shared tables as they were."""
