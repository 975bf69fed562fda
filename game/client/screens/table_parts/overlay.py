"""What dialogs of the table share: they lie over it and follow the game."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.controller import GameController
from game.client.screen import Answer, Pop, Screen, Tell
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import dialog_tree
from game.engine.commands import EFFORT, Command
from game.engine.refusal import Refusal
from game.engine.view import SeatView
from game.texts.catalogue import _
from game.texts.names import sentence
from game.texts.refusals import refusal_sentence


class TableDialog(Screen):
    """A dialog over the table that is built anew whenever the game moves on."""

    overlay = True
    wide = 560.0

    def __init__(self, controller: GameController) -> None:
        self.controller = controller
        controller.on_change.append(self.refresh)

    def left(self) -> None:
        """Stop following the game."""
        if self.refresh in self.controller.on_change:
            self.controller.on_change.remove(self.refresh)

    @property
    def view(self) -> SeatView:
        """What the seat sees now."""
        return self.controller.view

    def body(self) -> Sequence[Widget]:
        """What the dialog holds."""
        return ()

    def actions(self) -> Sequence[Widget]:
        """Its buttons, from left to right."""
        return (self.closer(),)

    def full_height(self) -> bool:
        """Whether its body scrolls in the height of the window."""
        return False

    def build(self, width: float, height: float) -> Widget:
        """The dialog in the middle of the window."""
        high = min(760.0, height - 40) if self.full_height() else None
        return dialog_tree(
            self.title,
            self.body(),
            self.actions(),
            wide=min(self.wide, width - 32),
            high=high,
        )

    def closer(self, text: str = "") -> Button:
        """The button that leaves the dialog."""
        return Button(text or _("Close"), self.back, kind="outline", shortcut="Esc")

    def back(self) -> Answer:
        """Leave the dialog."""
        return Pop()

    def send(self, command: Command, said: str = "") -> Answer:
        """Carry a command out and stay; a refusal is told."""
        return self.controller.act(command, said)

    def send_and_leave(self, command: Command) -> Answer:
        """Carry a command out and leave; a refusal is told, and one stays."""
        refusal = self.controller.send(command)
        if refusal is not None:
            return Tell(self.controller.sentence(refusal), "coral")
        return Pop()


def cannot(view: SeatView, kind: str) -> str:
    """Why an act cannot be done now, as a sentence with what can; empty if it can."""
    if view.phase != "consultation":
        refusal = Refusal("phase/wrong", {"phase": view.phase, "needs": "consultation"})
        return refusal_sentence(view.table, refusal)
    cost = EFFORT.get(kind, 0)
    if cost and view.ready[view.seat]:
        passed = Refusal("round/already_passed", {"round": view.round})
        return refusal_sentence(view.table, passed)
    if cost > view.effort:
        short = Refusal("effort/short", {"act": kind, "cost": cost, "left": view.effort})
        return refusal_sentence(view.table, short)
    return ""


def changes(lines: Sequence[str]) -> list[Widget]:
    """Differences of a text, one a line."""
    if not lines:
        return [Label(_("No change."), "small", "low")]
    return [Label(sentence(line) + ".", "body", "text") for line in lines]
