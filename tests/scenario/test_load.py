"""A scenario loads whole, or not at all with every mistake named at its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from game import paths
from game.errors import UserError
from game.scenario.checks.registry import CHECKS
from game.scenario.findings import Finding
from game.scenario.load import (
    ScenarioError,
    examine,
    find_scenario,
    load_from_texts,
    load_scenario,
    scenario_ids,
)
from tests.scenario.small import RULES, SCENARIO, catalogue_texts, write_folder


def findings_of(text: str, root: Path) -> list[Finding]:
    """Return what is found in the small scenario with this text."""
    folder = write_folder(root, text)
    _, found = examine(folder, rules=RULES, assets=paths.assets(), shown_as="strait")
    return list(found)


def test_the_small_scenario_is_sound(tmp_path: Path) -> None:
    """What the tests break is whole before."""
    assert findings_of(SCENARIO, tmp_path) == []


# old, new, code, the marked text, a part of the message
MISTAKES = [
    ('status_quo = "soon"', 'status_quo = "son"', "option-unknown", '"son"', '"soon"?'),
    ("lasts = 2\n", "", "duration-lasts", "[[terms.options]]", '"soon" does not say'),
    ("depth = 2\n", "", "option-free", "[[terms.options]]", '"late" costs nobody'),
    ("step = 25", "step = 30", "scale-step", "30", "do not lead from 0 to 100"),
    ("low = 0", "low = 100", "scale-step", "100", '"low" below "high"'),
    ("status_quo = 25", "status_quo = 30", "scale-step", "30", "one of 0, 25, 50, 75, 100"),
    ('["ship", "fund"]', '["ship", "fnud"]', "reference-unknown", '"fnud"', '"fund"?'),
    ('["ship", "fund"]', '["ship", "fund", "basing"]', "unused", '"basing"', "no operation needs"),
    ('["ship", "fund"]', '["ship", "fund", "ship"]', "name-twice", '"ship"', "second time"),
    ('needs = [{ resource = "fund" }]', 'needs = [{ resource = "fund" }, { resource = "legal" }]',
     "resource-unlisted", '"legal"', 'add it to "resources"'),
    ('zone = "strait"\nneeds', "needs", "operation-incomplete", "[[operations]]", "says nowhere"),
    ("[50, 14], [45, 14]]", "[45, 14], [50, 14]]", "polygon-broken", "[[45, 12], [50, 12], "
     "[45, 14], [50, 14]]", "crosses itself"),
    ("[45, 14]]", "[45, 14], [45, 12]]", "polygon-broken", "[[45, 12], [50, 12], [50, 14], "
     "[45, 14], [45, 12]]", "again at the end"),
    ("[45, 14]]", "[145, 14]]", "polygon-broken", "[145, 14]", "longitude 28 to 82"),
    ("at = [46, 13]", "at = [13, 46]", "polygon-broken", "[13, 46]", "longitude comes first"),
    ("profit = 50", "profit = 100", "pressure-incomplete", "100", "neither of them"),
    ("activity = { strait = 10 }", "activity = { strait = 0 }", "pressure-incomplete",
     "{ strait = 0 }", "nowhere"),
    ("reward = 1.2", "reward = 1.2\nseason = [1, 1]", "pressure-incomplete", "[1, 1]", "four"),
    ('of = "sum"', 'of = "seat"', "track-mismatch", '"seat"', '"sum" or "mean"'),
    ("start = 10\n", "", "track-mismatch", "[[tracks]]", "no value at the start"),
    ('headline = true\n', "", "track-mismatch", "[[tracks]]", "0 tracks are headlines"),
    ('alias = "Southland"', 'alias = "Northland"', "name-twice", '"Northland"', "another member"),
    ("trust = { brava = 40 }", "trust = { alba = 40 }", "value-invalid", "alba", "in itself"),
    ("trust = { brava = 40 }", "trust = { brava = 140 }", "value-range", "140", "from 0 to 100"),
    ("share = { weight = 5, ideal = 25 }\n", "", "position-missing", "[members.positions]",
     '"brava" has no position on "share"'),
    ("share = { weight = 5, ideal = 25 }", "share = { weight = 5, values = {} }", "position-kind",
     "{ weight = 5, values = {} }", "is a scale"),
    ("share = { weight = 5, ideal = 25 }", "share = { weight = 5, ideal = 250 }", "value-range",
     "250", "from 0 to 100"),
    ("{ soon = 80, late = 100 }", "{ soon = 80 }", "option-missing", "{ soon = 80 }", '"late"'),
    ("{ soon = 80, late = 100 }", "{ soon = 80, late = 100, never = 0 }", "option-unknown",
     "never", 'no option "never"'),
    ("raids = [20, 30]", "raids = [30, 20]", "range-reversed", "[30, 20]", "swap them"),
    ("exit = { weight = 10", "exit = { weight = 60", "value-range", "60", "from 0 to 40"),
    ('term = "exit"\noptions = ["late"]', 'term = "exit"', "red-line-unclear",
     "[[members.red_lines]]", "is a choice"),
    ('term = "exit"\noptions = ["late"]', 'operation = "watch"', "red-line-unclear",
     "[[members.red_lines]]", "says no level"),
    ('term = "exit"\noptions = ["late"]', 'term = "exit"\noptions = ["soon"]',
     "red-line-status-quo", "[[members.red_lines]]", "without agreement"),
    ('term = "exit"\noptions = ["late"]', 'term = "exit"\noptions = ["late", "soon"]',
     "red-line-unclear", "[[members.red_lines]]", "forbids every answer"),
    ("weight = 60", "weight = 50", "factions-sum", "[[members.factions]]", "weigh 90 together"),
    ('id = "purse"', 'id = "house"', "name-twice", '"house"', "second faction"),
    ('rejects = { exit = ["late"] }', 'rejects = { exit = ["latte"] }', "option-unknown",
     '"latte"', '"late"?'),
    ("at_least = 2, at_most = 2", "at_least = 3, at_most = 2", "condition-mismatch",
     '{ kind = "turn", at_least = 3, at_most = 2 }', "before the first"),
    ("at_least = 2, at_most = 2", "at_least = 9", "event-never", "9", "no preset reaches turn 9"),
    ('quantity = "own", track = "goodwill"', 'quantity = "own"', "condition-mismatch",
     '{ kind = "change", quantity = "own", by = 5 }', '"track" belongs'),
    ('quantity = "own", track = "goodwill"', 'quantity = "own", track = "raids"',
     "condition-mismatch", '"raids"', "no track of the scenario's own"),
    ('"activity", at_most = 5', '"activity"', "condition-mismatch",
     '{ kind = "quantity", quantity = "activity" }', "nothing is compared"),
    ('"activity", at_most = 5', '"legitimacy", member = "alba", at_most = 5',
     "condition-mismatch", '"alba"', "not a member's own"),
    ("exit = \"late\", share = 50", 'exit = "late", share = 60', "scale-step", "60", "no answer"),
    ('resource = "ship", level = 2 }]', 'resource = "fund", level = 1 }]', "draft-impossible",
     '"fund"', '"watch" does not use'),
    ("level = 2 }]", "level = 4 }]", "draft-impossible", "4", "at most 3 in all"),
    ("default = true\n", "", "preset-default", "[[presets]]", "no preset is the default"),
    ("open_terms = 2", "open_terms = 3", "value-range", "3", "there are 2"),
    ("set = { grievance = 4 }", "set = { greivance = 4 }", "parameter-unknown", "greivance",
     '"grievance"?'),
    ('why = "Two members only."\n', "", "unsourced", "[rules.burden_sharing]", "without a reason"),
    ("cost = 1\nassumption = true", "cost = 1", "unsourced", "[[terms]]", '"share" has figures'),
    ('brief = "briefs/brava.md"', 'brief = "briefs/brave.md"', "page-missing",
     '"briefs/brave.md"', '"briefs/brava.md"?'),
    ('brief = "briefs/brava.md"', 'brief = "../strait/briefs/brava.md"', "page-missing",
     '"../strait/briefs/brava.md"', "inside the scenario's folder"),
    ('flag = "fr"', 'flag = "zz"', "asset-unknown", '"zz"', 'no flag "zz"'),
    ('map = "gulf_of_aden"', 'map = "gulf_of_adn"', "asset-unknown", '"gulf_of_adn"',
     '"gulf_of_aden"?'),
    ('map_view = "corridor"', 'map_view = "coridor"', "asset-unknown", '"coridor"', '"corridor"?'),
    ("a port of {brava}", "a port of {bravo}", "name-in-text",
     '"Ships of {alba} shelter in a port of {bravo}."', '"brava"?'),
    ('framework = "contact_group"', 'framework = "contact_grup"', "reference-unknown",
     '"contact_grup"', '"contact_group"?'),
    ("[rules.burden_sharing]", "[rules.burdensharing]", "reference-unknown", "burdensharing",
     '"burden_sharing"?'),
    ('term = "exit"\noptions = ["late"]',
     'term = "exit"\noptions = ["late"]\nunless = { exit = ["sooon"] }',
     "option-unknown", '"sooon"', '"soon"?'),
    ("worth = 1", "worth = 3", "judgement-key", "[", '"first" has 2 options of worth 3'),
    ('id = "wait", text', 'id = "tell", text', "judgement-key", '"tell"', 'two options "tell"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "marked", "said"),
    MISTAKES,
    ids=[f"{m[2]}:{m[1][:30]}" for m in MISTAKES],
)
def test_a_mistake_gives_one_finding_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, marked: str, said: str
) -> None:
    """One mistake, one message: its code, the text under the caret, and a part of what it says."""
    assert SCENARIO.count(old) == 1, SCENARIO.count(old)
    found = findings_of(SCENARIO.replace(old, new), tmp_path)
    assert [f.code for f in found] == [code], "\n".join(map(str, found))
    (finding,) = found
    start = finding.column - 1
    assert finding.source_line[start : start + finding.span] == marked
    assert said in str(finding)


def test_every_check_is_tried_by_a_mistake(tmp_path: Path) -> None:
    """No check is there that never finds anything."""
    tried = {m[2] for m in MISTAKES}
    assert len(CHECKS) == 20
    assert {"page-missing", "name-in-text", "draft-impossible", "factions-sum"} <= tried


def test_a_brief_with_a_wrong_name_is_shown_at_its_own_line(tmp_path: Path) -> None:
    """Findings in pages name the page."""
    folder = write_folder(tmp_path)
    (folder / "briefs" / "alba.md").write_text("# Alba\nAsk {brvaa}.\n", encoding="utf-8")
    _, (found,) = examine(folder, rules=RULES, shown_as="strait")
    assert str(found).startswith("strait/briefs/alba.md:2:5: error[name-in-text]")
    assert found.source_line == "Ask {brvaa}."


def test_an_overlong_brief_is_a_warning(tmp_path: Path) -> None:
    """A brief fits on a page; a longer one still loads."""
    folder = write_folder(tmp_path)
    (folder / "briefs" / "alba.md").write_text("word " * 600, encoding="utf-8")
    loaded = load_scenario(folder, rules=RULES)
    assert [f.code for f in loaded.findings] == ["page-long"]


def test_a_broken_scenario_never_loads(tmp_path: Path) -> None:
    """The error carries every finding."""
    folder = write_folder(tmp_path, SCENARIO.replace("weight = 60", "weight = 50"))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder, rules=RULES)
    assert [f.code for f in caught.value.findings] == ["factions-sum"]
    assert "weigh 90" in str(caught.value)


def test_a_broken_catalogue_is_reported_without_blaming_the_scenario(tmp_path: Path) -> None:
    """One mistake in the catalogue is one finding, in the catalogue's file."""
    texts = {**catalogue_texts(), "scenario.toml": SCENARIO}
    styles = texts["catalogue/styles.toml"]
    texts["catalogue/styles.toml"] = styles.replace("candour = 0.5\n", "candour = 5\n", 1)
    with pytest.raises(ScenarioError) as caught:
        load_from_texts(texts, rules=RULES)
    assert [(f.file, f.code) for f in caught.value.findings] == [
        ("catalogue/styles.toml", "value-range")
    ]


