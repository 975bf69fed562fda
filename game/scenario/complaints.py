"""Turns what pydantic says about a scenario into findings: one mistake, one message, one place.

Nothing is judged here; pydantic has, and this module finds the place and the words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from game.scenario.findings import Finding, printable, quoted
from game.scenario.locate import Locator, Path
from game.scenario.shapes import ANY, Shape, accepts, fields_of, in_words, one_of
from game.scenario.suggest import did_you_mean, suggest

MOST = 100
"""Findings made from one file; the rest is counted."""

_MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class _Choice:
    """A union without tags that an error went through, and the arm that it speaks of."""

    path: Path
    shape: Shape
    data: Any
    label: str


@dataclass(frozen=True, slots=True)
class _Error:
    """One of pydantic's errors with its place in the document and what was expected there."""

    kind: str
    said: str
    context: Mapping[str, Any]
    path: Path
    shape: Shape
    data: Any
    on_key: bool
    tables: tuple[tuple[Path, Shape, Any], ...]
    choices: tuple[_Choice, ...]


def complaints(
    error: ValidationError, model: type[BaseModel], data: Mapping[str, Any], locator: Locator
) -> list[Finding]:
    """Word every error of `model` about `data`, each where `locator` finds it, at most `MOST`."""
    raw = error.errors(include_url=False, include_input=False)
    traced = [_trace(dict(entry), model, data) for entry in raw[: 4 * MOST]]
    errors = [entry for entry in traced if not _miscounted(entry)]
    findings = list(dict.fromkeys(_all_worded(errors, locator)))
    left = len(findings) - MOST + max(0, len(raw) - 4 * MOST)
    if left <= 0:
        return findings
    what = f"{left} more findings are left out"
    more = locator.finding((), "note", "too-many", what, "", "mend those above first")
    return [*findings[:MOST], more]


# ---- from pydantic's loc to a place ----


def _trace(entry: Mapping[str, Any], model: type[BaseModel], data: Any) -> _Error:
    """Walk a loc along model and document; drop a tag or an arm's label once for each union."""
    shape = Shape("table", model=model)
    tables: list[tuple[Path, Shape, Any]] = []
    choices: list[_Choice] = []
    on_key = False
    place: Path = ()
    for step in entry["loc"]:
        if shape.form == "tagged":
            shape = shape.arm(_same_tag(shape, step))
        elif shape.form == "union":
            choices.append(_Choice(place, shape, data, str(step)))
            shape = _arm_called(shape, str(step))
        elif step == "[key]":
            on_key = True
        elif shape.form == "any" and _inside(data, step) is _MISSING:
            continue
        else:
            tables.append((place, shape, data))
            shape, data, place = shape.inside(step), _inside(data, step), (*place, step)
    if on_key and tables and tables[-1][1].form == "map":
        shape, data = tables[-1][1].parts[0], place[-1]
    tables.append((place, shape, data))
    return _Error(
        entry["type"],
        entry["msg"],
        entry.get("ctx", {}),
        place,
        shape,
        data,
        on_key,
        tuple(tables),
        tuple(choices),
    )


def _miscounted(error: _Error) -> bool:
    """Tell whether a list is called too short only because pydantic left out its wrong items."""
    return (
        error.kind == "too_short"
        and isinstance(error.data, list | dict)
        and len(error.data) >= error.context.get("min_length", 0)
    )


def _same_tag(shape: Shape, step: str | int) -> Any:
    return next((tag for tag, _ in shape.arms if str(tag) == str(step)), step)


def _inside(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step, _MISSING)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return _MISSING


_LABELS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "tagged": re.compile(r"tagged-union\["),
        "list": re.compile(r"(?:list|tuple|set|frozenset)\["),
        "fixed": re.compile(r"tuple\["),
        "map": re.compile(r"dict\["),
        "literal": re.compile(r"literal\["),
        "text": re.compile(r"(?:constrained-)?str\b"),
        "integer": re.compile(r"(?:constrained-)?int\b"),
        "number": re.compile(r"(?:constrained-)?float\b"),
        "flag": re.compile(r"bool\b"),
        "date": re.compile(r"date|time"),
    }
)


