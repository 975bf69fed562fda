"""Deciding on what members do beside drafts: asking, telling, soundings, deals, links, acts."""

from __future__ import annotations

from game.engine import commands as c
from game.engine import events as e
from game.engine.conditions import bounded
from game.engine.decide.common import (
    effort_event,
    open_draft,
    refuse_effort,
    refuse_package,
    refuse_response,
    refuse_unchanged,
)
from game.engine.draws import happens
from game.engine.ledger import Entry
from game.engine.package import altered
from game.engine.red_lines import crossed
from game.engine.refusal import Refusal
from game.engine.state import GameState

Decided = Refusal | tuple[e.Event, ...]

LEAK_CHANCE = 0.08
LEAK_TRUST = -4_000
LEAK_SUPPORT = -4_000
CAPITAL_SUPPORT = -4_000
CAPITAL_LEAST = 30_000
STATEMENT_SUPPORT = 2_000
EXERCISE_TRUST = 1_000
MOST_PAID = 10_000


def _refuse_partner(state: GameState, seat: int, other: int) -> Refusal | None:
    if other not in state.setting.table.members:
        return Refusal("member/unknown", {"member": other})
    if other == seat:
        return Refusal("member/yourself", {})
    return None


def moved(state: GameState, rule: str, cause: str, place: int, amount: int) -> tuple[Entry, ...]:
    """Ledger entries of an act, kept within the quantity's bounds."""
    layout = state.setting.table.layout
    return bounded(
        state.turn, rule, cause, place, amount, state.values[place], layout.bounds[place]
    )


def ask_interests(state: GameState, seat: int, command: c.AskInterests) -> Decided:
    """Ask a member what it makes of a term; it may tell, in part, or not."""
    table = state.setting.table
    if not 0 <= command.term < len(table.terms):
        return Refusal("term/unknown", {"term": command.term})
    refusal = _refuse_partner(state, seat, command.member) or refuse_effort(
        state, seat, command.kind
    )
    if refusal:
        return refusal
    asked = e.InterestsAsked(seat, command.member, command.term)
    return (*effort_event(seat, command.kind), asked)


def tell(state: GameState, seat: int, command: c.Tell) -> Decided:
    """Tell a member something of oneself."""
    refusal = _refuse_partner(state, seat, command.to)
    if refusal:
        return refusal
    claim = command.claim
    table = state.setting.table
    if claim.topic == "position":
        term = next((t for t in table.terms if t.id == claim.subject), None)
        if term is None:
            return Refusal("term/unknown", {"term": claim.subject})
        if len(claim.numbers) != len(term.answers) + 1:
            return Refusal("claim/malformed", {"expected": len(term.answers) + 1})
    return (e.Disclosed(command.to, seat, claim),)


def send_backchannel(state: GameState, seat: int, command: c.SendBackchannel) -> Decided:
    """Sound out one member; whether it leaks is a named draw."""
    refusal = (
        _refuse_partner(state, seat, command.to)
        or refuse_effort(state, seat, command.kind)
        or refuse_package(state, command.package)
    )
    if refusal:
        return refusal
    number = state.next_id
    leaked = happens(
        state.setting.seed, LEAK_CHANCE, state.turn, "backchannel", number, seat, command.to
    )
    events: tuple[e.Event, ...] = (
        *effort_event(seat, command.kind),
        e.BackchannelSent(number, seat, command.to, command.package, leaked),
    )
    if not leaked:
        return events
    layout = state.setting.table.layout
    entries: tuple[Entry, ...] = moved(
        state, "backchannel", "leaked", layout.of_member("support", seat), LEAK_SUPPORT
    )
    for other in state.setting.table.members:
        if other not in (seat, command.to):
            entries += moved(state, "backchannel", "leaked", layout.trust[other][seat], LEAK_TRUST)
    return (*events, e.Changed(entries))


