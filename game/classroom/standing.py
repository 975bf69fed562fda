"""Where a table stands: everything that follows from its records, and from nothing else.

`Standing.take` is the one function that changes it; the live room and a resumed one share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from game.classroom import records as r
from game.classroom.clock import Clock, clock_for, moment_of
from game.classroom.handover import handover_brief
from game.engine import events as e
from game.engine.apply import applied
from game.engine.commands import Command
from game.engine.setting import Setting
from game.engine.state import GameState, initial_state
from game.engine.table import Table
from game.engine.view import view
from game.errors import UserError
from game.session.header import Branch, Header
from game.session.lines import CommandLine, Line, PeopleLine
from game.session.save import setting_of

Stage = Literal["lobby", "playing", "debrief"]

MOST_TO_A_SEAT = 4
VERDICTS_KEPT = 2_000
"""Newest verdicts of each person that a resend finds again."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person in the class; *seat* is empty while it has none."""

    id: str
    token: str
    seat: str = ""
    read: bool = False
    answers: tuple[int, ...] = ()
    right: int = -1

    @property
    def checked(self) -> bool:
        """Whether it answered the questions on the rules."""
        return self.right >= 0


@dataclass(frozen=True, slots=True)
class Message:
    """What was said: by a seat or ``instructor``, on a channel, to a seat or (empty) to all."""

    number: int
    at: int
    turn: int
    seat: str
    channel: str
    to: str
    text: str

    def reaches(self, seat: str) -> bool:
        """Whether a seat reads it."""
        if self.channel == "delegation":
            return seat == self.seat
        if self.channel == "table" or (self.seat == "instructor" and not self.to):
            return True
        return seat in (self.seat, self.to)


@dataclass(frozen=True, slots=True)
class Laid:
    """A command laid before the head of a delegation."""

    number: int
    person: str
    seat: str
    command: Command


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the timeline."""

    at: int
    turn: int
    kind: str
    text: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Lines that a rewinding hid, with the header they were played under."""

    turn: int
    header: Header
    lines: tuple[Line, ...]


