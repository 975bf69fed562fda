"""The table: what it shows at every size, and a control for every act of the talks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.screens.table import TableScreen
from game.client.screens.table_parts.feed import earlier, rows, tasks
from game.client.screens.table_parts.knowledge import position
from game.client.screens.table_parts.standing import share_of, stands, verdict_words
from game.engine import commands as c
from game.engine.commands import Claim, Command, Response
from game.engine.package import Alteration
from game.engine.state import Backchannel, Disclosure, Draft, Link, Question, SideDeal, Statement
from game.engine.view import SeatView
from tests.client.screens.conftest import Play, controller_at
from tests.client.screens.conftest import stages as staged

SIZES = ((1600, 900), (1280, 720), (1100, 700), (1060, 680))
NOT_OF_THE_TABLE = {
    "start_game",
    "cast_vote",
    "deliver",
    "clock_expired",
    "fire_inject",
    "table_draft",
    "amend_draft",
    "send_backchannel",
}
"""The clock's and the instructor's, those of later phases, and those that the composer sends."""


def _talks(view: SeatView) -> SeatView:
    """The view with something of every kind put to the seat by another member."""
    me, other = view.seat, 0 if view.seat else 1
    draft = view.open_drafts[0]
    term = view.agenda[0]
    count = len(view.table.terms[term].answers)
    mine = Alteration("term", term, (draft.package.terms[term] + 1) % count)
    yours = Alteration("level", view.table.level_place(other, 0), 1)
    return replace(
        view,
        questions=(Question(other, me, term),),
        backchannels=(Backchannel(901, view.turn, other, me, draft.package, False, None),),
        side_deals=(
            SideDeal(902, other, me, draft.id, 500, 2, "offered", 2),
            SideDeal(903, me, other, draft.id, 400, 1, "offered", 1),
        ),
        links=(Link(904, other, me, draft.id, mine, yours, "open"),),
    )


Sent = list[Command]
Table = Callable[..., tuple[Driver, GameController, Sent]]


@pytest.fixture
def table(play: Play, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Shows the table at a moment; commands are taken down and not carried out."""

    def start(
        moment: str = "consultation",
        change: Callable[[SeatView], SeatView] | None = None,
        size: tuple[int, int] = (1600, 900),
    ) -> tuple[Driver, GameController, Sent]:
        sent: Sent = []

        def make(controller: GameController) -> TableScreen:
            if change is not None:
                controller.view = change(controller.view)
            monkeypatch.setattr(controller, "send", lambda command: sent.append(command))
            return TableScreen(controller)

        driver, controller = play(make, moment, size=size)
        return driver, controller, sent

    return start


def _names(view: SeatView) -> list[str]:
    """Members in the order of their cards."""
    order = [view.seat, *(n for n in view.table.members if n != view.seat)]
    return [view.table.seats[n].name for n in order]


# What is shown.


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("moment", ["briefing", "consultation", "second"])
def test_nothing_is_cut_at_any_size(play: Play, moment: str, size: tuple[int, int]) -> None:
    """No text is cut, nothing overlaps, every control has a name and a size to hit."""
    driver, _ = play(TableScreen, moment, size=size)
    assert driver.problems() == []


@pytest.mark.parametrize("pane", ["Map", "Draft", "Members", "Events"])
def test_a_narrow_window_has_one_pane_at_a_time(play: Play, pane: str) -> None:
    """Its tabs lead to the map, the draft, the members and the events."""
    driver, _ = play(TableScreen, "consultation", size=(1060, 680))
    driver.click(pane, "tab")
    assert driver.find(pane, "tab").value == "selected"
    assert driver.problems() == []


def test_what_can_be_done_and_its_cost_is_always_told(table: Table) -> None:
    """The effort that is left, the round and the price of the acts stand by the buttons."""
    driver, controller, _ = table()
    view = controller.view
    told = [w.name for w in driver.widgets() if w.key == "now"]
    assert told[0].startswith(f"{view.effort} effort left, round {view.round} of")


def test_a_seat_that_has_passed_is_told_what_is_still_open(table: Table) -> None:
    """Acts are disabled with their reason; answering and telling go on."""
    driver, _, sent = table(
        change=lambda v: replace(v, ready=tuple(n == v.seat for n in v.table.members))
    )
    done = driver.find("Done this round")
    assert not done.enabled
    assert done.reason
    propose = driver.find("Propose changes")
    assert not propose.enabled
    driver.press("A")
    driver.press("Enter")
    assert isinstance(sent[0], c.AnswerDraft)


def test_acts_that_cost_too_much_say_so(table: Table) -> None:
    """Without effort, calling a decision is disabled, and the reason names what is lacking."""
    driver, _, sent = table(change=lambda v: replace(v, effort=0))
    call = driver.find("Call decision")
    assert not call.enabled
    assert "effort" in call.reason
    driver.click("Call decision")
    assert sent == []


