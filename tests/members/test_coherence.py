"""Members are coherent: what they say, vote, propose and send fits together."""

from __future__ import annotations

from functools import cache

import pytest

from game.engine import commands as c
from game.engine.package import Package
from game.engine.state import GameState
from game.members.money import bought
from game.negotiation.desk import Desk
from tests.fixtures import SCENARIOS, raw_scenario, setting_of, small_setting
from tests.fixtures.members_play import QUICK, Made, play_members

SEEDS = range(8)


@cache
def _small(seed: int) -> tuple[GameState, list[Made]]:
    return play_members(small_setting(seed, preset="long"))


@cache
def _gulf(seed: int) -> tuple[GameState, list[Made]]:
    raw = raw_scenario(SCENARIOS / "gulf_of_aden")
    shortest = min(raw["presets"], key=lambda p: p["turns"])["id"]
    return play_members(setting_of(raw, seed, preset=shortest))


def _games() -> list[tuple[GameState, list[Made]]]:
    return [*(_small(seed) for seed in SEEDS), _gulf(1)]


def test_no_move_of_a_member_is_ever_refused() -> None:
    """The player fails on a refusal, so that whole games are the proof."""
    for state, made in _games():
        assert state.phase == "ended"
        assert made


def test_nobody_opposes_its_own_unchanged_proposal() -> None:
    """A sponsor of the text under decision consents to it in the first ballot."""
    votes = [
        (m, m.move.command)
        for _, made in _games()
        for m in made
        if isinstance(m.move.command, c.CastVote) and not m.seen.final_ballot
    ]
    sponsored = [
        vote.ballot
        for m, vote in votes
        if (draft := m.seen.draft(m.seen.called)) and m.seat in draft.sponsors
    ]

    assert sponsored
    assert set(sponsored) == {"consent"}


def test_nobody_consents_below_its_reservation_value() -> None:
    """A consenting member gains by the text, or by the text and the money beside it."""
    checked = 0
    for _, made in _games():
        for m in made:
            command = m.move.command
            if not (isinstance(command, c.CastVote) and command.ballot == "consent"):
                continue
            desk = Desk(m.seen, QUICK)
            assert m.seen.under_decision is not None
            gain = desk.own_gain(m.seen.under_decision) + bought(desk, m.seen.called)
            assert gain >= -0.5
            assert not desk.own_red_lines(m.seen.under_decision)
            checked += 1
    assert checked > 20


def test_whoever_said_it_accepts_a_text_consents_to_it() -> None:
    """An answer of acceptance is kept at the vote while nothing has changed."""
    kept = []
    for _, made in _games():
        for m in made:
            command = m.move.command
            if not isinstance(command, c.CastVote) or m.seen.final_ballot:
                continue
            draft = m.seen.draft(m.seen.called)
            said = draft.answers[m.seat] if draft else None
            if said is not None and said.stance == "accept":
                kept.append(command.ballot)

    assert len(kept) > 10
    assert set(kept) == {"consent"}


def test_nobody_tables_what_is_worse_for_everyone_than_what_lies_there() -> None:
    """By the proposer's own beliefs, no open text leaves all at least as well off."""
    for _, made in _games():
        for m in made:
            if m.seat < 0 or not isinstance(m.move.command, c.TableDraft | c.AmendDraft):
                continue
            desk = Desk(m.seen, QUICK)
            gains = desk.gains(m.move.command.package)
            for draft in m.seen.open_drafts:
                rival = desk.gains(draft.package)
                assert not all(b >= a for a, b in zip(gains, rival, strict=True))


def test_nobody_proposes_what_crosses_its_own_red_line_or_fails_at_home() -> None:
    """Limits hold for one's own texts as for those of others."""
    for _, made in _games():
        for m in made:
            if m.seat < 0 or not isinstance(m.move.command, c.TableDraft | c.AmendDraft):
                continue
            desk = Desk(m.seen, QUICK)
            package: Package = m.move.command.package
            assert not desk.own_red_lines(package)
            assert desk.at_home(package).passes


def test_every_refusal_carries_a_reason_that_is_true() -> None:
    """Named parts of worth are among the recorded ones, with the same sign."""
    refusals = 0
    for _, made in _games():
        for m in made:
            command = m.move.command
            if not isinstance(command, c.AnswerDraft) or command.response.stance != "refuse":
                continue
            refusals += 1
            record = dict(m.move.record)
            assert command.response.reasons
            for reason in command.response.reasons:
                recorded = record.get(f"{reason.part}:{reason.subject}")
                if reason.part in ("terms", "outcome", "cost", "sovereignty", "fairness"):
                    assert recorded == reason.weight
    assert refusals > 5


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_view_gives_the_same_move(seed: int) -> None:
    """Members have no memory: asked again, they do the same."""
    from game.members.player import next_move

    _, made = _small(seed)
    for m in made[:: max(1, len(made) // 25)]:
        if m.seat >= 0:
            assert next_move(m.seen, QUICK) == m.move
