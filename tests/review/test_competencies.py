"""For each competency a game that must score high and one that must score low, and baselines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from game.engine import commands as c
from game.engine.refusal import Refusal
from game.review.competencies.registry import ratings_of
from game.review.rubric import COMPETENCIES, THRESHOLDS
from game.review.story import Story, story_of
from game.session.review_report import Rating
from tests.review.games import (
    GOOD,
    HERO,
    NO,
    YES,
    Others,
    Plan,
    answer,
    ask,
    call,
    costly,
    forbidden,
    led,
    package,
    story,
    table,
)
from tests.session.games import new_game


@dataclass(frozen=True)
class Game:
    """A game to be played: Alba's plan and the rest."""

    plan: Plan = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


def _objects(view: Any) -> c.CastVote:
    return c.CastVote("object", False, "refuses")


def _nothing(view: Any) -> tuple[int, ...]:
    return (0,) * len(view.owed)


def _sound(view: Any) -> c.Command:
    return c.SendBackchannel(1, GOOD(view.table))


def _state(answer_: int) -> Any:
    return lambda view: c.MakeStatement(0, answer_)


def _tell(view: Any) -> c.Command:
    return c.Tell(1, c.Claim("support", "", (55_000,)))


def _silence(view: Any) -> c.Command:
    return c.Tell(1, c.Claim("silence", "area"))


def _link(view: Any) -> c.Command:
    draft = view.open_drafts[0]
    mine = c.Alteration("level", 2, draft.package.levels[2] + 1)
    yours = c.Alteration("term", 1, 0)
    return c.LinkIssues(1, draft.id, mine, yours)


def _capital(view: Any) -> c.Command:
    return c.AskCapital(view.mind.red_lines[0].id)


def _chair(view: Any) -> c.Command:
    return c.AskChair()


PRICED = c.Response("conditional", (c.Reason("cost", "", -3000),), "", ())
SOUND = {(1, 1): (ask(1), table()), (1, 2): (call,)}
IDLE = Game({}, {"others": Others(tables=GOOD), "vote": _objects})

CASES: dict[str, tuple[Game, Game]] = {
    "prepares": (
        Game(SOUND),
        Game(
            {(1, 1): (answer(YES), table(lambda t: package(t, (1, 0, 0), alba_escort=5)))},
            {"others": Others(tables=costly)},
        ),
    ),
    "explores": (
        Game({(1, 1): (ask(1), ask(2), table())}),
        Game({(1, 1): (answer(NO), table())}, {"others": Others(tables=costly)}),
    ),
    "creates": (
        Game({(1, 1): (table(), _link), (2, 1): (table(lambda t: package(t, (1, 1, 0))),)}),
        IDLE,
    ),
    "claims": (
        Game(SOUND | {(2, 1): (table(lambda t: package(t, (2, 2, 1), brava_escort=1)),)}),
        Game({(1, 1): (answer(YES),)}, {"others": Others(tables=costly)}),
    ),
    "builds": (Game(SOUND | {(2, 1): (table(lambda t: package(t, (1, 1, 0))),)}), IDLE),
    "reciprocates": (
        Game(SOUND),
        Game(SOUND, {"deliver": _nothing}),
    ),
    "shares": (Game(SOUND), Game(SOUND, {"deliver": _nothing})),
    "institutions": (
        Game({(1, 1): (_chair, _capital, table())}),
        Game(
            {(2, 1): (table(lambda t: package(t, (0, 0, 0), alba_escort=1)),)},
            {"others": Others(tables=GOOD)},
        ),
    ),
    "time": (
        Game(SOUND | {(2, 1): (table(lambda t: package(t, (1, 1, 0))),), (2, 2): (call,)}),
        Game({(1, 2): (table(),), (2, 2): (table(lambda t: package(t, (1, 1, 0))),)}),
    ),
    "communicates": (
        Game({(1, 1): (_tell, _sound, _state(1), table())}),
        Game(
            {(1, 1): (_silence, answer(NO), _state(2)), (2, 1): ()},
            {"others": Others(tables=GOOD, asks=True)},
        ),
    ),
}


def _rating(played: Story, competency: str) -> Rating:
    found = {r.competency: r for r in ratings_of(played, 0).ratings}
    assert competency in found, f"{competency} has no evidence"
    return found[competency]


@pytest.mark.parametrize("competency", [one.id for one in COMPETENCIES])
def test_a_game_that_shows_it_scores_above_one_that_lacks_it(competency: str) -> None:
    """The first is sound or strong (3 or 4), the second weak or developing (1 or 2)."""
    high, low = CASES[competency]
    good = _rating(story(high.plan, **high.options), competency)
    bad = _rating(story(low.plan, **low.options), competency)
    assert good.level >= 3, good.evidence
    assert bad.level <= 2, bad.evidence


def test_every_level_rests_on_acts_of_the_log_and_none_on_nothing() -> None:
    """Each piece of evidence is a line of the seat's own or a turn of its deliveries."""
    played = story(SOUND)
    rated = ratings_of(played, 0)
    assert len(rated.ratings) + len(rated.not_shown) == 10
    for rating in rated.ratings:
        assert rating.evidence
        for item in rating.evidence:
            step = played.step(item.number)
            assert step is not None, item
            assert step.turn == item.turn or item.turn == step.turn


def test_a_level_is_what_the_shares_say() -> None:
    """The share of weight that speaks well, beside the thresholds, gives the level."""
    for rating in ratings_of(story(SOUND), 0).ratings:
        good = sum(e.weight for e in rating.evidence if e.good)
        share = good / sum(e.weight for e in rating.evidence)
        expected = 1 + sum(share >= bound for bound in THRESHOLDS)
        assert rating.level in (expected, 3), rating
        assert rating.share == pytest.approx(share, abs=0.001)


def test_what_ones_own_instructions_forbid_counts_against_preparation() -> None:
    """A text that the engine refused for a red line is evidence, although it was never tabled."""
    session = led(SOUND)
    before = _rating(story_of(session), "prepares")
    fresh = led({}, stop_at=(1, "consultation"))
    refused = fresh.submit(HERO, c.TableDraft(forbidden(fresh.table)), "try-1")
    assert isinstance(refused, Refusal)
    rating = _rating(story_of(fresh), "prepares")
    assert [e.good for e in rating.evidence] == [False]
    assert rating.level < before.level


def test_without_any_act_there_is_no_level() -> None:
    """Before the first consultation nothing has been shown."""
    rated = ratings_of(story_of(new_game()), 0)
    assert rated.ratings == ()
    assert len(rated.not_shown) == 10
