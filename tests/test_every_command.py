"""Every command that a seat can give is within reach of a person, in each face of the game."""

from dataclasses import fields
from typing import get_args

from game.engine import commands as c
from game.text.now import NOT_FOR_SEATS
from game.text.verbs import ACTING, VERBS

KINDS = tuple(
    str(field.default)
    for command in get_args(c.Command)
    for field in fields(command)
    if field.name == "kind"
)
OF_SEATS = tuple(kind for kind in KINDS if kind not in NOT_FOR_SEATS)
"""Kinds of commands that a person in a seat can give; the rest are the clock's and instructor's."""


def test_only_the_clock_and_the_instructor_have_commands_of_their_own() -> None:
    """Three commands are not a seat's; a new command is a seat's unless it is listed there."""
    assert len(KINDS) == len(get_args(c.Command))
    assert set(KINDS) - set(OF_SEATS) == {"start_game", "clock_expired", "fire_inject"}


def test_every_command_of_a_seat_has_one_verb_in_the_terminal() -> None:
    """Each command has exactly one acting verb, which can be typed."""
    assert sorted(verb.kind for verb in ACTING) == sorted(OF_SEATS)
    assert all(VERBS[verb.name] is verb for verb in ACTING)
