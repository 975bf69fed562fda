"""Settings come back as they were saved; a broken file is told, kept, and replaced by defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.client.settings import Settings, default_path, load_settings, save_settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    """A round trip through the file changes nothing and leaves no other file."""
    path = tmp_path / "deep" / "settings.toml"
    settings = Settings(scale=1.3, theme="light", reduced_motion=True, width=1280, height=720)
    assert save_settings(path, settings) == ""

    assert load_settings(path) == (settings, "")
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_defaults_without_a_word(tmp_path: Path) -> None:
    """The first start has nothing to complain about."""
    assert load_settings(tmp_path / "settings.toml") == (Settings(), "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("scale = ", "not TOML"),
        ("scale = 9.0", "scale"),
        ("theme = 'pink'", "theme"),
        ("width = 'wide'", "width"),
        ("[" * 5000, "not TOML"),
    ],
)
def test_a_broken_file_is_told_and_kept(tmp_path: Path, text: str, place: str) -> None:
    """The sentence names the place; the file lies beside under another name."""
    path = tmp_path / "settings.toml"
    path.write_text(text)

    settings, notice = load_settings(path)

    assert settings == Settings()
    assert place in notice
    assert "settings.toml.broken" in notice
    assert not path.exists()
    assert (tmp_path / "settings.toml.broken").read_text() == text


def test_bytes_that_are_no_text_are_kept_too(tmp_path: Path) -> None:
    """Binary rubbish is a broken file like any other."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00rubbish")

    settings, notice = load_settings(path)

    assert settings == Settings()
    assert "cannot be read" in notice
    assert (tmp_path / "settings.toml.broken").exists()


def test_a_byte_order_mark_and_unknown_keys_do_no_harm(tmp_path: Path) -> None:
    """Editors of Windows and newer versions may have written the file."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbfscale = 1.5\nlater = true\n")

    assert load_settings(path) == (Settings(scale=1.5), "")


def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    """Saving fails with the path and the reason, not with a traceback."""
    (tmp_path / "file").write_text("")

    assert "could not be saved" in save_settings(tmp_path / "file" / "s.toml", Settings())


def test_a_checkout_keeps_settings_beside_its_saves() -> None:
    """In a checkout they lie in saves/."""
    assert default_path().parts[-2:] == ("saves", "settings.toml")
