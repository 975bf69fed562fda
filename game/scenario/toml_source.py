"""Reads a TOML file into data, or into findings: nothing an author saves makes it raise.

What the data mean is not judged here; see `validate`.
"""

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from game.scenario.findings import Finding, printable, quoted
from game.scenario.locate import Locator, Path, Places, Span, statement_key

LARGEST = 1_000_000
"""Bytes a file may have."""
LONGEST_LINE = 10_000
"""Characters a line may have."""
DEEPEST = 32
"""How many tables and lists may lie inside each other."""

_READER_IS_NEWER = sys.version_info >= (3, 15)
_LONG_LINE = re.compile(rf"[^\n]{{{LONGEST_LINE + 1}}}")
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_DEEP_KEY = re.compile(rf"^[ \t]*+\[?+\[?+[ \t]*+(?:{_PART}){{{DEEPEST}}}", re.MULTILINE)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOKEN = re.compile(
    r'#[^\n]*+|"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?+'
    r"|'[^'\n]*+'?+|[][{}]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TomlSource:
    """A file as read: its shown name, its text, and its data, or None where findings say why not.

    `text` has plain newlines and no byte-order mark; lines and columns count in it.
    """

    file: str
    text: str
    data: dict[str, Any] | None
    findings: tuple[Finding, ...]
    locator: Locator = field(compare=False)


def read_toml(path: FilePath, shown_as: str | None = None) -> TomlSource:
    """Read a file; findings name it as `shown_as`, by default by its path. Never raises."""
    file = shown_as if shown_as is not None else str(path)
    try:
        if path.exists() and not path.is_file():
            return _unreadable(file, "this is not a plain file", "name a .toml file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return _unreadable(file, "there is no such file", "check the name and the folder")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unreadable(file, f"the file cannot be read ({reason})", "check its permissions")
    return parse_toml(raw, file)


def parse_toml(raw: bytes, file: str) -> TomlSource:
    """Parse the bytes of a TOML 1.0 file called `file`. Never raises."""
    if len(raw) > LARGEST:
        what, expected = "the file is too large", f"at most {LARGEST:,} bytes"
        return _refused(file, "", Span(1, 1, 1, 0), "file-too-large", what, expected, _SHORTEN)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, file)
    text = text.replace("\r\n", "\n")
    return _excess(text, file) or _parsed(text, file)


_SHORTEN = "move long texts to briefs/*.md and break lists over several lines"


def _refused(
    file: str, text: str, span: Span, code: str, what: str, expected: str, mend: str
) -> TomlSource:
    locator = Locator(file, text)
    found = locator.finding_at(span, "error", code, what, expected, mend)
    return TomlSource(file, text, None, (found,), locator)


def _unreadable(file: str, what: str, mend: str) -> TomlSource:
    return _refused(file, "", Span(1, 1, 1, 0), "file-unreadable", what, "", mend)


def _not_utf8(raw: bytes, offset: int, file: str) -> TomlSource:
    text = raw.decode("utf-8", errors="replace").replace("\r\n", "\n")
    before = raw[:offset].decode("utf-8-sig").replace("\r\n", "\n")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        what = "the file is in UTF-16"
    else:
        what = f"the byte 0x{raw[offset]:02X} is no text in UTF-8"
    span = _span_at(text.removeprefix("\ufeff"), len(before))
    mend = "save the file as UTF-8 in your editor"
    shown = "" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else text.removeprefix("\ufeff")
    return _refused(file, shown, span, "not-utf8", what, "text in UTF-8", mend)


def _excess(text: str, file: str) -> TomlSource | None:
    """Refuse what would make the reader slow, before it reads."""
    if match := _LONG_LINE.search(text):
        span = _span_at(text, match.start())
        what, expected = "the line is too long", f"at most {LONGEST_LINE:,} characters"
        return _refused(file, text, span, "file-too-large", what, expected, _SHORTEN)
    if match := _DEEP_KEY.search(text):
        return _too_deep(text, file, _span_at(text, match.start()))
    return None


def _too_deep(text: str, file: str, span: Span) -> TomlSource:
    expected = f"at most {DEEPEST} tables and lists inside each other"
    mend = "look for a bracket or a dot that is repeated by mistake"
    return _refused(file, text, span, "toml-deep", "this lies too deep", expected, mend)


def _parsed(text: str, file: str) -> TomlSource:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _not_toml(text, file, str(error))
    except RecursionError:
        return _too_deep(text, file, _deepest_bracket(text))
    except ValueError:
        return _long_number(text, file)
    deep = _path_too_deep(data)
    if deep is not None:
        return _too_deep(text, file, _deepest_bracket(text))
    locator = Locator(file, text)
    return TomlSource(file, text, data, tuple(newer_than_1_0(locator)), locator)


def newer_than_1_0(locator: Locator, *, reader_is_newer: bool = _READER_IS_NEWER) -> list[Finding]:
    """Find what TOML 1.1 allows and 1.0 does not, where the running Python reads TOML 1.1."""
    if not reader_is_newer:
        return []
    return [
        locator.finding_at(
            span,
            "error",
            "toml-newer",
            f"{what} is TOML 1.1",
            "TOML 1.0",
            "write it the older way, or use a [table] with a line for each key",
        )
        for span, what in locator.places.newer
    ]


def _path_too_deep(data: dict[str, Any]) -> Path | None:
    stack: list[tuple[Path, Any]] = [((), data)]
    while stack:
        path, value = stack.pop()
        inner: list[tuple[str | int, Any]]
        if isinstance(value, dict):
            inner = list(value.items())
        elif isinstance(value, list):
            inner = list(enumerate(value))
        else:
            continue
        if inner and len(path) >= DEEPEST:
            return path
        stack += [((*path, key), item) for key, item in inner if isinstance(item, dict | list)]
    return None


def _span_at(text: str, offset: int) -> Span:
    offset = min(offset, len(text))
    return Span(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), 1, offset)


