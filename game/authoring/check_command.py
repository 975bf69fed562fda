"""`demarche check`: says everything that is wrong with scenarios, each mistake at its place."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from game import paths
from game.engine.rules.registry import known_rules
from game.errors import UserError, unknown
from game.scenario.findings import CODES, Finding, explain, passes, without
from game.scenario.load import SCENARIO_FILE, examine, find_scenario, scenario_ids


class FindingReport(BaseModel):
    """One finding."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning", "note"]
    code: str
    what: str
    expected: str
    mend: str
    source_line: str
    span: int


class ScenarioReport(BaseModel):
    """What was found in one scenario; ``ok`` by the profile that was asked for."""

    path: str
    ok: bool
    findings: list[FindingReport]


class CheckReport(BaseModel):
    """What `demarche check --json` prints."""

    ok: bool
    scenarios: list[ScenarioReport]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a scenario by id, its folder or its scenario.toml; left out, every scenario there is",
    )
    parser.add_argument(
        "--profile",
        choices=("draft", "release"),
        default="draft",
        help="release: warnings count as well (default: draft)",
    )
    parser.add_argument(
        "--off", action="append", default=[], metavar="CODE", help="leave out warnings of this code"
    )
    parser.add_argument("--explain", metavar="CODE", help="explain a code, and check nothing")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Check, print, and return 0 if all passed, else 1."""
    if args.explain is not None:
        said = explain(args.explain)
        if said is None:
            raise unknown("code", args.explain, sorted(CODES))
        print(said)
        return 0
    for code in args.off:
        if code not in CODES:
            raise unknown("code", code, sorted(CODES))
    reports = []
    rules = known_rules()
    for folder in _folders(args.paths):
        shown = _shown(folder)
        _, findings = examine(folder, rules=rules, assets=paths.assets(), shown_as=shown)
        kept = without(findings, args.off)
        ok = passes(kept, args.profile)
        reports.append((shown, ok, kept))
    if args.json:
        print(_report(reports).model_dump_json(indent=2))
    else:
        _print(reports)
    return 0 if all(ok for _, ok, _ in reports) else 1


def _folders(given: Sequence[str]) -> list[Path]:
    if given:
        return [find_scenario(name) for name in given]
    root = paths.scenarios()
    found = [root / name for name in scenario_ids(root)]
    if not found:
        raise UserError(f"there is no scenario in {root}; name a folder with a {SCENARIO_FILE}")
    return found


def _shown(folder: Path) -> str:
    """Return the folder as one would type it from here, so that editors can follow it."""
    try:
        return folder.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _report(reports: Sequence[tuple[str, bool, list[Finding]]]) -> CheckReport:
    return CheckReport(
        ok=all(ok for _, ok, _ in reports),
        scenarios=[
            ScenarioReport(
                path=path,
                ok=ok,
                findings=[FindingReport.model_validate(f.as_json()) for f in findings],
            )
            for path, ok, findings in reports
        ],
    )


def _print(reports: Sequence[tuple[str, bool, list[Finding]]]) -> None:
    for path, ok, findings in reports:
        for finding in findings:
            print(finding.with_source())
        count = f"{len(findings)} finding{'s' if len(findings) != 1 else ''}"
        verdict = "passes" if ok else "does not pass"
        print(f"{path}: {verdict}, {count if findings else 'nothing found'}", file=sys.stderr)
