"""Preparing one's own interests and limits, and exploring those of others."""

from __future__ import annotations

from game.engine import events as e
from game.review.competencies.case import Case
from game.review.conduct import Conduct, Text
from game.review.story import Step
from game.session.review_report import Rating
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import change

SLACK = 0.5
"""Points that are too few to call a text good or bad for a seat."""


def points(gain: float) -> str:
    """Points of worth in words: ``+4.2 points``."""
    return _("{points} points").format(points=change(round(gain * 1000), 1))


def prepares(conduct: Conduct) -> Rating | None:
    """Judge whether texts tabled, answers and votes serve the seat's interests and limits."""
    case = Case(conduct, "prepares")
    for text in conduct.texts:
        _own_text(conduct, case, text)
    for step, command, package in conduct.answers:
        gain = conduct.gain(step.turn, package)
        barred = bool(conduct.crosses(step, package)) or not conduct.passes_at_home(step, package)
        facts = {"draft": command.draft, "points": points(gain)}
        stance = command.response.stance
        if stance == "accept" and barred:
            said = _("Accepted draft {draft}, which its limits or its politics at home forbid.")
            case.bad(step, said.format(**facts))
        elif stance == "accept" and gain < -SLACK:
            said = _("Accepted draft {draft}, which is worth {points} to it.")
            case.bad(step, said.format(**facts))
        elif stance == "refuse" and (barred or gain < -SLACK):
            said = _("Refused draft {draft}, which does not serve it.")
            case.good(step, said.format(**facts), 0.5)
        elif stance == "refuse" and gain > SLACK:
            said = _("Refused draft {draft}, although it is worth {points} to it.")
            case.bad(step, said.format(**facts))
        elif stance == "accept":
            said = _("Accepted draft {draft}, worth {points} to it.")
            case.good(step, said.format(**facts), 0.5)
    for step, vote, package in conduct.votes:
        gain = conduct.gain(step.turn, package)
        barred = bool(conduct.crosses(step, package)) or not conduct.passes_at_home(step, package)
        facts = {"points": points(gain)}
        if vote.ballot == "consent" and (barred or gain < -SLACK):
            said = _("Consented to a text that its limits, its politics or its interests forbid.")
            case.bad(step, said.format(**facts))
        elif vote.ballot == "consent":
            case.good(step, _("Consented to a text worth {points} to it.").format(**facts), 0.5)
        elif vote.ballot == "object" and gain > SLACK and not barred:
            said = _("Objected to a text worth {points} to it.")
            case.bad(step, said.format(**facts))
        elif vote.ballot == "object":
            case.good(step, _("Objected to a text that did not serve it."))
    for number, turn in conduct.barred:
        said = _("Tried what its own instructions forbid.")
        case.noted(number, turn, said, False, 1.0)
    for step, _command in conduct.of("ask_capital"):
        case.good(step, _("Asked its capital to waive a limit."), 0.5)
    return case.rating()


def _own_text(conduct: Conduct, case: Case, text: Text) -> None:
    step, gain = text.step, conduct.gain(text.step.turn, text.package)
    facts = {"draft": text.draft, "points": points(gain)}
    if not conduct.passes_at_home(step, text.package):
        case.bad(step, _("Tabled draft {draft}, which would fail at home.").format(**facts))
    elif gain < -SLACK:
        case.bad(step, _("Tabled draft {draft}, worth {points} to itself.").format(**facts))
    else:
        case.good(step, _("Tabled draft {draft}, worth {points} to itself.").format(**facts))


def explores(conduct: Conduct) -> Rating | None:
    """Judge whether the seat asks and listens before it takes positions, and tells its price."""
    case = Case(conduct, "explores")
    table = conduct.table
    for step, command in conduct.of("ask_interests"):
        said = _("Asked {member} about {term}.")
        case.good(
            step,
            said.format(
                member=names.member(table, command.member), term=names.term(table, command.term)
            ),
        )
    for step, command in conduct.of("send_backchannel"):
        said = _("Sounded out {member} on a text before tabling it.")
        case.good(step, said.format(member=names.member(table, command.to)))
    for text in conduct.texts:
        if text.replaces and uses_an_ask(conduct, text):
            said = _("Worked what another had asked for into draft {draft}.")
            case.good(text.step, said.format(draft=text.draft))
        elif not _had_explored(conduct, text.step):
            said = _("Tabled draft {draft} without having asked or sounded out anybody.")
            case.bad(text.step, said.format(draft=text.draft))
    for step, answer, _package in conduct.answers:
        response = answer.response
        if response.stance == "accept":
            continue
        if response.ask:
            said = _("Said what would turn its answer to draft {draft}.")
            case.good(step, said.format(draft=answer.draft), 0.25)
        elif not response.reasons:
            said = _("Turned draft {draft} down without a reason or a price.")
            case.bad(step, said.format(draft=answer.draft))
    for step, command in conduct.of("tell"):
        if command.claim.topic == "silence":
            case.bad(step, _("Left a question unanswered."), 0.5)
    for step in conduct.idle_turns:
        if not conduct.in_turn(step.turn, "ask_interests", "send_backchannel"):
            case.bad(
                step, _("Let turn {turn} pass without a question.").format(turn=step.turn), 0.5
            )
    return case.rating()


def _had_explored(conduct: Conduct, step: Step) -> bool:
    """Whether the seat had asked in this turn, or had been told something since the last one."""
    by_turn = conduct.story.by_turn
    for earlier in (*by_turn.get(step.turn - 1, ()), *by_turn[step.turn]):
        if earlier.number >= step.number:
            break
        mine = earlier.line.actor == conduct.id
        if mine and earlier.line.command.kind in ("ask_interests", "send_backchannel"):
            return True
        for event in earlier.line.events:
            if not isinstance(event, e.Disclosed) or event.to != conduct.seat:
                continue
            if event.claim.topic != "silence":
                return True
    return False


def uses_an_ask(conduct: Conduct, text: Text) -> bool:
    """Whether an amended text contains a change that another's answer had asked for."""
    old = text.step.before.draft(text.replaces)
    if old is None:
        return False
    for n, answer in enumerate(old.answers):
        if n == conduct.seat or answer is None:
            continue
        for change_ in answer.ask:
            if change_.applied(text.package) == text.package != old.package:
                return True
    return False
