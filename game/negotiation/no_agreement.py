"""The no-agreement course: what members would do each on its own account."""

from __future__ import annotations

from functools import lru_cache

from game.engine.minds import Values
from game.engine.sums import added
from game.engine.table import Table
from game.negotiation.projection import Projector, projector_of
from game.negotiation.worth import scale_of

SWEEPS = 2
HORIZON = 3


def best_alone(
    projector: Projector,
    stock: tuple[int, ...],
    levels: tuple[int, ...],
    member: int,
    values: Values,
    remaining: int,
) -> tuple[int, ...]:
    """
    Return *levels* with the member's own set to what suits it best while others stay.

    Each of its slots moves a unit at a time, up or down, while that gains; *stock* is by resource.
    """
    table = projector.table
    count = len(table.slots)
    quo = table.status_quo

    scale = scale_of(values, table, member, projector.horizon, remaining)

    def value(trial: tuple[int, ...]) -> float:
        return scale.worth(quo, projector.alone(trial))

    best = value(levels)
    for slot, row in enumerate(table.slots):
        place = member * count + slot
        for step in (1, -1):
            while True:
                level = levels[place] + step
                used = added(
                    levels[member * count + other]
                    for other, rival in enumerate(table.slots)
                    if rival.resource == row.resource
                )
                if level < 0 or (step > 0 and used >= stock[row.resource]):
                    break
                trial = (*levels[:place], level, *levels[place + 1 :])
                gained = value(trial)
                if gained <= best + 0.001:
                    break
                best, levels = gained, trial
    return levels


@lru_cache(maxsize=16)
def no_agreement_levels(
    table: Table,
    values: tuple[int, ...],
    turn: int,
    stock: tuple[tuple[int, ...], ...],
    remaining: int,
) -> tuple[int, ...]:
    """
    What members would send without agreement, as everyone presumes from their repute.

    Members answer one another in the order of seats, unit by unit, for at most two sweeps. It
    rests on public facts alone, so all seats share it.
    """
    projector = projector_of(table, values, turn, HORIZON)
    levels = table.status_quo.levels
    for _ in range(SWEEPS):
        before = levels
        for member in table.members:
            levels = best_alone(
                projector, stock[member], levels, member, table.priors[member].values, remaining
            )
        if levels == before:
            break
    return levels
