"""What members do beside drafts: deals, links, soundings, words in public, acts, the chair."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine import commands as c
from game.engine.decide import talks
from game.engine.draws import happens
from game.engine.package import Alteration
from game.engine.state import GameState
from game.engine.view import view
from tests.engine.play import (
    adopted,
    after,
    delivered,
    done,
    everybody,
    expired,
    of,
    package,
    refused,
    tabled,
    until,
    value,
    voted,
    with_values,
)
from tests.fixtures import small_game


def _quiet(raw: dict[str, Any]) -> None:
    for event in raw["events"]:
        event["when"] = []


def _talking(seed: int = 1, preset: str = "long") -> GameState:
    return until(small_game(seed, preset=preset, edit=_quiet), "consultation")


# ---------------------------------------------------------------------------------- side deals


def _with_deal(turns: int = 2) -> tuple[GameState, int]:
    """A draft called for decision, for which Alba has bought Brava's consent."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait"), alba_escort=1))
    state = after(state, "alba", c.OfferSideDeal(1, draft, 500, turns))
    state = after(state, "brava", c.AnswerSideDeal(state.side_deals[0].id, True))
    state = everybody(state, c.PassRound())
    state = after(state, "corso", c.CallDecision(draft))
    return until(state, "decision"), state.side_deals[0].id


def _paid(state: GameState) -> list[int]:
    place = state.setting.table.layout.places["spent/alba"]
    return [
        sum(e.amount for e in r.entries if e.place == place and e.cause == "side_payment")
        for r in state.records
    ]


def test_a_side_deal_is_paid_for_its_turns_and_no_longer() -> None:
    """From the adoption on, giver and taker are booked the same sum each turn, then it is over."""
    state, deal = _with_deal(turns=2)
    state = delivered(everybody(state, c.CastVote("consent")))
    for _ in range(3):
        state = until(expired(state), "outcome")
    assert _paid(state) == [500, 500, 0, 0]
    assert [d.status for d in state.side_deals if d.id == deal] == ["paid"]
    giver, taker = (state.setting.table.layout.places[f"spent/{m}"] for m in ("alba", "brava"))
    for record in state.records:
        moved = {
            p: sum(e.amount for e in record.entries if e.place == p and e.cause == "side_payment")
            for p in (giver, taker)
        }
        assert moved[giver] == -moved[taker]


def test_a_taker_that_does_not_consent_breaks_the_deal() -> None:
    """It is paid nothing, and its buyer trusts it less."""
    state, _ = _with_deal()
    before = value(state, "trust/alba/brava")
    state = delivered(voted(state, ("consent", "object", "consent")).state)
    assert [d.status for d in state.side_deals] == ["broken"]
    assert _paid(state) == [0]
    broken = [e.amount for e in state.entries if e.cause == "broken"]
    assert broken == [-8_000]
    assert value(state, "trust/alba/brava") <= before - 8_000


def test_a_deal_on_a_text_that_fails_lapses() -> None:
    """A taker that kept its part is not to blame when another stops the text."""
    state, _ = _with_deal()
    state = delivered(voted(state, ("consent", "consent", "object")).state)
    assert [d.status for d in state.side_deals] == ["lapsed"]
    assert not [e for e in state.entries if e.cause in ("broken", "side_payment")]


def test_offers_lapse_with_the_turn_and_can_be_recalled_or_left() -> None:
    """An offer is open until it is taken, left, recalled, or the turn ends."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    for _ in range(3):
        state = after(state, "alba", c.OfferSideDeal(1, draft, 500, 1))
    first, second, third = (d.id for d in state.side_deals)
    state = after(state, "alba", c.RecallSideDeal(first))
    state = after(state, "brava", c.AnswerSideDeal(second, False))
    assert refused(state, "brava", c.AnswerSideDeal(first, True)) == "deal/not_open"
    assert refused(state, "corso", c.AnswerSideDeal(third, True)) == "deal/unknown"
    assert refused(state, "brava", c.RecallSideDeal(third)) == "deal/unknown"
    assert refused(state, "alba", c.RecallSideDeal(second)) == "deal/not_open"
    state = until(state, "outcome")
    assert [d.status for d in state.side_deals] == ["recalled", "left", "lapsed"]


@pytest.mark.parametrize(("pays", "turns"), [(0, 1), (-5, 1), (10_001, 1), (5, 0), (5, 5)])
def test_a_deal_has_its_limits(pays: int, turns: int) -> None:
    """A payment is above nothing and not beyond the most, for one to four turns."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    assert refused(state, "alba", c.OfferSideDeal(1, draft, pays, turns)) == "deal/out_of_range"


