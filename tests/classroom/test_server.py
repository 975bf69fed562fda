"""The host on loopback: the door, coming back, limits, and that one guest slows no other."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from game.classroom import wire as w
from game.classroom.hosting import HostThread, resume_class
from game.classroom.proofs import GuestProof, HostProof, new_certificate
from game.classroom.remote import Kept, Link, RemoteSession
from game.classroom.server import Limits
from game.engine import commands as c
from game.errors import UserError
from game.session.save import read_save, replayed
from game.session.verify import differences
from tests.classroom.proxy import Proxy
from tests.classroom.rooms import FAST, SEATS, Raw, hosted, join, quick_move, teacher_of, until

A, B, C = SEATS


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostThread]:
    """A class of one table, without the last seat."""
    running = hosted(tmp_path / "class", computer=(C,))
    yield running
    running.stop()


def begin(teacher: Link) -> None:
    """Start the game whatever is missing."""
    assert teacher.ask(w.Begin(id=teacher.new_id(), anyway=True)).code == "ok"


def test_a_game_is_played_to_its_end_over_the_network(host: HostThread, tmp_path: Path) -> None:
    """Two guests and a computer play; the save that is left is sound and decides anew the same."""
    links = [join(host, A), join(host, B)]
    teacher = teacher_of(host)
    begin(teacher)
    sessions = [RemoteSession(link) for link in links]
    assert until(lambda: _step(sessions), 60)
    room = host.opened.rooms[1][0]
    for session in sessions:
        seat = session.seat_id
        seen = host.call(lambda seat=seat: room.session.view(seat))
        mine = session.view(seat)
        assert mine.phase == "ended"
        assert (mine.estimates, mine.records, mine.ballots) == (
            seen.estimates,
            seen.records,
            seen.ballots,
        )
        assert until(lambda s=session: bool(s.document["ending"]))
        with pytest.raises(UserError):
            session.view(C)
    for link in (*links, teacher):
        link.close()
    host.stop()
    save = read_save(tmp_path / "class" / "table-1.demarche")
    assert replayed(save) == room.standing.state
    assert differences(save) == ()


def _step(sessions: list[RemoteSession]) -> bool:
    for session in sessions:
        command = quick_move(session)
        if command is not None:
            session.submit(session.seat_id, command)
    return all(session.ended for session in sessions)


def test_a_wrong_code_is_refused_and_tries_are_counted(tmp_path: Path) -> None:
    """Three wrong tries a minute; then the address waits, even with the right code."""
    host = hosted(tmp_path / "class", limits=Limits())
    try:
        for _ in range(3):
            with pytest.raises(UserError, match="not the code"):
                Link.join("127.0.0.1", host.port, "harbour-0000x1", "Eve")
        with pytest.raises(UserError, match="too many wrong codes"):
            join(host)
    finally:
        host.stop()


def test_the_code_opens_nothing_for_an_instructor(host: HostThread) -> None:
    """The instructor needs the host's secret, and a wrong one is refused."""
    with pytest.raises(UserError, match="not the secret"):
        Link.join("127.0.0.1", host.port, host.code, "", role="instructor")


def test_an_interceptor_is_found_out() -> None:
    """With another certificate in between, neither side accepts the other's proof."""
    mine, theirs = new_certificate().fingerprint, new_certificate().fingerprint
    guest = GuestProof("harbour-1234", theirs)
    honest = HostProof("harbour-1234", mine, guest.start())
    assert not honest.trusts(guest.finish(honest.half))
    guest = GuestProof("harbour-1234", mine)
    honest = HostProof("harbour-1234", mine, guest.start())
    assert honest.trusts(guest.finish(honest.half))
    assert guest.trusts(honest.proof)
    guest = GuestProof("harbour-1234", mine)
    wrong = HostProof("harbour-1235", mine, guest.start())
    assert not wrong.trusts(guest.finish(wrong.half))


