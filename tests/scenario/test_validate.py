"""One mistake in a file gives one finding, at its place, in plain words."""

import pytest

from game.scenario.findings import CODES, Finding
from game.scenario.locate import Locator
from game.scenario.toml_source import parse_toml
from game.scenario.validate import validate
from tests.scenario.harbour import SOUND, Harbour


def findings_of(text: str) -> list[Finding]:
    """Return what is found in a harbour's text."""
    return validate(parse_toml(text.encode(), "harbour.toml"), Harbour)[1]


def one_finding(old: str, new: str) -> tuple[Finding, str]:
    """Put a mistake into the sound text; return the one finding and the text that it marks."""
    assert SOUND.count(old) == 1
    text = SOUND.replace(old, new)
    found = findings_of(text)
    assert len(found) == 1, "\n".join(map(str, found))
    line = text.split("\n")[found[0].line - 1]
    assert found[0].source_line == line
    start = found[0].column - 1
    return found[0], line[start : start + found[0].span]


def test_a_sound_file_becomes_a_model_without_findings() -> None:
    """The sample is accepted, and its values are the author's."""
    harbour, found = validate(parse_toml(SOUND.encode(), "harbour.toml"), Harbour)
    assert found == []
    assert harbour is not None
    assert [ship.id for ship in harbour.ships] == ["alba", "brava"]


MISTAKES = [
    # old, new, code, marked, a part of what, a part of expected, a part of mend
    ('name = "Alba"', 'nmae = "Alba"', "key-unknown", "nmae", '"nmae"', '"name"', '"name"?'),
    ('name = "Alba"\n', "", "key-missing", "[[ships]]", '"name"', "name on the hull", "name = "),
    ("crew = 12", "crew = 0", "value-range", "0", "too small", "from 1 to 500", ""),
    ("crew = 12", "crew = 900", "value-range", "900", "too large", "from 1 to 500", ""),
    ("crew = 12", 'crew = "12"', "value-type", '"12"', '"crew"', "whole number", "12 without"),
    ("crew = 12", "crew = 12.0", "value-type", "12.0", '"crew"', "whole number", "write 12"),
    ("crew = 12", "crew = nan", "value-type", "nan", '"crew"', "whole number", ""),
    ("armed = true", 'armed = "yes"', "value-type", '"yes"', '"armed"', "true or false", "true"),
    ('flag = "red"', 'flag = "rde"', "value-choice", '"rde"', '"rde"', '"white"', '"red"?'),
    ('flag = "red"', "flag = 3", "value-choice", "3", '"flag"', '"white"', "one of these"),
    ('name = "Alba"', "name = 3", "value-type", "3", '"name"', "text", "quotes"),
    ('"Brava"', '"Brava of the Long Name"', "value-length", '"Brava of the Long Name"',
     "22 characters", "at most 20", "shorten"),
    ('id = "fog"', 'id = "Fog Bank"', "value-pattern", '"Fog Bank"', "Fog Bank", "small letters",
     '"fog_bank"'),
    ('kind = "chance", chance = 0.5', 'kind = "chanse", chance = 0.5', "value-choice",
     '"chanse"', '"chanse"', '"moored"', '"chance"?'),
    ('kind = "chance", chance = 0.5', "chance = 0.5", "key-missing", "{chance = 0.5}",
     '"kind"', '"chance"', "kind ="),
    ("chance = 0.5", "chance = 1.5", "value-range", "1.5", "too large", "from 0 to 1", ""),
    ("chance = 1}", "chance = 2}", "value-range", "2", "too large", "from 0 to 1", ""),
    ('"moored", ship = "brava"', '"moored", shp = "brava"', "key-unknown", "shp", '"shp"',
     '"ship"', '"ship"?'),
    ('"moored", ship = "brava"', '"moored", ship = "brave"', "reference-unknown", '"brave"',
     '"brave"', '"brava"', '"brava"?'),
    ('delay = "never"', 'delay = "nevr"', "value-choice", '"nevr"', '"nevr"', '"never"',
     '"never"?'),
    ('delay = "never"', "delay = true", "value-type", "true", "true", "whole number", ""),
    ('to = "alba"', 'to = "alb"', "reference-unknown", '"alb"', '"alb"', '"alba"', '"alba"?'),
    ("speed = [8, 12]", "speed = [8]", "value-type", "[8]", '"speed"', "list of 2", ""),
    ("speed = [8, 12]", "speed = [12, 8]", "value-invalid", "[12, 8]", "low is above high",
     "low up to high", "swap"),
    ("speed = {low = 3, high = 4}", "speed = {low = 3, hgih = 4}", "key-unknown", "hgih",
     '"hgih"', '"high"', '"high"?'),
    ("trust.brava = 3", "trust.brva = 3", "reference-unknown", "brva", "brva", "brava", '"brava"'),
    ("trust.brava = 3", 'trust.brava = "x"', "value-type", '"x"', '"brava"', "whole number", ""),
    ("alba = -2", "olba = -2", "reference-unknown", "olba", "olba", "alba", '"alba"?'),
    ("alba = -2", "alba = -2\nconvoi = 3", "reference-unknown", "convoi", "convoi", "alba", ""),
    ('convoy = ["alba"]', 'convoy = ["alba", "x"]', "reference-unknown", '"x"', '"x"', "alba", ""),
    ('convoy = ["alba"]', 'convoy = "alba"', "value-type", '"alba"', '"convoy"', "list", "[ ]"),
    ('id = "calm"', 'id = "fog"', "name-twice", '"fog"', "second time", "line 25", "rename"),
    ("crew = 12", "crew = 12\ndraught = 0", "value-range", "0", "too small", "above 0", ""),
    ("[[events]]\nid = \"calm\"", "[[evnts]]\nid = \"calm\"", "key-unknown", "evnts", "evnts",
     '"events"', '"events"?'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "marked", "what", "expected", "mend"), MISTAKES)
