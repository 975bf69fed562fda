"""Rendering without a display, trees as JSON, and the driver's own promises."""

from __future__ import annotations

import json

import pytest

from game.client.inspect import NotFound, render
from game.client.keys import key_event, key_name
from game.client.layout import Column, Row
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from tests.client.conftest import Show, Shown


def test_a_tree_is_json_with_logical_rectangles() -> None:
    """Role, name, value, place and states of every widget, whatever the scale."""
    screen = Shown(
        lambda: Column([Button("Go", enabled=False, reason="Not yet.", shortcut="G")], padding=10)
    )
    surface, tree = render(screen, (600, 300), 1.5)
    button = json.loads(json.dumps(tree))["children"][0]

    assert surface.get_size() == (600, 300)
    assert button["rect"] == [10, 10, 380, 44]
    assert (button["role"], button["name"], button["enabled"]) == ("button", "Go", False)
    assert (button["reason"], button["shortcut"], button["focusable"]) == ("Not yet.", "G", True)


def test_two_renderings_are_the_same_picture() -> None:
    """Nothing random or timed goes into a picture."""
    pictures = [
        render(Shown(lambda: Row([Label("Trust"), Button("Go")])), (300, 100))[0] for _ in range(2)
    ]

    assert pictures[0].get_buffer().raw == pictures[1].get_buffer().raw


def test_a_missing_widget_lists_what_there_is(show: Show) -> None:
    """The message helps whoever writes a script."""
    driver = show(lambda: Row([Button("Go")]))

    with pytest.raises(NotFound, match="'Stop'; controls: Go"):
        driver.find("Stop")


@pytest.mark.parametrize(
    "name",
    ["P", "1", "+", "-", "Enter", "Esc", "F1", "Ctrl+S", "Ctrl++", "Ctrl+-", "Tab", "Page Up"],
)
def test_names_of_keys_come_back(name: str) -> None:
    """A key pressed by its name is known by that name."""
    import pygame

    code, mod, char = key_event(name)

    assert key_name(pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=char)) == name


def test_an_unknown_key_is_refused() -> None:
    """A name that is no key says so."""
    with pytest.raises(ValueError, match="Hyper"):
        key_event("Hyper")
