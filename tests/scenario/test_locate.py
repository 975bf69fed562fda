"""Every key and value of a TOML text is found where it stands."""

import tomllib
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario.locate import Locator, Path, Places, statement_key

HAND_MADE = """\
# comment = 1
title = "a # b" # tail
"quoted key" = 'it'
a.b . "c.d" = [1, # one
  [2, 3], "]", ]
when = 1979-05-27 07:32:00
time = 07:32:00.5
text = \"""
two \\"quotes\\" ""
[not.a.header]
x = 1\"""\""
lit = '''it's'''''
inline = { x = 1, y.z = {}, "\\u00e9" = [ { k = true } ] }
empty = ""

[[ships]] # first
id = "a"
[ships.hull.parts]
n = 0x1F
[[ships.masts]]
h = 1.5e3
[[ships.masts]]
h = -inf
[[ships]]
id = "b"
[ships.hull]
n = 1
[ a . 'x y' ]
"ñ" = "Año 漢字 \U0001f6a2"
[top.sub]
q = 1
[top]
r = 2
"""


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Return every path of a document with its value, tables and lists included."""
    if isinstance(value, dict):
        inner = [(key, item) for key, item in value.items()]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return []
    found = []
    for key, item in inner:
        found += [((*path, key), item), *leaves(item, (*path, key))]
    return found


def spanned(text: str, path: Path, places: Places) -> str:
    """Return the text of a value, and hold line and column against its offset."""
    span = places[path].value
    line = text.split("\n")[span.line - 1]
    assert line[span.column - 1 :].startswith(
        text[span.start : span.start + span.length].split("\n")[0]
    )
    return text[span.start : span.start + span.length]


def assert_all_located(text: str) -> None:
    """Hold that exactly the document's paths are located, and that each reads as its value."""
    data = tomllib.loads(text)
    places = Places(text)
    wanted = dict(leaves(data))
    assert set(places) == set(wanted)
    for path, value in wanted.items():
        said = spanned(text, path, places)
        assert said
        if not said.startswith("[") or isinstance(value, list):
            assert_reads_as(said, value, path)
        key = places[path].key
        if isinstance(path[-1], str):
            assert key is not None
            raw = text[key.start : key.start + key.length]
            assert list(tomllib.loads(f"{raw} = 1")) == [path[-1]]


def assert_reads_as(said: str, value: Any, path: Path) -> None:
    """Hold that a span's text parses to the value; headers and names of tables have none."""
    if said.startswith("[[") and list(tomllib.loads(f"{said}\n")):
        return
    if isinstance(value, dict) and not said.startswith("{"):
        assert list(tomllib.loads(f"{said} = 1")) == [path[-1]]
        return
    assert repr(tomllib.loads(f"v = {said}")["v"]) == repr(value)


def test_a_hand_made_text_with_every_form_is_located() -> None:
    """Dotted and quoted keys, all strings, dates, inline tables, nested lists and headers."""
    assert_all_located(HAND_MADE)


def test_lines_and_columns_count_characters_from_one() -> None:
    """Letters outside ASCII count as one each."""
    places = Places('a = 1\n"é" = { "漢字" = "x", k = 2 }\n')
    inner = places[("é", "k")]
    assert (inner.key and (inner.key.line, inner.key.column)) == (2, 21)
    assert (inner.value.line, inner.value.column, inner.value.length) == (2, 25, 1)


def test_a_path_that_is_absent_is_placed_at_what_surrounds_it() -> None:
    """A missing key is shown at its table's header; at the root on the first line."""
    locator = Locator("f.toml", "a = 1\n[[t]]\n[[t]]\nb = 2\n")
    assert locator.span(("t", 1, "gone", "deep")).line == 3
    assert locator.span(("gone",)).line == 1


def test_a_finding_of_a_long_text_marks_its_first_line() -> None:
    """The caret stays on the line on which the value begins."""
    locator = Locator("f.toml", 'a = """\nlong\ntext"""\n')
    found = locator.finding(("a",), "warning", "value-length", "x")
    assert (found.source_line, found.column, found.span) == ('a = """', 5, 3)


def test_the_key_of_a_statement_is_read_without_its_value() -> None:
    """Also where what follows it is broken."""
    assert statement_key("a . 'b c' = [", 0) == (("a", "b c"), 0, 9)
    assert statement_key("\n [[x.y]]", 0) == (("x", "y"), 2, 9)


def test_what_only_toml_1_1_allows_is_noted() -> None:
    """Line breaks and last commas in { }, times without seconds, the escapes e and x."""
    text = 'a = {\n b = 1, }\nc = 07:32\nd = "\\\\e \\e"\ne = "\\x41"\nf = 2000-01-01T07:32\n'
    noted = [(span.line, what) for span, what in Places(text).newer]
    assert noted == [
        (1, "a line break inside { }"),
        (2, "a comma after the last key of { }"),
        (3, "a time without seconds"),
        (4, "the escape \\e"),
        (5, "the escape \\x"),
        (6, "a time without seconds"),
    ]
    assert Places(HAND_MADE).newer == []


KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**60), 2**60),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        st.datetimes(),
        st.dates(),
        st.times(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(KEYS, inner, max_size=4),
        st.lists(st.dictionaries(KEYS, inner, max_size=3), min_size=1, max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans())
def test_every_value_of_a_written_document_reads_as_itself(
    document: dict[str, Any], multiline: bool
) -> None:
    """Whatever tomli-w writes, each located span parses to the value at its path."""
    assert_all_located(tomli_w.dumps(document, multiline_strings=multiline).replace("\r\n", "\n"))
