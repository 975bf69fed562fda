"""Figures of files: a scenario loaded, a game written and read, and a line made durable."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from game import paths
from game.authoring.bench_report import BenchRow
from game.bench.material import Material
from game.bench.measure import Effort, Taken, row, taken
from game.engine.rules.registry import known_rules
from game.scenario.load import SCENARIO_FILE, examine
from game.session.log import SUFFIX, LogWriter
from game.session.save import read_save, replayed

APPENDS = 200


def rows(material: Material, effort: Effort) -> Iterator[BenchRow]:
    """A scenario with all its findings, a save, and the append that every command waits for."""

    def examined() -> None:
        examine(material.folder, rules=known_rules(), assets=paths.assets())

    text = (material.folder / SCENARIO_FILE).read_text(encoding="utf-8")
    yield row(
        "scenario",
        f"a scenario of {len(text.splitlines())} lines loaded, all findings placed",
        "ms",
        taken(effort, examined),
        "read by tomllib",
        taken(effort, lambda: tomllib.loads(text)),
        "60",
    )
    with tempfile.TemporaryDirectory(prefix="demarche-bench-") as folder:
        yield from _saves(material, effort, Path(folder))
        yield from _appends(effort, Path(folder))


def _saves(material: Material, effort: Effort, folder: Path) -> Iterator[BenchRow]:
    session = material.random_game
    bodies = material.bodies()
    contents = [json.loads(body) for body in bodies]
    name = f"a game of {session.table.turns} turns, {len(bodies)} lines"
    numbers = count()

    def written() -> None:
        LogWriter.create(folder / f"{next(numbers)}{SUFFIX}", material.bodies()).close()

    def dumped() -> None:
        with (folder / f"{next(numbers)}.json").open("wb") as stream:
            for content in contents:
                stream.write(json.dumps(content).encode())
            stream.flush()
            os.fsync(stream.fileno())

    yield row(
        "save",
        f"{name}, written",
        "ms",
        taken(effort, written),
        "written by json.dumps, one fsync",
        taken(effort, dumped),
        "100",
    )
    path = folder / f"whole{SUFFIX}"
    LogWriter.create(path, bodies).close()
    yield row(
        "load",
        f"{name}, loaded",
        "ms",
        taken(effort, lambda: replayed(read_save(path))),
        "read by json.loads",
        taken(effort, lambda: [json.loads(line) for line in path.read_bytes().splitlines()]),
        "100",
    )


def _appends(effort: Effort, folder: Path) -> Iterator[BenchRow]:
    line = b'{"type":"note","text":"' + b"x" * 400 + b'"}'
    numbers = count()

    def ours() -> list[float]:
        writer = LogWriter.create(folder / f"append{next(numbers)}{SUFFIX}", [line])
        try:
            return _each_timed(lambda: writer.append(line))
        finally:
            writer.close()

    def bare() -> list[float]:
        with (folder / f"bare{next(numbers)}").open("wb", buffering=0) as stream:

            def append() -> None:
                stream.write(line)
                os.fsync(stream.fileno())

            return _each_timed(append)

    mine = [ours() for _ in range(effort.runs)]
    least = [bare() for _ in range(effort.runs)]
    for name, share, aim in (("p50", 0.5, ""), ("p99", 0.99, "5")):
        yield row(
            f"append_{name}",
            f"a line appended and durable, {name}",
            "ms",
            _at(mine, share),
            "a write and fsync of as many bytes",
            _at(least, share),
            aim,
        )


def _each_timed(act: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(APPENDS):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)


def _at(runs: list[list[float]], share: float) -> Taken:
    """The median over runs of the time that a share of all appends keeps."""
    return Taken(
        statistics.median(run[min(len(run) - 1, int(share * len(run)))] for run in runs), len(runs)
    )
