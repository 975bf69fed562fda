"""Finds the line and column of every key and value of a TOML text that `tomllib` has accepted.

The scanner trusts its input and judges nothing, except that it notes what only TOML 1.1 allows.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from game.scenario.findings import Finding, Severity

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\]++|\\.)*"|'[^']*+'""")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']++|'(?!''))*'{3,5}"
    r'|"(?:[^"\\]++|\\.)*"'
    r"|'[^']*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*+|[^\s,\]}#]++")
_NEWER_ESCAPE = re.compile(r"(?:[^\\]++|\\[^ex])*(\\[ex])", re.DOTALL)
_NO_SECONDS = re.compile(r"(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?!:)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: line and column from 1, length in characters, offset from 0."""

    line: int
    column: int
    length: int
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key and its value stand; an item of a list has no key.

    A table's value is its `[header]`; where it has none, the part of the key that names it.
    """

    key: Span | None
    value: Span


class Places:
    """All places of one text, by path: keys and positions in lists (from 0) from the root."""

    def __init__(self, text: str) -> None:
        """Scan `text`, which must be TOML with plain newlines; takes time linear in its length."""
        scanner = _Scanner(text)
        scanner.document()
        self._marks = scanner.marks
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.last_header: Path = scanner.header
        self.newer: list[tuple[Span, str]] = [
            (self._span(start, end), what) for start, end, what in scanner.newer
        ]

    def __getitem__(self, path: Path) -> Place:
        """Return the place of exactly this path; KeyError if the text does not have it."""
        key_start, key_end, start, end = self._marks[path]
        key = self._span(key_start, key_end) if key_start >= 0 else None
        return Place(key, self._span(start, end))

    def __contains__(self, path: Path) -> bool:
        return path in self._marks

    def __iter__(self) -> Iterator[Path]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def _span(self, start: int, end: int) -> Span:
        line = bisect_right(self._lines, start)
        return Span(line, start - self._lines[line - 1] + 1, end - start, start)


def statement_key(text: str, start: int) -> tuple[Path, int, int]:
    """Return the key that the statement at `start` gives, and where it or its [header] stands.

    Only key or header need be sound; what follows them is not read.
    """
    scanner = _Scanner(text)
    start = scanner.after_blank(start)
    brackets = 2 if text.startswith("[[", start) else int(text.startswith("[", start))
    parts, end = scanner.key(start + brackets)
    end = end + brackets if brackets else parts[-1][2]
    return tuple(name for name, _, _ in parts), start, end


class Locator:
    """Turns paths of one file into findings that stand where the author wrote the thing."""

    def __init__(self, file: str, text: str) -> None:
        """Keep the file's name, as it shall be shown, and its text; scan it when first asked."""
        self.file = file
        self.text = text
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        """Every place of the text."""
        if self._places is None:
            self._places = Places(self.text)
        return self._places

    def span(self, path: Path, at: Literal["key", "value"] = "value") -> Span:
        """Return where `path` stands, or the nearest thing around it that the text does have."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                place = self.places[path[:end]]
                wanted = place.key if at == "key" else place.value
                return wanted or place.value
        return Span(1, 1, 1, 0)

    def finding(
        self,
        path: Path,
        severity: Severity,
        code: str,
        what: str,
        expected: str = "",
        mend: str = "",
        *,
        at: Literal["key", "value"] = "value",
    ) -> Finding:
        """Make a finding at `path`: on its value, or on its key; fields as in `Finding`."""
        return self.finding_at(self.span(path, at), severity, code, what, expected, mend)

    def finding_at(
        self, span: Span, severity: Severity, code: str, what: str, expected: str, mend: str
    ) -> Finding:
        """Make a finding at a span of the text."""
        begin = span.start - span.column + 1
        end = self.text.find("\n", begin)
        line = self.text[begin : end if end >= 0 else len(self.text)]
        length = max(1, min(span.length, len(line) - span.column + 1))
        return Finding(
            self.file, span.line, span.column, severity, code, what, expected, mend, line, length
        )


class _Scanner:
    """One pass over the text that marks (key start, key end, value start, value end) by path."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: dict[Path, tuple[int, int, int, int]] = {}
        self.header: Path = ()
        self.newer: list[tuple[int, int, str]] = []
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        """Mark every statement from the start of the text to its end."""
        text, pos = self.text, 0
        while (pos := self._after(_BLANK, pos)) < len(text):
            pos = self._table(pos) if text[pos] == "[" else self._pair(pos, self.header)

    def after_blank(self, pos: int) -> int:
        """Skip spaces, line ends and comments."""
        return self._after(_BLANK, pos)

    def _after(self, pattern: re.Pattern[str], pos: int) -> int:
        match = pattern.match(self.text, pos)
        return match.end() if match else pos

    def _table(self, start: int) -> int:
        listed = self.text.startswith("[[", start)
        parts, pos = self.key(start + 1 + listed)
        end = self.text.index("]", pos) + 1 + listed
        path: Path = ()
        for name, key_start, key_end in parts[:-1]:
            path = (*path, name)
            self.marks.setdefault(path, (key_start, key_end, key_start, key_end))
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        name, key_start, key_end = parts[-1]
        path = (*path, name)
        mark = (key_start, key_end, start, end)
        if listed:
            number = self._counts.get(path, 0)
            self._counts[path] = number + 1
            self.marks.setdefault(path, mark)
            path = (*path, number)
        self.marks[path] = mark
        self.header = path
        return end

    def _pair(self, pos: int, table: Path) -> int:
        parts, pos = self.key(pos)
        for name, start, end in parts[:-1]:
            table = (*table, name)
            self.marks.setdefault(table, (start, end, start, end))
        name, start, end = parts[-1]
        return self._value(self._after(_SPACE, pos + 1), (*table, name), start, end)

    def key(self, pos: int) -> tuple[list[tuple[str, int, int]], int]:
        """Read a key's dotted parts; return them with where they stand, and what comes next."""
        parts: list[tuple[str, int, int]] = []
        pos = self._after(_SPACE, pos)
        while True:
            end = self._after(_KEY, pos)
            parts.append((self._plain_key(pos, end), pos, end))
            pos = self._after(_SPACE, end)
            if not self.text.startswith(".", pos):
                return parts, pos
            pos = self._after(_SPACE, pos + 1)

    def _plain_key(self, start: int, end: int) -> str:
        raw = self.text[start:end]
        if raw[:1] not in ("'", '"'):
            return raw
        if raw[0] == "'" or "\\" not in raw:
            return raw[1:-1]
        self._note_escapes(start, end)
        return str(tomllib.loads(f"key = {raw}")["key"])

    def _value(self, start: int, path: Path, key_start: int, key_end: int) -> int:
        # The mark is set before the items' marks, so that a path never precedes its parent.
        self.marks[path] = (key_start, key_end, start, start)
        first = self.text[start]
        if first in "\"'":
            end = self._after(_STRING, start)
            if first == '"':
                self._note_escapes(start, end)
        elif first == "[":
            end = self._array(start, path)
        elif first == "{":
            end = self._inline(start, path)
        else:
            end = self._after(_SCALAR, start)
            if _NO_SECONDS.match(self.text, start, end):
                self.newer.append((start, end, "a time without seconds"))
        self.marks[path] = (key_start, key_end, start, end)
        return end

    def _array(self, start: int, path: Path) -> int:
        pos, number = self._after(_BLANK, start + 1), 0
        while self.text[pos] != "]":
            pos = self._after(_BLANK, self._value(pos, (*path, number), -1, -1))
            if self.text[pos] == ",":
                pos = self._after(_BLANK, pos + 1)
            number += 1
        return pos + 1

    def _inline(self, start: int, path: Path) -> int:
        pos = self._gap(start + 1)
        while self.text[pos] != "}":
            pos = self._gap(self._pair(pos, path))
            if self.text[pos] == ",":
                comma, pos = pos, self._gap(pos + 1)
                if self.text[pos] == "}":
                    self.newer.append((comma, comma + 1, "a comma after the last key of { }"))
        return pos + 1

    def _gap(self, pos: int) -> int:
        end = self._after(_BLANK, pos)
        broken = self.text.find("\n", pos, end)
        if broken >= 0:
            self.newer.append((broken, broken + 1, "a line break inside { }"))
        return end

    def _note_escapes(self, start: int, end: int) -> None:
        if self.text.find("\\", start, end) < 0:
            return
        match = _NEWER_ESCAPE.match(self.text, start, end)
        if match:
            self.newer.append((match.start(1), match.end(1), f"the escape {match[1]}"))
