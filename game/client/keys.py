"""Names of keys, as hints show them and shortcuts give them."""

from __future__ import annotations

import pygame

_NAMED = {
    pygame.K_RETURN: "Enter",
    pygame.K_KP_ENTER: "Enter",
    pygame.K_ESCAPE: "Esc",
    pygame.K_SPACE: "Space",
    pygame.K_TAB: "Tab",
    pygame.K_DELETE: "Delete",
    pygame.K_BACKSPACE: "Backspace",
    pygame.K_PLUS: "+",
    pygame.K_KP_PLUS: "+",
    pygame.K_MINUS: "-",
    pygame.K_KP_MINUS: "-",
    pygame.K_LEFT: "Left",
    pygame.K_RIGHT: "Right",
    pygame.K_UP: "Up",
    pygame.K_DOWN: "Down",
    pygame.K_PAGEUP: "Page Up",
    pygame.K_PAGEDOWN: "Page Down",
    pygame.K_HOME: "Home",
    pygame.K_END: "End",
} | {getattr(pygame, f"K_F{number}"): f"F{number}" for number in range(1, 13)}
_CODES = {name: code for code, name in reversed(_NAMED.items())}


def key_name(event: pygame.Event) -> str:
    """``P``, ``F1``, ``Ctrl+S`` or ``Ctrl++`` for a KEYDOWN; empty for a bare modifier."""
    held = "Ctrl+" if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) else ""
    if event.mod & pygame.KMOD_ALT and not held:
        held = "Alt+"
    name = _NAMED.get(event.key)
    if name is None:
        typed = getattr(event, "unicode", "")
        if not held and typed and typed.isprintable():
            return typed.upper()
        name = pygame.key.name(event.key).upper()
        if not name or len(name) > 1:
            return ""
        # The plus of many keyboards is a shifted key, so SDL reports the key beneath it.
        if name == "=" and held:
            name = "+"
    return held + name


def key_event(name: str) -> tuple[int, int, str]:
    """Key code, modifiers and character of a key by its name. Raises ValueError."""
    rest, mod = name, 0
    for prefix, bit in (
        ("Ctrl+", pygame.KMOD_LCTRL),
        ("Shift+", pygame.KMOD_LSHIFT),
        ("Alt+", pygame.KMOD_LALT),
    ):
        if rest.startswith(prefix) and len(rest) > len(prefix):
            rest, mod = rest[len(prefix) :], mod | bit
    if rest in _CODES:
        return _CODES[rest], mod, rest if len(rest) == 1 and not mod else ""
    if len(rest) != 1:
        raise ValueError(f"No key is called {name!r}; write it as a hint shows it.")
    code = ord(rest.lower())
    plain = not mod & ~pygame.KMOD_LSHIFT and len(rest) == 1
    return code, mod, (rest if mod else rest.lower()) if plain else ""
