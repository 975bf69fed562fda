"""Settings: size of everything on screen, theme, motion; each takes effect at once and is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.client.layout import Column, Row, Space
from game.client.paint import MAX_SCALE, MIN_SCALE
from game.client.screen import Answer, Pop, Screen
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.choice import Option, Segmented
from game.client.widgets.controls import Button, Checkbox, Slider
from game.client.widgets.dialogs import dialog_tree
from game.texts.catalogue import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.settings import Settings


class SettingsScreen(Screen):
    """What a person may set, over the screen that was left."""

    title = "Settings"
    overlay = True
    first_focus = "Size"

    def __init__(self, app: App) -> None:
        self._app = app

    def build(self, width: float, height: float) -> Widget:
        now = self._app.settings
        size = Slider(
            now.scale,
            low=MIN_SCALE,
            high=MAX_SCALE,
            step=0.1,
            on_change=self._scale,
            shown=lambda scale: f"{round(100 * scale)} %",
            name=_("Size"),
            grow=1,
        )
        themes = [Option("dark", _("Chart room, dark")), Option("light", _("Paper, light"))]
        theme = Segmented(themes, now.theme, self._theme, name=_("Theme"), grow=1)
        body: list[Widget] = [
            _row(_("Size"), size, _("Text and controls together. Also with Ctrl++ and Ctrl+-.")),
            _row(_("Theme"), theme, ""),
            Checkbox(_("Reduced motion: changes show at once"), now.reduced_motion, self._motion),
            Label(_("Settings and games stay on this computer."), "caption", "low"),
        ]
        close = Button(_("Close"), self._close, kind="primary", shortcut="Enter")
        return dialog_tree(_("Settings"), body, [close], wide=min(620, width - 32))

    def _scale(self, scale: float) -> Answer:
        return self._change(replace(self._app.settings, scale=round(scale, 2)))

    def _theme(self, theme: str) -> Answer:
        return self._change(replace(self._app.settings, theme=theme))

    def _motion(self, on: bool) -> Answer:
        return self._change(replace(self._app.settings, reduced_motion=on))

    def _change(self, settings: Settings) -> Answer:
        self._app.change_settings(settings)
        return None

    def _close(self) -> Answer:
        return Pop()


def _row(label: str, control: Widget, detail: str) -> Widget:
    line = Row([Label(label, "strong", "high", width=96), control], gap=16)
    if not detail:
        return line
    return Column([line, Row([Space(112), Label(detail, "caption", "low", grow=1)])], gap=2)
