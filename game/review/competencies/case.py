"""Gathers the evidence for and against one competency of one seat, and reads the level from it."""

from __future__ import annotations

from game.review.conduct import Conduct
from game.review.rubric import BY_ID, LEAST_FOR_STRONG, LEVELS, THRESHOLDS
from game.review.story import Step
from game.session.review_report import Evidence, Rating
from game.texts.catalogue import _


class Case:
    """The evidence on one competency so far."""

    def __init__(self, conduct: Conduct, competency: str) -> None:
        self.conduct = conduct
        self.competency = BY_ID[competency]
        self._found: list[Evidence] = []

    def good(self, step: Step, text: str, weight: float = 1.0) -> None:
        """Note an act that speaks well."""
        self._note(step.number, step.turn, text, True, weight)

    def bad(self, step: Step, text: str, weight: float = 1.0) -> None:
        """Note an act that speaks ill."""
        self._note(step.number, step.turn, text, False, weight)

    def noted(self, number: int, turn: int, text: str, good: bool, weight: float) -> None:
        """Note what is known by its number and turn alone."""
        self._note(number, turn, text, good, weight)

    def rating(self) -> Rating | None:
        """Return the level with its evidence; None where there is none."""
        if not self._found:
            return None
        good = sum(e.weight for e in self._found if e.good)
        share = good / sum(e.weight for e in self._found)
        level = 1 + sum(share >= bound for bound in THRESHOLDS)
        if sum(e.good for e in self._found) < LEAST_FOR_STRONG:
            level = min(level, 3)
        return Rating(
            competency=self.competency.id,
            name=_(self.competency.name),
            level=level,
            word=_(LEVELS[level - 1]),
            share=round(share, 3),
            evidence=tuple(sorted(self._found, key=lambda e: (e.turn, e.number))),
            advice=_(self.competency.advice),
        )

    def _note(self, number: int, turn: int, text: str, good: bool, weight: float) -> None:
        self._found.append(
            Evidence(number=number, turn=turn, text=text, good=good, weight=round(weight, 3))
        )
