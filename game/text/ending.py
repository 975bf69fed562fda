"""How a game ended, in lines: scores, aims, what really happened, and questions for the debrief."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import events as e
from game.engine.apply import applied
from game.engine.conditions import holds
from game.engine.state import initial_state
from game.engine.table import Table
from game.scenario.models.scenario import BenchmarkSpec, LearningSpec
from game.session.lines import CommandLine
from game.session.session import Session
from game.text.playing import Playing
from game.texts.catalogue import _
from game.texts.numbers import figure, listed


def tell_ending(play: Playing) -> None:
    """Tell how a finished game ended for the seat, and for the table."""
    table, page = play.table, play.page
    page.heading(_("How it ended"))
    ended = play.ending()
    if ended is None:
        page.say(_("The results are not there yet."))
        return
    mine = ended.scores[play.place]
    page.say(
        _(
            "Your own interests: {share} of the way from no agreement at all to the best that all "
            "could have lived with ({own} points; {without} without agreement, {best} at best)."
        ).format(
            share=figure(round(mine.normalised * 1000), 2),
            own=figure(round(mine.own * 1000)),
            without=figure(round(mine.without * 1000)),
            best=figure(round(mine.best * 1000)),
        )
    )
    page.say(
        _("The common outcome: {common} of 100. Your conduct: {conduct} of 100.").format(
            common=figure(round(mine.common * 1000)), conduct=figure(round(mine.conduct * 1000))
        )
    )
    page.say(_("Members, with their share of the best, and their conduct:"))
    for seat, score in zip(table.seats, ended.scores, strict=True):
        page.say(
            _("{member}: {share}, conduct {conduct}").format(
                member=seat.name,
                share=figure(round(score.normalised * 1000), 2),
                conduct=figure(round(score.conduct * 1000)),
            ),
            1,
        )
    if ended.aims:
        page.say()
        page.say(_("Aims:"))
    for aim in ended.aims:
        met = _("met") if aim.met else _("not met")
        whose = _("yours") if aim.own else _("the table's")
        page.say(_("- {text} ({whose}, {met})").format(text=aim.text, whose=whose, met=met), 1)
    page.all(_benchmark(table, play.benchmark()))
    page.all(_questions(play.questions()))


def _benchmark(table: Table, benchmark: BenchmarkSpec | None) -> Iterator[str]:
    if benchmark is None:
        return
    yield ""
    yield _("What really happened: {text}").format(text=benchmark.text)
    first = table.start_turn - 1
    turns = table.turns
    for name, figures in benchmark.series.items():
        lived = figures[first : first + turns]
        if lived:
            yield _("- {name}, turn by turn: {figures}").format(
                name=name.replace("_", " "), figures=", ".join(f"{f:g}" for f in lived)
            )
    yield _("Sources: {sources}.").format(
        sources=listed([s.rstrip(".") for s in benchmark.sources])
    )


def _questions(questions: tuple[str, ...]) -> Iterator[str]:
    if questions:
        yield ""
        yield _("To think about:")
    for question in questions:
        yield f"- {question}"


def questions_of(session: Session) -> tuple[LearningSpec, ...]:
    """Return the scenario's learning objectives whose trigger held as some turn ended."""
    state = initial_state(session.setting)
    found: set[str] = set()
    learning = session.setting.scenario.learning
    for line in session.lines:
        if not isinstance(line, CommandLine):
            continue
        state = applied(state, line.events)
        if any(isinstance(event, e.TurnResolved | e.GameEnded) for event in line.events):
            found |= {item.id for item in learning if all(holds(c, state) for c in item.trigger)}
    return tuple(item for item in learning if item.id in found)
