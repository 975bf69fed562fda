"""Opening the window: environment, edition of pygame, display; clear sentences when it fails."""

from __future__ import annotations

import os

import pygame

DEFAULTS = {
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
    "SDL_IME_SHOW_UI": "1",
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
}
BLIND_DRIVERS = ("dummy", "offscreen")
LEAST_SIZE = (640, 400)


class CannotStart(Exception):
    """The client cannot open; the message says why and what to do. Exit status 2."""


def prepare_environment() -> None:
    """Set what SDL reads when the display opens, where the person has not set it."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)


def check_edition(edition: object = pygame) -> None:
    """Raise CannotStart unless pygame is pygame-ce."""
    if not getattr(edition, "IS_CE", False):
        raise CannotStart(
            "Demarche needs pygame-ce, but the package pygame lies over it. "
            "Run: pip uninstall pygame pygame-ce, then: pip install pygame-ce==2.5.8."
        )


def open_window(
    size: tuple[int, int], title: str = "Demarche", *, blind: bool = False
) -> pygame.Surface:
    """
    Open the display and fonts; *blind* asks for a display that nobody sees.

    Raises CannotStart when there is no display, or only one that shows nothing.
    """
    check_edition()
    prepare_environment()
    if blind:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    asked = os.environ.get("SDL_VIDEODRIVER", "")
    try:
        pygame.display.init()
        pygame.font.init()
    except pygame.error as error:
        raise CannotStart(_no_display(str(error))) from error
    driver = pygame.display.get_driver()
    if driver in BLIND_DRIVERS and driver not in asked:
        pygame.quit()
        raise CannotStart(_no_display(f"SDL found only the driver {driver!r}"))
    pygame.display.set_caption(title)
    pygame.key.set_repeat(400, 40)
    flags = pygame.RESIZABLE if not blind else 0
    try:
        return pygame.display.set_mode(fitted(size) if not blind else size, flags)
    except pygame.error as error:
        raise CannotStart(_no_display(str(error))) from error


def fitted(size: tuple[int, int]) -> tuple[int, int]:
    """*size* kept within the first screen, with room for its bars, and at least usable."""
    desktops = pygame.display.get_desktop_sizes()
    if not desktops:
        return size
    wide, high = desktops[0]
    return (
        max(LEAST_SIZE[0], min(size[0], wide)),
        max(LEAST_SIZE[1], min(size[1], high - 48 if size[1] > high - 48 else size[1])),
    )


def _no_display(why: str) -> str:
    return (
        f"Demarche cannot open a window: {why}. Start it in a desktop session; on Debian or "
        "Ubuntu install libx11-6 and libxext6 (apt install libx11-6 libxext6). "
        "Without a display, play in the terminal: demarche play SCENARIO --text."
    )
