"""Decision, delivery, outcome and why: each by mouse and by keyboard, in a real game."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.client.screens.decision import DecisionScreen
from game.client.screens.delivery import DeliveryScreen
from game.client.screens.outcome import OutcomeScreen
from game.client.screens.shots_of_turn import SHOTS
from game.client.screens.table import TableScreen
from game.client.screens.why import RuleScreen, WhyScreen, _tenths, ledger_of, why_pane
from game.client.shots import Shot, draw, settle
from game.client.widgets.controls import Stepper
from game.client.widgets.ledger import Waterfall
from game.engine.commands import CastVote, Deliver
from game.engine.state import Vote
from tests.client.screens.conftest import Play, stages

SIZES = ((1600, 900), (1280, 720))


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_every_screen_of_a_turn_shows_everything_uncut(
    shot: Shot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """At both sizes no text is cut and nothing overlaps."""
    folder = tmp_path_factory.mktemp("shots")
    for size in SIZES:
        assert draw(shot, stages(), folder, size) == []


@pytest.mark.parametrize("name", ["04_composer_member", "05_decision", "05_delivery", "05_outcome"])
def test_small_windows_show_one_pane_at_a_time_uncut(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In 800 x 450 logical pixels each screen turns to tabs, and nothing is cut."""
    shot = next(shot for shot in SHOTS if shot.name == name)
    folder = tmp_path_factory.mktemp("shots")
    assert draw(shot, stages(), folder, (1600, 900), 2.0) == []


def _submitted(controller: object) -> list[object]:
    """The seat's own commands so far, as the session has them."""
    return [
        line.command
        for line in controller.session.lines  # type: ignore[attr-defined]
        if getattr(line, "actor", "") == controller.seat_id  # type: ignore[attr-defined]
    ]


def test_a_vote_needs_a_choice_and_is_cast_by_mouse(play: Play) -> None:
    """Nothing is chosen at first; after a choice the vote goes to the session."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    assert not driver.find("Cast vote").enabled
    driver.click("Consent")
    driver.click("Cast vote")
    assert _submitted(controller)[-1] == CastVote("consent", True, "")


def test_own_forces_can_be_kept_back(play: Play) -> None:
    """Who consents may take its own forces out of the text."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    driver.click("Consent")
    box = next(w for w in driver.widgets() if w.role == "checkbox")
    driver.click(box.name)
    driver.click("Cast vote")
    assert _submitted(controller)[-1] == CastVote("consent", False, "")


def test_an_objection_has_a_reason_at_hand_without_typing(play: Play) -> None:
    """By mouse alone one objects: the heaviest reason against the text is chosen already."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    driver.click("Object")
    driver.click("Cast vote")
    last = _submitted(controller)[-1]
    assert isinstance(last, CastVote)
    assert last.ballot == "object"
    assert ":" in last.reason


def test_an_objection_can_be_put_in_own_words_by_keyboard_alone(play: Play) -> None:
    """Arrows choose the ballot, the reason is typed, and Enter casts the vote."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    while driver.focus is None or driver.focus.name != "Object":
        driver.press("Down" if driver.focus and driver.focus.role == "radio" else "Tab")
    driver.press("Enter")
    while driver.focus is None or driver.focus.role != "combobox":
        driver.press("Tab")
    driver.press("Enter")
    while driver.focus is None or driver.focus.name != "In your own words":
        driver.press("Down")
    driver.press("Enter")
    while driver.focus is None or driver.focus.role != "textbox":
        driver.press("Tab")
    assert not driver.find("Cast vote").enabled
    driver.type("Too far too soon.")
    while driver.focus is None or driver.focus.name != "Cast vote":
        driver.press("Tab")
    driver.press("Enter")
    assert _submitted(controller)[-1] == CastVote("object", False, "Too far too soon.")


def test_after_voting_one_waits_for_the_others(play: Play) -> None:
    """While others still vote, the screen says what was voted and takes no second vote."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    controller.view = replace(controller.view, vote=Vote("abstain", False, "", False))
    driver.screen.refresh()
    driver.app.step()
    assert not driver.find("Cast vote").enabled
    assert driver.has("You have voted: stand aside")


def test_a_final_ballot_on_what_is_left_is_told_and_asks_again(play: Play) -> None:
    """Once an owner has kept its forces back, the rest is put to a new, final vote."""
    driver, controller = play(DecisionScreen, "decision")
    settle(driver)
    assert not driver.has("A final vote on what is left")
    driver.click("Stand aside")
    driver.click("Cast vote")
    settle(driver)
    assert controller.view.final_ballot
    assert driver.has("A final vote on what is left")
    assert not driver.find("Cast vote").enabled
    driver.click("Stand aside")
    driver.click("Cast vote")
    assert _submitted(controller)[-2:] == [CastVote("abstain", False, "")] * 2


def test_delivery_begins_with_what_is_owed(play: Play) -> None:
    """Keeping one's word is one press away."""
    driver, controller = play(DeliveryScreen, "bound")
    owed = controller.view.owed
    assert any(owed)
    driver.click("Deliver")
    assert _submitted(controller)[-1] == Deliver(owed)


