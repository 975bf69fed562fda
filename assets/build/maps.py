"""Builds assets/maps/*.json from Natural Earth, by the table maps.toml.

Run by hand, when the table or the source changes, with the packages of
package.json installed in a folder outside the checkout (see assets/README.md):

    python -m pip install shapely==2.2.0
    python assets/build/maps.py FOLDER/node_modules

Needs only Python 3.11 and shapely; the same input gives the same bytes.
The format of the files is described in assets/maps/README.md.
"""

import gzip
import json
import math
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

BUILD = Path(__file__).resolve().parent
TARGET = BUILD.parent / "maps"
SOURCE = "Natural Earth 1:10m, through npm world-atlas 2.0.2 (countries-10m.json)"
LICENCE = "Natural Earth is in the public domain; world-atlas is under the ISC licence"
WIDTH = 1600.0
PAD = 40.0
LIMIT = 100_000

Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """Mercator in closed form, from degrees to logical units with y downwards."""

    west: float
    north: float
    scale: float

    def xy(self, lon: float, lat: float) -> Point:
        """The place of a point given in degrees, latitude within 85 of the equator."""
        x = self.scale * math.radians(lon - self.west)
        return x, self.scale * (stretch(self.north) - stretch(lat))


@dataclass(frozen=True)
class Part:
    """One polygon of a country, in degrees or projected."""

    country: str
    shape: Polygon


