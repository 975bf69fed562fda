"""The four parts of the debrief, the learning objectives, and the head: questions before scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.engine import events as e
from game.engine.conditions import holds
from game.engine.ledger import Entry
from game.engine.red_lines import crossed
from game.engine.tracks import track_value
from game.engine.view import view
from game.review.pivotal import adoptions
from game.review.sight import context_of, said
from game.review.story import Story
from game.session.review_report import (
    DebriefPart,
    Finding,
    Headline,
    History,
    HistorySeries,
    Learning,
    Pivot,
    SeatRatings,
)
from game.texts.catalogue import _
from game.texts.causes import entry_line, quantity_name
from game.texts.numbers import change, figure, per_cent

MOST_EVIDENCE = 4
MOST_EACH_WAY = 4
TERMS_TOLD = 3
TURNING = (
    e.EventOccurred,
    e.DraftAdopted,
    e.DraftFailed,
    e.ForcesWithheld,
    e.AgreementExpired,
)


def parts(
    story: Story,
    seat: int,
    ratings: SeatRatings,
    pivots: Sequence[Pivot],
    learning: Sequence[Learning],
) -> tuple[DebriefPart, ...]:
    """Return the four parts in order, each with its questions first."""
    return (
        DebriefPart(
            id="intended",
            title=_("What was intended"),
            questions=(
                _("What did you set out to reach, and what could you not accept?"),
                _("What did you take the others to want, and how did you know?"),
                _("What would you have had without any agreement?"),
            ),
            findings=_intended(story, seat),
        ),
        DebriefPart(
            id="happened",
            title=_("What happened"),
            questions=(
                _("Tell the game in three sentences. Where do your accounts differ?"),
                _("What did you learn late that you could have known earlier?"),
            ),
            findings=_happened(story),
        ),
        DebriefPart(
            id="why",
            title=_("Why it happened"),
            questions=(
                _("Which one act changed most, and would you do it again?"),
                _("Ask a member why it refused. What had you taken its reason to be?"),
                *(item.question for item in learning),
            ),
            findings=tuple(_pivot(p) for p in pivots),
        ),
        DebriefPart(
            id="next",
            title=_("What to sustain and what to improve"),
            questions=(
                _("What worked that you would do again, and why did it work?"),
                _("What would you do differently, at which moment?"),
                _("Where in your own service will you meet this again?"),
            ),
            findings=_both_ways(ratings),
        ),
    )


def _intended(story: Story, seat: int) -> tuple[Finding, ...]:
    table, mind = story.table, story.setting.minds[seat]
    mine = table.seats[seat]
    found = [Finding(text=_("The aim: {aim}").format(aim=mine.aim))]
    for aim in story.setting.scenario.objectives:
        if aim.member in (None, mine.id):
            met = all(holds(condition, story.last) for condition in aim.when)
            text = _("Met in the end: {aim}") if met else _("Not met in the end: {aim}")
            found.append(Finding(text=text.format(aim=aim.text), good=met))
    found += [Finding(text=_("A limit: {text}").format(text=line.text)) for line in mind.red_lines]
    weights = mind.values.term_weights
    for place in sorted(range(len(weights)), key=lambda n: -weights[n])[:TERMS_TOLD]:
        row = mind.values.term_values[place]
        term = table.terms[place]
        best = max(range(len(row)), key=lambda n: (row[n], -n))
        text = _("{term} mattered: best {answer}.").format(
            term=term.name, answer=term.answers[best].name
        )
        found.append(Finding(text=text))
    return tuple(found)


def _happened(story: Story) -> tuple[Finding, ...]:
    found = []
    for step in story.steps:
        turn = step.turn
        for event in step.line.events:
            if isinstance(event, e.TurnBegan):
                turn = event.turn
            if isinstance(event, TURNING):
                text = said(step.after, event, None)
                if text:
                    found.append(Finding(text=text, number=step.number, turn=turn))
    return tuple(found)


def _pivot(pivot: Pivot) -> Finding:
    how = _("by the rules") if pivot.method == "rules" else _("played again")
    text = _("{act} {instead}: {own} points for the seat, {common} for all ({how}).").format(
        act=pivot.act,
        instead=pivot.instead,
        own=change(round(-1000 * pivot.own), 1),
        common=change(round(-1000 * pivot.common), 1),
        how=how,
    )
    return Finding(text=text, number=pivot.number, turn=pivot.turn, good=pivot.own >= 0)


def _both_ways(ratings: SeatRatings) -> tuple[Finding, ...]:
    """The best evidence each way, one a competency, as many good as bad."""
    strong = sorted(ratings.ratings, key=lambda r: -r.share)
    weak = sorted(ratings.ratings, key=lambda r: r.share)
    good = [
        Finding(text=f"{r.name}: {e_.text}", number=e_.number, turn=e_.turn, good=True)
        for r in strong
        if (e_ := max((x for x in r.evidence if x.good), key=lambda x: x.weight, default=None))
    ]
    bad = [
        Finding(text=f"{r.name}: {e_.text}", number=e_.number, turn=e_.turn, good=False)
        for r in weak
        if (e_ := max((x for x in r.evidence if not x.good), key=lambda x: x.weight, default=None))
    ]
    count = min(MOST_EACH_WAY, max(1, min(len(good), len(bad))))
    return (*good[:count], *bad[:count])


# --------------------------------------------------------------------------------- learning


def learning(story: Story, seat: int | None) -> tuple[Learning, ...]:
    """Return every learning objective with what this game shows of it, from a seat's ledger."""
    table = story.table
    if seat is None:
        ledgers = [(record.turn, record.entries) for record in story.records]
    else:
        ledgers = [(r.turn, r.entries) for r in view(story.last, seat).records]
    titles = context_of(story.last, seat).titles
    found = []
    told: set[tuple[str, str]] = set()
    for spec in story.setting.scenario.learning:
        turn = next(
            (
                t
                for t, end in sorted(story.ends.items())
                if all(holds(c, end) for c in spec.trigger)
            ),
            0,
        )
        entries = [
            (at, entry) for at, ledger in ledgers for entry in ledger if entry.rule in spec.evidence
        ]
        evidence = []
        for at, entry in _weightiest(entries, told):
            why = entry_line(table, entry, titles)
            text = _("{headline}: {what} {change}. {sentence}").format(
                headline=why.headline,
                what=quantity_name(table, entry.place),
                change=change(entry.amount, 1),
                sentence=why.sentence,
            )
            evidence.append(Finding(text=text, turn=at))
        found.append(
            Learning(
                id=spec.id,
                text=spec.text,
                question=spec.question,
                turn=turn,
                evidence=tuple(evidence),
            )
        )
    return tuple(found)


