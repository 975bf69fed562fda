"""``decide`` refuses with a known code, or tells events that lead to its state; it is pure."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game.engine
from game.engine import commands as c
from game.engine.apply import applied
from game.engine.codec import LARGEST_NUMBER, CodecError, command_from_json, command_json
from game.engine.game import Done, decide
from game.engine.refusal import Refusal
from game.engine.state import GameState, initial_state
from game.engine.view import view
from tests.engine.invariants import within_bounds
from tests.engine.play import refused, until
from tests.engine.wishes import ACTORS, wishes
from tests.fixtures import Step, play_random, small_game, small_setting

CODES = frozenset(
    (
        "actor/not_for_you",
        "actor/unknown",
        "answer/malformed",
        "backchannel/unknown",
        "chair/already_asked",
        "chair/not_asked",
        "claim/malformed",
        "deal/not_open",
        "deal/out_of_range",
        "deal/unknown",
        "decision/already_called",
        "delivery/already_made",
        "draft/not_open",
        "draft/not_yours",
        "draft/unknown",
        "draft/your_own",
        "effort/short",
        "event/choice_open",
        "event/no_such_option",
        "event/not_asked",
        "event/unknown",
        "exercise/already_held",
        "link/not_open",
        "link/unknown",
        "member/unknown",
        "member/yourself",
        "package/malformed",
        "package/negative",
        "package/no_such_answer",
        "package/on_the_table",
        "package/over_stock",
        "package/term_closed",
        "package/unchanged",
        "phase/already_done",
        "phase/passed",
        "phase/wrong",
        "red_line/already_waived",
        "red_line/crossed",
        "red_line/never_waived",
        "red_line/too_weak",
        "red_line/unknown",
        "round/already_passed",
        "statement/already_made",
        "term/already_open",
        "term/unknown",
        "vote/already_cast",
        "vote/nothing_to_decide",
        "vote/reason_missing",
    )
)
PHASES = (
    "lobby",
    "briefing",
    "consultation",
    "decision",
    "implementation",
    "outcome",
    "ended",
)


@cache
def moments() -> dict[str, tuple[GameState, ...]]:
    """States of random games, some of every phase."""
    found: dict[str, list[GameState]] = {phase: [] for phase in PHASES}
    found["lobby"].append(initial_state(small_setting()))

    def watch(step: Step) -> None:
        found[step.after.phase].append(step.after)

    for seed in range(6):
        play_random(small_game(seed, preset="long"), seed, watch=watch, acts=8, injects=0.4)
    dice = Random(1)
    return {phase: tuple(dice.sample(f, min(40, len(f)))) for phase, f in found.items()}


def test_every_phase_has_moments() -> None:
    """The tests below do see every phase of a game."""
    assert all(moments()[phase] for phase in PHASES)


@settings(max_examples=300)
@given(data=st.data())
def test_any_command_is_refused_or_carried_out_whole(data: st.DataObject) -> None:
    """By anyone, in any phase: a known code and nothing changed, or events that say it all."""
    phase = data.draw(st.sampled_from(PHASES))
    state = data.draw(st.sampled_from(moments()[phase]))
    actor = data.draw(st.sampled_from(ACTORS))
    command = data.draw(wishes(state))
    result = decide(state, actor, command)
    if isinstance(result, Refusal):
        assert result.code in CODES, result
        assert all(isinstance(v, int | str | bool) for v in result.facts.values())
        return
    assert result.events, "a command that was carried out leaves no trace"
    assert applied(state, result.events) == result.state
    assert decide(state, actor, command) == result
    within_bounds(result.state)
    for seat in (-1, *state.setting.table.members):
        view(result.state, seat)


@settings(max_examples=100)
@given(data=st.data())
def test_any_command_survives_the_wire_or_is_refused_there(data: st.DataObject) -> None:
    """As JSON and back it is the same; what is too wild to carry is told as that."""
    state = moments()["consultation"][0]
    command = data.draw(wishes(state))
    text = command_json(command)
    if any(abs(int(number)) > LARGEST_NUMBER for number in re.findall(rb"-?\d+", text)):
        with pytest.raises(CodecError):
            command_from_json(text)
    else:
        assert command_from_json(text) == command


@settings(max_examples=200)
@given(text=st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_garbage_on_the_wire_is_refused(text: bytes | str) -> None:
    """Nothing but a command is read as one, and nothing else is raised."""
    with pytest.raises(CodecError):
        command_from_json(text)


@settings(max_examples=40)
@given(data=st.data())
def test_nonsense_on_the_way_does_not_break_a_game(data: st.DataObject) -> None:
    """A game in which odd commands were accepted can be played to its end."""
    state = data.draw(st.sampled_from(moments()["consultation"]))
    for _ in range(12):
        actor = data.draw(st.sampled_from(("alba", "brava", "corso")))
        result = decide(state, actor, data.draw(wishes(state)))
        if isinstance(result, Done):
            state = result.state
    last = play_random(state, 1, turns=2)
    within_bounds(last)


def test_deciding_leaves_its_state_untouched() -> None:
    """A state is the same, to its depth, after many commands were decided on it."""
    state = next(s for s in moments()["consultation"] if s.drafts)
    before = deepcopy(state)
    dice = Random(3)
    for _ in range(300):
        actor = dice.choice(ACTORS)
        command = wishes_of(state, dice)
        decide(state, actor, command)
    assert repr(state) == repr(before)
    assert state == before


def wishes_of(state: GameState, dice: Random) -> c.Command:
    """An act by dice, as the random player wishes it."""
    from tests.fixtures.random_play import some_act

    return some_act(view(state, dice.randrange(3), history=False), dice)


def test_the_list_of_codes_is_whole() -> None:
    """Every code in the engine's source is known here, and none here is out of use."""
    source = Path(game.engine.__file__).parent
    used: set[str] = set()
    for file in source.rglob("*.py"):
        used |= set(re.findall(r'Refusal\(\s*"([a-z_]+/[a-z_]+)"', file.read_text("utf-8")))
    assert used == CODES


def test_a_seat_out_of_its_phase_is_told_which_one() -> None:
    """A command of another phase is refused with the phase that it needs."""
    state = until(small_game(), "consultation")
    result = decide(state, "alba", c.CastVote("consent"))
    assert isinstance(result, Refusal)
    assert result.facts == {"phase": "consultation", "needs": "decision"}
    assert refused(initial_state(small_setting()), "alba", c.PassRound()) == "phase/wrong"


def test_an_ask_that_fits_no_package_is_refused() -> None:
    """An answer's ask must be a change that the draft could take."""
    from game.engine.package import Alteration

    state = next(s for s in moments()["consultation"] if any(d.status == "open" for d in s.drafts))
    draft = next(d for d in state.drafts if d.status == "open")
    for wrong in (
        Alteration("term", 99, 0),
        Alteration("term", -1, 0),
        Alteration("term", 0, 99),
        Alteration("level", 0, -5),
        Alteration("caveat", 0, 1001),
    ):
        response = c.Response("conditional", ask=(wrong,))
        assert refused(state, "alba", c.AnswerDraft(draft.id, response)) == "answer/malformed"
