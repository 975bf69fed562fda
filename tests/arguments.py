"""Which arguments `python3 -m tests` hands to pytest; pytest's own settings are in pyproject."""

import os
from collections.abc import Sequence


def for_pytest(given: Sequence[str], processors: int | None = None) -> list[str]:
    """The arguments as given, plus workers for a run of the whole suite (or all of a marker).

    A few named tests start faster alone, and a debugger or `-x` needs to be alone.
    """
    whole = not given or (len(given) == 2 and given[0] == "-m")
    if not whole or (processors or os.cpu_count() or 1) < 2:
        return list(given)
    return ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal", *given]
