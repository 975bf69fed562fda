"""A real game of the Gulf of Aden at each phase, worked out once for all tests of screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from game import paths
from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.worker import Worker
from game.engine import commands as c
from game.engine.rules.registry import known_rules
from game.engine.state import GameState
from game.scenario.load import Loaded, load_scenario
from game.session.computer import default_move
from game.session.session import Session

SEAT = "india"
SEED = 7


@cache
def gulf() -> Loaded:
    """The Gulf of Aden, loaded once."""
    return load_scenario(paths.scenarios() / "gulf_of_aden", rules=known_rules())


def new_session(preset: str = "standard") -> Session:
    """A game without a file, in its first briefing, with a person in one seat."""
    return Session.new(
        gulf(), seed=SEED, preset=preset, people=[SEAT], difficulty="study", strict=True
    )


@cache
def _states(preset: str = "standard") -> dict[str, tuple[Session, int]]:
    """
    One game played by the person's defaults, and the line at which each moment was reached.

    Moments: ``briefing``, ``consultation`` (members have moved), ``decision``, ``implementation``,
    ``outcome``, ``second`` (consultation of turn 2), each the first time it comes.
    """
    session = new_session(preset)
    moments = {"briefing": session.number}
    for _ in range(400):
        session.advance()
        state = session.state
        name = "second" if (state.phase, state.turn) == ("consultation", 2) else state.phase
        moments.setdefault(name, session.number)
        if ("second" in moments and "decision" in moments) or state.phase == "ended":
            break
        seat = session.table.seat_places[SEAT]
        session.submit(SEAT, _person(state, seat))
    return {name: (session, number) for name, number in moments.items()}


def _person(state: GameState, seat: int) -> c.Command:
    """What the person does: put the best liked draft to decision once, else the default."""
    if state.phase == "consultation" and not state.called and not state.ready[seat]:
        drafts = [d for d in state.drafts if d.status == "open"]
        if drafts and state.effort[seat] and state.round > 1:
            liked = max(
                drafts, key=lambda d: sum(a is not None and a.stance == "accept" for a in d.answers)
            )
            return c.CallDecision(liked.id)
    return default_move(state, seat)


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
        **more: object,
    ) -> tuple[Driver, GameController]:
        held: list[GameController] = []

        def first(app: object) -> Screen:
            held.append(controller_at(moment, app.worker))  # type: ignore[attr-defined]
            return make(held[0])

        driver = Driver(first, size, **more)  # type: ignore[arg-type]
        drivers.append(driver)
        return driver, held[0]

    yield start
    for driver in drivers:
        driver.close()


def controller_at(moment: str, worker: Worker) -> GameController:
    """A controller of a game of its own, brought to *moment* by its events."""
    session, number = _states()[moment]
    copy = Session(
        session.header,
        session.setting,
        session.lines[:number],
        session.state_after(number),
        writer=None,
        members=None,
        strict=True,
    )
    return GameController(copy, SEAT, worker)
