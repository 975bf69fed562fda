"""Dealing with others over time: coalitions, kept word, and a fair part of the burden."""

from __future__ import annotations

from game.engine import events as e
from game.review.competencies.case import Case
from game.review.competencies.interests import uses_an_ask
from game.review.conduct import Conduct
from game.review.story import Step
from game.session.review_report import Rating
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import per_cent

KEPT, HALF_KEPT = 0.95, 0.6
FULL_SHARE, HALF_SHARE = 0.9, 0.5


def builds(conduct: Conduct) -> Rating | None:
    """Judge whether the seat wins members for texts, or stands alone."""
    case = Case(conduct, "builds")
    for text in conduct.texts:
        fate = conduct.fate(text)
        won, others = conduct.supporters(text)
        facts = {"draft": text.draft, "won": won, "others": others}
        if fate == "adopted":
            case.good(text.step, _("Draft {draft} was adopted.").format(**facts), 1.5)
        elif fate == "replaced":
            pass  # judged by what replaced it
        elif 2 * won >= others:
            said = _("Won {won} of {others} others for draft {draft}.")
            case.good(text.step, said.format(**facts), won / max(1, others))
        else:
            said = _("Won only {won} of {others} others for draft {draft}.")
            case.bad(text.step, said.format(**facts), 1 - won / max(1, others))
        if text.replaces and uses_an_ask(conduct, text):
            said = _("Mended draft {draft} for a member that held out.")
            case.good(text.step, said.format(**facts), 0.5)
    for step, command in conduct.of("offer_side_deal", "hold_exercise"):
        other = command.to if command.kind == "offer_side_deal" else command.partner
        said = _("Offered {member} a side deal.")
        if command.kind == "hold_exercise":
            said = _("Held an exercise with {member}.")
        case.good(step, said.format(member=names.member(conduct.table, other)), 0.5)
    for step, draft in _sole_blocks(conduct):
        said = _("Stood alone against draft {draft}.")
        case.bad(step, said.format(draft=draft))
    for step in conduct.idle_turns:
        said = _("Rallied nobody in turn {turn}.")
        case.bad(step, said.format(turn=step.turn), 0.5)
    return case.rating()


def _sole_blocks(conduct: Conduct) -> list[tuple[Step, int]]:
    found = []
    for step, vote, _package in conduct.votes:
        ballots = [
            b
            for r in conduct.story.records
            if r.turn == step.turn
            for b in r.ballots
            if b.draft == step.before.called
        ]
        if any(b.blockers == (conduct.seat,) for b in ballots) and vote.ballot == "object":
            found.append((step, step.before.called))
    return found


def reciprocates(conduct: Conduct) -> Rating | None:
    """Judge whether deeds follow words: deliveries, votes, deals, answers to questions."""
    case = Case(conduct, "reciprocates")
    for sent in conduct.deliveries:
        if not sent.owed:
            continue
        share = sent.kept / sent.owed
        facts = {"share": per_cent(round(1000 * share)), "turn": sent.turn}
        if share >= KEPT:
            said = _("Sent all that it owed in turn {turn}.").format(**facts)
            case.noted(sent.number, sent.turn, said, True, 1.0)
        else:
            said = _("Sent {share} of what it owed in turn {turn}.").format(**facts)
            weight = 0.75 if share >= HALF_KEPT else 1.5
            case.noted(sent.number, sent.turn, said, False, weight)
    for step, vote, _package in conduct.votes:
        draft = step.before.draft(step.before.called)
        answer = draft.answers[conduct.seat] if draft is not None else None
        if answer is None or answer.stance != "accept" or step.before.final_ballot:
            continue
        if vote.ballot == "consent" and vote.forces:
            case.good(step, _("Voted for the text that it had accepted."), 0.5)
        else:
            case.bad(step, _("Had accepted the text, and did not carry it in the vote."), 1.5)
    for step in conduct.story.steps:
        for event in step.line.events:
            if isinstance(event, e.SideDealClosed) and event.why in ("broken", "paid"):
                deal = next((d for d in step.before.side_deals if d.id == event.deal), None)
                if deal is None:
                    continue
                if event.why == "broken" and deal.to == conduct.seat:
                    case.bad(step, _("Took payment for its consent and withheld it."), 2.0)
                elif event.why == "paid" and deal.sender == conduct.seat:
                    case.good(step, _("Paid a side deal in full."))
    for step, command in conduct.of("tell"):
        if command.claim.topic != "silence" and _asked_by(conduct, step, command.to):
            said = _("Answered a question of {member}.")
            case.good(step, said.format(member=names.member(conduct.table, command.to)), 0.25)
    return case.rating()


def _asked_by(conduct: Conduct, step: Step, asker: int) -> bool:
    return any(q.asker == asker and q.member == conduct.seat for q in step.before.questions)


def shares(conduct: Conduct) -> Rating | None:
    """Judge the seat's part of what the table spent, beside its part of the table's means."""
    case = Case(conduct, "shares")
    for sent in conduct.deliveries:
        if not sent.table_cost:
            continue
        part = sent.share / sent.fair
        said = _("Carried {share} of the effort in turn {turn}, where {fair} is its part.").format(
            share=per_cent(round(1000 * sent.share)),
            fair=per_cent(round(1000 * sent.fair)),
            turn=sent.turn,
        )
        if part >= FULL_SHARE:
            case.noted(sent.number, sent.turn, said, True, 1.0)
        else:
            weight = 0.5 if part >= HALF_SHARE else 1.0
            case.noted(sent.number, sent.turn, said, False, weight)
    return case.rating()
