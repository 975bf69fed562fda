"""Previews: honest ranges from the view alone, narrowed by what members say; deliveries weighed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from game.engine.commands import Claim, Reason, Response
from game.engine.package import Alteration, Package
from game.engine.state import Disclosure, Draft, GameState
from game.engine.view import SeatView, view
from game.members.player import budget_of
from game.negotiation.desk import Desk
from game.negotiation.moves import all_moves, fitted
from game.negotiation.preview import Preview, affordable, delivery_effect, preview
from tests.client.screens.conftest import stages

BUDGET = budget_of("study")


def _state(moment: str) -> GameState:
    return stages().session(moment).state


def _seat(state: GameState) -> int:
    return state.setting.table.seat_places["india"]


def _seen(moment: str) -> SeatView:
    state = _state(moment)
    return view(state, _seat(state))


def _texts(seen: SeatView, count: int) -> list[Package]:
    lot = random.Random(5)
    found = []
    for _ in range(count):
        text = lot.choice([d.package for d in seen.open_drafts])
        for _ in range(lot.randint(1, 4)):
            text = lot.choice(all_moves(seen, text)).applied(text)
        found.append(fitted(seen, text))
    return found


def _forecast(found: Preview, member: int) -> tuple[float, float, float]:
    row = found.members[member]
    return row.low, row.likely, row.high


@pytest.mark.parametrize("moment", ["consultation", "second"])
def test_most_ranges_hold_what_the_text_is_truly_worth_to_the_member(moment: str) -> None:
    """Seven ranges of ten hold the member's own value, and eight signs of ten are right."""
    state = _state(moment)
    seen = view(state, _seat(state))
    truth = {m: Desk(view(state, m), BUDGET) for m in seen.table.members if m != seen.seat}
    held = signs = count = 0
    for text in _texts(seen, 6):
        found = preview(seen, text, BUDGET)
        for member, desk in truth.items():
            gain = desk.own_gain(text)
            low, likely, high = _forecast(found, member)
            count += 1
            held += low <= gain <= high
            signs += (gain >= 0) == (likely >= 0)
    assert held >= 0.7 * count
    assert signs >= 0.8 * count


def test_the_seat_knows_its_own_worth_without_doubt() -> None:
    """For the seat itself low, likely and high are its exact gain."""
    seen = _seen("second")
    text = seen.open_drafts[0].package
    low, likely, high = _forecast(preview(seen, text, BUDGET), seen.seat)
    assert low == likely == high == pytest.approx(Desk(seen, BUDGET).own_gain(text))


def test_what_a_member_tells_of_a_term_narrows_its_range() -> None:
    """After a member told its position on a term that the text changes, its range is smaller."""
    seen = _seen("second")
    term = seen.agenda[0]
    spec = seen.table.terms[term]
    text = Alteration("term", term, (seen.in_force.terms[term] + 1) % len(spec.answers)).applied(
        seen.in_force
    )
    seen = replace(seen, drafts=(), backchannels=(), disclosures=())
    member = next(m for m in seen.table.members if m != seen.seat)
    believed = seen.table.priors[member].values
    numbers = tuple(round(v * 1000) for v in believed.term_values[term])
    claim = Claim("position", spec.id, (*numbers, round(believed.term_weights[term] * 1000)))
    told = replace(seen, disclosures=(Disclosure(seen.turn, seen.seat, member, claim),))
    before = _forecast(preview(seen, text, BUDGET), member)
    after = _forecast(preview(told, text, BUDGET), member)
    assert after[2] - after[0] < before[2] - before[0]


def _answered(seen: SeatView, text: Package, member: int, response: Response) -> SeatView:
    answers = tuple(response if m == member else None for m in seen.table.members)
    draft = Draft(900, seen.turn, 1, (seen.seat,), text, 0, answers)
    return replace(seen, drafts=(draft,), backchannels=())


def test_an_answer_moves_the_forecast_of_that_text_to_its_side() -> None:
    """A refused text is forecast below the line and an accepted one above it."""
    seen = _seen("second")
    text = seen.open_drafts[0].package
    for member in seen.table.members:
        if member == seen.seat:
            continue
        refused = _answered(seen, text, member, Response("refuse", binding="reservation"))
        row = preview(refused, text, BUDGET).members[member]
        assert row.high <= 0.0
        assert row.lean == "opposes"
        assert row.told
        accepted = _answered(seen, text, member, Response("accept"))
        row = preview(accepted, text, BUDGET).members[member]
        assert row.low >= 0.0
        assert row.lean == "supports"


def test_a_limit_that_a_member_named_is_remembered_while_the_text_says_the_same() -> None:
    """A text that keeps the answer on which a member named its limit is opposed; another is not."""
    seen = _seen("second")
    text = seen.open_drafts[0].package
    term = seen.agenda[0]
    spec = seen.table.terms[term]
    member = next(m for m in seen.table.members if m != seen.seat)
    reason = Reason("red_line", spec.id, -100_000)
    told = _answered(seen, text, member, Response("refuse", (reason,), "red_line"))
    near = Alteration("level", seen.table.level_place(seen.seat, 0), 0).applied(text)
    other = Alteration("term", term, (text.terms[term] + 1) % len(spec.answers)).applied(text)
    assert preview(told, near, BUDGET).members[member].limit == spec.id
    assert preview(told, near, BUDGET).members[member].lean == "opposes"
    assert preview(told, other, BUDGET).members[member].limit == ""


def test_a_preview_rests_on_the_view_alone() -> None:
    """Another draw of the members' minds, seen alike, is previewed alike."""
    state = _state("second")
    seen = view(state, _seat(state))
    text = seen.open_drafts[0].package
    minds = state.setting.minds
    swapped = tuple(m if n == seen.seat else minds[n - 1] for n, m in enumerate(minds))
    other = replace(state, setting=replace(state.setting, minds=swapped))
    again = view(other, seen.seat)
    assert preview(again, text, BUDGET).members == preview(seen, text, BUDGET).members


def test_keeping_ones_word_costs_nothing_beside_itself() -> None:
    """Sending all that is owed differs from sending all that is owed in nothing."""
    seen = _seen("bound")
    effect = delivery_effect(seen, affordable(seen))
    assert effect.kept == 1000
    assert (effect.saved, effect.reputation, effect.trust, effect.exposure) == (0, 0, 0, 0)


def test_sending_nothing_saves_money_and_costs_the_seats_word() -> None:
    """A breach saves what the forces cost, and takes reputation and trust by the rules."""
    seen = _seen("bound")
    effect = delivery_effect(seen, (0,) * len(seen.owed))
    assert effect.kept == 0
    assert effect.saved > 0
    assert effect.reputation < 0
    assert effect.trust < 0
    assert effect.exposure >= 0
