"""Deeds: what follows from what members did in a turn alone, whatever the world is like.

Several projected turns with the same inputs share one; what depends on the world is in ``course``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.engine.sums import added
from game.engine.table import LEVERS, Table, chosen

CAVEAT_LOSS = 0.7
FREE = 0.01
"""Stands for the cost of what costs nothing, so that it too counts as promised."""
BOTH_WAYS = frozenset({"reward", "mandate"})
"""Levers that terms may work on against their direction."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """
    What members did in a turn.

    *levels* and *owed* are as in ``Package.levels``: what was delivered and what was promised;
    *parties* tells who is bound; *excused* whose parliament refused; *payments* are (from, to,
    thousandths of 10 M USD); *exercises* counts the common exercises of each member; *tires* is
    how fast each public tires of deployments, where that is known (1 is usual).
    """

    turn: int
    terms: tuple[int, ...]
    in_force: bool
    parties: tuple[bool, ...]
    levels: Sequence[float]
    owed: Sequence[float]
    caveats: tuple[int, ...]
    excused: tuple[bool, ...]
    payments: tuple[tuple[int, int, int], ...] = ()
    exercises: tuple[int, ...] = ()
    tires: tuple[float, ...] = ()


@lru_cache(maxsize=32)
def _slots(table: Table) -> tuple[tuple[int, float, float, bool, bool], ...]:
    """Zone, cost, weight, whether deployed and whether it can shield its owner, by slot."""
    return tuple(
        (
            row.zone,
            row.cost,
            row.weight,
            row.deployed,
            row.kind == "suppress" and row.excludable > 0,
        )
        for row in table.slots
    )


@lru_cache(maxsize=256)
def _trust_in(table: Table, bound: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    trust = table.layout.trust
    return tuple(tuple(trust[m][n] for m in bound if m != n) for n in table.members)


class Deeds:
    """
    What inputs come to, worked out once.

    By member: *costs* of its own forces (10 M USD), *shares* of that cost in the table's,
    *deployed* units, *shielding* units that can shield their owner alone, and *kept_shares* (what
    it delivered of what it owed, by cost; None where it owed nothing). *kept* is that of the whole
    table by units. *at_work* are (slot, units, whether joint) of all forces that may act where
    they are, *joint_units* the units of parties by slot. *bound* are the parties, *trust_in* the
    places of the other parties' trust in each member.
    """

    __slots__ = (
        "at_work",
        "bound",
        "chosen",
        "costs",
        "deployed",
        "joint_units",
        "kept",
        "kept_shares",
        "levers",
        "shares",
        "shielding",
        "trust_in",
    )

    def __init__(self, table: Table, inputs: Inputs) -> None:
        self.chosen = chosen(table, inputs.terms)
        self.levers = {
            name: max(-1.0 if name in BOTH_WAYS else 0.0, min(1.0, value))
            for name, value in zip(LEVERS, self.chosen.levers, strict=True)
        }
        self.bound = tuple(n for n, party in enumerate(inputs.parties) if party)
        self.trust_in = _trust_in(table, self.bound)
        self._count_forces(table, inputs)
        self._count_promises(table, inputs)

    def _count_forces(self, table: Table, inputs: Inputs) -> None:
        slots = _slots(table)
        count, seats = len(slots), len(table.seats)
        costs, shielding = [0.0] * seats, [0.0] * seats
        deployed: list[float] = [0] * seats
        joint_units = [0.0] * count
        at_work: list[tuple[int, float, bool]] = []
        caveats, parties, opened = inputs.caveats, inputs.parties, self.chosen.opens
        for place, level in enumerate(inputs.levels):
            if not level:
                continue
            member, slot = divmod(place, count)
            zone, cost, weight, is_deployed, shields = slots[slot]
            bound = parties[member]
            costs[member] += level * cost
            units = level * weight
            if is_deployed:
                deployed[member] += level
            if shields:
                shielding[member] += units
            if caveats[place]:
                units *= 1 - CAVEAT_LOSS * caveats[place] / 1000
            if bound:
                joint_units[slot] += units
            if zone < 0 or zone in opened:
                at_work.append((slot, units, bound))
            elif zone in table.open_zones:
                at_work.append((slot, units, False))
        total = added(costs)
        self.costs = costs
        self.shares = [cost / total for cost in costs] if total else [0.0] * seats
        self.deployed = deployed
        self.shielding = shielding
        self.joint_units = joint_units
        self.at_work = at_work

    def _count_promises(self, table: Table, inputs: Inputs) -> None:
        slots, levels = table.slots, inputs.levels
        count, seats = len(slots), len(table.seats)
        owed, given = [0.0] * seats, [0.0] * seats
        sent_of_all = 0.0
        for place, promise in enumerate(inputs.owed):
            if promise:
                member, slot = divmod(place, count)
                cost = slots[slot].cost + FREE
                sent = levels[place]
                kept = sent if sent < promise else promise
                owed[member] += promise * cost
                given[member] += kept * cost
                sent_of_all += kept
        promised = added(inputs.owed)
        self.kept = sent_of_all / promised if promised else 0.0
        self.kept_shares = [g / o if o > 0 else None for g, o in zip(given, owed, strict=True)]
