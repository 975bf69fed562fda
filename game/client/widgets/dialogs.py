"""Dialogs: a question or a form over the screen beneath, answered before anything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from game.client.layout import Column, Row, Space, Stack
from game.client.screen import Answer, Pop, Screen
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a dialog and what the screen beneath is told when it is chosen."""

    text: str
    result: object
    kind: str = "secondary"
    shortcut: str = ""
    reason: str = ""


@dataclass(eq=False)
class DialogFrame(Column):
    """The card of a dialog in the middle of the window."""

    ROLE: ClassVar[str] = "dialog"

    def compose(self) -> None:
        super().compose()
        self.fill, self.edge, self.radius = "card", "edge", 10
        self.padding, self.gap = self.padding or 24, self.gap or 16


def dialog_tree(
    title: str,
    body: Sequence[Widget],
    actions: Sequence[Widget],
    *,
    wide: float,
    high: float | None = None,
) -> Widget:
    """A centred dialog *wide* logical pixels; with *high* its body scrolls in what is left."""
    content: Widget = Column(list(body), gap=12)
    if high is not None:
        content = Scroll(content, name=title, grow=1)
    frame = DialogFrame(
        [
            Label(title, "heading", "high"),
            content,
            Row([Space(grow=1), *actions], gap=12),
        ],
        name=title,
        width=wide,
        height=high,
        region=False,
    )
    return Stack([Column([Space(grow=1), frame, Space(grow=1)], across="center")], padding=16)


class Dialog(Screen):
    """Asks a question; the screen beneath gets the chosen result through `Screen.resumed`."""

    overlay = True

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[Choice],
        *,
        wide: float = 480,
        body: Callable[[], Sequence[Widget]] | None = None,
    ) -> None:
        self.title = title
        self.first_focus = choices[-1].text
        self._text = text
        self._choices = tuple(choices)
        self._wide = wide
        self._body = body

    def build(self, width: float, height: float) -> Widget:
        parts: list[Widget] = [Label(self._text)] if self._text else []
        if self._body is not None:
            parts += self._body()
        buttons = [self._button(choice) for choice in self._choices]
        return dialog_tree(self.title, parts, buttons, wide=min(self._wide, width - 32))

    def back(self) -> Answer:
        return Pop(None)

    def _button(self, choice: Choice) -> Widget:
        def act() -> Answer:
            return Pop(choice.result)

        return Button(
            choice.text,
            act,
            kind=choice.kind,
            shortcut=choice.shortcut,
            enabled=not choice.reason,
            reason=choice.reason,
        )
