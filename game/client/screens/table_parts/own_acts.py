"""Acts that are not aimed at one member: capital, statement, chair, agenda; and one's brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Push
from game.client.screens.table_parts.overlay import TableDialog, cannot
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.choice import Dropdown, Option
from game.client.widgets.controls import Button
from game.client.widgets.tags import Chip
from game.engine import commands as c
from game.engine.commands import EFFORT
from game.texts.acts import ACTS, help_line
from game.texts.catalogue import _
from game.texts.numbers import effort, figure


class OwnActs(TableDialog):
    """What a seat may do besides drafts and talks, each with its cost and what comes of it."""

    wide = 720.0

    def __init__(self, controller: GameController) -> None:
        super().__init__(controller)
        self.title = _("Your acts")
        view = self.view
        self._term = view.agenda[0] if view.agenda else 0
        self._answer = 0
        closed = [n for n in range(len(view.table.terms)) if n not in view.agenda]
        self._motion = closed[0] if closed else -1

    def full_height(self) -> bool:
        return True

    def body(self) -> Sequence[Widget]:
        view = self.view
        member = view.table.seats[view.seat]
        return [
            Row(
                [
                    Label(member.aim, "small", "text", grow=1),
                    Button(_("Your brief"), self._brief, icon="book-open", small=True),
                ],
                gap=12,
            ),
            self._statement(),
            self._capital(),
            self._chair(),
            self._agenda(),
        ]

    def _brief(self) -> Answer:
        from game.client.screens.instructions import InstructionsScreen

        return Push(InstructionsScreen(self.controller))

    def _card(self, kind: str, title: str, parts: Sequence[Widget | None]) -> Widget:
        cost = EFFORT.get(kind, 0)
        return Column(
            [
                Row([Label(title, "strong", "high", grow=1), Chip(effort(cost), "brass")], gap=8),
                Label(_(ACTS[kind].text), "small", "low"),
                *parts,
            ],
            gap=8,
            padding=14,
            fill="panel",
            radius=8,
        )

    def _button(self, kind: str, text: str, act: Callable[[], Answer], why: str = "") -> Button:
        why = cannot(self.view, kind) or why
        return Button(
            text,
            act,
            small=True,
            enabled=not why,
            reason=why,
            tooltip=help_line(kind, EFFORT.get(kind, 0)),
        )

    def _statement(self) -> Widget:
        view = self.view
        terms = [Option(str(n), t.name) for n, t in enumerate(view.table.terms)]
        answers = [
            Option(str(n), a.name) for n, a in enumerate(view.table.terms[self._term].answers)
        ]
        made = any(
            s.seat == view.seat and s.term == self._term and s.turn == view.turn
            for s in view.statements
        )
        why = _("You have spoken in public on this term already this turn.") if made else ""
        return self._card(
            "make_statement",
            _("Speak in public"),
            [
                Row(
                    [
                        Dropdown(
                            terms, str(self._term), self._set_term, name=_("Term to speak on")
                        ),
                        Dropdown(
                            answers,
                            str(self._answer),
                            self._set_answer,
                            name=_("Answer to stand for"),
                            grow=1,
                        ),
                        self._button("make_statement", _("Speak"), self._speak, why),
                    ],
                    gap=8,
                )
            ],
        )

    def _capital(self) -> Widget:
        view = self.view
        rows: list[Widget] = []
        for line in view.mind.red_lines:
            state: Widget
            if line.id in view.waivers:
                state = Chip(_("Waived this turn"), "teal", "check")
            elif not line.waivable:
                state = Chip(_("Never waived"), "coral", "lock")
            else:
                state = self._button("ask_capital", _("Ask capital"), self._asker(line.id))
                state.name = _("Ask capital: {text}").format(text=line.text)
            text = line.text
            rows.append(
                Row(
                    [
                        Icon("octagon-alert", 18, "coral"),
                        Label(text, "body", "text", grow=1),
                        state,
                    ],
                    gap=10,
                    key=f"line {line.id}",
                )
            )
        if not rows:
            rows.append(Label(_("You have no red lines."), "small", "low"))
        home = _("Support at home: {support}.").format(support=figure(view.own("support")))
        rows.append(Label(home, "small", "low"))
        return self._card("ask_capital", _("Your red lines"), rows)

    def _chair(self) -> Widget:
        view = self.view
        why = _("The chair has been asked this turn already.") if view.mediation else ""
        return self._card(
            "ask_chair",
            _("The chair"),
            [
                Row(
                    [
                        Space(grow=1),
                        self._button("ask_chair", _("Ask the chair"), self._mediate, why),
                    ]
                )
            ],
        )

    def _agenda(self) -> Widget:
        view = self.view
        closed = [n for n in range(len(view.table.terms)) if n not in view.agenda]
        if not closed:
            return Label(_("Every term is open this turn."), "small", "low")
        if self._motion not in closed:
            self._motion = closed[0]
        options = [Option(str(n), view.table.terms[n].name) for n in closed]
        return self._card(
            "move_agenda",
            _("The agenda"),
            [
                Row(
                    [
                        Dropdown(
                            options,
                            str(self._motion),
                            self._set_motion,
                            name=_("Closed term"),
                            grow=1,
                        ),
                        self._button("move_agenda", _("Move to open"), self._move),
                    ],
                    gap=8,
                )
            ],
        )

    # Acts.

    def _set_term(self, term: str) -> Answer:
        self._term, self._answer = int(term), 0
        return None

    def _set_answer(self, answer: str) -> Answer:
        self._answer = int(answer)
        return None

    def _set_motion(self, term: str) -> Answer:
        self._motion = int(term)
        return None

    def _speak(self) -> Answer:
        return self.send(
            c.MakeStatement(self._term, self._answer), _("You have said it in public.")
        )

    def _asker(self, line: str) -> Callable[[], Answer]:
        def act() -> Answer:
            return self.send(c.AskCapital(line), _("Your capital waives the limit for this turn."))

        return act

    def _mediate(self) -> Answer:
        return self.send(c.AskChair(), _("The chair will put forward a text."))

    def _move(self) -> Answer:
        return self.send(c.MoveAgenda(self._motion), _("The term is open this turn."))
