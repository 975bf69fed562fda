"""`demarche schema`: the JSON Schema of what people write and programs read."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from game.authoring.bench_report import BenchReport
from game.authoring.check_command import CheckReport
from game.errors import unknown
from game.scenario.models.catalogue import ArchetypeFile, FrameworkFile, ResourceFile, StyleFile
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.schema import json_schema
from game.session.review_report import Comparison, Review
from game.session.run_report import RunReport
from game.session.state_command import StateReport

SCHEMAS: Mapping[str, tuple[type[BaseModel], str]] = MappingProxyType(
    {
        "scenario": (ScenarioSpec, "Demarche scenario"),
        "frameworks": (FrameworkFile, "Demarche frameworks"),
        "resources": (ResourceFile, "Demarche resources"),
        "archetypes": (ArchetypeFile, "Demarche archetypes"),
        "styles": (StyleFile, "Demarche styles"),
        "check": (CheckReport, "Findings of demarche check"),
        "run": (RunReport, "A game told by demarche run"),
        "state": (StateReport, "A state told by demarche state"),
        "review": (Review, "A review told by demarche review"),
        "compare": (Comparison, "Tables told by demarche compare"),
        "bench": (BenchReport, "Figures of demarche bench"),
    }
)
"""Name, then model and title of every document that has a schema."""


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
    text = json.dumps(json_schema(*SCHEMAS[args.of]), indent=2, ensure_ascii=False)
    if args.out is None:
        print(text)
    else:
        Path(args.out).write_text(text + "\n", encoding="utf-8")
    return 0
