"""From a task to the dialog that deals with it."""

from __future__ import annotations

from game.client.controller import GameController
from game.client.screen import Answer, Push
from game.client.screens.table_parts.answering import (
    AnswerDraft,
    AnswerOffer,
    AnswerQuestion,
    AnswerSounding,
    DecideEvent,
)
from game.client.screens.table_parts.feed import Task


def open_task(controller: GameController, task: Task) -> Answer:
    """The dialog in which a task is dealt with."""
    match task.kind:
        case "event":
            return Push(DecideEvent(controller, task.event))
        case "question":
            return Push(AnswerQuestion(controller, *divmod(task.about, 1000)))
        case "sounding":
            return Push(AnswerSounding(controller, task.about))
        case "deal" | "link":
            return Push(AnswerOffer(controller, task.kind, task.about, task.detail))
        case _:
            return Push(AnswerDraft(controller, task.about))
