"""Rooms and classes for tests: a room without sockets, a class on loopback, quick trainees."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from game.classroom import wire as w
from game.classroom.guests import Role
from game.classroom.hosting import HostThread, open_class
from game.classroom.patch import patched
from game.classroom.proofs import guest_context
from game.classroom.records import Plan, Record
from game.classroom.remote import Link, RemoteSession
from game.classroom.room import Attach, Dismiss, Reply, Room
from game.classroom.server import Limits
from game.classroom.streams import Item
from game.engine import commands as c
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from tests.fixtures import raw_scenario
from tests.session.games import Quick, loaded

SEATS = ("alba", "brava", "corso")
NO_CHECKS = Plan(minutes=90, debrief=25, checks=False)
MINUTE = 60_000
FAST = Limits(rate=5_000, burst=5_000, tries=1_000, tries_together=1_000)
"""Limits that no test runs into by itself."""


@cache
def marked() -> Loaded:
    """The scenario of three seats with a word planted into all that each member keeps to itself."""
    raw = raw_scenario()
    for member in raw["members"]:
        own = f"SECRET of {member['id']}"
        for number, line in enumerate(member.get("red_lines", [])):
            line["text"] = f"{own}: line {number}"
        for number, faction in enumerate(member.get("factions", [])):
            faction["name"] = f"{own}: faction {number}"
    for event in raw["events"]:
        if "choice" in event:
            event["choice"]["question"] = f"SECRET of {event['choice']['member']}: question"
            for option in event["choice"]["options"]:
                option["name"] = f"SECRET of {event['choice']['member']}: {option['id']}"
    briefs = {seat: f"SECRET of {seat}: brief" for seat in SEATS}
    scenario = ScenarioSpec.model_validate(raw)
    return replace(loaded(), scenario=scenario, briefs=briefs, guide="SECRET of instructor")


class Table:
    """A room driven by hand: what each connection was sent, every record, and a clock to set."""

    def __init__(self, room: Room, now: int = 1_000_000) -> None:
        self.room = room
        self.now = now
        self.records: list[Record] = []
        self.sent: dict[int, list[Any]] = {}
        self.items: dict[str, list[Item]] = {}
        self.documents: dict[tuple[int, str], dict[str, Any]] = {}
        self.dismissed: dict[int, str] = {}
        self._ids = 0
        self._conns = 0
        self._people = 0
        self.drain()

    @classmethod
    def opened(cls, plan: Plan = NO_CHECKS, source: Loaded | None = None, **options: Any) -> Table:
        """A table that has just been opened."""
        settings: dict[str, Any] = {"seed": 3, "members": Quick(), "strict": True}
        room = Room.open(
            source or loaded(),
            table=1,
            title="Staff course",
            plan=plan,
            epoch="one",
            now=1_000_000,
            **(settings | options),
        )
        return cls(room)

    def drain(self) -> None:
        """Take what the room brought forth, as a host would."""
        batch = self.room.drain()
        self.records += batch.records
        for out in batch.outs:
            match out:
                case Item():
                    self.items.setdefault(out.of, []).append(out)
                    self._follow(out)
                case Reply():
                    self.sent.setdefault(out.conn, []).append(out.message)
                case Attach(document=document) if document is not None:
                    self.documents[out.conn, out.of] = document
                case Dismiss():
                    self.dismissed[out.conn] = out.message.code
                case _:
                    pass

    def _follow(self, item: Item) -> None:
        for key in [k for k in self.documents if k[1] == item.of]:
            if item.document is not None:
                self.documents[key] = item.document
            elif item.patch is not None:
                self.documents[key] = patched(self.documents[key], item.patch)

    def come(self, role: Role = "trainee", seat: str = "", name: str = "Ann") -> int:
        """Somebody comes in, and takes a seat if one is named; return the connection."""
        self._conns += 1
        person = "instructor"
        if role == "trainee":
            self._people += 1
            person = f"p{self._people:08x}"
            self.room.admit(person, f"{self._people:064x}", name, self.now)
        self.room.connect(self._conns, person, role, self.now)
        self.drain()
        conn = self._conns
        if seat:
            assert self.ask(conn, w.TakeSeat, seat=seat).code == "ok"
        return conn

    def person(self, conn: int) -> str:
        """Whose connection it is."""
        return self.room.guests[conn].person

    def ask(self, conn: int, kind: type[w.Request], **fields: Any) -> w.Verdict:
        """Make a request; return its verdict."""
        self._ids += 1
        request = kind(id=fields.pop("id", f"r{self._ids}"), **fields)
        self.room.request(conn, request, self.now)
        self.drain()
        verdict = self.sent[conn][-1]
        assert isinstance(verdict, w.Verdict), verdict
        return verdict

    def act(self, conn: int, command: c.Command, **fields: Any) -> str:
        """Give a command for one's seat; return the code of its verdict."""
        return self.ask(conn, w.Act, command=command, **fields).code

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds
        self.room.tick(self.now)
        self.drain()

    def members_act(self) -> None:
        """Let computer members act until they wait for people."""
        self.room.session.advance(stop=lambda: not self.room.may_think)
        self.room.harvest(self.now)
        self.drain()

    def seen(self, conn: int) -> dict[str, Any]:
        """What a connection sees: the document of the audience it followed last."""
        of = self.room.guests[conn].follows[-1]
        return self.documents[conn, of]

    def shared(self) -> dict[str, Any]:
        """What everyone sees."""
        return self.room.document("~lobby")["class"]