def _weightiest(
    entries: Iterable[tuple[int, Entry]], told: set[tuple[str, str]]
) -> list[tuple[int, Entry]]:
    """
    The largest entry of each cause, at most four of them, in the order of the game.

    Causes already *told* come last, so that each objective is shown by something of its own.
    """
    best: dict[tuple[str, str], tuple[int, Entry]] = {}
    for turn, entry in entries:
        key = (entry.rule, entry.cause)
        if key not in best or abs(entry.amount) > abs(best[key][1].amount):
            best[key] = (turn, entry)
    ranked = sorted(best.items(), key=lambda row: (row[0] in told, -abs(row[1][1].amount), row[0]))[
        :MOST_EVIDENCE
    ]
    told.update(key for key, _row in ranked)
    return sorted((row for _key, row in ranked), key=lambda row: (row[0], row[1].place))


def history(story: Story) -> History | None:
    """Return what really happened beside this table's course, over the turns that were played."""
    benchmark = story.setting.scenario.benchmark
    if benchmark is None:
        return None
    table = story.table
    first = table.start_turn - 1
    series = []
    for name, figures in benchmark.series.items():
        track = next((t for t in table.tracks if t.id == name), None)
        resource = next((n for n, r in enumerate(table.resources) if r.id == name), None)
        course: tuple[float, ...] = ()
        if track is not None:
            course = tuple(track_value(table, track, r.after) / 1000 for r in story.records)
        elif resource is not None:
            count = len(table.slots)
            course = tuple(
                float(
                    sum(
                        level
                        for place, level in enumerate(r.delivered)
                        if table.slots[place % count].resource == resource
                    )
                )
                for r in story.records
            )
        real = tuple(figures[first : first + max(1, len(story.records))])
        series.append(HistorySeries(name=name, real=real, table=course))
    return History(text=benchmark.text, series=tuple(series), sources=benchmark.sources)


