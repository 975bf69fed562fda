"""What widgets do when they are pressed, by pointer and by keys."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Push, Tell
from game.client.scroll import Scroll, VirtualList
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.cards import EventRow, FactRow, ListRow, MemberCard
from game.client.widgets.choice import Dropdown, Menu, MenuItem, Option, Segmented
from game.client.widgets.controls import Button, Checkbox, Slider, Stepper
from game.client.widgets.dialogs import Choice, Dialog
from game.client.widgets.figures import Change, EffortDiamonds, StanceRail, Standing, signed
from game.client.widgets.ledger import Step, Waterfall
from tests.client.conftest import Show


class Held:
    """One value that a control shows and changes."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.changes: list[Any] = []

    def set(self, value: Any) -> Answer:
        self.value = value
        self.changes.append(value)
        return None


OPTIONS = [
    Option("a", "Rotating"),
    Option("b", "Joint"),
    Option("c", "Lead state", "No lead state offers itself."),
]


@pytest.mark.parametrize("act", ["click", "Enter", "Space"])
def test_a_button_acts_by_pointer_and_by_keys(show: Show, act: str) -> None:
    """One press calls its function once."""
    calls: list[int] = []
    driver = show(lambda: Row([Button("Propose", lambda: calls.append(1))]))
    if act == "click":
        driver.click("Propose")
    else:
        driver.press("Tab", act)

    assert calls == [1]


def test_a_press_that_ends_elsewhere_does_nothing(show: Show) -> None:
    """Moving off a button before letting go takes the press back."""
    calls: list[int] = []
    driver = show(lambda: Row([Button("Propose", lambda: calls.append(1)), Space(grow=1)]))
    driver.drag(driver.find("Propose").rect.center, (700, 500))

    assert calls == []


def test_a_shortcut_acts_from_anywhere_and_is_shown(show: Show) -> None:
    """The key of a button works without focus; a disabled one says why."""
    calls: list[str] = []
    driver = show(
        lambda: Row(
            [
                Button("Propose", lambda: calls.append("P"), shortcut="P"),
                Button("Talk", shortcut="T", enabled=False, reason="No effort is left."),
            ]
        )
    )
    driver.press("P", "T")

    assert calls == ["P"]
    assert driver.app.top.messages[-1].text == "No effort is left."
    assert driver.find("Propose").shortcut == "P"


def test_a_segment_shows_choice_change_and_what_it_was(show: Show) -> None:
    """Unchanged is checked; after a change the former choice is told apart."""
    held = Held("a")
    driver = show(lambda: Segmented(OPTIONS, held.value, held.set, previous="a", name="Command"))
    assert driver.find("Rotating").look_of == "chosen"  # type: ignore[attr-defined]

    driver.click("Joint")

    assert held.changes == ["b"]
    assert driver.find("Joint").look_of == "changed"  # type: ignore[attr-defined]
    assert driver.find("Rotating").value == "previous"
    assert driver.find("Command").value == "Joint"


def test_segments_are_walked_by_arrows_and_chosen_by_enter(show: Show) -> None:
    """Arrows alone change nothing, since a choice may cost; a barred option says why."""
    held = Held("a")
    driver = show(lambda: Segmented(OPTIONS, held.value, held.set, name="Command"))
    driver.press("Tab", "Right")
    assert held.changes == []

    driver.press("Enter")
    assert held.changes == ["b"]
    driver.press("Right", "Enter")
    assert held.changes == ["b"]
    assert driver.app.top.messages[-1].text == "No lead state offers itself."


def test_a_stepper_keeps_its_bounds(show: Show) -> None:
    """Plus, minus and the two small buttons change it; at the end it says why."""
    held = Held(1)
    driver = show(
        lambda: Row([Stepper(held.value, held.set, high=2, reason="You have two.", name="Ships")])
    )
    driver.press("Tab", "+", "+")
    assert held.value == 2
    assert driver.app.top.messages[-1].text == "You have two."

    driver.click("Less Ships")
    driver.press("-", "-")
    assert held.changes == [2, 1, 0]
    assert not driver.find("Less Ships").enabled


