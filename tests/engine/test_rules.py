"""Each rule moves what it says in the direction it says, within bounds, and only while it is on."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.quantities import FULL
from game.engine.rules.base import Parameter, Rule
from game.engine.rules.course import over
from game.engine.rules.registry import ORDER, known_rules
from game.scenario.models.scenario import RuleSetting
from tests.engine.play import adopted, delivered, package, until
from tests.engine.turns import Turn, agreed, always, never, turn
from tests.fixtures import play_random, small_game, small_setting

IDS = [rule.id for rule in ORDER]
ALL = pytest.mark.parametrize("rule", ORDER, ids=IDS)


# --------------------------------------------------------------------------- what holds for all


def _turns(data: st.DataObject, **rules: object) -> Turn:
    """Any turn: quantities anywhere within bounds, any deeds that stocks allow, and more."""
    base = turn(**rules)
    table = base.table
    bounds = table.layout.bounds
    values = tuple(
        data.draw(st.one_of(st.sampled_from((low, min(high, 10 * FULL))), _between(low, high)))
        for low, high in bounds
    )
    count = len(base.inputs.levels)
    flags = st.tuples(*[st.booleans()] * 3)
    levels = st.lists(st.integers(0, 6), min_size=count, max_size=count).map(tuple)
    parties = data.draw(flags)
    return Turn(base.setting, values, base.inputs).having(
        turn=data.draw(st.integers(1, 8)),
        terms=tuple(data.draw(st.integers(0, len(t.answers) - 1)) for t in table.terms),
        in_force=any(parties),
        parties=parties,
        levels=data.draw(levels),
        owed=tuple(
            n if parties[place // len(table.slots)] else 0
            for place, n in enumerate(data.draw(levels))
        ),
        caveats=data.draw(
            st.lists(st.sampled_from((0, 500, 1000)), min_size=count, max_size=count).map(tuple)
        ),
        excused=data.draw(flags),
        payments=data.draw(st.sampled_from(((), ((0, 1, 700),), ((0, 1, 700), (1, 2, 40))))),
        exercises=data.draw(st.tuples(*[st.integers(0, 2)] * 3)),
    )


def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(max(low, -10 * FULL), min(high, 10 * FULL))


@settings(max_examples=80)
@given(data=st.data())
def test_a_turn_keeps_bounds_and_adds_up(data: st.DataObject) -> None:
    """From anywhere, every quantity ends within its bounds, moved by its entries alone."""
    start = _turns(data)
    course = start.run(data.draw(st.sampled_from((never, always)))).course
    moved = list(start.values)
    bounds = start.table.layout.bounds
    for place, entry in ((e.place, e) for e in course.entries):
        moved[place] += entry.amount
        assert isinstance(entry.amount, int)
        assert entry.amount
    assert moved == course.values
    for value, (low, high) in zip(moved, bounds, strict=True):
        assert low <= value <= high


def _awake(start: Turn) -> Turn:
    """The turn with a network of some size: shares of next to nothing are mere rounding."""
    layout = start.table.layout
    some = ("activity", "capacity", "profit")
    values = tuple(
        max(value, 5_000) if layout.kind(place) in some else value
        for place, value in enumerate(start.values)
    )
    return Turn(start.setting, values, start.inputs)


NO_LEAK = {"information_sharing": {"set": {"leak": 0.0}}}


@settings(max_examples=80)
@given(data=st.data())
def test_a_projection_is_the_turn_itself_where_nothing_is_left_to_chance(
    data: st.DataObject,
) -> None:
    """Up to what entries are rounded by, members project what then happens."""
    start = _awake(_turns(data, **NO_LEAK))
    happened = start.run(always).course
    entries = len(happened.entries)
    for key, real, projected in zip(
        start.table.layout.keys, happened.values, start.project(), strict=True
    ):
        assert abs(real - projected) <= 3 + entries / 20, key


def test_a_projection_expects_what_dice_decide() -> None:
    """The projected picture lies between the turns with and without a leak."""
    start = agreed().sends(alba_picture=3).at(information=60_000)
    place = start.table.layout.places["information"]
    worst, best = start.run(always).value("information"), start.run(never).value("information")
    assert worst < start.project()[place] < best


@cache
def _written() -> dict[str, set[str]]:
    """By rule, the kinds of quantities that it moved in a number of games."""
    found: dict[str, set[str]] = defaultdict(set)
    for seed in range(8):
        state = play_random(small_game(seed, preset="long"), seed)
        layout = state.setting.table.layout
        for record in state.records:
            for entry in record.entries:
                found[entry.rule].add(layout.kind(entry.place))
    return found


@ALL
def test_a_rule_writes_what_its_register_says(rule: Rule) -> None:
    """The register of assumptions names every quantity that a rule moves, and no other."""
    assert _written()[rule.id] == {write.quantity for write in rule.writes}


@ALL
def test_a_rule_switched_off_moves_nothing(rule: Rule) -> None:
    """With it off, no entry names it; with it on, the same game has some."""
    off = {rule.id: {"on": False}}
    for rules, some in (({}, True), (off, False)):
        seen = 0
        for seed in range(3):
            state = play_random(small_game(seed, preset="long", rules=rules), seed)
            seen += sum(e.rule == rule.id for r in state.records for e in r.entries)
        assert bool(seen) == some


def _parameters() -> list[tuple[Rule, Parameter]]:
    return [(rule, parameter) for rule in ORDER for parameter in rule.parameters]


@cache
def _samples(rules: str) -> tuple[Turn, ...]:
    """Turns so different that every parameter should tell in one of them."""
    from ast import literal_eval

    settings_: dict[str, object] = literal_eval(rules)
    base = agreed(**settings_)
    busy = base.terms(area="open_water", protection="75", exit="handover").sends(
        alba_escort=2, brava_escort=2, alba_patrol=3, alba_picture=3, corso_picture=1
    )
    return (
        turn(**settings_),
        base,
        busy,
        busy.having(payments=((0, 1, 900),), exercises=(1, 1, 0)),
        busy.gives(brava_escort=0).having(excused=(False, True, False)),
        busy.gives(brava_escort=0).at(reputation__brava=9_000, trust__alba__corso=95_000),
        busy.having(parties=(True, True, False)).at(resentment__alba=60_000, information=90_000),
        turn(**settings_).gives(alba_escort=5).at(activity__raiders__strait=90_000),
        busy.at(capacity__raiders=90_000, profit__raiders=90_000, exposure__alba=2_000),
        Turn(small_setting(edit=_with_trials, rules=settings_), busy.values, busy.inputs),
    )


def _with_trials(raw: dict[str, Any]) -> None:
    """Courts take the place of the common picture."""
    raw["operations"][2]["kind"] = "finish"


@cache
def _untuned() -> tuple[object, ...]:
    return _fingerprint(_samples("{}"))


def _fingerprint(turns: tuple[Turn, ...]) -> tuple[object, ...]:
    return tuple(tuple(t.run(roll).course.values) for t in turns for roll in (never, always))


@pytest.mark.parametrize(
    ("rule", "parameter"), _parameters(), ids=lambda x: getattr(x, "id", None) or x.name
)
def test_every_parameter_tells(rule: Rule, parameter: Parameter) -> None:
    """No parameter is idle, and its whole range can be run."""
    assert parameter.low <= parameter.default <= parameter.high
    changed = False
    for number in (parameter.low, parameter.high):
        rules = {rule.id: {"set": {parameter.name: float(number)}}}
        changed |= _fingerprint(_samples(repr(rules))) != _untuned()
    if (rule.id, parameter.name) == ("pooled_cost", "friction"):
        assert not changed  # it tells only at tables of more than ten members
        return
    assert changed


def test_rules_are_known_by_id_with_their_parameters() -> None:
    """What a scenario may tune is what there is, each once, in a fixed order."""
    assert len(set(IDS)) == len(IDS) == 13
    known = known_rules()
    assert list(known) == IDS
    tuned = {
        rule.id: RuleSetting(set={p.name: p.default for p in rule.parameters}) for rule in ORDER
    }
    assert all(set(setting.set) == known[rule] for rule, setting in tuned.items())
    for rule in ORDER:
        for said in (rule.name, rule.concept, rule.assumption, rule.formula, rule.literature):
            assert said
        assert rule.reads
        assert rule.writes


def test_rates_a_quarter_compound_over_a_turn() -> None:
    """Two quarters at a half leave a quarter; a third of one takes its third."""
    assert over(0.5, 2) == 0.75
    assert over(0.0, 4) == 0
    assert over(0.3, 1) == pytest.approx(0.3)
    assert over(0.3, 1 / 3) == pytest.approx(0.1)
    assert over(0.2, 8) < 1


# ------------------------------------------------------------------------- forces and the threat


def test_escort_in_one_water_moves_raids_to_the_other() -> None:
    """Where forces stand, there are fewer raids; where they do not, more than before."""
    without, with_ = agreed().run(), agreed().sends(alba_escort=5).run()
    strait, outer = "activity/raiders/strait", "activity/raiders/outer"
    assert with_.value(strait) < without.value(strait)
    assert with_.value(outer) > without.value(outer)
    assert with_.by("adaptive_actors", outer, "displacement") > 0
    assert without.by("adaptive_actors", outer, "displacement") == 0


def test_raids_follow_profit_and_strength() -> None:
    """A network with more money and more crews raids more."""
    strait = "activity/raiders/strait"
    weak, strong = (
        turn().at(capacity__raiders=n, profit__raiders=n).run() for n in (30_000, 70_000)
    )
    assert strong.value(strait) > weak.value(strait)


def test_protected_and_escorted_ships_are_seized_less() -> None:
    """Success falls with hardening and with escort, and with it what raiders expect to earn."""
    plain = agreed().run()
    for other in (agreed().at(hardening=80_000), agreed().sends(alba_escort=5)):
        outcome = other.run()
        assert outcome.value("success/raiders") < plain.value("success/raiders")
        assert outcome.value("profit/raiders") < plain.value("profit/raiders")
        assert outcome.value("held/raiders") < plain.value("held/raiders")


def test_work_ashore_takes_strength_from_the_network() -> None:
    """A term that works on root causes lowers capacity beside one that does not."""
    plain, ashore = agreed().run(), agreed().terms(exit="handover").run()
    assert ashore.by("adaptive_actors", "capacity/raiders", "ashore") < 0
    assert plain.by("adaptive_actors", "capacity/raiders", "ashore") == 0


def test_trials_take_strength_only_where_someone_is_caught() -> None:
    """A term on trials needs forces at sea to work."""
    law = agreed().terms(area="open_water")
    key = "capacity/raiders"
    assert law.run().by("adaptive_actors", key, "tried") == 0
    assert law.sends(alba_escort=4).run().by("adaptive_actors", key, "tried") < 0


def test_ships_protect_themselves_by_rule_and_by_harm() -> None:
    """The term raises protection, and so do raids."""
    term, none = agreed().terms(protection="100").run(), agreed().run()
    assert term.value("hardening") > none.value("hardening")
    calm = agreed().at(activity__raiders__strait=0, activity__raiders__outer=0).run()
    assert calm.by("adaptive_actors", "hardening", "industry_learns") == 0
    assert none.by("adaptive_actors", "hardening", "industry_learns") > 0


def test_forces_act_in_a_closed_zone_only_when_a_text_opens_it() -> None:
    """A patrol beyond the strait has no effect before its term is agreed."""
    closed = agreed().sends(alba_patrol=5)
    assert closed.run().course.coverage == [0.0, 0.0]
    assert closed.terms(area="open_water").run().course.coverage[1] > 0


def test_caveats_weaken_forces() -> None:
    """A fully restricted force covers less, but something."""
    free = agreed().sends(alba_escort=4)
    bound = free.having(caveats=(1000, *free.inputs.caveats[1:]))
    assert 0 < bound.run().course.coverage[0] < free.run().course.coverage[0]


def test_deterrence_rests_on_kept_pledges_and_presence() -> None:
    """Credibility follows what was done of what was promised, and keeps raids from being tried."""
    kept = agreed().sends(alba_escort=4).at(credibility=50_000)
    broken = kept.gives(alba_escort=1)
    assert kept.run().value("credibility") > broken.run().value("credibility")
    strait = "activity/raiders/strait"
    assert (
        kept.run().by("deterrence", strait)
        < kept.at(credibility=0).run().by("deterrence", strait)
        < 0
    )
    assert agreed().at(credibility=50_000).run().by("deterrence", "credibility", "doubted") < 0


# --------------------------------------------------------------------------- working together


def test_practice_under_a_common_arrangement_makes_forces_fit() -> None:
    """They learn by working together and forget otherwise; nobody learns beyond the ceiling."""
    key = "interoperability"
    together, apart = (
        agreed().sends(alba_escort=2),
        agreed().terms(area="apart").sends(alba_escort=2),
    )
    assert together.run().value(key) > apart.run().value(key)
    assert apart.run().change(key) < 0
    assert agreed().having(exercises=(1, 1, 0)).run().by(key, key, "exercise") > 0
    full = together.at(interoperability=95_000).run()
    assert full.by(key, key, "practice") == 0


def test_the_picture_needs_collection_sharing_and_trust() -> None:
    """Each of the three makes it better; a leak throws it back, and only sharers leak."""
    base = agreed().sends(alba_picture=3)
    key = "information"
    assert base.run().value(key) > agreed().run().value(key)
    assert base.run().value(key) > base.terms(area="apart").run().value(key)
    trust = {f"trust__{a}__{b}": 90_000 for a in _SEATS for b in _SEATS if a != b}
    assert base.at(**trust).run().value(key) > base.run().value(key)
    assert base.run(always).by("information_sharing", key, "leak") < 0
    assert base.terms(area="apart").run(always).by("information_sharing", key, "leak") == 0


_SEATS = ("alba", "brava", "corso")


def test_partners_save_cost_and_a_pool_moves_it() -> None:
    """Under a common arrangement the same ship costs less; from a pool the able pay for others."""
    alone = agreed().terms(area="apart").sends(corso_escort=1)
    joint = agreed().sends(corso_escort=1)
    pooled = agreed().terms(area="open_water").sends(corso_escort=1)
    assert joint.run().by("pooled_cost", "spent/corso", "saved_by_partners") < 0
    assert alone.run().by("pooled_cost", "spent/corso", "saved_by_partners") == 0
    assert pooled.run().by("pooled_cost", "spent/corso", "common_pool") < 0
    assert pooled.run().by("pooled_cost", "spent/alba", "common_pool") > 0
    total = sum(pooled.run().by("pooled_cost", f"spent/{m}", "common_pool") for m in _SEATS)
    assert abs(total) <= 3


def test_terms_cost_their_parties_by_ability() -> None:
    """The cost of a text falls on those bound by it, more on those who can give more."""
    outcome = agreed().run()
    shares = [outcome.by("pooled_cost", f"spent/{m}", "terms_cost") for m in _SEATS]
    assert shares[0] > shares[1] > shares[2] > 0
    two = agreed().having(parties=(True, True, False)).run()
    assert two.by("pooled_cost", "spent/corso", "terms_cost") == 0
    special = agreed().terms(area="open_water").run()
    assert special.by("pooled_cost", "spent/corso", "falls_on_one") == -400


def test_side_payments_move_money_and_make_none() -> None:
    """What one books as paid, the other books as received."""
    outcome = turn().having(payments=((0, 2, 700),)).run()
    assert outcome.change("spent/alba") == 700
    assert outcome.change("spent/corso") == -700


# ----------------------------------------------------------------------- fairness and exclusion


def test_a_free_rider_is_exposed_once_its_word_is_worth_little() -> None:
    """Behind the same escort, a member of low repute is hit harder than one of good repute."""
    base = agreed().sends(alba_escort=5)
    trusted, distrusted = base.run(), base.at(reputation__corso=5_000).run()
    assert distrusted.value("exposure/corso") > trusted.value("exposure/corso")
    assert distrusted.value("exposure/alba") == trusted.value("exposure/alba")
    outside = base.having(parties=(True, True, False)).run()
    assert outside.value("exposure/corso") > trusted.value("exposure/corso")


def test_a_contributor_shields_its_own_where_an_idler_cannot() -> None:
    """At the same low repute, who has ships of its own there is hit less."""
    base = agreed().at(reputation__corso=5_000, reputation__brava=5_000)
    idle = base.sends(alba_escort=5).run()
    gives = base.sends(alba_escort=4, corso_escort=1).run()
    assert gives.value("exposure/corso") < idle.value("exposure/corso")


def test_less_harm_is_good_for_all() -> None:
    """Fewer raids lower everyone's exposure, whoever paid."""
    calm = agreed().at(activity__raiders__strait=5_000, activity__raiders__outer=2_000).run()
    worse = agreed().at(activity__raiders__strait=90_000, activity__raiders__outer=50_000).run()
    for member in _SEATS:
        assert calm.value(f"exposure/{member}") < worse.value(f"exposure/{member}")


