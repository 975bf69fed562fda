"""A seat's own instructions: its mandate, interests, red lines and what it has if talks fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.layout import Column, Container, Divider, Row, Space
from game.client.screen import Answer, Pop, Replace, Screen
from game.client.screens.markdown import pages
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Label
from game.client.widgets.cards import FactRow, NumberedRow
from game.client.widgets.controls import Button
from game.client.widgets.figures import Pips, RangeBar
from game.texts.catalogue import _
from game.texts.numbers import period

if TYPE_CHECKING:
    from game.client.controller import GameController
    from game.client.worker import Job, Ticket
    from game.negotiation.prospects import Prospects

PIPS = 5


class InstructionsScreen(Screen):
    """
    What only the holder of the seat may read. *first* leads into the game; else it is left again.
    """

    title = "Your instructions"

    def __init__(self, controller: GameController, *, first: bool = False) -> None:
        self._controller = controller
        self._first = first
        self.first_focus = "Begin the talks" if first else "Back to the game"
        self._prospects: Prospects | None = None
        view = controller.session.view(controller.seat_id)

        def work(job: Job) -> Prospects:
            from game.members.player import budget_of
            from game.negotiation.prospects import prospects

            return prospects(view, budget_of("study"))

        self._ticket: Ticket = controller.worker.start("Weigh the prospects", work, self._weighed)

    def _weighed(self, prospects: Prospects) -> Answer:
        self._prospects = prospects
        return None

    def left(self) -> None:
        self._ticket.cancel()

    # What is shown.

    def build(self, width: float, height: float) -> Widget:
        if width < 1000:
            parts = [self._head(width), self._brief(), self._limits(), self._interests()]
            return Scroll(Column([*parts, self._fallback(), self._foot()]), name=self.title)
        wide = width >= 1500
        left = Scroll(self._brief(), name=_("Brief"), grow=1)
        middle = Column([self._interests(), self._home()], gap=24, padding=(24, 28))
        right = Column([self._limits(), self._fallback()], gap=24, padding=(24, 28))
        return Column(
            [
                self._head(width),
                Row(
                    [
                        Container(
                            children=[left], width=560 if wide else 420, fill="panel", lines="right"
                        ),
                        Scroll(middle, name=_("Interests"), grow=1),
                        Scroll(right, name=_("Limits"), grow=1),
                    ],
                    across="stretch",
                    grow=1,
                ),
                self._foot(),
            ]
        )

    def _head(self, width: float) -> Widget:
        table = self._controller.table
        seat = table.seats[self._controller.seat]
        return Row(
            [
                Flag(seat.flag or seat.name[:2], 64),
                Column(
                    [
                        Label(seat.name, "title", "high"),
                        Label(
                            _("Your instructions for {title}").format(title=table.title),
                            "caption",
                            "low",
                        ),
                    ],
                    grow=1,
                ),
                Label(period(table, max(1, self._controller.view.turn)), "small", "low")
                if width >= 1000
                else None,
            ],
            gap=20,
            padding=(12, 28),
            fill="panel",
            lines="bottom",
        )

    def _brief(self) -> Widget:
        text = brief_of(self._controller)
        parts = pages(text) if text else [Label(self._seat_aim(), "heading/20", "high")]
        title = Label(_("From your capital"), "caption", "low")
        return Column([title, *parts[1 if text.startswith("# ") else 0 :]], gap=14, padding=28)

    def _seat_aim(self) -> str:
        return self._controller.table.seats[self._controller.seat].aim

    def _interests(self) -> Widget:
        table, mind = self._controller.table, self._controller.view.mind
        ranked = sorted(mind.values.priorities, key=lambda row: -row[1])
        top = max((weight for _n, weight in ranked), default=1.0)
        rows: list[Widget] = []
        for place, weight in ranked:
            track = table.tracks[place]
            rows.append(_weighed(track.name, "", weight / top, track.text))
        terms = sorted(
            (n for n in range(len(table.terms)) if mind.values.term_weights[n] > 0),
            key=lambda n: -mind.values.term_weights[n],
        )
        most = max((mind.values.term_weights[n] for n in terms), default=1.0)
        wanted = []
        for n in terms:
            row = mind.values.term_values[n]
            liked = table.terms[n].answers[row.index(max(row))].name
            share = mind.values.term_weights[n] / most
            wanted.append(_weighed(table.terms[n].name, liked, share, table.terms[n].question))
        return Column(
            [
                Label(_("What you care about"), "section", "high"),
                Label(_("Five marks are most important."), "caption", "low"),
                Space(4),
                *rows,
                Space(18),
                Label(_("What you want in the text"), "section", "high"),
                Label(
                    _("Your best answer to each question, and how much it matters."),
                    "caption",
                    "low",
                ),
                Space(4),
                *wanted,
            ],
            gap=2,
        )

    def _limits(self) -> Widget:
        table, lines = self._controller.table, self._controller.view.mind.red_lines
        rows: list[Widget] = []
        for number, line in enumerate(lines, 1):
            where = next((t.name for t in table.terms if t.id == line.term), "")
            where = where or next((o.name for o in table.operations if o.id == line.operation), "")
            lifted = _("your capital may waive it") if line.waivable else _("never waived")
            rows += [
                Divider(),
                NumberedRow(
                    number=number,
                    title=line.text,
                    detail=f"{where} · {lifted}" if where else lifted,
                    padding=(8, 0),
                ),
            ]
        if not rows:
            rows = [Divider(), Label(_("You have none."))]
        return Column(
            [
                Label(_("Red lines"), "section", "high"),
                Label(_("Crossing one needs a waiver of your capital."), "caption", "low"),
                Space(4),
                *rows,
            ],
            gap=2,
        )

    def _home(self) -> Widget:
        factions = self._controller.view.mind.factions
        if not factions:
            said = Label(_("Your government decides alone."))
            return Column([Label(_("Who must carry it at home"), "section", "high"), said], gap=6)
        rows = [
            FactRow(
                label=_("{weight} of 100").format(weight=f"{f.weight:g}"),
                fact=f.name,
                label_width=80,
            )
            for f in factions
        ]
        return Column(
            [
                Label(_("Who must carry it at home"), "section", "high"),
                Label(_("By their weight in ratification."), "caption", "low"),
                Space(4),
                *rows,
            ],
            gap=2,
        )

    def _fallback(self) -> Widget:
        found = self._prospects
        scale: Widget
        if found is None:
            scale = Label(_("Being worked out ..."), "small", "low", min_height=66)
        else:
            scale = RangeBar(
                found.alone,
                max(found.alone, found.best),
                _("{value}% No agreement").format(value=round(found.alone)),
                _("{value}% Best case").format(value=round(found.best)),
                _("Room for agreement"),
                name=_("Room for agreement"),
            )
        return Column(
            [
                Label(_("If the talks fail"), "section", "high"),
                Label(
                    _(
                        "Everyone then does what suits it alone. 100% would be all that you "
                        "could wish, at no cost to you. The best case is the best text for you "
                        "that leaves no member worse off, as far as you know them now."
                    ),
                    "small",
                ),
                scale,
            ],
            gap=10,
            padding=24,
            fill="panel",
            radius=10,
        )

    def _foot(self) -> Widget:
        hint = Label(_("You find this page again in the menu."), "caption", "low")
        if self._first:
            button = Button(
                _("Begin the talks"), self._go, kind="primary", shortcut="Enter", min_width=220
            )
        else:
            button = Button(_("Back to the game"), self.back, kind="primary", shortcut="Enter")
        return Row([hint, Space(grow=1), button], gap=16, padding=(12, 28), lines="top")

    # What is done.

    def _go(self) -> Answer:
        screen = self._controller.screen()
        self._controller.wake()
        return Replace(screen, instead_of=self)

    def back(self) -> Answer:
        return self._go() if self._first else Pop()


def brief_of(controller: GameController) -> str:
    """The brief of the seat as the game carries it, empty if it carries none."""
    return controller.session.header.briefs.get(controller.seat_id, "")


def _weighed(name: str, detail: str, share: float, tooltip: str) -> Widget:
    level = max(1, round(PIPS * share))
    words = Column(
        [
            Label(name, "strong", "high", tooltip=tooltip),
            Label(detail, "caption", "low") if detail else None,
        ],
        grow=1,
    )
    pips = Pips(level, PIPS, name=name)
    return Row([words, pips], gap=12, lines="bottom", min_height=34, padding=(4, 0))
