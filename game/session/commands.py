"""What the commands `run`, `replay` and `state` share: arguments, progress, broken scenarios."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from game import paths
from game.engine.rules.registry import known_rules
from game.engine.setting import Setting
from game.errors import UserError, unknown
from game.scenario.load import Loaded, ScenarioError, find_scenario, load_scenario
from game.session.header import LARGEST_SEED
from game.session.listing import list_saves
from game.session.log import SUFFIX

PROBLEMS = 1
SHOWN_AFTER = 1.0
"""Seconds after which progress is shown."""


def scenario_named(name: str) -> Loaded | None:
    """
    Load a scenario by its id or path; a broken one is told on stderr, and None returned.

    Raises UserError for one that does not exist.
    """
    try:
        return load_scenario(find_scenario(name), rules=known_rules(), assets=paths.assets())
    except ScenarioError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        print(f"demarche: {name} is broken; see `demarche check {name}`", file=sys.stderr)
        return None


def styles_of(given: Sequence[str], everyone: str | None, loaded: Loaded) -> dict[str, str]:
    """Return the style of each seat that is given one, as ``SEAT=STYLE`` or one for all."""
    seats = [member.id for member in loaded.scenario.members]
    styles = dict.fromkeys(seats, everyone) if everyone else {}
    for pair in given:
        seat, sign, style = pair.partition("=")
        if not sign or not style:
            raise UserError(f"'{pair}' gives no style; write SEAT=STYLE, such as {seats[0]}=broker")
        if seat not in seats:
            raise unknown("seat", seat, seats)
        styles[seat] = style
    return styles


def seed_of(text: str) -> int:
    """Return the seed that a person typed."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise UserError(f"'{text}' is no seed; give a whole number from 0 to {LARGEST_SEED}")
    return int(text)


def save_path(text: str) -> Path:
    """Return the path of a save that a person typed, with its ending."""
    path = Path(text).expanduser()
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def existing_save(text: str) -> Path:
    """
    Return a save by its path, or by its name in the folder of games, with or without its ending.

    Raises UserError for a name that none has.
    """
    given = Path(text).expanduser()
    own = paths.saves_folder() / given.name
    for path in (given, save_path(text), own, save_path(str(own))):
        if path.is_file():
            return path
    if given.exists() or len(given.parts) > 1:
        return given
    names = [info.path.name.removesuffix(SUFFIX) for info in list_saves()]
    raise unknown("save", text, names)


def seat_named(setting: Setting, seat: str | None) -> int | None:
    """Return the index of a seat by its id, None for none; raises UserError for an unknown one."""
    if seat is None:
        return None
    places: Mapping[str, int] = setting.table.seat_places
    if seat not in places:
        raise unknown("seat", seat, places)
    return places[seat]


class ProgressLine:
    """One line on a terminal's stderr that says how far work has come, once it takes a second."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = ""

    def show(self, text: str) -> None:
        """Show *text* in place of what stood there."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < SHOWN_AFTER:
            return
        if text != self._shown:
            print(f"\r{text:<{len(self._shown)}}", end="", file=sys.stderr, flush=True)
            self._shown = text

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print(f"\r{'':<{len(self._shown)}}\r", end="", file=sys.stderr, flush=True)
            self._shown = ""
