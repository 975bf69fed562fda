"""`demarche run`, `replay` and `state`: what they print, and with which status they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from game import cli, paths
from game.engine import commands as c
from game.engine.game import Done
from game.session.run_report import RunReport
from game.session.state_command import StateReport
from tests.session.games import SEATS, folder_to_play, new_game, resealed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario of three seats to play."""
    return folder_to_play(tmp_path_factory.mktemp("scenarios"))


@pytest.fixture(scope="module")
def report(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> RunReport:
    """A game of reasoning members, and its save beside the scenario."""
    save = folder.parent / "played"
    options = ["--seed", "7", "--difficulty", "study", "--json", "--save", str(save)]
    with redirect_stdout(StringIO()) as printed:
        assert cli.main(["run", str(folder), *options]) == 0
    return RunReport.model_validate_json(printed.getvalue())


@pytest.fixture(scope="module")
def save(report: RunReport, folder: Path) -> str:
    """The save of the report's game."""
    return str(folder.parent / "played.demarche")


def run(*argv: str) -> int:
    """One command line."""
    return cli.main(list(argv))


def test_every_quantitys_entries_add_up(report: RunReport) -> None:
    """In each turn, after less before is the sum of the entries, and turns join."""
    for turn in report.turns:
        assert turn.ledger
        for quantity in turn.ledger:
            moved = sum(entry.amount for entry in quantity.entries)
            assert quantity.after - quantity.before == moved, (turn.turn, quantity.quantity)
    for before, after in zip(report.turns, report.turns[1:], strict=False):
        last = {q.quantity: q.after for q in before.ledger}
        for quantity in after.ledger:
            assert quantity.before == last.get(quantity.quantity, quantity.before)


def test_the_report_holds_what_a_reader_needs(report: RunReport) -> None:
    """Turns, agenda, tracks, acts with answers, reasons and records, decisions and scores."""
    assert (report.scenario, report.seed, report.ended) == ("three_seats", 7, True)
    assert [seat.id for seat in report.seats] == list(SEATS)
    assert [turn.turn for turn in report.turns] == [1, 2]
    acts = [act for turn in report.turns for act in turn.acts]
    assert {"table_draft", "answer_draft", "pass_round", "deliver"} <= {act.act for act in acts}
    tabled = next(act for act in acts if act.act == "table_draft")
    assert tabled.package is not None
    assert tabled.draft
    answer = next(act for act in acts if act.answer is not None).answer
    assert answer is not None
    assert answer.reasons
    asks = [a.answer.ask for a in acts if a.answer and a.answer.ask]
    assert all(change.subject and change.to for ask in asks for change in ask)
    assert all(act.record is not None for act in acts)
    assert any(act.said for act in acts)
    assert all(turn.agenda and turn.tracks and turn.finished for turn in report.turns)
    assert [score.seat for score in report.scores] == list(SEATS)
    assert 1 < report.most_required_decisions <= 12


def test_a_decision_shows_its_votes(report: RunReport) -> None:
    """Each ballot of the game has everyone's vote, and an adopted text is in force after it."""
    ballots = [(turn, ballot) for turn in report.turns for ballot in turn.ballots]
    assert ballots
    for turn, ballot in ballots:
        assert list(ballot.votes) == list(SEATS)
        if ballot.adopted:
            assert turn.agreement is not None
            assert turn.agreement.package == ballot.package


def test_the_same_seed_is_the_same_game(
    report: RunReport, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run again in words: the digest is the report's, and it reads as an account."""
    assert run("run", str(folder), "--seed", "7", "--difficulty", "study") == 0
    said = capsys.readouterr().out
    assert report.digest in said
    assert "Turn 2, " in said
    assert "Scores" in said
    assert len(said.splitlines()) < 60


@pytest.mark.parametrize("hash_seed", ["0", "77"])
def test_members_play_the_same_under_any_hash_seed(
    hash_seed: str, report: RunReport, folder: Path
) -> None:
    """Another process under another hash seed, with reasoning members, ends in the same digest."""
    root = paths.package().parent
    done = subprocess.run(
        [sys.executable, "-m", "game", "run", str(folder), "--seed", "7", "--difficulty", "study"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert done.stdout.splitlines()[-1] == f"digest {report.digest}"


def test_styles_change_the_game(
    report: RunReport, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--all`` sets every seat, ``--seat`` one of them."""
    options = ["--all", "always_refuse", "--seat", "brava=random", "--preset", "long", "--json"]
    assert run("run", str(folder), *options) == 0
    other = RunReport.model_validate_json(capsys.readouterr().out)
    assert [s.style for s in other.seats] == ["always_refuse", "random", "always_refuse"]
    assert len(other.turns) == 8
    assert other.digest != report.digest


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["run", "three_seat"], "no scenario 'three_seat'"),
        (["run", "FOLDER", "--seed", "x"], "'x' is no seed; give a whole number from 0"),
        (["run", "FOLDER", "--seed", "-1"], "-1"),
        (["run", "FOLDER", "--seed", "1" * 30], "is no seed"),
        (["run", "FOLDER", "--preset", "lonk"], "did you mean 'long'?"),
        (["run", "FOLDER", "--seat", "albe=broker"], "did you mean 'alba'?"),
        (["run", "FOLDER", "--seat", "alba=brokr"], "did you mean 'broker'?"),
        (["run", "FOLDER", "--seat", "alba"], "write SEAT=STYLE"),
        (["run", "FOLDER", "--all", "nice"], "no style 'nice'"),
        (["run", "FOLDER", "--difficulty", "hard"], "no difficulty 'hard'"),
        (["run", "FOLDER", "--save", "SAVE"], "already a file"),
        (["replay", "SAVE", "--seat", "brave"], "did you mean 'brava'?"),
        (["replay", "no_such_save"], "no save 'no_such_save'"),
        (["replay", "FOLDER"], "is no file"),
        (["replay", "FOLDER/scenario.toml"], "was not written by Demarche"),
        (["state", "SAVE", "--turn", "9"], "no turn '9'; choose one from 1 to 2"),
        (["state", "SAVE", "--turn", "one"], "no turn 'one'"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2(
    argv: list[str], said: str, folder: Path, save: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake and the mend on one line of stderr, nothing on stdout."""
    given = [word.replace("FOLDER", str(folder)).replace("SAVE", save) for word in argv]
    assert run(*given) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_a_broken_scenario_never_starts(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All findings on stderr, status 1."""
    broken = folder_to_play(tmp_path)
    text = (broken / "scenario.toml").read_text(encoding="utf-8")
    text = text.replace('framework = "', 'framework = "no_', 1).replace(
        "turn_months = ", "months = "
    )
    (broken / "scenario.toml").write_text(text, encoding="utf-8")
    assert run("run", str(broken)) == 1
    told = capsys.readouterr()
    assert told.err.count("error[") >= 2
    assert told.out == ""


def test_a_replay_tells_the_game(save: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Turn by turn, with what was tabled and said."""
    assert run("replay", save) == 0
    said = capsys.readouterr().out
    assert "Turn 1, " in said
    assert "tables draft" in said


def test_verifying_says_so_or_shows_what_differs(
    save: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 for a true log; a forged one that loads gets status 1 and its difference."""
    assert run("replay", save, "--verify") == 0
    assert "verified" in capsys.readouterr().out
    forged = tmp_path / "forged.demarche"
    raw = Path(save).read_bytes()
    line = raw.splitlines()[2]
    changed = line.replace(b'"kind":"continue"', b'"kind":"pass_round"')
    assert changed != line
    forged.write_bytes(resealed(raw.replace(line, changed)))
    assert run("replay", str(forged), "--verify") == 1
    assert "command 2 " in capsys.readouterr().out


def test_a_seats_replay_and_state_keep_others_secrets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a member told one other is in no third seat's account, and its mind in nobody's."""
    path = tmp_path / "secret.demarche"
    session = new_game(path, people=SEATS)
    for seat in SEATS:
        session.submit(seat, c.Continue())
    term = session.table.terms[0]
    worths = (77_000, 12_345, 0, 50_000)[: len(term.answers) + 1]
    told = c.Tell(1, c.Claim("position", term.id, worths, "only for Brava"))
    assert isinstance(session.submit("alba", told), Done)
    session.close()
    shown = {}
    for seat in SEATS:
        assert run("replay", str(path), "--seat", seat) == 0
        assert run("state", str(path), "--seat", seat, "--json") == 0
        shown[seat] = capsys.readouterr().out
    assert "only for Brava" in shown["brava"]
    assert "only for Brava" in shown["alba"]
    assert "only for Brava" not in shown["corso"]
    assert "12345" not in shown["corso"]
    for mind, others in ((0, "corso"), (1, "alba"), (2, "brava")):
        for line in session.setting.minds[mind].red_lines:
            assert line.id not in shown[others]
            assert line.text not in shown[others]


def test_a_state_is_printed_whole_or_as_seen(
    save: str, report: RunReport, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exact and with its digest, or with what the seat only estimates marked."""

    def state(*more: str) -> StateReport:
        assert run("state", save, "--json", *more) == 0
        return StateReport.model_validate_json(capsys.readouterr().out)

    whole = state()
    assert whole.digest == report.digest
    assert whole.uncertain == {}
    seen = state("--seat", "alba")
    assert seen.digest is None
    assert "trust/brava/corso" in seen.uncertain
    assert whole.quantities["trust/brava/corso"] != seen.quantities["trust/brava/corso"]
    first = state("--turn", "1")
    ends = {q.quantity: q.after for q in report.turns[0].ledger}
    assert {key: first.quantities[key] for key in ends} == ends
    assert run("state", save) == 0
    assert "Three Seats, turn 2 of 2" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["run", "state"])
def test_the_json_has_a_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every key is described."""
    assert run("schema", "--of", name) == 0
    schema: dict[str, Any] = json.loads(capsys.readouterr().out)
    tables = [schema, *schema.get("$defs", {}).values()]
    for table in tables:
        for key, described in table["properties"].items():
            assert described.get("description"), key
