"""Games of each baseline style give plainly different and right pictures of competencies."""

from __future__ import annotations

from functools import cache

from game.review.competencies.registry import ratings_of
from game.review.story import story_of
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from game.session.session import Session
from tests.fixtures import catalogue, raw_scenario
from tests.session.games import loaded

TURNS = 6
STYLES = ("hardliner", "cooperator", "free_rider", "always_accept", "always_refuse", "random")


@cache
def six_turns() -> Loaded:
    """The scenario of three seats, six turns long."""
    raw = raw_scenario()
    next(p for p in raw["presets"] if p["id"] == "long")["turns"] = TURNS
    base = loaded()
    scenario = ScenarioSpec.model_validate(raw)
    return Loaded(scenario, catalogue(), base.briefs, base.guide, (), base.text)


@cache
def levels(style: str) -> dict[str, int]:
    """Levels of Alba, played in a style among the usual others."""
    session = Session.new(
        six_turns(), seed=3, preset="long", styles={"alba": style}, difficulty="study"
    )
    session.advance()
    assert session.ended
    return {r.competency: r.level for r in ratings_of(story_of(session), 0).ratings}


def test_every_style_has_a_picture_of_its_own() -> None:
    """No two of the six baselines look the same."""
    pictures = {tuple(sorted(levels(style).items())) for style in STYLES}
    assert len(pictures) == len(STYLES)


def test_who_always_refuses_is_weak_at_the_table() -> None:
    """It explores, creates, builds and says nothing, and leaves value lying."""
    seen = levels("always_refuse")
    assert [seen[k] for k in ("explores", "creates", "builds", "communicates")] == [1, 1, 1, 1]
    assert seen["claims"] <= 2
    assert seen["prepares"] <= 2


def test_who_always_accepts_leads_nothing() -> None:
    """It puts nothing forward and asks nobody; it keeps no price of its own."""
    seen = levels("always_accept")
    assert [seen[k] for k in ("explores", "creates", "builds")] == [1, 1, 1]
    assert seen["claims"] <= 2


def test_a_free_rider_keeps_its_word_and_carries_its_share_less_than_a_cooperator() -> None:
    """Burden and kept word tell the two apart."""
    rider, helper = levels("free_rider"), levels("cooperator")
    assert rider["shares"] < helper["shares"]
    assert rider["shares"] <= 2
    assert rider["reciprocates"] < helper["reciprocates"]


def test_a_hardliner_claims_more_than_a_cooperator_and_carries_less() -> None:
    """What one takes and what one gives tell the two apart."""
    hard, helper = levels("hardliner"), levels("cooperator")
    assert hard["claims"] > helper["claims"]
    assert hard["shares"] < helper["shares"]


def test_dice_explore_nothing() -> None:
    """Random answers give no reasons and ask nobody."""
    seen = levels("random")
    assert seen["explores"] == 1
    assert seen["communicates"] <= 2
