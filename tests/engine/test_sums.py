"""Sums come out the same on every version of Python."""

from __future__ import annotations

import ast
from pathlib import Path

import game
from game.engine.sums import added

PURE = ("engine", "negotiation", "members")


def test_it_adds_one_by_one_without_compensation() -> None:
    """A float is rounded after each step, as on Python 3.11; whole numbers stay whole."""
    assert added([0.1] * 10) == 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1
    assert added([0.1] * 10) != 1.0
    assert isinstance(added([1, 2]), int)


def uses_of_the_builtin(source: str) -> list[int]:
    """Lines that call the built-in ``sum``."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"
    ]


def test_nothing_that_decides_a_game_uses_the_built_in_sum() -> None:
    """From Python 3.12 it compensates floats, so a game would differ in its last digits."""
    root = Path(game.__file__).parent
    found = [
        f"{path.relative_to(root)}:{line}"
        for part in PURE
        for path in sorted((root / part).rglob("*.py"))
        for line in uses_of_the_builtin(path.read_text(encoding="utf-8"))
    ]

    assert uses_of_the_builtin("x = sum([1.0])") == [1]
    assert found == []
