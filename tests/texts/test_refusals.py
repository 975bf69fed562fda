"""Every refusal of the engine says what is wrong and what to do next."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from game import paths
from game.engine import commands as c
from game.engine import game
from game.engine.refusal import Refusal
from game.texts.refusals import CODES, refusal_sentence
from tests.texts.played import a_game

SAMPLES: dict[str, int | str | bool] = {
    "act": "table_draft",
    "actor": "usa",
    "command": "table_draft",
    "draft": 3,
    "event": "early_monsoon",
    "least": 30_000,
    "member": "usa",
    "most": 10_000,
    "needs": "briefing outcome",
    "partner": 2,
    "phase": "consultation",
    "red_line": "usa_no_ground",
    "resource": "ship",
    "slot": "escort.ship",
    "status": "withdrawn",
    "stock": 2,
    "support": 21_000,
    "term": "area",
    "waivable": True,
    "wanted": 5,
}


def _refusals() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Place, code and keys of the facts of every refusal in the engine's source."""
    for file in sorted((paths.package() / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                code, facts = node.args
                where = f"{file.name}:{node.lineno}"
                assert isinstance(code, ast.Constant), f"{where}: the code is not written out"
                assert isinstance(facts, ast.Dict), f"{where}: the facts are not written out"
                keys = tuple(key.value for key in facts.keys if isinstance(key, ast.Constant))
                yield where, str(code.value), tuple(str(key) for key in keys)


REFUSALS = tuple(_refusals())


def test_every_code_has_words_and_no_words_are_idle() -> None:
    """The engine's codes and the codes with words are the same."""
    assert {code for _where, code, _keys in REFUSALS} == CODES


@pytest.mark.parametrize(("where", "code", "keys"), REFUSALS, ids=[r[0] for r in REFUSALS])
def test_each_place_that_refuses_gives_the_facts_of_its_sentence(
    where: str, code: str, keys: tuple[str, ...]
) -> None:
    """The sentence is whole, with what is wrong and, after it, what can be done."""
    facts = {key: SAMPLES.get(key, 1) for key in keys}
    said = refusal_sentence(a_game().table, Refusal(code, facts))
    assert "{" not in said
    assert said[0].isupper() or said[0] == "“"
    assert said.endswith(".")
    assert "; " in said or said.count(". ") == 1


def test_facts_are_shown_in_words() -> None:
    """Ids become names, thousandths figures, and the reader's own limit is quoted."""
    table = a_game().table
    over = Refusal(
        "package/over_stock", {"member": "usa", "resource": "ship", "wanted": 9, "stock": 1}
    )
    assert refusal_sentence(table, over) == (
        "The United States can commit 1 ship at most, and this text counts on 9 ships; lower it."
    )
    crossed = Refusal("red_line/crossed", {"red_line": "x", "waivable": True})
    said = refusal_sentence(table, crossed, limits={"x": "No more than two ships."})
    assert "(“No more than two ships.”)" in said
    assert said.endswith("or ask your capital to waive it.")
    weak = Refusal("red_line/too_weak", {"support": 21_000, "least": 30_000})
    assert "Support at home is 21" in refusal_sentence(table, weak)


def test_a_real_refusal_can_be_said() -> None:
    """What the engine refuses in play has a whole sentence."""
    play = a_game()
    refused = game.decide(play.state, "usa", c.CastVote("consent"))
    assert isinstance(refused, Refusal)
    said = refusal_sentence(play.table, refused)
    assert said.startswith("That belongs to the decision, and this is the outcome")


def test_an_unknown_code_still_gets_a_sentence() -> None:
    """A code that texts do not know is told by its name."""
    said = refusal_sentence(a_game().table, Refusal("new/code", {}))
    assert "new/code" in said
