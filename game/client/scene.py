"""One screen on show: its tree, focus, pointer, popup, messages and what must be drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame

from game.client.focus import arrow, neighbours, stop_of, stops
from game.client.keys import key_name
from game.client.overlays import Message, draw_ring, toast_widget, tooltip_widget
from game.client.paint import Look, Painter, Pointing
from game.client.pointing import hit, lineage
from game.client.screen import Answer, Screen, Shortcut, Tell
from game.client.scroll import Scroll
from game.client.widget import Widget, adopt, tall, wish

TIP_AFTER = 0.45
TOLD_FOR = 4.0
ARROWS = (pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT)
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)


class Scene:
    """Shows one screen; implements `game.client.widget.Host` for its widgets."""

    def __init__(self, screen: Screen, look: Look, size: tuple[int, int]) -> None:
        self.screen = screen
        self.look = look
        self.size = size
        self.at = Pointing()
        self.root: Widget = Widget()
        self.layers: list[Widget] = []
        self.answers: list[Answer] = []
        self.messages: list[Message] = []
        self.now = 0.0
        self.dirty: list[pygame.Rect] | None = None
        self.repeat = False
        """Whether the key at hand is held down: it then moves, but does not act again."""
        self._memories: dict[str, dict[str, Any]] = {}
        self._popup_owner = ""
        self._came_from = ""
        self._tip_due: float | None = None
        self._tip: Widget | None = None
        self._region_focus: dict[str, str] = {}
        self._pos = (-1, -1)
        self._last_click = ("", (0, 0), -1.0, 0)
        screen.stale = True
        self.refresh()
        self._first_focus()

    # The tree.

    def restyle(self, look: Look, size: tuple[int, int]) -> None:
        """Take another theme, scale or window size; builds anew."""
        self.look, self.size = look, size
        self.screen.stale = True
        self.refresh()

    def refresh(self) -> None:
        """Build when the screen's state changed, place when sizes did."""
        if self.screen.stale:
            self.screen.stale = False
            index = stop_of(stops(self.top), self.at.focus)
            scale = self.look.scale
            self.root = self.screen.build(self.size[0] / scale, self.size[1] / scale)
            adopt(self.root, self)
            self._arrange()
            self._refind_focus(index)

    @property
    def top(self) -> Widget:
        """The tree that takes input: an open popup, or the screen."""
        return self.layers[-1] if self.layers else self.root

    def find(self, path: str) -> Widget | None:
        """The widget at *path*, in the popup or in the screen."""
        if not path:
            return None
        for tree in (*reversed(self.layers), self.root):
            for widget in tree.walk():
                if widget.path == path:
                    return widget
        return None

    def lineage(self, path: str) -> list[Widget]:
        """The widget at *path* and all that hold it, the innermost first."""
        for tree in (*reversed(self.layers), self.root) if path else ():
            line = lineage(tree, path)
            if line:
                return line
        return []

    def _arrange(self) -> None:
        self.root.place(self.look, pygame.Rect((0, 0), self.size))
        self._arrange_popup()
        self._tip = None
        self.dirty = None
        self._hover_at(self._pos)
        self.dirty = None

    def _arrange_popup(self) -> None:
        self.layers.clear()
        owner = self.find(self._popup_owner)
        tree = owner.popup_widget(self) if owner is not None else None
        if owner is None or tree is None:
            self._popup_owner = ""
            return
        adopt(tree, self, self._popup_owner + "/popup")
        wide = min(max(wish(tree, self.look), owner.rect.w), self.size[0])
        high = min(tall(tree, self.look, wide), self.size[1])
        spot = pygame.Rect(owner.rect.x, owner.rect.bottom + self.look.px(4), wide, high)
        if spot.bottom > self.size[1] and owner.rect.top - high > 0:
            spot.bottom = owner.rect.top - self.look.px(4)
        spot.clamp_ip(pygame.Rect((0, 0), self.size))
        tree.place(self.look, spot)
        self.layers.append(tree)

    # What widgets ask for.

    def call(self, act: Callable[..., Answer], *args: Any) -> None:
        """Run a callback; its answer goes to the app and the tree is built again."""
        answer = act(*args)
        if isinstance(answer, Tell):
            self.tell(answer.text, answer.tone)
        elif answer is not None:
            self.answers.append(answer)
        self.screen.stale = True

    def repaint(self, widget: Widget) -> None:
        """Draw one widget again, with its ring."""
        self._soil(widget.rect)

    def moved(self, widget: Widget) -> None:
        """Draw *widget* again, whose children went to other places."""
        self._drop_tip()
        self._soil(widget.rect)
        self._hover_at(self._pos)

    def focused(self) -> str:
        """Path of the widget that has the focus."""
        return self.at.focus

    def memory(self, path: str) -> dict[str, Any]:
        """What the widget at *path* remembers."""
        return self._memories.setdefault(path, {})

    def popup(self, path: str) -> None:
        """Open or close the popup of the widget at *path*."""
        if path:
            self._came_from = path
            self._popup_owner = path
            self._arrange()
            self._first_of_popup()
        else:
            self._popup_owner = ""
            self._arrange()
            self.focus(self._came_from, keyboard=self.at.keyboard)

    def tell(self, text: str, tone: str = "sky") -> None:
        """Show a short message for a few seconds."""
        self.messages = [m for m in self.messages if m.text != text][-2:]
        self.messages.append(Message(text, tone, self.now + TOLD_FOR))
        self.dirty = None

    def focus(self, path: str, *, keyboard: bool = True) -> None:
        """Give the focus to the widget at *path*."""
        for touched in (self.find(self.at.focus), self.find(path)):
            if touched is not None:
                self._soil(touched.rect)
        self.at.focus, self.at.keyboard = path, keyboard
        order = stops(self.top)
        index = stop_of(order, path)
        if index is not None and order[index].region:
            self._region_focus[order[index].region] = path
        if keyboard:
            self._reveal(path)
            self._plan_tip()

    # Input.

    def take(self, event: pygame.Event) -> None:
        """Route one event of pygame; answers collect in ``answers``."""
        self.refresh()
        if event.type == pygame.MOUSEMOTION:
            self._moved(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._mouse_down(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._mouse_up(event.pos)
        elif event.type == pygame.MOUSEWHEEL:
            self._wheel(event)
        elif event.type == pygame.WINDOWLEAVE:
            self.rest()
        elif event.type == pygame.TEXTINPUT:
            focused = self.find(self.at.focus)
            if focused is None or not focused.enabled or not focused.text_input(event.text, self):
                self._hand_over(event)
        elif event.type == pygame.TEXTEDITING:
            focused = self.find(self.at.focus)
            if focused is not None and focused.enabled:
                focused.text_editing(event.text, self)
        elif event.type == pygame.KEYDOWN:
            self._key_down(event)
        else:
            self._hand_over(event)

    def _hand_over(self, event: pygame.Event) -> None:
        stale = self.screen.stale
        answer = self.screen.handle(event)
        if answer is not None:
            self.call(lambda: answer)
        else:
            self.screen.stale = self.screen.stale or stale

    def _key_down(self, event: pygame.Event) -> None:
        line = [w for w in self.lineage(self.at.focus) if w.enabled or w.path == self.at.focus]
        focused = line[0] if line else None
        if focused is not None and focused.enabled and focused.key_down(event, self):
            return
        if any(holder.key_down(event, self) for holder in line[1:]):
            return
        if event.key == pygame.K_ESCAPE and self.repeat:
            return
        if event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            self._tab(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif self._acts(event, focused) or (event.key in ARROWS and self._arrow(event.key)):
            return
        elif event.key == pygame.K_ESCAPE and self._popup_owner:
            self.popup("")
        elif self._shortcut(event):
            return
        elif event.key == pygame.K_ESCAPE:
            self.call(self.screen.back)
        else:
            self._hand_over(event)

    def _acts(self, event: pygame.Event, focused: Widget | None) -> bool:
        if focused is None or event.key not in (*ENTER, pygame.K_SPACE):
            return False
        if self.repeat:
            return True
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            return False
        by_mouse = not self.at.keyboard and not self.layers
        if event.key in ENTER and by_mouse and self._shortcuts_for("Enter"):
            return False
        if not focused.enabled and focused.reason:
            self.tell(focused.reason, "coral")
            return True
        return focused.press(self)

    def _arrow(self, key: int) -> bool:
        members = neighbours(self.top, self.at.focus)
        found = arrow(members, self.at.focus, key)
        if found is None:
            return False
        self.focus(found.path)
        return True

    def _tab(self, step: int) -> None:
        order = stops(self.top)
        if not order:
            return
        here = stop_of(order, self.at.focus)
        if here is None:
            here = -1 if step > 0 else 0
        stop = order[(here + step) % len(order)]
        remembered = self._region_focus.get(stop.region, "") if stop.region else ""
        paths = [member.path for member in stop.members]
        self.focus(remembered if remembered in paths else paths[0])

    def _shortcuts_for(self, name: str) -> list[Widget | Shortcut]:
        found: list[Widget | Shortcut] = [
            w for w in self.top.walk() if w.shortcut and w.shortcut.lower() == name.lower()
        ]
        if not self.layers:
            found += [s for s in self.screen.shortcuts() if s.key.lower() == name.lower()]
        return found

    def _shortcut(self, event: pygame.Event) -> bool:
        name = key_name(event)
        if not name:
            return False
        found = self._shortcuts_for(name)
        if not found:
            return False
        first = found[0]
        if self.repeat:
            return True
        if isinstance(first, Shortcut):
            self.call(first.act)
        elif first.enabled:
            first.press(self)
        elif first.reason:
            self.tell(first.reason, "coral")
        return True

    # Pointer.

    def rest(self) -> None:
        """The pointer is elsewhere: nothing is hovered or held."""
        self.at.pressed = ""
        self._pos = (-1, -1)
        self._hover_at(self._pos)

    def _moved(self, pos: tuple[int, int]) -> None:
        self._pos = pos
        held = self.find(self.at.pressed)
        if held is not None:
            held.mouse_drag(pos, self)
        self._hover_at(pos)

    def _hover_at(self, pos: tuple[int, int]) -> None:
        target = hit(self.top, pos, lambda w: w.takes_pointer or bool(w.help_text()))
        path = target.path if target is not None else ""
        if path == self.at.hover:
            return
        before = self.find(self.at.hover)
        self.at.hover = path
        for touched in (before, target):
            if touched is not None:
                self._soil(touched.rect)
        self._plan_tip()

    def _mouse_down(self, pos: tuple[int, int]) -> None:
        self._moved(pos)
        if self.layers and not self.layers[-1].rect.collidepoint(pos):
            self.popup("")
            return
        target = hit(self.top, pos, lambda w: w.takes_pointer)
        self._drop_tip()
        if target is None:
            return
        clicks = self._clicks_at(target.path, pos)
        self.at.pressed = target.path
        if target.takes_focus:
            self.focus(target.path, keyboard=False)
        if target.enabled:
            target.mouse_down(pos, self, clicks)
        self._soil(target.rect)

    def _clicks_at(self, path: str, pos: tuple[int, int]) -> int:
        before, place, when, count = self._last_click
        near = max(abs(pos[0] - place[0]), abs(pos[1] - place[1])) <= self.look.px(4)
        clicks = count % 3 + 1 if path == before and near and self.now - when < 0.4 else 1
        self._last_click = (path, pos, self.now, clicks)
        return clicks

    def _mouse_up(self, pos: tuple[int, int]) -> None:
        pressed = self.find(self.at.pressed)
        self.at.pressed = ""
        if pressed is None:
            return
        self._soil(pressed.rect)
        target = hit(self.top, pos, lambda w: w.takes_pointer)
        if target is pressed:
            if pressed.enabled:
                pressed.press(self)
            elif pressed.reason:
                self.tell(pressed.reason, "coral")

    def _wheel(self, event: pygame.Event) -> None:
        target = hit(self.top, self._pos, lambda w: True)
        steps = getattr(event, "precise_y", 0.0) or float(event.y)
        for widget in self.lineage(target.path) if target is not None else ():
            if widget.wheel(steps, self):
                return

    # Focus.

    def _first_focus(self) -> None:
        if not self.screen.first_focus:
            return
        for widget in self.root.walk():
            if widget.takes_focus and self.screen.first_focus in (widget.name, widget.key):
                self.focus(widget.path)
                return

    def _first_of_popup(self) -> None:
        order = stops(self.top)
        members = [member for stop in order for member in stop.members]
        chosen = next((m for m in members if m.value == "selected"), None)
        if members:
            self.focus((chosen or members[0]).path, keyboard=self.at.keyboard)

    def _refind_focus(self, index: int | None) -> None:
        if not self.at.focus or self.find(self.at.focus) is not None:
            return
        order = stops(self.top)
        self.at.focus = ""
        if order and index is not None:
            self.at.focus = order[min(index, len(order) - 1)].members[0].path

    def _reveal(self, path: str) -> None:
        line = self.lineage(path)
        for holder in line[1:]:
            if isinstance(holder, Scroll):
                holder.reveal(line[0].rect, self.look)

    # Time.

    def pass_time(self, now: float) -> None:
        """Let tooltips appear and messages go at the time *now*, in seconds."""
        self.now = now
        if self._tip_due is not None and now >= self._tip_due:
            self._tip_due = None
            self._show_tip()
        kept = [message for message in self.messages if message.until > now]
        if len(kept) != len(self.messages):
            self.messages = kept
            self.dirty = None

    def next_moment(self) -> float | None:
        """When `pass_time` has something to do, in the same seconds."""
        moments = [message.until for message in self.messages]
        if self._tip_due is not None:
            moments.append(self._tip_due)
        return min(moments, default=None)

    def _plan_tip(self) -> None:
        self._drop_tip()
        widget = self.find(self.at.hover) or self.find(self.at.focus)
        if widget is not None and widget.help_text():
            self._tip_due = self.now + TIP_AFTER

    def _drop_tip(self) -> None:
        self._tip_due = None
        if self._tip is not None:
            self._soil(self._tip.rect)
            self._tip = None

    def _show_tip(self) -> None:
        widget = self.find(self.at.hover) or self.find(self.at.focus)
        if widget is None or not widget.help_text():
            return
        tip = tooltip_widget(widget.help_text())
        adopt(tip, self, "/tip")
        wide = min(wish(tip, self.look), self.look.px(360), self.size[0])
        high = tall(tip, self.look, wide)
        spot = pygame.Rect(0, 0, wide, high)
        spot.midtop = (widget.rect.centerx, widget.rect.bottom + self.look.px(8))
        if spot.bottom > self.size[1]:
            spot.bottom = widget.rect.top - self.look.px(8)
        spot.clamp_ip(pygame.Rect((0, 0), self.size))
        tip.place(self.look, spot)
        self._tip = tip
        self._soil(spot)

    # Drawing.

    def _soil(self, rect: pygame.Rect) -> None:
        if self.dirty is not None:
            margin = 2 * self.look.px(8)
            self.dirty.append(rect.inflate(margin, margin))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw what lies in the surface's clip."""
        p = Painter(surface, self.look, self.at)
        self.root.draw(p)
        if not self.layers:
            self._draw_ring(p)
        for layer in self.layers:
            layer.draw(p)
            self._draw_ring(p)
        if self._tip is not None:
            self._tip.draw(p)
        self._draw_messages(p)

    def _draw_ring(self, p: Painter) -> None:
        line = self.lineage(self.at.focus)
        if not line or not (self.at.keyboard or line[0].role == "textbox"):
            return
        clip = p.surface.get_clip()
        outside = p.look.space("focus_gap") + p.look.space("focus_ring")
        for holder in line[1:]:
            if holder.CLIPS:
                clip = clip.clip(holder.rect.inflate(2 * outside, 0))
        with p.clipped(clip):
            draw_ring(p, line[0])

    def _draw_messages(self, p: Painter) -> None:
        bottom = self.size[1] - self.look.px(24)
        for message in reversed(self.messages):
            toast = toast_widget(message.text, message.tone)
            wide = min(wish(toast, self.look), self.size[0] - self.look.px(48))
            high = tall(toast, self.look, wide)
            toast.place(
                self.look, pygame.Rect((self.size[0] - wide) // 2, bottom - high, wide, high)
            )
            toast.draw(p)
            bottom -= high + self.look.px(8)
