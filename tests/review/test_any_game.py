"""Any game can be reviewed, at any moment, for any seat: games by dice, with clocks and injects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.engine.game import Done
from game.review.csv_files import write_csv
from game.review.html import report_html
from game.review.making import review_of
from game.review.story import story_of
from game.review.timeline import moment, timeline, why
from game.review.xapi import statements
from game.session.review_report import Review
from game.session.session import Session
from tests.fixtures import Step, play_random, small_game
from tests.review.xapi_form import Statement
from tests.session.games import loaded

SEATS = ("alba", "brava", "corso")


def by_dice(seed: int, most: int) -> Session:
    """The first commands of a random game, carried out in a session."""
    steps: list[Step] = []
    play_random(small_game(seed=3), seed, watch=steps.append)
    session = Session.new(loaded(), seed=3, people=SEATS)
    for step in steps[:most]:
        assert isinstance(session.submit(step.actor, step.command), Done)
    return session


@pytest.mark.parametrize(("seed", "most"), [(1, 9999), (2, 9999), (3, 9999), (4, 60), (5, 25)])
def test_a_game_by_dice_is_reviewed_in_every_form(seed: int, most: int, tmp_path: Path) -> None:
    """Open and closed, as page, JSON, tables and statements; each level has its evidence."""
    story = story_of(by_dice(seed, most))
    for seat in SEATS:
        for open_book in (True, False):
            review = review_of(story, seat, open_book=open_book)
            assert Review.model_validate_json(review.model_dump_json()) == review
            assert report_html(review).endswith("</html>")
            for one in statements(story, review):
                Statement.model_validate_json(json.dumps(one))
            write_csv(review, tmp_path)
            for rating in review.ratings[0].ratings:
                assert rating.evidence
                for item in rating.evidence:
                    assert 0 < item.number <= len(story.lines)


def test_every_line_can_be_scrubbed_to_and_asked_about() -> None:
    """A moment and an answer to why at each line of the log, for everyone and for one seat."""
    story = story_of(by_dice(6, 9999))
    heard = 0
    for step in story.steps:
        assert moment(story, step.number, 1, open_book=False).turn == step.after.turn
        for reader in (None, 0, 1, 2):
            told = why(story, step.number, reader)
            heard += told is not None
    assert heard > 20


def test_every_move_of_a_seat_is_on_the_timeline() -> None:
    """Passes too; reading on alone is left out."""
    story = story_of(by_dice(1, 9999))
    told = {item.number for item in timeline(story, None)}
    for step in story.steps:
        if step.line.actor in SEATS and step.line.command.kind != "continue":
            assert step.number in told, step.line.command
