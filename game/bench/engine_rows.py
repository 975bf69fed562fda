"""Figures of the core: commands, whole playouts, and the proof of a save."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from game.authoring.bench_report import BenchRow
from game.bench.material import Material, Step, carried_out
from game.bench.measure import Effort, Taken, row, taken
from game.engine.state import GameState
from game.session.log import SUFFIX, LogWriter
from game.session.save import read_save
from game.session.verify import differences


def rows(material: Material, effort: Effort) -> Iterator[BenchRow]:
    """Commands a second early and late in a log, playouts, and replay with proof."""
    copies = _copies(material.random_game.state, effort)
    for name, when, (done, state, steps) in (
        ("early", "in the first turn", material.early),
        ("late", "in the last turn", material.late),
    ):
        yield row(
            f"commands_{name}",
            f"commands with ledger and events, {when}, after {done:,}",
            "a second",
            _per_command(state, steps, effort),
            "a dict of all quantities copied",
            copies,
            "5,000, the same late as early",
        )
    count = len(material.steps)
    yield row(
        "playouts",
        f"playouts of {material.random_game.table.turns} turns, all choices made beforehand",
        "a second",
        taken(effort, lambda: _all_decided(material)),
        f"{count} such copies, one a command",
        Taken(copies.seconds * count, copies.runs),
        "50",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"game{SUFFIX}"
        LogWriter.create(path, material.bodies()).close()
        lines = path.read_bytes().splitlines()
        yield row(
            "verify",
            f"replay --verify of {count} commands",
            "ms",
            taken(effort, lambda: differences(read_save(path))),
            "its lines read by json",
            taken(effort, lambda: [json.loads(line) for line in lines]),
        )


def _all_decided(material: Material) -> None:
    state = material.early[1]
    for step in material.steps:
        state = carried_out(state, step)


def _copies(state: GameState, effort: Effort) -> Taken:
    values = dict(zip(state.setting.table.layout.keys, state.values, strict=True))
    return taken(effort, lambda: dict(values))


def _per_command(state: GameState, steps: tuple[Step, ...], effort: Effort) -> Taken:
    def once() -> None:
        now = state
        for step in steps:
            now = carried_out(now, step)

    found = taken(effort, once)
    return Taken(found.seconds / len(steps), found.runs)
