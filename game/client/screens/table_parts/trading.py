"""Trading for a member's consent: two changes of a draft linked, or money beside it."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.controller import GameController
from game.client.layout import Row
from game.client.screen import Answer
from game.client.screens.table_parts.overlay import TableDialog, cannot
from game.client.screens.table_parts.picker import Pick, first_pick, picker
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button, Stepper
from game.engine import commands as c
from game.engine.commands import EFFORT
from game.engine.package import Alteration, altered
from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import effort, money, turns
from game.texts.packages import difference_lines


class LinkDialog(TableDialog):
    """Offers a member two changes of a draft at once: I move here if you move there."""

    wide = 680.0

    def __init__(self, controller: GameController, member: int, draft: int) -> None:
        super().__init__(controller)
        self._member, self._draft = member, draft
        found = self.view.draft(draft)
        assert found is not None
        self._package = found.package
        self._mine = first_pick(self.view, found.package, self.view.seat)
        self._yours = first_pick(self.view, found.package, member)
        response = found.answers[member]
        if response is not None and response.ask:
            self._mine = _of_change(self.view, self._mine, response.ask[0])
        self.title = _("Link two points for {member}").format(
            member=names.member(controller.table, member)
        )

    def body(self) -> Sequence[Widget]:
        view = self.view
        both = altered(self._package, (self._mine.change(view), self._yours.change(view)))
        lines = difference_lines(view.table, self._package, both)
        return [
            Label(_("If it takes the link, both changes enter the draft in both your names.")),
            picker(view, self._package, self._mine, self._put_mine, name=_("What you give")),
            picker(view, self._package, self._yours, self._put_yours, name=_("What it gives")),
            Label("; ".join(lines) or _("Nothing differs from the draft yet."), "small", "low"),
        ]

    def actions(self) -> Sequence[Widget]:
        view = self.view
        why = cannot(view, "link_issues")
        if not (
            self._mine.differs(view, self._package) and self._yours.differs(view, self._package)
        ):
            why = why or _("Choose a change on both sides.")
        offer = Button(
            _("Offer link, {cost}").format(cost=effort(EFFORT["link_issues"])),
            self._offer,
            kind="primary",
            shortcut="Enter",
            enabled=not why,
            reason=why,
        )
        return (self.closer(_("Cancel")), offer)

    def _put_mine(self, pick: Pick) -> None:
        self._mine = pick

    def _put_yours(self, pick: Pick) -> None:
        self._yours = pick

    def _offer(self) -> Answer:
        view = self.view
        return self.send_and_leave(
            c.LinkIssues(
                self._member, self._draft, self._mine.change(view), self._yours.change(view)
            )
        )


def _of_change(view: SeatView, pick: Pick, change: Alteration) -> Pick:
    """A pick that begins with a change that a member asked for."""
    if change.what == "term" and change.place in view.agenda:
        return Pick("term", change.place, change.to, pick.member, pick.slot, pick.units)
    if change.what == "level":
        table = view.table
        return Pick(
            "level",
            pick.term,
            pick.answer,
            table.owner(change.place),
            table.slot_of(change.place),
            change.to,
        )
    return pick


class DealDialog(TableDialog):
    """Offers a member payment for its consent to a draft."""

    def __init__(self, controller: GameController, member: int, draft: int) -> None:
        super().__init__(controller)
        self._member, self._draft = member, draft
        self._pays, self._turns = 5, 2
        self.title = _("A side deal with {member}").format(
            member=names.member(controller.table, member)
        )

    def body(self) -> Sequence[Widget]:
        who = names.sentence(names.member(self.view.table, self._member))
        return [
            Label(
                _("{member} is paid if it consents to draft {draft} and the draft stands. ").format(
                    member=who, draft=self._draft
                )
                + _("The offer ends with the turn.")
            ),
            _counter(
                _("Payment a turn"),
                Stepper(
                    self._pays,
                    self._set_pays,
                    low=1,
                    high=100,
                    changed=True,
                    shown=lambda n: money(100 * n),
                    name=_("Payment a turn, millions"),
                    reason=_("A side deal pays $1 m to $100 m a turn."),
                ),
            ),
            _counter(
                _("For"),
                Stepper(
                    self._turns,
                    self._set_turns,
                    low=1,
                    high=4,
                    changed=True,
                    shown=turns,
                    name=_("Turns"),
                    reason=_("A side deal runs for one to four turns."),
                ),
            ),
            Label(
                _("In all {sum}, from your own purse.").format(
                    sum=money(100 * self._pays * self._turns)
                ),
                "strong",
                "high",
            ),
        ]

    def actions(self) -> Sequence[Widget]:
        why = cannot(self.view, "offer_side_deal")
        offer = Button(
            _("Offer it, {cost}").format(cost=effort(EFFORT["offer_side_deal"])),
            self._offer,
            kind="primary",
            shortcut="Enter",
            enabled=not why,
            reason=why,
        )
        return (self.closer(_("Cancel")), offer)

    def _set_pays(self, amount: int) -> Answer:
        self._pays = amount
        return None

    def _set_turns(self, amount: int) -> Answer:
        self._turns = amount
        return None

    def _offer(self) -> Answer:
        return self.send_and_leave(
            c.OfferSideDeal(self._member, self._draft, 100 * self._pays, self._turns)
        )


def _counter(label: str, stepper: Stepper) -> Widget:
    stepper.width = 190
    return Row([Label(label, "body", "text", grow=1), stepper], gap=12)
