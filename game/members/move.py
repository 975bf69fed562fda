"""A member's move: the command, and the decision record that later says why."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.commands import Command

Figure = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Move:
    """
    What a member does, and what it rested on.

    *record* are named figures (thousandths of a point unless the name says otherwise).
    """

    command: Command
    record: tuple[Figure, ...] = ()


def milli(points: float) -> int:
    """Points as thousandths, rounded."""
    return round(points * 1000)
