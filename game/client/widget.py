"""The base of every widget: identity, state, measuring, placing, drawing and input hooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import pygame

from game.client.paint import Look, Painter
from game.client.screen import Answer


class Host(Protocol):
    """What a widget may ask of the scene that shows it."""

    look: Look

    def call(self, act: Callable[..., Answer], *args: Any) -> None:
        """Run a callback; its answer goes to the app and the tree is built again."""

    def repaint(self, widget: Widget) -> None:
        """Draw *widget* again; its size stays."""

    def moved(self, widget: Widget) -> None:
        """The children of *widget* have new places: draw it again."""

    def focus(self, path: str, *, keyboard: bool = True) -> None:
        """Give the focus to the widget at *path*."""

    def focused(self) -> str:
        """Path of the widget that has the focus, empty for none."""

    def memory(self, path: str) -> dict[str, Any]:
        """What the widget at *path* remembers from tree to tree: scrolling, carets."""

    def popup(self, path: str) -> None:
        """Open or close (empty path) the popup of the widget at *path*."""

    def tell(self, text: str, tone: str = "sky") -> None:
        """Show a short message for a few seconds; the tone is a colour with a tint."""


@dataclass(eq=False, kw_only=True)
class Widget:
    """
    A node of the tree. Lengths given by authors are logical; ``rect`` is in pixels.

    ``name`` is what a screen reader says and tests look for; a control must have one.
    ``grow`` shares what is left along the parent's axis; ``align`` (start, center, end,
    stretch) places it across. ``reason`` says why it is not enabled.
    """

    ROLE: ClassVar[str] = "group"
    TAKES_ARROWS: ClassVar[bool] = False
    CLIPS: ClassVar[bool] = False
    LAYERED: ClassVar[bool] = False

    role: str = ""
    name: str = ""
    value: str = ""
    key: str = ""
    enabled: bool = True
    reason: str = ""
    error: str = ""
    focusable: bool | None = None
    region: bool = False
    on_press: Callable[[], Answer] | None = None
    shortcut: str = ""
    tooltip: str = ""
    grow: float = 0
    width: float | None = None
    height: float | None = None
    min_width: float = 0
    min_height: float = 0
    max_width: float | None = None
    align: str = ""
    show_as: str = ""
    children: list[Widget] = field(default_factory=list)
    rect: pygame.Rect = field(init=False)
    path: str = field(init=False, default="")
    text_cut: str = field(init=False, default="")
    host: Host | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        self.role = self.role or self.ROLE
        self.rect = pygame.Rect(0, 0, 0, 0)
        self._memo: dict[object, int] = {}
        self.compose()

    def compose(self) -> None:
        """Make the children of a composed widget; called once, when it is made."""

    # Measuring: pixels in and out.

    def natural_width(self, look: Look) -> int:
        """Width at which nothing is wrapped."""
        return max((wish(child, look) for child in self.children), default=0)

    def minimum_width(self, look: Look) -> int:
        """Width below which something would be cut."""
        return max((least(child, look) for child in self.children), default=0)

    def height_for(self, look: Look, width: int) -> int:
        """Height needed at *width*."""
        return max((tall(child, look, width) for child in self.children), default=0)

    def place(self, look: Look, rect: pygame.Rect) -> None:
        """Take *rect* and give the children theirs."""
        self.rect = pygame.Rect(rect)
        for child in self.children:
            child.place(look, self.rect)

    # Drawing.

    def draw(self, p: Painter) -> None:
        """Draw this and the children that can be seen."""
        self.draw_self(p)
        self.draw_children(p)

    def draw_self(self, p: Painter) -> None:
        """Draw what lies under the children."""

    def draw_children(self, p: Painter) -> None:
        """Draw the children that lie in the part being drawn."""
        clip = p.surface.get_clip()
        for child in self.children:
            if clip.colliderect(child.rect) or child.LAYERED:
                child.draw(p)

    def state(self, p: Painter) -> str:
        """normal, hover, pressed, disabled or error; what to show, focus apart."""
        if self.show_as:
            return self.show_as
        if not self.enabled:
            return "disabled"
        if p.at.pressed and p.at.pressed == self.path:
            return "pressed"
        if self.error:
            return "error"
        if p.at.hover and p.at.hover == self.path:
            return "hover"
        return "normal"

    # Input; a method answers whether it used the event.

    @property
    def takes_focus(self) -> bool:
        """Whether the keyboard can reach it. Disabled controls can be reached, to hear why."""
        return self.focusable if self.focusable is not None else self.on_press is not None

    @property
    def takes_pointer(self) -> bool:
        """Whether the pointer can act on it."""
        return self.takes_focus or self.on_press is not None

    def press(self, host: Host) -> bool:
        """Act, as by Enter, Space or a click."""
        if self.enabled and self.on_press is not None:
            host.call(self.on_press)
            return True
        return False

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        """A key while it has the focus."""
        return False

    def text_input(self, text: str, host: Host) -> bool:
        """Typed text while it has the focus."""
        return False

    def text_editing(self, text: str, host: Host) -> bool:
        """Text that an input method is composing while it has the focus."""
        return False

    def mouse_down(self, pos: tuple[int, int], host: Host, clicks: int = 1) -> None:
        """The left button went down on it."""

    def mouse_drag(self, pos: tuple[int, int], host: Host) -> None:
        """The pointer moves while the button that went down on it is held."""

    def wheel(self, steps: float, host: Host) -> bool:
        """The wheel turned over it."""
        return False

    def popup_widget(self, host: Host) -> Widget | None:
        """The tree to show beneath it while its popup is open."""
        return None

    def walk(self) -> Iterator[Widget]:
        """This widget and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def help_text(self) -> str:
        """What a tooltip says: why it is disabled, what is wrong, or what it is."""
        if not self.enabled and self.reason:
            return self.reason
        return self.error or self.tooltip