def answer_backchannel(state: GameState, seat: int, command: c.AnswerBackchannel) -> Decided:
    """Answer a discreet sounding, to its sender alone."""
    found = next((b for b in state.backchannels if b.id == command.message), None)
    if found is None or found.to != seat:
        return Refusal("backchannel/unknown", {"message": command.message})
    malformed = refuse_response(state, command.response)
    if malformed:
        return malformed
    return (e.BackchannelAnswered(found.id, command.response),)


def offer_side_deal(state: GameState, seat: int, command: c.OfferSideDeal) -> Decided:
    """Offer payment for consent to a draft."""
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    refusal = _refuse_partner(state, seat, command.to) or refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    if not 0 < command.pays <= MOST_PAID or not 1 <= command.turns <= 4:
        return Refusal("deal/out_of_range", {"most": MOST_PAID, "turns": 4})
    offered = e.SideDealOffered(
        state.next_id, seat, command.to, draft.id, command.pays, command.turns
    )
    return (*effort_event(seat, command.kind), offered)


def answer_side_deal(state: GameState, seat: int, command: c.AnswerSideDeal) -> Decided:
    """Take or leave an offered side deal."""
    deal = next((d for d in state.side_deals if d.id == command.deal), None)
    if deal is None or deal.to != seat:
        return Refusal("deal/unknown", {"deal": command.deal})
    if deal.status != "offered":
        return Refusal("deal/not_open", {"deal": deal.id, "status": deal.status})
    return (e.SideDealAnswered(deal.id, command.accept),)


def recall_side_deal(state: GameState, seat: int, command: c.RecallSideDeal) -> Decided:
    """Take back an offer that has not been answered."""
    deal = next((d for d in state.side_deals if d.id == command.deal), None)
    if deal is None or deal.sender != seat:
        return Refusal("deal/unknown", {"deal": command.deal})
    if deal.status != "offered":
        return Refusal("deal/not_open", {"deal": deal.id, "status": deal.status})
    return (e.SideDealClosed(deal.id, "recalled"),)


def link_issues(state: GameState, seat: int, command: c.LinkIssues) -> Decided:
    """Offer a member two changes of a draft at once, one of each side."""
    draft = open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    refusal = _refuse_partner(state, seat, command.to) or refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    for change in (command.mine, command.yours):
        size = len(draft.package.terms if change.what == "term" else draft.package.levels)
        if not 0 <= change.place < size:
            return Refusal("package/malformed", {"place": change.place})
    package = altered(draft.package, (command.mine, command.yours))
    malformed = refuse_package(state, package)
    if malformed:
        return malformed
    if package == draft.package:
        return Refusal("package/unchanged", {})
    lines = crossed(
        state.setting.table,
        seat,
        state.setting.minds[seat].red_lines,
        package,
        state.waivers[seat],
    )
    if lines:
        return Refusal("red_line/crossed", {"red_line": lines[0].id, "waivable": lines[0].waivable})
    linked = e.IssuesLinked(state.next_id, seat, command.to, draft.id, command.mine, command.yours)
    return (*effort_event(seat, command.kind), linked)


def answer_link(state: GameState, seat: int, command: c.AnswerLink) -> Decided:
    """
    Take or leave a link; taken, a text with both changes has both members as its sponsors.

    It replaces the draft of either of them; beside another's draft it stands as a rival.
    """
    link = next((li for li in state.links if li.id == command.link), None)
    if link is None or link.to != seat:
        return Refusal("link/unknown", {"link": command.link})
    if link.status != "open":
        return Refusal("link/not_open", {"link": link.id, "status": link.status})
    answered = e.LinkAnswered(link.id, command.accept)
    if not command.accept:
        return (answered,)
    draft = open_draft(state, link.draft)
    if isinstance(draft, Refusal):
        return draft
    package = altered(draft.package, (link.mine, link.yours))
    unfit = refuse_package(state, package) or refuse_unchanged(state, package)
    if unfit:
        return unfit
    mind = state.setting.minds[seat]
    lines = crossed(state.setting.table, seat, mind.red_lines, package, state.waivers[seat])
    if lines:
        return Refusal("red_line/crossed", {"red_line": lines[0].id, "waivable": lines[0].waivable})
    sponsors = (link.sender, link.to)
    replaces = draft.id if set(sponsors) & set(draft.sponsors) else 0
    return (answered, e.DraftTabled(state.next_id, sponsors, package, replaces))


