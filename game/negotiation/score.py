"""Scores of a finished game on three axes: own interests, the common outcome, and conduct.

It reads the whole state, secrets included, and is for the end of a game and for studies alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.package import Alteration, Package
from game.engine.rules.burden_sharing import fair_share
from game.engine.rules.course import Course, Inputs
from game.engine.state import GameState, TurnRecord
from game.engine.sums import added
from game.engine.table import Table
from game.negotiation.no_agreement import no_agreement_levels
from game.negotiation.projection import Outlook, Projector, features_of
from game.negotiation.worth import Scale

BEYOND = 4
"""Turns projected past the end with inputs halved, so that hollow success and late breach show."""
SEARCHED = 320
KEPT, FAIR, LAWFUL = 0.5, 0.3, 0.2
"""Weights of conduct: kept word, fair share of the burden, lawful and broad action."""


@dataclass(frozen=True, slots=True)
class SeatScore:
    """
    How a seat ended.

    *own*, *without* and *best* are points of worth: the game's, the no-agreement course's of the
    same seed, and the best individually rational constant package's. *normalised* is
    (own − without) ÷ (best − without). *common* and *conduct* run from 0 to 100.
    """

    seat: str
    own: float
    without: float
    best: float
    normalised: float
    common: float
    conduct: float


def scores(state: GameState) -> tuple[SeatScore, ...]:
    """Score every seat of a game that has at least one finished turn."""
    table = state.setting.table
    turns = len(state.records)
    length = turns + BEYOND
    start = state.records[0].before
    projector = Projector(table, start, 1, length)
    scales = [
        Scale.undiscounted(mind.values, table, n, length)
        for n, mind in enumerate(state.setting.minds)
    ]
    lived = [_lived(state, n, scale) for n, scale in enumerate(scales)]
    stock = tuple(seat.stock for seat in table.seats)
    alone = projector.alone(no_agreement_levels(table, start, 1, stock, turns))
    without = [scale.worth(table.status_quo, alone) for scale in scales]
    best, whole = _best(table, projector, scales, without)
    reached = added(a - b for a, b in zip(lived, without, strict=True))
    common = max(0.0, min(100.0, 100 * reached / whole)) if whole > 0 else 0.0
    found = []
    for n, seat in enumerate(table.seats):
        room = best[n] - without[n]
        found.append(
            SeatScore(
                seat=seat.id,
                own=round(lived[n], 1),
                without=round(without[n], 1),
                best=round(best[n], 1),
                normalised=round((lived[n] - without[n]) / room, 3) if room > 0 else 0.0,
                common=round(common, 1),
                conduct=round(100 * _conduct(state, n), 1),
            )
        )
    return tuple(found)


def _lived(state: GameState, member: int, scale: Scale) -> float:
    """Worth of the game as it went, with the turns beyond its end."""
    table = state.setting.table
    points = 0.0
    for record in state.records:
        package = record.agreement.package if record.agreement else table.status_quo
        row = _outlook(table, [(record.before, record.after)])
        points += scale.turn(package, row)
    last = state.records[-1]
    package = last.agreement.package if last.agreement else table.status_quo
    values: tuple[float, ...] = last.after
    for step in range(BEYOND):
        after = _beyond(table, last, values, step + 1)
        points += scale.turn(package, _outlook(table, [(values, after)]))
        values = after
    return points


def _beyond(
    table: Table, last: TurnRecord, values: tuple[float, ...], step: int
) -> tuple[float, ...]:
    package = last.agreement.package if last.agreement else table.status_quo
    nobody = (False,) * len(table.seats)
    halved = tuple(level / 2 for level in last.delivered)
    course = Course(
        table,
        values,
        Inputs(
            turn=last.turn + step,
            terms=package.terms,
            in_force=last.agreement is not None,
            parties=last.agreement.parties if last.agreement else nobody,
            levels=halved,
            owed=halved if last.agreement else table.status_quo.levels,
            caveats=package.caveats,
            excused=nobody,
        ),
    )
    course.run()
    return tuple(course.values)


def _outlook(table: Table, turns: list[tuple[tuple[float, ...], tuple[float, ...]]]) -> Outlook:
    layout = table.layout
    members = table.members

    def row(values: tuple[float, ...], kind: str) -> tuple[float, ...]:
        first = layout.of_member(kind, 0)
        return tuple(values[first + n] / 1000 for n in members)

    return Outlook(
        tuple(features_of(table).good(after) for _, after in turns),
        tuple(
            tuple(b - a for a, b in zip(row(old, "spent"), row(new, "spent"), strict=True))
            for old, new in turns
        ),
        tuple(tuple(100 - v for v in row(new, "autonomy")) for _, new in turns),
        tuple(row(new, "resentment") for _, new in turns),
        tuple(row(new, "support") for _, new in turns),
    )


def _best(
    table: Table, projector: Projector, scales: list[Scale], without: list[float]
) -> tuple[list[float], float]:
    """
    The best that each seat gets in a package that leaves nobody worse off, and the largest sum.

    Constant packages, found by climbing the sum from the scenario's drafts and kept whenever all
    gain; a seat without one is given its largest worth among those seen.
    """
    everyone = (True,) * len(table.seats)
    seen: dict[Package, list[float]] = {}

    def gains(package: Package) -> list[float]:
        if package not in seen:
            outlook = projector.agreed(package, everyone)
            worths = [scale.worth(package, outlook) for scale in scales]
            seen[package] = [a - b for a, b in zip(worths, without, strict=True)]
        return seen[package]

    def aim(package: Package) -> float:
        found = gains(package)
        return added(found) + 5 * added(min(0.0, g) for g in found)

    begin = [package for _, _, package in table.drafts] or [table.status_quo]
    best = max(begin, key=aim)
    moved = True
    while moved and len(seen) < SEARCHED:
        moved = False
        for change in _changes(table, best):
            trial = change(best)
            if trial is not None and aim(trial) > aim(best):
                best, moved = trial, True
            if len(seen) >= SEARCHED:
                break
    rational = [row for row in seen.values() if min(row) >= 0] or [gains(best)]
    tops = [max(row[n] for row in rational) + without[n] for n in table.members]
    return tops, max(added(row) for row in rational)


def _changes(table: Table, package: Package) -> list[Callable[[Package], Package | None]]:
    """Single changes to try in turn: answers first, then units more and less."""

    def answer(term: int, to: int) -> Callable[[Package], Package | None]:
        return lambda p: None if p.terms[term] == to else Alteration("term", term, to).applied(p)

    def units(place: int, step: int) -> Callable[[Package], Package | None]:
        stock = table.seats[table.owner(place)].stock[table.slots[table.slot_of(place)].resource]

        def change(p: Package) -> Package | None:
            level = p.levels[place] + step
            return Alteration("level", place, level).applied(p) if 0 <= level <= stock else None

        return change

    found = [answer(t, a) for t, term in enumerate(table.terms) for a in range(len(term.answers))]
    places = range(len(package.levels))
    return found + [units(place, step) for step in (1, -1) for place in places]


def _conduct(state: GameState, member: int) -> float:
    """Kept word, fair share and lawful action over the turns in which the seat was bound."""
    table = state.setting.table
    count = len(table.slots)
    measure = state.setting.minds[member].values.fairness
    fair = fair_share(table, member, measure)
    kept, shares, lawful = [], [], []
    for record in state.records:
        lawful.append(record.after[0] / 100_000)
        costs = [0.0] * len(table.seats)
        for place, level in enumerate(record.delivered):
            costs[place // count] += level * table.slots[place % count].cost
        total = added(costs)
        if total:
            shares.append(min(1.0, costs[member] / total / fair))
        own = range(member * count, (member + 1) * count)
        owed = added(record.owed[p] for p in own)
        if owed:
            kept.append(added(min(record.owed[p], record.delivered[p]) for p in own) / owed)
    return (
        KEPT * (added(kept) / len(kept) if kept else 1.0)
        + FAIR * (added(shares) / len(shares) if shares else 0.0)
        + LAWFUL * (added(lawful) / len(lawful))
    )
