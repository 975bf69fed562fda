"""Every component in its states, as a screen: to look at, to test, and to copy from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pygame

from game.client.layout import Anchor, Column, Flow, Grid, Row, Space, Stack
from game.client.paint import Painter
from game.client.screen import Answer, Pop, Push, Screen, Shortcut, Tell
from game.client.scroll import Scroll, VirtualList
from game.client.shapes import STANCE_WORDS, STANCES
from game.client.text import Span
from game.client.widget import Widget
from game.client.widgets.basic import Drawing, Emblem, Flag, Icon, Label, Mark, ProgressStrip
from game.client.widgets.cards import (
    Card,
    EventRow,
    FactRow,
    ListRow,
    MemberCard,
    NumberedRow,
    VoteCard,
)
from game.client.widgets.choice import Dropdown, Menu, MenuItem, Option, Segmented, Tabs
from game.client.widgets.controls import Button, Checkbox, Slider, Stepper
from game.client.widgets.dialogs import Choice, Dialog
from game.client.widgets.field import TextField
from game.client.widgets.figures import (
    Change,
    EffortDiamonds,
    ForecastGauge,
    MetricCell,
    MoveLine,
    NeedBar,
    PhaseStepper,
    Pips,
    RangeBar,
    ShareBar,
    StanceRail,
    Standing,
)
from game.client.widgets.ledger import ChainLink, Step, Waterfall, source_chain
from game.client.widgets.tables import TableGrid, member_head, number_cell, row_head
from game.client.widgets.tags import (
    Callout,
    Chip,
    Key,
    KeyHint,
    Legend,
    StateLine,
    Swatch,
    WarningStrip,
    stance_line,
)

PAGES = ("states", "table", "composer", "outcome", "forms")
STATES = ("normal", "hover", "focus", "pressed", "disabled", "error")
# Codes and names of invented members: the gallery shows parts, not a scenario.
MEMBERS = (
    ("Norhavn", "x1", "you", "Cabinet asks for a mandate by week 16."),
    ("Castellane", "x2", "supports", "Wants the mandate agreed before week 16."),
    ("Veldmark", "x3", "leans_for", "Prefers a joint headquarters to rotation."),
    ("Ostrana", "x5", "undecided", "Waits for a firm figure on cost."),
    ("Kestria", "x6", "opposes", "Will not join a pooled cost above 8%."),
)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the gallery's live controls hold."""

    command: str = "joint"
    mandate: str = "escort"
    funds: int = 7
    note: str = ""
    seat: str = "veldmark"
    coded: bool = True
    scale: float = 1.2
    open_step: str = "burden"


