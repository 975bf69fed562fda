"""Where children go: shares, shrinking, grids, flows, anchors."""

from __future__ import annotations

import pygame
import pytest

from game.client.inspect import scene_of
from game.client.layout import Anchor, Column, Flow, Grid, Row, Space, Stack
from game.client.paint import Look
from game.client.widget import Widget
from game.client.widgets.basic import Label
from tests.client.conftest import Shown


@pytest.fixture(scope="module")
def look() -> Look:
    """Full size, dark."""
    return scene_of(Shown(lambda: Space(1)), (100, 100)).look


def box(**more: float) -> Widget:
    """A child of a known size."""
    return Space(20, **more)  # type: ignore[arg-type]


def placed(tree: Widget, look: Look, wide: int = 400, high: int = 300) -> Widget:
    """*tree* in a rectangle of that size."""
    tree.place(look, pygame.Rect(0, 0, wide, high))
    return tree


def test_a_row_shares_what_is_left_by_weight(look: Look) -> None:
    """Growing children get 1 : 3 of the room beside fixed ones, to the pixel."""
    row = placed(Row([box(width=40), box(grow=1), box(grow=3)], gap=10), look)

    assert [child.rect.w for child in row.children] == [40, 85, 255]
    assert row.children[-1].rect.right == 400


def test_a_row_shrinks_words_before_it_overflows(look: Look) -> None:
    """A label that can wrap gives way to one that cannot."""
    long = Label("Many words that can be wrapped as they are needed here")
    row = placed(Row([long, Label("Fixed words", wrap=False)]), look, wide=220)

    assert row.children[1].rect.right <= 220
    assert row.children[1].text_cut == ""
    assert row.height_for(look, 220) > look.text.line_height("body")


def test_a_column_stretches_and_can_keep_the_size(look: Look) -> None:
    """Children are as wide as the column unless they align themselves."""
    column = placed(Column([box(), box(align="end", width=30)], padding=10, gap=5), look)

    assert column.children[0].rect == (10, 10, 380, 20)
    assert column.children[1].rect == (360, 35, 30, 20)


def test_none_is_skipped(look: Look) -> None:
    """An item that is not there leaves no gap."""
    column = placed(Column([None, box(), None, box()], gap=8), look)

    assert [child.rect.y for child in column.children] == [0, 28]


def test_a_grid_lines_up_its_columns(look: Look) -> None:
    """Auto columns fit their widest cell, shares take the rest, None stays empty."""
    grid = Grid(
        [[box(width=30), box()], [box(width=70), None], [box(width=10), box()]],
        columns=["auto", "1fr"],
        gap=10,
        row_height=40,
    )
    placed(grid, look, wide=200)

    assert [cell.rect.x for cell in grid.children] == [0, 80, 0, 0, 80]
    assert grid.children[1].rect.w == 120
    assert grid.height_for(look, 200) == 120


def test_a_flow_begins_new_lines(look: Look) -> None:
    """What no longer fits goes to the next line."""
    flow = placed(Flow([box(width=90) for _ in range(5)], gap=10, line_gap=6), look, wide=300)

    assert [(child.rect.x, child.rect.y) for child in flow.children] == [
        (0, 0), (100, 0), (200, 0), (0, 26), (100, 26),
    ]  # fmt: skip
    assert flow.height_for(look, 300) == 46


def test_anchors_go_to_their_corners(look: Look) -> None:
    """An anchored child keeps its size and its distance from the edge."""
    stack = Stack(
        [
            box(),
            Anchor(box(width=50), "bottom right", margin=16),
            Anchor(box(width=50), "top center", margin=4),
            Anchor(box(width=50), at=(395, 100)),
        ]
    )
    placed(stack, look)

    assert stack.children[0].rect == (0, 0, 400, 300)
    assert stack.children[1].rect == (334, 264, 50, 20)
    assert stack.children[2].rect == (175, 4, 50, 20)
    assert stack.children[3].rect.right == 400


def test_scale_multiplies_lengths() -> None:
    """At 150 % a length of 20 is 30 pixels."""
    look = scene_of(Shown(lambda: Space(1)), (100, 100), 1.5).look

    assert look.px(20) == 30
    assert Row([box(width=40)], padding=10).natural_width(look) == 90