def test_who_carries_more_than_its_share_resents_it() -> None:
    """Alone in the strait, a small member is aggrieved; old grievance fades."""
    alone = agreed().sends(corso_escort=1).run()
    assert alone.value("resentment/corso") > 0
    assert alone.change("resentment/alba") == 0
    even = agreed().sends(alba_escort=5, brava_escort=3, corso_escort=1).run()
    assert even.value("resentment/corso") < alone.value("resentment/corso")
    assert agreed().at(resentment__alba=50_000).run().change("resentment/alba") < 0


def test_who_gives_little_loses_the_trust_of_those_who_give() -> None:
    """Full givers note an idler that is bound; idlers do not judge each other."""
    outcome = agreed().sends(alba_escort=5).run()
    assert outcome.by("burden_sharing", "trust/alba/corso") < 0
    assert outcome.by("burden_sharing", "trust/brava/corso") == 0
    assert outcome.by("burden_sharing", "trust/corso/alba") == 0
    assert agreed().run().by("burden_sharing", "trust/alba/corso") == 0


# ------------------------------------------------------------------------------ word and trust


def test_one_breach_costs_more_trust_than_one_kept_promise_gains() -> None:
    """About three times as much, for reputation too."""
    owed = agreed().owes(brava_escort=2)
    kept, broken = owed.gives(brava_escort=2).run(), owed.run()
    for key in ("trust/alba/brava", "reputation/brava"):
        gain = kept.by("trust_kept_word", key)
        loss = broken.by("pledge_delivery", key)
        assert gain > 0 > loss
        assert -loss > 2 * gain


