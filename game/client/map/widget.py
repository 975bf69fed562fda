"""The map as a widget: it draws a picture of the theatre, and is moved, zoomed and pointed at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.map.base import bake, degree_lines
from game.client.map.camera import Aim, Camera
from game.client.map.labels import Board, Placed, around, draw_haloed, sized
from game.client.map.picture import Force, Incident, Picture, Zone, edge_distance, inside, spots
from game.client.map.theatre import MapLabel, Point, Theatre
from game.client.paint import Look, Paint, Painter
from game.client.screen import Answer
from game.client.theme import css
from game.client.widget import Host, Widget, tall, wish

NEAR_ENOUGH = 240
"""Logical width of a zone from which forces of partners are drawn one by one."""
STROKE = 60
MILES = (10, 20, 50, 100, 200, 500, 1000)


@dataclass
class Held:
    """What the map keeps from tree to tree: where one looks, and the baked base."""

    aim: Aim
    layers: dict[str, bool] = field(
        default_factory=lambda: {"zones": True, "incidents": True, "forces": True, "names": True}
    )
    base: pygame.Surface | None = None
    base_of: tuple[Camera, str] | None = None


@dataclass(eq=False)
class MapView(Widget):
    """
    The theatre with what lies on it.

    The pointer drags it and clicks an incident, the wheel and + and − zoom, arrows move it.
    ``selected`` is the event whose callout is shown; ``overlays`` are laid at the bottom.
    """

    ROLE: ClassVar[str] = "map"
    TAKES_ARROWS: ClassVar[bool] = True
    theatre: Theatre
    picture: Picture
    held: Held
    selected: str = field(default="", kw_only=True)
    on_select: Callable[[str], Answer] | None = field(default=None, kw_only=True)
    callout: Widget | None = field(default=None, kw_only=True)
    bottom_left: Widget | None = field(default=None, kw_only=True)
    bottom_right: Widget | None = field(default=None, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.theatre.title
        self.value = self.value or self.picture.summary
        self.focusable = True
        overlays = (self.callout, self.bottom_left, self.bottom_right)
        self.children = [widget for widget in overlays if widget is not None]
        self._camera = Camera(0, 0, 1, 1, 1)
        self._down: tuple[int, int] | None = None
        self._dragged = False
        self._marks: list[tuple[pygame.Rect, str]] = []

    # Measuring and placing.

    def natural_width(self, look: Look) -> int:
        return look.px(640)

    def minimum_width(self, look: Look) -> int:
        return look.px(240)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(200)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        held, theatre = self.held, self.theatre
        box = theatre.view(held.aim.view).box
        self._camera = held.aim.camera(box, theatre.size, max(1, rect.w), max(1, rect.h))
        margin = look.px(16)
        for widget, right in ((self.bottom_left, False), (self.bottom_right, True)):
            if widget is not None:
                wide = min(wish(widget, look), rect.w - 2 * margin)
                spot = pygame.Rect(0, 0, wide, tall(widget, look, wide))
                spot.bottom = rect.bottom - margin
                spot.x = rect.right - margin - wide if right else rect.x + margin
                widget.place(look, spot)
        if self.callout is not None:
            self.callout.place(look, self._callout_spot(look, self.callout))

    def _callout_spot(self, look: Look, callout: Widget) -> pygame.Rect:
        """Beside the incident, where it hides neither the mark nor the map's edge."""
        margin = look.px(16)
        wide = min(look.px(272), self.rect.w - 2 * margin)
        high = tall(callout, look, wide)
        target = self._incident()
        x, y = self._pixel(target.at) if target else self.rect.center
        room = self.rect.inflate(-2 * margin, -2 * margin)
        foot = [w.rect.top for w in (self.bottom_left, self.bottom_right) if w is not None]
        room.height = max(high, min([room.bottom, *foot]) - look.px(8) - room.top)
        left = x - wide - look.px(70) if x > self.rect.centerx else x + look.px(70)
        spot = pygame.Rect(left, y - high - look.px(56), wide, high)
        spot.clamp_ip(room)
        if spot.inflate(look.px(40), look.px(40)).collidepoint(x, y):
            spot.top = y + look.px(44)
            spot.clamp_ip(room)
        return spot

    def _incident(self) -> Incident | None:
        return next((i for i in self.picture.incidents if i.event == self.selected), None)

    def place_of(self, event: str) -> tuple[int, int]:
        """The pixel of an incident on the window; raises LookupError if it is not on the map."""
        for incident in self.picture.incidents:
            if incident.event == event:
                return self._pixel(incident.at)
        raise LookupError(event)

    def _pixel(self, at: Point) -> tuple[int, int]:
        x, y = self._camera.pixel(at)
        return self.rect.x + round(x), self.rect.y + round(y)

    # Drawing.

    def draw_self(self, p: Painter) -> None:
        with p.clipped(self.rect):
            self._draw_base(p)
            if self.held.layers["zones"]:
                for zone in self.picture.zones:
                    self._draw_zone(p, zone)
            self._draw_marks_and_names(p)
            self._draw_frame(p)
            self._draw_leader(p)

    def _draw_base(self, p: Painter) -> None:
        held, camera = self.held, self._camera
        wanted = (camera, p.look.theme.name)
        moving = p.at.pressed == self.path and bool(self.path) and self._dragged
        if held.base is None or held.base_of is None or (held.base_of != wanted and not moving):
            held.base, held.base_of = bake(self.theatre, camera, p.look), wanted
        old = held.base_of[0]
        shift = (
            round((old.x - camera.x) * camera.zoom),
            round((old.y - camera.y) * camera.zoom),
        )
        if shift != (0, 0):
            p.fill(self.rect, "map.sea")
        p.surface.blit(held.base, self.rect.move(shift))

    def _draw_zone(self, p: Painter, zone: Zone) -> None:
        points = [self._camera.pixel(place) for place in zone.outline]
        look = p.look
        tone = {"proposed": "sky", "dropped": "coral", "common": "text"}.get(zone.status, "edge")
        fill = {"common": 0.10, "proposed": 0.07, "national": 0.03}.get(zone.status, 0.0)
        wide = {"common": 1.2, "proposed": 1.6, "dropped": 1.4}.get(zone.status, 1.0)
        dash = {"common": "", "national": "2 5", "closed": "1 6"}.get(zone.status, "6 4")
        picture = look.raster.svg(
            _zone_svg(
                self.rect.size,
                points,
                css(look.colour(tone)),
                fill,
                wide * look.scale,
                dash,
                zone.status == "proposed",
            ),
            self.rect.size,
        )
        p.surface.blit(picture, self.rect)

    def _draw_marks_and_names(self, p: Painter) -> None:
        look = p.look
        taken = [child.rect.inflate(8, 8) for child in self.children]
        board = Board(self.rect.inflate(-look.px(8), -look.px(8)), taken)
        scale = self._scale(look)
        if scale is not None:
            board.take(scale[0].inflate(look.px(12), look.px(8)))
        self._marks = []
        placed: list[Placed] = []
        if self.held.layers["incidents"]:
            for incident in self._by_age():
                self._draw_incident(p, incident, board)
        if self.held.layers["forces"]:
            for force in self._forces(look):
                self._draw_force(p, force, board, placed)
        if self.held.layers["zones"]:
            for zone in self.picture.zones:
                self._name_zone(look, zone, board, placed)
        if self.held.layers["names"]:
            for label in sorted(self.theatre.labels, key=_order):
                self._name_place(p, label, board, placed)
        for words in placed:
            draw_haloed(p, words, self._halo(p, words.spot))

    def _halo(self, p: Painter, spot: pygame.Rect) -> Paint:
        """The colour of what mostly lies under a text, so that its halo is no patch."""
        base = self.held.base
        if base is None:
            return "map.halo_sea"
        land, sea = p.look.colour("map.land"), p.look.colour("map.sea")
        on_land = 0
        for share in (0, 1, 2, 3, 4):
            place = (spot.x + spot.w * share // 4 - self.rect.x, spot.centery - self.rect.y)
            if base.get_rect().collidepoint(place):
                pixel = base.get_at(place)
                to_land = sum(abs(a - b) for a, b in zip(pixel, land, strict=False))
                to_sea = sum(abs(a - b) for a, b in zip(pixel, sea, strict=False))
                on_land += 1 if to_land < to_sea else -1
        return "map.halo_land" if on_land > 0 else "map.halo_sea"

    def _by_age(self) -> list[Incident]:
        chosen = [i for i in self.picture.incidents if i.event == self.selected]
        rest = [i for i in self.picture.incidents if i.event != self.selected]
        return chosen + sorted(rest, key=lambda i: -i.number)

    def _draw_incident(self, p: Painter, incident: Incident, board: Board) -> None:
        look, centre = p.look, self._pixel(incident.at)
        size = look.px(24)
        box = pygame.Rect(0, 0, size, size)
        box.center = centre
        if not self.rect.colliderect(box):
            return
        chosen = incident.event == self.selected
        if not chosen and not incident.now and not board.free(box):
            return
        paint: Paint = "coral" if incident.now else look.mixed("map.sea", "coral", 0.55)
        kind = incident.mark if incident.mark != "none" else "ring"
        if incident.mark == "none":
            paint = "text" if incident.now else "low"
        p.mark(kind, centre, 22 if kind != "ring" else 14, paint, ground="map.sea")
        if chosen:
            frame = box.inflate(look.px(12), look.px(12))
            p.panel(frame, None, "high", radius=6, edge_width=1.6)
            box = frame
        board.take(box)
        self._marks.append((box, incident.event))

    def _forces(self, look: Look) -> tuple[Force, ...]:
        wide = 0.0
        for zone in self.picture.zones:
            xs = [self._camera.pixel(place)[0] for place in zone.outline]
            if zone.status == "common":
                wide = max(wide, max(xs) - min(xs))
        near = wide >= look.px(NEAR_ENOUGH) * max(1, len(self.picture.single) / 4)
        return self.picture.single if near else self.picture.grouped

    def _draw_force(self, p: Painter, force: Force, board: Board, placed: list[Placed]) -> None:
        look = p.look
        box = pygame.Rect(0, 0, look.px(24), look.px(24))
        for at in (force.at, *force.spare):
            box.center = self._pixel(at)
            if board.free(box):
                break
        else:
            box.center = self._pixel(force.at)
        centre = box.center
        if not self.rect.colliderect(box):
            return
        tone = "brass" if force.mine else "text"
        p.mark(force.mark, centre, 20, tone, heading=-20)
        board.take(box)
        text = f"{force.name} {force.units}"
        if force.more:
            text += f" ({force.more:+d})".replace("-", "−")
        spot = board.first(around(centre, sized(look, text, "map_unit"), look.px(14), "above"))
        if spot is not None:
            words = Placed(text, "map_unit", "sky" if force.more else tone, spot)
            placed.append(words)

    def _name_zone(self, look: Look, zone: Zone, board: Board, placed: list[Placed]) -> None:
        """Name and estimate on two lines, beside the zone or within it."""
        tone = {"proposed": "sky", "dropped": "coral", "common": "high"}.get(zone.status, "text")
        lines = [(zone.name, "strong/13", tone)]
        if zone.activity:
            lines.append((zone.activity, "map_unit", "coral"))
        if zone.status in ("proposed", "dropped"):
            lines.append((zone.note, "map_unit", tone))
        sizes = [sized(look, text, style) for text, style, _ in lines]
        wide, high = max(s[0] for s in sizes), sum(s[1] for s in sizes)
        spot = board.first(self._zone_spots(look, zone, wide, high))
        if spot is None:
            return
        y = spot.y
        for (text, style, paint), (line_wide, line_high) in zip(lines, sizes, strict=True):
            line = pygame.Rect(spot.x, y, line_wide, line_high)
            placed.append(Placed(text, style, paint, line))
            y += line_high

    def _zone_spots(self, look: Look, zone: Zone, wide: int, high: int) -> list[pygame.Rect]:
        pixels = [self._pixel(place) for place in zone.outline]
        bounds = pygame.Rect(0, 0, 0, 0)
        xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
        bounds.update(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        found = []
        for centre in self._open_spots(zone, wide, high):
            spot = pygame.Rect(0, 0, wide, high)
            spot.center = centre
            found.append(spot)
        gap = look.px(6)
        top_right = max(pixels, key=lambda place: place[0] - place[1])
        low_right = max(pixels, key=lambda place: place[0] + place[1])
        found.append(pygame.Rect(top_right[0] + gap, top_right[1] - high // 2, wide, high))
        found.append(pygame.Rect(top_right[0] - wide, top_right[1] - high - gap, wide, high))
        found.append(pygame.Rect(low_right[0] + gap, low_right[1] - high // 2, wide, high))
        found.append(pygame.Rect(bounds.centerx - wide // 2, bounds.bottom + gap, wide, high))
        found.append(pygame.Rect(bounds.centerx - wide // 2, bounds.y - gap - high, wide, high))
        return found

    def _open_spots(self, zone: Zone, wide: int, high: int) -> list[tuple[int, int]]:
        """Places well inside a zone that is larger than its name."""
        need = (wide * wide + high * high) ** 0.5 / 2 / self._camera.zoom
        return [
            self._pixel(at)
            for at in spots(zone.outline, 5)
            if inside(zone.outline, *at) and edge_distance(zone.outline, *at) > 0.7 * need
        ]

    def _name_place(self, p: Painter, label: MapLabel, board: Board, placed: list[Placed]) -> None:
        look = p.look
        if label.rank > 1 and self._camera.zoom * 60 < 60 * look.scale:
            return
        centre = self._pixel(self.theatre.units(*label.at))
        if not self.rect.collidepoint(centre):
            return
        style, paint = {
            "water": ("map_water", "low"),
            "land": ("map_land", "low"),
        }.get(label.kind, ("map_place", "text"))
        size = sized(look, label.text, style)
        if label.kind != "place":
            middle = pygame.Rect(0, 0, *size)
            middle.center = centre
            spots_ = [middle, middle.move(0, 2 * size[1]), middle.move(0, -2 * size[1])]
        else:
            spots_ = around(centre, size, look.px(8), label.side)
        spot = board.first(spots_)
        if spot is None:
            return
        if label.kind == "place":
            if any(child.rect.collidepoint(centre) for child in self.children):
                return
            p.mark("dot", centre, 7, "map.land")
            p.mark("ring", centre, 8, "text")
            board.take(pygame.Rect(centre[0] - 4, centre[1] - 4, 8, 8))
        placed.append(Placed(label.text, style, paint, spot))

    def _draw_frame(self, p: Painter) -> None:
        """Bars at the top and right that change at every degree line, with the degrees."""
        look, px = p.look, p.look.px
        meridians, parallels = degree_lines(self.theatre, self._camera, look)
        bar = px(3)
        for number, (lon, x) in enumerate(meridians):
            end = meridians[number + 1][1] if number + 1 < len(meridians) else self.rect.w
            left = self.rect.x + round(x)
            if number % 2:
                p.fill(pygame.Rect(left, self.rect.y, round(end - x), bar), "edge")
            text = f"{abs(lon)}°{'E' if lon >= 0 else 'W'}"
            spot = pygame.Rect(left + px(4), self.rect.y + px(5), px(60), px(16))
            p.text(text, spot, "degree", "low")
        for number, (lat, y) in enumerate(parallels):
            above = parallels[number + 1][1] if number + 1 < len(parallels) else 0
            base = self.rect.y + round(y)
            if number % 2:
                high = round(y - above)
                p.fill(pygame.Rect(self.rect.right - bar, base - high, bar, high), "edge")
            text = f"{abs(lat)}°{'N' if lat > 0 else 'S' if lat < 0 else ''}"
            spot = pygame.Rect(self.rect.right - px(66), base - px(17), px(58), px(16))
            p.text(text, spot, "degree", "low", "right")

        self._draw_scale(p)

    def _draw_scale(self, p: Painter) -> None:
        """A length in nautical miles, beside the controls."""
        found = self._scale(p.look)
        if found is None:
            return
        box, long, text = found
        px, y = p.look.px, box.centery
        p.fill(pygame.Rect(box.x, y, long, 1), "text")
        for end in (box.x, box.x + long // 2, box.x + long):
            p.fill(pygame.Rect(end, y - px(4), 1, px(5)), "text")
        words = pygame.Rect(box.x + long + px(8), box.y, box.right - box.x - long, box.h)
        p.text(text, words, "map_unit", "text")

    def _scale(self, look: Look) -> tuple[pygame.Rect, int, str] | None:
        """Where the scale goes, how long it is and what it says; None where there is no room."""
        if self.bottom_right is None:
            return None
        px = look.px
        lat = self.theatre.degrees(self._camera.x, self._camera.y)[1]
        mile = self.theatre.mile(lat) * self._camera.zoom
        miles = next((n for n in MILES if n * mile >= px(56)), MILES[-1])
        long = round(miles * mile)
        text = f"{miles} nm"
        wide = look.text.width(text, "map_unit")
        box = pygame.Rect(0, 0, long + px(8) + wide, px(20))
        box.right = self.bottom_right.rect.x - px(24)
        box.centery = self.bottom_right.rect.centery
        left = self.bottom_left.rect.right if self.bottom_left is not None else self.rect.x
        return None if box.x < left + px(16) else (box, long, text)

    def _draw_leader(self, p: Painter) -> None:
        target = self._incident()
        if self.callout is None or target is None:
            return
        at = self._pixel(target.at)
        box = self.callout.rect
        start = (
            min(max(at[0], box.left + 24), box.right - 24),
            box.bottom if at[1] > box.bottom else box.top,
        )
        if box.top <= at[1] <= box.bottom:
            start = (box.right if at[0] > box.right else box.left, box.centery)
        end = (
            at[0] + round((start[0] - at[0]) * 0.16),
            at[1] + round((start[1] - at[1]) * 0.16),
        )
        pygame.draw.aaline(p.surface, p.look.colour("text"), start, end)

    # Input.

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        typed = getattr(event, "unicode", "")
        steps = {
            pygame.K_LEFT: (-STROKE, 0),
            pygame.K_RIGHT: (STROKE, 0),
            pygame.K_UP: (0, -STROKE),
            pygame.K_DOWN: (0, STROKE),
        }
        if host.focused() == self.path and event.key in steps:
            right, down = steps[event.key]
            self.held.aim.move(self._camera, host.look.px(right), host.look.px(down))
        elif typed in ("+", "=") or event.key == pygame.K_KP_PLUS:
            self.held.aim.zoom(1)
        elif typed == "-" or event.key == pygame.K_KP_MINUS:
            self.held.aim.zoom(-1)
        else:
            return False
        self._again(host)
        return True

    def wheel(self, steps: float, host: Host) -> bool:
        self.held.aim.zoom(0.5 * steps)
        self._again(host)
        return True

    def mouse_down(self, pos: tuple[int, int], host: Host, clicks: int = 1) -> None:
        self._down, self._dragged = pos, False

    def mouse_drag(self, pos: tuple[int, int], host: Host) -> None:
        if self._down is None:
            return
        right, down = self._down[0] - pos[0], self._down[1] - pos[1]
        if not self._dragged and abs(right) + abs(down) < host.look.px(6):
            return
        self._dragged, self._down = True, pos
        self.held.aim.move(self._camera, right, down)
        self._again(host)

    def press(self, host: Host) -> bool:
        down, self._down = self._down, None
        if self._dragged or down is None:
            self._dragged = False
            host.repaint(self)
            return True
        hits = [event for box, event in self._marks if box.collidepoint(down)]
        if hits and self.on_select is not None:
            host.call(self.on_select, "" if hits[0] == self.selected else hits[0])
        return True

    def _again(self, host: Host) -> None:
        self.place(host.look, self.rect)
        host.moved(self)


def _order(label: MapLabel) -> tuple[int, int]:
    return label.rank, {"water": 0, "land": 1}.get(label.kind, 2)


def _zone_svg(
    size: tuple[int, int],
    points: list[Point],
    colour: str,
    fill: float,
    wide: float,
    dash: str,
    hatched: bool,
) -> str:
    outline = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    hatch = _hatch(points, size) if hatched else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
        f'<path d="{outline}" fill="{colour}" fill-opacity="{fill}" stroke="{colour}" '
        f'stroke-width="{wide:.1f}"{dashes}/>'
        f'<path d="{hatch}" fill="none" stroke="{colour}" stroke-opacity="0.35" '
        'stroke-width="1"/></svg>'
    )


def _hatch(points: list[Point], size: tuple[int, int], step: int = 11) -> str:
    """Slanting lines within a polygon: each is cut where it crosses the outline."""
    low = int(min(x - y for x, y in points))
    high = int(max(x - y for x, y in points))
    parts = []
    for offset in range(max(low, -size[1]), min(high, size[0]) + 1, step):
        cuts = sorted(_cuts(points, offset))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            parts.append(f"M{start + offset:.1f} {start:.1f}L{end + offset:.1f} {end:.1f}")
    return "".join(parts)


def _cuts(points: list[Point], offset: float) -> list[float]:
    """Heights at which the line x − y = *offset* crosses the outline."""
    found = []
    last = points[-1]
    for corner in points:
        a, b = last[0] - last[1] - offset, corner[0] - corner[1] - offset
        if (a > 0) != (b > 0):
            share = a / (a - b)
            found.append(last[1] + share * (corner[1] - last[1]))
        last = corner
    return found