# --------------------------------------------------------------------------------------- links


def _link(state: GameState, sender: str, to: int, draft: int) -> GameState:
    mine, yours = Alteration("level", 0, 2), Alteration("term", 1, 1)
    return after(state, sender, c.LinkIssues(to, draft, mine, yours))


def test_a_link_taken_enters_the_draft_with_both_as_sponsors() -> None:
    """Both changes make a new version, which replaces the sponsor's draft and its call."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    state = after(state, "corso", c.CallDecision(draft))
    state = _link(state, "alba", 1, draft)
    assert state.drafts[0].status == "open"
    assert refused(state, "corso", c.AnswerLink(state.links[0].id, True)) == "link/unknown"
    state = after(state, "brava", c.AnswerLink(state.links[0].id, True))
    old, new = state.drafts
    assert (old.status, new.status, new.sponsors) == ("replaced", "open", (0, 1))
    assert new.package == package(state, ("area", "strait"), ("protection", "25"), alba_escort=2)
    assert state.called == new.id
    assert refused(state, "brava", c.AnswerLink(state.links[0].id, True)) == "link/not_open"


def test_a_link_left_changes_nothing() -> None:
    """The draft stays as it is."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    state = _link(state, "alba", 1, draft)
    state = after(state, "brava", c.AnswerLink(state.links[0].id, False))
    assert len(state.drafts) == 1
    assert state.links[0].status == "left"


def test_two_members_cannot_replace_a_third_ones_draft() -> None:
    """A link between others puts a rival text beside the sponsor's, as an amendment would."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    state = after(state, "alba", c.CallDecision(draft))
    state = _link(state, "brava", 2, draft)
    state = after(state, "corso", c.AnswerLink(state.links[0].id, True))
    assert [d.status for d in state.drafts] == ["open", "open"]
    assert state.drafts[1].sponsors == (1, 2)
    assert state.called == draft


def test_a_link_that_no_longer_fits_is_refused() -> None:
    """What has become impossible since the offer does not enter a draft."""
    state = _talking()
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    yours = Alteration("term", 1, 1)
    state = after(state, "alba", c.LinkIssues(1, draft, Alteration("level", 0, 5), yours))
    state = after(state, "instructor", c.FireInject("refit"))
    accept = c.AnswerLink(state.links[0].id, True)
    assert refused(state, "brava", accept) == "package/over_stock"
    again = _talking()
    again, draft = tabled(again, "alba", package(again, ("area", "strait")))
    again = _link(again, "alba", 1, draft)
    linked = package(again, ("area", "strait"), ("protection", "25"), alba_escort=2)
    again, _ = tabled(again, "corso", linked)
    assert refused(again, "brava", c.AnswerLink(again.links[0].id, True)) == "package/on_the_table"


def test_a_link_across_a_red_line_is_refused_on_either_side() -> None:
    """Neither side can offer or take what its instructions forbid."""
    state = _talking()
    state, draft = tabled(state, "corso", package(state, ("area", "strait")))
    over = Alteration("term", 1, 4)
    other = Alteration("level", 6, 1)
    assert refused(state, "brava", c.LinkIssues(2, draft, over, other)) == "red_line/crossed"
    state = after(state, "corso", c.LinkIssues(1, draft, other, over))
    assert refused(state, "brava", c.AnswerLink(state.links[0].id, True)) == "red_line/crossed"


# ----------------------------------------------------------------------------------- soundings


def test_a_sounding_leaks_by_its_own_named_draw() -> None:
    """Whether it leaks depends on seed, turn, number and who talks to whom; leaks cost trust."""
    seen = set()
    for seed in range(300):
        state = _talking(seed)
        chance = happens(seed, talks.LEAK_CHANCE, 1, "backchannel", state.next_id, 0, 1)
        if chance in seen:
            continue
        seen.add(chance)
        result = done(state, "alba", c.SendBackchannel(1, package(state, ("area", "strait"))))
        sent = of(result.events, "backchannel_sent")
        assert [x.leaked for x in sent] == [chance]  # type: ignore[attr-defined]
        moved = {state.setting.table.layout.keys[e.place]: e.amount for e in result.state.entries}
        cost = {"support/alba": talks.LEAK_SUPPORT, "trust/corso/alba": talks.LEAK_TRUST}
        assert moved == (cost if chance else {})
    assert seen == {True, False}


def test_a_sounding_does_not_bind_the_table() -> None:
    """No draft lies on the table, and only who was asked may answer."""
    state = _talking()
    state = after(state, "alba", c.SendBackchannel(1, package(state, ("area", "strait"))))
    number = state.backchannels[0].id
    assert state.drafts == ()
    answer = c.AnswerBackchannel(number, c.Response("refuse"))
    assert refused(state, "corso", answer) == "backchannel/unknown"
    assert refused(state, "alba", answer) == "backchannel/unknown"
    state = after(state, "brava", answer)
    assert state.backchannels[0].response == c.Response("refuse")


# ----------------------------------------------------------------------------------- questions


def test_a_question_is_open_until_it_is_answered() -> None:
    """Telling the asker one's position answers; telling another does not."""
    state = after(_talking(), "alba", c.AskInterests(1, 0))
    claim = c.Claim("position", "area", (0, 50_000, 100_000, 9_000))
    assert len(after(state, "brava", c.Tell(2, claim)).questions) == 1
    assert after(state, "brava", c.Tell(0, claim)).questions == ()
    short = c.Claim("position", "area", (0, 50_000))
    assert refused(state, "brava", c.Tell(0, short)) == "claim/malformed"
    assert refused(state, "brava", c.Tell(0, c.Claim("position", "xyz"))) == "term/unknown"
    assert refused(state, "brava", c.Tell(1, claim)) == "member/yourself"
    assert refused(state, "brava", c.Tell(7, claim)) == "member/unknown"


