"""The class in lines: the instructor's console, a guest in the terminal, addresses and tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.classroom import wire as w
from game.classroom.console import WORDS, Console
from game.classroom.hosting import HostThread
from game.classroom.proofs import new_code, plain_code
from game.classroom.remote import Link
from game.errors import UserError
from game.join import PORT, address_of, keep_ticket, kept_ticket
from game.text.guest import play_as_guest
from tests.classroom.rooms import SEATS, hosted, join, teacher_of, until


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostThread]:
    """A class whose last two seats the computer plays."""
    running = hosted(tmp_path / "class", computer=SEATS[1:])
    yield running
    running.stop()


def test_the_console_takes_a_class_from_lobby_to_debrief(host: HostThread) -> None:
    """Every step has a word, its effect shows, and wrong words are told in a sentence."""
    said: list[str] = []
    link = teacher_of(host)
    console = Console(link, said.append)
    guest = join(host)

    def does(line: str) -> str:
        said.clear()
        console.obey(line)
        return "\n".join(said)

    assert until(lambda: len(link.document()["persons"]) == 1)
    assert "Ann" in does("status")
    assert "Done" in does("seat Ann alba")
    assert until(lambda: guest.of == "alba")
    assert "Ann" in does("status")
    assert "not read" in does("begin")
    assert "Done" in does("begin anyway")
    assert "Done" in does("extend 2")
    event = next(i["event"] for i in link.document()["injects"] if i["prepared"])
    assert "for all" in does(f"preview {event}") or "alba" in "\n".join(said)
    assert "Done" in does("pause")
    assert "Done" in does("go")
    assert "Done" in does("bookmark look here")
    assert "Done" in does("tell all Well done")
    assert until(lambda: bool(guest.document()["messages"]))
    assert "Well done" in does("messages")
    assert "Done" in does("end")
    assert "did you mean" in does("beginn")
    assert "does not read" in does('tell all "')
    assert "missing" in does("seat Ann")
    assert "no number" in does("extend soon")
    assert len(does("help").splitlines()) == len(WORDS)
    assert "Done" in does("debrief")
    assert until(lambda: guest.document()["class"]["stage"] == "debrief")
    link.close()
    guest.close()


def test_a_guest_plays_a_turn_in_the_terminal(host: HostThread) -> None:
    """It takes a seat, reads its brief, waits for the start, acts, and is told what follows."""
    link = Link.join("127.0.0.1", host.port, host.code, "Ann")
    teacher = teacher_of(host)
    told: list[str] = []

    def starts() -> str:
        teacher.ask(w.Begin(id=teacher.new_id(), anyway=True))
        return ""

    answers: list[str | Callable[[], str]] = ["nowhere", SEATS[0], starts]
    answers += ["status", "brief", "continue", "nonsense", "pass", "quit"]

    def read(prompt: str) -> str:
        told.append(prompt)
        if not answers:
            raise EOFError
        answer = answers.pop(0)
        return answer if isinstance(answer, str) else answer()

    assert play_as_guest(link, read=read, write=told.append, thinking=lambda name: None) == 0
    everything = "\n".join(told)
    assert "No seat is called that" in everything
    assert "Consultation, round 1" in everything
    assert "no verb" in everything
    assert not answers
    table = host.opened.rooms[1][0].standing
    assert any(getattr(line, "actor", "") == SEATS[0] for line in table.lines)
    link.close()
    teacher.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("192.0.2.7", ("192.0.2.7", PORT)),
        (" 192.0.2.7:5000 ", ("192.0.2.7", 5000)),
        ("host.local:1", ("host.local", 1)),
        ("[2001:db8::1]:5000", ("2001:db8::1", 5000)),
        ("2001:db8::1", ("2001:db8::1", PORT)),
    ],
)
def test_addresses_are_read_as_people_type_them(typed: str, meant: tuple[str, int]) -> None:
    """With or without a port, by name or number."""
    assert address_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "host:", "host:0", "host:99999", ":5000", "host:x"])
def test_what_is_no_address_is_told(typed: str) -> None:
    """In a sentence that shows how one is written."""
    with pytest.raises(UserError, match="no address"):
        address_of(typed)


def test_codes_are_easy_to_type() -> None:
    """Case, spaces and dashes do not matter; a code is a word and four digits."""
    code = new_code()
    word, digits = code.split("-")
    assert plain_code(f" {word.upper()}  {digits} ") == code
    assert plain_code(f"{word}{digits}") == code
    assert word.isalpha()
    assert len(digits) == 4


def test_a_ticket_is_kept_for_its_owner(
    host: HostThread, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It comes back as it was, readable by nobody else; without one, a sentence says what to do."""
    monkeypatch.setenv("DEMARCHE_DATA", str(tmp_path / "own"))
    with pytest.raises(UserError, match="in no class before"):
        kept_ticket()
    link = join(host, SEATS[0])
    keep_ticket(link.ticket)
    assert kept_ticket() == link.ticket
    path = next((tmp_path / "own").rglob("class-ticket.json"))
    assert path.stat().st_mode & 0o077 == 0
    link.close()


def test_a_guest_in_the_terminal_follows_to_another_seat(host: HostThread) -> None:
    """Given another seat in mid-game it reads that one's brief; the computer takes the first."""
    link = join(host, SEATS[0])
    teacher = teacher_of(host)
    assert teacher.ask(w.Begin(id=teacher.new_id(), anyway=True)).code == "ok"
    told: list[str] = []

    def reseat() -> str:
        seat = w.SeatPerson(id=teacher.new_id(), person=link.person, seat=SEATS[1])
        assert teacher.ask(seat).code == "ok"
        assert until(lambda: link.of == SEATS[1])
        return "pass"

    answers: list[str | Callable[[], str]] = ["status", reseat, "quit"]

    def read(prompt: str) -> str:
        answer = answers.pop(0) if answers else "quit"
        return answer if isinstance(answer, str) else answer()

    assert play_as_guest(link, read=read, write=told.append, thinking=lambda name: None) == 0
    everything = "\n".join(told)
    assert "given you another seat" in everything
    assert "You are Brava" in everything
    assert host.opened.rooms[1][0].standing.people == {SEATS[1]}
    link.close()
    teacher.close()
