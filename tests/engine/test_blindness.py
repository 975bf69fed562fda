"""A seat's view holds nothing of what others keep to themselves: everything reachable is walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from types import FunctionType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from game.engine import commands as c
from game.engine.minds import Mind
from game.engine.package import Alteration, Package
from game.engine.setting import Setting
from game.engine.state import GameState, initial_state
from game.engine.table import Table
from game.engine.view import SeatView, view
from game.scenario.models.catalogue import Catalogue
from game.scenario.models.members import ChoicePosition, MemberSpec, ScalePosition
from game.scenario.models.scenario import EventSpec, ScenarioSpec
from tests.engine.play import (
    SEATS,
    adopted,
    after,
    delivered,
    everybody,
    expired,
    package,
    tabled,
    until,
)
from tests.fixtures import Step, play_random, small_game, small_setting

SEEDS = st.integers(0, 10**9)
SECRET_TYPES = (
    Setting,
    GameState,
    ScenarioSpec,
    Catalogue,
    MemberSpec,
    ChoicePosition,
    ScalePosition,
    EventSpec,
)


def reachable(root: Any, known: frozenset[int] = frozenset()) -> Iterator[Any]:
    """
    Every object that can be reached from *root* by attribute, item or key, cached ones too.

    What has an identity in *known* has been walked before.
    """
    seen: set[int] = set(known)
    open_: list[Any] = [root]
    while open_:
        thing = open_.pop()
        if id(thing) in seen and not isinstance(thing, int | float | str):
            continue
        seen.add(id(thing))
        yield thing
        open_ += _parts(thing)


def _parts(thing: Any) -> list[Any]:
    if thing is None or isinstance(thing, bool | int | float | str | range):
        return []
    if isinstance(thing, tuple | list | frozenset | set):
        return list(thing)
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, BaseModel):
        return [getattr(thing, name) for name in type(thing).model_fields]
    if isinstance(thing, SimpleNamespace):
        return list(vars(thing).values())
    if isinstance(thing, FunctionType):
        return [cell.cell_contents for cell in thing.__closure__ or ()]
    if isinstance(thing, partial):
        return [thing.func, thing.args, thing.keywords]
    if is_dataclass(thing):
        named = [getattr(thing, field.name) for field in fields(thing)]
        return [*named, *getattr(thing, "__dict__", {}).values()]
    raise AssertionError(f"the walk does not know what is in a {type(thing).__name__}")


def _mark(raw: dict[str, Any]) -> None:
    """Plant a word of its own into everything that a member keeps to itself."""
    for member in raw["members"]:
        own = f"SECRET of {member['id']}"
        for number, line in enumerate(member.get("red_lines", [])):
            line["text"] = f"{own}: line {number}"
            line["id"] = f"secret_{member['id']}_line_{number}"
        for number, faction in enumerate(member.get("factions", [])):
            faction["name"] = f"{own}: faction {number}"
            faction["id"] = f"secret_{member['id']}_faction_{number}"
        member["brief"] = f"briefs/secret_{member['id']}.md"
    for event in raw["events"]:
        if "choice" in event:
            event["choice"]["question"] = f"SECRET of {event['choice']['member']}: question"
            for option in event["choice"]["options"]:
                option["name"] = f"SECRET of {event['choice']['member']}: {option['id']}"


def _figures(mind: Mind) -> set[float]:
    """The drawn figures of a mind: those with so many digits that no other figure is the same."""
    found = {x for x in reachable(mind) if isinstance(x, float)}
    return {x for x in found if len(repr(x)) > 8}


@lru_cache(maxsize=2)
def _of_table(table: Table) -> frozenset[int]:
    small = (int, float, str, bool, type(None))
    return frozenset(id(thing) for thing in reachable(table) if not isinstance(thing, small))


@lru_cache(maxsize=16)
def _secrets_of(setting: Setting, seat: int) -> tuple[str, set[float]]:
    return setting.table.seats[seat].id, _figures(setting.minds[seat])


def nothing_of_others(state: GameState, seat: int, table: bool = True) -> None:
    """
    Assert that a seat's view reaches no word, figure or table of another member's mind.

    Without *table*, what the public table reaches is taken to have been walked before.
    """
    seen = view(state, seat)
    known = frozenset() if table else _of_table(state.setting.table)
    others = [n for n in state.setting.table.members if n != seat]
    secrets = [_secrets_of(state.setting, n) for n in others]
    for thing in reachable(seen, known):
        assert not isinstance(thing, SECRET_TYPES), f"{type(thing).__name__} is in reach"
        if isinstance(thing, Mind):
            assert seat >= 0 or not thing.red_lines
            assert seat < 0 or thing is state.setting.minds[seat]
        for name, figures in secrets:
            if isinstance(thing, str):
                low = thing.lower()
                assert f"secret of {name}" not in low, thing
                assert f"secret_{name}" not in low, thing
            elif isinstance(thing, float):
                assert thing not in figures, f"{thing} is a figure of {name}"


@settings(max_examples=10)
@given(seed=SEEDS)
def test_no_seat_reaches_anothers_mind(seed: int) -> None:
    """Through whole random games, no view holds another's limits, factions, values or questions."""
    steps = Counter[str]()

    def watch(step: Step) -> None:
        steps["all"] += 1
        if steps["all"] % 7 == 0:
            for seat in (-1, *step.after.setting.table.members):
                nothing_of_others(step.after, seat, table=False)

    state = small_game(seed, preset="long", edit=_mark)
    last = play_random(state, seed, watch=watch, turns=4)
    nothing_of_others(last, seed % 3)
    assert steps["all"] > 50


