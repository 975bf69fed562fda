"""Assets are complete, readable, small enough, legible, and each has a source."""

import gzip
import json
import math
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pygame
import pytest

ASSETS = Path(__file__).resolve().parents[2] / "assets"
THEMES = ("dark", "light")
MAPS = ("gulf_of_aden", "balkans", "indo_pacific")
GROUNDS = ("canvas", "panel", "card", "control")
INKS = ("high", "text", "low", "brass", "sky", "teal", "coral", "violet")
MAP_GROUNDS = ("sea", "band_outer", "band_inner", "land")
FLAG_WIDTHS = (24, 48, 96, 192)
Point = tuple[float, float]


@cache
def theme(name: str) -> dict[str, Any]:
    """A theme as its file has it."""
    return tomllib.loads((ASSETS / "theme" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def chart(name: str) -> dict[str, Any]:
    """A map as its file has it."""
    read: dict[str, Any] = json.loads((ASSETS / "maps" / f"{name}.json").read_text("utf-8"))
    return read


def listed(name: str) -> list[str]:
    """The words of a list of assets/build, without comments."""
    lines = (ASSETS / "build" / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB as WCAG 2 defines it, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def place(chart: dict[str, Any], lon: float, lat: float) -> Point:
    """A point in units by the formula that assets/maps/README.md gives."""

    def psi(angle: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(angle) / 2))

    bounds, scale = chart["bounds"], chart["scale"]
    return (
        scale * math.radians(lon - bounds["west"]),
        scale * (psi(bounds["north"]) - psi(lat)),
    )


def on_land(chart: dict[str, Any], point: Point) -> bool:
    """Whether a point in units lies within the land, holes taken out."""
    x, y = point
    inside = False
    for ring in rings(chart):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def rings(chart: dict[str, Any]) -> Iterator[list[Point]]:
    """All rings of the land."""
    for polygon in chart["land"]:
        yield from polygon


def to_coast(chart: dict[str, Any], point: Point) -> float:
    """The distance in units to the nearest corner of the coast."""
    return min(math.dist(point, corner) for line in chart["coast"] for corner in line)


# Sources


def test_every_file_has_a_line_in_the_readme() -> None:
    """Each asset matches a path of the table of sources; licences and readmes need none."""
    table = (ASSETS / "README.md").read_text(encoding="utf-8")
    patterns = re.findall(r"^\| `([^`]+)` \| \S", table, flags=re.MULTILINE)
    free = {"README.md", "LICENSE", "OFL.txt"}
    missing = [
        path.relative_to(ASSETS).as_posix()
        for path in ASSETS.rglob("*")
        if path.is_file() and path.name not in free and "__pycache__" not in path.parts
        if not any(fnmatch(path.relative_to(ASSETS).as_posix(), p) for p in patterns)
    ]
    assert missing == []


def test_every_line_of_the_readme_has_a_file() -> None:
    """No source is listed for something that is no longer there."""
    table = (ASSETS / "README.md").read_text(encoding="utf-8")
    patterns = re.findall(r"^\| `([^`]+)` \| \S", table, flags=re.MULTILINE)
    assert patterns
    assert [pattern for pattern in patterns if not list(ASSETS.glob(pattern))] == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("fonts/OFL.txt", "SIL OPEN FONT LICENSE"),
        ("icons/LICENSE", "ISC License"),
        ("flags/LICENSE", "MIT License"),
        ("maps/LICENSE", "Permission to use, copy, modify"),
    ],
)
def test_the_licence_lies_beside_the_assets(file: str, words: str) -> None:
    """Each folder of foreign assets holds the text of its licence."""
    assert words in (ASSETS / file).read_text(encoding="utf-8")


def test_the_readme_names_the_versions_that_are_built_from() -> None:
    """README.md and package.json agree on every package and version."""
    table = (ASSETS / "README.md").read_text(encoding="utf-8")
    packages = json.loads((ASSETS / "build" / "package.json").read_text(encoding="utf-8"))
    for package, version in packages["dependencies"].items():
        (line,) = [line for line in table.splitlines() if f"`{package}`" in line]
        assert version in line, package


# Themes


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_is_a_hex_colour(name: str) -> None:
    """All values of the colour sections are #RRGGBB."""
    data = theme(name)
    colours = [*data["palette"].values(), *data["tint"].values(), *data["map"].values()]
    assert [colour for colour in colours if not re.fullmatch(r"#[0-9A-F]{6}", colour)] == []


def test_both_themes_have_the_same_tokens() -> None:
    """Only the colours differ: the same names, and the same type, space and motion."""
    dark, light = theme("dark"), theme("light")
    for section in ("palette", "tint", "map"):
        assert list(dark[section]) == list(light[section])
    for section in ("font", "type", "space", "motion"):
        assert dark[section] == light[section]


