"""Beliefs: what a seat takes the members' values to be, from their repute and what they told."""

from __future__ import annotations

from dataclasses import replace

from game.engine.minds import Values
from game.engine.sums import added
from game.engine.view import SeatView

LEAST_GIVING = 0.3
TOLD = 0.5
"""Share of doubt that is left about a member once it has told of a term."""


def believed(view: SeatView) -> tuple[Values, ...]:
    """
    The values of every member as this seat takes them; its own are exact.

    A manner that gives little minds its own cost more, one that gives freely minds it less.
    """
    table = view.table
    found = [prior.values for prior in table.priors]
    if view.seat >= 0:
        style = view.mind.style
        mine = view.mind.values
        found[view.seat] = replace(mine, cost=mine.cost / max(LEAST_GIVING, style.gives))
    terms = {term.id: n for n, term in enumerate(table.terms)}
    for told in view.disclosures:
        claim = told.claim
        if told.to != view.seat or claim.topic != "position" or claim.subject not in terms:
            continue
        place = terms[claim.subject]
        old = found[told.by]
        row = tuple(number / 1000 for number in claim.numbers[:-1])
        weight = claim.numbers[-1] / 1000
        found[told.by] = replace(
            old,
            term_values=(*old.term_values[:place], row, *old.term_values[place + 1 :]),
            term_weights=(*old.term_weights[:place], weight, *old.term_weights[place + 1 :]),
        )
    return tuple(found)


def doubt(view: SeatView, member: int) -> float:
    """How far off beliefs about a member may be, 0 (sure) to 1; telling narrows it."""
    if member == view.seat:
        return 0.0
    weights = view.table.priors[member].values.term_weights
    total = added(weights) or 1.0
    terms = {term.id: n for n, term in enumerate(view.table.terms)}
    told = {
        terms[d.claim.subject]
        for d in view.disclosures
        if d.to == view.seat and d.by == member and d.claim.subject in terms
    }
    known = added(weights[n] for n in told) / total
    return view.table.priors[member].doubt * (1 - (1 - TOLD) * known)
