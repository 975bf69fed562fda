"""The example in the client's README is run as it is printed."""

from __future__ import annotations

import re
from pathlib import Path

import game.client

README = Path(game.client.__file__).parent / "README.md"


def test_the_example_screen_of_the_readme_runs() -> None:
    """Both blocks run one after the other, and the second asserts on the first."""
    blocks = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)

    assert len(blocks) == 2
    scope: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(README), "exec"), scope)
    assert scope["sent"] == ["joint"]


def test_every_module_is_named_in_the_readme() -> None:
    """A reader finds each module of the client in the table."""
    text = README.read_text("utf-8")
    modules = {path.stem for path in README.parent.glob("*.py")} - {"__init__", "clipboard"}

    assert sorted(name for name in modules if f"`{name}`" not in text) == []
