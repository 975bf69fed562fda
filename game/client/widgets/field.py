"""A field for one line of text: typing, caret, selection, clipboard, input methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pygame

from game.client import clipboard
from game.client.paint import Look, Paint, Painter
from game.client.screen import Answer
from game.client.widget import Host, Widget
from game.client.widgets.editing import Edit

STYLE = "body/16"


@dataclass(eq=False)
class TextField(Widget):
    """
    One line of free text.

    ``text`` is what the screen holds; typing reports each change to ``on_change`` and Enter
    reports to ``on_submit``. ``error`` stands beside it, ``hint`` shows while it is empty.
    """

    ROLE: ClassVar[str] = "textbox"
    TAKES_ARROWS: ClassVar[bool] = True
    text: str = ""
    on_change: Callable[[str], Answer] | None = field(default=None, kw_only=True)
    on_submit: Callable[[str], Answer] | None = field(default=None, kw_only=True)
    hint: str = field(default="", kw_only=True)
    limit: int = field(default=200, kw_only=True)

    def compose(self) -> None:
        self.value = self.text
        self.focusable = True
        self._shift = 0

    @property
    def edit(self) -> Edit:
        """The text as edited so far."""
        if self.host is None:
            return Edit(self.text)
        memory = self.host.memory(self.path)
        held: Edit | None = memory.get("edit")
        # Typing comes back as the screen's text; only another text replaces what is edited.
        if held is None or (memory.get("given") != self.text and held.text != self.text):
            memory["edit"] = Edit(self.text, len(self.text), len(self.text))
        memory["given"] = self.text
        edit: Edit = memory["edit"]
        return edit

    def natural_width(self, look: Look) -> int:
        return look.px(220)

    def minimum_width(self, look: Look) -> int:
        return look.px(80)

    def height_for(self, look: Look, width: int) -> int:
        return look.px(40)

    def text_input(self, text: str, host: Host) -> bool:
        host.memory(self.path)["composing"] = ""
        self._set(self.edit.insert(text, self.limit), host)
        return True

    def text_editing(self, text: str, host: Host) -> bool:
        host.memory(self.path)["composing"] = text
        host.repaint(self)
        return True

    def key_down(self, event: pygame.Event, host: Host) -> bool:
        control = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
        if control and self._command(event.key, host):
            return True
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            if self.on_submit is None:
                return False
            host.call(self.on_submit, self.edit.text)
            return True
        if self._moves(event, control, host):
            return True
        typed = getattr(event, "unicode", "")
        # The character itself arrives as TEXTINPUT; used here, so that it is no shortcut.
        return bool(typed) and typed.isprintable() and not control

    def _command(self, key: int, host: Host) -> bool:
        edit = self.edit
        if key == pygame.K_a:
            self._set(edit.all(), host)
        elif key == pygame.K_c:
            clipboard.put_text(edit.selection)
        elif key == pygame.K_x:
            clipboard.put_text(edit.selection)
            self._set(edit.insert(""), host)
        elif key == pygame.K_v:
            self._set(edit.insert(clipboard.get_text(), self.limit), host)
        else:
            return False
        return True

    def _moves(self, event: pygame.Event, control: bool, host: Host) -> bool:
        select = bool(event.mod & pygame.KMOD_SHIFT)
        edit, key = self.edit, event.key
        if key in (pygame.K_LEFT, pygame.K_RIGHT):
            step = -1 if key == pygame.K_LEFT else 1
            self._set(edit.move(step, word=control, select=select), host)
        elif key in (pygame.K_HOME, pygame.K_END):
            place = 0 if key == pygame.K_HOME else len(edit.text)
            self._set(edit.at(place, select=select), host)
        elif key == pygame.K_BACKSPACE:
            self._set(edit.delete(-1, word=control), host)
        elif key == pygame.K_DELETE:
            self._set(edit.delete(1, word=control), host)
        else:
            return False
        return True

    def mouse_down(self, pos: tuple[int, int], host: Host, clicks: int = 1) -> None:
        place = self._place_at(pos[0], host.look)
        if clicks == 2:
            self._set(self.edit.word_at(place), host)
        elif clicks >= 3:
            self._set(self.edit.all(), host)
        else:
            self._set(self.edit.at(place), host)

    def mouse_drag(self, pos: tuple[int, int], host: Host) -> None:
        self._set(self.edit.at(self._place_at(pos[0], host.look), select=True), host)

    def _place_at(self, x: int, look: Look) -> int:
        text = self.edit.text
        x -= self._inner(look).x - self._shift
        best = min(
            range(len(text) + 1), key=lambda i: abs(look.text.font(STYLE).size(text[:i])[0] - x)
        )
        return best

    def _set(self, edit: Edit, host: Host) -> None:
        before = self.edit
        host.memory(self.path)["edit"] = edit
        if edit.text != before.text:
            self.value = edit.text
            if self.on_change is not None:
                host.call(self.on_change, edit.text)
        host.repaint(self)

    def _inner(self, look: Look) -> pygame.Rect:
        inner = self.rect.inflate(-2 * look.px(12), -2 * look.px(6))
        if self.error or not self.enabled:
            inner.w -= look.px(28)
        return inner

    def draw_self(self, p: Painter) -> None:
        state = self.state(p)
        edges: dict[str, Paint] = {"hover": "high", "error": "coral"}
        fills: dict[str, Paint | None] = {
            "disabled": None,
            "error": "tint.coral",
            "pressed": "control",
        }
        off = state == "disabled"
        p.panel(self.rect, fills.get(state, "panel"), edges.get(state, "edge"), dashed=off)
        inner = self._inner(p.look)
        if off or state == "error":
            icon = ("lock", "low") if off else ("octagon-alert", "coral")
            p.icon(icon[0], (self.rect.right - p.look.px(22), self.rect.centery), 18, icon[1])
        with p.clipped(inner):
            self._draw_text(p, inner, "low" if off else "high")

    def _draw_text(self, p: Painter, inner: pygame.Rect, ink: Paint) -> None:
        edit, font = self.edit, p.look.text.font(STYLE)
        focused = bool(self.path) and p.at.focus == self.path and self.enabled
        composing = self.host.memory(self.path).get("composing", "") if self.host else ""
        before = font.size(edit.text[: edit.caret] + composing)[0]
        self._shift = max(0, min(self._shift, font.size(edit.text)[0]))
        if before - self._shift > inner.w - 2:
            self._shift = before - inner.w + 2
        self._shift = min(self._shift, before)
        left = inner.x - self._shift
        if focused and edit.selection:
            start, end = (font.size(edit.text[:place])[0] for place in edit.span)
            band = pygame.Rect(left + start, inner.y, end - start, inner.h)
            p.fill(band, p.look.mixed("panel", "sky", 0.35))
        shown = edit.text[: edit.caret] + composing + edit.text[edit.caret :]
        words = pygame.Rect(left, inner.y, inner.w + self._shift, inner.h)
        if shown:
            p.text(shown, words, STYLE, ink)
        elif self.hint:
            p.text(self.hint, words, STYLE, "low")
        if composing:
            start = left + font.size(edit.text[: edit.caret])[0]
            p.fill(pygame.Rect(start, inner.bottom - 2, before - start + left, 1), "sky")
        if focused:
            high = p.look.px(20)
            caret = pygame.Rect(left + before, inner.centery - high // 2, p.look.px(1.5), high)
            p.fill(caret, "sky")
