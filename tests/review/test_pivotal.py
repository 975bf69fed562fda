"""Turning points: the act, what is supposed in its place, and the difference that it made."""

from __future__ import annotations

import pytest

from game.engine import commands as c
from game.negotiation.score import scores
from game.review.making import review_of
from game.review.pivotal import candidates, counterfactual, pivots, replayed
from game.review.story import story_of
from tests.review.games import GOOD, TABLED, Others, led, story, tabled_story


def _objects(view: object) -> c.CastVote:
    return c.CastVote("object", False, "refuses")


def test_an_adopted_text_is_a_turning_point_with_what_it_gave() -> None:
    """By the rules it made the difference between the text and none, for the seat and for all."""
    played = tabled_story()
    (first, *_rest) = pivots(played, 0, everyone=False)
    step = played.step(first.number)
    assert step is not None
    assert step.line.command.kind == "table_draft"
    gains = played.gains(1, GOOD(played.table))
    assert first.own == pytest.approx(gains[0], abs=0.06)
    assert first.common == pytest.approx(sum(gains), abs=0.06)
    assert first.method == "rules"


def test_a_lone_objection_to_a_good_text_costs_what_the_text_would_have_given() -> None:
    """Its difference is the same with the other sign."""
    played = story({}, others=Others(tables=GOOD), vote=_objects)
    found = [p for p in pivots(played, 0, everyone=False) if "objected" in p.act]
    assert found
    assert found[0].own < 0 > found[0].common


def test_a_broken_promise_is_a_turning_point() -> None:
    """Sending nothing is set beside keeping one's word."""
    played = story(TABLED, deliver=lambda view: (0,) * len(view.owed))
    acts = [row for row in candidates(played, 0, everyone=False) if "owed" in row.text]
    assert acts
    assert all(isinstance(row.alternative, c.Deliver) for row in acts)
    assert all(any(row.alternative.levels) for row in acts)  # type: ignore[union-attr]


def test_the_rest_is_played_again_with_and_without_the_act() -> None:
    """The difference is that of two courses by the same members, the act apart."""
    played = tabled_story()
    number = next(s.number for s in played.steps if s.line.command.kind == "table_draft")
    step = played.step(number)
    assert step is not None
    made = counterfactual(played, step, 0, c.PassRound(), Others())
    assert made is not None
    # Nobody else tables anything, so without the act there is no agreement at all.
    without = led({}, others=Others())
    with_it = scores(played.last)
    assert made[0] != 0
    again = counterfactual(played, step, 0, step.line.command, Others())
    assert again == (0.0, 0.0)
    assert without.state.agreement is None
    assert len(with_it) == 3


def test_replays_are_budgeted_and_can_be_stopped() -> None:
    """At most as many acts are tried as asked for, and none after a stop."""
    played = tabled_story()
    told: list[tuple[int, int]] = []
    found = replayed(
        played, 0, 1, members=Others(), progress=lambda done, of: told.append((done, of))
    )
    assert len(found) == 1
    assert found[0].method == "replayed"
    assert told == [(0, 1)]
    assert replayed(played, 0, 3, members=Others(), stop=lambda: True) == ()
    assert review_of(played, pivots=found).pivots == found


def test_replay_from_here_goes_on_at_the_turn() -> None:
    """A turning point's turn is where a branch of the game begins."""
    session = led(TABLED)
    point = pivots(story_of(session), 0, everyone=False)[0]
    branch = session.rewind(point.turn)
    assert branch.state.turn == point.turn
    assert branch.state.phase == "briefing"
    assert branch.header.branch is not None