def make_statement(state: GameState, seat: int, command: c.MakeStatement) -> Decided:
    """Commit in public to an answer: the public likes it, and will mind if one backs down."""
    table = state.setting.table
    if not 0 <= command.term < len(table.terms):
        return Refusal("term/unknown", {"term": command.term})
    if not 0 <= command.answer < len(table.terms[command.term].answers):
        return Refusal(
            "package/no_such_answer",
            {"term": table.terms[command.term].id, "answer": command.answer},
        )
    refusal = refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    if any(
        s.seat == seat and s.term == command.term and s.turn == state.turn for s in state.statements
    ):
        return Refusal("statement/already_made", {"term": table.terms[command.term].id})
    place = table.layout.of_member("support", seat)
    return (
        *effort_event(seat, command.kind),
        e.StatementMade(seat, command.term, command.answer),
        e.Changed(moved(state, "statement", "firm_words", place, STATEMENT_SUPPORT)),
    )


def hold_exercise(state: GameState, seat: int, command: c.HoldExercise) -> Decided:
    """Hold a common exercise: trust now, interoperability when the turn is resolved."""
    refusal = _refuse_partner(state, seat, command.partner) or refuse_effort(
        state, seat, command.kind
    )
    if refusal:
        return refusal
    pair = {seat, command.partner}
    if any(set(held) == pair for held in state.exercises):
        return Refusal("exercise/already_held", {"partner": command.partner})
    trust = state.setting.table.layout.trust
    entries = (
        *moved(state, "exercise", "worked_together", trust[seat][command.partner], EXERCISE_TRUST),
        *moved(state, "exercise", "worked_together", trust[command.partner][seat], EXERCISE_TRUST),
    )
    return (
        *effort_event(seat, command.kind),
        e.ExerciseHeld(seat, command.partner),
        e.Changed(entries),
    )


def ask_capital(state: GameState, seat: int, command: c.AskCapital) -> Decided:
    """Ask the capital to waive a red line; it costs support, and a weak government cannot."""
    mind = state.setting.minds[seat]
    line = next((r for r in mind.red_lines if r.id == command.red_line), None)
    if line is None:
        return Refusal("red_line/unknown", {"red_line": command.red_line})
    if not line.waivable:
        return Refusal("red_line/never_waived", {"red_line": line.id})
    if line.id in state.waivers[seat]:
        return Refusal("red_line/already_waived", {"red_line": line.id})
    place = state.setting.table.layout.of_member("support", seat)
    if state.values[place] < CAPITAL_LEAST:
        return Refusal(
            "red_line/too_weak", {"support": state.values[place], "least": CAPITAL_LEAST}
        )
    refusal = refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    return (
        *effort_event(seat, command.kind),
        e.WaiverGranted(seat, line.id),
        e.Changed(moved(state, "capital", "waiver", place, CAPITAL_SUPPORT)),
    )


def ask_chair(state: GameState, seat: int, command: c.AskChair) -> Decided:
    """Ask the chair for a text; it puts one forward a turn."""
    if state.mediation:
        return Refusal("chair/already_asked", {})
    refusal = refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    return (*effort_event(seat, command.kind), e.MediationAsked(seat))


def move_agenda(state: GameState, seat: int, command: c.MoveAgenda) -> Decided:
    """Open a further term this turn."""
    table = state.setting.table
    if not 0 <= command.term < len(table.terms):
        return Refusal("term/unknown", {"term": command.term})
    if command.term in state.agenda:
        return Refusal("term/already_open", {"term": table.terms[command.term].id})
    refusal = refuse_effort(state, seat, command.kind)
    if refusal:
        return refusal
    return (*effort_event(seat, command.kind), e.TermOpened(command.term, "motion"))
