"""The gallery shows every component soundly at every size, scale and theme."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import pytest

import game.client.gallery
import game.client.widgets
from game.client.focus import neighbours, stops
from game.client.gallery import PAGES, Gallery
from game.client.inspect import Tree, render, scene_of
from game.client.problems import problems
from tests.client.conftest import Show

SIZES = ((1600, 900), (1280, 720), (1024, 640))


@pytest.mark.parametrize(
    ("page", "size", "scale", "theme"),
    list(product(PAGES, SIZES, (1.0, 1.5, 2.0), ("dark",)))
    + list(product(PAGES, SIZES[:1], (1.0,), ("light",))),
)
def test_nothing_is_cut_overlapped_small_or_nameless(
    page: str, size: tuple[int, int], scale: float, theme: str
) -> None:
    """No page has a problem, shortened texts counted."""
    if size[0] / scale < 640:
        pytest.skip("narrower than the client is made for")
    scene = scene_of(Gallery(page), size, scale, theme)

    assert problems(scene.root, scale, ellipsis=True) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_control_is_reached_by_keys(page: str) -> None:
    """Tab and arrows come to each control of a page."""
    scene = scene_of(Gallery(page), (1280, 720))
    reached = {
        near.path
        for stop in stops(scene.root)
        for member in stop.members
        for near in neighbours(scene.root, member.path)
    }

    assert reached == {widget.path for widget in scene.root.walk() if widget.takes_focus}


@pytest.mark.parametrize(("page", "theme"), list(product(PAGES, ("dark", "light"))))
def test_every_page_is_drawn(page: str, theme: str) -> None:
    """Each page has more than its ground, and its tree names controls."""
    surface, tree = render(Gallery(page), (1280, 720), 1.0, theme)
    colours = {tuple(surface.get_at((x, y))) for x in range(0, 1280, 7) for y in range(0, 720, 7)}

    assert len(colours) > 10
    assert "radiogroup" in roles(tree) or "tablist" in roles(tree)


def roles(tree: Tree) -> set[str]:
    """Every role in a tree."""
    return {tree["role"]}.union(*(roles(child) for child in tree.get("children", [])))


def test_every_component_is_in_the_gallery() -> None:
    """A public widget class that no page shows would be unseen."""
    folder = Path(game.client.widgets.__file__).parent
    classes = {
        node.name
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(d) and "frozen" not in ast.unparse(d)
                for d in node.decorator_list)
        and not node.name.startswith("_")
    }  # fmt: skip
    shown: set[str] = set()
    for page in PAGES:
        scene = scene_of(Gallery(page), (1600, 900))
        shown |= {type(widget).__name__ for widget in scene.root.walk()}
    elsewhere = {"DialogFrame", "MenuItem"}

    assert classes - shown - elsewhere == set()


def test_the_gallery_can_be_used(show: Show) -> None:
    """Its controls change what it shows, its dialog opens, Esc leaves."""
    driver = show(Gallery("composer"), (1280, 720))
    driver.click("Undo")
    assert driver.find("Command").value == "Rotating"
    driver.click("Forms")
    driver.press("F1")
    assert driver.has("Help", "dialog")
    assert driver.problems() == []
    driver.press("Esc", "Esc")
    assert driver.app.scenes == []
