"""Refusals: a stable code and the facts behind it. Words for them are in ``texts``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Fact = int | str | bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command was not carried out; nothing has changed."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
