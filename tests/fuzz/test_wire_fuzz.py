"""Malformed, oversized, replayed, forged and out-of-order messages: each is refused, none hurts."""

from __future__ import annotations

import json
import logging
import tracemalloc
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from websockets.exceptions import ConnectionClosed

from game.classroom import wire as w
from game.engine.commands import Command
from tests.classroom.rooms import FAST, MINUTE, SEATS, Raw, Table, begun, hosted, teacher_of

PARTS: dict[str, tuple[Any, ...]] = {
    "kind": (*(k.model_fields["kind"].default for k in get_args(w.ToHost)), "root", ""),
    "command": (
        *({"kind": kind.__dataclass_fields__["kind"].default} for kind in get_args(Command)),
        {"kind": "ask_interests", "member": 1, "term": 0},
        {"kind": "ask_interests", "member": -7, "term": 10**9},
        {"kind": "call_decision", "draft": 1},
        {"kind": "cast_vote", "ballot": "object", "forces": False, "reason": "y" * 3000},
        {"kind": "deliver", "levels": [1] * 6},
        {"kind": "deliver", "levels": [10**9] * 2000},
        {"kind": "offer_side_deal", "to": 0, "draft": 1, "pays": -5, "turns": 10**9},
        {"kind": "make_statement", "term": 99, "answer": -1},
        {"kind": "ask_capital", "red_line": "none"},
        {"kind": "clock_expired", "phase": "briefing"},
        {"kind": "fire_inject", "event": "any"},
        {"kind": "table_draft", "package": {"terms": [-1], "levels": [], "caveats": []}},
    ),
    "text": ("hello", "x" * 1000, "x" * 5000, "\x00\x1b[2J", "", "𝕏" * 900),
    "seat": (*SEATS, "chair", "clock", "instructor", "", "../../etc", "x" * 41),
    "number": (0, 1, -1, 2**31, 10**14, 10**400, 1.5, True, None, "1"),
    "package": (
        {"terms": [0, 0], "levels": [0] * 12, "caveats": [0] * 12},
        {"terms": [-1, 99], "levels": [10**9] * 12, "caveats": [-(10**9)] * 12},
        {"terms": [], "levels": [], "caveats": []},
        {"terms": [0] * 3000, "levels": [0], "caveats": "x"},
    ),
}
SOUND: tuple[dict[str, Any], ...] = (
    {"kind": "say", "channel": "table", "text": "hello"},
    {"kind": "say", "channel": "private", "to": "brava", "text": "psst"},
    {"kind": "hand", "up": True},
    {"kind": "take_seat", "seat": "brava"},
    {"kind": "lead"},
    {"kind": "read_brief"},
    {"kind": "answer_checks", "answers": [0, 1, 2]},
    {"kind": "sign", "number": 1, "sign": True},
    {"kind": "doing", "what": "reading", "about": "draft 3"},
    {"kind": "note", "topic": "why", "subject": "x", "entries": [["y", 1]]},
    {"kind": "seat_person", "person": "p00000001", "seat": "brava"},
    {"kind": "give_seat", "seat": "alba", "to_computer": True},
    {"kind": "send_out", "person": "p00000001"},
    {"kind": "begin", "anyway": True},
    {"kind": "pause", "paused": True},
    {"kind": "extend", "seconds": 3600},
    {"kind": "end_phase"},
    {"kind": "rewind", "turn": 1},
    {"kind": "debrief"},
    {"kind": "tell", "text": "I am the instructor"},
    {"kind": "watch", "seat": "brava"},
    {"kind": "inject", "event": "any"},
    {"kind": "override_act", "seat": "brava", "command": {"kind": "continue"}, "reason": "so"},
)
"""Messages that are well formed, the instructor's among them, which a trainee forges."""
FIELDS = {
    "to": "seat",
    "person": "number",
    "draft": "number",
    "term": "number",
    "member": "number",
    "package": "package",
    "levels": "number",
    "text": "text",
    "seat": "seat",
    "number": "number",
    "sign": "number",
    "up": "number",
    "channel": "text",
    "turn": "number",
    "event": "seat",
    "reason": "text",
    "seconds": "number",
    "answers": "number",
    "pake": "text",
    "token": "text",
    "at": "number",
}


def nonsense(dice: Random, sent: list[str]) -> str | bytes:
    """A frame as a hostile or broken guest would send it, maybe one of those *sent* before."""
    way = dice.randrange(12)
    if way == 0 and sent:
        return dice.choice(sent)
    if way == 1:
        return dice.randbytes(dice.randrange(200))
    if way == 2:
        return "[" * dice.randrange(1, 5000)
    if way == 3:
        return json.dumps({"kind": "say", "id": "a", "text": "x" * (w.LARGEST_IN + 1)})
    message: dict[str, Any] = {"id": f"f{dice.randrange(5000)}"}
    if way < 8:
        message |= {"kind": dice.choice(("act", "prepare"))}
        message["command"] = dict(dice.choice(PARTS["command"]))
    elif way < 11:
        message |= dice.choice(SOUND)
    else:
        message["kind"] = dice.choice(PARTS["kind"])
    if message["kind"] == "doing":
        del message["id"]
    for field in dice.sample(sorted(FIELDS), dice.choice((0, 0, 0, 0, 1, 3))):
        holder = message["command"] if "command" in message and dice.random() < 0.5 else message
        holder[field] = dice.choice(PARTS[FIELDS[field]])
    text = json.dumps(message)
    if way == 4:
        return text[: dice.randrange(len(text))]
    if way == 5:
        return text.replace('"', "'", 1)
    sent.append(text)
    if len(sent) > 50:
        sent.pop(0)
    return text


