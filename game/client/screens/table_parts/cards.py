"""The cards of the members along the foot of the table."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.screens.table_parts.standing import Stand, said, share_of
from game.client.shapes import STANCE_WORDS
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Label
from game.client.widgets.figures import Bar, Change
from game.client.widgets.tags import stance_line
from game.engine.package import Package
from game.engine.state import Draft
from game.engine.view import SeatView
from game.texts.catalogue import _
from game.texts.numbers import change, figure, per_cent, uncertain

Open = Callable[[int], Callable[[], Answer]]


def member_cards(
    view: SeatView,
    draft: Draft | None,
    found: tuple[Stand, ...],
    act: Open,
    *,
    selected: int = -1,
    compact: bool = False,
    tight: bool = False,
) -> list[Widget]:
    """
    A card for each member, one's own first; *act* answers what pressing a seat's card does.

    *compact* moves what it says to the tooltip, *tight* leaves changes out as well.
    """
    order = [view.seat, *(seat for seat in view.table.members if seat != view.seat)]
    package = draft.package if draft is not None else view.in_force
    return [
        _card(view, seat, draft, package, found[seat], act(seat), seat == selected, compact, tight)
        for seat in order
    ]


def _card(
    view: SeatView,
    seat: int,
    draft: Draft | None,
    package: Package,
    stand: Stand,
    act: Callable[[], Answer],
    selected: bool,
    compact: bool,
    tight: bool,
) -> Widget:
    table, mine = view.table, seat == view.seat
    member = table.seats[seat]
    quote = _quote(view, seat, draft, stand)
    stance = "you" if mine and stand.stance == "silent" else stand.stance
    word = _word(view, seat, stand, mine, draft is not None)
    name = Label(
        member.short, "strong/13" if compact else "strong/15", "high", ellipsis=True, max_lines=1
    )
    name.grow = 1
    head = Row([Flag(member.flag or member.id, 22 if compact else 28), name], gap=6)
    state = stance_line(stance, style="strong/13" if compact else "strong/14", word=word)
    says = None
    if not compact:
        says = Label(quote, "voice/14", "text", top=True, leading=1.3, ellipsis=True, grow=1)
        says.max_lines = 2
        says.min_height = 37
    trust = _standing_at_home(view, tight) if mine else _trust(view, seat, compact, tight)
    figures = [trust, _share(view, seat, package)]
    return Column(
        [head, state, says, Column([*figures], gap=1)],
        role="button",
        name=member.name,
        value=f"{word or STANCE_WORDS[stance]}. {quote}",
        tooltip=quote if compact else "",
        key=f"seat {member.id}",
        on_press=act,
        grow=1,
        gap=5 if compact else 7,
        padding=(9, 9) if compact else (11, 13),
        radius=10,
        fill="card" if mine or selected else "panel",
        edge="brass" if mine else "sky" if selected else None,
        selected=selected,
    )


def _word(view: SeatView, seat: int, stand: Stand, mine: bool, has_draft: bool) -> str:
    if mine and stand.stance == "silent":
        return _("Your seat")
    if view.phase == "briefing" or not has_draft:
        return _("Has read") if view.ready[seat] and view.phase == "briefing" else _("Listens")
    if not stand.told and stand.stance != "silent":
        return _("{stance}?").format(stance=STANCE_WORDS[stand.stance])
    return ""


def _quote(view: SeatView, seat: int, draft: Draft | None, stand: Stand) -> str:
    table = view.table
    if draft is not None and stand.response is not None:
        return said(view, seat, stand.response, draft.package, draft.id)
    return table.seats[seat].aim


def _trust(view: SeatView, seat: int, compact: bool, tight: bool) -> Widget:
    """How far a member trusts this seat, as far as this seat can tell."""
    table = view.table
    place = table.layout.trust[seat][view.seat]
    now, width = view.estimates[place], view.widths[place]
    moved = now - view.before[place]
    known = uncertain(now, width)
    back = figure(view.estimates[table.layout.trust[view.seat][seat]])
    tip = _("Its trust in you: {known}. Yours in it: {back}.").format(known=known, back=back)
    step = None if tight else _change(moved)
    bar: Widget = Bar(now / 100_000, None, "sky", grow=1)
    if compact and step is not None:
        bar = Space(grow=1)
    return _figure_row(_("Trust"), step, bar, figure(now), tip)


def _standing_at_home(view: SeatView, tight: bool) -> Widget:
    now = view.own("support")
    place = view.table.layout.of_member("support", view.seat)
    step = None if tight else _change(now - view.before[place])
    tip = _("Your public's backing for the commitment.")
    return _figure_row(_("Home"), step, Bar(now / 100_000, None, "brass", grow=1), figure(now), tip)


def _change(moved: int) -> Widget | None:
    points = round(moved / 1000)
    return Change(points, points > 0, change(moved)) if points else None


def _share(view: SeatView, seat: int, package: Package) -> Widget:
    share, able = share_of(view, package, seat), view.table.seats[seat].ability
    tip = _("Its share of contributions, by cost; the tick marks its share of what all could give.")
    bar = Bar(share, able, "brass" if seat == view.seat else "text", grow=1)
    return _figure_row(_("Share"), None, bar, per_cent(round(1000 * share)), tip)


def _figure_row(label: str, step: Widget | None, bar: Widget, shown: str, tip: str) -> Widget:
    caption = Label(label, "caption", "low", wrap=False)
    number = Label(shown, "figure_small", "high", text_align="right", min_width=30, wrap=False)
    return Row(
        [caption, step, bar, number], gap=7, name=label, value=shown, tooltip=tip, role="meter"
    )
