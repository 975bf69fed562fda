"""Where assets lie, in a checkout and in an installed wheel; no decoding of pictures or fonts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FLAG_SIZES = (24, 48, 96, 192)


class MissingAsset(Exception):
    """An asset that the client needs is not where it should be; the message names the path."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths into one assets folder."""

    folder: Path

    def theme(self, name: str) -> Path:
        """Path of a theme's tokens; *name* is ``dark`` or ``light``. Raises MissingAsset."""
        return self._existing("theme", f"{name}.toml")

    def font(self, file: str) -> Path:
        """Path of a font file by its name. Raises MissingAsset."""
        return self._existing("fonts", file)

    def icon(self, name: str) -> Path:
        """Path of a Lucide icon by its name, such as ``ship``. Raises MissingAsset."""
        return self._existing("icons", f"{name}.svg")

    def map(self, name: str) -> Path:
        """Path of a baked map by its name. Raises MissingAsset."""
        return self._existing("maps", f"{name}.json")

    def flag(self, code: str, width: int) -> Path | None:
        """The smallest picture at least *width* pixels wide, else the largest; None if unknown."""
        best: Path | None = None
        for size in FLAG_SIZES:
            path = self.folder / "flags" / f"{code}_{size}.png"
            if path.is_file():
                best = path
                if size >= width:
                    break
        return best

    def _existing(self, kind: str, file: str) -> Path:
        path = self.folder / kind / file
        if not path.is_file():
            raise MissingAsset(
                f"The file {path} is missing. Install Demarche again, or restore the file."
            )
        return path


def package_folder() -> Path:
    """The folder of the package ``game``."""
    return Path(__file__).resolve().parent.parent


def in_checkout() -> bool:
    """Whether the package runs from a checkout rather than from an installed wheel."""
    return (package_folder().parent / "pyproject.toml").is_file()


def find_assets() -> Assets:
    """The assets of this installation. Raises MissingAsset when there is no such folder."""
    package = package_folder()
    candidates = (package / "_data" / "assets", package.parent / "assets")
    for folder in candidates:
        if (folder / "theme").is_dir():
            return Assets(folder)
    places = " nor in ".join(os.fspath(folder) for folder in candidates)
    raise MissingAsset(f"No assets were found in {places}. Install Demarche again.")
