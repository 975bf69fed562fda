"""What the figures are measured on: a scenario, a game played at random, and one at a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game import paths
from game.engine import commands as c
from game.engine.game import Done, decide
from game.engine.rules.registry import known_rules
from game.engine.state import GameState, initial_state
from game.errors import UserError
from game.scenario.load import Loaded, find_scenario, load_scenario, scenario_ids
from game.session.lines import CommandLine, line_codec
from game.session.session import Session

SEED = 7
MOVES = 2000
"""Commands after which a game counts as late."""

Step = tuple[str, c.Command]


@dataclass(frozen=True)
class Material:
    """A loaded scenario with what was made of it for measuring."""

    folder: Path
    loaded: Loaded

    @cached_property
    def mindless(self) -> dict[str, str]:
        """The style by which every seat plays at random, without searching."""
        style = next(s.id for s in self.loaded.catalogue.styles if s.policy == "random")
        return dict.fromkeys((m.id for m in self.loaded.scenario.members), style)

    @cached_property
    def longest(self) -> str:
        """The preset with most turns and rounds."""
        return max(self.loaded.scenario.presets, key=lambda p: (p.turns, p.rounds)).id

    @cached_property
    def random_game(self) -> Session:
        """A whole game at random, of the longest preset."""
        return self.play_at_random()

    def play_at_random(self) -> Session:
        """Play such a game anew."""
        session = Session.new(
            self.loaded,
            seed=SEED,
            preset=self.longest,
            styles=self.mindless,
            difficulty="study",
            strict=True,
        )
        session.advance()
        return session

    def bodies(self) -> list[bytes]:
        """The random game as the lines of a save."""
        codec, game = line_codec(), self.random_game
        return [
            game.header.model_dump_json().encode(),
            *(codec.dump_json(line) for line in game.lines),
        ]

    @cached_property
    def _lines(self) -> tuple[CommandLine, ...]:
        return tuple(x for x in self.random_game.lines if isinstance(x, CommandLine))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All commands of the random game."""
        return tuple((line.actor, line.command) for line in self._lines)

    @cached_property
    def early(self) -> tuple[int, GameState, tuple[Step, ...]]:
        """No commands so far; a game before its first turn, and the commands of that turn."""
        end = next(n for n, line in enumerate(self._lines) if line.turn > 1)
        return 0, initial_state(self.random_game.setting), self.steps[:end]

    @cached_property
    def late(self) -> tuple[int, GameState, tuple[Step, ...]]:
        """Commands so far, by ``MOVES`` if drafts allow; that game, and those of its last turn."""
        table = self.random_game.table
        first = next(n for n, line in enumerate(self._lines) if line.turn == table.turns)
        state, done = initial_state(self.random_game.setting), 0
        for place, step in enumerate(self.steps[:first]):
            state, done = carried_out(state, step), done + 1
            rest = MOVES - done - (first - place - 1)
            if state.phase == "consultation" and rest > 0 and state.turn == table.turns - 1:
                state, more = _asked_again(state, rest)
                done += more
        return done, state, self.steps[first:]


def _asked_again(state: GameState, times: int) -> tuple[GameState, int]:
    """A draft answered over and over, which costs nothing and leaves everything as it was."""
    draft = next((d for d in state.drafts if d.status == "open"), None)
    seats = state.setting.table.seats
    free = [n for n in range(len(seats)) if draft and n not in draft.sponsors and draft.answers[n]]
    if draft is None or not free:
        return state, 0
    for n in range(times):
        seat = free[n % len(free)]
        answer = draft.answers[seat]
        assert answer is not None
        state = carried_out(state, (seats[seat].id, c.AnswerDraft(draft.id, answer)))
    return state, times


def carried_out(state: GameState, step: Step) -> GameState:
    """The state after a command that the game is known to take."""
    verdict = decide(state, *step)
    assert isinstance(verdict, Done), verdict
    return verdict.state


def material(scenario: str | None) -> Material:
    """Load the scenario of that name, or the first there is; raises UserError without any."""
    names = scenario_ids()
    if scenario is None and not names:
        raise UserError("there is no scenario to measure with; install Demarche again")
    folder = find_scenario(scenario or names[0])
    return Material(folder, load_scenario(folder, rules=known_rules(), assets=paths.assets()))
