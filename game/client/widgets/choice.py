"""Choosing one among several: segments with their history, tabs, dropdown and menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.layout import Column
from game.client.paint import Look, Paint, Painter
from game.client.screen import Answer
from game.client.scroll import Scroll
from game.client.widget import Host, Widget, tall, wish
from game.client.widgets.controls import draw_hint, hint_width


@dataclass(frozen=True, slots=True)
class Option:
    """One of several: its id, its words, and why it cannot be chosen (empty if it can)."""

    id: str
    text: str
    reason: str = ""


def _chooser(act: Callable[[str], Answer] | None, chosen: str) -> Callable[[], Answer]:
    def choose() -> Answer:
        return act(chosen) if act is not None else None

    return choose


@dataclass(eq=False)
class Segment(Widget):
    """One option of a segmented control."""

    ROLE: ClassVar[str] = "radio"
    text: str
    look_of: str = ""
    """``chosen`` (unchanged), ``changed`` (your change), ``previous`` (what it was), or empty."""

    def compose(self) -> None:
        self.name = self.name or self.text
        self.value = "selected" if self.look_of in ("chosen", "changed") else ""
        if self.look_of == "previous":
            self.value = "previous"
        self.focusable = True

    @property
    def icon(self) -> str:
        """The icon before its words, empty for none."""
        if self.error and self.value == "selected":
            return "octagon-alert"
        return {"chosen": "check", "changed": "pencil"}.get(self.look_of, "")

    def natural_width(self, look: Look) -> int:
        return self._content(look) + 2 * look.px(10)

    def minimum_width(self, look: Look) -> int:
        return self._content(look) + 2 * look.px(6)

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def place(self, look: Look, rect: pygame.Rect) -> None:
        super().place(look, rect)
        self.text_cut = "cut" if self._content(look) > rect.w else ""

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        fill, edge, ink, dashed = self._colours(state)
        if fill is not None or edge is not None:
            p.panel(self.rect, fill, edge, dashed=dashed)
        x = self.rect.x + (self.rect.w - self._content(p.look)) // 2
        if self.icon:
            size = p.look.px(16)
            p.icon(self.icon, (x + size // 2, self.rect.centery), 16, ink)
            x += size + p.look.px(7)
        part = pygame.Rect(x, self.rect.y, self.rect.right - x, self.rect.h)
        p.text(self.text, part, self._style, ink)

    @property
    def _style(self) -> str:
        return "section/15" if self.value == "selected" else "body"

    def _content(self, look: Look) -> int:
        icon = look.px(16) + look.px(7) if self.icon else 0
        return icon + look.text.width(self.text, self._style)

    def _colours(self, state: str) -> tuple[Paint | None, Paint | None, Paint, bool]:
        chosen = self.value == "selected"
        if state == "disabled":
            return None, "edge" if chosen else None, "low", True
        if self.error and chosen:
            return "tint.coral", "coral", "coral", False
        if self.look_of == "changed":
            return "tint.brass", "brass", "brass", False
        if chosen:
            return "card" if state == "pressed" else "control", None, "high", False
        ink = "high" if state in ("hover", "pressed") else "low"
        if self.look_of == "previous":
            return None, "edge", "text", True
        return "card" if state in ("hover", "pressed") else None, None, ink, False


@dataclass(eq=False)
class Segmented(Widget):
    """
    Options beside each other, one of them chosen. Arrows move, Enter chooses.

    ``previous`` is what the agreement or draft says: while the choice equals it, a check marks
    it; once they differ, the choice is brass with a pencil and the previous one dashed.
    """

    ROLE: ClassVar[str] = "radiogroup"
    options: Sequence[Option]
    selected: str
    on_change: Callable[[str], Answer] | None = None
    previous: str | None = field(default=None, kw_only=True)

    def compose(self) -> None:
        self.region = True
        texts = {option.id: option.text for option in self.options}
        self.value = texts.get(self.selected, "")
        for option in self.options:
            self.children.append(
                Segment(
                    option.text,
                    self._look_of(option.id),
                    key=option.id,
                    error=self.error,
                    enabled=self.enabled and not option.reason,
                    reason=option.reason or self.reason,
                    on_press=_chooser(self.on_change, option.id),
                    show_as=self.show_as,
                )
            )

    def _look_of(self, option: str) -> str:
        changed = self.previous is not None and self.previous != self.selected
        if option == self.selected:
            return "changed" if changed else "chosen"
        return "previous" if changed and option == self.previous else ""

    def natural_width(self, look: Look) -> int:
        return max((wish(child, look) for child in self.children), default=0) * len(self.children)

    def minimum_width(self, look: Look) -> int:
        return sum(child.minimum_width(look) for child in self.children)

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        for child, spot in zip(self.children, self._slots(look, rect), strict=True):
            child.place(look, spot)

    def _slots(self, look: Look, rect: pygame.Rect) -> list[pygame.Rect]:
        count = max(1, len(self.children))
        widths = [rect.w // count + (1 if i < rect.w % count else 0) for i in range(count)]
        floors = [child.minimum_width(look) for child in self.children]
        if any(width < floor for width, floor in zip(widths, floors, strict=False)):
            spare = rect.w - sum(floors)
            widths = [floor + max(0, spare) // count for floor in floors]
            widths[-1] += max(0, rect.w - sum(widths)) if spare >= 0 else 0
        slots, x = [], rect.x
        for width in widths[: len(self.children)]:
            slots.append(pygame.Rect(x, rect.y, width, rect.h))
            x += width
        return slots

    def draw_self(self, p: Painter) -> None:
        p.panel(self.rect, "panel")


@dataclass(eq=False)
class Tabs(Segmented):
    """Views to switch between; the chosen one is filled."""

    ROLE: ClassVar[str] = "tablist"

    def compose(self) -> None:
        super().compose()
        for child in self.children:
            child.role = "tab"
            if isinstance(child, Segment) and child.look_of == "chosen":
                child.look_of = "tab"

    def natural_width(self, look: Look) -> int:
        return sum(wish(child, look) + look.px(12) for child in self.children) + look.px(8)

    def minimum_width(self, look: Look) -> int:
        return super().minimum_width(look) + look.px(8)

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height") + look.px(8)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        inset = look.px(4)
        super().place(look, rect.inflate(-2 * inset, -2 * inset))
        self.rect = pygame.Rect(rect)

    def _slots(self, look: Look, rect: pygame.Rect) -> list[pygame.Rect]:
        widths = [child.minimum_width(look) for child in self.children]
        spare = max(0, rect.w - sum(widths)) // max(1, len(widths))
        slots, x = [], rect.x
        for width in widths:
            slots.append(pygame.Rect(x, rect.y, width + spare, rect.h))
            x += width + spare
        return slots


@dataclass(eq=False)
class MenuItem(Widget):
    """One line of a menu or of an open dropdown."""

    ROLE: ClassVar[str] = "menuitem"
    text: str
    icon: str = ""
    hint: str = ""

    def compose(self) -> None:
        self.name = self.name or self.text
        self.focusable = True

    def natural_width(self, look: Look) -> int:
        wide = look.px(56) + look.text.width(self.text, "body")
        return wide + (look.px(16) + hint_width(self.hint, look) if self.hint else 0)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def press(self, host: Host) -> bool:
        if not self.enabled:
            return True
        act = self.on_press
        host.popup("")
        if act is not None:
            host.call(act)
        return True

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        at = bool(self.path) and p.at.focus == self.path
        if at or state in ("hover", "pressed"):
            p.panel(self.rect, "control", radius=4)
        ink: Paint = "low" if state == "disabled" else "high" if self.value else "text"
        icon = "check" if self.value == "selected" else self.icon
        if icon:
            p.icon(icon, (self.rect.x + p.look.px(20), self.rect.centery), 18, ink)
        words = self.rect.move(p.look.px(40), 0)
        p.text(self.text, words, "body", ink)
        if self.hint:
            wide, high = hint_width(self.hint, p.look), p.look.px(24)
            x = self.rect.right - wide - p.look.px(8)
            draw_hint(
                p, pygame.Rect(x, self.rect.centery - high // 2, wide, high), self.hint, "low"
            )


@dataclass(eq=False)
class Dropdown(Widget):
    """One of many options, opened below; Enter opens, arrows move, Enter chooses, Esc closes."""

    ROLE: ClassVar[str] = "combobox"
    options: Sequence[Option]
    selected: str
    on_change: Callable[[str], Answer] | None = None

    def compose(self) -> None:
        texts = {option.id: option.text for option in self.options}
        self.value = texts.get(self.selected, "")
        self.focusable = True

    def natural_width(self, look: Look) -> int:
        widest = max((look.text.width(o.text, "body") for o in self.options), default=0)
        return widest + look.px(56)

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("control_height")

    def press(self, host: Host) -> bool:
        host.popup(self.path)
        return True

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        if event.key == pygame.K_DOWN and event.mod & pygame.KMOD_ALT:
            return self.press(host)
        return False

    def popup_widget(self, host: Host) -> Widget | None:
        items = [
            MenuItem(
                option.text,
                value="selected" if option.id == self.selected else "",
                enabled=not option.reason,
                reason=option.reason,
                on_press=_chooser(self.on_change, option.id),
            )
            for option in self.options
        ]
        return _menu(items, f"{self.name} options", host)

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        edge: Paint = {"hover": "high", "error": "coral"}.get(state, "edge")
        fill: Paint | None = None if state == "disabled" else "panel"
        p.panel(self.rect, fill, edge, dashed=state == "disabled")
        words = self.rect.inflate(-2 * p.look.px(14), 0)
        p.text(self.value, words, "body", "low" if state == "disabled" else "high")
        chevron = (self.rect.right - p.look.px(20), self.rect.centery)
        p.icon("chevron-down", chevron, 18, "low")


def _menu(items: Sequence[Widget], name: str, host: Host) -> Widget:
    tree = Column(
        list(items),
        role="menu",
        name=name,
        region=True,
        padding=8,
        fill="card",
        edge="edge",
        radius=6,
    )
    look = host.look
    if tall(tree, look, wish(tree, look)) > 400 * look.scale:
        # A long menu scrolls inside its frame rather than leaving the window.
        inner = Scroll(Column(list(items)), name=name, height=380)
        return Column(
            [inner],
            role="menu",
            name=name,
            region=True,
            padding=8,
            fill="card",
            edge="edge",
            radius=6,
        )
    return tree


@dataclass(eq=False)
class Menu(Widget):
    """A button that opens a list of acts."""

    ROLE: ClassVar[str] = "menubutton"
    items: Callable[[], Sequence[MenuItem]]
    icon: str = "menu"

    def compose(self) -> None:
        self.name = self.name or "Menu"
        self.focusable = True

    def natural_width(self, look: Look) -> int:
        return look.space("toolbar_height")

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def press(self, host: Host) -> bool:
        if self.enabled:
            host.popup(self.path)
        return True

    def popup_widget(self, host: Host) -> Widget | None:
        return _menu(self.items(), self.name, host)

    def draw_self(self, p: Painter) -> None:
        if self.state(p) in ("hover", "pressed"):
            p.panel(self.rect, "card")
        p.icon(self.icon, self.rect.center, 20, "text")
