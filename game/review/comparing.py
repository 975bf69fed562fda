"""Several tables of one scenario side by side: what was agreed, what it gave, what differed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game import __version__
from game.charts.model import Axis, Bar, BarChart, Mark, ScatterChart
from game.engine.tracks import track_value
from game.errors import UserError
from game.review.competencies.registry import ratings_of
from game.review.debrief import headline
from game.review.pivotal import adoptions
from game.review.rubric import COMPETENCIES
from game.review.story import Story
from game.session.review_report import AnyChart, Comparison, Row, Table
from game.texts.catalogue import _
from game.texts.numbers import figure, per_cent


def compare(stories: Mapping[str, Story]) -> Comparison:
    """
    Return tables beside one another; keys are their names.

    Raises UserError for fewer than two, or for games of different scenarios.
    """
    if len(stories) < 2:
        raise UserError("comparing needs two saves or more; name them one after another")
    scenarios = sorted({story.table.id for story in stories.values()})
    if len(scenarios) > 1:
        raise UserError(f"these are games of {', '.join(scenarios)}; compare games of one scenario")
    first = next(iter(stories.values()))
    tables = tuple(_table(name, story) for name, story in stories.items())
    differences, same = _differences(tuple(stories.values()))
    return Comparison(
        version=__version__,
        scenario=first.table.id,
        title=first.table.title,
        tables=tables,
        competencies=_competencies(tables),
        differences=differences,
        same=same,
        charts=_charts(tables),
    )


def _table(name: str, story: Story) -> Table:
    scores = story.scores
    owed = sum(sum(record.owed) for record in story.records)
    kept = sum(
        min(a, b)
        for record in story.records
        for a, b in zip(record.owed, record.delivered, strict=True)
    )
    return Table(
        name=name,
        headline=headline(story),
        preset=story.header.preset,
        seed=story.header.seed,
        turns=len(story.records),
        people=story.people,
        common=scores[0].common if scores else None,
        least=round(100 * min(s.normalised for s in scores), 1) if scores else None,
        mean=round(100 * sum(s.normalised for s in scores) / len(scores), 1) if scores else None,
        kept=round(kept / owed, 3) if owed else None,
        levels=_levels(story),
    )


def _levels(story: Story) -> dict[str, float]:
    seats = [story.seat(seat) for seat in story.people] or list(story.table.members)
    by_id: dict[str, list[int]] = {}
    for seat in seats:
        for rating in ratings_of(story, seat).ratings:
            by_id.setdefault(rating.competency, []).append(rating.level)
    return {key: round(sum(levels) / len(levels), 2) for key, levels in by_id.items()}


def _competencies(tables: Sequence[Table]) -> tuple[Row, ...]:
    return tuple(
        Row(
            name=_(competency.name),
            by_table=tuple(
                f"{table.levels[competency.id]:.1f}" if competency.id in table.levels else "–"
                for table in tables
            ),
        )
        for competency in COMPETENCIES
    )


def _differences(stories: Sequence[Story]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Rows of what was agreed and came of it, and the names of those in which all are alike."""
    rows = [
        Row(name=_("First agreement"), by_table=tuple(_first(story) for story in stories)),
        Row(name=_("Texts adopted"), by_table=tuple(str(len(adoptions(s))) for s in stories)),
    ]
    for place, term in enumerate(stories[0].table.terms):
        answers = tuple(term.answers[s.last.in_force.terms[place]].name for s in stories)
        rows.append(Row(name=term.name, by_table=answers))
    for track in stories[0].table.tracks:
        if track.of != "seat":
            rows.append(
                Row(name=track.name, by_table=tuple(_track(story, track.id) for story in stories))
            )
    differ = tuple(row for row in rows if len(set(row.by_table)) > 1)
    return differ, tuple(row.name for row in rows if len(set(row.by_table)) == 1)


def _first(story: Story) -> str:
    turns = [turn for turn, _number, _text in adoptions(story)]
    return _("turn {turn}").format(turn=turns[0]) if turns else _("none")


def _track(story: Story, track: str) -> str:
    spec = next(t for t in story.table.tracks if t.id == track)
    return figure(track_value(story.table, spec, story.last.values), spec.decimals)


def _charts(tables: Sequence[Table]) -> dict[str, AnyChart]:
    scored = [(t, t.common, t.least) for t in tables if t.common is not None]
    found: dict[str, AnyChart] = {}
    if scored:
        found["deals"] = ScatterChart(
            title=_("Deals beside the best possible"),
            note=_("Right: more for all together. Up: more for the member that gained least."),
            x=Axis(_("Common outcome, of 100 possible"), low=0.0, high=100.0),
            y=Axis(_("Least gain of a member, of 100 possible"), high=100.0),
            marks=tuple(
                Mark(common, least or 0.0, table.name, "diamond", "you")
                for table, common, least in scored
                if common is not None
            ),
            least=(0.0, 0.0),
            worse=_("Worse than no agreement for somebody"),
        )
    kept = [(t.name, t.kept) for t in tables if t.kept is not None]
    if kept:
        bars = tuple(Bar(name, share, per_cent(round(1000 * share))) for name, share in kept)
        found["kept"] = BarChart(
            _("Promises kept"), _("By all members of a table."), bars, high=1.0
        )
    return found
