"""A game told in plain lines, to everyone or as one seat saw it; for readers, not programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine import events as e
from game.engine.apply import applied
from game.engine.setting import Setting
from game.engine.state import GameState, initial_state
from game.engine.tracks import track_value
from game.engine.view import view
from game.session.lines import CommandLine, Line, PeopleLine
from game.session.run_report import ScorePart
from game.texts.context import Context, of_state, of_view
from game.texts.happenings import account
from game.texts.numbers import change, figure, money, period, uncertain
from game.texts.packages import shortfall_line

_MILESTONES = (
    e.EventOccurred,
    e.AgendaSet,
    e.DraftAdopted,
    e.DraftFailed,
    e.ForcesWithheld,
    e.AgreementExpired,
    e.RatificationHeld,
    e.GameEnded,
)
INDENT = "  "


def told(
    setting: Setting, lines: Sequence[Line], seat: int | None = None, *, short: bool = False
) -> Iterator[str]:
    """
    Tell a game line by line, as *seat* (its index) saw it, or everything for None.

    *short* keeps events, agendas, decisions and outcomes, and leaves the talk out.
    """
    state = initial_state(setting)
    for line in lines:
        if isinstance(line, PeopleLine):
            seats = ", ".join(line.people) or "nobody"
            yield f"{INDENT}[seats of people from here on: {seats}]"
        elif isinstance(line, CommandLine):
            then = applied(state, line.events)
            yield from _told(state, then, line, seat, short)
            state = then


def _told(
    before: GameState, state: GameState, line: CommandLine, seat: int | None, short: bool
) -> Iterator[str]:
    resolved = any(isinstance(event, e.TurnResolved) for event in line.events)
    begins = state.turn != before.turn
    if begins:
        yield ""
        yield f"Turn {state.turn}, {period(state.setting.table, state.turn)}"
    events = tuple(
        event
        for event in line.events
        if not isinstance(event, e.TurnBegan) and (not short or isinstance(event, _MILESTONES))
    )
    for sentence in account(_context(state, seat), events, seat):
        yield INDENT + sentence
    if resolved:
        record = state.records[-1]
        for member in state.setting.table.members:
            short_of = shortfall_line(state.setting.table, member, record.owed, record.delivered)
            if short_of is not None:
                yield INDENT + short_of
        yield from tracks_of(state, seat)


def _context(state: GameState, seat: int | None) -> Context:
    return of_state(state) if seat is None else of_view(view(state, seat, history=False))


def tracks_of(state: GameState, seat: int | None) -> Iterator[str]:
    """Tell every track with its change over the turn, as a seat takes it to be."""
    table = state.setting.table
    if seat is None:
        before, now, widths = state.before, state.values, None
    else:
        seen = view(state, seat, history=False)
        before, now, widths = seen.before, seen.estimates, seen.widths
    for track in table.tracks:
        if seat is None and track.of == "seat":
            continue  # everyone's own has no single value
        value = track_value(table, track, now, seat)
        moved = value - track_value(table, track, before, seat)
        if track.quantity == "spent":
            yield f"{INDENT}{track.name}: {money(value)} ({money(moved)} this turn)"
            continue
        shown = figure(value, track.decimals)
        if widths is not None:
            width = track_value(table, track, widths, seat)
            shown = uncertain(value, width, track.decimals)
        said = f"{track.name}: {shown} {track.unit}".rstrip()
        yield f"{INDENT}{said} ({change(moved, track.decimals)})"


def scores_told(setting: Setting, scores: Sequence[ScorePart]) -> Iterator[str]:
    """Tell the scores of a finished game, a line a seat."""
    if not scores:
        return
    names = {seat.id: seat.name for seat in setting.table.seats}
    widest = max(len(name) for name in names.values())
    yield ""
    yield f"{'Scores':<{widest}}  own interests  common outcome  conduct  points"
    for score in scores:
        yield (
            f"{names[score.seat]:<{widest}}  {score.normalised:>13.2f}"
            f"  {score.common:>14.0f}  {score.conduct:>7.0f}  {score.own:>6.0f}"
        )
    yield "Own interests: 0 is no agreement at all, 1.00 the best that all could have lived with."
    yield "Points are the seat's own and are not compared; the other two are of 100."
