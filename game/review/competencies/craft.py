"""The craft of the table: institutions and law, time, and communication."""

from __future__ import annotations

from game.engine.package import Package
from game.engine.table import LEVERS, chosen
from game.review.competencies.case import Case
from game.review.conduct import Conduct
from game.review.story import Step
from game.session.review_report import Rating
from game.texts import names
from game.texts.catalogue import _

LAWFUL = ("mandate", "finish")
"""Levers of terms that make action lawful: authority to act, and trials of those caught."""
ROUTINE = 0.1
"""Weight of what is expected of everybody, and happens often."""


def institutions(conduct: Conduct) -> Rating | None:
    """Judge the use of chair, agenda, capital and reasons, and the lawfulness of texts."""
    case = Case(conduct, "institutions")
    for step, command in conduct.of("ask_chair", "move_agenda", "ask_capital"):
        said = {
            "ask_chair": _("Asked the chair for a text."),
            "move_agenda": _("Moved that a term be opened."),
            "ask_capital": _("Asked its capital for leave before it moved."),
        }[command.kind]
        case.good(step, said)
    for text in conduct.texts:
        facts = {"draft": text.draft}
        if not conduct.passes_at_home(text.step, text.package):
            case.bad(
                text.step, _("Tabled draft {draft}, which could not be ratified.").format(**facts)
            )
        else:
            law = _law(conduct, text.package) - _law(conduct, text.step.before.in_force)
            if law > 0.01:
                said = _("Draft {draft} would strengthen the legal ground.")
                case.good(text.step, said.format(**facts))
            elif law < -0.01:
                said = _("Draft {draft} would weaken the legal ground.")
                case.bad(text.step, said.format(**facts))
    for step, vote, package in conduct.votes:
        if vote.ballot == "abstain" and conduct.gain(step.turn, package) < 0:
            case.good(step, _("Stood aside, and let the others go on."), 0.5)
    for number, turn in conduct.barred:
        case.noted(number, turn, _("Tried to go against its own instructions."), False, 0.5)
    for step in _stuck(conduct):
        said = _("Let turn {turn} end without an agreement, and did not ask the chair.")
        case.bad(step, said.format(turn=step.turn), 0.5)
    for sent in conduct.deliveries:
        if sent.share and _beside_the_agreement(conduct, sent.turn):
            said = _("Acted on its own account in turn {turn}, beside the agreement in force.")
            case.noted(sent.number, sent.turn, said.format(turn=sent.turn), False, 0.5)
    return case.rating()


def _stuck(conduct: Conduct) -> list[Step]:
    """The last pass of each turn in which nothing was adopted and nobody asked the chair."""
    found = []
    for record in conduct.story.records:
        passes = conduct.in_turn(record.turn, "pass_round")
        adopted = any(ballots.adopted for ballots in record.ballots)
        if passes and not adopted and not passes[-1].before.mediation:
            found.append(passes[-1])
    return found


def _law(conduct: Conduct, package: Package) -> float:
    levers = chosen(conduct.table, package.terms).levers
    return sum(levers[LEVERS.index(name)] for name in LAWFUL)


def _beside_the_agreement(conduct: Conduct, turn: int) -> bool:
    record = next((r for r in conduct.story.records if r.turn == turn), None)
    agreement = record.agreement if record else None
    return agreement is not None and not agreement.parties[conduct.seat]


def time(conduct: Conduct) -> Rating | None:
    """Judge whether the seat comes forward early, answers in time and brings texts to decision."""
    case = Case(conduct, "time")
    _coming_forward(conduct, case)
    _answering(conduct, case)
    for step, command in conduct.of("call_decision"):
        draft = step.before.draft(command.draft)
        open_ = [
            n
            for n, answer in enumerate(draft.answers if draft else ())
            if answer is None and n != conduct.seat and draft and n not in draft.sponsors
        ]
        facts = {"draft": command.draft, "count": len(open_)}
        if not open_:
            said = _("Put draft {draft} to decision once all had answered.")
            case.good(step, said.format(**facts))
        else:
            said = _("Put draft {draft} to decision with {count} answers missing.")
            case.bad(step, said.format(**facts), 0.5)
    for turn, expired in _by_default(conduct):
        said = _("Time ran out in turn {turn}, and the default was taken.")
        case.noted(expired, turn, said.format(turn=turn), False, 1.0)
    return case.rating()


