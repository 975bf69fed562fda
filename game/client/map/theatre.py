"""A map file as data, and the way from degrees to its units; nothing is drawn here."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from game.client.resources import Assets

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class BadMap(Exception):
    """A map file lacks something; the message names the file and how to mend it."""


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map: kind water, land or place; a place's name stands at a side of its dot."""

    text: str
    kind: str
    at: Point
    rank: int
    side: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the theatre to open on, in units: left, top, right, bottom."""

    id: str
    title: str
    box: Box


@dataclass(frozen=True, slots=True)
class Border:
    """A line on land: ``line``, or ``disputed``, which is drawn dashed."""

    kind: str
    line: tuple[Point, ...]


@dataclass(frozen=True, eq=False)
class Theatre:
    """
    One theatre. Places are in map units: x to the east, y to the south.

    ``land`` are closed rings (an outer one, then holes, by polygon), ``coast`` open lines.
    """

    id: str
    title: str
    west: float
    north: float
    size: Point
    scale: float
    land: tuple[tuple[tuple[Point, ...], ...], ...]
    coast: tuple[tuple[Point, ...], ...]
    borders: tuple[Border, ...]
    labels: tuple[MapLabel, ...]
    views: tuple[Part, ...]
    notice: str

    def units(self, lon: float, lat: float) -> Point:
        """Map units of a place in degrees."""
        x = self.scale * math.radians(lon - self.west)
        return x, self.scale * (_psi(self.north) - _psi(lat))

    def degrees(self, x: float, y: float) -> Point:
        """Longitude and latitude of a place in map units."""
        lon = self.west + math.degrees(x / self.scale)
        lat = 2 * math.atan(math.exp(_psi(self.north) - y / self.scale)) - math.pi / 2
        return lon, math.degrees(lat)

    def mile(self, lat: float) -> float:
        """Map units of a nautical mile at a latitude."""
        return self.scale * math.pi / 10_800 / math.cos(math.radians(lat))

    def view(self, name: str) -> Part:
        """The view so named, else the usual one."""
        return next((v for v in self.views if v.id == name), self.views[0])


def _psi(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def load_theatre(assets: Assets, name: str) -> Theatre:
    """Read a baked map. Raises MissingAsset or BadMap."""
    path = assets.map(name)
    try:
        return _theatre(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BadMap(
            f"The map {path} cannot be read ({error}). Restore the file from the project."
        ) from error


def _theatre(data: dict[str, object]) -> Theatre:
    raw: dict[str, object] = dict(data)
    bounds = _table(raw["bounds"])
    west, north, scale = _number(bounds["west"]), _number(bounds["north"]), _number(raw["scale"])
    blank = Theatre("", "", west, north, (0, 0), scale, (), (), (), (), (), "")

    def box(view: object) -> Box:
        edges = _table(_table(view)["bounds"])
        left, top = blank.units(_number(edges["west"]), _number(edges["north"]))
        right, bottom = blank.units(_number(edges["east"]), _number(edges["south"]))
        return left, top, right, bottom

    views = _table(raw["views"])
    size = _points([raw["size"]])[0]
    whole = Part("all", str(raw["title"]), (0.0, 0.0, *size))
    return Theatre(
        id=str(raw["id"]),
        title=str(raw["title"]),
        west=west,
        north=north,
        size=size,
        scale=scale,
        land=tuple(tuple(_points(ring) for ring in _list(poly)) for poly in _list(raw["land"])),
        coast=tuple(_points(line) for line in _list(raw["coast"])),
        borders=tuple(
            Border(str(_table(layer)["kind"]), _points(line))
            for layer in _list(raw.get("borders", []))
            for line in _list(_table(layer)["lines"])
        ),
        labels=tuple(_label(_table(label)) for label in _list(raw["labels"])),
        views=(*(Part(key, str(_table(v)["title"]), box(v)) for key, v in views.items()), whole),
        notice=str(raw.get("notice", "")),
    )


def _label(data: dict[str, object]) -> MapLabel:
    return MapLabel(
        text=str(data["text"]),
        kind=str(data["kind"]),
        at=_points([data["at"]])[0],
        rank=int(_number(data.get("rank", 1))),
        side=str(data.get("side", "right")),
    )


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("a table is missing")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is missing")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"a number is missing where {value!r} stands")
    return float(value)


def _points(value: object) -> tuple[Point, ...]:
    found = []
    for pair in _list(value):
        x, y = _list(pair)
        found.append((_number(x), _number(y)))
    return tuple(found)
