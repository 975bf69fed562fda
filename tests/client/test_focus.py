"""Where Tab and arrows lead, and that every control is reached."""

from __future__ import annotations

from game.client.focus import neighbours, stops
from game.client.inspect import Driver
from game.client.layout import Column, Row
from game.client.scene import Scene
from game.client.screen import Pop
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button, Slider
from game.client.widgets.field import TextField
from tests.client.conftest import Show


def buttons(*names: str, **more: bool) -> list[Widget]:
    """Buttons of these names."""
    return [Button(name, lambda: None, **more) for name in names]  # type: ignore[arg-type]


def focused(driver: Driver) -> str:
    """Name of what has the focus."""
    return driver.focus.name if driver.focus else ""


def walked(driver: Driver, *keys: str) -> list[str]:
    """Names that have the focus after each key."""
    names = []
    for key in keys:
        driver.press(key)
        names.append(focused(driver))
    return names


def reachable(scene: Scene) -> set[str]:
    """Every path that Tab and right arrows come to."""
    reached: set[str] = set()
    for stop in stops(scene.top):
        for member in stop.members:
            reached |= {member.path, *(n.path for n in neighbours(scene.top, member.path))}
    return reached


def test_tab_follows_the_reading_order_and_comes_round(show: Show) -> None:
    """Controls outside a region are stops of their own; Shift+Tab goes back."""
    driver = show(lambda: Column([Row(buttons("A", "B")), *buttons("C")]))

    assert walked(driver, "Tab", "Tab", "Tab", "Tab") == ["A", "B", "C", "A"]
    assert walked(driver, "Shift+Tab", "Shift+Tab") == ["C", "B"]


def test_a_region_is_one_stop_and_remembers_its_place(show: Show) -> None:
    """Tab enters a region where it was left; arrows go on inside."""
    driver = show(
        lambda: Column([Row(buttons("A", "B", "C"), region=True, name="Members"), *buttons("D")])
    )

    assert walked(driver, "Tab", "Right", "Tab", "Shift+Tab") == ["A", "B", "D", "B"]
    assert walked(driver, "Right", "Right") == ["C", "C"]


def test_arrows_up_and_down_find_what_is_above_and_below(show: Show) -> None:
    """Within a region the nearest control in that direction is next."""
    grid = Column, Row
    driver = show(
        lambda: grid[0](
            [Row(buttons("A1", "A2", "A3"), gap=8), Row(buttons("B1", "B2", "B3"), gap=8)],
            region=True,
            name="Grid",
        )
    )

    assert walked(driver, "Tab", "Right", "Down", "Left", "Up") == ["A1", "A2", "B2", "B1", "A1"]
    assert walked(driver, "Right", "Right", "Right") == ["A2", "A3", "B1"]


def test_a_field_in_a_region_is_a_stop_of_its_own(show: Show) -> None:
    """What uses arrows itself is left by Tab, and nothing behind it is lost."""
    driver = show(
        lambda: Column(
            [
                Row(
                    [
                        *buttons("A"),
                        TextField(name="Words"),
                        Slider(1, low=0, high=3, name="Level"),
                        *buttons("B"),
                    ],
                    region=True,
                    name="Form",
                )
            ]
        )
    )

    assert walked(driver, "Tab", "Tab", "Tab", "Tab") == ["A", "Words", "Level", "B"]
    scene = driver.app.top
    wanted = {widget.path for widget in scene.root.walk() if widget.takes_focus}
    assert reachable(scene) == wanted


def test_focus_survives_a_new_tree(show: Show) -> None:
    """The same name in the next tree keeps the focus; if it went, its neighbour takes it."""
    names = ["A", "B", "C"]
    driver = show(lambda: Row(buttons(*names)))
    driver.press("Tab", "Tab")
    driver.screen.refresh()
    driver.app._settle()
    assert focused(driver) == "B"

    names.remove("B")
    driver.screen.refresh()
    driver.app._settle()
    assert focused(driver) == "C"


def test_the_ring_is_sky_two_wide_with_a_gap_of_three(show: Show) -> None:
    """Beyond the button lie three pixels of ground and two of sky; a mouse click draws none."""
    driver = show(lambda: Column([Row(buttons("Go", "On"), gap=40)], padding=40))
    driver.press("Tab")
    rect = driver.find("Go").rect
    sky, canvas = (driver.app.look.colour(name) for name in ("sky", "canvas"))
    row = [tuple(driver.app.surface.get_at((rect.x - n, rect.centery))[:3]) for n in range(1, 7)]

    assert row == [canvas, canvas, canvas, sky, sky, canvas]
    driver.click("On")
    rect = driver.find("On").rect
    assert driver.app.surface.get_at((rect.x - 4, rect.centery))[:3] == canvas


def test_focus_scrolls_what_it_reaches_into_view(show: Show) -> None:
    """Tabbing down a long pane keeps the focused control inside the pane."""
    driver = show(
        lambda: Column([Scroll(Column(buttons(*"ABCDEFGHIJKLMNOPQRST")), name="Log", grow=1)])
    )
    for _ in range(20):
        driver.press("Tab")

    assert focused(driver) == "T"
    pane = driver.find(role="scroll").rect
    assert pane.contains(driver.find("T").rect)


def test_disabled_controls_can_be_reached_and_say_why(show: Show) -> None:
    """Enter on a disabled button tells its reason and does nothing else."""
    driver = show(
        lambda: Row([Button("Send", Pop, enabled=False, reason="Nothing differs."), Label("x")])
    )
    driver.press("Tab", "Enter")

    assert [message.text for message in driver.app.top.messages] == ["Nothing differs."]
