"""A scripted game brought to each of its moments: for pictures of screens and for their tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from game import paths
from game.client.controller import GameController
from game.client.worker import Worker
from game.engine import commands as c
from game.engine.red_lines import crossed
from game.engine.rules.registry import known_rules
from game.engine.state import GameState
from game.scenario.load import Loaded, load_scenario
from game.session.computer import default_move
from game.session.session import Session

SEED = 7
SCENARIO = "gulf_of_aden"
SEAT = "india"
MOMENTS = (
    "briefing",
    "consultation",
    "decision",
    "implementation",
    "outcome",
    "second",
    "bound",
    "adopted",
    "ended",
)
"""
``consultation`` is the first round once members have moved, ``second`` that of turn 2; in
``bound`` the seat owes forces, and ``adopted`` is the outcome of the turn that bound it.
"""


@dataclass
class Stages:
    """
    One game, played on only as far as the moments that are asked for.

    The person plays by a script: what is liked best is put to decision, all else is left to the
    defaults. Every controller gets a game of its own, so that acts in one change no other.
    """

    seat: str = SEAT
    seed: int = SEED
    preset: str = "standard"
    scenario: str = SCENARIO
    style: str = ""
    """A style for every computer seat; left out, each plays its own."""
    _loaded: Loaded | None = None
    _session: Session | None = None
    _reached: dict[str, tuple[int, GameState]] = field(default_factory=dict)

    @property
    def loaded(self) -> Loaded:
        """The scenario."""
        if self._loaded is None:
            folder = paths.scenarios() / self.scenario
            self._loaded = load_scenario(folder, rules=known_rules())
        return self._loaded

    def session(self, moment: str) -> Session:
        """A game of its own, without a file, at a moment; raises LookupError if it never comes."""
        number, state = self._reach(moment)
        assert self._session is not None
        return Session(
            self._session.header,
            self._session.setting,
            self._session.lines[:number],
            state,
            writer=None,
            members=None,
            strict=True,
        )

    def controller(self, moment: str, worker: Worker) -> GameController:
        """A controller of `session`."""
        return GameController(self.session(moment), self.seat, worker)

    def _reach(self, moment: str) -> tuple[int, GameState]:
        if self._session is None:
            styles = {
                member.id: self.style
                for member in self.loaded.scenario.members
                if self.style and member.id != self.seat
            }
            self._session = Session.new(
                self.loaded,
                styles=styles,
                seed=self.seed,
                preset=self.preset,
                people=[self.seat],
                difficulty="study",
                strict=True,
            )
            self._note("briefing")
        while moment not in self._reached:
            if "ended" in self._reached:
                raise LookupError(f"no {moment} comes in this game; moments: {MOMENTS}")
            self._go_on(self._session)
        return self._reached[moment]

    def _go_on(self, session: Session) -> None:
        session.advance()
        state = session.state
        if (state.phase, state.turn) == ("consultation", 2):
            self._note("second")
        owed = any(state.owed(session.table.seat_places[self.seat]))
        if state.phase == "implementation" and owed:
            self._note("bound")
        if state.phase == "outcome" and "bound" in self._reached:
            self._note("adopted")
        self._note(state.phase)
        if state.phase != "ended":
            session.submit(self.seat, _script(state, session.table.seat_places[self.seat]))

    def _note(self, moment: str) -> None:
        assert self._session is not None
        self._reached.setdefault(moment, (self._session.number, self._session.state))


def _script(state: GameState, seat: int) -> c.Command:
    """Put what is liked best to decision in the second round and consent, else do the default."""
    if state.phase == "consultation" and not state.called and not state.ready[seat]:
        drafts = [draft for draft in state.drafts if draft.status == "open"]
        if drafts and state.effort[seat] and state.round > 1:
            liked = max(
                drafts,
                key=lambda d: sum(a is not None and a.stance == "accept" for a in d.answers),
            )
            return c.CallDecision(liked.id)
    if state.phase == "decision" and state.under_decision is not None:
        lines = state.setting.minds[seat].red_lines
        if not crossed(state.setting.table, seat, lines, state.under_decision):
            return c.CastVote("consent")
    return default_move(state, seat)
