"""Shorthands to lead a game by hand to where a test begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.engine import commands as c
from game.engine.events import Event
from game.engine.game import Done, decide
from game.engine.package import Package
from game.engine.refusal import Refusal
from game.engine.state import GameState

SEATS = ("alba", "brava", "corso")


def done(state: GameState, actor: str, command: c.Command) -> Done:
    """Carry out a command that must be accepted."""
    result = decide(state, actor, command)
    assert isinstance(result, Done), result
    return result


def after(state: GameState, actor: str, command: c.Command) -> GameState:
    """The state after a command that must be accepted."""
    return done(state, actor, command).state


def refused(state: GameState, actor: str, command: c.Command) -> str:
    """The code with which a command is refused, which it must be."""
    result = decide(state, actor, command)
    assert isinstance(result, Refusal), result.events
    return result.code


def expired(state: GameState) -> GameState:
    """The state after the clock has ended the phase or the round."""
    return after(state, "clock", c.ClockExpired(state.phase))


def until(state: GameState, phase: str) -> GameState:
    """Let the clock run until a phase begins."""
    for _ in range(60):
        if state.phase == phase:
            return state
        state = expired(state)
    raise AssertionError(f"{phase} never begins")


def everybody(state: GameState, command: c.Command) -> GameState:
    """Every seat gives the same command."""
    for seat in state.setting.table.seats:
        state = after(state, seat.id, command)
    return state


def package(state: GameState, *answers: tuple[str, str], **levels: int) -> Package:
    """
    A package made from the one in force: ``package(state, ("area", "strait"), alba_escort=2)``.

    The keyword names a member and an operation; the operation's first slot is meant.
    """
    table = state.setting.table
    base = state.in_force
    terms, units = list(base.terms), list(base.levels)
    for term, answer in answers:
        place = next(n for n, t in enumerate(table.terms) if t.id == term)
        found = table.terms[place].place(answer)
        assert found is not None, answer
        terms[place] = found
    for key, level in levels.items():
        member, operation = key.split("_")
        slot = next(
            n for n, s in enumerate(table.slots) if table.operations[s.operation].id == operation
        )
        units[table.level_place(table.seat_places[member], slot)] = level
    return replace(base, terms=tuple(terms), levels=tuple(units))


def tabled(state: GameState, sponsor: str, text: Package) -> tuple[GameState, int]:
    """The state with a draft on the table, and its number."""
    state = after(state, sponsor, c.TableDraft(text))
    return state, state.drafts[-1].id


def to_decision(state: GameState, text: Package, sponsor: str = "alba") -> GameState:
    """Lead a game from wherever in its turn to the ballot on a text."""
    state = until(state, "consultation")
    state, number = tabled(state, sponsor, text)
    state = after(state, sponsor, c.CallDecision(number))
    return until(state, "decision")


def adopted(state: GameState, text: Package, sponsor: str = "alba") -> GameState:
    """Lead a game to the implementation of a text that all consent to."""
    state = to_decision(state, text, sponsor)
    return everybody(state, c.CastVote("consent"))


def voted(state: GameState, ballots: Iterable[str | tuple[str, bool]]) -> Done:
    """Cast all votes in the order of seats; what the last of them brought about."""
    last: Done | None = None
    for seat, given in zip(state.setting.table.seats, ballots, strict=True):
        ballot, forces = (given, True) if isinstance(given, str) else given
        if ballot == "silent":
            continue
        last = done(state, seat.id, c.CastVote(ballot, forces, "for a reason"))  # type: ignore[arg-type]
        state = last.state
    assert last is not None
    return last


def delivered(state: GameState, **changes: int) -> GameState:
    """
    Every seat delivers what it owes, but for changes: ``delivered(state, alba=0)`` sends nothing.

    The number is a percentage of what is owed.
    """
    for seat in state.setting.table.seats:
        owed = state.owed(state.setting.table.seat_places[seat.id])
        part = changes.get(seat.id, 100)
        state = after(state, seat.id, c.Deliver(tuple(n * part // 100 for n in owed)))
    return state


def of(events: Iterable[Event], kind: str) -> list[Event]:
    """The events of a kind."""
    return [event for event in events if event.kind == kind]


def with_values(state: GameState, **values: int) -> GameState:
    """
    The state as it would be had it stood at other values: ``with_values(s, support__alba=5000)``.

    Only to begin a test somewhere; the turn's ledger begins there too.
    """
    places = state.setting.table.layout.places
    new = list(state.values)
    for key, value in values.items():
        new[places[key.replace("__", "/")]] = value
    return replace(state, values=tuple(new), before=tuple(new), entries=())


def value(state: GameState, key: str) -> int:
    """A quantity of the state, in thousandths."""
    return state.values[state.setting.table.layout.places[key]]
