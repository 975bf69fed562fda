"""Output as short lines: wrapping, indents, headings; what is said is decided elsewhere."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

WIDTH = 100
STEP = "  "


class Page:
    """Writes sentences as lines of at most 100 letters, the later ones of each set in a little."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def say(self, text: str = "", depth: int = 0) -> None:
        """Write one sentence or paragraph, *depth* steps in; an empty one is an empty line."""
        first = STEP * depth
        if not text.strip():
            self._write("")
            return
        wrapped = textwrap.wrap(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=first + STEP * 2,
            break_on_hyphens=False,
        )
        for line in wrapped:
            self._write(line)

    def all(self, lines: Iterable[str], depth: int = 0) -> None:
        """Write several sentences, each on lines of its own."""
        for line in lines:
            self.say(line, depth)

    def heading(self, text: str) -> None:
        """Write a heading, after an empty line."""
        self._write("")
        self.say(f"== {text} ==")

    def prose(self, text: str, depth: int = 0) -> None:
        """Write a text of several paragraphs in Markdown, its marks of emphasis taken out."""
        for line in text.splitlines():
            plain = line.replace("**", "").rstrip()
            if plain.startswith("#"):
                plain = plain.lstrip("# ")
            self.say(plain, depth)
