"""Limits at the door and on the line: wrong tries, and how fast may be read. They only count."""

from __future__ import annotations

from collections import deque

MINUTE = 60_000


class Tries:
    """Wrong tries of addresses within the last minute, and of all of them together."""

    def __init__(self, each: int = 3, together: int = 30) -> None:
        self._each = each
        self._together = together
        self._wrong: dict[str, deque[int]] = {}
        self._all: deque[int] = deque()

    def wrong(self, address: str, now: int) -> None:
        """Count a wrong try."""
        self._forget(now)
        self._wrong.setdefault(address, deque()).append(now)
        self._all.append(now)

    def right(self, address: str) -> None:
        """The last try of an address was right after all."""
        times = self._wrong.get(address)
        if times:
            self._all.remove(times.pop())
            if not times:
                del self._wrong[address]

    def wait(self, address: str, now: int) -> int:
        """Return the milliseconds for which an address must wait, 0 if it may try."""
        self._forget(now)
        own = self._wrong.get(address, deque())
        waits = [0]
        if len(own) >= self._each:
            waits.append(own[-self._each] + MINUTE - now)
        if len(self._all) >= self._together:
            waits.append(self._all[-self._together] + MINUTE - now)
        return max(waits)

    def _forget(self, now: int) -> None:
        while self._all and self._all[0] <= now - MINUTE:
            self._all.popleft()
        for address in [a for a, times in self._wrong.items() if times[-1] <= now - MINUTE]:
            del self._wrong[address]


class Pace:
    """How fast one connection is read: *rate* messages a second, *burst* of them at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = 0

    def delay(self, now: int, cost: float = 1.0) -> float:
        """Return the seconds to wait before the next message is read."""
        self._left = min(self._burst, self._left + (now - self._at) / 1000 * self._rate)
        self._at = now
        self._left -= cost
        return max(0.0, -self._left / self._rate)
