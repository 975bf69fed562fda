"""Decision rules: what a set of ballots comes to under each, and whose forces stay in a text."""

from __future__ import annotations

from ast import literal_eval
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import commands as c
from game.engine.commands import Ballot
from game.engine.table import Table
from game.engine.voting import default_ballot, tally
from tests.engine.play import (
    adopted,
    after,
    delivered,
    done,
    expired,
    of,
    package,
    refused,
    tabled,
    to_decision,
    until,
    value,
    voted,
)
from tests.fixtures import small_game, small_setting

LETTERS: dict[str, Ballot] = {"y": "consent", "n": "object", "-": "abstain"}


@lru_cache(maxsize=128)
def _table(decision: str, roles: str = "mmm", weights: tuple[float, ...] = (3, 2, 1)) -> Table:
    """A table of as many seats as there are roles: m is a member, p a party."""

    def edit(raw: dict[str, Any]) -> None:
        first = raw["members"][0]
        while len(raw["members"]) < len(roles):
            number = len(raw["members"])
            raw["members"].append(first | {"id": f"extra{number}", "red_lines": [], "trust": {}})
        for member, role, weight in zip(raw["members"], roles, weights, strict=True):
            member["role"] = {"m": "member", "p": "party"}[role]
            member["voting_weight"] = weight

    return small_setting(edit=edit, decision=literal_eval(decision)).table


@dataclass(frozen=True)
class Case:
    """Ballots in the order of seats (y consents, n objects, - abstains) and what they come to."""

    decision: dict[str, Any]
    ballots: str
    why: str
    parties: str = ""
    blockers: tuple[int, ...] = ()
    roles: str = "mmm"
    weights: tuple[float, ...] = field(default=(3, 2, 1))


CONSENSUS = {"basis": "consensus"}
SILENCE = {"basis": "consensus", "silence": True}
UNANIMITY = {"basis": "unanimity"}
SIMPLE = {"basis": "majority"}
TWO_THIRDS = {"basis": "majority", "threshold": 0.667, "inclusive": True}
WEIGHTED = {"basis": "majority", "weighted": True}
DOUBLE = {"basis": "majority", "weighted": True, "threshold": 0.55, "members_share": 0.5}
VETO = {"basis": "majority", "vetoes": ["alba"]}
OPT_IN = {"basis": "opt_in", "smallest_coalition": 2}
MEDIATED = {"basis": "consensus", "voters": ["party"]}

