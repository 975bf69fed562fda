"""The challenge dial: reads a table and recommends more or less pressure. It never acts."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.standing import Standing
from game.texts.catalogue import _

QUIET = 120_000
"""Milliseconds without an act after which a seat that is waited for counts as silent."""


@dataclass(frozen=True, slots=True)
class Advice:
    """*level* from −2 (ease a lot) to 2 (press hard), why, and what one might do."""

    level: int
    reasons: tuple[str, ...]
    steps: tuple[str, ...]


def advice(standing: Standing, silent: int, now: int) -> Advice:
    """Return what the pace and the results of a table suggest; *silent* seats keep it waiting."""
    if standing.stage != "playing":
        return Advice(0, (), ())
    level = 0
    reasons = []
    for weight, reason in (
        *_of_results(standing),
        *_of_pace(standing, now),
        *_of_people(standing, silent),
    ):
        level += weight
        reasons.append(reason)
    level = max(-2, min(2, level))
    return Advice(level, tuple(reasons), _steps(standing, level))


def _of_results(standing: Standing) -> list[tuple[int, str]]:
    finished = [b for record in standing.state.records for b in record.ballots]
    ballots = [*finished, *standing.state.ballots]
    found = []
    recent = ballots[-2:]
    if len(recent) == 2 and all(b.adopted for b in recent):
        found.append((1, _("The last two texts were adopted at the first try.")))
    if len(recent) == 2 and not any(b.adopted for b in recent):
        found.append((-1, _("The last two texts failed.")))
    if standing.state.turn > 2 and not ballots:
        found.append((-1, _("Nothing has been put to decision yet.")))
    return found


def _of_pace(standing: Standing, now: int) -> list[tuple[int, str]]:
    plan, table = standing.plan, standing.table
    play = max(1, plan.minutes - plan.debrief) * 60_000
    share = min(1.0, max(0, now - standing.began_at) / play)
    done = (standing.state.turn - 1) / table.turns
    if done > share + 0.2:
        return [(1, _("The table is well ahead of its time."))]
    if share > done + 0.3:
        return [(-1, _("The table is well behind its time."))]
    return []


def _of_people(standing: Standing, silent: int) -> list[tuple[int, str]]:
    found = []
    if silent:
        found.append((-1, _("Seats that are waited for are silent.")))
    if any(count >= 4 for count in standing.refused.values()):
        found.append((-1, _("A seat had several acts refused in a row.")))
    return found


def _steps(standing: Standing, level: int) -> tuple[str, ...]:
    if level > 0:
        waiting = [
            spec.title
            for spec in standing.setting.scenario.events
            if not spec.when and all(h.event != spec.id for h in standing.state.happened)
        ]
        first = (_("Send “{title}”.").format(title=waiting[0]),) if waiting else ()
        return (*first, _("Give a seat that agrees easily to a hardliner of the computer."))
    if level < 0:
        return (
            _("Extend the round, or ask the table which member it has not heard."),
            _("Point a stuck seat to asking: a refusal has a price."),
        )
    return ()
