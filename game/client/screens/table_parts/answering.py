"""Answering what others put to this seat: drafts, soundings, questions, deals and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.controller import GameController
from game.client.layout import Column, Row
from game.client.screen import Answer, Pop
from game.client.screens.table_parts.overlay import TableDialog, changes
from game.client.screens.table_parts.picker import Pick, first_pick, picker
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.choice import Dropdown, Option, Segmented
from game.client.widgets.controls import Button, Checkbox
from game.client.widgets.tags import WarningStrip
from game.engine import commands as c
from game.engine.commands import Claim, Reason, Response, Stance
from game.engine.package import Package, altered
from game.engine.red_lines import crossed
from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _
from game.texts.packages import difference_lines
from game.texts.reasons import reason_label

STANCES: tuple[Stance, ...] = ("accept", "conditional", "undecided", "refuse")


def stance_words() -> dict[Stance, str]:
    """What a person calls an answer."""
    return {
        "accept": _("Accept"),
        "conditional": _("With changes"),
        "undecided": _("Undecided"),
        "refuse": _("Refuse"),
    }


class _Answering(TableDialog):
    """Composes an answer to a package: stance, reason, and what would turn it."""

    wide = 640.0

    def __init__(self, controller: GameController, package: Package) -> None:
        super().__init__(controller)
        self.package = package
        self._stance: Stance = "accept"
        self._reason = "0"
        self._asks = False
        self._pick: Pick = first_pick(self.view, package, self.view.seat)

    def reasons(self) -> list[Reason]:
        """What may be given as a reason: terms that change first, then the rest."""
        view = self.view
        sign = 1 if self._stance == "accept" else -1
        moved = [n for n, a in enumerate(self.package.terms) if a != view.in_force.terms[n]]
        found = [Reason("terms", view.table.terms[n].id, sign * 1000) for n in moved]
        for part in ("cost", "outcome", "sovereignty", "home", "process"):
            found.append(Reason(part, "", sign * 1000))
        fair = view.mind.values.fairness
        found.append(Reason("fairness", fair, sign * 1000))
        lines = crossed(view.table, view.seat, view.mind.red_lines, self.package, view.waivers)
        if lines and sign < 0:
            line = lines[0]
            limit = (("limit", line.text),)
            found.insert(0, Reason("red_line", line.term or line.operation or "", -1000, limit))
        return found

    def response(self) -> Response:
        """The answer as it stands."""
        found = self.reasons()
        reason = found[min(int(self._reason), len(found) - 1)]
        asks = self._asks and self._stance in ("conditional", "refuse")
        ask = (self._pick.change(self.view),) if asks else ()
        return Response(self._stance, (reason,), "", ask)

    def answer_parts(self) -> list[Widget]:
        """The controls of the answer."""
        view = self.view
        words = stance_words()
        parts: list[Widget] = []
        lines = crossed(view.table, view.seat, view.mind.red_lines, self.package, view.waivers)
        if lines:
            text = lines[0].text
            parts.append(WarningStrip(strong=_("Crosses your red line."), text=text))
        parts.append(
            Segmented(
                [Option(stance, words[stance]) for stance in STANCES],
                self._stance,
                self._set_stance,
                name=_("Your answer"),
            )
        )
        found = self.reasons()
        options = [
            Option(str(n), names.sentence(reason_label(view.table, r))) for n, r in enumerate(found)
        ]
        chosen = str(min(int(self._reason), len(found) - 1))
        reason = Dropdown(options, chosen, self._set_reason, name=_("Your reason"), grow=1)
        parts.append(Row([Label(_("Because of"), "small", "low", width=96), reason], gap=8))
        if self._stance in ("conditional", "refuse"):
            parts.append(Checkbox(_("Say what would turn your answer"), self._asks, self._set_asks))
            if self._asks:
                parts.append(picker(view, self.package, self._pick, self._put, name=_("Your ask")))
        return parts

    def sender(self) -> Button:
        """The button that sends the answer."""
        nothing = (
            self._asks
            and self._stance in ("conditional", "refuse")
            and not self._pick.differs(self.view, self.package)
        )
        return Button(
            _("Send answer"),
            self._send,
            kind="primary",
            shortcut="Enter",
            enabled=not nothing,
            reason=_("Your ask changes nothing yet; choose another answer or amount."),
        )

    def actions(self) -> Sequence[Widget]:
        return (self.closer(_("Cancel")), self.sender())

    def _send(self) -> Answer:
        raise NotImplementedError

    def _set_stance(self, stance: str) -> Answer:
        self._stance = next(s for s in STANCES if s == stance)
        self._reason = "0"
        self._asks = self._stance == "conditional"
        return None

    def _set_reason(self, reason: str) -> Answer:
        self._reason = reason
        return None

    def _set_asks(self, asks: bool) -> Answer:
        self._asks = asks
        return None

    def _put(self, pick: Pick) -> None:
        self._pick = pick


def _text_lines(view: SeatView, base: Package, package: Package) -> Widget:
    return Column(
        changes(difference_lines(view.table, base, package)),
        gap=4,
        padding=14,
        fill="panel",
        radius=6,
    )


class AnswerDraft(_Answering):
    """Tells the table how this seat takes a draft."""

    def __init__(self, controller: GameController, draft: int) -> None:
        found = controller.view.draft(draft)
        assert found is not None
        super().__init__(controller, found.package)
        self._draft = draft
        self.title = _("Your answer to draft {number}").format(number=draft)
        before = found.answers[controller.view.seat]
        if before is not None:
            self._stance = before.stance

    def body(self) -> Sequence[Widget]:
        return [
            Label(_("Everyone will hear it. The draft would change what holds now:"), "small"),
            _text_lines(self.view, self.view.in_force, self.package),
            *self.answer_parts(),
        ]

    def _send(self) -> Answer:
        return self.send_and_leave(c.AnswerDraft(self._draft, self.response()))


class AnswerSounding(_Answering):
    """Answers a discreet sounding, to its sender alone."""

    def __init__(self, controller: GameController, message: int) -> None:
        found = next(b for b in controller.view.backchannels if b.id == message)
        super().__init__(controller, found.package)
        self._message = message
        self._sender = found.sender
        self.title = _("A discreet sounding by {member}").format(
            member=names.member(controller.table, found.sender)
        )

    def body(self) -> Sequence[Widget]:
        return [
            Label(_("Only the sender hears your answer. It would table:"), "small"),
            _text_lines(self.view, self.view.in_force, self.package),
            *self.answer_parts(),
        ]

    def _send(self) -> Answer:
        return self.send_and_leave(c.AnswerBackchannel(self._message, self.response()))


class AnswerOffer(TableDialog):
    """Takes or leaves a side deal or a link."""

    def __init__(self, controller: GameController, kind: str, number: int, line: str) -> None:
        super().__init__(controller)
        self._kind, self._number, self._line = kind, number, line
        self.title = _("A side deal") if kind == "deal" else _("A link")

    def body(self) -> Sequence[Widget]:
        view = self.view
        parts: list[Widget] = [Label(self._line, "body", "high")]
        if self._kind == "deal":
            told = _("If you take it, you consent to the draft, or the deal is broken.")
            parts.append(Label(told, "small", "low"))
            return parts
        link = next((li for li in view.links if li.id == self._number), None)
        draft = view.draft(link.draft) if link else None
        if link is not None and draft is not None:
            package = altered(draft.package, (link.mine, link.yours))
            told = _("If you take it, both changes enter the draft, in both your names:")
            parts.append(Label(told, "small", "low"))
            parts.append(_text_lines(view, draft.package, package))
            lines = crossed(view.table, view.seat, view.mind.red_lines, package, view.waivers)
            if lines:
                text = lines[0].text
                parts.append(WarningStrip(strong=_("Crosses your red line."), text=text))
        return parts

    def actions(self) -> Sequence[Widget]:
        return (
            self.closer(_("Later")),
            Button(_("Leave it"), self._leave, shortcut="L"),
            Button(_("Take it"), self._take, kind="primary", shortcut="Enter"),
        )

    def _take(self) -> Answer:
        return self.send_and_leave(self._command(True))

    def _leave(self) -> Answer:
        return self.send_and_leave(self._command(False))

    def _command(self, accept: bool) -> c.Command:
        if self._kind == "deal":
            return c.AnswerSideDeal(self._number, accept)
        return c.AnswerLink(self._number, accept)


def position_claim(view: SeatView, term: int) -> Claim:
    """What this seat truly makes of a term, as it is told."""
    values = view.mind.values
    row = tuple(round(1000 * value) for value in values.term_values[term])
    return Claim(
        "position", view.table.terms[term].id, (*row, round(1000 * values.term_weights[term]))
    )


def rough_claim(view: SeatView, term: int) -> Claim:
    """The same in coarse steps, so that the finer order stays one's own."""
    values = view.mind.values
    row = tuple(round(value / 25) * 25_000 for value in values.term_values[term])
    weight = round(values.term_weights[term] / 5) * 5_000
    return Claim("position", view.table.terms[term].id, (*row, weight))