def _deepest_bracket(text: str) -> Span:
    depth = most = at = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > most:
                most, at = depth, token.start()
        elif token[0] in "]}":
            depth -= 1
    return _span_at(text, at)


def _long_number(text: str, file: str) -> TomlSource:
    digits = re.search(r"[0-9_]{1000,}", text)
    span = _span_at(text, digits.start() if digits else 0)
    what, expected = "the number is too long to be read", "a number of at most 18 digits"
    return _refused(file, text, span, "toml-number", what, expected, "shorten it")


# ---- tomllib's messages in plain words ----

_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Expected '=' after a key",
        'there is no "=" after the key',
        "key = value, or a [header]",
        'write "=" between key and value; a key with spaces or dots needs quotes',
    ),
    (
        "Invalid initial character for a key part",
        "no key can begin here",
        "a name of letters, digits, _ and -, or a name in quotes",
        "write the key before the =, and put quotes around any other name",
    ),
    (
        "Invalid statement",
        "no line can begin like this",
        "key = value, a [header] or a # comment",
        "begin a comment with #",
    ),
    (
        "Expected newline or end of document after a statement",
        "something follows where the line should end",
        "the end of the line, or a # comment",
        "begin a new line, or put text in quotes",
    ),
    (
        "Expected ']' at the end of a table declaration",
        "the [header] is not closed",
        'a "]" after the name',
        'add the "]"; names with spaces need quotes',
    ),
    (
        "Expected ']]' at the end of an array declaration",
        "the [[header]] is not closed",
        '"]]" after the name',
        'add the "]]"; names with spaces need quotes',
    ),
    (
        "Unclosed array",
        "the list is not continued or closed here",
        'a "," before the next item, or a "]" at the end',
        "add what is missing",
    ),
    (
        "Unclosed inline table",
        "the table in { } is not continued or closed here",
        'a "," before the next key, or a "}" at the end, all on one line',
        "add what is missing, or use a [header] with a line for each key",
    ),
    (
        "Unterminated string",
        "the text in quotes is not closed",
        "the same quotes at its end",
        "add the closing quotes",
    ),
    (
        "Unescaped '\\' in a string",
        "the backslash means nothing here",
        r"\n, \t, \", \\ or \uXXXX",
        r"double the backslash, or put the text in single quotes",
    ),
    (
        "Invalid hex value",
        r"\u or \U lacks its digits",
        r"\uXXXX or \UXXXXXXXX with hexadecimal digits",
        r"write the letter itself, or double the backslash",
    ),
    (
        "Escaped character is not a Unicode scalar value",
        "no letter has this number",
        "a Unicode letter",
        "write the letter itself",
    ),
    (
        "Invalid date or datetime",
        "there is no such date",
        "a date as 2009-01-08, or with a time as 2009-01-08T12:00:00",
        "correct it",
    ),
    (
        "Duplicate inline table key",
        "a key is given twice in these { }",
        "each key once",
        "remove or rename one",
    ),
    (
        "Invalid value",
        "this is no value",
        'text in "quotes", a number, true, false, a date, a [list] or a { table }',
        "put text in quotes; write decimals with a point and digits on both sides of it",
    ),
)
_TWICE = (
    "Cannot overwrite a value",
    "Cannot declare",
    "Cannot mutate immutable namespace",
    "Cannot redefine namespace",
)


