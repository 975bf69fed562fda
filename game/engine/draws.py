"""Named randomness: a number depends on the seed and the names of the draw, and on nothing else."""

from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

SIZE = 1_000_000


def draw(seed: int, *names: object) -> int:
    """
    Return the number of the draw so named, 0 to 999,999, evenly spread.

    A new draw in one rule moves no other, since every draw has names of its own:
    turn, purpose and subject.
    """
    text = "\x1f".join((str(seed), *(str(name) for name in names)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % SIZE


def happens(seed: int, chance: float, *names: object) -> bool:
    """Whether something with this chance (0 to 1) happens in the draw so named."""
    return draw(seed, *names) < chance * SIZE


def between(seed: int, low: float, high: float, *names: object) -> float:
    """Return an evenly spread number from *low* to *high* for the draw so named."""
    return low + (high - low) * draw(seed, *names) / (SIZE - 1)


def shuffled(seed: int, items: tuple[T, ...], *names: object) -> tuple[T, ...]:
    """Return *items* in the order of the draw so named."""
    keyed = sorted((draw(seed, *names, place), place) for place in range(len(items)))
    return tuple(items[place] for _, place in keyed)