def test_a_mistake_is_told_once_where_it_stands(
    old: str, new: str, code: str, marked: str, what: str, expected: str, mend: str
) -> None:
    """The one finding has the code, marks the author's own text, and says what to do."""
    found, text = one_finding(old, new)
    assert (found.code, text) == (code, marked)
    assert found.severity == "error"
    assert what in found.what
    assert expected in found.expected
    assert mend in found.mend
    assert found.mend


def test_no_message_speaks_pydantic() -> None:
    """Words of programmers and class names do not reach the author."""
    for old, new, *_ in MISTAKES:
        said = str(one_finding(old, new)[0]).lower()
        for word in ("input", "valid ", "union", "dict", "tuple", "str ", "field", "moored |"):
            assert word not in said, said


def test_a_key_below_the_wrong_header_is_told_where_it_belongs() -> None:
    """TOML's commonest mistake gets its own advice."""
    old = 'when = {kind = "chance", chance = 0.5}\n'
    new = '[events.when]\nkind = "chance"\nchance = 0.5\ndelay = 2\n'
    found, text = one_finding(old, new)
    line = SOUND.replace(old, new).split("\n").index("[events.when]") + 1
    assert (found.code, text) == ("key-unknown", "delay")
    assert f"above line {line}" in found.mend


def test_a_list_that_lost_its_name_hides_no_definitions() -> None:
    """A misspelt [[ships]] is one mistake: references to its ships are not blamed as well."""
    found = findings_of(SOUND.replace("[[ships]]", "[[shps]]").replace("[ships.", "[shps."))
    assert [f.code for f in found] == ["key-unknown"]
    assert '"ships"?' in found[0].mend


def test_mistakes_of_every_kind_are_found_in_one_run() -> None:
    """A wrong value, an unknown reference and a second definition come together, in order."""
    text = SOUND.replace("crew = 12", "crew = 0").replace('to = "alba"', 'to = "x"')
    found = findings_of(text.replace('id = "calm"', 'id = "fog"'))
    assert [f.code for f in found] == ["value-range", "reference-unknown", "name-twice"]
    assert [f.line for f in found] == sorted(f.line for f in found)


def test_names_from_outside_the_file_can_be_referred_to() -> None:
    """Names given as known are accepted, and proposed for misspelt ones."""
    text = SOUND.replace('to = "alba"', 'to = "carla"')
    source = parse_toml(text.encode(), "harbour.toml")
    assert validate(source, Harbour, known={"ship": {"carla"}})[1] == []
    (found,) = validate(source, Harbour, known={"ship": {"karla"}})[1]
    assert found.mend == 'did you mean "karla"?'


def test_checks_run_on_a_sound_model_and_their_findings_have_places() -> None:
    """A check sees the instance; its warning stands at the value of the path that it names."""

    def thin(harbour: Harbour, locator: Locator) -> list[Finding]:
        return [
            locator.finding(("ships", i, "crew"), "warning", "value-range", "few", "more", "hire")
            for i, ship in enumerate(harbour.ships)
            if ship.crew < 20
        ]

    harbour, found = validate(parse_toml(SOUND.encode(), "h.toml"), Harbour, [thin, thin])
    assert harbour is not None
    assert [(f.line, f.source_line, f.column) for f in found] == [(8, "crew = 12", 8)]


def test_checks_wait_until_every_reference_holds() -> None:
    """A check may look names up: it is not run on a file with errors."""

    def never(harbour: Harbour, locator: Locator) -> list[Finding]:
        raise AssertionError

    text = SOUND.replace('to = "alba"', 'to = "x"')
    harbour, found = validate(parse_toml(text.encode(), "h.toml"), Harbour, [never])
    assert harbour is None
    assert [f.code for f in found] == ["reference-unknown"]


def test_a_flood_of_mistakes_is_cut_and_counted() -> None:
    """A thousand unknown keys give a hundred findings and a note."""
    found = findings_of(
        SOUND.replace("\n\n", "\n" + "".join(f"k{i} = 1\n" for i in range(1000)), 1)
    )
    assert sum(f.code == "key-unknown" for f in found) == 100
    assert [f.what for f in found if f.code == "too-many"] == ["900 more findings are left out"]


def test_every_code_used_is_explained() -> None:
    """The mistakes above use only codes that the registry explains."""
    assert {code for _, _, code, *_ in MISTAKES} <= set(CODES)


def test_what_is_missing_at_the_root_goes_above_the_first_header() -> None:
    """A line added at the file's end would belong to its last table."""
    (found,) = findings_of(SOUND.replace('title = "Limón"\n', ""))
    assert (found.line, found.code) == (1, "key-missing")
    assert found.mend == "add the line title = ... above the first [header]"
    assert found.expected == "text"
