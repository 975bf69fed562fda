"""The forms of ``demarche review --json`` and ``compare --json``: all that reports show."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.charts.model import BarChart, LineChart, ScatterChart
from game.session.run_report import Part, ScorePart, SeatPart

AnyChart = Annotated[LineChart | BarChart | ScatterChart, Field(discriminator="kind")]


class Evidence(Part):
    """An act that a level rests on."""

    number: int
    """Line of the log; 0 for what no single line shows."""
    turn: int
    """Turn."""
    text: str
    """What was done."""
    good: bool
    """Whether it speaks well."""
    weight: float
    """How much it counts."""


class Rating(Part):
    """A competency of one seat."""

    competency: str
    """Key, as in the rubric."""
    name: str
    """Name."""
    level: int = Field(ge=1, le=4)
    """1 (weak) to 4 (strong)."""
    word: str
    """The level in a word."""
    share: float
    """Share of the evidence's weight that speaks well, 0 to 1."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """What it rests on, in the order of the game."""
    advice: str
    """What to try."""


class SeatRatings(Part):
    """All competencies that a seat showed."""

    seat: str
    """Seat."""
    ratings: tuple[Rating, ...]
    """In the rubric's order; a competency without evidence is left out."""
    not_shown: tuple[str, ...]
    """Names of those without evidence."""


class Happening(Part):
    """Something on the timeline."""

    number: int
    """Line of the log."""
    turn: int
    """Turn."""
    phase: str
    """Phase."""
    round: int
    """Round of consultation, 0 outside."""
    seat: str
    """Whose doing it was: a seat, ``chair``, or empty for the table's or nobody's."""
    kind: str
    """Kind of mark, such as ``draft``, ``counter``, ``accept``, ``refuse``, ``talk``."""
    draft: int
    """Draft that it is about, 0 if none."""
    said: str
    """One sentence."""


class TrackThen(Part):
    """A track at a moment: what the seat knew, and what was true; thousandths of its unit."""

    track: str
    """Key."""
    name: str
    """Name."""
    unit: str
    """Unit, if any."""
    known: int
    """What the seat took it to be."""
    width: int
    """How far that might be off."""
    true: int | None
    """What it was; none where it is another's private figure."""


class Moment(Part):
    """A moment of the game, as the seat knew it then and as it was."""

    number: int
    """Line of the log after which it is."""
    turn: int
    """Turn."""
    phase: str
    """Phase."""
    round: int
    """Round of consultation."""
    tracks: tuple[TrackThen, ...]
    """Every track."""
    in_force: str
    """What agreement was in force, in a sentence."""
    on_the_table: tuple[str, ...]
    """Texts on the table, a line each."""


class Why(Part):
    """Why a member acted: what it said, and what its decision rested on."""

    number: int
    """Line of the log."""
    seat: str
    """Who."""
    act: str
    """Kind of command."""
    said: tuple[str, ...]
    """What it did and said."""
    reasons: tuple[str, ...]
    """Reasons that it gave."""
    record: tuple[str, ...]
    """What it weighed, from its recorded decision; empty where the reader may not know."""


class Pivot(Part):
    """A turning point by counterfactual: what one act changed."""

    number: int
    """Line of the log; replay from its turn."""
    turn: int
    """Turn."""
    seat: str
    """Whose act."""
    act: str
    """What was done."""
    instead: str
    """What is supposed in its place."""
    own: float
    """Own score with the act less that without it, points of worth."""
    common: float
    """The same of all members together."""
    method: Literal["rules", "replayed"]
    """``rules``: projected by the rules, others' acts unchanged; ``replayed``: played again."""


class ForecastPart(Part):
    """A forecast of votes and what came of it."""

    turn: int
    """Turn."""
    draft: int
    """Draft."""
    chances: dict[str, float]
    """Chance that each member consents, 0 to 1."""
    consented: dict[str, bool]
    """Who did."""
    brier: float
    """Mean square of what it was off, 0 (right and sure) to 1 (wrong and sure)."""


class Forecasts(Part):
    """Forecasts over the game."""

    each: tuple[ForecastPart, ...]
    """In order."""
    brier: float | None
    """Mean over all; none without forecasts. A coin's is 0.25."""


class JudgementAnswer(Part):
    """A question of the test of judgement and the answers given."""

    question: str
    """Key."""
    situation: str
    """What is the case."""
    competency: str
    """What it asks for."""
    before: str
    """Text of the option chosen before, empty if none."""
    after: str
    """Text of the option chosen after, empty if none."""
    best: str
    """Text of the best option."""
    why: str
    """What is said of the option chosen last, or of the best one."""
    points_before: int | None
    """Worth chosen before, 0 to 3."""
    points_after: int | None
    """Worth chosen after, 0 to 3."""


class Judgement(Part):
    """The test of judgement before and after."""

    answers: tuple[JudgementAnswer, ...]
    """By question."""
    before: float | None
    """Share of all points before, 0 to 100."""
    after: float | None
    """The same after."""
    change: float | None
    """After less before, over the questions answered both times."""


