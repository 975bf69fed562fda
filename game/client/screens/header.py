"""The line over every screen of a turn: the game, its phase, turn and effort, who is thinking."""

from __future__ import annotations

from collections.abc import Callable

from game.client.controller import GameController
from game.client.layout import Column, Row, Space
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.basic import Emblem, Label
from game.client.widgets.controls import Button
from game.client.widgets.figures import EffortDiamonds, PhaseStepper
from game.texts.catalogue import N_, _

HEIGHT = 64
WIDE = 1500
"""Logical width from which a screen has room for words beside every mark."""
NARROW = 1100
"""Logical width below which a screen shows one pane at a time."""

PHASES = {
    "briefing": N_("Briefing"),
    "consultation": N_("Consultation"),
    "decision": N_("Decision"),
    "implementation": N_("Implementation"),
    "outcome": N_("Outcome"),
}


def turn_header(controller: GameController, width: float, *, planned: int = 0) -> Widget:
    """The header of a screen in a turn; *planned* is effort that a composed act would spend."""
    view, table = controller.view, controller.table
    compact, narrow = width < WIDE, width < NARROW
    phases = list(PHASES)
    current = phases.index(view.phase) if view.phase in PHASES else len(phases) - 1
    stepper: Widget = PhaseStepper([_(PHASES[p]) for p in phases], current, compact)
    if narrow:
        stepper = _fact(_("Phase"), _(PHASES[phases[current]]))
    title = Column(
        [
            Label(table.title, "heading/18", "high", ellipsis=True, max_lines=1, leading=1.2),
            Label(table.framework, "caption", "low", ellipsis=True, max_lines=1, leading=1.2),
        ],
        width=130 if narrow else 240 if compact else 340,
    )
    turn = _fact(_("Turn"), _("{turn} of {turns}").format(turn=view.turn, turns=table.turns))
    return Row(
        [
            None if narrow else Emblem(28 if compact else 32),
            title,
            Space(grow=1),
            stepper,
            Space(grow=1),
            turn,
            _effort(controller, planned, compact, narrow),
            _members(controller),
            Button(
                "",
                controller.menu,
                kind="quiet",
                icon="menu",
                small=True,
                name=_("Menu"),
                shortcut="F10",
            ),
        ],
        gap=10 if narrow else 16 if compact else 20,
        padding=(0, 16 if compact else 24),
        height=HEIGHT,
        fill="panel",
        lines="bottom",
        region=True,
        name=_("Turn"),
    )


def _fact(label: str, fact: str) -> Widget:
    return Column(
        [
            Label(label, "caption", "low", wrap=False, leading=1.3),
            Label(fact, "section/15", "high", wrap=False, leading=1.3),
        ]
    )


def _effort(controller: GameController, planned: int, compact: bool, narrow: bool) -> Widget:
    view = controller.view
    left = view.effort if view.phase == "consultation" else 0
    words = str(left) if compact else _("{count} left").format(count=left)
    label = _("Effort") if narrow else _("Diplomatic effort")
    diamonds = EffortDiamonds(left, min(planned, left), controller.table.effort)
    return Column(
        [
            Label(
                label,
                "caption",
                "low",
                wrap=False,
                leading=1.3,
                tooltip=_("What acts in the consultation cost. Each round brings it anew."),
            ),
            Row([Label(words, "section/15", "high", wrap=False, leading=1.3), diamonds], gap=8),
        ]
    )


def _members(controller: GameController) -> Widget:
    """Who is thinking, with the way to stop it; or that the table waits for the person."""
    label, act = _("Members"), None
    if controller.busy or controller.thinking:
        words = _("{member} thinks").format(member=controller.busy or _("The table"))
        act = Button("", _stopper(controller), kind="quiet", icon="pause", small=True)
        act.name = _("Stop the members")
    elif controller.paused:
        words = _("Stopped")
        act = Button("", _waker(controller), kind="quiet", icon="play", small=True)
        act.name = _("Let the members go on")
    else:
        words = _("Waiting for you")
    told = Column(
        [
            Label(label, "caption", "low", wrap=False, leading=1.3),
            Label(words, "section/15", "high", ellipsis=True, max_lines=1, leading=1.3),
        ],
        width=130,
    )
    return Row([told, act], gap=4)


def _stopper(controller: GameController) -> Callable[[], Answer]:
    def act() -> Answer:
        controller.cancel_thinking()
        return None

    return act


def _waker(controller: GameController) -> Callable[[], Answer]:
    def act() -> Answer:
        controller.wake()
        return None

    return act
