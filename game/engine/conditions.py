"""Conditions and effects of scenario tables, weighed and carried out on a state."""

from __future__ import annotations

from game.engine.ledger import Entry
from game.engine.quantities import COUNTS, OF_MEMBER, OF_PRESSURE
from game.engine.state import GameState
from game.engine.sums import added
from game.scenario.models import conditions as c


def holds(condition: c.Condition, state: GameState) -> bool:
    """Whether a condition is true of a state."""
    match condition:
        case c.TurnIs():
            turn = state.turn + state.setting.table.start_turn - 1
            return condition.at_least <= turn <= condition.at_most
        case c.QuantityIs():
            return _within(measure(condition, state), condition.at_least, condition.at_most)
        case c.TermIs():
            return _term_holds(condition, state)
        case c.AgreementIs():
            return (state.agreement is not None) == condition.in_force
        case c.EventHappened():
            return any(
                h.event == condition.event and condition.option in (None, h.option)
                for h in state.happened
            )
        case c.AnyOf():
            return any(holds(part, state) for part in condition.of)
        case c.NotSo():
            return not holds(condition.of, state)


def explain(condition: c.Condition, state: GameState) -> tuple[tuple[str, bool], ...]:
    """Return yes or no for every leaf of a condition, each with a short text of it."""
    match condition:
        case c.AnyOf():
            return tuple(leaf for part in condition.of for leaf in explain(part, state))
        case c.NotSo():
            return tuple((f"not {text}", not yes) for text, yes in explain(condition.of, state))
        case _:
            said = condition.model_dump(exclude_defaults=True, exclude={"kind"})
            text = " ".join(f"{key}={value}" for key, value in said.items())
            return ((f"{condition.kind} {text}", holds(condition, state)),)


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _term_holds(condition: c.TermIs, state: GameState) -> bool:
    table = state.setting.table
    place = next(n for n, term in enumerate(table.terms) if term.id == condition.term)
    answer = table.terms[place].answers[state.in_force.terms[place]]
    if answer.number is None:
        return answer.id in condition.options
    return _within(answer.number, condition.at_least, condition.at_most)


def places_of(
    state: GameState,
    quantity: str,
    member: str | None,
    zone: str | None,
    track: str | None,
    toward: str | None = None,
) -> tuple[int, ...]:
    """The places of a named quantity: one, or those of all members, zones or pairs."""
    layout = state.setting.table.layout
    keys = layout.keys
    if quantity in OF_MEMBER:
        return tuple(
            layout.places[f"{quantity}/{m}"] for m in layout.members if member in (None, m)
        )
    if quantity == "trust":
        return tuple(
            place
            for place, key in enumerate(keys)
            if key.startswith("trust/")
            and member in (None, key.split("/")[1])
            and toward in (None, key.split("/")[2])
        )
    if quantity == "activity":
        return tuple(
            place
            for place, key in enumerate(keys)
            if key.startswith("activity/") and zone in (None, key.split("/")[2])
        )
    if quantity in OF_PRESSURE:
        return tuple(p for p, key in enumerate(keys) if key.startswith(f"{quantity}/"))
    if quantity == "own":
        return (layout.places[f"own/{track}"],)
    return (layout.places[quantity],)


def measure(condition: c.QuantityIs, state: GameState) -> float:
    """The value that a condition compares: a quantity, a sum of counts, or a mean."""
    places = places_of(state, condition.quantity, condition.member, condition.zone, condition.track)
    total = added(state.values[place] for place in places) / 1000
    return total if condition.quantity in COUNTS else total / max(1, len(places))


def effect_entries(state: GameState, event: str, effect: c.Change) -> tuple[Entry, ...]:
    """The ledger entries of one effect, kept within bounds by entries of their own."""
    layout = state.setting.table.layout
    entries: list[Entry] = []
    places = places_of(
        state, effect.quantity, effect.member, effect.zone, effect.track, effect.toward
    )
    for place in places:
        amount = round(effect.by * 1000)
        entries.extend(
            bounded(
                state.turn, "event", event, place, amount, state.values[place], layout.bounds[place]
            )
        )
    return tuple(entries)


def bounded(
    turn: int,
    rule: str,
    cause: str,
    place: int,
    amount: int,
    now: int,
    bounds: tuple[int, int],
    facts: tuple[tuple[str, int | str], ...] = (),
) -> tuple[Entry, ...]:
    """An entry, and where it would leave the bounds a second one that keeps them."""
    if amount == 0:
        return ()
    entry = Entry(turn, rule, cause, place, amount, facts)
    kept = max(bounds[0], min(bounds[1], now + amount))
    if kept == now + amount:
        return (entry,)
    return (entry, Entry(turn, rule, "clamp", place, kept - now - amount))