@pytest.mark.parametrize(("name", "ink", "ground"), list(product(THEMES, INKS, GROUNDS)))
def test_text_can_be_read_on_every_ground(name: str, ink: str, ground: str) -> None:
    """Every text colour has a contrast of 4.5 on canvas, panel, card and control."""
    palette = theme(name)["palette"]
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_text_on_brass_and_on_tints_can_be_read(name: str) -> None:
    """The primary button, and each hue on its own tint, have the contrast the tokens claim."""
    data = theme(name)
    assert contrast(data["palette"]["on_brass"], data["palette"]["brass"]) >= 6.4
    for hue, tint in data["tint"].items():
        assert contrast(data["palette"][hue], tint) >= 4.5
        assert contrast(data["palette"]["high"], tint) >= 4.5


@pytest.mark.parametrize(("name", "ground"), list(product(THEMES, GROUNDS)))
def test_borders_of_controls_can_be_seen(name: str, ground: str) -> None:
    """An edge has a contrast of 3 on every ground."""
    palette = theme(name)["palette"]
    assert contrast(palette["edge"], palette[ground]) >= 3


@pytest.mark.parametrize(("name", "ground"), list(product(THEMES, MAP_GROUNDS)))
def test_names_and_coast_can_be_seen_on_the_map(name: str, ground: str) -> None:
    """Names have 4.5 on sea, bands and land; the coast has 3 on what it parts."""
    data = theme(name)
    assert contrast(data["palette"]["text"], data["map"][ground]) >= 4.5
    if ground in ("band_inner", "land"):
        assert contrast(data["map"]["coast"], data["map"][ground]) >= 3


def test_every_type_has_a_face() -> None:
    """Family, weight and slant of each type name a face of the table, and none is idle."""
    data = theme("dark")
    used = {
        f"{style['family']}-{style['weight']}{'-italic' if style['italic'] else ''}"
        for style in data["type"].values()
    }
    assert used == set(data["font"])


# Fonts, icons, flags


@pytest.mark.parametrize("file", list(theme("dark")["font"].values()))
def test_every_face_loads_and_has_the_letters(file: str) -> None:
    """pygame opens the face; Balkan and French letters, signs and even figures are there."""
    pygame.font.init()
    font = pygame.font.Font(ASSETS / "fonts" / file, 15)
    needed = "čćšžđČĆŠŽĐéèçÉ–“”’…·°×−→"
    assert [c for c, found in zip(needed, font.metrics(needed), strict=True) if not found] == []
    advances = {figure[4] for figure in font.metrics("0123456789") if figure}
    assert len(advances) == 1


def test_only_the_named_faces_are_shipped() -> None:
    """The folder holds the faces of the themes and no other."""
    assert {path.name for path in (ASSETS / "fonts").glob("*.woff")} == set(
        theme("dark")["font"].values()
    )


