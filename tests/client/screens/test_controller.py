"""A game as screens hold it: acts and refusals, members thinking, phases moving on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.client.controller import PLACES, GameController, screen_for
from game.client.inspect import Driver
from game.client.layout import Column
from game.client.screen import Push, Screen
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.engine import commands as c
from game.engine.refusal import Refusal
from game.session.log import SaveError
from tests.client.screens.conftest import controller_at


class Bare(Screen):
    """A screen with a button that acts and one that lays a dialog over it."""

    def __init__(self, controller: GameController, command: c.Command | None = None) -> None:
        self.controller = controller
        self.command = command

    def build(self, width: float, height: float) -> Widget:
        return Column(
            [
                Label(self.controller.view.phase),
                Button("Act", lambda: self.controller.act(self.command or c.PassRound())),
                Button("Over", lambda: Push(Bare(self.controller, self.command))),
            ]
        )


@pytest.fixture
def bare(play: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Shows a bare screen in the place of each phase's own."""
    monkeypatch.setattr("game.client.controller.screen_for", Bare)

    def start(moment: str, command: c.Command | None = None) -> tuple[Driver, GameController]:
        def make(controller: GameController) -> Screen:
            screen = controller.screen()
            assert isinstance(screen, Bare)
            screen.command = command
            return screen

        driver, controller = play(make, moment, size=(800, 600))
        return driver, controller

    return start


def test_an_act_changes_the_view_at_once_and_lets_members_think(bare: Any) -> None:
    """After a pass the seat is ready in the view, and the worker has the members' turn."""
    driver, controller = bare("consultation")
    version = controller.version
    driver.click("Act")
    assert controller.view.ready[controller.seat] or controller.view.round > 1
    assert controller.version > version
    driver.wait(lambda: not controller.thinking, 30)
    assert controller.busy is None


def test_the_member_that_thinks_is_named(bare: Any) -> None:
    """While members think, one of the table's names is given, or the chair."""
    driver, controller = bare("consultation")
    names = {seat.name for seat in controller.table.seats} | {"the chair"}
    driver.click("Act")
    driver.wait(lambda: controller.busy is not None or not controller.thinking, 30)
    assert controller.busy is None or controller.busy in names
    controller.cancel_thinking()


def test_a_refusal_is_told_in_words_and_changes_nothing(bare: Any) -> None:
    """A vote in a consultation is refused; the sentence stands on the screen."""
    driver, controller = bare("consultation", c.CastVote("consent"))
    before = controller.session.digest
    driver.click("Act")
    assert controller.session.digest == before
    assert controller.last_refusal is not None
    assert controller.last_refusal.code == "phase/wrong"
    messages = [message.text for message in driver.app.top.messages]
    assert messages == [controller.sentence(controller.last_refusal)]
    assert "{" not in messages[0]


def test_the_next_phase_takes_the_place_of_the_last_and_of_dialogs_over_it(bare: Any) -> None:
    """A vote ends the decision while a dialog lies open: one new screen is left on the stack."""
    driver, controller = bare("decision", c.CastVote("abstain"))
    assert controller.place == "decision"
    driver.click("Over")
    assert len(driver.app.scenes) == 2
    driver.click("Act")
    driver.wait(lambda: not controller.thinking, 30)
    if controller.view.final_ballot:
        driver.click("Act")
    driver.wait(lambda: controller.place != "decision", 30)
    driver.wait(lambda: len(driver.app.scenes) == 1, 30)
    assert driver.has("implementation")


def test_members_can_be_stopped_and_started_again(bare: Any) -> None:
    """Stopped members make at most the move they were at; waking them brings the phase on."""
    driver, controller = bare("consultation")
    driver.click("Act")
    controller.cancel_thinking()
    assert controller.paused
    assert not controller.thinking
    driver.wait(lambda: not driver.app.worker.busy, 30)
    controller.wake()
    assert not controller.paused
    driver.wait(lambda: not controller.thinking, 60)
    assert controller.view.round > 1 or controller.view.phase != "consultation"


def test_two_commands_in_a_row_are_both_carried_out(bare: Any) -> None:
    """What is sent while members think waits for nobody."""
    driver, controller = bare("consultation")
    assert controller.send(c.AskInterests(0, controller.view.agenda[0])) is None
    assert controller.send(c.AskInterests(1, controller.view.agenda[0])) is None
    asked = [
        line.command.member
        for line in controller.session.lines
        if getattr(line, "actor", "") == controller.seat_id
        and isinstance(line.command, c.AskInterests)
    ]
    assert asked[-2:] == [0, 1]
    driver.wait(lambda: not controller.thinking, 30)
    told = {d.by for d in controller.view.disclosures if d.to == controller.seat}
    assert {0, 1} <= told


def test_a_save_that_cannot_be_written_is_told_and_nothing_is_lost(
    bare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk becomes a sentence; the view stays at the last acknowledged command."""
    driver, controller = bare("consultation")

    def full(*_: object, **__: object) -> None:
        raise SaveError("unwritten", "cannot write game.demarche: no space is left")

    monkeypatch.setattr(controller.session, "submit", full)
    before = controller.view
    driver.click("Act")
    assert isinstance(controller.last_refusal, Refusal)
    assert "no space is left" in controller.fault
    assert controller.view == before


def test_leaving_closes_the_game_and_goes_back_to_the_first_screen(
    bare: Any, tmp_path: Path
) -> None:
    """After leaving, no controller's screen is on the stack, and members stand still."""
    driver, controller = bare("consultation")
    driver.app.top.call(lambda: Push(Bare(controller)))
    driver.app.step()
    driver.app.top.call(controller.leave)
    driver.app.step()
    assert len(driver.app.scenes) == 1
    assert not controller.thinking


def test_a_branch_takes_the_place_of_the_game(bare: Any) -> None:
    """Going back to turn 1 shows that turn's briefing of another session in one screen."""
    driver, controller = bare("second")
    from game.client.begin import controlled

    branch = controlled(driver.app, controller.session.rewind(1), controller.seat_id)
    driver.click("Over")
    driver.app.top.call(controller.give_way, branch)
    driver.app.step()
    assert len(driver.app.scenes) == 1
    assert driver.has("briefing")
    assert branch.view.turn == 1
    branch.cancel_thinking()


@pytest.mark.parametrize("phase", ["consultation", "decision", "implementation", "outcome"])
def test_every_phase_has_a_screen_of_its_own(play: Any, phase: str) -> None:
    """The screen of a phase shows without faults and is the one that the phase names."""
    driver, _controller = play(screen_for, phase)
    assert PLACES[phase] in type(driver.screen).__module__


def test_asking_why_is_noted_once_and_changes_nothing(bare: Any) -> None:
    """The log keeps which track and rule was looked into; asking again adds no line."""
    _driver, controller = bare("outcome")
    digest, lines = controller.session.digest, len(controller.session.lines)
    for _ in range(2):
        controller.asked_why("cohesion", "trust_kept_word", 1)
    controller.asked_why("cohesion", "free_riding", 1)
    notes = controller.session.lines[lines:]
    assert [(note.topic, note.subject, note.entries) for note in notes] == [
        ("why", "cohesion", (("trust_kept_word", 1),)),
        ("why", "cohesion", (("free_riding", 1),)),
    ]
    assert controller.session.digest == digest


def test_screens_see_nothing_but_the_seats_view() -> None:
    """A controller gives no way to other seats' secrets than the session that the app began."""
    from game.client.worker import Worker

    controller = controller_at("consultation", Worker())
    assert controller.view.seat == controller.seat
    assert controller.view == controller.session.view(controller.seat_id)
