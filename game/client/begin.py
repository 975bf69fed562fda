"""Beginning and resuming games in the client: sessions made in the worker, then shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from game import paths
from game.client.screen import Answer, Push, Replace, Screen, Tell
from game.client.worker import Job
from game.errors import UserError

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.controller import GameController
    from game.scenario.load import Loaded
    from game.session.session import Session

Difficulty = Literal["standard", "study"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose to play."""

    seat: str
    preset: str
    seed: int
    aliases: bool = False
    difficulty: Difficulty = "standard"


def controlled(app: App, session: Session, seat: str = "") -> GameController:
    """The controller of a session, seen from a person's seat, with its menu."""
    from game.client.controller import GameController
    from game.client.screens.menu import GameMenu

    people = [s.id for s in session.table.seats if s.id in session.people]
    first = people[0] if people else session.table.seats[0].id
    controller = GameController(session, seat or first, app.worker)
    controller.make_menu = lambda: GameMenu(app, controller)
    controller.go_back = lambda turn: go_back(app, controller, turn)
    return controller


def go_back(app: App, controller: GameController, turn: int) -> Answer:
    """Make a branch of a game from a turn's briefing in the worker, then show it in its place."""

    def work(job: Job) -> Session:
        return controller.session.rewind(turn)

    def done(branch: Session) -> Answer:
        return controller.give_way(controlled(app, branch, controller.seat_id))

    controller.cancel_thinking()
    app.worker.start("Go back", work, done, failed=_told)
    return None


def new_game(loaded: Loaded, choice: Choice) -> Session:
    """Begin a game that is kept in a new file; raises UserError."""
    from game.session.session import Session, free_path

    return Session.new(
        loaded,
        seed=choice.seed,
        preset=choice.preset,
        people=[choice.seat],
        aliases=choice.aliases,
        difficulty=choice.difficulty,
        save=free_path(paths.saves_folder(), f"{loaded.scenario.id}-{choice.seat}"),
    )


def begin(
    app: App,
    loaded: Loaded,
    choice: Choice,
    shown: Callable[[GameController], Answer],
    failed: Callable[[], None] = lambda: None,
) -> None:
    """Begin a game in the worker; *shown* answers what is to be seen first."""

    def work(job: Job) -> Session:
        session = new_game(loaded, choice)
        session.think_apart()
        return session

    def done(session: Session) -> Answer:
        return shown(controlled(app, session, choice.seat))

    def told(error: Exception) -> Answer:
        failed()
        return _told(error)

    app.worker.start("Begin the game", work, done, failed=told)


def resume(
    app: App,
    path: Path,
    instead_of: Screen | None = None,
    shown: Callable[[GameController], Answer] | None = None,
) -> Answer:
    """Load a save in the worker, then show the screen of its phase, or what *shown* answers."""

    def work(job: Job) -> Session:
        from game.session.session import Session

        session = Session.load(path)
        session.think_apart()
        return session

    def done(session: Session) -> Answer:
        controller = controlled(app, session)
        if session.notice:
            app.notify(_sentence(session.notice))
        if shown is not None:
            return shown(controller)
        return open_game(controller, instead_of)

    app.worker.start("Load the game", work, done, failed=_told)
    return Tell(f"Loading {path.name}")


def open_game(controller: GameController, instead_of: Screen | None = None) -> Answer:
    """The answer that shows a game's phase and lets its members act."""
    screen = controller.screen()
    controller.wake()
    return Replace(screen, instead_of) if instead_of is not None else Push(screen)


def _told(error: Exception) -> Answer:
    if not isinstance(error, UserError):
        raise error
    return Tell(_sentence(str(error)), "coral")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
