"""The host: sockets, time and threads around rooms. It decides nothing that a room decides.

Each connection has one task that reads and one that sends; nothing ever waits for a client on
behalf of another. What a room brings forth goes to its store first and is sent once it is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from game import __version__
from game.classroom import records as r
from game.classroom import wire as w
from game.classroom.documents import summary_of
from game.classroom.guests import TEACHER, Role
from game.classroom.limits import Pace, Tries
from game.classroom.proofs import Certificate, HostProof, hashed, new_token, plain_code
from game.classroom.room import Attach, Batch, Detach, Dismiss, Reply, Room
from game.classroom.store import Store
from game.classroom.streams import Item, Shelf
from game.errors import UserError
from game.session.session import Progress, Session

log = logging.getLogger("demarche.classroom")
BUFFERED = 65_536
"""Bytes that the system may hold for a guest who does not read; after that, its task waits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    How much a guest may ask of the host: messages a second and at once, replies that wait, seconds
    to prove oneself, wrong codes a minute, connections and people in all.
    """

    rate: float = 20.0
    burst: float = 80.0
    waiting: int = 64
    door_seconds: float = 10.0
    tries: int = 3
    tries_together: int = 30
    connections: int = 300
    people: int = 150
    ping_timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Door:
    """What opens a class: its code, the instructor's secret, and the host's certificate."""

    code: str
    secret: str
    certificate: Certificate


@dataclass(eq=False)
class Line:
    """One connection: what waits to be sent to it, and how far it has read what it follows."""

    number: int
    socket: ServerConnection
    queue: deque[Reply | Attach | Detach | Dismiss] = field(default_factory=deque)
    cursors: dict[str, int] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    room: asyncio.Event = field(default_factory=asyncio.Event)
    extra: Mapping[str, str] = field(default_factory=dict)
    over: bool = False


class Hosted:
    """A room with its store, its published streams and its connections."""

    def __init__(self, room: Room, store: Store) -> None:
        self.room = room
        self.store = store
        self.shelves: dict[str, Shelf] = {}
        self.frames: dict[tuple[str, int], str] = {}
        self.lines: dict[int, Line] = {}
        self.think = asyncio.Event()
        self.closing = False


def now_ms() -> int:
    """Return Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


