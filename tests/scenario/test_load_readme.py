"""The authoring guide teaches what works: its examples together are a scenario that passes."""

import re
from pathlib import Path

from game import paths
from game.scenario.load import examine
from tests.scenario.small import RULES, SCENARIO, write_folder

BRAVA = SCENARIO[SCENARIO.index('[[members]]\nid = "brava"') : SCENARIO.index("[[events]]")]


def test_the_examples_of_the_readme_make_a_scenario(tmp_path: Path) -> None:
    """All blocks in order, with a second member and a use for the funds, give no finding."""
    readme = (paths.scenarios() / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert len(blocks) >= 7
    help_ashore = SCENARIO[SCENARIO.index('[[operations]]\nid = "help"') :].split("[[pressures]]")[
        0
    ]
    text = "\n".join(blocks).replace("[[drafts]]", f"{BRAVA}\n{help_ashore}\n[[drafts]]", 1)
    folder = write_folder(tmp_path, text.replace('flag = "fr"', 'flag = "us"', 1))

    _, found = examine(folder, rules=RULES, assets=paths.assets(), shown_as="strait")

    assert [str(finding) for finding in found] == []


def test_the_readme_names_every_lever() -> None:
    """A lever that is not taught is not used."""
    from typing import get_args

    from game.scenario.models.world import Lever

    readme = (paths.scenarios() / "README.md").read_text(encoding="utf-8")
    assert [lever for lever in get_args(Lever) if f"| `{lever}` |" not in readme] == []