def test_half_a_breach_costs_half_and_an_excuse_most_of_it() -> None:
    """Loss follows the share not delivered, and a parliament's refusal forgives a part."""
    owed = agreed().owes(brava_escort=2)
    key = "trust/alba/brava"
    whole = owed.run().by("pledge_delivery", key)
    half = owed.gives(brava_escort=1).run().by("pledge_delivery", key)
    excused = owed.having(excused=(False, True, False)).run().by("pledge_delivery", key)
    assert abs(half * 2 - whole) <= 1
    assert whole < excused < 0
    assert owed.gives(brava_escort=3).run().by("pledge_delivery", key) == 0


def test_more_than_was_promised_earns_no_more() -> None:
    """Nor does sending what nobody promised make up for what was."""
    owed = agreed().owes(brava_escort=1)
    kept, more = owed.gives(brava_escort=1).run(), owed.gives(brava_escort=3).run()
    key = "trust/alba/brava"
    assert kept.by("trust_kept_word", key) == more.by("trust_kept_word", key)
    other = owed.gives(brava_picture=2).run()
    assert other.by("pledge_delivery", key) < 0


def test_trust_grows_more_slowly_the_more_there_is() -> None:
    """Up to a ceiling that play alone does not pass."""
    sent = agreed().sends(brava_escort=1)
    key = "trust/alba/brava"
    low, high = (
        sent.at(trust__alba__brava=n).run().by("trust_kept_word", key) for n in (20_000, 70_000)
    )
    assert low > high > 0
    assert sent.at(trust__alba__brava=90_000).run().by("trust_kept_word", key) == 0


