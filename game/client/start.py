"""What `demarche` without a command does: opens the window on the title."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game import paths
from game.client.app import App
from game.client.resources import MissingAsset
from game.client.screen import Answer
from game.client.screens.title import TitleScreen
from game.client.startup import CannotStart
from game.client.theme import BadTheme
from game.errors import UserError

if TYPE_CHECKING:
    Opening = Callable[[App], Answer]


def run(opening: Opening | None = None) -> int:
    """
    Show the client until it is left; answers the exit status.

    *opening* is done once the title is shown, such as going straight to a game. Raises UserError
    when no window can be opened.
    """
    try:
        app = App(settings_path=paths.settings_file())
    except (CannotStart, MissingAsset, BadTheme) as error:
        raise UserError(str(error)) from error
    if opening is None:
        return app.run(TitleScreen(app))
    return app.run(TitleScreen(app, lambda: opening(app)))