CASES = (
    # Consensus: nobody objects; who abstains stays out.
    Case(CONSENSUS, "yyy", "adopted", "yyy"),
    Case(CONSENSUS, "yy-", "adopted", "yyn"),
    Case(CONSENSUS, "yyn", "objection", blockers=(2,)),
    Case(CONSENSUS, "nyn", "objection", blockers=(0, 2)),
    Case(CONSENSUS, "---", "too_few", blockers=(0, 1, 2)),
    Case(SILENCE, "yyy", "adopted", "yyy"),
    Case(SILENCE, "yny", "objection", blockers=(1,)),
    Case(CONSENSUS | {"abstention_blocks": True}, "yy-", "abstention", blockers=(2,)),
    Case(SILENCE | {"abstention_blocks": True}, "yy-", "adopted", "yyn"),
    # Unanimity: all accept.
    Case(UNANIMITY, "yyy", "adopted", "yyy"),
    Case(UNANIMITY, "yy-", "abstention", blockers=(2,)),
    Case(UNANIMITY, "y-n", "objection", blockers=(2,)),
    # Constructive abstention: the text passes without binding who abstained.
    Case({"basis": "unanimity", "abstention_blocks": False}, "yy-", "adopted", "yyn"),
    Case({"basis": "unanimity", "abstention_blocks": False}, "yyn", "objection", blockers=(2,)),
    # Majorities bind everyone; half is not more than half.
    Case(SIMPLE, "yyn", "adopted", "yyy"),
    Case(SIMPLE, "ynn", "too_few", blockers=(1, 2)),
    Case(SIMPLE, "y-n", "too_few", blockers=(2,)),
    Case(SIMPLE, "y--", "adopted", "yyy"),
    Case(SIMPLE | {"abstention_blocks": True}, "y--", "too_few", blockers=(1, 2)),
    Case(SIMPLE, "---", "too_few"),
    Case(SIMPLE | {"inclusive": True}, "y-n", "adopted", "yyy"),
    # Two thirds are reached by two of three and by four of six, not by three of five.
    Case(TWO_THIRDS, "yyn", "adopted", "yyy"),
    Case(TWO_THIRDS, "ynn", "too_few", blockers=(1, 2)),
    Case(TWO_THIRDS, "yyyynn", "adopted", "yyyyyy", roles="mmmmmm", weights=(1,) * 6),
    Case(TWO_THIRDS, "yyynn", "too_few", blockers=(3, 4), roles="mmmmm", weights=(1,) * 5),
    Case(TWO_THIRDS | {"inclusive": False, "threshold": 2 / 3}, "yyn", "too_few", blockers=(2,)),
    # Weights: three against two and one is half of six.
    Case(WEIGHTED, "ynn", "too_few", blockers=(1, 2)),
    Case(WEIGHTED, "yny", "adopted", "yyy"),
    Case(WEIGHTED, "nyy", "too_few", blockers=(0,)),
    Case(
        {"basis": "majority", "weighted": True, "threshold": 0.3, "inclusive": True},
        "ynn",
        "adopted",
        "yyy",
        weights=(0.3, 0.2, 0.5),
    ),
    Case(
        {"basis": "majority", "weighted": True, "threshold": 0.55, "inclusive": True},
        "ynn",
        "adopted",
        "yyy",
        weights=(11, 8, 1),
    ),
    # Double majority: by weight, and by the number of members, of whom all count.
    Case(DOUBLE, "yyn", "adopted", "yyy"),
    Case(DOUBLE, "ynn", "too_few_members", blockers=(1, 2), weights=(9, 2, 1)),
    Case(DOUBLE, "nyy", "too_few", blockers=(0,)),
    Case(DOUBLE, "y--", "too_few_members"),
    # A veto stops what has a majority; an abstention of its holder does not.
    Case(VETO, "nyy", "veto", blockers=(0,)),
    Case(VETO, "-yy", "adopted", "yyy"),
    Case(VETO, "yyn", "adopted", "yyy"),
    # Opt-in: who joins is bound, if enough do; nobody can stop the others.
    Case(OPT_IN, "yyn", "adopted", "yyn"),
    Case(OPT_IN, "yy-", "adopted", "yyn"),
    Case(OPT_IN, "ynn", "too_few", blockers=(1, 2)),
    # Roles: mediators have no vote, and are bound by what the parties decide.
    Case(MEDIATED, "nyy", "adopted", "yyy", roles="mpp"),
    Case(MEDIATED, "yny", "objection", blockers=(1,), roles="mpp"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.decision}{case.ballots}"[11:])
def test_ballots_come_to(case: Case) -> None:
    """Each rule decides each set of ballots as its members would expect."""
    table = _table(repr(case.decision), case.roles, tuple(case.weights)[: len(case.roles)])
    verdict = tally(table, tuple(LETTERS[b] for b in case.ballots))
    assert verdict.why == case.why
    assert verdict.adopted == (case.why == "adopted")
    bound = "".join("y" if party else "n" for party in verdict.parties)
    assert bound == (case.parties or "n" * len(case.ballots))
    assert verdict.blockers == case.blockers


RULES = (CONSENSUS, SILENCE, UNANIMITY, SIMPLE, TWO_THIRDS, WEIGHTED, DOUBLE, VETO, OPT_IN)


@given(rule=st.sampled_from(RULES), ballots=st.text("yn-", min_size=3, max_size=3))
def test_one_more_consent_never_sinks_a_text(rule: dict[str, Any], ballots: str) -> None:
    """Who turns from no or abstention to consent does not make an adopted text fail."""
    table = _table(repr(rule))
    if not tally(table, tuple(LETTERS[b] for b in ballots)).adopted:
        return
    for place in range(3):
        better = ballots[:place] + "y" + ballots[place + 1 :]
        assert tally(table, tuple(LETTERS[b] for b in better)).adopted


@given(rule=st.sampled_from(RULES), ballots=st.text("yn-", min_size=3, max_size=3))
def test_a_failure_names_who_stood_against_it(rule: dict[str, Any], ballots: str) -> None:
    """Blockers are among those who did not consent, and an adopted text has none."""
    verdict = tally(_table(repr(rule)), tuple(LETTERS[b] for b in ballots))
    assert all(ballots[n] != "y" for n in verdict.blockers)
    assert not (verdict.adopted and verdict.blockers)
    assert any(verdict.parties) == verdict.adopted


def test_silence_is_consent_only_where_the_rule_says_so() -> None:
    """A seat that lets the clock run has consented under silence, and abstained elsewhere."""
    assert default_ballot(_table(repr(SILENCE))) == "consent"
    assert default_ballot(_table(repr(CONSENSUS))) == "abstain"
    for decision, parties in ((SILENCE, (True, True, True)), (CONSENSUS, (True, False, False))):
        state = small_game(decision=decision)
        state = to_decision(until(state, "consultation"), package(state, ("area", "strait")))
        state = expired(after(state, "alba", c.CastVote("consent")))
        assert state.agreement is not None
        assert state.agreement.parties == parties


def test_silence_across_a_red_line_objects() -> None:
    """A seat without an answer does not let a text pass that its instructions forbid."""
    state = until(small_game(), "consultation")
    state = to_decision(state, package(state, ("protection", "75")))
    result = done(state, "clock", c.ClockExpired("decision"))
    votes = {v.seat: v for v in of(result.events, "vote_cast")}  # type: ignore[attr-defined]
    assert votes[1].ballot == "object"
    assert votes[1].reason
    assert votes[2].silent
    assert result.state.agreement is None
    assert refused(state, "brava", c.CastVote("consent")) == "red_line/crossed"


def test_an_objection_names_a_reason() -> None:
    """Whoever breaks the silence says why."""
    state = until(small_game(), "consultation")
    state = to_decision(state, package(state, ("area", "strait")))
    assert refused(state, "brava", c.CastVote("object", True, "  ")) == "vote/reason_missing"
    assert refused(after(state, "brava", c.CastVote("consent")), "brava", c.CastVote("consent"))


def _with_forces(decision: dict[str, Any]) -> Any:
    state = until(small_game(decision=decision), "consultation")
    text = package(state, ("area", "strait"), alba_escort=2, brava_escort=1)
    return to_decision(state, text), text


def test_forces_without_their_owners_leave_drop_out() -> None:
    """A text without a withheld contribution is voted on again, and then in force without it."""
    state, text = _with_forces(SILENCE)
    result = voted(state, (("consent", True), ("consent", False), ("consent", True)))
    withheld = of(result.events, "forces_withheld")
    assert [event.owners for event in withheld] == [(1,)]  # type: ignore[attr-defined]
    state = result.state
    assert (state.phase, state.final_ballot, state.votes) == ("decision", True, (None,) * 3)
    assert state.agreement is None
    state = voted(state, ("consent", "consent", "consent")).state
    assert state.agreement is not None
    assert sum(state.agreement.package.levels) == sum(text.levels) - 1
    assert state.owed(1) == (0, 0, 0)


def test_the_second_ballot_is_final() -> None:
    """There is no third: what an owner withholds only then drops out without another vote."""
    state, _ = _with_forces(SILENCE)
    state = voted(state, ("consent", ("consent", False), "consent")).state
    result = voted(state, (("consent", False), "consent", "consent"))
    assert of(result.events, "forces_withheld") == []
    agreement = result.state.agreement
    assert agreement is not None
    assert sum(agreement.package.levels) == 0


@pytest.mark.parametrize("again", ["object", "abstain"])
def test_no_majority_sends_the_forces_of_a_member_against_its_will(again: str) -> None:
    """Outvoted in the last ballot, a member is bound by the terms, not to its forces in them."""
    state, _ = _with_forces(SIMPLE)
    state = voted(state, ("consent", ("consent", False), "consent")).state
    state = voted(state, (again, "consent", "consent")).state
    assert state.agreement is not None
    assert state.agreement.parties == (True, True, True)
    assert state.owed(0) == (0, 0, 0)


def test_a_rejected_text_fails_at_once() -> None:
    """What does not pass needs no second ballot, and leaves what was in force."""
    state, _ = _with_forces(SILENCE)
    result = voted(state, ("consent", ("object", False), "consent"))
    assert of(result.events, "forces_withheld") == []
    assert result.state.phase == "implementation"
    assert result.state.agreement is None
    assert result.state.drafts[-1].status == "failed"


def test_a_failed_amendment_leaves_the_agreement() -> None:
    """An adopted text holds while amendments to it fail."""
    state = until(small_game(), "consultation")
    state = adopted(state, package(state, ("area", "strait"), ("exit", "later"), alba_escort=1))
    first = state.agreement
    state = until(expired(delivered(state)), "consultation")
    state, number = tabled(state, "alba", package(state, alba_escort=2))
    state = until(after(state, "alba", c.CallDecision(number)), "decision")
    state = voted(state, ("consent", "object", "consent")).state
    assert state.agreement is not None
    assert first is not None
    assert state.agreement.package == first.package
    assert value(state, "spent/alba") > 0
