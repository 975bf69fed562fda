"""The guest's side: a connection in a thread of its own, and a game played through it.

`Link` keeps what the host tells as plain data and comes back by itself when the network fails.
`RemoteSession` makes views of it that screens and the terminal use like those of a `Session`.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import random
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from game import __version__
from game.classroom import wire as w
from game.classroom.guests import Role
from game.classroom.patch import PatchError, patched
from game.classroom.plain import PlainError, ViewReader, events_of, table_of
from game.classroom.proofs import GuestProof, guest_context, plain_code
from game.engine.commands import Command
from game.engine.events import Event
from game.engine.refusal import Refusal
from game.engine.table import Table
from game.engine.view import SeatView
from game.errors import UserError, unknown
from game.session.session import Progress

BEAT_EVERY = 2.0
AWAY_AFTER = 8.0
"""Seconds without a word from the host after which a connection counts as away."""
VERDICT_WITHIN = 5.0
SLOWEST_RETRY = 8.0
MOST_STEPS = 5_000

Status = Literal["joining", "connected", "away", "lost", "closed"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What lets a guest come back: where the host is, who one is to it, and how it is known."""

    address: str
    port: int
    token: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Change:
    """
    A change of what an audience sees: its number, what was told of events, the document after it.

    *events* is None where the document was sent whole, so that what led to it is not known.
    """

    of: str
    number: int
    events: list[Any] | None
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a seat's view: the events as told (None: unknown), and the view after them."""

    number: int
    events: tuple[Event, ...] | None
    view: SeatView


@dataclass
class _Heard:
    """What the host has told so far; guarded by the link's lock."""

    welcome: w.Welcome | None = None
    of: str = ""
    n: int = 0
    epoch: str = ""
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    verdicts: OrderedDict[str, w.Verdict] = field(default_factory=OrderedDict)
    changes: deque[Change] = field(default_factory=deque)


class _Ended(Exception):
    """The host does not want this guest; the sentence says why."""


