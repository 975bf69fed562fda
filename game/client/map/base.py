"""The base of the map baked to a surface: sea, coastal bands, land, coast, borders, graticule."""

from __future__ import annotations

import io

import pygame

from game.client.map.camera import Camera
from game.client.map.theatre import Point, Theatre
from game.client.paint import Look
from game.client.theme import css

STEPS = (1, 2, 5, 10, 20)
LEAST_APART = 96


def bake(theatre: Theatre, camera: Camera, look: Look) -> pygame.Surface:
    """Draw all that changes with the camera and the theme alone."""
    source = _svg(theatre, camera, look)
    picture = pygame.image.load_sized_svg(io.BytesIO(source.encode()), (camera.wide, camera.high))
    surface = pygame.Surface((camera.wide, camera.high))
    surface.fill(look.colour("map.sea"))
    surface.blit(picture, (0, 0))
    return surface


def _svg(theatre: Theatre, camera: Camera, look: Look) -> str:
    colour = {
        key: css(look.colour(f"map.{key}"))
        for key in ("band_outer", "band_inner", "land", "coast", "graticule")
    }
    space = look.theme.space
    land = " ".join(
        path
        for polygon in theatre.land
        if (path := " ".join(_path(ring, camera) + " Z" for ring in polygon if _near(ring, camera)))
    )
    coast = " ".join(_path(line, camera) for line in theatre.coast if _near(line, camera))
    bands = "".join(
        f'<path d="{coast}" fill="none" stroke="{colour[key]}" stroke-width="{wide:.1f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
        for key, wide in (
            ("band_outer", 2 * look.px(space["map_band_outer"])),
            ("band_inner", 2 * look.px(space["map_band_inner"])),
        )
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {camera.wide} {camera.high}">{bands}'
        f"{_graticule(theatre, camera, look, colour['graticule'])}"
        f'<path d="{land}" fill="{colour["land"]}" fill-rule="evenodd"/>'
        f"{_borders(theatre, camera, look, colour['coast'])}"
        f'<path d="{coast}" fill="none" stroke="{colour["coast"]}" '
        f'stroke-width="{space["map_coast"] * look.scale:.2f}" stroke-linejoin="round"/></svg>'
    )


def _near(line: tuple[Point, ...], camera: Camera) -> bool:
    left, top, right, bottom = camera.box
    margin = 60 / camera.zoom
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return (
        max(xs) > left - margin
        and min(xs) < right + margin
        and max(ys) > top - margin
        and min(ys) < bottom + margin
    )


def _path(line: tuple[Point, ...], camera: Camera) -> str:
    pixels = (camera.pixel(point) for point in line)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in pixels)


def _borders(theatre: Theatre, camera: Camera, look: Look, colour: str) -> str:
    parts = []
    for border in theatre.borders:
        if _near(border.line, camera):
            dashes = "3 4" if border.kind == "disputed" else "7 3"
            parts.append(
                f'<path d="{_path(border.line, camera)}" fill="none" stroke="{colour}" '
                f'stroke-width="{0.8 * look.scale:.2f}" stroke-dasharray="{dashes}" '
                'stroke-opacity="0.7"/>'
            )
    return "".join(parts)


def degree_lines(
    theatre: Theatre, camera: Camera, look: Look
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """Meridians and parallels that can be seen: degrees, and their pixel across or down."""
    left, top, right, bottom = camera.box
    west, north = theatre.degrees(left, top)
    east, south = theatre.degrees(right, bottom)
    apart = look.px(LEAST_APART) / camera.wide * (east - west)
    step = next((s for s in STEPS if s >= apart), STEPS[-1])
    meridians = [
        (lon, camera.pixel(theatre.units(lon, north))[0]) for lon in _between(west, east, step)
    ]
    parallels = [
        (lat, camera.pixel(theatre.units(west, lat))[1]) for lat in _between(south, north, step)
    ]
    return meridians, parallels


def _between(low: float, high: float, step: int) -> range:
    first = int(-(-low // step)) * step
    return range(first, int(high // step) * step + 1, step)


def _graticule(theatre: Theatre, camera: Camera, look: Look, colour: str) -> str:
    meridians, parallels = degree_lines(theatre, camera, look)
    path = " ".join(
        [f"M{x:.1f} 0V{camera.high}" for _, x in meridians]
        + [f"M0 {y:.1f}H{camera.wide}" for _, y in parallels]
    )
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1"/>'
