"""Saves of older formats, brought up one format at a time, on raw data that knows no live code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

RawLine = dict[str, Any]
Step = Callable[[list[RawLine]], list[RawLine]]

STEPS: Mapping[int, Step] = MappingProxyType({})
"""By format: the function that turns a save's lines, header first, into those of the next one."""


def upgraded(
    lines: list[RawLine], found: int, wanted: int, steps: Mapping[int, Step] = STEPS
) -> list[RawLine] | None:
    """Return the lines in the wanted format, or None where a step is missing."""
    for number in range(found, wanted):
        if number not in steps:
            return None
        lines = steps[number](lines)
    return lines