def test_names_are_put_into_texts_and_briefs(tmp_path: Path) -> None:
    """Real names by default, invented ones by one switch."""
    folder = write_folder(tmp_path)
    real = load_scenario(folder, rules=RULES)
    invented = load_scenario(folder, rules=RULES, aliases=True)
    assert real.scenario.events[0].text == "Ships of Alba shelter in a port of Brava."
    assert invented.scenario.events[0].text == "Ships of Northland shelter in a port of Southland."
    assert "You are Southland." in invented.briefs["brava"]


def test_a_save_can_carry_the_scenario(tmp_path: Path) -> None:
    """The raw texts alone give the same scenario again, without the folder."""
    loaded = load_scenario(write_folder(tmp_path), rules=RULES)
    again = load_from_texts(loaded.text, rules=RULES)
    assert again == replace(loaded, findings=again.findings)
    assert set(loaded.text) >= {"scenario.toml", "guide.md", "catalogue/styles.toml"}


def test_a_save_without_a_text_is_refused(tmp_path: Path) -> None:
    """Missing texts are findings, not tracebacks."""
    loaded = load_scenario(write_folder(tmp_path), rules=RULES)
    for lost in loaded.text:
        texts = {name: text for name, text in loaded.text.items() if name != lost}
        with pytest.raises(ScenarioError):
            load_from_texts(texts, rules=RULES)


def test_scenarios_are_found_by_id_and_by_path(tmp_path: Path) -> None:
    """An id, a folder and a file lead to the same place; a slip is answered by the nearest name."""
    folder = write_folder(tmp_path)
    assert find_scenario("strait", tmp_path) == folder
    assert find_scenario(str(folder), tmp_path) == folder
    assert find_scenario(str(folder / "scenario.toml"), tmp_path) == folder
    assert scenario_ids(tmp_path) == ("strait",)
    with pytest.raises(UserError, match="did you mean 'strait'"):
        find_scenario("strayt", tmp_path)