class Gallery(Screen):
    """Shows the components page by page; its controls work."""

    title = "Components and states"

    def __init__(self, page: str = "states") -> None:
        self._page = page
        self._form = _Form()

    def build(self, width: float, height: float) -> Widget:
        pages: dict[str, Callable[[float], Widget]] = {
            "states": self._states,
            "table": self._table,
            "composer": self._composer,
            "outcome": self._outcome,
            "forms": self._forms,
        }
        tabs = Tabs(
            [Option(page, page.capitalize()) for page in PAGES],
            self._page,
            self._turn,
            name="Pages",
        )
        head = Flow(
            [Label(self.title, "title", "high", wrap=False), tabs],
            gap=32,
            line_gap=12,
            padding=(24, 32, 16, 32),
        )
        body = Scroll(
            Column([pages[self._page](width)], padding=(8, 32, 32, 32)), name="Components"
        )
        body.grow = 1
        left = Column([head, body], grow=1)
        if width < 1500 or self._page != "states":
            return Row([left], across="stretch")
        side = Scroll(
            Column([_type_sheet(), _colours()], gap=28, padding=(32, 40)), name="Tokens", width=500
        )
        frame = Column([side], fill="panel", lines="left")
        side.grow = 1
        return Row([left, frame], across="stretch")

    def shortcuts(self) -> Sequence[Shortcut]:
        return [Shortcut("F1", "Help", self._help)]

    def back(self) -> Answer:
        return Pop()

    def _help(self) -> Answer:
        return Push(
            Dialog(
                "Help",
                "Tab goes from part to part, arrows within one, Enter acts and Esc goes back.",
                [Choice("Close", None, "primary", "Enter")],
            )
        )

    def _turn(self, page: str) -> Answer:
        self._page = page
        return None

    def _set(self, **changes: object) -> None:
        self._form = replace(self._form, **changes)  # type: ignore[arg-type]

    # The pages.

    def _states(self, width: float) -> Widget:
        parts: list[Widget] = [
            _state_grid(width),
            _section("Stance and vote", Flow([_stance(s) for s in STANCES], gap=28, line_gap=8)),
            _section("Change", _changes()),
            _section("Map marks", _map_marks()),
            _section("Tags", _tags()),
        ]
        if width < 1500:
            parts += [_type_sheet(), _colours()]
        return Column(parts, gap=28)

    def _table(self, width: float) -> Widget:
        compact = width < 1500
        phases = ("Briefing", "Consultation", "Decision", "Implementation", "Outcome")
        head = Flow(
            [
                Row([Emblem(32), Label("Demarche", "heading", "high")], gap=12),
                PhaseStepper(phases, 1, compact),
                Row([Label("4 left", "section/15", "high"), EffortDiamonds(4, 2, 6)], gap=10),
                Menu(_menu_items, name="Menu"),
            ],
            gap=32,
            line_gap=8,
        )
        metrics = _in_columns(_metrics(compact), 5 if width > 1000 else 2)
        cards = _in_columns([_member(*m, compact) for m in MEMBERS], 5 if width > 1000 else 2, 12)
        lower = _in_columns([_events(), _draft(width < 1000)], 2 if width > 1000 else 1, 24)
        return Column([head, metrics, cards, lower], gap=20)

    def _composer(self, width: float) -> Widget:
        form = self._form
        commands = [
            Option("national", "National"),
            Option("rotating", "Rotating"),
            Option("joint", "Joint headquarters"),
            Option("lead", "Lead state", "No lead state offers itself this turn."),
        ]
        mandates = [
            Option("observe", "Observe"),
            Option("escort", "Escort only"),
            Option("deter", "Escort and deter"),
        ]
        label = 0 if width < 1000 else 112
        strip = WarningStrip(
            "Crosses your red line 2.",
            "The headquarters would task your ships.",
            [
                Button(
                    "Undo",
                    lambda: self._set(command="rotating"),
                    kind="quiet",
                    small=True,
                    icon="undo-2",
                ),
                Button(
                    "Ask capital, 1 effort",
                    lambda: Tell("Capital was asked.", "teal"),
                    kind="outline",
                    small=True,
                ),
            ],
        )
        legend = Legend(
            [
                Key("In draft 3", swatch=Swatch(None, "edge", True)),
                Key("Your change", swatch=Swatch("tint.brass", "brass")),
            ]
        )
        terms = Column(
            [
                legend,
                _term(
                    "Command",
                    label,
                    Segmented(
                        commands,
                        form.command,
                        lambda c: self._set(command=c),
                        previous="rotating",
                        name="Command",
                        grow=1,
                    ),
                ),
                strip if form.command == "joint" else None,
                _term(
                    "Mandate",
                    label,
                    Segmented(
                        mandates,
                        form.mandate,
                        lambda c: self._set(mandate=c),
                        previous="escort",
                        name="Mandate",
                        grow=1,
                    ),
                ),
            ],
            gap=10,
        )
        return Column([terms, self._contributions(width), _forecast()], gap=24)

    def _contributions(self, width: float) -> Widget:
        members = MEMBERS[: 5 if width > 1000 else 3]
        head: list[Widget | None] = [None]
        head += [member_head(m[0], m[1], you=i == 0) for i, m in enumerate(members)]
        head.append(Label("Total and need", "caption", "low", text_align="right"))
        rows: list[list[Widget | None]] = [head]
        for icon, name, amounts, have, need in (
            ("ship", "Ships", (2, 2, 1, 0, 0), 6, 7),
            ("coins", "Funds, M", (7, 12, 10, 6, 2), 60, 60),
        ):
            row: list[Widget | None] = [row_head(name, icon)]
            row.append(self._stepper(name, amounts[0]))
            for index, amount in enumerate(amounts[1 : len(members)]):
                asked = name == "Funds, M" and index > 0
                row.append(
                    number_cell(
                        str(amount) if amount else "–",
                        change="+1" if asked else "",
                        asked=asked,
                        quiet=not amount,
                    )
                )
            row.append(NeedBar("", name, have, need, compact=True))
            rows.append(row)
        columns: list[str | float] = ["auto", "auto", *["1fr"] * (len(members) - 1), 150]
        return TableGrid(rows, columns=columns, tinted={1: "panel"}, name="Contributions", gap=8)

    def _stepper(self, name: str, amount: int) -> Widget:
        if name != "Funds, M":
            return Stepper(amount, high=4, reason="You have four ships.", name=name)
        return Stepper(
            self._form.funds,
            lambda n: self._set(funds=n),
            high=14,
            name=name,
            align="center",
            changed=self._form.funds != 6,
            reason="Your ceiling is 14 M.",
        )

    def _outcome(self, width: float) -> Widget:
        votes = _in_columns(
            [
                VoteCard(m[0], m[1], v, w, you=i == 0)
                for i, (m, (v, w)) in enumerate(
                    zip(
                        MEMBERS,
                        (
                            ("supports", "Accepts"),
                            ("supports", "Accepts"),
                            ("leans_for", "Accepts"),
                            ("silent", "Stays silent"),
                            ("opposes", "Refuses"),
                        ),
                        strict=True,
                    )
                )
            ],
            5 if width > 1000 else 2,
            10,
        )
        chain = source_chain(
            [
                ChainLink(
                    "Rule", "Burden sharing", "Applies when most give close to their capacity."
                ),
                ChainLink(
                    "Effect this turn", "5 of 7 within 4 points", "One point for each such member."
                ),
                ChainLink(
                    "Source concept", "Collective action", "Olson and Zeckhauser, 1966", True
                ),
            ]
        )
        steps = (
            Step("burden", "Burden sharing", "Five of seven are close to their capacity.", 5, True),
            Step("pool", "Pooled cost", "A common fund of 9% is agreed.", 3, True),
            Step("broken", "Broken commitment", "Ostrana paid 4 M of 6 M.", -2, False),
        )
        why = Waterfall(
            54,
            steps,
            self._form.open_step,
            on_open=lambda s: self._set(open_step=s),
            detail=chain if width > 1000 else None,
            name="Why cohesion rose",
        )
        moved = Card(
            Column(
                [
                    Row([Label("Cohesion", "strong/16", "high", grow=1), Change(6, True)]),
                    Row(
                        [
                            MoveLine(54, 60, True, low=30, high=80),
                            Space(grow=1),
                            Label("54", "figure", "low"),
                            Icon("arrow-right", 16),
                            Label("60", "figure_large", "high", leading=1.1),
                        ],
                        gap=10,
                    ),
                    Label("Burdens moved closer to capacity.", "small", "low"),
                ],
                gap=4,
            ),
            lambda: Tell("Cohesion is explained at the right."),
            name="Cohesion",
            selected=True,
        )
        note = Callout(
            "Ostrana did not pay in full",
            "Its parliament delayed the vote. You may ask for a new date in turn 5.",
            icon="triangle-alert",
            tone="coral",
        )
        left = Column([moved, note], gap=16)
        return Column([votes, _in_columns([left, why], 2 if width > 1000 else 1, 32)], gap=24)

    def _forms(self, width: float) -> Widget:
        form = self._form
        seats = [Option(m[0].lower(), m[0]) for m in MEMBERS]
        fields = Column(
            [
                Label("Public statement", "strong", "high"),
                TextField(
                    form.note,
                    on_change=lambda t: self._set(note=t),
                    name="Public statement",
                    hint="What do you tell the press?",
                    limit=120,
                    on_submit=lambda t: Tell(f"You said: {t}", "teal"),
                ),
                Label("Seat", "strong", "high"),
                Dropdown(seats, form.seat, lambda s: self._set(seat=s), name="Seat"),
                Checkbox("Play under invented names", form.coded, lambda c: self._set(coded=c)),
                Label("Size of text", "strong", "high"),
                Slider(
                    form.scale,
                    low=1,
                    high=2,
                    step=0.1,
                    name="Size of text",
                    on_change=lambda v: self._set(scale=v),
                    shown=lambda v: f"{v:.0%}",
                ),
                ProgressStrip(0.4, "Members are thinking, 3 of 7"),
                Row(
                    [
                        Button("Ask", self._help, shortcut="F1"),
                        Button(
                            "Send proposal",
                            lambda: Tell("Draft 4 is tabled.", "teal"),
                            kind="primary",
                            shortcut="Enter",
                        ),
                    ],
                    gap=12,
                ),
                Flow(
                    [KeyHint("Arrows", "Move"), KeyHint("Enter", "Choose"), KeyHint("F1", "Help")],
                    gap=20,
                ),
            ],
            gap=12,
        )
        log = VirtualList(
            count=500,
            row_height=52,
            name="Earlier turns",
            height=320,
            make=lambda i: ListRow(
                f"Turn {i + 1}",
                "Adopted by silence",
                Icon("history", 20),
                act=lambda: Tell(f"Turn {i + 1}"),
            ),
        )
        return _in_columns(
            [fields, Column([log, _seats(), _map()], gap=16)], 2 if width > 1000 else 1, 32
        )


