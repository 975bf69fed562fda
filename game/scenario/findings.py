"""What is wrong with a scenario, said to its author: findings, their codes, their form.

Nothing is checked here; `toml_source` and `validate` make findings, and so may any other check.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]
Profile = Literal["draft", "release"]

_RANK: Mapping[Severity, int] = MappingProxyType({"error": 0, "warning": 1, "note": 2})
_WIDEST = 100
_SHOWN_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place: what is wrong, what was expected, and how to mend it.

    `line` and `column` count from 1, in characters; `span` is how many characters the caret
    underlines (at least 1). `expected` is a noun phrase ("a number from 0 to 1"), and may be empty.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    what: str
    expected: str
    mend: str
    source_line: str
    span: int

    def __str__(self) -> str:
        """Return the one-line form, `file:line:column: error[code]: what; expected; mend`."""
        parts = [self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.mend:
            parts.append(self.mend)
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}[{self.code}]: {'; '.join(parts)}"

    def with_source(self) -> str:
        """Return the one-line form, then the author's own line with carets under the place."""
        if not self.source_line.strip():
            return str(self)
        line, column = self.source_line, self.column
        if len(line) > _WIDEST:
            start = max(0, column - 1 - _SHOWN_BEFORE)
            line, column = line[start : start + _WIDEST], column - start
        before = "".join(_blank_as_wide(char) for char in line[: column - 1])
        span = max(1, min(self.span, len(line) - column + 1))
        gutter = f"{self.line:>6} | "
        return f"{self}\n{gutter}{printable(line)}\n{' ' * len(gutter)}{before}{'^' * span}"

    def as_json(self) -> dict[str, str | int]:
        """Return the fields as plain values for JSON."""
        return asdict(self)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file, line and column, graver ones first; drop exact repetitions."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.file, f.line, f.column, _RANK[f.severity], f.code, f.what),
    )


def without(findings: Iterable[Finding], switched_off: Collection[str]) -> list[Finding]:
    """Drop warnings and notes whose code is switched off; errors always stay."""
    return [f for f in findings if f.severity == "error" or f.code not in switched_off]


def passes(findings: Iterable[Finding], profile: Profile) -> bool:
    """Tell whether nothing counts against the scenario: errors do, in a release warnings too."""
    counting = {"error"} if profile == "draft" else {"error", "warning"}
    return not any(f.severity in counting for f in findings)


def printable(text: str) -> str:
    """Return `text` with what a terminal would obey or hide replaced by a visible mark."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def quoted(value: str, longest: int = 40) -> str:
    """Return `value` in double quotes on one printable line, cut to `longest` characters."""
    text = printable(value.replace("\t", " "))
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return f'"{text}"'


def explain(code: str) -> str | None:
    """Return the explanation of a finding's code in a few sentences, or None if it is none."""
    return CODES.get(code)


def _blank_as_wide(char: str) -> str:
    if char == "\t":
        return "\t"
    if unicodedata.combining(char):
        return ""
    return "  " if unicodedata.east_asian_width(char) in "WF" else " "


