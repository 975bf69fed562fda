"""Why a number changed: its way through the ledger, and from each step to its rule and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Grid, Space
from game.client.screen import Answer, Pop, Push, Screen
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import dialog_tree
from game.client.widgets.ledger import ChainLink, Step, Waterfall, source_chain
from game.engine.rules.base import BoundRule
from game.engine.table import Table
from game.engine.tracks import ROUNDING, Line, TrackLedger, track_ledger
from game.engine.view import SeatRecord, SeatView
from game.scenario.models.world import TrackSpec
from game.texts.catalogue import _
from game.texts.causes import concept_name, entry_line, quantity_name
from game.texts.numbers import change, figure

MOST_PLACES = 3
"""Quantities of which a step tells its parts."""
SMALL = 75
"""Thousandths below which steps are told together."""


def ledger_of(view: SeatView, track: TrackSpec, record: SeatRecord | None) -> TrackLedger:
    """A track's ledger in a finished turn, or in the running one where *record* is None."""
    if record is None:
        return track_ledger(view.table, track, view.before, view.estimates, view.entries, view.seat)
    return track_ledger(view.table, track, record.before, record.after, record.entries, view.seat)


def moved_for_the_better(track: TrackSpec, amount: int) -> bool | None:
    """Whether a change of a track is welcome; None where it is neither."""
    if not amount or track.better == "neither":
        return None
    return (amount > 0) == (track.better == "up")


def decimals_of(track: TrackSpec, ledger: TrackLedger) -> int:
    """Digits after the point with which a track's way is told: more for small changes."""
    small = abs(ledger.end - ledger.start) < 2_000
    return max(track.decimals, 1 if small else 0)


def headline_of(view: SeatView, line: Line, titles: Mapping[str, str]) -> str:
    """What one line of a track's ledger is called."""
    if not line.entries:
        return _("Rounding")
    return entry_line(view.table, line.entries[0], titles).headline


def titles_of(view: SeatView) -> dict[str, str]:
    """Headlines of the scenario's events that happened."""
    return {h.event: h.title for h in view.happened}


def summary(track: TrackSpec, ledger: TrackLedger) -> str:
    """A track's change in a sentence: ``Cohesion rose by 6, from 54 to 60``."""
    digits = decimals_of(track, ledger)
    start, end = figure(ledger.start, digits), figure(ledger.end, digits)
    if start == end:
        return _("{track} stayed at {end}").format(track=track.name, end=end)
    by = change(ledger.end - ledger.start, digits).lstrip("+−")
    text = (
        _("{track} rose by {by}, from {start} to {end}")
        if ledger.end > ledger.start
        else _("{track} fell by {by}, from {start} to {end}")
    )
    return text.format(track=track.name, by=by, start=start, end=end)


def why_pane(
    view: SeatView,
    track: TrackSpec,
    ledger: TrackLedger,
    opened: str,
    open_step: Callable[[str], Answer],
    read_rule: Callable[[str], Answer],
    *,
    running: bool = False,
) -> list[Widget]:
    """
    The waterfall of a track and, under the step that is open, its chain to the source.

    *running* tells that the turn is still being played, so that it ends with now.
    """
    titles = titles_of(view)
    merged = _told(ledger)
    amounts = _tenths([line.amount for line in merged])
    steps = []
    for number, (line, amount) in enumerate(zip(merged, amounts, strict=True)):
        detail = ""
        if line.entries:
            detail = entry_line(view.table, line.entries[0], titles).sentence
        elif line.rule == _SMALLER:
            detail = _("What moved it by less than a tenth, taken together.")
        steps.append(
            Step(
                f"{number}:{line.rule}.{line.cause}",
                headline_of(view, line, titles) if line.rule != _SMALLER else _("Small causes"),
                detail,
                amount / 10,
                moved_for_the_better(track, amount),
            )
        )
    shown = next(
        (m for s, m in zip(steps, merged, strict=True) if s.id == opened and m.entries), None
    )
    digits = 0 if all(a % 10 == 0 for a in amounts) else 1
    start = round(ledger.start / 100) / 10
    fall = Waterfall(
        start=start,
        steps=steps,
        opened=opened if shown is not None else "",
        on_open=open_step,
        detail=_chain(view, track, shown, titles) if shown is not None else None,
        shown=lambda value: figure(round(value * 1000), digits),
        end_text=_("Now") if running else _("End of turn"),
        name=_("Why {track} changed").format(track=track.name),
    )
    parts: list[Widget] = [fall]
    if shown is not None and _rule(view.table, shown.rule) is not None:
        parts.append(
            Button(
                _("Read the rule in the handbook"),
                lambda: read_rule(shown.rule),
                kind="quiet",
                icon="book-open",
                small=True,
                tone="sky",
                align="start",
            )
        )
    return parts


_SMALLER = "smaller"


def rule_of_step(step: str) -> str:
    """The rule that a step of `why_pane` tells of, by the step's id."""
    return step.partition(":")[2].partition(".")[0]


def _told(ledger: TrackLedger) -> list[Line]:
    """The lines of a ledger as they are shown: tiny ones in one."""
    large = [line for line in ledger.lines if abs(line.amount) >= SMALL]
    small = [line for line in ledger.lines if abs(line.amount) < SMALL]
    rest = sum(line.amount for line in small)
    if len(small) == 1 and small[0].rule != ROUNDING:
        return [*large, *small]
    if small:
        large.append(Line(_SMALLER, _SMALLER, rest, ()))
    return large


