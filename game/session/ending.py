"""What a seat may know once the game is over: all scores, and which aims were met."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.conditions import holds
from game.negotiation.score import SeatScore, scores
from game.session.session import Session


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim of the scenario, the table's or the seat's own, and whether it was met."""

    text: str
    own: bool
    met: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """How a game ended for one seat; *scores* are in the order of seats."""

    scores: tuple[SeatScore, ...]
    aims: tuple[Aim, ...]


def ending_of(session: Session, seat: str) -> Ending:
    """Work out how a finished game ended for a seat; takes a second or so."""
    state = session.state
    return Ending(
        scores(state),
        tuple(
            Aim(aim.text, aim.member is not None, all(holds(c, state) for c in aim.when))
            for aim in state.setting.scenario.objectives
            if aim.member in (None, seat)
        ),
    )