def test_the_icons_are_those_of_the_list() -> None:
    """Folder and list agree, and no name is given twice."""
    names = listed("icons.txt")
    assert sorted(names) == sorted(path.stem for path in (ASSETS / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", listed("icons.txt"))
def test_every_icon_takes_its_colour_from_outside(name: str) -> None:
    """An icon is an SVG on the 24 grid, stroked with currentColor."""
    root = ElementTree.parse(ASSETS / "icons" / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"


def test_the_emblem_can_be_drawn() -> None:
    """The emblem renders to something that is not empty."""
    picture = pygame.image.load_sized_svg(ASSETS / "emblem.svg", (48, 48))
    assert picture.get_bounding_rect().width > 36


def test_the_flags_are_those_of_the_list() -> None:
    """Folder and list agree on states and widths."""
    expected = {f"{code}_{width}.png" for code in listed("flags.txt") for width in FLAG_WIDTHS}
    assert expected == {path.name for path in (ASSETS / "flags").glob("*.png")}
    assert len(listed("flags.txt")) == len(set(listed("flags.txt")))


@pytest.mark.parametrize("width", FLAG_WIDTHS)
def test_every_flag_has_its_size_and_no_holes(width: int) -> None:
    """Each picture is four by three, without transparent seams, and not all one colour."""
    for code in listed("flags.txt"):
        picture = pygame.image.load(ASSETS / "flags" / f"{code}_{width}.png")
        assert picture.get_size() == (width, width * 3 // 4), code
        diagonal = [picture.get_at((x, x * 3 // 4)) for x in range(width)]
        middle = [picture.get_at((width // 2, y)) for y in range(width * 3 // 4)]
        assert min(colour.a for colour in diagonal + middle) > 240, code
        assert len({tuple(colour) for colour in diagonal + middle}) > 1, code


def test_small_parts_of_flags_are_there() -> None:
    """The stars of China and Bosnia and Herzegovina, which SDL's own reader loses, are drawn."""
    china = pygame.image.load(ASSETS / "flags" / "cn_96.png")
    assert china.get_at((16, 18))[:3] != china.get_at((90, 60))[:3]
    bosnia = pygame.image.load(ASSETS / "flags" / "ba_192.png")
    white = sum(min(bosnia.get_at((x, y))[:3]) > 240 for x in range(192) for y in range(144))
    assert white > 200


# Maps


@pytest.mark.parametrize("name", MAPS)
def test_a_map_says_what_it_is(name: str) -> None:
    """Identity, projection, source, licence and notice are there; the size follows the formula."""
    data = chart(name)
    assert data["id"] == name
    assert data["projection"] == "mercator"
    assert all(data[key] for key in ("title", "source", "licence", "notice"))
    width, height = place(data, data["bounds"]["east"], data["bounds"]["south"])
    assert data["size"] == pytest.approx([width, height], abs=0.1)


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_small(name: str) -> None:
    """A map takes less than 100 kB compressed."""
    assert len(gzip.compress((ASSETS / "maps" / f"{name}.json").read_bytes())) < 100_000


@pytest.mark.parametrize("name", MAPS)
def test_rings_are_closed_and_lines_stay_within_the_map(name: str) -> None:
    """Each ring ends where it starts, and no point lies outside the size and its pad."""
    data = chart(name)
    (width, height), pad = data["size"], data["pad"] + 0.1
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings(data))
    lines = [*rings(data), *data["coast"], *(n for b in data["borders"] for n in b["lines"])]
    for line in lines:
        assert all(-pad <= x <= width + pad and -pad <= y <= height + pad for x, y in line)


@pytest.mark.parametrize("name", MAPS)
def test_the_coast_is_the_edge_of_the_land(name: str) -> None:
    """Every corner of the coast is a corner of the land, and none lies on the frame's cuts."""
    data = chart(name)
    corners = {tuple(point) for ring in rings(data) for point in ring}
    inner = [tuple(point) for line in data["coast"] for point in line[1:-1]]
    assert inner
    assert sum(point not in corners for point in inner) <= len(inner) * 0.001


@pytest.mark.parametrize("name", MAPS)
def test_towns_lie_on_land_and_waters_on_water(name: str) -> None:
    """Land names are on land, water names are not, and places lie on land or at the shore."""
    data = chart(name)
    for label in data["labels"]:
        point = place(data, *label["at"])
        if label["kind"] == "place":
            assert on_land(data, point) or to_coast(data, point) < 6, label["text"]
            assert label["side"] in ("left", "right", "above", "below")
        else:
            assert on_land(data, point) == (label["kind"] == "land"), label["text"]
        assert label["rank"] in (1, 2)


@pytest.mark.parametrize(
    ("name", "lon", "lat", "land"),
    [
        ("gulf_of_aden", 77.2, 20.0, True),
        ("gulf_of_aden", 45.0, 22.0, True),
        ("gulf_of_aden", 38.0, 9.0, True),
        ("gulf_of_aden", 49.0, 12.9, False),
        ("gulf_of_aden", 60.0, 5.0, False),
        ("balkans", 19.0, 47.2, True),
        ("balkans", 21.0, 42.6, True),
        ("balkans", 16.5, 42.4, False),
        ("indo_pacific", 78.5, 17.4, True),
        ("indo_pacific", 107.0, 15.0, True),
        ("indo_pacific", 113.0, 30.0, True),
        ("indo_pacific", 121.0, 24.0, True),
        ("indo_pacific", 138.5, 36.0, True),
        ("indo_pacific", 114.0, 14.0, False),
        ("indo_pacific", 140.0, 20.0, False),
    ],
)
def test_no_country_is_lost(name: str, lon: float, lat: float, land: bool) -> None:
    """Points well within large countries are land, and points at sea are not."""
    data = chart(name)
    assert on_land(data, place(data, lon, lat)) == land


@pytest.mark.parametrize("name", MAPS)
def test_views_lie_within_the_map(name: str) -> None:
    """There is a view to open on, and each is within the bounds."""
    data = chart(name)
    outer = data["bounds"]
    assert data["views"]
    for view in data["views"].values():
        inner = view["bounds"]
        assert outer["west"] <= inner["west"] < inner["east"] <= outer["east"]
        assert outer["south"] <= inner["south"] < inner["north"] <= outer["north"]
        assert view["title"]


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("aspect", [1.0, 1.63])
def test_a_view_fills_a_wide_window(name: str, aspect: float) -> None:
    """A window of the table's shape, fitted round any view, stays within the map."""
    data = chart(name)
    for view in data["views"].values():
        inner = view["bounds"]
        left, top = place(data, inner["west"], inner["north"])
        right, bottom = place(data, inner["east"], inner["south"])
        width = max(right - left, (bottom - top) * aspect)
        assert width <= data["size"][0]
        assert width / aspect <= data["size"][1]


def test_the_sea_theatres_have_no_borders() -> None:
    """Coastlines only, except inland; there the disputed line is a layer of its own."""
    assert chart("gulf_of_aden")["borders"] == []
    assert chart("indo_pacific")["borders"] == []
    layers = {layer["kind"]: layer["lines"] for layer in chart("balkans")["borders"]}
    assert set(layers) == {"line", "disputed"}
    assert all(layers.values())