class Host:
    """A class on the network: its rooms by table number, behind one door."""

    def __init__(
        self,
        rooms: Mapping[int, tuple[Room, Store]],
        door: Door,
        *,
        limits: Limits | None = None,
        over: Callable[[Room], None] | None = None,
    ) -> None:
        self.door = door
        self.limits = limits or Limits()
        self.tables = {n: Hosted(room, store) for n, (room, store) in rooms.items()}
        self.port = 0
        self._over = over
        self._told_over: dict[int, tuple[str, int]] = {}
        self._tries = Tries(self.limits.tries, self.limits.tries_together)
        self._lines = 0
        self._open = 0
        self._server: Server | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._thinker = ThreadPoolExecutor(1, "members")
        self._prover = ThreadPoolExecutor(1, "door")
        self._loop: asyncio.AbstractEventLoop

    # -------------------------------------------------------------------- starting and stopping

    async def start(self, address: str = "0.0.0.0", port: int = 0) -> None:
        """
        Listen; *port* 0 takes a free one, which ``port`` then tells.

        Raises UserError where the address or port cannot be had.
        """
        self._loop = asyncio.get_running_loop()
        quiet = logging.getLogger("demarche.websockets")
        quiet.setLevel(logging.CRITICAL)
        try:
            self._server = await serve(
                self._handle,
                address,
                port,
                ssl=self.door.certificate.server_context(),
                max_size=w.LARGEST_IN,
                max_queue=8,
                write_limit=65_536,
                compression=None,
                open_timeout=self.limits.door_seconds,
                ping_interval=20,
                ping_timeout=self.limits.ping_timeout,
                close_timeout=1,
                process_request=self._answer_http,
                ssl_handshake_timeout=self.limits.door_seconds,
                logger=quiet,
                server_header=None,
            )
        except OSError as error:
            raise UserError(
                f"cannot listen on {address}:{port}: {error.strerror or error}; choose another port"
            ) from None
        self.port = self._server.sockets[0].getsockname()[1]
        self._tasks.append(asyncio.create_task(self._watch_time()))
        for hosted in self.tables.values():
            self._tasks.append(asyncio.create_task(self._let_think(hosted)))
            self.flush(hosted)

    async def stop(self) -> None:
        """Tell everyone, keep everything, and let go of the port."""
        bye = w.Bye(
            code="class/closed", sentence="The host has closed the class for now.", again=True
        )
        for hosted in self.tables.values():
            hosted.closing = True
            for line in list(hosted.lines.values()):
                line.queue.append(Dismiss(line.number, bye))
                line.wake.set()
        await asyncio.sleep(0.05)
        for task in self._tasks:
            task.cancel()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        for hosted in self.tables.values():
            hosted.room.session.close()
        self._thinker.shutdown(wait=False, cancel_futures=True)
        self._prover.shutdown(wait=False, cancel_futures=True)
        for hosted in self.tables.values():
            hosted.room.harvest(now_ms())
            self.flush(hosted)
            await asyncio.to_thread(hosted.store.close)

    # --------------------------------------------------------------------------------- the door

    def _answer_http(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.path == "/health":
            body = {
                "demarche": __version__,
                "wire": w.WIRE,
                "tables": {
                    str(n): {"stage": h.room.standing.stage, "connections": len(h.lines)}
                    for n, h in self.tables.items()
                },
            }
            return connection.respond(HTTPStatus.OK, json.dumps(body) + "\n")
        if request.path != "/":
            return connection.respond(HTTPStatus.NOT_FOUND, "Nothing is here.\n")
        if self._open >= self.limits.connections:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "The class is full.\n")
        return None

    async def _handle(self, socket: ServerConnection) -> None:
        self._open += 1
        try:
            kernel = socket.transport.get_extra_info("socket")
            kernel.setsockopt(SOL_SOCKET, SO_SNDBUF, BUFFERED)
            async with asyncio.timeout(self.limits.door_seconds):
                admitted = await self._admit(socket)
            if admitted is not None:
                await self._serve(*admitted)
        except (ConnectionClosed, TimeoutError, OSError):
            pass
        except Exception:
            log.exception("a connection failed")
        finally:
            self._open -= 1
            await socket.close()

    async def _admit(self, socket: ServerConnection) -> tuple[Hosted, Line] | None:
        """See who comes; None where it was sent away."""
        address = str((socket.remote_address or ("?",))[0])
        try:
            first = w.read_request(await socket.recv())
        except w.WireError as error:
            await self._away(socket, "message/malformed", str(error))
            return None
        if not isinstance(first, w.Hello | w.Resume):
            await self._away(socket, "message/not_now", "Say hello first.")
            return None
        if first.wire != w.WIRE:
            await self._away(
                socket,
                "version/other",
                f"The host plays Demarche {__version__}, you have {first.version[:20]}; "
                "install the same version on both.",
            )
            return None
        if isinstance(first, w.Resume):
            return await self._resume(socket, first, address)
        return await self._hello(socket, first, address)

    async def _hello(
        self, socket: ServerConnection, hello: w.Hello, address: str
    ) -> tuple[Hosted, Line] | None:
        wait = self._tries.wait(address, now_ms())
        if wait:
            await self._away(
                socket,
                "code/wait",
                f"There were too many wrong codes; wait {wait // 1000 + 1} seconds.",
            )
            return None
        secret = plain_code(self.door.code) if hello.role == "trainee" else self.door.secret
        fingerprint = self.door.certificate.fingerprint
        # Counted before the answer is known, so that many at once are no way around the limit.
        self._tries.wrong(address, now_ms())
        try:
            exchange = await self._loop.run_in_executor(
                self._prover, HostProof, secret, fingerprint, hello.pake
            )
        except UserError as error:
            await self._away(socket, "code/wrong", str(error))
            return None
        await socket.send(w.written(w.Counter(pake=exchange.half)))
        try:
            prove = w.read_request(await socket.recv())
        except w.WireError as error:
            await self._away(socket, "message/malformed", str(error))
            return None
        if not isinstance(prove, w.Prove) or not exchange.trusts(prove.proof):
            what = "code" if hello.role == "trainee" else "secret"
            await self._away(
                socket, "code/wrong", f"That is not the {what} of this class; look at it again."
            )
            return None
        self._tries.right(address)
        people = sum(len(h.room.standing.persons) for h in self.tables.values())
        if hello.role == "trainee" and people >= self.limits.people:
            await self._away(socket, "class/full", "This class can take no more people.")
            return None
        return self._enter(socket, hello.role, prove, exchange.proof)

    def _enter(
        self, socket: ServerConnection, role: Role, prove: w.Prove, proof: str
    ) -> tuple[Hosted, Line]:
        hosted = self._table_for(prove.table)
        now = now_ms()
        person, extra = TEACHER, {"proof": proof}
        if role == "trainee":
            token = new_token()
            person = self._new_person()
            hosted.room.admit(person, hashed(token), prove.name, now)
            extra = {"proof": proof, "token": token}
        line = self._line(hosted, socket, extra)
        hosted.room.connect(line.number, person, role, now)
        if role == "trainee" and prove.seat:
            wish = w.TakeSeat(id="at-the-door", seat=prove.seat)
            hosted.room.request(line.number, wish, now)
        self.flush(hosted)
        return hosted, line

    async def _resume(
        self, socket: ServerConnection, resume: w.Resume, address: str
    ) -> tuple[Hosted, Line] | None:
        token = hashed(resume.token)
        for hosted in self.tables.values():
            person = hosted.room.person_of(token)
            if person is None:
                continue
            line = self._line(hosted, socket, {})
            hosted.room.connect(
                line.number,
                person,
                "trainee",
                now_ms(),
                of=resume.of,
                epoch=resume.epoch,
                n=resume.n,
            )
            self.flush(hosted)
            return hosted, line
        if self._tries.wait(address, now_ms()):
            await asyncio.sleep(1)
        self._tries.wrong(address, now_ms())
        await self._away(
            socket, "token/unknown", "The host does not know you any more; join with the code."
        )
        return None

    async def _away(self, socket: ServerConnection, code: str, sentence: str) -> None:
        await socket.send(w.written(w.Bye(code=code, sentence=sentence)))
        await socket.close()

    def _table_for(self, wanted: int) -> Hosted:
        if wanted in self.tables:
            return self.tables[wanted]
        for hosted in self.tables.values():
            if hosted.room.free_seat() is not None:
                return hosted
        return next(iter(self.tables.values()))

    def _new_person(self) -> str:
        while True:
            person = f"p{secrets.token_hex(4)}"
            if all(person not in h.room.standing.persons for h in self.tables.values()):
                return person

    def _line(self, hosted: Hosted, socket: ServerConnection, extra: Mapping[str, str]) -> Line:
        self._lines += 1
        line = Line(self._lines, socket, extra=extra)
        line.room.set()
        hosted.lines[line.number] = line
        return line

    # ---------------------------------------------------------------------------------- the line

    async def _serve(self, hosted: Hosted, line: Line) -> None:
        """Read and send until either fails; then the room is told."""
        where = [hosted]
        sender = asyncio.create_task(self._send(where, line))
        reader = asyncio.create_task(self._read(where, line))
        try:
            done, _ = await asyncio.wait((sender, reader), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (sender, reader):
                task.cancel()
            await asyncio.gather(sender, reader, return_exceptions=True)
            here = where[0]
            here.lines.pop(line.number, None)
            here.room.disconnect(line.number, now_ms())
            self.flush(here)

    async def _read(self, where: list[Hosted], line: Line) -> None:
        pace = Pace(self.limits.rate, self.limits.burst)
        while True:
            raw = await line.socket.recv()
            while len(line.queue) >= self.limits.waiting:
                line.room.clear()
                await line.room.wait()
            cost = self.receive(where, line, raw)
            await asyncio.sleep(pace.delay(now_ms(), cost))

    def receive(self, where: list[Hosted], line: Line, raw: str | bytes) -> float:
        """
        Take one frame of a guest who is in; return what it costs its pace.

        *where* holds the table that the connection is at, which an instructor may change.
        """
        hosted = where[0]
        try:
            message = w.read_request(raw)
        except w.WireError as error:
            self._reply(line, w.Refused(code="message/malformed", sentence=str(error)))
            return 3.0
        now = now_ms()
        match message:
            case w.Beat():
                self._reply(line, w.BeatBack(at=message.at, now=now))
            case w.Doing():
                hosted.room.doing(line.number, message, now)
            case w.Watch(table=table) if table and table in self.tables:
                self._move(where, line, table, message, now)
            case w.Request():
                hosted.room.request(line.number, message, now)
            case _:
                self._reply(line, w.Refused(code="message/not_now", sentence="You are in already."))
                return 3.0
        self.flush(where[0])
        return 1.0

    def _move(
        self, where: list[Hosted], line: Line, table: int, message: w.Watch, now: int
    ) -> None:
        """Take an instructor's connection to another table."""
        old, new = where[0], self.tables[table]
        guest = old.room.guests.get(line.number)
        if guest is None or guest.role == "trainee" or old is new:
            old.room.request(line.number, message, now)
            return
        old.lines.pop(line.number, None)
        old.room.disconnect(line.number, now)
        line.cursors.clear()
        new.lines[line.number] = line
        where[0] = new
        new.room.connect(line.number, guest.person, guest.role, now)
        new.room.request(line.number, message, now)

    def _reply(self, line: Line, message: w.Message) -> None:
        line.queue.append(Reply(line.number, message))
        line.wake.set()

    async def _send(self, where: list[Hosted], line: Line) -> None:
        """Send what waits for one connection; whoever is slow waits here alone."""
        while True:
            frame = self._next(where[0], line)
            if frame is None:
                line.wake.clear()
                await line.wake.wait()
                continue
            await line.socket.send(frame)
            if line.over:
                await line.socket.close()
                return
            if len(line.queue) < self.limits.waiting:
                line.room.set()

    def _next(self, hosted: Hosted, line: Line) -> str | None:
        """The next frame for a connection; changes come before the verdicts that rest on them."""
        while True:
            out = line.queue[0] if line.queue else None
            if not isinstance(out, Attach | Detach):
                frame = self._next_change(hosted, line)
                if frame is not None:
                    return frame
            if out is None:
                return None
            line.queue.popleft()
            match out:
                case Reply(message=message):
                    if isinstance(message, w.Welcome) and line.extra:
                        message = message.model_copy(update=dict(line.extra))
                    return w.written(message)
                case Attach(of=of, n=n, document=document):
                    line.cursors[of] = n
                    line.asked.discard(of)
                    if document is not None:
                        return _snapshot(hosted, of, n, document)
                case Detach(of=of):
                    line.cursors.pop(of, None)
                case Dismiss(message=bye):
                    line.over = True
                    return w.written(bye)

    def _next_change(self, hosted: Hosted, line: Line) -> str | None:
        for of, cursor in line.cursors.items():
            shelf = hosted.shelves.get(of)
            items = shelf.since(cursor) if shelf is not None else []
            if items is None:
                if of not in line.asked:  # too far behind: the whole document instead
                    line.asked.add(of)
                    hosted.room.attach_anew(line.number, of)
                    self.flush(hosted)
                continue
            if items:
                line.cursors[of] = items[0].n
                return hosted.frames[of, items[0].n]
        return None

    # ------------------------------------------------------------------------------- publishing

    def flush(self, hosted: Hosted) -> None:
        """Hand what a room brought forth to its store; it is sent once it is kept."""
        batch = hosted.room.drain()
        if batch.records or batch.outs:
            names = {
                record.what.person: hosted.room.live.names.get(record.what.person, "")
                for record in batch.records
                if isinstance(record.what, r.Joined)
            }

            def kept() -> None:
                self._loop.call_soon_threadsafe(self._publish, hosted, batch)

            hosted.store.append(batch.records, names, kept)
        if hosted.room.may_think:
            hosted.think.set()

    def _publish(self, hosted: Hosted, batch: Batch) -> None:
        woken: dict[int, Line] = {}
        changed: set[str] = set()
        for out in batch.outs:
            if isinstance(out, Item):
                self._shelve(hosted, out)
                changed.add(out.of)
                continue
            line = hosted.lines.get(out.conn)
            if line is not None:
                line.queue.append(out)
                woken[line.number] = line
        for line in hosted.lines.values():
            if line.number in woken or not changed.isdisjoint(line.cursors):
                line.wake.set()

    def _shelve(self, hosted: Hosted, item: Item) -> None:
        shelf = hosted.shelves.setdefault(item.of, Shelf())
        gone = shelf.put(item)
        if item.document is not None:
            frame = _snapshot(hosted, item.of, item.n, item.document)
        else:
            update = w.Update(of=item.of, n=item.n, patch=item.patch, events=list(item.events))
            frame = w.written(update)
        hosted.frames[item.of, item.n] = frame
        if gone is not None:
            hosted.frames.pop((item.of, gone.n), None)

    # ------------------------------------------------------------------------ time and thinking

    async def _watch_time(self) -> None:
        while True:
            await asyncio.sleep(0.25)
            now = now_ms()
            for hosted in self.tables.values():
                hosted.room.tick(now)
                self._work_out(hosted)
                self._tell_when_over(hosted)
            if len(self.tables) > 1:
                shown = [summary_of(h.room.standing) for h in self.tables.values()]
                for hosted in self.tables.values():
                    hosted.room.compare(shown)
            for hosted in self.tables.values():
                self.flush(hosted)

    def _work_out(self, hosted: Hosted) -> None:
        job = hosted.room.job()
        if job is None:
            return
        running = self._loop.run_in_executor(self._thinker, job.run)

        def done(future: asyncio.Future[dict[str, Any]]) -> None:
            if future.cancelled() or hosted.closing:
                return
            error = future.exception()
            if error is not None:
                log.error("working out %s failed", job.kind, exc_info=error)
                return
            hosted.room.worked_out(job, future.result(), now_ms())
            self.flush(hosted)

        running.add_done_callback(done)

    def _tell_when_over(self, hosted: Hosted) -> None:
        """Call *over* once play has stopped, and again when it has gone on and stopped again."""
        standing = hosted.room.standing
        if self._over is None or not (standing.ended or standing.stage == "debrief"):
            return
        key = (standing.stage, len(standing.lines))
        if self._told_over.get(standing.table_number) != key:
            self._told_over[standing.table_number] = key
            self._over(hosted.room)

    async def _let_think(self, hosted: Hosted) -> None:
        """Let computer members of a table act whenever they may, one move at a time."""
        while True:
            await hosted.think.wait()
            hosted.think.clear()
            while hosted.room.may_think and not hosted.closing:
                session, before = hosted.room.session, hosted.room.session.number
                try:
                    await self._loop.run_in_executor(
                        self._thinker, self._one_move, hosted, session, before
                    )
                except RuntimeError as error:
                    if hosted.closing:
                        return
                    log.error("members at table cannot act: %s", error)
                    hosted.room.stop_for_fault(now_ms())
                hosted.room.harvest(now_ms())
                self.flush(hosted)
                same = hosted.room.session is session
                if same and session.number == before:
                    break

    def _one_move(self, hosted: Hosted, session: Session, before: int) -> None:
        """In the members' thread: let the next member that has a move make it."""

        def stop() -> bool:
            room = hosted.room
            return (
                session.number != before
                or room.session is not session
                or not room.may_think
                or hosted.closing
            )

        def quietly(progress: Progress) -> None:
            return None

        session.advance(stop=stop, progress=quietly)


def _snapshot(hosted: Hosted, of: str, n: int, document: dict[str, Any]) -> str:
    return w.written(w.Snapshot(of=of, epoch=hosted.room.epoch, n=n, document=document))