def _in_columns(items: Sequence[Widget], count: int, gap: float = 0) -> Widget:
    rows = [list(items[i : i + count]) for i in range(0, len(items), count)]
    lines: list[Widget] = []
    for row in rows:
        for item in row:
            item.grow = 1
        blanks: list[Widget] = [Space(grow=1) for _ in range(count - len(row))]
        lines.append(Row([*row, *blanks], gap=gap, across="stretch"))
    return Column(lines, gap=gap)


def _section(title: str, body: Widget) -> Widget:
    return Column([Label(title, "section", "high"), body], gap=10)


def _term(name: str, label: float, control: Widget) -> Widget:
    words = Label(name, "strong", "high", width=label or None)
    return Row([words, control], gap=16) if label else Column([words, control], gap=4)


def _ringed(widget: Widget) -> Widget:
    """A widget as it looks with the focus, without having it."""

    def ring(p: Painter, rect: pygame.Rect) -> None:
        outside = 2 * (p.look.space("focus_gap") + p.look.space("focus_ring"))
        radius = float(getattr(widget, "radius", 6) or 6)
        p.panel(widget.rect.inflate(outside, outside), None, "sky", radius=radius + 5, edge_width=2)

    return Stack([widget, _Over(ring, (0, 0))])


class _Over(Drawing):
    """A drawing that may reach out of its rectangle, as a ring does."""

    def draw_self(self, p: Painter) -> None:
        self.paint(p, self.rect)


