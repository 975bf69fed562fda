"""Initiative: what a member does of itself in a round: propose, mend, sound out, trade, decide."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.commands import Ballot
from game.engine.package import Alteration, Package, altered
from game.engine.state import Draft
from game.engine.sums import added
from game.engine.view import SeatView
from game.engine.voting import default_ballot, tally
from game.members.aspiration import hope, threshold
from game.members.move import Move, milli
from game.members.telling import leaning
from game.negotiation.beliefs import doubt
from game.negotiation.desk import Desk
from game.negotiation.moves import all_moves
from game.negotiation.search import for_seat, propose

DRAFTS_AT_ONCE = 2
MENDS_AT_ONCE = 3
WORTH_PROPOSING = 2.0
WORTH_PAYING = 12.0
LEAST_PAID, MOST_PAID = 100, 6000
PAID_TURNS = 2
DOUBTFUL = 0.25
DRAFTS_A_TURN = 6
OTHERS_TRADE = 0.25


def initiative(view: SeatView, desk: Desk) -> Move | None:
    """Return the act that suits this moment best, or None if the member lets the round pass."""
    spent = view.table.effort - view.effort
    if view.called:
        return None
    lead = leading(view)
    last = view.round >= view.table.rounds
    if lead is not None:
        move = _decide(view, desk, lead, last)
        if move is not None:
            return move
    if spent:
        return None
    if lead is not None:
        move = _mend(view, desk, lead)
        if move is not None:
            return move
    if not last and len(view.open_drafts) < DRAFTS_AT_ONCE:
        move = _propose(view, desk)
        if move is not None:
            return move
    move = _pay(view, desk)
    if move is None and lead is not None:
        move = _trade(view, desk, lead)
    if move is not None:
        return move
    return _mediate(view, lead) or (None if last else _ask(view, desk, lead) or _statement(view))


def support(view: SeatView, draft: Draft) -> list[Ballot]:
    """The ballots that a draft's answers so far promise; silence so far counts as against."""
    found: list[Ballot] = []
    bought = {d.to for d in view.side_deals if d.draft == draft.id and d.status == "taken"}
    for seat, answer in enumerate(draft.answers):
        agreed = seat in draft.sponsors or seat in bought
        if agreed or (answer is not None and answer.stance == "accept"):
            found.append("consent")
        elif answer is not None and answer.stance in ("conditional", "undecided"):
            found.append("consent" if view.round >= view.table.rounds else "abstain")
        elif answer is None and keeps_silent(view, seat):
            found.append(default_ballot(view.table))
        else:
            found.append("object")
    return found


def keeps_silent(view: SeatView, seat: int) -> bool:
    """Whether a seat has passed and has said nothing of any text this turn."""
    return view.ready[seat] and all(draft.answers[seat] is None for draft in view.drafts)


def leading(view: SeatView) -> Draft | None:
    """The open draft with the fewest against and the most for it; the later one among equals."""
    ranked = []
    for draft in view.open_drafts:
        ballots = support(view, draft)
        ranked.append((ballots.count("object"), -ballots.count("consent"), -draft.id, draft))
    ranked.sort(key=lambda row: row[:3])
    return ranked[0][3] if ranked else None


def _refusers(view: SeatView, draft: Draft) -> list[int]:
    return [
        seat
        for seat, answer in enumerate(draft.answers)
        if seat not in draft.sponsors and answer is not None and answer.stance != "accept"
    ]


def _decide(view: SeatView, desk: Desk, lead: Draft, last: bool) -> Move | None:
    """Put the leading draft to decision once it would pass and serves this member."""
    if desk.own_gain(lead.package) < 0 or desk.own_red_lines(lead.package):
        return None
    answered = all(
        answer is not None or seat in lead.sponsors or keeps_silent(view, seat)
        for seat, answer in enumerate(lead.answers)
    )
    if not answered:
        return None
    ballots = support(view, lead)
    whole = all(ballot == "consent" for ballot in ballots)
    passes = tally(view.table, tuple(ballots)).adopted
    if whole or (last and passes):
        record = (("gain", milli(desk.own_gain(lead.package))), ("for", ballots.count("consent")))
        return Move(c.CallDecision(lead.id), record)
    return None


