"""Zones: outlines that can be drawn, on the scenario's map."""

from collections.abc import Iterator, Mapping, Sequence

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec

Point = tuple[float, float]


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find points off the globe or the map, and outlines that close badly or cross themselves."""
    bounds = _bounds(scenario, context)
    for number, zone in enumerate(scenario.zones):
        path: Path = ("zones", number, "polygon")
        inside = True
        for place, point in enumerate(zone.polygon):
            if not _within(point, bounds):
                inside = False
                yield _off(locator, (*path, place), bounds)
        if not inside:
            continue
        if zone.polygon[0] == zone.polygon[-1]:
            yield _broken(
                locator, path, "the first point stands again at the end", "remove the last point"
            )
        elif len(set(zone.polygon)) < len(zone.polygon):
            yield _broken(locator, path, "a point stands in it twice", "remove one of them")
        elif _crosses(zone.polygon):
            yield _broken(
                locator,
                path,
                f"the outline of {quoted(zone.id)} crosses itself",
                "list the points in the order in which the outline runs",
            )
    for number, event in enumerate(scenario.events):
        if event.at is not None and not _within(event.at, bounds):
            yield _off(locator, ("events", number, "at"), bounds)


def _bounds(scenario: ScenarioSpec, context: Context) -> Mapping[str, float]:
    known = context.assets.maps.get(scenario.map) if context.assets else None
    return known.bounds if known else {"west": -180, "east": 180, "south": -90, "north": 90}


def _within(point: Point, bounds: Mapping[str, float]) -> bool:
    longitude, latitude = point
    east = bounds["west"] <= longitude <= bounds["east"]
    return east and bounds["south"] <= latitude <= bounds["north"]


def _off(locator: Locator, path: Path, bounds: Mapping[str, float]) -> Finding:
    return locator.finding(
        path,
        "error",
        "polygon-broken",
        "this point lies off the map",
        f"[longitude {bounds['west']:g} to {bounds['east']:g}, "
        f"latitude {bounds['south']:g} to {bounds['north']:g}]",
        "longitude comes first; east and north are positive",
    )


def _broken(locator: Locator, path: Path, what: str, mend: str) -> Finding:
    return locator.finding(path, "error", "polygon-broken", what, "a simple outline", mend)


def _crosses(points: Sequence[Point]) -> bool:
    count = len(points)
    sides = [(points[n], points[(n + 1) % count]) for n in range(count)]
    for a in range(count):
        for b in range(a + 2, count):
            if (b + 1) % count == a:
                continue
            if _meet(*sides[a], *sides[b]):
                return True
    return False


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
