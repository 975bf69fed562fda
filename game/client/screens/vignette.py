"""A still picture of a theatre with its zones, for cards and briefs; the table's map is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.map.base import bake
from game.client.map.camera import Aim, Camera
from game.client.map.theatre import Theatre
from game.client.paint import Look, Painter
from game.client.widget import Widget
from game.scenario.models.world import ZoneSpec

Pictures = dict[tuple[object, ...], pygame.Surface]
"""Baked grounds, kept by the screen that shows them, since widgets live for one tree only."""


@dataclass(eq=False)
class Vignette(Widget):
    """
    A theatre as seen in one of its views, zones drawn; fills what it is given.

    *pictures* keeps what was baked; *faint* is a ground for words rather than a map.
    """

    ROLE: ClassVar[str] = "image"
    theatre: Theatre
    view: str
    pictures: Pictures
    zones: Sequence[ZoneSpec] = ()
    faint: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or f"Map: {self.theatre.title}"

    def natural_width(self, look: Look) -> int:
        return look.px(400)

    def minimum_width(self, look: Look) -> int:
        return look.px(120)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(180)

    def draw_self(self, p: Painter) -> None:
        if self.rect.w < 2 or self.rect.h < 2:
            return
        camera = self._camera()
        with p.clipped(self.rect):
            p.surface.blit(self._ground(p.look, camera), self.rect)
            if not self.faint:
                for zone in self.zones:
                    self._zone(p, zone, camera)
                self._labels(p, camera)

    def _camera(self) -> Camera:
        box = self.theatre.view(self.view).box
        return Aim(self.view).camera(box, self.theatre.size, self.rect.w, self.rect.h)

    def _ground(self, look: Look, camera: Camera) -> pygame.Surface:
        key = (self.theatre.id, self.view, self.rect.size, look.theme.name, look.scale, self.faint)
        picture = self.pictures.get(key)
        if picture is None:
            picture = bake(self.theatre, camera, look)
            if self.faint:
                veil = pygame.Surface(self.rect.size)
                veil.fill(look.colour("card"))
                picture.set_alpha(70)
                veil.blit(picture, (0, 0))
                picture = veil
            self.pictures[key] = picture
        return picture

    def _zone(self, p: Painter, zone: ZoneSpec, camera: Camera) -> None:
        points = [camera.pixel(self.theatre.units(*corner)) for corner in zone.polygon]
        if len(points) < 3:
            return
        veil = pygame.Surface(self.rect.size, pygame.SRCALPHA)
        pygame.draw.polygon(veil, (*p.look.colour("sky"), 26), points)
        p.surface.blit(veil, self.rect)
        placed = [(x + self.rect.x, y + self.rect.y) for x, y in points]
        pygame.draw.aalines(p.surface, p.look.mixed("map.sea", "sky", 0.75), True, placed)

    def _labels(self, p: Painter, camera: Camera) -> None:
        taken: list[pygame.Rect] = []
        for label in self.theatre.labels:
            if label.kind == "place" or label.rank > 1:
                continue
            style = "voice/15" if label.kind == "water" else "heading/15"
            text = p.look.text.render(label.text, style, p.look.colour("low"))
            x, y = camera.pixel(self.theatre.units(*label.at))
            spot = text.get_rect(center=(round(x) + self.rect.x, round(y) + self.rect.y))
            if self.rect.contains(spot.inflate(8, 8)) and spot.collidelist(taken) < 0:
                taken.append(spot.inflate(12, 6))
                p.surface.blit(text, spot)
