"""A room: one table of a class. Messages in, records and messages out; no sockets, files or clock.

Everything that changes goes through `Room`'s methods, each with the time it happens at. What they
bring forth is collected, in order, until `drain` hands it over: the host writes the records to the
disk first, and only then sends what follows from them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from game.classroom import records as r
from game.classroom import requests
from game.classroom import wire as w
from game.classroom.documents import Documents, Live, silent_seats
from game.classroom.guests import TEACHER, Guest, Role, Said, tidy
from game.classroom.saying import sentence_of
from game.classroom.standing import Standing
from game.classroom.streams import INSTRUCTOR, LOBBY, PROJECTOR, Item, Stream
from game.classroom.working_out import Job, job_of
from game.engine import commands as c
from game.engine.game import CLOCK
from game.engine.game import INSTRUCTOR as INSTRUCTOR_ACTOR
from game.engine.refusal import Refusal
from game.engine.state import GameState
from game.errors import UserError
from game.members.move import Figure
from game.scenario.load import Loaded
from game.session.computer import Members
from game.session.header import Difficulty
from game.session.lines import CommandLine
from game.session.session import Session

log = logging.getLogger("demarche.classroom")


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to one connection."""

    conn: int
    message: w.Message


@dataclass(frozen=True, slots=True)
class Attach:
    """A connection follows an audience from a number on; *document* is its state at that number."""

    conn: int
    of: str
    n: int
    document: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Detach:
    """A connection follows an audience no longer."""

    conn: int
    of: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """A connection is closed, with a last word."""

    conn: int
    message: w.Bye


Out = Reply | Attach | Detach | Dismiss | Item


@dataclass(frozen=True, slots=True)
class Batch:
    """What a room brought forth: records to be kept first, then what may be sent, in order."""

    records: tuple[r.Record, ...]
    outs: tuple[Out, ...]


