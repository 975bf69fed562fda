"""A turn's course: phases and rounds, what the clock takes, the agenda, and what ends."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine import commands as c
from game.engine import events as e
from game.engine.commands import EFFORT, PHASES
from game.engine.game import Done, decide
from game.engine.refusal import Refusal
from game.engine.state import GameState, initial_state
from tests.engine.play import (
    SEATS,
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
    to_decision,
    until,
    value,
    voted,
)
from tests.fixtures import Step, play_random, small_game, small_setting


def _quiet(raw: dict[str, Any]) -> None:
    """No event but those that an instructor fires."""
    for event in raw["events"]:
        event["when"] = []


def test_a_turn_runs_through_its_phases_in_order() -> None:
    """Briefing, consultation, implementation, outcome; decision only where a draft was called."""
    phases: list[str] = []

    def watch(step: Step) -> None:
        phases.extend(x.phase for x in step.events if isinstance(x, e.PhaseBegan))
        phases.extend(x.kind for x in step.events if isinstance(x, e.TurnBegan | e.GameEnded))

    play_random(small_game(5, preset="long"), 5, watch=watch)
    text = " ".join(phases)
    turns = text.split("turn_began")
    assert len(turns) == 8
    usual = "consultation implementation outcome", "consultation decision implementation outcome"
    assert {turn.strip() for turn in turns} <= {*usual, *(f"{u} game_ended" for u in usual)}
    assert {turn.strip() for turn in turns[:-1]} == set(usual)
    assert text.endswith("game_ended")


def test_rounds_end_when_all_have_passed() -> None:
    """Every seat passes: the next round; after the last, implementation."""
    state = until(small_game(), "consultation")
    assert (state.round, state.effort) == (1, (4, 4, 4))
    state = after(state, "alba", c.PassRound())
    assert refused(state, "alba", c.PassRound()) == "round/already_passed"
    state = after(after(state, "corso", c.PassRound()), "brava", c.PassRound())
    assert (state.phase, state.round, state.ready) == ("consultation", 2, (False,) * 3)
    assert everybody(state, c.PassRound()).phase == "implementation"


def test_a_called_draft_is_decided_when_the_round_ends() -> None:
    """Not before all have passed, and without the rounds that are left; one a turn."""
    state = until(small_game(preset="long"), "consultation")
    state, first = tabled(state, "alba", package(state, ("area", "strait")))
    state = after(state, "brava", c.CallDecision(first))
    assert state.phase == "consultation"
    assert refused(state, "corso", c.CallDecision(first)) == "decision/already_called"
    state = everybody(state, c.PassRound())
    assert (state.phase, state.round) == ("decision", 1)
    assert state.under_decision == state.drafts[0].package


def test_a_called_draft_may_be_withdrawn_or_amended_by_its_sponsor() -> None:
    """Withdrawn, nothing is decided; amended, the new text is; a rival's amendment is neither."""
    state = until(small_game(preset="long"), "consultation")
    state, number = tabled(state, "alba", package(state, ("area", "strait")))
    called = after(state, "corso", c.CallDecision(number))
    assert refused(called, "brava", c.WithdrawDraft(number)) == "draft/not_yours"
    withdrawn = after(called, "alba", c.WithdrawDraft(number))
    assert everybody(withdrawn, c.PassRound()).round == 2
    better = package(state, ("area", "strait"), alba_escort=1)
    amended = everybody(after(called, "alba", c.AmendDraft(number, better)), c.PassRound())
    assert amended.under_decision == better
    rival = after(called, "brava", c.AmendDraft(number, better))
    assert [d.status for d in rival.drafts] == ["open", "open"]
    assert everybody(rival, c.PassRound()).under_decision == state.drafts[0].package


def test_who_has_passed_may_answer_but_not_act() -> None:
    """Answers stay open to those who are done; acts do not."""
    state = until(small_game(), "consultation")
    state, number = tabled(state, "alba", package(state, ("area", "strait")))
    state = after(state, "brava", c.PassRound())
    answer = c.AnswerDraft(number, c.Response("accept"))
    assert after(state, "brava", answer).drafts[0].answers[1] == c.Response("accept")
    assert refused(state, "brava", c.AskChair()) == "round/already_passed"
    assert refused(state, "brava", c.CallDecision(number)) == "round/already_passed"


