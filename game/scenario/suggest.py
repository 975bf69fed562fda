"""Finds the word somebody probably meant: the "did you mean" of every message.

No messages are worded here, except the short question itself.
"""

from collections.abc import Iterable

_LONGEST = 60


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` most likely misspells, or None if none is close.

    Letter case, `-` and spaces for `_` cost nothing; otherwise one slip (a letter wrong, missing,
    extra, or two swapped) is allowed for each three letters. The earlier of two equals wins.
    """
    if len(word) > _LONGEST:
        return None
    plain = _plain(word)
    best: str | None = None
    least = max(1, len(plain) // 3) + 1
    for candidate in candidates:
        if len(candidate) > _LONGEST:
            continue
        slips = _slips(plain, _plain(candidate), least)
        if slips < least:
            best, least = candidate, slips
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return `did you mean "..."?` for the closest candidate, or None."""
    found = suggest(word, candidates)
    return None if found is None else f'did you mean "{found}"?'


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _slips(one: str, other: str, stop_at: int) -> int:
    """Count the slips between two words; any number from `stop_at` up means "too many"."""
    if abs(len(one) - len(other)) >= stop_at:
        return stop_at
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) >= stop_at:
            return stop_at
        before, last = last, row
    return last[-1]
