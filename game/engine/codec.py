"""Commands and events as JSON: strict both ways, told apart by ``kind``. No files, no wire."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from game.engine.commands import Command
from game.engine.events import Event

AnyCommand = Annotated[Command, Field(discriminator="kind")]
AnyEvent = Annotated[Event, Field(discriminator="kind")]

STRICT = ConfigDict(strict=True, extra="forbid", str_max_length=4_000)
"""No conversions, no unknown keys, no endless words."""

LARGEST_COMMAND = 65_536
"""Bytes that a command may have as JSON."""
LARGEST_NUMBER = 1_000_000_000
"""Greatest absolute value of a number in a command."""


class CodecError(ValueError):
    """JSON that is no command or no events; the text says where and what was expected."""


def command_json(command: Command) -> bytes:
    """Return a command as JSON, UTF-8 on one line."""
    return _commands().dump_json(command)


def command_from_json(text: bytes | str) -> Command:
    """
    Return the command that a JSON text holds.

    Raises CodecError when it is larger than 64 KiB, has an unknown or missing key, a value of the
    wrong kind, or a number beyond plus or minus a thousand million.
    """
    if len(text) > LARGEST_COMMAND:
        raise CodecError(f"a command has at most {LARGEST_COMMAND} bytes, this one {len(text)}")
    try:
        command = _commands().validate_json(text)
    except ValidationError as error:
        raise CodecError(first_complaint(error)) from None
    refuse_wild_numbers(command)
    return command


def events_json(events: tuple[Event, ...]) -> bytes:
    """Return events as a JSON list, UTF-8 on one line."""
    return _events().dump_json(events)


def events_from_json(text: bytes | str) -> tuple[Event, ...]:
    """Return the events that a JSON list holds; raises CodecError as for commands."""
    try:
        return _events().validate_json(text)
    except ValidationError as error:
        raise CodecError(first_complaint(error)) from None


def first_complaint(error: ValidationError) -> str:
    """Return place and reason of the first thing that a model refused, in a sentence's half."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def refuse_wild_numbers(command: Command) -> None:
    """Raise CodecError if a number anywhere in a command is beyond its bounds."""
    _refuse_wild(command, command.kind)


def _refuse_wild(value: Any, place: str) -> None:
    if isinstance(value, int):
        if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise CodecError(f"{place}: a number from {-LARGEST_NUMBER} to {LARGEST_NUMBER} is due")
    elif isinstance(value, tuple):
        for item in value:
            _refuse_wild(item, place)
    elif is_dataclass(value):
        for field in fields(value):
            _refuse_wild(getattr(value, field.name), f"{place}.{field.name}")


@cache
def _commands() -> TypeAdapter[Command]:
    return TypeAdapter(AnyCommand, config=STRICT)


@cache
def _events() -> TypeAdapter[tuple[Event, ...]]:
    return TypeAdapter(tuple[AnyEvent, ...], config=STRICT)
