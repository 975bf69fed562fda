"""Talking with one member: what it says and wants, and every act towards it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Flow, Row, Space
from game.client.screen import Answer, Push, Shortcut
from game.client.screens.table_parts.answering import position_claim, rough_claim
from game.client.screens.table_parts.feed import rows
from game.client.screens.table_parts.knowledge import position
from game.client.screens.table_parts.matrix import SOURCES, source_words
from game.client.screens.table_parts.overlay import TableDialog, cannot
from game.client.screens.table_parts.standing import said, stands
from game.client.screens.table_parts.trading import DealDialog, LinkDialog
from game.client.scroll import Scroll
from game.client.shapes import STANCE_WORDS
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.cards import FactRow, ListRow
from game.client.widgets.choice import Dropdown, Option
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import DialogFrame
from game.client.widgets.tags import stance_line
from game.engine import commands as c
from game.engine.commands import EFFORT, Claim
from game.engine.package import altered
from game.engine.state import Draft
from game.texts import names
from game.texts.acts import button, help_line
from game.texts.catalogue import _
from game.texts.numbers import effort, figure, money, turns, uncertain
from game.texts.packages import ask_words


class Talk(TableDialog):
    """
    A member beside the table: its answer, what is known of it, and the acts towards it.

    *draft* is the text that is spoken of, 0 for none.
    """

    def __init__(self, controller: GameController, member: int, draft: int) -> None:
        super().__init__(controller)
        self._member = member
        self._draft = draft or (self.view.open_drafts[-1].id if self.view.open_drafts else 0)
        self._term = self.view.agenda[0] if self.view.agenda else 0
        self._topic = f"term {self._term}"
        self.title = _("Talk")

    @property
    def draft(self) -> Draft | None:
        """The open draft that is spoken of."""
        found = self.view.draft(self._draft)
        return found if found is not None and found.status == "open" else None

    def build(self, width: float, height: float) -> Widget:
        """Members at the left, the chosen one at the right."""
        wide, high = min(1080.0, width - 32), min(740.0, height - 32)
        narrow = wide < 820
        right = Column(
            [
                self._head(),
                Scroll(
                    Column(self._content(narrow), gap=16, padding=(2, 14, 12, 2)),
                    name=_("Talk"),
                    grow=1,
                ),
                Row([Space(grow=1), self.closer()], gap=8),
            ],
            gap=12,
            padding=(20, 22),
            grow=1,
        )
        left = None if narrow else self._list()
        frame = DialogFrame(
            [Row([left, right], across="stretch", grow=1)],
            name=_("Talk"),
            width=wide,
            height=high,
            padding=1,
        )
        return Column([Space(grow=1), frame, Space(grow=1)], across="center", padding=16)

    def shortcuts(self) -> list[Shortcut]:
        """Members by number, as on the table."""
        view = self.view
        order = [view.seat, *(s for s in view.table.members if s != view.seat)]
        return [
            Shortcut(str(n + 1), view.table.seats[seat].name, self._chooser(seat))
            for n, seat in enumerate(order[:9])
            if seat != view.seat
        ]

    # Parts.

    def _list(self) -> Widget:
        view = self.view
        found = stands(view, self.draft, {})
        items: list[Widget] = []
        for seat in view.table.members:
            if seat == view.seat:
                continue
            member = view.table.seats[seat]
            chosen = seat == self._member
            items.append(
                ListRow(
                    title=member.short,
                    detail=STANCE_WORDS[found[seat].stance] if self.draft else "",
                    leading_mark=Flag(member.flag or member.id, 28),
                    act=self._chooser(seat),
                    selected=chosen,
                    key=f"talk {member.id}",
                )
            )
        return Column(
            [Scroll(Column(items, region=True, name=_("Members")), name=_("Members"), grow=1)],
            width=210,
            padding=(14, 0),
            lines="right",
        )

    def _head(self) -> Widget:
        view, seat = self.view, self._member
        member = view.table.seats[seat]
        stance = None
        draft = self.draft
        if draft is not None:
            stand = stands(view, draft, {})[seat]
            word = _("Towards draft {number}").format(number=draft.id)
            stance = Column([stance_line(stand.stance), Label(word, "caption", "low")])
        words = Column(
            [
                Label(member.name, "heading", "high"),
                Label(member.aim, "small", "text"),
            ],
            gap=2,
            grow=1,
        )
        return Row([Flag(member.flag or member.id, 56), words, stance], gap=16)

    def _content(self, narrow: bool) -> list[Widget]:
        known = Column([*self._says(), *self._trust(), *self._wants()], gap=10, grow=1)
        acts = Column([*self._acts()], gap=12, grow=1)
        if narrow:
            return [known, acts]
        return [Row([known, acts], gap=24, across="start")]

    def _says(self) -> list[Widget]:
        view, draft = self.view, self.draft
        if draft is None:
            return []
        response = draft.answers[self._member]
        if response is None:
            sponsor = self._member in draft.sponsors
            text = _("It sponsors this draft.") if sponsor else _("It has not answered yet.")
            return [Label(text, "body", "low")]
        spoken = said(view, self._member, response, draft.package, draft.id)
        parts: list[Widget] = [Label(f"“{spoken}”", "voice/16", "high", leading=1.35)]
        if response.ask:
            ask = names.sentence(ask_words(view.table, draft.package, response.ask))
            parts.append(
                Row([Icon("lightbulb", 18, "sky"), Label(ask + ".", "small", "sky", grow=1)], gap=8)
            )
            why = cannot(view, "amend_draft")
            parts.append(
                Row(
                    [
                        Button(
                            _("Propose that, {cost}").format(cost=effort(EFFORT["amend_draft"])),
                            self._propose_ask,
                            kind="outline",
                            small=True,
                            enabled=not why,
                            reason=why,
                        )
                    ]
                )
            )
        return parts

    def _trust(self) -> list[Widget]:
        view = self.view
        place = view.table.layout.trust[self._member][view.seat]
        theirs = uncertain(view.estimates[place], view.widths[place])
        mine = figure(view.estimates[view.table.layout.trust[view.seat][self._member]])
        return [
            FactRow(label=_("Its trust in you"), fact=theirs, label_width=150),
            FactRow(label=_("Yours in it"), fact=mine, label_width=150),
        ]

    def _wants(self) -> list[Widget]:
        """Its position on every term, the open ones first."""
        view = self.view
        words = source_words()
        order = [*view.agenda, *(n for n in range(len(view.table.terms)) if n not in view.agenda)]
        parts: list[Widget] = [Label(_("What it wants, as you know it"), "section", "high")]
        for term in order:
            spec = view.table.terms[term]
            found = position(view, self._member, term)
            if found.answer < 0:
                tail: Widget = Label(_("Unknown"), "caption", "low", wrap=False)
                fact = "–"
            else:
                icon, tone = SOURCES[found.source]
                tail = Icon(icon, 16, tone, name=words[found.source], tooltip=words[found.source])
                fact = spec.answers[found.answer].name
            row = FactRow(label=spec.name, fact=fact, trailing=tail, label_width=104)
            row.min_height = 30
            parts.append(row)
        return parts

    def _acts(self) -> list[Widget]:
        return [
            self._ask_card(),
            self._tell_card(),
            self._trade_card(),
            self._discreet_card(),
            *self._between(),
        ]

    def _ask_card(self) -> Widget:
        view = self.view
        terms = [Option(str(n), t.name) for n, t in enumerate(view.table.terms)]
        waits = any(
            q.asker == view.seat and q.member == self._member and q.term == self._term
            for q in view.questions
        )
        why = _("It has your question and has yet to answer.") if waits else ""
        return _card(
            _("Ask what it makes of a term"),
            [
                Row(
                    [
                        Dropdown(
                            terms,
                            str(self._term),
                            self._set_term,
                            name=_("Term to ask about"),
                            grow=1,
                        ),
                        self._button("ask_interests", _("Ask"), self._ask, why),
                    ],
                    gap=8,
                )
            ],
        )

    def _tell_card(self) -> Widget:
        view = self.view
        topics = [
            Option(f"term {n}", _("What you make of {term}").format(term=names.term(view.table, n)))
            for n in range(len(view.table.terms))
        ]
        topics += [
            Option(f"line {line.id}", _("Your limit: {text}").format(text=_cut(line.text)))
            for line in view.mind.red_lines
        ]
        topics.append(Option("support", _("How you stand at home")))
        exact = self._button("tell", _("Tell"), self._tell)
        outline = None
        if self._topic.startswith("term"):
            outline = self._button("tell", _("In outline"), self._tell_roughly, outline=True)
        return _card(
            _("Tell it something true of yourself"),
            [
                Dropdown(topics, self._topic, self._set_topic, name=_("What to tell")),
                Row([Space(grow=1), outline, exact], gap=8),
            ],
        )

    def _trade_card(self) -> Widget:
        none = ""
        if self.draft is None:
            none = _("There is no open draft to trade on; table one first.")
        return _card(
            _("Trade"),
            [
                Flow(
                    [
                        self._button("link_issues", button("link_issues"), self._link, none),
                        self._button("offer_side_deal", _("Side deal"), self._deal, none),
                        self._button(
                            "hold_exercise", _("Exercise"), self._exercise, self._held_exercise()
                        ),
                    ],
                    gap=8,
                )
            ],
        )

    def _held_exercise(self) -> str:
        view = self.view
        pair = {view.seat, self._member}
        if any(set(held) == pair for held in view.exercises):
            return _("You have exercised with it this turn already.")
        return ""

    def _discreet_card(self) -> Widget:
        text = _("Try a text on it alone, before anyone else sees it. It may leak.")
        return _card(
            _("Discreetly"),
            [
                Label(text, "small", "low"),
                Row(
                    [
                        Space(grow=1),
                        self._button("send_backchannel", button("send_backchannel"), self._sound),
                    ]
                ),
            ],
        )

    def _between(self) -> list[Widget]:
        """What has passed between the two this turn, with offers that can be recalled."""
        view = self.view
        parts: list[Widget] = []
        for deal in view.side_deals:
            if deal.sender == view.seat and deal.to == self._member and deal.status == "offered":
                parts.append(
                    Row(
                        [
                            Label(
                                _("Your offer: {money} a turn for {turns}.").format(
                                    money=money(deal.pays), turns=turns(deal.turns)
                                ),
                                "small",
                                grow=1,
                            ),
                            Button(
                                button("recall_side_deal"),
                                self._recaller(deal.id),
                                kind="outline",
                                small=True,
                                enabled=not view.ready[view.seat],
                                reason=_("You have done with this round already."),
                            ),
                        ],
                        gap=8,
                    )
                )
        lines = [
            row
            for row in rows(view)
            if row.member == self._member and not row.key.startswith(("answer", "draft"))
        ]
        for row in lines[:6]:
            parts.append(Row([Icon(row.icon, 16), Label(row.detail, "small", grow=1)], gap=8))
        if not parts:
            return []
        return [Label(_("Between you this turn"), "section", "high"), *parts]

    def _button(
        self, kind: str, text: str, act: Callable[[], Answer], why: str = "", outline: bool = False
    ) -> Button:
        """The button of an act, with its cost in its words and the reason why it is not there."""
        cost = EFFORT.get(kind, 0)
        why = cannot(self.view, kind) or why
        words = _("{act}, {cost}").format(act=text, cost=effort(cost)) if cost else text
        return Button(
            words,
            act,
            small=True,
            kind="outline" if outline else "secondary",
            name=f"{text}, {effort(cost)}",
            enabled=not why,
            reason=why,
            tooltip=help_line(kind, cost),
        )

    # Acts.

    def _chooser(self, seat: int) -> Callable[[], Answer]:
        def act() -> Answer:
            self._member = seat
            return None

        return act

    def _set_term(self, term: str) -> Answer:
        self._term = int(term)
        return None

    def _set_topic(self, topic: str) -> Answer:
        self._topic = topic
        return None

    def _ask(self) -> Answer:
        return self.send(c.AskInterests(self._member, self._term), _("Your question is put."))

    def _tell(self) -> Answer:
        return self.send(c.Tell(self._member, self._claim(False)), _("Told."))

    def _tell_roughly(self) -> Answer:
        return self.send(c.Tell(self._member, self._claim(True)), _("Told in outline."))

    def _claim(self, rough: bool) -> Claim:
        view = self.view
        kind, _space, key = self._topic.partition(" ")
        if kind == "term":
            return rough_claim(view, int(key)) if rough else position_claim(view, int(key))
        if kind == "line":
            line = next(r for r in view.mind.red_lines if r.id == key)
            return Claim("red_line", line.id, (), line.text)
        return Claim("support", "", (view.own("support"),))

    def _propose_ask(self) -> Answer:
        from game.client.screens.composer import ComposerScreen

        draft = self.draft
        response = draft.answers[self._member] if draft is not None else None
        if draft is None or response is None:
            return None
        package = altered(draft.package, response.ask)
        return Push(ComposerScreen(self.controller, draft.id, package))

    def _sound(self) -> Answer:
        from game.client.screens.composer import ComposerScreen

        draft = self.draft
        return Push(
            ComposerScreen(
                self.controller,
                draft.id if draft is not None else 0,
                sound_out=self._member,
            )
        )

    def _link(self) -> Answer:
        draft = self.draft
        return Push(LinkDialog(self.controller, self._member, draft.id)) if draft else None

    def _deal(self) -> Answer:
        draft = self.draft
        return Push(DealDialog(self.controller, self._member, draft.id)) if draft else None

    def _exercise(self) -> Answer:
        return self.send(c.HoldExercise(self._member), _("You exercise together."))

    def _recaller(self, deal: int) -> Callable[[], Answer]:
        def act() -> Answer:
            return self.send(c.RecallSideDeal(deal), _("Your offer is taken back."))

        return act


def _cut(text: str) -> str:
    return text if len(text) <= 46 else text[:44].rsplit(" ", 1)[0] + " …"


def _card(title: str, parts: Sequence[Widget | None]) -> Widget:
    return Column(
        [Label(title, "strong", "high"), *parts], gap=8, padding=14, fill="panel", radius=8
    )
