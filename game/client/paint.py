"""Look (theme, scale, caches) and Painter (drawing with tokens on a surface); no widgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client.raster import Raster
from game.client.resources import Assets
from game.client.shapes import MARK_COLOURS, SPREAD, path_svg
from game.client.text import Line, Typesetter
from game.client.theme import Colour, Theme, css, load_theme, mix

Paint = str | Colour
MIN_SCALE, MAX_SCALE = 1.0, 2.0


class Look:
    """Everything that decides how a widget looks: theme, scale, and the caches that serve them."""

    def __init__(self, assets: Assets, theme: Theme, scale: float) -> None:
        self.assets = assets
        self.theme = theme
        self.scale = scale
        self.text = Typesetter(assets, theme, scale)
        self.raster = Raster(assets)

    def px(self, logical: float) -> int:
        """Pixels of a logical length; what is not nothing stays at least a pixel."""
        pixels = round(logical * self.scale)
        return pixels if pixels or not logical else (1 if logical > 0 else -1)

    def space(self, token: str) -> int:
        """Pixels of a token of ``[space]``."""
        return self.px(self.theme.space[token])

    def colour(self, paint: Paint) -> Colour:
        """The colour of a token; a colour stays itself."""
        return self.theme.colour(paint) if isinstance(paint, str) else paint

    @property
    def trough(self) -> Colour:
        """Ground of bars and of what is past; on paper ``control`` is too near to the canvas."""
        return self.colour("control" if self.theme.dark else "rule")

    def mixed(self, ground: Paint, other: Paint, share: float) -> Colour:
        """*ground* with a *share* of *other*, 0-1."""
        return mix(self.colour(ground), self.colour(other), share)


def make_look(assets: Assets, theme: str = "dark", scale: float = 1.0) -> Look:
    """A look by the theme's name and a scale of 1-2. Raises BadTheme or MissingAsset."""
    return Look(assets, load_theme(assets, theme), min(MAX_SCALE, max(MIN_SCALE, scale)))


@dataclass(slots=True)
class Pointing:
    """What the pointer and the keyboard are at: paths of widgets, empty for none."""

    focus: str = ""
    hover: str = ""
    pressed: str = ""
    keyboard: bool = False


