"""Editors get a JSON Schema that explains keys and speaks of nothing TOML lacks."""

import json
from typing import Any

from game.scenario.schema import json_schema
from tests.scenario.harbour import Harbour


def nodes(node: Any) -> list[dict[str, Any]]:
    """Return every table of a schema."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [part for item in inner for part in nodes(item)]
    return [node, *found] if isinstance(node, dict) else found


def test_keys_are_described_and_closed() -> None:
    """Hover texts come from the models; unknown keys are marked by the editor as well."""
    schema = json_schema(Harbour, "Harbour")
    assert schema["title"] == "Harbour"
    ship = schema["$defs"]["Ship"]
    assert ship["properties"]["crew"] == {
        "description": "How many sail in it.",
        "type": "integer",
        "minimum": 1,
        "maximum": 500,
    }
    assert ship["additionalProperties"] is False
    assert "id" in ship["required"]


def test_the_schema_has_no_null_and_no_idle_titles() -> None:
    """TOML has no null; a title that repeats a key only makes noise."""
    schema = json_schema(Harbour, "Harbour")
    assert '"null"' not in json.dumps(schema)
    assert sum(isinstance(node.get("title"), str) for node in nodes(schema)) == 1


def test_a_key_called_title_stays_a_key() -> None:
    """Tidying touches the schema's own words, not the author's keys."""
    assert json_schema(Harbour, "H")["properties"]["title"]["type"] == "string"


def test_shorthand_that_a_validator_reads_is_offered() -> None:
    """The schema describes what authors write: here a list of two numbers."""
    speed = json_schema(Harbour, "H")["$defs"]["Ship"]["properties"]["speed"]
    assert (speed["type"], speed["minItems"], speed["maxItems"]) == ("array", 2, 2)
