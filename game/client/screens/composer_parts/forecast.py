"""How each member would likely take a text: gauges with their range, and what it said before."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Row
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label, Mark
from game.client.widgets.controls import Button
from game.client.widgets.figures import ForecastGauge
from game.client.widgets.tags import Chip, Key, Legend, StateLine, Swatch, stance_line
from game.engine.package import Alteration, Package
from game.engine.state import Draft
from game.engine.view import SeatView
from game.negotiation.preview import Forecast, Preview
from game.negotiation.worth import Part
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import change
from game.texts.packages import ask_words
from game.texts.reasons import reason_label
from game.texts.voices import voice

HALF = 25.0
"""Points of gain at which a gauge stands half way between its line and its end."""

STANCE_OF = {
    "accept": "supports",
    "conditional": "leans_against",
    "undecided": "undecided",
    "refuse": "opposes",
}


def gauge_place(points: float) -> float:
    """Where a gain in points stands on a gauge, 0 to 1; its line is at 0.5."""
    return 0.5 + 0.5 * points / (abs(points) + HALF)


def forecast_rows(
    view: SeatView,
    now: Preview,
    before: Preview | None,
    chosen: int,
    choose: Callable[[int], Answer],
    *,
    compact: bool = False,
) -> Widget:
    """A row for every member, the seat's own first; the line to be reached is in the middle."""
    others = sorted(now.members, key=lambda f: (f.member != view.seat, f.member))
    old = {f.member: f for f in before.members} if before is not None else {}
    rows = [
        _row(view, now, f, old.get(f.member), f.member == chosen, choose, compact) for f in others
    ]
    return Column(rows, region=True, name=_("How each member would likely see this"))


def _row(
    view: SeatView,
    now: Preview,
    forecast: Forecast,
    before: Forecast | None,
    chosen: bool,
    choose: Callable[[int], Answer],
    compact: bool,
) -> Widget:
    seat = view.table.seats[forecast.member]
    you = forecast.member == view.seat
    gauge = ForecastGauge(
        gauge_place(forecast.low),
        gauge_place(forecast.likely),
        gauge_place(forecast.high),
        forecast.lean,
        previous=gauge_place(before.likely) if before is not None else None,
        name=_("Forecast for {member}").format(member=seat.name),
        grow=1,
    )
    words = Column(
        [
            _lean_line(forecast, you),
            Label(own_worth(now) if you else what_weighs(view, forecast), "caption", "low"),
        ],
        gap=0,
        width=150 if compact else 190,
    )
    name = Label(
        seat.short, "strong", "brass" if you else "high", width=92 if compact else 108, leading=1.2
    )
    stance = words.children[0].value or words.children[0].name
    return Row(
        [Flag(seat.flag, 28 if compact else 34), name, gauge, words],
        gap=10 if compact else 12,
        padding=(6, 16 if compact else 24),
        min_height=52,
        lines="top",
        fill="card" if chosen else None,
        role="button",
        name=_("{member}: {stance}").format(member=seat.name, stance=stance),
        value=_("selected") if chosen else "",
        on_press=lambda: choose(forecast.member),
        key=f"forecast {seat.id}",
    )


def _lean_line(forecast: Forecast, you: bool) -> StateLine:
    if not you:
        return stance_line(forecast.lean)
    good = forecast.likely >= 0 and not forecast.limit
    word = _("Good for you") if good else _("Bad for you")
    return stance_line("supports" if good else "opposes", word=word)


def own_worth(now: Preview) -> str:
    """What the text is to the seat, in points beside nothing being adopted."""
    points = change(round(now.own.gain * 1000))
    if now.own.red_lines:
        return _("{points} points, across a red line.").format(points=points)
    return _("{points} points compared with adopting nothing.").format(points=points)


def own_card(view: SeatView, now: Preview) -> Widget:
    """What speaks for and against the text for the seat itself."""
    from game.client.screens.turn_parts.worth_pane import worth_pane

    head = Label(_("What it is to you"), "strong", "high")
    return Column([head, worth_pane(view, now)], gap=8, padding=(14, 16), fill="card", radius=10)


