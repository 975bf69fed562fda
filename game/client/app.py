"""The app: owns the stack of screens, the window, the settings and the loop; rests on events."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame

from game.client.keys import key_name
from game.client.paint import MAX_SCALE, MIN_SCALE, Look, make_look
from game.client.resources import Assets, MissingAsset, find_assets
from game.client.scene import Scene
from game.client.screen import Answer, Home, Pop, Push, Quit, Replace, Screen, Tell
from game.client.settings import Settings, load_settings, save_settings
from game.client.startup import CannotStart, open_window
from game.client.theme import BadTheme
from game.client.worker import Worker

SCALE_STEP = 0.1
AWAKE = 0.5
"""Seconds after the last event in which the next one is looked for more often."""
NAP, REST = 0.004, 0.016
SCRIM = (0, 0, 0, 150)


class App:
    """
    Runs screens until the last one is left.

    Give screens what they need of it by their constructors: ``worker`` for long work,
    ``settings`` and `change_settings`, `notify`.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        settings_path: Path | None = None,
        assets: Assets | None = None,
        blind: bool = False,
    ) -> None:
        loaded, self._notice = (
            load_settings(settings_path) if settings_path is not None else (Settings(), "")
        )
        self.settings = settings or loaded
        self.assets = assets or find_assets()
        self._settings_path = settings_path
        size = (self.settings.width, self.settings.height)
        self.surface = open_window(size, blind=blind)
        self.worker = Worker()
        self.look = self._make_look()
        self.scenes: list[Scene] = []
        self.help: type[Screen] | None = None
        """The page that F1 lays over whatever is on show."""
        self.frames = 0
        self._updated: dict[int, float] = {}
        self._scrim: pygame.Surface | None = None
        self._mute_text = False
        self._held: set[int] = set()

    # The loop.

    def run(self, first: Screen) -> int:
        """Show *first* and what follows it; answers the exit status."""
        self.open(first)
        while self.scenes:
            self._wait()
            self.step()
        self.close()
        return 0

    def open(self, first: Screen) -> None:
        """Put *first* on the stack and draw it."""
        self._push(first)
        if self._notice:
            self.notify(self._notice, "coral")
            self._notice = ""
        self.step()

    def close(self) -> None:
        """Leave every screen, stop the worker, keep the window's size, close the display."""
        while self.scenes:
            self.scenes.pop().screen.left()
        self.worker.stop()
        size = self.surface.get_size()
        if size != (self.settings.width, self.settings.height):
            self.settings = replace(self.settings, width=size[0], height=size[1])
            self._save()
        pygame.display.quit()

    def step(self) -> None:
        """Take the events that wait, let time pass, and draw what changed."""
        for event in pygame.event.get():
            self._take(event)
        if self.scenes:
            self._pass_time()
        if self.scenes:
            self.draw()

    def _wait(self) -> None:
        """Sleep until an event or a moment comes; pygame's own wait looks every millisecond."""
        timeout = self._timeout()
        began = time.monotonic()
        while not pygame.event.peek():
            passed = time.monotonic() - began
            if timeout is not None and passed >= timeout:
                return
            pause = NAP if passed < AWAKE else REST
            time.sleep(pause if timeout is None else max(0.0, min(pause, timeout - passed)))

    def _timeout(self) -> float | None:
        now = time.monotonic()
        moments = [m for m in (scene.next_moment() for scene in self.scenes) if m is not None]
        tick = self.top.screen.tick if self.scenes else None
        if tick is not None:
            moments.append(self._updated.get(id(self.top), now) + tick)
        return max(0.0, min(moments) - now) if moments else None

    @property
    def top(self) -> Scene:
        """The scene that takes input."""
        return self.scenes[-1]

    # Events.

    def _take(self, event: pygame.Event) -> None:
        if event.type == pygame.QUIT:
            self._apply(Quit())
        elif event.type == pygame.WINDOWSIZECHANGED:
            self.surface = pygame.display.get_surface() or self.surface
            self._restyle(self.look)
        elif event.type == pygame.WINDOWEXPOSED:
            for scene in self.scenes:
                scene.dirty = None
        elif event.type == self.worker.event_type:
            self._dispatch(event)
        elif event.type == pygame.KEYUP:
            self._mute_text = False
            self._held.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
        elif not self.scenes:
            return
        elif event.type == pygame.KEYDOWN:
            self._key_down(event)
        elif event.type == pygame.TEXTINPUT and self._mute_text:
            self._mute_text = False
        else:
            self.top.take(event)
        self._settle()

    def _key_down(self, event: pygame.Event) -> None:
        if self._scales(event):
            return
        if event.key == pygame.K_F1 and self.help is not None:
            if type(self.top.screen) is not self.help:
                self._push(self.help())
            return
        before = (self.top.screen, self.top.at.focus)
        self.top.repeat = event.key in self._held
        self._held.add(event.key)
        self.top.take(event)
        self._settle()
        # A shortcut that led to a field must not type its own letter there.
        after = (self.top.screen, self.top.at.focus) if self.scenes else None
        self._mute_text = before != after

    def _dispatch(self, event: pygame.Event) -> None:
        if self.scenes:
            self.top.call(self.worker.dispatch, event)
            for scene in self.scenes[:-1]:
                scene.screen.stale = True
        else:
            self.worker.dispatch(event)

    def _settle(self) -> None:
        """Apply answers until none is left, then bring the trees up to date."""
        while self.scenes and self.top.answers:
            answers, self.top.answers = self.top.answers, []
            for answer in answers:
                self._apply(answer)
        for scene in self._shown():
            scene.refresh()

    def _pass_time(self) -> None:
        now = time.monotonic()
        for scene in self.scenes:
            scene.pass_time(now)
        scene = self.top
        tick = scene.screen.tick
        last = self._updated.setdefault(id(scene), now)
        if tick is not None and now - last >= tick:
            self._updated[id(scene)] = now
            answer = scene.screen.update(now - last)
            if answer is not None:
                scene.call(lambda: answer)
        self._settle()

    # The stack.

    def _apply(self, answer: Answer) -> None:
        if isinstance(answer, Push):
            self._push(answer.screen)
        elif isinstance(answer, Replace):
            self._replace(answer)
        elif isinstance(answer, Pop):
            self._leave_top()
            if self.scenes:
                self.top.call(self.top.screen.resumed, answer.result)
                self.top.dirty = None
        elif isinstance(answer, Home):
            while len(self.scenes) > 1:
                self._leave_top()
            self.top.call(self.top.screen.resumed, None)
        elif isinstance(answer, Quit):
            while self.scenes:
                self._leave_top()
        elif isinstance(answer, Tell):
            self.notify(answer.text, answer.tone)

    def _replace(self, answer: Replace) -> None:
        below = [scene.screen for scene in self.scenes]
        gone = answer.instead_of or below[-1]
        if gone in below:
            for _ in below[below.index(gone) :]:
                self._leave_top()
            self._push(answer.screen)

    def _push(self, screen: Screen) -> None:
        scene = Scene(screen, self.look, self.surface.get_size())
        scene.now = time.monotonic()
        if self.scenes:
            self.top.rest()
        self.scenes.append(scene)

    def _leave_top(self) -> None:
        scene = self.scenes.pop()
        self._updated.pop(id(scene), None)
        scene.screen.left()
        if self.scenes:
            self.top.dirty = None

    def notify(self, text: str, tone: str = "sky") -> None:
        """Show a short message over the screen on top."""
        if self.scenes:
            self.top.now = time.monotonic()
            self.top.tell(text, tone)

    # Settings.

    def change_settings(self, settings: Settings) -> None:
        """Use *settings* from now on and save them."""
        self.settings = settings
        self._restyle(self._make_look())
        self._save()

    def _save(self) -> None:
        if self._settings_path is not None:
            problem = save_settings(self._settings_path, self.settings)
            if problem:
                self.notify(problem, "coral")

    def _make_look(self) -> Look:
        return make_look(self.assets, self.settings.theme, self.settings.scale)

    def _restyle(self, look: Look) -> None:
        self.look = look
        self._scrim = None
        for scene in self.scenes:
            scene.restyle(look, self.surface.get_size())

    def _scales(self, event: pygame.Event) -> bool:
        steps = {"Ctrl++": SCALE_STEP, "Ctrl+-": -SCALE_STEP}
        name = key_name(event)
        if name == "Ctrl+0":
            self.change_settings(replace(self.settings, scale=1.0))
        elif name in steps:
            scale = round(self.settings.scale + steps[name], 2)
            scale = min(MAX_SCALE, max(MIN_SCALE, scale))
            self.change_settings(replace(self.settings, scale=scale))
        else:
            return False
        return True

    # Drawing.

    def _shown(self) -> list[Scene]:
        """The scenes that can be seen, the lowest first: overlays and what lies beneath."""
        first = len(self.scenes) - 1
        while first > 0 and self.scenes[first].screen.overlay:
            first -= 1
        return self.scenes[max(0, first) :]

    def draw(self) -> None:
        """Draw what changed since the last frame; nothing when nothing did."""
        shown = self._shown()
        whole = pygame.Rect((0, 0), self.surface.get_size())
        if any(scene.dirty is None for scene in shown):
            parts = [whole]
        else:
            parts = [rect.clip(whole) for scene in shown for rect in scene.dirty or ()]
        for scene in shown:
            scene.dirty = []
        parts = _merged([part for part in parts if part.w and part.h])
        if not parts:
            return
        for part in parts:
            self.surface.set_clip(part)
            self._paint(shown)
        self.surface.set_clip(None)
        self.frames += 1
        pygame.display.update(parts)

    def _paint(self, shown: list[Scene]) -> None:
        self.surface.fill(self.look.colour("canvas"))
        for index, scene in enumerate(shown):
            if index:
                self._dim()
            scene.draw(self.surface)

    def _dim(self) -> None:
        if self._scrim is None:
            self._scrim = pygame.Surface(self.surface.get_size(), pygame.SRCALPHA)
            self._scrim.fill(SCRIM)
        self.surface.blit(self._scrim, (0, 0))


def _merged(parts: list[pygame.Rect]) -> list[pygame.Rect]:
    """Overlapping parts united, so that nothing is drawn twice."""
    merged: list[pygame.Rect] = []
    for part in parts:
        while (hit := part.collidelist(merged)) >= 0:
            part = part.union(merged.pop(hit))
        merged.append(part)
    return merged


def run_app(make_first: Callable[[App], Screen], *, settings_path: Path | None = None) -> int:
    """
    Open the client on the screen that *make_first* makes; answers the exit status.

    Without a display, or with assets missing, one sentence goes to standard error and the
    status is 2.
    """
    try:
        app = App(settings_path=settings_path)
    except (CannotStart, MissingAsset, BadTheme) as error:
        print(error, file=sys.stderr)
        return 2
    return app.run(make_first(app))
