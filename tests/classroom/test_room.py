"""A table without sockets: lobby, play, instructor, and that its log alone brings it back."""

from __future__ import annotations

from typing import Any

from game.classroom import wire as w
from game.classroom.records import Plan, record_codec
from game.classroom.room import Room
from game.engine import commands as c
from game.scenario.models.scenario import EventSpec
from game.session.lines import CommandLine
from tests.classroom.rooms import MINUTE, SEATS, Table, begun, marked
from tests.session.games import Quick

A, B, C = SEATS


def flags(table: Table, teacher: int, seat: str) -> list[str]:
    """What the console flags of a seat."""
    document = table.room.document("~instructor")
    return next(s["flags"] for s in document["seats"] if s["seat"] == seat)


# ---------------------------------------------------------------------------------------- lobby


def test_a_trainee_takes_a_seat_once() -> None:
    """A seat is chosen in the lobby; another one, with its secrets, only the instructor gives."""
    table = Table.opened()
    ann = table.come()
    assert list(table.documents[ann, "~lobby"]) == ["class"]
    assert table.ask(ann, w.TakeSeat, seat="nowhere").code == "class/no_such"
    assert table.ask(ann, w.TakeSeat, seat=A).code == "ok"
    assert table.seen(ann)["brief"]
    assert table.ask(ann, w.TakeSeat, seat=B).code == "seat/ask_instructor"
    teacher = table.come("instructor")
    assert table.ask(teacher, w.SeatPerson, person=table.person(ann), seat=B).code == "ok"
    assert table.room.guests[ann].follows == (B,)
    assert table.seen(ann)["seat"] == B


def test_seats_can_be_locked_and_filled() -> None:
    """Locked seats are given out by the instructor, who can seat all who wait at random."""
    table = Table.opened()
    teacher = table.come("instructor")
    assert table.ask(teacher, w.LockSeats, locked=True).code == "ok"
    people = [table.come() for _ in range(5)]
    assert table.ask(people[0], w.TakeSeat, seat=A).code == "seat/locked"
    assert table.ask(teacher, w.FillSeats).code == "ok"
    sizes = sorted(len(table.room.standing.delegation(seat)) for seat in SEATS)
    assert sizes == [1, 2, 2]


def test_a_delegation_has_at_most_four() -> None:
    """A fifth person is sent to another seat."""
    table = Table.opened()
    for _ in range(4):
        table.come(seat=A)
    late = table.come()
    assert table.ask(late, w.TakeSeat, seat=A).code == "seat/full"


def test_the_game_waits_for_what_is_missing() -> None:
    """Empty seats, unread briefs, open questions and absent people are named; then it starts."""
    table = Table.opened(plan=Plan(checks=True))
    teacher = table.come("instructor")
    ann = table.come(seat=A)
    codes = {m["code"] for m in table.room.document("~instructor")["missing"]}
    assert codes == {"seat/empty", "brief/unread", "check/unanswered"}
    verdict = table.ask(teacher, w.Begin)
    assert verdict.code == "class/not_ready"
    assert "Brava is empty" in verdict.sentence
    for seat in (B, C):
        assert table.ask(teacher, w.GiveSeat, seat=seat, to_computer=True).code == "ok"
    assert table.ask(ann, w.ReadBrief).code == "ok"
    assert table.ask(ann, w.AnswerChecks, answers=(0,)).code == "check/malformed"
    answered = table.ask(ann, w.AnswerChecks, answers=(0, 1, 1))
    assert answered.answer is not None
    assert len(answered.answer["checks"]) == 3
    table.room.disconnect(ann, table.now)
    table.drain()
    assert [m["code"] for m in table.room.document("~instructor")["missing"]] == ["person/away"]
    table.room.connect(99, f"p{1:08x}", "trainee", table.now)
    assert table.ask(teacher, w.Begin).code == "ok"
    assert table.room.standing.stage == "playing"
    assert table.ask(teacher, w.Begin).code == "class/begun"


