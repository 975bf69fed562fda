"""Competencies with the acts they rest on, and turning points with a way back to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.layout import Column, Container, Row
from game.client.screen import Answer
from game.client.screens.review_parts.talk import Jump, finding_row
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.client.widgets.figures import Pips
from game.client.widgets.tags import Callout
from game.session.review_report import Evidence, Pivot, Rating, Review
from game.texts.catalogue import _
from game.texts.numbers import change

LEVELS = 4
AT_FIRST = 2
"""Pieces of evidence that are shown of a competency until it is opened."""


def competencies(
    review: Review, opened: str, toggle: Callable[[str], Answer], jump: Jump
) -> Widget:
    """Every level of the seat with its evidence, and what was not shown."""
    mine = review.ratings[0]
    rows: list[Widget | None] = [
        Label(_("Each level rests on acts. Open one to see them all."), "small", "low")
    ]
    rows += [_rating(r, r.competency == opened, toggle, jump) for r in mine.ratings]
    if mine.not_shown:
        rows.append(
            Column(
                [
                    Label(_("Not shown in this game"), "strong", "high"),
                    *(Label(name, "small", "low") for name in mine.not_shown),
                ],
                gap=4,
                lines="top",
                padding=(12, 0),
            )
        )
    return Column(rows, gap=8, region=True, name=_("Competencies"))


def try_next(review: Review) -> Widget:
    """One thing to try."""
    return Callout(title=_("Try next"), text=review.try_next, tone="sky", icon="lightbulb")


def turning_points(
    review: Review, replay: Callable[[int], Answer], reason: str, jump: Jump
) -> Widget:
    """What one act changed, the greatest difference first; *reason* says why none is replayed."""
    rows: list[Widget | None] = [
        Label(_("What one act changed, others' acts unchanged. Points of worth."), "small", "low")
    ]
    if not review.pivots:
        rows.append(Label(_("No single act turned this game."), "body"))
    rows += [_pivot(pivot, replay, reason, jump) for pivot in review.pivots]
    return Column(rows, gap=12, region=True, name=_("Turning points"))


def _rating(rating: Rating, opened: bool, toggle: Callable[[str], Answer], jump: Jump) -> Widget:
    head = Row(
        [
            Label(rating.name, "strong", "high", grow=1),
            Label(rating.word, "strong/14", "high", wrap=False),
            Pips(rating.level, LEVELS, name=rating.word),
        ],
        gap=12,
        padding=(6, 4),
        min_height=36,
        radius=4,
        role="button",
        name=rating.name,
        value=_("{word}, {level} of 4").format(word=rating.word, level=rating.level),
        on_press=lambda: toggle(rating.competency),
        key=f"level:{rating.competency}",
    )
    shown = rating.evidence if opened else _heaviest(rating.evidence)
    rows: list[Widget | None] = [head]
    rows += [finding_row(e.text, e.turn, e.number, e.good, jump) for e in shown]
    if opened:
        rows.append(Label(rating.advice, "small", "high"))
    return Column(rows, gap=4, lines="top", padding=(6, 0, 0, 0), key=f"rating:{rating.competency}")


def _heaviest(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    ranked = sorted(evidence, key=lambda e: (-e.weight, e.turn, e.number))
    return sorted(ranked[:AT_FIRST], key=lambda e: (e.turn, e.number))


def _pivot(pivot: Pivot, replay: Callable[[int], Answer], reason: str, jump: Jump) -> Widget:
    worth = _("You {own}, all together {common}").format(
        own=change(round(1000 * pivot.own), 1), common=change(round(1000 * pivot.common), 1)
    )
    buttons: list[Widget | None] = [
        Button(
            _("See the moment"),
            lambda: jump(pivot.number),
            kind="quiet",
            small=True,
            name=_("See the moment of line {number}").format(number=pivot.number),
        ),
        Button(
            _("Replay from turn {turn}").format(turn=pivot.turn),
            lambda: replay(pivot.turn),
            icon="rotate-ccw",
            small=True,
            enabled=not reason,
            reason=reason,
        ),
    ]
    return Container(
        children=[
            Column(
                [
                    Label(_("Turn {turn}").format(turn=pivot.turn), "caption", "low"),
                    Label(pivot.act, "strong", "high"),
                    Label(_("Instead: {act}").format(act=pivot.instead), "small"),
                    Label(worth, "figure_small/14", "teal" if pivot.own >= 0 else "coral"),
                    Row(buttons, gap=8),
                ],
                gap=6,
                padding=14,
            )
        ],
        fill="card",
        radius=8,
        key=f"pivot:{pivot.number}",
    )
