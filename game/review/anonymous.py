"""Takes the names of members out of a review or a comparison: letters in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any, TypeVar

from game.review.story import Story
from game.session.run_report import Part
from game.texts.catalogue import _

P = TypeVar("P", bound=Part)


def anonymous(part: P, story: Story) -> P:
    """
    Return *part* with every member named by a letter, in texts, keys and charts alike.

    Adjectives and places in a scenario's own texts stay; what each member did does not tell who
    sat in its seat.
    """
    words: dict[str, str] = {}
    ids: dict[str, str] = {}
    for n, seat in enumerate(story.table.seats):
        letter = ascii_uppercase[n % 26]
        member = _("Member {letter}").format(letter=letter)
        words |= {seat.name: member, seat.short: member}
        ids[seat.id] = f"member_{letter.lower()}"
    longest = sorted(words, key=lambda word: -len(word))
    pattern = re.compile(r"\b(?:the )?(" + "|".join(map(re.escape, longest)) + r")\b")
    return type(part).model_validate(_walked(part.model_dump(), pattern, words, ids))


def _walked(
    value: Any, names: re.Pattern[str], words: Mapping[str, str], ids: Mapping[str, str]
) -> Any:
    if isinstance(value, str):
        return ids.get(value) or names.sub(lambda match: words[match[1]], value)
    if isinstance(value, Mapping):
        return {ids.get(key, key): _walked(item, names, words, ids) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_walked(item, names, words, ids) for item in value]
    return value
