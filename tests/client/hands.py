"""Hands that play the client: by pointer or by keys alone, in a window or in none."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pygame

from game.client.app import App
from game.client.focus import stop_of, stops
from game.client.inspect import Driver
from game.client.screen import Screen
from game.client.scroll import Scroll
from game.client.settings import Settings
from game.client.widget import Widget

MOST_KEYS = 160
NEAR = 6


class Hands(Protocol):
    """Acts on controls by name, as a person who sees the window would."""

    eyes: Driver

    def press(self, name: str, role: str = "") -> None:
        """Use a button, tab, radio or card."""

    def choose(self, name: str, option: str) -> None:
        """Take an option of a dropdown."""

    def count(self, name: str, steps: int) -> None:
        """Change the amount of a stepper."""


class Pointer:
    """Only moves the pointer, presses its left button and turns its wheel."""

    def __init__(self, eyes: Driver) -> None:
        self.eyes = eyes

    def press(self, name: str, role: str = "") -> None:
        self._bring(lambda: self.eyes.find(name, role))
        self.eyes.click_at(self.eyes.find(name, role).rect.center)

    def choose(self, name: str, option: str) -> None:
        self.press(name, "combobox")
        self.press(option, "menuitem")

    def count(self, name: str, steps: int) -> None:
        word = "More" if steps > 0 else "Less"
        for _ in range(abs(steps)):
            self.press(f"{word} {name}", "button")

    def _bring(self, found: Callable[[], Widget]) -> None:
        """Turn the wheel over the panes that hold a control until it can be seen."""
        scene = self.eyes.app.top
        for _ in range(80):
            widget = found()
            panes = [w for w in scene.lineage(widget.path)[1:] if isinstance(w, Scroll)]
            hidden = next((p for p in panes if not p.rect.collidepoint(widget.rect.center)), None)
            if hidden is None:
                return
            up = widget.rect.centery < hidden.rect.centery
            self.eyes.wheel(1 if up else -1, hidden.rect.center)
        raise AssertionError(f"{found().name!r} cannot be scrolled into view")


class Keys:
    """Only presses keys: shortcuts that are shown, Tab, arrows, Enter."""

    def __init__(self, eyes: Driver) -> None:
        self.eyes = eyes

    def press(self, name: str, role: str = "") -> None:
        widget = self.eyes.find(name, role)
        # Enter belongs to what has the focus; every other key that is shown works anywhere.
        if widget.shortcut and widget.shortcut != "Enter" and not self._typing():
            self.eyes.press(widget.shortcut)
            return
        self._reach(name, role)
        self.eyes.press("Enter")

    def choose(self, name: str, option: str) -> None:
        self._reach(name, "combobox")
        self.eyes.press("Enter")
        self._reach(option, "menuitem")
        self.eyes.press("Enter")

    def count(self, name: str, steps: int) -> None:
        self._reach(name, "spinbutton")
        self.eyes.press(*["+" if steps > 0 else "-"] * abs(steps))

    def _typing(self) -> bool:
        focus = self.eyes.focus
        return focus is not None and focus.role == "textbox"

    def _reach(self, name: str, role: str) -> None:
        for _ in range(MOST_KEYS):
            target, focus = self.eyes.find(name, role), self.eyes.focus
            if focus is not None and focus.path == target.path:
                return
            self.eyes.press(self._towards(target, focus))
        raise AssertionError(f"{name!r} cannot be reached by keys")

    def _towards(self, target: Widget, focus: Widget | None) -> str:
        order = stops(self.eyes.app.top.top)
        there = stop_of(order, target.path)
        here = stop_of(order, focus.path) if focus is not None else None
        assert there is not None, f"{target.name!r} takes no focus"
        if here is None:
            return "Tab"
        if here != there:
            steps = (there - here) % len(order)
            return "Tab" if steps <= len(order) - steps else "Shift+Tab"
        members = [member.path for member in order[there].members]
        assert focus is not None
        return "Right" if members.index(target.path) > members.index(focus.path) else "Left"


class Window(Driver):
    """
    The client in a real window of an X display, its keys and pointer those of ``xdotool``.

    What is on show is read from the app itself, which runs in this process; nothing is posted.
    """

    def __init__(
        self,
        make_first: Callable[[App], Screen],
        size: tuple[int, int],
        settings_path: Path,
    ) -> None:
        pygame.display.quit()
        os.environ["SDL_VIDEODRIVER"] = "x11"
        settings = Settings(width=size[0], height=size[1])
        self.app = App(settings, settings_path=settings_path)
        self.app.open(make_first(self.app))
        self._let(0.3)
        self._window = _window_of(os.getpid())
        self._tool("windowfocus", "--sync", self._window)
        self._let(0.1)

    def _let(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.step()
            time.sleep(0.003)

    def _tool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, timeout=20, capture_output=True)
        self._let(0.02)

    def point_at(self, pos: tuple[int, int]) -> None:
        self._tool("mousemove", "--window", self._window, str(pos[0]), str(pos[1]))

    def click_at(self, pos: tuple[int, int], *, times: int = 1) -> None:
        for _ in range(times):
            self.point_at(pos)
            self._tool("click", "1")
            self._let(0.03)

    def wheel(self, steps: float, pos: tuple[int, int] | None = None) -> None:
        if pos is not None:
            self.point_at(pos)
        self._tool("click", "4" if steps > 0 else "5")

    def press(self, *keys: str) -> None:
        for key in keys:
            self._tool("key", "--clearmodifiers", _KEYSYMS.get(key, key.lower()))

    def type(self, text: str) -> None:
        self._tool("type", text)

    def picture(self, path: Path) -> None:
        """Keep what the window shows, to look at when a test fails."""
        pygame.image.save(self.app.surface, path)


_KEYSYMS = {
    "Enter": "Return",
    "Esc": "Escape",
    "Tab": "Tab",
    "Shift+Tab": "shift+Tab",
    "Left": "Left",
    "Right": "Right",
    "Up": "Up",
    "Down": "Down",
    "Space": "space",
    "+": "plus",
    "-": "minus",
    "F1": "F1",
    "F10": "F10",
    "Ctrl+Enter": "ctrl+Return",
}


def _window_of(process: int) -> str:
    for _ in range(50):
        found = subprocess.run(
            ["xdotool", "search", "--pid", str(process), "--name", "Demarche"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        ).stdout.split()
        if found:
            return found[-1]
        time.sleep(0.1)
    raise AssertionError("the window does not appear")
