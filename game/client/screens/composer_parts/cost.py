"""What a composed text costs the seat: forces, money, its share, opinion at home, effort."""

from __future__ import annotations

from game.client.layout import Column, Divider, Row
from game.client.screens.composer_parts.composition import Composition, shares, unused
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.figures import Change, EffortDiamonds
from game.client.widgets.tags import Chip
from game.engine.rules.burden_sharing import fair_share
from game.engine.view import SeatView
from game.negotiation.preview import Preview
from game.texts.catalogue import _
from game.texts.names import sentence
from game.texts.numbers import change, money, per_cent


def cost_cells(
    view: SeatView, text: Composition, now: Preview | None, *, compact: bool = False
) -> list[Widget]:
    """The cells of the bar at the foot, the seat's name first."""
    table, seat = view.table, view.seat
    cells: list[Widget] = []
    if not compact:
        cells.append(
            _cell(
                _("Cost to you"), Label(table.seats[seat].short, "figure/19", "brass", wrap=False)
            )
        )
    for resource in _used(view, text)[:2]:
        stock = view.stock[seat][resource]
        used = stock - unused(view, text.package, seat, resource)
        cells.append(
            _cell(
                table.resources[resource].name,
                Row([_figure(str(used)), _small(_("of {stock}").format(stock=stock))], gap=6),
            )
        )
    if now is not None:
        cells.append(_cell(_("Spending a turn"), _spending(now)))
        cells.append(_cell(_("Support at home"), _support(now)))
    cells.append(_cell(_("Share of effort"), _share(view, text)))
    planned = min(text.effort, view.effort)
    cells.append(
        _cell(
            _("Effort"),
            Row(
                [_figure(str(text.effort)), EffortDiamonds(view.effort, planned, table.effort)],
                gap=8,
            ),
        )
    )
    parted: list[Widget] = []
    for n, cell in enumerate(cells):
        if n:
            parted.append(Divider(upright=True, align="stretch"))
        parted.append(cell)
    return parted


def _used(view: SeatView, text: Composition) -> list[int]:
    """Resources that the seat has, those it gives first."""
    table, seat = view.table, view.seat
    stock = view.stock[seat]
    wanted = [r for r in range(len(table.resources)) if stock[r]]
    return sorted(wanted, key=lambda r: unused(view, text.package, seat, r) == stock[r])


def _cell(label: str, value: Widget) -> Widget:
    value.min_height = 32
    return Column(
        [Label(sentence(label), "caption", "low", wrap=False), value],
        gap=2,
        across="start",
        name=label,
    )


def _figure(text: str) -> Label:
    return Label(text, "figure", "high", wrap=False, leading=1.2)


def _small(text: str) -> Label:
    return Label(text, "small", "low", wrap=False)


def _spending(now: Preview) -> Widget:
    step = now.cost - now.cost_before
    word = ("+" if step > 0 else "") + money(step)
    moved = Change(step / 1000, step < 0, word) if abs(step) >= 10 else None
    return Row([_figure(money(now.cost)), moved], gap=8)


def _support(now: Preview) -> Widget:
    shown = change(now.support, 1)
    return Change(0 if shown == "0" else now.support / 1000, now.support > 0, shown, "figure")


def _share(view: SeatView, text: Composition) -> Widget:
    share = shares(view, text.package)[view.seat]
    fair = fair_share(view.table, view.seat, view.mind.values.fairness)
    chip = Chip(_("Fair {share}").format(share=per_cent(round(fair * 1000))), "control")
    return Row([_figure(per_cent(round(share * 1000))), chip], gap=8)
