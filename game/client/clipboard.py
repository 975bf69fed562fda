"""The system's clipboard; where there is none, copying does nothing."""

from __future__ import annotations

import pygame


def put_text(text: str) -> None:
    """Copy *text*; where there is no clipboard nothing happens."""
    try:
        pygame.scrap.put_text(text)
    except pygame.error:
        return


def get_text() -> str:
    """The text on the clipboard; empty where there is none."""
    try:
        return str(pygame.scrap.get_text())
    except pygame.error:
        return ""
