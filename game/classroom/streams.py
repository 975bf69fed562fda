"""Streams: what each audience sees, as a document and numbered changes of it.

An audience is a seat's id, or ``~lobby``, ``~projector``, ``~instructor``. A connection is only a
cursor into its audience's stream; the numbers are each stream's own, so that they tell nothing of
what others see.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from game.classroom.patch import difference

LOBBY, PROJECTOR, INSTRUCTOR = "~lobby", "~projector", "~instructor"
MOST_KEPT = 400
"""Changes that are kept for those who come back; who missed more gets the whole document."""


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered change; a reset (*document*) begins the stream anew at its number."""

    of: str
    n: int
    patch: dict[str, Any] | None
    events: tuple[Any, ...]
    document: dict[str, Any] | None = None


class Stream:
    """One audience's document as of now, and the number of its last change."""

    def __init__(self, of: str, document: dict[str, Any]) -> None:
        self.of = of
        self.n = 0
        self.document = document

    def moved(self, document: dict[str, Any], events: list[Any]) -> Item | None:
        """Take the document as it is now; return the change, None where there is none."""
        patch = difference(self.document, document)
        if patch is None and not events:
            return None
        self.document = document
        self.n += 1
        return Item(self.of, self.n, patch, tuple(events))

    def reset(self, document: dict[str, Any]) -> Item:
        """Take a document that does not follow from the last one."""
        self.document = document
        self.n += 1
        return Item(self.of, self.n, None, (), document)


class Shelf:
    """The published changes of one stream, the newest of them kept for cursors."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque(maxlen=MOST_KEPT)

    def put(self, item: Item) -> Item | None:
        """Publish the next change; return the one that is no longer kept for it, if any."""
        gone = self._items[0] if len(self._items) == MOST_KEPT else None
        self._items.append(item)
        return gone

    def since(self, n: int) -> list[Item] | None:
        """Return the changes after a number; None where some are no longer kept."""
        if not self._items or n >= self._items[-1].n:
            return []
        first = self._items[0].n
        if n + 1 < first:
            return None
        return [self._items[place] for place in range(n + 1 - first, len(self._items))]
