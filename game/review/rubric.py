"""The ten competencies in words: what each looks at, and what each of its four levels means."""

from __future__ import annotations

from dataclasses import dataclass

from game.texts.catalogue import N_

LEVELS = (N_("Weak"), N_("Developing"), N_("Sound"), N_("Strong"))
"""Names of the levels 1 to 4."""
THRESHOLDS = (0.30, 0.60, 0.85)
"""Share of the evidence's weight that speaks well from which a level 2, 3 and 4 is reached."""
LEAST_FOR_STRONG = 2
"""Pieces of good evidence without which nothing is called strong."""


@dataclass(frozen=True, slots=True)
class Competency:
    """What one competency looks at, and what to try where it is weak."""

    id: str
    name: str
    text: str
    advice: str


COMPETENCIES: tuple[Competency, ...] = (
    Competency(
        "prepares",
        N_("Prepares interests and red lines"),
        N_("Texts it tables, accepts and votes for serve its interests and respect its limits."),
        N_("Before you table or vote, look at your own worth of the text and at your limits."),
    ),
    Competency(
        "explores",
        N_("Explores interests before positions"),
        N_("Asks, sounds out and says what would move it before texts harden."),
        N_("Ask one member about an open term before you table anything."),
    ),
    Competency(
        "creates",
        N_("Creates value across issues"),
        N_("Its texts and links leave more members better off, by trades between issues."),
        N_("Link what you can give cheaply to what another needs dearly."),
    ),
    Competency(
        "claims",
        N_("Claims value with a BATNA in hand"),
        N_("Takes what beats its alternative, refuses what does not, and names its price."),
        N_("Know what you have without this text, and name the change that would turn you."),
    ),
    Competency(
        "builds",
        N_("Builds coalitions"),
        N_("Wins members for its texts, mends them for holdouts, and does not stand alone."),
        N_("Before a decision, find out who is missing and what would win it."),
    ),
    Competency(
        "reciprocates",
        N_("Reciprocates and keeps its word"),
        N_("Delivers what it owes, votes as it said, honours deals, and answers in kind."),
        N_("Promise what you will send, and send what you promised."),
    ),
    Competency(
        "shares",
        N_("Shares burdens fairly"),
        N_("Carries its part of the effort, measured by what each could give."),
        N_("Set your share beside your part of the table's means, turn by turn."),
    ),
    Competency(
        "institutions",
        N_("Uses institutions and law"),
        N_("Uses chair, agenda and capital; its texts pass at home and strengthen the law."),
        N_("When talks are stuck, ask the chair, or your capital, before you press on."),
    ),
    Competency(
        "time",
        N_("Manages time"),
        N_("Comes forward early, answers in time, and brings texts to decision."),
        N_("Table in the first round, so that there is a second one to mend it."),
    ),
    Competency(
        "communicates",
        N_("Communicates with purpose, openly or discreetly"),
        N_("Gives reasons, answers questions, and uses statements and soundings to an end."),
        N_("Give a reason with every no, and let a sounding lead to a text."),
    ),
)
"""All ten, in the order of the report."""

BY_ID = {competency.id: competency for competency in COMPETENCIES}
