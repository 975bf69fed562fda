"""Adaptive non-state actors: a network grows by profit, is opposed, and moves where it is not."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over
from game.engine.sums import added
from game.engine.table import Table, usual_activity

ID = "adaptive_actors"
HARDENING = 6


def _hardening(course: Course, p: Any, pressure_load: float) -> None:
    now = course.values[HARDENING]
    target = FULL * course.lever("hardening")
    if target > now:
        course.put(ID, HARDENING, (target - now) * over(p.uptake, course.quarters), "terms_applied")
    learns = added(actor.learns for actor in course.table.actors)
    if learns:
        rise = (FULL - now) * over(learns * min(1.5, pressure_load), course.quarters)
        course.put(ID, HARDENING, rise, "industry_learns")


def run(course: Course, p: Any) -> None:
    """Work out drive, opposition, displacement, success, what is held, profit and capacity."""
    table, values = course.table, course.values
    zones = len(table.zones)
    for number in range(len(table.pressures)):
        first = course.layout.of_zone(number, 0)
        start = usual_activity(table, number)
        load = added(values[first : first + zones]) / 1000 / start if start else 0.0
        _hardening(course, p, load)
        _activity(course, p, number, first, start)
        _gains(course, p, number, first)


def _activity(course: Course, p: Any, number: int, first: int, start: float) -> None:
    table, values, put = course.table, course.values, course.put
    pressure = table.pressures[number]
    capacity = values[course.layout.of_pressure("capacity", number)] / FULL
    profit = values[course.layout.of_pressure("profit", number)] / FULL
    drive = (capacity / (pressure.capacity / 100)) * (profit / (pressure.profit / 100))
    season = table.season(number, course.inputs.turn)
    mean_season = added(pressure.season) / len(pressure.season)
    potential = start * min(p.most_drive, drive) * season / mean_season
    natural = _natural(table, number)
    shares = _moved(natural, course.coverage)
    speed = over(pressure.adapts, course.quarters)
    finish = 0.4 + 0.6 * _caught(course)
    behind = ("capacity", capacity, "profit", profit, "season", season)
    left: list[float] = []
    for zone, moved in enumerate(shares):
        place = first + zone
        usual, cover = natural[zone], course.coverage[zone]
        put(ID, place, speed * (potential * usual * 1000 - values[place]), "drive", *behind)
        if moved != usual:
            gone = speed * potential * (moved - usual) * 1000
            put(ID, place, gone, "displacement", "zone", table.zones[zone].id)
        opposed = p.presence * cover * finish
        fewer = -speed * potential * moved * opposed * 1000
        put(ID, place, fewer, "opposed_at_sea", "coverage", cover)
        left.append(speed * potential * moved * (1 - opposed))
    course.unopposed[number] = left


@lru_cache(maxsize=256)
def _natural(table: Table, number: int) -> tuple[float, ...]:
    """Each zone's share of a pressure's activity where nothing opposes it."""
    pressure = table.pressures[number]
    start = usual_activity(table, number)
    return tuple(
        pressure.activity.get(z.id, 0.0) * table.quarters / start if start else 0.0
        for z in table.zones
    )


def _moved(natural: Sequence[float], coverage: Sequence[float]) -> list[float]:
    """Return each zone's share of activity once it avoids opposition."""
    pull = [share * (1.05 - cover) for share, cover in zip(natural, coverage, strict=True)]
    total = added(pull) or 1.0
    return [p / total for p in pull]


def _caught(course: Course) -> float:
    """How far those who are caught are tried, 0 to 1."""
    return min(1.0, course.lever("finish") * (0.3 + 0.7 * course.effect["finish"]))


