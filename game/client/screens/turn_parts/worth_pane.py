"""What a text is to the seat: what speaks either way by weight, limits, the vote at home."""

from __future__ import annotations

from game.client.layout import Column, Row
from game.client.screens.composer_parts.forecast import part_name
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label, Mark
from game.client.widgets.figures import Bar
from game.client.widgets.tags import stance_line
from game.engine.view import SeatView
from game.negotiation.preview import Preview
from game.negotiation.worth import Part
from game.texts.catalogue import _
from game.texts.names import sentence
from game.texts.numbers import change, per_cent

MOST = 6
LEAST = 0.5
"""Points below which a part is not worth a line."""


def worth_pane(view: SeatView, now: Preview) -> Widget:
    """The parts of a text's worth to the seat, beside nothing being adopted."""
    own = now.own
    ranked = sorted(own.parts, key=lambda p: -abs(p.points))
    shown = [p for p in ranked if abs(p.points) >= LEAST][:MOST]
    largest = max((abs(p.points) for p in shown), default=1.0)
    gain = round(own.gain * 1000)
    word = (
        _("Better for you than nothing adopted")
        if gain >= 0
        else _("Worse for you than nothing adopted")
    )
    rows: list[Widget | None] = [
        Row(
            [
                stance_line("supports" if gain >= 0 else "opposes", word=word),
                Label(change(gain), "figure", "high", wrap=False, text_align="right", grow=1),
            ],
            gap=10,
            name=_("Worth to you"),
            value=change(gain),
        ),
        *[_part(view, part, largest) for part in shown],
    ]
    for line in own.red_lines:
        rows.append(
            _note("octagon-alert", "coral", _("Your red line: {text}").format(text=line.text))
        )
    if view.mind.factions:
        yes = per_cent(own.home.yes)
        if own.home.passes:
            words = _("At home {share} of the weight is for it, enough to ratify.").format(
                share=yes
            )
            rows.append(_note("landmark", "text", words))
        else:
            words = _("At home only {share} of the weight is for it, too little to ratify.").format(
                share=yes
            )
            rows.append(_note("landmark", "coral", words))
    return Column(rows, gap=6)


def _part(view: SeatView, part: Part, largest: float) -> Widget:
    better = part.points > 0
    tone = "teal" if better else "coral"
    shown = change(round(part.points * 1000))
    return Row(
        [
            Mark("up" if better else "down", 11, tone),
            Label(sentence(own_part(view, part)), "small", "text", width=150),
            Bar(abs(part.points) / largest, None, tone, grow=1, thick=5),
            Label(shown, "figure_small", tone, wrap=False, text_align="right", min_width=34),
        ],
        gap=10,
        min_height=26,
        name=own_part(view, part),
        value=shown,
    )


def own_part(view: SeatView, part: Part) -> str:
    """A part of the seat's own worth in a word or two."""
    if part.part == "outcome":
        found = next(t.name for t in view.table.tracks if t.id == part.subject)
        return found
    return {
        "cost": _("what you pay"),
        "sovereignty": _("your freedom of action"),
        "fairness": _("your burden"),
        "home": _("opinion at home"),
    }.get(part.part) or part_name(view, part)


def _note(icon: str, tone: str, words: str) -> Widget:
    ink = tone if tone != "text" else "text"
    return Row([Icon(icon, 18, tone), Label(words, "small", ink, grow=1)], gap=10, min_height=26)
