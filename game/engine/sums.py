"""``added``: sums that come out the same on every version of Python.

From Python 3.12 on the built-in ``sum`` compensates floats, so its last digits differ from 3.11's.
"""

from collections.abc import Iterable
from typing import overload


@overload
def added(values: Iterable[int]) -> int: ...
@overload
def added(values: Iterable[float]) -> float: ...
def added(values: Iterable[float]) -> float:
    """Return the sum of *values*, added one by one from the first; 0 if there are none."""
    result: float = 0
    for value in values:
        result += value
    return result
