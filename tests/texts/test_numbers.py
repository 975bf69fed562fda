"""Figures are shown as people read them."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.texts import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (54_000, 0, "54"),
        (54_499, 0, "54"),
        (54_500, 0, "55"),
        (-54_500, 0, "−55"),
        (-400, 0, "0"),
        (-450, 1, "−0.5"),
        (-49, 1, "0.0"),
        (1_234_567, 2, "1,234.57"),
        (7, 3, "0.007"),
    ],
)
def test_a_figure_is_rounded_outwards_and_grouped(value: int, decimals: int, shown: str) -> None:
    """Thousandths become whole units or decimals; nothing is never negative."""
    assert numbers.figure(value, decimals) == shown


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_figure_is_never_further_off_than_half_its_last_digit(value: int, decimals: int) -> None:
    """The shown number is the nearest there is."""
    shown = float(numbers.figure(value, decimals).replace(",", "").replace("−", "-"))
    assert abs(shown * 1000 - value) <= 500 / 10**decimals + 1e-3


@pytest.mark.parametrize(
    ("value", "shown"), [(3_000, "+3"), (-2_000, "−2"), (0, "0"), (499, "0"), (-499, "0")]
)
def test_a_change_carries_its_sign(value: int, shown: str) -> None:
    """Rises have a plus, falls a true minus, and what rounds to nothing has none."""
    assert numbers.change(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (4_000, "$40 m"),
        (450, "$4.5 m"),
        (500, "$5 m"),
        (-55, "−$0.6 m"),
        (0, "$0 m"),
        (4, "$0 m"),
        (120_000, "$1.2 bn"),
        (99_940, "$999 m"),
        (99_996, "$1 bn"),
    ],
)
def test_money_is_shown_in_dollars(value: int, shown: str) -> None:
    """Thousandths of 10 million US dollars become millions or billions."""
    assert numbers.money(value) == shown


def test_shares_ranges_and_estimates() -> None:
    """Shares are per cent; a range that shows one figure is that figure."""
    assert numbers.per_cent(274) == "27%"
    assert numbers.value_range(54_000, 60_000) == "54 to 60"
    assert numbers.value_range(54_000, 54_300) == "54"
    assert numbers.uncertain(54_000, 4_000) == "50 to 58"
    assert numbers.uncertain(2_000, 4_000) == "0 to 6"
    assert numbers.uncertain(2_000, 4_000, least=None) == "−2 to 6"
    assert numbers.uncertain(54_000, 0) == "54"


def _table(year: int, month: int, months: int) -> Any:
    return SimpleNamespace(turn_months=months, month=lambda turn: (year, month))


@pytest.mark.parametrize(
    ("year", "month", "months", "shown"),
    [
        (2009, 1, 6, "January to June 2009"),
        (2009, 10, 6, "October 2009 to March 2010"),
        (2009, 7, 6, "July to December 2009"),
        (2009, 3, 1, "March 2009"),
        (2009, 1, 24, "January 2009 to December 2010"),
    ],
)
def test_a_turn_has_its_months(year: int, month: int, months: int, shown: str) -> None:
    """The period names the first and the last month."""
    assert numbers.period(_table(year, month, months), 1) == shown


def test_lists_read_as_sentences() -> None:
    """The last of a list is joined by a word."""
    assert numbers.listed([]) == ""
    assert numbers.listed(["Kenya"]) == "Kenya"
    assert numbers.listed(["Kenya", "India", "Japan"]) == "Kenya, India and Japan"
    assert numbers.alternatives(["a", "b", "c"]) == "a, b or c"


def test_counts_have_their_number() -> None:
    """One is singular; an act without cost is free."""
    assert [numbers.turns(n) for n in (1, 3)] == ["1 turn", "3 turns"]
    assert [numbers.effort(n) for n in (0, 1, 2)] == ["free", "1 effort", "2 effort"]
