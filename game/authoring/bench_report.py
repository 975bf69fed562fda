"""The form of ``demarche bench --json``: figures of speed, each beside a floor of the same run."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class BenchRow(BaseModel):
    """One figure, and what the same machine needs at least for something like it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    """Key."""
    name: str
    """What was measured."""
    value: float = Field(gt=0)
    """The median of the runs, in ``unit``."""
    unit: str
    """Unit of the value and the floor."""
    better: Literal["more", "less"]
    """Which way is faster."""
    floor_name: str
    """What the floor did."""
    floor: float = Field(gt=0)
    """The floor's median, in ``unit``."""
    ratio: float = Field(gt=0)
    """How many times the floor's time was taken."""
    runs: int = Field(ge=1)
    """How often it was measured."""
    aim: str = ""
    """What it should be at rest on an ordinary laptop, where that was said."""


class BenchReport(BaseModel):
    """What ``demarche bench --json`` prints."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    report: Literal[1] = 1
    """Version of this form."""
    version: str
    """Version of the game."""
    python: str
    """Version of Python."""
    machine: str
    """Kind of processor."""
    processors: int
    """How many there are."""
    scenario: str
    """Scenario that was played."""
    seconds: float
    """How long all of it took."""
    rows: tuple[BenchRow, ...]
    """The figures."""
