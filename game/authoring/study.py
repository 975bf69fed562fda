"""Policy studies: the same seeds played under several policies, and how their outcomes differ.

A policy is one style for every seat, or the scenario's own styles. What is said of the differences
is ``told``; nothing here judges a scenario.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import joblib

from game.engine.state import GameState
from game.negotiation.score import scores
from game.scenario.load import Loaded
from game.session.session import Session

DEFAULT = "default"
"""The policy under which every seat keeps the style that its scenario gives it."""
LEVEL = "95 %"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a game: its key, what it is, and the decimals worth showing."""

    id: str
    name: str
    decimals: int


MEASURES = (
    Measure("last", "Incidents in the last turn", 1),
    Measure("total", "Incidents in all turns", 1),
    Measure("cost", "Cost to the table, 10 M USD", 1),
    Measure("trust", "Mean trust at the end, 0 to 100", 1),
    Measure(
        "score", "Mean normalised score (0 no agreement, 1 the best that leaves none worse)", 3
    ),
    Measure("common", "Common outcome, 0 to 100", 1),
    Measure("adopting", "Turns with an adoption", 2),
    Measure("late", "Share of games with an adoption in the second half", 2),
)

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the bounds of its confidence interval."""

    mean: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether all of it lies on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Study:
    """Figures of every game: ``games[policy][n]`` is that of seed ``seeds[n]``."""

    scenario: str
    preset: str
    difficulty: str
    seeds: tuple[int, ...]
    games: Mapping[str, tuple[Figures, ...]]

    def mean(self, policy: str, measure: str) -> float:
        """Mean of a figure over a policy's games."""
        return statistics.fmean(figures[measure] for figures in self.games[policy])

    def difference(self, policy: str, measure: str, base: str = DEFAULT) -> Interval:
        """A policy's figure less the base's, seed by seed, with its 95 % interval."""
        pairs = zip(self.games[policy], self.games[base], strict=True)
        return interval([mine[measure] - theirs[measure] for mine, theirs in pairs])


def interval(numbers: Sequence[float]) -> Interval:
    """The mean of at least two numbers with its 95 % interval by Student's t."""
    mean = statistics.fmean(numbers)
    half = student(len(numbers) - 1) * statistics.stdev(numbers) / len(numbers) ** 0.5
    return Interval(mean, mean - half, mean + half)


def student(freedom: int) -> float:
    """
    The 97.5 % point of Student's t for some degrees of freedom.

    By its expansion around the normal's; within 0.01 from four degrees on, 0.0005 from ten.
    """
    z = statistics.NormalDist().inv_cdf(0.975)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** (n + 1) for n, term in enumerate(terms))


def figures_of(state: GameState) -> dict[str, float]:
    """The figures of a finished game, by the ids of ``MEASURES``."""
    table, records = state.setting.table, state.records
    layout, last = table.layout, records[-1].after
    active = [place for place in range(len(layout.keys)) if layout.kind(place) == "activity"]
    spent = range(layout.of_member("spent", 0), layout.of_member("spent", 0) + len(table.seats))
    trust = [last[place] for row in layout.trust for place in row if place >= 0]
    incidents = [sum(record.after[place] for place in active) / 1000 for record in records]
    adopting = [r.turn for r in records if any(ballot.adopted for ballot in r.ballots)]
    found = scores(state)
    return {
        "last": incidents[-1],
        "total": sum(incidents),
        "cost": sum(last[place] - records[0].before[place] for place in spent) / 1000,
        "trust": statistics.fmean(trust) / 1000,
        "score": statistics.fmean(score.normalised for score in found),
        "common": found[0].common,
        "adopting": float(len(adopting)),
        "late": float(any(2 * turn > table.turns for turn in adopting)),
    }


def played(
    loaded: Loaded, policy: str, seed: int, preset: str, difficulty: str
) -> dict[str, float]:
    """Play one game under a policy and return its figures; any fault of a member is raised."""
    seats = [member.id for member in loaded.scenario.members]
    styles = {} if policy == DEFAULT else dict.fromkeys(seats, policy)
    with Session.new(
        loaded,
        seed=seed,
        preset=preset,
        styles=styles,
        difficulty="study" if difficulty == "study" else "standard",
        strict=True,
    ) as session:
        session.advance()
        if not session.ended:
            raise RuntimeError(f"{policy}, seed {seed}: stands still in turn {session.state.turn}")
        return figures_of(session.state)


def study(
    loaded: Loaded,
    policies: Sequence[str],
    seeds: Sequence[int],
    preset: str,
    *,
    difficulty: str = "study",
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Study:
    """
    Play every seed under every policy, on *jobs* processes, which change nothing but the time.

    *progress* is told how many games are done, and of how many.
    """
    wanted = [(policy, seed) for seed in seeds for policy in policies]
    play = joblib.delayed(played)
    runs = joblib.Parallel(n_jobs=jobs, return_as="generator", batch_size=1)(
        play(loaded, policy, seed, preset, difficulty) for policy, seed in wanted
    )
    games: dict[str, list[Figures]] = {policy: [] for policy in policies}
    for number, ((policy, _), figures) in enumerate(zip(wanted, runs, strict=True), 1):
        games[policy].append(figures)
        progress(number, len(wanted))
    return Study(
        loaded.scenario.id,
        preset,
        difficulty,
        tuple(seeds),
        {policy: tuple(rows) for policy, rows in games.items()},
    )


def told(found: Study) -> str:
    """The study as a table to be read: by measure, each policy's mean and paired difference."""
    seeds = found.seeds
    lines = [
        f"{found.scenario}: every seat by one policy, {len(seeds)} seeds each "
        f"({seeds[0]} to {seeds[-1]}), preset {found.preset}, budget {found.difficulty}.",
        f"Differences are from the scenario's own styles, seed by seed, with {LEVEL} intervals; "
        "* excludes zero.",
    ]
    width = max(len(policy) for policy in found.games)
    for measure in MEASURES:
        lines += ["", measure.name]
        for policy in found.games:
            mean = _plain(found.mean(policy, measure.id), measure)
            row = f"  {policy:<{width}}  {mean:>9}"
            if policy != DEFAULT:
                gap = found.difference(policy, measure.id)
                mark = " *" if gap.excludes_zero else ""
                bounds = f"{_signed(gap.low, measure)} to {_signed(gap.high, measure)}"
                row += f"  {_signed(gap.mean, measure):>9}  ({bounds}){mark}"
            lines.append(row)
    return "\n".join(lines) + "\n"


def _plain(number: float, measure: Measure) -> str:
    return f"{number:.{measure.decimals}f}".replace("-", "−")


def _signed(number: float, measure: Measure) -> str:
    """With a sign, and none for what is rounded away."""
    text = f"{number:+.{measure.decimals}f}"
    return text.replace("-", "−") if float(text) else text[1:]
