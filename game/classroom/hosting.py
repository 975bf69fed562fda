"""A class in a folder: opened, kept, found again, and run in a thread of its own.

The folder holds `class.json` (the door: for its owner's eyes), one log a table, and, once play has
stopped, each table's game as a save for the review, with the instructor's notes beside it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game import __version__
from game.classroom.proofs import certificate_of, new_certificate, new_code
from game.classroom.records import Plan
from game.classroom.room import Room
from game.classroom.server import Door, Host, Limits, now_ms
from game.classroom.standing import Standing
from game.classroom.store import SUFFIX, Store, read_log
from game.engine.codec import first_complaint
from game.errors import UserError
from game.scenario.load import Loaded
from game.session.computer import Members
from game.session.header import Difficulty, Header
from game.session.lines import Line, line_codec
from game.session.log import SUFFIX as SAVE_SUFFIX
from game.session.log import LogWriter, SaveError

log = logging.getLogger("demarche.classroom")
CLASS_FILE = "class.json"
MOST_TABLES = 12


class ClassFile(BaseModel):
    """`class.json`: what opens the class again."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: int = 1
    version: str = Field(max_length=40)
    title: str = Field(max_length=200)
    code: str = Field(max_length=40)
    secret: str = Field(max_length=64)
    certificate: str = Field(max_length=10_000)
    key: str = Field(max_length=10_000)
    port: Annotated[int, Field(ge=0, le=65535)] = 0


@dataclass
class OpenClass:
    """A class that is ready to be hosted."""

    folder: Path
    file: ClassFile
    rooms: dict[int, tuple[Room, Store]]

    @property
    def door(self) -> Door:
        """What opens it."""
        file = self.file
        return Door(file.code, file.secret, certificate_of(file.certificate, file.key))


def open_class(
    folder: Path,
    loaded: Loaded,
    *,
    tables: int = 1,
    title: str = "",
    plan: Plan | None = None,
    seed: int = 1,
    preset: str | None = None,
    aliases: bool = False,
    computer: tuple[str, ...] = (),
    difficulty: Difficulty = "standard",
    members: Members | None = None,
    strict: bool = False,
) -> OpenClass:
    """
    Open a new class in a folder of its own; table n plays with the seed *seed* + n − 1.

    *computer* are seats that the computer plays at every table.

    Raises UserError: the folder holds a class already, too many tables, an unknown preset or seat.
    """
    if (folder / CLASS_FILE).exists():
        raise UserError(f"{folder} holds a class already; choose another folder, or go on with it")
    if not 1 <= tables <= MOST_TABLES:
        raise UserError(f"a class has 1 to {MOST_TABLES} tables, not {tables}")
    made = new_certificate()
    file = ClassFile(
        version=__version__,
        title=title or loaded.scenario.title,
        code=new_code(),
        secret=secrets.token_hex(16),
        certificate=made.pem,
        key=made.key,
    )
    opened = []
    for table in range(1, tables + 1):
        room = Room.open(
            loaded,
            table=table,
            title=file.title,
            plan=plan or Plan(),
            seed=seed + table - 1,
            epoch=secrets.token_hex(8),
            now=now_ms(),
            preset=preset,
            aliases=aliases,
            difficulty=difficulty,
            members=members,
            strict=strict,
        )
        for seat in computer:
            room.session.hand_over(seat, to_computer=True)
        room.harvest(now_ms())
        opened.append(room)
    _write_private(folder / CLASS_FILE, file.model_dump_json(indent=1))
    rooms = {
        number: (room, Store(_table_path(folder, number))) for number, room in enumerate(opened, 1)
    }
    return OpenClass(folder, file, rooms)


def resume_class(
    folder: Path, *, members: Members | None = None, strict: bool = False
) -> OpenClass:
    """Go on with a class where its logs end; raises UserError for damage, or if it is being run."""
    path = folder / CLASS_FILE
    try:
        file = ClassFile.model_validate_json(path.read_bytes())
    except OSError:
        raise UserError(
            f"there is no class in {folder}; name the folder that `host` made"
        ) from None
    except ValidationError as error:
        raise UserError(f"{path} is damaged: {first_complaint(error)}") from None
    if file.version != __version__:
        raise UserError(
            f"this class was begun with Demarche {file.version}, and this is {__version__}; go on "
            "with the version that began it"
        )
    rooms = {}
    for number in range(1, MOST_TABLES + 1):
        log_path = _table_path(folder, number)
        if log_path.is_file():
            records, names = read_log(log_path)
            if not records:
                continue
            room = Room.resume(
                records,
                names=names,
                epoch=secrets.token_hex(8),
                now=now_ms(),
                members=members,
                strict=strict,
            )
            rooms[number] = (room, Store(log_path))
    if not rooms:
        raise UserError(f"{folder} holds no table that was begun; open the class anew")
    return OpenClass(folder, file, rooms)


