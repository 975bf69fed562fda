"""All English passes one door, as whole sentences that a translator can find."""

import ast
from collections.abc import Iterator

from game import paths
from game.texts.catalogue import N_, _, ngettext

DOORS = {"_", "N_", "ngettext"}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted((paths.package() / "texts").glob("*.py")):
        if file.name == "catalogue.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DOORS:
                yield f"{file.name}:{node.lineno}", node


def test_english_is_the_source_language() -> None:
    """Without a catalogue every string is itself, and counts choose their form."""
    assert _("area") == N_("area") == "area"
    assert [ngettext("one", "many", n) for n in (1, 2)] == ["one", "many"]


def test_no_sentence_is_glued_before_it_is_translated() -> None:
    """The door gets a written string, or a name of one; never one put together on the spot."""
    calls = list(_calls())
    assert len(calls) > 300
    glued = [
        where
        for where, call in calls
        for part in call.args[:1]
        if isinstance(part, ast.JoinedStr | ast.BinOp)
    ]
    assert glued == []


def test_marked_strings_are_written_out_with_named_places() -> None:
    """What is marked for translation is a constant, and its placeholders have names."""
    for where, call in _calls():
        if getattr(call.func, "id", "") == "N_":
            assert isinstance(call.args[0], ast.Constant), where
        for part in call.args[:2]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                assert "{}" not in part.value, where


def test_no_door_is_given_an_empty_string() -> None:
    """gettext answers an empty string with its header."""
    empty = [
        where
        for where, call in _calls()
        if isinstance(call.args[0], ast.Constant) and call.args[0].value == ""
    ]
    assert empty == []
