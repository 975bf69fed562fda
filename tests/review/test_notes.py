"""Forecasts of votes and the test of judgement: kept in the log, told in the review."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.engine import commands as c
from game.errors import UserError
from game.review.forecasts import brier, forecasts
from game.review.judgement import judgement
from game.review.story import story_of
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from game.session.save import read_save, replayed
from game.session.session import Session
from game.session.verify import differences
from tests.fixtures import catalogue, raw_scenario
from tests.review.games import HERO, TABLED, Others, ask, do, led, table
from tests.session.games import loaded

QUESTION = {
    "id": "first",
    "situation": "Nobody has spoken.",
    "competency": "explores",
    "assumption": True,
    "options": [
        {"id": "ask", "text": "Ask.", "worth": 3, "why": "You learn."},
        {"id": "tell", "text": "Tell.", "worth": 1, "why": "It binds."},
        {"id": "wait", "text": "Wait.", "worth": 0, "why": "Nothing comes of it."},
    ],
}


@cache
def questioned() -> Loaded:
    """The scenario of three seats with a test of judgement of one question."""
    raw = raw_scenario() | {"judgement": [QUESTION]}
    base = loaded()
    scenario = ScenarioSpec.model_validate(raw)
    return Loaded(scenario, catalogue(), base.briefs, base.guide, (), base.text)


def _at_the_draft(save: Path | None = None) -> tuple[Session, int]:
    """A game in its first consultation with Alba's draft on the table."""
    session = led({}, stop_at=(1, "consultation"), save=save)
    for act in (ask(1), table()):
        do(session, act(session.view(HERO)))
        session.advance()
    return session, session.state.drafts[0].id


def _played_on(session: Session) -> None:
    """Play to the first turn's end: call, consent, deliver."""
    do(session, c.PassRound())
    session.advance()
    do(session, c.CallDecision(session.state.drafts[0].id))
    do(session, c.PassRound())
    session.advance()
    do(session, c.CastVote("consent"))
    session.advance()
    do(session, c.Deliver(session.view(HERO).owed))
    session.advance()


def test_a_forecast_is_judged_by_the_votes() -> None:
    """Sure and right is 0; the last one before the votes counts."""
    session, draft = _at_the_draft()
    session.forecast(HERO, draft, {"brava": 0, "corso": 0})
    session.forecast(HERO, draft, {"brava": 1000, "corso": 600})
    _played_on(session)
    found = forecasts(story_of(session), 0)
    assert len(found.each) == 1
    assert found.each[0].consented == {"brava": True, "corso": True}
    assert found.each[0].brier == found.brier == pytest.approx((0 + 0.16) / 2)


def test_a_seats_forecast_is_its_own() -> None:
    """Another seat's review has none of it, and the game goes on as if it had not been made."""
    session, draft = _at_the_draft()
    before = session.state
    session.forecast(HERO, draft, {"brava": 500})
    assert session.state is before
    _played_on(session)
    assert forecasts(story_of(session), 1).each == ()
    assert forecasts(story_of(session), 1).brier is None


def test_a_coin_scores_a_quarter() -> None:
    """The Brier score's usual marks."""
    assert brier({"a": 0.5, "b": 0.5}, {"a": True, "b": False}) == 0.25
    assert brier({"a": 1.0}, {"a": False}) == 1.0


def test_what_cannot_be_forecast_is_refused_with_a_sentence() -> None:
    """No such draft, no such member, no such chance; nothing is kept."""
    session, draft = _at_the_draft()
    number = session.number
    for seat, which, chances, said in (
        (HERO, 99, {"brava": 500}, "draft 99 is not on the table"),
        (HERO, draft, {"bravo": 500}, "did you mean 'brava'"),
        (HERO, draft, {"brava": 1001}, "1001 is no chance"),
        ("albo", draft, {"brava": 500}, "did you mean 'alba'"),
    ):
        with pytest.raises(UserError, match=said):
            session.forecast(seat, which, chances)
    assert session.number == number


def test_notes_are_kept_in_the_save_and_change_nothing(tmp_path: Path) -> None:
    """A save with notes loads, proves and rewinds; the notes are there again."""
    path = tmp_path / "noted.demarche"
    session, draft = _at_the_draft(path)
    session.forecast(HERO, draft, {"brava": 700})
    _played_on(session)
    do(session, c.Continue())
    session.advance()
    last = session.state
    branch = session.rewind(2)
    session.close()
    branch.close()
    save = read_save(path)
    assert replayed(save) == last
    assert differences(save) == ()
    assert [note.entries for note in story_of(save).notes] == [(("brava", 700),)]
    with Session.load(path, members=Others()) as loaded_again:
        assert loaded_again.state == last


def test_the_test_of_judgement_tells_the_change() -> None:
    """Answers before and after, their points, and what changed."""
    session = Session.new(questioned(), seed=3, people=(HERO,), members=Others())
    session.judge(HERO, "before", {"first": 2})
    session.judge(HERO, "after", {"first": 1})
    session.judge(HERO, "after", {"first": 0})
    found = judgement(story_of(session), 0)
    assert found is not None
    assert (found.before, found.after, found.change) == (0.0, 100.0, 100.0)
    (answer,) = found.answers
    assert (answer.before, answer.after, answer.why) == ("Wait.", "Ask.", "You learn.")


def test_wrong_answers_to_the_test_are_refused() -> None:
    """Unknown questions and options get a sentence."""
    session = Session.new(questioned(), seed=3, people=(HERO,), members=Others())
    with pytest.raises(UserError, match="did you mean 'first'"):
        session.judge(HERO, "before", {"frist": 0})
    with pytest.raises(UserError, match="3 is no option of 'first'"):
        session.judge(HERO, "before", {"first": 3})


def test_nothing_is_told_where_the_scenario_asks_nothing() -> None:
    """A scenario without questions has no test, and one unanswered has no shares."""
    assert judgement(story_of(led(TABLED)), 0) is None
    session = Session.new(questioned(), seed=3, people=(HERO,), members=Others())
    found = judgement(story_of(session), 0)
    assert found is not None
    assert (found.before, found.after, found.change) == (None, None, None)
