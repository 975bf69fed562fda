"""Reasons of an answer: what each is called in a word or two, and the figures told with it."""

from __future__ import annotations

from dataclasses import dataclass

from game.texts import names
from game.texts.catalogue import N_, _
from game.texts.numbers import change, figure, money, per_cent
from game.texts.shapes import PackageShape, ReasonShape, TableShape

PARTS = (
    "red_line",
    "terms",
    "cost",
    "outcome",
    "sovereignty",
    "home",
    "fairness",
    "reciprocity",
    "trust",
    "reservation",
    "process",
    "own_proposal",
)
"""Every part of worth or constraint that an answer may give as its reason."""

_MEASURES = {
    "capacity": N_("what each can give"),
    "risk": N_("how hard each is hit"),
    "cash": N_("what each pays"),
}


def reason_label(table: TableShape, reason: ReasonShape) -> str:
    """Return a reason as a noun within a sentence: ``area``, ``the cost of $40 m``."""
    facts = dict(reason.facts)
    labels = {
        "red_line": _("a limit of its instructions"),
        "terms": _("what the text says on {term}"),
        "cost": _("the cost of {cost}") if "cost" in facts else _("the cost"),
        "outcome": _("its effect on {track}"),
        "sovereignty": _("its freedom of action"),
        "home": _("opinion at home"),
        "fairness": _("the sharing of the burden"),
        "reciprocity": _("what {member} and it owe one another"),
        "trust": _("how far it can rely on {member}"),
        "reservation": _("what it can have without this text"),
        "process": _("how the text came about"),
        "own_proposal": _("its own part in the text"),
    }
    label = labels.get(reason.part)
    if reason.part == "cost" and reason.weight > 0:
        label = _("what it saves")
    if label is None:
        return reason.part.replace("_", " ")
    return label.format_map(words(table, reason, None, own=_("its {name}")))


@dataclass(frozen=True, slots=True)
class _Coded:
    """A reason of which only part and subject are known."""

    part: str
    subject: str
    weight: int = -1
    facts: tuple[tuple[str, int | str], ...] = ()


def objection(table: TableShape, reason: str) -> str | None:
    """Return the words for an objection's coded reason (``terms:area``), None for free words."""
    part, _colon, subject = reason.strip().partition(":")
    part = part.replace(" ", "_")
    return reason_label(table, _Coded(part, subject)) if part in PARTS else None


class _Words(dict[str, str]):
    """Missing figures are spoken of in general."""

    def __missing__(self, key: str) -> str:
        return {
            "member": _("others"),
            "track": _("the outcome"),
            "term": _("the terms"),
        }.get(key, "")


def words(
    table: TableShape,
    reason: ReasonShape,
    package: PackageShape | None,
    own: str = N_("our {name}"),
) -> dict[str, str]:
    """
    Return the words that a sentence on this reason may use, by placeholder.

    Only what the reason's facts hold is there, and the answer that *package* gives to a term.
    *own* tells whose a number is that each seat has for itself.
    """
    facts = dict(reason.facts)
    found = _Words()
    _of_terms(table, reason, facts, package, found)
    if reason.part == "outcome" and reason.subject:
        found["track"] = _track(table, reason.subject, _(own))
    other = facts.get("member", reason.subject if reason.part in ("reciprocity", "trust") else "")
    if other != "":
        found["member"] = names.member(table, other)
    for key in ("cost", "budget"):
        if isinstance(value := facts.get(key), int):
            found[key] = money(value)
    for key in ("share", "fair", "yes"):
        if isinstance(value := facts.get(key), int):
            found[key] = per_cent(value)
    for key in ("support", "autonomy"):
        if isinstance(value := facts.get(key), int):
            found[key] = figure(value)
    if isinstance(value := facts.get("change"), int):
        found["change"] = change(value, 0 if abs(value) >= 1000 else 1)
    if faction := facts.get("faction"):
        found["faction"] = str(faction).replace("_", " ")
    measure = facts.get("measure", reason.subject if reason.part == "fairness" else "")
    if str(measure) in _MEASURES:
        found["measure"] = _(_MEASURES[str(measure)])
    return found


def _track(table: TableShape, subject: str, own: str) -> str:
    """A track's name as a member says it: what each seat reads as its own is "ours"."""
    spec = next((track for track in table.tracks if track.id == subject), None)
    if spec is None or spec.of != "seat":
        return names.track(table, subject)
    name = names.quantity(spec.quantity)
    return own.format(name=name[0].lower() + name[1:])


def _of_terms(
    table: TableShape,
    reason: ReasonShape,
    facts: dict[str, int | str],
    package: PackageShape | None,
    found: _Words,
) -> None:
    """Fill in the term, what the text says on it and what was wanted; or the operation."""
    if limit := facts.get("limit"):
        found["limit"] = str(limit).rstrip(".")
    operation = facts.get("operation", reason.subject)
    if reason.part == "red_line" and operation in [task.id for task in table.operations]:
        found["operation"] = names.operation(table, operation)
    subject: int | str | None = facts.get("term", reason.subject)
    place = next((n for n, t in enumerate(table.terms) if subject in (n, t.id)), None)
    if place is None or reason.part not in ("terms", "red_line"):
        return
    found["term"] = names.term(table, place)
    offered = facts.get("offered", package.terms[place] if package is not None else None)
    if offered is not None:
        found["offered"] = names.answer(table, place, offered)
    if (wanted := facts.get("wanted")) is not None:
        found["wanted"] = names.answer(table, place, wanted)