def test_a_short_delivery_is_told_as_a_broken_word_before_it_is_sent(play: Play) -> None:
    """Sending less shows what it saves and that the word is broken; then it is really less."""
    driver, controller = play(DeliveryScreen, "bound")
    owed = sum(controller.view.owed)
    assert not driver.has("You would break your word")
    stepper = next(w for w in driver.widgets() if isinstance(w, Stepper) and w.amount)
    driver.click(f"Less {stepper.name}")
    assert driver.has("You would break your word")
    driver.press("Ctrl+Enter")
    sent = _submitted(controller)[-1]
    assert isinstance(sent, Deliver)
    assert sum(sent.levels) == owed - 1


def test_two_presses_lead_from_a_number_to_its_rule_and_source(play: Play) -> None:
    """A track, then one of its causes: the chain names the rule, the effect and the concept."""
    driver, _controller = play(OutcomeScreen, "adopted")
    driver.click("Cohesion")
    cause = next(w for w in driver.widgets() if w.role == "button" and "political" in w.key)
    driver.click(cause.name, "button")
    chain = [w.name for w in driver.widgets() if w.role == "note"]
    assert len(chain) == 3
    assert chain[0].startswith("Rule: ")
    assert chain[2].startswith("Source concept: ")
    driver.click("Read the rule in the handbook")
    assert isinstance(driver.screen, RuleScreen)
    driver.press("Esc")
    assert isinstance(driver.screen, OutcomeScreen)


def test_every_waterfall_ends_where_its_number_does(play: Play) -> None:
    """For every track the shown steps lead from the shown start to the shown end."""
    _driver, controller = play(OutcomeScreen, "adopted")
    view = controller.view
    for track in view.table.tracks:
        ledger = ledger_of(view, track, view.records[-1])
        pane = why_pane(view, track, ledger, "", lambda step: None, lambda rule: None)
        fall = pane[0]
        assert isinstance(fall, Waterfall)
        end = fall.start + sum(step.amount for step in fall.steps)
        assert abs(end - ledger.end / 1000) <= 0.11


def test_tenths_add_up_to_the_rounded_sum() -> None:
    """Rounding is shared out, so that shown steps add up."""
    for amounts in ([149, 149, 149], [-49, -49, -49, 30], [50, 50], [], [-1881, 3947, -2483]):
        assert sum(_tenths(amounts)) == round(sum(amounts) / 100)
        assert all(abs(t * 100 - a) <= 100 for t, a in zip(_tenths(amounts), amounts, strict=True))


def test_w_goes_through_the_numbers_and_enter_to_the_next_turn(play: Play) -> None:
    """By keyboard alone one reads why, and reads on."""
    driver, controller = play(OutcomeScreen, "adopted")
    screen = driver.screen
    assert isinstance(screen, OutcomeScreen)
    seen = set()
    for _ in controller.table.tracks:
        driver.press("W")
        seen.add(screen._track)
    assert len(seen) == len(controller.table.tracks)
    turn = controller.view.turn
    driver.press("Ctrl+Enter")
    settle(driver)
    assert controller.view.turn == turn + 1


def test_why_is_answered_in_the_running_turn_too(play: Play) -> None:
    """Over any screen a track's causes so far can be read."""
    driver, controller = play(lambda c: WhyScreen(c, c.table.tracks[0].id), "second", (1280, 720))
    assert driver.has(role="list")
    assert driver.problems() == []
    assert controller.view.phase == "consultation"


def test_the_verdict_names_every_members_vote(play: Play) -> None:
    """Each member has a card with its vote."""
    driver, controller = play(OutcomeScreen, "adopted")
    votes = [w for w in driver.widgets() if w.role == "vote"]
    assert [w.name for w in votes] == [seat.short for seat in controller.table.seats]
    assert driver.has(f"Draft {controller.view.records[-1].ballots[-1].draft} is adopted")


def test_every_number_over_the_map_leads_to_its_causes(play: Play) -> None:
    """A press on a headline track at the table opens why it has changed so far."""
    driver, controller = play(TableScreen, "second")
    settle(driver)
    for track in [t for t in controller.table.tracks if t.headline][:5]:
        driver.click(track.name, "metric")
        assert isinstance(driver.screen, WhyScreen)
        assert driver.has(f"Why {track.name} changed")
        driver.press("Esc")
