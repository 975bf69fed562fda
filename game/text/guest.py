"""The game in a terminal as a guest of a class: joining, the lobby, then play as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from game.classroom import wire as w
from game.classroom.plain import plain_json
from game.classroom.remote import Link, RemoteSession
from game.engine.commands import Command
from game.engine.view import SeatView
from game.errors import UserError
from game.negotiation.score import SeatScore
from game.scenario.models.scenario import BenchmarkSpec
from game.session.ending import Aim, Ending
from game.text.interrupt import Interrupt
from game.text.page import Page
from game.text.playing import Playing, Step, Thinking
from game.text.terminal import converse
from game.texts.catalogue import _

ENDING_WITHIN = 30.0
"""Seconds that the host may take to work out how a game ended."""


class GuestPlaying(Playing):
    """A game at a host, played from this guest's seat."""

    def __init__(self, session: RemoteSession, page: Page, thinking: Callable[[str], None]) -> None:
        super().__init__(session, session.seat_id, page, thinking)
        self.remote = session
        self._before: SeatView | None = None

    def steps(self) -> Iterator[Step]:
        """Take what the host told since the last time."""
        if self._is_over():
            return
        for step in self.remote.steps():
            before = self._before or step.view
            self._before = step.view
            if step.events is None:
                self.page.say(_("(You were away; type status for where things stand.)"))
                continue
            if step.events:
                yield Step(before, step.events, step.view, partial(_same, step.view))

    def _is_over(self) -> bool:
        """Whether this seat is no longer this guest's, or the class is closed; then it leaves."""
        if not self.remote.moved and not self.remote.link.fault:
            return False
        if not self.leaving:
            words = _("The instructor has given you another seat.")
            self.page.say(self.remote.link.fault or words)
        self.leaving = True
        return True

    def submit(self, command: Command) -> bool:
        """Submit a command for the seat; a refusal is told in a sentence."""
        return not self._is_over() and super().submit(command)

    def skip_steps(self) -> None:
        """Take all that the host told so far as told."""
        for step in self.remote.steps():
            self._before = step.view

    @property
    def has_begun(self) -> bool:
        """Whether anything has happened but the game's beginning."""
        return self.view.turn > 1 or self.view.phase not in ("lobby", "briefing")

    def style_of(self, seat: int) -> str:
        """Nothing: a guest is not told how members are played."""
        return ""

    def ending(self) -> Ending | None:
        """How the game ended, once the host has worked it out."""
        found = self._ended()
        if found is None:
            return None
        return Ending(
            tuple(SeatScore(**score) for score in found["scores"]),
            tuple(Aim(aim["text"], aim["own"], aim["met"]) for aim in found["aims"]),
        )

    def benchmark(self) -> BenchmarkSpec | None:
        """What really happened."""
        found = self._ended()
        told = found["benchmark"] if found else None
        return BenchmarkSpec.model_validate_json(plain_json(told)) if told else None

    def questions(self) -> tuple[str, ...]:
        """What to think about."""
        found = self._ended()
        return tuple(found["questions"]) if found else ()

    def _ended(self) -> dict[str, Any] | None:
        document = self.remote.document
        if not document.get("ending"):
            self.remote.link.wait(lambda: bool(self._now().get("ending")), ENDING_WITHIN)
        return self._now().get("ending")

    def _now(self) -> dict[str, Any]:
        return self.remote.link.document(self.remote.seat_id)


def _same(view: SeatView) -> SeatView:
    return view


def play_as_guest(
    link: Link,
    *,
    read: Callable[[str], str],
    write: Callable[[str], None],
    thinking: Thinking,
) -> int:
    """Wait in the lobby, then play until the class ends or is left; returns 0."""
    page = Page(write)
    try:
        while not link.fault:
            _seated(link, page, read)
            _ready(link, page, read)
            session = RemoteSession(link, waits=True)
            link.changes()
            converse(GuestPlaying(session, page, thinking), read)
            if not session.moved:
                break
        return 0
    except (EOFError, KeyboardInterrupt):
        return 0


def _seated(link: Link, page: Page, read: Callable[[str], str]) -> None:
    """Take a seat, or wait to be given one."""
    shared = link.document()["class"]
    page.say(
        _("{title}: {scenario}. Table {number}.").format(
            title=shared["title"], scenario=shared["scenario"], number=shared["number"]
        )
    )
    while link.of.startswith("~"):
        seats = [s for s in link.document()["class"]["seats"] if not s["computer"]]
        page.say(_("Seats: {seats}.").format(seats=", ".join(_offer(s) for s in seats)))
        named = read(_("Which seat do you take? (Enter: wait to be given one) ")).strip()
        if not named:
            page.say(_("Waiting for a seat; Ctrl-C leaves."))
            _wait(link, lambda: not link.of.startswith("~"))
            continue
        wanted = [s["seat"] for s in seats if named.casefold() in _names(s)]
        if len(wanted) != 1:
            page.say(_("No seat is called that; type one of those named."))
            continue
        verdict = link.ask(w.TakeSeat(id=link.new_id(), seat=wanted[0]))
        if verdict.code != "ok":
            page.say(verdict.sentence)
        else:
            link.wait(lambda: not link.of.startswith("~"), 5)


def _offer(seat: dict[str, Any]) -> str:
    if not seat["people"]:
        return str(seat["name"])
    return _("{seat} ({count} there)").format(seat=seat["name"], count=seat["people"])


def _names(seat: dict[str, Any]) -> tuple[str, ...]:
    return (seat["seat"].casefold(), seat["name"].casefold(), seat["short"].casefold())


def _ready(link: Link, page: Page, read: Callable[[str], str]) -> None:
    """Read the brief, answer the questions, and wait for the start."""
    if link.document()["class"]["stage"] == "lobby":
        page.prose(link.document().get("brief", ""))
        read(_("Press Enter once you have read your brief. "))
        link.ask(w.ReadBrief(id=link.new_id()))
        questions = link.document().get("questions", [])
        if questions:
            _questions(link, page, read, questions)
        page.say(_("Waiting for the instructor to start; Ctrl-C leaves."))
        _wait(link, lambda: link.document()["class"]["stage"] != "lobby")
    for heading, lines in link.document().get("handover", []):
        page.say(heading + ":")
        page.all(lines)


def _questions(
    link: Link, page: Page, read: Callable[[str], str], questions: list[dict[str, Any]]
) -> None:
    answers = []
    for asked in questions:
        page.say(asked["question"])
        for number, answer in enumerate(asked["answers"], 1):
            page.say(f"{number}. {answer}", 1)
        while True:
            given = read(_("Number? ")).strip()
            if given.isdigit() and 1 <= int(given) <= len(asked["answers"]):
                answers.append(int(given) - 1)
                break
            page.say(_("Type the number of an answer."))
    verdict = link.ask(w.AnswerChecks(id=link.new_id(), answers=tuple(answers)))
    if verdict.answer is not None:
        for given_place, check in zip(answers, verdict.answer["checks"], strict=True):
            mark = _("Right.") if given_place == check["right"] else _("Not quite.")
            page.say(f"{mark} {check['why']}")


def _wait(link: Link, until: Callable[[], bool]) -> None:
    """Wait for the host; Ctrl-C breaks it off."""
    with Interrupt() as interrupt:
        while not link.wait(until, 0.5):
            if interrupt.pressed():
                raise KeyboardInterrupt
            if link.fault:
                raise UserError(link.fault)