# ------------------------------------------------------------------------------ words and acts


def test_firm_words_please_at_home_and_cost_when_eaten() -> None:
    """A statement raises support at once; signing something else takes more."""
    state = _talking()
    before = value(state, "support/corso")
    state = after(state, "corso", c.MakeStatement(0, 2))
    assert value(state, "support/corso") == before + talks.STATEMENT_SUPPORT
    assert refused(state, "corso", c.MakeStatement(0, 1)) == "statement/already_made"
    kept = delivered(adopted(state, package(state, ("area", "open_water"))))
    eaten = delivered(adopted(state, package(state, ("area", "strait"))))
    assert not [e for e in kept.entries if e.cause == "backed_down"]
    cost = [e.amount for e in eaten.entries if e.cause == "backed_down"]
    assert cost == [-5_000]
    assert -cost[0] > talks.STATEMENT_SUPPORT


def test_words_are_eaten_once() -> None:
    """Old words do not cost again each time the same text is renewed."""
    state = _talking()
    state = after(state, "corso", c.MakeStatement(0, 2))
    text = package(state, ("area", "strait"), alba_escort=1)
    state = delivered(adopted(state, text))
    state = until(expired(state), "consultation")
    again = package(state, ("area", "strait"), alba_escort=2)
    if 0 not in state.agenda:
        state = after(state, "alba", c.MoveAgenda(0))
    state = delivered(adopted(state, again))
    assert not [e for e in state.entries if e.cause == "backed_down"]


def test_an_exercise_builds_trust_both_ways_once_a_turn() -> None:
    """Both sides gain, and forces fit better when the turn is resolved."""
    state = _talking()
    later = after(state, "alba", c.HoldExercise(1))
    for key in ("trust/alba/brava", "trust/brava/alba"):
        assert value(later, key) == value(state, key) + talks.EXERCISE_TRUST
    assert value(later, "trust/alba/corso") == value(state, "trust/alba/corso")
    assert refused(later, "brava", c.HoldExercise(0)) == "exercise/already_held"
    assert refused(state, "alba", c.HoldExercise(0)) == "member/yourself"
    with_, without = (value(until(s, "outcome"), "interoperability") for s in (later, state))
    assert with_ > without