def _tenths(amounts: Sequence[int]) -> list[int]:
    """Thousandths as tenths, rounded so that their sum is the rounded sum."""
    floors = [amount // 100 for amount in amounts]
    missing = round(sum(amounts) / 100) - sum(floors)
    order = sorted(range(len(amounts)), key=lambda n: (-(amounts[n] % 100), n))
    for place in order[: max(0, missing)]:
        floors[place] += 1
    return floors


def _chain(view: SeatView, track: TrackSpec, line: Line, titles: Mapping[str, str]) -> Widget:
    why = entry_line(view.table, line.entries[0], titles)
    links = [
        ChainLink(kind=_("Rule"), title=why.rule, text=why.assumption),
        ChainLink(
            kind=_("Effect this turn"),
            title=change(line.amount, 1),
            text=_effect(view, line) or why.sentence,
        ),
    ]
    if why.concept:
        links.append(
            ChainLink(
                kind=_("Source concept"),
                title=why.concept if "." not in why.concept else concept_name(why.concept),
                text=why.literature,
                source=True,
            )
        )
    return source_chain(links)


def _effect(view: SeatView, line: Line) -> str:
    """On what a step acted, the most moved first: ``Attacks, basin +4.5; ...``."""
    if len(line.entries) < 2:
        return ""
    ranked = sorted(line.entries, key=lambda e: -abs(e.amount))
    told = [
        _("{quantity}: {change}").format(
            quantity=quantity_name(view.table, entry.place), change=change(entry.amount, 1)
        )
        for entry in ranked[:MOST_PLACES]
    ]
    rest = len(ranked) - len(told)
    if rest:
        told.append(_("and {count} more").format(count=rest))
    return "; ".join(told) + "."


def _rule(table: Table, rule: str) -> BoundRule | None:
    return next((bound for bound in table.rules if bound.rule.id == rule), None)


class RuleScreen(Screen):
    """A rule of the world as the handbook has it: assumption, formula, parameters, literature."""

    overlay = True
    first_focus = "Close"

    def __init__(self, table: Table, rule: str) -> None:
        bound = _rule(table, rule)
        if bound is None:
            raise ValueError(f"no rule {rule!r} runs in this scenario; show one of table.rules")
        self._bound = bound
        self.title = bound.rule.name

    def build(self, width: float, height: float) -> Widget:
        rule = self._bound.rule
        cells: list[list[Widget | None]] = [
            [_caption(_("Parameter")), _caption(_("Here")), _caption(_("Range")), _caption("")]
        ]
        for p in rule.parameters:
            value = getattr(self._bound.parameters, p.name)
            cells.append(
                [
                    Label(p.text, "small"),
                    Label(f"{value:g} {p.unit}", "strong/14", "high"),
                    Label(f"{p.low:g} to {p.high:g}", "small", "low"),
                    Label(_("{level} confidence").format(level=p.confidence), "caption", "low"),
                ]
            )
        body: list[Widget] = [
            Label(concept_name(rule.concept), "caption", "sky"),
            Label(rule.assumption, "body", "high"),
            _caption(_("How it is worked out")),
            Label(rule.formula, "code/14", "text"),
            Grid(cells, columns=["1fr", 150, 110, 130], gap=16, line_gap=8, rules=True),
            _caption(_("What it moves")),
            *[
                Label(f"{write.quantity.capitalize()}: {write.direction}.", "small")
                for write in rule.writes
            ],
            _caption(_("Literature")),
            Label(rule.literature, "small"),
        ]
        close = Button(_("Close"), Pop, kind="primary", shortcut="Enter")
        return dialog_tree(
            rule.name, body, [close], wide=min(760, width - 32), high=min(620, height - 48)
        )


def _caption(text: str) -> Label:
    return Label(text, "caption", "low")


class WhyScreen(Screen):
    """Why a track changed so far this turn, or in a finished one, over the screen beneath."""

    overlay = True

    def __init__(self, controller: GameController, track: str, turn: int | None = None) -> None:
        self._game = controller
        self._track = next(t for t in controller.table.tracks if t.id == track)
        self._turn = turn
        self._opened = ""
        self.title = _("Why?")

    def build(self, width: float, height: float) -> Widget:
        view = self._game.view
        record = next((r for r in view.records if r.turn == self._turn), None)
        ledger = ledger_of(view, self._track, record)
        parts = why_pane(
            view,
            self._track,
            ledger,
            self._opened,
            self._open,
            self._read,
            running=record is None,
        )
        body: list[Widget] = [Label(self._track.text, "small"), *parts, Space(8)]
        close = Button(_("Close"), Pop, kind="primary", shortcut="Esc")
        return dialog_tree(
            summary(self._track, ledger),
            [Column(body, gap=10)],
            [close],
            wide=min(760, width - 32),
            high=min(680, height - 48),
        )

    def _open(self, step: str) -> Answer:
        self._opened = step
        if step:
            turn = self._turn or self._game.view.turn
            self._game.asked_why(self._track.id, rule_of_step(step), turn)
        return None

    def _read(self, rule: str) -> Answer:
        return Push(RuleScreen(self._game.table, rule))