def test_starting_anyway_gives_empty_seats_to_the_computer() -> None:
    """What the instructor goes without is in the log, and nobody waits for an empty seat."""
    table, _ann, _teacher = begun()
    assert table.room.standing.people == {A}
    started = [r.what for r in table.records if r.what.kind == "began"]
    assert "seat/empty brava" in started[0].missing


def test_a_reminder_reaches_those_who_are_not_ready() -> None:
    """It goes to the seats that keep the game from starting, and says what they lack."""
    table = Table.opened()
    ann = table.come(seat=A)
    teacher = table.come("instructor")
    assert table.ask(teacher, w.Remind).code == "ok"
    assert "not read the brief" in table.seen(ann)["messages"][-1]["text"]


# ------------------------------------------------------------------------------------- playing


def test_nothing_can_be_done_before_the_start() -> None:
    """Acts in the lobby are refused with the class's own code."""
    table = Table.opened()
    ann = table.come(seat=A)
    assert table.act(ann, c.Continue()) == "class/not_begun"
    assert table.act(table.come(), c.Continue()) == "seat/none"


def test_an_act_moves_the_game_and_reaches_every_seat() -> None:
    """A seat's act is carried out once; others see what they may, under numbers without gaps."""
    table, ann, _teacher = begun()
    assert table.act(ann, c.Continue()) == "ok"
    table.members_act()
    assert table.room.standing.state.phase == "consultation"
    assert table.seen(ann)["view"]["phase"] == "consultation"
    for of, items in table.items.items():
        assert [i.n for i in items] == list(range(1, len(items) + 1)), of


def test_a_resend_gets_its_first_verdict() -> None:
    """Refusals too, and also after the host has started again; nothing happens twice."""
    table, ann, _teacher = begun()
    assert table.act(ann, c.PassRound(), id="early") == "phase/wrong"
    assert table.act(ann, c.Continue(), id="on") == "ok"
    lines = len(table.room.standing.lines)
    assert table.act(ann, c.PassRound(), id="on") == "ok"
    assert table.act(ann, c.Continue(), id="early") == "phase/wrong"
    assert len(table.room.standing.lines) == lines
    again = resumed(table)
    again.room.connect(50, table.person(ann), "trainee", again.now)
    again.drain()
    assert again.act(50, c.Continue(), id="early") == "phase/wrong"
    assert again.act(50, c.Continue(), id="on") == "ok"
    assert len(again.room.standing.lines) == lines


def test_an_act_meant_for_another_seat_is_refused() -> None:
    """Who was given another seat meanwhile does not act there by an old screen."""
    table, ann, teacher = begun()
    table.ask(teacher, w.SeatPerson, person=table.person(ann), seat=B)
    assert table.act(ann, c.Continue(), seat=A) == "seat/moved"
    assert table.act(ann, c.Continue(), seat=B) == "phase/already_done"
    assert table.room.standing.people == {B}


def test_the_head_signs_for_the_delegation() -> None:
    """Another member lays its act before the head, who signs or drops it; acts are the seat's."""
    table = Table.opened()
    head, second = table.come(seat=A), table.come(seat=A)
    teacher = table.come("instructor")
    table.ask(teacher, w.Begin, anyway=True)
    assert table.act(second, c.Continue()) == "delegation/head_signs"
    assert table.ask(second, w.Prepare, command=c.Continue()).code == "ok"
    laid = table.seen(head)["prepared"]
    assert laid[0]["command"]["kind"] == "continue"
    assert table.ask(head, w.Sign, number=laid[0]["number"], sign=True).code == "ok"
    assert table.room.standing.state.ready[0]
    assert table.seen(head)["prepared"] == []
    assert table.ask(head, w.Sign, number=9, sign=True).code == "delegation/no_such_paper"


def test_a_delegation_gets_a_new_head_when_its_head_is_away() -> None:
    """Whoever is there may lead while the head is not connected, and not before."""
    table = Table.opened()
    head, second = table.come(seat=A), table.come(seat=A)
    assert table.ask(second, w.Lead).code == "delegation/has_head"
    table.room.disconnect(head, table.now)
    assert table.ask(second, w.Lead).code == "ok"
    assert table.room.standing.heads[A] == table.person(second)
    teacher = table.come("instructor")
    assert table.ask(teacher, w.SetHead, person=f"p{1:08x}").code == "ok"
    assert table.room.standing.heads[A] == f"p{1:08x}"


