"""Figures of the computer members: valuations, an answer, a turn of a table, a whole game."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Literal

from game.authoring.bench_report import BenchRow
from game.bench.material import SEED, Material
from game.bench.measure import Effort, Taken, each, row, taken
from game.engine.game import Done
from game.engine.package import Alteration, Package
from game.engine.table import Table
from game.engine.view import view
from game.members.answering import respond
from game.members.player import budget_of
from game.negotiation.desk import Desk
from game.negotiation.no_agreement import no_agreement_levels
from game.negotiation.projection import Projector, projector_of
from game.session.computer import awaited, default_move
from game.session.session import Session

FRESH = 24
Difficulty = Literal["standard", "study"]


def rows(material: Material, effort: Effort) -> Iterator[BenchRow]:
    """Valuations alone and in an answer, then what people wait for: a turn, a game."""
    table = material.random_game.table
    adding = 20 * len(table.seats) * budget_of("study").horizon
    numbers = [float(n) for n in range(adding)]
    floor = taken(effort, lambda: [number + 1.0 for number in numbers])
    agreed, alone = _valuations(table, material.random_game.state.records[0].before, effort)
    for name, what, found in (
        ("agreed", "valuations of fresh packages, for all members", agreed),
        ("alone", "valuations of going alone, for all members", alone),
    ):
        yield row(
            f"valuations_{name}", what, "a second", found, f"{adding} numbers added to", floor
        )
    yield row(
        "answer",
        "a member's answer with its ask, nothing remembered",
        "ms",
        *_answer(material, effort, agreed),
    )
    others = len(table.seats) - 1
    budgets: tuple[Difficulty, ...] = ("standard", "study")
    for difficulty in budgets:
        yield row(
            f"turn_{difficulty}",
            f"a turn of {others} computer members, {difficulty}",
            "ms",
            _turn(material, effort, difficulty, mindless=False),
            "the same with members that do not think",
            _turn(material, effort, difficulty, mindless=True),
        )
    yield row(
        "game_study",
        f"a whole game of {others + 1} computer members, study",
        "ms",
        _game(material, effort, mindless=False),
        "the same with members that do not think",
        _game(material, effort, mindless=True),
    )


def _packages(table: Table) -> list[Package]:
    """Texts that differ by one unit from the scenario's first."""
    base = table.drafts[0][2] if table.drafts else table.status_quo
    return [
        Alteration("level", place, level + 1).applied(base)
        for place, level in enumerate(base.levels[:FRESH])
    ]


def _valuations(table: Table, values: tuple[int, ...], effort: Effort) -> tuple[Taken, Taken]:
    horizon = budget_of("study").horizon
    everyone = (True,) * len(table.seats)
    packages = _packages(table)

    def agreed() -> None:
        projector = Projector(table, values, 1, horizon)
        for package in packages:
            projector.agreed(package, everyone)

    def alone() -> None:
        projector = Projector(table, values, 1, horizon)
        for package in packages:
            projector.alone(package.levels)

    together, apart = taken(effort, agreed), taken(effort, alone)
    count = len(packages)
    return (
        Taken(together.seconds / count, together.runs),
        Taken(apart.seconds / count, apart.runs),
    )


def _answer(material: Material, effort: Effort, one: Taken) -> tuple[Taken, str, Taken]:
    """An answer that asks for something, and what its valuations alone would take."""
    everyone = [member.id for member in material.loaded.scenario.members]
    session = Session.new(material.loaded, seed=SEED, people=everyone)
    while session.state.phase == "briefing":
        _move_on(session, min(awaited(session.state)))
    budget = budget_of("standard")
    seen = [view(session.state, n, history=False) for n in session.table.members]
    pairs = [(here, text) for text in _packages(session.table) for here in seen]
    asking = (pair for pair in pairs if respond(Desk(pair[0], budget), pair[1])[0].ask)
    at, text = next(asking, pairs[0])
    counts: list[int] = []

    def once() -> float:
        _forget()
        began = time.perf_counter()
        desk = Desk(at, budget)
        respond(desk, text)
        spent = time.perf_counter() - began
        counts.append(desk.projector.count)
        return spent

    found = each(effort, once)
    longer = budget.horizon / budget_of("study").horizon
    floor = Taken(one.seconds * longer * max(1, counts[0]), one.runs)
    return found, f"its {counts[0]} valuations alone", floor


def _forget() -> None:
    projector_of.cache_clear()
    no_agreement_levels.cache_clear()


def _turn(material: Material, effort: Effort, difficulty: Difficulty, mindless: bool) -> Taken:
    """The first turn beside a person in the first seat who lets everything pass."""
    person = material.loaded.scenario.members[0].id

    def once() -> float:
        _forget()
        session = Session.new(
            material.loaded,
            seed=SEED,
            people=[person],
            styles=material.mindless if mindless else {},
            difficulty=difficulty,
            strict=True,
        )
        began = time.perf_counter()
        while session.state.turn == 1:
            session.advance()
            if 0 in awaited(session.state):
                _move_on(session, 0)
        return time.perf_counter() - began

    return each(effort, once)


def _move_on(session: Session, seat: int) -> None:
    command = default_move(session.state, seat)
    verdict = session.submit(session.table.seats[seat].id, command)
    assert isinstance(verdict, Done), verdict


def _game(material: Material, effort: Effort, mindless: bool) -> Taken:
    styles = material.mindless if mindless else {}

    def once() -> float:
        _forget()
        session = Session.new(
            material.loaded, seed=SEED, styles=styles, difficulty="study", strict=True
        )
        began = time.perf_counter()
        session.advance()
        return time.perf_counter() - began

    return each(effort, once)
