"""How the game ended: the theatre, the axes of the score, aims met, and what really happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.client.layout import Column, Container, Row, Space
from game.client.screen import Answer, Push, Screen
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.controls import Button
from game.client.widgets.figures import Bar, MoveLine
from game.client.widgets.tables import TableGrid
from game.engine.tracks import track_value
from game.texts.catalogue import _
from game.texts.numbers import figure, listed, period

if TYPE_CHECKING:
    from game.client.controller import GameController
    from game.client.worker import Job, Ticket
    from game.scenario.models.world import TrackSpec
    from game.session.ending import Ending


class EndingScreen(Screen):
    """The end of a game, for its seat."""

    title = "How it ended"
    first_focus = "Back to the title"

    def __init__(self, controller: GameController) -> None:
        self._controller = controller
        self._ending: Ending | None = None

        def work(job: Job) -> Ending:
            from game.session.ending import ending_of

            return ending_of(controller.session, controller.seat_id)

        self._ticket: Ticket = controller.worker.start("Draw up the result", work, self._drawn_up)

    def _drawn_up(self, ending: Ending) -> Answer:
        self._ending = ending
        return None

    def left(self) -> None:
        self._ticket.cancel()

    # What is shown.

    def build(self, width: float, height: float) -> Widget:
        if width < 1000:
            parts = [self._head(), self._axes(1), self._tracks(), self._aims(), self._history()]
            return Scroll(Column([*parts, self._seats(), self._foot()]), name=self.title)
        left = Column([self._axes(3), self._tracks()], gap=24, padding=(24, 28))
        right = Column([self._aims(), self._seats(), self._history()], gap=28, padding=(24, 28))
        return Column(
            [
                self._head(),
                Row(
                    [
                        Scroll(left, name=_("Result"), grow=1),
                        Container(
                            children=[Scroll(right, name=_("Aims and comparison"))],
                            width=min(640, width * 0.42),
                            fill="panel",
                            lines="left",
                        ),
                    ],
                    across="stretch",
                    grow=1,
                ),
                self._foot(),
            ]
        )

    def _head(self) -> Widget:
        table, view = self._controller.table, self._controller.view
        seat = table.seats[self._controller.seat]
        return Row(
            [
                Flag(seat.flag or seat.name[:2], 64),
                Column(
                    [
                        Label(_("The talks are over"), "title", "high"),
                        Label(self._in_force(), "body", "text"),
                    ],
                    grow=1,
                ),
                Label(
                    _("{name}, {turns} turns, to {months}").format(
                        name=seat.name,
                        turns=len(view.records),
                        months=period(table, len(view.records)),
                    ),
                    "small",
                    "low",
                ),
            ],
            gap=20,
            padding=(16, 28),
            fill="card",
            lines="bottom",
        )

    def _in_force(self) -> str:
        table, agreement = self._controller.table, self._controller.view.agreement
        if agreement is None:
            return _("No agreement is in force. Everyone does what suits it alone.")
        parties = [table.seats[n].short for n in table.members if agreement.parties[n]]
        return _("An agreement of turn {turn} is in force for {parties}.").format(
            turn=agreement.since, parties=listed(parties)
        )

    def _axes(self, columns: int) -> Widget:
        if self._ending is None:
            return Label(_("The result is being drawn up ..."), "body", "low", min_height=120)
        mine = self._ending.scores[self._controller.seat]
        cards: list[Widget] = [
            _axis(
                _("Own interests"),
                100 * mine.normalised,
                _("0: as without agreement. 100: the best text that left nobody worse off."),
            ),
            _axis(
                _("Common outcome"),
                mine.common,
                _("What all gained together, of the most that they could have."),
            ),
            _axis(
                _("Conduct"),
                mine.conduct,
                _("Word kept, fair share carried, lawful and broad action."),
            ),
        ]
        if columns == 1:
            return Column(cards, gap=12)
        return Row(cards, gap=16, across="stretch")

    def _tracks(self) -> Widget:
        table = self._controller.table
        rows: list[Widget] = [self._track(track) for track in table.tracks]
        return Column(
            [
                Label(_("From the first turn to the last"), "section", "high"),
                Label(_("As you know it at the end."), "caption", "low"),
                Space(4),
                *rows,
            ]
        )

    def _track(self, track: TrackSpec) -> Widget:
        table, view = self._controller.table, self._controller.view
        records = view.records
        first = records[0].before if records else view.estimates
        last = records[-1].after if records else view.estimates
        before = track_value(table, track, first, view.seat)
        after = track_value(table, track, last, view.seat)
        better = (after > before) == (track.better == "up") or after == before
        top = max(before, after, 100_000)
        line = MoveLine(before / 1000, after / 1000, better, high=top / 1000, name=track.name)
        return Row(
            [
                Label(track.name, "strong", "high", tooltip=track.text, width=190),
                Container(children=[line], grow=1, min_width=120),
                Label(
                    f"{figure(before)} → {figure(after)}",
                    "figure_small",
                    "high" if before != after else "low",
                    text_align="right",
                    wrap=False,
                    width=110,
                ),
            ],
            gap=16,
            lines="bottom",
            min_height=40,
        )

    def _aims(self) -> Widget:
        if self._ending is None:
            return Space()
        rows: list[Widget] = []
        for aim in self._ending.aims:
            icon, tone = ("check", "teal") if aim.met else ("x", "coral")
            word = _("Met") if aim.met else _("Not met")
            whose = _("Your aim") if aim.own else _("The table's aim")
            rows.append(
                Row(
                    [
                        Icon(icon, 20, tone, name=word),
                        Column(
                            [
                                Label(aim.text, "body", "high"),
                                Label(f"{whose} · {word}", "caption", "low"),
                            ],
                            grow=1,
                        ),
                    ],
                    gap=12,
                    across="start",
                    lines="top",
                    padding=(8, 0),
                )
            )
        return Column([Label(_("Aims"), "section", "high"), Space(4), *rows])

    def _seats(self) -> Widget:
        if self._ending is None:
            return Space()
        table = self._controller.table
        heads: list[Widget | None] = [
            Label(_("Seat"), "caption", "low"),
            Label(_("Own interests"), "caption", "low"),
            Label(_("Conduct"), "caption", "low"),
        ]
        rows: list[Sequence[Widget | None]] = [heads]
        for n, score in enumerate(self._ending.scores):
            seat = table.seats[n]
            mine = n == self._controller.seat
            ink = "brass" if mine else "high"
            rows.append(
                [
                    Row(
                        [Flag(seat.flag or seat.name[:2], 28), Label(seat.short, "strong", ink)],
                        gap=10,
                    ),
                    Label(figure(round(100_000 * score.normalised)), "figure_small", ink),
                    Label(figure(round(1000 * score.conduct)), "figure_small", ink),
                ]
            )
        grid = TableGrid(rows, columns=["1fr", "auto", "auto"], gap=24, name=_("All seats"))
        return Column([Label(_("All seats"), "section", "high"), Space(4), grid])

    def _history(self) -> Widget:
        benchmark = self._controller.session.header.scenario.benchmark
        if benchmark is None:
            return Space()
        return Column(
            [
                Label(_("What really happened"), "section", "high"),
                Label(benchmark.text, "small"),
                Space(4),
                *(Label(source, "caption", "low") for source in benchmark.sources),
            ],
            gap=4,
        )

    def _foot(self) -> Widget:
        path = self._controller.session.path
        kept = _("Kept in {name}.").format(name=path.name) if path is not None else ""
        return Row(
            [
                Label(kept, "caption", "low"),
                Space(grow=1),
                Button(_("Menu"), self._controller.menu, kind="outline", shortcut="F10"),
                Button(_("Review"), self._review, kind="outline", icon="history", shortcut="R"),
                Button(
                    _("Back to the title"),
                    self._controller.leave,
                    kind="primary",
                    shortcut="Enter",
                ),
            ],
            gap=12,
            padding=(12, 28),
            lines="top",
        )

    def _review(self) -> Answer:
        from game.client.screens.review import ReviewScreen

        return Push(ReviewScreen(self._controller))

    def back(self) -> Answer:
        return self._controller.menu()


def _axis(name: str, value: float, meaning: str) -> Widget:
    share = min(1.0, max(0.0, value / 100))
    return Column(
        [
            Label(name, "section", "high"),
            Label(figure(round(1000 * value)), "figure_large/40", "high"),
            Bar(share, colour="brass", name=name),
            Label(meaning, "caption", "low"),
        ],
        gap=8,
        padding=20,
        fill="panel",
        radius=10,
        grow=1,
        role="figure",
        name=name,
    )
