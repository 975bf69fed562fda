"""The lines of a save after its header: what was wished, what came of it, and the digest then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from game.engine.codec import STRICT, AnyCommand, AnyEvent

ACTOR = r"^[a-z][a-z0-9_]{0,39}$"
ID = r"^[A-Za-z0-9_.:#-]{1,64}$"
DIGEST = r"^[0-9a-f]{32}$"

Number = Annotated[int, Field(ge=1, le=10_000_000)]
Time = Annotated[str, Field(max_length=40)]
Actor = Annotated[str, Field(pattern=ACTOR)]
Name = Annotated[str, Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """
    A command that was carried out.

    *record* is the decision record of a computer member, None for all others; *turn* and *digest*
    are those of the state after it.
    """

    n: Number
    id: Annotated[str, Field(pattern=ID)]
    actor: Actor
    at: Time
    turn: Annotated[int, Field(ge=0, le=1000)]
    command: AnyCommand
    record: tuple[tuple[str, int | str], ...] | None
    events: tuple[AnyEvent, ...]
    digest: Annotated[str, Field(pattern=DIGEST)]
    kind: Literal["command"] = "command"


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A command with an id of its own that was refused; its resend gets the same refusal."""

    n: Number
    id: Annotated[str, Field(pattern=ID)]
    actor: Actor
    at: Time
    command: AnyCommand
    code: Annotated[str, Field(max_length=80)]
    facts: Mapping[str, bool | int | str] = field(default_factory=dict)
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """From here on people have these seats, and the computer all others."""

    n: Number
    at: Time
    people: tuple[Actor, ...]
    kind: Literal["people"] = "people"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """
    What a seat noted for its own review; it changes nothing in the game.

    ``forecast``: *subject* is a draft's number, *entries* are members' ids with the chance that
    each consents, in thousandths. ``judgement``: *subject* is ``before`` or ``after`` the game,
    *entries* are questions' ids with the place of the option chosen, from 0. ``why``: *subject* is
    a track whose change was asked after, *entries* the rule that was opened and the turn it ran in.
    """

    n: Number
    actor: Actor
    at: Time
    turn: Annotated[int, Field(ge=0, le=1000)]
    topic: Literal["forecast", "judgement", "why"]
    subject: Annotated[str, Field(max_length=40)]
    entries: Annotated[tuple[tuple[Name, int], ...], Field(max_length=40)]
    kind: Literal["note"] = "note"


Line = CommandLine | RefusedLine | PeopleLine | NoteLine


@cache
def line_codec() -> TypeAdapter[Line]:
    """The reader and writer of one line's JSON."""
    return TypeAdapter(Annotated[Line, Field(discriminator="kind")], config=STRICT)
