"""The right side of the table in the briefing: what is open this turn, and what asks for you."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.cards import NumberedRow
from game.client.widgets.controls import Button
from game.client.widgets.tags import Chip
from game.engine.view import SeatView, SeenEvent
from game.texts.acts import help_line
from game.texts.catalogue import _
from game.texts.numbers import period

Choose = Callable[[str, str], Callable[[], Answer]]

CAUSES = {
    "event": "newspaper",
    "expiry": "hourglass",
    "review": "history",
    "unsettled": "circle-question-mark",
    "revisited": "repeat",
    "motion": "flag",
}


def cause_words(cause: str) -> str:
    """Why a term is open, in a few words."""
    words = {
        "event": _("After an event"),
        "expiry": _("The agreement runs out"),
        "review": _("Due for review"),
        "unsettled": _("Not settled yet"),
        "revisited": _("Looked at again"),
        "motion": _("By a motion"),
    }
    return words.get(cause, _("After an event"))


def briefing_panel(
    view: SeatView,
    choose: Choose,
    read_on: Callable[[], Answer],
    brief: Callable[[], Answer],
    *,
    events: Sequence[Widget] = (),
    compact: bool,
) -> Widget:
    """
    The agenda and questions of a briefing, and the button that reads on.

    *events* are rows of what happened, where no feed stands beside the panel.
    """
    table = view.table
    side = 20 if compact else 24
    asked = [seen for seen in view.happened if seen.options and seen.chosen is None]
    waits = view.ready[view.seat]
    reason = ""
    if asked:
        reason = _("Decide first on what is asked of you above.")
    elif waits:
        reason = _("You have read on; the others are still reading.")
    parts: list[Widget] = [_question(view, seen, choose) for seen in asked]
    if events:
        title = Label(_("What happened"), "section", "high")
        parts.append(Column([title, *events], region=True, name=_("Events")))
    parts.append(_agenda(view))
    parts += _limits(view)
    return Column(
        [
            Column(
                [
                    Label(_("Briefing, turn {turn}").format(turn=view.turn), "heading", "high"),
                    Label(period(table, view.turn), "small", "low"),
                ],
                gap=2,
                padding=(16, side, 10, side),
            ),
            Scroll(
                Column(parts, gap=18, padding=(4, side - 10, 8, side)),
                name=_("Briefing"),
                grow=1,
            ),
            Column(
                [
                    Label(
                        _("Talks begin when all have read on."),
                        "small",
                        "text",
                    ),
                    Row(
                        [
                            Button(
                                _("Read on"),
                                read_on,
                                kind="primary",
                                shortcut="Enter",
                                enabled=not reason,
                                reason=reason,
                                tooltip=help_line("continue", 0),
                                grow=1,
                            ),
                            Button(_("Your brief"), brief, icon="book-open"),
                        ],
                        gap=10,
                    ),
                ],
                gap=10,
                padding=(12, side, 16, side),
                lines="top",
            ),
        ],
        fill="panel",
        lines="left",
        name=_("Briefing"),
    )


def _question(view: SeatView, seen: SeenEvent, choose: Choose) -> Widget:
    options = [
        Button(
            text,
            choose(seen.event, key),
            kind="outline",
            small=True,
            left=True,
        )
        for key, text in seen.options
    ]
    return Column(
        [
            Row([Icon("landmark", 18, "brass"), Label(_("You decide"), "section", "brass")], gap=8),
            Label(seen.title, "strong", "high"),
            Label(seen.question, "body", "text"),
            *options,
        ],
        gap=8,
        padding=14,
        fill="tint.brass",
        radius=8,
        key=f"question {seen.event}",
    )


def _agenda(view: SeatView) -> Widget:
    table = view.table
    rows: list[Widget] = []
    for term, cause in zip(view.agenda, view.agenda_causes, strict=False):
        spec = table.terms[term]
        now = spec.answers[view.in_force.terms[term]].name
        rows.append(
            Row(
                [
                    Column([Space(2), Icon(spec.icon, 20, "sky")]),
                    Column(
                        [
                            Label(spec.name, "strong", "high"),
                            Label(spec.question, "small", "text"),
                            Label(_("Now: {answer}").format(answer=now), "caption", "low"),
                        ],
                        gap=1,
                        grow=1,
                    ),
                    Chip(cause_words(cause)),
                ],
                gap=12,
                across="start",
                padding=(8, 0),
                lines="bottom",
                role="listitem",
                name=spec.name,
                value=cause_words(cause),
            )
        )
    return Column(
        [
            Label(_("Open this turn"), "section", "high"),
            Label(_("Other terms stay as they are unless a motion opens them."), "small", "low"),
            *rows,
        ],
        gap=2,
    )


def _limits(view: SeatView) -> list[Widget]:
    lines = view.mind.red_lines
    if not lines:
        return []
    rows: list[Widget] = [
        NumberedRow(
            number=n + 1,
            title=line.text,
            detail=_("Your capital can waive it for a turn.")
            if line.waivable
            else _("Never waived."),
        )
        for n, line in enumerate(lines)
    ]
    return [Column([Label(_("Your red lines"), "section", "high"), *rows], gap=10)]
