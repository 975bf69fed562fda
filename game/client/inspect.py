"""Screens without a person: rendered with their tree as JSON, and driven by posted events."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pygame

from game.client.app import App
from game.client.keys import key_event
from game.client.paint import make_look
from game.client.problems import Problem, problems
from game.client.resources import find_assets
from game.client.scene import Scene
from game.client.screen import Screen
from game.client.settings import Settings
from game.client.startup import open_window
from game.client.widget import Widget

Tree = dict[str, Any]


class NotFound(LookupError):
    """No widget on show answers to that name and role; the message lists what there is."""


def tree_of(widget: Widget, scale: float, focus: str = "") -> Tree:
    """A widget and all below it as JSON: role, name, value, rect in logical pixels, states."""
    node: Tree = {
        "role": widget.role,
        "name": widget.name,
        "value": widget.value,
        "rect": [round(value / scale, 1) for value in widget.rect],
        "enabled": widget.enabled,
    }
    if widget.takes_focus:
        node["focusable"] = True
    if widget.path and widget.path == focus:
        node["focus"] = True
    for key in ("reason", "error", "shortcut", "text_cut"):
        if getattr(widget, key):
            node[key] = getattr(widget, key)
    if widget.children:
        node["children"] = [tree_of(child, scale, focus) for child in widget.children]
    return node


def scene_of(
    screen: Screen, size: tuple[int, int], scale: float = 1.0, theme: str = "dark"
) -> Scene:
    """*screen* built and placed for a window of *size* pixels, without a visible display."""
    if pygame.display.get_surface() is None:
        open_window(size, blind=True)
    return Scene(screen, make_look(find_assets(), theme, scale), size)


def render(
    screen: Screen, size: tuple[int, int], scale: float = 1.0, theme: str = "dark"
) -> tuple[pygame.Surface, Tree]:
    """The picture of *screen* and its tree; no display is needed."""
    scene = scene_of(screen, size, scale, theme)
    surface = pygame.Surface(size)
    surface.fill(scene.look.colour("canvas"))
    scene.draw(surface)
    return surface, tree_of(scene.root, scale, scene.at.focus)


class Driver:
    """Plays a person: finds widgets by name and role, posts events, looks at the outcome."""

    def __init__(
        self,
        make_first: Callable[[App], Screen],
        size: tuple[int, int] = (1280, 720),
        *,
        scale: float = 1.0,
        theme: str = "dark",
    ) -> None:
        settings = Settings(scale=scale, theme=theme, width=size[0], height=size[1])
        self.app = App(settings, blind=True)
        pygame.event.clear()
        self.app.open(make_first(self.app))

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.app.top.screen

    @property
    def focus(self) -> Widget | None:
        """The widget that has the focus."""
        return self.app.top.find(self.app.top.at.focus)

    def widgets(self) -> list[Widget]:
        """Everything on show in the top scene, an open popup first."""
        scene = self.app.top
        found = [widget for layer in reversed(scene.layers) for widget in layer.walk()]
        return found + list(scene.root.walk())

    def find_all(self, name: str = "", role: str = "") -> list[Widget]:
        """Widgets with this name and role; empty leaves either open."""
        return [
            widget
            for widget in self.widgets()
            if (not name or widget.name == name) and (not role or widget.role == role)
        ]

    def find(self, name: str = "", role: str = "") -> Widget:
        """The first control of this name and role, else what is no label. Raises NotFound."""
        found = self.find_all(name, role)
        if not found:
            known = sorted({w.name for w in self.widgets() if w.takes_pointer and w.name})
            raise NotFound(f"no {role or 'widget'} {name!r}; controls: {', '.join(known)}")
        spoken = [widget for widget in found if widget.role != "label"]
        return next((w for w in found if w.takes_pointer), (spoken or found)[0])

    def has(self, name: str = "", role: str = "") -> bool:
        """Whether such a widget is on show."""
        return bool(self.find_all(name, role))

    def click(self, name: str = "", role: str = "", *, times: int = 1) -> None:
        """Point at a control and press the left button; scrolls it into view first."""
        widget = self.find(name, role)
        self.app.top._reveal(widget.path)
        widget = self.find(name, role)
        self.click_at(widget.rect.center, times=times)

    def click_at(self, pos: tuple[int, int], *, times: int = 1) -> None:
        """Press the left button at a place in pixels."""
        for _ in range(times):
            self.point_at(pos)
            pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))
            pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))
            self.app.step()

    def point_at(self, pos: tuple[int, int]) -> None:
        """Move the pointer to a place in pixels."""
        move = pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
        pygame.event.post(move)
        self.app.step()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Hold the left button from one place to another."""
        self.point_at(start)
        pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1))
        self.app.step()
        self.point_at(end)
        pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1))
        self.app.step()

    def wheel(self, steps: float, pos: tuple[int, int] | None = None) -> None:
        """Turn the wheel, up for positive steps."""
        if pos is not None:
            self.point_at(pos)
        pygame.event.post(
            pygame.Event(pygame.MOUSEWHEEL, x=0, y=int(steps), precise_y=float(steps))
        )
        self.app.step()

    def press(self, *keys: str) -> None:
        """Press keys by the names that hints show, such as ``Tab``, ``Shift+Tab``, ``P``."""
        for name in keys:
            code, mod, char = key_event(name)
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=char))
            if char:
                pygame.event.post(pygame.Event(pygame.TEXTINPUT, text=char))
            pygame.event.post(pygame.Event(pygame.KEYUP, key=code, mod=mod))
            self.app.step()

    def type(self, text: str) -> None:
        """Type *text* into what has the focus, as a keyboard does."""
        for char in text:
            key = ord(char) if ord(char) < 128 else 0
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=char))
            pygame.event.post(pygame.Event(pygame.TEXTINPUT, text=char))
            pygame.event.post(pygame.Event(pygame.KEYUP, key=key, mod=0))
            self.app.step()

    def wait(self, until: Callable[[], bool], seconds: float = 10) -> None:
        """Let the app run until something holds. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(f"not within {seconds} s")
            time.sleep(0.005)
            self.app.step()

    def tree(self) -> Tree:
        """The tree on show as JSON."""
        scene = self.app.top
        return tree_of(scene.top, scene.look.scale, scene.at.focus)

    def problems(self) -> list[Problem]:
        """Faults of the tree on show."""
        scene = self.app.top
        return problems(scene.top, scene.look.scale)

    def close(self) -> None:
        """Leave every screen."""
        self.app.close()