def _mend(view: SeatView, desk: Desk, lead: Draft) -> Move | None:
    """Work what holdouts asked for into the leading draft, while it still serves oneself."""
    if view.round < 2 or view.effort < 1:
        return None
    asks = [(seat, lead.answers[seat]) for seat in _refusers(view, lead)]
    changes: list[Alteration] = []
    for seat, answer in asks:
        if seat == view.seat:
            own = answer.ask if answer else ()
            changes += [a for a in own if not _touches(changes, a)]
            continue
        if answer is None or len(changes) >= MENDS_AT_ONCE:
            continue
        trial = altered(lead.package, (*changes, *answer.ask))
        fresh = all(not _touches(changes, a) for a in answer.ask)
        if answer.ask and fresh and _bearable(view, desk, trial):
            changes += answer.ask
    package = altered(lead.package, tuple(changes))
    if not changes or not _worth_tabling(view, desk, package):
        return None
    before = _short(desk, lead.package)
    after = _short(desk, package)
    if view.seat not in lead.sponsors and after >= before:
        return None
    record = (
        ("gain", milli(desk.own_gain(package))),
        ("short_before", milli(before)),
        ("short_after", milli(after)),
    )
    return Move(c.AmendDraft(lead.id, package), record)


def _touches(changes: list[Alteration], change: Alteration) -> bool:
    return any(a.what == change.what and a.place == change.place for a in changes)


def _bearable(view: SeatView, desk: Desk, package: Package) -> bool:
    return (
        desk.own_gain(package) >= 0.5 * threshold(desk)
        and not desk.own_red_lines(package)
        and desk.at_home(package).passes
    )


def _worth_tabling(view: SeatView, desk: Desk, package: Package) -> bool:
    """A text must be new, bearable, and not worse for everyone than one that lies there."""
    seen = {d.package for d in view.drafts}
    changes = package != view.in_force or view.may_renew
    if package in seen or not changes or not _bearable(view, desk, package):
        return False
    gains = desk.gains(package)
    return not any(
        all(b >= a for a, b in zip(gains, desk.gains(d.package), strict=True))
        for d in view.open_drafts
    )


def _short(desk: Desk, package: Package) -> float:
    """What members lack to nothing under a package, as believed, weighing who lacks most."""
    return added(-g * (1 - g / 20) for g in desk.gains(package) if g < 0)


def _propose(view: SeatView, desk: Desk) -> Move | None:
    style = view.mind.style
    if leaning(view, "propose") >= style.initiative:
        return None
    package, _ = propose(desk, for_seat(desk, style.care, WORTH_PROPOSING))
    gain = desk.own_gain(package)
    if gain < max(WORTH_PROPOSING, threshold(desk)) or not _worth_tabling(view, desk, package):
        return None
    if view.effort < c.EFFORT["table_draft"]:
        return None
    return Move(c.TableDraft(package), (("gain", milli(gain)), ("hope", milli(hope(desk)))))


def _trade(view: SeatView, desk: Desk, lead: Draft) -> Move | None:
    """Offer a holdout what it asked for against something that serves oneself."""
    ours = view.seat in lead.sponsors
    if "object" not in support(view, lead):
        return None
    if len(view.drafts) >= DRAFTS_A_TURN or not (ours or leaning(view, "trade") < OTHERS_TRADE):
        return None
    for seat in _refusers(view, lead):
        answer = lead.answers[seat]
        if seat == view.seat or answer is None or len(answer.ask) != 1:
            continue
        if any(li.to == seat for li in view.links):
            continue
        give = answer.ask[0]
        back = _wanted(view, desk, lead.package, give, seat)
        if back is not None:
            package = altered(lead.package, (give, back))
            record = (("gain", milli(desk.own_gain(package))), ("member", seat))
            return Move(c.LinkIssues(seat, lead.id, give, back), record)
    return None