def _arm_called(shape: Shape, label: str) -> Shape:
    """Return the arm of a union that pydantic calls by this label."""
    bare = label
    while match := re.fullmatch(r"function-\w+\[\w*\(\), (.*)\]", bare):
        bare = match[1]
    return next((part for part in shape.parts if _is_called(part, bare)), ANY)


def _is_called(part: Shape, label: str) -> bool:
    if part.model is not None:
        return part.model.__name__ == label
    pattern = _LABELS.get(part.form)
    return pattern is not None and pattern.match(label) is not None


# ---- one mistake, one message ----


def _all_worded(errors: Sequence[_Error], locator: Locator) -> Iterator[Finding]:
    plain, unions = _by_union(errors)
    for choice in unions:
        yield _no_arm(choice, locator)
    unknown = [e for e in plain if e.kind == "extra_forbidden"]
    meant: dict[tuple[Path, str], str] = {}
    for error in unknown:
        key = str(error.path[-1])
        absent = [
            str(other.path[-1])
            for other in plain
            if other.kind == "missing" and other.path[:-1] == error.path[:-1]
        ]
        found = suggest(key, absent)
        if found is not None:
            meant[error.path[:-1], found] = key
    for error in plain:
        if error.kind == "missing" and (error.path[:-1], str(error.path[-1])) in meant:
            continue
        yield _worded(error, locator)


def _by_union(errors: Sequence[_Error]) -> tuple[list[_Error], list[_Choice]]:
    """Keep, of each union's errors, those of the arm the author meant; else the union itself."""
    plain: list[_Error] = []
    failed: dict[Path, _Choice] = {}
    for error in errors:
        verdict: _Choice | None = None
        dropped = False
        for choice in error.choices:
            fitting = [part for part in choice.shape.parts if accepts(part, choice.data)]
            if len(fitting) != 1:
                verdict = choice
                break
            if _arm_called(choice.shape, choice.label) is not fitting[0]:
                dropped = True
                break
        if verdict is not None:
            failed.setdefault(verdict.path, verdict)
        elif not dropped:
            plain.append(error)
    return plain, list(failed.values())


def _no_arm(choice: _Choice, locator: Locator) -> Finding:
    name, words = _name(choice.path), in_words(choice.shape)
    data = choice.data
    literals = [lit for part in choice.shape.parts for lit in part.literals]
    mend = _retyped(data, choice.shape)
    if isinstance(data, str) and literals:
        what = f"{quoted(data)} is no value of {name}"
        mend = did_you_mean(data, map(str, literals)) or "write one of these"
        return locator.finding(choice.path, "error", "value-choice", what, words, mend)
    what = f"{name} is {_kind(data)} that does not fit"
    return locator.finding(choice.path, "error", "value-type", what, words, mend)


# ---- the words ----


def _worded(error: _Error, locator: Locator) -> Finding:
    kind = error.kind
    if kind == "extra_forbidden":
        return _unknown_key(error, locator)
    if kind == "missing":
        return _missing_key(error.path, error.tables[-2][1], error.shape, locator)
    if kind == "union_tag_not_found":
        return _missing_tag(error, locator)
    if kind == "union_tag_invalid":
        return _unknown_tag(error, locator)
    if kind in ("value_error", "assertion_error"):
        return _by_meaning(error, locator)
    if error.on_key:
        return _bad_key(error, locator)
    if kind in ("literal_error", "enum"):
        return _bad_choice(error, locator)
    if kind in _RANGE:
        return _out_of_range(error, locator)
    if kind in _LENGTH:
        return _wrong_length(error, locator)
    if kind == "string_pattern_mismatch":
        return _wrong_form(error, locator)
    if kind.endswith("_type") or kind in _TYPE:
        return _wrong_type(error, locator)
    said = error.said[:1].lower() + error.said[1:]
    return locator.finding(
        error.path, "error", "value-invalid", printable(said), in_words(error.shape), "correct it"
    )


_RANGE: Mapping[str, str] = MappingProxyType(
    {
        "greater_than": "too small",
        "greater_than_equal": "too small",
        "less_than": "too large",
        "less_than_equal": "too large",
        "multiple_of": "not one of the steps",
        "finite_number": "no finite number",
    }
)
_LENGTH: Mapping[str, str] = MappingProxyType(
    {
        "string_too_short": "too short",
        "string_too_long": "too long",
        "too_short": "too few",
        "too_long": "too many",
    }
)
_TYPE = frozenset({"int_from_float", "is_instance_of", "int_parsing", "float_parsing"})


