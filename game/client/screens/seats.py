"""Briefing and seat choice: what everyone may know of each seat, and how the game is to be played.

What only the holder of a seat may know comes after, in `instructions`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.begin import Choice, Difficulty, begin
from game.client.layout import Column, Container, Divider, Flow, Row, Space
from game.client.paint import Painter
from game.client.screen import Answer, Pop, Push, Replace, Screen, Tell
from game.client.screens import wording
from game.client.screens.markdown import pages
from game.client.screens.vignette import Pictures, Vignette
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Drawing, Flag, Icon, Label
from game.client.widgets.cards import FactRow, ListRow
from game.client.widgets.choice import Dropdown, Option
from game.client.widgets.controls import Button, Checkbox
from game.client.widgets.dialogs import dialog_tree
from game.client.widgets.field import TextField
from game.client.widgets.figures import Pips
from game.client.widgets.tables import TableGrid
from game.client.widgets.tags import StateLine
from game.engine.setting import build_setting, preset_of
from game.engine.table import Table
from game.session.header import LARGEST_SEED
from game.texts.catalogue import _
from game.texts.names import units

if TYPE_CHECKING:
    import pygame

    from game.client.app import App
    from game.client.controller import GameController
    from game.client.screens.shelf import Book

PIPS = 5


class SeatsScreen(Screen):
    """Choosing a seat, the length and the names; the game begins with `Take this seat`."""

    title = "Briefing and seat choice"
    first_focus = "Take this seat"

    def __init__(self, app: App, book: Book, seed: int | None = None) -> None:
        assert book.loaded is not None
        self._app = app
        self._book = book
        self._loaded = book.loaded
        self._scenario = book.loaded.scenario
        default = preset_of(self._scenario)
        assert default is not None
        self._preset = default.id
        self._aliases = False
        self._difficulty: Difficulty = "standard"
        self._seed = str(random.randrange(1, 100_000) if seed is None else seed)
        self._table = self._public()
        self._chosen = 0
        self._beginning = False
        self._pictures: Pictures = {}

    def _public(self) -> Table:
        preset = preset_of(self._scenario, self._preset)
        assert preset is not None
        return build_setting(
            self._scenario,
            self._loaded.catalogue,
            seed=0,
            preset=preset,
            aliases=self._aliases,
        ).table

    # What is shown.

    def build(self, width: float, height: float) -> Widget:
        if width < 1000:
            parts = [self._head(width), self._list(), self._seat(), self._side(width)]
            return Scroll(Column(list(parts), gap=16), name=self.title)
        wide = width >= 1500
        left = Container(
            children=[self._list()], width=336 if wide else 272, lines="right", fill="panel"
        )
        middle = Scroll(self._seat(), name=_("The seat"), grow=1)
        right = Container(children=[self._side(width)], width=470 if wide else 376)
        return Column(
            [
                self._head(width),
                Row(
                    [left, middle, right],
                    across="stretch",
                    grow=1,
                ),
            ]
        )

    def _head(self, width: float) -> Widget:
        table = self._table
        facts: list[Widget] = [
            _fact("users", _("{count} seats").format(count=len(table.seats))),
            _fact("repeat", wording.length(table.preset)),
            _fact("landmark", wording.decision_rule(table.decision)),
        ]
        names = Column(
            [Label(table.title, "heading", "high"), Label(self.title, "caption", "low")], gap=0
        )
        back = Button("", self.back, kind="quiet", icon="arrow-left", name=_("Back"))
        about = Button(
            _("Read about the scenario"), self._about, kind="quiet", icon="book-open", small=True
        )
        if width < 1000:
            return Flow([back, names, about], gap=16, line_gap=8, padding=12, fill="panel")
        return Row(
            [back, names, Space(grow=1), *facts, Space(grow=1), about],
            gap=24 if width >= 1500 else 16,
            padding=(8, 20),
            fill="panel",
            lines="bottom",
            min_height=64,
        )

    def _list(self) -> Widget:
        table = self._table
        rows: list[Widget] = []
        for n, seat in enumerate(table.seats):
            mine = n == self._chosen
            rows.append(
                ListRow(
                    title=seat.name,
                    detail=self._kind(n),
                    leading_mark=Flag(seat.flag or seat.name[:2], 40),
                    trailing=StateLine(mark="you", text=_("You"), colour="brass")
                    if mine
                    else Icon("bot", 18, name=_("Computer"), tooltip=_("Played by the computer")),
                    act=self._choose(n),
                    selected=mine,
                    min_height=58,
                    padding=(6, 18),
                    key=seat.id,
                )
            )
        head = Column(
            [
                Label(_("Choose a seat"), "section", "high"),
                Label(_("Other seats are played by the computer."), "caption", "low"),
            ],
            padding=(18, 18, 10, 18),
        )
        listed = Column(rows, region=True, name=_("Seats"))
        return Column([head, Scroll(listed, name=_("Seats"), grow=1), self._shares()], grow=1)

    def _kind(self, member: int) -> str:
        spec = self._scenario.members[member]
        return next(a.name for a in self._loaded.catalogue.archetypes if a.id == spec.archetype)

    def _shares(self) -> Widget:
        table = self._table
        mine = table.seats[self._chosen]
        largest = max(table.seats, key=lambda seat: seat.ability)
        shares = [Label(f"{mine.short} {_share(mine.ability)}", "strong/13", "brass")]
        if largest is not mine:
            most = _("largest: {name} {share}").format(
                name=largest.short, share=_share(largest.ability)
            )
            shares.append(Label(most, "caption", "low"))
        words = Flow(shares, gap=12, line_gap=0)

        def paint(p: Painter, rect: pygame.Rect) -> None:
            x = float(rect.x)
            for n, seat in enumerate(table.seats):
                wide = rect.w * seat.ability
                part = rect.copy()
                part.x, part.w = round(x), max(2, round(wide) - p.look.px(2))
                p.fill(part, "brass" if n == self._chosen else "edge")
                x += wide

        return Column(
            [
                Label(_("Capacity share of each member"), "caption", "low"),
                Drawing(paint, (280, 10), name=_("Capacity shares"), height=10),
                words,
            ],
            gap=6,
            padding=(12, 18, 18, 18),
            lines="top",
        )

    def _seat(self) -> Widget:
        table = self._table
        seat = table.seats[self._chosen]
        spec = self._scenario.members[self._chosen]
        kind = next(a for a in self._loaded.catalogue.archetypes if a.id == spec.archetype)
        head = Row(
            [
                Flag(seat.flag or seat.name[:2], 84),
                Column(
                    [Label(seat.name, "title/36", "high"), Label(kind.text, "body/16", "text")],
                    grow=1,
                ),
            ],
            gap=24,
        )
        aim = Column(
            [
                Label(_("What it says it wants"), "caption", "low"),
                Label(seat.aim, "heading/20", "high"),
            ],
            gap=6,
            padding=24,
            fill="panel",
            radius=10,
        )
        return Column(
            [
                head,
                aim,
                Row([self._interests(), self._means()], gap=40, across="start"),
                self._repute(),
            ],
            gap=24,
            padding=(28, 32),
        )

    def _interests(self) -> Widget:
        table = self._table
        prior = table.priors[self._chosen].values
        tracks = sorted(prior.priorities, key=lambda row: -row[1])
        top = max((weight for _track, weight in tracks), default=1.0)
        rows: list[Widget] = []
        for place, weight in tracks:
            track = table.tracks[place]
            level = max(1, round(PIPS * weight / top))
            rows += [
                Divider(),
                Column(
                    [
                        Label(track.name, "strong", "high", tooltip=track.text),
                        Pips(level, PIPS, name=track.name),
                    ],
                    gap=4,
                    padding=(6, 0),
                ),
            ]
        return Column(
            [
                Label(_("What it cares about"), "section", "high"),
                Label(_("By repute. Five marks are most important."), "caption", "low"),
                Space(6),
                *rows,
            ],
            grow=1,
        )

    def _means(self) -> Widget:
        table = self._table
        seat = table.seats[self._chosen]
        rows: list[Widget] = []
        for n, spec in enumerate(table.resources):
            if seat.stock[n]:
                fact = units(table, n, seat.stock[n])
                rows.append(
                    Row(
                        [Icon(spec.icon, 20), Label(fact, "strong", "high", grow=1)],
                        gap=12,
                        lines="top",
                        min_height=40,
                    )
                )
        return Column(
            [
                Label(_("What it could send"), "section", "high"),
                Label(_("In a quarter, at most."), "caption", "low"),
                Space(6),
                *rows,
            ],
            grow=1,
        )

    def _repute(self) -> Widget:
        table = self._table
        prior = table.priors[self._chosen].values
        weighed = sorted(range(len(table.terms)), key=lambda n: -prior.term_weights[n])[:3]
        rows: list[Widget] = []
        for n in weighed:
            row = prior.term_values[n]
            liked = table.terms[n].answers[row.index(max(row))].name
            rows.append(FactRow(label=table.terms[n].name, fact=liked, label_width=140))
        return Column(
            [
                Label(_("Where others expect it to stand"), "section", "high"),
                Label(
                    _("Presumed. Your own instructions follow once you take the seat."),
                    "caption",
                    "low",
                ),
                Space(4),
                *rows,
            ],
            gap=2,
        )

    def _side(self, width: float) -> Widget:
        table = self._table
        seat = table.seats[self._chosen]
        picture: Widget | None = None
        if self._book.theatre is not None:
            scenario = self._scenario
            vignette = Vignette(
                self._book.theatre, scenario.map_view, self._pictures, scenario.zones
            )
            picture = Container(children=[vignette], height=200 if width >= 1500 else 150)
        figure = Row(
            [
                Label(_share(seat.risk), "figure_large", "high"),
                Label(
                    _("of what the problem costs the table falls on {name}").format(
                        name=seat.short
                    ),
                    "small",
                    "low",
                    grow=1,
                ),
            ],
            gap=12,
        )
        body = Column(
            [picture, figure, Divider(), *self._options()], gap=14, padding=(28, 28, 4, 28)
        )
        buttons = Row(
            [
                Button(_("Compare seats"), self._compare, kind="outline", grow=1),
                Button(
                    _("Take this seat"),
                    self._take,
                    kind="primary",
                    shortcut="Enter",
                    grow=2,
                    enabled=not self._beginning,
                    reason=_("The game is being set up."),
                ),
            ],
            gap=12,
            padding=(12, 28, 24, 28),
        )
        if width < 1000:
            return Column([body, buttons])
        return Column([Scroll(body, name=_("How to play"), grow=1), buttons], grow=1)

    def _options(self) -> list[Widget]:
        presets = [
            Option(p.id, _("{name}, {turns} turns").format(name=p.name, turns=p.turns))
            for p in self._scenario.presets
        ]
        thinking = [
            Option("standard", _("Think thoroughly")),
            Option("study", _("Think quickly")),
        ]
        return [
            _labelled(
                _("Length"), Dropdown(presets, self._preset, self._set_preset, name=_("Length"))
            ),
            _labelled(
                _("Members"),
                Dropdown(thinking, self._difficulty, self._set_difficulty, name=_("Members")),
            ),
            _labelled(
                _("Seed"),
                TextField(
                    text=self._seed,
                    on_change=self._set_seed,
                    name=_("Seed"),
                    error=self._seed_error(),
                    tooltip=_("The same seed and the same acts give the same game."),
                ),
            ),
            Checkbox(_("Invented names for all members"), self._aliases, self._set_aliases),
        ]

    # What is done.

    def _choose(self, member: int) -> Callable[[], Answer]:
        def act() -> Answer:
            self._chosen = member
            return None

        return act

    def _set_preset(self, preset: str) -> Answer:
        self._preset = preset
        self._table = self._public()
        return None

    def _set_difficulty(self, difficulty: str) -> Answer:
        self._difficulty = "study" if difficulty == "study" else "standard"
        return None

    def _set_seed(self, seed: str) -> Answer:
        self._seed = seed.strip()
        return None

    def _set_aliases(self, on: bool) -> Answer:
        self._aliases = on
        self._table = self._public()
        return None

    def _seed_error(self) -> str:
        if self._seed.isascii() and self._seed.isdigit() and int(self._seed) <= LARGEST_SEED:
            return ""
        return _("Write a whole number from 0 to {most}.").format(most=f"{LARGEST_SEED:,}")

    def _take(self) -> Answer:
        error = self._seed_error()
        if error:
            return Tell(error, "coral")
        self._beginning = True
        choice = Choice(
            seat=self._table.seats[self._chosen].id,
            preset=self._preset,
            seed=int(self._seed),
            aliases=self._aliases,
            difficulty=self._difficulty,
        )
        begin(self._app, self._loaded, choice, self._begun, self._failed)
        return None

    def _begun(self, controller: GameController) -> Answer:
        from game.client.screens.instructions import InstructionsScreen

        return Replace(InstructionsScreen(controller, first=True), instead_of=self)

    def _failed(self) -> None:
        self._beginning = False

    def _compare(self) -> Answer:
        return Push(CompareScreen(self._table))

    def _about(self) -> Answer:
        return Push(AboutScreen(self._table, self._scenario.sources))

    def back(self) -> Answer:
        return Pop()


class CompareScreen(Screen):
    """All seats beside each other: capacity, risk and means."""

    title = "Compare seats"
    overlay = True

    def __init__(self, table: Table) -> None:
        self._table = table

    def build(self, width: float, height: float) -> Widget:
        table = self._table
        heads: list[Widget | None] = [
            Label(_("Seat"), "caption", "low"),
            Label(_("Capacity"), "caption", "low"),
            Label(_("Risk"), "caption", "low"),
            *(Icon(r.icon, 20, name=r.name, tooltip=r.name) for r in table.resources),
        ]
        rows: list[list[Widget | None]] = [heads]
        for seat in table.seats:
            flag = Flag(seat.flag or seat.name[:2], 30)
            name = Row([flag, Label(seat.short, "strong", "high")], gap=10)
            rows.append(
                [
                    name,
                    Label(_share(seat.ability), "figure_small", "high"),
                    Label(_share(seat.risk), "figure_small", "high"),
                    *(
                        Label(str(count), "figure_small", "high" if count else "low")
                        for count in seat.stock
                    ),
                ]
            )
        grid = TableGrid(
            rows,
            columns=["1fr", "auto", "auto", *["auto" for _r in table.resources]],
            gap=24,
            name=_("Seats"),
        )
        close = Button(_("Close"), self.back, kind="primary", shortcut="Enter")
        return dialog_tree(
            _("Compare seats"),
            [grid],
            [close],
            wide=min(760, width - 32),
            high=min(560, height - 32),
        )

    def back(self) -> Answer:
        return Pop()


class AboutScreen(Screen):
    """The scenario in a page: what it is about, who decides how, what care it asks for, sources."""

    title = "About the scenario"
    overlay = True

    def __init__(self, table: Table, sources: tuple[str, ...]) -> None:
        self._table = table
        self._sources = sources

    def build(self, width: float, height: float) -> Widget:
        table = self._table
        body: list[Widget] = [
            Label(table.summary),
            Label(table.framework, "section", "high"),
            Label(table.framework_text),
            Label(_("Actors without a seat"), "section", "high"),
            *(w for actor in table.actors for w in pages(f"**{actor.name}.** {actor.text}")),
            Label(_("Care"), "section", "high"),
            Label(table.notice),
            Label(_("Sources"), "section", "high"),
            *(Label(source, "caption", "low") for source in self._sources),
        ]
        close = Button(_("Close"), self.back, kind="primary", shortcut="Enter")
        return dialog_tree(
            table.title, body, [close], wide=min(760, width - 32), high=min(680, height - 32)
        )

    def back(self) -> Answer:
        return Pop()


def _fact(icon: str, text: str) -> Widget:
    return Row([Icon(icon, 18), Label(text, "small", "low", wrap=False)], gap=8)


def _labelled(label: str, control: Widget) -> Widget:
    control.grow = 1
    return Row([Label(label, "small", "low", width=64), control], gap=12)


def _share(part: float) -> str:
    return f"{round(100 * part)}%"
