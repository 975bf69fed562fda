"""The Gulf of Aden as shipped: sound, complete, and balanced on paper; play is tested elsewhere."""

import re
from collections.abc import Sequence
from functools import cache

import pytest

from game import paths
from game.engine.rules.registry import known_rules
from game.scenario.load import Loaded, load_scenario
from game.scenario.models.members import ChoicePosition, MemberSpec
from game.scenario.models.terms import ChoiceSpec, OptionSpec

SEATS = ["usa", "uk", "france", "china", "india", "japan", "kenya", "seychelles"]
TERMS = ["area", "command", "guards", "bmp", "detention", "ransom", "shore", "funding", "exit"]


@cache
def shipped() -> Loaded:
    """Load the scenario once."""
    folder = paths.scenarios() / "gulf_of_aden"
    return load_scenario(folder, rules=known_rules(), assets=paths.assets())


def choices() -> list[ChoiceSpec]:
    """Return its terms that are choices."""
    return [term for term in shipped().scenario.terms if isinstance(term, ChoiceSpec)]


def middles(member: MemberSpec, term: ChoiceSpec) -> dict[str, float]:
    """Return what a member makes of each option, at the middle of its ranges."""
    position = member.positions[term.id]
    assert isinstance(position, ChoicePosition)
    return {option: value.middle for option, value in position.values.items()}


def test_it_passes_its_checks_with_nothing_found() -> None:
    """Not even a warning or a note."""
    assert shipped().findings == ()


def test_seats_and_terms_are_those_of_the_fact_sheet() -> None:
    """Eight seats and nine terms, each with a brief and answers."""
    scenario = shipped().scenario
    assert [member.id for member in scenario.members] == SEATS
    assert [term.id for term in scenario.terms] == TERMS
    assert sorted(shipped().briefs) == sorted(SEATS)


def test_presets_last_one_to_four_hours() -> None:
    """Four lengths, the two-hour game by default."""
    presets = shipped().scenario.presets
    assert [preset.minutes for preset in presets] == [60, 90, 120, 240]
    assert [preset.minutes for preset in presets if preset.default] == [120]


@pytest.mark.parametrize("term", choices(), ids=lambda term: term.id)
def test_members_stand_on_different_sides_of_every_choice(term: ChoiceSpec) -> None:
    """At least two options are somebody's best, and every change is worse than now for somebody."""
    tables = [middles(member, term) for member in shipped().scenario.members]
    best = {max(table, key=lambda option: table[option]) for table in tables}
    assert len(best) >= 2
    for option in term.options:
        if option.id != term.status_quo:
            assert any(table[option.id] < table[term.status_quo] for table in tables), option.id


@pytest.mark.parametrize("term", choices(), ids=lambda term: term.id)
def test_the_status_quo_is_nowhere_worthless(term: ChoiceSpec) -> None:
    """What members have learnt to live with is worth half of the best at least."""
    for member in shipped().scenario.members:
        assert middles(member, term)[term.status_quo] >= 50, member.id


def _worth(option: OptionSpec) -> Sequence[float]:
    """Return an option's price and its levers, all of them such that more is better."""
    levers = {**dict.fromkeys(option.levers, 0.0), **option.levers}
    return (-option.depth, -option.cost, -sum(option.cost_to.values()), *levers.values())


@pytest.mark.parametrize("term", choices(), ids=lambda term: term.id)
def test_no_change_is_free(term: ChoiceSpec) -> None:
    """Every option that is not the status quo takes freedom of action, and money from somebody."""
    for option in term.options:
        if option.id != term.status_quo:
            assert option.depth > 0
            assert option.cost > 0 or any(cost > 0 for cost in option.cost_to.values())


def test_history_crosses_no_limit_that_cannot_be_waived() -> None:
    """What was practised could have been signed."""
    history = next(draft for draft in shipped().scenario.drafts if draft.id == "history")
    for member in shipped().scenario.members:
        for line in member.red_lines:
            if any(history.terms.get(term) in lifts for term, lifts in line.unless.items()):
                continue
            if line.term is not None:
                assert history.terms.get(line.term) not in line.options, line.id
            else:
                sent = sum(
                    given.level
                    for given in history.contributions
                    if (given.member, given.operation) == (member.id, line.operation)
                )
                assert line.level is not None
                assert sent <= line.level, line.id


def test_the_record_covers_every_turn() -> None:
    """Yearly sums of the record are those of the fact sheet, and each series has eight figures."""
    benchmark = shipped().scenario.benchmark
    assert benchmark is not None
    assert {len(figures) for figures in benchmark.series.values()} == {8}
    attacks = benchmark.series["attacks"]
    assert [attacks[n] + attacks[n + 1] for n in (0, 2, 4, 6)] == [217, 219, 237, 75]


def test_it_can_be_played_under_invented_names() -> None:
    """No real member's name is left in texts or briefs, except where an event names a place."""
    folder = paths.scenarios() / "gulf_of_aden"
    invented = load_scenario(folder, rules=known_rules(), aliases=True)
    real = re.compile("|".join(rf"\b{m.name}\b" for m in shipped().scenario.members))
    for text in invented.briefs.values():
        assert not real.search(text)
    for event in invented.scenario.events:
        assert not real.search(event.title + event.text)