class Finding(Part):
    """A statement of the review with where it comes from."""

    text: str
    """What is found."""
    number: int = 0
    """Line of the log, 0 for none."""
    turn: int = 0
    """Turn, 0 for the whole game."""
    good: bool | None = None
    """Whether it speaks well, where that can be said."""


class DebriefPart(Part):
    """One of the four parts: its questions come before its findings."""

    id: Literal["intended", "happened", "why", "next"]
    """Key."""
    title: str
    """Title."""
    questions: tuple[str, ...]
    """To be talked over first."""
    findings: tuple[Finding, ...]
    """What the game shows."""


class Learning(Part):
    """A learning objective with its question and what this very game shows."""

    id: str
    """Key."""
    text: str
    """The objective."""
    question: str
    """Question for the debrief."""
    turn: int
    """First turn in which the game came to it, 0 if it did not."""
    evidence: tuple[Finding, ...]
    """What moved most by its rules in this game."""


class History(Part):
    """What really happened, beside the table's course."""

    text: str
    """The course, in a paragraph."""
    series: tuple[HistorySeries, ...]
    """Figures a turn."""
    sources: tuple[str, ...]
    """Where it was read."""


class HistorySeries(Part):
    """Figures of what really happened and of this table, from the same turn on."""

    name: str
    """Name."""
    real: tuple[float, ...]
    """What really happened, a figure a turn."""
    table: tuple[float, ...]
    """This table's, empty where it counts nothing of the kind."""


class Headline(Part):
    """A figure of the head of the review."""

    label: str
    """What it is."""
    figure: str
    """Its value."""
    note: str
    """What to compare it with."""


class Review(Part):
    """What ``demarche review --json`` prints."""

    review: Literal[1] = 1
    """Version of this form."""
    version: str
    """Version of the game."""
    scenario: str
    """Scenario."""
    title: str
    """Its title."""
    preset: str
    """Length of play."""
    seed: int
    """Seed of all draws."""
    turns: int
    """Turns finished."""
    ended: bool
    """Whether the game came to its end."""
    seat: str
    """Whose review it is."""
    seat_name: str
    """Its name."""
    open_book: bool
    """Whether it tells everything; else what the seat may take home."""
    seats: tuple[SeatPart, ...]
    """Seats, in the table's order; styles are empty in a seat's own review."""
    headline: str
    """The game in a line."""
    subline: str
    """The seat's play in a line."""
    figures: tuple[Headline, ...]
    """Figures of the head."""
    parts: tuple[DebriefPart, ...]
    """The four parts, in order."""
    learning: tuple[Learning, ...]
    """Every learning objective of the scenario."""
    timeline: tuple[Happening, ...]
    """What happened, in order."""
    moments: tuple[Moment, ...]
    """The end of every turn; any other moment is ``review.moment``'s."""
    ratings: tuple[SeatRatings, ...]
    """The seat's own first; those of others only with the book open."""
    pivots: tuple[Pivot, ...]
    """What changed most, the greatest difference first."""
    forecasts: Forecasts
    """Forecasts of votes."""
    judgement: Judgement | None
    """The test of judgement, if the scenario has one."""
    history: History | None
    """What really happened, if the scenario tells."""
    scores: tuple[ScorePart, ...]
    """By seat; empty before the first finished turn."""
    try_next: str
    """One thing to try."""
    charts: dict[str, AnyChart]
    """Charts with the figures behind them, by key."""


class Table(Part):
    """One table."""

    name: str
    """Name, such as that of its save."""
    headline: str
    """Its game in a line."""
    preset: str
    """Length of play."""
    seed: int
    """Seed of all draws."""
    turns: int
    """Turns finished."""
    people: tuple[str, ...]
    """Seats that people had."""
    common: float | None
    """Common outcome, 0 to 100; none before the first finished turn."""
    least: float | None
    """What the member that gained least got of its best, 100 being all of it."""
    mean: float | None
    """The mean of all members' gains, each of its own best."""
    kept: float | None
    """Share of promises kept by all, 0 to 1; none where nothing was promised."""
    levels: dict[str, float]
    """Mean level by competency, of people's seats, or of all where no person played."""


class Row(Part):
    """Something in which tables differ."""

    name: str
    """What it is."""
    by_table: tuple[str, ...]
    """How each table has it, in their order."""


class Comparison(Part):
    """What ``demarche compare --json`` prints."""

    comparison: Literal[1] = 1
    """Version of this form."""
    version: str
    """Version of the game."""
    scenario: str
    """Scenario."""
    title: str
    """Its title."""
    tables: tuple[Table, ...]
    """Tables, in the order given."""
    competencies: tuple[Row, ...]
    """Mean level by competency and table."""
    differences: tuple[Row, ...]
    """What was agreed and came of it, where tables differ."""
    same: tuple[str, ...]
    """What all have alike."""
    charts: dict[str, AnyChart]
    """Charts with the figures behind them."""


History.model_rebuild()
Review.model_rebuild()
