"""A whole small game by dice, told line by line, so that nobody changes the world unawares."""

import os

import pytest

from tests.engine.account import told
from tests.fixtures import Step, play_random, small_game
from tests.golden import ACCEPT, hold_to

SEED = 75


def _account(seed: int) -> str:
    lines: list[str] = []

    def watch(step: Step) -> None:
        lines.extend(told(step))

    last = play_random(small_game(seed), seed, watch=watch, acts=2, clock=0.03)
    layout = last.setting.table.layout
    lines += ["", "==== in the end"]
    lines += [
        f"{key:<30} {value / 1000:9.3f}"
        for key, value in zip(layout.keys, last.values, strict=True)
    ]
    return "\n".join(lines) + "\n"


def test_a_small_game_goes_as_it_went() -> None:
    """Two turns with an adopted text, an event and a question, to the thousandth."""
    account = _account(SEED)
    for must in ("draft_adopted", "event_occurred", "ratification_held", "pledge_delivery"):
        assert must in account
    hold_to("engine/three_seats.txt", account)


def test_another_story_is_told_with_the_way_to_accept_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A difference is shown as such, with what to do if it is meant."""
    if ACCEPT in os.environ:
        pytest.skip("this run accepts what it finds")
    with pytest.raises(AssertionError, match=r"(?s)-.*\+.*DEMARCHE_ACCEPT=1"):
        hold_to("engine/three_seats.txt", _account(SEED).replace("alba", "Alba", 1))
