"""Reading: one event in full, earlier turns, and the feed as a pane of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Anchor, Column, Row, Stack
from game.client.screen import Answer, Pop, Screen
from game.client.screens.table_parts.feed import earlier
from game.client.screens.table_parts.overlay import TableDialog
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.cards import EventRow
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import dialog_tree
from game.texts.catalogue import _


class Story(Screen):
    """One thing that happened, in full."""

    overlay = True

    def __init__(self, title: str, text: str, when: str) -> None:
        self.title = title
        self._text, self._when = text, when

    def build(self, width: float, height: float) -> Widget:
        """The story in the middle of the window."""
        close = Button(_("Close"), Pop, kind="outline", shortcut="Esc")
        body = [Label(self._when, "small", "low"), Label(self._text, "body", "text")]
        return dialog_tree(self.title, body, [close], wide=min(560, width - 32))


class Earlier(TableDialog):
    """What happened in the turns before this one."""

    wide = 640.0

    def __init__(self, controller: GameController) -> None:
        super().__init__(controller)
        self.title = _("Earlier turns")

    def full_height(self) -> bool:
        return True

    def body(self) -> Sequence[Widget]:
        found = earlier(self.view)
        if not found:
            return [Label(_("This is the first turn."), "body", "low")]
        return [
            EventRow(
                title=row.title,
                detail=row.detail,
                source=row.when,
                icon=row.icon,
                key=row.key,
                role="listitem",
            )
            for row in found
        ]


class FeedPane(TableDialog):
    """The feed over the left of the table, where a window has no room for it."""

    def __init__(self, controller: GameController, make: Callable[[], Widget]) -> None:
        super().__init__(controller)
        self.title = _("Events")
        self._make = make

    def build(self, width: float, height: float) -> Widget:
        """A column along the left side."""
        feed = self._make()
        feed.grow = 1
        feed.height = None
        close = Button(_("Close"), self.back, kind="outline", shortcut="Esc", small=True)
        pane = Column(
            [feed, Row([close], padding=(8, 16))],
            width=min(400, width - 48),
            height=height,
            fill="panel",
            edge="edge",
        )
        return Stack([Anchor(pane, "top left")])

    def back(self) -> Answer:
        """Go back to the table."""
        return Pop()
