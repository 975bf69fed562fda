"""A seat's own review holds none of the planted secrets of others, in any form it is written in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.engine import commands as c
from game.engine import events as e
from game.engine.minds import Mind
from game.review.csv_files import write_csv
from game.review.html import report_html
from game.review.making import review_of
from game.review.story import Story, story_of
from game.review.timeline import why
from game.review.xapi import statements
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from tests.engine.test_blindness import _figures, _mark
from tests.fixtures import catalogue, raw_scenario
from tests.review.games import GOOD, HERO, Others, Plan, ask, call, led, package, table
from tests.session.games import loaded

SEATS = ("alba", "brava", "corso")


def _marked() -> Loaded:
    """The scenario of three seats with a word of its own in everything that a member keeps."""
    raw = raw_scenario()
    _mark(raw)
    base = loaded()
    scenario = ScenarioSpec.model_validate(raw)
    return Loaded(scenario, catalogue(), base.briefs, base.guide, (), base.text)


def _secretly(view: Any) -> c.Command:
    """Sound out Corso alone on a text that nobody else ever sees."""
    return c.SendBackchannel(2, package(view.table, (2, 3, 1), corso_patrol=1))


def _limit_told(view: Any) -> c.Command:
    """Tell Corso alone of a limit."""
    return c.Tell(2, c.Claim("red_line", view.mind.red_lines[0].id))


def _deal(view: Any) -> c.Command:
    """Offer Corso alone money for its consent."""
    return c.OfferSideDeal(2, view.open_drafts[0].id, 777, 2)


PLAN: Plan = {
    (1, 1): (ask(2, 1), _limit_told, table(GOOD), _secretly),
    (1, 2): (_deal, lambda view: c.AskCapital(view.mind.red_lines[0].id), call),
}


@cache
def played() -> Story:
    """A game in which much is said between two that a third must not hear."""
    session = led(PLAN, others=Others(), scenario=_marked())
    assert [sounding.leaked for sounding in session.state.backchannels] == [False]
    return story_of(session)


def _written(story: Story, seat: str, folder: Path, *, open_book: bool = False) -> str:
    """All that a review of a seat is written in, in one text."""
    review = review_of(story, seat, open_book=open_book)
    reader = None if open_book else story.seat(seat)
    whys = [why(story, step.number, reader) for step in story.steps]
    texts = [
        review.model_dump_json(),
        report_html(review),
        json.dumps(statements(story, review)),
        *(path.read_text(encoding="utf-8-sig") for path in write_csv(review, folder)),
        *(one.model_dump_json() for one in whys if one is not None),
    ]
    return "\n".join(texts)


@pytest.mark.parametrize("seat", SEATS)
def test_no_planted_word_of_others_is_in_it(seat: str, tmp_path: Path) -> None:
    """Limits, factions, questions and options of others stay theirs; its own are there."""
    written = _written(played(), seat, tmp_path)
    for other in SEATS:
        if other != seat:
            assert f"SECRET of {other}" not in written
            assert f"secret_{other}" not in written
    if seat == HERO:
        assert f"SECRET of {seat}" in written


@pytest.mark.parametrize("seat", SEATS)
def test_no_drawn_figure_of_others_is_in_it(seat: str, tmp_path: Path) -> None:
    """The exact values that others were dealt do not stand in any form of it."""
    story = played()
    written = _written(story, seat, tmp_path)
    minds: dict[str, Mind] = dict(zip(SEATS, story.setting.minds, strict=True))
    for other in SEATS:
        if other != seat:
            assert not [x for x in _figures(minds[other]) if repr(x) in written]


def test_talks_between_two_are_not_in_the_review_of_a_third(tmp_path: Path) -> None:
    """Questions, soundings, side deals and what was told between Alba and Corso."""
    story = played()
    review = review_of(story, "brava", open_book=False)
    private = {
        step.number
        for step in story.steps
        for event in step.line.events
        if isinstance(event, e.InterestsAsked | e.Disclosed | e.BackchannelSent | e.SideDealOffered)
        and 1 not in (getattr(event, "to", None), getattr(event, "by", None))
    }
    assert private
    kinds = {item.kind for item in review.timeline if item.number in private}
    assert not kinds & {"talk", "deal"}
    parties = review_of(story, "corso", open_book=False)
    assert {item.kind for item in parties.timeline if item.number in private} & {"talk", "deal"}


def test_decision_records_of_others_are_not_in_it() -> None:
    """The figures behind a computer member's moves are told to itself and to the open book."""
    story = played()
    told = [why(story, step.number, 0) for step in story.steps if step.line.actor == "brava"]
    assert any(one is not None for one in told)
    assert all(one.record == () for one in told if one is not None)


def test_private_figures_of_others_are_left_out_of_what_was_true() -> None:
    """Trust between others stays unknown; what the world was like is told."""
    review = review_of(played(), "brava", open_book=False)
    tracks = {t.track: t for t in review.moments[0].tracks}
    assert tracks["trust"].true is None
    assert tracks["attacks"].true is not None
    assert all(seat.style == "" for seat in review.seats)
    assert [s.seat for s in review.ratings] == ["brava"]


def test_with_the_book_open_all_of_it_is_there(tmp_path: Path) -> None:
    """The same search finds the secrets where they belong, so that it can find any."""
    written = _written(played(), "brava", tmp_path, open_book=True)
    assert "SECRET of alba" in written
    assert len(review_of(played(), "brava").ratings) == 3
