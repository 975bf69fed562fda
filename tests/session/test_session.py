"""A game being played: verdicts, ids, hand-over, computer members' turns, branches."""

from __future__ import annotations

from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from game.engine import commands as c
from game.engine.game import Done
from game.engine.refusal import Refusal
from game.engine.rules.registry import known_rules
from game.engine.view import SeatView, view
from game.errors import UserError
from game.members.move import Move
from game.scenario.load import load_scenario
from game.session.computer import MOST_MOVES
from game.session.lines import CommandLine, RefusedLine
from game.session.session import MemberFault, Progress, Session
from tests.session.games import SEATS, Quick, after_moves, folder_to_play, new_game


def test_a_new_game_is_in_its_first_briefing() -> None:
    """The clock's first command is the log's first line."""
    session = new_game(people=["alba"])
    assert (session.state.phase, session.state.turn, session.number) == ("briefing", 1, 1)
    assert session.people == {"alba"}
    assert session.path is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"preset": "shrt"}, "no preset 'shrt'; did you mean 'short'?"),
        ({"people": ["albaa"]}, "no seat 'albaa'; did you mean 'alba'?"),
        ({"styles": {"elsa": "broker"}}, "no seat 'elsa'"),
        ({"styles": {"alba": "hardlinr"}}, "no style 'hardlinr'; did you mean 'hardliner'?"),
        ({"seed": -1}, "-1 is no seed; give a whole number from 0"),
        ({"seed": 10**12}, "is no seed"),
        ({"difficulty": "hard"}, "no difficulty 'hard'"),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(wrong: dict[str, Any], said: str) -> None:
    """Wrong preset, seat, style, seed or difficulty: an error that a person can mend."""
    with pytest.raises(UserError, match=r"^[^\n]+$") as refused:
        new_game(**wrong)
    assert said in str(refused.value)


def test_a_view_is_the_seats_and_an_unknown_seat_is_told() -> None:
    """``view`` takes a seat's id."""
    session = new_game()
    assert session.view("brava") == view(session.state, 1)
    with pytest.raises(UserError, match="no seat 'bravo'"):
        session.view("bravo")


def test_an_accepted_command_changes_the_state_and_is_kept() -> None:
    """The verdict carries the state that the session then has, and the log its events."""
    session = new_game(people=SEATS)
    verdict = session.submit("brava", c.Continue())
    assert isinstance(verdict, Done)
    assert session.state is verdict.state
    line = session.lines[-1]
    assert isinstance(line, CommandLine)
    assert (line.actor, line.events, line.record) == ("brava", verdict.events, None)
    assert line.digest == session.digest


def test_a_refused_command_changes_nothing() -> None:
    """Without an id of its own it leaves no trace at all."""
    session = new_game(people=SEATS)
    before = session.state
    assert isinstance(session.submit("brava", c.PassRound()), Refusal)
    assert session.state is before
    assert session.number == 1


def test_the_same_id_gets_its_original_verdict(tmp_path: Path) -> None:
    """A resend is not carried out again: acceptances and refusals stay, after loading too."""
    save = tmp_path / "a.demarche"
    session = new_game(save, people=SEATS)
    early = session.submit("alba", c.PassRound(), "x-1")
    done = session.submit("alba", c.Continue(), "x-2")
    assert isinstance(early, Refusal)
    assert isinstance(done, Done)
    for seat in ("brava", "corso"):
        assert isinstance(session.submit(seat, c.Continue(), "x-2"), Done)
    assert session.state.phase == "consultation"
    number = session.number
    for again in (session, _reloaded(session, save)):
        assert again.submit("alba", c.PassRound(), "x-1") == early
        assert again.submit("alba", c.Continue(), "x-2") == done
        assert again.number == number


def _reloaded(session: Session, save: Path) -> Session:
    session.close()
    return Session.load(save, members=Quick(), strict=True)


def test_ids_belong_to_their_actor() -> None:
    """Another seat's id tells nobody what became of that seat's command."""
    session = new_game(people=SEATS)
    session.submit("alba", c.Continue(), "1")
    verdict = session.submit("brava", c.PassRound(), "1")
    assert isinstance(verdict, Refusal)
    assert verdict.code == "phase/wrong"


@pytest.mark.parametrize("command_id", ["", "#4", "a b", "ä", "x" * 65, "a\n"])
def test_an_id_has_a_form(command_id: str) -> None:
    """Others are refused, and those that the log gives itself cannot be taken."""
    verdict = new_game(people=SEATS).submit("alba", c.Continue(), command_id)
    assert verdict == Refusal("command/malformed", {"place": "id"})


