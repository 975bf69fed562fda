"""A whole game through the client's screens on a display that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import paths
from game.client.inspect import Driver
from game.client.screens.title import TitleScreen
from tests.client.hands import Hands, Keys, Pointer
from tests.client.whole_game import Player, check_log


@pytest.mark.parametrize("hands", [Pointer, Keys])
def test_a_short_game_is_played_from_title_to_ending(
    hands: type[Hands], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By pointer alone or by keys alone, the log holds some of everything."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    monkeypatch.setattr("game.client.screens.seats.random.randrange", lambda *_: 7)
    eyes = Driver(TitleScreen, (1280, 720))
    try:
        player = Player(hands(eyes), "One hour, 4 turns")
        game = player.play()
        check_log(game)
    finally:
        eyes.close()
