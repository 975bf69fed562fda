"""Accounts of what the game did, kept as text, so that a change of behaviour is read and accepted.

``DEMARCHE_ACCEPT=1 python3 -m tests tests/engine/test_golden.py`` writes what is told now; the
difference is then looked at like any other before it is committed.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).parent
ACCEPT = "DEMARCHE_ACCEPT"
MOST_LINES = 40


def hold_to(name: str, told: str) -> None:
    """Fail unless *told* is what the file says; in an accepting run, write it there instead."""
    file = FOLDER / name
    if os.environ.get(ACCEPT):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(told, encoding="utf-8", newline="\n")
        return
    kept = file.read_text(encoding="utf-8") if file.is_file() else ""
    if kept == told:
        return
    lines = list(unified_diff(kept.splitlines(), told.splitlines(), name, "now", lineterm="", n=1))
    shown = "\n".join(lines[:MOST_LINES])
    more = f"\n... {len(lines) - MOST_LINES} more lines" if len(lines) > MOST_LINES else ""
    raise AssertionError(
        f"{name} tells another story now:\n{shown}{more}\n"
        f"If that is meant, run these tests once with {ACCEPT}=1 and commit the file."
    )
