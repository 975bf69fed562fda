"""Pooled cost: what each member pays, what partners save, and whose purse carries what."""

from typing import Any

from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course
from game.engine.sums import added

ID = "pooled_cost"


def run(course: Course, p: Any) -> None:
    """Own forces, less what partners save; the pool; the terms' own costs; side payments."""
    put = course.put
    table, inputs = course.table, course.inputs
    costs = course.deeds.costs
    partners = max(0, course.party_count - 1)
    saving = min(p.most, p.partner * partners) - p.friction * max(0, partners - 9)
    pooling = course.lever("pooling")
    key = added(table.seats[n].ability for n in course.deeds.bound) or 1.0
    bound_cost = added(costs[n] for n in course.deeds.bound)
    pool = pooling * bound_cost * (1 - saving * course.coordination)
    spent = course.layout.of_member("spent", 0)
    terms_cost, particular = course.chosen.cost, course.chosen.cost_to
    for n, own in enumerate(costs):
        bound = inputs.parties[n]
        place = spent + n
        if own:
            put(ID, place, own * 1000, "own_forces")
            if bound and saving:
                saved = -own * saving * course.coordination * 1000
                put(ID, place, saved, "saved_by_partners", "partners", partners)
        if bound:
            share = table.seats[n].ability / key
            if pool:
                carried = own * (1 - saving * course.coordination) * pooling
                more = (pool * share - carried) * 1000
                put(ID, place, more, "common_pool", "share", share)
            if terms_cost:
                put(ID, place, terms_cost * share * 1000, "terms_cost", "share", share)
        if particular[n] and (bound or particular[n] > 0):
            put(ID, place, particular[n] * 1000, "falls_on_one")
    for giver, taker, amount in inputs.payments:
        put(ID, spent + giver, amount, "side_payment", "to", table.seats[taker].id)
        put(ID, spent + taker, -amount, "side_payment", "from", table.seats[giver].id)


RULE = Rule(
    id=ID,
    concept="benefit.pooled_cost",
    name="Pooled cost",
    assumption="Partners under a common arrangement do the same work for less, up to a point; a "
    "pool moves cost from those who act to those who can pay.",
    formula="cost = own forces × (1 − saving × coordination), saving = partner × partners up to "
    "most, less friction beyond ten; the pooled part is carried by ability to pay",
    literature="Sandler and Hartley, J. Economic Literature (2001)",
    parameters=(
        Parameter("partner", 0.03, 0.0, 0.1, "share a partner", "medium", "Saved per partner."),
        Parameter("most", 0.2, 0.0, 0.5, "share", "medium", "Most that partners can save."),
        Parameter(
            "friction", 0.01, 0.0, 0.05, "share a partner", "low", "Lost per partner beyond ten."
        ),
    ),
    reads=("delivered contributions", "pooling", "coordination", "parties", "side payments"),
    writes=(Write("spent", "rises with own forces and shares, falls with savings and payments"),),
    run=run,
)
