"""The decision: the text, what it is to the seat, and its vote with reason and own forces."""

from __future__ import annotations

from collections.abc import Callable

from game.client.controller import GameController
from game.client.layout import Column, Flow, Row
from game.client.screen import Answer, Screen, Tell
from game.client.screens.composer_parts.composition import shares
from game.client.screens.header import WIDE, turn_header
from game.client.screens.turn_parts.panes import Pane, panes
from game.client.screens.turn_parts.text_pane import text_pane
from game.client.screens.turn_parts.worth_pane import own_part, worth_pane
from game.client.scroll import Scroll
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label, Mark
from game.client.widgets.choice import Dropdown, Option
from game.client.widgets.controls import Button, Checkbox
from game.client.widgets.field import TextField
from game.client.widgets.figures import StanceRail, Standing
from game.client.widgets.tags import Callout
from game.client.worker import Job, Ticket
from game.engine.commands import Ballot, CastVote, Reason
from game.engine.package import Package
from game.engine.view import SeatView
from game.members.player import budget_of
from game.negotiation.preview import Preview, preview
from game.negotiation.worth import Part
from game.texts.catalogue import N_, _
from game.texts.names import member, sentence
from game.texts.numbers import listed, per_cent
from game.texts.reasons import reason_label

BALLOTS: tuple[tuple[Ballot, str, str], ...] = (
    ("consent", "supports", N_("Consent")),
    ("abstain", "undecided", N_("Stand aside")),
    ("object", "opposes", N_("Object")),
)
OWN_WORDS = "own"


