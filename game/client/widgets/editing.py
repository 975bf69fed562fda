"""Editing one line of text as values: caret, selection, words; no keys and no pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Edit:
    """A text with a caret and the other end of its selection, both between characters."""

    text: str = ""
    caret: int = 0
    anchor: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the selection; equal when nothing is selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selection(self) -> str:
        """The selected text."""
        start, end = self.span
        return self.text[start:end]

    def insert(self, typed: str, limit: int | None = None) -> Edit:
        """*typed* in place of the selection, cut so that the text keeps to *limit* characters."""
        start, end = self.span
        # Line ends become spaces, since a paste may hold several lines and the field holds one.
        typed = "".join(c for c in " ".join(typed.splitlines()) if c.isprintable())
        if limit is not None:
            typed = typed[: max(0, limit - (len(self.text) - (end - start)))]
        caret = start + len(typed)
        return Edit(self.text[:start] + typed + self.text[end:], caret, caret)

    def delete(self, step: int, *, word: bool = False) -> Edit:
        """Remove the selection, or a character or word before (-1) or after (1) the caret."""
        if self.caret != self.anchor:
            return self.insert("")
        return replace(self, anchor=self._moved(step, word)).insert("")

    def move(self, step: int, *, word: bool = False, select: bool = False) -> Edit:
        """Move the caret by a character or word; without *select* a selection collapses first."""
        if not select and self.caret != self.anchor and not word:
            return self.at(self.span[0 if step < 0 else 1])
        return self.at(self._moved(step, word), select=select)

    def at(self, place: int, *, select: bool = False) -> Edit:
        """The caret at *place*, kept within the text."""
        place = max(0, min(place, len(self.text)))
        return replace(self, caret=place, anchor=self.anchor if select else place)

    def all(self) -> Edit:
        """Everything selected."""
        return replace(self, anchor=0, caret=len(self.text))

    def word_at(self, place: int) -> Edit:
        """The word around *place* selected."""
        start = end = max(0, min(place, len(self.text)))
        while start > 0 and not self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return replace(self, anchor=start, caret=end)

    def _moved(self, step: int, word: bool) -> int:
        place = self.caret
        if not word:
            return max(0, min(place + step, len(self.text)))
        if step < 0:
            while place > 0 and self.text[place - 1].isspace():
                place -= 1
            while place > 0 and not self.text[place - 1].isspace():
                place -= 1
            return place
        while place < len(self.text) and not self.text[place].isspace():
            place += 1
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place
