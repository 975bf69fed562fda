"""Shots of the table and its dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.screens.table import TableScreen
from game.client.screens.table_parts.trading import DealDialog, LinkDialog
from game.client.shots import Shot

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.inspect import Driver
    from game.client.screen import Screen
    from game.client.stages import Stages


def _briefing(app: App, stages: Stages) -> Screen:
    return TableScreen(stages.controller("briefing", app.worker))


def _first(app: App, stages: Stages) -> Screen:
    return TableScreen(stages.controller("consultation", app.worker))


def _second(app: App, stages: Stages) -> Screen:
    return TableScreen(stages.controller("second", app.worker))


def _link(app: App, stages: Stages) -> Screen:
    controller = stages.controller("second", app.worker)
    return LinkDialog(controller, 0, controller.view.open_drafts[0].id)


def _deal(app: App, stages: Stages) -> Screen:
    controller = stages.controller("second", app.worker)
    return DealDialog(controller, 0, controller.view.open_drafts[0].id)


def _near(driver: Driver) -> None:
    """Look at the first view of the map."""
    driver.click("Map layers and views")
    driver.click(driver.find_all(role="menuitem")[0].name, "menuitem")


def _incident(driver: Driver) -> None:
    """Show the note on the incident that happened last."""
    screen = driver.screen
    assert isinstance(screen, TableScreen)
    seen = [event for event in screen.controller.view.happened if event.at is not None]
    screen.show_event(seen[-1].event)


SHOTS = (
    Shot("03_table_briefing", _briefing),
    Shot("03_table_incident", _briefing, _incident),
    Shot("03_table", _first),
    Shot("03_table_second", _second),
    Shot("03_table_near", _second, _near),
    Shot("03_table_talk", _second, lambda driver: driver.press("2")),
    Shot("03_table_answer", _second, lambda driver: driver.press("A")),
    Shot("03_table_positions", _second, lambda driver: driver.press("N")),
    Shot("03_table_acts", _second, lambda driver: driver.press("1")),
    Shot("03_table_feed", _second, lambda driver: driver.press("E")),
    Shot("03_table_link", _link),
    Shot("03_table_deal", _deal),
)
"""In the order in which a person meets them."""