class DecisionScreen(Screen):
    """Votes on the draft under decision, once on each ballot."""

    def __init__(self, controller: GameController) -> None:
        self._game = controller
        self.title = _("Decision")
        self._ballot: Ballot | None = None
        self._forces = True
        self._reason = ""
        self._words = ""
        self._now: Preview | None = None
        self._ticket: Ticket | None = None
        self._weighed: Package | None = None
        self._final = controller.view.final_ballot
        self._pane = "vote"

    def left(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def back(self) -> Answer:
        return self._game.menu()

    # Weighing.

    def _weigh(self) -> None:
        view = self._game.view
        package = view.under_decision
        if package is None or package == self._weighed:
            return
        self._weighed = package
        if self._ticket is not None:
            self._ticket.cancel()

        def work(job: Job) -> Preview:
            return preview(view, package, budget_of("standard"))

        def done(found: Preview) -> Answer:
            self._now = found
            self._reason = self._reason or self._first_reason()
            self.refresh()
            return None

        self._ticket = self._game.worker.start("Preview", work, done)

    def _reasons(self) -> list[Reason]:
        """What one may object by: own limits, then what weighs against it."""
        if self._now is None:
            return []
        own = self._now.own
        found = [Reason("red_line", line.term or line.operation or "", 0) for line in own.red_lines]
        parts = sorted((p for p in own.parts if p.points < 0), key=lambda p: p.points)
        found += [Reason(p.part, p.subject, round(p.points * 1000)) for p in parts[:5]]
        return found or [Reason("reservation", "", 0)]

    def _first_reason(self) -> str:
        reasons = self._reasons()
        return f"{reasons[0].part}:{reasons[0].subject}" if reasons else OWN_WORDS

    # Acting.

    def _choose(self, ballot: Ballot) -> Callable[[], Answer]:
        def act() -> Answer:
            self._ballot = ballot
            return None

        return act

    def _set_forces(self, on: bool) -> Answer:
        self._forces = on
        return None

    def _set_reason(self, reason: str) -> Answer:
        self._reason = reason
        return None

    def _set_words(self, words: str) -> Answer:
        self._words = words
        return None

    def _told(self) -> str:
        if self._ballot != "object":
            return ""
        return self._words.strip() if self._reason == OWN_WORDS else self._reason

    def _cast(self) -> Answer:
        why = self._why_not()
        if why or self._ballot is None:
            return Tell(why, "coral")
        forces = self._forces and self._ballot == "consent"
        return self._game.act(CastVote(self._ballot, forces, self._told()))

    def _why_not(self) -> str:
        view = self._game.view
        if view.vote is not None:
            return _("You have voted on this text; the others still do.")
        if self._ballot is None:
            return _("Choose how you vote first.")
        if self._ballot == "object" and not self._told():
            return _("Whoever objects says why: choose a reason or write one.")
        if self._ballot == "consent" and self._now is not None and self._now.own.red_lines:
            return _("The text crosses your red line, so you cannot consent.")
        return ""

    # Building.

    def build(self, width: float, height: float) -> Widget:
        view = self._game.view
        if view.final_ballot != self._final:
            self._final, self._ballot = view.final_ballot, None
        self._weigh()
        compact = width < WIDE
        side = 440 if compact else 520
        return Column(
            [
                turn_header(self._game, width),
                panes(
                    [
                        Pane("text", _("The text"), self._text(compact)),
                        Pane("vote", _("Your vote"), self._vote(side, compact)),
                    ],
                    width,
                    self._pane,
                    self._show_pane,
                ),
            ]
        )

    def _show_pane(self, pane: str) -> Answer:
        self._pane = pane
        return None

    def _text(self, compact: bool) -> Widget:
        view = self._game.view
        package = view.under_decision or view.in_force
        pad = 16 if compact else 24
        draft = view.draft(view.called)
        sponsors = draft.sponsors if draft else ()
        by = [member(self._game.table, n) for n in sponsors]
        about = _("Tabled by {members}.").format(members=listed(by)) if by else ""
        parts: list[Widget | None] = [
            Column(
                [
                    Label(_("Draft {number}").format(number=view.called), "title", "high"),
                    Label(f"{about} {rule_words(view)}".strip(), "caption", "low"),
                ],
                gap=4,
            ),
            self._withheld(view),
            text_pane(view, package),
            *self._table(view, compact),
        ]
        return Scroll(Column(parts, gap=16, padding=(18, pad, 24, pad)), name=_("The text"), grow=1)

    def _withheld(self, view: SeatView) -> Widget | None:
        if not view.final_ballot:
            return None
        return Callout(
            title=_("A final vote on what is left"),
            text=_(
                "Some members keep their forces back. Their part is struck out, and the rest is "
                "voted on again; this vote is final."
            ),
            icon="triangle-alert",
            tone="brass",
        )

    def _vote(self, width: float, compact: bool) -> Widget:
        view = self._game.view
        pad = 16 if compact else 24
        parts: list[Widget | None] = [Label(_("Your vote"), "heading", "high")]
        if view.vote is not None:
            parts.append(self._voted(view))
        else:
            parts += self._ballots(view)
        parts.append(Label(_("What it is to you"), "section", "high"))
        if self._now is None:
            parts.append(Label(_("Working it out."), "small", "low"))
        else:
            parts.append(worth_pane(view, self._now))
        why = self._why_not()
        cast = Button(
            _("Cast vote"),
            self._cast,
            kind="primary",
            shortcut="Enter",
            enabled=not why,
            reason=why,
            grow=1,
        )
        body = Scroll(
            Column(parts, gap=10, padding=(18, pad - 10, 16, pad)), name=_("Your vote"), grow=1
        )
        foot = Row([cast], padding=(14, pad), lines="top")
        return Column([body, foot], width=width, fill="panel", lines="left")

    def _voted(self, view: SeatView) -> Widget:
        assert view.vote is not None
        mark, word = next((m, w) for b, m, w in BALLOTS if b == view.vote.ballot)
        return Callout(
            title=_("You have voted: {ballot}").format(ballot=_(word).lower()),
            text=_("The votes are shown once all have voted."),
            icon="check",
            tone="teal" if mark == "supports" else "sky",
        )

    def _ballots(self, view: SeatView) -> list[Widget | None]:
        cards: list[Widget | None] = [
            self._card(view, ballot, mark, _(word)) for ballot, mark, word in BALLOTS
        ]
        parts: list[Widget | None] = [
            Column(cards, gap=8, region=True, role="radiogroup", name=_("Your vote"))
        ]
        if self._ballot == "object":
            parts.append(self._reason_row(view))
        if self._ballot == "consent" and self._own_levels(view):
            share = shares(view, view.under_decision or view.in_force)[view.seat]
            words = _("Count on our forces: {share} of the effort").format(
                share=per_cent(round(share * 1000))
            )
            parts.append(Checkbox(words, self._forces, self._set_forces))
            if not self._forces:
                parts.append(
                    Label(
                        _("Your part is struck out, and the rest is voted on again."),
                        "caption",
                        "low",
                    )
                )
        return parts

    def _own_levels(self, view: SeatView) -> bool:
        package = view.under_decision
        count = len(view.table.slots)
        own = package.levels[view.seat * count : (view.seat + 1) * count] if package else ()
        return any(own)

    def _card(self, view: SeatView, ballot: Ballot, mark: str, word: str) -> Widget:
        chosen = self._ballot == ballot
        lines = self._now.own.red_lines if self._now is not None else ()
        barred = _("The text crosses your red line.") if ballot == "consent" and lines else ""
        return Row(
            [
                Mark(mark, 22),
                Column(
                    [
                        Label(word, "strong/16", "high"),
                        Label(barred or ballot_words(view, ballot), "caption", "text", leading=1.3),
                    ],
                    grow=1,
                ),
            ],
            gap=14,
            padding=(9, 14),
            fill="control" if chosen else "card",
            edge="brass" if chosen else None,
            radius=8,
            role="radio",
            name=word,
            value="selected" if chosen else "",
            selected=chosen,
            on_press=self._choose(ballot),
            enabled=not barred,
            reason=barred,
            key=f"ballot {ballot}",
        )

    def _reason_row(self, view: SeatView) -> Widget:
        options = [
            Option(f"{r.part}:{r.subject}", self._reason_words(view, r)) for r in self._reasons()
        ]
        options.append(Option(OWN_WORDS, _("In your own words")))
        choice = Dropdown(options, self._reason or OWN_WORDS, self._set_reason, name=_("Reason"))
        field = None
        if (self._reason or OWN_WORDS) == OWN_WORDS:
            field = TextField(
                self._words,
                on_change=self._set_words,
                hint=_("Why you object"),
                name=_("Reason in your own words"),
                limit=300,
            )
        return Column([Label(_("Your reason"), "caption", "low"), choice, field], gap=4)

    def _reason_words(self, view: SeatView, reason: Reason) -> str:
        if reason.part in ("red_line", "reservation"):
            return sentence(reason_label(view.table, reason))
        return sentence(own_part(view, Part(reason.part, reason.subject, 0.0)))

    def _table(self, view: SeatView, compact: bool) -> list[Widget | None]:
        parts: list[Widget | None] = []
        if self._now is not None:
            seats = view.table.seats
            standings = [
                Standing(seats[f.member].short, seats[f.member].flag, f.lean)
                for f in self._now.members
                if f.member != view.seat
            ]
            parts += [
                Label(_("Likely vote"), "section", "high"),
                StanceRail(standings=standings, compact=compact),
            ]
        waiting = [n for n in view.table.members if not view.voted[n] and n != view.seat]
        if waiting:
            flags: list[Widget] = [
                Flag(
                    view.table.seats[n].flag,
                    24,
                    name=_("{member} has not voted").format(member=view.table.seats[n].name),
                    tooltip=view.table.seats[n].name,
                )
                for n in waiting
            ]
            parts.append(
                Row(
                    [
                        Icon("hourglass", 16),
                        Label(_("Still to vote"), "caption", "low", wrap=False),
                        Flow(flags, gap=6, grow=1),
                    ],
                    gap=8,
                )
            )
        return parts


def rule_words(view: SeatView) -> str:
    """The decision rule in a sentence."""
    rule = view.table.decision
    match rule.basis:
        case "consensus" if rule.silence:
            return _("It is adopted unless a member breaks silence.")
        case "consensus":
            return _("It is adopted unless a member objects.")
        case "unanimity":
            return _("It is adopted if every member consents.")
        case "opt_in":
            return _("It binds those who join, from {count} members on.").format(
                count=rule.smallest_coalition
            )
    share = f"{round(100 * rule.threshold)}%"
    if rule.inclusive:
        return _("It is adopted by at least {share} of the votes cast.").format(share=share)
    return _("It is adopted by more than {share} of the votes cast.").format(share=share)


def ballot_words(view: SeatView, ballot: Ballot) -> str:
    """What a ballot does under the table's rule, in a sentence."""
    rule = view.table.decision
    everyone = rule.basis == "majority"
    if ballot == "consent":
        if rule.silence:
            return _("You let the silence run, and the text binds you.")
        return _("You vote for the text, and it binds you if adopted.")
    if ballot == "abstain":
        if rule.basis == "unanimity" or rule.abstention_blocks:
            return _("Under this rule the text then fails.")
        if everyone:
            return _("You vote neither way; if adopted, the text still binds you.")
        return _("You do not block the text, and it does not bind you.")
    if rule.basis in ("consensus", "unanimity"):
        return _("You block the text and say why.")
    if everyone:
        return _("You vote against the text and say why; a majority may still bind you.")
    return _("You stay out and say why.")
