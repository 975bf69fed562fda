"""Faults of a placed tree that a reader would see: cut text, overlaps, strays, small targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from game.client.layout import Anchor, Stack
from game.client.widget import Widget

LEAST_TARGET = 32
TOLERANCE = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: its kind (cut, ellipsis, overlap, outside, target, name), where, and what."""

    kind: str
    where: str
    what: str


def problems(root: Widget, scale: float, *, ellipsis: bool = False) -> list[Problem]:
    """Every fault below *root*; texts that may be shortened count only with *ellipsis*."""
    return list(_walk(root, scale, ellipsis))


def _walk(widget: Widget, scale: float, ellipsis: bool) -> Iterator[Problem]:
    if widget.text_cut == "cut" or (ellipsis and widget.text_cut):
        yield Problem(widget.text_cut, widget.path, f"{widget.name!r} in {_size(widget.rect)}")
    yield from _control(widget, scale)
    yield from _strays(widget)
    yield from _overlaps(widget)
    for child in widget.children:
        yield from _walk(child, scale, ellipsis)


def _control(widget: Widget, scale: float) -> Iterator[Problem]:
    acts = widget.on_press is not None or widget.takes_focus
    if not acts or widget.CLIPS:
        return
    if not widget.name:
        yield Problem("name", widget.path, f"a {widget.role} has no name")
    least = LEAST_TARGET * scale - TOLERANCE
    if min(widget.rect.size) < least:
        yield Problem("target", widget.path, f"{widget.name!r} is {_size(widget.rect)}")


def _strays(widget: Widget) -> Iterator[Problem]:
    bounds = widget.rect.inflate(2 * TOLERANCE, 2 * TOLERANCE)
    for child in widget.children:
        rect = child.rect
        if not rect.w or not rect.h:
            continue
        sideways = rect.left < bounds.left or rect.right > bounds.right
        upright = rect.top < bounds.top or rect.bottom > bounds.bottom
        if sideways or (upright and not widget.CLIPS):
            what = f"{child.role} {child.name!r} {tuple(rect)} leaves {tuple(widget.rect)}"
            yield Problem("outside", child.path, what)


def _overlaps(widget: Widget) -> Iterator[Problem]:
    children = widget.children
    if isinstance(widget, Stack):
        children = [child for child in children if isinstance(child, Anchor)]
    for index, first in enumerate(children):
        for second in children[index + 1 :]:
            shared = first.rect.clip(second.rect)
            if shared.w > TOLERANCE and shared.h > TOLERANCE:
                what = f"{first.role} {first.name!r} and {second.role} {second.name!r}"
                yield Problem("overlap", first.path, what)


def _size(rect: pygame.Rect) -> str:
    return f"{rect.w} x {rect.h}"
