"""Every command has words."""

from typing import get_args

from game.engine.commands import EFFORT, Command
from game.texts.acts import ACTS, button, help_line


def test_every_command_has_an_act_and_no_other_exists() -> None:
    """The kinds of commands and the acts are the same."""
    kinds = {part.__dataclass_fields__["kind"].default for part in get_args(Command)}
    assert kinds == set(ACTS)


def test_no_verb_and_no_button_means_two_things() -> None:
    """A verb or a name on a button tells which act is meant."""
    assert len({act.verb for act in ACTS.values()}) == len(ACTS)
    assert len({act.button for act in ACTS.values()}) == len(ACTS)


def test_help_tells_the_cost() -> None:
    """One line says what an act does and what it costs."""
    assert help_line("table_draft", EFFORT["table_draft"]).endswith("(2 effort)")
    assert help_line("tell", EFFORT.get("tell", 0)).endswith("(free)")
    assert button("call_decision") == "Call decision"