def test_a_capital_waives_for_a_turn_and_for_support() -> None:
    """A waiver costs support, a weak government has none to give, some limits are never waived."""
    state = _talking()
    text = package(state, ("area", "open_water"), brava_patrol=2)
    assert refused(state, "brava", c.TableDraft(text)) == "red_line/crossed"
    ask = c.AskCapital("brava_no_far_patrol")
    weak = with_values(state, support__brava=talks.CAPITAL_LEAST - 1)
    assert refused(weak, "brava", ask) == "red_line/too_weak"
    assert refused(state, "brava", c.AskCapital("brava_no_duty")) == "red_line/never_waived"
    assert refused(state, "alba", ask) == "red_line/unknown"
    waived = after(state, "brava", ask)
    assert refused(waived, "brava", ask) == "red_line/already_waived"
    cost = value(waived, "support/brava") - value(state, "support/brava")
    assert cost == talks.CAPITAL_SUPPORT
    tabled(waived, "brava", text)
    next_turn = until(until(waived, "outcome"), "briefing")
    assert next_turn.waivers == (frozenset(),) * 3


def test_the_chair_puts_forward_one_text_and_only_when_asked() -> None:
    """Asked once a turn, it may table or amend once; it has no red lines and no other acts."""
    state = _talking()
    text = c.TableDraft(package(state, ("area", "strait")))
    assert refused(state, "chair", text) == "chair/not_asked"
    state = after(state, "alba", c.AskChair())
    assert refused(state, "brava", c.AskChair()) == "chair/already_asked"
    assert refused(state, "chair", c.PassRound()) == "actor/not_for_you"
    state = after(state, "chair", text)
    assert state.drafts[0].sponsors == (-1,)
    assert refused(state, "chair", c.TableDraft(package(state, ("area", "open_water"))))
    assert view(state, 0).mediated


# -------------------------------------------------------------------------------- ratification


def _divided(most_cost: float) -> Any:
    def edit(raw: dict[str, Any]) -> None:
        _quiet(raw)
        raw["members"][0]["factions"] = [
            {"id": "yes", "name": "Yes", "weight": 50},
            {"id": "purse", "name": "Purse", "weight": 50, "most_cost": most_cost},
        ]

    return edit


def test_a_tie_at_home_does_not_ratify() -> None:
    """Half of the vote is no majority; the factions against are named."""
    for most_cost, passed in ((0.0, False), (90.0, True)):
        state = until(small_game(edit=_divided(most_cost)), "consultation")
        text = package(state, ("area", "strait"), alba_escort=2)
        result = voted(_decision(state, text), ("consent",) * 3)
        held = {x.seat: x for x in of(result.events, "ratification_held")}  # type: ignore[attr-defined]
        assert (held[0].passed, held[0].against) == (passed, () if passed else ("purse",))
        assert held[0].yes == (1000 if passed else 500)
        agreement = result.state.agreement
        assert agreement is not None
        assert agreement.ratified == (passed, True, True)


def _decision(state: GameState, text: Any) -> GameState:
    state, draft = tabled(state, "alba", text)
    return until(after(state, "alba", c.CallDecision(draft)), "decision")


def test_a_parliaments_refusal_excuses_in_part() -> None:
    """What is not delivered for want of ratification costs less trust than a breach, but some."""

    def lost(most_cost: float) -> tuple[int, str]:
        state = until(small_game(edit=_divided(most_cost)), "consultation")
        text = package(state, ("area", "strait"), alba_escort=2)
        state = delivered(adopted(state, text), alba=0)
        place = state.setting.table.layout.places["trust/brava/alba"]
        entries = [e for e in state.entries if e.place == place and e.rule == "pledge_delivery"]
        return sum(e.amount for e in entries), entries[0].cause

    breach, refusal = lost(90.0), lost(0.0)
    assert (breach[1], refusal[1]) == ("not_delivered", "not_ratified")
    assert breach[0] < refusal[0] < 0


def test_what_was_not_ratified_comes_before_parliament_again() -> None:
    """Each turn, until it passes; what has passed is not voted on again."""
    state = until(small_game(preset="long", edit=_divided(0.0)), "consultation")
    text = package(state, ("area", "strait"), alba_escort=2)
    if 2 not in state.agenda:
        state = after(state, "corso", c.MoveAgenda(2))
    text = package(state, ("area", "strait"), ("exit", "later"), alba_escort=2)
    state = delivered(adopted(state, text))
    state = until(expired(state), "implementation")
    assert [row[0] for row in state.ratifications] == [0]
