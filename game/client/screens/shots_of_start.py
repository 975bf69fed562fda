"""Shots of the screens around a game: title, seats, instructions, saves, settings, menu, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game import paths
from game.client.begin import controlled
from game.client.screens.ending import EndingScreen
from game.client.screens.instructions import InstructionsScreen
from game.client.screens.saves import SavesScreen
from game.client.screens.seats import SeatsScreen
from game.client.screens.shelf import read_book
from game.client.screens.title import TitleScreen
from game.client.shots import Shot

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.inspect import Driver
    from game.client.screen import Screen
    from game.client.stages import Stages


def _seats(app: App, stages: Stages) -> Screen:
    return SeatsScreen(app, read_book(app.assets, paths.scenarios() / stages.scenario), seed=7)


def _instructions(app: App, stages: Stages) -> Screen:
    return InstructionsScreen(stages.controller("briefing", app.worker), first=True)


def _in_game(app: App, stages: Stages) -> Screen:
    return controlled(app, stages.session("second"), stages.seat).screen()


def _to_rewind(driver: Driver) -> None:
    driver.press("F10")
    driver.click("Go back to an earlier turn")


def _ending(app: App, stages: Stages) -> Screen:
    return EndingScreen(stages.controller("ended", app.worker))


def _title(app: App, stages: Stages) -> Screen:
    return TitleScreen(app)


SHOTS = (
    Shot("01_title", _title),
    Shot("01_help", _title, lambda driver: driver.press("F1")),
    Shot("01_settings", _title, lambda driver: driver.click("Settings")),
    Shot("01_quit", _title, lambda driver: driver.press("Esc")),
    Shot("01_saves", lambda app, stages: SavesScreen(app)),
    Shot("02_seats", _seats),
    Shot("02_seats_compared", _seats, lambda driver: driver.click("Compare seats")),
    Shot("02_seats_about", _seats, lambda driver: driver.click("Read about the scenario")),
    Shot("02_instructions", _instructions),
    Shot("03_menu", _in_game, lambda driver: driver.press("F10")),
    Shot("03_rewind", _in_game, _to_rewind),
    Shot("05_ending", _ending),
)
"""In the order in which a person meets them; numbers are those of the drawn designs."""
