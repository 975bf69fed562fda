"""The position matrix: what each member makes of each term, known, said, inferred or unknown."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.view import SeatView

CLEAR = 20.0
"""Points of a hundred by which a repute's best answer must lead to be worth telling."""


@dataclass(frozen=True, slots=True)
class Position:
    """
    What is known of a member on a term: its best *answer* (−1 unknown), from which *source*:
    ``own``, ``told``, ``stated``, ``reason`` (given with an answer), ``repute`` or nothing;
    *weight* is how much it matters, in points, −1 where that is not known.
    """

    answer: int
    source: str
    weight: float = -1.0


def position(view: SeatView, member: int, term: int) -> Position:
    """What this seat knows of a member on a term."""
    if member == view.seat:
        values = view.mind.values
        return Position(_best(values.term_values[term]), "own", values.term_weights[term])
    return (
        _told(view, member, term)
        or _stated(view, member, term)
        or _reasoned(view, member, term)
        or _repute(view, member, term)
    )


def _best(row: tuple[float, ...]) -> int:
    return max(range(len(row)), key=lambda n: (row[n], -n))


def _told(view: SeatView, member: int, term: int) -> Position | None:
    subject = view.table.terms[term].id
    for told in reversed(view.disclosures):
        claim = told.claim
        mine = told.by == member and told.to == view.seat
        if mine and claim.topic == "position" and claim.subject == subject:
            row = tuple(number / 1000 for number in claim.numbers)
            return Position(_best(row[:-1]), "told", row[-1])
    return None


def _stated(view: SeatView, member: int, term: int) -> Position | None:
    for said in reversed(view.statements):
        if said.seat == member and said.term == term:
            return Position(said.answer, "stated")
    return None


def _reasoned(view: SeatView, member: int, term: int) -> Position | None:
    """An answer to a draft that named what was wanted on the term."""
    spec = view.table.terms[term]
    drafts = [*(d for record in view.records for d in record.drafts), *view.drafts]
    for draft in reversed(drafts):
        response = draft.answers[member]
        for reason in response.reasons if response is not None else ():
            wanted = dict(reason.facts).get("wanted")
            if reason.part == "terms" and reason.subject == spec.id and wanted is not None:
                place = spec.place(str(wanted))
                if place is not None:
                    return Position(place, "reason")
    return None


def _repute(view: SeatView, member: int, term: int) -> Position:
    values = view.table.priors[member].values
    row = values.term_values[term]
    ranked = sorted(row, reverse=True)
    lead = ranked[0] - ranked[1] if len(ranked) > 1 else 0.0
    if lead < CLEAR or not values.term_weights[term]:
        return Position(-1, "")
    return Position(_best(row), "repute")
