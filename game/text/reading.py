"""Typed lines: words, names of members, terms, answers, slots, drafts and numbers in them.

Ids and names are both understood, prefixes too where only one fits; what is not understood is
told with the nearest that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from game.engine.table import Table
from game.engine.view import SeatView
from game.errors import UserError
from game.scenario.suggest import suggest
from game.texts.catalogue import _
from game.texts.numbers import alternatives

K = TypeVar("K", int, str)

LONGEST = 2000
"""Letters of a line that are read at all."""
_FILLERS = frozenset({"to", "the", "on", "of", "for", "with", "about", "from", "draft", "=", "-"})
_WORD = re.compile(r"[^\s;,]+|[;,]")
MOST_SHOWN = 12


class Misread(UserError):
    """A line that was not understood: what is wrong, and what to type instead."""


@dataclass(frozen=True, slots=True)
class Words:
    """The rest of a line, as words."""

    all: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def text(self) -> str:
        """The words as they were typed, one blank between them."""
        return " ".join(self.all)

    def after(self, count: int) -> Words:
        """The words after the first *count*."""
        return Words(self.all[count:])

    def starts(self, *said: str) -> bool:
        """Whether the next word is one of these."""
        return bool(self.all) and plain(self.all[0]) in said

    def parted(self, *marks: str) -> tuple[Words, ...]:
        """The words between these marks or words, parts that are empty left out."""
        parts: list[list[str]] = [[]]
        for word in self.all:
            if plain(word) in marks or word in marks:
                parts.append([])
            else:
                parts[-1].append(word)
        return tuple(Words(tuple(part)) for part in parts if part)


def words_of(line: str) -> Words:
    """Split a typed line; ``;`` and ``,`` are words of their own."""
    clean = "".join(c if c.isprintable() else " " for c in line[:LONGEST])
    return Words(tuple(_WORD.findall(clean)))


def plain(text: str) -> str:
    """Return *text* as names are compared: small letters, figures and single blanks."""
    return " ".join(re.sub(r"[^\w%.+]+|_", " ", text.casefold()).split())


def pick(words: Words, kind: str, known: Mapping[K, Iterable[str]]) -> tuple[K, Words]:
    """
    Take a name off the front of *words*: the longest that fits, exactly or as the only prefix.

    *kind* is the plain word for what is named, *known* the spellings of each that there is.
    Raises Misread.
    """
    if not words:
        raise Misread(
            _("Which {kind}? Choose from {names}.").format(kind=kind, names=_shown(known))
        )
    spelt: dict[str, set[K]] = {}
    for key, spellings in known.items():
        for spelling in spellings:
            spelt.setdefault(plain(spelling), set()).add(key)
    found = _longest(words, spelt, kind, known)
    if found is not None:
        return found
    bare = words
    while bare and plain(bare.all[0]) in _FILLERS | {""}:
        bare = bare.after(1)
    if bare and bare != words:
        found = _longest(bare, spelt, kind, known)
        if found is not None:
            return found
    given = (bare or words).all[0]
    near = suggest((bare or words).text[:60], spelt) or suggest(given, spelt)
    if near is not None:
        first = next(iter(sorted(spelt[near], key=str)))
        name = next(iter(known[first]))
        raise Misread(
            _("There is no {kind} “{given}”; did you mean “{near}”?").format(
                kind=kind, given=given, near=name
            )
        )
    raise Misread(
        _("There is no {kind} “{given}”; choose from {names}.").format(
            kind=kind, given=given, names=_shown(known)
        )
    )


def _longest(
    words: Words, spelt: Mapping[str, set[K]], kind: str, known: Mapping[K, Iterable[str]]
) -> tuple[K, Words] | None:
    longest = min(len(words.all), max((len(s.split()) for s in spelt), default=1) + 2)
    for count in range(longest, 0, -1):
        phrase = plain(" ".join(words.all[:count]))
        keys = spelt.get(phrase, set())
        if len(keys) == 1:
            return next(iter(keys)), words.after(count)
    for count in range(longest, 0, -1):
        phrase = plain(" ".join(words.all[:count]))
        if not phrase:
            continue
        keys = {key for text, owners in spelt.items() if text.startswith(phrase) for key in owners}
        if len(keys) == 1:
            return next(iter(keys)), words.after(count)
        if keys and count == 1:
            said = [next(iter(known[key])) for key in known if key in keys]
            raise Misread(
                _("“{given}” may be more than one {kind}: {names}; type more of it.").format(
                    given=words.all[0], kind=kind, names=alternatives(said[:MOST_SHOWN])
                )
            )
    return None


def _shown(known: Mapping[K, Iterable[str]]) -> str:
    names = [next(iter(spellings)) for spellings in known.values()]
    if len(names) > MOST_SHOWN:
        return _("{names} and others").format(names=", ".join(names[:MOST_SHOWN]))
    return alternatives(names) or _("none: there is nothing to choose now")


def member(table: Table, words: Words, without: int | None = None) -> tuple[int, Words]:
    """Take a member's name; *without* is the reader's own seat where another is meant."""
    known = {
        n: (seat.short, seat.id, seat.name)
        for n, seat in enumerate(table.seats)
        if without is None or n != without
    }
    if without is not None and words:
        own = table.seats[without]
        if plain(words.all[0]) in (own.id, plain(own.short)):
            raise Misread(_("{member} is your own seat; name another.").format(member=own.name))
    return pick(words, _("member"), known)


def term(
    table: Table, words: Words, only: Iterable[int] | None = None, kind: str = ""
) -> tuple[int, Words]:
    """Take a term's name; *only* are those that may be meant."""
    allowed = set(range(len(table.terms)) if only is None else only)
    known = {n: (t.name, t.id) for n, t in enumerate(table.terms) if n in allowed}
    return pick(words, kind or _("term"), known)


