"""Surfaces from SVG strings and pictures, in a bounded cache; what to draw is decided elsewhere."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable

import pygame

from game.client.flags import invented_svg
from game.client.resources import Assets
from game.client.shapes import emblem_svg, icon_svg, mark_svg, rounded_svg
from game.client.theme import Colour, css

CACHE_BYTES = 48_000_000
Corners = tuple[pygame.Surface, pygame.Surface, pygame.Surface, pygame.Surface]


def _ready(surface: pygame.Surface) -> pygame.Surface:
    return surface.convert_alpha() if pygame.display.get_surface() is not None else surface


class Raster:
    """Draws vector shapes once for each size and colour and hands the same surface out again."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._sources: dict[str, str] = {}
        self._unknown_flags: set[str] = set()
        self._surfaces: OrderedDict[object, pygame.Surface] = OrderedDict()
        self._corners: dict[object, Corners] = {}
        self._bytes = 0

    def svg(self, source: str, size: tuple[int, int]) -> pygame.Surface:
        """*source* at *size* pixels."""
        return self._cached((source, size), lambda: _draw(source, size))

    def icon(self, name: str, size: int, colour: Colour, stroke: float = 1.75) -> pygame.Surface:
        """A Lucide icon, square, *size* pixels wide."""
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = self._assets.icon(name).read_text("utf-8")
        key = ("icon", name, size, colour, stroke)
        return self._cached(key, lambda: _draw(icon_svg(source, css(colour), stroke), (size, size)))

    def mark(
        self, kind: str, size: int, colour: Colour, ground: Colour, heading: float = 0
    ) -> pygame.Surface:
        """A mark of `game.client.shapes`, *size* pixels wide."""
        key = ("mark", kind, size, colour, ground, heading)
        return self._cached(
            key, lambda: _draw(mark_svg(kind, css(colour), css(ground), heading), (size, size))
        )

    def emblem(self, size: int, ink: Colour, accent: Colour) -> pygame.Surface:
        """The mark of Demarche."""
        key = ("emblem", size, ink, accent)
        return self._cached(key, lambda: _draw(emblem_svg(css(ink), css(accent)), (size, size)))

    def flag(self, code: str, size: tuple[int, int]) -> pygame.Surface | None:
        """A flag scaled to *size*; None when there is no picture of it."""
        key = ("flag", code, size)
        drawing = invented_svg(code)
        if drawing is not None:
            return self._cached(key, lambda: _draw(drawing, size))
        if code in self._unknown_flags:
            return None
        if key not in self._surfaces and self._assets.flag(code, size[0]) is None:
            self._unknown_flags.add(code)
            return None
        return self._cached(key, lambda: self._load_flag(code, size))

    def rounded(
        self,
        size: tuple[int, int],
        radius: int,
        fill: Colour | None,
        edge: Colour | None,
        edge_width: float,
        dash: str = "",
    ) -> pygame.Surface:
        """A whole rounded rectangle; for dashed edges, which cannot be sliced."""
        source = rounded_svg(
            size,
            radius,
            css(fill) if fill else "none",
            css(edge) if edge else "none",
            edge_width,
            dash,
        )
        return self.svg(source, size)

    def corners(
        self, radius: int, fill: Colour | None, edge: Colour | None, edge_width: int
    ) -> Corners:
        """The four corners (top left, top right, bottom left, bottom right) of a panel."""
        key = (radius, fill, edge, edge_width)
        corners = self._corners.get(key)
        if corners is None:
            tile = self.rounded((2 * radius + 2, 2 * radius + 2), radius, fill, edge, edge_width)
            far = radius + 2
            corners = (
                tile.subsurface((0, 0, radius, radius)),
                tile.subsurface((far, 0, radius, radius)),
                tile.subsurface((0, far, radius, radius)),
                tile.subsurface((far, far, radius, radius)),
            )
            self._corners[key] = corners
        return corners

    def _load_flag(self, code: str, size: tuple[int, int]) -> pygame.Surface:
        path = self._assets.flag(code, size[0])
        picture = pygame.image.load(path) if path is not None else pygame.Surface(size)
        return pygame.transform.smoothscale(picture.convert_alpha(), size)

    def _cached(self, key: object, draw: Callable[[], pygame.Surface]) -> pygame.Surface:
        surface = self._surfaces.get(key)
        if surface is not None:
            self._surfaces.move_to_end(key)
            return surface
        surface = _ready(draw())
        self._surfaces[key] = surface
        self._bytes += surface.get_width() * surface.get_height() * 4
        while self._bytes > CACHE_BYTES and len(self._surfaces) > 1:
            _, old = self._surfaces.popitem(last=False)
            self._bytes -= old.get_width() * old.get_height() * 4
        return surface


def _draw(source: str, size: tuple[int, int]) -> pygame.Surface:
    wide, high = max(1, size[0]), max(1, size[1])
    return pygame.image.load_sized_svg(io.BytesIO(source.encode()), (wide, high))
