"""A display that nobody sees, and a driver that plays a person on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from game.client.inspect import Driver
from game.client.screen import Answer, Screen
from game.client.widget import Widget


class Shown(Screen):
    """A screen around a function that makes its tree."""

    def __init__(self, make: Callable[[], Widget], first_focus: str = "") -> None:
        self.make = make
        self.first_focus = first_focus
        self.results: list[object] = []
        self.gone = False

    def build(self, width: float, height: float) -> Widget:
        return self.make()

    def resumed(self, result: object) -> Answer:
        self.results.append(result)
        return None

    def left(self) -> None:
        self.gone = True


Show = Callable[..., Driver]


@pytest.fixture
def show() -> Iterator[Show]:
    """Shows a tree, made by a function, in a window of 800 x 600."""
    drivers: list[Driver] = []

    def start(
        make: Callable[[], Widget] | Screen, size: tuple[int, int] = (800, 600), **more: object
    ) -> Driver:
        screen = make if isinstance(make, Screen) else Shown(make)
        driver = Driver(lambda app: screen, size, **more)  # type: ignore[arg-type]
        drivers.append(driver)
        return driver

    yield start
    for driver in drivers:
        driver.close()
