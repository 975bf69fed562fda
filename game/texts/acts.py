"""What one can do, in words: each command's verb, button, and one line of help with its cost."""

from __future__ import annotations

from dataclasses import dataclass

from game.texts.catalogue import N_, _
from game.texts.numbers import effort


@dataclass(frozen=True, slots=True)
class Act:
    """A command's kind, its verb in the terminal, its name on a button, and what it does."""

    kind: str
    verb: str
    button: str
    text: str


_ROWS = (
    Act("start_game", "start", N_("Begin"), N_("Begin the first turn.")),
    Act("continue", "continue", N_("Continue"), N_("You have read this; go on.")),
    Act("choose_for_event", "choose", N_("Decide"), N_("Decide what an event asks of you.")),
    Act(
        "table_draft",
        "table",
        N_("Table draft"),
        N_("Put a draft amendment to the agreement on the table."),
    ),
    Act(
        "amend_draft",
        "amend",
        N_("Propose changes"),
        N_("Table a changed version of a draft; your own draft is replaced by it."),
    ),
    Act("withdraw_draft", "withdraw", N_("Withdraw"), N_("Take your own draft from the table.")),
    Act("answer_draft", "answer", N_("Answer"), N_("Tell the table how you take a draft.")),
    Act(
        "ask_interests",
        "ask",
        N_("Ask"),
        N_("Ask a member what it makes of a term; it may tell all, a part or nothing."),
    ),
    Act("tell", "tell", N_("Tell"), N_("Tell a member something of yourself.")),
    Act(
        "send_backchannel",
        "sound",
        N_("Sound out"),
        N_("Try a package on one member, discreetly; it may leak."),
    ),
    Act(
        "answer_backchannel",
        "reply",
        N_("Reply"),
        N_("Answer a discreet sounding, to its sender alone."),
    ),
    Act(
        "offer_side_deal",
        "offer",
        N_("Offer side deal"),
        N_("Offer a member payment for its consent to a draft; the offer ends with the turn."),
    ),
    Act("answer_side_deal", "deal", N_("Answer offer"), N_("Take or leave a side deal.")),
    Act(
        "recall_side_deal",
        "recall",
        N_("Recall offer"),
        N_("Take back an offer that has not been answered."),
    ),
    Act(
        "link_issues",
        "link",
        N_("Link issues"),
        N_("Offer a member on a draft: I move here if you move there."),
    ),
    Act(
        "answer_link",
        "trade",
        N_("Answer link"),
        N_("Take or leave a link; if you take it, both changes enter the draft."),
    ),
    Act(
        "make_statement",
        "declare",
        N_("Public statement"),
        N_("Commit in public to an answer: support at home rises, and falls if you back down."),
    ),
    Act(
        "hold_exercise",
        "exercise",
        N_("Hold exercise"),
        N_("Exercise with a member: trust now, interoperability when the turn ends."),
    ),
    Act(
        "ask_capital",
        "waive",
        N_("Ask capital"),
        N_("Ask your capital to waive a red line for this turn; it costs support at home."),
    ),
    Act(
        "ask_chair",
        "mediate",
        N_("Ask the chair"),
        N_("Ask the chair to put forward a text of its own, once a turn."),
    ),
    Act("move_agenda", "open", N_("Open term"), N_("Put a further term on this turn's agenda.")),
    Act(
        "call_decision",
        "call",
        N_("Call decision"),
        N_("Put a draft to decision when this round ends; one decision a turn."),
    ),
    Act("pass_round", "pass", N_("Done this round"), N_("Do no more in this round.")),
    Act(
        "cast_vote",
        "vote",
        N_("Vote"),
        N_("Consent, abstain or object, and say whether your own forces may be counted on."),
    ),
    Act("deliver", "deliver", N_("Deliver"), N_("Choose what you really send this turn.")),
    Act(
        "clock_expired",
        "expire",
        N_("Time is up"),
        N_("Everyone who has not acted takes the default of the phase."),
    ),
    Act("fire_inject", "fire", N_("Fire inject"), N_("Let an event of the scenario happen now.")),
)

ACTS: dict[str, Act] = {act.kind: act for act in _ROWS}
"""Every command's words by its kind."""


def button(kind: str) -> str:
    """Return the name of an act on its button."""
    return _(ACTS[kind].button)


def help_line(kind: str, cost: int) -> str:
    """Return one line of help with the act's cost in effort: ``... (2 effort)``."""
    return _("{text} ({cost})").format(text=_(ACTS[kind].text), cost=effort(cost))
