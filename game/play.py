"""`demarche play`: a game in the client, new or saved, or with --text in the terminal."""

from __future__ import annotations

import argparse
import random
from typing import TYPE_CHECKING

from game.errors import UserError, unknown

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screen import Answer
    from game.scenario.load import Loaded


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what `play` takes."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", help="a scenario's name or folder, or a saved game"
    )
    parser.add_argument("--seat", metavar="ID", help="the seat to take; left out, the first")
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same game")
    parser.add_argument("--preset", metavar="NAME", help="how long the game is")
    parser.add_argument("--text", action="store_true", help="play in the terminal")


def run(args: argparse.Namespace) -> int:
    """Check what was asked, then play; returns the exit status (1: the scenario is broken)."""
    if args.text:
        from game.text.play import run as run_text

        return run_text(args)
    from game.session.commands import PROBLEMS, scenario_named
    from game.session.log import SUFFIX

    if args.scenario.endswith(SUFFIX):
        return _go_on(args)
    loaded = scenario_named(args.scenario)
    return PROBLEMS if loaded is None else _begin(loaded, args)


def _go_on(args: argparse.Namespace) -> int:
    from game.client.begin import resume
    from game.client.start import run as run_client
    from game.session.commands import existing_save
    from game.session.listing import describe

    for name in ("seat", "seed", "preset"):
        if getattr(args, name) is not None:
            raise UserError(f"--{name} belongs to a new game; leave it out to go on with a save")
    path = existing_save(args.scenario)
    damage = describe(path).damage
    if damage:
        raise UserError(damage)
    return run_client(lambda app: resume(app, path))


def _begin(loaded: Loaded, args: argparse.Namespace) -> int:
    from game.client.begin import Choice, begin
    from game.client.controller import GameController
    from game.client.screen import Push
    from game.client.start import run as run_client
    from game.engine.setting import preset_of
    from game.session.header import LARGEST_SEED

    seats = [member.id for member in loaded.scenario.members]
    seat = args.seat or seats[0]
    if seat not in seats:
        raise unknown("seat", seat, seats)
    preset = preset_of(loaded.scenario, args.preset)
    if preset is None:
        raise unknown("preset", args.preset, [p.id for p in loaded.scenario.presets])
    seed = args.seed if args.seed is not None else random.randrange(1, 100_000)
    if not 0 <= seed <= LARGEST_SEED:
        raise UserError(f"{seed} is no seed; give a whole number from 0 to {LARGEST_SEED}")

    def opening(app: App) -> Answer:
        def shown(controller: GameController) -> Answer:
            from game.client.screens.instructions import InstructionsScreen

            return Push(InstructionsScreen(controller, first=True))

        begin(app, loaded, Choice(seat, preset.id, seed), shown)
        return None

    return run_client(opening)
