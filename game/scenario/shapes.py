"""What a pydantic model expects at each place, read once from its annotations.

`complaints` words errors with it and `names` finds definitions and references; neither needs a
line of code in the models. Nothing is validated here: pydantic alone judges.
"""

import types
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, BeforeValidator, Discriminator, Tag
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from game.scenario.references import Defines, Refers

Form = Literal[
    "table", "map", "list", "fixed", "tagged", "union", "literal",
    "text", "integer", "number", "flag", "date", "any",
]  # fmt: skip

_SCALARS: Mapping[Any, Form] = types.MappingProxyType(
    {
        str: "text", int: "integer", float: "number", bool: "flag",
        datetime: "date", date: "date", time: "date",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a number, of a length, and of a text's form; None is unbounded."""

    ge: Any = None
    gt: Any = None
    le: Any = None
    lt: Any = None
    multiple_of: Any = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What one place expects.

    `parts` are a map's key and value, a list's item, a fixed list's items or a union's arms;
    `arms` are a tagged union's, by tag. `written` is what an author may write where a validator
    turns that into the model's own form.
    """

    form: Form
    model: type[BaseModel] | None = None
    parts: tuple["Shape", ...] = ()
    tag_key: str | None = None
    arms: tuple[tuple[Any, "Shape"], ...] = ()
    literals: tuple[Any, ...] = ()
    limits: Limits = Limits()
    marks: tuple[Defines | Refers, ...] = ()
    written: "Shape | None" = None

    def arm(self, tag: Any) -> "Shape":
        """Return the arm of a tagged union that has this tag, or the shape of anything."""
        return next((arm for known, arm in self.arms if known == tag), ANY)

    def inside(self, step: str | int) -> "Shape":
        """Return what is expected under a key or position, or the shape of anything."""
        if self.form == "table" and self.model is not None:
            known = fields_of(self.model).get(str(step))
            return known.shape if known else ANY
        if self.form == "map":
            return self.parts[1]
        if self.form == "list" and isinstance(step, int):
            return self.parts[0]
        if self.form == "fixed" and isinstance(step, int) and step < len(self.parts):
            return self.parts[step]
        return ANY


ANY = Shape("any")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: what it expects, whether it must be there, and what it is for."""

    shape: Shape
    required: bool
    description: str


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Key]:
    """Return the keys of a model's table as authors write them, in the model's order."""
    keys: dict[str, Key] = {}
    for name, info in model.model_fields.items():
        alias = info.validation_alias if isinstance(info.validation_alias, str) else info.alias
        shape = shape_of(info.annotation, [info])
        keys[alias or name] = Key(shape, info.is_required(), info.description or "")
    return types.MappingProxyType(keys)


def shape_of(annotation: Any, extras: Sequence[Any] = ()) -> Shape:
    """Read an annotation, with the metadata that stands beside it (limits, marks, unions' tags)."""
    metadata = list(extras)
    while get_origin(annotation) is Annotated:
        annotation, *inner = get_args(annotation)
        metadata = [*inner, *metadata]
    metadata = [part for entry in metadata for part in _unpacked(entry)]
    tag_key = next((entry for entry in metadata if isinstance(entry, Discriminator)), None)
    shape = _bare_shape(annotation, tag_key)
    written = next((_written(entry) for entry in metadata if _written(entry)), None)
    marks = tuple(entry for entry in metadata if isinstance(entry, Defines | Refers))
    limits = _limits(shape.limits, metadata)
    return replace(
        shape, limits=limits, marks=shape.marks + marks, written=written or shape.written
    )


def _unpacked(entry: Any) -> list[Any]:
    if isinstance(entry, FieldInfo):
        tag = entry.discriminator
        if isinstance(tag, str):
            tag = Discriminator(tag)
        return [*entry.metadata, *([tag] if tag else [])]
    if isinstance(entry, annotated_types.GroupedMetadata):
        return list(entry)
    return [entry]


def _written(entry: Any) -> Shape | None:
    if isinstance(entry, BeforeValidator) and entry.json_schema_input_type is not PydanticUndefined:
        return shape_of(entry.json_schema_input_type)
    return None


def _limits(before: Limits, metadata: Sequence[Any]) -> Limits:
    found: dict[str, Any] = {}
    for entry in metadata:
        for name in Limits.__slots__:
            value = getattr(entry, name, None)
            if value is not None and not callable(value):
                found[name] = getattr(value, "pattern", value)
    return replace(before, **found) if found else before


def _bare_shape(annotation: Any, tag: Discriminator | None) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _union(args, tag)
    if origin is Literal:
        return Shape("literal", literals=args)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("table", model=annotation)
    if annotation in _SCALARS:
        return Shape(_SCALARS[annotation])
    kind = origin or annotation
    if kind is tuple and args and args[-1] is not Ellipsis:
        return Shape("fixed", parts=tuple(shape_of(arg) for arg in args))
    if not isinstance(kind, type) or not args:
        return ANY
    if issubclass(kind, Mapping):
        return Shape("map", parts=(shape_of(args[0]), shape_of(args[1])))
    if issubclass(kind, Sequence | AbstractSet):
        return Shape("list", parts=(shape_of(args[0]),))
    return ANY


def _union(args: tuple[Any, ...], tag: Discriminator | None) -> Shape:
    real = [arg for arg in args if arg is not type(None)]
    if len(real) == 1:
        return shape_of(real[0], [tag] if tag else [])
    if tag is None:
        return Shape("union", parts=tuple(shape_of(arg) for arg in real))
    if not isinstance(tag.discriminator, str):
        return Shape("tagged", arms=tuple(pair for arg in real for pair in _by_mark(arg)))
    key, pairs = tag.discriminator, []
    shown = key
    for arg in real:
        arm = shape_of(arg)
        models = [arm] if arm.model else [inner for _, inner in arm.arms]
        for model in (inner.model for inner in models if inner.model):
            info = model.model_fields[key]
            shown = info.alias or key
            pairs += [(literal, arm) for literal in shape_of(info.annotation).literals]
    return Shape("tagged", tag_key=shown, arms=tuple(pairs))


def _by_mark(arg: Any) -> list[tuple[Any, Shape]]:
    marks = get_args(arg)[1:] if get_origin(arg) is Annotated else ()
    return [(mark.tag, shape_of(arg)) for mark in marks if isinstance(mark, Tag)]


# ---- in words ----


def accepts(shape: Shape, value: Any) -> bool:
    """Tell whether a value is of the kind that a shape expects, its contents left aside."""
    match shape.form:
        case "table" | "map" | "tagged":
            return isinstance(value, dict)
        case "list" | "fixed":
            return isinstance(value, list)
        case "union":
            return any(accepts(part, value) for part in shape.parts)
        case "literal":
            return any(type(value) is type(literal) for literal in shape.literals)
        case "text":
            return isinstance(value, str)
        case "flag":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "date":
            return isinstance(value, date | time)
    return True


_PLAIN: Mapping[Form, str] = types.MappingProxyType(
    {
        "table": "a table", "map": "a table", "tagged": "a table", "list": "a list",
        "flag": "true or false", "date": "a date or time", "any": "a value",
    }
)  # fmt: skip
_PATTERNS: Mapping[str, str] = types.MappingProxyType(
    {
        r"^[a-z][a-z0-9_]*$": "a name of small letters, digits and _, beginning with a letter",
        r"^[a-z0-9_]+$": "a name of small letters, digits and _",
        r"^[a-z]{2}$": "two small letters",
        r"^\d{4}-\d{2}$": "a year and month, as 2009-01",
    }
)


def in_words(shape: Shape) -> str:
    """Say what a shape expects, as a noun phrase: "a whole number from 0 to 1000"."""
    if shape.written is not None:
        return in_words(shape.written)
    limits = shape.limits
    match shape.form:
        case "literal":
            return one_of(shape.literals)
        case "integer":
            return "a whole number" + _range(limits)
        case "number":
            return "a number" + _range(limits)
        case "text":
            return _text(limits)
        case "list":
            return f"a list of {_length(limits, 'item')}" if _length(limits, "") else "a list"
        case "fixed":
            return f"a list of {len(shape.parts)} items"
        case "union":
            return ", or ".join(dict.fromkeys(in_words(part) for part in shape.parts))
    return _PLAIN[shape.form]


def one_of(choices: Sequence[Any], most: int = 16) -> str:
    """Say a choice among values as an author would write them, at most `most` of them."""
    said = [f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices]
    said = list(dict.fromkeys(said))
    if len(said) <= 1:
        return "".join(said) or "nothing"
    if len(said) > most:
        return f"one of {', '.join(said[:most])} and {len(said) - most} others"
    return f"{', '.join(said[:-1])} or {said[-1]}"


def _range(limits: Limits) -> str:
    low = limits.ge if limits.ge is not None else limits.gt
    high = limits.le if limits.le is not None else limits.lt
    words = ""
    if limits.ge is not None and limits.le is not None:
        words = f" from {low} to {high}"
    elif low is not None and high is not None:
        above = f"from {low}" if limits.ge is not None else f"above {low}"
        below = f"up to {high}" if limits.le is not None else f"below {high}"
        words = f" {above} and {below}"
    elif low is not None:
        words = f" of at least {low}" if limits.ge is not None else f" above {low}"
    elif high is not None:
        words = f" of at most {high}" if limits.le is not None else f" below {high}"
    return words + (f" in steps of {limits.multiple_of}" if limits.multiple_of else "")


def _text(limits: Limits) -> str:
    words = "text"
    if limits.pattern is not None:
        words = _PATTERNS.get(limits.pattern, f"text of the form {limits.pattern}")
    length = _length(limits, "character")
    if not length:
        return words
    return f"{words}, {length}" if limits.pattern is not None else f"{words} of {length}"


def _length(limits: Limits, unit: str) -> str:
    low, high = limits.min_length, limits.max_length
    units = unit if (high or low) == 1 else f"{unit}s"
    if low and high is not None:
        return f"{low} {units}" if low == high else f"{low} to {high} {units}"
    if high is not None:
        return f"at most {high} {units}"
    return f"at least {low} {units}" if low else ""