def _not_toml(text: str, file: str, message: str) -> TomlSource:
    place = _PLACE.search(message)
    said = message[: place.start()] if place else message
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
    else:
        offset = len(text)
    if (opened := _left_open(text, offset)) is not None:
        return _never_closed(text, file, opened)
    if said.startswith(_TWICE):
        return _given_twice(text, file, offset)
    span = _span_at(text, offset)
    what, expected, mend = _in_plain_words(said, text[offset : offset + 1])
    return _refused(file, text, span, "toml-syntax", what, expected, mend)


def _in_plain_words(said: str, char: str) -> tuple[str, str, str]:
    if said.startswith(("Illegal character", "Found invalid character")):
        if char in ("\n", ""):
            expected = "the closing quotes on the same line"
            mend = 'close the quotes; use """ for text over several lines'
            return "the text in quotes is not closed on its line", expected, mend
        return f"the invisible character U+{ord(char):04X} may not stand here", "", "delete it"
    if said.startswith("Invalid value") and char in ("\n", ""):
        return "there is no value", "a value behind the =", "write one, or delete the line"
    if said.startswith("Invalid initial character") and char in ("\n", "}"):
        what = "the table in { } is not closed on its line, or a comma is left over"
        return what, "all keys on one line", "use a [header] with a line for each key"
    for begins, what, expected, mend in _WORDS:
        if said.startswith(begins):
            return what, expected, mend
    return printable(said[:1].lower() + said[1:]), "TOML 1.0", "see toml.io/en/v1.0.0"


def _left_open(text: str, before: int) -> tuple[int, str] | None:
    """Return what opened before offset `before` on an earlier line and is never closed."""
    stack: list[tuple[int, str]] = []
    for token in _TOKEN.finditer(text):
        said, start = token[0], token.start()
        if said[:3] in ('"""', "'''"):
            if len(said) < 6 or not said.endswith(said[:3]):
                stack.append((start, said[:3]))
        elif said in ("[", "{"):
            stack.append((start, said))
        elif said in ("]", "}") and stack and stack[-1][1] == {"]": "[", "}": "{"}[said]:
            stack.pop()
    if stack and stack[0][0] < before and "\n" in text[stack[0][0] : before]:
        return stack[0]
    return None


def _never_closed(text: str, file: str, opened: tuple[int, str]) -> TomlSource:
    offset, mark = opened
    closing = {"[": "]", "{": "}"}.get(mark, mark)
    span = _span_at(text, offset)
    long = Span(span.line, span.column, len(mark), span.start)
    what, mend = f"this {mark} is never closed", f"add the {closing} where it ends"
    return _refused(file, text, long, "toml-syntax", what, f"a {closing} further on", mend)


def _given_twice(text: str, file: str, offset: int) -> TomlSource:
    """Refuse a key or header that stands twice; the reader stops behind the second one."""
    begin = _statement_start(text, offset)
    names, start, end = statement_key(text, begin)
    is_header = text.startswith("[", start)
    first = _first_given(text[:begin], names, is_header)
    also = f", first on line {first}" if first else ""
    at = _span_at(text, start)
    span = Span(at.line, at.column, end - start, start)
    what = f"{quoted(text[start:end])} is given twice{also}"
    mend = "remove or rename one"
    if is_header:
        mend += "; to list several alike write each under [[double brackets]]"
    return _refused(file, text, span, "toml-syntax", what, "each key and table once", mend)


def _statement_start(text: str, offset: int) -> int:
    """Return where the statement begins in which the reader stood at `offset`."""
    begin = depth = last = 0
    for token in _TOKEN.finditer(text, 0, offset):
        if depth == 0:
            begin = max(begin, text.rfind("\n", last, token.start()) + 1)
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        last = token.end()
    if depth == 0:
        begin = max(begin, text.rfind("\n", last, offset) + 1)
    return begin


def _first_given(before: str, names: Path, is_header: bool) -> int | None:
    """Return the line of `before`, which is sound, that gave this key or header already."""
    places = Places(before)
    if is_header:
        same = [path for path in places if _names(path) == names]
    else:
        whole = (*places.last_header, *names)
        parts = range(len(places.last_header) + 1, len(whole) + 1)
        same = [whole[:end] for end in parts if whole[:end] in places]
    return places[same[-1]].value.line if same else None


def _names(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))