def _bombard(table: Table, conn: int, count: int, seed: int) -> Counter[str]:
    """Send frames to a room as the host does; count what became of them."""
    dice, sent, codes = Random(seed), [], Counter[str]()
    for number in range(count):
        frame = nonsense(dice, sent)
        try:
            message = w.read_request(frame)
        except w.WireError:
            codes["refused at the wire"] += 1
            continue
        if isinstance(message, w.Doing):
            table.room.doing(conn, message, table.now)
            codes["doing"] += 1
        elif isinstance(message, w.Request):
            table.room.request(conn, message, table.now)
            table.drain()
            verdict = table.sent[conn][-1]
            assert isinstance(verdict, w.Verdict)
            assert verdict.code == "ok" or verdict.sentence, verdict
            codes[verdict.code] += 1
        else:
            codes["not now"] += 1
        if number % 50 == 0:
            table.now += 500
        if number % 1000 == 0:
            for kept in (table.records, table.items, table.sent):
                kept.clear()
    return codes


@pytest.mark.parametrize("stage", ["lobby", "playing"])
def test_nonsense_is_refused_and_play_goes_on(stage: str, caplog: pytest.LogCaptureFixture) -> None:
    """A thousand frames in each stage: verdicts with a sentence, no failure, the game unharmed."""
    table, conn = _at(stage)
    with caplog.at_level(logging.WARNING):
        codes = _bombard(table, conn, 1000, seed=7)
    assert not caplog.records, caplog.text
    assert codes["refused at the wire"] > 300
    assert codes["class/not_for_you"] > 50
    assert len(codes) >= 7, codes
    _plays_on(table)


def _at(stage: str) -> tuple[Table, int]:
    if stage == "playing":
        table, conn, _teacher = begun()
        return table, conn
    table = Table.opened()
    return table, table.come(seat=SEATS[0])


def _plays_on(table: Table) -> None:
    """The instructor can still take the table through a phase."""
    teacher = table.come("instructor")
    table.ask(teacher, w.Begin, anyway=True)
    table.members_act()
    before = table.room.standing.clock.moment
    table.wait(60 * MINUTE)
    assert table.room.standing.clock.moment != before


@pytest.mark.long
def test_a_hundred_thousand_frames_leave_memory_bounded(caplog: pytest.LogCaptureFixture) -> None:
    """After a first ten thousand, the next ninety thousand add next to nothing to the room."""
    table, conn, _teacher = begun()
    with caplog.at_level(logging.WARNING):
        _bombard(table, conn, 10_000, seed=1)
        tracemalloc.start()
        codes = _bombard(table, conn, 90_000, seed=2)
        grown, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert not caplog.records, caplog.text
    assert sum(codes.values()) == 90_000
    assert grown < 25_000_000, f"{grown} bytes more"
    _plays_on(table)


def test_nonsense_over_the_network_harms_nobody(tmp_path: Path) -> None:
    """A guest who sends nonsense gets an answer to each frame, and the class goes on."""
    host = hosted(tmp_path / "class", limits=FAST, computer=(SEATS[2],))
    teacher = teacher_of(host)
    dice, sent = Random(3), []
    try:
        with Raw(host.port) as socket:
            _enter(socket, host.code, host.opened.door.certificate.fingerprint)
            for _ in range(250):
                frame = nonsense(dice, sent)
                if len(frame) > w.LARGEST_IN:
                    continue
                socket.send(frame)
            socket.send('{"kind":"beat","at":77}')
            heard = Counter[str]()
            while True:
                message = socket.hear(20)
                heard[message.kind] += 1
                if isinstance(message, w.BeatBack) and message.at == 77:
                    break
            assert heard["refused"] > 60
            socket.send("x" * (w.LARGEST_IN + 1))
            with pytest.raises(ConnectionClosed):
                _hear_out(socket)
        assert teacher.ask(w.Begin(id=teacher.new_id(), anyway=True)).code == "ok"
    finally:
        teacher.close()
        host.stop()


def _hear_out(socket: Raw) -> None:
    while True:
        socket.hear(20)


def _enter(socket: Raw, code: str, fingerprint: bytes) -> None:
    from game.classroom.proofs import GuestProof, plain_code

    proof = GuestProof(plain_code(code), fingerprint)
    hello = w.Hello(wire=w.WIRE, version="1", role="trainee", pake=proof.start())
    socket.send(w.written(hello))
    mine = proof.finish(socket.hear().pake)
    socket.send(w.written(w.Prove(proof=mine, name="Eve", seat=SEATS[0])))
    assert proof.trusts(socket.hear().proof)
