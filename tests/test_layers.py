"""Imports run one way, the core is pure and its formulas exact: read from the source of `game/`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths

# From the bottom up; the parts of one row know nothing of each other.
ROWS = (
    ("texts", "charts"),
    ("scenario",),
    ("engine",),
    ("negotiation",),
    ("members",),
    ("session",),
    ("classroom", "review", "authoring"),
    ("client", "text"),
    ("bench",),
)
BELOW = {
    part: {part} | {low for row in ROWS[:height] for low in row}
    for height, parts in enumerate(ROWS)
    for part in parts
}
# Modules beside the parts that every part may use; the others beside them start the parts, and no
# part may use those.
SHARED = {"errors", "paths"}

DETERMINISTIC = {"engine", "negotiation", "members"}
EXACT = {"engine", "negotiation", "members"}

# fmt: off
IMPURE = {
    "asyncio", "concurrent", "datetime", "fileinput", "getpass", "glob", "io", "locale",
    "logging", "multiprocessing", "os", "pathlib", "pickle", "platform", "random", "secrets",
    "select", "selectors", "shelve", "shutil", "signal", "socket", "sqlite3", "subprocess",
    "sys", "tempfile", "threading", "time", "urllib", "uuid", "platformdirs", "numpy",
}
# fmt: on
IMPURE_CALLS = {"open", "print", "input", "hash", "id", "eval", "exec", "breakpoint", "globals"}
EXACT_MATH = {"ceil", "comb", "floor", "gcd", "isqrt", "lcm"}


def complaints(path: str, source: str) -> list[str]:
    """What one module of `game/` (named from there, as `engine/state.py`) does that it must not."""
    tree = ast.parse(source)
    part = path.split("/")[0].removesuffix(".py")
    found = [*_wrong_way(path, part, tree), *_foreign_screen(path, tree)]
    if part in DETERMINISTIC:
        found += _impure(path, tree)
    if part in EXACT:
        found += _inexact(tree)
    return [f"game/{path}:{line}: {what}" for line, what in found]


Finding = tuple[int, str]


def _wrong_way(path: str, part: str, tree: ast.Module) -> Iterator[Finding]:
    """Imports of parts that lie higher or beside, also inside functions and for types only."""
    if part not in BELOW and part not in SHARED:
        if "/" in path:
            yield 1, f"'{part}' is no part of the design; name it in ROWS or put it into one"
        return
    allowed = BELOW.get(part, set()) | SHARED
    for line, name in _imports(path, tree):
        owner, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if owner == "game" and target and target != "__version__" and target not in allowed:
            yield line, f"{part} imports game.{target}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            yield node.lineno, "imports by a computed name, which hides its direction"


def _foreign_screen(path: str, tree: ast.Module) -> Iterator[Finding]:
    for line, name in _imports(path, tree):
        if name.split(".")[0] == "pygame" and not path.startswith("client/"):
            yield line, "imports pygame outside client/"


def _impure(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Reaches for a clock, dice, files, the system, or what varies with the hash seed."""
    for line, name in _imports(path, tree):
        if name.split(".")[0] in IMPURE:
            yield line, f"imports {name}"
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in IMPURE_CALLS
        ):
            yield node.lineno, f"calls {node.func.id}()"


def _inexact(tree: ast.Module) -> Iterator[Finding]:
    """Powers, roots and logarithms, whose last digit differs between platforms."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
            if not _is_whole_constant(node):
                yield node.lineno, "raises to a power"
        elif isinstance(node, ast.Call) and _name(node.func) == "pow":
            yield node.lineno, "calls pow()"
        elif (
            isinstance(node, ast.Attribute)
            and _name(node.value) == "math"
            and node.attr not in EXACT_MATH
        ):
            yield node.lineno, f"uses math.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in ("math", "cmath"):
            for alias in node.names:
                if alias.name not in EXACT_MATH:
                    yield node.lineno, f"uses {node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in ("math", "cmath") and alias.asname:
                    yield node.lineno, f"hides {alias.name} under another name"


def _is_whole_constant(node: ast.AST) -> bool:
    """`2**64` is the same everywhere."""
    return isinstance(node, ast.BinOp) and all(
        isinstance(side, ast.Constant) and isinstance(side.value, int)
        for side in (node.left, node.right)
    )


def _imports(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Line and full dotted name of everything imported; relative ones resolved within `game`."""
    package = ["game", *path.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *([node.module] if node.module else [])]
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _sources() -> dict[str, str]:
    folder = paths.package()
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.py"))
    }


