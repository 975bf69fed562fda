"""A text field under real events: keys, typed text, clipboard, pointer, input methods."""

from __future__ import annotations

import pygame
import pytest

from game.client import clipboard
from game.client.inspect import Driver
from game.client.layout import Column, Row
from game.client.screen import Answer, Push, Tell
from game.client.widget import Widget
from game.client.widgets.controls import Button
from game.client.widgets.field import TextField
from tests.client.conftest import Show, Shown


class Form(Shown):
    """A field, what it told, and a button whose key is a letter."""

    def __init__(self, keeps: bool = True) -> None:
        super().__init__(self.tree)
        self.text = ""
        self.keeps = keeps
        self.told: list[str] = []
        self.sent: list[str] = []
        self.pressed = 0

    def tree(self) -> Widget:
        field = TextField(
            self.text, name="Words", on_change=self.change, on_submit=self.submit, limit=30
        )
        return Column([field, Row([Button("Propose", self.press, shortcut="P")])], padding=10)

    def change(self, text: str) -> Answer:
        self.told.append(text)
        if self.keeps:
            self.text = text
        return None

    def submit(self, text: str) -> Answer:
        self.sent.append(text)
        return Tell("Sent.")

    def press(self) -> Answer:
        self.pressed += 1
        return None


@pytest.fixture
def form(show: Show) -> Driver:
    """A form with the focus in its field."""
    driver = show(Form())
    driver.press("Tab")
    return driver


def text_of(driver: Driver) -> str:
    """What the field holds."""
    field = driver.find("Words")
    assert isinstance(field, TextField)
    return field.edit.text


def test_letters_are_typed_and_are_no_shortcuts(form: Driver) -> None:
    """While the field has the focus, P is a letter; elsewhere it is a shortcut."""
    form.type("Pay š")
    assert text_of(form) == "Pay š"
    assert form.screen.pressed == 0  # type: ignore[attr-defined]

    form.press("Tab", "P")
    assert form.screen.pressed == 1  # type: ignore[attr-defined]
    assert text_of(form) == "Pay š"


def test_each_change_is_told_and_enter_submits(form: Driver) -> None:
    """The screen hears every text, and the last one on Enter."""
    form.type("No")
    form.press("Enter")

    assert form.screen.told == ["N", "No"]  # type: ignore[attr-defined]
    assert form.screen.sent == ["No"]  # type: ignore[attr-defined]


def test_editing_keys_work_in_the_middle(form: Driver) -> None:
    """Home, arrows, Delete, Backspace and Shift with them."""
    form.type("abcd")
    form.press("Home", "Right", "Delete")
    assert text_of(form) == "acd"
    form.press("Shift+End")
    form.type("z")
    assert text_of(form) == "az"
    form.press("Backspace", "Backspace", "Backspace")
    assert text_of(form) == ""


def test_the_clipboard_copies_cuts_and_pastes(
    form: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl with A, C, X and V; the limit holds for what is pasted."""
    board = {"text": ""}
    monkeypatch.setattr(clipboard, "put_text", lambda text: board.update(text=text))
    monkeypatch.setattr(clipboard, "get_text", lambda: board["text"])
    form.type("one two")
    form.press("Ctrl+A", "Ctrl+C")
    assert board["text"] == "one two"

    form.press("End", "Ctrl+V")
    assert text_of(form) == "one twoone two"
    form.press("Ctrl+A", "Ctrl+X")
    assert text_of(form) == ""
    form.press(*["Ctrl+V"] * 6)
    assert len(text_of(form)) == 30


def test_the_pointer_sets_the_caret_and_selects(form: Driver) -> None:
    """A click puts the caret, a drag selects, a double click takes the word."""
    form.type("one two")
    rect = form.find("Words").rect
    form.drag((rect.x + 400, rect.centery), (rect.x + 2, rect.centery))
    form.type("x")
    assert text_of(form) == "x"

    form.type(" yes")
    form.click_at((rect.x + 18, rect.centery), times=2)
    form.type("z")
    assert text_of(form) == "z yes"


def test_a_text_from_the_screen_replaces_what_was_typed(form: Driver) -> None:
    """When the screen sets another text, the field shows that."""
    form.type("abc")
    form.screen.text = "set"  # type: ignore[attr-defined]
    form.screen.refresh()
    form.app._settle()

    assert text_of(form) == "set"


def test_a_field_keeps_its_text_where_the_screen_does_not(show: Show) -> None:
    """A tree that is built again with the old text does not undo the typing."""
    driver = show(Form(keeps=False))
    driver.press("Tab")
    driver.type("abc")

    assert text_of(driver) == "abc"


def test_an_input_method_shows_what_it_composes(form: Driver) -> None:
    """Composed text is seen before it is typed, and is not part of the text yet."""
    before = pygame.image.tobytes(form.app.surface, "RGB")
    pygame.event.post(pygame.Event(pygame.TEXTEDITING, text="ni", start=0, length=2))
    form.app.step()
    assert text_of(form) == ""
    assert pygame.image.tobytes(form.app.surface, "RGB") != before

    pygame.event.post(pygame.Event(pygame.TEXTINPUT, text="你"))
    form.app.step()
    assert text_of(form) == "你"


def test_a_long_text_keeps_its_caret_in_sight(show: Show) -> None:
    """Text wider than the field scrolls within it."""
    driver = show(
        lambda: Row([TextField("", name="Words", width=120, limit=200)]),
    )
    driver.press("Tab")
    driver.type("many words that are wider than the field")
    rect = driver.find("Words").rect
    sky = driver.app.look.colour("sky")
    inner = rect.inflate(-12, -12)
    found = [
        x
        for x in range(inner.x, inner.right)
        if driver.app.surface.get_at((x, rect.centery))[:3] == sky
    ]

    assert found
    assert found[0] > rect.centerx


def test_a_shortcut_that_leads_to_a_field_does_not_type_itself(show: Show) -> None:
    """T opens the talk, and its field is empty."""

    class Talk(Form):
        first_focus = "Words"

        def __init__(self) -> None:
            super().__init__()
            self.first_focus = "Words"

    talk = Talk()
    driver = show(lambda: Row([Button("Talk", lambda: Push(talk), shortcut="T")]))
    driver.press("T")
    assert driver.screen is talk
    assert text_of(driver) == ""

    driver.type("t")
    assert text_of(driver) == "t"
