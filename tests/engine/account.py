"""A game told in lines, one an event or ledger entry, for people who look for what has changed."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from game.engine import events as e
from game.engine.commands import Claim, Response
from game.engine.package import Alteration, Package, differences
from game.engine.table import Table
from tests.fixtures import Step

SILENT = frozenset({"kind", "errors", "widths"})
OF_SEAT = frozenset({"seat", "member", "to", "by", "asker", "sender", "host", "partner", "chooser"})


def told(step: Step) -> list[str]:
    """The lines of one accepted command: who gave it, then everything that followed."""
    table = step.before.setting.table
    wish = "" if step.command.kind == "clock_expired" else f" {step.command.kind}"
    lines = [f"{step.actor}:{wish or ' time is up'}"]
    for event in step.events:
        lines += _lines(table, event)
    return lines


def _lines(table: Table, event: e.Event) -> list[str]:
    if isinstance(event, e.TurnBegan):
        return ["", f"==== turn {event.turn}"]
    if isinstance(event, e.PhaseBegan):
        return [f"---- {event.phase}"]
    if isinstance(event, e.EffortSpent | e.SeatReady):
        return []
    if isinstance(event, e.Changed):
        keys = table.layout.keys
        return [
            f"    {keys[x.place]:<26} {x.amount / 1000:+9.3f}  {x.rule}: {x.cause}"
            for x in event.entries
        ]
    parts = [_part(table, f.name, getattr(event, f.name)) for f in fields(event)]
    said = ", ".join(part for part in parts if part)
    return [f"  {event.kind} {said}".rstrip()]


def _part(table: Table, name: str, value: Any) -> str:
    if name in SILENT or value in ("", (), None):
        return ""
    return f"{name} {_said(table, name, value)}"


def _said(table: Table, name: str, value: Any) -> str:
    if isinstance(value, Package):
        changes = differences(table.status_quo, value)
        return "[" + "; ".join(_alteration(table, change) for change in changes) + "]"
    if isinstance(value, Alteration):
        return _alteration(table, value)
    if isinstance(value, Response):
        ask = "; ".join(_alteration(table, change) for change in value.ask)
        return value.stance + (f", if {ask}" if ask else "")
    if isinstance(value, Claim):
        return f"{value.topic} {value.subject} {value.numbers}"
    if name == "term":
        return table.terms[value].id
    if name == "terms":
        return " ".join(table.terms[n].id for n in value)
    if name in OF_SEAT and isinstance(value, int):
        return table.seats[value].id if value >= 0 else "nobody"
    if name in ("sponsors", "owners", "blockers"):
        return " ".join(table.seats[n].id if n >= 0 else "chair" for n in value)
    if name == "parties":
        return " ".join(s.id for s, party in zip(table.seats, value, strict=True) if party)
    if isinstance(value, tuple):
        return " ".join(str(x) for x in value)
    return str(value)


def _alteration(table: Table, change: Alteration) -> str:
    if change.what == "term":
        term = table.terms[change.place]
        return f"{term.id} {term.answers[change.to].id}"
    owner, slot = table.owner(change.place), table.slots[table.slot_of(change.place)]
    unit = "" if change.what == "level" else " caveat"
    return f"{table.seats[owner].id} {slot.id}{unit} {change.to}"
