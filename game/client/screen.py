"""What a screen is and what it may answer; the stack of screens belongs to the app alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygame

    from game.client.widget import Widget


@dataclass(frozen=True, slots=True)
class Push:
    """Lay a screen over this one."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Replace:
    """
    Put a screen in the place of this one, or in that of *instead_of* and all that lies over it;
    nothing happens if that one is no longer there.
    """

    screen: Screen
    instead_of: Screen | None = None


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this screen; the one beneath is told the result through `Screen.resumed`."""

    result: object = None


@dataclass(frozen=True, slots=True)
class Home:
    """Leave every screen but the first."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the client."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Stay, and show a short message for a few seconds; *tone* is sky, teal, coral or brass."""

    text: str
    tone: str = "sky"


Answer = Push | Replace | Pop | Home | Quit | Tell | None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key of the whole screen, such as ``P``, ``F1``, ``Enter`` or ``Ctrl+S``."""

    key: str
    name: str
    act: Callable[[], Answer]


class Screen:
    """
    One full view, or with ``overlay`` a dialog over the view beneath.

    The app calls `build` for a new tree of widgets whenever the window, the scale or the
    screen's state changed; identities of widgets (role and name, or ``key``) carry focus,
    scrolling and carets from tree to tree.
    """

    title = ""
    overlay = False
    first_focus = ""
    """Name of the widget that has the focus at first; empty for the first one by Tab."""
    tick: float | None = None
    """Seconds between calls of `update`; None for never, so that rest costs nothing."""
    stale = True
    """Whether the tree no longer shows the state; the app then calls `build`."""

    def build(self, width: float, height: float) -> Widget:
        """The tree for a window of *width* x *height* logical pixels."""
        raise NotImplementedError

    def handle(self, event: pygame.Event) -> Answer:
        """What no widget and no shortcut used; Esc leaves the screen unless this says more."""
        return None

    def update(self, seconds: float) -> Answer:
        """Called every ``tick``; call `refresh` when something shown has changed."""
        return None

    def shortcuts(self) -> Sequence[Shortcut]:
        """Keys besides those of buttons with a ``shortcut``."""
        return ()

    def back(self) -> Answer:
        """What Esc does."""
        return Pop()

    def resumed(self, result: object) -> Answer:
        """The screen laid over this one was left with *result*."""
        return None

    def left(self) -> None:
        """The screen was taken off the stack: cancel what it has under way."""

    def refresh(self) -> None:
        """Ask for a new tree before the next frame."""
        self.stale = True