def stretch(lat: float) -> float:
    """Mercator's northing of a latitude, in radii of the globe."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised TopoJSON in degrees; each step there is a difference."""
    (step_x, step_y), (start_x, start_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        column = row = 0
        points: list[Point] = []
        for right, up in arc:
            column, row = column + right, row + up
            points.append((column * step_x + start_x, row * step_y + start_y))
        arcs.append(points)
    return arcs


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """The points of a ring; a negative number is that arc backwards, as TopoJSON counts."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return unwrapped(points)


def unwrapped(points: list[Point]) -> list[Point]:
    """The same ring going on past 180 degrees, where the source jumps to the other side."""
    turns = 0
    result = points[:1]
    for (before, _), (lon, lat) in pairwise(points):
        turns += round((before - lon) / 360)
        result.append((lon + 360 * turns, lat))
    return result


def parts(topology: dict[str, Any]) -> Iterator[Part]:
    """Every polygon of every country, in degrees; rings worn away by rounding are left out."""
    arcs = decoded_arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        if "arcs" not in country:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            shell, *holes = [ring(arcs, numbers) for numbers in polygon]
            if len(shell) >= 4:
                holes = [hole for hole in holes if len(hole) >= 4]
                for shape in valid(Polygon(shell, holes)):
                    yield Part(country["properties"]["name"], shape)


def valid(shape: Polygon) -> list[Polygon]:
    """The polygon in parts that do not cross themselves, as rounding may have made it do."""
    return polygons_in(shapely.make_valid(shape))


def polygons_in(shape: BaseGeometry) -> list[Polygon]:
    """All polygons of a shape, however deep; a mended shape may mix them with lines."""
    if isinstance(shape, Polygon):
        return [shape]
    return [found for part in getattr(shape, "geoms", ()) for found in polygons_in(part)]


def projected(part: Part, projection: Projection) -> Part:
    """The part in logical units."""
    shape = shapely.transform(
        part.shape,
        lambda lons, lats: projected_arrays(projection, lons, lats),
        interleaved=False,
    )
    return Part(part.country, shape)


def merged(chosen: list[Part]) -> list[Part]:
    """The land without countries: what lies together becomes one part."""
    land = shapely.union_all([part.shape for part in chosen])
    return [Part("", shape) for shape in polygons_in(land)]


def simplified(chosen: list[Part], tolerance: float) -> list[Part]:
    """The parts simplified together, so that common edges stay common."""
    shapes = [part.shape for part in chosen]
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("the countries overlap or leave gaps; their edges cannot be simplified")
    thinned = shapely.coverage_simplify(shapes, tolerance)
    return [Part(part.country, shape) for part, shape in zip(chosen, thinned, strict=True)]


def projected_arrays(projection: Projection, lons: Any, lats: Any) -> tuple[Any, Any]:
    """The same as Projection.xy for the arrays that shapely hands over."""
    points = [projection.xy(float(lon), float(lat)) for lon, lat in zip(lons, lats, strict=True)]
    return (
        shapely.get_x(shapely.points(points)),
        shapely.get_y(shapely.points(points)),
    )


def rounded(points: Any) -> list[list[float]]:
    """Points to a tenth of a unit, without repeats that follow each other."""
    kept: list[list[float]] = []
    for x, y in points:
        point = [round(float(x), 1), round(float(y), 1)]
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def polygons_of(shape: BaseGeometry) -> list[list[list[list[float]]]]:
    """Polygons as lists of rings, the outer one first; what rounds to nothing is left out."""
    found = []
    for polygon in polygons_in(shape.normalize()):
        rings = [rounded(line.coords) for line in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) >= 4:
            found.append([line for line in rings if len(line) >= 4])
    return found


def lines_of(shape: BaseGeometry) -> list[list[list[float]]]:
    """Lines as lists of points, joined where they meet; what rounds to a point is left out."""
    joined = shapely.line_merge(shape).normalize()
    lines = [rounded(line.coords) for line in shapely.get_parts(joined) if line.length > 0]
    return [line for line in lines if len(line) >= 2]


def borders_of(
    chosen: list[Part], disputed: set[frozenset[str]], frame: BaseGeometry
) -> list[dict[str, Any]]:
    """The lines between states within the frame, in two layers: as given, and disputed."""
    layers: dict[str, list[BaseGeometry]] = {"line": [], "disputed": []}
    for one, other in combinations(chosen, 2):
        if one.country != other.country and one.shape.intersects(other.shape):
            pair = frozenset({one.country, other.country})
            shared = shapely.intersection(one.shape.boundary, other.shape.boundary)
            layers["disputed" if pair in disputed else "line"].append(shared)
    return [
        {"kind": kind, "lines": lines_of(only_lines(shapely.union_all(found).intersection(frame)))}
        for kind, found in layers.items()
        if found
    ]


def only_lines(shape: BaseGeometry) -> BaseGeometry:
    """The lines of a mixture; countries may also touch in single points."""
    return shapely.multilinestrings(
        [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    )


def labels_of(table: dict[str, list[list[Any]]]) -> list[dict[str, Any]]:
    """The names of a map: water, land and places, in the order of the table."""
    labels = []
    for kind in ("water", "land", "place"):
        for text, lon, lat, rank, *side in table[kind]:
            label = {"text": text, "kind": kind, "at": [lon, lat], "rank": rank}
            labels.append(label | ({"side": side[0]} if side else {}))
    return labels


def views_of(table: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The views of a map by id: a title, and the bounds in degrees."""
    return {
        name: {"title": view["title"], "bounds": {k: v for k, v in view.items() if k != "title"}}
        for name, view in table.items()
    }


def built(entry: dict[str, Any], everything: list[Part]) -> dict[str, Any]:
    """One map as it will be written."""
    bounds = entry["bounds"]
    scale = WIDTH / math.radians(bounds["east"] - bounds["west"])
    projection = Projection(bounds["west"], bounds["north"], scale)
    height = projection.xy(bounds["east"], bounds["south"])[1]
    frame = box(-PAD, -PAD, WIDTH + PAD, height + PAD)
    margin = math.degrees(PAD / scale) + 0.5
    near = box(
        bounds["west"] - margin,
        bounds["south"] - margin,
        bounds["east"] + margin,
        bounds["north"] + margin,
    )
    chosen = [projected(part, projection) for part in everything if part.shape.intersects(near)]
    with_borders = bool(entry.get("borders"))
    chosen = simplified(chosen if with_borders else merged(chosen), entry["tolerance"])
    land = MultiPolygon(large([part.shape for part in chosen], entry["smallest"]))
    disputed = {frozenset(pair) for pair in entry.get("disputed", [])}
    borders = borders_of(chosen, disputed, frame) if with_borders else []
    return {
        "id": entry["id"],
        "title": entry["title"],
        "projection": "mercator",
        "bounds": bounds,
        "size": [WIDTH, round(height, 1)],
        "scale": round(scale, 6),
        "pad": PAD,
        "land": polygons_of(land.intersection(frame)),
        "coast": lines_of(land.boundary.intersection(frame)),
        "borders": borders,
        "labels": labels_of(entry["labels"]),
        "views": views_of(entry["views"]),
        "source": SOURCE,
        "licence": LICENCE,
        "notice": entry["notice"],
    }


def large(shapes: list[Polygon], smallest: float) -> list[Polygon]:
    """The united polygons, and their holes, of at least that many square units."""
    land = shapely.union_all([shapely.make_valid(shape) for shape in shapes])
    kept = []
    for part in polygons_in(land):
        if part.area >= smallest:
            holes = [hole for hole in part.interiors if Polygon(hole).area >= smallest]
            kept.append(Polygon(part.exterior, holes))
    return kept


def main(arguments: list[str]) -> int:
    """Builds every map of the table; 1 if the source is absent or a file grows too large."""
    folder = Path(arguments[0]) if len(arguments) == 1 else Path()
    source = folder / "world-atlas" / "countries-10m.json"
    if not source.is_file():
        print("Give the folder node_modules with world-atlas.", file=sys.stderr)
        return 1
    everything = list(parts(json.loads(source.read_text(encoding="utf-8"))))
    table = tomllib.loads((BUILD / "maps.toml").read_text(encoding="utf-8"))
    TARGET.mkdir(exist_ok=True)
    for entry in table["map"]:
        text = json.dumps(built(entry, everything), ensure_ascii=False, separators=(",", ":"))
        packed = len(gzip.compress(text.encode(), mtime=0))
        print(f"{entry['id']}: {len(text):,} bytes, {packed:,} compressed")
        if packed > LIMIT:
            print(f"More than {LIMIT:,} bytes: raise its tolerance in maps.toml.", file=sys.stderr)
            return 1
        (TARGET / f"{entry['id']}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
