"""The conversation as a whole: openings, phases, leaving and going on, pipes and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import cli, paths
from game.session.session import Session
from game.text.play import reader
from game.text.terminal import play
from game.text.verbs import VERBS
from tests.session.games import after_moves, folder_to_play, loaded
from tests.text.talking import Quiet, commands_of, quiet_game, talk


def flat(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def test_a_game_opens_with_who_one_is_and_what_is_asked() -> None:
    """The opening names scenario, seat, decision rule, the turn and the first decision."""
    session = quiet_game("brava")
    said = flat(talk(session, "brava", []))
    assert session.table.title in said
    assert "You are Brava." in said
    assert "How it decides:" in said
    assert "== Turn 1 of 2" in said
    assert "Asked of you: 1 decision." in said


def test_every_phase_says_what_is_asked_and_how_to_do_it() -> None:
    """A whole turn by verbs: each phase is announced with its decision and the verb for it."""
    session = quiet_game("alba")
    said = flat(
        talk(
            session,
            "alba",
            [
                "continue",
                "table give escort 1",
                "call 1",
                "pass",
                "vote consent",
                "deliver all",
                "why attacks",
                "why attacks 1",
                "continue",
            ],
        )
    )
    for wanted in (
        "== Consultation, round 1 of 2 ==",
        "[pass]",
        "== Decision on draft 1 ==",
        "[vote consent | abstain | object REASON]",
        "From now on: ",
        "== Implementation ==",
        "You have promised for this turn: - 1 ship",
        "== Outcome of turn 1 ==",
        "Rule: ",
        "It assumes: ",
        "== Turn 2 of 2",
    ):
        assert wanted in said, wanted


def test_a_finished_game_tells_scores_aims_history_and_questions() -> None:
    """The ending has the three axes, aims with whether they were met, and stays open to looks."""
    session = quiet_game("alba")
    turn = ["continue", "pass", "pass", "deliver all", "continue"]
    said = talk(session, "alba", [*turn, *turn, "history", "tracks", "quit"])
    assert session.ended
    ending = flat(said.split("== How it ended ==")[1])
    assert "Your own interests:" in ending
    assert "The common outcome:" in ending
    assert "Your conduct:" in ending
    assert "Turn 2," in ending
    for aim in session.header.scenario.objectives:
        if aim.member in (None, "alba"):
            assert aim.text.rstrip(".")[:40] in ending


def test_lines_are_short_enough_for_any_terminal() -> None:
    """Nothing the game says is longer than a hundred letters."""
    session = quiet_game("alba")
    looks = ["help", "brief", "agenda", "matrix", "members", "tracks", "rules", "status"]
    said = talk(session, "alba", [*looks, "continue", *looks, "table give escort 1", "draft 1"])
    assert [line for line in said.splitlines() if len(line) > 100 and "> " not in line] == []


def test_leaving_and_going_on_loses_nothing(tmp_path: Path) -> None:
    """A game that is left at any point is gone on with from its file, where it stood."""
    path = tmp_path / "left.demarche"
    with quiet_game("alba", save=path) as session:
        said = talk(session, "alba", ["continue", "table give escort 1", "quit"])
        assert "The game is kept." in said
        number = session.number
    with Session.load(path, members=Quiet()) as again:
        assert again.number == number
        said = flat(talk(again, "alba", ["drafts"]))
    assert "You go on as Alba." in said
    assert "Draft 1, open, by Alba" in said


class _Pressed(Quiet):
    """Members at whose first thought Ctrl-C is pressed."""

    def __init__(self) -> None:
        self.thoughts = 0

    def move(self, view: object) -> object:
        """Press, then think as ever."""
        self.thoughts += 1
        if self.thoughts == 1:
            os.kill(os.getpid(), signal.SIGINT)
        return super().move(view)


def test_ctrl_c_stops_members_and_wait_lets_them_go_on() -> None:
    """Ctrl-C while members think is no end: it stops them, and ``wait`` starts them again."""
    members = _Pressed()
    session = Session.new(loaded(), seed=3, people=["alba"], members=members, strict=True)
    said = talk(session, "alba", ["wait", "continue"])
    assert "The members stop thinking; type wait" in said
    assert session.state.phase == "consultation"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_at_the_prompt_leaves() -> None:
    """Ctrl-C instead of a line ends the conversation, not the program with a traceback."""

    def read(prompt: str) -> str:
        raise KeyboardInterrupt

    assert play(quiet_game("alba"), "alba", read=read, write=lambda line: None) == 0


def test_who_thinks_is_said_by_name() -> None:
    """While members think their names are told, one after another."""
    names: list[str] = []
    lines = iter(["continue"])

    def read(prompt: str) -> str:
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    play(quiet_game("alba"), "alba", read=read, write=lambda line: None, thinking=names.append)
    assert {"Brava", "Corso"} <= set(names)


def _run(arguments: list[str], typed: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEMARCHE_DATA": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-m", "game", "play", "--text", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=environment,
        cwd=paths.package().parent,
        timeout=120,
    )


def test_a_piped_game_is_kept_and_gone_on_with_by_name(tmp_path: Path) -> None:
    """Lines from a pipe play a game, the file is named, and that name goes on with it."""
    folder = folder_to_play(tmp_path)
    first = _run([str(folder), "--seat", "brava", "--seed", "5"], "status\nsave\nquit\n", tmp_path)
    assert first.returncode == 0, first.stderr
    assert "Brava, turn 1, the briefing> status" in first.stdout
    again = _run(["three_seats-brava"], "status\n", tmp_path)
    assert again.returncode == 0, again.stderr
    assert "You go on as Brava." in again.stdout
    wrong = _run(["three_seats-brava", "--seed", "3"], "", tmp_path)
    assert wrong.returncode == 2
    assert "belongs to a new game" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["gulf_of_adn"], "gulf_of_aden"),
        (["gulf_of_aden", "--seat", "frnce"], "did you mean 'france'?"),
        (["gulf_of_aden", "--preset", "shrt"], "did you mean 'short'?"),
        (["gulf_of_aden", "--seed", "-4"], "is no seed"),
    ],
)
def test_a_wrong_start_ends_with_a_sentence(
    arguments: list[str], wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scenario, seat, preset or seed that does not exist: one sentence, and status 2."""
    assert cli.main(["play", "--text", *arguments]) == 2
    assert wanted in capsys.readouterr().err


