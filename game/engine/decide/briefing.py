"""How a turn begins: expiry, events, the agenda, and what each seat can estimate."""

from __future__ import annotations

from game.engine import events as e
from game.engine.apply import applied, apply
from game.engine.conditions import effect_entries, holds
from game.engine.draws import happens, shuffled
from game.engine.estimates import drawn_errors
from game.engine.state import GameState
from game.engine.sums import added
from game.scenario.models import conditions as c
from game.scenario.models.conditions import Effect
from game.scenario.models.scenario import EventSpec

MOST_EVENTS = 3


def begin_turn(state: GameState) -> tuple[e.Event, ...]:
    """Return the events with which the next turn begins."""
    events: list[e.Event] = [e.TurnBegan(state.turn + 1)]
    state = apply(state, events[0])
    if state.agreement is not None and state.agreement.expires < state.turn:
        events.append(e.AgreementExpired())
        state = apply(state, events[-1])
    opened: dict[int, str] = {}
    for spec in _due(state):
        happened = occur(state, spec, "chance")
        for event in happened:
            if isinstance(event, e.TermOpened):
                opened.setdefault(event.term, event.cause)
        happened = tuple(x for x in happened if not isinstance(x, e.TermOpened))
        events.extend(happened)
        state = applied(state, happened)
    events.append(_agenda(state, opened))
    events.append(_estimates(state))
    return tuple(events)


def _due(state: GameState) -> list[EventSpec]:
    """The events of the scenario that happen this turn, at most three, in the file's order."""
    done = {h.event for h in state.happened}
    asked = {h.event for h in state.happened if h.chooser >= 0 and h.option is None}
    found = []
    for spec in state.setting.scenario.events:
        if not spec.when or (spec.id in done and not spec.again) or spec.id in asked:
            continue
        if not all(holds(condition, state) for condition in spec.when):
            continue
        if happens(state.setting.seed, spec.chance, state.turn, "event", spec.id):
            found.append(spec)
    return found[:MOST_EVENTS]


def occur(state: GameState, spec: EventSpec, by: str) -> tuple[e.Event, ...]:
    """Return what follows when an event happens now."""
    chooser = -1
    if spec.choice is not None:
        chooser = state.setting.table.seat_places[spec.choice.member]
    events: list[e.Event] = [e.EventOccurred(spec.id, by, chooser)]
    events += carry_out(state, spec.id, spec.effects)
    return tuple(events)


def carry_out(state: GameState, event: str, effects: tuple[Effect, ...]) -> list[e.Event]:
    """Return the events of some effects; entries see what earlier effects have moved."""
    events: list[e.Event] = []
    table = state.setting.table
    for effect in effects:
        new: e.Event | None = None
        if isinstance(effect, c.Change):
            entries = effect_entries(state, event, effect)
            if entries:
                new = e.Changed(entries)
        elif isinstance(effect, c.ResourceChange):
            resource = next(n for n, r in enumerate(table.resources) if r.id == effect.resource)
            member = table.seat_places[effect.member]
            new = e.StockChanged(member, resource, effect.by, state.turn + effect.turns - 1)
        else:
            term = next(n for n, t in enumerate(table.terms) if t.id == effect.term)
            if term not in state.agenda:
                new = e.TermOpened(term, event)
        if new is not None:
            events.append(new)
            state = apply(state, new)
    return events


def _agenda(state: GameState, opened: dict[int, str]) -> e.AgendaSet:
    """
    Open the turn's terms: by events, then by review clauses and those never settled.

    At least one place is kept for what has been open least often; an expiring agreement opens the
    term of its duration beside the others. Among equals the seed decides. A term's cause is the id
    of the event that opened it, or ``expiry``, ``review``, ``unsettled``, ``revisited``.
    """
    table = state.setting.table
    chosen: dict[int, str] = dict(opened)
    places = max(table.open_terms, len(opened) + 1)
    for term, cause in (*_for_review(state), *_by_need(state)):
        if len(chosen) >= places:
            break
        chosen.setdefault(term, cause)
    agreement = state.agreement
    expiring = agreement is not None and agreement.expires <= state.turn
    if expiring and table.duration_term is not None and table.duration_term not in opened:
        chosen[table.duration_term] = "expiry"
    terms = tuple(sorted(chosen))
    return e.AgendaSet(terms, tuple(chosen[n] for n in terms))


def _for_review(state: GameState) -> list[tuple[int, str]]:
    """Terms whose review is due, but for one place that stays for the rest."""
    terms = state.setting.table.terms
    due = [
        (n, "review")
        for n, last in enumerate(state.settled)
        if last and state.turn - last >= terms[n].review
    ]
    return due[: max(0, state.setting.table.open_terms - 1)]


def _by_need(state: GameState) -> list[tuple[int, str]]:
    """All terms: never settled before settled, least often open first, weightiest on turn 1."""
    table = state.setting.table
    often = [0] * len(table.terms)
    for record in state.records:
        for term in record.agenda:
            often[term] += 1
    weight = [added(p.values.term_weights[n] for p in table.priors) for n in range(len(often))]
    order = shuffled(state.setting.seed, tuple(range(len(often))), state.turn, "agenda")
    first = state.turn == 1

    def rank(n: int) -> tuple[bool, int, float]:
        return (state.settled[n] > 0, often[n], -weight[n] if first else 0.0)

    return [(n, "revisited" if state.settled[n] else "unsettled") for n in sorted(order, key=rank)]


def _estimates(state: GameState) -> e.EstimatesFormed:
    table = state.setting.table
    resources = range(len(table.resources))
    stock = tuple(tuple(state.stock(m, r) for r in resources) for m in table.members)
    return e.EstimatesFormed(*drawn_errors(state.setting, state.turn, state.values, stock))
