"""Before play: three questions on the rules, and what is still missing before a game may start."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.standing import Standing
from game.engine.commands import EFFORT
from game.engine.table import Table
from game.texts.catalogue import _


@dataclass(frozen=True, slots=True)
class Check:
    """A question on the rules; *right* is the place of the answer that fits, *why* its reason."""

    question: str
    answers: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """
    What is missing: ``seat/empty``, ``seat/no_head``, ``brief/unread``, ``check/unanswered`` or
    ``person/away``, for a seat and (where it is one's own) a person.
    """

    code: str
    seat: str
    person: str = ""

    @property
    def key(self) -> str:
        """One word for the log."""
        return f"{self.code} {self.seat}".strip()


def checks_of(table: Table) -> tuple[Check, ...]:
    """Return the three questions, whose answers follow from the scenario's own rules."""
    rules = _decisions()
    fits = next(n for n, (basis, _text) in enumerate(rules) if basis == table.decision.basis)
    spending = EFFORT["table_draft"]
    return (
        Check(
            _("How does this table decide?"),
            tuple(text for _basis, text in rules),
            fits,
            rules[fits][1],
        ),
        Check(
            _("What costs effort in a round?"),
            (
                _("Answering a draft, and voting."),
                _("Tabling a draft of one's own, and asking a member about its interests."),
                _("Telling a member something of oneself."),
            ),
            1,
            _(
                "Answers, votes and telling are free. Tabling a draft costs {cost} of the {effort} "
                "that a seat has in a round."
            ).format(cost=spending, effort=table.effort),
        ),
        Check(
            _("A text is adopted that names your ships, and you did not consent to send them."),
            (
                _("They sail: what is adopted binds everyone."),
                _("They stay: nobody's forces are sent without its own consent."),
                _("The chair decides."),
            ),
            1,
            _(
                "Contributions of an owner that does not consent drop out, and the rest is voted "
                "on once more."
            ),
        ),
    )


def _decisions() -> tuple[tuple[str, str], ...]:
    return (
        ("consensus", _("By consensus: a text passes if nobody objects.")),
        ("unanimity", _("By unanimity: every member must accept.")),
        ("majority", _("By majority: a set share of the votes must accept.")),
        ("opt_in", _("By joining: a text binds those who join it.")),
    )


def right_answers(table: Table, answers: tuple[int, ...]) -> int | None:
    """Return how many answers fit, None where they are not one for each question."""
    checks = checks_of(table)
    if len(answers) != len(checks):
        return None
    if any(not 0 <= a < len(c.answers) for a, c in zip(answers, checks, strict=True)):
        return None
    return sum(a == c.right for a, c in zip(answers, checks, strict=True))


def missing(standing: Standing, here: frozenset[str]) -> tuple[Missing, ...]:
    """Return what is missing before play; *here* are the persons who are connected now."""
    found = []
    for seat in standing.table.seats:
        if seat.id not in standing.people:
            continue
        persons = standing.delegation(seat.id)
        if not persons:
            found.append(Missing("seat/empty", seat.id))
            continue
        if standing.heads.get(seat.id) not in {p.id for p in persons}:
            found.append(Missing("seat/no_head", seat.id))
        for person in persons:
            if person.id not in here:
                found.append(Missing("person/away", seat.id, person.id))
            if not person.read:
                found.append(Missing("brief/unread", seat.id, person.id))
            if standing.plan.checks and not person.checked:
                found.append(Missing("check/unanswered", seat.id, person.id))
    return tuple(found)


def missing_sentence(table: Table, what: Missing) -> str:
    """Return what is missing in a sentence."""
    seat = table.seats[table.seat_places[what.seat]].name
    sentences = {
        "seat/empty": _("{seat} is empty: seat somebody there, or give it to the computer."),
        "seat/no_head": _("{seat} has no head: choose who signs for it."),
        "person/away": _("Somebody of {seat} is not connected."),
        "brief/unread": _("Somebody of {seat} has not read the brief."),
        "check/unanswered": _("Somebody of {seat} has not answered the questions on the rules."),
    }
    return sentences[what.code].format(seat=seat)
