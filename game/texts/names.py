"""Names in sentences: articles, and small letters where no proper name begins."""

from __future__ import annotations

import re
from functools import lru_cache

from game.texts.catalogue import N_, _
from game.texts.shapes import TableShape

# Words that make a country's name take the article in English.
_WITH_ARTICLE = re.compile(
    r"\b(States|Kingdom|Republic|Islands|Emirates|Union|Federation|Confederation)\b|^[A-Z]{2,4}$"
)
# A large letter after a word in small ones; "Basin" in "Somali Basin" tells nothing.
_MIDDLE = re.compile(r"(?:^|[\s(“])[a-z][\w’'-]*[,;:]? ([A-Z][\w-]*)")
CHAIR = -1
_QUANTITIES = {
    "legitimacy": N_("Legitimacy"),
    "credibility": N_("Credibility"),
    "cohesion": N_("Cohesion"),
    "interoperability": N_("Interoperability"),
    "information": N_("Common picture"),
    "escalation": N_("Escalation"),
    "hardening": N_("Protection of targets"),
    "support": N_("Support at home"),
    "resentment": N_("Grievance"),
    "autonomy": N_("Freedom of action"),
    "reputation": N_("Reputation"),
    "exposure": N_("Exposure"),
    "spent": N_("Spending"),
    "capacity": N_("Strength of the networks"),
    "profit": N_("Expected profit of the networks"),
    "success": N_("Success of attempts"),
    "held": N_("Held"),
    "activity": N_("Incidents"),
}


def member(table: TableShape, seat: int | str) -> str:
    """Return a member's name within a sentence (``the United States``); −1 is the chair."""
    if isinstance(seat, str):
        found = next((n for n, s in enumerate(table.seats) if s.id == seat), None)
        return seat if found is None else member(table, found)
    if seat == CHAIR:
        return _("the chair")
    if not 0 <= seat < len(table.seats):
        return _("seat {number}").format(number=seat)
    name = table.seats[seat].name
    return _("the {name}").format(name=name) if _WITH_ARTICLE.search(name) else name


def sentence(text: str) -> str:
    """Return *text* with its first letter large."""
    start = 1 if text.startswith("“") else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def inner(table: TableShape, name: str) -> str:
    """
    Return a name as it reads within a sentence: ``Trust fund`` becomes ``trust fund``.

    A first word that the scenario's own texts write large in mid-sentence keeps its letter.
    """
    first = re.split(r"[\s,-]", name, maxsplit=1)[0]
    if not first or first[1:] != first[1:].lower() or first in _proper_words(_texts(table)):
        return name
    return name[0].lower() + name[1:]


def _texts(table: TableShape) -> tuple[str, ...]:
    return (
        table.summary,
        table.notice,
        table.framework_text,
        *(seat.aim for seat in table.seats),
        *(f"x {seat.name}" for seat in table.seats),
        *(term.question for term in table.terms),
        *(answer.text for term in table.terms for answer in term.answers),
        *(zone.text for zone in table.zones),
        *(operation.text for operation in table.operations),
        *(pressure.text for pressure in table.pressures),
        *(actor.text for actor in table.actors),
        *(track.text for track in table.tracks),
    )


@lru_cache(maxsize=8)
def _proper_words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _MIDDLE.findall(text))


def term(table: TableShape, place: int | str) -> str:
    """Return a term's name within a sentence, by index or id."""
    if isinstance(place, str):
        found = next((t.name for t in table.terms if t.id == place), place)
        return inner(table, found)
    if not 0 <= place < len(table.terms):
        return _("term {number}").format(number=place)
    return inner(table, table.terms[place].name)


def answer(table: TableShape, place: int | str, given: int | str) -> str:
    """
    Return the name of an answer to a term within a sentence, each by index or id.

    A name of several words is quoted, so that it reads as a name: ``“trust fund”``, ``corridor``.
    """
    found = next((t for n, t in enumerate(table.terms) if place in (n, t.id)), None)
    if found is None:
        return str(given)
    for number, option in enumerate(found.answers):
        if given in (number, option.id):
            name = inner(table, option.name)
            simple = " " not in name or option.number is not None
            return name if simple else _("“{name}”").format(name=name)
    return str(given)


def operation(table: TableShape, place: int | str) -> str:
    """Return an operation's name within a sentence, by index or id."""
    found = next((o.name for n, o in enumerate(table.operations) if place in (n, o.id)), str(place))
    return inner(table, found)


def units(table: TableShape, resource: int, count: int) -> str:
    """Return a number of units of a resource: ``1 ship``, ``3 ships``, ``no ships``."""
    spec = table.resources[resource]
    many = spec.many or inner(table, spec.name)
    one = spec.one or (many[:-1] if many.endswith("s") else many)
    if count == 0:
        return _("no {things}").format(things=many)
    return _("{count} {things}").format(count=count, things=one if count == 1 else many)


def resource(table: TableShape, place: int | str) -> str:
    """Return a resource's name within a sentence, by index or id."""
    found = next((r.name for n, r in enumerate(table.resources) if place in (n, r.id)), str(place))
    return inner(table, found)


def zone(table: TableShape, place: int | str) -> str:
    """Return a zone's name as the map has it within a sentence, by index or id."""
    found = next((z.name for n, z in enumerate(table.zones) if place in (n, z.id)), str(place))
    return inner(table, found)


def track(table: TableShape, place: int | str) -> str:
    """Return a track's name within a sentence, by index or id."""
    found = next((t.name for n, t in enumerate(table.tracks) if place in (n, t.id)), str(place))
    return inner(table, found)


def phase(name: str) -> str:
    """Return a phase's name within a sentence."""
    names = {
        "lobby": _("the lobby"),
        "briefing": _("the briefing"),
        "consultation": _("consultation"),
        "decision": _("the decision"),
        "implementation": _("implementation"),
        "outcome": _("the outcome"),
        "ended": _("the end of the game"),
    }
    return names.get(name, name)


def quantity(kind: str) -> str:
    """Return the name of a kind of quantity: ``Support at home``."""
    known = _QUANTITIES.get(kind)
    return _(known) if known else sentence(kind.replace("_", " "))
