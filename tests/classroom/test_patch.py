"""Patches of documents: whatever changes is made good exactly, and strange ones are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.classroom.patch import PatchError, difference, patched

# 0 and 1 are left out: a place holds either truth or numbers, and Python takes 1 for true.
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(2, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150)
@given(old=PLAIN, new=PLAIN)
def test_a_patch_makes_the_new_document(old: Any, new: Any) -> None:
    """Applied to the old document, over the wire, a difference gives the new one, and only then."""
    patch = difference(old, new)
    if patch is None:
        assert json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
        return
    before = json.dumps(old)
    assert json.dumps(patched(old, json.loads(json.dumps(patch))), sort_keys=True) == json.dumps(
        new, sort_keys=True
    )
    assert json.dumps(old) == before


def test_a_small_change_makes_a_small_patch() -> None:
    """One item among many, and one more at the end, are sent alone."""
    old = {"drafts": [{"id": n, "levels": [0] * 100} for n in range(20)]}
    changed = json.loads(json.dumps(old))
    changed["drafts"][7]["levels"][3] = 1
    assert len(json.dumps(difference(old, changed))) < 120
    longer = {"drafts": [*old["drafts"], {"id": 20, "levels": []}]}
    assert len(json.dumps(difference(old, longer))) < 120


@pytest.mark.parametrize(
    "patch",
    [
        [],
        {},
        {"k": {"a": {"i": {"9": {"=": 1}}}}},
        {"s": [0, 99, []]},
        {"s": [-1, 0, []]},
        {"k": 3},
        {"-": ["nothing"], "k": {}},
        {"i": {"x": {"=": 1}}},
        {"k": {"a": {"s": ["0", 1, []]}}},
    ],
)
def test_a_strange_patch_is_refused(patch: Any) -> None:
    """What does not fit raises PatchError and nothing else."""
    with pytest.raises(PatchError):
        patched({"a": [1, 2]}, patch)
    deep: Any = {"=": 1}
    for _ in range(100):
        deep = {"k": {"a": deep}}
    with pytest.raises(PatchError):
        patched({}, deep)
