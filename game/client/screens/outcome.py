"""The outcome of a turn: how it was decided, what was sent, what moved, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Push, Screen, Shortcut
from game.client.screens.header import WIDE, turn_header
from game.client.screens.turn_parts.panes import Pane, panes
from game.client.screens.turn_parts.verdict import verdict_band
from game.client.screens.turn_parts.word_kept import implementation
from game.client.screens.why import (
    RuleScreen,
    decimals_of,
    headline_of,
    ledger_of,
    moved_for_the_better,
    rule_of_step,
    summary,
    titles_of,
    why_pane,
)
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.controls import Button
from game.client.widgets.figures import Change, MoveLine
from game.engine.commands import Continue
from game.engine.quantities import COUNTS
from game.engine.tracks import TrackLedger, track_places
from game.engine.view import SeatRecord, SeatView
from game.scenario.models.world import TrackSpec
from game.texts.catalogue import _
from game.texts.numbers import change, figure

UNKNOWN = ("estimate_revised", "undisclosed")
"""Rules that only say that the seat does not know; a real cause is named before them."""


class OutcomeScreen(Screen):
    """Reads how a turn ended; every number leads to its causes, and each of them to its rule."""

    def __init__(self, controller: GameController) -> None:
        self._game = controller
        self.title = _("Outcome")
        self._track = ""
        self._opened = ""
        self._pane = "moved"

    def back(self) -> Answer:
        return self._game.menu()

    def shortcuts(self) -> Sequence[Shortcut]:
        return [
            Shortcut("Ctrl+Enter", _("Next turn"), self._next),
            Shortcut("W", _("Why?"), self._why),
        ]

    # Acting.

    def _next(self) -> Answer:
        return self._game.act(Continue())

    def _choose(self, track: str) -> Callable[[], Answer]:
        def act() -> Answer:
            self._track, self._opened, self._pane = track, "", "why"
            return None

        return act

    def _open(self, step: str) -> Answer:
        self._opened = step
        if step:
            self._game.asked_why(self._track, rule_of_step(step), self._game.view.turn)
        return None

    def _why(self) -> Answer:
        """The next number: W goes through all of them."""
        tracks = [t.id for t in _ordered(self._game.view)]
        here = tracks.index(self._track) if self._track in tracks else -1
        self._track, self._opened = tracks[(here + 1) % len(tracks)], ""
        return None

    def _read(self, rule: str) -> Answer:
        return Push(RuleScreen(self._game.table, rule))

    # Building.

    def build(self, width: float, height: float) -> Widget:
        view = self._game.view
        record = view.records[-1]
        compact = width < WIDE
        if not self._track:
            self._track = _most_moved(view, record)
        side, middle = (250, 372) if compact else (378, 476)
        return Column(
            [
                turn_header(self._game, width),
                verdict_band(view, record, compact=compact),
                panes(
                    [
                        Pane(
                            "sent",
                            _("Implementation"),
                            implementation(view, record, side, compact=compact),
                        ),
                        Pane("moved", _("Outcome"), self._tracks(view, record, middle, compact)),
                        Pane("why", _("Why?"), self._causes(view, record, compact)),
                    ],
                    width,
                    self._pane,
                    self._show_pane,
                ),
            ]
        )

    def _show_pane(self, pane: str) -> Answer:
        self._pane = pane
        return None

    def _tracks(self, view: SeatView, record: SeatRecord, width: float, compact: bool) -> Widget:
        cards = [self._card(view, record, track) for track in _ordered(view)]
        head = Column(
            [
                Label(_("Outcome of turn {turn}").format(turn=record.turn), "heading", "high"),
                Row(
                    [
                        Label(
                            _("Select a number to see why it changed."), "caption", "low", grow=1
                        ),
                    ]
                ),
            ],
            gap=2,
            padding=(18, 12, 8, 16),
        )
        pad = 12 if compact else 16
        body = Column(cards, gap=8, padding=(4, 4, 20, pad), region=True, name=_("What moved"))
        return Column([head, Scroll(body, name=_("Outcome"), grow=1)], width=width)

    def _card(self, view: SeatView, record: SeatRecord, track: TrackSpec) -> Widget:
        ledger = ledger_of(view, track, record)
        digits = decimals_of(track, ledger)
        amount = ledger.end - ledger.start
        better = moved_for_the_better(track, amount)
        shown = change(amount, digits)
        moved = Change(0 if shown == "0" else amount / 1000, better, shown)
        low, high = _scale(track, ledger)
        chosen = track.id == self._track
        width = sum(record.widths[p] for p in track_places(view.table, track, view.seat))
        cause = _main_cause(view, ledger)
        if width:
            cause = _("{cause} An estimate.").format(cause=cause).strip()
        line = MoveLine(ledger.start / 1000, ledger.end / 1000, better, low=low, high=high, grow=1)
        return Column(
            [
                Row([Label(track.name, "strong/16", "high", grow=1), moved], gap=10),
                Row(
                    [
                        line,
                        Label(figure(ledger.start, digits), "figure_small/18", "low", wrap=False),
                        Icon("arrow-right", 15),
                        Label(
                            figure(ledger.end, digits), "figure", "high", wrap=False, leading=1.2
                        ),
                    ],
                    gap=10,
                ),
                Label(cause, "caption", "low") if cause else None,
            ],
            gap=2,
            padding=(9, 16),
            fill="card" if chosen else "panel",
            edge="sky" if chosen else None,
            radius=8,
            role="button",
            name=track.name,
            value=f"{figure(ledger.end, digits)}, {moved.name}",
            selected=chosen,
            on_press=self._choose(track.id),
            tooltip=track.text,
            key=f"track {track.id}",
        )

    def _causes(self, view: SeatView, record: SeatRecord, compact: bool) -> Widget:
        pad = 16 if compact else 32
        track = next(t for t in view.table.tracks if t.id == self._track)
        ledger = ledger_of(view, track, record)
        parts = why_pane(view, track, ledger, self._opened, self._open, self._read)
        head = Column(
            [
                Label(_("Why?"), "caption", "low"),
                Label(summary(track, ledger), "heading", "high"),
            ],
            gap=0,
            padding=(18, pad, 6, pad),
        )
        return Column(
            [
                head,
                Scroll(
                    Column(parts, gap=6, padding=(0, pad - 10, 12, pad)),
                    name=_("Causes"),
                    grow=1,
                ),
                self._foot(view, pad),
            ],
            grow=1,
            fill="panel",
            lines="left",
        )

    def _foot(self, view: SeatView, pad: float) -> Widget:
        ready = view.ready[view.seat]
        last = view.turn >= view.table.turns
        act = Button(
            _("See how it ended") if last else _("Next turn"),
            self._next,
            kind="primary",
            shortcut="Enter",
            enabled=not ready,
            reason=_("The others still read."),
        )
        hint = Label(_("W: next number"), "caption", "low")
        return Row([hint, Space(grow=1), act], gap=16, padding=(12, pad), lines="top")


def _ordered(view: SeatView) -> list[TrackSpec]:
    """Tracks as they are shown: headlines first."""
    tracks = view.table.tracks
    return [t for t in tracks if t.headline] + [t for t in tracks if not t.headline]


def _scale(track: TrackSpec, ledger: TrackLedger) -> tuple[float, float]:
    if track.quantity in (*COUNTS, "spent", "own"):
        most = max(ledger.start, ledger.end, 1000) / 1000
        least = min(0.0, ledger.start / 1000, ledger.end / 1000)
        return least, most * 1.25
    return 0.0, 5.0 if track.quantity == "escalation" else 100.0


def _most_moved(view: SeatView, record: SeatRecord) -> str:
    """The headline that moved most beside its own scale."""
    best, found = -1.0, view.table.tracks[0].id
    for track in _ordered(view):
        if not track.headline:
            continue
        ledger = ledger_of(view, track, record)
        low, high = _scale(track, ledger)
        share = abs(ledger.end - ledger.start) / 1000 / ((high - low) or 1.0)
        if share > best:
            best, found = share, track.id
    return found


def _main_cause(view: SeatView, ledger: TrackLedger) -> str:
    """What moved a track most, in the direction that it went."""
    amount = ledger.end - ledger.start
    same = [x for x in ledger.lines if x.entries and (x.amount > 0) == (amount > 0)]
    if not same or not amount:
        return _("Unchanged.") if not ledger.lines else ""
    known = [x for x in same if x.rule not in UNKNOWN]
    line = max(known or same, key=lambda x: abs(x.amount))
    return _("{cause}.").format(cause=headline_of(view, line, titles_of(view)))
