"""The dialog that restricts what the seat would send: national caveats on its own forces."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Row
from game.client.screen import Answer, Pop, Screen
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.controls import Button, Stepper
from game.client.widgets.dialogs import dialog_tree
from game.engine.package import Alteration, Package
from game.engine.view import SeatView
from game.texts.catalogue import _
from game.texts.names import units

STEP = 250
"""Thousandths by which a restriction is made looser or tighter."""


class RestrictionsScreen(Screen):
    """Asks how far each of the seat's contributions is restricted; answers the alterations."""

    overlay = True
    first_focus = "Done"

    def __init__(self, view: SeatView, package: Package) -> None:
        self.title = _("Restrictions on what you send")
        self._view = view
        self._before = self._package = package

    def build(self, width: float, height: float) -> Widget:
        view, table = self._view, self._view.table
        count = len(table.slots)
        first = view.seat * count
        rows = [
            self._row(place) for place in range(first, first + count) if self._package.levels[place]
        ]
        body: list[Widget] = [
            Label(
                _(
                    "A restricted unit may not do all that the task asks, so it counts for less. "
                    "Everybody sees the restriction in the text."
                ),
                "small",
            ),
            Column(rows)
            if rows
            else Label(_("You send nothing in this text that could be restricted."), "body", "low"),
        ]
        done = Button(_("Done"), self._done, kind="primary", shortcut="Enter", name="Done")
        back = Button(_("Cancel"), Pop, kind="quiet", shortcut="Esc")
        return dialog_tree(self.title, body, [back, done], wide=min(560, width - 32))

    def _row(self, place: int) -> Widget:
        table = self._view.table
        row = table.slots[place % len(table.slots)]
        operation = table.operations[row.operation]
        level, caveat = self._package.levels[place], self._package.caveats[place]
        return Row(
            [
                Icon(row.icon, 18),
                Column(
                    [
                        Label(operation.name, "strong", "high"),
                        Label(units(table, row.resource, level), "caption", "low"),
                    ],
                    grow=1,
                ),
                Stepper(
                    caveat,
                    self._setter(place),
                    high=1000,
                    step=STEP,
                    changed=caveat != self._before.caveats[place],
                    shown=lambda amount: f"{amount // 10}%",
                    name=_("Restriction on {task}").format(task=row.name),
                    width=130,
                    key=f"caveat {place}",
                ),
            ],
            gap=12,
            padding=(8, 0),
            lines="bottom",
        )

    def _setter(self, place: int) -> Callable[[int], Answer]:
        def act(amount: int) -> Answer:
            self._package = Alteration("caveat", place, amount).applied(self._package)
            return None

        return act

    def _done(self) -> Answer:
        return Pop(self._package)
