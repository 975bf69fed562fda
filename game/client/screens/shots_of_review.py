"""Shots of the review of a finished game."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.begin import controlled
from game.client.screens.review import ReviewScreen
from game.client.shots import Shot

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.inspect import Driver
    from game.client.screen import Screen
    from game.client.stages import Stages


def _review(app: App, stages: Stages) -> Screen:
    return ReviewScreen(controlled(app, stages.session("ended"), stages.seat))


def _tab(*names: str) -> Callable[[Driver], None]:
    def then(driver: Driver) -> None:
        for name in names:
            driver.click(name, "tab")

    return then


SHOTS = (
    Shot("06_review", _review),
    Shot("06_review_levels", _review, _tab("Competencies")),
    Shot("06_review_moment", _review, _tab("Turning points", "This moment")),
)
"""The talk first, as a review begins."""
