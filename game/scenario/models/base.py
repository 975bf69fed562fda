"""What all scenario tables share: strictness, identifiers, numbers that the seed may draw."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Points = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class Spec(BaseModel):
    """A table of a scenario: strict, frozen, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


type_of_many = BeforeValidator(_as_tuple)


def _as_range(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return {"low": float(value), "high": float(value)}
    if (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) == 2
        and all(isinstance(v, int | float) and not isinstance(v, bool) for v in value)
    ):
        return {"low": float(value[0]), "high": float(value[1])}
    return value


class Range(Spec):
    """A number that each game draws anew between two bounds; equal bounds fix it."""

    low: float
    """Smallest value that a game may draw."""
    high: float
    """Largest value that a game may draw."""

    @property
    def middle(self) -> float:
        """The value that others expect before they learn more."""
        return (self.low + self.high) / 2


Drawn = Annotated[
    Range,
    BeforeValidator(
        _as_range, json_schema_input_type=float | tuple[float, float] | dict[str, float]
    ),
]
"""A number, or ``[low, high]`` from which the seed draws: write ``40`` or ``[35, 45]``."""
