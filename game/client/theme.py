"""The look as data: colours, type styles, spaces and times of one theme; nothing is drawn here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from game.client.resources import Assets

Colour = tuple[int, int, int]
THEMES = ("dark", "light")


class BadTheme(Exception):
    """A theme file lacks a token or has a wrong one; the message names file and token."""


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A face and its size in logical pixels."""

    file: str
    size: float


@dataclass(frozen=True, slots=True)
class Theme:
    """All tokens of one theme; colours by name, ``tint.NAME`` and ``map.NAME`` among them."""

    name: str
    colours: Mapping[str, Colour]
    types: Mapping[str, TypeStyle]
    space: Mapping[str, float]
    motion: Mapping[str, float]

    @property
    def dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return luminance(self.colours["canvas"]) < luminance(self.colours["text"])

    def colour(self, token: str) -> Colour:
        """A colour by token (``brass``, ``tint.sky``, ``map.sea``) or ``#RRGGBB``."""
        if token.startswith("#"):
            return parse_colour(token)
        try:
            return self.colours[token]
        except KeyError:
            known = ", ".join(sorted(self.colours))
            raise BadTheme(f"No colour is called {token!r}; known: {known}.") from None

    def type(self, style: str) -> TypeStyle:
        """A type style by name; ``NAME/SIZE`` takes another size of the same face."""
        name, _, size = style.partition("/")
        try:
            base = self.types[name]
        except KeyError:
            known = ", ".join(sorted(self.types))
            raise BadTheme(f"No type style is called {name!r}; known: {known}.") from None
        return TypeStyle(base.file, float(size)) if size else base


def load_theme(assets: Assets, name: str) -> Theme:
    """Read ``theme/NAME.toml``. Raises BadTheme or MissingAsset with the file's name."""
    path = assets.theme(name)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return _theme(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadTheme(f"{path}: {error}. Restore the file from the project.") from error


def _theme(data: Mapping[str, Any]) -> Theme:
    colours = {key: parse_colour(value) for key, value in data["palette"].items()}
    for section in ("tint", "map"):
        colours |= {f"{section}.{key}": parse_colour(v) for key, v in data[section].items()}
    faces = data["font"]
    types = {key: _type_style(faces, value) for key, value in data["type"].items()}
    return Theme(
        name=str(data["name"]),
        colours=MappingProxyType(colours),
        types=MappingProxyType(types),
        space=MappingProxyType({key: float(v) for key, v in data["space"].items()}),
        motion=MappingProxyType({key: float(v) for key, v in data["motion"].items()}),
    )


def _type_style(faces: Mapping[str, str], data: Mapping[str, Any]) -> TypeStyle:
    face = f"{data['family']}-{data['weight']}" + ("-italic" if data.get("italic") else "")
    return TypeStyle(faces[face], float(data["size"]))


def parse_colour(text: str) -> Colour:
    """``#RRGGBB`` as three integers 0-255. Raises ValueError."""
    if len(text) != 7 or not text.startswith("#"):
        raise ValueError(f"a colour is written #RRGGBB, not {text!r}")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def css(colour: Colour) -> str:
    """A colour as ``#RRGGBB``, for SVG."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def mix(ground: Colour, other: Colour, share: float) -> Colour:
    """*ground* with a *share* (0-1) of *other*."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(ground, other, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance after WCAG 2, 0-1."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio after WCAG 2, 1-21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
