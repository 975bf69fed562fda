"""The table: the map, the text under discussion, who stands where, and every act of the talks."""

from __future__ import annotations

from collections.abc import Callable

from game.client.controller import GameController
from game.client.layout import Column, Row, Space
from game.client.map.camera import Aim
from game.client.map.picture import Incident, Picture, picture_of
from game.client.map.theatre import Theatre, load_theatre
from game.client.map.widget import Held, MapView
from game.client.resources import find_assets
from game.client.screen import Answer, Pop, Push, Screen, Shortcut
from game.client.screens.header import turn_header
from game.client.screens.table_parts.answering import AnswerDraft
from game.client.screens.table_parts.briefing_panel import briefing_panel
from game.client.screens.table_parts.cards import member_cards
from game.client.screens.table_parts.draft_panel import Acts, draft_panel
from game.client.screens.table_parts.feed import Row as FeedRow
from game.client.screens.table_parts.feed import Task, rows, tasks
from game.client.screens.table_parts.feed_panel import event_row, feed_panel
from game.client.screens.table_parts.forecasts import Forecasts
from game.client.screens.table_parts.map_panel import map_controls, map_legend, map_note
from game.client.screens.table_parts.matrix import Matrix, matrix_table
from game.client.screens.table_parts.metrics import metrics
from game.client.screens.table_parts.own_acts import OwnActs
from game.client.screens.table_parts.routes import open_task
from game.client.screens.table_parts.standing import stands
from game.client.screens.table_parts.stories import Earlier, FeedPane, Story
from game.client.screens.table_parts.talking import Talk
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.choice import Option, Tabs
from game.client.widgets.controls import Button
from game.engine import commands as c
from game.engine.state import Draft
from game.texts.catalogue import _
from game.texts.numbers import period

WIDE, TIGHT, COMPACT = 1500, 1240, 1100
"""Logical widths from which there are three columns, changes and trends, a rail by the map."""


