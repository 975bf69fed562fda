"""What each audience sees of a table, as documents of plain data. Secrets are kept apart here.

A seat's document holds its own view and nothing of other seats but what is public; names of
persons go to their own delegation, the projector and the instructor alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic_core import from_json

from game.classroom import dial, preflight
from game.classroom.plain import ViewWriter, plain_events, plain_table
from game.classroom.seen import seen_events
from game.classroom.standing import Message, Someone, Standing
from game.classroom.streams import INSTRUCTOR, LOBBY, PROJECTOR
from game.engine.codec import command_json
from game.engine.events import CHAIR as CHAIR_SEAT
from game.engine.red_lines import crossed
from game.engine.state import GameState
from game.engine.table import Table
from game.engine.view import SeatView, view
from game.session.computer import awaited
from game.session.header import Header
from game.session.lines import CommandLine

SILENT = 120_000
"""Milliseconds without an act after which a seat that is waited for counts as silent."""
STUCK = 4
"""Refusals in a row after which a seat counts as stuck."""
MESSAGES = 300
"""Newest messages that documents hold."""

Document = dict[str, Any]


@dataclass
class Live:
    """What is known of the moment and not kept: who is here, what they do, worked-out parts."""

    names: dict[str, str] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    """How many connections each person has."""
    last_seen: dict[str, int] = field(default_factory=dict)
    doing: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    hidden: Document = field(default_factory=dict)
    endings: dict[str, Document] = field(default_factory=dict)
    tables: list[Document] = field(default_factory=list)
    silent: frozenset[str] = frozenset()


class Documents:
    """Writes the documents of one table; what did not change is the same object as last time."""

    def __init__(self) -> None:
        self._writers: dict[str, ViewWriter] = {}
        self._records: dict[str, tuple[object, SeatView]] = {}
        self._views: dict[str, tuple[GameState, Document]] = {}
        self._messages: list[Document] = []
        self._tables: tuple[Table, Document] | None = None
        self._static: tuple[Header, dict[str, Any]] | None = None

    def shared(self, standing: Standing, live: Live) -> Document:
        """Return what everyone sees now; documents of the same moment share it."""
        return self._class(standing, live)

    def document(
        self, standing: Standing, live: Live, of: str, now: int, common: Document
    ) -> Document:
        """Return what an audience sees now; *common* is what `shared` returned for this moment."""
        shared: Document = {"class": common}
        if of == LOBBY:
            return shared
        shared["table"] = self._table(standing.table)
        if of == PROJECTOR:
            return shared | {
                "view": self._view(standing, of, CHAIR_SEAT),
                "names": _all_names(standing, live),
                "messages": self._said(standing, _is_public),
            }
        if of == INSTRUCTOR:
            return shared | self._instructor(standing, live, now)
        return shared | self._seat(standing, live, of)

    def events(
        self, standing: Standing, before: GameState, line: CommandLine, of: str
    ) -> list[Any]:
        """Return what an audience is told of the events of a line."""
        if of in (LOBBY, INSTRUCTOR):
            return []
        seat = CHAIR_SEAT if of == PROJECTOR else standing.table.seat_places[of]
        return plain_events(seen_events(line.events, standing.state, before, seat))

    # ------------------------------------------------------------------------------- shared

    def _class(self, standing: Standing, live: Live) -> Document:
        state, clock = standing.state, standing.clock
        waited = awaited(state) if standing.stage == "playing" else frozenset()
        lobby = standing.stage == "lobby"
        here = frozenset(live.here)
        lacks = preflight.missing(standing, here) if lobby else ()
        return {
            "stage": standing.stage,
            "title": standing.title,
            "scenario": standing.table.title,
            "subtitle": standing.table.subtitle,
            "summary": standing.table.summary,
            "notice": standing.table.notice,
            "number": standing.table_number,
            "turns": standing.table.turns,
            "rounds": standing.table.rounds,
            "turn": state.turn,
            "phase": state.phase,
            "round": state.round,
            "paused": standing.paused,
            "ended": standing.ended,
            "locked": standing.locked,
            "minutes": standing.plan.minutes,
            "debrief_minutes": standing.plan.debrief,
            "checks": standing.plan.checks,
            "began_at": standing.began_at,
            "clock": {
                "length": clock.length,
                "left": clock.left,
                "since": clock.since,
                "running": clock.running,
                "limited": clock.limited,
            },
            "missing": sorted({m.key for m in lacks}),
            "branch": standing.header.branch.turn if standing.header.branch else 0,
            "seats": [
                {
                    "seat": seat.id,
                    "name": seat.name,
                    "short": seat.short,
                    "flag": seat.flag,
                    "role": seat.role,
                    "aim": seat.aim,
                    "computer": seat.id not in standing.people,
                    "people": len(standing.delegation(seat.id)),
                    "here": sum(p.id in here for p in standing.delegation(seat.id)),
                    "hand": standing.hands.get(seat.id, 0),
                    "awaited": place in waited,
                    "ready": not any(m.seat == seat.id for m in lacks),
                }
                for place, seat in enumerate(standing.table.seats)
            ],
        }

    def _table(self, table: Table) -> Document:
        if self._tables is None or self._tables[0] is not table:
            self._tables = (table, plain_table(table))
        return self._tables[1]

    def _view(self, standing: Standing, of: str, seat: int) -> Document:
        state = standing.state
        shown = self._views.get(of)
        if shown is not None and shown[0] is state:
            return shown[1]
        known = self._records.get(of)
        if known is not None and known[0] is state.records:
            seen = replace(view(state, seat, history=False), records=known[1].records)
        else:
            seen = view(state, seat)
            self._records[of] = (state.records, seen)
        plain = self._writers.setdefault(of, ViewWriter()).plain(seen)
        self._views[of] = (state, plain)
        return plain

    def _said(self, standing: Standing, reads: Callable[[Message], bool]) -> list[Document]:
        for message in standing.messages[len(self._messages) :]:
            self._messages.append(_message(message))
        pairs = zip(standing.messages, self._messages, strict=True)
        return [plain for message, plain in pairs if reads(message)][-MESSAGES:]

    def _lasting(self, standing: Standing) -> dict[str, Any]:
        """What follows from the header alone."""
        if self._static is None or self._static[0] is not standing.header:
            asked = preflight.checks_of(standing.table) if standing.plan.checks else ()
            lasting: dict[str, Any] = {
                "questions": [{"question": c.question, "answers": list(c.answers)} for c in asked],
                "judgement": [
                    {
                        "id": q.id,
                        "situation": q.situation,
                        "options": [option.text for option in q.options],
                    }
                    for q in standing.header.scenario.judgement
                ],
            }
            self._static = (standing.header, lasting)
        return self._static[1]

    # -------------------------------------------------------------------------------- seats

    def _seat(self, standing: Standing, live: Live, seat: str) -> Document:
        return {
            "seat": seat,
            "view": self._view(standing, seat, standing.table.seat_places[seat]),
            "brief": standing.header.briefs.get(seat, ""),
            "head": standing.heads.get(seat, ""),
            "delegation": [_person(standing, live, p) for p in standing.delegation(seat)],
            "prepared": [
                {
                    "number": laid.number,
                    "person": laid.person,
                    "command": from_json(command_json(laid.command)),
                }
                for laid in standing.laid.values()
                if laid.seat == seat
            ],
            "messages": self._said(standing, lambda m: m.reaches(seat)),
            **self._lasting(standing),
            "handover": [[h, list(lines)] for h, lines in standing.handovers.get(seat, ())],
            "ending": live.endings.get(seat),
        }

    # --------------------------------------------------------------------------- instructor

    def _instructor(self, standing: Standing, live: Live, now: int) -> Document:
        lacks = preflight.missing(standing, frozenset(live.here))
        advised = dial.advice(standing, len(live.silent), now)
        return {
            "view": self._view(standing, INSTRUCTOR, CHAIR_SEAT),
            "persons": [_person(standing, live, p) for p in standing.persons.values()],
            "seats": [self._seat_state(standing, live, place) for place in standing.table.members],
            "hidden": live.hidden,
            "missing": [
                {
                    "code": m.code,
                    "seat": m.seat,
                    "person": m.person,
                    "sentence": preflight.missing_sentence(standing.table, m),
                }
                for m in (lacks if standing.stage == "lobby" else ())
            ],
            "messages": self._said(standing, lambda m: True),
            "timeline": [asdict(mark) for mark in standing.timeline],
            "injects": self._injects(standing),
            "overrides": [
                {"at": at, "what": o.what, "seat": o.seat, "subject": o.subject, "reason": o.reason}
                for at, o in standing.overrides
            ],
            "branches": [{"turn": h.turn, "lines": len(h.lines)} for h in standing.hidden],
            "dial": {
                "level": advised.level,
                "reasons": list(advised.reasons),
                "steps": list(advised.steps),
            },
            "endings": live.endings,
            "tables": live.tables,
            "guide": standing.header.guide,
            "seed": standing.header.seed,
        }

    def _seat_state(self, standing: Standing, live: Live, place: int) -> Document:
        state, seat = standing.state, standing.table.seats[place]
        mind = standing.setting.minds[place]
        package = state.under_decision or (
            state.drafts[-1].package if state.drafts else state.in_force
        )
        over = {
            line.id
            for line in crossed(
                standing.table, place, mind.red_lines, package, state.waivers[place]
            )
        }
        persons = standing.delegation(seat.id)
        head = standing.heads.get(seat.id, "")
        doing = live.doing.get(head, ("waiting", "", 0))
        flags = []
        if persons and not any(p.id in live.here for p in persons):
            flags.append("away")
        if seat.id in live.silent:
            flags.append("silent")
        if standing.refused.get(seat.id, 0) >= STUCK:
            flags.append("stuck")
        if over:
            flags.append("red_line")
        return {
            "seat": seat.id,
            "style": mind.style.id,
            "persons": [p.id for p in persons],
            "head": head,
            "doing": doing[0],
            "about": doing[1],
            "last_act": standing.last_act.get(seat.id, 0),
            "last_seen": max((live.last_seen.get(p.id, 0) for p in persons), default=0),
            "refused": standing.refused.get(seat.id, 0),
            "effort": state.effort[place],
            "ready": state.ready[place],
            "red_lines": [
                {
                    "id": line.id,
                    "text": line.text,
                    "state": "waived"
                    if line.id in state.waivers[place]
                    else "crossed"
                    if line.id in over
                    else "kept",
                }
                for line in mind.red_lines
            ],
            "flags": flags,
        }

    def _injects(self, standing: Standing) -> list[Document]:
        fired: dict[str, list[int]] = {}
        for happened in standing.state.happened:
            fired.setdefault(happened.event, []).append(happened.turn)
        return [
            {
                "event": spec.id,
                "title": spec.title,
                "text": spec.text,
                "at": list(spec.at) if spec.at else None,
                "marker": spec.marker,
                "prepared": not spec.when,
                "own": spec.id in standing.added,
                "fired": fired.get(spec.id, []),
                "scheduled": standing.scheduled.get(spec.id, 0),
            }
            for spec in standing.setting.scenario.events
        ]


def summary_of(standing: Standing) -> Document:
    """Return what tables are compared by: pace, texts and public numbers, no secrets."""
    from game.engine.tracks import track_value

    table, state = standing.table, standing.state
    shown = [track for track in table.tracks if track.of != "seat"]
    return {
        "table": standing.table_number,
        "stage": standing.stage,
        "turn": state.turn,
        "phase": state.phase,
        "adopted": sum(b.adopted for rec in state.records for b in rec.ballots)
        + sum(b.adopted for b in state.ballots),
        "failed": sum(not b.adopted for rec in state.records for b in rec.ballots)
        + sum(not b.adopted for b in state.ballots),
        "in_force": {
            term.id: term.answers[answer].id
            for term, answer in zip(table.terms, state.in_force.terms, strict=True)
        },
        "tracks": {track.id: track_value(table, track, state.values) for track in shown},
    }


def silent_seats(standing: Standing, now: int) -> frozenset[str]:
    """Return the seats of people that the table waits for and that have not acted for long."""
    if standing.stage != "playing" or standing.paused:
        return frozenset()
    began = max(standing.began_at, standing.clock.since)
    found = set()
    for place in awaited(standing.state):
        seat = standing.table.seats[place].id
        last = max(began, standing.last_act.get(seat, 0))
        if seat in standing.people and now - last >= SILENT:
            found.add(seat)
    return frozenset(found)


def _is_public(message: Message) -> bool:
    return message.channel == "table" or (message.seat == "instructor" and not message.to)


def _message(message: Message) -> Document:
    return {
        "number": message.number,
        "at": message.at,
        "turn": message.turn,
        "seat": message.seat,
        "channel": message.channel,
        "to": message.to,
        "text": message.text,
    }


def _person(standing: Standing, live: Live, person: Someone) -> Document:
    doing = live.doing.get(person.id, ("", "", 0))
    return {
        "person": person.id,
        "name": live.names.get(person.id, ""),
        "seat": person.seat,
        "head": standing.heads.get(person.seat) == person.id,
        "here": person.id in live.here,
        "last_seen": live.last_seen.get(person.id, 0),
        "read": person.read,
        "checked": person.checked,
        "right": person.right,
        "doing": doing[0],
    }


def _all_names(standing: Standing, live: Live) -> dict[str, list[str]]:
    return {
        seat.id: [live.names.get(p.id, "") for p in standing.delegation(seat.id)]
        for seat in standing.table.seats
    }