def _state_grid(width: float) -> Widget:
    states = STATES if width >= 1200 else STATES[:4] if width >= 900 else STATES[3:]
    shown = {"focus": "normal"}
    makers: dict[str, Callable[[str], Widget]] = {
        "Primary": lambda s: Button("Propose", kind="primary", show_as=s),
        "Secondary": lambda s: Button("Accept", show_as=s),
        "Outline": lambda s: Button("Talk", kind="outline", show_as=s),
        "Field": _field,
        "Segment": _segment,
        "Member": lambda s: MemberCard(
            "Veldmark",
            "x3",
            "leans_for",
            show_as=s,
            lost="Link lost" if s == "error" else "",
            enabled=s != "disabled",
            padding=(12, 8),
            flag_wide=32,
        ),
    }
    head: list[Widget | None] = [None, *(Label(s.capitalize(), "small", "low") for s in states)]
    rows: list[list[Widget | None]] = [head]
    for name, make in makers.items():
        row: list[Widget | None] = [Label(name, "strong/14", "high")]
        for state in states:
            widget = make(shown.get(state, state))
            widget.name = f"{name} {state}"
            row.append(_ringed(widget) if state == "focus" else widget)
        rows.append(row)
    columns: list[str | float] = [84.0, *["1fr"] * len(states)]
    return Grid(rows, columns=columns, gap=10, line_gap=14)