def test_a_slider_moves_by_keys_and_by_dragging(show: Show) -> None:
    """Left, Right, Home and End step it; dragging to its end reaches the end."""
    held = Held(1.0)
    driver = show(
        lambda: Row(
            [Slider(held.value, low=1, high=2, step=0.1, on_change=held.set, name="S", grow=1)]
        )
    )
    driver.press("Tab", "Right", "Right", "Left")
    assert held.value == pytest.approx(1.1)
    driver.press("End")
    assert held.value == 2
    rect = driver.find("S").rect
    driver.drag(rect.center, (rect.x + 2, rect.centery))
    assert held.value == 1


def test_a_checkbox_turns_over(show: Show) -> None:
    """Space and click both turn it."""
    held = Held(False)
    driver = show(lambda: Column([Checkbox("Invented names", held.value, held.set)]))
    driver.press("Tab", "Space")
    driver.click("Invented names")

    assert held.changes == [True, False]
    assert driver.find("Invented names").value == "off"


def test_a_dropdown_opens_takes_arrows_and_closes(show: Show) -> None:
    """It opens on the chosen option; Enter chooses; the focus comes back."""
    held = Held("a")
    driver = show(lambda: Column([Dropdown(OPTIONS, held.value, held.set, name="Command")]))
    driver.press("Tab", "Enter")
    assert driver.focus is not None
    assert driver.focus.name == "Rotating"

    driver.press("Down", "Enter")
    assert held.changes == ["b"]
    assert not driver.has(role="menuitem")
    assert driver.focus is not None
    assert driver.focus.name == "Command"


def test_an_open_popup_is_modal(show: Show) -> None:
    """Esc closes it alone; a click outside closes it and does nothing else."""
    calls: list[int] = []
    driver = show(
        lambda: Column(
            [
                Dropdown(OPTIONS, "a", name="Command"),
                Space(300),
                Button("Propose", lambda: calls.append(1)),
            ]
        )
    )
    driver.click("Command")
    driver.press("Esc")
    assert not driver.has(role="menuitem")
    assert driver.app.scenes

    driver.click("Command")
    driver.click_at(driver.find("Propose").rect.center)
    assert not driver.has(role="menuitem")
    assert calls == []


def test_a_menu_runs_what_is_chosen(show: Show) -> None:
    """The act runs after the menu has closed; a disabled line does not act."""
    calls: list[str] = []

    def items() -> list[MenuItem]:
        leave = MenuItem("Leave", enabled=False, reason="The vote is under way.")
        return [MenuItem("Settings", on_press=lambda: calls.append("s")), leave]

    driver = show(lambda: Row([Menu(items, name="Menu")]))
    driver.click("Menu")
    driver.click("Leave")
    assert driver.has("Settings")
    driver.click("Settings")

    assert calls == ["s"]
    assert not driver.has("Settings")


def test_a_dialog_answers_to_the_screen_beneath(show: Show) -> None:
    """Only the dialog takes input; its choice comes back as a result, Esc as None."""

    def ask() -> Answer:
        choices = [Choice("Stay", False), Choice("Leave", True, "primary", "Enter")]
        return Push(Dialog("Leave the game?", "What was acknowledged is kept.", choices))

    driver = show(lambda: Row([Button("Leave", ask)]))
    first = driver.screen
    driver.click("Leave")
    assert isinstance(driver.screen, Dialog)
    assert driver.problems() == []
    driver.press("Enter")
    driver.click("Leave")
    driver.press("Esc")

    assert driver.screen is first
    assert first.results == [True, None]  # type: ignore[attr-defined]


def test_a_pane_scrolls_by_wheel_bar_and_keys(show: Show) -> None:
    """Each way moves it, and never beyond its ends."""
    driver = show(
        lambda: Column([Scroll(Column([Label(f"Line {n}") for n in range(90)]), name="L", grow=1)])
    )
    pane = driver.find("L")
    assert isinstance(pane, Scroll)
    driver.wheel(-2, (100, 100))
    after_wheel = pane.offset
    assert after_wheel > 0

    driver.press("Tab", "Page Down")
    assert pane.offset > after_wheel
    driver.press("End")
    end = pane.offset
    driver.press("Page Down")
    assert pane.offset == end
    bar = pane.bar(driver.app.look)
    driver.drag(bar.center, (bar.centerx, 0))
    assert pane.offset == 0