def test_the_panel_shows_the_draft_that_was_tabled_last(table: Table) -> None:
    """A new draft comes to the front, its changed terms first."""
    driver, controller, _ = table()
    last = controller.view.open_drafts[-1]
    assert driver.has(f"Draft agreement {last.id}")
    changed = [
        controller.table.terms[n].name
        for n, answer in enumerate(last.package.terms)
        if answer != controller.view.in_force.terms[n]
    ]
    facts = [w.name for w in driver.find_all(role="fact")]
    assert facts[: len(changed)] == changed


def test_the_whole_text_unfolds(table: Table) -> None:
    """Folded, a draft shows what it changes; unfolded, every term and who gives what."""
    driver, controller, _ = table()
    fold = next(w for w in driver.widgets() if w.key == "fold")
    driver.click(fold.name)
    facts = {w.name for w in driver.find_all(role="fact")}
    assert {term.name for term in controller.table.terms} <= facts
    assert driver.has("Contributions that change")


def test_every_member_has_a_card_with_its_stance(table: Table) -> None:
    """Cards stand in a fixed order, one's own first, and each opens by its number."""
    driver, controller, _ = table()
    names = _names(controller.view)
    cards = [w for w in driver.widgets() if w.key.startswith("seat ")]
    assert [card.name for card in cards] == names
    driver.press("3")
    assert driver.has(names[2])
    assert driver.screen.title == "Talk"


def test_an_event_of_the_feed_is_shown_on_the_map(table: Table) -> None:
    """Pressing it puts a note at its place, pressing it again takes the note away."""
    driver, controller, _ = table("briefing")
    event = next(h for h in controller.view.happened if h.at is not None)
    driver.click(event.title, "button")
    assert driver.has(event.title, "note")
    driver.click(event.title, "button")
    assert not driver.has(event.title, "note")


def test_the_keyboard_reaches_every_region(table: Table) -> None:
    """Tab goes round the screen: header, feed, map, text, acts and members."""
    driver, _, _ = table()
    seen: list[str] = []
    for _step in range(60):
        driver.press("Tab")
        here = driver.focus
        assert here is not None
        seen.append(here.role + " " + here.name)
    roles = {name.split()[0] for name in seen}
    assert "map" in roles
    assert any("Propose changes" in name for name in seen)
    assert any("Menu" in name for name in seen)
    assert len(set(seen)) < len(seen), "it never comes round"


# Acts.


def _by_card(driver: Driver, view: SeatView, number: int = 2) -> None:
    driver.press(str(number))


def test_reading_on_is_the_button_in_brass(table: Table) -> None:
    """Enter reads on in the briefing."""
    driver, _, sent = table("briefing")
    driver.press("Enter")
    assert sent == [c.Continue()]


def test_a_question_of_an_event_comes_first(table: Table) -> None:
    """Until it is decided one cannot read on, and pressing an option decides it."""

    def asked(view: SeatView) -> SeatView:
        seen = replace(
            view.happened[0], question="What do you do?", options=(("a", "Wait"), ("b", "Act"))
        )
        return replace(view, happened=(seen, *view.happened[1:]))

    driver, controller, sent = table("briefing", asked)
    assert not driver.find("Read on").enabled
    driver.click("Act")
    assert sent == [c.ChooseForEvent(controller.view.happened[0].event, "b")]


def _press_done(driver: Driver, view: SeatView) -> None:
    driver.press("D")


def _call(driver: Driver, view: SeatView) -> None:
    driver.click("Call decision")


def _answer(driver: Driver, view: SeatView) -> None:
    driver.press("A", "Enter")


