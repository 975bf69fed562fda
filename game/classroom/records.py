"""The records of a room's log: everything that happened at a table, in order. Stores nothing.

The game's own lines are among them (`Played`). Names of persons are not: the host keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, ClassVar, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from game.engine.codec import STRICT, AnyCommand
from game.scenario.models.scenario import EventSpec
from game.session.header import Header
from game.session.lines import Line

Person = Annotated[str, Field(pattern=r"^p[0-9a-f]{8}$|^instructor$")]
Seat = Annotated[str, Field(max_length=40)]
Words = Annotated[str, Field(max_length=2_000)]
Channel = Literal["table", "private", "backchannel", "delegation", "instructor"]
Fact = bool | int | str
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How the time of a class is meant: *minutes* in all, of which *debrief* are kept for the
    debrief; *clock* says whether phases end by themselves, *checks* whether trainees answer the
    three questions on the rules before play.
    """

    minutes: Annotated[int, Field(ge=5, le=600)] = 90
    debrief: Annotated[int, Field(ge=0, le=300)] = 25
    clock: bool = True
    checks: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """A table was opened with a game that waits for its start."""

    format: Literal[1]
    table: Annotated[int, Field(ge=1, le=99)]
    title: Words
    plan: Plan
    header: Header
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Played:
    """The game moved on by one line of its own log."""

    line: Annotated[Line, Field(discriminator="kind")]
    kind: Literal["played"] = "played"


@dataclass(frozen=True, slots=True)
class Answered:
    """A request with an id got its verdict, which a resend gets again; ``ok`` is a code too."""

    person: Person
    id: Annotated[str, Field(max_length=64)]
    code: Annotated[str, Field(max_length=80)]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    kind: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Joined:
    """A person came in; the token that proves it later is kept only as a hash."""

    person: Person
    token: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    kind: Literal["joined"] = "joined"


@dataclass(frozen=True, slots=True)
class Seated:
    """A person took a seat, or none (empty)."""

    person: Person
    seat: Seat
    by: Person
    kind: Literal["seated"] = "seated"


@dataclass(frozen=True, slots=True)
class Headed:
    """A person became head of its delegation, the one who signs."""

    person: Person
    seat: Seat
    by: Person
    kind: Literal["headed"] = "headed"


@dataclass(frozen=True, slots=True)
class Left:
    """A person was sent out; its token opens nothing any more."""

    person: Person
    kind: Literal["left"] = "left"


@dataclass(frozen=True, slots=True)
class Locked:
    """Seats can be chosen by trainees, or only by the instructor."""

    locked: bool
    kind: Literal["locked"] = "locked"


@dataclass(frozen=True, slots=True)
class BriefRead:
    """A person read its brief."""

    person: Person
    kind: Literal["brief_read"] = "brief_read"


@dataclass(frozen=True, slots=True)
class Checked:
    """A person answered the questions on the rules: places of its answers, and how many fit."""

    person: Person
    answers: tuple[int, ...]
    right: int
    kind: Literal["checked"] = "checked"


@dataclass(frozen=True, slots=True)
class Began:
    """Play began; *missing* is what the instructor chose to go without."""

    missing: tuple[str, ...]
    kind: Literal["began"] = "began"


@dataclass(frozen=True, slots=True)
class Said:
    """A message by a seat, or the instructor (``instructor``), on a channel, to a seat or all."""

    person: Person
    seat: Seat
    channel: Channel
    to: Seat
    text: Words
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class HandRaised:
    """A seat wants a word, or no longer."""

    seat: Seat
    up: bool
    kind: Literal["hand_raised"] = "hand_raised"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A member of a delegation laid a command before its head."""

    number: int
    person: Person
    seat: Seat
    command: AnyCommand
    kind: Literal["prepared"] = "prepared"


@dataclass(frozen=True, slots=True)
class Settled:
    """A prepared command was signed or dropped."""

    number: int
    signed: bool
    kind: Literal["settled"] = "settled"


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The phase's clock was set: milliseconds left from here on, and whether it runs."""

    left: int
    running: bool
    why: Literal["paused", "resumed", "extended", "found_again", "off", "on"]
    kind: Literal["clock_set"] = "clock_set"


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """The instructor marked this moment for the debrief."""

    text: Words
    kind: Literal["bookmarked"] = "bookmarked"


@dataclass(frozen=True, slots=True)
class InjectAdded:
    """The instructor wrote an event of its own; it happens only by the instructor's hand."""

    spec: EventSpec
    kind: Literal["inject_added"] = "inject_added"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An inject waits for the consultation of a turn; turn 0 takes it back."""

    event: str
    turn: int
    kind: Literal["scheduled"] = "scheduled"


@dataclass(frozen=True, slots=True)
class Overrode:
    """The instructor overrode play, with a written reason: acted for a seat, or ruled."""

    what: Literal["act", "ruling"]
    seat: Seat
    subject: str
    reason: Words
    kind: Literal["overrode"] = "overrode"


@dataclass(frozen=True, slots=True)
class Rewound:
    """Play goes on from the briefing of a turn; game lines after *line* are hidden, not deleted."""

    turn: int
    line: int
    kind: Literal["rewound"] = "rewound"


@dataclass(frozen=True, slots=True)
class Debriefed:
    """Play stopped for the debrief."""

    kind: Literal["debriefed"] = "debriefed"


Happening = (
    Opened
    | Played
    | Answered
    | Joined
    | Left
    | Seated
    | Headed
    | Locked
    | BriefRead
    | Checked
    | Began
    | Said
    | HandRaised
    | Prepared
    | Settled
    | ClockSet
    | Bookmarked
    | InjectAdded
    | Scheduled
    | Overrode
    | Rewound
    | Debriefed
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its gap-free number, when (milliseconds of Unix time), and what happened."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    n: Annotated[int, Field(ge=1)]
    at: Annotated[int, Field(ge=0)]
    what: Annotated[Happening, Field(discriminator="kind")]


@cache
def record_codec() -> TypeAdapter[Record]:
    """The reader and writer of one record's JSON."""
    return TypeAdapter(Record)
