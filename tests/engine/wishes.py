"""Commands by chance: any command at all, from nonsense to what a state could nearly accept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from game.engine import commands as c
from game.engine.package import Package
from game.engine.state import GameState

KINDS: tuple[type, ...] = get_args(c.Command)
NUMBERS = st.one_of(
    st.integers(-2, 8),
    st.integers(-2, 8),
    st.sampled_from((1000, -1000, 2**31, -(2**63), 10**9, 10**30, -(10**30))),
)
ACTORS = ("alba", "brava", "corso", "chair", "clock", "instructor", "nobody", "")


def wishes(state: GameState) -> st.SearchStrategy[c.Command]:
    """Commands whose ids and sizes often, but not always, fit a state."""
    return st.sampled_from(KINDS).flatmap(lambda kind: _of(kind, state))


def _of(hint: Any, state: GameState) -> st.SearchStrategy[Any]:
    origin = get_origin(hint)
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return _tuples(get_args(hint), state)
    if origin is UnionType:
        return st.one_of([_of(part, state) for part in get_args(hint)])
    if hint is Package:
        return st.one_of(_fields(hint, state), _nearly(state), _nearly(state))
    if is_dataclass(hint):
        return _fields(hint, state)
    if hint is int:
        return NUMBERS
    if hint is bool:
        return st.booleans()
    assert hint is str, hint
    return st.sampled_from(_names(state))


def _fields(kind: Any, state: GameState) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: _of(hints[f.name], state) for f in fields(kind)})


def _tuples(parts: tuple[Any, ...], state: GameState) -> st.SearchStrategy[tuple[Any, ...]]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        slots = len(state.setting.table.slots)
        item = _of(parts[0], state)
        fit = st.lists(item, min_size=slots, max_size=slots)
        return st.one_of(st.lists(item, max_size=6), fit).map(tuple)
    return st.tuples(*(_of(part, state) for part in parts))


def _nearly(state: GameState) -> st.SearchStrategy[Package]:
    """Packages of the right size around the one in force, with a few wild numbers."""
    base = state.in_force

    def changed(values: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
        place = st.integers(0, len(values) - 1)
        wild = st.dictionaries(place, st.one_of(st.integers(0, 2), st.integers(0, 2), NUMBERS))
        return wild.map(lambda d: tuple(d.get(n, old) for n, old in enumerate(values)))

    caveats = st.one_of(st.just(base.caveats), changed(base.caveats))
    return st.builds(Package, changed(base.terms), changed(base.levels), caveats)


def _names(state: GameState) -> list[str]:
    table, scenario = state.setting.table, state.setting.scenario
    names = ["", "nothing", "\x00", "ü" * 500, "consultation", "briefing", state.phase]
    names += [term.id for term in table.terms]
    names += [event.id for event in scenario.events]
    names += [o.id for event in scenario.events if event.choice for o in event.choice.options]
    names += [line.id for member in scenario.members for line in member.red_lines]
    return names