def test_every_module_keeps_its_place() -> None:
    """No module of the game imports upwards or sideways, plays dice, or takes a power."""
    sources = _sources()
    assert "bootstrap.py" in sources
    found = [what for path, source in sources.items() for what in complaints(path, source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("engine/state.py", "from game.members.plan import Plan", "imports game.members"),
        ("engine/state.py", "def f():\n    import game.session.log", "imports game.session"),
        ("engine/rules/a.py", "from ...client import app", "imports game.client"),
        ("engine/rules/a.py", "from ... import review", "game.review"),
        ("scenario/load.py", "from game import engine", "imports game.engine"),
        ("texts/voices.py", "import game.charts.model", "imports game.charts"),
        ("review/report.py", "from game.authoring import study", "imports game.authoring"),
        ("classroom/room.py", "from game.review import report", "imports game.review"),
        ("text/play.py", "from game.client.app import run", "imports game.client"),
        ("client/app.py", "from game.text import verbs", "imports game.text"),
        ("errors.py", "from game.texts import numbers", "imports game.texts"),
        ("session/log.py", "from game import cli", "imports game.cli"),
        ("session/log.py", "import importlib\nimportlib.import_module('game.client')", "hides"),
        ("tools/odd.py", "", "no part of the design"),
        ("charts/surface.py", "import pygame", "pygame outside"),
        ("play.py", "from pygame import Surface", "pygame outside"),
        ("engine/draw.py", "import random", "imports random"),
        ("engine/draw.py", "def f():\n    from datetime import datetime", "imports datetime"),
        ("negotiation/search.py", "import time", "imports time"),
        ("engine/state.py", "text = open('x')", "calls open()"),
        ("engine/state.py", "key = hash('x')", "calls hash()"),
        ("engine/rules/a.py", "y = x ** 2", "power"),
        ("engine/rules/a.py", "x **= 2", "power"),
        ("engine/rules/a.py", "y = 2 ** x", "power"),
        ("engine/rules/a.py", "y = pow(x, 2)", "pow()"),
        ("engine/rules/a.py", "import math\ny = math.exp(x)", "math.exp"),
        ("engine/rules/a.py", "import math as m\ny = m.log(x)", "hides math"),
        ("negotiation/worth.py", "from math import floor, sqrt", "math.sqrt"),
    ],
)
def test_a_planted_fault_is_found(path: str, source: str, complaint: str) -> None:
    """The test above would fail for each of these."""
    assert any(complaint in what for what in complaints(path, source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("engine/state.py", "from game.scenario.models import Member\nfrom game import errors"),
        ("engine/rules/a.py", "from .. import state\nfrom ..ledger import Entry"),
        ("engine/rules/a.py", "import math\ny = math.floor(x * 3) // 2 ** 8"),
        ("client/table.py", "import pygame\nfrom game.review import report"),
        ("cli.py", "from game.client import start"),
        ("review/report.py", "import math, os\ny = math.sqrt(x) ** 2"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    """Downward imports, exact arithmetic and the outer parts' freedom raise no complaint."""
    assert complaints(path, source) == []


@pytest.mark.parametrize("module", ["game/__init__.py", "game/__main__.py", "tests/__main__.py"])
def test_the_first_files_read_by_any_python_stay_plain(module: str) -> None:
    """What an old Python reads first has no annotations or f-strings, which it could not read."""
    root = paths.checkout()
    assert root is not None
    tree = ast.parse(Path(root, module).read_text(encoding="ascii"))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.FunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]


def test_set_up_needs_only_the_standard_library() -> None:
    """Nothing that runs before the requirements are known to be there imports one of them."""
    for path in ("__init__.py", "bootstrap.py", "paths.py"):
        tree = ast.parse((paths.package() / path).read_text(encoding="utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        for _, name in _imports(path, ast.Module([*top], [])):
            owner = name.split(".")[0]
            assert owner == "game" or owner in sys.stdlib_module_names, f"{path}: {name}"
