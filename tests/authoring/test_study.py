"""Policy studies: figures of games, paired differences, and the table that tells them."""

from __future__ import annotations

import pytest

from game.authoring.study import DEFAULT, MEASURES, Study, interval, student, study, told
from tests.session.games import loaded

POLICIES = (DEFAULT, "always_refuse", "always_accept")


@pytest.fixture(scope="module")
def found() -> Study:
    """Three policies on three seeds of the small scenario."""
    return study(loaded(), POLICIES, (1, 2, 3), loaded().scenario.presets[0].id)


def test_every_policy_has_every_figure_of_every_seed(found: Study) -> None:
    """No game is lost, and none lacks a figure."""
    assert tuple(found.games) == POLICIES
    for games in found.games.values():
        assert len(games) == 3
        assert all(set(game) == {measure.id for measure in MEASURES} for game in games)


def test_the_same_games_come_of_any_number_of_processes(found: Study) -> None:
    """How the games are spread over processors changes nothing."""
    heard: list[tuple[int, int]] = []
    again = study(
        loaded(),
        POLICIES,
        (1, 2, 3),
        found.preset,
        jobs=2,
        progress=lambda done, of: heard.append((done, of)),
    )
    assert again == found
    assert heard == [(n, 9) for n in range(1, 10)]


def test_who_refuses_all_adopts_nothing(found: Study) -> None:
    """The baseline that refuses has no turn with an adoption; members that weigh have some."""
    assert found.mean("always_refuse", "adopting") == 0
    assert found.mean("always_refuse", "late") == 0
    assert found.mean(DEFAULT, "adopting") > 0


def test_differences_are_paired_by_seed() -> None:
    """What differs between seeds alone cancels out."""
    games = {
        DEFAULT: tuple({"cost": float(10 * n)} for n in range(5)),
        "dear": tuple({"cost": 10.0 * n + 3 + 0.1 * (n % 2)} for n in range(5)),
    }
    gap = Study("x", "p", "study", (1, 2, 3, 4, 5), games).difference("dear", "cost")
    assert gap.mean == pytest.approx(3.04)
    assert gap.excludes_zero
    assert gap.high - gap.low < 0.2


@pytest.mark.parametrize(
    ("freedom", "point"), [(4, 2.776), (9, 2.262), (19, 2.093), (49, 2.010), (1000, 1.962)]
)
def test_students_points_are_those_of_the_tables(freedom: int, point: float) -> None:
    """Against the printed tables."""
    assert student(freedom) == pytest.approx(point, abs=0.01)


def test_an_interval_is_as_wide_as_the_textbook_says() -> None:
    """Five numbers: mean 3, deviation 1.581, half-width 2.776 times 0.707."""
    found = interval([1, 2, 3, 4, 5])
    assert (found.low, found.mean, found.high) == pytest.approx((1.037, 3, 4.963), abs=0.01)
    assert found.excludes_zero
    assert not interval([-1, 1, 0, 2, -2]).excludes_zero


def test_the_table_tells_every_measure_of_every_policy(found: Study) -> None:
    """A heading a measure, a line a policy, and a difference for all but the default."""
    text = told(found)
    for measure in MEASURES:
        _, _, rest = text.partition(f"\n{measure.name}\n")
        lines = rest.splitlines()[: len(POLICIES)]
        assert [line.split()[0] for line in lines] == list(POLICIES)
        assert "(" not in lines[0]
        assert all("(" in line and " to " in line for line in lines[1:])
    assert "-" not in text.replace(found.scenario, "")
