"""Decision rules: from votes to a decision, for every rule put together from parts."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.commands import Ballot
from game.engine.sums import added
from game.engine.table import Table
from game.scenario.models.framework import DecisionSpec

SLACK = 0.0005
"""Two thirds written as 0.667, and eleven of twenty as 0.55, are reached by just so many."""
NOISE = 1e-9
"""Where a share must be passed, what weights in decimals miss of it in binary does not pass it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text passed, who is bound, who stood against it, and why (a code)."""

    adopted: bool
    parties: tuple[bool, ...]
    blockers: tuple[int, ...]
    why: str


def default_ballot(table: Table) -> Ballot:
    """What a seat that says nothing has voted: silence is assent only where the rule says so."""
    return "consent" if table.decision.silence else "abstain"


def tally(table: Table, ballots: tuple[Ballot, ...]) -> Verdict:
    """
    Decide by the table's rule; *ballots* run in the order of seats.

    Seats whose role has no vote are bound by what voters decide. Who abstains stays out, unless
    a majority binds all. Codes: ``adopted``, ``objection``, ``veto``, ``abstention``,
    ``too_few``, ``too_few_members``.
    """
    rule = table.decision
    may_vote = [not rule.voters or seat.role in rule.voters for seat in table.seats]
    voters = [n for n in table.members if may_vote[n]]
    against = tuple(n for n in voters if ballots[n] == "object")
    abstained = tuple(n for n in voters if ballots[n] == "abstain")
    consenting = [n for n in voters if ballots[n] == "consent"]
    bound = tuple(not may_vote[n] or ballots[n] == "consent" for n in table.members)
    nobody = (False,) * len(table.seats)

    vetoing = tuple(n for n in against if table.seats[n].id in rule.vetoes)
    if vetoing:
        return Verdict(False, nobody, vetoing, "veto")
    if rule.basis == "opt_in":
        if len(consenting) < rule.smallest_coalition:
            blockers = tuple(sorted((*against, *abstained)))
            return Verdict(False, nobody, blockers, "too_few")
        return Verdict(True, bound, (), "adopted")
    if rule.basis in ("consensus", "unanimity"):
        if against:
            return Verdict(False, nobody, against, "objection")
        if abstained and rule.abstention_stops:
            return Verdict(False, nobody, abstained, "abstention")
        if not consenting:
            return Verdict(False, nobody, abstained, "too_few")
        return Verdict(True, bound, (), "adopted")
    return _majority(table, len(voters), consenting, against, abstained, nobody)


def _majority(
    table: Table,
    voters: int,
    consenting: list[int],
    against: tuple[int, ...],
    abstained: tuple[int, ...],
    nobody: tuple[bool, ...],
) -> Verdict:
    rule = table.decision

    def weight(seats: list[int]) -> float:
        return added(table.seats[n].voting_weight if rule.weighted else 1.0 for n in seats)

    cast = list(consenting) + list(against)
    blockers = against
    if rule.abstention_stops:
        cast += list(abstained)
        blockers = tuple(sorted((*against, *abstained)))
    if not consenting or not _reached(weight(consenting), weight(cast), rule):
        return Verdict(False, nobody, blockers, "too_few")
    if len(consenting) < voters * (rule.members_share - SLACK):
        return Verdict(False, nobody, blockers, "too_few_members")
    return Verdict(True, (True,) * len(table.seats), (), "adopted")


def _reached(reached: float, cast: float, rule: DecisionSpec) -> bool:
    if rule.inclusive:
        return reached >= cast * (rule.threshold - SLACK)
    return reached > cast * rule.threshold * (1 + NOISE)
