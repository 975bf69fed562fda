"""Adaptive non-state actors: a network grows by profit, is opposed, and moves where it is not."""

from typing import Any

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule, Write
from game.engine.rules.course import Course, over

ID = "adaptive_actors"
HARDENING = 6


def _hardening(course: Course, p: Any, pressure_load: float) -> None:
    now = course.values[HARDENING]
    target = FULL * course.lever("hardening")
    if target > now:
        course.put(ID, HARDENING, (target - now) * over(p.uptake, course.quarters), "terms_applied")
    learns = sum(actor.learns for actor in course.table.actors)
    if learns:
        rise = (FULL - now) * over(learns * min(1.5, pressure_load), course.quarters)
        course.put(ID, HARDENING, rise, "industry_learns")


def run(course: Course, p: Any) -> None:
    """Work out drive, opposition, displacement, success, what is held, profit and capacity."""
    table, values, layout = course.table, course.values, course.layout
    places = layout.places
    zones = range(len(table.zones))
    for number, pressure in enumerate(table.pressures):
        first = places[f"activity/{pressure.id}/{table.zones[0].id}"]
        start = sum(pressure.activity.values()) * course.quarters
        load = sum(values[first + z] for z in zones) / 1000 / start if start else 0.0
        _hardening(course, p, load)
        _activity(course, p, number, first, start)
        _gains(course, p, number, first)


def _activity(course: Course, p: Any, number: int, first: int, start: float) -> None:
    table, values = course.table, course.values
    pressure = table.pressures[number]
    places = course.layout.places
    capacity = values[places[f"capacity/{pressure.id}"]] / FULL
    profit = values[places[f"profit/{pressure.id}"]] / FULL
    drive = (capacity / (pressure.capacity / 100)) * (profit / (pressure.profit / 100))
    season = table.season(number, course.inputs.turn)
    mean_season = sum(pressure.season) / len(pressure.season)
    potential = start * min(p.most_drive, drive) * season / mean_season
    shares = _shares(course, number, start)
    speed = over(pressure.adapts, course.quarters)
    finish = 0.4 + 0.6 * min(1.0, course.lever("finish") * (0.3 + 0.7 * course.effect["finish"]))
    left: list[float] = []
    for zone, (natural, moved) in enumerate(shares):
        place = first + zone
        now = values[place]
        course.put(
            ID,
            place,
            speed * (potential * natural * 1000 - now),
            "drive",
            (
                ("capacity", round(capacity * 1000)),
                ("profit", round(profit * 1000)),
                ("season", round(season * 1000)),
            ),
        )
        if moved != natural:
            course.put(
                ID,
                place,
                speed * potential * (moved - natural) * 1000,
                "displacement",
                (("zone", table.zones[zone].id),),
            )
        opposed = p.presence * course.coverage[zone] * finish
        course.put(
            ID,
            place,
            -speed * potential * moved * opposed * 1000,
            "opposed_at_sea",
            (("coverage", round(course.coverage[zone] * 1000)),),
        )
        left.append(speed * potential * moved * (1 - opposed))
    course.unopposed[number] = left


def _shares(course: Course, number: int, start: float) -> list[tuple[float, float]]:
    """Return each zone's natural share of activity and its share once it avoids opposition."""
    pressure = course.table.pressures[number]
    quarters = course.quarters
    natural = [
        pressure.activity.get(z.id, 0.0) * quarters / start if start else 0.0
        for z in course.table.zones
    ]
    pull = [share * (1.05 - cover) for share, cover in zip(natural, course.coverage, strict=True)]
    total = sum(pull) or 1.0
    return [(share, p / total) for share, p in zip(natural, pull, strict=True)]


def _gains(course: Course, p: Any, number: int, first: int) -> None:
    table, values = course.table, course.values
    pressure = table.pressures[number]
    places = course.layout.places
    hard = values[HARDENING] / FULL
    chances = [
        pressure.success / 100 * (1 - p.hard * hard) * (1 - p.escort * cover)
        for cover in course.coverage
    ]
    counts = [values[first + zone] / 1000 for zone in range(len(table.zones))]
    incidents = sum(counts)
    taken = sum(count * chance for count, chance in zip(counts, chances, strict=True))
    rate = taken / incidents if incidents else sum(chances) / len(chances)
    success = places[f"success/{pressure.id}"]
    course.put(
        ID,
        success,
        rate * FULL - values[success],
        "hardening_and_escort",
        (("hardening", round(hard * 1000)),),
    )
    held = places[f"held/{pressure.id}"]
    course.put(ID, held, -values[held] * over(pressure.release, course.quarters), "released")
    course.put(ID, held, taken * 1000, "seized", (("incidents", round(incidents * 1000)),))
    profit = places[f"profit/{pressure.id}"]
    start_ratio = pressure.profit / (100 - pressure.profit)
    ratio = start_ratio * rate / (pressure.success / 100 * p.start_rate)
    ratio *= pressure.reward * (1 + 0.6 * course.lever("reward"))
    target = FULL * ratio / (1 + ratio)
    course.put(
        ID,
        profit,
        (target - values[profit]) * over(p.learn, course.quarters),
        "expected_profit",
        (("success", round(rate * 1000)),),
    )
    capacity = places[f"capacity/{pressure.id}"]
    course.put(
        ID,
        capacity,
        p.grow * (values[profit] - pressure.profit * 1000) * course.quarters,
        "income" if values[profit] >= pressure.profit * 1000 else "less_income",
    )
    caught = min(1.0, course.lever("finish") * (0.3 + 0.7 * course.effect["finish"]))
    sea = sum(course.coverage) / max(1, len(course.coverage))
    course.put(
        ID,
        capacity,
        -p.tried * caught * sea * 1000 * course.quarters,
        "tried",
        (("finish", round(caught * 1000)),),
    )
    ashore = min(1.0, course.lever("relief") * (0.3 + 0.7 * course.effect["relief"]))
    course.put(
        ID,
        capacity,
        -p.ashore * ashore * 1000 * course.quarters,
        "ashore",
        (("relief", round(ashore * 1000)),),
    )


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
