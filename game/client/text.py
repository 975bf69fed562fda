"""Text at final size: faces, measuring, wrapping and a bounded cache of rendered lines."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.resources import Assets
from game.client.theme import Colour, Theme, luminance

ELLIPSIS = "…"
CACHE_BYTES = 24_000_000
WRAPPED = 8_000
LIGHT = 0.25
FULLER = 0.4


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style and colour; None takes the label's own."""

    text: str
    style: str | None = None
    colour: str | None = None


Text = str | Sequence[Span]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a laid out line: text, style, colour token and offset in pixels."""

    text: str
    style: str
    colour: str
    x: int


@dataclass(frozen=True, slots=True)
class Line:
    """One laid out line: its runs and its width in pixels."""

    runs: tuple[Run, ...]
    width: int


def plain(text: Text) -> str:
    """The words of a text without its styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


class Typesetter:
    """Measures, wraps and renders text for one theme and scale."""

    def __init__(self, assets: Assets, theme: Theme, scale: float) -> None:
        self._assets = assets
        self._theme = theme
        self._scale = scale
        self._fonts: dict[str, pygame.Font] = {}
        self._wrapped: dict[object, list[Line]] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self._lines: OrderedDict[tuple[str, str, Colour], pygame.Surface] = OrderedDict()
        self._bytes = 0

    def font(self, style: str) -> pygame.Font:
        """The face of a type style at its final size."""
        font = self._fonts.get(style)
        if font is None:
            kind = self._theme.type(style)
            path = self._assets.font(kind.file)
            font = pygame.Font(path, max(6, round(kind.size * self._scale)))
            self._fonts[style] = font
        return font

    def width(self, text: str, style: str) -> int:
        """Natural width of one line in pixels."""
        key = (text, style)
        width = self._widths.get(key)
        if width is None:
            width = self.font(style).size(text)[0]
            if len(self._widths) > 20_000:
                self._widths.clear()
            self._widths[key] = width
        return width

    def line_height(self, style: str, leading: float | None = None) -> int:
        """Distance of two lines in pixels; *leading* in sizes of the type, else the theme's."""
        size = self._theme.type(style).size * self._scale
        return round(size * (leading or self._theme.space["line_height"]))

    def render(self, text: str, style: str, colour: Colour) -> pygame.Surface:
        """One line as a surface, from the cache when it was drawn before."""
        key = (text, style, colour)
        surface = self._lines.get(key)
        if surface is not None:
            self._lines.move_to_end(key)
            return surface
        surface = _fuller(self.font(style).render(text, True, colour), colour)
        if pygame.display.get_surface() is not None:
            surface = surface.convert_alpha()
        self._lines[key] = surface
        self._bytes += surface.get_width() * surface.get_height() * 4
        while self._bytes > CACHE_BYTES and len(self._lines) > 1:
            _, old = self._lines.popitem(last=False)
            self._bytes -= old.get_width() * old.get_height() * 4
        return surface

    def longest_word(self, text: Text, style: str) -> int:
        """Width of the widest word: below it wrapping must cut."""
        widest = 0
        for span in _spans(text, style, ""):
            for word in span.text.split():
                widest = max(widest, self.width(word, span.style or style))
        return widest

    def natural_width(self, text: Text, style: str) -> int:
        """Width without wrapping; the widest paragraph counts."""
        if isinstance(text, str):
            return max((self.width(part, style) for part in text.split("\n")), default=0)
        return max((line.width for line in self.wrap(text, style, "", None)), default=0)

    def wrap(self, text: Text, style: str, colour: str, width: int | None) -> list[Line]:
        """Lay *text* out in lines of at most *width* pixels; None breaks at newlines alone."""
        key = (text if isinstance(text, str) else tuple(text), style, colour, width)
        lines = self._wrapped.get(key)
        if lines is None:
            if len(self._wrapped) > WRAPPED:
                self._wrapped.clear()
            lines = self._wrapped[key] = self._wrap(text, style, colour, width)
        return lines

    def _wrap(self, text: Text, style: str, colour: str, width: int | None) -> list[Line]:
        lines: list[Line] = []
        setter = _LineSetter(self, width, lines)
        for span in _spans(text, style, colour):
            for index, paragraph in enumerate(span.text.split("\n")):
                if index:
                    setter.newline()
                for token in _tokens(paragraph):
                    setter.add(token, span.style or style, span.colour or colour)
        setter.newline()
        return lines

    def ellipsise(self, line: Line, width: int, style: str, colour: str) -> Line:
        """*line* shortened with an ellipsis so that it fits in *width* pixels."""
        runs = list(line.runs)
        dots = self.width(ELLIPSIS, style)
        while runs:
            run = runs.pop()
            text = run.text
            while text and run.x + self.width(text, run.style) + dots > width:
                text = text[:-1]
            if text:
                text = text.rstrip() + ELLIPSIS
                runs.append(Run(text, run.style, run.colour, run.x))
                return Line(tuple(runs), run.x + self.width(text, run.style))
        return Line((Run(ELLIPSIS, style, colour, 0),), dots)


def _fuller(surface: pygame.Surface, colour: Colour) -> pygame.Surface:
    """Light text with its soft edges strengthened: blended linearly, it looks thinner than dark."""
    if luminance(colour) < LIGHT:
        return surface
    again = surface.copy()
    again.set_alpha(round(255 * FULLER))
    surface.blit(again, (0, 0))
    return surface


def _spans(text: Text, style: str, colour: str) -> Sequence[Span]:
    return (Span(text, style, colour),) if isinstance(text, str) else text


def _tokens(text: str) -> list[str]:
    """Words with the spaces that follow them; no-break spaces do not part words."""
    tokens: list[str] = []
    word = ""
    for char in text:
        if word.endswith(" ") and char != " ":
            tokens.append(word)
            word = ""
        word += char
    if word:
        tokens.append(word)
    return tokens


class _LineSetter:
    """Fills lines with tokens; joins neighbours of one style so that kerning holds."""

    def __init__(self, setter: Typesetter, width: int | None, lines: list[Line]) -> None:
        self._setter = setter
        self._limit = width
        self._lines = lines
        self._runs: list[Run] = []
        self._end = 0

    def add(self, token: str, style: str, colour: str) -> None:
        if self._limit is not None and self._runs and not self._fits(token.rstrip(" "), style):
            self.newline()
            token = token.lstrip(" ")
        if self._runs and (self._runs[-1].style, self._runs[-1].colour) == (style, colour):
            last = self._runs.pop()
            run = Run(last.text + token, style, colour, last.x)
        else:
            run = Run(token, style, colour, self._end)
        self._runs.append(run)
        self._end = run.x + self._setter.width(run.text, style)

    def newline(self) -> None:
        if self._runs:
            last = self._runs[-1]
            stripped = Run(last.text.rstrip(" "), last.style, last.colour, last.x)
            self._runs[-1] = stripped
            self._end = stripped.x + self._setter.width(stripped.text, stripped.style)
        self._lines.append(Line(tuple(self._runs), self._end))
        self._runs, self._end = [], 0

    def _fits(self, word: str, style: str) -> bool:
        last = self._runs[-1]
        if last.style == style:
            end = last.x + self._setter.width(last.text + word, style)
        else:
            end = self._end + self._setter.width(word, style)
        return self._limit is None or end <= self._limit
