"""Every command that a person in a seat can give has a control in the client, found and used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest

from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.screen import Screen
from game.engine import commands as c
from game.engine.game import Done
from game.engine.package import Alteration, Package
from game.session.session import Session
from game.texts.acts import button
from tests.client.screens.conftest import stages
from tests.test_every_command import OF_SEATS

SEAT = "india"
OTHER = "france"
CLASSES = {command.__dataclass_fields__["kind"].default: command for command in get_args(c.Command)}


class Board:
    """A phase's screen of a game at a moment, with what others did before; members stand still."""

    def __init__(self, session: Session, seat: str = SEAT) -> None:
        held: list[GameController] = []

        def first(app: Any) -> Screen:
            held.append(GameController(session, seat, app.worker))
            held[0].wake = lambda: None  # type: ignore[method-assign]
            return held[0].screen()

        self.eyes = Driver(first, (1600, 900))
        self.game = held[0]
        self.sent: list[c.Command] = []
        send = self.game.send

        def watched(command: c.Command) -> object:
            refusal = send(command)
            if refusal is None:
                self.sent.append(command)
            return refusal

        self.game.send = watched  # type: ignore[method-assign, assignment]

    def press(self, *names: str) -> None:
        """Use buttons one after another, those of a name's first words too."""
        for name in names:
            found = self.eyes.find_all(name) or [
                w for w in self.eyes.widgets() if w.takes_pointer and w.name.startswith(name)
            ]
            usable = [w for w in found if w.takes_pointer]
            assert usable, f"no control {name!r}"
            assert usable[0].enabled, usable[0].reason
            self.eyes.click(usable[0].name, usable[0].role)

    def choose(self, name: str, option: str = "") -> None:
        """Take an option of a dropdown, without a name another than the chosen one."""
        box = self.eyes.find(name, "combobox")
        options = box.options  # type: ignore[attr-defined]
        wanted = option or next(o.text for o in options if o.text != box.value and not o.reason)
        self.eyes.click(name, "combobox")
        self.eyes.click(wanted, "menuitem")

    def talk(self) -> None:
        """Open the page of the other member."""
        self.press("France")


Recipe = Callable[[Board], None]


def _at(moment: str) -> Session:
    return stages().session(moment)


def _give(session: Session, actor: str, command: c.Command) -> None:
    done = session.submit(actor, command)
    assert isinstance(done, Done), done


def _place(session: Session, seat: str) -> int:
    return session.table.seat_places[seat]


def _changed(session: Session, seat: str) -> Package:
    """What is in force with one more unit of a seat."""
    return _unit(session, seat).applied(session.state.in_force)


def _unit(session: Session, seat: str) -> Alteration:
    member, table = _place(session, seat), session.table
    state = session.state
    for slot, row in enumerate(table.slots):
        place = table.level_place(member, slot)
        level = state.in_force.levels[place]
        if level < state.stock(member, row.resource):
            return Alteration("level", place, level + 1)
    raise AssertionError(f"{seat} has nothing to give")


def _own_draft(session: Session) -> int:
    _give(session, SEAT, c.TableDraft(_changed(session, SEAT)))
    return session.state.drafts[-1].id


def _their_draft(session: Session) -> int:
    _give(session, OTHER, c.TableDraft(_changed(session, OTHER)))
    return session.state.drafts[-1].id


def _round() -> Session:
    """Turn 2, first round, in which everybody has their whole effort and nothing is tabled."""
    session = _at("outcome")
    while (session.state.phase, session.state.turn) != ("consultation", 2):
        seat = session.state.ready.index(False)
        name = session.table.seats[seat].id
        command: c.Command = c.Continue()
        for event in session.state.happened:
            if event.option is None and event.chooser == seat:
                spec = session.setting.event(event.event)
                assert spec.choice is not None
                command = c.ChooseForEvent(event.event, spec.choice.options[0].id)
        _give(session, name, command)
    return session


# How a person gives each command: what happened before, then what is pressed.


def _continue(session: Session) -> Recipe:
    return lambda board: board.press("Next turn")


def _table(session: Session) -> Recipe:
    def play(board: Board) -> None:
        board.press(button("table_draft"))
        _one_more(board)
        board.press("Send proposal")

    return play


def _one_more(board: Board) -> None:
    plus = next(w for w in board.eyes.widgets() if w.name.startswith("More India") and w.enabled)
    board.press(plus.name)


def _amend(session: Session) -> Recipe:
    _their_draft(session)

    def play(board: Board) -> None:
        board.press("Propose changes")
        _one_more(board)
        board.press("Send proposal")

    return play


def _withdraw(session: Session) -> Recipe:
    _own_draft(session)
    return lambda board: board.press(button("withdraw_draft"))


def _answer(session: Session) -> Recipe:
    _their_draft(session)
    return lambda board: board.press("Answer", "Refuse", "Send answer")


def _ask(session: Session) -> Recipe:
    def play(board: Board) -> None:
        board.talk()
        board.press("Ask, 1 effort")

    return play


def _tell(session: Session) -> Recipe:
    def play(board: Board) -> None:
        board.talk()
        board.press("Tell, free")

    return play


def _sound(session: Session) -> Recipe:
    def play(board: Board) -> None:
        board.talk()
        board.press("Sound out, 1 effort")
        _one_more(board)
        board.press("Sound out France")

    return play


