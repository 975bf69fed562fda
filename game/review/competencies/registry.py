"""All ten judges, in the order of the rubric."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from game.review.competencies.craft import communicates, institutions, time
from game.review.competencies.interests import explores, prepares
from game.review.competencies.partners import builds, reciprocates, shares
from game.review.competencies.value import claims, creates
from game.review.conduct import Conduct
from game.review.rubric import COMPETENCIES
from game.review.story import Story
from game.session.review_report import Rating, SeatRatings
from game.texts.catalogue import _

JUDGES: Mapping[str, Callable[[Conduct], Rating | None]] = MappingProxyType(
    {
        "prepares": prepares,
        "explores": explores,
        "creates": creates,
        "claims": claims,
        "builds": builds,
        "reciprocates": reciprocates,
        "shares": shares,
        "institutions": institutions,
        "time": time,
        "communicates": communicates,
    }
)


def ratings_of(story: Story, seat: int) -> SeatRatings:
    """Judge a seat by all competencies; those without evidence are only named."""
    conduct = Conduct(story, seat)
    found = {c.id: JUDGES[c.id](conduct) for c in COMPETENCIES}
    return SeatRatings(
        seat=story.table.seats[seat].id,
        ratings=tuple(rating for rating in found.values() if rating is not None),
        not_shown=tuple(_(c.name) for c in COMPETENCIES if found[c.id] is None),
    )
