"""Differences between two documents of plain JSON data, and how they are made good again.

A patch is one of: ``{"=": value}`` (take this instead), ``{"k": {key: patch}, "-": [keys]}`` (an
object's members), ``{"i": {index: patch}}`` (items of a list of the same length) and
``{"s": [start, drop, items]}`` (a piece of a list replaced). A place that holds numbers never holds
truth values: 1 and true count as the same.
"""

from __future__ import annotations

from typing import Any

DEEPEST = 60
"""Levels that a patch may have; ours stay under twelve."""


class PatchError(ValueError):
    """A patch that does not fit the document it is applied to."""


def difference(old: Any, new: Any) -> dict[str, Any] | None:
    """Return the patch that turns *old* into *new*, None where nothing differs."""
    if old is new:
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        return _of_objects(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _of_lists(old, new)
    if type(old) is type(new) and old == new:
        return None
    return {"=": new}


def _of_objects(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any] | None:
    changed = {}
    for key, value in new.items():
        patch = difference(old[key], value) if key in old else {"=": value}
        if patch is not None:
            changed[key] = patch
    gone = [key for key in old if key not in new]
    if not changed and not gone:
        return None
    return {"k": changed} | ({"-": gone} if gone else {})


def _of_lists(old: list[Any], new: list[Any]) -> dict[str, Any] | None:
    if len(old) == len(new):
        apart = [
            n
            for n, (a, b) in enumerate(zip(old, new, strict=True))
            if a is not b and (type(a) is not type(b) or a != b)
        ]
        if not apart:
            return None
        if 2 * len(apart) <= len(new) or len(new) < 4:
            return {"i": {str(n): difference(old[n], new[n]) or {"=": new[n]} for n in apart}}
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return {"s": [start, len(old) - start - end, new[start : len(new) - end]]}


def patched(document: Any, patch: Any, depth: int = 0) -> Any:
    """
    Return *document* with a patch made good; the document itself is left as it was.

    Raises PatchError where the patch does not fit.
    """
    if depth > DEEPEST or not isinstance(patch, dict):
        raise PatchError("a patch is an object, and not endlessly deep")
    if "=" in patch:
        return patch["="]
    try:
        if "s" in patch:
            start, drop, items = patch["s"]
            if not 0 <= start <= start + drop <= len(document):
                raise PatchError("a piece lies outside its list")
            return [*document[:start], *items, *document[start + drop :]]
        if "i" in patch:
            changed = list(document)
            for key, inner in patch["i"].items():
                changed[int(key)] = patched(document[int(key)], inner, depth + 1)
            return changed
        members = dict(document)
        for key, inner in patch["k"].items():
            members[key] = patched(document.get(key), inner, depth + 1)
        for key in patch.get("-", ()):
            del members[key]
        return members
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise PatchError(f"a patch does not fit its document: {error!r}") from None
