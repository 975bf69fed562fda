"""Members that weigh: what they do in each phase, answers before acts."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.package import altered
from game.engine.state import Draft
from game.engine.view import SeatView
from game.members.answering import respond
from game.members.aspiration import threshold
from game.members.delivering import delivery
from game.members.initiative import initiative
from game.members.money import bought, worth_of_money
from game.members.move import Move, milli
from game.members.telling import answer_question
from game.members.voting import vote
from game.negotiation.assess import assess, would_accept
from game.negotiation.desk import Budget, Desk


def next_move(view: SeatView, budget: Budget) -> Move | None:
    """Return what a weighing member does now, or None."""
    if view.phase == "consultation":
        desk = Desk(view, budget)
        return _owed_answer(view, desk) or _own_act(view, desk)
    if view.phase == "decision" and view.vote is None:
        return vote(view, Desk(view, budget))
    if view.phase == "implementation" and view.delivered is None:
        return delivery(view, Desk(view, budget))
    return None


def _own_act(view: SeatView, desk: Desk) -> Move | None:
    if view.ready[view.seat]:
        return None
    move = initiative(view, desk)
    if move is None and not _awaits_answers(view):
        return Move(c.PassRound())
    return move


def _awaits_answers(view: SeatView) -> bool:
    """Whether someone who may still act owes an answer that could change what this member does."""
    if any(d.sender == view.seat and d.status == "offered" for d in view.side_deals):
        return True
    if any(li.sender == view.seat and li.status == "open" for li in view.links):
        return True
    return any(
        answer is None and not view.ready[seat] and seat != view.seat and seat not in d.sponsors
        for d in view.open_drafts
        for seat, answer in enumerate(d.answers)
    )


def _owed_answer(view: SeatView, desk: Desk) -> Move | None:
    """What others wait for: answers to questions, soundings, deals, links and drafts."""
    seat = view.seat
    for question in view.questions:
        if question.member == seat:
            return answer_question(view, question.asker, question.term)
    for sounding in view.backchannels:
        if sounding.to == seat and sounding.response is None and sounding.turn == view.turn:
            response, record = respond(desk, sounding.package)
            return Move(c.AnswerBackchannel(sounding.id, response), record)
    for deal in view.side_deals:
        if deal.to == seat and deal.status == "offered":
            return _answer_deal(view, desk, deal.id, deal.draft, deal.pays, deal.turns)
    for link in view.links:
        if link.to == seat and link.status == "open":
            return _answer_link(view, desk, link.id)
    for draft in view.open_drafts:
        if seat in draft.sponsors:
            continue
        said = draft.answers[seat]
        if said is not None and said.stance == _stance_now(desk, draft):
            continue
        if bought(desk, draft.id) and _stance_now(desk, draft) == "accept":
            return Move(c.AnswerDraft(draft.id, _for_money(view, draft.id)), (("why", "deal"),))
        response, record = respond(desk, draft.package)
        return Move(c.AnswerDraft(draft.id, response), record)
    return None


def _stance_now(desk: Desk, draft: Draft) -> str:
    stance = assess(desk, draft.package, threshold(desk)).stance
    money = bought(desk, draft.id)
    limits = bool(desk.own_red_lines(draft.package)) or not desk.at_home(draft.package).passes
    if money and not limits and desk.own_gain(draft.package) + money >= 0:
        return "accept"
    return stance


def _for_money(view: SeatView, draft: int) -> c.Response:
    payers = [d.sender for d in view.side_deals if d.to == view.seat and d.draft == draft]
    payer = view.table.seats[payers[0]].id
    return c.Response("accept", (c.Reason("reciprocity", payer, 1000),))


def _answer_deal(view: SeatView, desk: Desk, deal: int, draft: int, pays: int, turns: int) -> Move:
    """Take money for consent if the text and the money together beat having neither."""
    found = view.draft(draft)
    if found is None or found.status != "open":
        return Move(c.AnswerSideDeal(deal, False), (("why", "draft_gone"),))
    money = worth_of_money(desk, pays, turns)
    if bought(desk, draft):
        return Move(c.AnswerSideDeal(deal, False), (("why", "already_settled"),))
    gain = desk.own_gain(found.package)
    limits = bool(desk.own_red_lines(found.package)) or not desk.at_home(found.package).passes
    take = not limits and gain + money >= 0 and gain > -money
    record = (("gain", milli(gain)), ("money", milli(money)))
    return Move(c.AnswerSideDeal(deal, take), record)


def _answer_link(view: SeatView, desk: Desk, number: int) -> Move:
    link = next(li for li in view.links if li.id == number)
    draft = view.draft(link.draft)
    if draft is None or draft.status != "open":
        return Move(c.AnswerLink(number, False), (("why", "draft_gone"),))
    package = altered(draft.package, (link.mine, link.yours))
    if package in (view.in_force, *(d.package for d in view.open_drafts)):
        return Move(c.AnswerLink(number, False), (("why", "on_the_table"),))
    before, after = desk.own_gain(draft.package), desk.own_gain(package)
    take = after > before and would_accept(desk, package, max(0.0, min(before, threshold(desk))))
    return Move(c.AnswerLink(number, take), (("before", milli(before)), ("after", milli(after))))