def _name(path: Path) -> str:
    """Say which key or list item a path leads to."""
    numbers = ""
    for step in reversed(path):
        if isinstance(step, str):
            return quoted(step) + (f", item{numbers}" if numbers else "")
        numbers = f" {step + 1}{numbers}"
    return "the file"


def _kind(data: Any) -> str:
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, str):
        return f"the text {quoted(data)}"
    if isinstance(data, int | float):
        return f"the number {data}"
    if isinstance(data, dict):
        return "a table"
    if isinstance(data, list):
        return "a list"
    return "nothing" if data is _MISSING else f"the date or time {data}"


def _unknown_key(error: _Error, locator: Locator) -> Finding:
    key, (_, table, _) = str(error.path[-1]), error.tables[-2]
    known = list(fields_of(table.model)) if table.model else []
    mend = (
        _belongs_above(error, key, locator)
        or did_you_mean(key, known)
        or 'remove it, or begin the line with "#" to keep it as a comment'
    )
    what = f"there is no key {quoted(key)} in this table"
    return locator.finding(error.path, "error", "key-unknown", what, one_of(known), mend, at="key")


def _belongs_above(error: _Error, key: str, locator: Locator) -> str | None:
    """Notice a key that a table further out has: it stands below one header too many."""
    for path, table, data in reversed(error.tables[:-2]):
        if table.model is not None and key in fields_of(table.model) and key not in data:
            inner = locator.span(error.path[: len(path) + 1]).line
            return f"it is a key of a table further out: move it above line {inner}"
    return None


def _missing_key(path: Path, table: Shape, wanted: Shape, locator: Locator) -> Finding:
    key = str(path[-1])
    known = fields_of(table.model).get(key) if table.model else None
    expected = in_words(wanted)
    if known and known.description.rstrip(".").casefold() not in ("", key.casefold()):
        first = known.description.split("\n")[0].rstrip(".")
        expected = f"{expected} ({first[:1].lower()}{first[1:]})"
    mend = _how_to_add(key, wanted)
    if len(path) == 1 and mend.startswith("add the line"):
        mend += " above the first [header]"
    what = f"the key {quoted(key)} is missing"
    return locator.finding(path[:-1], "error", "key-missing", what, expected, mend)


def _how_to_add(key: str, wanted: Shape) -> str:
    shape = wanted.written or wanted
    if shape.form == "table" or shape.form == "map" or shape.form == "tagged":
        return f"add the table {key}"
    if shape.form == "list" and shape.parts[0].form in ("table", "tagged"):
        return f"add at least one [[{key}]]" if (shape.limits.min_length or 0) else f"add {key}"
    return f"add the line {key} = ..."


def _missing_tag(error: _Error, locator: Locator) -> Finding:
    key = error.shape.tag_key
    if key is None:
        what, mend = "it cannot be told of what kind this table is", "write the keys of one kind"
        tags = one_of([tag for tag, _ in error.shape.arms])
        return locator.finding(error.path, "error", "value-choice", what, f"the kind {tags}", mend)
    tags = one_of([tag for tag, _ in error.shape.arms])
    what, mend = f"the key {quoted(key)} is missing", f'add the line {key} = "..."'
    return locator.finding(error.path, "error", "key-missing", what, tags, mend)


def _unknown_tag(error: _Error, locator: Locator) -> Finding:
    key = error.shape.tag_key
    path = error.path if key is None else (*error.path, key)
    tags = [tag for tag, _ in error.shape.arms]
    given = _inside(error.data, key) if key else error.context.get("tag")
    return _not_one_of(path, given, tags, locator)


def _bad_choice(error: _Error, locator: Locator) -> Finding:
    if error.shape.form != "literal":
        expected = str(error.context.get("expected", ""))
        what = f"{_name(error.path)} is {_kind(error.data)}"
        return locator.finding(
            error.path, "error", "value-choice", what, expected, "write one of these"
        )
    return _not_one_of(error.path, error.data, error.shape.literals, locator)