def test_acts_cost_effort_and_answers_do_not() -> None:
    """Each act takes its price from the seat that acts; none is left for one too many."""
    state = until(small_game(), "consultation")
    state, number = tabled(state, "alba", package(state, ("area", "strait")))
    assert state.effort == (4 - EFFORT["table_draft"], 4, 4)
    state = after(state, "alba", c.HoldExercise(1))
    assert state.effort == (0, 4, 4)
    for act in (c.AskInterests(1, 0), c.CallDecision(number), c.AskChair(), c.MakeStatement(0, 0)):
        assert refused(state, "alba", act) == "effort/short"
    claim = c.Claim("support", "", (50_000,))
    state = after(state, "alba", c.Tell(1, claim))
    state = after(state, "alba", c.AnswerDraft(number, c.Response("accept")))
    state = after(state, "alba", c.WithdrawDraft(number))
    assert everybody(state, c.PassRound()).effort == (4, 4, 4)


def test_effort_is_never_spent_below_nothing() -> None:
    """In random games no seat ever has less than nothing left."""

    def watch(step: Step) -> None:
        assert min(step.after.effort) >= 0
        spent = sum(x.effort for x in of(step.events, "effort_spent"))  # type: ignore[attr-defined]
        price = EFFORT.get(step.command.kind, 0)
        assert spent == (0 if step.actor == "chair" else price)

    for seed in range(5):
        play_random(small_game(seed, preset="long"), seed, watch=watch, acts=10)


@pytest.mark.parametrize("phase", PHASES["clock_expired"])
def test_the_clock_ends_every_phase(phase: str) -> None:
    """Wherever a game stands, the clock moves it on; a signal for another phase does not."""
    state = until(small_game(2, preset="long"), "consultation")
    state = to_decision(state, package(state, ("area", "strait")))
    while state.phase != phase:
        state = expired(state)
    other = "outcome" if phase == "briefing" else "briefing"
    assert refused(state, "clock", c.ClockExpired(other)) == "phase/wrong"
    later = expired(state)
    assert (later.phase, later.round, later.turn) != (state.phase, state.round, state.turn)


def test_the_clock_lets_members_deliver_what_they_owe() -> None:
    """Who does not act sends what it promised, as far as it still has it."""
    state = until(small_game(edit=_quiet), "consultation")
    state = adopted(state, package(state, ("area", "strait"), alba_escort=4, brava_escort=2))
    state = after(state, "brava", c.Deliver((0, 0, 0)))
    refit = {"kind": "resource", "member": "alba", "resource": "ship", "by": -2, "turns": 2}
    assert refit in small_setting().scenario.model_dump(mode="json")["events"][1]["effects"]
    state = after(state, "instructor", c.FireInject("refit"))
    assert state.stock(0, 0) == 3
    state = expired(state)
    assert state.delivered[0] == (3, 0, 0)
    assert state.delivered[1] == (0, 0, 0)


def test_the_clock_answers_events_with_their_first_option() -> None:
    """A question that nobody answers is answered as its scenario says."""
    state = after(small_game(edit=_quiet), "instructor", c.FireInject("stranding"))
    assert refused(state, "corso", c.Continue()) == "event/choice_open"
    assert refused(state, "alba", c.ChooseForEvent("stranding", "let_in")) == "event/not_asked"
    assert refused(state, "corso", c.ChooseForEvent("stranding", "x")) == "event/no_such_option"
    before = value(state, "support/corso")
    waited = expired(state)
    assert waited.happened[0].option == "let_in"
    assert value(waited, "support/corso") == before - 4_000
    chosen = after(state, "corso", c.ChooseForEvent("stranding", "keep_out"))
    assert value(chosen, "reputation/corso") == 55_000
    assert value(chosen, "support/corso") == before


def test_an_inject_works_at_once_and_only_by_the_instructor() -> None:
    """An event that the instructor fires has its effects now; nobody else can fire one."""
    state = until(small_game(), "consultation")
    assert refused(state, "alba", c.FireInject("scandal")) == "actor/not_for_you"
    assert refused(state, "instructor", c.FireInject("thunder")) == "event/unknown"
    assert refused(state, "instructor", c.PassRound()) == "actor/not_for_you"
    later = after(state, "instructor", c.FireInject("scandal"))
    for seat in SEATS:
        assert value(later, f"support/{seat}") == value(state, f"support/{seat}") - 6_000
    assert value(later, "legitimacy") == value(state, "legitimacy") - 5_000
    assert later.phase == "consultation"


