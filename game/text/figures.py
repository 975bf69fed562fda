"""Tracks in lines: what each shows, how it moved, and the largest causes of that."""

from __future__ import annotations

from game.engine.tracks import ROUNDING, Line, TrackLedger, track_ledger, track_value
from game.engine.view import SeatView
from game.scenario.models.world import TrackSpec
from game.texts import names
from game.texts.catalogue import _
from game.texts.causes import entry_line
from game.texts.numbers import change, listed, money, uncertain

MOST_CAUSES = 2


def shown(view: SeatView, track: TrackSpec) -> str:
    """A track's value as the seat takes it to be, a range where it only estimates."""
    value = track_value(view.table, track, view.estimates, view.seat)
    if track.quantity == "spent":
        return money(value)
    width = track_value(view.table, track, view.widths, view.seat)
    return (
        _("{value} {unit}")
        .format(value=uncertain(value, width, track.decimals), unit=track.unit)
        .strip()
    )


def step(view: SeatView, track: TrackSpec) -> int:
    """How far a track moved this turn so far, thousandths."""
    now = track_value(view.table, track, view.estimates, view.seat)
    return now - track_value(view.table, track, view.before, view.seat)


def step_shown(track: TrackSpec, amount: int) -> str:
    """A change of a track in its own figures."""
    if track.quantity == "spent":
        return ("+" if amount > 0 else "") + money(amount)
    return change(amount, track.decimals)


def moved(view: SeatView, track: TrackSpec) -> bool:
    """Whether a track moved by as much as is shown."""
    amount = step(view, track)
    return abs(amount) >= 5 if track.quantity == "spent" else change(amount, track.decimals) != "0"


def track_said(view: SeatView, track: TrackSpec) -> str:
    """A track with its change, in a sentence: ``Attacks: 89 to 131 a half-year (+7).``"""
    amount = step(view, track)
    if not moved(view, track):
        return _("{name}: {value}.").format(name=track.name, value=shown(view, track))
    return _("{name}: {value} ({step}{sense}).").format(
        name=track.name,
        value=shown(view, track),
        step=step_shown(track, amount),
        sense=sense(track, amount),
    )


def sense(track: TrackSpec, amount: int) -> str:
    """Whether a change is for the better, in a word after a comma."""
    if track.better == "neither" or not amount:
        return ""
    return _(", better") if (amount > 0) == (track.better == "up") else _(", worse")


def ledger_of(view: SeatView, track: TrackSpec, turn: int) -> TrackLedger | None:
    """Why a track moved in a turn; the running turn's so far. None for a turn not played."""
    if turn == view.turn:
        return track_ledger(view.table, track, view.before, view.estimates, view.entries, view.seat)
    record = next((r for r in view.records if r.turn == turn), None)
    if record is None:
        return None
    return track_ledger(view.table, track, record.before, record.after, record.entries, view.seat)


def ranked(ledger: TrackLedger) -> tuple[Line, ...]:
    """The causes of a change, the largest first."""
    return tuple(sorted(ledger.lines, key=lambda line: (-abs(line.amount), line.rule, line.cause)))


def headline(view: SeatView, line: Line) -> str:
    """A cause in a few words."""
    if line.cause == ROUNDING or not line.entries:
        return _("Rounding")
    titles = {h.event: h.title for h in view.happened}
    return entry_line(view.table, line.entries[0], titles).headline


def largest_causes(view: SeatView, track: TrackSpec, ledger: TrackLedger) -> str:
    """The causes that moved a track most, in a sentence; empty where none is large enough."""
    said: list[str] = []
    for line in ranked(ledger):
        amount = step_shown(track, line.amount)
        if line.entries and amount != "0" and len(said) < MOST_CAUSES:
            said.append(
                _("{cause} ({amount})").format(
                    cause=names.inner(view.table, headline(view, line)), amount=amount
                )
            )
    return _("Mostly: {causes}.").format(causes=listed(said)) if said else ""
