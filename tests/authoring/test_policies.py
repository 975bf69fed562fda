"""Fifty seeds a policy on the Gulf of Aden: what whole tables of one manner do to the theatre.

Half an hour on two processors. After a change of rules or members that is meant, write the table
anew, read it, and judge it:
``DEMARCHE_ACCEPT=1 python3 -m tests -m long tests/authoring/test_policies.py``
"""

from __future__ import annotations

import os
import sys

import pytest

from game import paths
from game.authoring.study import DEFAULT, Study, study, told
from game.engine.rules.registry import known_rules
from game.engine.setting import preset_of
from game.scenario.load import load_scenario
from tests.golden import hold_to

POLICIES = (DEFAULT, "cooperator", "always_accept", "always_refuse", "free_rider")
SEEDS = range(1, 51)

# Which way the facts point, beside the scenario's own styles: more (+1) or less (−1).
# Joint effort that is delivered deters, costs, is believed, and serves all: dynamics B1 and B2,
# and the record of 2009 to 2012, when attacks fell only after most had joined in and paid. Without
# agreement some still send ships on their own account, which costs less and lets attacks grow.
# Who promises and does not deliver saves the money and loses the trust.
EXPECTED = {
    "cooperator": {"last": -1, "total": -1, "cost": +1, "trust": +1, "score": +1, "common": +1},
    "always_refuse": {
        "last": +1,
        "total": +1,
        "cost": -1,
        "trust": -1,
        "score": -1,
        "common": -1,
        "adopting": -1,
        "late": -1,
    },
    "free_rider": {
        "last": +1,
        "total": +1,
        "cost": -1,
        "trust": -1,
        "score": -1,
        "common": -1,
        "adopting": -1,
    },
}
# Accepting everything is beside refusing everything what agreement is beside none.
EXPECTED_BESIDE_REFUSING = {"last": -1, "total": -1, "cost": +1, "trust": +1, "adopting": +1}


@pytest.fixture(scope="module")
def found() -> Study:
    """All games, on every processor there is."""
    loaded = load_scenario(paths.scenarios() / "gulf_of_aden", rules=known_rules())
    preset = preset_of(loaded.scenario, None)
    assert preset is not None
    return study(loaded, POLICIES, SEEDS, preset.id, jobs=os.cpu_count() or 1, progress=_shown)


def _shown(done: int, of: int) -> None:
    print(f"{done} of {of} games", file=sys.__stderr__, end="\r", flush=True)


@pytest.mark.long
def test_the_table_is_as_it_was_read(found: Study) -> None:
    """The figures are those that were judged."""
    hold_to("policies_gulf_of_aden.txt", told(found))


@pytest.mark.long
@pytest.mark.parametrize("policy", EXPECTED)
def test_a_manner_changes_the_theatre_as_the_facts_say(found: Study, policy: str) -> None:
    """Attacks, cost, trust and scores differ in the direction of the facts, and surely so."""
    wrong = {}
    for measure, sign in EXPECTED[policy].items():
        gap = found.difference(policy, measure)
        if not gap.excludes_zero or gap.mean * sign <= 0:
            wrong[measure] = gap
    assert not wrong


@pytest.mark.long
def test_accepting_all_is_beside_refusing_all_what_agreement_is_beside_none(found: Study) -> None:
    """Fewer attacks, at a cost, with more trust."""
    wrong = {}
    for measure, sign in EXPECTED_BESIDE_REFUSING.items():
        gap = found.difference("always_accept", measure, base="always_refuse")
        if not gap.excludes_zero or gap.mean * sign <= 0:
            wrong[measure] = gap
    assert not wrong


@pytest.mark.long
def test_most_games_adopt_something_in_their_second_half(found: Study) -> None:
    """The table stays alive: with the scenario's own styles, in at least two games of three."""
    assert found.mean(DEFAULT, "late") >= 2 / 3
