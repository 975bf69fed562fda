"""Shots of a turn's screens: composing, deciding, delivering, the outcome and its causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.screens.composer import ComposerScreen
from game.client.screens.decision import DecisionScreen
from game.client.screens.delivery import DeliveryScreen
from game.client.screens.outcome import OutcomeScreen
from game.client.screens.why import WhyScreen
from game.client.shots import Shot
from game.engine.package import Alteration, Package
from game.engine.view import SeatView

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.inspect import Driver
    from game.client.screen import Screen
    from game.client.stages import Stages


def _composed(view: SeatView, *, across_a_limit: bool = False) -> tuple[int, Package]:
    """An open draft with one open term and two contributions changed."""
    draft = view.open_drafts[0]
    table, package = view.table, draft.package
    limits = {line.term: line.options for line in view.mind.red_lines if line.term}
    terms = sorted(view.agenda, key=lambda n: table.terms[n].id not in limits)
    for term in terms if across_a_limit else reversed(terms):
        answers = table.terms[term].answers
        barred = limits.get(table.terms[term].id, ())
        wanted = [n for n, a in enumerate(answers) if (a.id in barred) == across_a_limit]
        wanted = [n for n in wanted if n != package.terms[term]]
        if wanted:
            package = Alteration("term", term, wanted[-1]).applied(package)
            break
    other = 0 if view.seat else 1
    for member in (view.seat, other):
        place = table.level_place(member, 0)
        if view.stock[member][table.slots[0].resource] > package.levels[place]:
            package = Alteration("level", place, package.levels[place] + 1).applied(package)
    return draft.id, package


def _composer(app: App, stages: Stages) -> Screen:
    controller = stages.controller("second", app.worker)
    return ComposerScreen(controller, *_composed(controller.view))


def _limit(app: App, stages: Stages) -> Screen:
    controller = stages.controller("second", app.worker)
    return ComposerScreen(controller, *_composed(controller.view, across_a_limit=True))


def _new_text(app: App, stages: Stages) -> Screen:
    return ComposerScreen(stages.controller("second", app.worker))


def _sounding(app: App, stages: Stages) -> Screen:
    controller = stages.controller("second", app.worker)
    draft, package = _composed(controller.view)
    return ComposerScreen(controller, draft, package, sound_out=0)


def _decision(app: App, stages: Stages) -> Screen:
    return DecisionScreen(stages.controller("decision", app.worker))


def _delivery(app: App, stages: Stages) -> Screen:
    return DeliveryScreen(stages.controller("implementation", app.worker))


def _bound(app: App, stages: Stages) -> Screen:
    return DeliveryScreen(stages.controller("bound", app.worker))


def _outcome(app: App, stages: Stages) -> Screen:
    return OutcomeScreen(stages.controller("adopted", app.worker))


def _why(app: App, stages: Stages) -> Screen:
    controller = stages.controller("adopted", app.worker)
    return WhyScreen(controller, controller.table.tracks[0].id, controller.view.turn)


def _open_cause(driver: Driver) -> None:
    """Open the second cause of the number on show, or the only one."""
    if driver.has("Why?", "tab"):
        driver.click("Why?", "tab")
    rows = [w for w in driver.widgets() if w.role == "button" and ":" in w.key]
    driver.click(rows[min(1, len(rows) - 1)].name, "button")


def _read_rule(driver: Driver) -> None:
    _open_cause(driver)
    driver.click("Read the rule in the handbook")


SHOTS = (
    Shot("04_composer", _composer),
    Shot("04_composer_member", _composer, lambda driver: driver.press("2")),
    Shot("04_composer_red_line", _limit),
    Shot("04_composer_new", _new_text),
    Shot("04_composer_sounding", _sounding),
    Shot("04_composer_restrictions", _composer, lambda driver: driver.click("Restrictions")),
    Shot("05_decision", _decision),
    Shot("05_decision_consent", _decision, lambda driver: driver.click("Consent")),
    Shot("05_decision_object", _decision, lambda driver: driver.click("Object")),
    Shot("05_delivery", _bound),
    Shot("05_delivery_unbound", _delivery),
    Shot("05_delivery_short", _bound, lambda driver: driver.click("Nothing")),
    Shot("05_outcome", _outcome),
    Shot("05_outcome_cause", _outcome, _open_cause),
    Shot("05_outcome_rule", _outcome, _read_rule),
    Shot("05_why", _why),
)
"""In the order of a turn; numbers are those of the drawn designs."""
