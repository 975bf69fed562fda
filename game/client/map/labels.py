"""Where names on the map go without covering one another; drawing them with a halo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.paint import Look, Paint, Painter


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text at its place in pixels."""

    text: str
    style: str
    paint: Paint
    spot: pygame.Rect


class Board:
    """The part of the map that is still free."""

    def __init__(self, bounds: pygame.Rect, taken: Sequence[pygame.Rect] = ()) -> None:
        self._bounds = bounds
        self._taken = list(taken)

    def take(self, rect: pygame.Rect) -> None:
        """Keep others off *rect*."""
        self._taken.append(rect)

    def free(self, rect: pygame.Rect) -> bool:
        """Whether *rect* lies on the map and touches nothing."""
        return self._bounds.contains(rect) and rect.collidelist(self._taken) < 0

    def first(self, spots: Sequence[pygame.Rect]) -> pygame.Rect | None:
        """The first free one of *spots*, which is then taken; None if none is."""
        for spot in spots:
            if self.free(spot):
                self.take(spot)
                return spot
        return None


def sized(look: Look, text: str, style: str) -> tuple[int, int]:
    """Width and height of a line of text in pixels."""
    return look.text.width(text, style), look.text.line_height(style, 1.25)


def around(at: tuple[int, int], size: tuple[int, int], away: int, first: str) -> list[pygame.Rect]:
    """Places for a text beside a point: the side *first*, then the others."""
    wide, high = size
    x, y = at
    places = {
        "right": pygame.Rect(x + away, y - high // 2, wide, high),
        "left": pygame.Rect(x - away - wide, y - high // 2, wide, high),
        "above": pygame.Rect(x - wide // 2, y - away - high, wide, high),
        "below": pygame.Rect(x - wide // 2, y + away, wide, high),
    }
    return [places.pop(first, places["right"]), *places.values()]


def draw_haloed(p: Painter, placed: Placed, halo: Paint) -> None:
    """A line of text with a soft edge in the colour of what lies beneath."""
    look = p.look
    words = look.text.render(placed.text, placed.style, look.colour(placed.paint))
    edge = look.text.render(placed.text, placed.style, look.colour(halo))
    x, y = placed.spot.x, placed.spot.centery - words.get_height() // 2
    reach = look.px(look.theme.space["map_halo"])
    for dx in (-reach, 0, reach):
        for dy in (-reach, 0, reach):
            if dx or dy:
                p.surface.blit(edge, (x + dx, y + dy))
    p.surface.blit(words, (x, y))
