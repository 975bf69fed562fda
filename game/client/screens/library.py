"""The library's pane: a card for each scenario, with what it is about and how to begin it."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Column, Container, Divider, Flow, Grid, Row, Space
from game.client.screen import Answer
from game.client.screens import wording
from game.client.screens.shelf import Book
from game.client.screens.vignette import Pictures, Vignette
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.cards import FactRow
from game.client.widgets.controls import Button
from game.client.widgets.figures import Pips
from game.client.widgets.tags import Callout, KeyHint
from game.engine.setting import preset_of
from game.texts.catalogue import _, ngettext

WIDE_CARD = 720
PRACTISED = 3


def library_pane(
    books: tuple[Book, ...],
    width: float,
    height: float,
    pictures: Pictures,
    choose: Callable[[Book], Answer],
) -> Widget:
    """The cards beside each other; *choose* is told which scenario's seats are wanted."""
    margin = 32 if width >= 1100 else 24
    columns = min(3, max(1, len(books)), max(1, int(width // 360)))
    wide = (width - 2 * margin - 16 * (columns - 1)) / columns
    narrow = height < 640 or width < 700
    cards: list[Widget] = [
        _card(book, wide, pictures, choose, first=n == 0, flat=narrow)
        for n, book in enumerate(books)
    ]
    if not cards:
        cards = [Callout(_("There is no scenario here"), _("Install Demarche again."))]
    if len(books) <= columns and not narrow:
        rows: Widget = Row(cards, gap=16, across="stretch", grow=1, region=True, name="Scenarios")
    else:
        lines = [cards[n : n + columns] for n in range(0, len(cards), columns)]
        lines[-1] = [*lines[-1], *[Space() for _n in range(columns - len(lines[-1]))]]
        grid = Grid(lines, columns=["1fr"] * columns, gap=16, line_gap=16)
        rows = grid if narrow else Scroll(grid, name=_("Scenarios"), grow=1)
    return Column(
        [
            Row([Label(_("Scenario library"), "title", "high"), Space(grow=1)]),
            rows,
            _foot(books, width),
        ],
        gap=20,
        padding=(28, margin, 20, margin),
        grow=1,
    )


def _foot(books: tuple[Book, ...], width: float) -> Widget:
    notice = _("Coastlines are real, and sea theatres draw no borders.")
    hints = [KeyHint("Tab", _("Move")), KeyHint("Enter", _("Choose")), KeyHint("F1", _("Help"))]
    told = Row([Icon("info", 18), Label(notice, "caption", "low", grow=1)], gap=10, grow=1)
    if width < 700:
        return Column([told, Row(list(hints), gap=16)], gap=8)
    return Row([told, *hints], gap=16)


def _card(
    book: Book,
    wide: float,
    pictures: Pictures,
    choose: Callable[[Book], Answer],
    *,
    first: bool,
    flat: bool,
) -> Widget:
    if book.loaded is None:
        return _broken(book)
    act = Button(
        _("Choose a seat"),
        lambda: choose(book),
        kind="primary" if first else "secondary",
        shortcut="Enter" if first else "",
        key=f"choose-{book.id}",
    )
    vignette = _vignette(book, pictures)
    if wide >= WIDE_CARD:
        left = Column(
            [
                Container(children=[vignette], grow=1, min_height=160),
                Column(_practise(book), gap=8, padding=(16, 24, 20, 24)),
            ],
            grow=1,
        )
        facts = Column(_facts(book), gap=12, padding=4)
        right = Column(
            [Scroll(facts, name=_("About {title}").format(title=book.id), grow=1), act],
            gap=16,
            padding=20,
            width=min(480, wide * 0.44),
        )
        return Row([left, right], across="stretch", fill="panel", radius=10, grow=1, name=book.id)
    inner = Column([*_facts(book), Space(4), *_practise(book)], gap=10, padding=4)
    body: Widget = inner if flat else Scroll(inner, name=book.id, grow=1)
    return Column(
        [
            Container(children=[vignette], height=180),
            Column([body, act], gap=16, padding=20, grow=1),
        ],
        fill="panel",
        radius=10,
        grow=1,
        name=book.id,
    )


def _vignette(book: Book, pictures: Pictures) -> Widget:
    assert book.loaded is not None
    if book.theatre is None:
        return Label(book.loaded.scenario.title, "title", "low", text_align="center")
    scenario = book.loaded.scenario
    return Vignette(book.theatre, scenario.map_view, pictures, scenario.zones)


def _facts(book: Book) -> list[Widget]:
    assert book.loaded is not None
    scenario, catalogue = book.loaded.scenario, book.loaded.catalogue
    preset = preset_of(scenario)
    assert preset is not None
    framework = next(f for f in catalogue.frameworks if f.id == scenario.framework)
    level = wording.DIFFICULTY[scenario.difficulty]
    return [
        Label(scenario.subtitle, "caption", "low") if scenario.subtitle else Space(0),
        Label(scenario.title, "heading/24", "high"),
        Label(scenario.summary, "body"),
        Flow(
            [Flag(m.flag, 30, name=m.name, tooltip=m.name) for m in scenario.members],
            gap=6,
            line_gap=6,
        ),
        Column(
            [
                Divider(),
                FactRow(label=_("Seats"), fact=str(len(scenario.members))),
                FactRow(label=_("Length"), fact=wording.length(preset)),
                FactRow(label=_("Framework"), fact=framework.name),
                FactRow(
                    label=_("Decision rule"),
                    fact=wording.decision_rule(scenario.decision or framework.decision),
                ),
                FactRow(
                    label=_("Difficulty"),
                    fact=wording.difficulty(scenario.difficulty),
                    trailing=Pips(level, 3, diamonds=True, name=_("Difficulty")),
                ),
            ]
        ),
    ]


def _practise(book: Book) -> list[Widget]:
    assert book.loaded is not None
    aims = book.loaded.scenario.learning[:PRACTISED]
    if not aims:
        return []
    rows: list[Widget] = [
        Row([Icon("target", 18), Label(aim.text, "small", grow=1)], gap=10, across="start")
        for aim in aims
    ]
    return [Label(_("You will practise"), "caption", "low"), *rows]


def _broken(book: Book) -> Widget:
    count = len(book.findings)
    told = ngettext(
        "{count} finding keeps it from starting. The first:",
        "{count} findings keep it from starting. The first:",
        count,
    )
    first = [Label(str(finding), "caption", "text") for finding in book.findings[:3]]
    mend = Label(_("All of them: demarche check {id}").format(id=book.id), "code/13", "low")
    return Column(
        [
            Callout(
                _("“{id}” is broken").format(id=book.id),
                told.format(count=count),
                [*first, mend],
                icon="octagon-alert",
                tone="coral",
            ),
            Space(grow=1),
        ],
        grow=1,
    )
