"""Delivering: what the seat owes, what it sends, what that saves and what it puts at risk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Row
from game.client.screen import Answer, Screen, Shortcut, Tell
from game.client.screens.header import WIDE, turn_header
from game.client.screens.turn_parts.panes import Pane, panes
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.controls import Button, Stepper
from game.client.widgets.figures import Change
from game.client.widgets.tables import TableGrid
from game.client.widgets.tags import Callout, Chip, StateLine
from game.engine.commands import Deliver
from game.engine.view import SeatView
from game.negotiation.preview import DeliveryEffect, affordable, delivery_effect
from game.texts.catalogue import _
from game.texts.names import units
from game.texts.numbers import change, money, per_cent


class DeliveryScreen(Screen):
    """Chooses what the seat sends this turn: its promise, less, more, or on its own account."""

    def __init__(self, controller: GameController) -> None:
        self._game = controller
        self.title = _("Implementation")
        self._sent: tuple[int, ...] = self._default()
        self._pane = "send"
        self._effect: tuple[int, tuple[int, ...], DeliveryEffect] | None = None

    def _default(self) -> tuple[int, ...]:
        view = self._game.view
        if view.delivered is not None:
            return view.delivered
        if not _ratified(view):
            return (0,) * len(view.owed)
        return affordable(view)

    def back(self) -> Answer:
        return self._game.menu()

    def shortcuts(self) -> Sequence[Shortcut]:
        return [Shortcut("Ctrl+Enter", _("Deliver"), self._deliver)]

    # Acting.

    def _setter(self, slot: int) -> Callable[[int], Answer]:
        def act(level: int) -> Answer:
            self._sent = (*self._sent[:slot], level, *self._sent[slot + 1 :])
            return None

        return act

    def _set(self, levels: tuple[int, ...]) -> Callable[[], Answer]:
        def act() -> Answer:
            self._sent = levels
            return None

        return act

    def _deliver(self) -> Answer:
        if self._game.view.delivered is not None:
            return Tell(_("You have sent what you send this turn."), "coral")
        return self._game.act(Deliver(self._sent))

    def _worked_out(self) -> DeliveryEffect:
        """What the chosen delivery does; one run of the rules takes about a millisecond."""
        version = self._game.version
        known = self._effect
        if known is None or known[:2] != (version, self._sent):
            known = (version, self._sent, delivery_effect(self._game.view, self._sent))
            self._effect = known
        return known[2]

    # Building.

    def build(self, width: float, height: float) -> Widget:
        compact = width < WIDE
        side = 420 if compact else 520
        return Column(
            [
                turn_header(self._game, width),
                panes(
                    [
                        Pane("send", _("What you send"), self._left(compact)),
                        Pane("effect", _("What it does"), self._right(side, compact)),
                    ],
                    width,
                    self._pane,
                    self._show_pane,
                ),
            ]
        )

    def _show_pane(self, pane: str) -> Answer:
        self._pane = pane
        return None

    def _left(self, compact: bool) -> Widget:
        view = self._game.view
        pad = 16 if compact else 24
        parts: list[Widget | None] = [
            Column(
                [
                    Label(_("What you send this turn"), "title", "high"),
                    Label(_standing(view), "caption", "low"),
                ],
                gap=4,
            ),
            _ratification(view),
            self._presets(view),
            self._grid(view),
            Label(_("What the others have promised"), "section", "high"),
            Column(_promises(view)),
        ]
        return Scroll(
            Column(parts, gap=14, padding=(18, pad, 24, pad)), name=_("What you send"), grow=1
        )

    def _presets(self, view: SeatView) -> Widget | None:
        if view.delivered is not None or not any(view.owed):
            return None
        owed = affordable(view)
        half = tuple(level // 2 for level in owed)
        nothing = (0,) * len(owed)
        choices = [(_("All that is owed"), owed)]
        if half not in (owed, nothing):
            choices.append((_("Half of it"), half))
        choices.append((_("Nothing"), nothing))
        return Row(
            [
                Button(
                    word,
                    self._set(levels),
                    kind="secondary",
                    small=True,
                    pressed=levels == self._sent,
                    icon="check" if levels == self._sent else "",
                )
                for word, levels in choices
            ],
            gap=8,
            region=True,
            name=_("Quick choices"),
        )

    def _grid(self, view: SeatView) -> Widget:
        table = view.table
        rows: list[list[Widget | None]] = [
            [
                Label(_("Task"), "caption", "low"),
                Label(_("Owed"), "caption", "low", text_align="center"),
                Label(_("You send"), "caption", "low", text_align="center"),
                Label(_("In stock"), "caption", "low", text_align="center"),
                Label("", "caption", "low"),
            ]
        ]
        for slot, row in enumerate(table.slots):
            stock = view.stock[view.seat][row.resource]
            if not stock and not view.owed[slot]:
                continue
            rows.append(self._slot_row(view, slot, stock))
        return TableGrid(
            rows,
            columns=["1fr", 70, 110, 80, 120],
            row_height=46,
            gap=8,
            name=_("What you send"),
        )

    def _slot_row(self, view: SeatView, slot: int, stock: int) -> list[Widget | None]:
        table = view.table
        row = table.slots[slot]
        operation = table.operations[row.operation]
        used = sum(
            level
            for other, level in zip(table.slots, self._sent, strict=True)
            if other.resource == row.resource
        )
        owed, sent = view.owed[slot], self._sent[slot]
        head = Row(
            [
                Icon(row.icon, 18),
                Column(
                    [
                        Label(operation.name, "strong/14", "high", leading=1.2),
                        Label(row.short, "caption", "low", leading=1.2),
                    ],
                    grow=1,
                ),
            ],
            gap=12,
        )
        stepper = Stepper(
            sent,
            self._setter(slot),
            high=sent + max(0, stock - used),
            changed=sent != owed,
            name=row.name,
            enabled=view.delivered is None,
            reason=_("You have sent what you send this turn.")
            if view.delivered is not None
            else _("You have {stock} in all.").format(stock=units(table, row.resource, stock)),
            align="center",
            key=f"send {slot}",
        )
        return [
            head,
            _number(owed),
            stepper,
            _number(stock),
            _kept_chip(owed, sent),
        ]

    def _right(self, width: float, compact: bool) -> Widget:
        view = self._game.view
        pad = 16 if compact else 24
        effect = self._worked_out()
        promised = any(view.owed)
        parts: list[Widget | None] = [
            Label(_("What it does"), "heading", "high"),
            Label(
                _("Compared with sending all you owe, if the others keep their word.")
                if promised
                else _("Compared with sending nothing, if the others keep their word."),
                "caption",
                "low",
            ),
            Column(_effects(view, effect), gap=0),
            _verdict(view, effect),
            *self._waiting(view),
        ]
        done = view.delivered is not None
        word = _("Deliver") if promised or any(self._sent) else _("Send nothing")
        act = Button(
            word,
            self._deliver,
            kind="primary",
            shortcut="Enter",
            enabled=not done,
            reason=_("You have sent what you send this turn; the others still decide."),
            grow=1,
        )
        body = Scroll(
            Column(parts, gap=12, padding=(18, pad - 10, 16, pad)), name=_("What it does"), grow=1
        )
        return Column(
            [body, Row([act], padding=(14, pad), lines="top")],
            width=width,
            fill="panel",
            lines="left",
        )

    def _waiting(self, view: SeatView) -> list[Widget | None]:
        if view.delivered is None:
            return []
        words = (
            _("{member} decides what it sends.").format(member=self._game.busy)
            if self._game.busy
            else _("The others decide what they send.")
        )
        return [Callout(title=_("Sent"), text=words, icon="check", tone="teal")]


def _ratified(view: SeatView) -> bool:
    agreement = view.agreement
    if agreement is None or not agreement.parties[view.seat]:
        return True
    return agreement.ratified[view.seat]


def _standing(view: SeatView) -> str:
    agreement = view.agreement
    if agreement is None:
        return _("No agreement is in force: what you send is on your own account.")
    if not agreement.parties[view.seat]:
        return _("You are not bound by the agreement: what you send is on your own account.")
    if not any(view.owed):
        return _("The agreement binds you until turn {turn} and asks no forces of you.").format(
            turn=agreement.expires
        )
    return _("The agreement binds you until turn {turn}.").format(turn=agreement.expires)


def _ratification(view: SeatView) -> Widget | None:
    mine = next((row for row in view.ratifications if row[0] == view.seat), None)
    if mine is None:
        return None
    _seat, yes, passed, against = mine
    if passed:
        return Row(
            [
                Icon("landmark", 18, "teal"),
                Label(
                    _("Ratified at home with {share} of the vote.").format(share=per_cent(yes)),
                    "small",
                    grow=1,
                ),
            ],
            gap=10,
        )
    names = {f.id: f.name for f in view.mind.factions}
    groups = ", ".join(names.get(f, f) for f in against)
    return Callout(
        title=_("Not ratified at home"),
        text=_(
            "Only {share} of the vote carried it; against it: {groups}. Sending nothing is "
            "forgiven in part."
        ).format(share=per_cent(yes), groups=groups),
        icon="landmark",
        tone="coral",
    )


def _promises(view: SeatView) -> list[Widget]:
    """What others owe this turn, a line each; the seat's own stands above."""
    table, agreement = view.table, view.agreement
    if agreement is None:
        return [Label(_("Nothing: no agreement is in force."), "small", "low")]
    count = len(table.slots)
    failed = {row[0] for row in view.ratifications if not row[2]}
    rows: list[Widget] = []
    for member in table.members:
        if member == view.seat or not agreement.parties[member]:
            continue
        own = agreement.package.levels[member * count : (member + 1) * count]
        things = [
            _("{units}: {operation}").format(
                units=units(table, row.resource, level),
                operation=table.operations[row.operation].name,
            )
            for row, level in zip(table.slots, own, strict=True)
            if level
        ]
        if not things:
            continue
        seat = table.seats[member]
        rows.append(
            Row(
                [
                    Flag(seat.flag, 26),
                    Label(seat.short, "strong/14", "high", width=110),
                    Label("; ".join(things), "small", grow=1),
                    Chip(_("Not ratified"), "coral", "landmark") if member in failed else None,
                ],
                gap=12,
                padding=(5, 0),
                lines="bottom",
                key=f"owes {seat.id}",
            )
        )
    return rows or [Label(_("No other member owes anything."), "small", "low")]