def test_messages_reach_those_they_are_for() -> None:
    """Table, private, backchannel, delegation and instructor: each audience reads its own alone."""
    table = Table.opened()
    ann, mate, bob, cid = (table.come(seat=s) for s in (A, A, B, C))
    teacher = table.come("instructor")
    for channel, to in (
        ("table", ""),
        ("private", B),
        ("backchannel", C),
        ("delegation", ""),
        ("instructor", ""),
    ):
        text = f"by {channel}\x1b[2J"
        assert table.ask(ann, w.Say, channel=channel, to=to, text=text).code == "ok"

    def read(conn: int) -> list[str]:
        return [m["channel"] for m in table.seen(conn)["messages"]]

    assert read(ann) == read(mate) == read(teacher)
    assert len(read(ann)) == 5
    assert read(bob) == ["table", "private"]
    assert read(cid) == ["table", "backchannel"]
    assert table.seen(bob)["messages"][0]["text"] == "by table [2J"
    assert table.ask(ann, w.Say, channel="private", to="x", text="y").code == "class/no_such"
    projector = table.room.document("~projector")
    assert [m["channel"] for m in projector["messages"]] == ["table"]


def test_a_raised_hand_is_seen_by_all() -> None:
    """It stays up until it is lowered."""
    table = Table.opened()
    ann = table.come(seat=A)
    table.ask(ann, w.Hand, up=True)
    assert next(s["hand"] for s in table.shared()["seats"] if s["seat"] == A)
    table.ask(ann, w.Hand, up=False)
    assert not any(s["hand"] for s in table.shared()["seats"])


def test_a_seat_notes_for_its_review() -> None:
    """A forecast is kept in the game's log for this seat; an unsound one is refused in words."""
    table, ann, _teacher = begun()
    table.act(ann, c.Continue())
    table.members_act()
    changed = table.room.session.table.drafts[0][2]
    assert table.act(ann, c.TableDraft(changed)) == "ok"
    number = str(table.room.standing.state.drafts[-1].id)
    verdict = table.ask(ann, w.Note, topic="forecast", subject=number, entries=((B, 2),))
    assert verdict.code == "ok", verdict.sentence
    assert table.room.standing.lines[-1].kind == "note"
    assert table.ask(ann, w.Note, topic="forecast", subject="77", entries=()).code == "note/unsound"
    assert table.ask(ann, w.Note, topic="why", subject="none", entries=()).code == "note/unsound"


# --------------------------------------------------------------------------------- the instructor


def test_the_clock_ends_a_phase() -> None:
    """When its time is up, everyone takes the default; pausing stops it, extending adds to it."""
    table, ann, teacher = begun()
    length = table.room.standing.clock.length
    table.wait(length - 1000)
    assert table.room.standing.state.phase == "briefing"
    assert table.ask(teacher, w.Extend, seconds=120).code == "ok"
    table.wait(2000)
    assert table.room.standing.state.phase == "briefing"
    assert table.ask(teacher, w.Pause, paused=True).code == "ok"
    assert table.act(ann, c.Continue()) == "class/paused"
    table.wait(60 * MINUTE)
    assert table.room.standing.state.phase == "briefing"
    assert table.ask(teacher, w.Pause, paused=False).code == "ok"
    table.wait(3 * MINUTE)
    assert table.room.standing.state.phase == "consultation"
    lines = table.room.standing.lines
    assert any(x.command.kind == "clock_expired" for x in lines if isinstance(x, CommandLine))


def test_a_phase_can_be_ended_by_hand_and_the_clock_switched_off() -> None:
    """Without a limit nothing ends by itself."""
    table, _ann, teacher = begun()
    assert table.ask(teacher, w.LimitTime, on=False).code == "ok"
    table.wait(100 * MINUTE)
    assert table.room.standing.state.phase == "briefing"
    assert table.ask(teacher, w.EndPhase).code == "ok"
    assert table.room.standing.state.phase == "consultation"


