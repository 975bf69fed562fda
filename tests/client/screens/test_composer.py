"""The composer: differences, limits, contributions, forecasts, and tabling by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.screens.composer import ComposerScreen
from game.client.screens.composer_parts.composition import Composition, shares, unused
from game.client.screens.composer_parts.forecast import gauge_place
from game.client.shots import settle
from game.client.widgets.controls import Stepper
from game.engine.commands import Response
from game.engine.package import Alteration
from tests.client.screens.conftest import Play

SIZES = ((1600, 900), (1280, 720))


def _on_draft(controller: GameController) -> Screen:
    return ComposerScreen(controller, controller.view.open_drafts[0])


def _composer(driver: Driver) -> ComposerScreen:
    assert isinstance(driver.screen, ComposerScreen)
    return driver.screen


def _first_option(driver: Driver, controller: GameController) -> tuple[int, str]:
    """An open term with segments, and an answer that it does not have."""
    screen = _composer(driver)
    for place in controller.view.agenda:
        term = controller.table.terms[place]
        if driver.has(term.name, "radiogroup"):
            chosen = screen._text.package.terms[place]
            return place, term.answers[(chosen + 1) % len(term.answers)].name
    raise AssertionError("no open term is shown in segments")


@pytest.mark.parametrize("size", SIZES)
def test_a_composer_shows_everything_uncut(play: Play, size: tuple[int, int]) -> None:
    """Nothing is cut or overlaps, with another member's column open and a red line crossed."""
    driver, controller = play(_on_draft, "second", size)
    settle(driver)
    driver.press("1")
    view = controller.view
    for line in view.mind.red_lines:
        place = next(n for n, t in enumerate(view.table.terms) if t.id == line.term)
        if place in view.agenda:
            answer = view.table.terms[place].place(line.options[0])
            assert answer is not None
            _composer(driver)._choose(place, answer)
    driver.screen.refresh()
    settle(driver)
    assert driver.has(role="alert")
    assert driver.problems() == []


@pytest.mark.parametrize("make", [_on_draft, ComposerScreen])
def test_it_begins_as_the_draft_or_the_agreement_without_a_difference(
    play: Play, make: Callable[[GameController], Screen]
) -> None:
    """A new composition differs in nothing; it can be sent only to renew what runs out."""
    driver, controller = play(make, "second")
    settle(driver)
    send = driver.find("Send proposal")
    if make is not _on_draft and controller.view.may_renew:
        assert send.enabled
        return
    assert not send.enabled
    assert "nothing new" in send.reason


def test_a_choice_by_mouse_becomes_a_difference_and_start_over_takes_it_back(play: Play) -> None:
    """Choosing another answer marks it as changed, and what was there as the previous one."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    _place, answer = _first_option(driver, controller)
    driver.click(answer, "radio")
    assert driver.find(answer, "radio").value == "selected"
    assert _composer(driver)._text.changed_terms() == 1
    assert driver.find("Send proposal").enabled
    driver.click("Start over")
    assert _composer(driver)._text.changes == ()


def test_a_text_composed_by_keyboard_alone_is_tabled(play: Play) -> None:
    """Tab to the contributions, Page Up on one's own, Ctrl+Enter: an amendment is tabled."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    before = controller.view.open_drafts[0].package
    for _ in range(40):
        driver.press("Tab")
        if driver.focus is not None and "/table:Contributions" in driver.focus.path:
            break
    while not isinstance(driver.focus, Stepper):
        driver.press("Right")
        driver.press("Down")
    place = int(driver.focus.key.split()[-1])
    driver.press("Page Up")
    settle(driver)
    driver.press("Ctrl+Enter")
    tabled = [d for d in controller.view.drafts if controller.view.seat in d.sponsors]
    assert tabled[-1].package == Alteration("level", place, before.levels[place] + 1).applied(
        before
    )


def test_pressing_a_member_opens_its_column_for_requests(play: Play) -> None:
    """Its key or its head gives a member steppers, by which it is asked for more."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    slot = controller.table.slots[0]
    other = controller.table.seats[0]
    name = f"{other.name}, {slot.name}"
    assert driver.find(name).role == "button"
    driver.click(f"Contributions of {other.name}")
    assert driver.find(name).role == "spinbutton"
    driver.click(f"More {name}")
    change = Alteration(
        "level",
        controller.table.level_place(0, 0),
        controller.view.open_drafts[0].package.levels[0] + 1,
    )
    assert _composer(driver)._text.changes == (change,)
    driver.press("2")
    assert driver.find(name).role == "button"


def test_nobody_is_asked_for_more_than_it_has(play: Play) -> None:
    """A stepper ends where the member's stock of the resource is used up."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    view = controller.view
    stepper = next(
        w for w in driver.widgets() if isinstance(w, Stepper) and w.name.startswith("India")
    )
    free = unused(view, _composer(driver)._text.package, view.seat, view.table.slots[0].resource)
    assert stepper.high == stepper.amount + free


