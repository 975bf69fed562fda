"""The mindless baselines of the studies: accepting all, refusing all, and playing at random."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.commands import Response
from game.engine.package import Package
from game.engine.red_lines import crossed
from game.engine.view import SeatView
from game.members.delivering import delivery
from game.members.move import Move
from game.members.telling import leaning
from game.negotiation.desk import Budget, Desk
from game.negotiation.moves import all_moves


def next_move(view: SeatView, budget: Budget, policy: str) -> Move | None:
    """Return what a baseline does now, or None."""
    if view.phase == "consultation":
        return _answer(view, policy) or _act(view, policy)
    if view.phase == "decision" and view.vote is None:
        return _vote(view, budget, policy)
    if view.phase == "implementation" and view.delivered is None:
        return _deliver(view, budget, policy)
    return None


def _stance(view: SeatView, policy: str, *names: object) -> Response:
    if policy == "accepts":
        return Response("accept")
    if policy == "refuses":
        return Response("refuse")
    return Response("accept" if leaning(view, *names) < 0.5 else "refuse")


def _answer(view: SeatView, policy: str) -> Move | None:
    seat = view.seat
    for question in view.questions:
        if question.member == seat:
            subject = view.table.terms[question.term].id
            return Move(c.Tell(question.asker, c.Claim("silence", subject)))
    for sounding in view.backchannels:
        if sounding.to == seat and sounding.response is None and sounding.turn == view.turn:
            response = _stance(view, policy, "sounding", sounding.id)
            return Move(c.AnswerBackchannel(sounding.id, response))
    for deal in view.side_deals:
        if deal.to == seat and deal.status == "offered":
            take = _stance(view, policy, "deal", deal.id).stance == "accept"
            return Move(c.AnswerSideDeal(deal.id, take))
    for link in view.links:
        if link.to == seat and link.status == "open":
            return Move(c.AnswerLink(link.id, False))
    for draft in view.open_drafts:
        if seat not in draft.sponsors and draft.answers[seat] is None:
            return Move(c.AnswerDraft(draft.id, _stance(view, policy, "draft", draft.id)))
    return None


def _act(view: SeatView, policy: str) -> Move | None:
    if view.ready[view.seat]:
        return None
    if policy == "accepts" and not view.called:
        if view.open_drafts:
            return Move(c.CallDecision(view.open_drafts[-1].id))
        if not view.mediation:
            return Move(c.AskChair())
    if policy == "random" and leaning(view, "act") < 0.3 and view.effort >= 2 and not view.called:
        return _random_act(view)
    return Move(c.PassRound())


def _random_act(view: SeatView) -> Move:
    if view.open_drafts and leaning(view, "call") < 0.4:
        return Move(c.CallDecision(view.open_drafts[0].id))
    package = view.in_force
    for step in range(4):
        moves = all_moves(view, package)
        package = moves[int(leaning(view, "move", step) * (len(moves) - 1))].applied(package)
    taken = {d.package for d in view.drafts} | {view.in_force}
    if package in taken or _crosses(view, package):
        return Move(c.PassRound())
    return Move(c.TableDraft(package))


def _crosses(view: SeatView, package: Package) -> bool:
    return bool(crossed(view.table, view.seat, view.mind.red_lines, package, view.waivers))


def _vote(view: SeatView, budget: Budget, policy: str) -> Move:
    package = view.under_decision
    assert package is not None
    if _crosses(view, package):
        return Move(c.CastVote("object", False, "red_line"))
    if policy == "accepts" or (policy == "random" and leaning(view, "vote") < 0.7):
        return Move(c.CastVote("consent"))
    return Move(c.CastVote("object", False, "refuses"))


def _deliver(view: SeatView, budget: Budget, policy: str) -> Move:
    if policy == "accepts" or view.agreement is None or policy == "refuses":
        return delivery(view, Desk(view, budget))
    sent = tuple(round(level * leaning(view, "send", n)) for n, level in enumerate(view.owed))
    stock = list(view.stock[view.seat])
    kept = []
    for row, level in zip(view.table.slots, sent, strict=True):
        take = min(level, stock[row.resource])
        stock[row.resource] -= take
        kept.append(take)
    return Move(c.Deliver(tuple(kept)))
