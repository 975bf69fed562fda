"""Setting text: wrapping, spans, shortening, and what it measures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.inspect import scene_of
from game.client.text import Span, Typesetter, plain
from tests.client.conftest import Shown


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    """A typesetter at full size."""
    from game.client.widgets.basic import Label

    return scene_of(Shown(lambda: Label("")), (200, 200)).look.text


def words(setter: Typesetter, text: str, width: int) -> list[str]:
    """The lines of *text* at *width* as plain text."""
    lines = setter.wrap(text, "body", "text", width)
    return ["".join(run.text for run in line.runs) for line in lines]


def test_wrapped_lines_fit_and_lose_no_word(setter: Typesetter) -> None:
    """Each line keeps to the width, and all words come out in order."""
    text = "The nearest ship is five hours away from the tanker in the corridor."
    lines = words(setter, text, 150)

    assert len(lines) > 2
    assert " ".join(lines) == text
    assert all(setter.width(line, "body") <= 150 for line in lines)


@given(st.text(alphabet="ab cd\n", max_size=60), st.integers(20, 300))
def test_wrapping_keeps_every_letter(setter: Typesetter, text: str, width: int) -> None:
    """Only white space is lost at the ends of lines."""
    joined = "".join(words(setter, text, width))

    assert joined.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_spans_keep_their_style_across_lines(setter: Typesetter) -> None:
    """A strong beginning stays strong, the rest stays body."""
    spans = [Span("Crosses red line 2. ", "strong", "coral"), Span("It would task your ships.")]
    lines = setter.wrap(spans, "body", "text", 160)
    styles = [(run.style, run.colour) for line in lines for run in line.runs]

    assert styles[0] == ("strong", "coral")
    assert styles[-1] == ("body", "text")
    assert plain(spans) == "Crosses red line 2. It would task your ships."


def test_a_newline_always_breaks(setter: Typesetter) -> None:
    """Lines break at newlines even where there is room."""
    assert words(setter, "one\ntwo", 500) == ["one", "two"]


def test_shortening_fits_and_shows_that_it_did(setter: Typesetter) -> None:
    """The shortened line fits and ends in an ellipsis."""
    line = setter.wrap("A rather long name of a member", "body", "text", None)[0]
    short = setter.ellipsise(line, 90, "body", "text")

    assert short.width <= 90
    assert short.runs[-1].text.endswith("…")


def test_a_line_is_drawn_once(setter: Typesetter) -> None:
    """The same words in the same style and colour are the same surface."""
    first = setter.render("Trust", "body", (200, 200, 200))

    assert setter.render("Trust", "body", (200, 200, 200)) is first
    assert setter.render("Trust", "body", (100, 200, 200)) is not first