def what_weighs(view: SeatView, forecast: Forecast) -> str:
    """What speaks for and against a text, in a few words: ``For: attacks. Against: cost.``"""
    table = view.table
    if forecast.limit:
        place = next((t.name for t in table.terms if t.id == forecast.limit), forecast.limit)
        return _("Its limit on {term}.").format(term=names.inner(table, place))
    for_it, against = forecast.speaks_for, forecast.speaks_against
    parts = []
    if for_it is not None:
        parts.append(_("For: {part}.").format(part=part_name(view, for_it)))
    if against is not None:
        parts.append(_("Against: {part}.").format(part=part_name(view, against)))
    return " ".join(parts) or _("Little changes.")


def part_name(view: SeatView, part: Part) -> str:
    """A part of worth in a word or two."""
    table = view.table
    if part.part == "terms":
        return names.term(table, part.subject)
    if part.part == "outcome":
        return _its(names.track(table, part.subject))
    return {
        "cost": _("its cost"),
        "sovereignty": _("freedom of action"),
        "fairness": _("its burden"),
        "home": _("opinion at home"),
    }.get(part.part, part.part)


def _its(name: str) -> str:
    """A track that speaks to its own reader, as told of another: ``your exposure`` is ``its``."""
    first, _space, rest = name.partition(" ")
    return _("its {track}").format(track=rest) if first.lower() == "your" else name


def gauge_legend(base: str) -> Widget:
    """What the marks of a gauge mean."""
    return Legend(
        keys=[
            Key(base, "caret"),
            Key(_("Your proposal"), "round"),
            Key(_("Acceptance line"), swatch=Swatch("high", size=(2, 18))),
        ],
        gap=16,
    )


def last_answer(view: SeatView, member: int) -> tuple[Draft, int] | None:
    """The latest draft of this turn that a member answered, and its number; None if none."""
    answered = [d for d in view.drafts if d.answers[member] is not None]
    return (answered[-1], answered[-1].id) if answered else None


def answer_card(
    view: SeatView,
    member: int,
    package: Package,
    apply: Callable[[tuple[Alteration, ...]], Answer],
    ask: Callable[[int], Answer] | None = None,
) -> Widget:
    """What a member said of its last draft, why, and the change that would turn its answer."""
    table, seat = view.table, view.table.seats[member]
    found = last_answer(view, member)
    parts: list[Widget | None] = []
    if found is None:
        head = _("{member} has answered no draft this turn").format(member=seat.name)
        parts.append(
            Label(
                _("What you see rests on its repute and on what it has told you."), "small", "text"
            )
        )
    else:
        draft, number = found
        response = draft.answers[member]
        assert response is not None
        head = _("{member} on draft {draft}").format(member=seat.name, draft=number)
        said = voice(
            table, response, draft.package, f"draft {number}", "plain", number * 31 + member
        )
        parts.append(Label(f"“{said.text}”", "voice/16", "high", leading=1.3))
        for reason in response.reasons[:2]:
            mark = "opposes" if reason.weight < 0 else "supports"
            parts.append(_reason(mark, names.sentence(reason_label(table, reason))))
        if response.ask:
            parts.append(_ask(view, draft.package, package, response.ask, apply))
    title = Row(
        [Flag(seat.flag, 26), Label(head, "strong", "high", grow=1)],
        gap=10,
    )
    return Column(
        [title, *parts], gap=8, padding=(14, 16), fill="card", radius=10, key=f"said {seat.id}"
    )


def _reason(mark: str, words: str) -> Widget:
    return Row([Mark(mark, 16), Label(words, "small", "text", grow=1)], gap=8)


def _ask(
    view: SeatView,
    answered: Package,
    package: Package,
    ask: tuple[Alteration, ...],
    apply: Callable[[tuple[Alteration, ...]], Answer],
) -> Widget:
    done = all(_has(package, change) for change in ask)
    words = _("It would accept {ask}.").format(ask=ask_words(view.table, answered, ask))
    button: Widget
    if done:
        button = Chip(_("In your text"), "teal", "check")
    else:
        button = Button(_("Put it in"), lambda: apply(ask), kind="outline", small=True, icon="plus")
    return Row([Icon("lightbulb", 18, "sky"), Label(words, "small", "sky", grow=1), button], gap=10)


def _has(package: Package, change: Alteration) -> bool:
    field = {"term": package.terms, "level": package.levels, "caveat": package.caveats}
    return field[change.what][change.place] == change.to
