"""What a seat sees as plain JSON data and back: `SeatView`, its `Table`, and what it is told of.

A remote client makes real views from it, without a scenario file. Nothing is filtered here: what
goes in is a view, which holds no other seat's secrets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import SimpleNamespace
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from game.engine.codec import AnyEvent, first_complaint
from game.engine.events import Event
from game.engine.minds import Prior
from game.engine.package import Package
from game.engine.rules.base import BoundRule
from game.engine.rules.registry import ORDER
from game.engine.table import Table
from game.engine.view import SeatView

_LOOSE = ConfigDict(strict=True, extra="forbid")


class PlainError(ValueError):
    """Plain data that is no view or table; the text says where and why."""


# ---------------------------------------------------------------------------------------- tables


def plain_table(table: Table) -> dict[str, Any]:
    """Return a table as plain data; its rules go by id, with their parameters."""
    plain = {name: of.dump_python(getattr(table, name), mode="json") for name, of in _table_parts()}
    plain["rules"] = [[b.rule.id, dict(vars(b.parameters))] for b in table.rules]
    return plain


def table_of(plain: Mapping[str, Any]) -> Table:
    """Return the table that plain data describes; raises PlainError."""
    values = {name: _read(of, plain, name) for name, of in _table_parts()}
    values["rules"] = _rules(plain)
    return Table(**values)


def _rules(plain: Mapping[str, Any]) -> tuple[BoundRule, ...]:
    known = {rule.id: rule for rule in ORDER}
    found = []
    for rule, given in _read(_RULES(), plain, "rules"):
        if rule not in known:
            raise PlainError(f"there is no rule '{rule}' in this Demarche; update it")
        wanted = {p.name for p in known[rule].parameters}
        if set(given) != wanted:
            raise PlainError(f"the rule '{rule}' has other parameters in this Demarche; update it")
        found.append(BoundRule(known[rule], SimpleNamespace(**given)))
    return tuple(found)


@cache
def _RULES() -> TypeAdapter[Any]:
    return TypeAdapter(list[tuple[str, dict[str, float]]])


@cache
def _table_parts() -> tuple[tuple[str, TypeAdapter[Any]], ...]:
    names = {"Prior": Prior, "Package": Package, "BoundRule": BoundRule}
    hints = get_type_hints(Table, localns=names, include_extras=True)
    return tuple((f.name, _adapter(hints[f.name])) for f in fields(Table) if f.name != "rules")


# ----------------------------------------------------------------------------------------- views


class ViewWriter:
    """Writes one seat's views; parts that did not change are the same objects as last time."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Any, Any]] = {}

    def plain(self, view: SeatView) -> dict[str, Any]:
        """Return a view as plain data, without its table."""
        found = {}
        for name, of in _view_parts():
            value = getattr(view, name)
            known = self._last.get(name)
            if known is None or (known[0] is not value and known[0] != value):
                known = (value, of.dump_python(value, mode="json"))
                if isinstance(known[1], list) and isinstance(value, frozenset):
                    known[1].sort()
                self._last[name] = known
            found[name] = known[1]
        return found


class ViewReader:
    """Makes views of one seat from plain data; parts that did not change are kept."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._last: dict[str, tuple[Any, Any]] = {}

    def view(self, plain: Mapping[str, Any]) -> SeatView:
        """Return the view that plain data describes; raises PlainError."""
        values = {}
        for name, of in _view_parts():
            known = self._last.get(name)
            if known is None or known[0] is not plain.get(name, known):
                known = (plain.get(name), _read(of, plain, name))
                self._last[name] = known
            values[name] = known[1]
        seat = values["seat"]
        if not -1 <= seat < len(self.table.seats):
            raise PlainError(f"view.seat: there is no seat {seat}")
        return SeatView(table=self.table, **values)


@cache
def _view_parts() -> tuple[tuple[str, TypeAdapter[Any]], ...]:
    hints = get_type_hints(SeatView, include_extras=True)
    return tuple((f.name, _adapter(hints[f.name])) for f in fields(SeatView) if f.name != "table")


# ---------------------------------------------------------------------------------------- events


def plain_events(events: tuple[Event, ...]) -> list[Any]:
    """Return events as plain data."""
    plain: list[Any] = _events().dump_python(events, mode="json")
    return plain


def events_of(plain: list[Any]) -> tuple[Event, ...]:
    """Return the events that plain data describes; raises PlainError."""
    found: tuple[Event, ...] = _read(_events(), {"events": plain}, "events")
    return found


@cache
def _events() -> TypeAdapter[Any]:
    return TypeAdapter(tuple[AnyEvent, ...], config=_LOOSE)


# ---------------------------------------------------------------------------------------- shared


def plain_json(value: Any) -> bytes:
    """Return plain data as JSON, UTF-8 on one line."""
    return to_json(value)


def json_plain(text: bytes | str) -> Any:
    """Return what a JSON text holds; raises ValueError."""
    return from_json(text)


def _adapter(hint: Any) -> TypeAdapter[Any]:
    try:
        return TypeAdapter(hint, config=_LOOSE)
    except Exception:  # a model brings its own configuration, and takes no other
        return TypeAdapter(hint)


def _read(of: TypeAdapter[Any], plain: Mapping[str, Any], name: str) -> Any:
    if name not in plain:
        raise PlainError(f"{name}: is missing")
    try:
        return of.validate_json(to_json(plain[name]))
    except ValidationError as error:
        raise PlainError(f"{name}: {first_complaint(error)}") from None
