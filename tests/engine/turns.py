"""One turn of the rules by itself: given quantities and deeds in, entries and quantities out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from game.engine.rules.course import Course, Inputs, Recorded
from game.engine.setting import Setting
from game.engine.state import initial_state
from game.engine.table import Table
from tests.fixtures import small_setting


def never(purpose: str, chance: float) -> bool:
    """A die that never falls so."""
    return False


def always(purpose: str, chance: float) -> bool:
    """A die that falls so whenever it can."""
    return chance > 0


@lru_cache(maxsize=64)
def _setting(rules: str) -> Setting:
    from ast import literal_eval

    return small_setting(rules=literal_eval(rules))


@dataclass(frozen=True)
class Turn:
    """A turn before it is run; every method gives a changed one."""

    setting: Setting
    values: tuple[int, ...]
    inputs: Inputs

    @property
    def table(self) -> Table:
        """The public table."""
        return self.setting.table

    def at(self, **values: int) -> Turn:
        """With other quantities, in thousandths: ``at(trust__alba__brava=9000)``."""
        places = self.table.layout.places
        new = list(self.values)
        for key, value in values.items():
            new[places[key.replace("__", "/")]] = value
        return replace(self, values=tuple(new))

    def terms(self, **answers: str) -> Turn:
        """With terms in force, by the ids of term and answer."""
        chosen = list(self.inputs.terms)
        for term, answer in answers.items():
            number = next(n for n, t in enumerate(self.table.terms) if t.id == term)
            place = self.table.terms[number].place(answer)
            assert place is not None
            chosen[number] = place
        return self.having(terms=tuple(chosen))

    def sends(self, **levels: int) -> Turn:
        """With units delivered and owed alike: ``sends(alba_escort=2)``."""
        return self.owes(**levels).gives(**levels)

    def gives(self, **levels: int) -> Turn:
        """With units delivered."""
        return self.having(levels=self._levels(self.inputs.levels, levels))

    def owes(self, **levels: int) -> Turn:
        """With units promised."""
        return self.having(owed=self._levels(self.inputs.owed, levels))

    def _levels(self, base: Any, levels: dict[str, int]) -> tuple[int, ...]:
        new = list(base)
        for key, level in levels.items():
            member, operation = key.split("_")
            slot = [s.operation for s in self.table.slots].index(
                [o.id for o in self.table.operations].index(operation)
            )
            new[self.table.level_place(self.table.seat_places[member], slot)] = level
        return tuple(new)

    def having(self, **inputs: Any) -> Turn:
        """With other inputs."""
        return replace(self, inputs=replace(self.inputs, **inputs))

    def run(self, roll: Callable[[str, float], bool] = never) -> Outcome:
        """Run all rules of the table."""
        course = Recorded(self.table, self.values, self.inputs, roll)
        course.run()
        return Outcome(self, course)

    def project(self) -> tuple[float, ...]:
        """Run them as a projection."""
        course = Course(self.table, self.values, self.inputs)
        course.run()
        return tuple(course.values)


@dataclass(frozen=True)
class Outcome:
    """What came of a turn."""

    turn: Turn
    course: Recorded

    def value(self, key: str) -> int:
        """A quantity afterwards, in thousandths."""
        return int(self.course.values[self.turn.table.layout.places[key]])

    def change(self, key: str) -> int:
        """How far a quantity moved."""
        return self.value(key) - self.turn.values[self.turn.table.layout.places[key]]

    def by(self, rule: str, key: str | None = None, cause: str | None = None) -> int:
        """The sum of what a rule did to a quantity, for a cause."""
        layout = self.turn.table.layout
        return sum(
            e.amount
            for e in self.course.entries
            if e.rule == rule
            and (key is None or layout.keys[e.place] == key)
            and (cause is None or e.cause == cause)
        )


def turn(**rules: Any) -> Turn:
    """A turn without agreement in which nobody does anything; *rules* as in a scenario."""
    setting = _setting(repr(rules))
    table = setting.table
    seats = len(table.seats)
    base = table.status_quo
    inputs = Inputs(
        turn=1,
        terms=base.terms,
        in_force=False,
        parties=(False,) * seats,
        levels=base.levels,
        owed=base.levels,
        caveats=base.caveats,
        excused=(False,) * seats,
        exercises=(0,) * seats,
    )
    return Turn(setting, initial_state(setting).values, inputs)


def agreed(**rules: Any) -> Turn:
    """A turn with an agreement in force that binds all three."""
    return turn(**rules).having(in_force=True, parties=(True,) * 3).terms(area="strait")
