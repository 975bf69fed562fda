"""Whatever bytes a file holds, they become data or one finding at the right place."""

from pathlib import Path

import pytest

from game.scenario.locate import Locator
from game.scenario.toml_source import DEEPEST, LARGEST, newer_than_1_0, parse_toml, read_toml

BROKEN = [
    # bytes, line, column, code, a part of the message
    (b"a = [1, 2\n[next]\ny = 3\n", 1, 5, "toml-syntax", "never closed"),
    (b'a = """x\n[next]\ny = 3\n', 1, 5, "toml-syntax", "never closed"),
    (b'x = "foo\ny = 1\n', 1, 9, "toml-syntax", "not closed on its line"),
    (b"[a]\nx = 1\n[b]\n[a]\n", 4, 1, "toml-syntax", "first on line 1"),
    (b'[a]\nx = 1\nx = """\nfoo\n"""\n', 3, 1, "toml-syntax", "first on line 2"),
    (b"[[a]]\n[a.b]\n[[a]]\n[a.b]\n[a.b]\n", 5, 1, "toml-syntax", "first on line 4"),
    (b"a = 1\na.b = 1\n", 2, 1, "toml-syntax", "first on line 1"),
    (b"x = {a = 1, a = 2}\n", 1, 18, "toml-syntax", "given twice"),
    (b"x = {a = 1,\n b = 2}\n", 1, 12, "toml-syntax", "use a [header]"),
    (b"x = foo\n", 1, 5, "toml-syntax", "put text in quotes"),
    (b"x =\n", 1, 4, "toml-syntax", "there is no value"),
    (b"x y = 1\n", 1, 3, "toml-syntax", 'no "="'),
    (b"// x\n", 1, 1, "toml-syntax", "comment with #"),
    (b'x = "\\q"\n', 1, 8, "toml-syntax", "double the backslash"),
    (b"[a\n", 1, 3, "toml-syntax", "not closed"),
    (b'x = "a\x01b"\n', 1, 7, "toml-syntax", "U+0001"),
    (b"a = 1\r\nb\r\n", 2, 2, "toml-syntax", 'no "="'),
    (b"\xef\xbb\xbfa = 1\nb\n", 2, 2, "toml-syntax", 'no "="'),
    (b"a = 1\r\n\xc3\xa9\xff\n", 2, 2, "not-utf8", "0xFF"),
    ("a = 1\n".encode("utf-16"), 1, 1, "not-utf8", "UTF-16"),
    (b"x = " + b"9" * 5000, 1, 5, "toml-number", "too long"),
    (b"a = 1\nx = " + b"[" * 2000 + b"]" * 2000, 2, 2004, "toml-deep", "too deep"),
    (b"x = " + b"[" * 40 + b"]" * 40, 1, 44, "toml-deep", "too deep"),
    (b"a = 1\n[" + b"a." * 4000 + b"b]", 2, 1, "toml-deep", "too deep"),
    (b"a = 1\nb = '" + b"x" * 20000 + b"'", 2, 1, "file-too-large", "line is too long"),
    (b"#" * (LARGEST + 1), 1, 1, "file-too-large", "file is too large"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "line", "column", "code", "said"), BROKEN)
def test_a_broken_file_gives_one_finding(
    raw: bytes, line: int, column: int, code: str, said: str
) -> None:
    """It names the place where the author must look, and says what to do there."""
    source = parse_toml(raw, "f.toml")
    assert source.data is None
    (found,) = source.findings
    assert (found.file, found.line, found.column, found.code) == ("f.toml", line, column, code)
    assert said in str(found)
    assert found.mend


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    """What editors on Windows write is read like any other file."""
    source = parse_toml(b"\xef\xbb\xbfa = 1\r\nb = 'x'\r\n", "f.toml")
    assert (source.data, source.findings) == ({"a": 1, "b": "x"}, ())
    assert source.locator.span(("b",)).column == 5


def test_nesting_up_to_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    depth = DEEPEST - 1
    assert parse_toml(b"x = " + b"[" * depth + b"1" + b"]" * depth, "f").findings == ()


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """Missing files, folders and impossible names are told, not raised."""
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "a\0b"):
        source = read_toml(path, "shown.toml")
        assert source.data is None
        assert [f.code for f in source.findings] == ["file-unreadable"]
        assert str(source.findings[0]).startswith("shown.toml:1:1: error")


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    """Without another name, findings show the path that was asked for."""
    path = tmp_path / "x.toml"
    path.write_bytes(b"a = ")
    assert read_toml(path).findings[0].file == str(path)
    path.write_bytes(b"a = 1")
    assert read_toml(path).data == {"a": 1}


def test_files_are_held_to_toml_1_0_where_python_reads_more() -> None:
    """On such a Python, what it accepts beyond 1.0 is an error with a place."""
    locator = Locator("f.toml", "a = 1\nb = {c = 1,}\n")
    (found,) = newer_than_1_0(locator, reader_is_newer=True)
    assert (found.line, found.column, found.code) == (2, 11, "toml-newer")
    assert newer_than_1_0(locator, reader_is_newer=False) == []
