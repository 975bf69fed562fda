"""The test of judgement before and after the game, and what changed."""

from __future__ import annotations

from game.review.rubric import BY_ID
from game.review.story import Story
from game.scenario.models.scenario import JudgementSpec
from game.session.review_report import Judgement, JudgementAnswer
from game.texts.catalogue import _

MOST = 3
"""Worth of the best option."""


def judgement(story: Story, seat: int) -> Judgement | None:
    """Return a seat's answers beside the key; None where the scenario asks nothing."""
    questions = story.setting.scenario.judgement
    if not questions:
        return None
    before, after = _chosen(story, seat, "before"), _chosen(story, seat, "after")
    both = [q for q in questions if q.id in before and q.id in after]
    change = None
    if both:
        change = round(_share(both, after) - _share(both, before), 1)
    return Judgement(
        answers=tuple(_answer(q, before.get(q.id), after.get(q.id)) for q in questions),
        before=_share_of_answered(questions, before),
        after=_share_of_answered(questions, after),
        change=change,
    )


def _chosen(story: Story, seat: int, when: str) -> dict[str, int]:
    """The option chosen last for each question, before or after the game."""
    mine = story.table.seats[seat].id
    found: dict[str, int] = {}
    for note in story.notes:
        if (note.topic, note.actor, note.subject) == ("judgement", mine, when):
            found.update(note.entries)
    counts = {q.id: len(q.options) for q in story.setting.scenario.judgement}
    return {key: place for key, place in found.items() if 0 <= place < counts.get(key, 0)}


def _share_of_answered(
    questions: tuple[JudgementSpec, ...], chosen: dict[str, int]
) -> float | None:
    answered = [q for q in questions if q.id in chosen]
    return round(_share(answered, chosen), 1) if answered else None


def _share(questions: list[JudgementSpec], chosen: dict[str, int]) -> float:
    return 100 * sum(q.options[chosen[q.id]].worth for q in questions) / (MOST * len(questions))


def _answer(question: JudgementSpec, before: int | None, after: int | None) -> JudgementAnswer:
    options = question.options
    best = max(options, key=lambda option: option.worth)
    last = after if after is not None else before
    return JudgementAnswer(
        question=question.id,
        situation=question.situation,
        competency=_(BY_ID[question.competency].name),
        before=options[before].text if before is not None else "",
        after=options[after].text if after is not None else "",
        best=best.text,
        why=options[last].why if last is not None else best.why,
        points_before=options[before].worth if before is not None else None,
        points_after=options[after].worth if after is not None else None,
    )
