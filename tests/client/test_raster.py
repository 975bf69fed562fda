"""Surfaces from vector shapes and pictures: made once, at their size, in their colour."""

from __future__ import annotations

import pygame
import pytest

from game.client.flags import INVENTED, invented_svg
from game.client.inspect import scene_of
from game.client.layout import Space
from game.client.paint import Look, Painter, Pointing
from game.client.shapes import STANCES, mark_names
from tests.client.conftest import Shown


@pytest.fixture(scope="module")
def look() -> Look:
    """Full size, dark."""
    return scene_of(Shown(lambda: Space(1)), (100, 100)).look


def picture(surface: pygame.Surface) -> bytes:
    """Pixels to compare."""
    return pygame.image.tobytes(surface, "RGBA")


def test_every_mark_has_a_shape_of_its_own(look: Look) -> None:
    """Drawn in one colour, no two marks look the same, so colour alone tells nothing."""
    ink, ground = look.colour("text"), look.colour("canvas")
    twins = {"attack", "diamond", "diamond_full", "dot", "round", "square", "pip_full", "you"}
    kinds = [kind for kind in mark_names() if kind not in twins]
    pictures = {kind: picture(look.raster.mark(kind, 24, ink, ground)) for kind in kinds}

    assert len(set(pictures.values())) == len(kinds)
    assert all(any(alpha for alpha in pixels[3::4]) for pixels in pictures.values())


def test_stances_differ_without_colour(look: Look) -> None:
    """The seven stances are seven shapes."""
    ink, ground = look.colour("text"), look.colour("canvas")

    assert len({picture(look.raster.mark(s, 18, ink, ground)) for s in STANCES}) == len(STANCES)


def test_shapes_are_drawn_once_for_size_and_colour(look: Look) -> None:
    """The same icon comes from the cache, another colour is another surface."""
    first = look.raster.icon("ship", 20, (255, 255, 255))

    assert look.raster.icon("ship", 20, (255, 255, 255)) is first
    assert look.raster.icon("ship", 20, (255, 0, 0)) is not first
    assert first.get_size() == (20, 20)


def test_a_ship_s_line_shows_its_heading(look: Look) -> None:
    """Another heading is another picture."""
    ink = look.colour("text")

    assert picture(look.raster.mark("ship", 40, ink, ink, 0)) != picture(
        look.raster.mark("ship", 40, ink, ink, 90)
    )


def test_a_panel_is_exact_at_its_edges(look: Look) -> None:
    """Corners are round, the edge lies inside, and nothing is drawn outside."""
    surface = pygame.Surface((60, 40))
    Painter(surface, look, Pointing()).panel(pygame.Rect(10, 10, 40, 20), "card", "sky", radius=6)

    assert surface.get_at((10, 10))[:3] == (0, 0, 0)
    assert surface.get_at((30, 10))[:3] == look.colour("sky")
    assert surface.get_at((30, 20))[:3] == look.colour("card")
    assert surface.get_at((30, 9))[:3] == (0, 0, 0)
    assert surface.get_at((50, 20))[:3] == (0, 0, 0)


def test_flags_are_pictures_drawings_or_none(look: Look) -> None:
    """A state has a picture, an invented one a drawing, an unknown code nothing."""
    assert look.raster.flag("un", (48, 36)) is not None
    assert look.raster.flag("nowhere", (48, 36)) is None
    drawn = [look.raster.flag(code, (48, 36)) for code in INVENTED]
    assert len({picture(flag) for flag in drawn if flag is not None}) == 8
    assert invented_svg("un") is None
