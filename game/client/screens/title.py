"""The first screen: what one can do, beside the library of scenarios."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game import __version__
from game.client.layout import Column, Row, Space, Stack
from game.client.screen import Answer, Push, Quit, Screen, Tell
from game.client.screens.help import HelpScreen
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Emblem, Icon, Label
from game.client.widgets.cards import ListRow
from game.texts.catalogue import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screens.shelf import Book
    from game.client.worker import Job
    from game.session.listing import SaveInfo

AFTER_FIRST_FRAME = 0.01


class TitleScreen(Screen):
    """
    Title and library. Scenarios and saves are read in the worker after the first frame.

    *opening* is done once that frame is shown: the way `demarche play` goes straight to a game.
    """

    title = "Demarche"
    first_focus = "Choose a seat"

    def __init__(self, app: App, opening: Callable[[], Answer] | None = None) -> None:
        self._app = app
        app.help = HelpScreen
        self._opening = opening
        self._books: tuple[Book, ...] | None = None
        self._latest: SaveInfo | None = None
        self._progress = (0.0, "")
        self._pictures: dict[tuple[object, ...], object] = {}
        self.tick = AFTER_FIRST_FRAME

    # What is read.

    def update(self, seconds: float) -> Answer:
        self.tick = None
        self._app.worker.start("Read the library", self._read, self._shelved, progress=self._told)
        opening, self._opening = self._opening, None
        return opening() if opening is not None else None

    def _read(self, job: Job) -> tuple[tuple[Book, ...], SaveInfo | None]:
        from game.client.screens.shelf import read_shelf
        from game.session.listing import list_saves

        books = self._books
        if books is None:
            books = read_shelf(self._app.assets, job.progress)
        saves = list_saves()
        return books, next((save for save in saves if save.playable and not save.ended), None)

    def _told(self, share: float, text: str) -> Answer:
        self._progress = (share, text)
        return None

    def _shelved(self, read: tuple[tuple[Book, ...], SaveInfo | None]) -> Answer:
        self._books, self._latest = read
        return None

    def resumed(self, result: object) -> Answer:
        self.tick = AFTER_FIRST_FRAME
        return result if isinstance(result, Tell) else None

    # What is shown.

    def build(self, width: float, height: float) -> Widget:
        if width < 1000:
            rail = self._rail(width, narrow=True)
            both = Column([rail, self._library(width, height)])
            return Scroll(both, name=self.title)
        wide = 400 if width >= 1500 else 300
        return Row(
            [self._rail(wide, narrow=False), self._library(width - wide, height)],
            across="stretch",
        )

    def _rail(self, width: float, *, narrow: bool) -> Widget:
        compact = narrow or width < 400
        name = Label("Demarche", "display" if not compact else "display/40", "high", wrap=False)
        tagline = Label(_("Practise coalition talks, turn by turn."), "body/16", "text")
        head: list[Widget] = [
            Emblem(48 if not compact else 36),
            Space(20 if not compact else 8),
            name,
            Space(4),
            tagline,
        ]
        rows = Column(self._rows(), gap=4, region=True, name=_("Main menu"))
        if narrow:
            return Column([*head, Space(16), rows], padding=24, fill="card")
        version = Label(
            _("Version {version} · plays offline").format(version=__version__), "caption", "low"
        )
        words = Column(
            [
                Column(head, padding=(0, 16), across="start"),
                Space(grow=1),
                rows,
                Space(grow=2),
                Row([version], padding=(0, 16)),
            ],
            padding=(56, 24, 32, 24),
        )

        layers: list[Widget] = [words]
        book = next((b for b in self._books or () if b.theatre is not None), None)
        if book is not None and book.theatre is not None:
            from game.client.screens.vignette import Vignette

            ground = Vignette(
                book.theatre,
                book.theatre.views[0].id,
                self._pictures,  # type: ignore[arg-type]
                faint=True,
                name=_("Coastlines"),
            )
            layers.insert(0, ground)
        return Stack(layers, width=width, fill="card", lines="right")

    def _rows(self) -> list[Widget]:
        latest = self._latest
        continued: Widget | None = None
        if latest is not None:
            continued = _entry(
                "play",
                _("Continue"),
                self._continue,
                _("{title} as {seat}, turn {turn} of {turns}").format(
                    title=latest.title,
                    seat=", ".join(latest.seat_names),
                    turn=max(1, latest.turn),
                    turns=latest.turns,
                ),
            )
        rows = (
            continued,
            _entry("map", _("Play a scenario"), lambda: None, selected=True),
            _entry("history", _("Saved games"), self._saves),
            _entry("book-open", _("How to play"), self._help),
            _entry("settings", _("Settings"), self._settings),
            _entry("x", _("Quit"), Quit),
        )
        return [row for row in rows if row is not None]

    def _library(self, width: float, height: float) -> Widget:
        if self._books is None:
            from game.client.widgets.basic import ProgressStrip

            share, text = self._progress
            words = _("Reading the scenarios") + (f": {text}" if text else "")
            waiting = Column(
                [Label(_("Scenario library"), "title", "high"), ProgressStrip(share, words)],
                gap=24,
                padding=32,
                grow=1,
            )
            return waiting
        from game.client.screens.library import library_pane

        return library_pane(
            self._books,
            width,
            height,
            self._pictures,  # type: ignore[arg-type]
            self._choose,
        )

    # What is done.

    def _choose(self, book: Book) -> Answer:
        from game.client.screens.seats import SeatsScreen

        return Push(SeatsScreen(self._app, book))

    def _continue(self) -> Answer:
        from game.client.begin import resume

        return resume(self._app, self._latest.path) if self._latest is not None else None

    def _saves(self) -> Answer:
        from game.client.screens.saves import SavesScreen

        return Push(SavesScreen(self._app))

    def _settings(self) -> Answer:
        from game.client.screens.settings import SettingsScreen

        return Push(SettingsScreen(self._app))

    def _help(self) -> Answer:
        return Push(HelpScreen())

    def back(self) -> Answer:
        from game.client.screens.menu import QuitQuestion

        return Push(QuitQuestion())


def _entry(
    icon: str,
    text: str,
    act: Callable[[], Answer],
    detail: str = "",
    *,
    selected: bool = False,
) -> Widget:
    return ListRow(
        title=text,
        detail=detail,
        leading_mark=Icon(icon, 20, "high" if selected else "text"),
        act=act,
        selected=selected,
        min_height=52,
        radius=6,
    )
