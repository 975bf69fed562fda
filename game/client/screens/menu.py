"""The menu of a game: instructions, going back to a turn, settings, help, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.layout import Column
from game.client.screen import Answer, Pop, Push, Quit, Screen
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import dialog_tree
from game.texts.catalogue import _
from game.texts.numbers import period

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.controller import GameController


class GameMenu(Screen):
    """What can be done beside playing; the game goes on being kept by itself."""

    title = "Menu"
    overlay = True
    first_focus = "Go on playing"

    def __init__(self, app: App, controller: GameController) -> None:
        self._app = app
        self._controller = controller

    def build(self, width: float, height: float) -> Widget:
        path = self._controller.session.path
        kept = (
            _("Every act is kept in {name} as you make it.").format(name=path.name)
            if path is not None
            else _("This game is not kept in a file.")
        )
        turns = self._controller.view.turn > 1
        rows: list[Widget] = [
            _line("play", _("Go on playing"), self.back, shortcut="Esc", first=True),
            _line("file-text", _("Your instructions"), self._instructions),
            _line(
                "rotate-ccw",
                _("Go back to an earlier turn"),
                self._rewind,
                reason="" if turns else _("The first turn is still being played."),
            ),
            _line("book-open", _("How to play"), self._help, shortcut="F1"),
            _line("settings", _("Settings"), self._settings),
            _line("arrow-left", _("Leave the game"), self._leave),
            Label(kept, "caption", "low"),
        ]
        return dialog_tree(_("Menu"), [Column(rows, gap=8)], [], wide=min(420, width - 32))

    def _instructions(self) -> Answer:
        from game.client.screens.instructions import InstructionsScreen

        return Push(InstructionsScreen(self._controller))

    def _rewind(self) -> Answer:
        return Push(RewindScreen(self._app, self._controller))

    def _help(self) -> Answer:
        from game.client.screens.help import HelpScreen

        return Push(HelpScreen())

    def _settings(self) -> Answer:
        from game.client.screens.settings import SettingsScreen

        return Push(SettingsScreen(self._app))

    def _leave(self) -> Answer:
        return self._controller.leave()


class RewindScreen(Screen):
    """Choosing the turn from whose briefing a branch of the game goes on."""

    title = "Go back to an earlier turn"
    overlay = True

    def __init__(self, app: App, controller: GameController) -> None:
        self._app = app
        self._controller = controller

    def build(self, width: float, height: float) -> Widget:
        table = self._controller.table
        said = Label(
            _("A branch begins at that turn's briefing, in a file of its own. This game stays.")
        )
        rows: list[Widget] = [
            Button(
                _("Turn {turn}: {months}").format(turn=turn, months=period(table, turn)),
                self._to(turn),
                left=True,
                icon="rotate-ccw",
            )
            for turn in range(1, self._controller.view.turn)
        ]
        body = [said, Column(rows, gap=8, region=True, name=_("Turns"))]
        close = Button(_("Cancel"), self.back, kind="quiet", shortcut="Esc")
        return dialog_tree(self.title, body, [close], wide=min(460, width - 32))

    def _to(self, turn: int) -> Callable[[], Answer]:
        def act() -> Answer:
            from game.client.begin import go_back

            return go_back(self._app, self._controller, turn)

        return act


class QuitQuestion(Screen):
    """Asked before the client is closed from its first screen."""

    title = "Leave Demarche?"
    overlay = True
    first_focus = "Quit"

    def build(self, width: float, height: float) -> Widget:
        buttons = [
            Button(_("Stay"), Pop, kind="quiet", shortcut="Esc"),
            Button(_("Quit"), Quit, kind="primary", shortcut="Enter"),
        ]
        said = Label(_("Games are kept as they are."))
        return dialog_tree(self.title, [said], buttons, wide=min(420, width - 32))


def _line(
    icon: str,
    text: str,
    act: Callable[[], Answer],
    *,
    shortcut: str = "",
    reason: str = "",
    first: bool = False,
) -> Widget:
    return Button(
        text,
        act,
        kind="primary" if first else "secondary",
        icon=icon,
        left=True,
        shortcut=shortcut,
        enabled=not reason,
        reason=reason,
    )
