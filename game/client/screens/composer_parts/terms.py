"""The terms of a text: segments for those open this turn, locks with the reason for the others."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Flow, Row
from game.client.screen import Answer
from game.client.screens.composer_parts.composition import Composition
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.choice import Dropdown, Option, Segmented
from game.client.widgets.controls import Button
from game.client.widgets.tags import WarningStrip
from game.engine.commands import EFFORT
from game.engine.view import SeatView
from game.scenario.models.members import RedLineSpec
from game.texts.catalogue import _
from game.texts.numbers import effort

LABEL = 116
LETTER, AROUND, SIGN = 7.9, 14, 24
"""Logical width of a letter, of what is around an option's words, and of its sign."""

Choose = Callable[[int, int], Answer]


def open_terms(
    view: SeatView,
    text: Composition,
    width: float,
    choose: Choose,
    undo: Callable[[int], Answer],
    ask_capital: Callable[[str], Answer],
) -> list[Widget]:
    """A row for each term open this turn, with a warning under one that crosses a limit."""
    lines = {line.term: line for line in text.red_lines(view) if line.term}
    rows: list[Widget] = []
    for place in view.agenda:
        term = view.table.terms[place]
        line = lines.get(term.id)
        rows.append(_term(view, text, place, width, choose, bool(line)))
        if line is not None:
            rows.append(
                red_line_strip(
                    view,
                    line,
                    ask_capital,
                    undo=_undo(undo, place) if _differs(text, place) else None,
                )
            )
    return rows


def _differs(text: Composition, place: int) -> bool:
    return text.base.terms[place] != text.package.terms[place]


def _undo(undo: Callable[[int], Answer], place: int) -> Callable[[], Answer]:
    return lambda: undo(place)


def _term(
    view: SeatView, text: Composition, place: int, width: float, choose: Choose, wrong: bool
) -> Widget:
    term = view.table.terms[place]
    chosen, before = text.package.terms[place], text.base.terms[place]
    options = [Option(str(n), answer.name) for n, answer in enumerate(term.answers)]
    needed = sum(LETTER * len(o.text) + AROUND for o in options) + SIGN

    def choice(option: str) -> Answer:
        return choose(place, int(option))

    control: Widget
    if needed > width:
        control = Dropdown(options, str(chosen), choice, name=term.name, key=term.id)
    else:
        control = Segmented(
            options, str(chosen), choice, previous=str(before), name=term.name, key=term.id
        )
    if wrong:
        control.error = _("This crosses your red line.")
        for child in control.children:
            child.error = control.error
    label = Label(term.name, "strong", "high", wrap=False)
    about = Label(term.answers[chosen].text, "caption", "low", leading=1.3)
    if needed + LABEL > width:
        return Column([label, control, about], gap=4)
    label.width = LABEL
    control.grow = about.grow = 1
    return Column([Row([label, control]), Row([about], padding=(0, 0, 0, LABEL))], gap=3)


def red_line_strip(
    view: SeatView,
    line: RedLineSpec,
    ask_capital: Callable[[str], Answer],
    *,
    undo: Callable[[], Answer] | None = None,
) -> Widget:
    """The warning that a text crosses a limit of this seat, with what can be done about it."""
    number = next(n for n, own in enumerate(view.mind.red_lines, 1) if own.id == line.id)
    cost = EFFORT["ask_capital"]
    if not line.waivable:
        reason = _("Your capital never waives this one.")
    elif view.effort < cost:
        reason = _("You have no effort left in this round.")
    else:
        reason = ""
    ask = Button(
        _("Ask capital, {cost}").format(cost=effort(cost)),
        lambda: ask_capital(line.id),
        kind="outline",
        small=True,
        enabled=not reason,
        reason=reason,
    )
    back = Button(_("Undo"), undo, kind="quiet", icon="undo-2", small=True) if undo else None
    return WarningStrip(
        _("Crosses your red line {number}.").format(number=number),
        line.text,
        [w for w in (back, ask) if w is not None],
        key=f"line {line.id}",
    )


def closed_terms(
    view: SeatView, text: Composition, open_term: Callable[[int], Answer]
) -> Widget | None:
    """The terms that stay as they are this turn, and the motion that opens one."""
    closed = [n for n in range(len(view.table.terms)) if n not in view.agenda]
    if not closed:
        return None
    cost = EFFORT["move_agenda"]
    buttons: list[Widget] = []
    for place in closed:
        term = view.table.terms[place]
        words = _("{term}: {answer}").format(
            term=term.name, answer=term.answers[text.package.terms[place]].name
        )
        buttons.append(
            Button(
                words,
                _opener(open_term, place),
                kind="quiet",
                icon="lock",
                small=True,
                tone="low",
                key=f"closed {term.id}",
                tooltip=_(
                    "{term} is not on this turn's agenda, so its answer stays. Press to move that "
                    "it be opened ({cost})."
                ).format(term=term.name, cost=effort(cost)),
            )
        )
    head = Row(
        [
            Icon("lock", 16),
            Label(
                _("Closed this turn. A motion opens a term for {cost}.").format(cost=effort(cost)),
                "caption",
                "low",
                grow=1,
            ),
        ],
        gap=8,
    )
    return Column(
        [head, Flow(buttons, gap=2, line_gap=0, region=True, name=_("Closed terms"))], gap=2
    )


def _opener(open_term: Callable[[int], Answer], place: int) -> Callable[[], Answer]:
    return lambda: open_term(place)
