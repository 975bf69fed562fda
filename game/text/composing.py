"""A text being composed in lines: changes as they are typed, and what each is checked against."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from game.engine.commands import EFFORT, AmendDraft, Command, TableDraft
from game.engine.package import Alteration, Package, altered, differences
from game.engine.view import SeatView
from game.negotiation.moves import fitted
from game.text import reading
from game.text.reading import Misread, Words
from game.texts import names
from game.texts.catalogue import N_, _

USAGE = N_("set TERM ANSWER, give TASK RESOURCE NUMBER, or ask-of MEMBER TASK RESOURCE NUMBER")


@dataclass(frozen=True, slots=True)
class Composition:
    """
    A package as changed so far, and the *base* it differs from.

    *draft* is the draft that it amends, 0 for a new text; *before* are the packages that ``undo``
    goes back through.
    """

    draft: int
    base: Package
    package: Package
    before: tuple[Package, ...] = field(default=())

    @classmethod
    def begun(cls, view: SeatView, draft: int = 0, package: Package | None = None) -> Composition:
        """A composition on an open draft or on what is in force, as it can be tabled this turn."""
        found = view.draft(draft) if draft else None
        base = found.package if found is not None else view.in_force
        return cls(draft, base, fitted(view, package or base))

    def changed(self, changes: tuple[Alteration, ...]) -> Composition:
        """The composition with more changes."""
        package = altered(self.package, changes)
        if package == self.package:
            return self
        return replace(self, package=package, before=(*self.before, self.package))

    def undone(self) -> Composition | None:
        """The composition before its last change; None if there was none."""
        if not self.before:
            return None
        return replace(self, package=self.before[-1], before=self.before[:-1])

    @property
    def differs(self) -> bool:
        """Whether anything was changed."""
        return bool(differences(self.base, self.package))

    @property
    def command(self) -> Command:
        """The command that tables it."""
        if self.draft:
            return AmendDraft(self.draft, self.package)
        return TableDraft(self.package)

    @property
    def effort(self) -> int:
        """What tabling it costs."""
        return EFFORT[self.command.kind]


def changes(view: SeatView, words: Words, owner: int) -> tuple[Alteration, ...]:
    """
    Read changes, parted by ``;`` or ``,``; *owner* gives where none is named. Raises Misread.

    A comma may stand in a name, so it parts only what cannot be read in one.
    """
    found: list[Alteration] = []
    for part in words.parted(";"):
        try:
            found.append(change(view, part, owner))
        except Misread:
            smaller = part.parted(",")
            if len(smaller) < 2:
                raise
            found += [change(view, piece, owner) for piece in smaller]
    if not found:
        raise Misread(_("Say what is to change: {usage}.").format(usage=_(USAGE)))
    return tuple(found)


def change(view: SeatView, words: Words, owner: int) -> Alteration:
    """Read one change."""
    table = view.table
    if words.starts("set"):
        return _term_change(view, words.after(1))
    if words.starts("give", "gives", "send", "sends", "commit", "commits"):
        return _level_change(view, words.after(1), owner)
    if words.starts("ask of", "ask") or words.starts("askof"):
        other, rest = reading.member(table, words.after(1))
        return _level_change(view, rest, other)
    if words.starts("limit"):
        slot, rest = reading.slot(table, words.after(1))
        share, rest = reading.whole(
            Words(tuple(w.rstrip("%") for w in rest.all)), _("the restriction in per cent"), 0, 100
        )
        reading.nothing_more(rest, "limit TASK RESOURCE PERCENT")
        return Alteration("caveat", table.level_place(owner, slot), share * 10)
    try:
        return _term_change(view, words)
    except Misread as misread:
        gives = _member_gives(view, words)
        if gives is None:
            raise misread from None
        return gives


def _member_gives(view: SeatView, words: Words) -> Alteration | None:
    """``india gives escort ship 2``; None where the words are of another kind."""
    try:
        other, rest = reading.member(view.table, words)
    except Misread:
        return None
    if not rest.starts("gives", "give", "sends", "send", "commits", "commit"):
        return None
    return _level_change(view, rest.after(1), other)


def _term_change(view: SeatView, words: Words) -> Alteration:
    table = view.table
    place, rest = reading.term(table, words)
    if place not in view.agenda:
        opened = ", ".join(names.inner(table, table.terms[n].name) for n in view.agenda)
        raise Misread(
            _(
                "{term} is not open this turn, so it stays as it is. Open are: {terms}; "
                "type open {id} to move for it."
            ).format(term=table.terms[place].name, terms=opened, id=table.terms[place].id)
        )
    given, rest = reading.answer(table, place, rest)
    reading.nothing_more(rest, "set TERM ANSWER")
    return Alteration("term", place, given)


def _level_change(view: SeatView, words: Words, owner: int) -> Alteration:
    table = view.table
    if words and words.all[0].isdigit():
        words = Words((*words.all[1:], words.all[0]))
    if words.starts("no", "none"):
        words = Words((*words.all[1:], "0"))
    slot, rest = reading.slot(table, words)
    if rest.starts("none", "nothing"):
        rest = Words(("0", *rest.all[1:]))
    units, rest = reading.whole(rest, _("the number of units"))
    reading.nothing_more(rest, "give TASK RESOURCE NUMBER")
    stock = view.stock[owner][table.slots[slot].resource]
    if units > stock:
        raise Misread(
            _("{member} has {stock} to commit in all; lower the number.").format(
                member=names.sentence(names.member(table, owner)),
                stock=names.units(table, table.slots[slot].resource, stock),
            )
        )
    return Alteration("level", table.level_place(owner, slot), units)