def _not_one_of(path: Path, given: Any, choices: Sequence[Any], locator: Locator) -> Finding:
    mend = did_you_mean(given, map(str, choices)) if isinstance(given, str) else None
    what = f"{_name(path)} is {_kind(given)}"
    return locator.finding(
        path, "error", "value-choice", what, one_of(choices), mend or "write one of these"
    )


def _bad_key(error: _Error, locator: Locator) -> Finding:
    key = str(error.data)
    what = f"the key {quoted(key)} is not of the form needed here"
    mend = did_you_mean(key, map(str, error.shape.literals)) or "rename it"
    return locator.finding(
        error.path, "error", "key-invalid", what, in_words(error.shape), mend, at="key"
    )


def _out_of_range(error: _Error, locator: Locator) -> Finding:
    what = f"{_name(error.path)} is {error.data}, which is {_RANGE[error.kind]}"
    return locator.finding(
        error.path, "error", "value-range", what, in_words(error.shape), "write such a number"
    )


def _wrong_length(error: _Error, locator: Locator) -> Finding:
    size = len(error.data) if isinstance(error.data, str | list | dict) else 0
    unit = "character" if isinstance(error.data, str) else "item"
    counted = f"{size} {unit}{'s' * (size != 1)}"
    what = f"{_name(error.path)} has {counted}, which is {_LENGTH[error.kind]}"
    mend = "shorten it" if error.kind.endswith("long") else "add to it"
    return locator.finding(error.path, "error", "value-length", what, in_words(error.shape), mend)


def _wrong_form(error: _Error, locator: Locator) -> Finding:
    what = f"{_name(error.path)} is {_kind(error.data)}"
    mend = "rewrite it"
    if isinstance(error.data, str) and error.shape.limits.pattern:
        plain = re.sub(r"[^a-z0-9]+", "_", error.data.casefold()).strip("_")
        if re.search(error.shape.limits.pattern, plain):
            mend = f'write "{plain}"'
    return locator.finding(error.path, "error", "value-pattern", what, in_words(error.shape), mend)


def _wrong_type(error: _Error, locator: Locator) -> Finding:
    what = f"{_name(error.path)} is {_kind(error.data)}"
    return locator.finding(
        error.path,
        "error",
        "value-type",
        what,
        in_words(error.shape),
        _retyped(error.data, error.shape),
    )


def _by_meaning(error: _Error, locator: Locator) -> Finding:
    """Word a validator's own error; it may say "what; expected; mend" in one message."""
    said = str(error.context.get("error", error.said))
    parts = [part.strip() for part in said.split(";", 2)] + ["", ""]
    what, expected, mend = parts[:3]
    at: Literal["key", "value"] = "key" if error.on_key else "value"
    return locator.finding(
        error.path,
        "error",
        "value-invalid",
        printable(what),
        printable(expected.removeprefix("expected ")),
        printable(mend) or "correct it",
        at=at,
    )


def _retyped(data: Any, shape: Shape) -> str:
    """Say how this very value would be written in the kind that is expected."""
    wanted = shape.written or shape
    forms = {part.form for part in wanted.parts} if wanted.form == "union" else {wanted.form}
    if isinstance(data, str) and forms & {"integer", "number", "flag", "date"}:
        if re.fullmatch(r"[+-]?\d+(\.\d+)?", data.strip()) and forms & {"integer", "number"}:
            return f"write {data.strip()} without quotes"
        if data.strip().casefold() in ("true", "false", "yes", "no") and "flag" in forms:
            answer = "true" if data.strip().casefold() in ("true", "yes") else "false"
            return f"write {answer} without quotes"
    if "text" in forms and isinstance(data, int | float):
        return "put it in quotes"
    if "integer" in forms and isinstance(data, float):
        return f"write {round(data)}" if abs(data) < 1e15 else "write a smaller whole number"
    if forms & {"list", "fixed"} and not isinstance(data, list | dict):
        return "put it in [ ]"
    if "list" in forms and isinstance(data, dict):
        return "write its [header] in double brackets [[ ]]"
    if forms & {"table", "tagged"} and isinstance(data, list):
        return "write a [table] or { } with a name for each value"
    return "rewrite it"
