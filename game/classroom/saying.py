"""Refusals of the classroom in words; those of the game are worded by ``texts.refusals``."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.refusal import Refusal
from game.engine.table import Table
from game.texts.catalogue import N_, _
from game.texts.refusals import refusal_sentence

_SAYINGS: dict[str, str] = {
    "class/not_begun": N_("The game has not begun; wait for the instructor to start it."),
    "class/paused": N_("The instructor has paused the game; wait until it goes on."),
    "class/debrief": N_("Play has stopped for the debrief; nothing more can be done at the table."),
    "class/not_for_you": N_("Only the instructor can do that."),
    "class/for_trainees": N_("Only somebody who has a seat can do that."),
    "class/begun": N_("The game has begun already."),
    "class/not_ready": N_("Something is missing: {missing}."),
    "class/no_such": N_("There is no {what} '{name}' here."),
    "class/closed": N_("The host has closed the class; your seat is kept until it opens again."),
    "class/sent_out": N_("The instructor has taken you out of the class; ask to come back."),
    "seat/none": N_("You have no seat yet; choose one, or wait to be given one."),
    "seat/full": N_("A delegation has at most {most} people; choose another seat."),
    "seat/locked": N_("The instructor gives out the seats; wait to be given one."),
    "seat/ask_instructor": N_("You have a seat already; ask the instructor for another one."),
    "seat/moved": N_("You have another seat by now; look at where it stands first."),
    "seat/computer": N_("The computer plays that seat; ask the instructor for it."),
    "delegation/head_signs": N_(
        "The head of your delegation signs; lay it before the head instead."
    ),
    "delegation/has_head": N_("Your delegation has a head, who is here; ask the instructor."),
    "delegation/no_such_paper": N_("There is no prepared act {number} any more."),
    "say/too_many": N_("A seat may send {most} messages in a minute; wait a little."),
    "check/malformed": N_("Answer each of the three questions with one of its answers."),
    "note/unsound": N_("{why}"),
    "inject/unsound": N_("{why}"),
    "rewind/not_yet": N_("Turn {turn} has not begun; choose one from 1 to {last}."),
    "phase/no_end": N_("This phase cannot be ended by hand."),
    "command/failed": N_("The host could not carry that out; nothing has changed."),
}


def sentence_of(code: str, facts: Mapping[str, bool | int | str], table: Table) -> str:
    """Return a refusal of the classroom or of the game in a sentence."""
    known = _SAYINGS.get(code)
    if known is None:
        return refusal_sentence(table, Refusal(code, facts))
    return _(known).format(**facts)
