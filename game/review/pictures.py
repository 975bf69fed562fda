"""The charts of a review: tracks, trust, burden, risk and cash, frontier, concessions, effort."""

from __future__ import annotations

from game.charts.model import (
    Axis,
    Bar,
    BarChart,
    Chart,
    Dash,
    Ink,
    LineChart,
    Mark,
    Point,
    Range,
    ScatterChart,
    Series,
)
from game.engine import events as e
from game.engine.rules.burden_sharing import fair_share
from game.engine.tracks import track_places, track_value
from game.engine.view import SeatRecord, view
from game.negotiation.analysis import Assay, frontier, nash, rational, search, utilitarian
from game.negotiation.score import BEYOND
from game.review.story import Step, Story
from game.scenario.models.world import TrackSpec
from game.session.review_report import History
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import change, figure, per_cent

SEARCHED = 150
"""Packages that the frontier may weigh."""
PROJECTED = 6
"""Turns projected for the frontier; the last one stands for the rest of the game."""
NEAR = 0.12
"""Part of a chart's span within which texts of following turns share a name."""
QUIET: tuple[Ink, ...] = ("text", "low", "accent", "good", "bad")
DASHES: tuple[Dash, ...] = ("solid", "dashed", "dotted")


def charts(
    story: Story, seat: int, history: History | None, *, open_book: bool
) -> dict[str, Chart]:
    """Return every chart that the game has figures for, by key, in the report's order."""
    found: dict[str, Chart] = {}
    records = view(story.last, seat).records
    if not records:
        return found
    for track in story.table.tracks:
        if track.headline:
            found[f"track_{track.id}"] = _track(story, seat, track, records, open_book)
    found["trust"] = _trust(story, seat, records, open_book)
    found |= _burdens(story, seat)
    found["frontier"] = _frontier(story, seat)
    concessions = _concessions(story, seat, open_book)
    if concessions is not None:
        found["concessions"] = concessions
    found["effort"] = _effort(story, seat, open_book)
    if history is not None:
        for series in (one for one in history.series if one.table):
            found[f"history_{series.name}"] = _history(
                story, series.name, series.real, series.table
            )
    return found


def turn_ticks(turns: int) -> tuple[tuple[float, str], ...]:
    """Ticks for a chart over turns, from the start (0) to the last."""
    return tuple((float(n), _("T{turn}").format(turn=n)) for n in range(turns + 1))


def _track(
    story: Story, seat: int, track: TrackSpec, records: tuple[SeatRecord, ...], open_book: bool
) -> LineChart:
    """What was true, and the range in which the seat knew it to be."""
    table = story.table
    first = track_value(table, track, story.records[0].before, seat)
    truth = [first, *(track_value(table, track, r.after, seat) for r in story.records)]
    known = [track_value(table, track, r.after, seat) for r in records]
    widths = [track_value(table, track, r.widths, seat) for r in records]
    ticks = turn_ticks(len(records))
    kept = set(table.layout.kept_by_others[seat])
    private = any(place in kept for place in track_places(table, track, seat))
    series = []
    if open_book or not private:
        line = tuple((float(n), value / 1000) for n, value in enumerate(truth))
        series.append(Series(_("As it was"), line, "high", shape="dot", strong=True))
    ranges: tuple[Range, ...] = ()
    if any(widths):
        band = tuple(
            (n + 1.0, max(0, value - width) / 1000, (value + width) / 1000)
            for n, (value, width) in enumerate(zip(known, widths, strict=True))
        )
        ranges = (Range(_("As you could know it"), band),)
        middle = tuple((n + 1.0, value / 1000) for n, value in enumerate(known))
        series.append(Series(_("As you took it"), middle, "accent", "dashed"))
    elif not series:
        middle = tuple((n + 1.0, value / 1000) for n, value in enumerate(known))
        series.append(Series(_("As you took it"), middle, "accent", "dashed"))
    note = _("At the end of each turn.")
    if ranges:
        note = _("At the end of each turn; the band is what your estimate allowed for.")
    return LineChart(track.name, note, Axis(ticks=ticks), Axis(track.unit), tuple(series), ranges)


def _trust(story: Story, seat: int, records: tuple[SeatRecord, ...], open_book: bool) -> LineChart:
    """Others' trust in the seat: as it was, or as the seat could tell."""
    table = story.table
    series: list[Series] = []
    for n, other in enumerate(table.seats):
        if n == seat:
            continue
        place = table.layout.trust[n][seat]
        if open_book:
            values = [story.records[0].before[place], *(r.after[place] for r in story.records)]
        else:
            values = [records[0].before[place], *(r.after[place] for r in records)]
        points = tuple((float(i), value / 1000) for i, value in enumerate(values))
        quiet = QUIET[len(series) % len(QUIET)]
        dash = DASHES[len(series) % len(DASHES)]
        series.append(Series(other.short, points, quiet, dash))
    ends = sorted(series, key=lambda s: s.points[-1][1] - s.points[0][1])
    moved = ends[-1] if abs(_rise(ends[-1])) >= abs(_rise(ends[0])) else ends[0]
    note = _("{member} moved most: {change}.").format(
        member=moved.name, change=change(round(1000 * _rise(moved)))
    )
    if not open_book:
        note += " " + _("As you could tell.")
    shown = tuple(
        Series(s.name, s.points, "high" if s is moved else s.ink, s.dash, "none", strong=s is moved)
        for s in series
    )
    return LineChart(_("Trust in you"), note, Axis(ticks=turn_ticks(len(records))), Axis(), shown)


