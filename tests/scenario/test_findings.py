"""A finding is printed in one form, sorted, filtered by profile and explained by its code."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import game
from game.scenario.findings import (
    CODES,
    Finding,
    explain,
    in_order,
    passes,
    printable,
    quoted,
    without,
)

ONE = Finding(
    "s.toml", 3, 5, "error", "value-range", "it is 9", "at most 5", "lower it", "\tx = 9", 1
)
WARNING = replace(ONE, severity="warning")


def test_the_line_form_has_place_code_what_expected_and_mend() -> None:
    """The form that the command line documents."""
    assert str(ONE) == "s.toml:3:5: error[value-range]: it is 9; expected at most 5; lower it"
    assert str(replace(ONE, expected="", mend="")).endswith("it is 9")


def test_carets_stand_under_the_place() -> None:
    """Tabs stay tabs, wide letters take two columns, combining marks none."""
    shown = replace(ONE, source_line="\t漢e\u0301x = 9", column=9).with_source().split("\n")
    assert shown[1].endswith("| \t漢e\u0301x = 9")
    assert shown[2] == " " * 9 + "\t" + "  " + " " + " " * 4 + "^"


def test_a_long_line_is_cut_around_the_place() -> None:
    """The caret is under the right letter of what is shown."""
    found = replace(ONE, source_line="a" * 300 + "B" + "a" * 300, column=301, span=1)
    shown = found.with_source().split("\n")
    assert shown[1][shown[2].index("^")] == "B"
    assert len(shown[1]) < 120


def test_a_terminal_is_never_sent_control_characters() -> None:
    """What an editor would hide is shown as a mark."""
    found = replace(ONE, source_line="x = \x1b[31m9")
    assert "\x1b" not in found.with_source()
    assert printable("a\x07b") == "a\N{REPLACEMENT CHARACTER}b"
    assert quoted("x" * 99).endswith('…"')


def test_findings_come_in_the_order_of_the_file() -> None:
    """By line and column, errors first, without repetitions."""
    later = replace(ONE, line=10)
    assert in_order([later, WARNING, ONE, ONE]) == [ONE, WARNING, later]


def test_warnings_count_in_a_release_only() -> None:
    """A draft may have warnings; notes never count."""
    assert passes([WARNING], "draft")
    assert not passes([WARNING], "release")
    assert not passes([ONE], "draft")
    assert passes([replace(ONE, severity="note")], "release")


def test_warnings_can_be_switched_off_and_errors_cannot() -> None:
    """An error stays whatever is switched off."""
    assert without([ONE, WARNING], {"value-range"}) == [ONE]
    assert without([WARNING], {"key-unknown"}) == [WARNING]


def test_the_json_form_keeps_every_field() -> None:
    """A program can rebuild the finding from it."""
    assert Finding(**json.loads(json.dumps(ONE.as_json()))) == ONE


def test_every_code_that_the_package_uses_is_explained() -> None:
    """Codes of the sources and of the registry are the same: none dead, none unexplained."""
    used, given = set(), set()
    for path in Path(game.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            used |= {text for text in texts if text in CODES}
            named = isinstance(node.func, ast.Attribute) and node.func.attr == "finding"
            if named and len(texts) > 2:
                given.add(texts[2])
    assert used == set(CODES)
    assert given - {None} <= set(CODES)
    assert explain("no-such-code") is None
    assert "misspelt" in (explain("key-unknown") or "")
