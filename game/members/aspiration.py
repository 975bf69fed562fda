"""Aspiration: what a member holds out for now, between its reservation value and its best hope."""

from __future__ import annotations

from functools import lru_cache

from game.negotiation.desk import Desk
from game.negotiation.moves import fitted

LEAST = 0.0


def progress(desk: Desk) -> float:
    """How far the turn's consultation has gone, 0 at its start and 1 in its last round."""
    rounds = desk.table.rounds
    if desk.view.phase != "consultation" or rounds <= 1:
        return 1.0
    return min(1.0, (desk.view.round - 1) / (rounds - 1))


@lru_cache(maxsize=16)
def hope(desk: Desk) -> float:
    """
    The best that the texts at hand promise this seat, in points, not below zero.

    It scales with what there is to gain, so that aspirations shrink with the surplus.
    """
    found = [0.0]
    view = desk.view
    for draft in view.open_drafts:
        found.append(desk.own_gain(draft.package))
    for _, _, package in view.table.drafts:
        fit = fitted(view, package)
        if fit != view.in_force:
            found.append(desk.own_gain(fit))
    return max(found)


def threshold(desk: Desk) -> float:
    """Points that a member holds out for now: it opens at its ambition and concedes."""
    style = desk.view.mind.style
    share = style.ambition * (1 - style.concession * progress(desk))
    return max(LEAST, share * 0.5 * hope(desk))