def wish(widget: Widget, look: Look) -> int:
    """The width a widget would take, its own limits kept, in pixels."""
    memo = widget._memo.get("wish")
    if memo is None:
        if widget.width is not None:
            memo = look.px(widget.width)
        else:
            memo = max(widget.natural_width(look), look.px(widget.min_width))
            if widget.max_width is not None:
                memo = min(memo, look.px(widget.max_width))
        widget._memo["wish"] = memo
    return memo


def least(widget: Widget, look: Look) -> int:
    """The width below which a widget would be cut, in pixels."""
    memo = widget._memo.get("least")
    if memo is None:
        if widget.width is not None:
            memo = look.px(widget.width)
        else:
            memo = max(widget.minimum_width(look), look.px(widget.min_width))
        widget._memo["least"] = memo
    return memo


def tall(widget: Widget, look: Look, width: int) -> int:
    """The height a widget needs at *width*, in pixels."""
    memo = widget._memo.get(width)
    if memo is None:
        if widget.max_width is not None:
            width = min(width, look.px(widget.max_width))
        if widget.height is not None:
            memo = look.px(widget.height)
        else:
            memo = max(widget.height_for(look, width), look.px(widget.min_height))
        widget._memo[width] = memo
    return memo


def adopt(root: Widget, host: Host, scope: str = "") -> None:
    """Give every widget its path and host. Paths hold from tree to tree while names do."""
    _adopt(root, host, scope, {})


def _adopt(widget: Widget, host: Host, scope: str, seen: dict[str, int]) -> None:
    own = widget.key or f"{widget.role}:{widget.name}"
    count = seen.get(own, 0)
    seen[own] = count + 1
    widget.path = f"{scope}/{own}" + (f"#{count}" if count else "")
    widget.host = host
    opens = bool(widget.key) or widget.region
    inner = widget.path if opens else scope
    names: dict[str, int] = {} if opens else seen
    for child in widget.children:
        _adopt(child, host, inner, names)
