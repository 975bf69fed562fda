"""Copies fonts and icons and renders flags from the published packages into assets/.

Run by hand, when a list or a version changes, with a folder outside the checkout:

    cp assets/build/package.json FOLDER && (cd FOLDER && npm install)
    python -m pip install resvg-py==0.5.0
    python assets/build/collect.py FOLDER/node_modules

Needs Node's npm for the packages of package.json, and the Python package
resvg-py for the flags: the SVG reader of SDL silently drops stars and trigrams.
Everything written is decided by the lists and versions beside this file.
"""

import shutil
import sys
import tomllib
from pathlib import Path

BUILD = Path(__file__).resolve().parent
ASSETS = BUILD.parent
FLAG_WIDTHS = (24, 48, 96, 192)


def listed(name: str) -> list[str]:
    """The words of a list file, without its comments, in order."""
    lines = (BUILD / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def fonts(packages: Path) -> int:
    """Copies the faces named by the dark theme, with their licence; returns how many."""
    theme = tomllib.loads((ASSETS / "theme" / "dark.toml").read_text(encoding="utf-8"))
    target = ASSETS / "fonts"
    target.mkdir(exist_ok=True)
    for file in theme["font"].values():
        (source,) = (packages / "@ibm").glob(f"*/fonts/complete/woff/{file}")
        shutil.copyfile(source, target / file)
    shutil.copyfile(packages / "@ibm" / "plex-sans" / "LICENSE.txt", target / "OFL.txt")
    return len(theme["font"])


def icons(packages: Path) -> int:
    """Copies the icons of icons.txt, with their licence; returns how many."""
    target = ASSETS / "icons"
    target.mkdir(exist_ok=True)
    names = listed("icons.txt")
    for name in names:
        shutil.copyfile(
            packages / "lucide-static" / "icons" / f"{name}.svg", target / f"{name}.svg"
        )
    shutil.copyfile(packages / "lucide-static" / "LICENSE", target / "LICENSE")
    return len(names)


def thickened(svg: str) -> str:
    """The drawing laid on itself, since fields that meet in it leave a transparent seam."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480">{svg * 5}</svg>'


def flags(packages: Path) -> int:
    """Renders the flags of flags.txt at each width, four by three; returns how many states."""
    from resvg_py import svg_to_bytes

    target = ASSETS / "flags"
    target.mkdir(exist_ok=True)
    codes = listed("flags.txt")
    for code in codes:
        svg = (packages / "flag-icons" / "flags" / "4x3" / f"{code}.svg").read_text(
            encoding="utf-8"
        )
        for width in FLAG_WIDTHS:
            png = svg_to_bytes(svg_string=thickened(svg), width=width, height=width * 3 // 4)
            (target / f"{code}_{width}.png").write_bytes(bytes(png))
    shutil.copyfile(packages / "flag-icons" / "LICENSE", target / "LICENSE")
    return len(codes)


def main(arguments: list[str]) -> int:
    """Does all three and says what was written; 1 if the packages are not where it was told."""
    packages = Path(arguments[0]) if len(arguments) == 1 else None
    if packages is None or not (packages / "flag-icons").is_dir():
        print(
            "Give the folder node_modules that holds the packages of package.json.", file=sys.stderr
        )
        return 1
    print(f"{fonts(packages)} fonts, {icons(packages)} icons, {flags(packages)} flags")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
