"""Where the map is looked at from: a centre and a zoom that a person moves, within its edges."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.map.theatre import Box, Point

MOST_ZOOM = 9.0
STEP = 1.35


@dataclass(frozen=True, slots=True)
class Camera:
    """A window of *wide* x *high* pixels on the map: centre in units, zoom in pixels a unit."""

    x: float
    y: float
    zoom: float
    wide: int
    high: int

    def pixel(self, place: Point) -> Point:
        """The pixel, from the window's corner, of a place in units."""
        return (
            (place[0] - self.x) * self.zoom + self.wide / 2,
            (place[1] - self.y) * self.zoom + self.high / 2,
        )

    def unit(self, pixel: Point) -> Point:
        """The place in units under a pixel of the window."""
        return (
            (pixel[0] - self.wide / 2) / self.zoom + self.x,
            (pixel[1] - self.high / 2) / self.zoom + self.y,
        )

    @property
    def box(self) -> Box:
        """What can be seen, in units."""
        return (*self.unit((0, 0)), *self.unit((self.wide, self.high)))


@dataclass
class Aim:
    """
    What a person looks at, kept from tree to tree: a view of the map, moved and zoomed.

    ``factor`` is beside the view's own zoom, ``dx`` and ``dy`` the way from its middle in units.
    """

    view: str
    factor: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def look_at(self, view: str) -> None:
        """Show a view of the map as it is."""
        self.view, self.factor, self.dx, self.dy = view, 1.0, 0.0, 0.0

    def camera(self, box: Box, size: Point, wide: int, high: int) -> Camera:
        """The camera for a window; never shows what lies beyond a map of *size* units."""
        left, top, right, bottom = box
        fit = min(wide / (right - left), high / (bottom - top))
        cover = max(wide / size[0], high / size[1])
        least = max(fit, cover)
        zoom = min(max(least * self.factor, cover), least * MOST_ZOOM)
        self.factor = zoom / least
        x = _kept((left + right) / 2 + self.dx, wide / zoom / 2, size[0])
        y = _kept((top + bottom) / 2 + self.dy, high / zoom / 2, size[1])
        self.dx, self.dy = x - (left + right) / 2, y - (top + bottom) / 2
        return Camera(x, y, zoom, wide, high)

    def zoom(self, steps: float) -> None:
        """Come nearer (positive steps) or go back."""
        self.factor *= STEP**steps

    def move(self, camera: Camera, right: float, down: float) -> None:
        """Move what is seen by pixels."""
        self.dx += right / camera.zoom
        self.dy += down / camera.zoom


def _kept(centre: float, half: float, whole: float) -> float:
    return min(max(centre, half), max(half, whole - half))
