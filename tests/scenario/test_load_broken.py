"""Ten broken files beside exactly what an author is told about each; read them as an author would.

``python -m tests.scenario.test_load_broken`` writes the expected texts anew; look at the difference
before you keep it.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from game import paths
from game.scenario.load import examine
from tests.scenario.small import RULES, write_folder

FOLDER = Path(__file__).parent / "broken"
BROKEN = sorted(path for path in FOLDER.glob("*.toml") if path.name != "sound.toml")


def said_of(path: Path, root: Path) -> str:
    """Return all that is said about a file, as `demarche check` prints it."""
    folder = write_folder(root, path.read_text(encoding="utf-8"))
    _, found = examine(folder, rules=RULES, assets=paths.assets(), shown_as="strait")
    return "".join(finding.with_source() + "\n" for finding in found)


def test_there_are_ten() -> None:
    """None was lost."""
    assert len(BROKEN) == 10


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_all_problems_of_a_broken_file_are_reported_at_once(path: Path, tmp_path: Path) -> None:
    """The expected text holds every mistake that was made, in the order of the file."""
    assert said_of(path, tmp_path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def main() -> int:
    """Write the expected texts anew."""
    for path in BROKEN:
        with tempfile.TemporaryDirectory() as root:
            path.with_suffix(".txt").write_text(said_of(path, Path(root)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
