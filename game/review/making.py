"""Makes a review of a game: one seat's own, or with the book open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from game import __version__
from game.errors import unknown
from game.review import debrief
from game.review.competencies.registry import ratings_of
from game.review.forecasts import forecasts
from game.review.judgement import judgement
from game.review.pictures import charts
from game.review.pivotal import pivots as by_rules
from game.review.story import Story
from game.review.timeline import moments, timeline
from game.session.review_report import Pivot, Review
from game.session.run_report import ScorePart, SeatPart


def focus_of(story: Story, seat: str | None) -> int:
    """
    Return the seat that a review is about: the one named, else the first that a person had.

    Raises UserError for an unknown seat.
    """
    if seat is not None:
        if seat not in story.table.seat_places:
            raise unknown("seat", seat, story.table.seat_places)
        return story.seat(seat)
    return story.seat(story.people[0]) if story.people else 0


def review_of(
    story: Story,
    seat: str | None = None,
    *,
    open_book: bool = True,
    pivots: Sequence[Pivot] = (),
) -> Review:
    """
    Return the review of a game, finished or not.

    Without *open_book* it holds only what the seat may take home: no other's limits, figures,
    talks or decision records. *pivots* replaces turning points worked out by the rules with those
    that were played again (``pivotal.replayed``).

    Raises:
        UserError: an unknown seat.
    """
    focus = focus_of(story, seat)
    table = story.table
    reader = None if open_book else focus
    mine = ratings_of(story, focus)
    others = tuple(ratings_of(story, n) for n in table.members if n != focus) if open_book else ()
    turning = tuple(pivots) or by_rules(story, focus, everyone=open_book)
    learning = debrief.learning(story, reader)
    history = debrief.history(story)
    names = table.seats
    return Review(
        version=__version__,
        scenario=table.id,
        title=table.title,
        preset=story.header.preset,
        seed=story.header.seed,
        turns=len(story.records),
        ended=story.ended,
        seat=names[focus].id,
        seat_name=names[focus].name,
        open_book=open_book,
        seats=tuple(
            SeatPart(
                id=s.id,
                name=s.name,
                style=style if open_book else "",
                person=s.id in story.people,
            )
            for s, style in zip(names, story.setting.styles, strict=True)
        ),
        headline=debrief.headline(story),
        subline=debrief.subline(mine),
        figures=debrief.head_figures(story, focus),
        parts=debrief.parts(story, focus, mine, turning, learning),
        learning=learning,
        timeline=timeline(story, reader),
        moments=moments(story, focus, open_book=open_book),
        ratings=(mine, *others),
        pivots=turning,
        forecasts=forecasts(story, focus),
        judgement=judgement(story, focus),
        history=history,
        scores=tuple(
            ScorePart(**{field.name: getattr(score, field.name) for field in fields(score)})
            for score in story.scores
        ),
        try_next=debrief.try_next(story, mine, turning),
        charts=charts(story, focus, history, open_book=open_book),
    )
