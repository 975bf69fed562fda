"""The JSON Schema of a pydantic model, tidied for the editors that complete and explain TOML.

It describes what authors write (before validators), never what the game holds.
"""

import inspect
from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the documents that `model` accepts.

    Descriptions are one flowing text; titles that only repeat a key are left out; order is stable.
    """
    schema = _tidied(model.model_json_schema(mode="validation"))
    schema.pop("title", None)
    return {"$schema": DIALECT, "title": title, **schema}


def _tidied(node: Any) -> Any:
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy: dict[str, Any] = {}
    for key, value in node.items():
        if key == "title" and isinstance(value, str):
            continue
        if key == "description" and isinstance(value, str):
            tidy[key] = " ".join(inspect.cleandoc(value).replace("``", "`").split())
        elif key in ("properties", "$defs"):
            tidy[key] = {name: _tidied(inner) for name, inner in value.items()}
        elif key == "anyOf":
            tidy.update(_without_null(value))
        elif key == "default" and value is None:
            continue
        else:
            tidy[key] = _tidied(value)
    return tidy


def _without_null(arms: list[Any]) -> dict[str, Any]:
    """Drop the arm for null, which TOML does not have; a single arm left needs no `anyOf`."""
    kept = [_tidied(arm) for arm in arms if arm != {"type": "null"}]
    if len(kept) == 1 and isinstance(kept[0], dict):
        return kept[0]
    return {"anyOf": kept}
