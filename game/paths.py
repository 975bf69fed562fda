"""Where things live, in a checkout and in an installed wheel; reads and writes nothing.

`DEMARCHE_DATA` names another folder for saves and settings: on a kiosk, in a class, in tests.
"""

import os
from pathlib import Path

DATA_VARIABLE = "DEMARCHE_DATA"


def package() -> Path:
    """The folder of the package `game` itself."""
    return Path(__file__).resolve().parent


def checkout() -> Path | None:
    """The folder of the checkout this package is run from, or None when it was installed."""
    root = package().parent
    return root if (root / "pyproject.toml").is_file() else None


def assets() -> Path:
    """The folder of maps, fonts, icons, flags, themes and sounds."""
    return _shipped("assets")


def scenarios() -> Path:
    """The folder of the scenarios that come with the game, one folder each."""
    return _shipped("scenarios")


def saves_folder() -> Path:
    """The folder for games; it need not exist yet."""
    root = _own_checkout()
    return root / "saves" if root else _data() / "saves"


def settings_file() -> Path:
    """The file of this person's settings; it need not exist yet."""
    root = _own_checkout()
    # In a checkout beside the games: version control ignores what lies there.
    return (root / "saves" if root else _data()) / "settings.toml"


def _shipped(name: str) -> Path:
    return (checkout() or package() / "_data") / name


def _own_checkout() -> Path | None:
    return None if os.environ.get(DATA_VARIABLE) else checkout()


def _data() -> Path:
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs  # here, so that a checkout can ask before anything is installed

    return Path(platformdirs.user_data_dir("demarche", appauthor=False))
