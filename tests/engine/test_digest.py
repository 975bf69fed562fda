"""The digest of a state: it sees every change, and is the same wherever it is worked out."""

import os
import subprocess
import sys
import typing
from dataclasses import fields, is_dataclass, replace

import pytest

from game import paths
from game.engine.digest import Digester, digest
from game.engine.state import GameState
from tests.fixtures import Step, play_random, small_game

PLAY = """
from game.engine.digest import digest
from tests.fixtures import play_random, small_game
print(digest(play_random(small_game(seed=9, preset="long"), 9)))
"""


@pytest.fixture(scope="module")
def states() -> list[GameState]:
    """All states of a random game."""
    steps: list[Step] = []
    play_random(small_game(seed=9, preset="long"), 9, watch=steps.append)
    return [step.after for step in steps]


def test_working_out_only_what_changed_gives_the_same(states: list[GameState]) -> None:
    """A digester that followed the game agrees with one that has seen nothing, at every state."""
    digester = Digester()
    assert [digester.of(state) for state in states] == [digest(state) for state in states]


def test_going_back_and_forth_gives_the_same(states: list[GameState]) -> None:
    """What a digester remembers of a later state does not leak into an earlier one."""
    digester = Digester()
    for state in (states[-1], states[3], states[len(states) // 2], states[3]):
        assert digester.of(state) == digest(state)


def test_every_command_changes_it(states: list[GameState]) -> None:
    """No two states of a game have one digest."""
    assert len({digest(state) for state in states}) == len(states)


def test_every_field_is_covered(states: list[GameState]) -> None:
    """A state that differs in any one field has another digest."""
    state = states[-1]
    for field in fields(state):
        if field.name != "setting":
            changed = replace(state, **{field.name: "something else"})
            assert digest(changed) != digest(state), field.name


def test_sets_stand_only_where_they_are_put_in_order() -> None:
    """The encoding sorts frozen sets; no other kind of set or table is anywhere in a state."""
    seen: set[object] = set()
    found: set[object] = set()

    def walk(kind: object) -> None:
        if kind in seen:
            return
        seen.add(kind)
        found.add(typing.get_origin(kind) or kind)
        for inner in typing.get_args(kind):
            walk(inner)
        if is_dataclass(kind):
            for name, hint in typing.get_type_hints(kind).items():
                if name != "setting":
                    walk(hint)

    walk(GameState)
    assert frozenset in found
    assert not found & {set, dict, list, float}


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_it_is_the_same_under_any_hash_seed(hash_seed: str, states: list[GameState]) -> None:
    """Another process under another hash seed plays the same game to the same digest."""
    root = paths.package().parent
    done = subprocess.run(
        [sys.executable, "-c", PLAY],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert done.stdout.strip() == digest(states[-1])