class Room:
    """One table. Made by `Room.open` or `Room.resume`; every method belongs to one thread."""

    def __init__(
        self,
        standing: Standing,
        session: Session,
        epoch: str,
        now: int,
        members: Members | None,
        strict: bool,
    ) -> None:
        self.standing = standing
        self.session = session
        self.epoch = epoch
        self.live = Live()
        self.guests: dict[int, Guest] = {}
        self.now = now
        self._documents = Documents()
        self._streams: dict[str, Stream] = {}
        self._records: list[r.Record] = []
        self._outs: list[Out] = []
        self._members = members
        self._strict = strict
        self._job_key: object = None

    # ------------------------------------------------------------------ beginning and resuming

    @classmethod
    def open(
        cls,
        loaded: Loaded,
        *,
        table: int,
        title: str,
        plan: r.Plan,
        seed: int,
        epoch: str,
        now: int,
        preset: str | None = None,
        aliases: bool = False,
        difficulty: Difficulty = "standard",
        styles: Mapping[str, str] | None = None,
        members: Members | None = None,
        strict: bool = False,
    ) -> Room:
        """
        Open a table with a new game that waits for its start; every seat waits for people.

        Raises UserError for an unknown preset or style.
        """
        session = Session.new(
            loaded,
            seed=seed,
            preset=preset,
            people=[member.id for member in loaded.scenario.members],
            styles=styles,
            aliases=aliases,
            difficulty=difficulty,
            members=members,
            strict=strict,
        )
        opened = r.Record(1, now, r.Opened(r.FORMAT, table, title, plan, session.header))
        room = cls(Standing.opened(opened), session, epoch, now, members, strict)
        room._records.append(opened)
        room.harvest(now)
        return room

    @classmethod
    def resume(
        cls,
        records: Iterable[r.Record],
        *,
        names: Mapping[str, str],
        epoch: str,
        now: int,
        members: Members | None = None,
        strict: bool = False,
    ) -> Room:
        """
        Go on with a table where its log ends; a running clock is found paused.

        Raises UserError for a log that does not hold together.
        """
        kept = iter(records)
        first = next(kept, None)
        if first is None:
            raise UserError("the log of this table is empty")
        standing = Standing.opened(first)
        for record in kept:
            standing.take(record)
        room = cls(standing, _session_of(standing, members, strict), epoch, now, members, strict)
        room.live.names = dict(names)
        if standing.stage == "playing" and standing.clock.running:
            left = standing.clock.left_at(standing.at)
            room._emit(r.ClockSet(left, False, "found_again"))
        return room

    # ----------------------------------------------------------------------------- coming in

    def admit(self, person: str, token: str, name: str, now: int) -> None:
        """A new person comes in, under an id, a hashed token and a name."""
        self.now = now
        self.live.names[person] = tidy(name)
        self._emit(r.Joined(person, token))

    def connect(
        self,
        conn: int,
        person: str,
        role: Role,
        now: int,
        *,
        of: str = "",
        epoch: str = "",
        n: int = 0,
    ) -> None:
        """
        A connection of somebody who is known; with a cursor of this room's epoch, it goes on there.
        """
        self.now = now
        self.guests[conn] = Guest(person, role)
        if role == "trainee":
            self.live.here[person] = self.live.here.get(person, 0) + 1
            self.live.last_seen[person] = now
        audience = self._audience(person, role)
        self._outs.append(Reply(conn, self._welcome(conn)))
        self._attach(conn, audience, n if (epoch, of) == (self.epoch, audience) else -1)
        self._refresh()

    def disconnect(self, conn: int, now: int) -> None:
        """A connection is gone."""
        self.now = now
        guest = self.guests.pop(conn, None)
        if guest is None or guest.role != "trainee":
            return
        count = self.live.here.get(guest.person, 0) - 1
        self.live.last_seen[guest.person] = now
        if count > 0:
            self.live.here[guest.person] = count
        else:
            self.live.here.pop(guest.person, None)
        self._refresh()

    def person_of(self, token: str) -> str | None:
        """Return the person whose hashed token this is."""
        for person in self.standing.persons.values():
            if person.token == token:
                return person.id
        return None

    def free_seat(self) -> str | None:
        """Return a seat that waits for people and has none, in the scenario's order."""
        for seat in self.standing.table.seats:
            if seat.id in self.standing.people and not self.standing.delegation(seat.id):
                return seat.id
        return None

    # ------------------------------------------------------------------------------- asking

    def request(self, conn: int, message: w.Request, now: int) -> None:
        """Carry out or refuse a request; the verdict goes to the connection that asked."""
        self.now = now
        guest = self.guests.get(conn)
        if guest is None:
            return
        known = self.standing.verdicts.get(guest.person, {}).get(message.id)
        if known is not None:
            self._verdict(conn, message.id, Said(*known))
            return
        said = requests.carry_out(self, conn, guest, message)
        if guest.role != "projector" and not isinstance(message, w.PreviewInject | w.Watch):
            self._emit(r.Answered(guest.person, message.id, said.code, dict(said.facts)))
        self._verdict(conn, message.id, said)
        self.harvest(now)
        # What an act changed at the table went out with its line already.
        own = (INSTRUCTOR, self._audience(guest.person, guest.role))
        self._refresh(own if isinstance(message, w.Act) else None)

    def doing(self, conn: int, message: w.Doing, now: int) -> None:
        """Take notice of what somebody is at."""
        self.now = now
        guest = self.guests.get(conn)
        if guest is None or guest.role != "trainee":
            return
        known = self.live.doing.get(guest.person)
        if known is None or known[:2] != (message.what, message.about):
            self.live.doing[guest.person] = (message.what, message.about, now)
            self._refresh((INSTRUCTOR, self._audience(guest.person, guest.role)))

    # ------------------------------------------------------------------------------- the game

    @property
    def may_think(self) -> bool:
        """Whether computer members may act now."""
        standing = self.standing
        return standing.stage == "playing" and not standing.paused and not standing.ended

    def submit(
        self,
        actor: str,
        command: c.Command,
        command_id: str | None = None,
        record: tuple[Figure, ...] | None = None,
    ) -> Refusal | None:
        """Carry out a command of the game; return why not, None if it was."""
        try:
            verdict = self.session.submit(actor, command, command_id, record=record)
        except Exception:  # whatever a strange command breaks, the game goes on without it
            log.exception("a command by %s failed: %r", actor, command)
            verdict = Refusal("command/failed", {})
        self.harvest(self.now)
        return verdict if isinstance(verdict, Refusal) else None

    def harvest(self, now: int) -> bool:
        """Take the lines that the game has grown by, each with what every audience sees of it."""
        self.now = now
        fresh = self.session.lines[len(self.standing.lines) :]
        for line in fresh:
            before = self.standing.state
            self._emit(r.Played(line))
            self._publish(line, before)
        if fresh:
            self._fire_scheduled()
        return bool(fresh)

    def tick(self, now: int) -> None:
        """Let time pass: end a phase whose time is up, and flag seats that fell silent."""
        self.now = now
        standing = self.standing
        clock = standing.clock
        if self.may_think and clock.expired(now):
            turn, phase, in_round, ballot = clock.moment
            asked = ballot if phase == "decision" else 0
            self.submit(CLOCK, c.ClockExpired(phase, turn, in_round, asked))
            if standing.clock.moment == clock.moment:  # a phase without a default waits by hand
                self._emit(r.ClockSet(clock.length, True, "extended"))
        silent = silent_seats(standing, now)
        if silent != self.live.silent:
            self.live.silent = silent
            self._refresh((INSTRUCTOR,))

    def renew_session(self) -> None:
        """Play on with a session made anew from where the table stands."""
        self.session.close()
        self.session = _session_of(self.standing, self._members, self._strict)

    def reset_streams(self) -> None:
        """Begin every audience's document anew: what follows does not follow from the last one."""
        self._documents = Documents()
        self.live.hidden, self.live.endings, self._job_key = {}, {}, None
        for of, stream in self._streams.items():
            self._outs.append(stream.reset(self._document(of)))

    # ---------------------------------------------------------------------------- working out

    def job(self) -> Job | None:
        """Return what should be worked out off the loop now, if anything; once for each state."""
        over = self.standing.ended or self.standing.stage == "debrief"
        if not over and INSTRUCTOR not in self._streams:
            return None
        found = job_of(self.standing)
        if found is None or found.key == self._job_key:
            return None
        self._job_key = found.key
        return found

    def worked_out(self, job: Job, result: dict[str, Any], now: int) -> None:
        """Take what was worked out."""
        self.now = now
        if job.key != self._job_key:
            return
        if job.kind == "endings":
            self.live.endings = result
        else:
            self.live.hidden = result
        self._refresh()

    def compare(self, tables: list[dict[str, Any]]) -> None:
        """Take the summaries of all tables of the class, for the instructor."""
        if tables != self.live.tables:
            self.live.tables = tables
            self._refresh((INSTRUCTOR,))

    # ---------------------------------------------------------------------------- handing over

    def drain(self) -> Batch:
        """Hand over what was brought forth since the last time."""
        batch = Batch(tuple(self._records), tuple(self._outs))
        self._records.clear()
        self._outs.clear()
        return batch

    def document(self, of: str) -> dict[str, Any]:
        """Return an audience's document as of now."""
        return self._document(of)

    # ------------------------------------------------------------- for requests, and inside

    def _emit(self, what: r.Happening) -> None:
        record = r.Record(self.standing.number + 1, self.now, what)
        self.standing.take(record)
        self._records.append(record)

    emit = _emit

    def follow_seat(self, person: str) -> None:
        """Let a person's connections follow the audience that it now belongs to."""
        for conn, guest in list(self.guests.items()):
            if guest.person == person and guest.role == "trainee":
                wanted = self._audience(person, guest.role)
                for of in guest.follows:
                    if of != wanted:
                        self._detach(conn, of)
                if wanted not in self.guests[conn].follows:
                    self._attach(conn, wanted, -1)

    def watch(self, conn: int, seat: str) -> None:
        """Let an instructor's connection follow a seat besides, or none."""
        for of in self.guests[conn].follows:
            if of != INSTRUCTOR:
                self._detach(conn, of)
        if seat:
            self._attach(conn, seat, -1)

    def attach_anew(self, conn: int, of: str) -> None:
        """Let a connection that fell too far behind follow an audience from where it stands."""
        if of in self.guests[conn].follows:
            stream = self._streams[of]
            self._outs.append(Attach(conn, of, stream.n, stream.document))

    def stop_for_fault(self, now: int) -> None:
        """Stop the game after a fault of computer members, and tell the instructor."""
        self.now = now
        self._emit(r.ClockSet(self.standing.clock.left_at(now), False, "paused"))
        words = "The computer's members failed, and the game stands still. Look at the host's log."
        self._emit(r.Said(TEACHER, TEACHER, "instructor", TEACHER, words))
        self._refresh()

    def dismiss(self, person: str, code: str) -> None:
        """Close a person's connections."""
        for conn, guest in list(self.guests.items()):
            if guest.person == person:
                bye = w.Bye(code=code, sentence=sentence_of(code, {}, self.standing.table))
                self._outs.append(Dismiss(conn, bye))

    def _audience(self, person: str, role: str) -> str:
        if role == "instructor":
            return INSTRUCTOR
        if role == "projector":
            return PROJECTOR
        someone = self.standing.persons.get(person)
        return someone.seat if someone is not None and someone.seat else LOBBY

    def _attach(self, conn: int, of: str, n: int) -> None:
        stream = self._streams.get(of)
        if stream is None:
            stream = self._streams[of] = Stream(of, self._document(of))
        else:
            self._refresh((of,))
        guest = self.guests[conn]
        self.guests[conn] = replace(guest, follows=(*guest.follows, of))
        whole = not 0 <= n <= stream.n
        self._outs.append(
            Attach(conn, of, stream.n if whole else n, stream.document if whole else None)
        )

    def _detach(self, conn: int, of: str) -> None:
        guest = self.guests[conn]
        self.guests[conn] = replace(guest, follows=tuple(f for f in guest.follows if f != of))
        self._outs.append(Detach(conn, of))

    def _document(self, of: str) -> dict[str, Any]:
        return self._of(of, self._shared())

    def _of(self, of: str, common: dict[str, Any]) -> dict[str, Any]:
        return self._documents.document(self.standing, self.live, of, self.now, common)

    def _shared(self) -> dict[str, Any]:
        return self._documents.shared(self.standing, self.live)

    def _publish(self, line: Any, before: GameState) -> None:
        common = self._shared()
        for of, stream in self._streams.items():
            events: list[Any] = []
            if isinstance(line, CommandLine):
                events = self._documents.events(self.standing, before, line, of)
            item = stream.moved(self._of(of, common), events)
            if item is not None:
                self._outs.append(item)

    def _refresh(self, audiences: Iterable[str] | None = None) -> None:
        common = self._shared()
        for of in self._streams if audiences is None else audiences:
            stream = self._streams.get(of)
            if stream is not None:
                item = stream.moved(self._of(of, common), [])
                if item is not None:
                    self._outs.append(item)

    refresh = _refresh

    def _welcome(self, conn: int) -> w.Welcome:
        guest = self.guests[conn]
        return w.Welcome(
            version=self.standing.header.version,
            role=guest.role,
            person=guest.person if guest.role == "trainee" else "",
            table=self.standing.table_number,
            title=self.standing.title,
            epoch=self.epoch,
            committed=self.standing.number,
            now=self.now,
        )

    def _verdict(self, conn: int, request: str, said: Said) -> None:
        sentence = ""
        if said.code != "ok":
            sentence = sentence_of(said.code, said.facts, self.standing.table)
        self._outs.append(
            Reply(
                conn,
                w.Verdict(
                    id=request,
                    code=said.code,
                    facts=dict(said.facts),
                    sentence=sentence,
                    answer=said.answer,
                ),
            )
        )

    def _fire_scheduled(self) -> None:
        state = self.standing.state
        if state.phase != "consultation" or not self.may_think:
            return
        for event, turn in list(self.standing.scheduled.items()):
            if turn <= state.turn:
                self._emit(r.Scheduled(event, 0))
                self.submit(INSTRUCTOR_ACTOR, c.FireInject(event))


def _session_of(standing: Standing, members: Members | None, strict: bool) -> Session:
    session = Session(
        standing.header,
        standing.setting,
        standing.lines,
        standing.state,
        writer=None,
        members=members,
        strict=strict,
    )
    # Who has which seat is in the lines; the header knows the start alone.
    assert session.people == standing.people, "the log's seats do not add up"
    return session