def _field(state: str) -> Widget:
    texts = {"disabled": "Locked", "error": "24 M"}
    return TextField(
        texts.get(state, "7 M"),
        name="Field",
        show_as=state,
        enabled=state != "disabled",
        error="Your ceiling is 14 M." if state == "error" else "",
    )


def _segment(state: str) -> Widget:
    return Segmented(
        [Option("rotating", "Rotating"), Option("joint", "Joint")],
        "joint",
        name="Segment",
        show_as="" if state in ("error", "normal") else state,
        error="Crosses a red line." if state == "error" else "",
        enabled=state != "disabled",
    )


def _stance(stance: str) -> Widget:
    return stance_line(stance, word=STANCE_WORDS[stance])


def _changes() -> Widget:
    samples = (
        (5, True, "Better"),
        (-3, False, "Worse"),
        (-7, True, "Falls, and that is better"),
        (0, None, "No change"),
    )
    parts: list[Widget] = [
        Row([Change(amount, better), Label(words)], gap=8) for amount, better, words in samples
    ]
    parts.append(Row([EffortDiamonds(4, 2, 6), Label("4 left, 2 to be spent")], gap=8))
    return Flow(parts, gap=28, line_gap=8)


def _map_marks() -> Widget:
    marks = (
        ("approach", "coral", "Approach"),
        ("attack", "coral", "Attack"),
        ("seized", "coral", "Seized"),
        ("ship", "brass", "Your ship"),
        ("ship", "text", "Partner ship"),
        ("aircraft", "text", "Aircraft"),
    )
    parts: list[Widget] = [
        Row([Mark(kind, 24, paint), Label(words)], gap=8) for kind, paint, words in marks
    ]
    proposed = Swatch(None, "sky", True, True, (38, 22))
    parts.append(Row([proposed, Label("Proposed zone")], gap=8))
    agreed = Swatch("card", "text", False, False, (38, 22))
    parts.append(Row([agreed, Label("Agreed zone")], gap=8))
    return Flow(parts, gap=24, line_gap=8)


def _tags() -> Widget:
    tags = (
        ("Changed", "sky", "pencil"),
        ("Instructor only", "violet", "eye-off"),
        ("Crosses red line 2", "coral", "octagon-alert"),
        ("Kept", "teal", "check"),
        ("Your offer", "brass", ""),
        ("Cost formula", "edge", ""),
        ("Ceiling 18%", "control", ""),
    )
    return Flow([Chip(*tag) for tag in tags], gap=12, line_gap=8)


def _type_sheet() -> Widget:
    samples = (
        ("Demarche", "display", "Display 54, Plex Serif 400"),
        ("Draft 4 is adopted", "title", "Title 30, Plex Serif 400"),
        ("Draft agreement 3", "heading", "Heading 21, Plex Serif 500"),
        ("Pledged against need", "section", "Section 16, Plex Sans 600"),
        ("Fewer attacks in the corridor.", "body", "Body 15, Plex Sans 400"),
    )
    parts: list[Widget] = [Label("Type", "section", "high")]
    for text, style, words in samples:
        sample = Label(text, style, "text" if style == "body" else "high")
        parts.append(Column([sample, Label(words, "caption", "low")]))
    figures = [
        Label("62", "figure_large", "high"),
        Label("16%", "figure", "high"),
        Label("5/7", "figure_small", "high"),
    ]
    caption = Label("Figures 28, 23, 15, Plex Sans Condensed 500", "caption", "low")
    parts.append(Column([Row(figures, gap=16), caption]))
    voice = Label("“Nobody spoke with us.”", "voice/16", "high")
    parts.append(Column([voice, Label("Voice 16, Plex Serif italic", "caption", "low")]))
    return Column(parts, gap=12)