@pytest.mark.parametrize(
    "command",
    [
        c.MakeStatement(0, 10**15),
        c.CastVote("object", reason="\ud800"),
        c.Deliver((1,) * 40_000),
    ],
)
def test_what_a_save_could_not_hold_is_refused(command: c.Command) -> None:
    """Numbers beyond bounds, broken letters and endless lists never reach the engine."""
    verdict = new_game(people=SEATS).submit("alba", command)
    assert isinstance(verdict, Refusal)
    assert verdict.code == "command/malformed"


def test_members_play_until_a_person_is_due() -> None:
    """Computer seats read on; the person's seat is left alone, and so is the phase."""
    session = new_game(people=["brava"])
    assert session.advance() == 2
    assert session.state.ready == (True, False, True)
    assert session.advance() == 0
    session.submit("brava", c.Continue())
    assert session.state.phase == "consultation"


def test_without_people_the_game_plays_to_its_end() -> None:
    """Every turn is resolved, and every computer move has a decision record."""
    session = new_game()
    seen: list[Progress] = []
    session.advance(progress=seen.append)
    assert session.ended
    assert len(session.state.records) == session.table.turns
    moves = [line for line in session.lines if isinstance(line, CommandLine)]
    assert all(line.record is not None for line in moves[1:])
    assert {p.seat for p in seen} == set(SEATS)


def test_thinking_can_be_cancelled_between_moves() -> None:
    """``stop`` is heeded before the next member thinks; going on later leads to the same end."""
    whole = new_game()
    whole.advance()
    session = new_game()
    dice = Random(3)
    for _ in range(1000):
        session.advance(stop=lambda: dice.random() < 0.3)
    assert session.ended
    assert session.digest == whole.digest


def test_handing_a_seat_over_lets_the_computer_play_it(tmp_path: Path) -> None:
    """And back again; who has which seat is remembered by the save."""
    save = tmp_path / "a.demarche"
    session = new_game(save, people=["brava"])
    session.hand_over("brava", to_computer=True)
    assert session.people == frozenset()
    after_moves(session, 7)
    session.hand_over("corso", to_computer=False)
    session = _reloaded(session, save)
    assert session.people == {"corso"}
    with pytest.raises(UserError, match="no seat"):
        session.hand_over("nobody", to_computer=True)


class Wrong(Quick):
    """Members of whom one seat's moves are replaced."""

    def __init__(self, seat: int, command: c.Command | None, phase: str) -> None:
        self._seat, self._command, self._phase = seat, command, phase

    def move(self, view: SeatView) -> Move | None:
        """The planted move in the planted phase."""
        if view.seat != self._seat or view.phase != self._phase:
            return super().move(view)
        return Move(self._command) if self._command else None


class Late(Quick):
    """Members of whom one still wants to act after it has passed, and a chair that fails."""

    def move(self, view: SeatView) -> Move | None:
        """Another pass."""
        late = view.phase == "consultation" and view.seat == 2 and view.ready[2]
        return Move(c.PassRound()) if late else super().move(view)

    def chair(self, view: SeatView) -> Move | None:
        """A text that changes nothing."""
        return Move(c.TableDraft(view.in_force))


def test_a_failing_move_that_nobody_waits_for_is_passed_over() -> None:
    """A seat that has passed and a chair that errs hold nothing up, and leave no trace."""
    session = new_game(members=Late(), strict=False, people=["alba"])
    session.submit("alba", c.Continue())
    session.advance()
    session.submit("alba", c.AskChair())
    session.advance()
    assert session.state.mediation
    session.submit("alba", c.PassRound())
    assert session.state.round == 2
    session.hand_over("alba", to_computer=True)
    session.advance()
    assert session.ended
    moves = [line for line in session.lines if isinstance(line, CommandLine)]
    assert not [line for line in moves if line.actor == "chair"]
    assert "fallback" not in str([line.record for line in moves if line.actor == "corso"])


WRONG = [
    ("briefing", c.PassRound()),
    ("consultation", c.CastVote("consent")),
    ("decision", c.CastVote("object")),
    ("implementation", c.Deliver((-1, 0, 0))),
    ("outcome", c.PassRound()),
]