class AnswerQuestion(TableDialog):
    """Answers a member's question about a term: plainly, in outline, or not at all."""

    def __init__(self, controller: GameController, asker: int, term: int) -> None:
        super().__init__(controller)
        self._asker, self._term = asker, term
        self.title = _("{member} asks about {term}").format(
            member=names.sentence(names.member(controller.table, asker)),
            term=names.term(controller.table, term),
        )

    def body(self) -> Sequence[Widget]:
        view = self.view
        values = view.mind.values
        term = view.table.terms[self._term]
        ranked = sorted(range(len(term.answers)), key=lambda n: -values.term_values[self._term][n])
        rows: list[Widget] = [
            Row(
                [
                    Label(term.answers[n].name, "body", "high", grow=1),
                    Label(
                        _("{value} of 100").format(value=round(values.term_values[self._term][n])),
                        "figure_small",
                        "text",
                        wrap=False,
                    ),
                ],
                gap=8,
            )
            for n in ranked
        ]
        weight = _("It weighs {points} points to you.").format(
            points=round(values.term_weights[self._term])
        )
        return [
            Label(_("Only the member that asks hears your answer. What it is worth to you:")),
            Column(
                [*rows, Label(weight, "small", "low")], gap=4, padding=14, fill="panel", radius=6
            ),
        ]

    def actions(self) -> Sequence[Widget]:
        return (
            self.closer(_("Later")),
            Button(_("Say nothing"), self._silent),
            Button(_("In outline"), self._roughly),
            Button(_("Tell plainly"), self._plainly, kind="primary", shortcut="Enter"),
        )

    def _plainly(self) -> Answer:
        return self.send_and_leave(c.Tell(self._asker, position_claim(self.view, self._term)))

    def _roughly(self) -> Answer:
        return self.send_and_leave(c.Tell(self._asker, rough_claim(self.view, self._term)))

    def _silent(self) -> Answer:
        subject = self.view.table.terms[self._term].id
        return self.send_and_leave(c.Tell(self._asker, Claim("silence", subject)))


class DecideEvent(TableDialog):
    """Decides what an event asks of this seat."""

    def __init__(self, controller: GameController, event: str) -> None:
        super().__init__(controller)
        self._event = event
        seen = next(h for h in controller.view.happened if h.event == event)
        self.title = seen.title

    def body(self) -> Sequence[Widget]:
        seen = next(h for h in self.view.happened if h.event == self._event)
        options = [Button(text, self._chooser(key), left=True) for key, text in seen.options]
        return [
            Label(seen.text),
            Label(seen.question, "strong", "high"),
            *options,
        ]

    def _chooser(self, option: str) -> Callable[[], Answer]:
        def act() -> Answer:
            return self.send_and_leave(c.ChooseForEvent(self._event, option))

        return act

    def actions(self) -> Sequence[Widget]:
        return (Button(_("Later"), Pop, kind="outline", shortcut="Esc"),)
