"""The review of a finished game: from evidence to its moment, replaying, saving the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.client.begin import controlled
from game.client.inspect import Driver
from game.client.screen import Answer, Screen
from game.client.screens.ending import EndingScreen
from game.client.screens.review import ReviewScreen, report_path
from game.client.screens.review_parts import levels
from game.client.screens.review_parts.then import moment_tree
from game.client.screens.shots_of_review import SHOTS
from game.client.shots import draw, settle
from game.client.stages import SEAT
from game.session.review_report import Pivot, Review
from game.session.session import Session, free_path
from tests.client.conftest import Show
from tests.client.screens.conftest import gulf, stages

SIZES = ((1600, 900), (1280, 720))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves and reports of these tests lie in a folder of their own."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    return tmp_path


Reviewed = Callable[..., tuple[Driver, ReviewScreen]]


@pytest.fixture
def reviewed() -> Iterator[Reviewed]:
    """Shows the review of a short game that is over."""
    drivers: list[Driver] = []

    def start(size: tuple[int, int] = (1600, 900), **more: Any) -> tuple[Driver, ReviewScreen]:
        def make(app: Any) -> Screen:
            return ReviewScreen(controlled(app, stages("quick").session("ended"), SEAT))

        driver = Driver(make, size, **more)
        drivers.append(driver)
        settle(driver)
        screen = driver.screen
        assert isinstance(screen, ReviewScreen)
        return driver, screen

    yield start
    for driver in drivers:
        driver.close()


def _review(screen: ReviewScreen) -> Review:
    assert screen._made is not None
    return screen._made[1]


def _moment(driver: Driver) -> int:
    """Which moment the slider stands at, counted from 1."""
    return int(driver.find("Moment", "slider").value.partition("/")[0])


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_every_view_of_the_review_is_uncut(shot: Any, theme: str, tmp_path: Path) -> None:
    """At both sizes and in both themes nothing is cut, overlaps or lacks a name."""
    for size in SIZES:
        assert draw(shot, stages("quick"), tmp_path, size, 1.0, theme) == []


@pytest.mark.parametrize("tab", ["Talk", "Course", "Moment", "Levels", "Turns", "Charts"])
def test_a_small_window_shows_one_pane_at_a_time_uncut(reviewed: Reviewed, tab: str) -> None:
    """In 800 x 450 logical pixels every pane is behind its tab, whole."""
    driver, _ = reviewed((1600, 900), scale=2.0)
    driver.click(tab, "tab")
    assert driver.find(tab, "tab").value == "selected"
    assert driver.problems() == []


def test_the_talk_comes_first_with_questions_before_what_was_found(reviewed: Reviewed) -> None:
    """The review opens on its four parts, each with its questions above its findings."""
    driver, screen = reviewed()
    assert driver.find("Talk it over", "tab").value == "selected"
    review = _review(screen)
    assert len(review.parts) == 4
    names = [widget.name for widget in driver.widgets()]
    for part in review.parts:
        title = next(n for n, name in enumerate(names) if name.endswith(part.title))
        after = names[title:]
        places = [after.index(question) for question in part.questions]
        assert places == sorted(places)
        if part.findings:
            assert max(places) < after.index(part.findings[0].text)
    for item in review.learning:
        assert item.question in names


def test_a_seat_reads_its_own_review_only(reviewed: Reviewed) -> None:
    """Where a person sat the book stays closed: no levels or styles of others."""
    _, screen = reviewed()
    review = _review(screen)
    assert not review.open_book
    assert [ratings.seat for ratings in review.ratings] == [SEAT]


def test_evidence_leads_to_its_moment_by_mouse(reviewed: Reviewed) -> None:
    """A click on an act under a level shows the moment of that line of the log."""
    driver, screen = reviewed()
    review = _review(screen)
    driver.click("Competencies", "tab")
    rating = review.ratings[0].ratings[-1]
    driver.click(rating.name, "button")
    act = rating.evidence[-1]
    driver.click(act.text, "button")
    assert driver.find("This moment", "tab").value == "selected"
    assert screen._places[_moment(driver) - 1] == act.number
    assert driver.find(f"Turn {act.turn}", "button").value == "selected"
    for event in review.timeline:
        if event.number == act.number:
            assert driver.has(event.said)
    assert driver.problems() == []


def test_evidence_leads_to_its_moment_by_keyboard(reviewed: Reviewed) -> None:
    """Tab and arrows reach a level's acts, Enter shows the moment, the slider scrubs on."""
    driver, screen = reviewed()
    driver.click("Competencies", "tab")
    evidence = {e.text for r in _review(screen).ratings[0].ratings for e in r.evidence}
    for _ in range(40):
        if driver.focus is not None and driver.focus.path.find("rating:") >= 0:
            break
        driver.press("Tab")
    for _ in range(6):
        if driver.focus is not None and driver.focus.name in evidence:
            break
        driver.press("Down")
    assert driver.focus is not None
    assert driver.focus.name in evidence
    driver.press("Enter")
    before = _moment(driver)
    for _ in range(40):
        if driver.focus is not None and driver.focus.role == "slider":
            break
        driver.press("Tab")
    driver.press("Right")
    assert _moment(driver) == before + 1


