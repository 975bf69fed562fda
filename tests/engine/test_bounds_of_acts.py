"""Acts and events that move one quantity twice at once stay within its bounds."""

from typing import Any

from game.engine import commands as c
from game.engine.state import GameState
from tests.engine import invariants
from tests.engine.play import (
    adopted,
    after,
    delivered,
    everybody,
    package,
    refused,
    tabled,
    until,
    value,
    voted,
    with_values,
)
from tests.fixtures import small_game


def test_two_broken_words_at_once_stop_at_nothing() -> None:
    """Support of a member that backs down twice in one text falls to 0, not below."""
    state = until(small_game(), "consultation")
    state = with_values(state, support__corso=1_000)
    state = after(state, "corso", c.MakeStatement(0, 0))
    state = after(state, "corso", c.MakeStatement(1, 0))
    state = after(state, "corso", c.MakeStatement(2, 0))
    text = package(state, ("area", "strait"), ("protection", "25"), ("exit", "later"))
    state = delivered(adopted(state, text))
    steps = [e for e in state.entries if e.cause == "backed_down"]
    assert len(steps) == 3
    _never_below_nothing(state, "support/corso")


def test_two_broken_side_deals_at_once_stop_at_nothing() -> None:
    """Trust of a member that paid twice for nothing falls to 0, not below."""
    state = until(small_game(), "consultation")
    state = with_values(state, trust__alba__brava=10_000)
    state, draft = tabled(state, "alba", package(state, ("area", "strait")))
    for _ in range(2):
        state = after(state, "alba", c.OfferSideDeal(1, draft, 500, 2))
        state = after(state, "brava", c.AnswerSideDeal(state.side_deals[-1].id, True))
    state = everybody(state, c.PassRound())
    state = after(state, "alba", c.CallDecision(draft))
    state = until(state, "decision")
    state = voted(state, ("consent", "object", "consent")).state
    state = delivered(state)
    assert [d.status for d in state.side_deals] == ["broken", "broken"]
    _never_below_nothing(state, "trust/alba/brava")


def _ask_corso_twice(raw: dict[str, Any]) -> None:
    """Two events of the instructor, each of which costs the asked member six points of support."""
    loss = {"kind": "change", "quantity": "support", "member": "corso", "by": -6}
    option = {"name": "So be it", "effects": [loss]}
    scandal = next(e for e in raw["events"] if e["id"] == "scandal")
    scandal["effects"] = []
    scandal["choice"] = {
        "member": "corso",
        "question": "What now?",
        "options": [option | {"id": "yes"}, option | {"id": "no"}],
    }
    raw["events"] += [scandal | {"id": "second_scandal"}]


def test_two_defaults_at_once_stop_at_nothing() -> None:
    """Choices that the clock takes in one go see what the others have moved."""
    state = small_game(edit=_ask_corso_twice)
    state = with_values(state, support__corso=8_000)
    state = after(state, "instructor", c.FireInject("scandal"))
    state = after(state, "instructor", c.FireInject("second_scandal"))
    state = until(state, "consultation")
    assert value(state, "support/corso") == 0
    assert [h.option for h in state.happened] == ["yes", "yes"]
    invariants.within_bounds(state)


def test_an_event_that_asks_does_not_ask_twice_at_once() -> None:
    """An event happens again only once its question has been answered."""
    state = small_game(edit=_ask_corso_twice)
    state = after(state, "instructor", c.FireInject("scandal"))
    assert refused(state, "instructor", c.FireInject("scandal")) == "event/choice_open"
    state = after(state, "corso", c.ChooseForEvent("scandal", "no"))
    state = after(state, "instructor", c.FireInject("scandal"))
    assert [h.option for h in state.happened] == ["no", None]


def _never_below_nothing(state: GameState, key: str) -> None:
    place = state.setting.table.layout.places[key]
    now = state.before[place]
    entries = [e for e in state.entries if e.place == place]
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        now += entry.amount
        clamped = following is not None and following.cause == "clamp"
        assert clamped or now >= 0, f"{key} fell to {now}"