class TableScreen(Screen):
    """
    Briefing and consultation. All that it shows is read off the controller's view.

    ``drafts`` in view are chosen by number (0 for the agreement in force).
    """

    title = "Table"

    def __init__(self, controller: GameController) -> None:
        self.controller = controller
        table = controller.table
        self.theatre: Theatre = load_theatre(find_assets(), table.map)
        self._held = Held(Aim(self.theatre.view(table.map_view).id))
        self._draft: int | None = None
        self._seen_drafts: frozenset[int] = frozenset()
        self._member = -1
        self._event = ""
        self._row = ""
        self._read: set[str] = set()
        self._unfolded = False
        self._pane = "draft"
        self._forecasts = Forecasts(controller, self.refresh)
        self._picture: tuple[object, Picture] | None = None
        controller.on_change.append(self.refresh)

    def left(self) -> None:
        """Stop listening, and what is still being worked out."""
        self._forecasts.stop()
        if self.refresh in self.controller.on_change:
            self.controller.on_change.remove(self.refresh)

    # Building.

    def build(self, width: float, height: float) -> Widget:
        """Three columns, a rail with two, or one pane with tabs, by the window's width."""
        self._follow()
        compact = width < WIDE
        header = turn_header(self.controller, width)
        if width < COMPACT:
            return Column([header, self._one_pane()])
        left: Widget = self._rail() if compact else self._feed(width=300)
        centre = Column(
            [
                metrics(self.controller.view, compact=compact, tight=width < TIGHT, why=self._why),
                self._map(compact),
            ]
        )
        centre.grow = 1
        for child in centre.children:
            if isinstance(child, MapView):
                child.grow = 1
        side = self._side(compact)
        side.width = 416 if not compact else 400 if width >= TIGHT else 380
        body = Row([left, centre, side], across="stretch", grow=1)
        return Column([header, body, self._foot(compact, width < TIGHT)])

    def _follow(self) -> None:
        """Show a draft that has just been tabled; forget one that is gone."""
        view = self.controller.view
        here = frozenset(d.id for d in view.open_drafts)
        fresh = here - self._seen_drafts
        if fresh:
            self._draft = view.called or max(fresh)
        elif self._draft and self._draft not in here:
            self._draft = max(here) if here else 0
        self._seen_drafts = here

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown, None for the agreement in force."""
        return self.controller.view.draft(self._draft) if self._draft else None

    def _side(self, compact: bool) -> Widget:
        view = self.controller.view
        if view.phase == "briefing":
            happened = [row for row in rows(view) if row.event] if compact else []
            events = [event_row(row, self._open_row(row), whole=True) for row in happened]
            for event in events:
                event.padding = (8, 8, 8, 0)
            return briefing_panel(
                view,
                self._choose,
                self._read_on,
                self._brief,
                events=events,
                compact=compact,
            )
        found = stands(view, self.draft, self._forecasts.leans(self.draft))
        return draft_panel(
            view, self.draft, found, self._acts(), unfolded=self._unfolded, compact=compact
        )

    def _acts(self) -> Acts:
        return Acts(
            show=self._show,
            fold=self._fold,
            propose=self._propose,
            answer=self._answer,
            talk=self._talk,
            call=self._call,
            withdraw=self._withdraw,
            more=self._more,
            done=self._done,
        )

    def _feed(self, width: float | None = None) -> Widget:
        view = self.controller.view
        panel = feed_panel(
            tasks(view),
            rows(view),
            self._read,
            self._open_task,
            self._open_row,
            self._earlier,
            selected=self._row,
        )
        panel.width = width
        return panel

    def _rail(self) -> Widget:
        """Icons for what a narrow window has no room for."""
        view = self.controller.view
        waiting = len(tasks(view))
        new = sum(row.key not in self._read for row in rows(view))
        bell = _("Events: {waiting} wait for you, {new} new").format(waiting=waiting, new=new)
        items = [
            ("bell", bell, self._open_feed, waiting),
            ("users", _("Positions of all members"), self._matrix, 0),
            ("history", _("Earlier turns"), self._earlier, 0),
        ]
        buttons: list[Widget] = []
        for icon, name, act, count in items:
            button = Button("", act, kind="quiet", icon=icon, name=name, tooltip=name)
            buttons.append(button)
            if count:
                buttons.append(
                    Label(str(count), "figure_small", "brass", text_align="center", leading=1.1)
                )
        return Column(
            buttons,
            width=56,
            padding=(8, 6),
            gap=4,
            fill="panel",
            lines="right",
            region=True,
            name=_("Panes"),
        )

    def _map(self, compact: bool) -> MapView:
        view = self.controller.view
        draft = self.draft if view.phase == "consultation" else None
        key = (self.controller.version, draft.id if draft else 0)
        if self._picture is None or self._picture[0] != key:
            package = draft.package if draft else None
            number = draft.id if draft else 0
            self._picture = (key, picture_of(view, self.theatre, package, number))
        picture = self._picture[1]
        incident = next((i for i in picture.incidents if i.event == self._event), None)
        return MapView(
            self.theatre,
            picture,
            self._held,
            selected=self._event,
            on_select=self._select_event,
            callout=map_note(incident, self._reader(incident)) if incident is not None else None,
            bottom_left=None if compact else map_legend(picture),
            bottom_right=map_controls(self.theatre, self._held, self.refresh),
        )

    def _foot(self, compact: bool, tight: bool) -> Widget:
        view = self.controller.view
        found = stands(view, self.draft, self._forecasts.leans(self.draft))
        cards = member_cards(
            view,
            self.draft,
            found,
            self._opens,
            selected=self._member,
            compact=compact,
            tight=tight,
        )
        head = None
        if not compact:
            told = _("Stance is towards draft {number}; a question mark is your own forecast.")
            words = told.format(number=self.draft.id) if self.draft else ""
            head = Row(
                [
                    Label(_("The table"), "section", "high", wrap=False),
                    Space(grow=1),
                    Label(words, "caption", "low", wrap=False) if words else None,
                    Button(
                        _("Positions"),
                        self._matrix,
                        kind="quiet",
                        small=True,
                        shortcut="N",
                        icon="users",
                    ),
                ],
                gap=14,
            )
        return Column(
            [
                head,
                Row(
                    cards,
                    gap=7 if compact else 10,
                    across="stretch",
                    region=True,
                    name=_("Members"),
                ),
            ],
            padding=(8, 12, 10, 12) if compact else (6, 24, 14, 24),
            gap=4,
            lines="top",
        )

    def _one_pane(self) -> Widget:
        options = [
            Option("map", _("Map")),
            Option("draft", _("Draft")),
            Option("members", _("Members")),
            Option("events", _("Events")),
        ]
        panes: dict[str, Callable[[], Widget]] = {
            "map": lambda: self._map(True),
            "draft": lambda: self._side(True),
            "members": self._matrix_pane,
            "events": self._feed,
        }
        pane = panes[self._pane]()
        pane.grow = 1
        tabs = Tabs(options, self._pane, self._set_pane, name=_("Panes"))
        return Column([Row([tabs], padding=(6, 12)), pane], grow=1)

    def _matrix_pane(self) -> Widget:
        view = self.controller.view
        found = stands(view, self.draft, self._forecasts.leans(self.draft))
        cards = member_cards(view, self.draft, found, self._opens, compact=True, tight=True)
        half = -(-len(cards) // 2)
        halves = [Row(part, gap=8, across="stretch") for part in (cards[:half], cards[half:])]
        body = Column([*halves, matrix_table(view)], gap=8, padding=(4, 2, 12, 12))
        return Scroll(body, name=_("Members"))

    # Keys.

    def shortcuts(self) -> list[Shortcut]:
        """Members by number, the text's parts, and zoom."""
        view = self.controller.view
        order = [view.seat, *(s for s in view.table.members if s != view.seat)]
        found = [
            Shortcut(str(n + 1), view.table.seats[seat].name, self._opens(seat))
            for n, seat in enumerate(order[:9])
        ]
        found.append(Shortcut("+", _("Nearer"), self._zoom(1)))
        found.append(Shortcut("-", _("Farther"), self._zoom(-1)))
        found.append(Shortcut("N", _("Positions"), self._matrix))
        found.append(Shortcut("E", _("Events"), self._open_feed))
        if view.phase == "consultation":
            found.append(Shortcut("A", _("Answer"), self._answer))
            found.append(Shortcut("T", _("Talk"), self._talk))
            found.append(Shortcut("D", _("Done this round"), self._done))
            found.append(Shortcut("O", _("More acts"), self._more))
        return found

    def back(self) -> Answer:
        """Esc opens the game's menu rather than leaving the game."""
        return self.controller.menu()

    def _reader(self, incident: Incident) -> Callable[[], Answer]:
        def act() -> Answer:
            seen = next(h for h in self.controller.view.happened if h.event == incident.event)
            when = period(self.controller.table, seen.turn)
            return Push(Story(incident.title, incident.text, when))

        return act

    def _zoom(self, steps: float) -> Callable[[], Answer]:
        def act() -> Answer:
            self._held.aim.zoom(steps)
            return None

        return act

    # What is shown.

    def _show(self, number: str) -> Answer:
        self._draft = int(number)
        return None

    def _fold(self) -> Answer:
        self._unfolded = not self._unfolded
        return None

    def _set_pane(self, pane: str) -> Answer:
        self._pane = pane
        return None

    def _select_event(self, event: str) -> Answer:
        self.show_event(event)
        return None

    def show_event(self, event: str) -> None:
        """Show the note on an event at its place on the map; none for an empty id."""
        self._event = event
        self.refresh()

    # Acts.

    def _choose(self, event: str, option: str) -> Callable[[], Answer]:
        def act() -> Answer:
            return self.controller.act(c.ChooseForEvent(event, option))

        return act

    def _read_on(self) -> Answer:
        return self.controller.act(c.Continue())

    def _brief(self) -> Answer:
        from game.client.screens.instructions import InstructionsScreen

        return Push(InstructionsScreen(self.controller))

    def _why(self, track: str) -> Answer:
        from game.client.screens.why import WhyScreen

        return Push(WhyScreen(self.controller, track))

    def _propose(self) -> Answer:
        from game.client.screens.composer import ComposerScreen

        return Push(ComposerScreen(self.controller, self._draft or 0))

    def _answer(self) -> Answer:
        draft = self.draft
        if draft is None or self.controller.view.seat in draft.sponsors:
            return None
        return Push(AnswerDraft(self.controller, draft.id))

    def _talk(self) -> Answer:
        view = self.controller.view
        seat = self._member
        if seat < 0 or seat == view.seat:
            seat = next(s for s in view.table.members if s != view.seat)
        return self._opens(seat)()

    def _opens(self, seat: int) -> Callable[[], Answer]:
        def act() -> Answer:
            if seat == self.controller.view.seat:
                return Push(OwnActs(self.controller))
            self._member = seat
            return Push(Talk(self.controller, seat, self._draft or 0))

        return act

    def _call(self) -> Answer:
        draft = self.draft
        if draft is None:
            return None
        said = _("Draft {number} is decided when this round ends.").format(number=draft.id)
        return self.controller.act(c.CallDecision(draft.id), said)

    def _withdraw(self) -> Answer:
        draft = self.draft
        if draft is None:
            return None
        return self.controller.act(c.WithdrawDraft(draft.id), _("Your draft is withdrawn."))

    def _more(self) -> Answer:
        return Push(OwnActs(self.controller))

    def _done(self) -> Answer:
        if self.controller.view.phase != "consultation":
            return None
        return self.controller.act(c.PassRound())

    def _matrix(self) -> Answer:
        return Push(Matrix(self.controller))

    def _earlier(self) -> Answer:
        return Push(Earlier(self.controller))

    def _open_feed(self) -> Answer:
        return Push(FeedPane(self.controller, self._closing_feed))

    def _closing_feed(self) -> Widget:
        """The feed for a pane of its own, which closes when a row leads back to the table."""
        view = self.controller.view

        def opener(row: FeedRow) -> Callable[[], Answer]:
            act = self._open_row(row)
            return lambda: act() or Pop()

        return feed_panel(tasks(view), rows(view), self._read, self._open_task, opener, None)

    def _open_task(self, task: Task) -> Callable[[], Answer]:
        def act() -> Answer:
            return open_task(self.controller, task)

        return act

    def _open_row(self, row: FeedRow) -> Callable[[], Answer]:
        def act() -> Answer:
            self._read.add(row.key)
            self._row = row.key
            return self._open(row)

        return act

    def _open(self, row: FeedRow) -> Answer:
        """What pressing a row of the feed leads to: a place, a member, a draft, or its story."""
        view = self.controller.view
        if row.event:
            seen = next((h for h in view.happened if h.event == row.event), None)
            if seen is not None and seen.at is not None:
                self._event = "" if self._event == row.event else row.event
                return None
        elif row.member >= 0 and row.member != view.seat:
            return Push(Talk(self.controller, row.member, row.draft or self._draft or 0))
        elif row.draft:
            self._draft = row.draft
            return None
        return Push(Story(row.title, row.detail, row.when))

    def resumed(self, result: object) -> Answer:
        """A dialog was left; one may ask to show a draft."""
        if isinstance(result, int) and not isinstance(result, bool):
            self._draft = result
        return None
