"""The left side of the table: what waits for you, then what happened; also its own pane."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.screens.table_parts.feed import Row as FeedRow
from game.client.screens.table_parts.feed import Task
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.cards import EventRow
from game.client.widgets.controls import Button
from game.texts.catalogue import _, ngettext

LONG = 120


def feed_panel(
    waiting: Sequence[Task],
    found: Sequence[FeedRow],
    read: Collection[str],
    open_task: Callable[[Task], Callable[[], Answer]],
    open_row: Callable[[FeedRow], Callable[[], Answer]],
    show_earlier: Callable[[], Answer] | None,
    *,
    selected: str = "",
    title: str = "",
) -> Widget:
    """Tasks above, events below; pressing a row opens what it is about."""
    new = sum(row.key not in read for row in found)
    count = ngettext("{n} new", "{n} new", new).format(n=new) if new else ""
    head = Row(
        [
            Label(title or _("Events"), "section", "high", grow=1),
            Label(count, "small", "low", wrap=False) if count else None,
        ],
        padding=(14, 20, 8, 24),
    )
    rows: list[Widget] = []
    for task in waiting:
        rows.append(
            EventRow(
                title=task.title,
                detail=_short(task.detail),
                source=_("Waits for you"),
                icon=task.icon,
                tone="brass",
                act=open_task(task),
                key=task.key,
                bar="brass",
                lines="bottom",
            )
        )
    for row in found:
        chosen = bool(selected) and row.key == selected
        rows.append(event_row(row, open_row(row), unread=row.key not in read, selected=chosen))
    if not rows:
        rows.append(Label(_("Nothing has happened yet this turn."), "small", "low", align="center"))
    foot = None
    if show_earlier is not None:
        foot = Row(
            [
                Button(
                    _("Earlier turns"),
                    show_earlier,
                    kind="quiet",
                    icon="history",
                    small=True,
                    shortcut="E",
                    left=True,
                ),
                Space(grow=1),
            ],
            padding=(8, 12),
            lines="top",
        )
    body = Scroll(Column(rows, region=True, name=_("Events"), role="list"), name=_("Feed"), grow=1)
    body.gutter = 8
    return Column([head, body, foot], fill="panel", lines="right", name=_("Events"))


def event_row(
    row: FeedRow,
    act: Callable[[], Answer],
    *,
    unread: bool = False,
    selected: bool = False,
    whole: bool = False,
) -> EventRow:
    """One row of the feed; *whole* shows all of its text."""
    alarming = row.icon in ("triangle-alert", "octagon-alert")
    return EventRow(
        title=row.title,
        detail=row.detail if whole else _short(row.detail),
        source=row.when,
        icon=row.icon,
        tone="coral" if alarming else "low",
        act=act,
        unread=unread,
        selected=selected,
        key=row.key,
    )


def _short(text: str) -> str:
    if len(text) <= LONG:
        return text
    return text[:LONG].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
