"""Every ledger entry is explained: a headline, a sentence with its figures, a rule and a source."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from game import paths
from game.engine.ledger import Entry
from game.engine.rules.registry import ORDER
from game.engine.view import view
from game.texts import causes
from tests.texts.played import a_game

Made = tuple[str, str, str]


def _values(tree: ast.AST, node: ast.AST) -> Iterator[str]:
    """The strings that an expression may be: itself, both sides of a choice, or a variable's."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _values(tree, node.body)
        yield from _values(tree, node.orelse)
    elif isinstance(node, ast.Name):
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == node.id for target in other.targets
            ):
                yield from _values(tree, other.value)


def _made() -> Iterator[Made]:
    """Place, rule and cause of every entry that the engine's source can make."""
    for file in sorted((paths.package() / "engine").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called == "put" and file.parent.name == "rules" and file.name != "course.py":
                rule, cause = node.args[0], node.args[3]
            elif called == "put_each" and file.name != "course.py":
                rule, cause = node.args[0], node.args[2]
            elif called == "moved" and isinstance(node.args[1], ast.Constant):
                rule, cause = node.args[1], node.args[2]
            else:
                continue
            found = [(r, c) for r in _values(tree, rule) for c in _values(tree, cause)]
            assert found, f"{file.name}:{node.lineno}: rule or cause cannot be read"
            for name, code in found:
                yield f"{file.name}:{node.lineno}", name, code


MADE = tuple(_made())
BY_THE_LEDGER = {
    ("undisclosed", "undisclosed"),
    ("estimate_revised", "estimate_revised"),
    ("rounding", "rounding"),
}


def test_the_engine_makes_entries() -> None:
    """The search of the source finds the rules and the acts."""
    assert {rule.id for rule in ORDER} <= {rule for _where, rule, _cause in MADE}
    assert ("statement", "backed_down") in {(rule, cause) for _where, rule, cause in MADE}


@pytest.mark.parametrize(("where", "rule", "cause"), MADE, ids=[f"{m[0]}-{m[2]}" for m in MADE])
def test_every_rule_and_cause_has_words(where: str, rule: str, cause: str) -> None:
    """What the source can write into the ledger can be said."""
    assert causes.has_words(rule, cause)


def test_no_words_are_idle() -> None:
    """Every cause with words can occur."""
    made = {(rule, cause) for _where, rule, cause in MADE}
    assert made | BY_THE_LEDGER == causes.SAID


def test_every_rule_names_its_concept_and_literature() -> None:
    """Concepts are said in words of their own, not by a made-up name."""
    for rule in ORDER:
        assert rule.concept in causes._CONCEPTS
        assert rule.literature


def test_every_entry_of_a_played_game_is_explained_with_its_figures() -> None:
    """State and seat ledgers alike: whole sentences, and where there are facts they are told."""
    play = a_game()
    table = play.table
    titles = {e.id: e.title for e in play.state.setting.scenario.events}
    seen = [view(play.state, seat).records for seat in (0, 3)]
    entries = [e for record in play.state.records for e in record.entries]
    entries += [e for records in seen for record in records for e in record.entries]
    assert len({(e.rule, e.cause) for e in entries}) > 35
    for entry in entries:
        why = causes.entry_line(table, entry, titles)
        assert "{" not in why.headline + why.sentence
        assert why.sentence.endswith(".")
        assert why.rule
        assert why.assumption
        saying = causes._CAUSES.get((entry.rule, entry.cause))
        if saying and saying.told and entry.facts:
            assert why.sentence != saying.plain, (entry.rule, entry.cause)
        if entry.rule not in {"event", *(pair[0] for pair in BY_THE_LEDGER)}:
            assert why.concept
            assert why.literature


def test_figures_come_from_the_facts() -> None:
    """Shares are per cent, members are named, and a whole breach is not a percentage."""
    table = a_game().table
    place = table.layout.places["trust/india/france"]
    facts = (("member", "france"), ("short", 400))
    entry = Entry(1, "pledge_delivery", "not_delivered", place, -5_600, facts)
    why = causes.entry_line(table, entry)
    assert why.sentence == "France did not send 40% of what it had promised."
    assert (why.rule, why.concept) == ("Pledge against delivery", "Unilateral action")
    whole = Entry(1, "pledge_delivery", "not_delivered", place, 1, (facts[0], ("short", 1000)))
    said = causes.entry_line(table, whole).sentence
    assert said == "France did not send any of what it had promised."


def test_an_event_is_told_by_its_headline_and_a_cut_by_the_scale() -> None:
    """Entries of events carry the event's title; clamps say that the scale ends."""
    table = a_game().table
    entry = Entry(1, "event", "early_monsoon", 0, 500)
    known = causes.entry_line(table, entry, {"early_monsoon": "The monsoon comes early"})
    assert known.headline == "The monsoon comes early"
    assert causes.entry_line(table, entry).headline == "Event"
    clamp = causes.entry_line(table, Entry(1, "legitimacy", "clamp", 0, -500))
    assert (clamp.headline, clamp.rule) == ("End of the scale", "Legitimacy")


def test_every_quantity_has_a_name() -> None:
    """No key of the layout shows as it is written in the file."""
    table = a_game().table
    shown = [causes.quantity_name(table, place) for place in range(len(table.layout.keys))]
    assert len(set(shown)) == len(shown)
    assert not [name for name in shown if "/" in name or "_" in name]
    assert "India: trust in the United States" in shown
    assert "Incidents, transit corridor" in shown
