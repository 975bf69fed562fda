"""Injects: what an event would do if it were fired now, and events that an instructor writes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.commands import FireInject
from game.engine.digest import digest
from game.engine.game import INSTRUCTOR, Done, decide
from game.engine.state import GameState
from game.engine.tracks import track_value
from game.scenario.models.conditions import Change, OpenTerm, ResourceChange
from game.scenario.models.scenario import EventSpec
from game.texts.catalogue import _


@dataclass(frozen=True, slots=True)
class Effect:
    """What moves, for whom (a seat's id, empty: for all), from and to, in thousandths."""

    what: str
    seat: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """An inject before it is sent: what it would do now, where, and whom it would ask."""

    event: str
    title: str
    text: str
    at: tuple[float, float] | None
    marker: str
    effects: tuple[Effect, ...]
    opens: tuple[str, ...]
    asks: str
    refusal: str


def preview(state: GameState, event: EventSpec) -> Preview:
    """Return what an event would do if it were fired now; nothing is changed."""
    setting = state.setting
    if all(known.id != event.id for known in setting.scenario.events):
        events = (*setting.scenario.events, event)
        scenario = setting.scenario.model_copy(update={"events": events})
        state = replace(state, setting=replace(setting, scenario=scenario))
    done = decide(state, INSTRUCTOR, FireInject(event.id))
    after = done.state if isinstance(done, Done) else state
    return Preview(
        event=event.id,
        title=event.title,
        text=event.text,
        at=(event.at[0], event.at[1]) if event.at else None,
        marker=event.marker,
        effects=_effects(state, after),
        opens=tuple(state.setting.table.terms[n].id for n in after.agenda if n not in state.agenda),
        asks=event.choice.member if event.choice else "",
        refusal="" if isinstance(done, Done) else done.code,
    )


def _effects(before: GameState, after: GameState) -> tuple[Effect, ...]:
    table = before.setting.table
    found = []
    for track in table.tracks:
        whose = table.members if track.of == "seat" else (None,)
        for seat in whose:
            old = track_value(table, track, before.values, seat)
            new = track_value(table, track, after.values, seat)
            if old != new:
                whose_is = "" if seat is None else table.seats[seat].id
                found.append(Effect(track.id, whose_is, old, new))
    for seat in table.members:
        for place, resource in enumerate(table.resources):
            had, has = before.stock(seat, place), after.stock(seat, place)
            if had != has:
                found.append(Effect(resource.id, table.seats[seat].id, had * 1000, has * 1000))
    return tuple(found)


def fault_of(state: GameState, event: EventSpec) -> str:
    """Return what is wrong with an instructor's own event, in a sentence; empty if nothing is."""
    scenario = state.setting.scenario
    if any(known.id == event.id for known in scenario.events):
        return _("There is an event '{event}' already; give yours another id.").format(
            event=event.id
        )
    if event.when:
        return _("An inject of your own happens by your hand; leave its conditions out.")
    if event.choice is not None:
        return _("An inject of your own asks no seat; leave its choice out.")
    for effect in event.effects:
        wrong = _strange(state, effect)
        if wrong:
            return _("There is no {wrong} in this scenario.").format(wrong=wrong)
    try:
        shown = preview(state, event)
        digest(decide_trial(state, event))
    except (KeyError, ValueError, IndexError, StopIteration, TypeError) as error:
        return _("The effects do not fit this scenario: {error!r}.").format(error=error)
    if shown.refusal and shown.refusal != "phase/wrong":
        return _("It would be refused: {code}.").format(code=shown.refusal)
    return ""


def decide_trial(state: GameState, event: EventSpec) -> GameState:
    """Return the state after an event on a copy of the game that knows it."""
    scenario = state.setting.scenario
    events = (*scenario.events, event)
    trial = replace(state.setting, scenario=scenario.model_copy(update={"events": events}))
    done = decide(replace(state, setting=trial), INSTRUCTOR, FireInject(event.id))
    return done.state if isinstance(done, Done) else state


def _strange(state: GameState, effect: Change | ResourceChange | OpenTerm) -> str:
    scenario = state.setting.scenario
    known = {
        "member": {m.id for m in scenario.members},
        "toward": {m.id for m in scenario.members},
        "zone": {z.id for z in scenario.zones},
        "track": {t.id for t in scenario.tracks},
        "resource": {r.id for r in state.setting.table.resources},
        "term": {t.id for t in scenario.terms},
    }
    for field, ids in known.items():
        named = getattr(effect, field, None)
        if named is not None and named not in ids:
            return f"{field} '{named}'"
    return ""
