"""Creating value for all across issues, and claiming it against one's alternative."""

from __future__ import annotations

from game.review.competencies.case import Case
from game.review.competencies.interests import SLACK, points
from game.review.conduct import Conduct
from game.session.review_report import Rating
from game.texts import names
from game.texts.catalogue import _


def creates(conduct: Conduct) -> Rating | None:
    """Judge whether the seat's texts and links leave more members better off."""
    case = Case(conduct, "creates")
    for text in conduct.texts:
        gains = conduct.story.gains(text.step.turn, text.package)
        better = sum(gain > SLACK for gain in gains)
        changed = _terms_changed(text.step.before.in_force.terms, text.package.terms)
        facts = {"draft": text.draft, "better": better, "all": len(gains), "terms": changed}
        if sum(gains) > 0 and 2 * better > len(gains):
            said = _("Draft {draft} left {better} of {all} members better off.")
            if changed > 1:
                said = _("Draft {draft} traded across {terms} terms: better for {better} of {all}.")
            case.good(text.step, said.format(**facts), 1.0 + 0.5 * (changed > 1))
        else:
            said = _("Draft {draft} left only {better} of {all} members better off.")
            case.bad(text.step, said.format(**facts))
    for step, command in conduct.of("link_issues"):
        said = _("Offered {member} a link between two issues.")
        case.good(step, said.format(member=names.member(conduct.table, command.to)))
    for step, command in conduct.of("answer_link"):
        if command.accept:
            case.good(step, _("Took a link that another had offered."))
    for step, vote, package in conduct.votes:
        gains = conduct.story.gains(step.turn, package)
        barred = bool(conduct.crosses(step, package)) or not conduct.passes_at_home(step, package)
        blocks = vote.ballot == "object" and not barred
        if blocks and sum(gains) > 0 and gains[conduct.seat] > SLACK:
            case.bad(step, _("Blocked a text that was better for itself and for all together."))
    for step in conduct.idle_turns:
        said = _("Put no text and no trade forward in turn {turn}.")
        case.bad(step, said.format(turn=step.turn), 0.5)
    return case.rating()


def _terms_changed(old: tuple[int, ...], new: tuple[int, ...]) -> int:
    return sum(a != b for a, b in zip(old, new, strict=True))


def claims(conduct: Conduct) -> Rating | None:
    """Judge what the seat took and refused, beside what it had without it."""
    case = Case(conduct, "claims")
    for step, vote, package in conduct.votes:
        gain = conduct.gain(step.turn, package)
        others = conduct.others(step.turn, package)
        mean = sum(others) / max(1, len(others))
        facts = {"points": points(gain)}
        barred = bool(conduct.crosses(step, package)) or not conduct.passes_at_home(step, package)
        if vote.ballot == "consent" and gain < -SLACK:
            said = _("Consented to {points} less than it had without the text.")
            case.bad(step, said.format(points=points(-gain).lstrip("+")), 1.5)
        elif vote.ballot == "consent" and gain >= mean:
            said = _("Consented to {points}, no less than others gained.")
            case.good(step, said.format(**facts))
        elif vote.ballot == "consent":
            said = _("Consented to {points}, less than others gained.")
            case.bad(step, said.format(**facts), 0.5)
        elif vote.ballot == "object" and gain > SLACK and not barred:
            said = _("Objected to {points} above its alternative.")
            case.bad(step, said.format(**facts), 1.5)
        elif vote.ballot == "object":
            case.good(step, _("Held to its alternative against a text that was worse."))
    for step, answer, package in conduct.answers:
        gain = conduct.gain(step.turn, package)
        response = answer.response
        if response.stance in ("conditional", "refuse") and response.ask:
            said = _("Named its price for draft {draft}.")
            case.good(step, said.format(draft=answer.draft), 0.5)
        elif response.stance == "refuse" and gain > SLACK:
            said = _("Refused draft {draft}, worth {points}, without naming a price.")
            case.bad(step, said.format(draft=answer.draft, points=points(gain)), 0.5)
        elif response.stance == "accept" and gain < -SLACK:
            said = _("Accepted draft {draft}, worse than its alternative.")
            case.bad(step, said.format(draft=answer.draft), 0.5)
    for step, command in conduct.of("answer_side_deal"):
        if command.accept:
            case.good(step, _("Was paid for its consent."), 0.5)
    return case.rating()
