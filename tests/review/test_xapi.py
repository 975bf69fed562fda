"""xAPI statements: in the standard's form, pseudonymous, with ids that stay the same."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from game.review.making import review_of
from game.review.story import story_of
from game.review.xapi import ACTS, TYPES, VERBS, registration, statements
from tests.review.games import TABLED, led, tabled_story
from tests.review.test_notes import questioned
from tests.review.xapi_form import Statement


@cache
def made() -> tuple[dict[str, Any], ...]:
    """The statements of a small game."""
    return tuple(statements(tabled_story(), review_of(tabled_story())))


def test_every_statement_has_the_form_of_the_standard() -> None:
    """Read from JSON, each one fits the schema written after IEEE 9274.1.1."""
    assert len(made()) > 30
    for one in json.loads(json.dumps(made())):
        Statement.model_validate_json(json.dumps(one))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("actor", "account", "homePage"), "no iri"),
        (("actor", "mbox"), "mailto:a@b.c"),
        (("verb", "id"), "completed"),
        (("id",), "1"),
        (("timestamp",), "2026-01-01T00:00:00"),
        (("object", "colour"), "blue"),
        (("result", "score"), {"scaled": 2}),
        (("context", "registration"), "game 1"),
    ],
)
def test_the_schema_refuses_what_the_standard_forbids(path: tuple[str, ...], value: object) -> None:
    """The check above would fail for each of these."""
    one = deepcopy(made()[-1])
    place = one
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        Statement.model_validate_json(json.dumps(one))


def test_ids_are_unique_and_stay_the_same_when_made_again() -> None:
    """A record store that gets them twice keeps them once."""
    ids = [one["id"] for one in made()]
    assert len(ids) == len(set(ids))
    again = statements(tabled_story(), review_of(tabled_story()))
    assert [one["id"] for one in again] == ids


def test_activities_have_the_same_ids_in_every_game_of_a_scenario() -> None:
    """Tables can be brought together by them; people and games stay apart."""
    other = story_of(led(TABLED, seed=4))
    found = statements(other, review_of(other))
    mine = {one["object"]["id"] for one in made()}
    theirs = {one["object"]["id"] for one in found}
    assert {i for i in mine if ":competency:" in i} & theirs
    assert "urn:demarche:scenario:three_seats" in mine & theirs
    assert registration(other) != registration(tabled_story())
    names = {one["actor"]["account"]["name"] for one in made()}
    assert not names & {one["actor"]["account"]["name"] for one in found}


def test_no_member_is_named_as_an_actor() -> None:
    """Pseudonyms tell seats apart and name nobody."""
    for one in made():
        account = json.dumps(one["actor"])
        assert not [s.id for s in tabled_story().table.seats if s.id in account]
    assert len({one["actor"]["account"]["name"] for one in made()}) == 3


def test_verbs_and_types_are_those_of_the_vocabularies() -> None:
    """Every statement uses a verb and a type that are registered, none of its own making."""
    for one in made():
        assert one["verb"]["id"] in VERBS.values()
        assert one["object"]["definition"]["type"] in TYPES.values()
    assert {verb for verb, _type, _what in ACTS.values()} <= VERBS.keys()


def test_answers_to_the_test_of_judgement_are_statements() -> None:
    """Before and after, with points and time."""
    session = led(TABLED, scenario=questioned(), stop_at=(1, "decision"))
    session.judge("alba", "before", {"first": 1})
    session.judge("alba", "after", {"first": 0})
    story = story_of(session)
    found = [s for s in statements(story, review_of(story)) if s["verb"]["id"].endswith("answered")]
    assert [s["result"]["score"]["raw"] for s in found] == [1, 3]
    for one in found:
        Statement.model_validate_json(json.dumps(one))
