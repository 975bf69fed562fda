"""The small scenario of these tests is one that a designer could have written."""

from game import paths
from game.engine.rules.registry import known_rules
from game.scenario.load import examine
from tests.fixtures import THREE_SEATS, small_setting


def test_the_small_scenario_is_sound() -> None:
    """It has no findings, its map and flags included, and reads as plain TOML the same."""
    loaded, findings = examine(THREE_SEATS, rules=known_rules(), assets=paths.assets())
    assert [str(finding) for finding in findings] == []
    assert loaded is not None
    assert loaded.scenario == small_setting().scenario
