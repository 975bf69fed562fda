"""Every kind of event has a line, and no line tells a seat what it may not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from game.engine import events as e
from game.engine.package import Alteration, altered
from game.engine.view import view
from game.texts import context
from game.texts.happenings import _TELLERS, SILENT, account, event_line
from tests.texts.played import a_game

KINDS = {part.__dataclass_fields__["kind"].default for part in get_args(e.Event)}


def _told(seat: int | None = None) -> Iterator[tuple[Any, str | None]]:
    """Every event of the game with its line for a seat."""
    for moment in a_game().moments:
        after = context.of_state(moment.after)
        for event in moment.events:
            yield event, event_line(after, event, seat)


def _line(kind: str, seat: int | None = None, number: int = 0) -> str | None:
    return [line for event, line in _told(seat) if event.kind == kind][number]


def test_every_kind_has_a_teller_or_is_silent() -> None:
    """No event of the engine is forgotten, and none has both."""
    assert set(_TELLERS) | SILENT == KINDS
    assert not set(_TELLERS) & SILENT


def test_the_game_holds_most_kinds() -> None:
    """The lines below are tried on real events of nearly every kind."""
    rare = {"agreement_expired", "event_chosen", "game_ended", "stock_changed"}
    assert KINDS - {event.kind for event, _line in _told()} <= rare


def test_every_told_event_is_a_whole_sentence() -> None:
    """A capital, a full stop or quotation, no braces and no ids."""
    for event, line in _told():
        if event.kind in SILENT:
            assert line is None
            continue
        assert line, event
        assert "{" not in line
        assert line[0].isupper()
        assert line[-1] in ".”", line
        assert "_" not in line


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (
            "draft_answered",
            "India refuses draft 1 over the cost of $42 m; it would accept if India sent 2 ships "
            "fewer for escort in the corridor.",
        ),
        ("exercise_held", "The United States and France hold a common exercise."),
        (
            "issues_linked",
            "Japan offers the United Kingdom a link on draft 1: Japan commits 1 ship for escort in "
            "the corridor, if the United Kingdom commits 2 ships for escort in the corridor.",
        ),
        ("forces_withheld", "India keeps its forces back; the rest is put to a final vote."),
        ("draft_failed", "Draft {draft} is not adopted: China objects."),
        ("turn_began", "Turn 1 begins: January to June 2009."),
    ],
)
def test_lines_read_as_sentences(kind: str, line: str) -> None:
    """Names, counts and changes are in words."""
    event = next(event for event, _line in _told() if event.kind == kind)
    assert _line(kind) == line.replace("{draft}", str(getattr(event, "draft", "")))


def test_a_draft_is_told_from_the_text_that_it_is_nearest_to() -> None:
    """A version says which draft it changes, and only the difference from that one."""
    linked = _line("draft_tabled", number=1)
    assert linked is not None
    assert linked.startswith("Japan and the United Kingdom table draft ")
    assert "is draft 1 but for this: the United Kingdom commits 2 ships for escort" in linked
    assert "area" not in linked


def test_a_version_says_what_it_replaces() -> None:
    """A sponsor's amendment takes the place of its draft."""
    play = a_game()
    state = next(m.after for m in play.moments if m.after.drafts)
    draft = state.drafts[0]
    text = altered(draft.package, (Alteration("level", 0, 1),))
    line = event_line(context.of_state(state), e.DraftTabled(40, (2,), text, draft.id))
    assert line == (
        f"France tables draft 40, which replaces draft {draft.id}: the United States commits "
        "1 ship for escort in the corridor."
    )


PRIVATE = {
    "interests_asked": {0, 3},
    "disclosed": {0, 3},
    "backchannel_answered": {0, 4},
    "side_deal_offered": {1, 3, 5},
    "side_deal_answered": {1, 3},
    "side_deal_closed": {1, 3, 5},
    "issues_linked": {1, 5},
    "link_answered": {1, 5},
    "waiver_granted": {0},
}


@pytest.mark.parametrize("seat", range(-1, 8))
def test_private_events_are_told_to_their_parties_alone(seat: int) -> None:
    """Others, the chair among them, get no line at all."""
    for event, line in _told(seat):
        if event.kind in PRIVATE and seat not in PRIVATE[event.kind]:
            assert line is None, event


@pytest.mark.parametrize("kind", sorted(PRIVATE))
def test_parties_are_told(kind: str) -> None:
    """Somebody who takes part reads the line."""
    assert any(line for seat in PRIVATE[kind] for event, line in _told(seat) if event.kind == kind)


def test_a_sounding_shows_to_others_only_when_it_leaks_and_without_its_text() -> None:
    """What leaks is that two talk, not what they said."""
    play = a_game()
    sent = next(
        event for m in play.moments for event in m.events if event.kind == "backchannel_sent"
    )
    ctx = context.of_state(play.state)
    secret = e.BackchannelSent(sent.message, sent.sender, sent.to, sent.package, False)
    leaked = e.BackchannelSent(sent.message, sent.sender, sent.to, sent.package, True)
    assert event_line(ctx, secret, 6) is None
    assert event_line(ctx, leaked, 6) == (
        "It becomes known that the United States sounds out India behind closed doors."
    )
    own = event_line(ctx, leaked, 4)
    assert own is not None
    assert "ships" in own


