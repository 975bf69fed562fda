"""Questions between members and what is told in answer, in words."""

from __future__ import annotations

from collections.abc import Mapping

from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import alternatives, figure
from game.texts.shapes import DisclosureShape, QuestionShape, TableShape

LIKED, BEARABLE = 70_000, 40_000
HEAVY, LIGHT = 20_000, 8_000


def question_line(table: TableShape, question: QuestionShape) -> str:
    """Return a question as one sentence: ``India asks Kenya what it makes of area.``"""
    return _("{asker} asks {member} what it makes of {term}.").format(
        asker=names.sentence(names.member(table, question.asker)),
        member=names.member(table, question.member),
        term=names.term(table, question.term),
    )


def claim_line(
    table: TableShape, told: DisclosureShape, limits: Mapping[str, str] | None = None
) -> str:
    """
    Return what a member told another, in one sentence.

    *limits* maps red lines to their text, where the claim itself does not carry it.
    """
    claim = told.claim
    by = names.sentence(names.member(table, told.by))
    to = names.member(table, told.to)
    match claim.topic:
        case "position":
            return _position(table, by, to, claim.subject, claim.numbers)
        case "red_line":
            limit = claim.words or (limits or {}).get(claim.subject, "")
            if not limit:
                return _("{by} tells {to} that it has a limit which it may not cross.").format(
                    by=by, to=to
                )
            return _("{by} tells {to} of a limit in its instructions: “{limit}”").format(
                by=by, to=to, limit=limit
            )
        case "support":
            if not claim.numbers:
                return _("{by} tells {to} how it stands at home.").format(by=by, to=to)
            return _("{by} tells {to} that support at home stands at {support}.").format(
                by=by, to=to, support=figure(claim.numbers[0])
            )
    term = names.term(table, claim.subject) if claim.subject else ""
    if term:
        return _("{by} does not tell {to} what it makes of {term}.").format(by=by, to=to, term=term)
    return _("{by} does not wish to tell {to} more.").format(by=by, to=to)


def _position(table: TableShape, by: str, to: str, subject: str, numbers: tuple[int, ...]) -> str:
    """Sort a term's answers into liked, bearable and unwelcome; the last number is the weight."""
    term = next((t for t in table.terms if t.id == subject), None)
    if term is None or len(numbers) != len(term.answers) + 1:
        return _("{by} tells {to} what it makes of {term}.").format(
            by=by, to=to, term=names.term(table, subject)
        )
    values, weight = numbers[:-1], numbers[-1]
    order = sorted(range(len(values)), key=lambda n: (-values[n], n))
    best = order[0]
    liked = [n for n in order if n == best or values[n] >= LIKED]
    bearable = [n for n in order if n not in liked and values[n] >= BEARABLE]
    unwelcome = [n for n in order if n not in liked and n not in bearable]

    def said(group: list[int]) -> str:
        return alternatives([names.answer(table, subject, n) for n in group])

    if weight >= HEAVY:
        stake = _("it weighs heavily")
    elif weight <= LIGHT:
        stake = _("it weighs little")
    else:
        stake = _("it matters")
    facts = {
        "by": by,
        "to": to,
        "term": names.term(table, subject),
        "liked": said(liked),
        "bearable": said(bearable),
        "unwelcome": said(unwelcome),
        "stake": stake,
    }
    match bool(bearable), bool(unwelcome):
        case True, True:
            text = _(
                "{by} tells {to}: on {term} it wants {liked}, could live with {bearable}, "
                "and does not want {unwelcome}; {stake}."
            )
        case True, False:
            text = _(
                "{by} tells {to}: on {term} it wants {liked}, and could live with {bearable}; "
                "{stake}."
            )
        case False, True:
            text = _(
                "{by} tells {to}: on {term} it wants {liked}, and does not want {unwelcome}; "
                "{stake}."
            )
        case _:
            text = _("{by} tells {to}: on {term} it could live with {liked}; {stake}.")
    return text.format(**facts)