def _wanted(
    view: SeatView, desk: Desk, package: Package, give: Alteration, other: int
) -> Alteration | None:
    """A change that serves this seat, that the other can bear, and that leaves nobody shorter."""
    base = desk.own_gain(package)
    short = _short(desk, package)
    given = give.applied(package)
    best: tuple[float, Alteration] | None = None
    for move in all_moves(view, given):
        if move.what == give.what and move.place == give.place:
            continue
        trial = move.applied(given)
        gains = desk.gains(trial)
        if gains[other] < 1.0 or gains[view.seat] <= base + 1.0:
            continue
        if desk.own_red_lines(trial) or not desk.at_home(trial).passes:
            continue
        if _short(desk, trial) > short:
            continue
        if best is None or gains[view.seat] > best[0]:
            best = (gains[view.seat], move)
    return best[1] if best else None


def _pay(view: SeatView, desk: Desk) -> Move | None:
    """Offer the only one against a text of one's own money, if it is worth much to oneself."""
    for draft in reversed(view.open_drafts):
        against = [n for n, ballot in enumerate(support(view, draft)) if ballot == "object"]
        gain = desk.own_gain(draft.package)
        if view.seat not in draft.sponsors or len(against) != 1 or gain < WORTH_PAYING:
            continue
        answer = draft.answers[against[0]]
        if answer is None or answer.binding in ("red_line", "home"):
            continue
        if any(d.to == against[0] and d.draft == draft.id for d in view.side_deals):
            continue
        pays = _fair_price(desk, draft.package, against[0], gain)
        if pays >= LEAST_PAID:
            record = (("gain", milli(gain)), ("pays", pays))
            return Move(c.OfferSideDeal(against[0], draft.id, pays, PAID_TURNS), record)
    return None


def _fair_price(desk: Desk, package: Package, other: int, gain: float) -> int:
    """
    Thousandths of 10 M USD a turn: what the other lacks, as believed, and a fifth of the gain.

    Never more than half of what the text is worth to the payer.
    """
    lacks = max(0.0, -desk.gains(package)[other])
    theirs, mine = desk.values[other].cost, desk.values[desk.view.seat].cost
    asked = lacks / max(0.1, theirs) + 0.2 * gain / max(0.1, mine)
    most = 0.5 * gain / max(0.1, mine)
    return min(MOST_PAID, round(1000 * min(asked, most) / PAID_TURNS))


def _mediate(view: SeatView, lead: Draft | None) -> Move | None:
    late = view.round >= view.table.rounds - 1
    stuck = lead is None or len(_refusers(view, lead)) >= 2
    if late and stuck and not view.mediation and view.effort >= 1:
        return Move(c.AskChair(), (("round", view.round),))
    return None


def _ask(view: SeatView, desk: Desk, lead: Draft | None) -> Move | None:
    """Ask the least known holdout about the weightiest open term."""
    if leaning(view, "ask") >= view.mind.style.candour or not view.agenda:
        return None
    others = [n for n in view.table.members if n != view.seat and doubt(view, n) > DOUBTFUL]
    told = {(d.by, d.claim.subject) for d in view.disclosures if d.to == view.seat}
    if lead is not None:
        others = [n for n in _refusers(view, lead) if n in others] or others
    for term in sorted(view.agenda, key=lambda n: (-desk.values[view.seat].term_weights[n], n)):
        for other in others:
            if (other, view.table.terms[term].id) not in told:
                return Move(c.AskInterests(other, term), (("doubt", milli(doubt(view, other))),))
    return None


def _statement(view: SeatView) -> Move | None:
    """A member that will not move says so in public, once a turn at most, and seldom."""
    style = view.mind.style
    if style.concession > 0.3 or leaning(view, "statement") > 0.12 or not view.agenda:
        return None
    weights = view.mind.values.term_weights
    term = max(view.agenda, key=lambda n: (weights[n], -n))
    if any(s.seat == view.seat and s.term == term for s in view.statements):
        return None
    row = view.mind.values.term_values[term]
    answer = max(range(len(row)), key=lambda n: (row[n], -n))
    return Move(c.MakeStatement(term, answer), (("weight", milli(weights[term])),))