def _colours() -> Widget:
    tokens = (
        "canvas",
        "panel",
        "card",
        "control",
        "rule",
        "edge",
        "low",
        "text",
        "high",
        "brass",
        "sky",
        "teal",
        "coral",
        "violet",
    )
    chips: list[Widget] = [
        Column([Swatch(t, "edge", size=(54, 32)), Label(t.capitalize(), "caption", "low")], gap=4)
        for t in tokens
    ]
    return _section("Colour", Flow(chips, gap=10, line_gap=12))


def _menu_items() -> Sequence[MenuItem]:
    return [
        MenuItem("Settings", "settings", on_press=lambda: Tell("Settings")),
        MenuItem("Handbook", "book-open", "F1", on_press=lambda: Tell("Handbook")),
        MenuItem("Leave the game", "x", enabled=False, reason="The vote is under way."),
    ]


def _metrics(compact: bool) -> list[Widget]:
    samples = (
        ("Threat", "62", 5, False, (52, 55, 57, 62)),
        ("Trust", "55", 1, True, (48, 52, 54, 55)),
        ("Cohesion", "54", -2, False, (60, 57, 56, 54)),
        ("Legitimacy", "61", 0, None, (55, 60, 61, 61)),
        ("Public support", "57", -1, False, (62, 58, 58, 57)),
    )
    return [
        MetricCell(
            name,
            figure,
            amount,
            better,
            trend,
            compact=compact,
            lines="right bottom",
            on_press=lambda: Tell("Why it changed."),
        )
        for name, figure, amount, better, trend in samples
    ]


def _member(name: str, flag: str, stance: str, quote: str, compact: bool) -> Widget:
    trust = ShareBar("Trust", 0.68, "68", colour="sky", change=Change(3, True), bar=not compact)
    you = stance == "you"
    share = ShareBar("Share", 0.54, "16%", tick=0.4, colour="brass" if you else "text")
    return MemberCard(
        name,
        flag,
        stance,
        quote,
        [trust, share],
        act=lambda: Tell(f"Talk to {name}."),
        you=you,
        selected=name == "Kestria",
        compact=compact,
    )


def _events() -> Widget:
    rows = [
        EventRow(
            "Attack on tanker repelled",
            "Two skiffs turned away.",
            "Week 14 · Source B, credibility 2",
            "triangle-alert",
            tone="coral",
            unread=True,
            selected=True,
            act=lambda: Tell("Shown on the map."),
        ),
        EventRow(
            "Castellane tables draft 3",
            "Cost is now pooled by capacity.",
            "Week 14 · At the table",
            "file-text",
            unread=True,
            act=lambda: Tell("Draft 3 is open."),
        ),
        EventRow(
            "Suspects can be handed over",
            "Case by case, with prior notice.",
            "Week 13 · Source A, credibility 1",
            "scale",
            act=lambda: Tell("Opened."),
        ),
    ]
    return Column(list(rows), region=True, name="Events", fill="panel")


