"""Panes that scroll: over one tall child, or over a long list of which only a part is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.paint import Look, Painter
from game.client.widget import Host, Widget, adopt, least, tall, wish

STEP = 56
BAR = 6
LEAST_HEIGHT = 48


@dataclass(eq=False)
class Scroll(Widget):
    """A window on a taller child: wheel, bar, Page Up and Down, Home and End; give it a name."""

    ROLE: ClassVar[str] = "scroll"
    CLIPS: ClassVar[bool] = True
    child: Widget
    gutter: float = field(default=10, kw_only=True)

    def compose(self) -> None:
        self.children = [self.child]
        self._content = 0
        self._grabbed: int | None = None

    @property
    def overflows(self) -> bool:
        """Whether there is more than can be seen."""
        return self._content > self.rect.h > 0

    @property
    def takes_focus(self) -> bool:
        return self.overflows and not any(w.takes_focus for w in self.child.walk())

    @property
    def takes_pointer(self) -> bool:
        return self.overflows

    @property
    def offset(self) -> int:
        """Pixels scrolled, 0 at the top."""
        return int(self.host.memory(self.path).get("offset", 0)) if self.host else 0

    def natural_width(self, look: Look) -> int:
        return wish(self.child, look) + look.px(self.gutter)

    def minimum_width(self, look: Look) -> int:
        return least(self.child, look) + look.px(self.gutter)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(LEAST_HEIGHT)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        wide = max(0, rect.w - look.px(self.gutter))
        self._content = tall(self.child, look, wide)
        high = max(self._content, rect.h)
        top = rect.y - self._clamped(self.offset)
        self.child.place(look, pygame.Rect(rect.x, top, wide, high))

    def draw(self, p: Painter) -> None:
        with p.clipped(self.rect):
            self.draw_children(p)
            if self.overflows:
                bar = self.bar(p.look)
                held = self.state(p) in ("hover", "pressed")
                p.panel(bar, "low" if held else "edge", radius=BAR / 2)

    def bar(self, look: Look) -> pygame.Rect:
        """The handle at the right."""
        wide = look.px(BAR)
        high = max(look.px(32), self.rect.h * self.rect.h // max(1, self._content))
        room = max(1, self._content - self.rect.h)
        top = self.rect.y + (self.rect.h - high) * self._clamped(self.offset) // room
        return pygame.Rect(self.rect.right - wide, top, wide, high)

    def scroll_to(self, offset: int) -> bool:
        """Scroll to an offset in pixels; answers whether that moved anything."""
        if self.host is None:
            return False
        offset = self._clamped(offset)
        if offset == self.offset:
            return False
        self.host.memory(self.path)["offset"] = offset
        self.place(self.host.look, self.rect)
        self.host.moved(self)
        return True

    def reveal(self, rect: pygame.Rect, look: Look) -> None:
        """Scroll just as far as it takes to see *rect*."""
        margin = look.px(8)
        if rect.top - margin < self.rect.top:
            self.scroll_to(self.offset - (self.rect.top - rect.top + margin))
        elif rect.bottom + margin > self.rect.bottom:
            self.scroll_to(self.offset + rect.bottom + margin - self.rect.bottom)

    def wheel(self, steps: float, host: Host) -> bool:
        return self.scroll_to(self.offset - round(steps * host.look.px(STEP)))

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        page = max(1, self.rect.h - host.look.px(STEP))
        if event.key == pygame.K_PAGEDOWN:
            return self.scroll_to(self.offset + page)
        if event.key == pygame.K_PAGEUP:
            return self.scroll_to(self.offset - page)
        if event.key == pygame.K_HOME:
            return self.scroll_to(0)
        if event.key == pygame.K_END:
            return self.scroll_to(self._content)
        if self.takes_focus and event.key in (pygame.K_DOWN, pygame.K_UP):
            step = host.look.px(STEP)
            return self.scroll_to(self.offset + (step if event.key == pygame.K_DOWN else -step))
        return False

    def mouse_down(self, pos: tuple[int, int], host: Host, clicks: int = 1) -> None:
        self._grabbed = None
        bar = self.bar(host.look)
        if pos[0] >= bar.x - host.look.px(4):
            self._grabbed = pos[1] - bar.y if bar.collidepoint(pos) else bar.h // 2
            self.mouse_drag(pos, host)

    def mouse_drag(self, pos: tuple[int, int], host: Host) -> None:
        if self._grabbed is None:
            return
        bar = self.bar(host.look)
        room = max(1, self.rect.h - bar.h)
        top = pos[1] - self._grabbed - self.rect.y
        self.scroll_to(top * (self._content - self.rect.h) // room)

    def _clamped(self, offset: int) -> int:
        return max(0, min(offset, self._content - self.rect.h))


@dataclass(eq=False)
class _Rows(Widget):
    """Holds the rows in view; those at its ends reach beyond it."""

    CLIPS: ClassVar[bool] = True


@dataclass(eq=False)
class VirtualList(Scroll):
    """A list of any length whose rows, all of one height, are built only while in view."""

    ROLE: ClassVar[str] = "list"
    child: Widget = field(init=False, default_factory=Widget)
    count: int = field(kw_only=True)
    make: Callable[[int], Widget] = field(kw_only=True)
    row_height: float = field(kw_only=True)

    @property
    def takes_focus(self) -> bool:
        return False

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        page = max(1, self.rect.h // host.look.px(self.row_height) - 1)
        row = self._focused_row(host)
        targets = {
            pygame.K_HOME: 0,
            pygame.K_END: self.count - 1,
            pygame.K_PAGEUP: (row or 0) - page,
            pygame.K_PAGEDOWN: (row or 0) + page,
        }
        if row is None or event.key not in targets:
            return super().key_down(event, host)
        self.show_row(min(self.count - 1, max(0, targets[event.key])), host)
        return True

    def show_row(self, index: int, host: Host) -> None:
        """Scroll to a row and give it the focus."""
        high = host.look.px(self.row_height)
        top = self.rect.y + index * high - self.offset
        self.reveal(pygame.Rect(self.rect.x, top, self.rect.w, high), host.look)
        host.focus(self._row_path(index))

    def _focused_row(self, host: Host) -> int | None:
        start = f"{self.path}/rows/row"
        path = host.focused()
        number = path[len(start) :].split("/")[0] if path.startswith(start) else ""
        return int(number) if number.isdigit() else None

    def _row_path(self, index: int) -> str:
        return f"{self.path}/rows/row{index}"

    def natural_width(self, look: Look) -> int:
        sample = self.make(0) if self.count else Widget()
        return wish(sample, look) + look.px(self.gutter)

    def minimum_width(self, look: Look) -> int:
        sample = self.make(0) if self.count else Widget()
        return least(sample, look) + look.px(self.gutter)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        high = look.px(self.row_height)
        self._content = self.count * high
        offset = self._clamped(self.offset)
        wide = max(0, rect.w - look.px(self.gutter))
        first = max(0, offset // high - 1)
        last = min(self.count, (offset + rect.h) // high + 2)
        self.child = _Rows()
        for index in range(first, last):
            row = self.make(index)
            row.key = f"row{index}"
            row.place(look, pygame.Rect(rect.x, rect.y + index * high - offset, wide, high))
            self.child.children.append(row)
        self.child.rect = pygame.Rect(rect.x, rect.y, wide, rect.h)
        self.children = [self.child]
        if self.host is not None:
            self.child.key = "rows"
            adopt(self.child, self.host, self.path)
