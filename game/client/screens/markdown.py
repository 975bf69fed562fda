"""Briefs and guides as widgets: paragraphs, **strong** words, lists and headings; no more."""

from __future__ import annotations

import re

from game.client.layout import Column, Row, Space
from game.client.text import Span
from game.client.widget import Widget
from game.client.widgets.basic import Label, Mark

_STRONG = re.compile(r"\*\*(.+?)\*\*")


def pages(text: str) -> list[Widget]:
    """The widgets of a page of Markdown, one under another."""
    found: list[Widget] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        while lines:
            if lines[0].startswith("#"):
                found.append(_heading(lines.pop(0)))
            elif lines[0].startswith("- "):
                items: list[Widget] = []
                while lines and lines[0].startswith("- "):
                    items.append(_item(lines))
                found.append(Column(items, gap=4))
            else:
                taken = [lines.pop(0)]
                while lines and not lines[0].startswith(("- ", "#")):
                    taken.append(lines.pop(0))
                found.append(Label(spans(" ".join(taken))))
    return found


def _heading(line: str) -> Widget:
    level = len(line) - len(line.lstrip("#"))
    style = "heading" if level <= 1 else "section"
    return Column([Space(4), Label(line.lstrip("# "), style, "high")])


def _item(lines: list[str]) -> Widget:
    taken = [lines.pop(0)[2:]]
    while lines and lines[0].startswith("  "):
        taken.append(lines.pop(0).strip())
    dot = Column([Space(8), Mark("dot", 5, "low")])
    return Row([dot, Label(spans(" ".join(taken)), grow=1)], gap=10, across="start")


def spans(text: str) -> list[Span]:
    """A paragraph's runs: strong where it stands between two pairs of stars."""
    found = []
    for number, part in enumerate(_STRONG.split(text)):
        if part:
            found.append(Span(part, "strong", "high") if number % 2 else Span(part))
    return found