class Painter:
    """Draws on one surface; coordinates are pixels of that surface, colours are tokens."""

    def __init__(self, surface: pygame.Surface, look: Look, at: Pointing) -> None:
        self.surface = surface
        self.look = look
        self.at = at

    def visible(self, rect: pygame.Rect) -> bool:
        """Whether any of *rect* lies in the part being drawn."""
        return bool(self.surface.get_clip().colliderect(rect))

    @contextmanager
    def clipped(self, rect: pygame.Rect) -> Iterator[None]:
        """Draw in *rect* only."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(rect))
        try:
            yield
        finally:
            self.surface.set_clip(before)

    def fill(self, rect: pygame.Rect, paint: Paint) -> None:
        """A plain rectangle."""
        self.surface.fill(self.look.colour(paint), rect)

    def panel(
        self,
        rect: pygame.Rect,
        fill: Paint | None = None,
        edge: Paint | None = None,
        *,
        radius: float = 6,
        dashed: bool = False,
        edge_width: float = 1,
    ) -> None:
        """A rounded rectangle, its edge inside *rect*; lengths are logical."""
        if rect.w <= 0 or rect.h <= 0:
            return
        ground = self.look.colour(fill) if fill is not None else None
        line = self.look.colour(edge) if edge is not None else None
        width = max(1, self.look.px(edge_width)) if line is not None else 0
        curve = min(self.look.px(radius), rect.w // 2, rect.h // 2)
        if dashed and line is not None:
            dash = f"{self.look.px(4)} {self.look.px(3)}"
            picture = self.look.raster.rounded(rect.size, curve, ground, line, width, dash)
            self.surface.blit(picture, rect)
            return
        self._sliced(rect, ground, line, curve, width)

    def _sliced(
        self, rect: pygame.Rect, fill: Colour | None, edge: Colour | None, curve: int, width: int
    ) -> None:
        surface = self.surface
        if fill is not None:
            surface.fill(fill, (rect.x + curve, rect.y, rect.w - 2 * curve, rect.h))
            surface.fill(fill, (rect.x, rect.y + curve, curve, rect.h - 2 * curve))
            surface.fill(fill, (rect.right - curve, rect.y + curve, curve, rect.h - 2 * curve))
        if edge is not None and width:
            long, tall = rect.w - 2 * curve, rect.h - 2 * curve
            surface.fill(edge, (rect.x + curve, rect.y, long, width))
            surface.fill(edge, (rect.x + curve, rect.bottom - width, long, width))
            surface.fill(edge, (rect.x, rect.y + curve, width, tall))
            surface.fill(edge, (rect.right - width, rect.y + curve, width, tall))
        if curve:
            corners = self.look.raster.corners(curve, fill, edge, width)
            right, bottom = rect.right - curve, rect.bottom - curve
            places = (rect.topleft, (right, rect.y), (rect.x, bottom), (right, bottom))
            surface.blits(list(zip(corners, places, strict=True)))

    def line(self, text: str, place: tuple[int, int], style: str, paint: Paint) -> int:
        """One line of text from its left top corner; returns its width in pixels."""
        if not text:
            return 0
        picture = self.look.text.render(text, style, self.look.colour(paint))
        self.surface.blit(picture, place)
        return picture.get_width()

    def text(
        self,
        text: str,
        rect: pygame.Rect,
        style: str = "body",
        paint: Paint = "text",
        align: str = "left",
    ) -> None:
        """One line of text in the middle of *rect*'s height; align is left, center or right."""
        if not text:
            return
        picture = self.look.text.render(text, style, self.look.colour(paint))
        free = rect.w - picture.get_width()
        shift = {"left": 0, "center": free // 2, "right": free}[align]
        top = rect.y + (rect.h - picture.get_height()) // 2
        self.surface.blit(picture, (rect.x + shift, top))

    def runs(self, line: Line, place: tuple[int, int]) -> None:
        """A laid out line; *place* is its left end on the common base line."""
        for run in line.runs:
            if run.text:
                picture = self.look.text.render(run.text, run.style, self.look.colour(run.colour))
                ascent = self.look.text.font(run.style).get_ascent()
                self.surface.blit(picture, (place[0] + run.x, place[1] - ascent))

    def icon(
        self, name: str, centre: tuple[int, int], size: float = 20, paint: Paint = "low"
    ) -> None:
        """A Lucide icon around *centre*; *size* is logical."""
        pixels = self.look.px(size)
        picture = self.look.raster.icon(name, pixels, self.look.colour(paint))
        self.surface.blit(picture, picture.get_rect(center=centre))

    def mark(
        self,
        kind: str,
        centre: tuple[int, int],
        size: float = 18,
        paint: Paint | None = None,
        heading: float = 0,
        ground: Paint = "canvas",
    ) -> None:
        """A stance, change or map mark around *centre*, in its own colour unless told."""
        colour = self.look.colour(paint if paint is not None else MARK_COLOURS.get(kind, "text"))
        picture = self.look.raster.mark(
            kind,
            self.look.px(size * SPREAD.get(kind, 1)),
            colour,
            self.look.colour(ground),
            heading,
        )
        self.surface.blit(picture, picture.get_rect(center=centre))

    def flag(self, code: str, rect: pygame.Rect) -> None:
        """A flag with a thin edge; unknown flags show the first letters of their code."""
        picture = self.look.raster.flag(code, rect.size)
        if picture is not None:
            self.surface.blit(picture, rect)
            pygame.draw.rect(self.surface, self.look.mixed("panel", "edge", 0.6), rect, 1)
        else:
            self.panel(rect, "control", "edge", radius=2)
            if rect.h >= self.look.px(15):
                self.text(code[:2].upper(), rect, "figure_small/12", "text", "center")

    def bar(
        self, rect: pygame.Rect, share: float, paint: Paint = "text", ground: Paint | None = None
    ) -> None:
        """A rounded bar filled to *share* (0-1)."""
        radius = rect.h / 2 / self.look.scale
        self.panel(rect, ground if ground is not None else self.look.trough, radius=radius)
        wide = round(rect.w * min(1.0, max(0.0, share)))
        if wide > 0:
            part = pygame.Rect(rect.x, rect.y, max(wide, min(rect.h, rect.w)), rect.h)
            self.panel(part, paint, radius=radius)

    def polyline(
        self,
        rect: pygame.Rect,
        points: Sequence[tuple[float, float]],
        paint: Paint,
        width: float = 1.5,
    ) -> None:
        """A smooth line in *rect*; points are pixels from its left top corner."""
        if len(points) < 2 or rect.w <= 0 or rect.h <= 0:
            return
        colour = css(self.look.colour(paint))
        source = path_svg(rect.size, list(points), colour, width * self.look.scale)
        self.surface.blit(self.look.raster.svg(source, rect.size), rect)

    def hatch(self, rect: pygame.Rect, paint: Paint, step: float = 6) -> None:
        """Slanting lines in *rect*."""
        gap = max(3, self.look.px(step))
        colour = self.look.colour(paint)
        with self.clipped(rect):
            for x in range(rect.x - rect.h, rect.right, gap):
                pygame.draw.line(self.surface, colour, (x, rect.bottom), (x + rect.h, rect.y))
