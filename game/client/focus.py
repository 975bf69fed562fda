"""The order of focus: tab stops over regions, arrows within; pure questions about a placed tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.widget import Widget


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the Tab key: a control, or neighbours of one region."""

    region: str
    members: tuple[Widget, ...]


def stops(root: Widget) -> list[Stop]:
    """Stops in reading order. A control that uses arrows itself is always a stop of its own."""
    runs: list[tuple[str, list[Widget]]] = []
    _collect(root, "", runs)
    return [Stop(region, tuple(members)) for region, members in runs]


def _collect(widget: Widget, region: str, runs: list[tuple[str, list[Widget]]]) -> None:
    region = widget.path if widget.region else region
    if widget.takes_focus:
        alone = widget.TAKES_ARROWS or not region
        if alone or not runs or runs[-1][0] != region:
            runs.append(("" if alone else region, [widget]))
        else:
            runs[-1][1].append(widget)
    for child in widget.children:
        _collect(child, region, runs)


def stop_of(order: Sequence[Stop], path: str) -> int | None:
    """Index of the stop that holds the widget at *path*."""
    for index, stop in enumerate(order):
        if any(member.path == path for member in stop.members):
            return index
    return None


def neighbours(root: Widget, path: str) -> list[Widget]:
    """What arrows can reach from *path*: its region's controls, or all that are in no region."""
    order = stops(root)
    here = stop_of(order, path)
    if here is None:
        return []
    region = order[here].region
    return [member for stop in order if stop.region == region for member in stop.members]


def arrow(members: Sequence[Widget], path: str, key: int) -> Widget | None:
    """
    Where an arrow key leads from *path*.

    Left and right follow the reading order, so that everything is reached; up and down go to
    the nearest control above or below, and where there is none, along the reading order.
    """
    here = next((i for i, member in enumerate(members) if member.path == path), None)
    if here is None:
        return members[0] if members else None
    forward = key in (pygame.K_RIGHT, pygame.K_DOWN)
    if key in (pygame.K_UP, pygame.K_DOWN):
        found = _vertical(members[here].rect, members, forward)
        if found is not None:
            return found
    target = here + (1 if forward else -1)
    return members[target] if 0 <= target < len(members) else None


def _vertical(start: pygame.Rect, members: Sequence[Widget], down: bool) -> Widget | None:
    best: tuple[int, int, Widget] | None = None
    for index, member in enumerate(members):
        rect = member.rect
        ahead = rect.top - start.bottom if down else start.top - rect.bottom
        if ahead < -2:
            continue
        aside = max(0, rect.left - start.right, start.left - rect.right)
        offset = abs(rect.centerx - start.centerx) // 4
        distance = ahead + 2 * aside + offset
        if best is None or (distance, index) < best[:2]:
            best = (distance, index, member)
    return best[2] if best else None
