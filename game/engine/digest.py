"""The digest of a state: the same on every platform and under every hash seed.

It covers the whole state without the setting, which the header of a save holds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from json import dumps
from operator import attrgetter
from typing import Any, cast

from game.engine.state import GameState

SIZE = 16


def digest(state: GameState) -> str:
    """Return the digest of a state, 32 hexadecimal digits."""
    return Digester().of(state)


class Digester:
    """Digests the states of one game in turn, and works out anew only what has changed."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Any, bytes]] = {}
        self._items: dict[str, tuple[tuple[Any, ...], list[bytes]]] = {}

    def of(self, state: GameState) -> str:
        """Return the digest of a state; the same as ``digest(state)``."""
        whole = blake2b(digest_size=SIZE)
        for name in _names():
            whole.update(name.encode())
            whole.update(self._field(name, getattr(state, name)))
        return whole.hexdigest()

    def _field(self, name: str, value: Any) -> bytes:
        known = self._seen.get(name)
        if known is not None and known[0] is value:
            return known[1]
        found = self._list(name, value) if _is_list(value) else _hashed(value)
        self._seen[name] = (value, found)
        return found

    def _list(self, name: str, value: tuple[Any, ...]) -> bytes:
        """Lists grow at their end, so what stands before it is known from the state before."""
        before, hashes = self._items.get(name, ((), []))
        found = [
            hashes[n] if n < len(before) and before[n] is item else _hashed(item)
            for n, item in enumerate(value)
        ]
        self._items[name] = (value, found)
        return blake2b(b"".join(found), digest_size=SIZE).digest()


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(field.name for field in fields(GameState) if field.name != "setting"))


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and any(is_dataclass(item) for item in value)


def _hashed(value: Any) -> bytes:
    # Escaped to ASCII, since which letters count as printable differs between Python versions.
    text = dumps(value, default=_plain, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=SIZE).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return ["set", *sorted(value)]
    return [type(value).__name__, *_values(cast(Hashable, type(value)))(value)]


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda value: (only(value),)
    return attrgetter(*names)