def _number(level: int) -> Widget:
    return Label(
        str(level) if level else "–",
        "figure/18",
        "high" if level else "low",
        text_align="center",
        wrap=False,
        leading=1.2,
    )


def _kept_chip(owed: int, sent: int) -> Widget | None:
    if sent < owed:
        return Chip(_("{count} short").format(count=owed - sent), "coral", "x", align="start")
    if sent > owed:
        return Chip(_("{count} beyond").format(count=sent - owed), "brass", "plus", align="start")
    if owed:
        return Chip(_("Kept"), "teal", "check", align="start")
    return None


def _effects(view: SeatView, effect: DeliveryEffect) -> list[Widget]:
    """What the delivery costs and moves, a line each."""
    saved = Change(
        effect.saved / 1000,
        effect.saved > 0,
        _("{money} saved").format(money=money(effect.saved))
        if effect.saved >= 0
        else _("{money} more").format(money=money(-effect.saved)),
    )
    rows = [_line(_("You pay"), money(effect.cost), saved if effect.saved else None)]
    for word, amount, up in (
        (_("Your word"), effect.reputation, True),
        (_("Trust of the others in you"), effect.trust, True),
        (_("Support at home"), effect.support, True),
        (_("Your exposure"), effect.exposure, False),
        (_("Attacks"), effect.attacks, False),
    ):
        shown = change(amount, 1)
        moved = 0.0 if shown == "0" else amount / 1000
        better = None if not moved else (moved > 0) == up
        rows.append(_line(word, "", Change(moved, better, shown)))
    return rows


def _line(word: str, figure: str, moved: Widget | None) -> Widget:
    return Row(
        [
            Label(word, "body", "text", grow=1),
            Label(figure, "figure/19", "high", wrap=False, leading=1.2) if figure else None,
            moved,
        ],
        gap=14,
        min_height=40,
        lines="bottom",
        name=word,
    )


def _verdict(view: SeatView, effect: DeliveryEffect) -> Widget | None:
    if effect.kept is None:
        return None
    if effect.kept >= 1000:
        return Row(
            [StateLine(mark="supports", text=_("You keep your word."))],
            padding=(4, 0),
        )
    return Callout(
        title=_("You would break your word"),
        text=_(
            "You send {share} of what you promised. Members trust you less, and the terms that "
            "shield those who take part shield you less."
        ).format(share=per_cent(effect.kept)),
        icon="triangle-alert",
        tone="coral",
    )
