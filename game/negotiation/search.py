"""Search for proposals: climbing from texts at hand towards what serves oneself and is accepted."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.package import Alteration, Package, altered
from game.negotiation.desk import Desk
from game.negotiation.moves import all_moves, fitted

Objective = Callable[[Package], float]

RELUCTANCE = 5.0
"""How much a point that others would lack counts beside a point of one's own."""


def for_seat(desk: Desk, care: float, margin: float) -> Objective:
    """
    The aim of a seat: its own gain, others' gains by its care, and nobody left below *margin*.

    Own red lines and a lost vote at home are ruled out by a large penalty.
    """
    seat = desk.view.seat

    def aim(package: Package) -> float:
        gains = desk.gains(package)
        total = gains[seat]
        for n, gain in enumerate(gains):
            if n != seat:
                total += RELUCTANCE * min(0.0, gain - margin) + care * gain / len(gains)
        if desk.own_red_lines(package) or not desk.at_home(package).passes:
            total -= 1000
        return round(total, 3)

    return aim


def for_table(desk: Desk, margin: float) -> Objective:
    """The aim of a chair: that nobody is left short, weighing most who lacks most."""

    def aim(package: Package) -> float:
        total = 0.0
        for gain in desk.gains(package):
            short = max(0.0, margin - gain)
            total -= short * (1 + short / 20)
            total += 0.05 * gain
        return round(total, 3)

    return aim


def climb(desk: Desk, start: Package, aim: Objective, budget: int) -> tuple[Package, float]:
    """
    Climb from *start* by single changes, then by pairs of the best, within *budget* packages.

    Ties go to the earlier move; no text is visited twice, since every step gains.
    """
    best, value = start, aim(start)
    spent = 1
    while spent < budget:
        ranked: list[tuple[float, int, Alteration]] = []
        for number, move in enumerate(all_moves(desk.view, best)):
            if spent >= budget:
                break
            spent += 1
            ranked.append((aim(move.applied(best)), number, move))
        if not ranked:
            break
        ranked.sort(key=lambda row: (-row[0], row[1]))
        found, _, move = ranked[0]
        if found > value:
            best, value = move.applied(best), found
            continue
        improved = False
        top = [row[2] for row in ranked[:6]]
        for a in range(len(top)):
            for b in range(a + 1, len(top)):
                if spent >= budget:
                    break
                if top[a].what == top[b].what and top[a].place == top[b].place:
                    continue
                spent += 1
                trial = altered(best, (top[a], top[b]))
                found = aim(trial)
                if found > value:
                    best, value, improved = trial, found, True
        if not improved:
            break
    return best, value


def starts(desk: Desk) -> list[Package]:
    """Texts to climb from: open drafts, what is in force, the scenario's drafts as they now fit."""
    view = desk.view
    found = [draft.package for draft in reversed(view.open_drafts)]
    found.append(view.in_force)
    found += [fitted(view, package) for _, _, package in view.table.drafts]
    unique: list[Package] = []
    for package in found:
        if package not in unique:
            unique.append(package)
    return unique


def propose(desk: Desk, aim: Objective) -> tuple[Package, float]:
    """Return the best package found from the most promising starts, and its aim."""
    ranked = sorted(
        ((aim(package), -number, package) for number, package in enumerate(starts(desk))),
        key=lambda row: (-row[0], -row[1]),
    )
    best = max(
        (climb(desk, package, aim, desk.budget.search) for _, _, package in ranked[:2]),
        key=lambda row: row[1],
    )
    return best