def test_a_long_list_builds_only_what_is_seen(show: Show) -> None:
    """Of 10,000 rows a few are made; arrows reach rows that were not there."""
    made: list[int] = []

    def row(index: int) -> Widget:
        made.append(index)
        return ListRow(f"Turn {index}", act=lambda: Tell(f"Turn {index}"))

    driver = show(
        lambda: Column(
            [VirtualList(count=10_000, make=row, row_height=40, name="Turns", grow=1, region=True)]
        )
    )
    assert len(made) < 60
    driver.press("Tab")
    for _ in range(40):
        driver.press("Down")
    assert driver.focus is not None
    assert driver.focus.name == "Turn 40"

    driver.press("Enter")
    assert driver.app.top.messages[-1].text == "Turn 40"
    driver.press("End", "Up")
    assert driver.focus is not None
    assert driver.focus.name == "Turn 9998"


def test_cards_tell_their_state_in_words(show: Show) -> None:
    """A reader without a picture hears stance, unread and change."""
    driver = show(
        lambda: Column(
            [
                MemberCard("Veldmark", "zv", "leans_for", "Prefers rotation.", act=lambda: None),
                EventRow("Attack repelled", "Two skiffs.", "Week 14", unread=True),
                FactRow("Mandate", "Escort and deter"),
                Row([Change(-3, False), EffortDiamonds(4, 2, 6)]),
                StanceRail([Standing("Kestria", "zk", "opposes")]),
            ]
        )
    )

    assert driver.find("Veldmark").value == "Leans for"
    assert driver.find("Attack repelled").value == "unread"
    assert driver.find("Mandate").value == "Escort and deter"
    assert driver.has("−3 worse")
    assert driver.find("Diplomatic effort").value == "4 of 6 left, 2 to be spent"
    assert driver.find("Likely vote").value == "Kestria: Opposes"


def test_a_waterfall_adds_up_and_opens(show: Show) -> None:
    """Its end is its start plus its steps; pressing a step opens and closes it."""
    steps = (Step("b", "Burden sharing", "", 5, True), Step("k", "Broken word", "", -2, False))
    held = Held("")
    driver = show(lambda: Waterfall(54, steps, held.value, on_open=held.set, name="Why"))
    assert driver.find("Why").value == "54 to 57"
    driver.click("Broken word")
    driver.click("Broken word")

    assert held.changes == ["k", ""]


def test_numbers_carry_a_real_sign() -> None:
    """Gains have a plus, losses a minus, and nothing has neither."""
    assert [signed(n) for n in (5, -3, 0, 1.5)] == ["+5", "−3", "0", "+1.5"]


def test_a_tooltip_appears_after_a_while_and_goes(show: Show) -> None:
    """The reason of a disabled control is told where the pointer rests."""
    driver = show(lambda: Row([Button("Talk", enabled=False, reason="No effort is left.")]))
    scene = driver.app.top
    driver.point_at(driver.find("Talk").rect.center)
    scene.pass_time(scene.now + 1)
    assert scene._tip is not None
    assert scene._tip.name == "No effort is left."

    driver.point_at((700, 500))
    assert scene._tip is None


def test_hover_press_and_error_look_different(show: Show) -> None:
    """Each state of a button has its own picture."""
    driver = show(
        lambda: Row(
            [Button("Go", show_as=state) for state in ("normal", "hover", "pressed", "error")]
        )
    )
    size = driver.find("Go").rect.size
    pictures = {
        pygame.image.tobytes(driver.app.surface.subsurface(widget.rect), "RGB")
        for widget in driver.find_all("Go", "button")
        if widget.rect.size == size
    }

    assert len(pictures) >= 3


def test_a_held_key_acts_once_but_keeps_moving(show: Show) -> None:
    """Repeats of Enter are not presses; repeats of an arrow go on."""
    calls: list[int] = []
    driver = show(
        lambda: Row(
            [Button(name, lambda: calls.append(1), shortcut=name) for name in "ABC"],
            region=True,
            name="Row",
        )
    )
    driver.press("Tab")
    for key, char in ((pygame.K_RETURN, ""), (pygame.K_b, "b"), (pygame.K_RIGHT, "")):
        for _ in range(3):
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=char))
        pygame.event.post(pygame.Event(pygame.KEYUP, key=key, mod=0))
        driver.app.step()

    assert len(calls) == 2
    assert driver.focus is not None
    assert driver.focus.name == "C"