def _answer_sounding(session: Session) -> Recipe:
    package = _changed(session, OTHER)
    _give(session, OTHER, c.SendBackchannel(_place(session, SEAT), package))

    def play(board: Board) -> None:
        board.press("Discreet", "Undecided", "Send answer")

    return play


def _offer(session: Session) -> Recipe:
    _own_draft(session)

    def play(board: Board) -> None:
        board.talk()
        board.press("Side deal, 1 effort", "Offer")

    return play


def _answer_deal(session: Session) -> Recipe:
    draft = _their_draft(session)
    _give(session, OTHER, c.OfferSideDeal(_place(session, SEAT), draft, 1000, 2))

    def play(board: Board) -> None:
        board.press("A side deal", "Take it")

    return play


def _recall(session: Session) -> Recipe:
    draft = _own_draft(session)
    _give(session, SEAT, c.OfferSideDeal(_place(session, OTHER), draft, 1000, 2))

    def play(board: Board) -> None:
        board.talk()
        board.press(button("recall_side_deal"))

    return play


def _link(session: Session) -> Recipe:
    _own_draft(session)

    def play(board: Board) -> None:
        board.talk()
        board.press("Link issues, 1 effort")
        board.choose("What it gives: answer")
        board.choose("What you give: term")
        board.choose("What you give: answer")
        board.press("Offer link, 1 effort")

    return play


def _answer_link(session: Session) -> Recipe:
    draft = _their_draft(session)
    mine, yours = _unit(session, "japan"), _unit(session, SEAT)
    _give(session, OTHER, c.LinkIssues(_place(session, SEAT), draft, mine, yours))

    def play(board: Board) -> None:
        board.press("A link", "Leave it")

    return play


def _speak(session: Session) -> Recipe:
    return lambda board: board.press("More acts", "Speak")


def _exercise(session: Session) -> Recipe:
    def play(board: Board) -> None:
        board.talk()
        board.press("Exercise, 2 effort")

    return play


def _capital(session: Session) -> Recipe:
    return lambda board: board.press("More acts", "Ask capital: No ban")


def _chair(session: Session) -> Recipe:
    return lambda board: board.press("More acts", "Ask the chair")


def _motion(session: Session) -> Recipe:
    return lambda board: board.press("More acts", "Move to open")


def _call(session: Session) -> Recipe:
    _their_draft(session)
    return lambda board: board.press("Call decision")


def _pass(session: Session) -> Recipe:
    return lambda board: board.press("Done this round")


def _vote(session: Session) -> Recipe:
    return lambda board: board.press("Stand aside", "Cast vote")


def _deliver(session: Session) -> Recipe:
    return lambda board: board.press("Deliver")


def _decide_event(session: Session) -> Recipe:
    """Asked of Kenya, the first event of the scenario that asks a member anything."""
    event = next(e for e in session.setting.scenario.events if e.choice is not None)
    _give(session, "instructor", c.FireInject(event.id))
    assert event.choice is not None
    option = event.choice.options[0].name

    def play(board: Board) -> None:
        board.press(option)

    return play


RECIPES: dict[str, tuple[str, Callable[[Session], Recipe]]] = {
    "continue": ("outcome", _continue),
    "choose_for_event": ("briefing", _decide_event),
    "table_draft": ("round", _table),
    "amend_draft": ("round", _amend),
    "withdraw_draft": ("round", _withdraw),
    "answer_draft": ("round", _answer),
    "ask_interests": ("round", _ask),
    "tell": ("round", _tell),
    "send_backchannel": ("round", _sound),
    "answer_backchannel": ("round", _answer_sounding),
    "offer_side_deal": ("round", _offer),
    "answer_side_deal": ("round", _answer_deal),
    "recall_side_deal": ("round", _recall),
    "link_issues": ("round", _link),
    "answer_link": ("round", _answer_link),
    "make_statement": ("round", _speak),
    "hold_exercise": ("round", _exercise),
    "ask_capital": ("round", _capital),
    "ask_chair": ("round", _chair),
    "move_agenda": ("round", _motion),
    "call_decision": ("round", _call),
    "pass_round": ("round", _pass),
    "cast_vote": ("decision", _vote),
    "deliver": ("implementation", _deliver),
}


@pytest.fixture
def boards() -> Iterator[list[Board]]:
    """Boards that are cleared away."""
    laid: list[Board] = []
    yield laid
    for board in laid:
        board.eyes.close()


def test_the_list_of_commands_is_the_one_of_the_terminal() -> None:
    """Both faces are held to the same commands."""
    assert sorted(RECIPES) == sorted(OF_SEATS)


@pytest.mark.parametrize("kind", OF_SEATS)
def test_a_control_gives_the_command(kind: str, boards: list[Board]) -> None:
    """Pressing what the screens show leads to that command, which the game carries out."""
    moment, prepared = RECIPES[kind]
    session = _round() if moment == "round" else _at(moment)
    recipe = prepared(session)
    seat = SEAT
    if kind == "choose_for_event":
        event = next(e for e in session.setting.scenario.events if e.choice is not None)
        assert event.choice is not None
        seat = event.choice.member
    board = Board(session, seat)
    boards.append(board)
    recipe(board)
    assert [type(command) for command in board.sent] == [CLASSES[kind]]
