"""Themes: complete, readable, and refused with the file's name when they are not."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from game.client.resources import Assets, MissingAsset, find_assets
from game.client.theme import THEMES, BadTheme, contrast, load_theme, mix, parse_colour

INKS = ("high", "text", "low", "brass", "sky", "teal", "coral", "violet")
GROUNDS = ("canvas", "panel", "card", "control")


@pytest.mark.parametrize(("name", "ink", "ground"), list(product(THEMES, INKS, GROUNDS)))
def test_every_ink_can_be_read_on_every_ground(name: str, ink: str, ground: str) -> None:
    """Text of any colour has a contrast of at least 4.5 on any ground."""
    theme = load_theme(find_assets(), name)

    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_controls_and_tinted_words_stand_out(name: str) -> None:
    """Edges have 3 on panel, canvas and card; a tone has 4.5 on its own tint."""
    theme = load_theme(find_assets(), name)

    for ground in ("canvas", "panel", "card"):
        assert contrast(theme.colour("edge"), theme.colour(ground)) >= 3
    for tone in ("brass", "sky", "teal", "coral", "violet"):
        assert contrast(theme.colour(tone), theme.colour(f"tint.{tone}")) >= 4.5
    assert contrast(theme.colour("on_brass"), theme.colour("brass")) >= 4.5


def test_both_themes_have_the_same_tokens() -> None:
    """A screen that works in one theme works in the other."""
    dark, light = (load_theme(find_assets(), name) for name in THEMES)

    assert dark.colours.keys() == light.colours.keys()
    assert dark.types == light.types
    assert dark.dark
    assert not light.dark


def test_an_unknown_token_is_named_with_those_that_exist() -> None:
    """The message helps the author of a screen."""
    theme = load_theme(find_assets(), "dark")

    with pytest.raises(BadTheme, match=r"'brasss'.*brass"):
        theme.colour("brasss")
    with pytest.raises(BadTheme, match=r"'bold'.*strong"):
        theme.type("bold")


def test_a_broken_theme_names_its_file(tmp_path: Path) -> None:
    """A theme without its colours is refused with the path."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "dark.toml").write_text("[palette]\ncanvas = 'red'\n")

    with pytest.raises(BadTheme, match=r"dark.toml.*#RRGGBB"):
        load_theme(Assets(tmp_path), "dark")
    with pytest.raises(MissingAsset, match=r"light.toml is missing"):
        load_theme(Assets(tmp_path), "light")


def test_a_style_may_take_another_size() -> None:
    """``body/18`` is the face of body in 18."""
    theme = load_theme(find_assets(), "dark")

    assert theme.type("body/18").size == 18
    assert theme.type("body/18").file == theme.type("body").file


def test_colours_mix_and_measure() -> None:
    """Mixing goes from one colour to the other; black on white has 21."""
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    with pytest.raises(ValueError, match=r"#RRGGBB"):
        parse_colour("red")