CODES: Mapping[str, str] = MappingProxyType(
    {
        "file-unreadable": (
            "The file is missing, is not a plain file, or may not be read. Check its name, its "
            "folder and its permissions."
        ),
        "file-too-large": (
            "The file, or one line of it, is far larger than any scenario needs. Long texts "
            "belong in briefs/*.md, and lists are best broken over several lines."
        ),
        "not-utf8": (
            "Scenario files are text in UTF-8. Another encoding (UTF-16, Windows-1252) shows "
            "accented letters as rubbish or not at all. Save the file as UTF-8 in your editor."
        ),
        "toml-syntax": (
            "The file breaks a rule of TOML 1.0, the format scenarios are written in, so nothing "
            "after this place could be read. Mend this one first; more may then be found."
        ),
        "toml-newer": (
            "TOML 1.1 allows this, TOML 1.0 does not. Scenarios are held to 1.0, so that every "
            "Python that runs the game reads them alike."
        ),
        "toml-deep": (
            "Tables, lists or dotted keys lie inside each other more deeply than any scenario "
            "needs; usually a bracket or a dot was repeated by mistake."
        ),
        "toml-number": (
            "The number has too many digits to be read. No quantity of a scenario is that large."
        ),
        "key-unknown": (
            "The table has no key of this name. It may be misspelt; or it stands below the header "
            "of another table, because in TOML a key belongs to the header last above it."
        ),
        "key-missing": "The table needs this key and does not have it. Add a line for it.",
        "key-invalid": (
            "A key that you may choose freely must still have the form of a name, or be one of a "
            "fixed list."
        ),
        "value-type": (
            "The value is of another kind than the key needs: text stands in quotes, numbers and "
            "true or false do not, lists stand in [ ], tables in { } or below a [header]."
        ),
        "value-choice": "The key takes one of a fixed list of words, and this is none of them.",
        "value-range": "The number lies outside the bounds that make sense for this key.",
        "value-length": "The text or list is shorter or longer than this key allows.",
        "value-pattern": "The text does not have the form that this key needs.",
        "value-invalid": (
            "Each value is well formed, but together, or by its meaning, it cannot be right."
        ),
        "reference-unknown": (
            "The name refers to something that is defined nowhere in the scenario. It may be "
            "misspelt, or its definition was removed or renamed."
        ),
        "name-twice": (
            "Two things of one kind have the same name, so that a reference could mean either. "
            "Rename one of them."
        ),
        "position-missing": (
            "Every member needs a position on every term: how much the term matters to it, and "
            "what it would like. Without one it could not weigh a text."
        ),
        "position-kind": (
            "A choice is answered by one of its options, a scale by a number. This treats one as "
            "the other."
        ),
        "option-unknown": "The term has no option of this name; it may be misspelt or removed.",
        "option-missing": (
            "A member needs a worth for every option of a choice, even for those it dislikes: 0 is "
            "a worth."
        ),
        "range-reversed": (
            "Two numbers in brackets are a range from which each game draws; the smaller one "
            "stands first."
        ),
        "red-line-unclear": (
            "A red line is a limit that the game can hold a member to: options of a choice, bounds "
            "of a scale, or the most units that it sends to an operation. It must leave something "
            "to accept."
        ),
        "red-line-status-quo": (
            "The red line forbids the answer that holds without agreement, so that the member "
            "refuses every text that does not change it. Rarely meant."
        ),
        "factions-sum": (
            "The factions of a member share one vote at home; their weights are parts of a hundred."
        ),
        "resource-unlisted": (
            'The resource is not in the scenario\'s list "resources", so it has no row in the '
            "composer and nobody could send it."
        ),
        "operation-incomplete": (
            "An operation that opposes a pressure acts in a zone; without one it covers nothing."
        ),
        "composer-crowded": (
            "Each pair of an operation and a resource is a row of the composer. With many rows, "
            "nobody fills them with care."
        ),
        "unused": (
            "Nothing in the game will ever use this. It may have been left over, or something that "
            "should use it is missing."
        ),
        "scale-step": "A scale runs from low to high in whole steps; its answers are its steps.",
        "duration-lasts": (
            'The term named in "duration_term" says with each of its options how many turns an '
            "agreement lasts."
        ),
        "option-free": (
            "An answer that costs nobody money or freedom of action is taken at once by everyone, "
            "and the bargaining is over. Real answers fall on somebody."
        ),
        "track-mismatch": (
            "A track shows a quantity in a way that the quantity does not have, or lacks what it "
            "needs to be shown."
        ),
        "preset-default": "One preset, and one only, is taken when a player names none.",
        "draft-impossible": (
            "The draft contains a contribution that its member could not make: an operation does "
            "not use the resource, or there is not so much of it."
        ),
        "draft-idle": (
            "The draft sends forces to a zone that its own terms do not open: they would work "
            "alone, or not at all."
        ),
        "polygon-broken": (
            "The place or outline cannot be drawn on the map. Points are [longitude, latitude] in "
            "degrees, in the order of the outline; it closes by itself."
        ),
        "pressure-incomplete": "The rules cannot reckon with this figure of the pressure.",
        "condition-mismatch": (
            "The condition or effect asks something of a quantity or term that it does not have, "
            "or can never be met."
        ),
        "event-never": "No preset runs long enough for this to happen.",
        "page-missing": (
            "Every member has a brief and every scenario a guide: text files (.md) inside its "
            "folder, in UTF-8."
        ),
        "page-long": "A brief is read at the table, in minutes. What does not fit is not read.",
        "asset-unknown": "The game has no picture of this name; assets/README.md lists them.",
        "parameter-unknown": (
            "The rule has no parameter of this name. `demarche rules` lists each rule's parameters."
        ),
        "judgement-key": (
            "Each question of the test of judgement has one best option, of worth 3, and each of "
            "its options a key of its own: answers are kept by it."
        ),
        "unsourced": (
            "A figure is either read somewhere, and says where, or is a guess, and says so. "
            "Players and reviewers must be able to tell."
        ),
        "name-in-text": (
            "A member's id in braces stands for its name, so that a scenario can be played under "
            "invented names."
        ),
        "too-many": "So many findings were made that the rest is left out until some are mended.",
    }
)
