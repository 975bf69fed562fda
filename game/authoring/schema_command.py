"""`demarche schema`: the JSON Schema of what people write and programs read."""

import argparse
import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from game.errors import unknown
from game.scenario.schema import json_schema

SCHEMAS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "scenario": ("game.scenario.models.scenario", "ScenarioSpec", "Demarche scenario"),
        "frameworks": ("game.scenario.models.catalogue", "FrameworkFile", "Demarche frameworks"),
        "resources": ("game.scenario.models.catalogue", "ResourceFile", "Demarche resources"),
        "archetypes": ("game.scenario.models.catalogue", "ArchetypeFile", "Demarche archetypes"),
        "styles": ("game.scenario.models.catalogue", "StyleFile", "Demarche styles"),
        "check": ("game.authoring.check_command", "CheckReport", "Findings of demarche check"),
    }
)
"""Name, then module, model and title; modules are imported only when asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--of", default="scenario", metavar="NAME", help=f"one of {', '.join(SCHEMAS)}"
    )
    parser.add_argument("--out", metavar="F", help="write it to this file instead of printing it")


def run(args: argparse.Namespace) -> int:
    """Print or write the schema; return 0."""
    if args.of not in SCHEMAS:
        raise unknown("schema", args.of, SCHEMAS)
    module, model, title = SCHEMAS[args.of]
    schema = json_schema(getattr(import_module(module), model), title)
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    if args.out is None:
        print(text)
    else:
        Path(args.out).write_text(text + "\n", encoding="utf-8")
    return 0
