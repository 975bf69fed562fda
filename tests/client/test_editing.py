"""Editing one line of text as values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.client.widgets.editing import Edit


def test_typing_replaces_the_selection() -> None:
    """What is typed stands where the selection was, the caret behind it."""
    edit = Edit("the long day", 8, 4).insert("short")

    assert edit == Edit("the short day", 9, 9)


def test_a_limit_cuts_what_is_typed_and_nothing_else() -> None:
    """At most so many characters are kept; those before and after stay."""
    assert Edit("abc", 1, 1).insert("XYZ", 5) == Edit("aXYbc", 3, 3)
    assert Edit("abcdef", 2, 2).insert("X", 5).text == "abcdef"


def test_a_paste_of_several_lines_becomes_one() -> None:
    """Line ends turn into spaces and what cannot be printed goes."""
    assert Edit().insert("one\ntwo\x00\r\nthree").text == "one two three"


def test_deleting_takes_selection_character_or_word() -> None:
    """With a selection only that goes."""
    assert Edit("abc", 2, 0).delete(-1) == Edit("c", 0, 0)
    assert Edit("abc", 2, 2).delete(-1) == Edit("ac", 1, 1)
    assert Edit("abc", 1, 1).delete(1) == Edit("ac", 1, 1)
    assert Edit("one two", 7, 7).delete(-1, word=True) == Edit("one ", 4, 4)
    assert Edit("one two", 0, 0).delete(1, word=True) == Edit("two", 0, 0)
    assert Edit("", 0, 0).delete(-1) == Edit("", 0, 0)


def test_moving_collapses_a_selection_to_its_end() -> None:
    """Left goes to its start, right to its end; with Shift it grows instead."""
    edit = Edit("abcdef", 4, 2)

    assert edit.move(-1) == Edit("abcdef", 2, 2)
    assert edit.move(1) == Edit("abcdef", 4, 4)
    assert edit.move(1, select=True) == Edit("abcdef", 5, 2)


def test_a_word_or_all_can_be_selected() -> None:
    """A double click takes a word, Ctrl+A everything."""
    assert Edit("one two three").word_at(5).selection == "two"
    assert Edit("one two").all().selection == "one two"


@given(
    st.text(max_size=20),
    st.lists(st.sampled_from(["left", "right", "word", "select", "back", "del", "x"]), max_size=30),
)
def test_caret_and_anchor_never_leave_the_text(text: str, acts: list[str]) -> None:
    """Any sequence of edits keeps both ends of the selection in the text."""
    edit = Edit().insert(text)
    for act in acts:
        edit = {
            "left": lambda e: e.move(-1),
            "right": lambda e: e.move(1),
            "word": lambda e: e.move(-1, word=True),
            "select": lambda e: e.move(-1, select=True),
            "back": lambda e: e.delete(-1),
            "del": lambda e: e.delete(1, word=True),
            "x": lambda e: e.insert("x", 25),
        }[act](edit)

        assert 0 <= edit.caret <= len(edit.text)
        assert 0 <= edit.anchor <= len(edit.text)
        assert len(edit.text) <= 25