# ----------------------------------------------------------------- politics at home and at table


def test_deep_terms_take_freedom_of_action_and_give_it_back() -> None:
    """Whoever is bound loses autonomy by depth; whoever is not, regains it."""
    deep = agreed().terms(area="open_water").having(parties=(True, True, False))
    outcome = deep.at(autonomy__corso=80_000).run()
    assert outcome.change("autonomy/alba") < 0
    assert outcome.change("autonomy/corso") > 0
    assert deep.run().value("autonomy/alba") < agreed().run().value("autonomy/alba")


def test_publics_tire_of_deployments_and_like_progress() -> None:
    """Ships abroad cost support where the danger stays; less danger restores it."""
    base = agreed().at(support__alba=50_000)
    sent = base.sends(alba_escort=4).run()
    assert sent.by("domestic_opinion", "support/alba", "fatigue") < 0
    assert base.sends(alba_picture=4).run().by("domestic_opinion", "support/alba", "fatigue") == 0
    calm = base.at(activity__raiders__strait=0, activity__raiders__outer=0).run()
    assert calm.by("domestic_opinion", "support/alba", "progress") > 0


def test_publics_that_tire_faster_lose_more() -> None:
    """How fast a member's public tires is its own, and tells in its support."""
    sent = agreed().sends(alba_escort=3, brava_escort=3)
    tires = (0.8, 1.2, 1.0)
    outcome = sent.having(tires=tires).run()
    lost = [outcome.by("domestic_opinion", f"support/{m}", "fatigue") for m in _SEATS]
    assert lost[1] < lost[0] < 0
    assert abs(lost[1] * 2 - lost[0] * 3) <= 3