def _table_path(folder: Path, number: int) -> Path:
    return folder / f"table-{number}{SUFFIX}"


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


# ------------------------------------------------------------------------------------- exporting


def export(standing: Standing, folder: Path) -> Path:
    """
    Write a table's game as a save, hidden branches too, and the instructor's notes beside it.

    No names of persons are in them. Files of an earlier export are replaced. Raises SaveError.
    """
    stem = f"table-{standing.table_number}"
    path = folder / f"{stem}{SAVE_SUFFIX}"
    for number, branch in enumerate(standing.hidden, 1):
        _save(folder / f"{stem}-hidden-{number}{SAVE_SUFFIX}", branch.header, branch.lines)
    _save(path, standing.header, tuple(standing.lines))
    notes = {
        "table": standing.table_number,
        "title": standing.title,
        "minutes": standing.plan.minutes,
        "began_at": standing.began_at,
        "timeline": [asdict(mark) for mark in standing.timeline],
        "overrides": [
            {"at": at, "what": o.what, "seat": o.seat, "subject": o.subject, "reason": o.reason}
            for at, o in standing.overrides
        ],
        "messages": [asdict(m) for m in standing.messages],
        "people": sorted(standing.people),
    }
    beside = folder / f".{stem}.notes.new"
    beside.write_text(json.dumps(notes, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(folder / f"{stem}.notes.json")
    return path


def _save(path: Path, header: Header, lines: tuple[Line, ...]) -> None:
    codec = line_codec()
    beside = path.with_name(f"{path.stem}.new{SAVE_SUFFIX}")
    beside.unlink(missing_ok=True)
    bodies = [header.model_dump_json().encode(), *(codec.dump_json(line) for line in lines)]
    LogWriter.create(beside, bodies).close()
    beside.replace(path)


# -------------------------------------------------------------------------------------- running


class HostThread:
    """A host in a thread, for the command, the client and tests."""

    def __init__(
        self,
        opened: OpenClass,
        *,
        address: str = "0.0.0.0",
        port: int = 0,
        limits: Limits | None = None,
    ) -> None:
        self.opened = opened
        self.port = 0
        self.fault = ""
        self._address = address
        self._wanted = port
        self._limits = limits
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="host", daemon=True)

    def start(self) -> HostThread:
        """Begin to listen; raises UserError where that cannot be."""
        self._thread.start()
        self._ready.wait()
        if self.fault:
            raise UserError(self.fault)
        return self

    def stop(self) -> None:
        """Tell everyone, keep everything, write the saves, and let go of the port."""
        loop, stop = self._loop, self._stop
        if loop is not None and stop is not None and loop.is_running():
            loop.call_soon_threadsafe(stop.set)
        self._thread.join(20)

    def call(self, function: Callable[[], Any]) -> Any:
        """Run a function in the host's thread, where rooms may be looked at; for tests."""
        assert self._loop is not None

        async def run() -> Any:
            return function()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    @property
    def code(self) -> str:
        """The code of the class."""
        return self.opened.file.code

    @property
    def secret(self) -> str:
        """The instructor's secret."""
        return self.opened.file.secret

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except UserError as error:
            self.fault = str(error)
        except Exception as error:
            log.exception("the host failed")
            self.fault = f"the host failed: {error!r}"
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        host = Host(self.opened.rooms, self.opened.door, limits=self._limits, over=self._export)
        await host.start(self._address, self._wanted)
        self.host = host
        self.port = host.port
        self._keep_port()
        self._ready.set()
        await self._stop.wait()
        await host.stop()
        for room, _store in self.opened.rooms.values():
            if room.standing.stage != "lobby":
                self._export(room)

    def _keep_port(self) -> None:
        """Remember the port, so that guests find the class again where it was."""
        if self.opened.file.port != self.port:
            self.opened.file = self.opened.file.model_copy(update={"port": self.port})
            path = self.opened.folder / CLASS_FILE
            beside = path.with_name(f".{CLASS_FILE}.new")
            beside.unlink(missing_ok=True)
            _write_private(beside, self.opened.file.model_dump_json(indent=1))
            beside.replace(path)

    def _export(self, room: Room) -> None:
        try:
            export(room.standing, self.opened.folder)
        except (SaveError, OSError) as error:
            log.error("the game of table %s was not saved: %s", room.standing.table_number, error)


def own_addresses() -> list[str]:
    """Return this computer's addresses on its networks, the likeliest first; loopback last."""
    found: dict[str, None] = {}
    for family, probe in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            try:  # connects to nobody: it only asks which address would be used
                asking.connect((probe, 9))
                found[str(asking.getsockname()[0])] = None
            except OSError:
                continue
    return [*found, "127.0.0.1"]