def _rise(series: Series) -> float:
    return series.points[-1][1] - series.points[0][1]


def _burdens(story: Story, seat: int) -> dict[str, Chart]:
    """Shares of what was given, beside what each could give; of risk carried; of cash paid."""
    table = story.table
    count = len(table.slots)
    costs, units = [0.0] * len(table.seats), [0.0] * len(table.seats)
    for record in story.records:
        for place, level in enumerate(record.delivered):
            slot = table.slots[place % count]
            costs[place // count] += level * slot.cost
            units[place // count] += level * slot.weight * slot.deployed
    spent = table.layout.of_member("spent", 0)
    last, first = story.records[-1].after, story.records[0].before
    cash = [max(0.0, (last[spent + n] - first[spent + n]) / 1000) for n in table.members]
    ability = [fair_share(table, n, "capacity") for n in table.members]
    risk = [fair_share(table, n, "risk") for n in table.members]
    found: dict[str, Chart] = {}
    for key, title, given, fair, tick in (
        ("burden", _("Burden against capacity"), costs, ability, _("share of what all could give")),
        ("risk", _("Forces sent against risk"), units, risk, _("share of the danger")),
        ("cash", _("Money spent against capacity"), cash, ability, _("share of means")),
    ):
        if sum(given) > 0:
            found[key] = _shares(story, seat, title, given, fair, tick)
    return found


def _shares(
    story: Story, seat: int, title: str, given: list[float], fair: list[float], tick: str
) -> BarChart:
    total = sum(given)
    rows = []
    for n, other in enumerate(story.table.seats):
        share = given[n] / total
        gap = round(100 * share) - round(100 * fair[n])
        rows.append(
            Bar(
                name=other.short,
                value=share,
                figure=per_cent(round(1000 * share)),
                tick=fair[n],
                note=change(gap * 1000) if gap else "=",
                ink="you" if n == seat else "text",
            )
        )
    rows.sort(key=lambda bar: (-bar.value, bar.name))
    return BarChart(
        title, _("Bar is share given. Tick is {tick}.").format(tick=tick), tuple(rows), tick
    )


# --------------------------------------------------------------------------------- frontier


def _frontier(story: Story, seat: int) -> ScatterChart:
    """What was agreed beside what was possible, as constant texts over the whole game."""
    table = story.table
    start = story.records[0].before
    length = len(story.records) + BEYOND
    assay = Assay(
        table,
        tuple(mind.values for mind in story.setting.minds),
        start,
        1,
        min(PROJECTED, length),
        length,
        story.alone,
    )
    reached = [
        (step.turn, event.package)
        for step in story.steps
        for event in step.line.events
        if isinstance(event, e.DraftAdopted)
    ]
    for _turn, package in reached:
        assay.gains(package)
    starts = [package for _id, _name, package in table.drafts] + [p for _t, p in reached]
    search(assay, seat, starts, SEARCHED)
    seen = assay.seen
    possible = rational(seen)
    best = frontier(possible, seat)
    by_package = {weighed.package: weighed.of(seat) for weighed in seen}
    path = tuple(by_package[package] for _turn, package in reached)
    marks = _reached([(turn, by_package[package]) for turn, package in reached])
    for weighed, label in (
        (utilitarian(possible), _("Most for all")),
        (nash(possible), _("Fair split")),
    ):
        if weighed is not None:
            marks.append(Mark(*weighed.of(seat), label=label, shape="ring", ink="good"))
    if path and best:
        top = max(x + y * (len(table.seats) - 1) for x, y in (w.of(seat) for w in best))
        last = path[-1][0] + path[-1][1] * (len(table.seats) - 1)
        note = _("Hatched is worse than no agreement. The last text gave all {share} of the most.")
        note = note.format(share=per_cent(round(1000 * max(0.0, last) / top)) if top > 0 else "0%")
    else:
        note = _("Hatched is worse than no agreement. Nothing was agreed.")
    return ScatterChart(
        title=_("Agreements reached and possible"),
        note=note,
        x=Axis(_("Value to you, points")),
        y=Axis(_("Value to others, points each")),
        cloud=_thinned(tuple(w.of(seat) for w in possible)),
        frontier=Series(_("Best possible"), tuple(w.of(seat) for w in best), "good", strong=True),
        path=Series(_("Reached"), path, "you", label="") if len(path) > 1 else None,
        marks=tuple(marks),
        least=(0.0, 0.0),
        worse=_("Worse than no agreement"),
    )


def _reached(texts: list[tuple[int, Point]]) -> list[Mark]:
    """A mark for each text, named by its turn; neighbours in time and place share a name."""
    if not texts:
        return []
    spans = [max(p[n] for _t, p in texts) - min(p[n] for _t, p in texts) or 1.0 for n in (0, 1)]
    groups: list[list[tuple[int, Point]]] = []
    for turn, point in texts:
        last = groups[-1][0][1] if groups else None
        if last and all(abs(point[n] - last[n]) < NEAR * spans[n] for n in (0, 1)):
            groups[-1].append((turn, point))
        else:
            groups.append([(turn, point)])
    marks = []
    for group in groups:
        first, last_ = group[0][0], group[-1][0]
        label = _("T{turn}").format(turn=first)
        if last_ != first:
            label = _("T{first} to T{last}").format(first=first, last=last_)
        for place, (_turn, point) in enumerate(group):
            marks.append(Mark(*point, label="" if place else label, ink="you"))
    return marks


def _thinned(points: tuple[Point, ...], most: int = 140) -> tuple[Point, ...]:
    step = max(1, len(points) // most)
    return points[::step]


# ------------------------------------------------------------------------ concessions, effort


def _concessions(story: Story, seat: int, open_book: bool) -> LineChart | None:
    """What each text tabled was worth to who tabled it, over the game."""
    by_sponsor: dict[int, list[Point]] = {}
    for step in story.steps:
        for event in step.line.events:
            if isinstance(event, e.DraftTabled) and event.sponsors[0] >= 0:
                sponsor = event.sponsors[0]
                if open_book or sponsor == seat:
                    gain = story.gains(step.turn, event.package)[sponsor]
                    at = step.turn + _part_of_turn(story, step)
                    by_sponsor.setdefault(sponsor, []).append((at, gain))
    if not by_sponsor:
        return None
    series = tuple(
        Series(
            story.table.seats[n].short,
            tuple(points),
            "you" if n == seat else QUIET[n % len(QUIET)],
            "solid" if n == seat else DASHES[n % len(DASHES)],
            "diamond" if n == seat else "dot",
            strong=n == seat,
        )
        for n, points in sorted(by_sponsor.items())
    )
    ticks = tuple((float(t), _("T{turn}").format(turn=t)) for t in story.turns)
    note = _("What each text was worth to who tabled it; a falling line concedes.")
    return LineChart(_("Concessions"), note, Axis(ticks=ticks), Axis(_("Points")), series)


def _part_of_turn(story: Story, step: Step) -> float:
    same = story.by_turn[step.turn]
    return 0.9 * (step.number - same[0].number) / max(1, same[-1].number - same[0].number)


def _effort(story: Story, seat: int, open_book: bool) -> LineChart | BarChart:
    """Effort spent a turn, with what there was to spend."""
    table = story.table
    spent: dict[int, int] = dict.fromkeys(story.turns, 0)
    rounds: dict[int, int] = dict.fromkeys(story.turns, 0)
    for step in story.steps:
        turn = step.turn
        for event in step.line.events:
            if isinstance(event, e.TurnBegan):
                turn = event.turn
            elif isinstance(event, e.RoundBegan):
                rounds[turn] += 1
            elif isinstance(event, e.EffortSpent) and event.seat == seat:
                spent[turn] += event.effort
    had = tuple((float(t), float(table.effort * rounds[t])) for t in story.turns)
    used = tuple((float(t), float(spent[t])) for t in story.turns)
    total, most = sum(y for _x, y in used), sum(y for _x, y in had)
    note = _("{spent} of {all} spent over the game.").format(
        spent=figure(round(1000 * total)), all=figure(round(1000 * most))
    )
    ticks = tuple((float(t), _("T{turn}").format(turn=t)) for t in story.turns)
    return LineChart(
        _("Effort spent"),
        note,
        Axis(ticks=ticks),
        Axis(low=0.0),
        (
            Series(_("To spend"), had, "low", "dashed", joined="steps"),
            Series(_("Spent"), used, "you", joined="steps", strong=True),
        ),
    )


def _history(
    story: Story, name: str, real: tuple[float, ...], table: tuple[float, ...]
) -> LineChart:
    title = _("{name}: the table's course and what happened").format(name=_title(story, name))
    turns = range(1, max(len(real), len(table)) + 1)
    ticks = tuple((float(n), _("T{turn}").format(turn=n)) for n in turns)
    series = [
        Series(
            _("What happened"),
            tuple((n + 1.0, y) for n, y in enumerate(real)),
            "low",
            "dashed",
            "ring",
        )
    ]
    if table:
        course = tuple((n + 1.0, y) for n, y in enumerate(table))
        series.append(Series(_("This table"), course, "you", shape="dot", strong=True))
    return LineChart(title, _("A figure a turn."), Axis(ticks=ticks), Axis(low=0.0), tuple(series))


def _title(story: Story, name: str) -> str:
    track = next((t for t in story.table.tracks if t.id == name), None)
    return track.name if track else names.sentence(name.replace("_", " "))