def test_a_game_knows_how_fast_each_public_tires() -> None:
    """The rule runs on each member's own figure, as its scenario has it."""

    def fatigue(tires: float) -> int:
        def edit(raw: dict[str, Any]) -> None:
            raw["members"][0]["tires"] = tires

        state = until(small_game(edit=edit), "consultation")
        state = delivered(adopted(state, package(state, ("area", "strait"), alba_escort=2)))
        place = state.setting.table.layout.places["support/alba"]
        return sum(e.amount for e in state.entries if e.place == place and e.cause == "fatigue")

    assert fatigue(1.5) < fatigue(0.5) < 0


def test_legitimacy_comes_from_breadth_mandate_and_law() -> None:
    """More members, a better mandate or trials: more acceptance; nothing: less."""
    key = "legitimacy"
    alone = agreed().having(parties=(True, False, False)).run()
    assert agreed().run().value(key) > alone.value(key)
    assert agreed().terms(exit="handover").run().value(key) > agreed().run().value(key)
    assert turn().at(legitimacy=80_000).run().change(key) < 0


def test_cohesion_follows_trust_and_closeness_and_suffers_grievance() -> None:
    """A table that trusts holds together; one member's grievance wears on all."""
    key = "cohesion"
    trust = {f"trust__{a}__{b}": 95_000 for a in _SEATS for b in _SEATS if a != b}
    assert agreed().at(**trust).run().value(key) > agreed().run().value(key)
    aggrieved = agreed().at(resentment__brava=80_000).run()
    assert aggrieved.value(key) < agreed().run().value(key)
    assert agreed().run().value(key) > turn().run().value(key)