def test_another_version_is_refused_with_a_sentence(host: HostThread) -> None:
    """It says which versions there are, and what to do."""
    with Raw(host.port) as socket:
        socket.send(
            json.dumps(
                {"kind": "hello", "wire": 99, "version": "9.9", "role": "trainee"}
                | {"pake": "00" * 33}
            )
        )
        bye = socket.hear()
        assert isinstance(bye, w.Bye)
        assert bye.code == "version/other"
        assert "9.9" in bye.sentence


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("nonsense", "message/malformed"),
        ('{"kind":"beat","at":1}', "message/not_now"),
        ('{"kind":"act","id":"a","command":{"kind":"continue"}}', "message/not_now"),
        (
            '{"kind":"resume","wire":1,"version":"1","token":"' + "ab" * 16 + '"}',
            "token/unknown",
        ),
        (
            '{"kind":"hello","wire":1,"version":"1","role":"trainee","pake":"' + "ff" * 33 + '"}',
            "code/wrong",
        ),
    ],
)
def test_who_does_not_introduce_itself_is_sent_away(
    host: HostThread, first: str, code: str
) -> None:
    """Before the door nothing but a greeting is understood, and a forged one opens nothing."""
    with Raw(host.port) as socket:
        socket.send(first)
        bye = socket.hear()
        assert isinstance(bye, w.Bye)
        assert bye.code == code
        with pytest.raises(ConnectionClosed):
            socket.hear()


def test_an_oversized_message_ends_the_connection_alone(host: HostThread) -> None:
    """More than 64 KiB is not read; the class goes on."""
    with Raw(host.port) as socket:
        socket.send("x" * (w.LARGEST_IN + 1))
        with pytest.raises(ConnectionClosed) as closed:
            socket.hear()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert join(host, A).status == "connected"


def test_health_is_told_to_anyone(host: HostThread) -> None:
    """What watches a host reads version, tables and connections, and no names."""
    context = ssl._create_unverified_context()
    asking = http.client.HTTPSConnection("127.0.0.1", host.port, context=context)
    asking.request("GET", "/health")
    told = json.loads(asking.getresponse().read())
    assert told["wire"] == w.WIRE
    assert told["tables"]["1"]["stage"] == "lobby"
    asking.close()


def test_a_guest_comes_back_and_misses_nothing(host: HostThread) -> None:
    """After a break it goes on where it was; what happened meanwhile reaches it once."""
    proxy = Proxy(host.port).start()
    link = Link.join("127.0.0.1", proxy.port, host.code, "Ann", seat=A)
    assert link.wait(lambda: link.of == A, 5)
    other, teacher = join(host, B), teacher_of(host)
    begin(teacher)
    session = RemoteSession(link)
    proxy.stop()
    assert until(lambda: link.status == "lost")
    for number in range(5):
        say = w.Say(id=other.new_id(), channel="table", text=f"word {number}")
        assert other.ask(say).code == "ok"
    back = Proxy(host.port)
    back.start()
    link.port = back.port
    assert link.wait(lambda: len(session.document["messages"]) == 5, 15)
    numbers = [change.number for change in link.changes() if change.of == A]
    assert numbers == sorted(set(numbers))
    assert [m["text"] for m in session.document["messages"]] == [f"word {n}" for n in range(5)]
    back.stop()


def test_a_ticket_brings_a_guest_back_after_a_restart_of_both(tmp_path: Path) -> None:
    """The host is opened again from its folder, the guest comes with its ticket to its seat."""
    host = hosted(tmp_path / "class", computer=(B, C))
    link, teacher = join(host, A), teacher_of(host)
    begin(teacher)
    assert isinstance(RemoteSession(link).submit(A, c.Continue()), Kept)
    ticket = link.ticket
    link.close()
    teacher.close()
    host.stop()
    again = HostThread(resume_class(tmp_path / "class"), address="127.0.0.1").start()
    try:
        back = Link.back(
            ticket.__class__("127.0.0.1", again.port, ticket.token, ticket.fingerprint)
        )
        assert until(lambda: back.of == A)
        assert RemoteSession(back).view(A).phase == "consultation"
        assert back.document()["class"]["paused"]
        with pytest.raises(UserError, match="another computer"):
            Link.back(replace(ticket, port=again.port, fingerprint="00" * 32))
    finally:
        again.stop()