def test_silent_stuck_and_absent_seats_are_flagged() -> None:
    """The console names them: waited for and silent, refused again and again, not connected."""
    table, ann, teacher = begun()
    assert flags(table, teacher, A) == []
    for _ in range(4):
        table.act(ann, c.PassRound())
    assert "stuck" in flags(table, teacher, A)
    table.wait(121_000)
    assert "silent" in flags(table, teacher, A)
    table.room.disconnect(ann, table.now)
    assert "away" in flags(table, teacher, A)


def test_a_seat_changes_hands_with_a_brief() -> None:
    """The computer takes over and plays on; who takes the seat back reads where it stands."""
    table, ann, teacher = begun()
    assert table.ask(teacher, w.GiveSeat, seat=A, to_computer=True).code == "ok"
    assert table.act(ann, c.Continue()) == "seat/computer"
    before = table.room.standing.state.turn
    for _ in range(10):
        table.members_act()
    assert table.room.standing.state.turn > before
    table2, _ann2, teacher2 = begun()
    assert table2.ask(teacher2, w.GiveSeat, seat=A, to_computer=True).code == "ok"
    late = table2.come()
    person = table2.person(late)
    assert table2.ask(teacher2, w.SeatPerson, person=person, seat=B).code == "ok"
    assert B in table2.room.standing.people
    headings = dict(table2.seen(late)["handover"])
    assert "You are Brava" in " ".join(headings["Where it stands"])


def test_an_inject_is_previewed_then_sent() -> None:
    """The preview says what would move and where, and changes nothing."""
    table, _ann, teacher = begun()
    waiting = next(i for i in table.room.document("~instructor")["injects"] if i["prepared"])
    digest = table.room.session.digest
    shown = table.ask(teacher, w.PreviewInject, event=waiting["event"])
    assert shown.answer is not None
    assert shown.answer["effects"]
    assert table.room.session.digest == digest
    assert table.ask(teacher, w.Inject, event=waiting["event"]).code == "ok"
    fired = [i for i in table.room.document("~instructor")["injects"] if i["fired"]]
    assert waiting["event"] in [i["event"] for i in fired]
    assert table.ask(teacher, w.Inject, event="nothing").code == "class/no_such"


def test_an_inject_of_ones_own_is_checked_kept_and_played() -> None:
    """A new event with a place joins the scenario of this game; strange ones are refused."""
    table, ann, teacher = begun()
    seen = table.room.standing.setting.scenario
    effect = {"kind": "change", "quantity": "legitimacy", "by": 5.0}
    spec = EventSpec.model_validate(
        {"id": "own_storm", "title": "A storm", "text": "Ports close.", "effects": [effect]}
        | {"at": [10.0, 20.0], "marker": "attack"}
    )
    shown = table.ask(teacher, w.PreviewInject, spec=spec)
    assert shown.answer is not None
    assert [e["after"] - e["before"] for e in shown.answer["effects"]][:1] == [5000]
    assert table.ask(teacher, w.Inject, event="own_storm").code == "class/no_such"
    assert table.ask(teacher, w.AddInject, spec=spec).code == "ok"
    assert table.ask(teacher, w.AddInject, spec=spec).code == "inject/unsound"
    strange = spec.model_copy(update={"id": "other", "effects": (_change(member="nobody"),)})
    assert table.ask(teacher, w.AddInject, spec=strange).code == "inject/unsound"
    assert table.ask(teacher, w.Inject, event="own_storm").code == "ok"
    assert "A storm" in [h["title"] for h in table.seen(ann)["view"]["happened"]]
    assert seen is not table.room.standing.setting.scenario
    assert resumed(table).room.standing.state == table.room.standing.state


def _change(**fields: Any) -> Any:
    told = {"kind": "change", "quantity": "support", "by": 1.0} | fields
    spec = {"id": "x", "title": "x", "text": "x", "effects": [told]}
    return EventSpec.model_validate(spec).effects[0]


