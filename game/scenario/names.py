"""Checks that every name a scenario refers to is defined, and defined once.

Definitions and references are told by the markers of `references` on the models' annotations and
read from the document itself, so that they are checked even where another mistake keeps the model
from being built. Names that a validator would only derive are not seen.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.references import Defines, Refers
from game.scenario.shapes import Shape, accepts, fields_of, one_of
from game.scenario.suggest import did_you_mean

MOST = 100
"""Findings about names made from one file; the rest is counted."""

_At = Literal["key", "value"]


@dataclass
class _Names:
    """What one walk collects; `lost` are texts in parts that fit no shape, which may define."""

    defined: dict[str, dict[str, tuple[Path, _At]]] = field(default_factory=dict)
    twice: list[tuple[str, str, Path, _At]] = field(default_factory=list)
    referred: list[tuple[str, str, Path, _At]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def check_names(
    model: type[BaseModel],
    data: Mapping[str, Any],
    locator: Locator,
    known: Mapping[str, Collection[str]],
) -> list[Finding]:
    """Find names defined twice in `data`, and references to none.

    `known` lists names that are defined outside this file, by kind; the file may define them too.
    """
    names = _Names()
    _walk(Shape("table", model=model), data, (), names)
    findings = [_twice(names, locator, *entry) for entry in names.twice[:MOST]]
    unknown = [
        entry
        for entry in names.referred
        if entry[1] not in names.defined.get(entry[0], {})
        and entry[1] not in known.get(entry[0], ())
        and entry[1] not in names.lost
    ]
    findings += [_unknown(names, known, locator, *entry) for entry in unknown[:MOST]]
    left = max(0, len(names.twice) - MOST) + max(0, len(unknown) - MOST)
    if left:
        what = f"{left} more findings about names are left out"
        findings.append(locator.finding((), "note", "too-many", what, "", "mend those above first"))
    return findings


def _walk(shape: Shape, data: Any, path: Path, names: _Names) -> None:
    if shape.form == "union":
        _walk_union(shape, data, path, names)
    elif shape.written is not None and accepts(shape.written, data) and not accepts(shape, data):
        _walk(shape.written, data, path, names)
    elif not accepts(shape, data):
        _lose(data, names)
    elif isinstance(data, str):
        _note(shape, data, path, "value", names)
    elif shape.form == "tagged":
        arm = shape.arm(data.get(shape.tag_key)) if shape.tag_key else shape
        if arm.form in ("table", "tagged") and arm is not shape:
            _walk(arm, data, path, names)
        else:
            _lose(data, names)
    elif shape.form == "table" and shape.model is not None:
        keys = fields_of(shape.model)
        for key, value in data.items():
            if key in keys:
                _walk(keys[key].shape, value, (*path, key), names)
            else:
                _lose({key: value}, names)
    elif shape.form == "map":
        for key, value in data.items():
            _note(shape.parts[0], key, (*path, key), "key", names)
            _walk(shape.parts[1], value, (*path, key), names)
    elif shape.form in ("list", "fixed"):
        for number, item in enumerate(data):
            _walk(shape.inside(number), item, (*path, number), names)


def _walk_union(shape: Shape, data: Any, path: Path, names: _Names) -> None:
    fitting = [part for part in shape.parts if accepts(part, data)]
    if any(part.form == "literal" and data in part.literals for part in fitting):
        return
    fitting = [part for part in fitting if part.form != "literal"]
    if len(fitting) == 1:
        _walk(fitting[0], data, path, names)
    else:
        _lose(data, names)


def _note(shape: Shape, name: str, path: Path, at: _At, names: _Names) -> None:
    if shape.form == "union":
        if any(part.form == "literal" and name in part.literals for part in shape.parts):
            return
        marks = tuple(mark for part in shape.parts for mark in part.marks)
    else:
        marks = shape.marks
    for mark in marks:
        if isinstance(mark, Refers):
            names.referred.append((mark.kind, name, path, at))
        elif isinstance(mark, Defines):
            known = names.defined.setdefault(mark.kind, {})
            if name in known:
                names.twice.append((mark.kind, name, path, at))
            else:
                known[name] = (path, at)


def _lose(data: Any, names: _Names) -> None:
    """Keep every text of a part that could not be read: one of them may be a definition."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            names.lost.add(value)
        elif isinstance(value, dict):
            names.lost.update(value)
            stack += value.values()
        elif isinstance(value, list):
            stack += value


def _twice(names: _Names, locator: Locator, kind: str, name: str, path: Path, at: _At) -> Finding:
    first, first_at = names.defined[kind][name]
    line = locator.span(first, first_at).line
    what = f"the {_said(kind)} {quoted(name)} is defined a second time"
    expected = f"one definition (the first is on line {line})"
    mend = "rename or remove one of them"
    return locator.finding(path, "error", "name-twice", what, expected, mend, at=at)


def _unknown(
    names: _Names,
    known: Mapping[str, Collection[str]],
    locator: Locator,
    kind: str,
    name: str,
    path: Path,
    at: _At,
) -> Finding:
    # Sorted, because a set given as `known` has no order of its own.
    choices = [*names.defined.get(kind, {}), *sorted(known.get(kind, ()))]
    what = f"there is no {_said(kind)} called {quoted(name)}"
    expected = one_of(choices) if choices else f"a defined {_said(kind)}"
    mend = did_you_mean(name, choices) or f"define it, or name another {_said(kind)}"
    return locator.finding(path, "error", "reference-unknown", what, expected, mend, at=at)


def _said(kind: str) -> str:
    return kind.replace("_", " ")
