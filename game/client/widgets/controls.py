"""Single controls: button, check box, slider, stepper; choices among several live in `choice`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client.paint import Look, Paint, Painter
from game.client.screen import Answer
from game.client.theme import Colour
from game.client.widget import Host, Widget

KINDS = ("primary", "secondary", "outline", "quiet")
TEXT = "section/15"
ICON = 18


@dataclass(eq=False)
class Button(Widget):
    """
    A button with a word, an icon or both; ``shortcut`` also shows its key.

    ``kind`` is primary (brass, one a screen), secondary, outline or quiet; ``small`` makes it
    36 high for toolbars. Without text it is square and must have a name.
    """

    ROLE: ClassVar[str] = "button"
    text: str
    act: Callable[[], Answer] | None = None
    kind: str = field(default="secondary", kw_only=True)
    icon: str = field(default="", kw_only=True)
    small: bool = field(default=False, kw_only=True)
    pressed: bool = field(default=False, kw_only=True)
    tone: Paint = field(default="high", kw_only=True)
    left: bool = field(default=False, kw_only=True)

    def compose(self) -> None:
        self.name = self.name or self.text
        self.on_press = self.on_press or self.act
        if self.focusable is None:
            self.focusable = True

    def natural_width(self, look: Look) -> int:
        if not self.text:
            return self.height_for(look, 0)
        return self._content(look) + 2 * look.px(12 if self.small else 16)

    def minimum_width(self, look: Look) -> int:
        if not self.text:
            return self.height_for(look, 0)
        return self._content(look) + 2 * look.px(8)

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height" if self.small else "control_height")

    def place(self, look: Look, rect: pygame.Rect) -> None:
        super().place(look, rect)
        self.text_cut = "cut" if self.text and self._content(look) > rect.w else ""

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        if self.pressed and state == "normal":
            state = "pressed"
        rect = self.rect.move(0, p.look.px(1)) if state == "pressed" else self.rect
        fill, edge, ink = self._colours(p.look, state)
        if fill is not None or edge is not None:
            p.panel(rect, fill, edge, dashed=state == "disabled")
        self._draw_content(p, rect, ink, state)

    def _draw_content(self, p: Painter, rect: pygame.Rect, ink: Paint, state: str) -> None:
        icon = "octagon-alert" if state == "error" and self.text else self.icon
        wide = self._content(p.look, icon)
        x = rect.x + (p.look.px(12) if self.left else (rect.w - wide) // 2)
        if icon:
            size = p.look.px(ICON)
            p.icon(icon, (x + size // 2, rect.centery), ICON, ink)
            x += size + p.look.px(8)
        if self.text:
            part = pygame.Rect(x, rect.y, rect.right - x, rect.h)
            p.text(self.text, part, TEXT, ink)
            x += p.look.text.width(self.text, TEXT) + p.look.px(10)
            if self.shortcut:
                high = p.look.px(24)
                chip = pygame.Rect(
                    x, rect.centery - high // 2, hint_width(self.shortcut, p.look), high
                )
                draw_hint(p, chip, self.shortcut, ink)

    def _content(self, look: Look, icon: str | None = None) -> int:
        icon = self.icon if icon is None else icon
        wide = look.text.width(self.text, TEXT) if self.text else 0
        if icon:
            wide += look.px(ICON) + (look.px(8) if self.text else 0)
        if self.shortcut and self.text:
            wide += look.px(10) + hint_width(self.shortcut, look)
        return wide

    def _colours(self, look: Look, state: str) -> tuple[Paint | None, Paint | None, Paint]:
        edge: Paint | None
        if state == "disabled":
            return None, None if self.kind == "quiet" else "edge", "low"
        if state == "error":
            return "tint.coral", "coral", "coral"
        if self.kind == "primary":
            return _primary_fill(look, state), None, "on_brass"
        if self.kind == "secondary":
            # On paper the fill alone is too near to the ground.
            edge = None if look.theme.dark else "rule"
            return _secondary_fill(look, state), edge, self.tone
        edge = "edge" if self.kind == "outline" else None
        if state == "hover":
            return "card", "high" if self.kind == "outline" else None, self.tone
        return ("panel" if state == "pressed" else None), edge, self.tone


def _primary_fill(look: Look, state: str) -> Colour:
    lighter = 0.35 if look.theme.dark else 0.12
    if state == "hover":
        return look.mixed("brass", "#FFFFFF", lighter)
    if state == "pressed":
        return look.mixed("brass", "#000000", 0.14)
    return look.colour("brass")


def _secondary_fill(look: Look, state: str) -> Colour:
    if state == "hover":
        return look.mixed(
            "control", "high" if look.theme.dark else "card", 0.06 if look.theme.dark else 0.5
        )
    return look.colour("panel" if state == "pressed" else "control")


def hint_width(text: str, look: Look) -> int:
    """Width of a key hint in pixels."""
    return max(look.px(22), look.text.width(text, "code/13") + look.px(12))


def draw_hint(p: Painter, rect: pygame.Rect, text: str, ink: Paint) -> None:
    """A key in its small frame."""
    p.panel(rect, None, ink, radius=4)
    p.text(text, rect, "code/13", ink, "center")


@dataclass(eq=False)
class Checkbox(Widget):
    """A yes or no with its words beside it."""

    ROLE: ClassVar[str] = "checkbox"
    text: str
    checked: bool
    on_change: Callable[[bool], Answer] | None = None

    def compose(self) -> None:
        self.name = self.name or self.text
        self.value = "on" if self.checked else "off"
        if self.focusable is None:
            self.focusable = True

    def natural_width(self, look: Look) -> int:
        return look.px(32) + look.text.width(self.text, "body")

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def place(self, look: Look, rect: pygame.Rect) -> None:
        super().place(look, rect)
        self.text_cut = "cut" if self.natural_width(look) > rect.w else ""

    def press(self, host: Host) -> bool:
        if self.enabled and self.on_change is not None:
            host.call(self.on_change, not self.checked)
        return True

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        size = p.look.px(20)
        box = pygame.Rect(self.rect.x, self.rect.centery - size // 2, size, size)
        edge = {"hover": "high", "error": "coral"}.get(state, "edge")
        off = state == "disabled"
        filled = self.checked and not off
        p.panel(box, "sky" if filled else None, "sky" if filled else edge, radius=4, dashed=off)
        if self.checked:
            p.icon("check", box.center, 16, "low" if off else "canvas")
        words = self.rect.move(p.look.px(32), 0)
        p.text(self.text, words, "body", "low" if off else "text")


@dataclass(eq=False)
class Slider(Widget):
    """A number between two ends in steps; Left and Right, Home and End, or the pointer."""

    ROLE: ClassVar[str] = "slider"
    TAKES_ARROWS: ClassVar[bool] = True
    amount: float
    low: float = field(kw_only=True)
    high: float = field(kw_only=True)
    step: float = field(default=1, kw_only=True)
    on_change: Callable[[float], Answer] | None = field(default=None, kw_only=True)
    shown: Callable[[float], str] = field(default="{:g}".format, kw_only=True)

    def compose(self) -> None:
        self.value = self.shown(self.amount)
        if self.focusable is None:
            self.focusable = True

    def natural_width(self, look: Look) -> int:
        return look.px(240)

    def minimum_width(self, look: Look) -> int:
        return look.px(120)

    def height_for(self, look: Look, width: int) -> int:
        return look.space("toolbar_height")

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        moves = {
            pygame.K_LEFT: self.amount - self.step,
            pygame.K_RIGHT: self.amount + self.step,
            pygame.K_HOME: self.low,
            pygame.K_END: self.high,
        }
        if event.key not in moves:
            return False
        self._choose(moves[event.key], host)
        return True

    def mouse_down(self, pos: tuple[int, int], host: Host, clicks: int = 1) -> None:
        self.mouse_drag(pos, host)

    def mouse_drag(self, pos: tuple[int, int], host: Host) -> None:
        track = self._track(host.look)
        share = (pos[0] - track.x) / max(1, track.w)
        steps = round(share * (self.high - self.low) / self.step)
        self._choose(self.low + steps * self.step, host)

    def draw_self(self, p: Painter) -> None:
        track = self._track(p.look)
        share = (self.amount - self.low) / ((self.high - self.low) or 1)
        p.bar(track, share, "edge" if not self.enabled else "sky")
        knob = (track.x + round(track.w * share), track.centery)
        p.mark("dot", knob, 18, "low" if not self.enabled else "high")
        words = pygame.Rect(track.right, self.rect.y, self.rect.right - track.right, self.rect.h)
        p.text(self.value, words, "figure_small", "high", "right")

    def _track(self, look: Look) -> pygame.Rect:
        ends = max(
            look.text.width(self.shown(end), "figure_small") for end in (self.low, self.high)
        )
        wide = self.rect.w - ends - look.px(24)
        high = look.px(6)
        return pygame.Rect(self.rect.x + look.px(9), self.rect.centery - high // 2, wide, high)

    def _choose(self, amount: float, host: Host) -> None:
        amount = round(min(self.high, max(self.low, amount)), 6)
        if amount != self.amount and self.on_change is not None:
            host.call(self.on_change, amount)


@dataclass(eq=False)
class _StepButton(Widget):
    """The minus or plus of a stepper: for the pointer, since the stepper has the keys."""

    ROLE: ClassVar[str] = "button"
    icon: str

    def compose(self) -> None:
        self.focusable = False

    def natural_width(self, look: Look) -> int:
        return look.space("hit_area")

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("hit_area")

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        box = self.rect.inflate(-2 * p.look.px(2), -2 * p.look.px(2))
        if state == "disabled":
            p.panel(box, None, "edge", dashed=True)
        else:
            p.panel(box, _secondary_fill(p.look, state))
        p.icon(self.icon, box.center, 16, "low" if state == "disabled" else "high")


@dataclass(eq=False)
class Stepper(Widget):
    """
    A whole amount with minus and plus; + and − or Page Up and Down by keyboard.

    ``changed`` shows it in brass; ``low`` and ``high`` bound it and ``reason`` says why it ends
    there; ``shown`` writes the amount.
    """

    ROLE: ClassVar[str] = "spinbutton"
    amount: int
    on_change: Callable[[int], Answer] | None = None
    low: int = field(default=0, kw_only=True)
    high: int = field(default=99, kw_only=True)
    step: int = field(default=1, kw_only=True)
    changed: bool = field(default=False, kw_only=True)
    shown: Callable[[int], str] = field(default=str, kw_only=True)

    def compose(self) -> None:
        self.value = self.shown(self.amount)
        if self.focusable is None:
            self.focusable = True
        self.children = [
            _StepButton(
                icon,
                name=f"{word} {self.name}",
                reason=self.reason,
                enabled=self.enabled and self.low <= self.amount + step <= self.high,
                on_press=self._act(step),
            )
            for icon, word, step in (("minus", "Less", -self.step), ("plus", "More", self.step))
        ]

    def natural_width(self, look: Look) -> int:
        widest = max(look.text.width(self.shown(n), "figure/19") for n in (self.amount, self.high))
        return 2 * look.space("hit_area") + max(look.px(32), widest + look.px(12))

    minimum_width = natural_width

    def height_for(self, look: Look, width: int) -> int:
        return look.space("hit_area")

    def place(self, look: Look, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)
        size = look.space("hit_area")
        minus = pygame.Rect(rect.x, rect.centery - size // 2, size, size)
        plus = minus.move(rect.w - size, 0)
        for child, spot in zip(self.children, (minus, plus), strict=True):
            child.place(look, spot)

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        typed = getattr(event, "unicode", "")
        if typed == "+" or event.key in (pygame.K_KP_PLUS, pygame.K_PAGEUP, pygame.K_PLUS):
            return self._move(self.step, host)
        if typed == "-" or event.key in (pygame.K_KP_MINUS, pygame.K_PAGEDOWN, pygame.K_MINUS):
            return self._move(-self.step, host)
        return False

    def draw_self(self, p: Painter) -> None:
        middle = self.rect.inflate(-2 * p.look.space("hit_area"), 0)
        ink: Paint = "brass" if self.changed else "high"
        if self.error:
            ink = "coral"
        p.text(self.value, middle, "figure/19", "low" if not self.enabled else ink, "center")

    def _act(self, step: int) -> Callable[[], Answer]:
        def act() -> Answer:
            return self.on_change(self.amount + step) if self.on_change is not None else None

        return act

    def _move(self, step: int, host: Host) -> bool:
        target = min(self.high, max(self.low, self.amount + step))
        if target == self.amount:
            if self.reason:
                host.tell(self.reason, "coral")
        elif self.on_change is not None:
            host.call(self.on_change, target)
        return True
