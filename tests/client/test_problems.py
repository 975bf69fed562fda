"""Faults that a reader would see are found; a sound tree has none."""

from __future__ import annotations

import pygame

from game.client.inspect import scene_of
from game.client.layout import Anchor, Column, Row, Space, Stack
from game.client.problems import Problem, problems
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from tests.client.conftest import Shown


def faults(tree: Widget, size: tuple[int, int] = (300, 200)) -> list[Problem]:
    """Problems of *tree* in a window of *size*."""
    scene = scene_of(Shown(lambda: tree), size)
    return problems(scene.root, 1.0, ellipsis=True)


def kinds(tree: Widget) -> set[str]:
    """Kinds of the problems of *tree*."""
    return {fault.kind for fault in faults(tree)}


def test_a_planted_cut_text_is_found() -> None:
    """A label in too narrow a place is named with its words."""
    found = faults(Column([Row([Label("Escort and deter", wrap=False, width=40)])]))

    assert [(fault.kind, "Escort and deter" in fault.what) for fault in found] == [("cut", True)]


def test_text_cut_in_height_is_found() -> None:
    """Lines that do not fit under each other are cut as well."""
    text = "Several words that need more than the one line they are given in this place here."

    assert kinds(Column([Label(text, height=21)])) == {"cut"}


def test_a_button_too_narrow_for_its_words_is_found() -> None:
    """Controls record cut words too."""
    assert "cut" in kinds(Row([Button("Propose changes", width=60)]))


def test_shortened_text_is_recorded_and_keeps_its_words() -> None:
    """An allowed ellipsis is told apart, and the tooltip has the whole text."""
    label = Label("A long line of words", ellipsis=True, wrap=False, width=60)
    found = faults(Row([label]))

    assert [fault.kind for fault in found] == ["ellipsis"]
    assert label.help_text() == "A long line of words"


class Planted(Widget):
    """Puts its children where they say."""

    def place(self, look: object, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        for index, child in enumerate(self.children):
            child.place(look, pygame.Rect(10 + 30 * index, 10, 60, 40))  # type: ignore[arg-type]


def test_a_planted_overlap_is_found() -> None:
    """Two siblings over each other are one problem that names both."""
    tree = Planted(children=[Space(name="left"), Space(name="right")])
    found = faults(tree)

    assert [fault.kind for fault in found] == ["overlap"]
    assert "left" in found[0].what
    assert "right" in found[0].what


def test_what_leaves_its_parent_is_found() -> None:
    """A child wider than its parent is outside."""
    assert kinds(Row([Space(20, width=500)])) == {"outside"}


def test_small_targets_and_nameless_controls_are_found() -> None:
    """A control under 32 logical pixels, or without a name, is a problem."""
    assert kinds(Row([Button("Go", width=60, height=20)])) == {"target"}
    assert kinds(Row([Button("", icon="plus")])) == {"name"}


def test_a_stack_may_overlap_but_its_anchors_may_not() -> None:
    """A note over a map is meant; a note over a note is not."""
    note, legend = Space(60, width=60), Space(60, width=60)
    base = Space()

    assert kinds(Stack([base, Anchor(note, "top left"), Anchor(legend, "top right")])) == set()
    assert kinds(Stack([base, Anchor(note, "top left"), Anchor(legend, "top left")])) == {"overlap"}


def test_what_scrolls_may_be_taller_than_its_pane() -> None:
    """Content beyond the lower end of a pane is no problem."""
    tree = Column([Scroll(Column([Label(f"Line {n}") for n in range(50)]), name="Log", grow=1)])

    assert kinds(tree) == set()
