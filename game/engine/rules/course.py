"""One turn's run through the rules: what went in, what each rule has worked out, what moved.

The same rules run in two ways: exactly, with a ledger entry for every change (``Recorded``), and
as a projection, where chances count by their expectation and no entries are written (``Course``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from game.engine.ledger import Entry, Fact
from game.engine.quantities import FULL
from game.engine.rules.deeds import Deeds, Inputs
from game.engine.table import Slot, Table

__all__ = ["Course", "Inputs", "Recorded", "over"]

UNSUSTAINED, SUSTAINED = 0.9, 0.3
"""Time on station without ports and fuel nearby, and what full support adds."""
ALONE = 0.5
"""Effect of forces that act on their own account, beside wholly joint ones."""


@lru_cache(maxsize=256)
def over(rate: float, quarters: float) -> float:
    """Return the share that a rate a quarter amounts to over some quarters (compounded)."""
    left = 1.0
    while quarters >= 1:
        left *= 1 - rate
        quarters -= 1
    return 1 - left * (1 - rate * quarters)


@lru_cache(maxsize=32)
def _operations(table: Table) -> tuple[tuple[Slot, tuple[int, ...]], ...]:
    """A slot of each operation, for what the operation is, and all slots that feed it."""
    slots = table.slots
    first = {row.operation: row for row in reversed(slots)}
    return tuple(
        (row, tuple(n for n, other in enumerate(slots) if other.operation == operation))
        for operation, row in first.items()
    )


class Course:
    """
    A projected turn: the rules move ``values`` in place; chances count by expectation.

    Projected values are not rounded, so they are floats; a recorded turn's are integers. *deeds*
    are those of the same inputs, where they have been worked out before.
    """

    values: list[float]

    def __init__(
        self, table: Table, values: Sequence[float], inputs: Inputs, deeds: Deeds | None = None
    ) -> None:
        self.table = table
        self.values = list(values)
        self.inputs = inputs
        self.deeds = deeds or Deeds(table, inputs)
        self.chosen = self.deeds.chosen
        self.quarters = table.quarters
        self.layout = table.layout
        self._low, self._high = table.layout.limits
        self.party_count = len(self.deeds.bound)
        self.unopposed: dict[int, list[float]] = {}
        self._work_out()

    def _work_out(self) -> None:
        """Work out what several rules read: effect by kind of operation, coverage by zone."""
        values = self.values
        interoperability = values[3] / FULL
        information = values[4] / FULL
        cohesion = values[2] / FULL
        coordination = self.coordination = self.lever("coordination")
        joint = (0.6 + 0.5 * interoperability) * (0.9 + 0.6 * coordination * (0.6 + 0.4 * cohesion))
        seen = 0.7 + 0.6 * information
        strength = [0.0] * len(self.table.slots)
        for slot, units, jointly in self.deeds.at_work:
            strength[slot] += units * (joint if jointly else ALONE) * seen
        self.coverage = [0.0] * len(self.table.zones)
        self.effect = {"picture": 0.0, "finish": 0.0, "relief": 0.0, "sustain": 0.0}
        operations = _operations(self.table)
        for row, slots in operations:
            if row.kind != "suppress":
                force = _sum(strength, slots)
                self.effect[row.kind] += force / (force + row.half)
        on_station = UNSUSTAINED + SUSTAINED * min(1.0, self.effect["sustain"])
        for row, slots in operations:
            if row.kind == "suppress":
                force = _sum(strength, slots) * on_station
                self.coverage[row.zone] = force / (force + row.half)

    def lever(self, name: str) -> float:
        """Sum of what the terms in force work on this lever, 0 to 1 (``reward``: −1 to 1)."""
        return self.deeds.levers[name]

    def put(self, rule: str, place: int, amount: float, cause: str, *facts: str | float) -> None:
        """
        Move a quantity by an amount in thousandths, kept within bounds; nothing is rounded.

        *facts* are names and figures in turn: whole numbers and ids stand as they are, other
        figures are told in thousandths.
        """
        moved = self.values[place] + amount
        if moved < self._low[place]:
            moved = self._low[place]
        elif moved > self._high[place]:
            moved = self._high[place]
        self.values[place] = moved

    def put_each(
        self,
        rule: str,
        moves: Iterable[tuple[int, float]],
        cause: str,
        *facts: str | float,
    ) -> None:
        """Move several quantities (place, amount) for the same cause, as ``put`` does."""
        values, low, high = self.values, self._low, self._high
        for place, amount in moves:
            moved = values[place] + amount
            if moved < low[place]:
                moved = low[place]
            elif moved > high[place]:
                moved = high[place]
            values[place] = moved

    def chance(self, purpose: str, probability: float) -> float:
        """Return how much of a chance event happens: here, its expectation."""
        return probability

    def run(self) -> None:
        """Run all rules of the table in their documented order."""
        for bound in self.table.rules:
            bound.rule.run(self, bound.parameters)


def _sum(numbers: list[float], places: tuple[int, ...]) -> float:
    total = 0.0
    for place in places:
        total += numbers[place]
    return total


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

    def put(self, rule: str, place: int, amount: float, cause: str, *facts: str | float) -> None:
        """Move a quantity and write the entry; what the bounds cut is an entry of its own."""
        step = round(amount)
        if step == 0:
            return
        turn = self.inputs.turn
        self.entries.append(Entry(turn, rule, cause, place, step, _told(facts)))
        moved = self.values[place] + step
        low, high = self._low[place], self._high[place]
        kept = low if moved < low else high if moved > high else moved
        if kept != moved:
            self.entries.append(Entry(turn, rule, "clamp", place, round(kept - moved)))
        self.values[place] = kept

    def put_each(
        self,
        rule: str,
        moves: Iterable[tuple[int, float]],
        cause: str,
        *facts: str | float,
    ) -> None:
        """Move several quantities (place, amount) for the same cause, an entry each."""
        for place, amount in moves:
            self.put(rule, place, amount, cause, *facts)

    def chance(self, purpose: str, probability: float) -> float:
        """Return 1 if the named draw says that it happens, else 0."""
        return 1.0 if self._roll(purpose, probability) else 0.0


def _told(facts: tuple[str | float, ...]) -> tuple[Fact, ...]:
    """Pair names with figures as a ledger keeps them."""
    return tuple(
        (str(name), round(figure * 1000) if isinstance(figure, float) else figure)
        for name, figure in zip(facts[::2], facts[1::2], strict=True)
    )
