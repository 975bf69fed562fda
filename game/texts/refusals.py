"""Refused commands in words: what is wrong, with its facts, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.texts import names
from game.texts.acts import ACTS, button
from game.texts.catalogue import N_, _
from game.texts.numbers import alternatives, figure, money
from game.texts.shapes import RefusalShape, TableShape

_SAYINGS: dict[str, str] = {
    "actor/not_for_you": N_(
        "“{command}” is not for {actor}; type or press help to see what can be done now."
    ),
    "actor/unknown": N_("Nobody called “{actor}” sits here; take one of the seats: {seats}."),
    "answer/malformed": N_(
        "The ask of this answer does not fit the text's terms and tasks; ask for changes of what "
        "stands in it."
    ),
    "backchannel/unknown": N_(
        "No discreet sounding {message} waits for your answer; look at those addressed to you."
    ),
    "chair/already_asked": N_(
        "The chair has been asked for a text this turn already; wait for its draft, or table your "
        "own."
    ),
    "chair/not_asked": N_(
        "The chair puts forward a text only once a turn and only when a member asks for it; let a "
        "member ask first."
    ),
    "claim/malformed": N_(
        "A position needs {expected} numbers, one for each answer and then the term's weight; give "
        "all of them."
    ),
    "deal/not_open": N_(
        "Side deal {deal} can no longer be answered: it is {status}; offer a new one if you like."
    ),
    "deal/out_of_range": N_(
        "A side deal pays more than nothing and at most {most} a turn, for 1 to {turns} turns; "
        "change the offer."
    ),
    "deal/unknown": N_("There is no side deal {deal} of yours; look at your offers of this turn."),
    "decision/already_called": N_(
        "Draft {draft} is to be decided already, and a turn has one decision; amend that draft, or "
        "wait for the next turn."
    ),
    "delivery/already_made": N_(
        "You have sent what you send this turn; it cannot be changed. Wait for the others."
    ),
    "draft/not_open": N_("Draft {draft} is {status}; choose a draft that is still open."),
    "draft/not_yours": N_(
        "Draft {draft} is not yours, and only a sponsor can withdraw it; answer it or propose "
        "changes instead."
    ),
    "draft/unknown": N_("There is no draft {draft} this turn; choose one that lies on the table."),
    "draft/your_own": N_(
        "Draft {draft} is your own, so you cannot refuse it; withdraw it, or replace it by an "
        "amendment."
    ),
    "effort/short": N_(
        "“{act}” costs {cost} effort and you have {left} left in this round; wait for the next "
        "round, or do something that is free."
    ),
    "event/choice_open": N_(
        "“{event}” still waits for your decision; choose one of its answers first."
    ),
    "event/no_such_option": N_(
        "“{option}” is not among the answers; choose one of those that are shown."
    ),
    "event/not_asked": N_("“{event}” asks nothing of you now; go on with the turn."),
    "event/unknown": N_("The scenario has no event “{event}”; choose one from the list of events."),
    "exercise/already_held": N_(
        "You hold an exercise with {partner} this turn already; choose another partner, or wait "
        "for the next turn."
    ),
    "link/not_open": N_("Link {link} has been {status} already; offer a new one if you want it."),
    "link/unknown": N_("No link {link} waits for your answer; look at those addressed to you."),
    "member/unknown": N_("There is no member {member} at this table; choose one of: {seats}."),
    "member/yourself": N_("That is your own seat; choose another member."),
    "package/malformed": N_(
        "This package does not fit the table's terms and tasks; start again from the agreement in "
        "force and change it there."
    ),
    "package/negative": N_(
        "Nobody can commit fewer than no units ({slot}); set it to nothing or more."
    ),
    "package/no_such_answer": N_("There is no such answer to {term}; choose one of: {answers}."),
    "package/on_the_table": N_(
        "Draft {draft} says exactly this already; answer that draft instead, or change something."
    ),
    "package/over_stock": N_(
        "{member} can commit {stock} at most, and this text counts on {wanted}; lower it."
    ),
    "package/term_closed": N_(
        "{term} is not open this turn, so it stays as it is; put it back, or move to open it."
    ),
    "package/unchanged": N_(
        "This text changes nothing of what holds now; change a term or a contribution first."
    ),
    "phase/already_done": N_("You have finished with {phase} already; wait for the others."),
    "phase/wrong": N_("That belongs to {needs}, and this is {phase}; wait until then."),
    "phase/passed": N_(
        "That moment has passed: this is turn {turn}, round {round}. Look at the clock that rang."
    ),
    "red_line/already_waived": N_(
        "Your capital has waived this limit for this turn already; you can act now."
    ),
    "red_line/crossed": N_(
        "This crosses a limit of your instructions{limit}; change the text{waiver}."
    ),
    "red_line/never_waived": N_(
        "Your capital never waives this limit{limit}; look for a text that respects it."
    ),
    "red_line/too_weak": N_(
        "Support at home is {support}, and your capital waives nothing below {least}; raise "
        "support first, or keep within the limit."
    ),
    "red_line/unknown": N_(
        "Your instructions hold no limit “{red_line}”; choose one that they hold."
    ),
    "round/already_passed": N_(
        "You have finished with round {round}; you can still answer and tell, and act again when "
        "the next round begins."
    ),
    "statement/already_made": N_(
        "You have spoken in public on {term} this turn already; wait for the next turn."
    ),
    "term/already_open": N_(
        "{term} is open this turn already; propose what you want on it in a draft."
    ),
    "term/unknown": N_("There is no term “{term}” here; choose one of: {terms}."),
    "vote/already_cast": N_("You have voted on this text already; wait for the others."),
    "vote/nothing_to_decide": N_(
        "Nothing is under decision now; call a decision on a draft in the next consultation."
    ),
    "vote/reason_missing": N_(
        "Whoever objects gives a reason; write one in a sentence and vote again."
    ),
}

CODES = frozenset(_SAYINGS)
"""Every refusal that has words."""

_STATUS = {
    "open": N_("open"),
    "replaced": N_("replaced by a later version"),
    "withdrawn": N_("withdrawn"),
    "adopted": N_("adopted"),
    "failed": N_("decided and not adopted"),
    "offered": N_("still open"),
    "taken": N_("taken"),
    "left": N_("left"),
    "recalled": N_("taken back"),
    "lapsed": N_("past its time"),
    "broken": N_("broken"),
    "paid": N_("paid"),
}


def refusal_sentence(
    table: TableShape,
    refusal: RefusalShape,
    limits: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """
    Return what is wrong with a command and what can be done next.

    *limits* maps the reader's own red lines to their text and *titles* events to their headline;
    without them the sentence does without. A code without words is told by its code.
    """
    text = _SAYINGS.get(refusal.code)
    if text is None:
        return _("This cannot be done now ({code}); choose another act.").format(code=refusal.code)
    facts: dict[str, str] = {}
    for key, value in refusal.facts.items():
        say = _FACTS.get(key)
        facts[key] = say(table, value) if say else str(value)
    facts |= _around(table, refusal, limits or {}, titles or {})
    return names.sentence(_(text).format(**facts))


def _around(
    table: TableShape,
    refusal: RefusalShape,
    limits: Mapping[str, str],
    titles: Mapping[str, str],
) -> dict[str, str]:
    """What a sentence says beyond the refusal's own facts."""
    facts = refusal.facts
    around = {
        "seats": ", ".join(seat.id for seat in table.seats),
        "terms": alternatives([names.inner(table, term.name) for term in table.terms]),
    }
    term = next((t for t in table.terms if t.id == facts.get("term")), None)
    if term is not None:
        around["answers"] = alternatives([names.inner(table, a.name) for a in term.answers])
    if "event" in facts:
        around["event"] = titles.get(str(facts["event"]), str(facts["event"]))
    if "red_line" in facts:
        text = limits.get(str(facts["red_line"]), "")
        around["limit"] = _(" (“{limit}”)").format(limit=text) if text else ""
        around["waiver"] = _(", or ask your capital to waive it") if facts.get("waivable") else ""
    resource = next((n for n, r in enumerate(table.resources) if r.id == facts.get("resource")), -1)
    if resource >= 0:
        for key in ("wanted", "stock"):
            around[key] = names.units(table, resource, int(facts[key]))
    if refusal.code == "package/over_stock":
        around["stock"] = around.get("stock", str(facts.get("stock", "")))
    return around


def _command(table: TableShape, value: Any) -> str:
    return button(value) if value in ACTS else str(value)


def _slot(table: TableShape, value: Any) -> str:
    task, _dot, resource = str(value).partition(".")
    return _("{resource} for {operation}").format(
        resource=names.resource(table, resource), operation=names.operation(table, task)
    )


def _actor(table: TableShape, value: Any) -> str:
    roles = {
        "chair": _("the chair"),
        "clock": _("the clock"),
        "instructor": _("the instructor"),
    }
    return roles.get(str(value)) or names.member(table, str(value))


_FACTS: dict[str, Callable[[TableShape, Any], str]] = {
    "act": _command,
    "actor": _actor,
    "command": _command,
    "least": lambda table, value: figure(value),
    "member": names.member,
    "most": lambda table, value: money(value),
    "needs": lambda table, value: alternatives([names.phase(p) for p in str(value).split()]),
    "partner": names.member,
    "phase": lambda table, value: names.phase(str(value)),
    "slot": _slot,
    "status": lambda table, value: _(_STATUS.get(str(value), str(value))),
    "support": lambda table, value: figure(value),
    "term": names.term,
}