def _gains(course: Course, p: Any, number: int, first: int) -> None:
    table, values, put = course.table, course.values, course.put
    pressure = table.pressures[number]
    of_pressure = course.layout.of_pressure
    hard = values[HARDENING] / FULL
    unescorted = pressure.success / 100 * (1 - p.hard * hard)
    chances = [unescorted * (1 - p.escort * cover) for cover in course.coverage]
    counts = [count / 1000 for count in values[first : first + len(table.zones)]]
    incidents = added(counts)
    taken = added(count * chance for count, chance in zip(counts, chances, strict=True))
    rate = taken / incidents if incidents else added(chances) / len(chances)
    success = of_pressure("success", number)
    put(ID, success, rate * FULL - values[success], "hardening_and_escort", "hardening", hard)
    held = of_pressure("held", number)
    put(ID, held, -values[held] * over(pressure.release, course.quarters), "released")
    put(ID, held, taken * 1000, "seized")
    profit = of_pressure("profit", number)
    start_ratio = pressure.profit / (100 - pressure.profit)
    ratio = start_ratio * rate / (pressure.success / 100 * p.start_rate)
    ratio *= pressure.reward * (1 + 0.6 * course.lever("reward"))
    target = FULL * ratio / (1 + ratio)
    learnt = (target - values[profit]) * over(p.learn, course.quarters)
    put(ID, profit, learnt, "expected_profit", "success", rate)
    capacity = of_pressure("capacity", number)
    above = values[profit] - pressure.profit * 1000
    growth = p.grow * above * course.quarters
    put(ID, capacity, growth, "income" if above >= 0 else "less_income")
    caught = _caught(course)
    sea = added(course.coverage) / max(1, len(course.coverage))
    lost = -p.tried * caught * sea * 1000 * course.quarters
    put(ID, capacity, lost, "tried", "finish", caught)
    ashore = min(1.0, course.lever("relief") * (0.3 + 0.7 * course.effect["relief"]))
    put(ID, capacity, -p.ashore * ashore * 1000 * course.quarters, "ashore", "relief", ashore)


RULE = Rule(
    id=ID,
    concept="mechanism.joint_patrol_escort",
    name="Adaptive non-state actors",
    assumption="A network works as hard as past profit and its strength allow, shuns water that is "
    "covered, and shrinks only when success, impunity or shelter ashore are taken from it.",
    formula="drive = capacity × profit × season; share of a zone ∝ natural share × (1.05 − "
    "coverage); opposed = presence × coverage × (0.4 + 0.6 × trials); success = start × (1 "
    "− hard × "
    "hardening) × (1 − escort × coverage); profit follows success × reward; capacity "
    "follows profit "
    "and falls by trials and work ashore",
    literature="World Bank, The Pirates of Somalia (2013); Shortland and Percy (2013)",
    parameters=(
        Parameter(
            "presence",
            0.55,
            0.0,
            0.9,
            "share",
            "medium",
            "Attempts prevented where coverage is full and captives are tried.",
        ),
        Parameter("escort", 0.65, 0.0, 0.9, "share", "medium", "Success prevented by escorts."),
        Parameter("hard", 0.6, 0.0, 0.9, "share", "medium", "Success prevented by hard targets."),
        Parameter("uptake", 0.25, 0.0, 1.0, "a quarter", "medium", "How fast industry follows."),
        Parameter("learn", 0.3, 0.05, 1.0, "a quarter", "low", "How fast profit is learnt."),
        Parameter("grow", 0.12, 0.0, 0.5, "a quarter", "low", "Growth by income."),
        Parameter("tried", 6.0, 0.0, 30.0, "points a quarter", "low", "Loss by trials."),
        Parameter("ashore", 6.0, 0.0, 30.0, "points a quarter", "low", "Loss by work ashore."),
        Parameter(
            "start_rate",
            0.8,
            0.3,
            1.0,
            "share",
            "low",
            "Success at the start beside its unopposed value.",
        ),
        Parameter("most_drive", 2.5, 1.0, 5.0, "factor", "low", "Ceiling of the drive."),
    ),
    reads=("coverage", "hardening", "finish", "relief", "reward", "season"),
    writes=(
        Write("activity", "rises with profit and strength, falls where covered, moves elsewhere"),
        Write("success", "falls with hardening and escort"),
        Write("held", "rises with successes, falls by release"),
        Write("profit", "follows success and reward"),
        Write("capacity", "follows profit; falls by trials and work ashore"),
        Write("hardening", "follows the terms and attacks"),
    ),
    run=run,
)