def _causes(state: GameState) -> dict[str, str]:
    ids = [state.setting.table.terms[n].id for n in state.agenda]
    return dict(zip(ids, state.agenda_causes, strict=True))


def test_the_agenda_opens_what_weighs_most_first() -> None:
    """In the first turn the terms with most weight are open, all as unsettled."""
    state = small_game(preset="long")
    assert _causes(state) == {"area": "unsettled", "protection": "unsettled"}


def test_a_motion_opens_a_further_term_with_its_cause() -> None:
    """Terms and their causes stay in step, wherever the new term stands in the order."""
    for seed in range(6):
        state = until(small_game(seed, preset="long", edit=_quiet), "outcome")
        state = until(expired(state), "consultation")
        before = _causes(state)
        closed = next(n for n in range(3) if n not in state.agenda)
        assert refused(state, "alba", c.MoveAgenda(state.agenda[0])) == "term/already_open"
        text = package(state)
        moved = list(text.terms)
        moved[closed] = 1
        draft = c.TableDraft(type(text)(tuple(moved), text.levels, text.caveats))
        assert refused(state, "alba", draft) == "package/term_closed"
        state = after(state, "alba", c.MoveAgenda(closed))
        term = state.setting.table.terms[closed].id
        assert _causes(state) == before | {term: "motion"}
        after(state, "alba", draft)


def test_an_event_opens_a_term_with_its_cause() -> None:
    """A term opened by an event names it, and one place stays for what was open least often."""

    def certain(raw: dict[str, Any]) -> None:
        raw["events"][0] |= {"chance": 1.0, "when": [{"kind": "turn", "at_least": 1}]}
        raw["presets"][1]["open_terms"] = 1

    assert _causes(small_game(preset="long", edit=certain)) == {
        "protection": "stranding",
        "area": "unsettled",
    }

    def one(raw: dict[str, Any]) -> None:
        _quiet(raw)
        raw["presets"][1]["open_terms"] = 1

    state = small_game(preset="long", edit=one)
    assert _causes(state) == {"area": "unsettled"}
    state = after(state, "instructor", c.FireInject("stranding"))
    assert _causes(state) == {"area": "unsettled", "protection": "stranding"}


def test_settled_terms_come_up_by_expiry_and_review() -> None:
    """The term of duration in an agreement's last turn; others when their review is due."""

    def three(raw: dict[str, Any]) -> None:
        _quiet(raw)
        raw["presets"][1]["open_terms"] = 3
        raw["terms"][1]["review"] = 1

    state = until(small_game(preset="long", edit=three), "consultation")
    state = delivered(adopted(state, package(state, ("area", "strait"), ("exit", "later"))))
    state = expired(state)
    assert state.turn == 2
    causes = _causes(state)
    assert causes["exit"] == "expiry"
    assert causes["protection"] == "review"
    assert causes["area"] == "revisited"


def test_an_agreement_ends_when_it_said() -> None:
    """After its turns the status quo holds again and nobody owes anything."""
    state = until(small_game(preset="long", edit=_quiet), "consultation")
    text = package(state, ("area", "strait"), alba_escort=1)
    state = delivered(adopted(state, text))
    assert state.agreement is not None
    assert state.agreement.expires == 1
    result = done(state, "clock", c.ClockExpired("outcome"))
    assert of(result.events, "agreement_expired")
    assert result.state.agreement is None
    assert result.state.in_force == result.state.setting.table.status_quo
    assert result.state.owed(0) == (0, 0, 0)


def test_an_agreement_lasts_as_long_as_its_term_says() -> None:
    """Two turns by its own answer: it is in force in both and gone in the third."""
    state = small_game(edit=lambda raw: (_quiet(raw), raw["presets"][0].update(turns=4))[0])
    state = until(state, "consultation")
    state = delivered(adopted(state, package(state, ("area", "strait"), ("exit", "later"))))
    state = expired(state)
    assert state.agreement is not None
    state = expired(until(state, "outcome"))
    assert (state.turn, state.agreement) == (3, None)


