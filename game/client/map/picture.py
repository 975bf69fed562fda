"""What a map shows of a game: zones, incidents and forces, from a seat's view alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from game.client.map.theatre import Point, Theatre
from game.engine.package import Package
from game.engine.table import Table
from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import uncertain

CANDIDATES = 24
SPARE = 5
SMALL_FLOAT = 1e-9


@dataclass(frozen=True, slots=True)
class Zone:
    """
    A part of the theatre: ``common`` where the agreement lets members act together, ``proposed``
    or ``dropped`` where the draft shown would change that, ``national`` where each acts for
    itself, ``closed`` where nobody may.
    """

    index: int
    name: str
    outline: tuple[Point, ...]
    status: str
    activity: str
    note: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened at a place; ``number`` is its place among all that happened."""

    event: str
    number: int
    at: Point
    mark: str
    title: str
    text: str
    now: bool


@dataclass(frozen=True, slots=True)
class Force:
    """
    Units of a member, or of several partners, in a zone; ``more`` is what the draft adds.

    ``spare`` are other places in the zone, for where something else stands at ``at``.
    """

    name: str
    mark: str
    at: Point
    units: str
    more: int
    mine: bool
    words: str
    spare: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that lies on the map; ``grouped`` forces are for far views, ``single`` for near ones."""

    zones: tuple[Zone, ...]
    incidents: tuple[Incident, ...]
    grouped: tuple[Force, ...]
    single: tuple[Force, ...]
    summary: str


def picture_of(view: SeatView, theatre: Theatre, draft: Package | None, number: int) -> Picture:
    """Return what lies on the map, with *draft* (its *number*) beside what is in force."""
    zones = tuple(_zones(view, theatre, draft, number))
    incidents = tuple(_incidents(view, theatre))
    grouped, single = _forces(view, zones, draft or view.in_force)
    parts = [f"{z.name}: {z.note}. {z.activity}" for z in zones]
    parts += [f.words for f in single] + [i.title for i in incidents if i.now]
    return Picture(zones, incidents, grouped, single, " ".join(f"{part}." for part in parts))


def opened(table: Table, package: Package) -> frozenset[int]:
    """Zones in which a text lets members act together."""
    chosen = (t.answers[a] for t, a in zip(table.terms, package.terms, strict=True))
    return frozenset[int]().union(*(answer.opens for answer in chosen))


def _zones(view: SeatView, theatre: Theatre, draft: Package | None, number: int) -> Iterator[Zone]:
    table = view.table
    now = opened(table, view.in_force)
    then = opened(table, draft) if draft is not None else now
    for index, spec in enumerate(table.zones):
        outline = tuple(theatre.units(lon, lat) for lon, lat in spec.polygon)
        status = _status(index in now, index in then, spec.open_at_start)
        notes = {
            "common": _("Agreed zone"),
            "proposed": _("Draft {number} adds this zone").format(number=number),
            "dropped": _("Draft {number} leaves this zone").format(number=number),
            "national": _("No common task"),
            "closed": _("Closed to forces"),
        }
        name = spec.name
        yield Zone(index, name, outline, status, _activity(view, spec.id), notes[status])


def _status(now: bool, then: bool, open_at_start: bool) -> str:
    if now != then:
        return "proposed" if then else "dropped"
    if now:
        return "common"
    return "national" if open_at_start else "closed"


def _activity(view: SeatView, zone: str) -> str:
    """The estimate of what happens in a zone, by the name of the track that counts it."""
    table = view.table
    track = next((t for t in table.tracks if t.quantity == "activity"), None)
    places = [table.layout.places[f"activity/{p.id}/{zone}"] for p in table.pressures]
    if track is None or not places:
        return ""
    value = sum(view.estimates[place] for place in places)
    width = sum(view.widths[place] for place in places)
    return f"{track.name} {uncertain(value, width)}"


def _incidents(view: SeatView, theatre: Theatre) -> Iterator[Incident]:
    for number, seen in enumerate(view.happened, start=1):
        if seen.at is not None:
            yield Incident(
                event=seen.event,
                number=number,
                at=theatre.units(*seen.at),
                mark=seen.marker,
                title=seen.title,
                text=seen.text,
                now=seen.turn == view.turn,
            )


@dataclass(frozen=True, slots=True)
class _Stake:
    """A member's units of one resource in one zone: now, and as the draft has them."""

    zone: int
    resource: int
    member: int
    units: int
    before: int


def _stakes(view: SeatView, package: Package) -> list[_Stake]:
    table = view.table
    found: dict[tuple[int, int, int], list[int]] = {}
    for place, level in enumerate(package.levels):
        slot = table.slots[table.slot_of(place)]
        before = view.in_force.levels[place]
        if slot.zone >= 0 and (level or before):
            sums = found.setdefault((slot.zone, slot.resource, table.owner(place)), [0, 0])
            sums[0] += level
            sums[1] += before
    return [_Stake(*key, units, before) for key, (units, before) in sorted(found.items())]


