"""Taking time: how often a thing is repeated, its median, and the row that comes of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from game.authoring.bench_report import BenchRow

LEAST = 0.02
"""Seconds that one run of a quick thing should take, so that the clock's grain does not matter."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to measure: at most *runs* of each thing, none begun after *patience* seconds."""

    runs: int
    patience: float


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that a thing takes: the median of so many runs."""

    seconds: float
    runs: int


def taken(effort: Effort, act: Callable[[], object]) -> Taken:
    """How long *act* takes at a time; each run repeats it until the clock is sure of it."""
    once = _timed(act, 1)
    times = max(1, round(LEAST / max(once, 1e-9))) if once < LEAST else 1
    return each(effort, lambda: _timed(act, times) / times)


def each(effort: Effort, run: Callable[[], float]) -> Taken:
    """The median of runs that tell their own seconds."""
    began = time.perf_counter()
    seconds: list[float] = []
    while len(seconds) < effort.runs:
        seconds.append(run())
        if time.perf_counter() - began > effort.patience:
            break
    return Taken(statistics.median(seconds), len(seconds))


def _timed(act: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        act()
    return time.perf_counter() - began


Unit = Literal["a second", "ms"]


def row(
    row_id: str,
    name: str,
    unit: Unit,
    found: Taken,
    floor_name: str,
    floor: Taken,
    aim: str = "",
) -> BenchRow:
    """The row of a thing and its floor, as a rate or in milliseconds."""

    def shown(seconds: float) -> float:
        seconds = max(seconds, 1e-9)
        return float(f"{1 / seconds if unit == 'a second' else seconds * 1000:.4g}")

    return BenchRow(
        id=row_id,
        name=name,
        value=shown(found.seconds),
        unit=unit,
        better="more" if unit == "a second" else "less",
        floor_name=floor_name,
        floor=shown(floor.seconds),
        ratio=float(f"{max(found.seconds, 1e-9) / max(floor.seconds, 1e-9):.3g}"),
        runs=found.runs,
        aim=aim,
    )