def test_the_game_ends_after_its_last_turn() -> None:
    """Nothing can be done any more, by anyone."""
    state = until(small_game(), "ended")
    assert state.turn == 2
    assert [record.turn for record in state.records] == [1, 2]
    for actor in (*SEATS, "chair", "clock", "instructor"):
        for command in (c.Continue(), c.PassRound(), c.StartGame(), c.ClockExpired("outcome")):
            assert refused(state, actor, command) == "phase/wrong"


def test_only_the_clock_starts_a_game() -> None:
    """In the lobby nothing happens before the clock starts."""
    lobby = initial_state(small_setting())
    assert refused(lobby, "alba", c.StartGame()) == "actor/not_for_you"
    assert isinstance(decide(lobby, "alba", c.PassRound()), Refusal)
    assert isinstance(decide(lobby, "clock", c.StartGame()), Done)


def test_a_member_may_not_promise_what_it_has_not() -> None:
    """In a draft as in a delivery, no owner gives more than its stock or less than nothing."""
    state = until(small_game(), "consultation")
    over = package(state, ("area", "strait"), alba_escort=4, alba_patrol=2)
    assert refused(state, "brava", c.TableDraft(over)) == "package/over_stock"
    under = package(state, ("area", "strait"), alba_escort=-1)
    assert refused(state, "brava", c.TableDraft(under)) == "package/negative"
    state = until(state, "implementation")
    assert refused(state, "corso", c.Deliver((2, 0, 0))) == "package/over_stock"
    assert refused(state, "corso", c.Deliver((0, 0, -1))) == "package/negative"
    assert refused(state, "corso", c.Deliver((0, 0))) == "package/malformed"
    state = after(state, "corso", c.Deliver((1, 0, 1)))
    assert refused(state, "corso", c.Deliver((1, 0, 1))) == "delivery/already_made"


def test_the_same_text_is_not_tabled_twice() -> None:
    """Nor is what is in force already."""
    state = until(small_game(), "consultation")
    assert refused(state, "alba", c.TableDraft(package(state))) == "package/unchanged"
    text = package(state, ("area", "strait"))
    state, _ = tabled(state, "alba", text)
    assert refused(state, "brava", c.TableDraft(text)) == "package/on_the_table"


def test_drafts_fall_with_their_turn() -> None:
    """What was not decided is not on the table of the next turn, but in the record."""
    state = until(small_game(), "consultation")
    state, _ = tabled(state, "alba", package(state, ("area", "strait")))
    state = until(until(state, "outcome"), "briefing")
    assert state.drafts == ()
    assert len(state.records[0].drafts) == 1


def test_a_failed_vote_is_recorded_with_who_stopped_it() -> None:
    """The record of a turn tells the ballots, the verdict and who was against."""
    state = until(small_game(), "consultation")
    state = to_decision(state, package(state, ("area", "strait")))
    state = voted(state, ("consent", "object", "abstain")).state
    state = until(state, "outcome")
    ballot = state.records[0].ballots[0]
    assert (ballot.adopted, ballot.blockers, ballot.why) == (False, (1,), "objection")
    assert [vote.ballot for vote in ballot.votes if vote] == ["consent", "object", "abstain"]


def test_a_clock_that_rings_for_a_round_gone_by_is_refused() -> None:
    """A late signal of round 1 does not end round 2."""
    state = small_game()
    late = c.ClockExpired("briefing", turn=state.turn + 1)

    assert refused(state, "clock", late) == "phase/passed"
    assert not isinstance(
        decide(state, "clock", c.ClockExpired("briefing", turn=state.turn)), Refusal
    )


def test_an_agreement_may_be_renewed_as_it_is_in_its_last_turn_only() -> None:
    """Before that, the same text changes nothing and is refused."""

    def lasting(raw: dict[str, Any]) -> None:
        _quiet(raw)
        raw["presets"][1]["open_terms"] = 3

    state = until(small_game(preset="long", edit=lasting), "consultation")
    text = package(state, ("area", "strait"), ("exit", "later"), alba_escort=1)
    state = delivered(adopted(state, text))
    state = until(expired(state), "consultation")
    assert state.agreement is not None
    again = state.agreement.package
    while state.agreement is not None and state.agreement.expires > state.turn:
        assert refused(state, "alba", c.TableDraft(again)) == "package/unchanged"
        state = until(expired(until(state, "outcome")), "consultation")
    assert state.agreement is not None

    assert state.agreement.expires == state.turn
    assert tabled(state, "alba", again)
