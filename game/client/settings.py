"""What a person has set: scale, theme, motion and window; kept in a TOML file."""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import platformdirs
import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.client.resources import in_checkout, package_folder


@dataclass(frozen=True, slots=True)
class Settings:
    """Scale 1-2, theme ``dark`` or ``light``, window in pixels."""

    scale: float = 1.0
    theme: str = "dark"
    reduced_motion: bool = False
    width: int = 1600
    height: int = 900


class _File(BaseModel):
    """The settings file as written."""

    model_config = ConfigDict(extra="ignore", strict=True)
    scale: float = Field(default=1.0, ge=1.0, le=2.0)
    theme: Literal["dark", "light"] = "dark"
    reduced_motion: bool = False
    width: int = Field(default=1600, ge=640, le=16384)
    height: int = Field(default=900, ge=400, le=16384)


def default_path() -> Path:
    """``saves/settings.toml`` in a checkout, else in the platform's folder for settings."""
    if in_checkout():
        return package_folder().parent / "saves" / "settings.toml"
    return Path(platformdirs.user_config_dir("demarche", appauthor=False)) / "settings.toml"


def load_settings(path: Path) -> tuple[Settings, str]:
    """
    The settings at *path* and a sentence to show, empty if all is well.

    A missing file means defaults. A broken one is kept beside it as ``*.broken`` and defaults
    are used; the sentence names the place, what was expected and where the file went.
    """
    try:
        raw = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), _set_aside(path, f"it cannot be read ({error})")
    try:
        data = _File.model_validate(tomllib.loads(raw))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), _set_aside(path, f"it is not TOML ({error})")
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        return Settings(), _set_aside(path, f"{place}: {first['msg'].lower()}")
    return Settings(**data.model_dump()), ""


def save_settings(path: Path, settings: Settings) -> str:
    """Write *settings* to *path*, whole or not at all; answers a sentence when it failed."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(tomli_w.dumps(asdict(settings)), "utf-8")
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return f"The settings could not be saved to {path}: {error}."
    return ""


def _set_aside(path: Path, why: str) -> str:
    broken = path.with_suffix(path.suffix + ".broken")
    try:
        os.replace(path, broken)
    except OSError:
        return f"The settings file {path} is not used: {why}. Defaults are in force."
    return (
        f"The settings file {path} is not used: {why}. "
        f"Defaults are in force; the file was kept as {broken.name}."
    )
