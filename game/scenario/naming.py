"""Members' names inside texts: ``{india}`` stands for a member's name, real or invented.

A text that names members so can be played under invented names by one switch.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from game.scenario.models.scenario import ScenarioSpec

M = TypeVar("M", bound=BaseModel)

_PLACE = re.compile(r"\{([^{}\s]*)\}")


def names_of(scenario: ScenarioSpec, *, aliases: bool) -> dict[str, str]:
    """Return every member's name by id: the invented ones if *aliases*."""
    return {m.id: m.alias if aliases else m.name for m in scenario.members}


def places_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each ``{...}`` of *text* begins (from 0), and what stands in it."""
    for match in _PLACE.finditer(text):
        yield match.start(), match[1]


def named(text: str, names: Mapping[str, str]) -> str:
    """Return *text* with names put in; what is no member's id stays as it is."""
    if "{" not in text:
        return text
    return _PLACE.sub(lambda match: names.get(match[1], match[0]), text)


def with_names(model: M, names: Mapping[str, str]) -> M:
    """Return *model* with names put into all its texts; parts without any are shared."""
    changed: dict[str, Any] = {}
    for key in type(model).model_fields:
        old = getattr(model, key)
        new = _within(old, names)
        if new is not old:
            changed[key] = new
    return model.model_copy(update=changed) if changed else model


def _within(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        new = named(value, names)
        return value if new == value else new
    if isinstance(value, BaseModel):
        return with_names(value, names)
    if isinstance(value, tuple):
        items = tuple(_within(item, names) for item in value)
        return value if all(a is b for a, b in zip(value, items, strict=True)) else items
    if isinstance(value, dict):
        table = {key: _within(item, names) for key, item in value.items()}
        return value if all(table[key] is value[key] for key in value) else table
    return value
