"""Assessments: how a seat takes a package, for which reasons, and what would turn its answer."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.commands import Stance
from game.engine.home import HomeVote
from game.engine.package import Alteration, Package, altered
from game.engine.sums import added
from game.negotiation.desk import Desk
from game.negotiation.moves import level_moves, term_moves
from game.negotiation.worth import Part
from game.scenario.models.members import RedLineSpec

MARGIN = 1.0
"""Points by which an asked-for package must clear the threshold."""
SHORTLIST = 12


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    How a seat takes a package.

    *gain* is beside nothing being adopted, *threshold* what it holds out for now; both in points.
    *binding* names what decides: ``red_line``, ``home``, ``reservation``, ``ambition`` or nothing.
    """

    package: Package
    gain: float
    threshold: float
    stance: Stance
    binding: str
    parts: tuple[Part, ...]
    red_lines: tuple[RedLineSpec, ...]
    home: HomeVote


def assess(desk: Desk, package: Package, threshold: float) -> Assessment:
    """Weigh *package* against *threshold*; limits come before worth."""
    gain = desk.own_gain(package)
    lines = desk.own_red_lines(package)
    home = desk.at_home(package)
    stance, binding = _stance(gain, threshold, bool(lines), home.passes)
    return Assessment(
        package, gain, threshold, stance, binding, desk.own_parts(package), lines, home
    )


def _stance(gain: float, threshold: float, crosses: bool, passes: bool) -> tuple[Stance, str]:
    if crosses:
        return "refuse", "red_line"
    if not passes:
        return "refuse", "home"
    if gain >= threshold:
        return "accept", ""
    if gain < 0:
        return "refuse", "reservation"
    return "conditional", "ambition"


def would_accept(desk: Desk, package: Package, threshold: float) -> bool:
    """Whether the seat would answer *accept*: the one test that answers and asks share."""
    return (
        not desk.own_red_lines(package)
        and desk.at_home(package).passes
        and desk.own_gain(package) >= threshold
    )


def ask_for(desk: Desk, package: Package, threshold: float) -> tuple[Alteration, ...]:
    """
    Return the fewest changes (one, else two) after which this seat would accept; none if none.

    Among equals it takes what hurts the others least, as it believes, then the first in order.
    """
    wanted = threshold + MARGIN
    singles = _own_moves(desk, package)
    if not singles:
        return ()
    tried: list[tuple[float, float, int, Alteration]] = []
    good: list[tuple[float, int, Alteration]] = []
    for number, move in enumerate(singles):
        trial = move.applied(package)
        gain = desk.own_gain(trial)
        harm = _harm(desk, trial)
        tried.append((gain, harm, number, move))
        if would_accept(desk, trial, wanted):
            good.append((round(-harm, 3), number, move))
    if good:
        good.sort(key=lambda row: row[:2])
        return (good[0][2],)
    blocked = bool(desk.own_red_lines(package)) or not desk.at_home(package).passes
    tried.sort(key=lambda row: (-round(row[0] + 0.3 * row[1], 3), row[2]))
    first = [move for _, _, _, move in tried[:SHORTLIST]]
    if blocked:
        first += [m for m in singles if m.what == "term" and m not in first]
    return _pair(desk, package, first, wanted)


def _pair(
    desk: Desk, package: Package, moves: list[Alteration], wanted: float
) -> tuple[Alteration, ...]:
    best: tuple[float, tuple[Alteration, ...]] | None = None
    checked = 0
    for first in range(len(moves)):
        for second in range(first + 1, len(moves)):
            pair = (moves[first], moves[second])
            if pair[0].what == pair[1].what and pair[0].place == pair[1].place:
                continue
            if checked >= desk.budget.pairs:
                return best[1] if best else ()
            checked += 1
            trial = altered(package, pair)
            if not would_accept(desk, trial, wanted):
                continue
            harm = round(_harm(desk, trial), 3)
            if best is None or harm > best[0]:
                best = (harm, pair)
    return best[1] if best else ()


def _own_moves(desk: Desk, package: Package) -> list[Alteration]:
    """Changes that a seat may sensibly ask for: terms, less from itself, more from others."""
    view = desk.view
    moves = term_moves(view, package)
    seat = view.seat
    for move in level_moves(view, package):
        mine = desk.table.owner(move.place) == seat
        more = move.to > package.levels[move.place]
        if mine != more:
            moves.append(move)
    own = range(seat * len(desk.table.slots), (seat + 1) * len(desk.table.slots))
    moves += [Alteration("level", p, 0) for p in own if package.levels[p] > 1]
    return moves


def _harm(desk: Desk, package: Package) -> float:
    """Sum of what others would lose below nothing, as believed (zero or negative)."""
    return added(min(0.0, g) for n, g in enumerate(desk.gains(package)) if n != desk.view.seat)
