"""Saved games: what lies in the folder, to go on with or to throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Pop, Push, Screen, Tell
from game.client.screens import wording
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.cards import ListRow
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import Choice, Dialog
from game.texts.catalogue import _
from game.texts.numbers import listed

if TYPE_CHECKING:
    from pathlib import Path

    from game.client.app import App
    from game.client.worker import Job
    from game.session.listing import SaveInfo


class SavesScreen(Screen):
    """Every save of the folder, the last played first; broken ones say what is wrong."""

    title = "Saved games"

    def __init__(self, app: App) -> None:
        self._app = app
        self._saves: tuple[SaveInfo, ...] | None = None
        self._doomed: Path | None = None
        self._read()

    def _read(self) -> None:
        self._app.worker.start("Read the saves", _list, self._listed)

    def _listed(self, saves: tuple[SaveInfo, ...]) -> Answer:
        self._saves = saves
        return None

    def build(self, width: float, height: float) -> Widget:
        from game import paths

        back = Button("", self.back, kind="quiet", icon="arrow-left", name=_("Back"))
        head = Row([back, Label(_("Saved games"), "title", "high"), Space(grow=1)], gap=16)
        where = Label(
            _("They lie in {folder}.").format(folder=paths.saves_folder()), "caption", "low"
        )
        rows: list[Widget] = [self._row(save, width) for save in self._saves or ()]
        if self._saves is None:
            rows = [Label(_("Reading the saves ..."), "body", "low")]
        elif not rows:
            rows = [
                Label(_("No game has been begun yet. Every game is kept here by itself."), "body")
            ]
        listed_rows = Column(rows, gap=8, padding=(0, 4), region=True, name=_("Saved games"))
        inner = Column(
            [
                head,
                Row([where], padding=(0, 0, 0, 60)),
                Scroll(listed_rows, name=_("Saved games"), grow=1),
            ],
            gap=16,
            padding=(28, 20),
            width=min(1080, width),
            grow=1,
        )
        return Column([inner], across="center")

    def _row(self, save: SaveInfo, width: float) -> Widget:
        icon, tone = ("flag", "low") if save.ended else ("play", "low")
        if not save.playable:
            icon, tone = "octagon-alert", "coral"
        if save.playable:
            title = _("{title} as {seats}").format(
                title=save.title, seats=listed(save.seat_names) or _("a watcher")
            )
            detail = " · ".join(_facts(save))
        else:
            title, detail = save.path.name, save.damage
        throw = Button(
            "" if width < 1100 else _("Delete"),
            lambda: self._ask(save),
            kind="quiet",
            icon="x",
            small=True,
            name=_("Delete {name}").format(name=save.path.name),
        )
        go_on = Button(
            _("Look back") if save.ended else _("Go on"),
            lambda: self._open(save),
            small=True,
            name=_("Go on with {name}").format(name=save.path.name),
            enabled=save.playable,
            reason=save.damage,
        )
        review = None
        if save.ended and save.playable:
            review = Button(
                _("Review"),
                lambda: self._review(save),
                small=True,
                name=_("Review {name}").format(name=save.path.name),
            )
        return ListRow(
            title=title,
            detail=detail,
            leading_mark=Icon(icon, 20, tone),
            trailing=Row([review, go_on, throw], gap=8),
            key=save.path.name,
            fill="panel",
            radius=8,
            min_height=60,
        )

    def _open(self, save: SaveInfo) -> Answer:
        from game.client.begin import resume

        return resume(self._app, save.path, instead_of=self)

    def _review(self, save: SaveInfo) -> Answer:
        from game.client.begin import resume
        from game.client.screens.review import ReviewScreen

        return resume(self._app, save.path, shown=lambda game: Push(ReviewScreen(game, owned=True)))

    def _ask(self, save: SaveInfo) -> Answer:
        self._doomed = save.path
        return Push(
            Dialog(
                _("Delete this game?"),
                _("{name} is removed from this computer for good.").format(name=save.path.name),
                [Choice(_("Keep"), False), Choice(_("Delete"), True, kind="primary")],
            )
        )

    def resumed(self, result: object) -> Answer:
        doomed, self._doomed = self._doomed, None
        if result is True and doomed is not None:
            try:
                doomed.unlink()
            except OSError as error:
                return Tell(f"{doomed.name} stays: {error.strerror}.", "coral")
            self._read()
        return None

    def back(self) -> Answer:
        return Pop()


def _list(job: Job) -> tuple[SaveInfo, ...]:
    from game.session.listing import list_saves

    return list_saves()


def _facts(save: SaveInfo) -> list[str]:
    turn = _("Turn {turn} of {turns}").format(turn=max(1, save.turn), turns=save.turns)
    facts = [_("Ended") if save.ended else turn, save.preset, wording.day(save.played)]
    if save.branch is not None:
        facts.append(_("branch from turn {turn}").format(turn=save.branch.turn))
    if save.notice:
        facts.append(save.notice)
    return facts
