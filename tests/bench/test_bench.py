"""`demarche bench`: every figure is there, positive, and beside a floor; how fast is not tested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.authoring.bench_report import BenchReport
from game.bench.measure import Effort, Taken, each, row, taken
from game.cli import main
from tests.session.games import folder_to_play

ROWS = {
    "commands_early",
    "commands_late",
    "playouts",
    "verify",
    "valuations_agreed",
    "valuations_alone",
    "answer",
    "turn_standard",
    "turn_study",
    "game_study",
    "scenario",
    "save",
    "load",
    "append_p50",
    "append_p99",
    "class_p50",
    "class_p99",
    "first_frame",
    "library_frame",
    "frame_whole",
    "frame_part",
    "frame_rest",
}


def test_every_row_is_measured(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The JSON fits its form, holds every row once, and progress goes to stderr."""
    small = str(folder_to_play(tmp_path))
    assert main(["bench", "--json", "--quick", "--scenario", small]) == 0
    out, err = capsys.readouterr()
    report = BenchReport.model_validate_json(out)
    assert sorted(r.id for r in report.rows) == sorted(ROWS)
    assert all(r.value > 0 and r.floor > 0 and r.ratio > 0 for r in report.rows)
    assert all(r.name in err for r in report.rows)


def test_its_form_has_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """`demarche schema --of bench` describes every field of a row."""
    assert main(["schema", "--of", "bench"]) == 0
    schema = json.loads(capsys.readouterr().out)
    fields = schema["$defs"]["BenchRow"]["properties"]
    assert set(fields) >= {"id", "value", "unit", "floor", "ratio"}
    assert all(field.get("description") for field in fields.values())


def test_an_unknown_scenario_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use, status 2, and nothing measured."""
    assert main(["bench", "--scenario", "nowhere"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "nowhere" in err
    assert len(err.splitlines()) == 1


def test_the_median_of_the_runs_counts() -> None:
    """One slow run among five changes nothing, and patience ends a slow series."""
    seconds = iter([0.2, 0.1, 9.0, 0.3, 0.2])
    assert each(Effort(5, 60.0), lambda: next(seconds)) == Taken(0.2, 5)
    assert each(Effort(5, 0.0), lambda: 0.5) == Taken(0.5, 1)


def test_a_quick_thing_is_repeated_and_told_for_one() -> None:
    """The time is that of a single act, however often it had to be done."""
    done = []
    found = taken(Effort(1, 1.0), lambda: done.append(1))
    assert len(done) > 100
    assert 0 < found.seconds < 0.001


def test_a_row_says_how_many_times_its_floor_it_took() -> None:
    """As a rate or as time, the ratio is that of the times."""
    slow, fast = Taken(0.02, 5), Taken(0.001, 5)
    rate = row("a", "a", "a second", slow, "b", fast)
    time = row("a", "a", "ms", slow, "b", fast)
    assert (rate.value, rate.floor, rate.ratio) == (50, 1000, 20)
    assert (time.value, time.floor, time.ratio) == (20, 1, 20)
