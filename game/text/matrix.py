"""The position matrix in lines: what each member is known, or taken, to want on each term."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import alternatives, listed

GOOD = 70_000
LEAST_WEIGHT = 2.5
"""Points of weight below which nothing is presumed of a member on a term."""


def matrix_lines(view: SeatView, only: int | None = None) -> Iterator[str]:
    """A paragraph for each term: who wants what, and how one knows it."""
    table = view.table
    wanted = range(len(table.terms)) if only is None else (only,)
    yield _("Known: it told you, or said so in public. Taken: by repute. Unknown: ask.")
    for place in wanted:
        term = table.terms[place]
        mark = _(", open") if place in view.agenda else ""
        yield _("{term}{mark}; now {answer}.").format(
            term=term.name, mark=mark, answer=term.answers[view.in_force.terms[place]].name
        )
        known: list[str] = []
        taken: dict[int, list[str]] = {}
        unknown: list[str] = []
        for member in table.members:
            if member == view.seat:
                known.append(_own(view, place))
                continue
            told = _told(view, member, place)
            if told:
                known.append(told)
                continue
            guess = _presumed(view, member, place)
            if guess is None:
                unknown.append(names.member(table, member))
            else:
                taken.setdefault(guess, []).append(names.member(table, member))
        for line in known:
            yield _("- Known: {line}.").format(line=line)
        for answer, members in taken.items():
            yield _("- Taken: {members} for {answer}.").format(
                members=listed(members), answer=names.answer(table, place, answer)
            )
        if unknown:
            yield _("- Unknown: {members}.").format(members=listed(unknown))


def _own(view: SeatView, term: int) -> str:
    row = view.mind.values.term_values[term]
    best = max(range(len(row)), key=lambda n: (row[n], -n))
    return _("you want {answer}").format(answer=names.answer(view.table, term, best))


def _told(view: SeatView, member: int, term: int) -> str:
    """What a member itself has said of a term; empty if it has not."""
    table = view.table
    who = names.member(table, member)
    for said in reversed(view.statements):
        if said.seat == member and said.term == term:
            return _("{member} stands in public for {answer}").format(
                member=who, answer=names.answer(table, term, said.answer)
            )
    for told in reversed(view.disclosures):
        claim = told.claim
        if told.by != member or claim.subject != table.terms[term].id:
            continue
        if claim.topic == "position" and len(claim.numbers) > 1:
            row = claim.numbers[:-1]
            best = max(row)
            liked = [n for n, value in enumerate(row) if value == best or value >= GOOD]
            return _("{member} wants {answers}").format(
                member=who,
                answers=alternatives([names.answer(table, term, n) for n in liked]),
            )
    return ""


def _presumed(view: SeatView, member: int, term: int) -> int | None:
    """The answer that a member is taken to like best; None where its repute tells nothing."""
    values = view.table.priors[member].values
    row = values.term_values[term]
    best = max(row)
    if values.term_weights[term] < LEAST_WEIGHT or row.count(best) > 1:
        return None
    return row.index(best)
