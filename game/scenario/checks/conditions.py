"""Conditions and effects: they ask for what there is, can come true, and move what can move."""

from collections.abc import Iterator

from game.scenario.checks.answers import options_exist
from game.scenario.checks.context import (
    Context,
    conditions_of,
    effects_of,
    terms_of,
)
from game.scenario.checks.tracks import OF_MEMBER
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.conditions import (
    AnyOf,
    Change,
    EventHappened,
    QuantityIs,
    TermIs,
    TurnIs,
)
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.terms import ChoiceSpec, ScaleSpec
from game.scenario.shapes import one_of
from game.scenario.suggest import did_you_mean

DEEPEST = 4


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find conditions without a bound, at odds with their subject, or that no game can meet."""
    terms = terms_of(scenario)
    last = max(preset.start_turn + preset.turns - 1 for preset in scenario.presets)
    for path, condition in conditions_of(scenario):
        if sum(part == "of" for part in path) >= DEEPEST:
            yield _mismatch(
                locator, path, "conditions lie too deep", f"at most {DEEPEST} inside each other"
            )
        if isinstance(condition, TurnIs):
            yield from _turn(condition, last, locator, path)
        elif isinstance(condition, QuantityIs):
            yield from _quantity(condition, locator, path)
        elif isinstance(condition, TermIs):
            yield from _term(terms[condition.term], condition, locator, path)
        elif isinstance(condition, EventHappened):
            yield from _event(condition, scenario, locator, path)
        elif isinstance(condition, AnyOf) and not condition.of:
            yield _mismatch(locator, path, "no alternative is given", "at least one condition")
    for path, effect in effects_of(scenario):
        if isinstance(effect, Change):
            yield from _change(effect, scenario, locator, path)
    yield from _event_options(scenario, locator)


def _mismatch(locator: Locator, path: Path, what: str, expected: str) -> Finding:
    mend = "change or remove it"
    return locator.finding(path, "error", "condition-mismatch", what, expected, mend)


def _turn(condition: TurnIs, last: int, locator: Locator, path: Path) -> Iterator[Finding]:
    if condition.at_least > condition.at_most:
        yield _mismatch(
            locator, path, "the last turn comes before the first", '"at_least" up to "at_most"'
        )
    elif condition.at_least > last:
        yield locator.finding(
            (*path, "at_least"),
            "warning",
            "event-never",
            f"no preset reaches turn {condition.at_least}",
            f"a turn from 1 to {last}",
            "lower it, or lengthen a preset",
        )


def _quantity(condition: QuantityIs, locator: Locator, path: Path) -> Iterator[Finding]:
    if condition.at_least is None and condition.at_most is None:
        yield _mismatch(locator, path, "nothing is compared", '"at_least" or "at_most"')
    yield from _subject(
        condition.quantity, condition.member, condition.zone, condition.track, locator, path
    )


def _subject(
    quantity: str,
    member: str | None,
    zone: str | None,
    track: str | None,
    locator: Locator,
    path: Path,
) -> Iterator[Finding]:
    if member is not None and quantity not in OF_MEMBER and quantity != "trust":
        yield _mismatch(
            locator, (*path, "member"), f"{quoted(quantity)} is not a member's own", 'no "member"'
        )
    if zone is not None and quantity != "activity":
        yield _mismatch(
            locator, (*path, "zone"), f"{quoted(quantity)} is not a zone's own", 'no "zone"'
        )
    if (track is not None) != (quantity == "own"):
        yield _mismatch(
            locator,
            path,
            '"track" belongs to the quantity "own", and that needs it',
            "both or neither",
        )


def _term(
    term: ChoiceSpec | ScaleSpec, condition: TermIs, locator: Locator, path: Path
) -> Iterator[Finding]:
    yield from options_exist(term, condition.options, locator, (*path, "options"))
    bounded = condition.at_least is not None or condition.at_most is not None
    if isinstance(term, ChoiceSpec) and (bounded or not condition.options):
        yield _mismatch(locator, path, f"{quoted(term.id)} is a choice", '"options"')
    elif isinstance(term, ScaleSpec) and not bounded:
        yield _mismatch(locator, path, f"{quoted(term.id)} is a scale", '"at_least" or "at_most"')


def _change(
    effect: Change, scenario: ScenarioSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    yield from _subject(effect.quantity, effect.member, effect.zone, effect.track, locator, path)
    if effect.toward is not None and effect.quantity != "trust":
        yield _mismatch(
            locator, (*path, "toward"), f'"toward" is for trust, not {quoted(effect.quantity)}', ""
        )
    if effect.by == 0:
        yield locator.finding(
            (*path, "by"),
            "warning",
            "unused",
            "this effect moves nothing",
            "",
            "give it a size, or remove it",
        )
    own = {track.id for track in scenario.tracks if track.quantity == "own"}
    if effect.track is not None and effect.track not in own:
        yield _mismatch(
            locator,
            (*path, "track"),
            f"{quoted(effect.track)} is no track of the scenario's own",
            'a track whose quantity is "own"',
        )


def _event(
    condition: EventHappened, scenario: ScenarioSpec, locator: Locator, path: Path
) -> Iterator[Finding]:
    """An answer that a condition waits for is one that its event offers."""
    event = next((e for e in scenario.events if e.id == condition.event), None)
    known = [o.id for o in event.choice.options] if event and event.choice else []
    if event is not None and condition.option is not None and condition.option not in known:
        yield locator.finding(
            (*path, "option"),
            "error",
            "option-unknown",
            f"the event {quoted(event.id)} offers no option {quoted(condition.option)}",
            one_of(known) if known else 'no "option"',
            did_you_mean(condition.option, known) or "name an option of the event, or remove it",
        )


def _event_options(scenario: ScenarioSpec, locator: Locator) -> Iterator[Finding]:
    for number, event in enumerate(scenario.events):
        seen: set[str] = set()
        for place, option in enumerate(event.choice.options if event.choice else ()):
            if option.id in seen:
                yield locator.finding(
                    ("events", number, "choice", "options", place, "id"),
                    "error",
                    "name-twice",
                    f"{quoted(event.id)} has a second option {quoted(option.id)}",
                    "one of each name",
                    "rename one of them",
                )
            seen.add(option.id)