def _forces(
    view: SeatView, zones: tuple[Zone, ...], package: Package
) -> tuple[tuple[Force, ...], tuple[Force, ...]]:
    grouped: list[Force] = []
    single: list[Force] = []
    by_zone = groupby(_stakes(view, package), key=lambda stake: stake.zone)
    for index, stakes in by_zone:
        here = list(stakes)
        grouped += _spread(view, zones[index], _together(view, here))
        single += _spread(view, zones[index], [[stake] for stake in here])
    return tuple(grouped), tuple(single)


def _together(view: SeatView, stakes: list[_Stake]) -> list[list[_Stake]]:
    """One's own stakes apart, those of partners by resource."""
    groups: dict[tuple[int, bool], list[_Stake]] = {}
    for stake in stakes:
        groups.setdefault((stake.resource, stake.member == view.seat), []).append(stake)
    return list(groups.values())


def _spread(view: SeatView, zone: Zone, groups: list[list[_Stake]]) -> Iterator[Force]:
    places = spots(zone.outline, len(groups))
    spare = spots(zone.outline, len(groups) + SPARE)
    for group, at in zip(groups, places, strict=True):
        yield _force(view, zone, group, at, spare)


def _force(
    view: SeatView, zone: Zone, group: list[_Stake], at: Point, spare: tuple[Point, ...]
) -> Force:
    table = view.table
    resource = table.resources[group[0].resource]
    units = sum(stake.units for stake in group)
    mine = group[0].member == view.seat
    name = table.seats[group[0].member].short if len(group) == 1 else _("Partners")
    words = _("{member} in {zone}: {units}").format(
        member=name, zone=names.inner(table, zone.name), units=_units(view, group, units)
    )
    return Force(
        name=name,
        mark={"ship": "ship", "plane": "aircraft"}.get(resource.icon, "ring"),
        at=at,
        units=str(units),
        more=units - sum(stake.before for stake in group),
        mine=mine,
        words=words,
        spare=spare,
    )


def _units(view: SeatView, group: list[_Stake], units: int) -> str:
    return names.units(view.table, group[0].resource, units)


def inside(outline: tuple[Point, ...], x: float, y: float) -> bool:
    """Whether a place lies in a polygon."""
    within = False
    last = outline[-1]
    for corner in outline:
        if (corner[1] > y) != (last[1] > y):
            cut = (last[0] - corner[0]) * (y - corner[1]) / (last[1] - corner[1]) + corner[0]
            if x < cut:
                within = not within
        last = corner
    return within


def edge_distance(outline: tuple[Point, ...], x: float, y: float) -> float:
    """Distance of a place to the nearest side of a polygon."""
    best = float("inf")
    last = outline[-1]
    for corner in outline:
        best = min(best, _to_side(last, corner, x, y))
        last = corner
    return best


def _to_side(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    share = 0.0 if long < SMALL_FLOAT else ((x - a[0]) * dx + (y - a[1]) * dy) / long
    share = min(1.0, max(0.0, share))
    px, py = a[0] + share * dx - x, a[1] + share * dy - y
    return float((px * px + py * py) ** 0.5)


@lru_cache(maxsize=64)
def _open_places(outline: tuple[Point, ...]) -> tuple[tuple[float, Point], ...]:
    """Places of a grid within a polygon that are well away from its sides, with how far."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    left, top = min(xs), min(ys)
    step_x, step_y = (max(xs) - left) / CANDIDATES, (max(ys) - top) / CANDIDATES
    grid = [
        (left + (i + 0.5) * step_x, top + (j + 0.5) * step_y)
        for i in range(CANDIDATES)
        for j in range(CANDIDATES)
    ]
    rated = [(edge_distance(outline, x, y), (x, y)) for x, y in grid if inside(outline, x, y)]
    if not rated:
        return ((0.0, (sum(xs) / len(xs), sum(ys) / len(ys))),)
    room = max(rate for rate, _place in rated)
    return tuple(row for row in rated if row[0] >= 0.35 * room)


@lru_cache(maxsize=256)
def spots(outline: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """
    *count* places within a polygon, far from one another and from its sides, the same each time.
    """
    good = _open_places(outline)
    room = max(rate for rate, _place in good)
    chosen: list[Point] = []
    for _number in range(count):
        chosen.append(max(good, key=lambda row: _worth(row, chosen, room))[1])
    return tuple(sorted(chosen))


def _worth(row: tuple[float, Point], chosen: list[Point], room: float) -> float:
    rate, (x, y) = row
    if not chosen:
        return rate
    near = min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in chosen)
    return float(near + 0.2 * min(rate, room))
