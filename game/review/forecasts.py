"""Forecasts of votes against what came of them: the Brier score of each, and over the game."""

from __future__ import annotations

from game.review.story import Step, Story
from game.session.lines import NoteLine
from game.session.review_report import ForecastPart, Forecasts


def forecasts(story: Story, seat: int) -> Forecasts:
    """Return a seat's forecasts: the last one of each draft that was noted before its vote."""
    found = tuple(
        part
        for step in story.steps
        if step.before.phase != "decision" and step.after.phase == "decision"
        if (part := _of_ballot(story, seat, step)) is not None
    )
    scores = [part.brier for part in found]
    return Forecasts(each=found, brier=round(sum(scores) / len(scores), 4) if scores else None)


def brier(chances: dict[str, float], came: dict[str, bool]) -> float:
    """Return the mean square of how far chances were off; both are by the same keys."""
    off = [(chance - came[key]) * (chance - came[key]) for key, chance in chances.items()]
    return sum(off) / len(off)


def _of_ballot(story: Story, seat: int, opened: Step) -> ForecastPart | None:
    draft, turn = opened.after.called, opened.after.turn
    record = next((r for r in story.records if r.turn == turn), None)
    ballots = (record or story.last).ballots
    ballot = next((b for b in ballots if b.draft == draft), None)
    votes_begin = next(
        (
            step.number
            for step in story.steps
            if step.number > opened.number and step.after.votes != step.before.votes
        ),
        0,
    )
    mine = story.table.seats[seat].id
    notes = [
        note
        for note in story.notes
        if _is_forecast(note, mine, turn, draft) and note.n < votes_begin
    ]
    if ballot is None or not notes:
        return None
    came = {
        other.id: vote.ballot == "consent"
        for other, vote in zip(story.table.seats, ballot.votes, strict=True)
        if vote is not None and other.id != mine
    }
    chances = {key: value / 1000 for key, value in notes[-1].entries if key in came}
    if not chances:
        return None
    consented = {key: came[key] for key in chances}
    return ForecastPart(
        turn=turn,
        draft=draft,
        chances=chances,
        consented=consented,
        brier=round(brier(chances, consented), 4),
    )


def _is_forecast(note: NoteLine, seat: str, turn: int, draft: int) -> bool:
    return (note.topic, note.actor, note.turn, note.subject) == ("forecast", seat, turn, str(draft))
