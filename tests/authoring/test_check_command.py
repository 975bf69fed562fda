"""`demarche check` and `demarche schema`: what they print, and what they return."""

import argparse
import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import TypeAdapter

from game import paths
from game.authoring import check_command, schema_command
from game.authoring.check_command import CheckReport
from game.errors import UserError
from tests.scenario.small import SCENARIO, write_folder


def run(command: ModuleType, *words: str) -> int:
    """Run a command with these words."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(words)))


def test_the_shipped_scenarios_pass_as_a_release(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path everything that ships is checked, warnings included."""
    assert run(check_command, "--profile", "release") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "gulf_of_aden: passes, nothing found" in said.err


def test_a_broken_scenario_gives_status_one_and_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The finding stands with file, line, column and the author's line."""
    folder = write_folder(tmp_path, SCENARIO.replace("weight = 60", "weight = 50"))
    assert run(check_command, str(folder)) == 1
    said = capsys.readouterr().out
    assert "scenario.toml:123:1: error[factions-sum]" in said
    assert "123 | [[members.factions]]" in said


def test_json_follows_its_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is what `schema --of check` describes."""
    folder = write_folder(tmp_path, SCENARIO.replace("depth = 2\n", ""))
    assert run(check_command, str(folder), "--json") == 0
    report = TypeAdapter(CheckReport).validate_json(capsys.readouterr().out)
    assert report.ok
    assert [f.code for f in report.scenarios[0].findings] == ["option-free"]


def test_warnings_count_in_a_release_unless_switched_off(tmp_path: Path) -> None:
    """A draft may be sketchy."""
    folder = str(write_folder(tmp_path, SCENARIO.replace("depth = 2\n", "")))
    assert run(check_command, folder) == 0
    assert run(check_command, folder, "--profile", "release") == 1
    assert run(check_command, folder, "--profile", "release", "--off", "option-free") == 0


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """And a misspelt one is answered by the nearest."""
    assert run(check_command, "--explain", "factions-sum") == 0
    assert "parts of a hundred" in capsys.readouterr().out
    with pytest.raises(UserError, match="did you mean 'factions-sum'"):
        run(check_command, "--explain", "faction-sum")


def test_an_unknown_scenario_is_one_sentence() -> None:
    """With the nearest name."""
    with pytest.raises(UserError, match="did you mean 'gulf_of_aden'"):
        run(check_command, "gulf_of_adn")


@pytest.mark.parametrize("name", schema_command.SCHEMAS)
def test_every_schema_is_made(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says which dialect it is in, and describes its properties."""
    assert run(schema_command, "--of", name) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["properties"]


def test_the_schema_of_a_scenario_knows_every_key_that_ships(tmp_path: Path) -> None:
    """The keys of the shipped file are keys of the schema, which is closed to others."""
    out = tmp_path / "scenario.schema.json"
    assert run(schema_command, "--out", str(out)) == 0
    schema = json.loads(out.read_text(encoding="utf-8"))
    shipped = paths.scenarios() / "gulf_of_aden" / "scenario.toml"
    keys = tomllib.loads(shipped.read_text(encoding="utf-8"))
    assert set(keys) <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_an_unknown_schema_is_one_sentence() -> None:
    """With the nearest name."""
    with pytest.raises(UserError, match="did you mean 'scenario'"):
        run(schema_command, "--of", "scenaro")