@dataclass
class Standing:
    """A table as its records leave it. Only `take` changes it."""

    table_number: int
    title: str
    plan: r.Plan
    header: Header
    setting: Setting
    state: GameState
    clock: Clock
    opened_at: int
    before: GameState | None = None
    lines: list[Line] = field(default_factory=list)
    people: frozenset[str] = frozenset()
    stage: Stage = "lobby"
    began_at: int = 0
    locked: bool = False
    persons: dict[str, Someone] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    hands: dict[str, int] = field(default_factory=dict)
    laid: dict[int, Laid] = field(default_factory=dict)
    laid_count: int = 0
    scheduled: dict[str, int] = field(default_factory=dict)
    overrides: list[tuple[int, r.Overrode]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    timeline: list[Mark] = field(default_factory=list)
    last_act: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    handovers: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = field(default_factory=dict)
    verdicts: dict[str, dict[str, tuple[str, Mapping[str, r.Fact]]]] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    number: int = 1
    at: int = 0

    @classmethod
    def opened(cls, record: r.Record) -> Standing:
        """Return a table that has just been opened; raises UserError for a foreign record."""
        opened = record.what
        if not isinstance(opened, r.Opened) or record.n != 1:
            raise UserError("the log of this table does not begin with its opening")
        setting = setting_of(opened.header)
        state = initial_state(setting)
        return cls(
            table_number=opened.table,
            title=opened.title,
            plan=opened.plan,
            header=opened.header,
            setting=setting,
            state=state,
            clock=clock_for(opened.plan, state, False, record.at),
            opened_at=record.at,
            people=frozenset(opened.header.people),
            at=record.at,
        )

    # ------------------------------------------------------------------------------- looking

    @property
    def table(self) -> Table:
        """The public half of the scenario."""
        return self.setting.table

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return self.state.phase == "ended"

    @property
    def paused(self) -> bool:
        """Whether the instructor stopped the game for a while."""
        return self.stage == "playing" and not self.clock.running

    def delegation(self, seat: str) -> tuple[Someone, ...]:
        """Return the persons in a seat, in the order in which they came."""
        return tuple(p for p in self.persons.values() if p.seat == seat)

    # -------------------------------------------------------------------------------- taking

    def take(self, record: r.Record) -> None:
        """Take the next record; raises UserError where it does not follow."""
        if record.n != self.number + 1:
            raise UserError(
                f"record {record.n} of this table's log stands where {self.number + 1} is due"
            )
        self.number = record.n
        self.at = record.at
        self._take(record.what, record.at)

    def _take(self, what: r.Happening, at: int) -> None:
        match what:
            case r.Played():
                self._played(what.line, at)
            case r.Answered():
                self._answered(what)
            case r.Joined():
                self.persons[what.person] = Someone(what.person, what.token)
            case r.Left():
                self._unseat(what.person)
                self.persons.pop(what.person, None)
            case r.Seated():
                self._seated(what, at)
            case r.Headed():
                self.heads[what.seat] = what.person
            case r.Locked():
                self.locked = what.locked
            case r.BriefRead():
                self._person(what.person, read=True)
            case r.Checked():
                self._person(what.person, answers=what.answers, right=what.right)
            case r.Began():
                self.stage = "playing"
                self.began_at = at
                self.clock = clock_for(self.plan, self.state, True, at)
                self._mark(at, "began")
            case r.Debriefed():
                self.clock = self.clock.set(self.clock.left_at(at), False, at)
                self.stage = "debrief"
                self._mark(at, "debrief")
            case r.Rewound():
                self._rewound(what, at)
            case _:
                self._take_more(what, at)

    def _take_more(self, what: r.Happening, at: int) -> None:
        match what:
            case r.Said():
                self.messages.append(
                    Message(
                        len(self.messages) + 1,
                        at,
                        self.state.turn,
                        what.seat,
                        what.channel,
                        what.to,
                        what.text,
                    )
                )
                self.last_act[what.seat] = at
            case r.HandRaised():
                self.hands.pop(what.seat, None)
                if what.up:
                    self.hands[what.seat] = at
            case r.Prepared():
                self.laid_count = what.number
                self.laid[what.number] = Laid(what.number, what.person, what.seat, what.command)
            case r.Settled():
                self.laid.pop(what.number, None)
            case r.ClockSet():
                if what.why in ("off", "on"):
                    self.clock = replace(self.clock, limited=what.why == "on")
                    self.plan = replace(self.plan, clock=what.why == "on")
                self.clock = self.clock.set(what.left, what.running, at)
            case r.Bookmarked():
                self._mark(at, "bookmark", what.text)
            case r.InjectAdded():
                self._added(what)
            case r.Scheduled():
                self.scheduled.pop(what.event, None)
                if what.turn:
                    self.scheduled[what.event] = what.turn
            case r.Overrode():
                self.overrides.append((at, what))
                self._mark(at, "override", what.reason, what.seat)
            case _:
                raise UserError(f"a second {what.kind} in this table's log")

    # -------------------------------------------------------------------------------- inside

    def _mark(self, at: int, kind: str, text: str = "", seat: str = "") -> None:
        self.timeline.append(Mark(at, self.state.turn, kind, text, seat))

    def _person(self, person: str, **changes: object) -> None:
        self.persons[person] = replace(self.persons[person], **changes)  # type: ignore[arg-type]

    def _unseat(self, person: str) -> None:
        seat = self.persons[person].seat
        self._person(person, seat="", read=False)
        if seat and self.heads.get(seat) == person:
            del self.heads[seat]
            left = self.delegation(seat)
            if left:
                self.heads[seat] = left[0].id

    def _seated(self, what: r.Seated, at: int) -> None:
        self._unseat(what.person)
        if what.seat:
            self._person(what.person, seat=what.seat)
            self.heads.setdefault(what.seat, what.person)
            self.last_act[what.seat] = at
            if self.stage == "playing":
                self._brief(what.seat)

    def _brief(self, seat: str) -> None:
        """Write down what somebody who takes this seat now needs to know."""
        seen = view(self.state, self.table.seat_places[seat])
        self.handovers[seat] = handover_brief(seen)

    def _answered(self, what: r.Answered) -> None:
        kept = self.verdicts.setdefault(what.person, {})
        kept[what.id] = (what.code, what.facts)
        if len(kept) > VERDICTS_KEPT:
            del kept[next(iter(kept))]
        someone = self.persons.get(what.person)
        if someone is not None and someone.seat:
            count = self.refused.get(someone.seat, 0)
            self.refused[someone.seat] = 0 if what.code == "ok" else count + 1

    def _played(self, line: Line, at: int) -> None:
        self.lines.append(line)
        if isinstance(line, PeopleLine):
            given = frozenset(line.people)
            for seat in sorted(given - self.people):
                if self.stage == "playing":
                    self._brief(seat)
            self.people = given
            return
        if isinstance(line, CommandLine):
            self._moved(line, at)

    def _moved(self, line: CommandLine, at: int) -> None:
        self.before = self.state
        self.state = applied(self.state, line.events)
        if line.actor in self.table.seat_places:
            self.last_act[line.actor] = at
        for event in line.events:
            match event:
                case e.TurnBegan():
                    self._mark(at, "turn")
                case e.DraftAdopted():
                    self._mark(at, "adopted", str(event.draft))
                case e.DraftFailed():
                    self._mark(at, "failed", str(event.draft))
                case e.EventOccurred(by="instructor"):
                    self._mark(at, "inject", self.setting.event(event.event).title)
                    self.scheduled.pop(event.event, None)
                case e.GameEnded():
                    self._mark(at, "ended")
        if moment_of(self.state) != self.clock.moment:
            running = self.clock.running and self.stage == "playing"
            self.clock = clock_for(self.plan, self.state, running, at)
            if self.before.phase != self.state.phase:
                self.laid.clear()

    def _added(self, what: r.InjectAdded) -> None:
        events = (*self.header.scenario.events, what.spec)
        scenario = self.header.scenario.model_copy(update={"events": events})
        self.header = self.header.model_copy(update={"scenario": scenario})
        self.setting = replace(self.setting, scenario=scenario)
        self.state = replace(self.state, setting=self.setting)
        self.added |= {what.spec.id}

    def _rewound(self, what: r.Rewound, at: int) -> None:
        self.hidden.append(Hidden(what.turn, self.header, tuple(self.lines)))
        self.lines = self.lines[: what.line]
        branch = Branch(of=f"table-{self.table_number}", command=what.line, turn=what.turn)
        self.header = self.header.model_copy(update={"branch": branch})
        state = initial_state(self.setting)
        for line in self.lines:
            if isinstance(line, CommandLine):
                state = applied(state, line.events)
        self.before, self.state = None, state
        self.people = frozenset(self.header.people)
        for line in self.lines:
            if isinstance(line, PeopleLine):
                self.people = frozenset(line.people)
        self.laid.clear()
        self.stage = "playing"
        self.clock = clock_for(self.plan, self.state, False, at)
        self._mark(at, "rewound", str(what.turn))
