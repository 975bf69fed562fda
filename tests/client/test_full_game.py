"""A whole game through the client on a display that nobody sees; the real window has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import paths
from game.client import begin
from game.client.inspect import Driver
from game.client.screens.title import TitleScreen
from game.scenario.load import Loaded
from game.session.session import Session
from tests.client.hands import Hands, Keys, Pointer
from tests.client.whole_game import Player, check_log


def _among_the_willing(loaded: Loaded, choice: begin.Choice) -> Session:
    """A game whose members take what is tabled without thinking long, so that it is over soon."""
    others = [m.id for m in loaded.scenario.members if m.id != choice.seat]
    return Session.new(
        loaded,
        seed=choice.seed,
        preset=choice.preset,
        people=[choice.seat],
        styles=dict.fromkeys(others, "always_accept"),
        save=paths.saves_folder() / "willing.demarche",
        strict=True,
    )


@pytest.mark.parametrize("hands", [Pointer, Keys])
def test_a_short_game_is_played_from_title_to_ending(
    hands: type[Hands], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By pointer alone or by keys alone, the log holds some of everything."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    monkeypatch.setattr(begin, "new_game", _among_the_willing)
    eyes = Driver(TitleScreen, (1280, 720))
    try:
        player = Player(hands(eyes), "One hour, 4 turns")
        game = player.play()
        check_log(game)
    finally:
        eyes.close()
