"""Figures of the client, taken in a process of its own: `python -m game.bench.window PART`.

``first`` and ``library`` open the window on a display that nobody sees and leave once it shows the
title or the library; ``frames`` prints seconds by name as JSON, for the screen of a table.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from game.client.app import App
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.screens.title import TitleScreen

SIZE = (1280, 720)


def main(arguments: list[str]) -> int:
    """Do the part that is named first; ``frames`` takes a scenario, runs and patience besides."""
    part, *rest = arguments
    if part == "frames":
        print(json.dumps(frames(rest[0], int(rest[1]), float(rest[2]))))
        return 0
    driver = Driver(TitleScreen, SIZE)
    if part == "library":
        driver.wait(lambda: driver.has(TitleScreen.first_focus, "button"), 60)
    driver.close()
    return 0


def frames(scenario: str, runs: int, patience: float) -> dict[str, float]:
    """Seconds of a whole frame, of one changed part, and of a plain blit of as many pixels."""
    from game.bench.material import SEED, material
    from game.bench.measure import Effort, taken
    from game.client.begin import controlled, open_game
    from game.client.screen import Push
    from game.session.computer import default_move
    from game.session.session import Session

    found = material(scenario)
    seats = [member.id for member in found.loaded.scenario.members]
    session = Session.new(found.loaded, seed=SEED, people=seats)
    while session.state.phase == "briefing":
        seat = next(n for n, ready in enumerate(session.state.ready) if not ready)
        session.submit(seats[seat], default_move(session.state, seat))

    def table(app: App) -> Screen:
        answer = open_game(controlled(app, session, seats[0]))
        assert isinstance(answer, Push)
        return answer.screen

    driver = Driver(table, SIZE)
    app = driver.app
    effort = Effort(runs, patience)
    changed = max((w for w in driver.widgets() if w.role == "button"), key=lambda w: w.rect.w)

    def whole() -> None:
        app.top.dirty = None
        app.draw()

    def part() -> None:
        app.top.repaint(changed)
        app.draw()

    picture = app.surface.copy()
    piece = app.surface.subsurface(changed.rect.clip(app.surface.get_rect())).copy()
    acts: dict[str, Callable[[], object]] = {
        "whole": whole,
        "whole_floor": lambda: app.surface.blit(picture, (0, 0)),
        "part": part,
        "part_floor": lambda: app.surface.blit(piece, changed.rect.topleft),
        "rest": app.draw,
    }
    measured = {name: taken(effort, act).seconds for name, act in acts.items()}
    driver.close()
    return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
