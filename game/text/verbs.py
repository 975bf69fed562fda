"""The verbs of the terminal: their names, usage, help, and what each runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.text import acts, looks
from game.text.playing import Playing
from game.text.reading import Words
from game.texts.acts import ACTS
from game.texts.catalogue import N_

Run = Callable[[Playing, Words], bool]
"""Carries out a line; whether members may act now."""


@dataclass(frozen=True, slots=True)
class Verb:
    """
    A verb, how it is written, what it does; *kind* is the command it gives, empty for looking.

    *whole* verbs are given their own first word too.
    """

    name: str
    usage: str
    text: str
    run: Run
    kind: str = ""
    others: tuple[str, ...] = ()
    whole: bool = False


def _act(kind: str, usage: str, run: Run, *others: str) -> Verb:
    act = ACTS[kind]
    return Verb(act.verb, usage, act.text, run, kind, others)


_STANCE = "accept | changes | undecided | refuse [because REASON] [if CHANGE; CHANGE]"

ACTING: tuple[Verb, ...] = (
    _act("continue", "continue", acts.read_on, "go", "read", "next"),
    _act("choose_for_event", "choose [EVENT] OPTION", acts.choose),
    _act("table_draft", "table [CHANGE; CHANGE ...] | table READY TEXT", acts.table, "propose"),
    _act("amend_draft", "amend DRAFT CHANGE; CHANGE ...", acts.amend),
    _act("withdraw_draft", "withdraw DRAFT", acts.withdraw),
    _act("answer_draft", f"answer DRAFT {_STANCE}", acts.answer),
    _act("ask_interests", "ask MEMBER TERM", acts.ask),
    _act("tell", "tell MEMBER TERM | limit NUMBER | support | nothing [TERM]", acts.tell),
    _act(
        "send_backchannel",
        "sound MEMBER [DRAFT] [CHANGE; CHANGE ...]",
        acts.sound,
        "backchannel",
        "sound out",
    ),
    _act("answer_backchannel", f"reply NUMBER {_STANCE}", acts.reply),
    _act("offer_side_deal", "offer MEMBER DRAFT MILLIONS TURNS", acts.offer, "pay"),
    _act("answer_side_deal", "deal NUMBER take | leave", acts.deal),
    _act("recall_side_deal", "recall NUMBER", acts.recall),
    _act("link_issues", "link MEMBER DRAFT YOUR CHANGE if ITS CHANGE", acts.link),
    _act("answer_link", "trade NUMBER take | leave", acts.trade),
    _act("make_statement", "declare TERM ANSWER", acts.declare, "state", "statement"),
    _act("hold_exercise", "exercise MEMBER", acts.exercise),
    _act("ask_capital", "waive LIMIT", acts.waive, "capital"),
    _act("ask_chair", "mediate", acts.mediate, "chair"),
    _act("move_agenda", "open TERM", acts.open_term, "motion", "move"),
    _act("call_decision", "call DRAFT", acts.call, "decide"),
    _act("pass_round", "pass", acts.pass_round, "done"),
    _act("cast_vote", "vote consent [keep forces back] | abstain | object REASON", acts.vote),
    _act("deliver", "deliver all | nothing | [all but] TASK RESOURCE NUMBER; ...", acts.deliver),
)
"""A verb for every command that a seat can give."""

COMPOSING: tuple[Verb, ...] = (
    Verb(
        "compose",
        "compose [DRAFT | READY TEXT]",
        N_("Begin a text: on what is in force, on a draft, or on a text that lies ready."),
        looks.compose,
        others=("draft new",),
    ),
    Verb(
        "set",
        "set TERM ANSWER",
        N_("In your text: answer an open term."),
        looks.make_change,
        whole=True,
    ),
    Verb(
        "give",
        "give TASK RESOURCE NUMBER",
        N_("In your text: what you contribute, such as give escort ship 2."),
        looks.make_change,
        whole=True,
    ),
    Verb(
        "ask-of",
        "ask-of MEMBER TASK RESOURCE NUMBER",
        N_("In your text: what another member contributes."),
        looks.make_change,
        whole=True,
    ),
    Verb(
        "limit",
        "limit TASK RESOURCE PERCENT",
        N_("In your text: restrict the use of what you contribute."),
        looks.make_change,
        whole=True,
    ),
    Verb("show", "show", N_("Your text as it stands, and what it costs you."), looks.show),
    Verb(
        "preview",
        "preview [DRAFT]",
        N_("How each member would likely take your text, or a draft, as far as you can know."),
        looks.preview,
    ),
    Verb("undo", "undo", N_("Take the last change of your text back."), looks.undo),
    Verb("drop", "drop", N_("Leave composing; nothing is tabled."), looks.drop, others=("cancel",)),
    Verb(
        "send", "send", N_("Table your text: as a new draft, or as a changed version."), acts.send
    ),
)

LOOKING: tuple[Verb, ...] = (
    Verb(
        "status",
        "status",
        N_("Where the game stands and what is asked of you."),
        looks.status,
        others=("now", "look"),
    ),
    Verb(
        "brief", "brief", N_("Your instructions and limits."), looks.brief, others=("instructions",)
    ),
    Verb(
        "agenda",
        "agenda",
        N_("The terms, their answers, and which are open."),
        looks.agenda,
        others=("terms",),
    ),
    Verb(
        "drafts", "drafts", N_("The drafts of this turn, and texts that lie ready."), looks.drafts
    ),
    Verb("draft", "draft NUMBER", N_("One draft, and what each member said of it."), looks.draft),
    Verb("members", "members", N_("Who sits at the table."), looks.members),
    Verb("member", "member NAME", N_("One member: means, pledges, what it said."), looks.member),
    Verb("matrix", "matrix [TERM]", N_("Who wants what: known, taken or unknown."), looks.matrix),
    Verb("tracks", "tracks", N_("The numbers, and how they moved this turn."), looks.tracks),
    Verb(
        "why", "why TRACK [turn N] [NUMBER]", N_("Why a number moved, down to the rule."), looks.why
    ),
    Verb(
        "rules", "rules [NAME]", N_("The rules of this world, and what they assume."), looks.rules
    ),
    Verb("owed", "owed", N_("What you have promised for this turn."), looks.owed),
    Verb("history", "history [TURN]", N_("The turns so far."), looks.history),
    Verb("save", "save", N_("Where the game is kept."), looks.save),
    Verb("wait", "wait", N_("Let the other members go on."), looks.wait),
    Verb(
        "quit",
        "quit",
        N_("Leave; the game is kept."),
        looks.quit_game,
        others=("exit", "leave", "q", "bye"),
    ),
)


def _by_name() -> Mapping[str, Verb]:
    found: dict[str, Verb] = {}
    for verb in (*ACTING, *COMPOSING, *LOOKING):
        for name in (verb.name, *verb.others):
            found.setdefault(name, verb)
    return found


VERBS: Mapping[str, Verb] = MappingProxyType(_by_name())
"""Every verb by its names; ``help`` is the terminal's own."""