def _ask(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Ask, 1 effort")


def _tell(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Tell, free")


def _exercise(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Exercise, 2 effort")


def _deal(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Side deal, 1 effort")
    driver.press("Enter")


def _link(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Link issues, 1 effort")
    sides = ("What you give", "What it gives")
    for side in sides:
        kind = next(w for w in driver.find_all(f"{side}: kind"))
        driver.click_at(kind.children[1].rect.center)
    for word, side in product(("Less", "More", "More", "Less"), sides):
        if driver.find("Offer link, 1 effort").enabled:
            break
        driver.click(f"{word} {side}: units")
    driver.press("Enter")


def _statement(driver: Driver, view: SeatView) -> None:
    driver.press("O")
    driver.click("Speak")


def _capital(driver: Driver, view: SeatView) -> None:
    driver.press("1")
    line = next(line for line in view.mind.red_lines if line.waivable)
    driver.click(f"Ask capital: {line.text}")


def _chair(driver: Driver, view: SeatView) -> None:
    driver.press("O")
    driver.click("Ask the chair")


def _motion(driver: Driver, view: SeatView) -> None:
    driver.press("O")
    driver.click("Move to open")


def _question(driver: Driver, view: SeatView) -> None:
    driver.click("A question")
    driver.press("Enter")


def _sounding(driver: Driver, view: SeatView) -> None:
    driver.click("Discreet")
    driver.press("Enter")


def _take_deal(driver: Driver, view: SeatView) -> None:
    driver.click("A side deal")
    driver.press("Enter")


def _take_link(driver: Driver, view: SeatView) -> None:
    driver.click("A link")
    driver.press("Enter")


def _recall(driver: Driver, view: SeatView) -> None:
    driver.press("2")
    driver.click("Recall offer")


def _withdraw(driver: Driver, view: SeatView) -> None:
    driver.click("Withdraw")


def _own_draft(view: SeatView) -> SeatView:
    last = replace(view.open_drafts[-1], sponsors=(view.seat,))
    return replace(view, drafts=tuple(last if d.id == last.id else d for d in view.drafts))


def _no_mediation(view: SeatView) -> SeatView:
    return replace(view, mediation=False)


ACTS: tuple[tuple[type, Callable[[Driver, SeatView], None], Any], ...] = (
    (c.PassRound, _press_done, None),
    (c.CallDecision, _call, None),
    (c.AnswerDraft, _answer, None),
    (c.AskInterests, _ask, None),
    (c.Tell, _tell, None),
    (c.HoldExercise, _exercise, None),
    (c.OfferSideDeal, _deal, None),
    (c.LinkIssues, _link, None),
    (c.MakeStatement, _statement, None),
    (c.AskCapital, _capital, None),
    (c.AskChair, _chair, _no_mediation),
    (c.MoveAgenda, _motion, None),
    (c.Tell, _question, _talks),
    (c.AnswerBackchannel, _sounding, _talks),
    (c.AnswerSideDeal, _take_deal, _talks),
    (c.AnswerLink, _take_link, _talks),
    (c.RecallSideDeal, _recall, _talks),
    (c.WithdrawDraft, _withdraw, _own_draft),
)


@pytest.mark.parametrize(
    ("kind", "act", "change"), ACTS, ids=[f"{kind.__name__}{act.__name__}" for kind, act, _ in ACTS]
)
def test_every_act_of_the_talks_has_a_control(
    table: Table, kind: type, act: Callable[[Driver, SeatView], None], change: Any
) -> None:
    """Each act is carried out by pointer or keys, and no dialog on the way has a fault."""
    driver, controller, sent = table(change=change)
    act(driver, controller.view)
    assert [type(command) for command in sent] == [kind]
    assert driver.problems() == []


def test_no_act_is_left_without_a_control() -> None:
    """The acts above, those of the briefing and those of the composer are all that there are."""
    known = {kind for kind, _, _ in ACTS} | {c.Continue, c.ChooseForEvent}
    missing = {cls for cls in get_args(Command) if cls not in known}
    assert {cls.__dataclass_fields__["kind"].default for cls in missing} == NOT_OF_THE_TABLE


@pytest.mark.parametrize("key", ["P", "T"])
def test_proposing_and_sounding_out_lead_to_the_composer(table: Table, key: str) -> None:
    """P opens it on the draft shown; sounding out opens it for one member alone."""
    driver, _, _ = table()
    driver.press(key)
    if key == "T":
        driver.click("Sound out, 1 effort")
    assert type(driver.screen).__name__ == "ComposerScreen"


def test_an_answer_carries_its_stance_reason_and_ask(table: Table) -> None:
    """With changes needs a change that differs; sent, it holds one alteration and one reason."""
    driver, controller, sent = table()
    driver.press("A")
    driver.click("With changes")
    assert not driver.find("Send answer").enabled
    driver.click("A contribution", "radio")
    driver.click("More Your ask: units")
    driver.click("Send answer")
    command = sent[0]
    assert isinstance(command, c.AnswerDraft)
    assert command.response.stance == "conditional"
    assert len(command.response.ask) == 1
    assert command.response.reasons[0].weight < 0
    draft = controller.view.draft(command.draft)
    assert draft is not None
    assert command.response.ask[0].applied(draft.package) != draft.package


def test_what_one_tells_is_true(table: Table) -> None:
    """Told plainly, a position holds one's own worth of every answer and the term's weight."""
    driver, controller, sent = table()
    driver.press("2")
    driver.click("Tell, free")
    command = sent[0]
    assert isinstance(command, c.Tell)
    view = controller.view
    term = next(n for n, t in enumerate(view.table.terms) if t.id == command.claim.subject)
    row = view.mind.values.term_values[term]
    assert command.claim.numbers[:-1] == tuple(round(1000 * v) for v in row)
    assert command.claim.numbers[-1] == round(1000 * view.mind.values.term_weights[term])


def test_an_act_is_carried_out_and_members_react(play: Play) -> None:
    """A real question is answered by the member asked, and its answer comes to the feed."""
    driver, controller = play(TableScreen, "consultation")
    before = len(controller.view.disclosures)
    driver.press("2")
    driver.click("Ask, 1 effort")
    driver.wait(lambda: not controller.thinking, 60)
    assert len(controller.view.disclosures) > before


# What it is read from.


@pytest.fixture(scope="module")
def view() -> SeatView:
    """What the seat sees in the first consultation."""
    session = staged().session("consultation")
    return session.view("india")


def _answered(draft: Draft, seat: int, stance: str) -> Draft:
    answers = list(draft.answers)
    answers[seat] = Response(stance)  # type: ignore[arg-type]
    return replace(draft, answers=tuple(answers))


def test_a_member_stands_where_it_says_else_where_one_foresees_it(view: SeatView) -> None:
    """What was said holds; a forecast is never shown as firm; nothing known is silence."""
    base = view.open_drafts[0]
    other = next(n for n in view.table.members if n != view.seat and n not in base.sponsors)
    unsaid = replace(base, answers=(None,) * len(base.answers))

    refused = stands(view, _answered(unsaid, other, "refuse"), {other: "supports"})[other]
    foreseen = stands(view, unsaid, {other: "opposes"})[other]
    unknown = stands(view, unsaid, {})[other]

    assert (refused.stance, refused.told) == ("opposes", True)
    assert (foreseen.stance, foreseen.told) == ("leans_against", False)
    assert unknown.stance == "silent"


def test_one_objection_blocks_consensus(view: SeatView) -> None:
    """The likely decision follows the table's rule."""
    base = replace(view.open_drafts[0], sponsors=(view.seat,))
    willing = base
    for seat in view.table.members:
        willing = _answered(willing, seat, "accept")
    other = next(n for n in view.table.members if n != view.seat)
    blocked = _answered(willing, other, "refuse")
    assert verdict_words(view, stands(view, willing, {}))[0] == "Would pass"
    assert verdict_words(view, stands(view, blocked, {}))[0] == "Blocked by 1"


def test_shares_of_contributions_add_up(view: SeatView) -> None:
    """All members' shares of a text that somebody gives something to make one."""
    package = view.open_drafts[0].package
    assert sum(share_of(view, package, n) for n in view.table.members) == pytest.approx(1)
    assert share_of(view, view.table.status_quo, 0) == 0


def test_the_matrix_prefers_what_was_told(view: SeatView) -> None:
    """Told beats said in public, which beats repute; nothing clear is unknown."""
    other, term = (0 if view.seat else 1), view.agenda[0]
    count = len(view.table.terms[term].answers)
    plain = replace(view, statements=(), disclosures=(), drafts=(), records=())
    stated = replace(plain, statements=(Statement(view.turn, other, term, count - 1),))
    numbers = (*([0] * (count - 1)), 100_000, 7_000)
    told = Disclosure(
        view.turn, view.seat, other, Claim("position", view.table.terms[term].id, numbers)
    )
    both = replace(stated, disclosures=(told,), statements=(Statement(1, other, term, 0),))

    assert position(plain, other, term).source in ("repute", "")
    assert position(stated, other, term).answer == count - 1
    found = position(both, other, term)
    assert (found.source, found.answer, found.weight) == ("told", count - 1, 7.0)
    assert position(plain, view.seat, term).source == "own"


def test_tasks_are_what_waits_for_this_seat(view: SeatView) -> None:
    """Everything put to the seat is a task once, and nothing put to others is."""
    kinds = [task.kind for task in tasks(_talks(view))]
    assert [kinds.count(k) for k in ("question", "sounding", "deal", "link")] == [1, 1, 1, 1]
    elsewhere = replace(_talks(view), seat=next(n for n in view.table.members if n > 1))
    assert not {"question", "sounding", "deal", "link"} & {t.kind for t in tasks(elsewhere)}


def test_the_feed_has_a_row_for_everything_once(view: SeatView) -> None:
    """Keys are unique, the latest comes first, and every row says something."""
    found = rows(_talks(view))
    assert len({row.key for row in found}) == len(found)
    assert all(row.title and row.detail for row in found)
    later = controller_second()
    assert {row.turn for row in rows(later)} <= {later.turn}
    assert {row.turn for row in earlier(later)} == {1}


def controller_second() -> SeatView:
    """What the seat sees in the second turn."""
    from game.client.worker import Worker

    return controller_at("second", Worker()).view
