"""`demarche review` and `demarche compare`: what they print and write, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game import cli
from game.authoring.schema_command import SCHEMAS
from game.review.comparing import compare
from game.review.html import page
from game.review.story import story_of
from game.session.review_report import Comparison, Review
from tests.review.games import TABLED, led, tabled_story
from tests.session.games import resealed


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two saves of one scenario: with an agreement, and without one."""
    folder = tmp_path_factory.mktemp("saves")
    paths = [folder / "first.demarche", folder / "second.demarche"]
    for path, plan in zip(paths, (TABLED, {}), strict=True):
        led(plan, save=path).close()
    return [str(path) for path in paths]


def test_it_tells_the_review_in_words(saves: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Questions before findings, then figures, levels with evidence, and one thing to try."""
    assert cli.main(["review", saves[0]]) == 0
    said = capsys.readouterr().out
    assert said.index("? What did you set out to reach") < said.index("Promises kept")
    assert "Prepares interests and red lines" in said
    assert "Play turn" in said


def test_it_writes_every_form(
    saves: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page, JSON by its schema, tables and statements; what was written is told on stderr."""
    files = [str(tmp_path / name) for name in ("r.html", "r.json", "tables", "x.json")]
    words = ["--html", files[0], "--json", files[1], "--csv", files[2], "--xapi", files[3]]
    assert cli.main(["review", saves[0], *words]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("written: ") == 6
    assert Path(files[0]).read_text(encoding="utf-8").startswith("<!doctype html>")
    Review.model_validate_json(Path(files[1]).read_text(encoding="utf-8"))
    assert (Path(files[2]) / "moves.csv").is_file()
    assert isinstance(json.loads(Path(files[3]).read_text(encoding="utf-8")), list)


def test_a_seats_own_review_is_made_by_naming_it(
    saves: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The book is closed, and only its own levels are told."""
    assert cli.main(["review", saves[0], "--seat", "brava", "--json", "-"]) == 0
    review = Review.model_validate_json(capsys.readouterr().out)
    assert (review.seat, review.open_book) == ("brava", False)
    assert len(review.ratings) == 1


def test_a_member_can_be_asked_why(saves: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """By the line of the log; its record is told with the book open alone."""
    number = next(s.number for s in tabled_story().steps if s.line.command.kind == "answer_draft")
    assert cli.main(["review", saves[0], "--why", str(number)]) == 0
    assert "What the text gained it" in capsys.readouterr().out
    assert cli.main(["review", saves[0], "--why", str(number), "--seat", "alba"]) == 0
    assert "What the text gained it" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seat", "bravo"], "did you mean 'brava'"),
        (["--about", "bravo"], "did you mean 'brava'"),
        (["--seat", "brava", "--about", "alba"], "leave --about out"),
        (["--replays", "many"], "'many' is no number of replays"),
        (["--why", "0"], "nobody acted there"),
        (["--html", "/no/such/folder/r.html"], "cannot use /no/such/folder/r.html"),
    ],
)
def test_wrong_use_is_one_sentence(
    words: list[str], said: str, saves: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, the mistake and the mend, no traceback."""
    assert cli.main(["review", saves[0], *words]) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("command", ["review", "compare"])
def test_a_forged_save_is_refused_with_a_sentence(
    command: str, saves: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Events that do not lead to their digest are no game to be judged by."""
    forged = tmp_path / "forged.demarche"
    whole, _sign, last = Path(saves[0]).read_bytes().rpartition(b'"digest":"')
    forged.write_bytes(resealed(whole + b'"digest":"' + b"0" * 32 + last[32:]))
    words = [command, str(forged), *([saves[1]] if command == "compare" else [])]
    assert cli.main(words) == 2
    assert "its events do not lead to its digest" in capsys.readouterr().err


def test_tables_are_compared(saves: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What differed stands by table, and levels of people's seats."""
    assert cli.main(["compare", *saves, "--json"]) == 0
    found = Comparison.model_validate_json(capsys.readouterr().out)
    assert [t.name for t in found.tables] == ["first", "second"]
    rows = {row.name: row.by_table for row in found.differences}
    assert rows["First agreement"] == ("turn 1", "none")
    assert rows["Area"] == ("Strait together", "Each for itself")
    assert found.tables[0].common is not None
    assert found.tables[1].kept is None
    assert set(found.charts) == {"deals", "kept"}
    assert len(found.competencies) == 10


def test_the_comparison_is_one_page(saves: list[str], tmp_path: Path) -> None:
    """Self-contained, with questions first; tables can go without names."""
    target = tmp_path / "c.html"
    assert cli.main(["compare", *saves, "--html", str(target), "--anonymous"]) == 0
    text = target.read_text(encoding="utf-8")
    assert "Table 2" in text
    assert "second" not in text.split("</style>")[1]
    assert text.index('class="questions"') < text.index("What differed")
    assert "<svg" in text


def test_games_that_cannot_be_compared_are_refused(
    saves: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One save is too few; games of two scenarios have nothing in common."""
    assert cli.main(["compare", saves[0]]) == 2
    assert "needs two saves" in capsys.readouterr().err


def test_both_forms_have_a_schema() -> None:
    """Programs can read what is printed by its description."""
    assert {"review", "compare"} <= SCHEMAS.keys()


def test_a_game_still_being_played_can_be_reviewed() -> None:
    """Before the first turn's end there are no scores and no charts, and everything else works."""
    session = led({}, stop_at=(1, "consultation"))
    story = story_of(session)
    from game.review.making import review_of

    review = review_of(story)
    assert (review.turns, review.ended, review.scores, review.charts) == (0, False, (), {})
    found = compare({"a": story, "b": tabled_story()})
    assert found.tables[0].common is None
    assert "<svg" in page("compare.html.j2", found)