def test_closed_terms_are_locked_and_lead_to_a_motion(play: Play) -> None:
    """Pressing a closed term offers the motion that opens it; then it can be changed."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    closed = next(n for n in range(len(controller.table.terms)) if n not in controller.view.agenda)
    term = controller.table.terms[closed]
    button = next(w for w in driver.widgets() if w.key == f"closed {term.id}")
    assert "agenda" in button.tooltip
    effort = controller.view.effort
    driver.click(button.name)
    driver.click("Move that it be opened")
    assert closed in controller.view.agenda
    assert controller.view.effort == effort - 1
    assert not any(w.key == f"closed {term.id}" for w in driver.widgets())


def test_a_crossed_limit_bars_sending_until_undone(play: Play) -> None:
    """The strip names the limit; with it the text cannot be sent, and Undo clears both."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    view = controller.view
    limits = {line.term: line for line in view.mind.red_lines}
    place = next(n for n in view.agenda if view.table.terms[n].id in limits)
    line = limits[view.table.terms[place].id]
    barred = next(a.name for a in view.table.terms[place].answers if a.id in line.options)
    driver.click(barred, "radio")
    assert line.text in driver.find(role="alert").name
    assert not driver.find("Send proposal").enabled
    assert driver.find("Ask capital, 1 effort").enabled == line.waivable
    driver.click("Undo")
    assert not driver.has(role="alert")


def test_every_member_gets_a_gauge_with_its_likely_stance(play: Play) -> None:
    """Each seat has a gauge; a wider change of the text moves some of them."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    gauges = {w.name: w for w in driver.widgets() if w.role == "gauge"}
    assert len(gauges) == len(controller.table.seats)
    _place, answer = _first_option(driver, controller)
    driver.click(answer, "radio")
    settle(driver)
    moved = {w.name: w for w in driver.widgets() if w.role == "gauge"}
    assert any(moved[n].likely != gauges[n].likely for n in gauges)  # type: ignore[attr-defined]


def test_a_gauge_stands_on_its_line_at_nothing_gained_and_never_leaves_its_scale() -> None:
    """Nothing gained is the middle; any gain or loss stays between the ends, in order."""
    places = [gauge_place(points) for points in (-1e9, -30.0, 0.0, 1.0, 30.0, 1e9)]
    assert places[2] == 0.5
    assert places == sorted(places)
    assert 0 <= places[0] < places[-1] <= 1


def test_an_ask_is_put_into_the_text_by_one_press(play: Play) -> None:
    """The change that would turn a member's answer is made, and then marked as done."""
    driver, controller = play(_on_draft, "consultation")
    settle(driver)
    view = controller.view
    asking = [
        (m, draft.answers[m])
        for m in view.table.members
        for draft in [next((d for d in reversed(view.drafts) if d.answers[m]), None)]
        if draft is not None and m != view.seat
    ]
    member, response = next((m, r) for m, r in asking if isinstance(r, Response) and r.ask)
    driver.press(str(member + 1))
    if driver.has("Put it in"):
        driver.click("Put it in")
    text = _composer(driver)._text.package
    for change in response.ask:
        values = {"term": text.terms, "level": text.levels, "caveat": text.caveats}[change.what]
        assert values[change.place] == change.to
    assert driver.has("In your text")


def test_a_restriction_is_part_of_the_text(play: Play) -> None:
    """The dialog restricts an own contribution by a quarter."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    slot = controller.table.slots[0].name
    driver.click(f"More India, {slot}")
    driver.click("Restrictions")
    driver.click(f"More Restriction on {slot}")
    driver.press("Enter")
    place = controller.table.level_place(controller.view.seat, 0)
    assert _composer(driver)._text.package.caveats[place] == 250


def test_a_kept_text_is_taken_up_again(play: Play) -> None:
    """Save draft keeps the text for this turn; the next composer on that draft begins with it."""
    driver, controller = play(_on_draft, "second")
    settle(driver)
    _place, answer = _first_option(driver, controller)
    driver.click(answer, "radio")
    driver.click("Save draft")
    kept = _composer(driver)._text.package
    again = ComposerScreen(controller, controller.view.open_drafts[0])
    assert again._text.package == kept
    assert ComposerScreen(controller)._text.package != kept


def test_a_sounding_goes_to_one_member_alone(play: Play) -> None:
    """With a member to sound out, sending tables nothing and asks that member discreetly."""
    driver, controller = play(
        lambda c: ComposerScreen(c, c.view.open_drafts[0], sound_out=0), "second"
    )
    settle(driver)
    drafts = len(controller.view.drafts)
    driver.click("Sound out United States")
    assert controller.last_refusal is None
    assert [b.to for b in controller.view.backchannels] == [0]
    assert len(controller.view.drafts) == drafts


def test_a_draft_that_is_gone_leaves_its_text_as_a_new_one(play: Play) -> None:
    """Composing on a draft that was withdrawn tables a new text, which costs more."""
    driver, _controller = play(_on_draft, "second")
    settle(driver)
    screen = _composer(driver)
    screen._text = Composition(999, screen._text.base, screen._text.package)
    driver.screen.refresh()
    settle(driver)
    assert screen._text.draft == 0
    assert screen._text.effort == 2


def test_shares_of_effort_add_up_to_the_whole(play: Play) -> None:
    """Members' shares of a text's effort are shares of one whole."""
    _driver, controller = play(_on_draft, "second")
    found = shares(controller.view, controller.view.open_drafts[0].package)
    assert sum(found) == pytest.approx(1.0)