@pytest.mark.parametrize(("phase", "command"), WRONG)
@pytest.mark.parametrize("silent", [False, True])
def test_a_member_that_fails_does_the_phases_default(
    phase: str, command: c.Command, silent: bool
) -> None:
    """A refused move, or none where all wait for it: read on, pass, abstain or deliver instead."""
    members = Wrong(1, None if silent else command, phase)
    session = new_game(members=members, strict=False)
    session.advance()
    assert session.ended
    records = [
        dict(line.record)
        for line in session.lines
        if isinstance(line, CommandLine) and line.record and line.record[0][0] == "fallback"
    ]
    assert records
    assert all(r["fallback"] == ("no_move" if silent else command.kind) for r in records)
    with pytest.raises(MemberFault, match="brava"):
        new_game(members=Wrong(1, None if silent else command, phase)).advance()


def test_a_member_that_talks_without_end_is_cut_short() -> None:
    """After so many moves in a round it passes, and the game goes on."""
    endless = Wrong(1, c.Tell(0, c.Claim("silence", "area")), "consultation")
    session = new_game(members=endless, strict=False)
    session.advance(stop=lambda: session.state.round == 2 or session.number > 200)
    assert session.state.round == 2
    told = [line for line in session.lines if getattr(line, "actor", "") == "brava"]
    assert len(told) <= MOST_MOVES + 3


def test_what_a_person_does_while_a_member_thinks_comes_first() -> None:
    """The member's move from the older view is dropped, and it thinks again."""
    session = new_game(people=["corso"])
    seen: list[int] = []

    class Slow(Quick):
        def move(self, view: SeatView) -> Move | None:
            if view.seat == 0 and not seen:
                person = Thread(target=session.submit, args=("corso", c.Continue()))
                person.start()
                person.join()
            seen.append(view.seat)
            return super().move(view)

    session._members = Slow()
    session.advance(stop=lambda: session.state.phase != "briefing")
    actors = [line.actor for line in session.lines if isinstance(line, CommandLine)]
    assert actors[:2] == ["clock", "corso"]
    assert seen[:2] == [0, 0]


def test_a_closed_game_takes_nothing_more() -> None:
    """Members stop, and a command is refused with a sentence."""
    session = new_game(people=["alba"])
    session.close()
    assert session.advance() == 0
    with pytest.raises(UserError, match="is closed"):
        session.submit("alba", c.Continue())


def test_rewinding_makes_a_branch_and_leaves_the_original(tmp_path: Path) -> None:
    """The branch begins at the turn's briefing in a file of its own, and knows its parent."""
    save = tmp_path / "game.demarche"
    session = new_game(save, preset="long")
    session.advance()
    before = save.read_bytes()
    branch = session.rewind(3)
    assert (branch.state.turn, branch.state.phase) == (3, "briefing")
    assert branch.path == tmp_path / "game-turn-3.demarche"
    assert branch.header.branch is not None
    assert branch.header.branch.of == "game.demarche"
    assert branch.header.branch.turn == 3
    assert branch.lines == session.lines[: branch.header.branch.command]
    assert session.state_after(branch.number) == branch.state
    branch.submit("alba", c.Continue())
    again = _reloaded(branch, tmp_path / "game-turn-3.demarche")
    again.advance()
    assert again.digest == session.digest, "the same choices lead to the same end"
    assert save.read_bytes() == before
    assert session.rewind(3).path == tmp_path / "game-turn-3-2.demarche"


def test_only_a_turn_that_was_played_can_be_gone_back_to() -> None:
    """The sentence says which there are."""
    session = new_game()
    with pytest.raises(UserError, match="turn 2 has not begun; choose one from 1 to 1"):
        session.rewind(2)
    assert session.rewind(1).number == 1


def test_a_branch_of_an_unsaved_game_is_unsaved() -> None:
    """It has no file and says so."""
    branch = new_game().rewind(1)
    assert branch.path is None
    assert branch.header.branch is not None
    assert branch.header.branch.of == ""


def test_a_refused_line_does_not_disturb_thinking() -> None:
    """Refusals kept for their ids change neither the digest nor what members do."""
    plain, noisy = new_game(), new_game(people=())
    plain.advance()
    while not noisy.ended:
        noisy.submit("alba", c.Deliver(()), f"n{noisy.number}")
        after_moves(noisy, 1)
    assert any(isinstance(line, RefusedLine) for line in noisy.lines)
    assert noisy.digest == plain.digest


def test_a_game_under_invented_names_says_only_those(tmp_path: Path) -> None:
    """Seats go by their aliases, after loading too."""
    game = load_scenario(folder_to_play(tmp_path), rules=known_rules())
    save = tmp_path / "a.demarche"
    played = Session.new(game, seed=1, aliases=True, save=save, members=Quick())
    aliases = {member.alias for member in game.scenario.members}
    again = _reloaded(played, save)
    assert {seat.name for seat in again.table.seats} == aliases
