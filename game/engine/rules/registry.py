"""All rules, in the order in which a turn runs through them."""

from collections.abc import Mapping

from game.engine.rules import (
    adaptive_actors,
    burden_sharing,
    deterrence,
    domestic_opinion,
    free_riding,
    information_sharing,
    interoperability,
    legitimacy,
    pledge_delivery,
    political_divergence,
    pooled_cost,
    sovereignty,
    trust_kept_word,
)
from game.engine.rules.base import BoundRule, Rule

ORDER: tuple[Rule, ...] = (
    interoperability.RULE,
    information_sharing.RULE,
    pooled_cost.RULE,
    adaptive_actors.RULE,
    deterrence.RULE,
    free_riding.RULE,
    legitimacy.RULE,
    pledge_delivery.RULE,
    trust_kept_word.RULE,
    burden_sharing.RULE,
    sovereignty.RULE,
    domestic_opinion.RULE,
    political_divergence.RULE,
)


def known_rules() -> dict[str, frozenset[str]]:
    """Every rule's id with the names of its parameters, for the checks of a scenario."""
    return {rule.id: frozenset(p.name for p in rule.parameters) for rule in ORDER}


def bound_rules(
    changes: Mapping[str, Mapping[str, float]], off: frozenset[str]
) -> tuple[BoundRule, ...]:
    """Return the rules of a scenario: its own parameters, without those switched off."""
    return tuple(rule.bound(changes.get(rule.id, {})) for rule in ORDER if rule.id not in off)
