"""Where things live, in a checkout, installed, and where a person says."""

from pathlib import Path

import platformdirs
import pytest

from game import paths


def test_a_checkout_keeps_everything_in_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data and saves of a checkout lie in its own folders."""
    monkeypatch.delenv(paths.DATA_VARIABLE)
    root = paths.checkout()
    assert root is not None
    assert paths.assets() == root / "assets"
    assert paths.scenarios() == root / "scenarios"
    assert paths.saves_folder() == root / "saves"
    assert paths.settings_file() == root / "saves" / "settings.toml"


def test_an_installed_package_carries_its_data_and_saves_at_the_persons(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Installed, data lies inside the package and games in the platform's user data folder."""
    monkeypatch.delenv(paths.DATA_VARIABLE)
    monkeypatch.setattr(paths, "package", lambda: tmp_path / "site-packages" / "game")
    own = Path(platformdirs.user_data_dir("demarche", appauthor=False))
    assert paths.checkout() is None
    assert paths.scenarios() == tmp_path / "site-packages" / "game" / "_data" / "scenarios"
    assert paths.saves_folder() == own / "saves"
    assert paths.settings_file() == own / "settings.toml"


def test_a_named_folder_takes_saves_and_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """DEMARCHE_DATA moves what is a person's own, and nothing else."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    assert paths.saves_folder() == tmp_path / "saves"
    assert paths.settings_file() == tmp_path / "settings.toml"
    assert tmp_path not in paths.assets().parents


def test_asking_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Paths are only told; whoever writes makes the folder."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path / "own"))
    paths.saves_folder(), paths.settings_file()
    assert list(tmp_path.iterdir()) == []
