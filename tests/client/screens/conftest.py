"""A real game of the Gulf of Aden at each phase, worked out once for all tests of screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.stages import SEAT, SEED, Stages
from game.client.worker import Worker
from game.scenario.load import Loaded
from game.session.session import Session


@cache
def stages(preset: str = "standard") -> Stages:
    """
    The game that all tests of screens share.

    The preset ``quick`` is a short game whose members accept everything, for what needs its end.
    """
    if preset == "quick":
        return Stages(preset="short", style="always_accept")
    return Stages(preset=preset)


def gulf() -> Loaded:
    """The Gulf of Aden, loaded once."""
    return stages().loaded


def new_session(preset: str = "standard") -> Session:
    """A game without a file, in its first briefing, with a person in one seat."""
    return Session.new(
        gulf(), seed=SEED, preset=preset, people=[SEAT], difficulty="study", strict=True
    )


def controller_at(moment: str, worker: Worker, preset: str = "standard") -> GameController:
    """A controller of a game of its own, at a moment of `game.client.stages.MOMENTS`."""
    return stages(preset).controller(moment, worker)


Play = Callable[..., tuple[Driver, GameController]]


@pytest.fixture
def play() -> Iterator[Play]:
    """
    Shows a screen, made by a function of a controller, at a moment of the game.

    ``play(DecisionScreen, "decision", size=(1280, 720))`` answers the driver and the controller.
    """
    drivers: list[Driver] = []

    def start(
        make: Callable[[GameController], Screen],
        moment: str = "consultation",
        size: tuple[int, int] = (1600, 900),
        preset: str = "standard",
        **more: object,
    ) -> tuple[Driver, GameController]:
        held: list[GameController] = []

        def first(app: object) -> Screen:
            held.append(controller_at(moment, app.worker, preset))  # type: ignore[attr-defined]
            return make(held[0])

        driver = Driver(first, size, **more)  # type: ignore[arg-type]
        drivers.append(driver)
        return driver, held[0]

    yield start
    for driver in drivers:
        driver.close()
