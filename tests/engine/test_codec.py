"""Commands and events as JSON: what goes out comes back, and nothing else comes in."""

import pytest

from game.engine import codec
from game.engine import commands as c
from game.engine.events import Event
from game.engine.package import Alteration, Package
from tests.fixtures import Step, play_random, small_game


@pytest.fixture(scope="module")
def played() -> list[Step]:
    """A random game's commands with their events."""
    steps: list[Step] = []
    play_random(small_game(seed=5, preset="long"), 5, watch=steps.append)
    return steps


def test_every_command_of_a_game_comes_back_the_same(played: list[Step]) -> None:
    """Out and in again, equal and of the same class."""
    kinds = set()
    for step in played:
        again = codec.command_from_json(codec.command_json(step.command))
        assert again == step.command
        assert type(again) is type(step.command)
        kinds.add(step.command.kind)
    assert len(kinds) > 12


def test_every_event_of_a_game_comes_back_the_same(played: list[Step]) -> None:
    """Out and in again, equal and hashable all the way down, as frozen things are."""
    events: tuple[Event, ...] = tuple(event for step in played for event in step.events)
    again = codec.events_from_json(codec.events_json(events))
    assert again == events
    assert hash(again) == hash(events)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"kind":"pass_round","more":1}', "more"),
        ('{"kind":"make_statement","term":1}', "answer"),
        ('{"kind":"make_statement","term":"1","answer":2}', "term"),
        ('{"kind":"deliver","levels":[1,2.5]}', "levels.1"),
        ('{"kind":"deliver","levels":[true]}', "levels.0"),
        ('{"kind":"answer_side_deal","deal":1,"accept":1}', "accept"),
        ('{"kind":"cast_vote","ballot":"maybe"}', "ballot"),
        ('{"kind":"fly"}', "fly"),
        ('{"turn":1}', "kind"),
        ("[]", "object"),
        ("nonsense", "JSON"),
        ('{"kind":"deliver","levels":[9999999999]}', "deliver.levels"),
        ('{"kind":"choose_for_event","event":"' + "x" * 5000 + '","option":"a"}', "event"),
        ('{"kind":"deliver","levels":[' + "1," * 40_000 + "1]}", "bytes"),
        ("[" * 10_000, "JSON"),
        ('{"kind":"deliver","levels":[' + "9" * 5000 + "]}", "number"),
    ],
)
def test_what_is_no_command_is_refused_with_its_place(text: str, said: str) -> None:
    """Unknown and missing keys, other kinds of values, other names, excess: one sentence each."""
    with pytest.raises(codec.CodecError) as refused:
        codec.command_from_json(text)
    assert said in str(refused.value)


def test_numbers_are_bounded_at_any_depth() -> None:
    """A number beyond all bounds in a link's alteration is found."""
    wild = Alteration("level", 0, 10**12)
    with pytest.raises(codec.CodecError, match=r"link_issues\.yours\.to"):
        codec.refuse_wild_numbers(c.LinkIssues(1, 1, Alteration("term", 0, 1), wild))
    codec.refuse_wild_numbers(c.TableDraft(Package((1,), (2,), (3,))))
