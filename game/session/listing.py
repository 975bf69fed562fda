"""The saves in a folder, as a screen lists them: what each is, and whether it can be played."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game import paths
from game.session.header import FORMAT, Branch, Header
from game.session.lines import CommandLine, PeopleLine, line_codec
from game.session.log import SUFFIX, SaveError, read_raw


@dataclass(frozen=True, slots=True)
class SaveInfo:
    """
    A save in a list.

    *played* is when it was last written (UTC). Where *damage* is a sentence the game cannot be
    played, and all that could not be read is empty. *notice* tells of a dropped half line.
    """

    path: Path
    played: datetime
    damage: str = ""
    notice: str = ""
    scenario: str = ""
    title: str = ""
    preset: str = ""
    seats: tuple[str, ...] = ()
    seat_names: tuple[str, ...] = ()
    turn: int = 0
    turns: int = 0
    ended: bool = False
    branch: Branch | None = None

    @property
    def playable(self) -> bool:
        """Whether it can be gone on with or looked at."""
        return not self.damage


def list_saves(folder: Path | None = None) -> tuple[SaveInfo, ...]:
    """Return the saves of a folder, by default the person's own, the last played first."""
    folder = folder or paths.saves_folder()
    found = [describe(path) for path in _saves(folder)]
    return tuple(sorted(found, key=lambda info: (info.played, info.path.name), reverse=True))


def describe(path: Path) -> SaveInfo:
    """Return what a list says of one save; never raises."""
    try:
        played = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        played = datetime.fromtimestamp(0, UTC)
    try:
        return _described(path, played)
    except SaveError as error:
        return SaveInfo(path, played, damage=str(error))
    except ValueError:
        return SaveInfo(path, played, damage=f"{path.name} cannot be read")


def _described(path: Path, played: datetime) -> SaveInfo:
    raw = read_raw(path, FORMAT)
    header = Header.model_validate_json(raw.lines[0])
    scenario = header.scenario
    preset = next((p for p in scenario.presets if p.id == header.preset), scenario.presets[0])
    people, turn, ended = header.people, 0, False
    codec = line_codec()
    for body in reversed(raw.lines[1:]):
        line = codec.validate_json(body)
        if isinstance(line, CommandLine):
            turn = line.turn
            ended = any(event.kind == "game_ended" for event in line.events)
            break
    for body in reversed(raw.lines[1:]):
        if _IS_PEOPLE.search(body):
            line = codec.validate_json(body)
            if isinstance(line, PeopleLine):
                people = line.people
                break
    aliases = header.aliases
    names = {m.id: m.alias if aliases else m.name for m in scenario.members}
    return SaveInfo(
        path=path,
        played=played,
        notice="its last line was never finished and is dropped" if raw.cut else "",
        scenario=scenario.id,
        title=scenario.title,
        preset=preset.name,
        seats=people,
        seat_names=tuple(names.get(seat, seat) for seat in people),
        turn=turn,
        turns=preset.turns,
        ended=ended,
        branch=header.branch,
    )


_IS_PEOPLE = re.compile(rb'"kind":"people"\}\Z')


def _saves(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if path.name.endswith(SUFFIX) and not path.name.startswith("."):
            yield path
