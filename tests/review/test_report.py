"""The report: questions before scores, objectives with evidence, a page for screen and A4."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import time
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.review.anonymous import anonymous
from game.review.csv_files import write_csv
from game.review.html import report_html
from game.review.making import review_of
from game.review.story import story_of
from game.scenario.load import Loaded
from game.scenario.models.scenario import ScenarioSpec
from game.session.review_report import Review
from game.session.session import Session
from tests.fixtures import catalogue, raw_scenario
from tests.review.games import tabled_story
from tests.session.games import Quick, loaded


@cache
def review() -> Review:
    """The review of a small game."""
    return review_of(tabled_story())


def test_there_are_four_parts_and_each_begins_with_questions() -> None:
    """Intended, happened, why, and what to sustain and improve."""
    parts = review().parts
    assert [part.id for part in parts] == ["intended", "happened", "why", "next"]
    for part in parts:
        assert len(part.questions) >= 2
        assert part.findings


def test_questions_come_before_scores_on_the_page() -> None:
    """A reader meets every question before the first figure of the score."""
    page = report_html(review())
    figures = page.index('id="figures"')
    for part in review().parts:
        for question in part.questions:
            assert page.index(question) < figures


def test_what_worked_gets_as_much_room_as_what_failed() -> None:
    """The last part has as many findings each way where there are any."""
    findings = review().parts[-1].findings
    good = sum(f.good is True for f in findings)
    assert good == sum(f.good is False for f in findings) > 0


def test_every_learning_objective_appears_with_evidence_of_this_game() -> None:
    """Its question stands in the third part, its evidence are entries of this ledger."""
    asked = [spec.question for spec in tabled_story().setting.scenario.learning]
    assert asked
    assert [item.question for item in review().learning] == asked
    for item in review().learning:
        assert item.evidence
        assert item.question in review().parts[2].questions
        assert all(1 <= finding.turn <= 2 for finding in item.evidence)


def test_the_json_reads_again_as_the_same_review() -> None:
    """The form holds everything, charts included, and is closed to unknown keys."""
    text = review().model_dump_json()
    assert Review.model_validate_json(text) == review()
    assert {"trust", "frontier", "burden", "effort"} <= set(json.loads(text)["charts"])


class _Checker(HTMLParser):
    """Sees whether tags are closed in order, and what the page would fetch."""

    EMPTY = frozenset({"meta", "br", "link", "img", "polyline", "polygon", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.fetched += [str(known[k]) for k in ("src", "data") if k in known]
        if tag == "link":
            self.fetched.append(str(known.get("href")))
        if tag == "a":
            self.targets.append(str(known["href"]))
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag, tag


def test_the_page_is_whole_and_needs_no_other_file() -> None:
    """Tags close in order, nothing is fetched, every link leads to a place on the page."""
    page = report_html(review())
    checker = _Checker()
    checker.feed(page)
    assert checker.open == []
    assert checker.fetched == []
    assert "@import" not in page
    assert "url(" not in page
    assert len(checker.ids) == len(set(checker.ids))
    assert {target.removeprefix("#") for target in checker.targets} <= set(checker.ids)


def test_what_people_write_is_escaped() -> None:
    """A reason with a tag in it stands on the page as text, charts included."""
    hurt = '<script>alert("x")</script>'
    changed = review().model_copy(update={"headline": hurt, "seat_name": hurt})
    chart = next(iter(changed.charts.values()))
    named = type(chart)(**{**_fields(chart), "title": hurt})
    page = report_html(changed.model_copy(update={"charts": {"x": named}}))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 3


def _fields(chart: object) -> dict[str, object]:
    return {name: getattr(chart, name) for name in type(chart).__slots__}  # type: ignore[attr-defined]


def test_signs_stand_beside_every_colour() -> None:
    """Good and bad have a plus or a minus, levels have boxes and a word: black and white reads."""
    page = report_html(review())
    for kind, sign in (("good", r"\+"), ("bad", "−")):
        marks = re.findall(rf'class="mark {kind}">([^<]*)<', page)
        assert marks
        assert all(re.fullmatch(sign, mark) for mark in marks)
    assert "■" in page
    assert "@media print" in page
    assert "size: A4" in page


def test_an_anonymous_report_names_no_member() -> None:
    """Names, short names and ids of members are letters everywhere."""
    plain = report_html(review())
    hidden = anonymous(review(), tabled_story())
    page = report_html(hidden)
    for name in ("Alba", "Brava", "Corso"):
        assert re.search(rf"\b{name}\b", plain)
        assert not re.search(rf"\b{name}\b", page)
    assert '"alba"' not in hidden.model_dump_json()
    assert "Member A" in page


def test_every_move_is_a_row_of_the_csv(tmp_path: Path) -> None:
    """One row for each happening, with its line, turn and words; formulas are disarmed."""
    evil = review().timeline[0].model_copy(update={"said": "=HYPERLINK(1)"})
    changed = review().model_copy(update={"timeline": (evil, *review().timeline[1:])})
    moves, tracks, competencies = write_csv(changed, tmp_path / "out")
    rows = list(csv.DictReader(moves.open(encoding="utf-8-sig", newline="")))
    assert len(rows) == len(review().timeline)
    assert rows[0]["what_happened"] == "'=HYPERLINK(1)"
    assert {row["act"] for row in rows} >= {"draft", "accept", "delivered", "adopted"}
    assert len(list(csv.reader(tracks.open(encoding="utf-8-sig")))) > 10
    assert len(list(csv.reader(competencies.open(encoding="utf-8-sig")))) > 10


def test_the_report_of_a_twelve_turn_game_takes_less_than_three_seconds() -> None:
    """Reading the log, judging, drawing and writing the page, in processor time."""
    raw = raw_scenario()
    next(p for p in raw["presets"] if p["id"] == "long")["turns"] = 12
    base = loaded()
    twelve = Loaded(
        ScenarioSpec.model_validate(raw), catalogue(), base.briefs, base.guide, (), base.text
    )
    session = Session.new(twelve, seed=3, preset="long", members=Quick())
    session.advance()
    assert session.ended
    began = time.process_time()
    page = report_html(review_of(story_of(session)))
    assert time.process_time() - began < 3.0
    assert page.count("<svg") >= 8


CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt install chromium)")
def test_a_real_browser_opens_and_prints_it(tmp_path: Path) -> None:
    """Chromium logs no error of the page, finds all parts, and prints sheets of A4."""
    assert CHROMIUM is not None
    page = tmp_path / "report.html"
    page.write_text(report_html(review()), encoding="utf-8")
    pdf = tmp_path / "report.pdf"
    common = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    seen = subprocess.run(
        [*common, "--enable-logging=stderr", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "CONSOLE" not in seen.stderr, seen.stderr
    for part in review().parts:
        assert f'<section id="{part.id}">' in seen.stdout
    subprocess.run(
        [*common, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = pdf.read_bytes()
    assert found.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", found)
    assert boxes
    for wide, tall in boxes:
        assert float(wide) == pytest.approx(595, abs=2)
        assert float(tall) == pytest.approx(842, abs=2)
