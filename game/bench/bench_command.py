"""`demarche bench`: measures, and prints each figure beside its floor."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time

from game import __version__
from game.authoring.bench_report import BenchReport, BenchRow
from game.bench import class_rows, engine_rows, file_rows, thinking_rows, window_rows
from game.bench.material import material
from game.bench.measure import Effort

FULL = Effort(runs=5, patience=4.0)
QUICK = Effort(runs=1, patience=0.0)
PARTS = (engine_rows, thinking_rows, file_rows, class_rows, window_rows)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="measure each but once")
    parser.add_argument(
        "--scenario", metavar="SCENARIO", help="measure with this one (default: the first there is)"
    )


def run(args: argparse.Namespace) -> int:
    """Measure everything and print it; returns 0."""
    began = time.monotonic()
    found = material(args.scenario)
    rows: list[BenchRow] = []
    for part in PARTS:
        for row in part.rows(found, QUICK if args.quick else FULL):
            rows.append(row)
            print(f"{time.monotonic() - began:4.0f} s  {row.name}", file=sys.stderr)
    report = BenchReport(
        version=__version__,
        python=platform.python_version(),
        machine=platform.machine(),
        processors=os.cpu_count() or 1,
        scenario=found.loaded.scenario.id,
        seconds=round(time.monotonic() - began, 1),
        rows=tuple(rows),
    )
    print(report.model_dump_json(indent=2) if args.json else told(report))
    return 0


def told(report: BenchReport) -> str:
    """The figures as a table to be read."""
    lines = [
        f"Demarche {report.version}, Python {report.python}, {report.machine}, "
        f"{report.processors} processors; {report.scenario}; {report.seconds:g} s in all",
        "Compare the ratios: how many times its floor's time a thing took.",
        "",
    ]
    width = max(len(row.name) for row in report.rows)
    for row in report.rows:
        figure, floor = f"{row.value:,.6g} {row.unit}", f"{row.floor:,.6g} {row.unit}"
        aim = f"; aim {row.aim}" if row.aim else ""
        lines.append(f"{row.name:<{width}}  {figure:>18}  x{row.ratio:<7g} of {floor}")
        lines.append(f"{'':<{width}}  {'':>18}    {row.floor_name}; {row.runs} runs{aim}")
    return "\n".join(lines)
