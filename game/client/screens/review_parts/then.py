"""A moment of the game: what was done, why, and what this seat knew beside what was true."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button, Slider
from game.client.widgets.tables import TableGrid
from game.session.review_report import Happening, Moment, Why
from game.texts.catalogue import _
from game.texts.numbers import figure, uncertain


def scrubber(places: Sequence[int], at: int, said: str, choose: Callable[[int], Answer]) -> Widget:
    """A slider over the moments of the game with a step to either side."""
    last = len(places) - 1

    def step(by: int) -> Callable[[], Answer]:
        return lambda: choose(min(last, max(0, at + by)))

    slider = Slider(
        amount=at,
        low=0,
        high=max(1, last),
        on_change=lambda value: choose(min(last, round(value))),
        shown=lambda value: f"{round(value) + 1}/{last + 1}",
        name=_("Moment"),
        grow=1,
    )
    return Row(
        [
            Button(
                "",
                step(-1),
                icon="chevron-left",
                small=True,
                name=_("Earlier moment"),
                enabled=at > 0,
                reason=_("This is the first moment."),
            ),
            slider,
            Button(
                "",
                step(1),
                icon="chevron-right",
                small=True,
                name=_("Later moment"),
                enabled=at < last,
                reason=_("This is the last moment."),
            ),
            Label(said, "small", "low", wrap=False),
        ],
        gap=12,
    )


def moment_tree(
    moment: Moment, events: Sequence[Happening], why: Why | None, asked: str, wide: bool
) -> Widget:
    """What happened at a moment and the picture of it; *asked* is who is asked why."""
    told: list[Widget | None] = [Label(event.said, "body", "high") for event in events]
    if not told:
        told = [Label(_("Nothing was told to you at this moment."), "body", "low")]
    if why is not None and (why.reasons or why.record):
        told += [Space(4), Label(_("Why, says {member}").format(member=asked), "section", "high")]
        told += [Label(line, "small") for line in (*why.reasons, *why.record)]
    elif why is not None:
        told.append(Label(_("{member} gave no reason.").format(member=asked), "small", "low"))
    told += [
        Space(4),
        Label(_("On the table"), "section", "high"),
        Label(moment.in_force, "small"),
        *(Label(text, "small") for text in moment.on_the_table),
    ]
    left = Column(told, gap=6, grow=1)
    if not wide:
        return Column([left, _known(moment)], gap=20)
    return Row([left, Column([_known(moment)], grow=1)], gap=32, across="start")


def _known(moment: Moment) -> Widget:
    heads: list[Widget | None] = [
        Label(_("Track"), "caption", "low"),
        Label(_("You knew then"), "caption", "low"),
        Label(_("What was true"), "caption", "low"),
    ]
    rows: list[Sequence[Widget | None]] = [heads]
    for track in moment.tracks:
        true = _("another's figure") if track.true is None else figure(track.true)
        off = track.true is not None and abs(track.true - track.known) > track.width
        rows.append(
            [
                Label(track.name, "strong/14", "high", tooltip=track.unit),
                Label(uncertain(track.known, track.width), "small", "text"),
                Label(true, "small", "coral" if off else "low" if track.true is None else "high"),
            ]
        )
    columns = ["1fr", "auto", "auto"]
    return TableGrid(rows, columns=columns, gap=24, name=_("Known and true"), row_height=32)