def test_the_course_is_walked_turn_by_turn(reviewed: Reviewed) -> None:
    """A turn's column chooses it; the button to replay follows, and so does the moment."""
    driver, screen = reviewed()
    driver.click("Turn 3", "button")
    assert driver.find("Turn 3", "button").value == "selected"
    assert driver.has("Replay from turn 3", "button")
    driver.click("This moment", "tab")
    number = screen._places[_moment(driver) - 1]
    first = min(h.number for h in _review(screen).timeline if h.turn == 3)
    assert number == first
    driver.click("Earlier moment")
    assert driver.has("Replay from turn 2", "button")


def test_what_was_known_stands_beside_what_was_true(reviewed: Reviewed) -> None:
    """Every track is listed; where the seat only estimated, a range stands beside a figure."""
    driver, screen = reviewed()
    driver.click("This moment", "tab")
    review = _review(screen)
    for track in review.moments[0].tracks:
        assert driver.has(track.name)
    assert driver.has("Known and true", "table")
    hidden = next(t for t in review.moments[0].tracks if t.true is None)
    tree = moment_tree(review.moments[0], [], None, "", True)
    names = [widget.name for widget in tree.walk()]
    assert names[names.index(hidden.name) + 2] == "another's figure"


def test_replaying_begins_a_branch_in_place_of_the_review(reviewed: Reviewed) -> None:
    """R goes on from the briefing of the turn chosen, as a game of its own."""
    driver, _ = reviewed()
    driver.click("Turn 2", "button")
    driver.press("R")
    driver.wait(lambda: not isinstance(driver.screen, ReviewScreen), 20)
    shown = driver.screen.controller  # type: ignore[attr-defined]
    shown.cancel_thinking()
    assert (shown.view.turn, shown.session.header.branch.turn) == (2, 2)
    assert len(driver.app.scenes) == 1


def test_a_turning_point_offers_to_be_replayed_and_seen(show: Show) -> None:
    """Each names its act, what is supposed instead and its worth, with both buttons."""
    pivot = Pivot(
        number=28,
        turn=3,
        seat=SEAT,
        act="Objected alone to draft 4.",
        instead="Standing aside.",
        own=-1.2,
        common=-3.4,
        method="rules",
    )
    done: list[tuple[str, int]] = []

    def replay(turn: int) -> Answer:
        done.append(("replay", turn))
        return None

    def jump(number: int) -> Answer:
        done.append(("jump", number))
        return None

    review = Review.model_construct(pivots=(pivot,))
    driver = show(lambda: levels.turning_points(review, replay, "", jump))
    assert driver.has("You −1.2, all together −3.4")
    driver.click("Replay from turn 3")
    driver.click("See the moment of line 28")
    assert done == [("replay", 3), ("jump", 28)]


def test_the_report_is_saved_and_told_where(reviewed: Reviewed, own_folder: Path) -> None:
    """S writes one page of HTML where saves lie and shows its path."""
    driver, screen = reviewed()
    driver.press("S")
    path = report_path(None, "gulf_of_aden", SEAT)
    driver.wait(path.exists, 20)
    settle(driver)
    text = path.read_text("utf-8")
    assert _review(screen).headline in text
    assert path.parent == paths.saves_folder()
    assert own_folder in path.parents


def test_a_report_that_cannot_be_written_says_so(reviewed: Reviewed) -> None:
    """A folder in the file's place becomes a sentence, and the review stays."""
    driver, screen = reviewed()
    report_path(None, "gulf_of_aden", SEAT).mkdir(parents=True)
    driver.press("S")
    settle(driver)
    assert driver.screen is screen


def test_the_report_lies_beside_its_save() -> None:
    """Its name tells the save and the seat."""
    assert report_path(Path("a/game-2.demarche"), "x", "india") == Path(
        "a/game-2-review-india.html"
    )


def test_the_ending_leads_to_the_review_and_back(own_folder: Path) -> None:
    """R opens the review over the ending; Esc closes it."""
    driver = Driver(
        lambda app: EndingScreen(controlled(app, stages("quick").session("ended"), SEAT)),
        (1280, 720),
    )
    try:
        settle(driver)
        assert driver.problems() == []
        driver.press("R")
        settle(driver)
        assert isinstance(driver.screen, ReviewScreen)
        driver.press("Esc")
        assert isinstance(driver.screen, EndingScreen)
    finally:
        driver.close()


def test_a_saved_game_that_is_over_is_reviewed_from_the_list(own_folder: Path) -> None:
    """Saves that ended have a button for it; Esc comes back to the list."""
    from game.client.screens.saves import SavesScreen

    source = stages("quick").session("ended")
    members = [m.id for m in gulf().scenario.members if m.id != SEAT]
    kept = Session.new(
        gulf(),
        styles=dict.fromkeys(members, "always_accept"),
        seed=source.header.seed,
        preset="short",
        people=[SEAT],
        difficulty="study",
        save=free_path(paths.saves_folder(), "over"),
        strict=True,
    )
    for line in source.lines[1:]:
        kept.submit(line.actor, line.command, record=line.record)  # type: ignore[union-attr]
    assert kept.state.phase == "ended"
    kept.close()
    driver = Driver(SavesScreen, (1280, 720))
    try:
        driver.wait(lambda: driver.has("Review over.demarche"), 20)
        assert driver.problems() == []
        driver.click("Review over.demarche")
        driver.wait(lambda: isinstance(driver.screen, ReviewScreen), 20)
        settle(driver)
        assert driver.has("Competencies", "tab")
        driver.press("Esc")
        assert isinstance(driver.screen, SavesScreen)
    finally:
        driver.close()