def test_an_inject_can_wait_for_its_turn() -> None:
    """It is sent in the consultation of the turn, by itself."""
    table, ann, teacher = begun()
    waiting = next(i for i in table.room.document("~instructor")["injects"] if i["prepared"])
    assert table.ask(teacher, w.Inject, event=waiting["event"], turn=1).code == "ok"
    table.act(ann, c.Continue())
    table.members_act()
    fired = [i for i in table.room.document("~instructor")["injects"] if i["fired"]]
    assert waiting["event"] in [i["event"] for i in fired]


def test_an_override_needs_a_reason_and_is_kept_with_it() -> None:
    """Acting for a seat, and moving numbers by a ruling: both are in the log with the reason."""
    table, ann, teacher = begun()
    done = table.ask(
        teacher, w.OverrideAct, seat=A, command=c.Continue(), reason="The laptop failed."
    )
    assert done.code == "ok"
    line = next(
        x
        for x in table.room.standing.lines
        if isinstance(x, CommandLine) and x.actor == A and x.record is not None
    )
    assert dict(line.record or ())["override"] == "The laptop failed."
    table.members_act()
    ruled = table.ask(
        teacher,
        w.OverrideRuling,
        title="A ruling",
        effects=(_change(member=A),),
        reason="A rule was misread.",
    )
    assert ruled.code == "ok", ruled.sentence
    assert [o["reason"] for o in table.room.document("~instructor")["overrides"]] == [
        "The laptop failed.",
        "A rule was misread.",
    ]
    assert "A rule was misread." in [h["text"] for h in table.seen(ann)["view"]["happened"]]


def test_rewinding_hides_and_deletes_nothing() -> None:
    """Play goes on from a turn's briefing; what came after stays in the log, out of sight."""
    table, ann, teacher = begun()
    start = table.room.standing.state
    for _ in range(60):
        if table.room.standing.state.turn == 2:
            break
        table.ask(teacher, w.EndPhase)
        table.members_act()
    assert table.room.standing.state.turn == 2
    records, lines = len(table.records), len(table.room.standing.lines)
    assert table.ask(teacher, w.Rewind, turn=3).code == "rewind/not_yet"
    assert table.ask(teacher, w.Rewind, turn=1).code == "ok"
    after = table.room.standing.state
    assert (after.turn, after.phase, after.values) == (1, "briefing", start.values)
    assert len(table.records) > records
    assert len(table.room.standing.hidden[0].lines) == lines
    assert table.shared()["branch"] == 1
    assert table.seen(ann)["view"]["turn"] == 1
    assert table.seen(ann)["view"]["records"] == []
    assert table.room.standing.people == {A}
    assert table.ask(teacher, w.Pause, paused=False).code == "ok"
    assert table.act(ann, c.Continue()) == "ok"
    assert resumed(table).room.standing.state == table.room.standing.state


def test_the_debrief_can_begin_at_any_time() -> None:
    """Play stops; time is kept for it from the start, and what the table needs is worked out."""
    table, ann, teacher = begun()
    assert table.shared()["debrief_minutes"] == 25
    for _ in range(60):
        if table.room.standing.state.records:
            break
        table.ask(teacher, w.EndPhase)
        table.members_act()
    assert table.ask(teacher, w.Debrief).code == "ok"
    assert table.act(ann, c.Continue()) == "class/debrief"
    job = table.room.job()
    assert job is not None
    table.room.worked_out(job, job.run(), table.now)
    table.drain()
    ending = table.seen(ann)["ending"]
    assert {s["seat"] for s in ending["scores"]} == set(SEATS)


def test_hidden_positions_are_for_the_instructor_alone() -> None:
    """The true worth of a draft is worked out for the console, and no seat is sent it."""
    table, ann, _teacher = begun()
    table.act(ann, c.Continue())
    table.members_act()
    package = table.room.session.view(A).table.drafts[0][2]
    table.act(ann, c.TableDraft(package))
    job = table.room.job()
    assert job is not None
    table.room.worked_out(job, job.run(), table.now)
    assert set(table.room.document("~instructor")["hidden"]["seats"]) == set(SEATS)
    assert "hidden" not in table.room.document(A)
    assert "hidden" not in table.room.document("~projector")


