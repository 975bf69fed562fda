"""Who kept its word: what each member owed in a turn and what it sent."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.layout import Column, Row
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Label
from game.client.widgets.tags import Callout, StateLine
from game.engine.view import SeatRecord, SeatView
from game.texts.catalogue import _, ngettext
from game.texts.names import sentence, units
from game.texts.numbers import listed


@dataclass(frozen=True, slots=True)
class Kept:
    """One contribution of a turn: what was owed and what was sent, in units."""

    member: int
    slot: int
    owed: int
    sent: int
    excused: bool

    @property
    def state(self) -> str:
        """kept, short, excused (a vote at home failed) or beyond (more than was owed)."""
        if self.sent >= self.owed:
            return "beyond" if self.sent > self.owed else "kept"
        return "excused" if self.excused else "short"


def contributions(view: SeatView, record: SeatRecord) -> list[Kept]:
    """Every contribution that was owed or sent in a turn; broken ones first, then by member."""
    count = len(view.table.slots)
    failed = {row[0] for row in record.ratifications if not row[2]}
    found = [
        Kept(place // count, place % count, owed, sent, place // count in failed)
        for place, (owed, sent) in enumerate(zip(record.owed, record.delivered, strict=True))
        if owed or sent
    ]
    order = {"short": 0, "excused": 1, "kept": 2, "beyond": 3}
    return sorted(found, key=lambda k: (order[k.state], k.member, k.slot))


def implementation(view: SeatView, record: SeatRecord, width: float, *, compact: bool) -> Widget:
    """The pane of who sent what, with a note on those who did not."""
    rows = contributions(view, record)
    pad = 14 if compact else 32
    head = Column(
        [
            Label(_("Implementation"), "heading", "high"),
            Label(_counted(rows), "caption", "low"),
        ],
        gap=2,
        padding=(18, 8, 8, pad),
    )
    parts: list[Widget] = [_row(view, kept, compact) for kept in rows]
    if not rows:
        parts.append(Label(_("Nobody owed or sent anything."), "small", "low"))
    note = _note(view, rows)
    if note is not None:
        parts.append(Column([note], padding=(12, 0, 0, 0)))
    body = Scroll(Column(parts, padding=(0, 4, 16, pad)), name=_("Implementation"), grow=1)
    return Column([head, body], width=width)


def _counted(rows: list[Kept]) -> str:
    kept = sum(row.state in ("kept", "beyond") and row.owed > 0 for row in rows)
    short = sum(row.state == "short" for row in rows)
    excused = sum(row.state == "excused" for row in rows)
    parts = [_("{count} kept").format(count=kept)] if kept else []
    if short:
        parts.append(_("{count} short").format(count=short))
    if excused:
        parts.append(_("{count} not ratified").format(count=excused))
    return ", ".join(parts) or _("Nothing was owed")


def _row(view: SeatView, kept: Kept, compact: bool) -> Widget:
    table = view.table
    seat, slot = table.seats[kept.member], table.slots[kept.slot]
    operation = table.operations[slot.operation].name
    mark, word = {
        "kept": ("supports", _("Kept")),
        "short": ("opposes", _("Short")),
        "excused": ("undecided", _("Not ratified")),
        "beyond": ("leans_for", _("Beyond") if kept.owed else _("Unasked")),
    }[kept.state]
    what = units(table, slot.resource, kept.owed or kept.sent)
    if kept.state in ("short", "excused"):
        about = _("{member}: sent {count} of {owed}").format(
            member=seat.short, count=kept.sent, owed=kept.owed
        )
    else:
        about = _("{member}: {operation}").format(member=seat.short, operation=operation)
    state = StateLine(
        mark=mark,
        text=word,
        style="caption" if compact else "small",
        colour="coral" if kept.state == "short" else "text",
    )
    return Row(
        [
            Flag(seat.flag, 26 if compact else 32),
            Column(
                [
                    Label(sentence(what), "strong", "high", leading=1.2),
                    Label(about, "caption", "low", leading=1.2),
                ],
                grow=1,
            ),
            state,
        ],
        gap=10 if compact else 14,
        padding=(8, 0),
        lines="top",
        role="listitem",
        name=f"{seat.name}, {slot.name}",
        value=word,
        key=f"kept {kept.member} {kept.slot}",
    )


def _note(view: SeatView, rows: list[Kept]) -> Widget | None:
    broke = sorted({row.member for row in rows if row.state == "short"})
    if not broke:
        return None
    names = [view.table.seats[m].name for m in broke]
    return Callout(
        title=ngettext(
            "{members} did not keep its word", "{members} did not keep their word", len(broke)
        ).format(members=listed(names)),
        text=_(
            "A broken promise costs trust and reputation, and shields less. You may speak of it "
            "in the next turn."
        ),
        icon="triangle-alert",
        tone="coral",
    )