def test_votes_and_deliveries_of_others_are_told_without_their_content() -> None:
    """During the vote and the delivery one learns that others acted, not how."""
    assert _line("vote_cast", seat=1, number=4) == "India has voted."
    assert _line("vote_cast", seat=4, number=4) == "India consents, and keeps its own forces back."
    assert _line("delivery_made", seat=0, number=2) == "France has decided what it sends."
    assert _line("delivery_made", seat=2, number=2) == "France sends nothing."


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("terms:area", "China objects over what the text says on area."),
        ("cost:", "China objects over the cost."),
        ("red line", "China objects over a limit of its instructions."),
        ("Too early.", "China objects: “Too early.”"),
    ],
)
def test_an_objection_gives_its_reason_in_words(reason: str, said: str) -> None:
    """A computer member's reason is a code, a person's own words are quoted."""
    ctx = context.of_state(a_game().state)
    assert event_line(ctx, e.VoteCast(3, "object", True, reason, False)) == said


def test_figures_of_a_vote_at_home_belong_to_the_member() -> None:
    """Others learn that it passed."""
    ctx = context.of_state(a_game().state)
    held = e.RatificationHeld(6, 650, True, ("courts",))
    assert event_line(ctx, held, 6) == "Kenya ratifies, with 65% of the vote at home."
    assert event_line(ctx, held, 0) == "Kenya ratifies."


def test_a_view_gives_the_context_that_its_reader_needs() -> None:
    """Titles, own limits, drafts and deals come from the view alone."""
    play = a_game()
    moment = next(
        m for m in play.moments if any(event.kind == "waiver_granted" for event in m.events)
    )
    granted = next(event for event in moment.events if event.kind == "waiver_granted")
    line = event_line(context.of_view(view(moment.after, 0)), granted, 0)
    assert line is not None
    assert line.startswith("The capital of the United States waives a limit for this turn: “")
    assert event_line(context.of_view(view(moment.after, 1)), granted, 1) is None
    chair = context.of_view(view(moment.after, -1))
    assert chair.limits == {}
    assert chair.titles


def test_members_that_do_alike_share_a_line() -> None:
    """Ratifications, votes and empty deliveries in a row become one sentence."""
    play = a_game()
    ctx = context.of_state(play.state)
    passed = tuple(e.RatificationHeld(n, 1000, True, ()) for n in range(8))
    assert account(ctx, passed) == ("All members ratify.",)
    mixed = (*passed[:2], e.RatificationHeld(2, 400, False, ()), passed[3])
    assert account(ctx, mixed) == (
        "The United States and the United Kingdom ratify.",
        "France fails to ratify: 40% of the vote at home is not enough.",
        "China ratifies.",
    )
    votes = tuple(e.VoteCast(n, "consent", True, "", True) for n in range(3))
    assert account(ctx, votes) == (
        "The United States, the United Kingdom and France let the silence run.",
    )
    assert account(ctx, votes, seat=7) == (
        "The United States, the United Kingdom and France have voted.",
    )
    own = account(ctx, votes, seat=1)
    assert own[1] == "The United Kingdom lets the silence run."
    nothing = tuple(e.DeliveryMade(n, (0,) * len(play.table.slots)) for n in range(2))
    assert account(ctx, nothing) == ("The United States and the United Kingdom send nothing.",)


def test_rare_events_are_told_too() -> None:
    """A choice, a change of stock, an expiry and the end have their lines."""
    play = a_game()
    ctx = context.of_state(play.state)
    spec = next(s for s in play.state.setting.scenario.events if s.choice)
    assert spec.choice is not None
    option = spec.choice.options[0]
    seat = play.table.seat_places[spec.choice.member]
    chosen = event_line(ctx, e.EventChosen(spec.id, seat, option.id), seat)
    assert chosen is not None
    assert spec.title in chosen
    assert event_line(ctx, e.StockChanged(0, 0, -2, 3)) == (
        "The United States has 2 ships fewer to commit, until the end of turn 3."
    )
    assert event_line(ctx, e.AgreementExpired()) is not None
    assert event_line(ctx, e.GameEnded("last_turn")) == "The last turn is over."


@pytest.mark.parametrize("why", ["veto", "objection", "abstention", "too_few", "too_few_members"])
@pytest.mark.parametrize("blockers", [(), (3,), (3, 4)])
def test_every_way_to_fail_is_told(why: str, blockers: tuple[int, ...]) -> None:
    """Each verdict of the decision rules has its sentence, for none, one and several blockers."""
    line = event_line(context.of_state(a_game().state), e.DraftFailed(7, blockers, why))
    assert line is not None
    assert line.startswith("Draft 7 is not adopted: ")
    assert "{" not in line
    assert ("China and India" in line) == (len(blockers) == 2)


def test_every_stance_is_told_with_and_without_reason_and_ask() -> None:
    """No combination leaves a gap in the sentence."""
    from game.engine.commands import Reason, Response

    ctx = context.of_state(a_game().state)
    ask = (Alteration("term", 0, 0),)
    lines = set()
    for stance in ("accept", "conditional", "undecided", "refuse"):
        for reasons in ((), (Reason("home", "", 100 if stance == "accept" else -100),)):
            for wish in ((), ask):
                answer = Response(stance, reasons, "", wish)  # type: ignore[arg-type]
                line = event_line(ctx, e.DraftAnswered(1, 4, answer))
                assert line is not None
                assert "  " not in line
                assert line.startswith("India ")
                lines.add(line)
    assert len(lines) == 12