def test_the_lobby_tells_nothing_yet() -> None:
    """Before the first turn, what others keep to themselves is a guess already."""
    state = initial_state(small_setting(edit=_mark))
    for seat in (-1, *state.setting.table.members):
        nothing_of_others(state, seat)
        _guesses_only(state, seat, view(state, seat).estimates)


def test_the_walk_finds_what_is_there() -> None:
    """The tests above can fail: a mind's own words and figures are found in its own view."""
    state = small_game(edit=_mark)
    words = [x for x in reachable(view(state, 0)) if isinstance(x, str)]
    assert any("SECRET of alba" in word for word in words)
    figures = _figures(state.setting.minds[0])
    assert len(figures) > 10
    assert figures <= {x for x in reachable(view(state, 0)) if isinstance(x, float)}


def _hidden_places(table: Table, seat: int) -> list[int]:
    own = table.seats[seat].id if seat >= 0 else ""
    kinds = ("support", "resentment", "exposure", "spent", "trust")
    return [
        place
        for place, key in enumerate(table.layout.keys)
        if key.split("/")[0] in kinds and key.split("/")[1] != own
    ]


def _guesses_only(state: GameState, seat: int, told: tuple[int, ...]) -> None:
    """Hardly any hidden figure is right to the thousandth; one in some thousands is chance."""
    right = _matches(state.setting.table, seat, told, state.values)
    assert len(right) <= 1, right


def _matches(table: Table, seat: int, told: tuple[int, ...], truth: tuple[int, ...]) -> list[str]:
    """Hidden quantities told exactly; those that stand at a bound (no grievance) do not count."""
    return [
        table.layout.keys[p]
        for p in _hidden_places(table, seat)
        if told[p] == truth[p] and truth[p] not in table.layout.bounds[p] and truth[p] != 0
    ]


@pytest.mark.parametrize("seat", [-1, 0, 1, 2])
def test_private_figures_are_never_exact(seat: int) -> None:
    """In any tuple of quantities in a view, what others keep to themselves is off."""
    state = small_game(3, preset="long")
    for _ in range(3):
        state = until(state, "outcome")
        seen = view(state, seat)
        _guesses_only(state, seat, seen.estimates)
        _guesses_only(state, seat, seen.common)
        real = [state.records[0].before, *(r.after for r in state.records)]
        told = [seen.before, *(r.before for r in seen.records), *(r.after for r in seen.records)]
        for row in told:
            for truth in real:
                assert len(_matches(state.setting.table, seat, row, truth)) <= 1
        state = expired(state)


def _changes(before: SeatView, later: SeatView) -> set[int]:
    pairs = [(before.estimates, later.estimates), (before.common, later.common)]
    return {new - old for a, b in pairs for old, new in zip(a, b, strict=True) if new != old}


def test_two_looks_do_not_tell_a_waiver() -> None:
    """A capital's leave costs support, which others cannot read from one look to the next."""
    state = until(small_game(), "consultation")
    later = after(state, "brava", c.AskCapital("brava_no_far_patrol"))
    assert later.values != state.values
    for seat in (-1, 0, 2):
        assert _changes(view(state, seat), view(later, seat)) == set()
    assert _changes(view(state, 1), view(later, 1)) == {-4_000}


def _numbers(seen: Any) -> set[int]:
    return {abs(x) for x in reachable(seen) if isinstance(x, int)}


def test_a_side_deal_is_known_to_its_two_sides_alone() -> None:
    """Offered, taken, paid and settled, it leaves no figure in a third view, the ledger's too."""
    state = until(small_game(), "consultation")
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    state = after(state, "alba", c.OfferSideDeal(1, draft, 7_331, 2))
    _known_to_two(state)
    state = after(state, "brava", c.AnswerSideDeal(state.side_deals[0].id, True))
    state = everybody(state, c.PassRound())
    state = after(state, "alba", c.CallDecision(draft))
    before = until(state, "decision")
    state = everybody(before, c.CastVote("consent"))
    state = delivered(state)
    assert any(e.cause == "side_payment" for e in state.entries)
    _known_to_two(state)
    assert not any(e.cause == "side_payment" for e in view(state, 2).entries)
    assert not any(
        7_331 <= abs(step) <= 7_431 for step in _changes(view(before, 2), view(state, 2))
    )
    state = until(expired(state), "outcome")
    _known_to_two(state)


