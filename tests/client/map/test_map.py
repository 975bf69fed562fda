"""The theatre on screen: projection, camera, what is shown of a game, and how it is moved."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client.map.camera import Aim
from game.client.map.labels import Board, around
from game.client.map.picture import inside, picture_of, spots
from game.client.map.theatre import BadMap, Theatre, load_theatre
from game.client.map.widget import Held, MapView
from game.client.resources import Assets, find_assets
from game.client.screen import Answer
from game.client.worker import Worker
from game.engine.package import Alteration
from game.engine.view import SeatView
from tests.client.conftest import Show
from tests.client.screens.conftest import controller_at


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    """The map of the Gulf of Aden."""
    return load_theatre(find_assets(), "gulf_of_aden")


@pytest.fixture(scope="module")
def seen() -> SeatView:
    """What the seat sees in the first consultation."""
    return controller_at("consultation", Worker()).view


def test_degrees_and_units_lead_into_one_another(theatre: Theatre) -> None:
    """A place keeps its degrees through the map's units and back."""
    for lon, lat in ((45.03, 12.79), (55.45, -4.62), (72.83, 18.95)):
        back = theatre.degrees(*theatre.units(lon, lat))
        assert back == pytest.approx((lon, lat), abs=1e-6)


def test_a_mile_is_a_minute_of_latitude(theatre: Theatre) -> None:
    """Sixty miles at the equator are a degree on the map."""
    south, north = theatre.units(50, -0.5)[1], theatre.units(50, 0.5)[1]
    assert 60 * theatre.mile(0) == pytest.approx(south - north, rel=1e-3)


def test_a_broken_map_is_told_with_its_file(tmp_path: Path) -> None:
    """The sentence names the file and what to do."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "odd.json").write_text(json.dumps({"id": "odd", "bounds": 3}), "utf-8")
    with pytest.raises(BadMap, match=r"odd\.json.*Restore"):
        load_theatre(Assets(tmp_path), "odd")


@pytest.mark.parametrize("size", [(856, 540), (1600, 300), (300, 900)])
def test_the_camera_never_shows_what_lies_beyond_the_map(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    """However far one moves and zooms, the window stays on the map."""
    aim = Aim(theatre.views[0].id)
    for steps, right, down in ((0, 0, 0), (-9, 5000, 0), (3, -5000, 5000), (20, 0, -9000)):
        aim.zoom(steps)
        aim.move(aim.camera(theatre.view(aim.view).box, theatre.size, *size), right, down)
        left, top, end, bottom = aim.camera(theatre.view(aim.view).box, theatre.size, *size).box
        assert left >= -1e-6
        assert top >= -1e-6
        assert end <= theatre.size[0] + 1e-6
        assert bottom <= theatre.size[1] + 1e-6


def test_a_view_is_wholly_seen(theatre: Theatre) -> None:
    """A camera that was just aimed shows all of its view, where the map is large enough."""
    part = theatre.view("corridor")
    left, top, right, bottom = Aim(part.id).camera(part.box, theatre.size, 856, 540).box
    assert left <= part.box[0] + 1e-6
    assert top <= part.box[1] + 1e-6
    assert right >= part.box[2] - 1e-6
    assert bottom >= part.box[3] - 1e-6


def test_forces_stand_within_their_zone_and_apart(theatre: Theatre, seen: SeatView) -> None:
    """Places in a zone lie inside it, differ, and are the same each time."""
    for zone in seen.table.zones:
        outline = tuple(theatre.units(*place) for place in zone.polygon)
        places = spots(outline, 6)
        assert all(inside(outline, x, y) for x, y in places)
        assert len(set(places)) == 6
        assert places == spots(outline, 6)


def test_the_picture_tells_what_a_draft_would_change(theatre: Theatre, seen: SeatView) -> None:
    """A draft that opens a zone shows it as proposed, and its new forces as more."""
    term = next(n for n, t in enumerate(seen.table.terms) if any(a.opens for a in t.answers))
    opens = seen.table.terms[term].answers
    wider = max(range(len(opens)), key=lambda n: len(opens[n].opens))
    place = seen.table.level_place(seen.seat, 0)
    package = Alteration("term", term, wider).applied(seen.in_force)
    package = Alteration("level", place, seen.in_force.levels[place] + 2).applied(package)

    before = picture_of(seen, theatre, None, 0)
    after = picture_of(seen, theatre, package, 3)

    assert "proposed" not in {zone.status for zone in before.zones}
    fresh = [zone for zone in after.zones if zone.status == "proposed"]
    assert fresh
    assert fresh[0].note == "Draft 3 adds this zone"
    mine = [force for force in after.single if force.mine]
    assert mine[0].more == 2
    assert str(seen.in_force.levels[place] + 2) == mine[0].units


def test_incidents_of_this_turn_stand_out(theatre: Theatre, seen: SeatView) -> None:
    """What happened at a place is on the map, marked as new only in its own turn."""
    now = picture_of(seen, theatre, None, 0)
    later = picture_of(replace(seen, turn=seen.turn + 1), theatre, None, 0)
    placed = [event for event in seen.happened if event.at is not None]
    assert [i.event for i in now.incidents] == [event.event for event in placed]
    assert all(incident.now for incident in now.incidents)
    assert not any(incident.now for incident in later.incidents)


def test_names_do_not_cover_one_another() -> None:
    """A place that is taken is not given out again; the next free one is."""
    board = Board(pygame.Rect(0, 0, 200, 100))
    sides = around((100, 50), (40, 14), 6, "left")
    first, second = board.first(sides), board.first(sides)
    assert first == sides[0]
    assert first is not None
    assert second is not None
    assert not first.colliderect(second)
    assert board.first([pygame.Rect(190, 0, 40, 14)]) is None


class _Chosen:
    """Takes what a click on the map chooses."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def take(self, event: str) -> Answer:
        self.events.append(event)
        return None


def test_the_map_is_dragged_zoomed_and_pointed_at(
    show: Show, theatre: Theatre, seen: SeatView
) -> None:
    """A drag moves it, + and the wheel come nearer, arrows move it, a click takes an incident."""
    held, chosen = Held(Aim("basin")), _Chosen()
    picture = picture_of(seen, theatre, None, 0)
    driver = show(lambda: MapView(theatre, picture, held, on_select=chosen.take, key="map"))
    driver.app.draw()

    driver.press("Tab", "+")
    assert held.aim.factor > 1
    driver.drag((400, 300), (300, 250))
    moved = held.aim.dx
    assert moved > 0
    assert chosen.events == []
    driver.press("Right")
    assert held.aim.dx > moved

    held.aim.look_at("basin")
    driver.screen.refresh()
    driver.app.step()
    driver.app.draw()
    view = driver.find(role="map")
    assert isinstance(view, MapView)
    driver.click_at(view.place_of(picture.incidents[0].event))
    assert chosen.events == [picture.incidents[0].event]


def test_the_map_says_what_it_shows(theatre: Theatre, seen: SeatView) -> None:
    """Its value tells zones with their state and estimate, for those who do not see it."""
    picture = picture_of(seen, theatre, None, 0)
    view = MapView(theatre, picture, Held(Aim("basin")))
    for zone in picture.zones:
        assert zone.name in view.value
        assert zone.activity in view.value