def _coming_forward(conduct: Conduct, case: Case) -> None:
    story = conduct.story
    for turn in story.turns:
        own = [text for text in conduct.texts if text.step.turn == turn]
        if own:
            first = own[0].step
            facts = {"draft": own[0].draft, "round": first.before.round}
            if first.before.round == 1:
                said = _("Tabled draft {draft} in the first round.")
                case.good(first, said.format(**facts), 0.5)
            elif first.before.round >= conduct.table.rounds:
                said = _("Tabled draft {draft} in the last round, too late to be mended.")
                case.bad(first, said.format(**facts), 0.5)
            fates = {conduct.fate(text) for text in own}
            decided = any(r.ballots for r in story.records if r.turn == turn)
            if fates <= {"open", "replaced"} and turn in story.ends and not decided:
                said = _("Left its text of turn {turn} without a decision.")
                case.bad(own[-1].step, said.format(turn=turn))
    for step in conduct.idle_turns:
        before = step.before
        if before.effort[conduct.seat] * 2 > conduct.table.effort and not before.called:
            said = _("Ended turn {turn} with {left} of {all} effort unspent.")
            facts = {"left": before.effort[conduct.seat], "all": conduct.table.effort}
            case.bad(step, said.format(turn=step.turn, **facts), 0.5)


def _answering(conduct: Conduct, case: Case) -> None:
    for step, answer, _package in conduct.answers:
        draft = step.before.draft(answer.draft)
        if draft is not None and draft.round == step.before.round:
            said = _("Answered draft {draft} in the round in which it was tabled.")
            case.good(step, said.format(draft=answer.draft), ROUTINE)
    for record in conduct.story.records:
        for draft in record.drafts:
            silent = draft.answers[conduct.seat] is None and conduct.seat not in draft.sponsors
            passes = conduct.in_turn(record.turn, "pass_round")
            if silent and draft.status != "replaced" and passes:
                said = _("Never answered draft {draft}.")
                case.bad(passes[-1], said.format(draft=draft.id), 0.5)


def _by_default(conduct: Conduct) -> list[tuple[int, int]]:
    """Turn and number where a clock took the default for the seat."""
    found = []
    for step in conduct.story.steps:
        if step.line.command.kind == "clock_expired" and step.before.phase != "outcome":
            mine = any(
                getattr(event, "seat", None) == conduct.seat
                and event.kind in ("vote_cast", "delivery_made", "seat_ready", "event_chosen")
                for event in step.line.events
            )
            if mine:
                found.append((step.turn, step.number))
    return found


def communicates(conduct: Conduct) -> Rating | None:
    """Judge reasons given, questions answered, statements kept and soundings that lead on."""
    case = Case(conduct, "communicates")
    table = conduct.table
    for step, answer, _package in conduct.answers:
        facts = {"draft": answer.draft}
        if answer.response.reasons:
            said = _("Gave reasons for its answer to draft {draft}.")
            case.good(step, said.format(**facts), ROUTINE)
        elif answer.response.stance != "accept":
            said = _("Gave no reason for its answer to draft {draft}.")
            case.bad(step, said.format(**facts), 0.5)
    for step, command in conduct.of("tell"):
        if command.claim.topic == "silence":
            said = _("Kept silent when {member} asked.")
            case.bad(step, said.format(member=names.member(table, command.to)), 0.5)
        else:
            said = _("Told {member} something of itself.")
            case.good(step, said.format(member=names.member(table, command.to)), 0.5)
    _soundings(conduct, case)
    _statements(conduct, case)
    for step, vote, _package in conduct.votes:
        draft = step.before.draft(step.before.called)
        answer_ = draft.answers[conduct.seat] if draft is not None else None
        sponsor = draft is not None and conduct.seat in draft.sponsors
        if vote.ballot == "object" and (sponsor or answer_ is None or answer_.stance == "accept"):
            case.bad(step, _("Objected without having said so before the vote."))
    for step in conduct.idle_turns:
        kinds = ("tell", "answer_draft", "ask_interests", "send_backchannel", "make_statement")
        if not conduct.in_turn(step.turn, *kinds):
            case.bad(step, _("Said nothing in turn {turn}.").format(turn=step.turn))
    return case.rating()


def _soundings(conduct: Conduct, case: Case) -> None:
    for step, command in conduct.of("send_backchannel"):
        later = [t for t in conduct.texts if t.step.number > step.number]
        followed = any(
            t.step.turn == step.turn and t.package.terms == command.package.terms for t in later
        )
        facts = {"member": names.member(conduct.table, command.to)}
        if followed:
            said = _("Sounded out {member}, and brought the text to the table.")
            case.good(step, said.format(**facts), 1.5)
        else:
            said = _("Sounded out {member} on a text that it did not table.")
            case.bad(step, said.format(**facts), 0.5)


def _statements(conduct: Conduct, case: Case) -> None:
    for step, command in conduct.of("make_statement"):
        against = [
            text
            for text in conduct.texts
            if text.step.number > step.number
            and text.step.turn == step.turn
            and text.package.terms[command.term] != command.answer
        ]
        votes = [
            vote
            for vote, cast, package in conduct.votes
            if vote.number > step.number
            and vote.turn == step.turn
            and cast.ballot == "consent"
            and package.terms[command.term] != command.answer
        ]
        term = names.term(conduct.table, command.term)
        if against or votes:
            said = _("Said one thing on {term} in public, and did another.")
            case.bad(step, said.format(term=term))
        else:
            case.good(
                step, _("Said in public what it stood for on {term}.").format(term=term), 0.75
            )
