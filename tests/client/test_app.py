"""The app: its stack, rest, scale, messages, and what it draws."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.client.app import App
from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Home, Pop, Push, Quit, Replace, Screen, Shortcut, Tell
from game.client.settings import Settings, load_settings
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from tests.client.conftest import Show, Shown


class Steps(Shown):
    """A screen with a button for every answer."""

    def __init__(self, title: str) -> None:
        super().__init__(self.tree)
        self.title = title
        self.updates = 0

    def tree(self) -> Widget:
        return Column(
            [
                Label(self.title, "heading"),
                Button("Push", lambda: Push(Steps(self.title + "+"))),
                Button("Replace", lambda: Replace(Steps("other"))),
                Button("Pop", lambda: Pop("done")),
                Button("Home", Home),
                Button("Quit", Quit),
                Button("Tell", lambda: Tell("Saved.", "teal")),
            ]
        )

    def update(self, seconds: float) -> Answer:
        self.updates += 1
        return None

    def shortcuts(self) -> list[Shortcut]:
        return [Shortcut("F1", "Help", lambda: Tell("Help is here."))]


def test_answers_move_the_stack(show: Show) -> None:
    """Push lays over, Pop hands a result back, Replace and Home do what they say."""
    driver = show(Steps("one"))
    first = driver.screen
    driver.click("Push")
    driver.click("Push")
    assert driver.screen.title == "one++"
    driver.click("Pop")
    assert driver.screen.title == "one+"
    assert driver.screen.results == ["done"]  # type: ignore[attr-defined]

    driver.click("Replace")
    assert driver.screen.title == "other"
    driver.click("Push")
    driver.click("Home")
    assert driver.screen is first


def test_leaving_a_screen_tells_it(show: Show) -> None:
    """A screen that was left can cancel its work; quitting leaves all of them."""
    driver = show(Steps("one"))
    first = driver.screen
    driver.click("Push")
    second = driver.screen
    driver.press("Esc")
    assert second.gone  # type: ignore[attr-defined]
    assert not first.gone  # type: ignore[attr-defined]

    driver.click("Quit")
    assert first.gone  # type: ignore[attr-defined]
    assert driver.app.scenes == []


def test_nothing_is_drawn_at_rest(show: Show) -> None:
    """Steps without events draw no frame, and the wait has no end of its own."""
    driver = show(Steps("one"))
    driver.app.step()
    frames = driver.app.frames
    for _ in range(20):
        driver.app.step()

    assert driver.app.frames == frames
    assert driver.app._timeout() is None


def test_hovering_draws_only_what_changed(show: Show) -> None:
    """A hover repaints the button and leaves every other pixel alone."""
    driver = show(Steps("one"))
    driver.app.surface.fill((1, 2, 3))
    driver.point_at(driver.find("Pop").rect.center)

    assert driver.app.surface.get_at((790, 590))[:3] == (1, 2, 3)
    assert driver.app.surface.get_at(driver.find("Pop").rect.center)[:3] != (1, 2, 3)


def test_parts_drawn_again_equal_a_whole_frame(show: Show) -> None:
    """After hover, focus and press, the picture is the one a full drawing gives."""
    driver = show(Steps("one"))
    driver.point_at(driver.find("Push").rect.center)
    driver.press("Tab", "Tab")
    driver.point_at(driver.find("Tell").rect.center)
    parts = pygame.image.tobytes(driver.app.surface, "RGB")
    driver.app.top.dirty = None
    driver.app.draw()

    assert pygame.image.tobytes(driver.app.surface, "RGB") == parts


def test_a_tick_calls_update_and_bounds_the_wait(show: Show) -> None:
    """A clock is told the time as often as it asked, and the loop wakes for it."""
    driver = show(Steps("one"))
    screen = driver.screen
    screen.tick = 0.01
    driver.wait(lambda: screen.updates >= 3, 5)  # type: ignore[attr-defined]

    timeout = driver.app._timeout()
    assert timeout is not None
    assert timeout <= 0.01


def test_messages_show_and_go_away(show: Show) -> None:
    """A message is drawn, the same one not twice, and its time comes."""
    driver = show(Steps("one"))
    driver.click("Tell")
    driver.click("Tell")
    scene = driver.app.top
    assert [message.text for message in scene.messages] == ["Saved."]
    assert scene.next_moment() is not None

    scene.pass_time(scene.now + 60)
    assert scene.messages == []


def test_shortcuts_of_the_screen_work(show: Show) -> None:
    """F1 is answered though no button has it."""
    driver = show(Steps("one"))
    driver.press("F1")

    assert driver.app.top.messages[-1].text == "Help is here."


def test_the_scale_is_changed_by_keys_and_saved(tmp_path: Path) -> None:
    """Ctrl and plus, minus, 0; the file has it, and every screen is built anew."""
    path = tmp_path / "settings.toml"
    app = App(Settings(width=800, height=600), settings_path=path, blind=True)
    pygame.event.clear()
    app.open(Steps("one"))
    wide = app.top.root.children[1].rect.h
    for _ in range(3):
        event = pygame.Event(pygame.KEYDOWN, key=pygame.K_PLUS, mod=pygame.KMOD_LCTRL, unicode="")
        pygame.event.post(event)
    app.step()

    assert load_settings(path)[0].scale == 1.3
    assert app.top.root.children[1].rect.h == round(wide * 1.3)
    app.close()


def test_a_broken_settings_file_is_told_on_the_first_screen(tmp_path: Path) -> None:
    """The sentence appears as a message."""
    path = tmp_path / "settings.toml"
    path.write_text("scale = 'big'")
    app = App(settings_path=path, blind=True)
    pygame.event.clear()
    app.open(Steps("one"))

    assert "scale" in app.top.messages[0].text
    app.close()


class Note(Screen):
    """A small overlay."""

    overlay = True

    def build(self, width: float, height: float) -> Widget:
        return Row([Space(grow=1), Label("Over"), Space(grow=1)])


def test_an_overlay_dims_what_lies_beneath(show: Show) -> None:
    """The screen beneath is seen darker and takes no input."""
    driver = show(lambda: Column([Space(30), Button("Go", lambda: Push(Note()), align="start")]))
    driver.app.top.at.keyboard = False
    rect = driver.find("Go").rect
    before = driver.app.surface.get_at((rect.x + 10, rect.y + 4))
    driver.click("Go")
    driver.point_at((700, 500))
    after = driver.app.surface.get_at((rect.x + 10, rect.y + 4))

    assert sum(after[:3]) < sum(before[:3])
    assert not driver.has("Go")


def test_the_window_s_size_reaches_the_screen(show: Show) -> None:
    """A resize builds the tree for the new logical size."""
    sizes: list[tuple[float, float]] = []

    class Sized(Screen):
        def build(self, width: float, height: float) -> Widget:
            sizes.append((width, height))
            return Space()

    driver = show(Sized(), scale=1.25)
    pygame.display.set_mode((1000, 500))
    pygame.event.post(pygame.Event(pygame.WINDOWSIZECHANGED, x=1000, y=500))
    driver.app.step()

    assert sizes[0] == (640, 480)
    assert sizes[-1] == (800, 400)
