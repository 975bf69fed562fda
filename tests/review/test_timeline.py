"""The timeline: what happened, what a seat knew beside what was true, and why members acted."""

from __future__ import annotations

from game.engine.view import view
from game.review.story import Story
from game.review.timeline import moment, moments, timeline, why
from tests.review.games import tabled_story


def _line(story: Story, actor: str, kind: str) -> int:
    return next(
        s.number for s in story.steps if s.line.actor == actor and s.line.command.kind == kind
    )


def test_it_tells_offers_answers_votes_and_deliveries_in_order() -> None:
    """Every kind of the game is there, in the order of the log, with who did it."""
    story = tabled_story()
    items = timeline(story, None)
    kinds = {item.kind for item in items}
    assert {"draft", "accept", "called", "adopted", "delivered", "talk", "agenda"} <= kinds
    assert [i.number for i in items] == sorted(i.number for i in items)
    tabled = next(i for i in items if i.kind == "draft")
    assert (tabled.seat, tabled.turn, tabled.phase, tabled.round) == ("alba", 1, "consultation", 1)


def test_a_turn_belongs_to_its_events_although_a_command_of_the_last_one_began_it() -> None:
    """The agenda of the second turn is told of the second turn."""
    agendas = [i for i in timeline(tabled_story(), None) if i.kind == "agenda"]
    assert [i.turn for i in agendas][:2] == [1, 2]


def test_a_moment_shows_what_the_seat_knew_beside_what_was_true() -> None:
    """Estimates are the seat's of that moment; truth is the state's."""
    story = tabled_story()
    number = _line(story, "alba", "table_draft")
    state = story.state_after(number)
    then = moment(story, number, 0, open_book=True)
    seen = view(state, 0)
    attacks = next(t for t in then.tracks if t.track == "attacks")
    places = [p for p, key in enumerate(story.table.layout.keys) if key.startswith("activity/")]
    assert attacks.known == sum(seen.estimates[p] for p in places)
    assert attacks.true == sum(state.values[p] for p in places)
    assert attacks.width > 0
    assert attacks.known != attacks.true
    assert then.on_the_table
    assert then.turn == 1


def test_the_end_of_every_turn_is_a_moment() -> None:
    """What was known is what the seat's own record says of the turn."""
    story = tabled_story()
    found = moments(story, 1, open_book=False)
    assert [m.turn for m in found] == [1, 2]
    assert "In force" in found[0].in_force


def test_a_member_is_asked_why() -> None:
    """What it said, the reasons it gave, and with the book open what it had weighed."""
    story = tabled_story()
    number = _line(story, "brava", "answer_draft")
    told = why(story, number, None)
    assert told is not None
    assert told.seat == "brava"
    assert told.said[0].startswith("Brava accepts draft")
    assert told.reasons == ("Its effect on cohesion: +4.0 points",)
    assert "What the text gained it: +4.0 points" in told.record
    own = why(story, number, 1)
    assert own is not None
    assert own.record == told.record


def test_others_are_not_told_what_it_weighed() -> None:
    """A reader with the book closed hears what was said, and no figure of the record."""
    story = tabled_story()
    told = why(story, _line(story, "brava", "answer_draft"), 2)
    assert told is not None
    assert told.reasons
    assert told.record == ()


def test_there_is_no_why_where_nobody_acted_or_nothing_was_heard() -> None:
    """The clock has no reasons, and a question between two is nobody else's business."""
    story = tabled_story()
    assert why(story, 1, None) is None
    assert why(story, 10_000, None) is None
    asked = _line(story, "alba", "ask_interests")
    assert why(story, asked, 2) is None
    assert why(story, asked, 1) is not None
