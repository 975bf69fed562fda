"""Messages between host and guests: closed unions with bounds on every string and number.

Server and client meet only here. Messages are JSON, one a frame; nothing in them is executed.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from game.engine.codec import AnyCommand, CodecError, first_complaint, refuse_wild_numbers
from game.scenario.models.conditions import Effect
from game.scenario.models.scenario import EventSpec

WIRE = 1
"""Version of these messages; others are refused with a sentence."""
LARGEST_IN = 65_536
"""Bytes that a message to the host may have."""
LARGEST_OUT = 8 * 1024 * 1024
"""Bytes that a message from the host may have: a whole game's view with its history."""

ID = r"^[A-Za-z0-9_.:-]{1,40}$"
Id = Annotated[str, Field(pattern=ID)]
Seat = Annotated[str, Field(max_length=40)]
Person = Annotated[str, Field(max_length=12)]
Words = Annotated[str, Field(min_length=1, max_length=1_000)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Turn = Annotated[int, Field(ge=0, le=100)]
Millis = Annotated[int, Field(ge=0, le=10**14)]
Count = Annotated[int, Field(ge=0, le=10**9)]
TableNumber = Annotated[int, Field(ge=0, le=99)]
Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{32,128}$")]


class Message(BaseModel):
    """What all messages share: frozen, strict, no unknown keys, no endless words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_max_length=4_000)


# ------------------------------------------------------------------------------- to the host, first


class Hello(Message):
    """The first word of a newcomer: what it is, and its half of the exchange about the code."""

    kind: Literal["hello"] = "hello"
    wire: Count
    version: Annotated[str, Field(max_length=40)]
    role: Literal["trainee", "instructor", "projector"]
    pake: Annotated[str, Field(pattern=r"^[0-9a-f]{66}$")]


class Prove(Message):
    """The newcomer knows the code and saw the host's own certificate; its name and wishes."""

    kind: Literal["prove"] = "prove"
    proof: Hex
    name: Name
    table: TableNumber = 0
    seat: Seat = ""


class Resume(Message):
    """Somebody who was here before comes back with its token, and how far it has read."""

    kind: Literal["resume"] = "resume"
    wire: Count
    version: Annotated[str, Field(max_length=40)]
    token: Hex
    epoch: Annotated[str, Field(max_length=32)] = ""
    of: Seat = ""
    n: Count = 0


class Beat(Message):
    """A sign of life; the host answers with the same number."""

    kind: Literal["beat"] = "beat"
    at: Millis


# ------------------------------------------------------------------------------ to the host, seated


class Request(Message):
    """Something that gets a verdict; the same id gets the same verdict again."""

    id: Id


class Act(Request):
    """A command of the game, for the seat that the sender has; *seat* is the one it means."""

    kind: Literal["act"] = "act"
    seat: Seat = ""
    command: AnyCommand


class Prepare(Request):
    """A command laid before the head of one's delegation."""

    kind: Literal["prepare"] = "prepare"
    seat: Seat = ""
    command: AnyCommand


class Sign(Request):
    """The head signs a prepared command, or drops it."""

    kind: Literal["sign"] = "sign"
    number: Count
    sign: bool


class Say(Request):
    """A message to the table, another seat, one's delegation or the instructor."""

    kind: Literal["say"] = "say"
    channel: Literal["table", "private", "backchannel", "delegation", "instructor"]
    to: Seat = ""
    text: Words


class Hand(Request):
    """Raise or lower the hand."""

    kind: Literal["hand"] = "hand"
    up: bool


class Note(Request):
    """What a seat notes for its own review: `game.session.lines.NoteLine` says how it is read."""

    kind: Literal["note"] = "note"
    topic: Literal["forecast", "judgement", "why"]
    subject: Annotated[str, Field(max_length=40)]
    entries: Annotated[
        tuple[
            tuple[Annotated[str, Field(max_length=60)], Annotated[int, Field(ge=0, le=1000)]], ...
        ],
        Field(max_length=40),
    ]


class TakeSeat(Request):
    """Take a seat, or (empty) leave one's own."""

    kind: Literal["take_seat"] = "take_seat"
    seat: Seat


class Lead(Request):
    """Become head of one's delegation, where there is none or it is away."""

    kind: Literal["lead"] = "lead"


class ReadBrief(Request):
    """The brief has been read."""

    kind: Literal["read_brief"] = "read_brief"


class AnswerChecks(Request):
    """The answers to the questions on the rules, by place."""

    kind: Literal["answer_checks"] = "answer_checks"
    answers: Annotated[tuple[Annotated[int, Field(ge=0, le=20)], ...], Field(max_length=10)]


class Doing(Message):
    """What the sender is at, for the instructor's console; not kept, and without a verdict."""

    kind: Literal["doing"] = "doing"
    what: Literal["reading_brief", "reading", "writing", "talking", "looking", "waiting"]
    about: Annotated[str, Field(max_length=40)] = ""


# ------------------------------------------------------------------------- by the instructor alone


class SeatPerson(Request):
    """Seat somebody, or take it out of its seat (empty); a seat of the computer changes hands."""

    kind: Literal["seat_person"] = "seat_person"
    person: Person
    seat: Seat


class SetHead(Request):
    """Say who signs for a delegation."""

    kind: Literal["set_head"] = "set_head"
    person: Person


class SendOut(Request):
    """Send somebody out of the class."""

    kind: Literal["send_out"] = "send_out"
    person: Person


class GiveSeat(Request):
    """Give a seat to the computer, or take it back for people."""

    kind: Literal["give_seat"] = "give_seat"
    seat: Seat
    to_computer: bool


class LockSeats(Request):
    """Let trainees choose seats, or not."""

    kind: Literal["lock_seats"] = "lock_seats"
    locked: bool


class FillSeats(Request):
    """Seat everyone who waits, at random."""

    kind: Literal["fill_seats"] = "fill_seats"


class Remind(Request):
    """Remind those who keep the game from starting."""

    kind: Literal["remind"] = "remind"


class Begin(Request):
    """Start the game; *anyway* goes without what is missing, empty seats to the computer."""

    kind: Literal["begin"] = "begin"
    anyway: bool = False


class Pause(Request):
    """Stop the game and its clock, or let them go on."""

    kind: Literal["pause"] = "pause"
    paused: bool


class Extend(Request):
    """Give the phase more time (or less): seconds."""

    kind: Literal["extend"] = "extend"
    seconds: Annotated[int, Field(ge=-3600, le=3600)]


class EndPhase(Request):
    """End the phase now: whoever has not acted takes the default."""

    kind: Literal["end_phase"] = "end_phase"


class LimitTime(Request):
    """Let phases end by the clock, or only by hand."""

    kind: Literal["limit_time"] = "limit_time"
    on: bool


class Inject(Request):
    """Let an event happen now, or in the consultation of a later turn (0 takes it back)."""

    kind: Literal["inject"] = "inject"
    event: Seat
    turn: Turn | None = None


class AddInject(Request):
    """Write an event of one's own; it waits to be sent."""

    kind: Literal["add_inject"] = "add_inject"
    spec: EventSpec


class PreviewInject(Request):
    """Ask what an event would do if it were sent now: one that is there, or a new one."""

    kind: Literal["preview_inject"] = "preview_inject"
    event: Seat = ""
    spec: EventSpec | None = None


class Bookmark(Request):
    """Mark this moment for the debrief."""

    kind: Literal["bookmark"] = "bookmark"
    text: Annotated[str, Field(max_length=200)] = ""


class Rewind(Request):
    """Go back to the briefing of a turn; what came after is hidden, not lost."""

    kind: Literal["rewind"] = "rewind"
    turn: Turn


class OverrideAct(Request):
    """Act for a seat, with a written reason."""

    kind: Literal["override_act"] = "override_act"
    seat: Seat
    command: AnyCommand
    reason: Words


class OverrideRuling(Request):
    """Move quantities by a ruling, with a written reason that the table reads."""

    kind: Literal["override_ruling"] = "override_ruling"
    title: Annotated[str, Field(min_length=1, max_length=80)]
    effects: Annotated[tuple[Effect, ...], Field(min_length=1, max_length=20)]
    reason: Annotated[str, Field(min_length=1, max_length=600)]


class Debrief(Request):
    """Stop play for the debrief."""

    kind: Literal["debrief"] = "debrief"


class Tell(Request):
    """The instructor speaks to a seat, or (empty) to all."""

    kind: Literal["tell"] = "tell"
    to: Seat = ""
    text: Words


class Watch(Request):
    """The instructor follows a seat's own view too (empty: no longer), or another table."""

    kind: Literal["watch"] = "watch"
    seat: Seat = ""
    table: TableNumber = 0


ForTrainees = Act | Prepare | Sign | Say | Note | Hand | TakeSeat | Lead | ReadBrief | AnswerChecks
ForInstructor = (
    SeatPerson
    | SetHead
    | SendOut
    | GiveSeat
    | LockSeats
    | FillSeats
    | Remind
    | Begin
    | Pause
    | Extend
    | EndPhase
    | LimitTime
    | Inject
    | AddInject
    | PreviewInject
    | Bookmark
    | Rewind
    | OverrideAct
    | OverrideRuling
    | Debrief
    | Tell
    | Watch
)
ToHost = Hello | Prove | Resume | Beat | Doing | ForTrainees | ForInstructor


# ---------------------------------------------------------------------------------- from the host


class Counter(Message):
    """The host's half of the exchange about the code."""

    kind: Literal["counter"] = "counter"
    pake: Annotated[str, Field(pattern=r"^[0-9a-f]{66}$")]


class Welcome(Message):
    """
    Somebody is in: who it is, its token if it is new, and the last command that was kept.

    *proof* shows that the host knows the code as well; *committed* is the number of the last
    record of the table's log that is on the disk.
    """

    kind: Literal["welcome"] = "welcome"
    version: str
    role: Literal["trainee", "instructor", "projector"]
    person: Person
    token: str = ""
    proof: str = ""
    table: TableNumber
    title: str
    epoch: str
    committed: Count
    now: Millis


class Snapshot(Message):
    """A whole document: as a seat sees it, or ``~lobby``, ``~instructor``, ``~projector``."""

    kind: Literal["snapshot"] = "snapshot"
    of: Seat
    epoch: str
    n: Count
    document: dict[str, Any]


class Update(Message):
    """The next change of a document, numbered without gaps, with the events told along with it."""

    kind: Literal["update"] = "update"
    of: Seat
    n: Count
    patch: dict[str, Any] | None = None
    events: list[Any] = []


class Verdict(Message):
    """What became of a request: ``ok``, or the code of its refusal with facts and a sentence."""

    kind: Literal["verdict"] = "verdict"
    id: Id
    code: str
    facts: dict[str, bool | int | str] = {}
    sentence: str = ""
    answer: dict[str, Any] | None = None


class Refused(Message):
    """A message that was not understood or not allowed; nothing has changed."""

    kind: Literal["refused"] = "refused"
    code: str
    sentence: str


class BeatBack(Message):
    """The answer to a sign of life."""

    kind: Literal["beat_back"] = "beat_back"
    at: Millis
    now: Millis


class Bye(Message):
    """The host ends the connection, and why; *again* says whether to come back."""

    kind: Literal["bye"] = "bye"
    code: str
    sentence: str
    again: bool = False


FromHost = Counter | Welcome | Snapshot | Update | Verdict | Refused | BeatBack | Bye


class WireError(ValueError):
    """A message that is none; the text says where and what was expected."""


@cache
def _to_host() -> TypeAdapter[ToHost]:
    return TypeAdapter(Annotated[ToHost, Field(discriminator="kind")])


@cache
def _from_host() -> TypeAdapter[FromHost]:
    return TypeAdapter(Annotated[FromHost, Field(discriminator="kind")])


def read_request(text: str | bytes) -> ToHost:
    """
    Return the message to the host that a frame holds.

    Raises WireError: too large, no JSON, an unknown kind or key, a value out of bounds.
    """
    if len(text) > LARGEST_IN:
        raise WireError(f"a message has at most {LARGEST_IN} bytes")
    try:
        message = _to_host().validate_json(text)
        command = getattr(message, "command", None)
        if command is not None:
            refuse_wild_numbers(command)
    except ValidationError as error:
        raise WireError(first_complaint(error)[:300]) from None
    except CodecError as error:
        raise WireError(str(error)[:300]) from None
    return message


def read_reply(text: str | bytes) -> FromHost:
    """Return the message from the host that a frame holds; raises WireError."""
    if len(text) > LARGEST_OUT:
        raise WireError(f"a message has at most {LARGEST_OUT} bytes")
    try:
        return _from_host().validate_json(text)
    except ValidationError as error:
        raise WireError(first_complaint(error)[:300]) from None


def written(message: Message) -> str:
    """Return a message as one frame."""
    return message.model_dump_json()