# ------------------------------------------------------------------------------------- head


def headline(story: Story) -> str:
    """Return the game in a line."""
    turns = [turn for turn, _number, _text in adoptions(story)]
    if not turns:
        return _("No agreement in {turns} turns").format(turns=len(story.records))
    kept = story.last.agreement is not None
    if len(turns) == 1:
        if kept:
            return _("An agreement in turn {turn}, in force to the end").format(turn=turns[0])
        return _("An agreement in turn {turn}, which ran out").format(turn=turns[0])
    if kept:
        text = _("An agreement in turn {turn}, amended {count} times, in force to the end")
        if len(turns) == 2:
            text = _("An agreement in turn {turn}, amended once, in force to the end")
        return text.format(turn=turns[0], count=len(turns) - 1)
    return _("{count} agreements from turn {turn} on, the last of which ran out").format(
        count=len(turns), turn=turns[0]
    )


def subline(ratings: SeatRatings) -> str:
    """Return the seat's play in a line."""
    if not ratings.ratings:
        return ""
    best = max(ratings.ratings, key=lambda r: r.share)
    worst = min(ratings.ratings, key=lambda r: r.share)
    if best.level == worst.level:
        return _("Evenly {word} in all that was shown.").format(word=best.word.lower())
    return _("Strongest: {best}. Weakest: {worst}.").format(
        best=best.name[0].lower() + best.name[1:], worst=worst.name[0].lower() + worst.name[1:]
    )


def head_figures(story: Story, seat: int) -> tuple[Headline, ...]:
    """Return the figures of the head: value, others', promises, limits."""
    found = []
    if story.scores:
        mine = story.scores[seat]
        found.append(
            Headline(
                label=_("Your value"),
                figure=figure(round(100_000 * mine.normalised)),
                note=_("of 100 possible; 0 is no agreement"),
            )
        )
        mean = sum(s.normalised for s in story.scores) / len(story.scores)
        found.append(
            Headline(
                label=_("Members, average"),
                figure=figure(round(100_000 * mean)),
                note=_("of 100 possible"),
            )
        )
    owed = kept = 0
    for record in story.records:
        owed += sum(record.owed)
        kept += sum(min(a, b) for a, b in zip(record.owed, record.delivered, strict=True))
    if owed:
        found.append(
            Headline(
                label=_("Promises kept"),
                figure=per_cent(round(1000 * kept / owed)),
                note=_("by all members"),
            )
        )
    limits = story.setting.minds[seat].red_lines
    broken = {
        line.id
        for record in story.records
        if record.agreement is not None and record.agreement.parties[seat]
        for line in crossed(story.table, seat, limits, record.agreement.package)
    }
    found.append(
        Headline(
            label=_("Red lines crossed"),
            figure=str(len(broken)),
            note=_("of {count}").format(count=len(limits)),
        )
    )
    return tuple(found)


def try_next(story: Story, ratings: SeatRatings, pivots: Sequence[Pivot]) -> str:
    """Return one thing to try: at the worst turning point of its own, what it is weakest in."""
    if not ratings.ratings:
        return ""
    worst = min(ratings.ratings, key=lambda r: (r.share, r.name))
    own = [p for p in pivots if p.seat == ratings.seat and p.own < 0]
    turn = own[0].turn if own else next((x.turn for x in worst.evidence if not x.good), 1)
    advice = worst.advice[0].lower() + worst.advice[1:]
    return _("Play turn {turn} again, and this time: {advice}").format(turn=turn, advice=advice)
