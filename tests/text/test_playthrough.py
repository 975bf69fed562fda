"""One whole game of the Gulf of Aden in the terminal, kept as it was told.

After a change of members, rules or words that is meant, write it anew and read it:
``DEMARCHE_ACCEPT=1 python3 -m tests tests/text/test_playthrough.py``
"""

from __future__ import annotations

import pytest

from game import paths
from game.engine import events as e
from game.engine.rules.registry import known_rules
from game.scenario.load import load_scenario
from game.session.lines import CommandLine
from game.session.session import Session
from game.text.terminal import play
from tests.golden import hold_to
from tests.text.talking import commands_of
from tests.text.trainee import Trainee

SEED, SEAT, PRESET = 3, "france", "short"


@pytest.fixture(scope="module")
def played() -> Trainee:
    """A trainee who has played France through four turns."""
    session = Session.new(
        load_scenario(paths.scenarios() / "gulf_of_aden", rules=known_rules()),
        seed=SEED,
        preset=PRESET,
        people=[SEAT],
        strict=True,
    )
    trainee = Trainee(session, SEAT)
    assert play(session, SEAT, read=trainee.read, write=trainee.write) == 0
    return trainee


def test_the_game_is_told_as_it_was_kept(played: Trainee) -> None:
    """The same scenario, seed and verbs tell the same story, word for word."""
    hold_to("playthrough_gulf_of_aden.txt", played.text)


def test_the_game_was_played_to_its_end_by_verbs_alone(played: Trainee) -> None:
    """All four turns were played, and no line that the trainee typed was misunderstood."""
    assert played.session.ended
    assert len(played.session.state.records) == 4
    for sign in ("was not understood", "There is no ", "is no verb", "wait until then"):
        assert sign not in played.text


def test_the_game_shows_what_a_negotiation_is_made_of(played: Trainee) -> None:
    """An ask, a change of a text, a sounding, a link, a public word, a vote, a short delivery."""
    given = set(commands_of(played.session, SEAT))
    assert given >= {
        "ask_interests",
        "amend_draft",
        "answer_draft",
        "send_backchannel",
        "link_issues",
        "make_statement",
        "hold_exercise",
        "cast_vote",
        "deliver",
    }
    happened = [
        event
        for line in played.session.lines
        if isinstance(line, CommandLine)
        for event in line.events
    ]
    assert any(isinstance(event, e.DraftAdopted) for event in happened)
    assert "sends less than it promised" in " ".join(played.text.split())
    assert "It assumes: " in played.text


def test_the_story_is_no_noise(played: Trainee) -> None:
    """Lines are short, none is told three times running, and a turn fits a few pages."""
    lines = [line for line in played.text.splitlines() if "> " not in line]
    assert max(len(line) for line in lines) <= 100
    running = zip(lines, lines[1:], lines[2:], strict=False)
    assert not any(a == b == c for a, b, c in running)
    turns = played.text.split("== Turn ")[1:]
    assert max(turn.count("\n") for turn in turns) < 350


def test_no_secret_of_another_seat_is_told(played: Trainee) -> None:
    """What other capitals hold back is nowhere in the story unless they told it themselves."""
    session = played.session
    told = {
        line.command.claim.subject
        for line in session.lines
        if isinstance(line, CommandLine) and line.command.kind == "tell"
    }
    story = " ".join(played.text.split())
    for place, mind in enumerate(session.setting.minds):
        for limit in mind.red_lines:
            if session.table.seats[place].id != SEAT and limit.id not in told:
                assert limit.text not in story
                assert limit.id not in story
