"""Guests of a room and what their requests come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

TEACHER = "instructor"
"""The instructor as a person of the log."""

Role = Literal["trainee", "instructor", "projector"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a request comes to: a code (``ok`` or a refusal's) with its facts, maybe an answer."""

    code: str = "ok"
    facts: Mapping[str, bool | int | str] = field(default_factory=dict)
    answer: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """A connection: whose it is, as what it came, and the audiences that it follows."""

    person: str
    role: Role
    follows: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Return words without anything that could steer a terminal, and without needless space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
