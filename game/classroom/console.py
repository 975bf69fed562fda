"""The instructor's console in lines: every act of the wire by a word. Knows no sockets."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from game.classroom import wire as w
from game.classroom.clock import Clock
from game.classroom.remote import Link
from game.errors import UserError, unknown


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the console: how it is written, what it does, and its request."""

    usage: str
    text: str
    ask: Callable[[Console, list[str]], w.Request | None]


class Console:
    """Reads a line, asks the host, and tells what came of it."""

    def __init__(self, link: Link, write: Callable[[str], None]) -> None:
        self.link = link
        self.write = write

    def obey(self, line: str) -> None:
        """Carry out one typed line; what is wrong with it is told in a sentence."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            self.write(f"That line does not read: {error}.")
            return
        if not words:
            return
        try:
            if words[0] not in WORDS:
                raise unknown("word", words[0], WORDS)
            request = WORDS[words[0]].ask(self, words[1:])
        except (UserError, ValueError) as error:
            self.write(f"{error}.")
            return
        if request is not None:
            self._told(self.link.ask(request))

    def _told(self, verdict: w.Verdict) -> None:
        self.write("Done." if verdict.code == "ok" else verdict.sentence)
        if verdict.answer and "effects" in verdict.answer:
            self._preview(verdict.answer)

    def _preview(self, answer: dict[str, Any]) -> None:
        where = f" at {answer['at'][0]}, {answer['at'][1]}" if answer["at"] else ""
        self.write(f"{answer['title']}{where}: {answer['text']}")
        for effect in answer["effects"]:
            change = (effect["after"] - effect["before"]) / 1000
            self.write(f"  {effect['what']} {effect['seat'] or 'for all'}: {change:+.1f}")
        if answer["refusal"]:
            self.write(f"  It could not be sent now ({answer['refusal']}).")

    # ------------------------------------------------------------------------------- looking

    def id(self) -> str:
        """Return an id for a request."""
        return self.link.new_id()

    def status(self) -> None:
        """Tell where the table stands, seat by seat, and what needs attention."""
        document = self.link.document()
        shared = document["class"]
        clock = shared["clock"]
        left = Clock(
            (0, "", 0, 0),
            clock["length"],
            clock["left"],
            clock["since"],
            clock["running"],
            clock["limited"],
        ).left_at(self.link.host_now)
        running = "" if clock["running"] else ", stopped"
        where = f"turn {shared['turn']} of {shared['turns']}, {shared['phase']}"
        if shared["phase"] == "consultation":
            where += f" {shared['round']}"
        if clock["length"]:
            where += f", {left // 60000}:{left // 1000 % 60:02d} left{running}"
        self.write(f"Table {shared['number']}, {shared['stage']}: {where}")
        names = {p["person"]: p["name"] for p in document["persons"]}
        for seat, shown in zip(document["seats"], shared["seats"], strict=True):
            who = ", ".join(names[p] for p in seat["persons"]) or (
                f"computer ({seat['style']})" if shown["computer"] else "empty"
            )
            weighed = document["hidden"].get("seats", {}).get(seat["seat"])
            stance = f"; {weighed['stance']} ({weighed['gain'] / 1000:+.1f})" if weighed else ""
            flags = f" [{', '.join(seat['flags'])}]" if seat["flags"] else ""
            hand = " (hand up)" if shown["hand"] else ""
            waits = " is waited for" if shown["awaited"] else ""
            self.write(f"  {shown['name']}: {who}{hand}{waits}{stance}{flags}")
        waiting = [p["name"] for p in document["persons"] if not p["seat"]]
        if waiting:
            self.write(f"Without a seat: {', '.join(waiting)}.")
        for lack in document["missing"]:
            self.write(f"- {lack['sentence']}")
        for reason in document["dial"]["reasons"]:
            self.write(f"Dial {document['dial']['level']:+d}: {reason}")
        for step in document["dial"]["steps"]:
            self.write(f"  {step}")

    def help(self) -> None:
        """Tell every word."""
        for word in WORDS.values():
            self.write(f"{word.usage}: {word.text}")

    def person(self, name: str) -> str:
        """Return a person's id by its name or id."""
        people = self.link.document()["persons"]
        found = [p for p in people if name.casefold() in (p["person"], p["name"].casefold())]
        if len(found) != 1:
            raise unknown("person", name, [p["name"] for p in people])
        return str(found[0]["person"])


def _needed(words: list[str], count: int, usage: str) -> list[str]:
    if len(words) < count:
        raise UserError(f"something is missing; write {usage}")
    return words


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UserError(f"'{text}' is no number") from None


def _status(console: Console, words: list[str]) -> None:
    console.status()


def _help(console: Console, words: list[str]) -> None:
    console.help()


