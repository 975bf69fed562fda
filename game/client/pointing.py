"""What lies at a point of a placed tree, and what holds it."""

from __future__ import annotations

from collections.abc import Callable

from game.client.widget import Widget


def hit(root: Widget, pos: tuple[int, int], wanted: Callable[[Widget], bool]) -> Widget | None:
    """The innermost and uppermost widget at *pos* that is *wanted*."""
    inside = root.rect.collidepoint(pos)
    if root.CLIPS and not inside:
        return None
    for child in reversed(root.children):
        found = hit(child, pos, wanted)
        if found is not None:
            return found
    return root if inside and wanted(root) else None


def lineage(root: Widget, path: str) -> list[Widget]:
    """The widget at *path* and all that hold it, the innermost first; empty if there is none."""
    if root.path == path:
        return [root]
    for child in root.children:
        line = lineage(child, path)
        if line:
            return [*line, root]
    return []
