"""The composer: a text is made as a difference from the agreement or a draft, and weighed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from game.client.controller import GameController
from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Pop, Push, Screen, Shortcut, Tell
from game.client.screens.composer_parts.composition import Composition
from game.client.screens.composer_parts.cost import cost_cells
from game.client.screens.composer_parts.forecast import (
    answer_card,
    forecast_rows,
    gauge_legend,
    own_card,
)
from game.client.screens.composer_parts.grid import contribution_grid
from game.client.screens.composer_parts.restrictions import RestrictionsScreen
from game.client.screens.composer_parts.terms import LABEL, closed_terms, open_terms, red_line_strip
from game.client.screens.header import NARROW, WIDE, turn_header
from game.client.screens.turn_parts.panes import Pane, panes
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Icon, Label
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import Choice, Dialog
from game.client.widgets.tags import Key, Legend, Swatch
from game.client.worker import Job, Ticket
from game.engine.commands import EFFORT, AskCapital, MoveAgenda, SendBackchannel
from game.engine.package import Alteration, Package
from game.engine.state import Draft
from game.members.player import budget_of
from game.negotiation.preview import Preview, preview
from game.texts.catalogue import _, ngettext
from game.texts.numbers import effort

FOOT = 84
PAUSE = 0.08
"""Seconds before weighing begins, so that the change itself is shown first."""
SMALL_GRID = 830
"""Logical width of the pane below which the heads of the contributions are set smaller."""


class ComposerScreen(Screen):
    """
    Composes a text for the seat and tables it.

    *draft* is the open draft to amend, None to build on what is in force; *package* is a text to
    start from; *sound_out* is a member to whom the text is shown discreetly instead of tabled.
    """

    def __init__(
        self,
        controller: GameController,
        draft: Draft | int | None = None,
        package: Package | None = None,
        sound_out: int | None = None,
    ) -> None:
        self._game = controller
        view = controller.view
        number = draft.id if isinstance(draft, Draft) else draft or 0
        kept = controller.kept
        self._resumed = package is None and kept is not None and kept[:2] == (view.turn, number)
        if self._resumed and kept is not None:
            package = kept[2]
        self._text = Composition.begun(view, number, package)
        self._sound_out = sound_out
        self._active = view.seat
        self._asked = next(m for m in view.table.members if m != view.seat)
        self._now: Preview | None = None
        self._before: Preview | None = None
        self._ticket: Ticket | None = None
        self._seen = -1
        self._pane = "text"
        self.title = _("Your proposal")

    # Weighing, off the interface's thread.

    def _weigh(self) -> None:
        """Ask the worker how the text would be taken, unless that is known or under way."""
        version = self._game.version
        current = self._now is not None and self._now.package == self._text.package
        if current and self._seen == version:
            return
        if self._ticket is not None and self._ticket.running and self._asked_for == self._order():
            return
        if self._ticket is not None:
            self._ticket.cancel()
        view, text = self._game.view, self._text
        self._asked_for = self._order()

        known = self._before if self._seen == version else None

        def work(job: Job) -> tuple[Preview, Preview]:
            time.sleep(PAUSE)
            job.check()
            budget = budget_of("standard")
            before = known
            if before is None or before.package != text.base:
                before = preview(view, text.base, budget)
                job.check()
            return preview(view, text.package, budget), before

        def done(found: tuple[Preview, Preview]) -> Answer:
            self._now, self._before = found
            self._seen = version
            self.refresh()
            return None

        self._ticket = self._game.worker.start("Preview", work, done)

    _asked_for: tuple[int, Composition] | None = None

    def _order(self) -> tuple[int, Composition]:
        return self._game.version, self._text

    def left(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    # Acting.

    def shortcuts(self) -> Sequence[Shortcut]:
        members = [
            Shortcut(str(m + 1), seat.name, self._activator(m))
            for m, seat in enumerate(self._game.table.seats[:9])
        ]
        return [*members, Shortcut("Ctrl+Enter", _("Send proposal"), self._send)]

    def _activator(self, member: int) -> Callable[[], Answer]:
        def act() -> Answer:
            return self._activate(member)

        return act

    def _activate(self, member: int) -> Answer:
        self._active = self._asked = member
        return None

    def _choose_forecast(self, member: int) -> Answer:
        self._asked = member
        return None

    def _choose(self, term: int, answer: int) -> Answer:
        self._text = self._text.with_change(Alteration("term", term, answer))
        return None

    def _undo(self, term: int) -> Answer:
        self._text = self._text.undone(term)
        return None

    def _set_level(self, place: int, level: int) -> Answer:
        self._text = self._text.with_change(Alteration("level", place, level))
        return None

    def _apply(self, changes: tuple[Alteration, ...]) -> Answer:
        view = self._game.view
        before = self._text
        wanted = before.with_changes(changes)
        fit = Composition.begun(view, before.draft, wanted.package)
        self._text = Composition(before.draft, before.base, fit.package)
        if fit.package != wanted.package:
            return Tell(
                _("Not all of it can be tabled this turn: a term is closed, or means are short."),
                "coral",
            )
        return None

    def _reset(self) -> Answer:
        self._text = Composition(self._text.draft, self._text.base, self._text.base)
        return None

    def _keep(self) -> Answer:
        text = self._text
        self._game.kept = (self._game.view.turn, text.draft, text.package)
        return Tell(_("Kept for later this turn; it is not on the table."), "teal")

    def _restrict(self) -> Answer:
        return Push(RestrictionsScreen(self._game.view, self._text.package))

    def _ask_capital(self, line: str) -> Answer:
        return self._game.act(AskCapital(line), _("Your capital waives it for this turn."))

    def _open_term(self, term: int) -> Answer:
        name = self._game.table.terms[term].name
        cost = EFFORT["move_agenda"]
        return Push(
            Dialog(
                _("Open {term} this turn?").format(term=name),
                _("You move that it be put on this turn's agenda, for {cost}.").format(
                    cost=effort(cost)
                ),
                [
                    Choice(_("Leave it closed"), None),
                    Choice(_("Move that it be opened"), MoveAgenda(term), kind="primary"),
                ],
            )
        )

    def resumed(self, result: object) -> Answer:
        if isinstance(result, MoveAgenda):
            name = self._game.table.terms[result.term].name
            return self._game.act(result, _("{term} is open this turn.").format(term=name))
        if isinstance(result, Package):
            self._text = replace(self._text, package=result)
        return None

    def _send(self) -> Answer:
        reason = self._reason()
        if reason:
            return Tell(reason, "coral")
        if self._sound_out is not None:
            command = SendBackchannel(self._sound_out, self._text.package)
            refusal = self._game.send(command)
        else:
            refusal = self._game.send(self._text.command)
        if refusal is not None:
            return Tell(self._game.sentence(refusal), "coral")
        self._game.kept = None
        return Pop(True)

    def _reason(self) -> str:
        """Why the text cannot be sent now; empty if it can."""
        view, text = self._game.view, self._text
        cost = self._cost()
        if view.phase != "consultation":
            return _("Drafts are tabled during consultation.")
        if view.ready[view.seat]:
            return _("You have done with this round; act again when the next one begins.")
        if view.effort < cost:
            return _("This costs {cost}, and you have {left} left in this round.").format(
                cost=effort(cost), left=view.effort
            )
        if self._sound_out is None and text.red_lines(view):
            return _("It crosses your red line: undo that, or ask your capital.")
        if not text.is_new(view) and self._sound_out is None:
            return _("It says nothing new: change something first.")
        return ""

    def _cost(self) -> int:
        return EFFORT["send_backchannel"] if self._sound_out is not None else self._text.effort

    # Building.

    def build(self, width: float, height: float) -> Widget:
        view = self._game.view
        if self._text.draft and all(d.id != self._text.draft for d in view.open_drafts):
            # Its draft was replaced or withdrawn meanwhile: what is composed becomes a new text.
            self._text = replace(self._text, draft=0)
        self._weigh()
        compact, narrow = width < WIDE, width < NARROW
        right = 440 if compact else 578
        left = self._left(width if narrow else width - right, compact)
        parts = [
            Pane("text", _("Your text"), left),
            Pane("forecast", _("Forecast"), self._right(right, compact)),
        ]
        return Column(
            [
                turn_header(self._game, width, planned=self._cost()),
                panes(parts, width, self._pane, self._show_pane),
                self._foot(compact, narrow),
            ]
        )

    def _show_pane(self, pane: str) -> Answer:
        self._pane = pane
        return None

    def _left(self, width: float, compact: bool) -> Widget:
        view, text = self._game.view, self._text
        pad = 16 if compact else 24
        inner = width - 2 * pad - 10 - LABEL
        rows = open_terms(view, text, inner, self._choose, self._undo, self._ask_capital)
        strips = [
            red_line_strip(view, line, self._ask_capital)
            for line in text.red_lines(view)
            if line.term is None
        ]
        member = view.table.seats[self._active].short
        hint = (
            _("Your offers are on the left. Press a member to ask it for more or less.")
            if self._active == view.seat
            else _("You edit your offers and what you ask of {member}.").format(member=member)
        )
        body = Column(
            [
                self._title(compact),
                Column(rows, gap=10),
                closed_terms(view, text, self._open_term),
                Row(
                    [
                        Label(_("Contributions"), "section", "high", wrap=False),
                        Space(grow=1),
                        Label(hint, "caption", "low", text_align="right"),
                        Button(
                            _("Restrictions"),
                            self._restrict,
                            kind="outline",
                            small=True,
                            icon="sliders-horizontal",
                            name="Restrictions",
                        ),
                    ],
                    gap=16,
                ),
                *strips,
                contribution_grid(
                    view,
                    text,
                    self._active,
                    self._set_level,
                    self._activate,
                    compact=compact,
                    narrow=width < SMALL_GRID,
                ),
            ],
            gap=14,
            padding=(18, pad, 18, pad),
        )
        return Scroll(body, name=_("Your proposal"), grow=1)

    def _title(self, compact: bool) -> Widget:
        built = self._built_on()
        terms, given = self._text.changed_terms(), self._text.changed_contributions()
        if terms or given:
            what = _("{terms} and {contributions} changed.").format(
                terms=ngettext("{count} term", "{count} terms", terms).format(count=terms),
                contributions=ngettext(
                    "{count} contribution", "{count} contributions", given
                ).format(count=given),
            )
        else:
            what = _("Nothing changed yet.")
        about = Label(
            f"{_('Built on {base}.').format(base=built)} {what}", "caption", "low", grow=1
        )
        legend = Legend(
            keys=[
                Key(self._short_base(), swatch=Swatch(None, "edge", dashed=True)),
                Key(_("Your change"), swatch=Swatch("tint.brass", "brass")),
            ],
            gap=16,
        )
        reset = None
        if self._text.changes:
            reset = Button(_("Start over"), self._reset, kind="quiet", icon="undo-2", small=True)
        name = self.title
        if self._sound_out is not None:
            name = _("For {member} alone").format(
                member=self._game.table.seats[self._sound_out].short
            )
        return Row(
            [Label(name, "title", "high", wrap=False), about, reset, legend],
            gap=16,
        )

    def _built_on(self) -> str:
        if self._text.draft:
            return _("draft {number}").format(number=self._text.draft)
        if self._game.view.agreement is not None:
            return _("the agreement in force")
        return _("the status quo")

    def _short_base(self) -> str:
        if self._text.draft:
            return _("In draft {number}").format(number=self._text.draft)
        return _("In force")

    def _right(self, width: float, compact: bool) -> Widget:
        pad = 16 if compact else 24
        view = self._game.view
        head = Column(
            [
                Label(_("How each member would likely see this"), "heading", "high"),
                Label(
                    _("An estimate from what you know. A wider range means less certain."),
                    "caption",
                    "low",
                ),
            ],
            gap=4,
            padding=(18, pad, 10, pad),
        )
        if self._now is None:
            waiting = Row(
                [Icon("hourglass", 18), Label(_("Working it out."), "small", "low", grow=1)],
                gap=10,
                padding=(12, pad),
            )
            return Column([head, waiting], width=width, fill="panel", lines="left")
        rows = forecast_rows(
            view, self._now, self._before, self._asked, self._choose_forecast, compact=compact
        )
        card = (
            own_card(view, self._now)
            if self._asked == view.seat
            else answer_card(view, self._asked, self._text.package, self._apply)
        )
        body = Column(
            [
                rows,
                Column(
                    [gauge_legend(self._short_base()), card],
                    gap=10,
                    padding=(10, pad - 10 if pad > 10 else 0, 16, pad),
                ),
            ]
        )
        return Column(
            [head, Scroll(body, name=_("Forecast"), grow=1)],
            width=width,
            fill="panel",
            lines="left",
        )

    def _foot(self, compact: bool, narrow: bool) -> Widget:
        view, text = self._game.view, self._text
        reason = self._reason()
        lines = text.red_lines(view)
        warning = None
        if lines:
            words = (
                ngettext("{count} red line", "{count} red lines", len(lines))
                if compact
                else ngettext("{count} red line crossed", "{count} red lines crossed", len(lines))
            ).format(count=len(lines))
            warning = Row(
                [Icon("octagon-alert", 18, "coral"), Label(words, "strong", "coral", wrap=False)],
                gap=8,
            )
        word = _("Send proposal")
        if self._sound_out is not None:
            word = _("Sound out {member}").format(
                member=self._game.table.seats[self._sound_out].short
            )
        send = Button(
            word, self._send, kind="primary", shortcut="Enter", enabled=not reason, reason=reason
        )
        back = Button(_("Back"), Pop, kind="quiet", shortcut="Esc")
        keep = Button(
            _("Save draft"),
            self._keep,
            kind="outline",
            enabled=bool(text.changes),
            reason=_("Nothing is changed yet."),
        )
        return Row(
            [
                *([] if narrow else cost_cells(view, text, self._now, compact=compact)),
                Space(grow=1),
                warning,
                back,
                keep,
                send,
            ],
            gap=16 if compact else 22,
            padding=(0, 16 if compact else 24),
            height=FOOT,
            fill="panel",
            lines="top",
        )
