"""A whole game through the client on a display that nobody sees; the real window has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import paths
from game.client import begin
from game.client.inspect import Driver
from game.client.screens.title import TitleScreen
from game.engine import commands as c
from game.engine.red_lines import crossed
from game.engine.view import SeatView
from game.members.move import Move
from game.scenario.load import Loaded
from game.session.session import Session
from tests.client.hands import Hands, Keys, Pointer
from tests.client.whole_game import Player, check_log


class Willing:
    """Members who pass, consent within their limits and deliver, so that a game is over soon."""

    def move(self, view: SeatView) -> Move | None:
        command = self._command(view)
        return Move(command) if command is not None else None

    def chair(self, view: SeatView) -> Move | None:
        return None

    def _command(self, view: SeatView) -> c.Command | None:
        match view.phase:
            case "decision" if view.vote is None:
                text, lines = view.under_decision, view.mind.red_lines
                assert text is not None
                if crossed(view.table, view.seat, lines, text, view.waivers):
                    return c.CastVote("object", False, "red_line")
                return c.CastVote("consent")
            case "implementation" if view.delivered is None:
                return c.Deliver(view.owed)
            case "consultation" if not view.ready[view.seat]:
                return c.PassRound()
            case "briefing" | "outcome" if not view.ready[view.seat]:
                asked = next((h for h in view.happened if h.options and h.chosen is None), None)
                if asked is not None:
                    return c.ChooseForEvent(asked.event, asked.options[0][0])
                return c.Continue()
        return None


def _among_the_willing(loaded: Loaded, choice: begin.Choice) -> Session:
    return Session.new(
        loaded,
        seed=7,
        preset=choice.preset,
        people=[choice.seat],
        save=paths.saves_folder() / "willing.demarche",
        members=Willing(),
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
