"""The after-action review of a game: its course, what was known, levels with evidence, charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Pop, Screen, Tell
from game.client.screens.header import NARROW, WIDE
from game.client.screens.review_parts import levels, then
from game.client.screens.review_parts.canvas import chart_figure
from game.client.screens.review_parts.course import course, legend
from game.client.screens.review_parts.talk import talk
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Emblem, Label, ProgressStrip
from game.client.widgets.choice import Option, Tabs
from game.client.widgets.controls import Button
from game.texts.catalogue import _
from game.texts.numbers import turns

if TYPE_CHECKING:
    from game.client.controller import GameController
    from game.client.worker import Job, Ticket
    from game.review.story import Story
    from game.session.review_report import Review

    Made = tuple[Story, Review]

TALL = 850
"""Logical height from which there is room for large figures and rows."""
CHARTS = ("trust", "burden", "frontier")
"""Charts that come first; the others follow in the order of the review."""


class ReviewScreen(Screen):
    """
    The review of a controller's game for its seat, with the book closed where a person sat.

    *owned* closes the game when the screen is left, for a save that was opened only to look back.
    """

    title = "After-action review"

    def __init__(self, controller: GameController, *, owned: bool = False) -> None:
        self._controller = controller
        self._owned = owned
        self._made: Made | None = None
        self._places: tuple[int, ...] = ()
        self._at = 0
        self._turn = 1
        self._below = "charts"
        self._side = "talk"
        self._pane = "talk"
        self._opened = ""
        self._progress = (0.0, _("Reading the log"))
        people = controller.session.people
        self._open_book = controller.seat_id not in people and not people
        self._ticket: Ticket = controller.worker.start(
            "Draw up the review",
            self._make,
            self._drawn_up,
            progress=self._told,
        )

    # Work off the thread.

    def _make(self, job: Job) -> Made:
        from game.review.making import review_of
        from game.review.story import story_of

        story = story_of(self._controller.session)
        job.progress(0.2, _("Weighing what was done"))
        review = review_of(story, self._controller.seat_id, open_book=self._open_book)
        return story, review

    def _told(self, share: float, text: str) -> Answer:
        self._progress = (share, text)
        return None

    def _drawn_up(self, made: Made) -> Answer:
        self._made = made
        review = made[1]
        numbers = {h.number for h in review.timeline if h.kind != "pass" or h.seat == review.seat}
        numbers |= {e.number for r in review.ratings[0].ratings for e in r.evidence}
        numbers |= {pivot.number for pivot in review.pivots}
        self._places = tuple(sorted(numbers - {0})) or (0,)
        return None

    def left(self) -> None:
        self._ticket.cancel()
        if self._owned:
            self._controller.session.close()

    # What is shown.

    def build(self, width: float, height: float) -> Widget:
        if self._made is None:
            return self._waiting(width)
        story, review = self._made
        if width < NARROW:
            return self._narrow(story, review, width)
        wide = width >= WIDE
        side = Column(
            [
                self._tabs(
                    [
                        ("talk", _("Talk it over")),
                        ("levels", _("Competencies")),
                        ("pivots", _("Turning points")),
                    ],
                    self._side,
                    self._choose_side,
                    _("Review"),
                ),
                Scroll(
                    Column([self._side_tree(review, self._side)], padding=(4, 16, 20, 24)),
                    name=_("Side"),
                    grow=1,
                    key=f"side:{self._side}",
                ),
                Column([levels.try_next(review)], padding=(10, 24, 14, 24), lines="top"),
            ],
            width=468 if wide else 420,
            fill="panel",
            lines="left",
            gap=8,
            padding=(10, 0, 0, 0),
        )
        return Column(
            [
                self._head(review, width),
                self._band(review, height < TALL),
                Row([self._left(story, review, wide, height), side], across="stretch", grow=1),
            ]
        )

    def _waiting(self, width: float) -> Widget:
        share, text = self._progress
        back = Button(_("Back"), self.back, kind="quiet", icon="arrow-left")
        inner = Column(
            [
                Label(_("After-action review"), "title", "high"),
                ProgressStrip(share, text),
                Row([Space(grow=1), back]),
            ],
            gap=16,
            padding=28,
            width=min(520, width),
        )
        return Column([Space(grow=1), inner, Space(grow=2)], across="center")

    def _narrow(self, story: Story, review: Review, width: float) -> Widget:
        names = [
            ("talk", _("Talk")),
            ("course", _("Course")),
            ("moment", _("Moment")),
            ("levels", _("Levels")),
            ("pivots", _("Turns")),
            ("charts", _("Charts")),
        ]
        tree: Widget
        if self._pane == "course":
            tree = Column([self._course(story, review, 28), self._replay_row(review)], gap=8)
        elif self._pane == "moment":
            tree = self._moment(story, review, False)
        elif self._pane == "charts":
            tree = self._charts(review, 1)
        else:
            tree = self._side_tree(review, self._pane)
        parts: list[Widget | None] = [tree]
        if self._pane == "talk":
            parts.insert(0, self._headline(review))
            parts.append(levels.try_next(review))
        return Column(
            [
                self._head(review, width),
                self._tabs(names, self._pane, self._choose_pane, _("Review")),
                Scroll(
                    Column(parts, gap=16, padding=(12, 20)),
                    name=_("Pane"),
                    grow=1,
                    key=f"pane:{self._pane}",
                ),
            ]
        )

    def _head(self, review: Review, width: float) -> Widget:
        played = _("{title}, played as {name}, {turns}").format(
            title=review.title, name=review.seat_name, turns=turns(review.turns)
        )
        words = Column(
            [
                Label(_("After-action review"), "heading/18", "high", wrap=False),
                Label(played, "caption", "low", ellipsis=True, max_lines=1),
            ],
            grow=1,
        )
        return Row(
            [
                Emblem(30) if width >= NARROW else None,
                words,
                Button(_("Back"), self.back, kind="quiet", icon="arrow-left", small=True),
                Button(
                    _("Save report"),
                    self._save,
                    kind="outline",
                    icon="download",
                    small=True,
                    shortcut="S",
                ),
            ],
            gap=14,
            padding=(8, 20),
            fill="panel",
            lines="bottom",
            min_height=60,
        )

    def _band(self, review: Review, short: bool) -> Widget:
        figures: list[Widget | None] = [
            Column(
                [
                    Label(item.label, "caption", "low"),
                    Label(item.figure, f"figure_large/{24 if short else 30}", "high", leading=1.15),
                    Label(item.note, "caption", "low"),
                ],
                padding=(0, 14 if short else 24),
                lines="left",
                max_width=240,
                role="figure",
                name=item.label,
                value=item.figure,
            )
            for item in review.figures
        ]
        return Row(
            [self._headline(review, 21 if short else 28), Row(figures, across="stretch")],
            padding=(6, 8, 6, 24) if short else (12, 8, 12, 28),
            fill="card",
            lines="bottom",
        )

    def _headline(self, review: Review, size: int = 28) -> Widget:
        return Column(
            [
                Label(review.headline, f"title/{size}", "high"),
                Label(review.subline, "body" if size > 24 else "small", "text"),
            ],
            gap=4,
            grow=1,
        )

    def _left(self, story: Story, review: Review, wide: bool, height: float) -> Widget:
        below: Widget
        if self._below == "moment":
            below = self._moment(story, review, wide)
        else:
            below = self._charts(review, 3 if wide else 2)
        tabs = self._tabs(
            [("charts", _("Charts")), ("moment", _("This moment"))],
            self._below,
            self._choose_below,
            _("Below the course"),
        )
        tabs.width = 280
        foot = Row(
            [tabs, Space(grow=1), self._replay_button(review)],
            padding=(6, 24),
            lines="bottom top",
        )
        return Column(
            [
                Column(
                    [self._course(story, review, 27 if height >= TALL else 21)], padding=(8, 24)
                ),
                foot,
                Scroll(
                    Column([below], padding=(12, 14, 20, 24)),
                    name=_("Below the course"),
                    grow=1,
                    key=f"below:{self._below}",
                ),
            ],
            grow=1,
        )

    def _course(self, story: Story, review: Review, row: float) -> Widget:
        head = Row(
            [
                Label(_("Offers and replies"), "section", "high", wrap=False),
                Column([legend()], grow=1),
            ],
            gap=24,
        )
        return Column([head, course(review, story.table, self._turn, self._choose_turn, row)])

    def _moment(self, story: Story, review: Review, wide: bool) -> Widget:
        from game.review.timeline import moment, why

        number, seat = self._places[self._at], self._controller.seat
        now = moment(story, number, seat, open_book=self._open_book)
        events = [h for h in review.timeline if h.number == number]
        because = why(story, number, None if self._open_book else seat)
        asked = ""
        if because is not None:
            place = story.table.seat_places.get(because.seat)
            asked = story.table.seats[place].short if place is not None else _("the chair")
        said = _("Turn {turn}").format(turn=now.turn)
        bar = then.scrubber(self._places, self._at, said, self._scrub)
        return Column([bar, then.moment_tree(now, events, because, asked, wide)], gap=12)

    def _charts(self, review: Review, columns: int) -> Widget:
        names = [name for name in CHARTS if name in review.charts]
        names += [name for name in review.charts if name not in names]
        figures: list[Widget | None] = [chart_figure(review.charts[name]) for name in names]
        figures += [Space(grow=1)] * (-len(figures) % columns)
        rows: list[Widget | None] = [
            Row(figures[n : n + columns], gap=28, across="start")
            for n in range(0, len(figures), columns)
        ]
        return Column(rows, gap=24)

    def _side_tree(self, review: Review, chosen: str) -> Widget:
        if chosen == "levels":
            return levels.competencies(review, self._opened, self._toggle, self._jump)
        if chosen == "pivots":
            return levels.turning_points(review, self._replay, self._no_replay(), self._jump)
        return talk(review, self._jump)

    def _tabs(
        self,
        names: list[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], Answer],
        name: str,
    ) -> Widget:
        return Tabs([Option(*pair) for pair in names], chosen, choose, name=name)

    def _replay_row(self, review: Review) -> Widget:
        return Row([Space(grow=1), self._replay_button(review)])

    def _replay_button(self, review: Review) -> Widget:
        reason = self._no_replay()
        return Button(
            _("Replay from turn {turn}").format(turn=self._turn),
            lambda: self._replay(self._turn),
            kind="primary",
            icon="rotate-ccw",
            shortcut="R",
            small=True,
            enabled=not reason,
            reason=reason,
        )

    def _no_replay(self) -> str:
        if self._controller.go_back is None:
            return _("This game cannot be gone back in from here.")
        return ""

    # Acts.

    def _choose_side(self, chosen: str) -> Answer:
        self._side = chosen
        return None

    def _choose_below(self, chosen: str) -> Answer:
        self._below = chosen
        return None

    def _choose_pane(self, chosen: str) -> Answer:
        self._pane = chosen
        return None

    def _toggle(self, competency: str) -> Answer:
        self._opened = "" if self._opened == competency else competency
        return None

    def _choose_turn(self, turn: int) -> Answer:
        """Go to the first act of a turn; what lies below stays as it is."""
        assert self._made is not None
        self._turn = turn
        story = self._made[0]
        for at, number in enumerate(self._places):
            if story.state_after(number).turn == turn:
                self._at = at
                break
        return None

    def _scrub(self, at: int) -> Answer:
        assert self._made is not None
        self._at = at
        self._turn = max(1, self._made[0].state_after(self._places[at]).turn)
        return None

    def _jump(self, number: int) -> Answer:
        """Show the moment of a line of the log."""
        earlier = [at for at, place in enumerate(self._places) if place <= number]
        self._below = self._pane = "moment"
        return self._scrub(earlier[-1] if earlier else 0)

    def _replay(self, turn: int) -> Answer:
        if self._controller.go_back is None:
            return None
        self._ticket.cancel()
        return self._controller.go_back(turn)

    def _save(self) -> Answer:
        if self._made is None:
            return None
        review = self._made[1]
        path = report_path(self._controller.session.path, review.scenario, review.seat)

        def work(job: Job) -> Path:
            from game.review.html import report_html

            text = report_html(review)
            job.check()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            return path

        self._ticket = self._controller.worker.start(
            "Save the report",
            work,
            lambda saved: Tell(_("The report is kept in {path}.").format(path=saved), "teal"),
            failed=_unsaved,
        )
        return None

    def back(self) -> Answer:
        return Pop()


def report_path(save: Path | None, scenario: str, seat: str) -> Path:
    """Where the report of a seat goes: beside the save, or where saves lie if there is none."""
    from game import paths

    if save is not None:
        return save.with_name(f"{save.stem}-review-{seat}.html")
    return paths.saves_folder() / f"{scenario}-review-{seat}.html"


def _unsaved(error: Exception) -> Answer:
    if not isinstance(error, OSError):
        raise error
    said = _("The report cannot be written: {reason}. Free some space or check the folder.")
    return Tell(said.format(reason=error.strerror or error), "coral")
