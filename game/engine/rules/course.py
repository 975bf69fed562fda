"""One turn's run through the rules: what went in, what each rule has worked out, what moved.

The same rules run in two ways: exactly, with a ledger entry for every change (``Recorded``), and
as a projection, where chances count by their expectation and no entries are written (``Course``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.engine.ledger import Entry
from game.engine.quantities import FULL
from game.engine.table import LEVERS, Table, chosen

LEVER = {name: place for place, name in enumerate(LEVERS)}
CAVEAT_LOSS = 0.7
UNSUSTAINED, SUSTAINED = 0.9, 0.3
"""Time on station without ports and fuel nearby, and what full support adds."""
ALONE = 0.5
"""Effect of forces that act on their own account, beside wholly joint ones."""
FREE = 0.01
"""Stands for the cost of what costs nothing, so that it too counts as promised."""


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


def over(rate: float, quarters: float) -> float:
    """Return the share that a rate a quarter amounts to over some quarters (compounded)."""
    left = 1.0
    while quarters >= 1:
        left *= 1 - rate
        quarters -= 1
    return 1 - left * (1 - rate * quarters)


class Course:
    """
    A projected turn: the rules move ``values`` in place; chances count by expectation.

    Projected values are not rounded, so they are floats; a recorded turn's are integers.
    """

    values: list[float]

    def __init__(self, table: Table, values: Sequence[float], inputs: Inputs) -> None:
        self.table = table
        self.values = list(values)
        self.inputs = inputs
        self.quarters = table.quarters
        self.layout = table.layout
        self._low, self._high = table.layout.limits
        self.party_count = sum(inputs.parties)
        self.unopposed: dict[int, list[float]] = {}
        self._kept: list[float | None] | None = None
        self._work_out()

    def _work_out(self) -> None:
        """Work out what several rules read: levers, strength by slot, coverage by zone."""
        table, inputs, values = self.table, self.inputs, self.values
        self.chosen = chosen(table, inputs.terms)
        levers = self.chosen.levers
        opened = self.chosen.opens
        self.levers = levers
        interoperability = values[3] / FULL
        information = values[4] / FULL
        cohesion = values[2] / FULL
        coordination = min(1.0, max(0.0, levers[0]))
        self.coordination = coordination
        joint = (0.6 + 0.5 * interoperability) * (0.9 + 0.6 * coordination * (0.6 + 0.4 * cohesion))
        seen = 0.8 + 0.4 * information
        slots = table.slots
        count = len(slots)
        strength = [0.0] * count
        joint_units = [0.0] * count
        levels, caveats, parties = inputs.levels, inputs.caveats, inputs.parties
        for place, level in enumerate(levels):
            if level:
                slot = place % count
                row = slots[slot]
                units = level * row.weight
                if caveats[place]:
                    units *= 1 - CAVEAT_LOSS * caveats[place] / 1000
                zone = row.zone
                bound = parties[place // count]
                if zone < 0 or zone in opened:
                    works = joint if bound else ALONE
                elif zone in table.open_zones:
                    works = ALONE
                else:
                    works = 0.0
                strength[slot] += units * works * seen
                if bound:
                    joint_units[slot] += units
        self.strength = strength
        self.joint_units = joint_units
        by_operation: dict[int, float] = {}
        for slot, row in enumerate(slots):
            by_operation[row.operation] = by_operation.get(row.operation, 0.0) + strength[slot]
        self.coverage = [0.0] * len(table.zones)
        self.effect = {"picture": 0.0, "finish": 0.0, "relief": 0.0, "sustain": 0.0}
        first = {row.operation: row for row in reversed(slots)}
        for operation, row in first.items():
            if row.kind != "suppress":
                force = by_operation[operation]
                self.effect[row.kind] += force / (force + row.half)
        on_station = UNSUSTAINED + SUSTAINED * min(1.0, self.effect["sustain"])
        for operation, row in first.items():
            if row.kind == "suppress":
                force = by_operation[operation] * on_station
                self.coverage[row.zone] = force / (force + row.half)

    @property
    def kept_shares(self) -> list[float | None]:
        """Each member's delivered share of what it owed, by cost; None where it owed nothing."""
        if self._kept is None:
            slots = self.table.slots
            count = len(slots)
            owed = [0.0] * len(self.table.seats)
            given = [0.0] * len(self.table.seats)
            levels = self.inputs.levels
            for place, promise in enumerate(self.inputs.owed):
                if promise:
                    cost = slots[place % count].cost + FREE
                    owed[place // count] += promise * cost
                    sent = levels[place]
                    given[place // count] += (sent if sent < promise else promise) * cost
            self._kept = [g / o if o else None for g, o in zip(given, owed, strict=True)]
        return self._kept

    def lever(self, name: str) -> float:
        """Sum of what the terms in force work on this lever, 0 to 1 (``reward``: −1 to 1)."""
        value = self.levers[LEVER[name]]
        return max(-1.0 if name in ("reward", "mandate") else 0.0, min(1.0, value))

    def put(
        self,
        rule: str,
        place: int,
        amount: float,
        cause: str,
        facts: tuple[tuple[str, int | str], ...] = (),
    ) -> None:
        """Move a quantity by an amount in thousandths, kept within bounds; nothing is rounded."""
        moved = self.values[place] + amount
        if moved < self._low[place]:
            moved = self._low[place]
        elif moved > self._high[place]:
            moved = self._high[place]
        self.values[place] = moved

    def chance(self, purpose: str, probability: float) -> float:
        """Return how much of a chance event happens: here, its expectation."""
        return probability

    def run(self) -> None:
        """Run all rules of the table in their documented order."""
        for bound in self.table.rules:
            bound.rule.run(self, bound.parameters)


class Recorded(Course):
    """The turn as it happens: every change is an entry, and chances are rolled by name."""

    def __init__(
        self,
        table: Table,
        values: Sequence[int],
        inputs: Inputs,
        roll: Callable[[str, float], bool],
    ) -> None:
        super().__init__(table, values, inputs)
        self.entries: list[Entry] = []
        self._roll = roll

    def put(
        self,
        rule: str,
        place: int,
        amount: float,
        cause: str,
        facts: tuple[tuple[str, int | str], ...] = (),
    ) -> None:
        """Move a quantity and write the entry; what the bounds cut is an entry of its own."""
        step = round(amount)
        if step == 0:
            return
        turn = self.inputs.turn
        self.entries.append(Entry(turn, rule, cause, place, step, facts))
        moved = self.values[place] + step
        low, high = self._low[place], self._high[place]
        kept = low if moved < low else high if moved > high else moved
        if kept != moved:
            self.entries.append(Entry(turn, rule, "clamp", place, round(kept - moved)))
        self.values[place] = kept

    def chance(self, purpose: str, probability: float) -> float:
        """Return 1 if the named draw says that it happens, else 0."""
        return 1.0 if self._roll(purpose, probability) else 0.0
