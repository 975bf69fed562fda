"""`demarche shots`: every screen of the client as a picture with its tree, without a display."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import UserError

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.inspect import Driver
    from game.client.problems import Problem
    from game.client.screen import Screen
    from game.client.stages import Stages

SIZES = ((1600, 900), (1280, 720))
SMALLEST, LARGEST = (640, 400), (7680, 4320)
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Shot:
    """
    A screen to be shown: *make* answers it, given the scripted game.

    *then* plays on from there, such as by pressing a key that opens a dialog.
    """

    name: str
    make: Callable[[App, Stages], Screen]
    then: Callable[[Driver], None] | None = None


def shots() -> tuple[Shot, ...]:
    """Every screen; each module of screens adds its own."""
    from game.client.screens.shots_of_review import SHOTS as REVIEW
    from game.client.screens.shots_of_start import SHOTS as START
    from game.client.screens.shots_of_table import SHOTS as TABLE
    from game.client.screens.shots_of_turn import SHOTS as TURN

    return (*START, *TABLE, *TURN, *REVIEW)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what `shots` takes."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the pictures go")
    parser.add_argument(
        "--size",
        metavar="WxH",
        type=_size,
        action="append",
        help="of the window in pixels, such as 1280x720; may be given again (default: both sizes)",
    )
    parser.add_argument("--scale", type=_scale, default=1.0, metavar="S", help="1 to 2")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark", help="of colours")
    parser.add_argument("--only", metavar="PART", default="", help="screens whose name has this")


def _size(text: str) -> tuple[int, int]:
    wide, cross, high = text.lower().partition("x")
    if not (cross and wide.isascii() and wide.isdigit() and high.isascii() and high.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is no size; write it as 1280x720")
    size = (int(wide), int(high))
    if not all(a <= n <= b for a, n, b in zip(SMALLEST, size, LARGEST, strict=True)):
        raise argparse.ArgumentTypeError(f"{text} is not between 640x400 and 7680x4320")
    return size


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 1.0 <= scale <= 2.0:
        raise argparse.ArgumentTypeError(f"{text} is no scale; give a number from 1 to 2")
    return scale


def run(args: argparse.Namespace) -> int:
    """Draw every screen; the status is 1 where something is cut, overlaps or has no name."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from game.client.stages import Stages

    wanted = [shot for shot in shots() if args.only in shot.name]
    if not wanted:
        known = ", ".join(shot.name for shot in shots())
        raise UserError(f"no screen's name has '{args.only}'; there are {known}")
    args.folder.mkdir(parents=True, exist_ok=True)
    stages = Stages()
    faults = 0
    for size in args.size or SIZES:
        for shot in wanted:
            found = draw(shot, stages, args.folder, size, args.scale, args.theme)
            faults += len(found)
            print(f"{shot.name} {size[0]}x{size[1]}" + (f": {len(found)} faults" if found else ""))
            for problem in found:
                print(f"    {problem.kind}: {problem.what} at {problem.where}")
    return 1 if faults else 0


def draw(
    shot: Shot,
    stages: Stages,
    folder: Path,
    size: tuple[int, int],
    scale: float = 1.0,
    theme: str = "dark",
) -> list[Problem]:
    """Write one screen's picture and tree; answers the faults of its tree."""
    import pygame

    driver = shown(shot, stages, size, scale, theme)
    try:
        driver.app.draw()
        stem = folder / f"{shot.name}_{size[0]}x{size[1]}"
        pygame.image.save(driver.app.surface, stem.with_suffix(".png"))
        found = driver.problems()
        told = {
            "screen": shot.name,
            "size": list(size),
            "scale": scale,
            "theme": theme,
            "faults": [{"kind": p.kind, "where": p.where, "what": p.what} for p in found],
            "tree": driver.tree(),
        }
        stem.with_suffix(".json").write_text(json.dumps(told, indent=1), "utf-8")
        return found
    finally:
        driver.close()


def shown(
    shot: Shot,
    stages: Stages,
    size: tuple[int, int],
    scale: float = 1.0,
    theme: str = "dark",
) -> Driver:
    """A driver with a shot on show, all its work done; to be closed by the caller."""
    from game.client.inspect import Driver

    driver = Driver(lambda app: shot.make(app, stages), size, scale=scale, theme=theme)
    settle(driver)
    if shot.then is not None:
        shot.then(driver)
        settle(driver)
    return driver


def settle(driver: Driver) -> None:
    """Let time pass until the worker has nothing more to do and what it found is shown."""
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 3:
        if time.monotonic() > end:
            raise TimeoutError("the screen's work does not end")
        driver.app.step()
        waiting = driver.app.worker.busy or driver.screen.tick is not None
        quiet = 0 if waiting else quiet + 1
        time.sleep(0.005)
