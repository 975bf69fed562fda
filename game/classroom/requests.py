"""What each request does at a table: one small function a kind, called by `Room`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from game.classroom import injects, preflight
from game.classroom import records as r
from game.classroom import wire as w
from game.classroom.guests import TEACHER, Guest, Said, tidy
from game.classroom.standing import MOST_TO_A_SEAT, Someone
from game.engine import commands as c
from game.engine.game import CLOCK
from game.engine.game import INSTRUCTOR as INSTRUCTOR_ACTOR
from game.engine.refusal import Refusal
from game.errors import UserError
from game.scenario.models.scenario import EventSpec
from game.session.lines import CommandLine

if TYPE_CHECKING:
    from game.classroom.room import Room

MOST_SAID = 30
"""Messages that a seat may send in a minute."""
MOST_REFUSED = 20
_OTHER_ACTORS = frozenset({"chair", "clock", "instructor"})


def carry_out(room: Room, conn: int, guest: Guest, message: w.Request) -> Said:
    """Carry out a request, or refuse it; what it changes is recorded by the room."""
    kind = type(message)
    if kind in _TEACHER:
        if guest.role != "instructor":
            return _no("class/not_for_you")
        if isinstance(message, w.Watch):
            return _watch(room, conn, message)
        return _TEACHER[kind](room, message)
    if guest.role != "trainee":
        return _no("class/for_trainees")
    someone = room.standing.persons.get(guest.person)
    if someone is None:
        return _no("class/sent_out")
    return _TRAINEE[kind](room, someone, message)


def _no(code: str, **facts: bool | int | str) -> Said:
    return Said(code, facts)


def _ok(answer: dict[str, Any] | None = None) -> Said:
    return Said(answer=answer)


def _of(refusal: Refusal | None) -> Said:
    return _ok() if refusal is None else _no(refusal.code, **refusal.facts)


# ---------------------------------------------------------------------------------- trainees


def _closed(room: Room) -> Said | None:
    """Why nothing can be done in the game now, None if it can."""
    standing = room.standing
    if standing.stage == "lobby":
        return _no("class/not_begun")
    if standing.stage == "debrief":
        return _no("class/debrief")
    if standing.paused and not standing.ended:
        return _no("class/paused")
    return None


def _act(room: Room, who: Someone, message: w.Act) -> Said:
    if not who.seat:
        return _no("seat/none")
    if message.seat not in ("", who.seat):
        return _no("seat/moved")
    closed = _closed(room)
    if closed is not None:
        return closed
    if room.standing.heads.get(who.seat) != who.id:
        return _no("delegation/head_signs")
    if who.seat not in room.standing.people:
        return _no("seat/computer")
    # Refusals with an id stay in the game's log; a flood of them is kept in the room's alone.
    flooding = room.standing.refused.get(who.seat, 0) >= MOST_REFUSED
    name = None if flooding else f"{who.id}.{message.id}"
    return _of(room.submit(who.seat, message.command, name))


def _prepare(room: Room, who: Someone, message: w.Prepare) -> Said:
    if not who.seat:
        return _no("seat/none")
    if message.seat not in ("", who.seat):
        return _no("seat/moved")
    closed = _closed(room)
    if closed is not None:
        return closed
    if sum(laid.seat == who.seat for laid in room.standing.laid.values()) >= 12:
        return _no("delegation/head_signs")
    number = room.standing.laid_count + 1
    room.emit(r.Prepared(number, who.id, who.seat, message.command))
    return _ok()


def _sign(room: Room, who: Someone, message: w.Sign) -> Said:
    laid = room.standing.laid.get(message.number)
    if laid is None or laid.seat != who.seat:
        return _no("delegation/no_such_paper", number=message.number)
    if room.standing.heads.get(who.seat) != who.id and laid.person != who.id:
        return _no("delegation/head_signs")
    if not message.sign:
        room.emit(r.Settled(message.number, False))
        return _ok()
    said = _act(room, who, w.Act(id=message.id, command=laid.command))
    if said.code == "ok" and message.number in room.standing.laid:
        room.emit(r.Settled(message.number, True))
    return said


def _say(room: Room, who: Someone, message: w.Say) -> Said:
    if not who.seat:
        return _no("seat/none")
    private = message.channel in ("private", "backchannel")
    if private and message.to not in room.standing.table.seat_places:
        return _no("class/no_such", what="seat", name=message.to[:40])
    text = tidy(message.text)
    if not text:
        return _no("class/no_such", what="text", name="")
    said = 0
    for earlier in reversed(room.standing.messages):
        if earlier.at <= room.now - 60_000:
            break
        said += earlier.seat == who.seat
    if said >= MOST_SAID:
        return _no("say/too_many", most=MOST_SAID)
    to = message.to if private else "instructor" if message.channel == "instructor" else ""
    room.emit(r.Said(who.id, who.seat, message.channel, to, text))
    return _ok()


def _note(room: Room, who: Someone, message: w.Note) -> Said:
    if not who.seat:
        return _no("seat/none")
    if room.standing.stage == "lobby" and message.topic != "judgement":
        return _no("class/not_begun")
    entries = dict(message.entries)
    try:
        if message.topic == "forecast":
            room.session.forecast(who.seat, int(message.subject), entries)
        elif message.topic == "judgement":
            when: Literal["before", "after"] = "after" if message.subject == "after" else "before"
            room.session.judge(who.seat, when, entries)
        else:
            rule, turn = next(iter(entries.items()), ("", 0))
            room.session.asked_why(who.seat, message.subject, rule, turn)
    except (UserError, ValueError) as error:
        return _no("note/unsound", why=str(error)[:300])
    return _ok()


def _hand(room: Room, who: Someone, message: w.Hand) -> Said:
    if not who.seat:
        return _no("seat/none")
    if (who.seat in room.standing.hands) != message.up:
        room.emit(r.HandRaised(who.seat, message.up))
    return _ok()


def _take_seat(room: Room, who: Someone, message: w.TakeSeat) -> Said:
    standing = room.standing
    if message.seat not in standing.table.seat_places:
        return _no("class/no_such", what="seat", name=message.seat[:40])
    if who.seat == message.seat:
        return _ok()
    if who.seat:
        return _no("seat/ask_instructor")
    if standing.locked:
        return _no("seat/locked")
    if message.seat not in standing.people:
        return _no("seat/computer")
    return _seat(room, who.id, message.seat, who.id)


def _lead(room: Room, who: Someone, message: w.Lead) -> Said:
    if not who.seat:
        return _no("seat/none")
    head = room.standing.heads.get(who.seat)
    if head is not None and head != who.id and head in room.live.here:
        return _no("delegation/has_head")
    if head != who.id:
        room.emit(r.Headed(who.id, who.seat, who.id))
    return _ok()


def _read_brief(room: Room, who: Someone, message: w.ReadBrief) -> Said:
    if not who.seat:
        return _no("seat/none")
    if not who.read:
        room.emit(r.BriefRead(who.id))
    return _ok()


def _answer_checks(room: Room, who: Someone, message: w.AnswerChecks) -> Said:
    table = room.standing.table
    right = preflight.right_answers(table, message.answers)
    if right is None:
        return _no("check/malformed")
    room.emit(r.Checked(who.id, message.answers, right))
    return _ok(
        {
            "right": right,
            "checks": [{"right": k.right, "why": k.why} for k in preflight.checks_of(table)],
        }
    )


# ------------------------------------------------------------------------------------- seats


def _seat(room: Room, person: str, seat: str, by: str) -> Said:
    standing = room.standing
    if len(standing.delegation(seat)) >= MOST_TO_A_SEAT:
        return _no("seat/full", most=MOST_TO_A_SEAT)
    if seat not in standing.people:
        room.session.hand_over(seat, to_computer=False)
        room.harvest(room.now)
    left = standing.persons[person].seat
    room.emit(r.Seated(person, seat, by))
    room.follow_seat(person)
    _mind(room, left)
    return _ok()


def _mind(room: Room, seat: str) -> None:
    """Let the computer take a seat that was left in mid-game, so that nobody waits for it."""
    standing = room.standing
    if seat and standing.stage == "playing" and not standing.delegation(seat):
        room.session.hand_over(seat, to_computer=True)
        room.harvest(room.now)


def _seat_person(room: Room, message: w.SeatPerson) -> Said:
    standing = room.standing
    someone = standing.persons.get(message.person)
    if someone is None:
        return _no("class/no_such", what="person", name=message.person)
    if not message.seat:
        room.emit(r.Seated(message.person, "", TEACHER))
        room.follow_seat(message.person)
        _mind(room, someone.seat)
        return _ok()
    if message.seat not in standing.table.seat_places:
        return _no("class/no_such", what="seat", name=message.seat)
    if someone.seat == message.seat:
        return _ok()
    return _seat(room, message.person, message.seat, TEACHER)


def _set_head(room: Room, message: w.SetHead) -> Said:
    someone = room.standing.persons.get(message.person)
    if someone is None or not someone.seat:
        return _no("class/no_such", what="person", name=message.person)
    room.emit(r.Headed(someone.id, someone.seat, TEACHER))
    return _ok()


def _send_out(room: Room, message: w.SendOut) -> Said:
    if message.person not in room.standing.persons:
        return _no("class/no_such", what="person", name=message.person)
    left = room.standing.persons[message.person].seat
    room.emit(r.Left(message.person))
    _mind(room, left)
    room.dismiss(message.person, "class/sent_out")
    return _ok()


def _give_seat(room: Room, message: w.GiveSeat) -> Said:
    try:
        room.session.hand_over(message.seat, message.to_computer)
    except UserError:
        return _no("class/no_such", what="seat", name=message.seat)
    room.harvest(room.now)
    return _ok()


def _lock_seats(room: Room, message: w.LockSeats) -> Said:
    room.emit(r.Locked(message.locked))
    return _ok()


def _fill_seats(room: Room, message: w.FillSeats) -> Said:
    standing = room.standing
    waiting = sorted(p.id for p in standing.persons.values() if not p.seat)
    # The order is drawn from the log's own number, so that the room needs no dice of its own.
    Random(standing.number).shuffle(waiting)
    for person in waiting:
        open_ = [
            (len(standing.delegation(seat.id)), place, seat.id)
            for place, seat in enumerate(standing.table.seats)
            if seat.id in standing.people and len(standing.delegation(seat.id)) < MOST_TO_A_SEAT
        ]
        if not open_:
            return _no("seat/full", most=MOST_TO_A_SEAT)
        _seat(room, person, min(open_)[2], TEACHER)
    return _ok()


# ------------------------------------------------------------------------------------- pacing


def _remind(room: Room, message: w.Remind) -> Said:
    standing = room.standing
    lacks = preflight.missing(standing, frozenset(room.live.here))
    for seat in dict.fromkeys(m.seat for m in lacks if m.code != "seat/empty"):
        words = " ".join(
            dict.fromkeys(
                preflight.missing_sentence(standing.table, m) for m in lacks if m.seat == seat
            )
        )
        room.emit(r.Said(TEACHER, TEACHER, "private", seat, words))
    return _ok()


def _begin(room: Room, message: w.Begin) -> Said:
    standing = room.standing
    if standing.stage != "lobby":
        return _no("class/begun")
    lacks = preflight.missing(standing, frozenset(room.live.here))
    if lacks and not message.anyway:
        words = " ".join(
            dict.fromkeys(preflight.missing_sentence(standing.table, m) for m in lacks)
        )
        return _no("class/not_ready", missing=words.rstrip(".")[:900])
    for lack in lacks:
        if lack.code == "seat/empty":
            room.session.hand_over(lack.seat, to_computer=True)
    room.harvest(room.now)
    room.emit(r.Began(tuple(m.key for m in lacks)))
    return _ok()


def _pause(room: Room, message: w.Pause) -> Said:
    standing = room.standing
    if standing.stage != "playing":
        return _no("class/not_begun" if standing.stage == "lobby" else "class/debrief")
    if standing.clock.running == message.paused:
        why = "paused" if message.paused else "resumed"
        left = standing.clock.left_at(room.now)
        room.emit(r.ClockSet(left, not message.paused, why))  # type: ignore[arg-type]
    return _ok()


def _extend(room: Room, message: w.Extend) -> Said:
    clock = room.standing.clock
    left = max(0, clock.left_at(room.now) + message.seconds * 1000)
    room.emit(r.ClockSet(left, clock.running, "extended"))
    return _ok()


def _end_phase(room: Room, message: w.EndPhase) -> Said:
    closed = _closed(room)
    if closed is not None and closed.code != "class/paused":
        return closed
    turn, phase, in_round, ballot = room.standing.clock.moment
    asked = ballot if phase == "decision" else 0
    return _of(room.submit(CLOCK, c.ClockExpired(phase, turn, in_round, asked)))


def _limit_time(room: Room, message: w.LimitTime) -> Said:
    clock = room.standing.clock
    why = "on" if message.on else "off"
    left = clock.left_at(room.now)
    room.emit(r.ClockSet(left, clock.running, why))  # type: ignore[arg-type]
    return _ok()


def _debrief(room: Room, message: w.Debrief) -> Said:
    if room.standing.stage == "lobby":
        return _no("class/not_begun")
    if room.standing.stage != "debrief":
        room.emit(r.Debriefed())
    return _ok()


def _tell(room: Room, message: w.Tell) -> Said:
    if message.to and message.to not in room.standing.table.seat_places:
        return _no("class/no_such", what="seat", name=message.to)
    text = tidy(message.text)
    if not text:
        return _no("class/no_such", what="text", name="")
    channel = "private" if message.to else "table"
    room.emit(r.Said(TEACHER, TEACHER, channel, message.to, text))  # type: ignore[arg-type]
    return _ok()


def _bookmark(room: Room, message: w.Bookmark) -> Said:
    room.emit(r.Bookmarked(tidy(message.text)))
    return _ok()


def _watch(room: Room, conn: int, message: w.Watch) -> Said:
    if message.seat and message.seat not in room.standing.table.seat_places:
        return _no("class/no_such", what="seat", name=message.seat)
    room.watch(conn, message.seat)
    return _ok()


# ------------------------------------------------------------------------------------ injects


def _spec(room: Room, event: str) -> EventSpec | None:
    events = room.standing.setting.scenario.events
    return next((spec for spec in events if spec.id == event), None)


def _inject(room: Room, message: w.Inject) -> Said:
    if _spec(room, message.event) is None:
        return _no("class/no_such", what="event", name=message.event)
    if message.turn is not None:
        if message.turn and message.turn < room.standing.state.turn:
            return _no("rewind/not_yet", turn=message.turn, last=room.standing.table.turns)
        room.emit(r.Scheduled(message.event, message.turn))
        return _ok()
    closed = _closed(room)
    if closed is not None and closed.code != "class/paused":
        return closed
    return _of(room.submit(INSTRUCTOR_ACTOR, c.FireInject(message.event)))


def _add_inject(room: Room, message: w.AddInject) -> Said:
    wrong = injects.fault_of(room.standing.state, message.spec)
    if wrong:
        return _no("inject/unsound", why=wrong)
    _know(room, message.spec)
    return _ok()


def _know(room: Room, spec: EventSpec) -> None:
    room.harvest(room.now)
    room.emit(r.InjectAdded(spec))
    room.renew_session()


def _preview_inject(room: Room, message: w.PreviewInject) -> Said:
    spec = message.spec or _spec(room, message.event)
    if spec is None:
        return _no("class/no_such", what="event", name=message.event)
    if message.spec is not None:
        wrong = injects.fault_of(room.standing.state, message.spec)
        if wrong:
            return _no("inject/unsound", why=wrong)
    return _ok(asdict(injects.preview(room.standing.state, spec)))


# ---------------------------------------------------------------------------------- overrides


def _rewind(room: Room, message: w.Rewind) -> Said:
    standing = room.standing
    if standing.stage == "lobby":
        return _no("class/not_begun")
    if not 1 <= message.turn <= standing.state.turn:
        return _no("rewind/not_yet", turn=message.turn, last=standing.state.turn)
    room.harvest(room.now)
    begun = next(
        line.n
        for line in standing.lines
        if isinstance(line, CommandLine) and line.turn == message.turn
    )
    people = standing.people
    room.emit(r.Rewound(message.turn, begun))
    room.renew_session()
    # The people of the moment keep their seats, whoever had them then.
    for seat in standing.table.seats:
        room.session.hand_over(seat.id, seat.id not in people)
    room.harvest(room.now)
    room.reset_streams()
    return _ok()


def _override_act(room: Room, message: w.OverrideAct) -> Said:
    closed = _closed(room)
    if closed is not None and closed.code != "class/paused":
        return closed
    if message.seat not in room.standing.table.seat_places or message.seat in _OTHER_ACTORS:
        return _no("class/no_such", what="seat", name=message.seat)
    record = (("override", message.reason), ("by", TEACHER))
    refusal = room.submit(message.seat, message.command, None, record)
    if refusal is None:
        room.emit(r.Overrode("act", message.seat, message.command.kind, message.reason))
    return _of(refusal)


def _override_ruling(room: Room, message: w.OverrideRuling) -> Said:
    closed = _closed(room)
    if closed is not None and closed.code != "class/paused":
        return closed
    number = 1 + sum(o.what == "ruling" for _at, o in room.standing.overrides)
    while _spec(room, f"ruling_{number}") is not None:
        number += 1
    spec = EventSpec(
        id=f"ruling_{number}",
        title=message.title,
        text=message.reason,
        effects=message.effects,
        assumption=True,
    )
    wrong = injects.fault_of(room.standing.state, spec)
    if wrong:
        return _no("inject/unsound", why=wrong)
    shown = injects.preview(room.standing.state, spec)
    if shown.refusal:
        return _no(shown.refusal, phase=room.standing.state.phase, needs="consultation")
    _know(room, spec)
    refusal = room.submit(INSTRUCTOR_ACTOR, c.FireInject(spec.id))
    if refusal is None:
        room.emit(r.Overrode("ruling", "", spec.id, message.reason))
    return _of(refusal)


_TRAINEE: dict[type, Callable[[Room, Someone, Any], Said]] = {
    w.Act: _act,
    w.Prepare: _prepare,
    w.Sign: _sign,
    w.Say: _say,
    w.Note: _note,
    w.Hand: _hand,
    w.TakeSeat: _take_seat,
    w.Lead: _lead,
    w.ReadBrief: _read_brief,
    w.AnswerChecks: _answer_checks,
}
_TEACHER: dict[type, Callable[[Room, Any], Said]] = {
    w.SeatPerson: _seat_person,
    w.SetHead: _set_head,
    w.SendOut: _send_out,
    w.GiveSeat: _give_seat,
    w.LockSeats: _lock_seats,
    w.FillSeats: _fill_seats,
    w.Remind: _remind,
    w.Begin: _begin,
    w.Pause: _pause,
    w.Extend: _extend,
    w.EndPhase: _end_phase,
    w.LimitTime: _limit_time,
    w.Inject: _inject,
    w.AddInject: _add_inject,
    w.PreviewInject: _preview_inject,
    w.Bookmark: _bookmark,
    w.Rewind: _rewind,
    w.OverrideAct: _override_act,
    w.OverrideRuling: _override_ruling,
    w.Debrief: _debrief,
    w.Tell: _tell,
    w.Watch: lambda room, message: _no("class/not_for_you"),
}