def test_two_hosts_cannot_run_one_class(host: HostThread) -> None:
    """The log of a table is held; a second host is told so."""
    with pytest.raises(UserError, match="in use"):
        resume_class(host.opened.folder)


def test_a_frozen_guest_slows_no_other(tmp_path: Path) -> None:
    """While one guest reads nothing, another's acts are answered as quickly as before."""
    host = hosted(tmp_path / "class", computer=(C,))
    proxy = Proxy(host.port, narrow=True).start()
    frozen = Link.join("127.0.0.1", proxy.port, host.code, "Ice", seat=A)
    assert frozen.wait(lambda: frozen.of == A, 5)
    other, teacher = join(host, B), teacher_of(host)
    begin(teacher)
    proxy.freeze()
    words = "x" * 990
    ids = [teacher.send(w.Tell(id=teacher.new_id(), text=f"{n} {words}")) for n in range(350)]
    assert all(teacher.verdict(name, 20) is not None for name in ids)
    times = []
    for number in range(60):
        began = time.perf_counter()
        hand = w.Hand(id=other.new_id(), up=number % 2 == 0)
        assert other.ask(hand).code == "ok"
        times.append(time.perf_counter() - began)
    assert other.document()["messages"][-1]["text"].startswith("349 ")
    assert sorted(times)[int(len(times) * 0.99)] < 0.5, max(times)
    table = host.host.tables[1]
    behind = [line for line in table.lines.values() if line.cursors.get(A, 10**9) < 400]
    assert len(behind) == 1, "the frozen guest was sent everything: nothing was proved"
    assert len(behind[0].queue) <= FAST.waiting
    frozen.close()
    proxy.stop()
    host.stop()


def test_reading_is_slowed_not_refused(tmp_path: Path) -> None:
    """Who talks too fast is read later, and gets every verdict in the end."""
    host = hosted(tmp_path / "class", limits=Limits(rate=100, burst=5))
    try:
        link = join(host, A)
        began = time.perf_counter()
        ids = [link.send(w.Hand(id=link.new_id(), up=bool(n % 2))) for n in range(60)]
        codes = [v.code for i in ids if (v := link.verdict(i, 10)) is not None]
        assert codes == ["ok"] * 60
        assert time.perf_counter() - began > 0.4
    finally:
        host.stop()


def test_an_instructor_goes_from_table_to_table(tmp_path: Path) -> None:
    """Several tables in a class, compared by pace and results."""
    host = hosted(tmp_path / "class", tables=2)
    teacher = teacher_of(host)
    try:
        assert until(lambda: len(teacher.document()["tables"]) == 2)
        assert teacher.ask(w.Watch(id=teacher.new_id(), table=2)).code == "ok"
        assert until(lambda: teacher.document()["class"]["number"] == 2)
        begin(teacher)
        rooms = host.opened.rooms
        assert host.call(lambda: [rooms[n][0].standing.stage for n in (1, 2)]) == [
            "lobby",
            "playing",
        ]
    finally:
        teacher.close()
        host.stop()


def test_a_slow_greeting_is_not_waited_for(tmp_path: Path) -> None:
    """Who connects and says nothing is let go."""
    host = hosted(tmp_path / "class", limits=Limits(door_seconds=0.3))
    try:
        with Raw(host.port) as socket, pytest.raises(ConnectionClosed):
            socket.hear()
    finally:
        host.stop()


def test_a_taken_port_is_told(host: HostThread, tmp_path: Path) -> None:
    """In a sentence, not by a failure."""
    with pytest.raises(UserError, match="choose another port"):
        hosted(tmp_path / "other", port=host.port)
