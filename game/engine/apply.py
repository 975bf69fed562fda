"""``apply(state, event)``: the one function that changes a state, one small function an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.engine import events as e
from game.engine.ledger import summed
from game.engine.state import (
    Agreement,
    Backchannel,
    Ballots,
    Disclosure,
    Draft,
    GameState,
    Happened,
    Link,
    Question,
    SideDeal,
    Statement,
    StockChange,
    TurnRecord,
    Vote,
)


def apply(state: GameState, event: e.Event) -> GameState:
    """Return the state after *event*. Nothing is rolled and nothing refused here."""
    return _APPLY[event.kind](state, event)


def applied(state: GameState, events: tuple[e.Event, ...]) -> GameState:
    """Return the state after all *events*, in order."""
    for event in events:
        state = apply(state, event)
    return state


def _placed(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _turn_began(state: GameState, event: e.TurnBegan) -> GameState:
    seats = len(state.setting.table.seats)
    return replace(
        state,
        turn=event.turn,
        phase="briefing",
        round=0,
        before=state.values,
        entries=(),
        agenda=(),
        agenda_causes=(),
        drafts=(),
        links=(),
        questions=(),
        exercises=(),
        mediation=False,
        mediated=False,
        ready=(False,) * seats,
        waivers=(frozenset(),) * seats,
        called=0,
        final_ballot=False,
        under_decision=None,
        votes=(None,) * seats,
        ballots=(),
        ratifications=(),
        delivered=(None,) * seats,
        stock_changes=tuple(c for c in state.stock_changes if c.until >= event.turn),
    )


def _event_occurred(state: GameState, event: e.EventOccurred) -> GameState:
    happened = Happened(event.event, state.turn, event.chooser, None)
    return replace(state, happened=(*state.happened, happened))


def _event_chosen(state: GameState, event: e.EventChosen) -> GameState:
    happened = tuple(
        replace(h, option=event.option) if h.event == event.event and h.option is None else h
        for h in state.happened
    )
    return replace(state, happened=happened)


def _stock_changed(state: GameState, event: e.StockChanged) -> GameState:
    change = StockChange(event.member, event.resource, event.by, event.until)
    return replace(state, stock_changes=(*state.stock_changes, change))


def _changed(state: GameState, event: e.Changed) -> GameState:
    return replace(
        state,
        values=summed(state.values, event.entries),
        entries=(*state.entries, *event.entries),
    )


def _agenda_set(state: GameState, event: e.AgendaSet) -> GameState:
    return replace(state, agenda=event.terms, agenda_causes=event.causes)


def _estimates_formed(state: GameState, event: e.EstimatesFormed) -> GameState:
    return replace(state, errors=event.errors, widths=event.widths)


def _phase_began(state: GameState, event: e.PhaseBegan) -> GameState:
    ready = (False,) * len(state.ready)
    under = state.under_decision
    if event.phase == "decision":
        draft = state.draft(state.called)
        under = draft.package if draft else None
    return replace(
        state,
        phase=event.phase,  # type: ignore[arg-type]
        ready=ready,
        under_decision=under,
    )


def _round_began(state: GameState, event: e.RoundBegan) -> GameState:
    table = state.setting.table
    return replace(
        state,
        round=event.round,
        effort=(table.effort,) * len(table.seats),
        ready=(False,) * len(table.seats),
    )


def _seat_ready(state: GameState, event: e.SeatReady) -> GameState:
    return replace(state, ready=_placed(state.ready, event.seat, True))


def _effort_spent(state: GameState, event: e.EffortSpent) -> GameState:
    left = state.effort[event.seat] - event.effort
    return replace(state, effort=_placed(state.effort, event.seat, left))


def _draft_tabled(state: GameState, event: e.DraftTabled) -> GameState:
    drafts = tuple(
        replace(d, status="replaced") if d.id == event.replaces and d.status == "open" else d
        for d in state.drafts
    )
    draft = Draft(
        id=event.draft,
        turn=state.turn,
        round=state.round,
        sponsors=event.sponsors,
        package=event.package,
        replaces=event.replaces,
        answers=(None,) * len(state.setting.table.seats),
    )
    called = event.draft if state.called == event.replaces and event.replaces else state.called
    return replace(
        state,
        drafts=(*drafts, draft),
        next_id=max(state.next_id, event.draft + 1),
        called=called,
        mediated=state.mediated or event.sponsors == (e.CHAIR,),
    )


def _draft_withdrawn(state: GameState, event: e.DraftWithdrawn) -> GameState:
    return replace(
        state,
        drafts=_draft_status(state, event.draft, "withdrawn"),
        called=0 if state.called == event.draft else state.called,
    )


def _draft_status(state: GameState, draft: int, status: str) -> tuple[Draft, ...]:
    return tuple(
        replace(d, status=status) if d.id == draft else d  # type: ignore[arg-type]
        for d in state.drafts
    )


def _draft_answered(state: GameState, event: e.DraftAnswered) -> GameState:
    drafts = tuple(
        replace(d, answers=_placed(d.answers, event.seat, event.response))
        if d.id == event.draft
        else d
        for d in state.drafts
    )
    return replace(state, drafts=drafts)


def _interests_asked(state: GameState, event: e.InterestsAsked) -> GameState:
    question = Question(event.asker, event.member, event.term)
    return replace(state, questions=(*state.questions, question))


def _disclosed(state: GameState, event: e.Disclosed) -> GameState:
    told = Disclosure(state.turn, event.to, event.by, event.claim)
    terms = {term.id: n for n, term in enumerate(state.setting.table.terms)}
    answered = terms.get(event.claim.subject)
    questions = tuple(
        q
        for q in state.questions
        if not (q.asker == event.to and q.member == event.by and q.term == answered)
    )
    return replace(state, disclosures=(*state.disclosures, told), questions=questions)


def _backchannel_sent(state: GameState, event: e.BackchannelSent) -> GameState:
    sounding = Backchannel(
        event.message, state.turn, event.sender, event.to, event.package, event.leaked, None
    )
    return replace(
        state,
        backchannels=(*state.backchannels, sounding),
        next_id=max(state.next_id, event.message + 1),
    )


def _backchannel_answered(state: GameState, event: e.BackchannelAnswered) -> GameState:
    return replace(
        state,
        backchannels=tuple(
            replace(b, response=event.response) if b.id == event.message else b
            for b in state.backchannels
        ),
    )


def _side_deal_offered(state: GameState, event: e.SideDealOffered) -> GameState:
    deal = SideDeal(
        event.deal,
        event.sender,
        event.to,
        event.draft,
        event.pays,
        event.turns,
        "offered",
        event.turns,
    )
    return replace(
        state,
        side_deals=(*state.side_deals, deal),
        next_id=max(state.next_id, event.deal + 1),
    )


def _deal_status(state: GameState, deal: int, status: str) -> GameState:
    return replace(
        state,
        side_deals=tuple(
            replace(d, status=status) if d.id == deal else d for d in state.side_deals
        ),
    )


def _side_deal_answered(state: GameState, event: e.SideDealAnswered) -> GameState:
    return _deal_status(state, event.deal, "taken" if event.accept else "left")


def _side_deal_closed(state: GameState, event: e.SideDealClosed) -> GameState:
    return _deal_status(state, event.deal, event.why)


def _issues_linked(state: GameState, event: e.IssuesLinked) -> GameState:
    link = Link(event.link, event.sender, event.to, event.draft, event.mine, event.yours, "open")
    return replace(state, links=(*state.links, link), next_id=max(state.next_id, event.link + 1))


def _link_answered(state: GameState, event: e.LinkAnswered) -> GameState:
    return replace(
        state,
        links=tuple(
            replace(li, status="taken" if event.accept else "left") if li.id == event.link else li
            for li in state.links
        ),
    )


def _statement_made(state: GameState, event: e.StatementMade) -> GameState:
    made = Statement(state.turn, event.seat, event.term, event.answer)
    return replace(state, statements=(*state.statements, made))


def _exercise_held(state: GameState, event: e.ExerciseHeld) -> GameState:
    return replace(state, exercises=(*state.exercises, (event.host, event.partner)))


def _waiver_granted(state: GameState, event: e.WaiverGranted) -> GameState:
    waived = state.waivers[event.seat] | {event.red_line}
    return replace(state, waivers=_placed(state.waivers, event.seat, waived))


def _mediation_asked(state: GameState, event: e.MediationAsked) -> GameState:
    return replace(state, mediation=True)


def _term_opened(state: GameState, event: e.TermOpened) -> GameState:
    opened = (*zip(state.agenda, state.agenda_causes, strict=True), (event.term, event.cause))
    agenda, causes = zip(*sorted(opened), strict=True)
    return replace(state, agenda=agenda, agenda_causes=causes)


def _decision_called(state: GameState, event: e.DecisionCalled) -> GameState:
    return replace(state, called=event.draft)


def _vote_cast(state: GameState, event: e.VoteCast) -> GameState:
    vote = Vote(event.ballot, event.forces, event.reason, event.silent)
    return replace(state, votes=_placed(state.votes, event.seat, vote))


def _forces_withheld(state: GameState, event: e.ForcesWithheld) -> GameState:
    return replace(
        state,
        final_ballot=True,
        under_decision=event.package,
        votes=(None,) * len(state.votes),
    )


def _decided(
    state: GameState, draft: int, package: Any, adopted: bool, blockers: tuple[int, ...], why: str
) -> GameState:
    taken = Ballots(draft, package, state.votes, adopted, blockers, why)
    return replace(
        state,
        drafts=_draft_status(state, draft, "adopted" if adopted else "failed"),
        ballots=(*state.ballots, taken),
        called=0,
        under_decision=None,
    )


def _draft_adopted(state: GameState, event: e.DraftAdopted) -> GameState:
    before = state.in_force.terms
    settled = tuple(
        state.turn if n in state.agenda or old != new else last
        for n, (old, new, last) in enumerate(
            zip(before, event.package.terms, state.settled, strict=True)
        )
    )
    since = state.agreement.since if state.agreement else state.turn
    agreement = Agreement(
        event.package,
        event.parties,
        (True,) * len(event.parties),
        since,
        event.expires,
        event.draft,
    )
    state = replace(state, agreement=agreement, settled=settled)
    return _decided(state, event.draft, event.package, True, (), "adopted")


def _draft_failed(state: GameState, event: e.DraftFailed) -> GameState:
    package = state.under_decision or state.in_force
    return _decided(state, event.draft, package, False, event.blockers, event.why)


def _agreement_expired(state: GameState, event: e.AgreementExpired) -> GameState:
    return replace(state, agreement=None, settled=(0,) * len(state.settled))


def _ratification_held(state: GameState, event: e.RatificationHeld) -> GameState:
    agreement = state.agreement
    if agreement is not None:
        ratified = _placed(agreement.ratified, event.seat, event.passed)
        agreement = replace(agreement, ratified=ratified)
    held = (event.seat, event.yes, event.passed, event.against)
    return replace(state, agreement=agreement, ratifications=(*state.ratifications, held))


def _delivery_made(state: GameState, event: e.DeliveryMade) -> GameState:
    return replace(state, delivered=_placed(state.delivered, event.seat, event.levels))


def _turn_resolved(state: GameState, event: e.TurnResolved) -> GameState:
    members = state.setting.table.members
    record = TurnRecord(
        turn=state.turn,
        before=state.before,
        after=state.values,
        entries=state.entries,
        errors=state.errors,
        widths=state.widths,
        agenda=state.agenda,
        drafts=state.drafts,
        ballots=state.ballots,
        agreement=state.agreement,
        owed=tuple(level for n in members for level in state.owed(n)),
        delivered=tuple(level for n in members for level in state.delivered[n] or ()),
        ratifications=state.ratifications,
    )
    deals = tuple(
        replace(d, left=d.left - 1) if d.status == "taken" and d.left else d
        for d in state.side_deals
    )
    return replace(state, records=(*state.records, record), side_deals=deals)


def _game_ended(state: GameState, event: e.GameEnded) -> GameState:
    return replace(state, phase="ended")


_APPLY: dict[str, Callable[[GameState, Any], GameState]] = {
    "turn_began": _turn_began,
    "event_occurred": _event_occurred,
    "event_chosen": _event_chosen,
    "stock_changed": _stock_changed,
    "changed": _changed,
    "agenda_set": _agenda_set,
    "estimates_formed": _estimates_formed,
    "phase_began": _phase_began,
    "round_began": _round_began,
    "seat_ready": _seat_ready,
    "effort_spent": _effort_spent,
    "draft_tabled": _draft_tabled,
    "draft_withdrawn": _draft_withdrawn,
    "draft_answered": _draft_answered,
    "interests_asked": _interests_asked,
    "disclosed": _disclosed,
    "backchannel_sent": _backchannel_sent,
    "backchannel_answered": _backchannel_answered,
    "side_deal_offered": _side_deal_offered,
    "side_deal_answered": _side_deal_answered,
    "side_deal_closed": _side_deal_closed,
    "issues_linked": _issues_linked,
    "link_answered": _link_answered,
    "statement_made": _statement_made,
    "exercise_held": _exercise_held,
    "waiver_granted": _waiver_granted,
    "mediation_asked": _mediation_asked,
    "term_opened": _term_opened,
    "decision_called": _decision_called,
    "vote_cast": _vote_cast,
    "forces_withheld": _forces_withheld,
    "draft_adopted": _draft_adopted,
    "draft_failed": _draft_failed,
    "agreement_expired": _agreement_expired,
    "ratification_held": _ratification_held,
    "delivery_made": _delivery_made,
    "turn_resolved": _turn_resolved,
    "game_ended": _game_ended,
}