def _known_to_two(state: GameState) -> None:
    assert 7_331 in _numbers(view(state, 0))
    assert 7_331 in _numbers(view(state, 1))
    assert 7_331 not in _numbers(view(state, 2))
    assert 7_331 not in _numbers(view(state, -1))


def test_a_sounding_is_known_to_its_two_sides_alone() -> None:
    """Neither the package sounded out nor the answer is in a third view, leaked or not."""
    leaked = set()
    for seed in range(200):
        if leaked == {True, False}:
            break
        state = until(small_game(seed), "consultation")
        text = package(state, ("area", "strait"))
        text = Package(text.terms, text.levels, (77, *text.caveats[1:]))
        state = after(state, "alba", c.SendBackchannel(1, text))
        sounding = state.backchannels[0]
        answer = c.Response(
            "conditional", (c.Reason("term", "UNDER SEAL", 1),), "", (Alteration("caveat", 1, 78),)
        )
        state = after(state, "brava", c.AnswerBackchannel(sounding.id, answer))
        for seat in (-1, 2):
            seen = view(state, seat)
            assert not {77, 78} & _numbers(seen.backchannels)
            assert "UNDER SEAL" not in set(_words(seen))
            assert text not in list(_packages(seen))
        assert seen.leaks == (((0, 1),) if sounding.leaked else ())
        assert "UNDER SEAL" in set(_words(view(state, 0)))
        leaked.add(sounding.leaked)
    assert leaked == {True, False}


def _words(seen: Any) -> Iterator[str]:
    return (x for x in reachable(seen) if isinstance(x, str))


def _packages(seen: Any) -> Iterator[Package]:
    return (x for x in reachable(seen) if isinstance(x, Package))


def test_what_is_told_reaches_only_whom_it_was_told() -> None:
    """A claim appears in the views of the teller and the told, and in no other."""
    state = until(small_game(), "consultation")
    state = after(state, "alba", c.Tell(1, c.Claim("support", "", (41,), "UNDER SEAL")))
    assert [("UNDER SEAL" in set(_words(view(state, n)))) for n in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]
    state = until(expired(until(state, "outcome")), "consultation")
    assert "UNDER SEAL" in set(_words(view(state, 1)))
    assert "UNDER SEAL" not in set(_words(view(state, 2)))


def test_questions_links_waivers_votes_and_deliveries_stay_where_they_belong() -> None:
    """What two talk about, what one's capital allowed, and acts before all have acted."""
    state = until(small_game(), "consultation")
    state = after(state, "alba", c.AskInterests(1, 0))
    state = after(state, "brava", c.AskCapital("brava_no_far_patrol"))
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    link = c.LinkIssues(1, draft, Alteration("term", 1, 1), Alteration("term", 2, 1))
    state = after(state, "alba", link)
    third, chair = view(state, 2), view(state, -1)
    for seen in (third, chair):
        assert (seen.questions, seen.links, seen.waivers) == ((), (), frozenset())
    assert (len(view(state, 1).questions), len(view(state, 1).links)) == (1, 1)
    state = after(state, "corso", c.CallDecision(draft))
    state = until(state, "decision")
    state = after(state, "alba", c.CastVote("object", False, "UNDER SEAL"))
    for seat in (-1, 1, 2):
        assert "UNDER SEAL" not in set(_words(view(state, seat)))
        assert view(state, seat).voted == (True, False, False)
    state = until(expired(state), "implementation")
    sent = c.Deliver((2, 0, 1))
    state = after(state, "alba", sent)
    assert view(state, 0).delivered == (2, 0, 1)
    assert view(state, 2).delivered is None


def test_a_vote_at_home_shows_its_result_and_not_its_figures() -> None:
    """Others learn whether a member ratified; how much of the vote and who was against, only it."""

    def divided(raw: dict[str, Any]) -> None:
        raw["members"][0]["factions"][0]["most_cost"] = 0.0

    state = until(small_game(edit=divided), "consultation")
    state = adopted(state, package(state, ("area", "strait"), alba_escort=2))
    own = next(row for row in view(state, 0).ratifications if row[0] == 0)
    assert own == (0, 550, True, ("budget",))
    for seat in (-1, 1, 2):
        rows = view(state, seat).ratifications
        assert next(row for row in rows if row[0] == 0) == (0, 0, True, ())
    state = delivered(state)
    rows = view(state, 1).records[0].ratifications
    assert next(row for row in rows if row[0] == 0) == (0, 0, True, ())
    assert {row[0] for row in rows} == set(range(len(SEATS)))