def test_only_the_instructor_instructs() -> None:
    """Every one of the instructor's requests is refused to a trainee, and to the projector."""
    table = Table.opened()
    ann = table.come(seat=A)
    assert table.ask(ann, w.Begin, anyway=True).code == "class/not_for_you"
    assert table.ask(ann, w.Rewind, turn=1).code == "class/not_for_you"
    assert table.ask(ann, w.Watch, seat=B).code == "class/not_for_you"
    screen = table.come("projector")
    assert table.ask(screen, w.Begin, anyway=True).code == "class/not_for_you"
    assert table.ask(screen, w.Act, command=c.Continue()).code == "class/for_trainees"
    assert table.room.standing.stage == "lobby"


def test_the_instructor_can_watch_a_seat() -> None:
    """Its document comes beside the console's, and goes again."""
    table, _ann, teacher = begun()
    assert table.ask(teacher, w.Watch, seat=B).code == "ok"
    assert table.room.guests[teacher].follows == ("~instructor", B)
    assert table.seen(teacher)["seat"] == B
    assert table.ask(teacher, w.Watch).code == "ok"
    assert table.room.guests[teacher].follows == ("~instructor",)


def test_whoever_is_sent_out_is_out() -> None:
    """The connection is closed, the token opens nothing, and the next of the delegation leads."""
    table = Table.opened()
    ann, second = table.come(seat=A), table.come(seat=A)
    teacher = table.come("instructor")
    person = table.person(ann)
    assert table.ask(teacher, w.SendOut, person=person).code == "ok"
    assert table.dismissed[ann] == "class/sent_out"
    assert table.room.person_of(f"{1:064x}") is None
    assert table.room.standing.heads[A] == table.person(second)


# ------------------------------------------------------------------------------------ the record


def resumed(table: Table) -> Table:
    """The same table, from its log alone, as after a kill."""
    codec = record_codec()
    records = [codec.validate_json(codec.dump_json(record)) for record in table.records]
    names = dict(table.room.live.names)
    room = Room.resume(
        records, names=names, epoch="two", now=table.now, members=Quick(), strict=True
    )
    return Table(room, table.now)


def test_the_log_alone_brings_a_table_back() -> None:
    """State, people, messages and verdicts are as they were; a running clock stands still."""
    table, ann, teacher = begun(source=marked())
    table.ask(ann, w.Say, channel="table", text="Hello")
    table.ask(ann, w.Hand, up=True)
    table.ask(teacher, w.Bookmark, text="look here")
    table.act(ann, c.Continue())
    table.members_act()
    again = resumed(table)
    old, new = table.room.standing, again.room.standing
    assert new.state == old.state
    assert new.persons == old.persons
    assert (new.heads, new.messages, new.hands) == (old.heads, old.messages, old.hands)
    assert new.timeline == old.timeline
    assert new.verdicts == old.verdicts
    assert old.clock.running
    assert not new.clock.running
    assert abs(new.clock.left - old.clock.left_at(table.now)) <= 1000
    seat = dict(table.room.document(A)) | {"class": None, "delegation": None}
    assert dict(again.room.document(A)) | {"class": None, "delegation": None} == seat


def test_nothing_of_another_seat_is_in_a_document() -> None:
    """Words planted into all that a member keeps to itself show up in its own document alone."""
    import json

    table, ann, teacher = begun(source=marked())
    for _ in range(40):
        table.ask(teacher, w.EndPhase)
        table.members_act()
        for audience in (*SEATS, "~lobby", "~projector"):
            text = json.dumps(table.room.document(audience))
            for seat in (*SEATS, "instructor"):
                planted = f"SECRET of {seat}"
                assert (planted in text) == (seat == audience), (audience, seat)
    assert "Ann" in json.dumps(table.room.document(A))
    assert "Ann" not in json.dumps(table.room.document(B))
    assert "Ann" not in json.dumps(
        [record_codec().dump_python(r) for r in table.records], default=str
    )
    assert ann