def begun(**options: Any) -> tuple[Table, int, int]:
    """A table in play: a trainee in the first seat, an instructor, the rest by the computer."""
    table = Table.opened(**options)
    trainee = table.come(seat=SEATS[0])
    teacher = table.come("instructor")
    assert table.ask(teacher, w.Begin, anyway=True).code == "ok"
    table.members_act()
    return table, trainee, teacher


def hosted(folder: Path, *, limits: Limits = FAST, port: int = 0, **options: Any) -> HostThread:
    """A class of quick members on loopback, without questions on the rules."""
    settings: dict[str, Any] = {
        "plan": NO_CHECKS,
        "members": Quick(),
        "strict": True,
        "seed": 3,
    }
    source = options.pop("source", None) or loaded()
    opened = open_class(folder, source, **(settings | options))
    return HostThread(opened, address="127.0.0.1", port=port, limits=limits).start()


def join(host: HostThread, seat: str = "", **options: Any) -> Link:
    """A trainee who joined a class."""
    link = Link.join("127.0.0.1", host.port, host.code, "Ann", seat=seat, **options)
    if seat:
        assert link.wait(lambda: link.of == seat, 10), link.of
    return link


def teacher_of(host: HostThread) -> Link:
    """The instructor of a class."""
    return Link.join("127.0.0.1", host.port, host.secret, "", role="instructor")


def quick_move(session: RemoteSession) -> c.Command | None:
    """What a quick trainee does now, if anything."""
    if session.stage != "playing" or session.ended:
        return None
    move = Quick().move(session.view(session.seat_id))
    return move.command if move else None


def until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Look again and again until something holds; whether it does."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


class Raw:
    """
    A connection that speaks by hand; a context. It runs a loop of its own: two threads on one TLS
    socket, as in a blocking client, stall now and then on older Pythons.
    """

    def __init__(self, port: int) -> None:
        self._runner = asyncio.Runner()
        self._opening = connect(
            f"wss://127.0.0.1:{port}/", ssl=guest_context(), max_size=None, proxy=None
        )

    def __enter__(self) -> Raw:
        self._socket = self._runner.run(self._open())
        return self

    async def _open(self) -> ClientConnection:
        return await self._opening

    def send(self, frame: str | bytes) -> None:
        """Send a frame."""
        self._runner.run(self._socket.send(frame))

    def hear(self, seconds: float = 5.0) -> Any:
        """Return the next message; raises ConnectionClosed or TimeoutError."""

        async def heard() -> str | bytes:
            return await asyncio.wait_for(self._socket.recv(), seconds)

        return w.read_reply(self._runner.run(heard()))

    def __exit__(self, *_error: object) -> None:
        self._runner.run(self._socket.close())
        self._runner.close()