def answer(table: Table, place: int, words: Words) -> tuple[int, Words]:
    """Take the name of an answer to a term."""
    known = {
        n: (a.name, a.id, *([f"{a.number:g}%"] if a.number is not None else []))
        for n, a in enumerate(table.terms[place].answers)
    }
    return pick(words, _("answer to {term}").format(term=table.terms[place].name), known)


def slot(table: Table, words: Words) -> tuple[int, Words]:
    """
    Take a slot, a resource for an operation: by its id, both names, or one that tells it alone.
    """
    resources = [row.resource for row in table.slots]
    operations = [row.operation for row in table.slots]
    known: dict[int, tuple[str, ...]] = {}
    for n, row in enumerate(table.slots):
        operation, resource = table.operations[row.operation], table.resources[row.resource]
        names = [f"{operation.id} {resource.id}", f"{operation.name} {resource.name}"]
        names += [f"{resource.id} {operation.id}", f"{resource.name} {operation.name}", row.name]
        if operations.count(row.operation) == 1:
            names += [operation.id, operation.name]
        if resources.count(row.resource) == 1:
            names += [resource.id, resource.name]
        known[n] = tuple(names)
    return pick(words, _("task and resource"), known)


def whole(words: Words, what: str, least: int = 0, most: int = 10_000) -> tuple[int, Words]:
    """Take a whole number from *least* to *most*."""
    given = words.all[0] if words else ""
    bare = given.lstrip("#")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 6):
        raise Misread(
            _("Give {what} as a whole number; “{given}” is none.").format(what=what, given=given)
            if given
            else _("Give {what} as a whole number.").format(what=what)
        )
    number = int(bare)
    if not least <= number <= most:
        raise Misread(
            _("{number} does not fit as {what}; give a number from {least} to {most}.").format(
                number=number, what=what, least=least, most=most
            )
        )
    return number, words.after(1)


def draft(view: SeatView, words: Words, among: Sequence[int] | None = None) -> tuple[int, Words]:
    """Take the number of a draft; left out, the only one that can be meant."""
    choices = [d.id for d in view.open_drafts] if among is None else list(among)
    while words.starts("draft", "on", "to"):
        words = words.after(1)
    if words and words.all[0].lstrip("#").isdigit():
        return whole(words, _("the draft's number"))
    if len(choices) == 1:
        return choices[0], words
    if not choices:
        raise Misread(_("No draft waits for that now; type drafts to see what lies on the table."))
    numbers = alternatives([str(n) for n in choices])
    raise Misread(_("Which draft? Give its number: {numbers}.").format(numbers=numbers))


def million(words: Words) -> tuple[int, Words]:
    """Take an amount in millions of US dollars; the answer is in thousandths of 10 million."""
    given = words.all[0] if words else ""
    match = re.fullmatch(r"\$?(\d{1,4})(?:\.(\d{1,2}))?m?", given.casefold())
    if match is None:
        raise Misread(_("Give the money in millions of dollars a turn, such as 5 or 2.5."))
    cents = int((match[2] or "").ljust(2, "0"))
    rest = words.after(1)
    while rest.starts("m", "million", "a", "turn", "dollars", "usd"):
        rest = rest.after(1)
    return int(match[1]) * 100 + cents, rest


def nothing_more(words: Words, usage: str) -> None:
    """Refuse words that are left over, so that a slip is not taken for something else."""
    if words:
        raise Misread(
            _("“{rest}” was not understood; write {usage}.").format(rest=words.text, usage=usage)
        )
