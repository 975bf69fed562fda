"""The review as a talk: the four parts, questions before findings, learning, and what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.tags import Callout
from game.session.review_report import DebriefPart, Finding, Learning, Review
from game.texts.catalogue import _

Jump = Callable[[int], Answer]


def talk(review: Review, jump: Jump) -> Widget:
    """All four parts, then learning, forecasts and history."""
    parts: list[Widget | None] = [_part(n, part, jump) for n, part in enumerate(review.parts, 1)]
    if review.learning:
        parts.append(_learning(review.learning, jump))
    parts.append(_forecasts(review))
    parts.append(_judgement(review))
    if review.history is not None:
        parts.append(
            Column(
                [
                    Label(_("What really happened"), "section", "high"),
                    Label(review.history.text, "small"),
                    *(Label(source, "caption", "low") for source in review.history.sources),
                ],
                gap=6,
                lines="top",
                padding=(14, 0, 0, 0),
            )
        )
    return Column(parts, gap=18, region=True, name=_("Talk it over"))


def finding_row(text: str, turn: int, number: int, good: bool | None, jump: Jump) -> Widget:
    """A finding with its turn; one that rests on a line of the log leads to that moment."""
    ink = {None: "text", True: "teal", False: "coral"}[good]
    mark = None
    if good is not None:
        mark = Icon("check" if good else "x", 16, ink, name=_("Good") if good else _("Not good"))
    tag = _("T{turn}").format(turn=turn) if turn else _("All")
    tone = "sky" if number else "low"
    return Row(
        [
            Label(tag, "figure_small/13", tone, width=30, wrap=False),
            mark,
            Label(text, "small", "text", grow=1),
        ],
        gap=8,
        min_height=32,
        padding=(3, 6),
        fill="panel",
        radius=4,
        across="center",
        role="button" if number else "listitem",
        name=text,
        on_press=(lambda: jump(number)) if number else None,
    )


def _part(n: int, part: DebriefPart, jump: Jump) -> Widget:
    rows: list[Widget | None] = [
        Label(f"{n}  {part.title}", "title/20", "high"),
        *_questions(part.questions),
        Space(2),
        *_findings(part.findings, jump),
    ]
    return Column(rows, gap=4, lines="top" if n > 1 else "", padding=(14 if n > 1 else 0, 0, 0, 0))


def _questions(questions: Sequence[str]) -> list[Widget]:
    return [
        Row(
            [Icon("circle-question-mark", 16, "brass"), Label(text, "body/15", "high", grow=1)],
            gap=10,
            across="start",
            padding=(3, 0),
        )
        for text in questions
    ]


def _findings(findings: Sequence[Finding], jump: Jump) -> list[Widget]:
    return [finding_row(f.text, f.turn, f.number, f.good, jump) for f in findings]


def _learning(learning: Sequence[Learning], jump: Jump) -> Widget:
    rows: list[Widget | None] = [Label(_("What this game can teach"), "title/20", "high")]
    for item in learning:
        rows += [
            Space(4),
            *_questions([item.question]),
            Label(item.text, "small"),
            *_findings(item.evidence, jump),
        ]
    return Column(rows, gap=4, lines="top", padding=(14, 0, 0, 0))


def _forecasts(review: Review) -> Widget | None:
    if review.forecasts.brier is None:
        return None
    said = _("Over all: {brier}. 0 is right and sure, 0.25 is a coin.").format(
        brier=f"{review.forecasts.brier:.2f}"
    )
    rows = [
        Label(
            _("Turn {turn}, draft {draft}: {brier}").format(
                turn=each.turn, draft=each.draft, brier=f"{each.brier:.2f}"
            ),
            "small",
        )
        for each in review.forecasts.each
    ]
    return Callout(title=_("Your forecasts of votes"), text=said, more=rows)


def _judgement(review: Review) -> Widget | None:
    judged = review.judgement
    if judged is None or (judged.before is None and judged.after is None):
        return None
    rows: list[Widget] = []
    for answer in judged.answers:
        rows += [
            Label(answer.situation, "small"),
            Label(_("Best: {answer}").format(answer=answer.best), "small", "high"),
            Label(answer.why, "caption", "low"),
        ]
    before, after = (
        "–" if share is None else f"{share:.0f}" for share in (judged.before, judged.after)
    )
    said = _("Before {before}, after {after}, of 100.").format(before=before, after=after)
    return Callout(title=_("Test of judgement"), text=said, more=rows)