def _injects(console: Console, words: list[str]) -> None:
    for inject in console.link.document()["injects"]:
        fired = f" (turn {', '.join(map(str, inject['fired']))})" if inject["fired"] else ""
        console.write(f"  {inject['event']}: {inject['title']}{fired}")


def _messages(console: Console, words: list[str]) -> None:
    for said in console.link.document()["messages"][-20:]:
        to = f" to {said['to']}" if said["to"] else ""
        console.write(f"  {said['seat']}{to} ({said['channel']}): {said['text']}")


def _seat(console: Console, words: list[str]) -> w.Request:
    name, seat = _needed(words, 2, "seat NAME SEAT")[:2]
    return w.SeatPerson(id=console.id(), person=console.person(name), seat=seat)


def _tell(console: Console, words: list[str]) -> w.Request:
    to, *text = _needed(words, 2, "tell SEAT TEXT, or tell all TEXT")
    return w.Tell(id=console.id(), to="" if to == "all" else to, text=" ".join(text))


def _inject(console: Console, words: list[str]) -> w.Request:
    event, *turn = _needed(words, 1, "inject EVENT, or inject EVENT TURN")
    later = int(_number(turn[0])) if turn else None
    return w.Inject(id=console.id(), event=event, turn=later)


def _one(
    usage: str, make: Callable[[str, str], w.Request]
) -> Callable[[Console, list[str]], w.Request]:
    def ask(console: Console, words: list[str]) -> w.Request:
        return make(console.id(), _needed(words, 1, usage)[0])

    return ask


def _plain(make: Callable[[str], w.Request]) -> Callable[[Console, list[str]], w.Request]:
    return lambda console, words: make(console.id())


WORDS: dict[str, Word] = {
    "status": Word("status", "where the table stands, and what needs attention", _status),
    "seat": Word("seat NAME SEAT", "seat somebody", _seat),
    "head": Word(
        "head NAME",
        "somebody signs for its delegation",
        lambda console, words: w.SetHead(
            id=console.id(), person=console.person(_needed(words, 1, "head NAME")[0])
        ),
    ),
    "fill": Word("fill", "seat all who wait, at random", _plain(lambda i: w.FillSeats(id=i))),
    "lock": Word(
        "lock", "only you give out seats", _plain(lambda i: w.LockSeats(id=i, locked=True))
    ),
    "computer": Word(
        "computer SEAT",
        "give a seat to the computer",
        _one("computer SEAT", lambda i, seat: w.GiveSeat(id=i, seat=seat, to_computer=True)),
    ),
    "people": Word(
        "people SEAT",
        "take a seat back for people",
        _one("people SEAT", lambda i, seat: w.GiveSeat(id=i, seat=seat, to_computer=False)),
    ),
    "remind": Word("remind", "remind those who are not ready", _plain(lambda i: w.Remind(id=i))),
    "begin": Word(
        "begin [anyway]",
        "start the game; anyway: without what is missing",
        lambda console, words: w.Begin(id=console.id(), anyway=words[:1] == ["anyway"]),
    ),
    "pause": Word(
        "pause", "stop the game and its clock", _plain(lambda i: w.Pause(id=i, paused=True))
    ),
    "go": Word("go", "let the game go on", _plain(lambda i: w.Pause(id=i, paused=False))),
    "extend": Word(
        "extend MINUTES",
        "give the phase more time",
        _one("extend MINUTES", lambda i, m: w.Extend(id=i, seconds=round(_number(m) * 60))),
    ),
    "end": Word("end", "end the phase now", _plain(lambda i: w.EndPhase(id=i))),
    "injects": Word("injects", "list the events", _injects),
    "preview": Word(
        "preview EVENT",
        "what an event would do now",
        _one("preview EVENT", lambda i, event: w.PreviewInject(id=i, event=event)),
    ),
    "inject": Word("inject EVENT [TURN]", "let an event happen, now or in a later turn", _inject),
    "messages": Word("messages", "what was said last", _messages),
    "tell": Word("tell SEAT|all TEXT", "speak to a seat, or to all", _tell),
    "bookmark": Word(
        "bookmark [TEXT]",
        "mark this moment for the debrief",
        lambda console, words: w.Bookmark(id=console.id(), text=" ".join(words)[:200]),
    ),
    "rewind": Word(
        "rewind TURN",
        "go back to the briefing of a turn",
        _one("rewind TURN", lambda i, turn: w.Rewind(id=i, turn=int(_number(turn)))),
    ),
    "table": Word(
        "table N",
        "go to another table",
        _one("table N", lambda i, number: w.Watch(id=i, table=int(_number(number)))),
    ),
    "debrief": Word("debrief", "stop play for the debrief", _plain(lambda i: w.Debrief(id=i))),
    "help": Word("help", "these words", _help),
}