def test_lines_of_a_pipe_are_shown_after_their_prompt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What comes from a pipe is echoed, so that a transcript can be read; its end is an end."""
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("status\n"))
    read = reader()
    assert read("> ") == "status\n"
    assert capsys.readouterr().out == "> status\n"
    with pytest.raises(EOFError):
        read("> ")


_WORDS = st.sampled_from(
    [
        *VERBS, "help", "alba", "brava", "corso", "area", "strait", "protection", "50", "exit",
        "handover", "escort", "ship", "patrol", "picture", "give", "set", "if", "because", "1",
        "2", "99999999", "-1", "draft", ";", ",", "ask-of", "attacks", "turn", "limit", "all",
        "but", "accept", "refuse", "changes", "consent", "object", "take", "\x00", "é", "…", "🛳",
        "%", "{", "{0}", "$5m", "''", '"',
    ]
)  # fmt: skip


@given(
    st.lists(
        st.one_of(st.lists(_WORDS, max_size=8).map(" ".join), st.text(max_size=60)), max_size=12
    )
)
def test_no_line_whatever_ends_in_a_traceback(lines: list[str]) -> None:
    """Any lines in any order are understood or refused in words, in every phase."""
    session = quiet_game("alba")
    spoken = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    talk(session, "alba", [*spoken, "continue", *spoken, "pass", *spoken, "deliver all", *spoken])


def test_a_very_long_line_is_read_as_far_as_it_goes() -> None:
    """Ten thousand words are no trouble."""
    session = quiet_game("alba")
    talk(session, "alba", ["ask " * 10_000, "x" * 100_000, "set " + "area " * 9000])
    assert commands_of(session, "alba") == []


def test_going_on_in_mid_round_tells_where_one_stands(tmp_path: Path) -> None:
    """A game of thinking members that is loaded in mid-game opens with its state and tasks."""
    path = tmp_path / "mid.demarche"
    with Session.new(loaded(), seed=3, people=["alba"], members=Quiet(), save=path) as session:
        after_moves(session, 2)
    with Session.load(path, members=Quiet()) as again:
        said = flat(talk(again, "alba", []))
    assert "Turn 1 of 2" in said
    assert "Asked of you" in said
