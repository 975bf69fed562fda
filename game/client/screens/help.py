"""How to play in one page: the course of a turn, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.layout import Column, Row, Space
from game.client.screen import Answer, Pop, Screen
from game.client.screens.markdown import spans
from game.client.widget import Widget
from game.client.widgets.basic import Label
from game.client.widgets.controls import Button
from game.client.widgets.dialogs import dialog_tree
from game.client.widgets.tags import KeyHint
from game.texts.catalogue import N_, _

COURSE = (
    N_("**Briefing.** Read what has happened, what the press says, and which terms are open."),
    N_(
        "**Consultation.** Ask members what they want, sound them out, table and amend drafts, "
        "link one issue to another. Each act costs effort; answers are free. A refusal has a "
        "price: look for what a member asks. Pass when you have done with the round."
    ),
    N_(
        "**Decision.** A draft that somebody put to decision is voted on. Whoever owns forces "
        "must consent to send them."
    ),
    N_("**Implementation.** You choose what you really send. Others notice what is missing."),
    N_("**Outcome.** Every number that moved tells why. Ask it."),
)
KEYS = (
    ("Tab", N_("Next control or group")),
    ("Arrows", N_("Within a group")),
    ("Enter", N_("Do it")),
    ("Esc", N_("Back; at the table, the menu")),
    ("F1", N_("This page")),
    ("F10", N_("Menu")),
    ("Ctrl++", N_("Larger; Ctrl+- smaller")),
    ("P", N_("Propose changes")),
    ("A", N_("Answer the draft")),
    ("T", N_("Talk to a member")),
    ("1 to 9", N_("A member, yourself first")),
    ("N", N_("Positions of all members")),
    ("E", N_("Events")),
    ("O", N_("More acts")),
    ("D", N_("Done with the round")),
    ("W", N_("Why did it change?")),
)


class HelpScreen(Screen):
    """The course of a turn and the keys, over the screen that was left."""

    title = "How to play"
    overlay = True
    first_focus = "Close"

    def build(self, width: float, height: float) -> Widget:
        course = [Label(spans(_(text))) for text in COURSE]
        body: Sequence[Widget] = [
            Label(_("A turn"), "section", "high"),
            *course,
            Space(4),
            Label(_("Keys"), "section", "high"),
            _keys(2 if width >= 760 else 1),
        ]
        close = Button(_("Close"), self._close, kind="primary", shortcut="Enter")
        return dialog_tree(
            _("How to play"),
            body,
            [close],
            wide=min(760, width - 32),
            high=min(680, height - 32),
        )

    def _close(self) -> Answer:
        return Pop()


def _keys(columns: int) -> Widget:
    hints: list[Widget] = [KeyHint(keys, _(text), height=30) for keys, text in KEYS]
    share = -(-len(hints) // columns)
    parts = [Column(hints[n * share : (n + 1) * share], grow=1) for n in range(columns)]
    return Row(list(parts), gap=24, across="start")