class Link:
    """
    A guest's connection to a host, kept up by a thread.

    ``on_change`` functions are called in that thread after anything new was heard; all else may be
    used from any thread. ``Link.join`` and ``Link.back`` make one.
    """

    def __init__(
        self,
        address: str,
        port: int,
        *,
        role: Role = "trainee",
        secret: str = "",
        name: str = "",
        table: int = 0,
        seat: str = "",
        ticket: Ticket | None = None,
    ) -> None:
        self.address = address
        self.port = port
        self.role: Role = role
        self.fault = ""
        """Why the connection is closed for good, in a sentence; empty while it is not."""
        self.on_change: list[Callable[[], None]] = []
        self.version = 0
        self._secret = plain_code(secret) if role == "trainee" else secret
        self._name = name
        self._wanted = (table, seat)
        self._token = ticket.token if ticket else ""
        self._pin = bytes.fromhex(ticket.fingerprint) if ticket else b""
        self._heard = _Heard()
        self._pending: OrderedDict[str, w.Request] = OrderedDict()
        self._condition = threading.Condition()
        self._was_in = False
        self._dice = random.Random()
        self._last_heard = 0.0
        self._status: Status = "joining"
        self._offset = 0
        self._closing = False
        self._socket: ClientConnection | None = None
        self._outgoing: asyncio.Queue[w.Message] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._prefix = secrets.token_hex(4)
        self._count = 0
        self._thread = threading.Thread(target=self._run, name="classroom", daemon=True)

    # ------------------------------------------------------------------- joining and leaving

    @classmethod
    def join(
        cls,
        address: str,
        port: int,
        code: str,
        name: str,
        *,
        table: int = 0,
        seat: str = "",
        role: Role = "trainee",
        within: float = 15.0,
    ) -> Link:
        """
        Join a class by its code (an instructor or projector: by the host's secret).

        Raises UserError: no host there, a wrong code, another version, a host that is not the one
        whose code it is.
        """
        link = cls(address, port, role=role, secret=code, name=name, table=table, seat=seat)
        return link._begun(within)

    @classmethod
    def back(cls, ticket: Ticket, *, within: float = 15.0) -> Link:
        """Come back to a class with the ticket of an earlier connection; raises UserError."""
        return cls(ticket.address, ticket.port, ticket=ticket)._begun(within)

    def _begun(self, within: float) -> Link:
        self._thread.start()
        with self._condition:
            self._condition.wait_for(lambda: bool(self._heard.documents) or self.fault, within)
            if self._heard.documents:
                return self
            fault = self.fault or (
                f"nobody answers at {self.address}:{self.port}; is the host on, and the address "
                "right?"
            )
        self.close()
        raise UserError(fault)

    def close(self) -> None:
        """Leave; the seat stays one's own."""
        self._closing = True
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._stop)
        if threading.current_thread() is not self._thread and self._thread.is_alive():
            self._thread.join(3)
        self._status = "closed"

    @property
    def ticket(self) -> Ticket:
        """What lets one come back after this program has ended."""
        return Ticket(self.address, self.port, self._token, self._pin.hex())

    # ------------------------------------------------------------------------------- looking

    @property
    def status(self) -> Status:
        """How the connection is: away means that the host has been silent for some seconds."""
        if self._status == "connected" and self.age > AWAY_AFTER:
            return "away"
        return self._status

    @property
    def age(self) -> float:
        """Seconds since the host was last heard."""
        return time.monotonic() - self._last_heard if self._last_heard else 0.0

    @property
    def host_now(self) -> int:
        """The host's time in Unix milliseconds, as well as it is known."""
        return time.time_ns() // 1_000_000 + self._offset

    @property
    def person(self) -> str:
        """Who one is to the host."""
        welcome = self._heard.welcome
        return welcome.person if welcome else ""

    @property
    def welcome(self) -> w.Welcome:
        """What the host said when one came in."""
        assert self._heard.welcome is not None
        return self._heard.welcome

    @property
    def of(self) -> str:
        """The audience that one belongs to: a seat's id, or ``~lobby`` and the like."""
        return self._heard.of

    def document(self, of: str | None = None) -> dict[str, Any]:
        """Return what an audience that is followed sees now; empty if it is not followed."""
        with self._condition:
            return self._heard.documents.get(of or self._heard.of, {})

    def number(self, of: str | None = None) -> int:
        """Return the number of the last change of a document."""
        with self._condition:
            return self._heard.numbers.get(of or self._heard.of, 0)

    def changes(self) -> list[Change]:
        """Take the changes heard since the last call, in order."""
        with self._condition:
            taken = list(self._heard.changes)
            self._heard.changes.clear()
            return taken

    def wait(self, until: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds of what was heard; whether it does."""
        with self._condition:
            return self._condition.wait_for(until, seconds)

    # -------------------------------------------------------------------------------- asking

    def new_id(self) -> str:
        """Return an id for a request that no other has."""
        self._count += 1
        return f"{self._prefix}-{self._count}"

    def send(self, request: w.Request) -> str:
        """Send a request, again after every break until its verdict comes; return its id."""
        with self._condition:
            self._pending[request.id] = request
        self._put(request)
        return request.id

    def mention(self, message: w.Message) -> None:
        """Send what needs no verdict, if the connection is there."""
        self._put(message)

    def verdict(self, request: str, within: float = 0.0) -> w.Verdict | None:
        """Return the verdict on a request, None if it has not come in time."""
        with self._condition:
            self._condition.wait_for(
                lambda: request in self._heard.verdicts or bool(self.fault), within
            )
            return self._heard.verdicts.get(request)

    def ask(self, request: w.Request, within: float = VERDICT_WITHIN) -> w.Verdict:
        """
        Send a request and wait for its verdict.

        Without one in time it returns the code ``connection/slow``; the request stays on its way.
        """
        found = self.verdict(self.send(request), within)
        if found is not None:
            return found
        return w.Verdict(
            id=request.id,
            code="connection/slow",
            sentence=self.fault
            or "The host has not answered yet; this is carried out once the connection is back.",
        )

    def _put(self, message: w.Message) -> None:
        loop = self._loop
        if loop is not None and not self._closing:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._enqueue, message)

    def _enqueue(self, message: w.Message) -> None:
        if self._outgoing is not None and self._status == "connected":
            self._outgoing.put_nowait(message)

    # ------------------------------------------------------------------------------ the thread

    def _run(self) -> None:
        try:
            asyncio.run(self._keep_up())
        except asyncio.CancelledError:
            return  # closed by `close`
        except Exception as error:  # the thread has nobody else to tell
            self._end(f"the connection failed: {error!r}")

    async def _keep_up(self) -> None:
        self._loop = asyncio.get_running_loop()
        failures = 0
        while not self._closing:
            try:
                await self._connected()
                failures = 0
            except _Ended as ended:
                self._end(str(ended))
                return
            except (OSError, TimeoutError, WebSocketException, InvalidHandshake, EOFError):
                failures = 0 if self._was_in else failures + 1
            if self._closing:
                return
            self._tell("lost")
            if not self._heard.documents and failures >= 3:
                self._end(
                    f"nobody answers at {self.address}:{self.port}; is the host on, and the "
                    "address right?"
                )
                return
            most = min(SLOWEST_RETRY, 0.3 * 2 ** min(failures, 6))
            await asyncio.sleep(self._dice.uniform(0.1, most))

    async def _connected(self) -> None:
        self._was_in = False
        host = f"[{self.address}]" if ":" in self.address else self.address
        async with connect(
            f"wss://{host}:{self.port}/",
            ssl=guest_context(),
            max_size=w.LARGEST_OUT,
            compression=None,
            open_timeout=10,
            ping_interval=20,
            ping_timeout=60,
            close_timeout=1,
            proxy=None,
        ) as socket:
            self._socket = socket
            fingerprint = _fingerprint(socket)
            if self._token:
                await self._come_back(socket, fingerprint)
            else:
                await self._introduce(socket, fingerprint)
            await self._talk(socket)

    async def _come_back(self, socket: ClientConnection, fingerprint: bytes) -> None:
        if fingerprint != self._pin:
            raise _Ended(
                "another computer answers in the host's place; ask the instructor, and join anew"
            )
        heard = self._heard
        await socket.send(
            w.written(
                w.Resume(
                    wire=w.WIRE,
                    version=__version__,
                    token=self._token,
                    epoch=heard.epoch,
                    of=heard.of,
                    n=heard.numbers.get(heard.of, 0),
                )
            )
        )

    async def _introduce(self, socket: ClientConnection, fingerprint: bytes) -> None:
        proof = GuestProof(self._secret, fingerprint)
        hello = w.Hello(wire=w.WIRE, version=__version__, role=self.role, pake=proof.start())
        await socket.send(w.written(hello))
        counter = _read(await asyncio.wait_for(socket.recv(), 10))
        if isinstance(counter, w.Bye):
            raise _Ended(counter.sentence)
        if not isinstance(counter, w.Counter):
            raise _Ended("the host does not speak as a host does; is the address right?")
        try:
            mine = proof.finish(counter.pake)
        except UserError as error:
            raise _Ended(str(error)) from None
        table, seat = self._wanted
        if self._heard.welcome is not None:  # an instructor who comes back to its table
            table = self._heard.welcome.table
        name = self._name[:60] or "Guest"
        await socket.send(w.written(w.Prove(proof=mine, name=name, table=table, seat=seat)))
        welcome = _read(await asyncio.wait_for(socket.recv(), 10))
        if isinstance(welcome, w.Bye):
            raise _Ended(welcome.sentence)
        if not isinstance(welcome, w.Welcome) or not proof.trusts(welcome.proof):
            raise _Ended("whoever answers does not know the code; this is not your host")
        self._pin = fingerprint
        self._take(welcome)

    async def _talk(self, socket: ClientConnection) -> None:
        self._outgoing = asyncio.Queue()
        self._last_heard = time.monotonic()
        self._was_in = True
        sender = asyncio.create_task(self._send(socket, self._outgoing))
        beats = asyncio.create_task(self._beat())
        try:
            while True:
                self._take(_read(await socket.recv()))
        finally:
            self._outgoing = None
            for task in (sender, beats):
                task.cancel()
            await asyncio.gather(sender, beats, return_exceptions=True)

    async def _send(self, socket: ClientConnection, queue: asyncio.Queue[w.Message]) -> None:
        while True:
            await socket.send(w.written(await queue.get()))

    async def _beat(self) -> None:
        while True:
            self._enqueue(w.Beat(at=time.time_ns() // 1_000_000))
            await asyncio.sleep(BEAT_EVERY)

    def _stop(self) -> None:
        for task in asyncio.all_tasks():
            task.cancel()

    # --------------------------------------------------------------------------------- hearing

    def _take(self, message: w.FromHost) -> None:
        self._last_heard = time.monotonic()
        if isinstance(message, w.BeatBack):
            self._offset = message.now - (message.at + time.time_ns() // 1_000_000) // 2
            return
        with self._condition:
            self._hear(message)
            self.version += 1
            self._condition.notify_all()
        for told in self.on_change:
            told()

    def _hear(self, message: w.FromHost) -> None:
        heard = self._heard
        match message:
            case w.Welcome():
                if message.token:
                    self._token = message.token
                heard.welcome = message
                self._status = "connected"
                if self._outgoing is not None:
                    self._send_again(self._outgoing)
            case w.Snapshot():
                if message.of != heard.of:
                    self._follow(message.of)
                heard.epoch = message.epoch
                heard.documents[message.of] = message.document
                heard.numbers[message.of] = message.n
                self._changed(message.of, message.n, None)
            case w.Update():
                self._update(message)
            case w.Verdict():
                self._pending.pop(message.id, None)
                heard.verdicts[message.id] = message
                while len(heard.verdicts) > 500:
                    heard.verdicts.popitem(last=False)
            case w.Bye():
                if not message.again:
                    raise _Ended(message.sentence)
            case _:
                pass

    def _follow(self, of: str) -> None:
        """A trainee has one audience at a time; an instructor's own stays beside a seat's."""
        if self.role == "trainee" or not self._heard.of:
            self._heard.documents.clear()
            self._heard.of = of

    def _update(self, message: w.Update) -> None:
        heard = self._heard
        known = heard.numbers.get(message.of)
        if known is None or message.n <= known:
            return  # of an audience that is followed no longer, or heard before
        if message.n != known + 1:
            raise EOFError("a change is missing")  # comes back, and goes on where it was
        if message.patch is not None:
            try:
                heard.documents[message.of] = patched(heard.documents[message.of], message.patch)
            except PatchError:
                heard.numbers[message.of] = 0
                heard.epoch = ""
                raise EOFError("a change does not fit") from None
        heard.numbers[message.of] = message.n
        self._changed(message.of, message.n, message.events)

    def _changed(self, of: str, n: int, events: list[Any] | None) -> None:
        changes = self._heard.changes
        changes.append(Change(of, n, events, self._heard.documents[of]))
        while len(changes) > MOST_STEPS:
            changes.popleft()

    def _send_again(self, queue: asyncio.Queue[w.Message]) -> None:
        for request in self._pending.values():
            queue.put_nowait(request)

    def _tell(self, status: Status) -> None:
        with self._condition:
            self._status = status
            self._condition.notify_all()
        for told in self.on_change:
            told()

    def _end(self, fault: str) -> None:
        self.fault = fault
        self._tell("closed")


def _fingerprint(socket: ClientConnection) -> bytes:
    tls = socket.transport.get_extra_info("ssl_object")
    certificate = tls.getpeercert(binary_form=True) if tls is not None else None
    return hashlib.sha256(certificate or b"").digest()


def _read(raw: str | bytes) -> w.FromHost:
    try:
        return w.read_reply(raw)
    except w.WireError as error:
        raise _Ended(f"the host says what is not understood here: {error}") from None


# ------------------------------------------------------------------------------------- a session


@dataclass(frozen=True, slots=True)
class Kept:
    """A command was carried out, and is on the host's disk."""

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteHeader:
    """What screens read of a game's header; the seed and the scenario stay with the host."""

    briefs: dict[str, str]
    seed: None = None


class RemoteSession:
    """
    A game at a host, from the one seat that this guest has; made when it has a seat.

    It offers what screens use of a `Session`: ``table``, ``view``, ``submit``, ``advance``,
    ``people``, ``number``, ``ended``, ``path``, ``notice``, ``header``, ``forecast``, ``judge``,
    ``asked_why``, ``close``. Members think at the host: ``advance`` returns at once, or with
    *waits* when this seat has something to do.
    """

    def __init__(self, link: Link, *, waits: bool = False) -> None:
        seat = link.of
        if seat.startswith("~") or not seat:
            raise UserError("you have no seat yet; choose one, or wait to be given one")
        self.link = link
        self.seat_id = seat
        self.notice = ""
        self.path = None
        self._waits = waits
        self._document = link.document(seat)
        self._table = table_of(self._document["table"])
        self._reader = ViewReader(self._table)
        self._view: tuple[int, SeatView] | None = None
        self._lock = threading.RLock()

    # Looking.

    @property
    def table(self) -> Table:
        """The public half of the scenario."""
        return self._table

    @property
    def document(self) -> dict[str, Any]:
        """All that the host tells this seat, as plain data; what it told last, once *moved*."""
        self._document = self.link.document(self.seat_id) or self._document
        return self._document

    @property
    def moved(self) -> bool:
        """Whether this guest has another seat by now, so that this session is over for it."""
        return self.link.of != self.seat_id

    @property
    def people(self) -> frozenset[str]:
        """Seats that people have; the computer has the others."""
        return frozenset(s["seat"] for s in self.document["class"]["seats"] if not s["computer"])

    @property
    def number(self) -> int:
        """Number of the last change of what this seat sees."""
        return self.link.number(self.seat_id)

    @property
    def stage(self) -> str:
        """Where the class stands: ``lobby``, ``playing`` or ``debrief``."""
        return str(self.document["class"]["stage"])

    @property
    def ended(self) -> bool:
        """Whether the game is over, or has stopped for the debrief."""
        return bool(self.document["class"]["ended"]) or self.stage == "debrief"

    @property
    def header(self) -> RemoteHeader:
        """This seat's brief."""
        return RemoteHeader({self.seat_id: self.document.get("brief", "")})

    @property
    def is_head(self) -> bool:
        """Whether one signs for the delegation."""
        return bool(self.document.get("head") == self.link.person)

    def view(self, seat: str) -> SeatView:
        """Return all that this seat may know now; raises UserError for another seat."""
        if seat != self.seat_id:
            if seat not in self._table.seat_places:
                raise unknown("seat", seat, self._table.seat_places)
            raise UserError("a guest sees its own seat alone")
        with self._lock:
            number = self.number
            if self._view is None or self._view[0] != number:
                try:
                    self._view = (number, self._reader.view(self.document["view"]))
                except PlainError as error:
                    raise UserError(f"the host shows what is no view: {error}") from None
            return self._view[1]

    def steps(self) -> list[Step]:
        """Take what this seat was told since the last call, each with its events."""
        found = []
        with self._lock:
            for change in self.link.changes():
                if change.of == self.seat_id:
                    events = None if change.events is None else events_of(change.events)
                    seen = self._reader.view(change.document["view"])
                    found.append(Step(change.number, events, seen))
        return found

    # Acting.

    def submit(self, actor: str, command: Command, command_id: str | None = None) -> Refusal | Kept:
        """
        Carry out a command for this seat, or refuse it; one who does not sign lays it before the
        head (``delegation/prepared``). The facts of a refusal of the class hold its sentence.
        """
        if actor != self.seat_id:
            return Refusal("actor/not_for_you", {"actor": actor, "command": command.kind})
        name = command_id or self.link.new_id()
        if not self.is_head:
            verdict = self.link.ask(w.Prepare(id=name, seat=actor, command=command))
            if verdict.code == "ok":
                words = "Laid before the head of your delegation, who signs."
                return Refusal("delegation/prepared", {"sentence": words})
        else:
            verdict = self.link.ask(w.Act(id=name, seat=actor, command=command))
        if verdict.code == "ok":
            return Kept()
        return Refusal(verdict.code, dict(verdict.facts) | {"sentence": verdict.sentence})

    def advance(
        self,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[Progress], None] = lambda told: None,
    ) -> int:
        """Wait while others act, if this session waits; members think at the host. Returns 0."""
        while self._waits and not (stop() or self.ended or self.moved or self.link.fault):
            if self.stage == "playing" and self.my_turn:
                break
            seen = self.view(self.seat_id)
            progress(Progress("others", 0, seen.turn, seen.phase, seen.round))
            version = self.link.version
            self.link.wait(lambda: self.link.version != version, 0.5)  # noqa: B023
        return 0

    @property
    def my_turn(self) -> bool:
        """Whether there is something that this seat has still to do in this phase."""
        seen = self.view(self.seat_id)
        match seen.phase:
            case "decision":
                return seen.vote is None
            case "implementation":
                return seen.delivered is None
            case "briefing" | "consultation" | "outcome":
                return not seen.ready[seen.seat]
            case _:
                return False

    def forecast(self, seat: str, draft: int, chances: dict[str, int]) -> None:
        """Note how likely members consent to a draft; raises UserError as a `Session` does."""
        self._note("forecast", str(draft), tuple(chances.items()))

    def judge(self, seat: str, when: Literal["before", "after"], choices: dict[str, int]) -> None:
        """Note the answers to the test of judgement; raises UserError as a `Session` does."""
        self._note("judgement", when, tuple(choices.items()))

    def asked_why(self, seat: str, track: str, rule: str, turn: int) -> None:
        """Note what was asked why about; raises UserError as a `Session` does."""
        self._note("why", track, ((rule, turn),))

    def _note(
        self,
        topic: Literal["forecast", "judgement", "why"],
        subject: str,
        entries: tuple[tuple[str, int], ...],
    ) -> None:
        note = w.Note(id=self.link.new_id(), topic=topic, subject=subject, entries=entries)
        verdict = self.link.ask(note)
        if verdict.code != "ok":
            raise UserError(verdict.sentence)

    def rewind(self, turn: int) -> RemoteSession:
        """Raise UserError: only the instructor goes back."""
        raise UserError("only the instructor goes back to an earlier turn")

    def close(self) -> None:
        """Leave the class; the seat stays one's own."""
        self.link.close()