def _draft(narrow: bool) -> Widget:
    needs = [
        NeedBar("ship", "Ships", 5, 7),
        NeedBar("plane", "Aircraft", 2, 3),
        NeedBar("coins", "Funds, M", 38, 60),
        NeedBar("radar", "Intelligence", 3, 3),
    ]
    standings = [Standing(m[0], m[1], m[2]) for m in MEMBERS if m[2] != "you"]
    actions = Row(
        [
            Button(
                "Propose changes",
                lambda: Tell("The composer opens."),
                kind="primary",
                shortcut="P",
                grow=1,
            ),
            Button("Accept", lambda: Tell("You accept draft 3.", "teal"), shortcut="A"),
            Button("Talk", shortcut="T", enabled=False, reason="No effort is left for a talk."),
        ],
        gap=8,
    )
    if narrow:
        actions = Row(
            [Button("Propose changes", lambda: Tell("The composer opens."), kind="primary", grow=1)]
        )
    return Column(
        [
            Row([Label("Draft agreement 3", "heading", "high", grow=1), Flag("x2", 24)]),
            Column(
                [
                    FactRow("Mandate", "Escort and deter"),
                    FactRow("Area", "Corridor and Socotra gap", Chip("Changed", "sky", "pencil")),
                ]
            ),
            _section("Pledged against need", _in_columns(list(needs), 2, 16)),
            Row(
                [
                    Label("Likely vote", "section", "high", grow=1),
                    StateLine(mark="opposes", text="Blocked by 2", colour="coral"),
                ],
                gap=12,
            ),
            StanceRail(standings, compact=narrow),
            actions,
        ],
        gap=14,
        padding=20,
        fill="panel",
    )


def _forecast() -> Widget:
    rows: list[list[Widget | None]] = []
    for (name, flag, stance, _), (low, likely, high, before) in zip(
        MEMBERS[1:],
        (
            (0.64, 0.74, 0.84, 0.85),
            (0.47, 0.6, 0.72, 0.35),
            (0.42, 0.58, 0.74, 0.48),
            (0.18, 0.38, 0.58, 0.12),
        ),
        strict=True,
    ):
        known = "supports" if likely > 0.7 else stance
        rows.append(
            [
                Row([Flag(flag, 32), Label(name, "strong", "high")], gap=12),
                ForecastGauge(low, likely, high, known, previous=before, name=name),
                Column([stance_line(known), Label("Loses part of its pool.", "small", "low")]),
            ]
        )
    columns: list[str | float] = ["auto", 196, "1fr"]
    return _section(
        "How each member would likely see this",
        Grid(rows, columns=columns, rules=True, gap=20, row_height=60),
    )


def _seats() -> Widget:
    rows: list[Widget] = [
        ListRow(
            m[0],
            "Cautious legal broker",
            Flag(m[1], 36),
            stance_line("you", word="You") if i == 0 else Chip("Computer", "control", "bot"),
            act=lambda: Tell("Seat chosen."),
            selected=i == 0,
        )
        for i, m in enumerate(MEMBERS[:3])
    ]
    rows.append(
        NumberedRow(1, "Pooled cost share stays at or below 18%", "Cost formula", padding=(8, 16))
    )
    interest = Row(
        [
            Pips(4, 5),
            Label("Legitimacy", "caption", "low"),
            Pips(2, 4, True),
            Label("Moderate", "caption", "low"),
        ],
        gap=10,
        padding=(0, 16),
    )
    room = RangeBar(41, 78, "41 No agreement", "78 Best case", "Room for agreement")
    return Column([*rows, interest, Column([room], padding=(0, 16))], gap=4)


def _map() -> Widget:
    def sea(p: Painter, rect: pygame.Rect) -> None:
        p.panel(rect, "map.sea", "map.coast", radius=6)
        p.mark("attack", rect.center, 24)

    note = Callout(
        "Incident 12, attack repelled", "Tanker Halcyon, in the corridor.", icon="triangle-alert"
    )
    zoom = Row(
        [
            Button(
                "", lambda: Tell("Nearer."), icon="plus", name="Zoom in", small=True, kind="quiet"
            ),
            Button(
                "",
                lambda: Tell("Farther."),
                icon="minus",
                name="Zoom out",
                small=True,
                kind="quiet",
            ),
        ],
        fill="panel",
        edge="rule",
        radius=6,
    )
    words = Label(
        [Span("A map ", "map_water", "text"), Span("drawn by a function", "caption", "low")]
    )
    return Stack(
        [
            Drawing(sea, (400, 190), name="Map"),
            Anchor(note, "top left", margin=12),
            Anchor(zoom, "bottom right", margin=12),
            Anchor(words, "bottom left", margin=12),
        ]
    )
