"""How a turn ends: ratification at home, and the run of the rules over what was delivered."""

from __future__ import annotations

from game.engine import events as e
from game.engine.apply import apply
from game.engine.decide.talks import moved
from game.engine.draws import happens
from game.engine.home import vote_at_home
from game.engine.ledger import Entry
from game.engine.rules.course import Inputs, Recorded
from game.engine.state import GameState, Statement

BACKED_DOWN_SUPPORT = -5_000
BROKEN_DEAL_TRUST = -8_000


def ratify(state: GameState) -> tuple[e.Event, ...]:
    """Return the votes at home on what members signed or could not ratify before."""
    agreement = state.agreement
    if agreement is None:
        return ()
    fresh = any(b.adopted for b in state.ballots)
    table = state.setting.table
    events: list[e.Event] = []
    for member in table.members:
        if not agreement.parties[member]:
            continue
        if not fresh and agreement.ratified[member]:
            continue
        support = state.values[table.layout.of_member("support", member)]
        factions = state.setting.minds[member].factions
        vote = vote_at_home(table, member, factions, agreement.package, support)
        events.append(e.RatificationHeld(member, vote.yes, vote.passes, vote.against))
    return tuple(events)


def inputs_of(state: GameState) -> Inputs:
    """What the rules run on: what is in force and what every member delivered."""
    table = state.setting.table
    package = state.in_force
    agreement = state.agreement
    seats = len(table.seats)
    parties = agreement.parties if agreement else (False,) * seats
    ratified = agreement.ratified if agreement else (True,) * seats
    payments = tuple(
        (d.sender, d.to, d.pays) for d in state.side_deals if d.status == "taken" and d.left
    )
    held = [0] * seats
    for host, partner in state.exercises:
        held[host] += 1
        held[partner] += 1
    nothing = (0,) * len(table.slots)
    return Inputs(
        turn=state.turn,
        terms=package.terms,
        in_force=agreement is not None,
        parties=parties,
        levels=tuple(level for row in state.delivered for level in (row or nothing)),
        owed=tuple(level for n in table.members for level in state.owed(n)),
        caveats=package.caveats,
        excused=tuple(parties[n] and not ratified[n] for n in range(seats)),
        payments=payments,
        exercises=tuple(held),
        tires=tuple(mind.tires for mind in state.setting.minds),
    )


def resolve(state: GameState) -> tuple[e.Event, ...]:
    """Return the outcome of a turn: side deals settled, words eaten, then the rules."""
    events: list[e.Event] = []
    for event in (*_settle_deals(state), *_backed_down(state)):
        events.append(event)
        state = apply(state, event)
    seed = state.setting.seed

    def roll(purpose: str, chance: float) -> bool:
        return happens(seed, chance, state.turn, "rule", purpose)

    course = Recorded(state.setting.table, list(state.values), inputs_of(state), roll)
    course.run()
    events.append(e.Changed(tuple(course.entries)))
    events.append(e.TurnResolved(state.turn))
    return tuple(events)


def _settle_deals(state: GameState) -> tuple[e.Event, ...]:
    """Close what lapsed; a taken deal whose taker did not consent is broken, and trust suffers."""
    events: list[e.Event] = []
    layout = state.setting.table.layout
    for deal in state.side_deals:
        if deal.status == "offered":
            events.append(e.SideDealClosed(deal.id, "lapsed"))
        elif deal.status == "taken" and deal.left == 0:
            events.append(e.SideDealClosed(deal.id, "paid"))
        elif deal.status == "taken" and deal.left == deal.turns:
            decided = next((b for b in state.ballots if b.draft == deal.draft), None)
            vote = decided.votes[deal.to] if decided else None
            if vote is not None and vote.ballot != "consent":
                events.append(e.SideDealClosed(deal.id, "broken"))
                place = layout.trust[deal.sender][deal.to]
                entries = moved(state, "side_deal", "broken", place, BROKEN_DEAL_TRUST)
                events.append(e.Changed(entries))
                state = apply(state, events[-1])
            elif decided is None or not decided.adopted:
                events.append(e.SideDealClosed(deal.id, "lapsed"))
    return tuple(events)


def _backed_down(state: GameState) -> tuple[e.Event, ...]:
    """Publics mind when a member signs what it publicly ruled out."""
    table = state.setting.table
    signed = next((b for b in reversed(state.ballots) if b.adopted), None)
    if signed is None or state.agreement is None:
        return ()
    entries: list[Entry] = []
    latest = {(said.seat, said.term): said for said in state.statements}
    for said in latest.values():
        now = signed.package.terms[said.term]
        open_now = said.turn == state.turn or said.term in state.agenda
        bound = state.agreement.parties[said.seat]
        if now != said.answer and open_now and bound and not _eaten(state, said):
            place = table.layout.of_member("support", said.seat)
            step = moved(state, "statement", "backed_down", place, BACKED_DOWN_SUPPORT)
            state = apply(state, e.Changed(step))
            entries += step
    return (e.Changed(tuple(entries)),) if entries else ()


def _eaten(state: GameState, said: Statement) -> bool:
    """Whether its member has signed something else since, and paid for that."""
    return any(
        ballot.adopted and ballot.package.terms[said.term] != said.answer
        for record in state.records
        if record.turn >= said.turn and record.agreement and record.agreement.parties[said.seat]
        for ballot in record.ballots
    )
