"""Short words of the client's own pages: lengths, rules of decision, difficulty, dates."""

from __future__ import annotations

from datetime import datetime

from game.scenario.models.framework import DecisionSpec
from game.scenario.models.scenario import PresetSpec
from game.texts.catalogue import _
from game.texts.numbers import month

DIFFICULTY = {"introductory": 1, "standard": 2, "demanding": 3}


def difficulty(name: str) -> str:
    """The word for a scenario's difficulty."""
    words = {
        "introductory": _("Introductory"),
        "standard": _("Moderate"),
        "demanding": _("Demanding"),
    }
    return words[name]


def length(preset: PresetSpec) -> str:
    """How long a game takes: ``8 turns, 120 min``."""
    return _("{turns} turns, {minutes} min").format(turns=preset.turns, minutes=preset.minutes)


def decision_rule(decision: DecisionSpec) -> str:
    """A decision rule in two or three words."""
    if decision.basis == "consensus":
        return _("Consensus, silence procedure") if decision.silence else _("Consensus")
    words = {
        "unanimity": _("Unanimity"),
        "majority": _("Majority"),
        "opt_in": _("Coalition of the willing"),
    }
    return words[decision.basis]


def day(moment: datetime) -> str:
    """A day and time as a list shows it: ``4 March 2026, 18:05``, in this computer's zone."""
    local = moment.astimezone()
    return _("{day} {month}, {time}").format(
        day=local.day, month=month(local.year, local.month), time=f"{local:%H:%M}"
    )
