"""A short game on the Gulf of Aden in which nearly every kind of thing happens, for these tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from game import paths
from game.engine import commands as c
from game.engine import game
from game.engine.events import Event
from game.engine.package import Alteration, Package
from game.engine.rules.registry import known_rules
from game.engine.setting import build_setting, preset_of
from game.engine.state import GameState, initial_state
from game.engine.table import Table
from game.scenario.load import load_scenario


@dataclass(frozen=True)
class Moment:
    """What one command brought about."""

    before: GameState
    events: tuple[Event, ...]
    after: GameState


class Play:
    """Plays commands that must be carried out, and keeps what happened."""

    def __init__(self) -> None:
        loaded = load_scenario(paths.scenarios() / "gulf_of_aden", rules=known_rules())
        assert loaded.scenario is not None
        preset = preset_of(loaded.scenario)
        assert preset is not None
        assert loaded.catalogue is not None
        setting = build_setting(loaded.scenario, loaded.catalogue, seed=3, preset=preset)
        self.state = initial_state(setting)
        self.moments: list[Moment] = []

    @property
    def table(self) -> Table:
        """The table."""
        return self.state.setting.table

    def do(self, actor: str, command: c.Command) -> None:
        """Carry out a command."""
        done = game.decide(self.state, actor, command)
        assert isinstance(done, game.Done), done
        self.moments.append(Moment(self.state, done.events, done.state))
        self.state = done.state

    def all_do(self, command: c.Command) -> None:
        """Let every seat give the same command."""
        for seat in self.table.seats:
            self.do(seat.id, command)


def package(
    table: Table,
    base: Package,
    terms: Mapping[int, int],
    levels: Mapping[tuple[str, str], int],
) -> Package:
    """A package that differs from *base* in some terms and in levels by member and slot."""
    answers, given = list(base.terms), list(base.levels)
    for place, answer in terms.items():
        answers[place] = answer
    slots = [slot.id for slot in table.slots]
    for (member, slot), level in levels.items():
        given[table.level_place(table.seat_places[member], slots.index(slot))] = level
    return replace(base, terms=tuple(answers), levels=tuple(given))


@cache
def a_game() -> Play:
    """Two turns: talks, a link, a side deal, forces kept back, an adoption, and a breach."""
    play = Play()
    play.do("clock", c.StartGame())
    play.do("clock", c.ClockExpired("briefing"))
    table, state = play.table, play.state
    term = state.agenda[0]
    answer = (table.terms[term].status_quo + 1) % len(table.terms[term].answers)
    first = package(
        table,
        table.status_quo,
        {term: answer},
        {
            ("france", "escort.ship"): 2,
            ("india", "escort.ship"): 3,
            ("japan", "shore_work.fund"): 1,
        },
    )
    india = table.level_place(table.seat_places["india"], 0)
    japan = table.level_place(table.seat_places["japan"], 0)
    uk = table.level_place(table.seat_places["uk"], 0)
    play.do("france", c.TableDraft(first))
    draft = play.state.drafts[-1].id
    cost = c.Reason("cost", "", -3000, (("cost", 4200),))
    ask = (Alteration("level", india, 1),)
    play.do("india", c.AnswerDraft(draft, c.Response("refuse", (cost,), "", ask)))
    play.do("usa", c.AskInterests(table.seat_places["china"], term))
    worths = tuple(90_000 - 40_000 * n for n in range(len(table.terms[term].answers)))
    claim = c.Claim("position", table.terms[term].id, (*worths, 25_000))
    play.do("china", c.Tell(0, claim))
    play.do("usa", c.SendBackchannel(4, first))
    sounding = play.state.backchannels[-1].id
    play.do("india", c.AnswerBackchannel(sounding, c.Response("conditional", (cost,), "", ask)))
    play.do("usa", c.HoldExercise(2))
    play.do("uk", c.MakeStatement(term, table.terms[term].status_quo))
    play.do("kenya", c.AskChair())
    shut = next(n for n in range(len(table.terms)) if n not in play.state.agenda)
    play.do("uk", c.MoveAgenda(shut))
    play.do("uk", c.OfferSideDeal(3, draft, 500, 2))
    play.do("china", c.AnswerSideDeal(play.state.side_deals[-1].id, True))
    play.do("uk", c.OfferSideDeal(5, draft, 400, 1))
    play.do("uk", c.RecallSideDeal(play.state.side_deals[-1].id))
    play.do("kenya", c.CallDecision(draft))
    mine, yours = Alteration("level", japan, 1), Alteration("level", uk, 2)
    play.do("japan", c.LinkIssues(1, draft, mine, yours))
    play.do("uk", c.AnswerLink(play.state.links[-1].id, True))
    line = next(r for r in state.setting.minds[0].red_lines if r.waivable)
    play.do("usa", c.AskCapital(line.id))
    rival = package(table, first, {}, {("india", "escort.ship"): 2})
    play.do("seychelles", c.TableDraft(rival))
    play.do("seychelles", c.WithdrawDraft(play.state.drafts[-1].id))
    play.all_do(c.PassRound())
    for seat in table.seats:
        play.do(seat.id, c.CastVote("consent", forces=seat.id != "india"))
    play.all_do(c.CastVote("consent"))
    for place, seat in enumerate(table.seats):
        owed = play.state.owed(place)
        play.do(seat.id, c.Deliver((0,) * len(owed) if seat.id == "france" else owed))
    play.all_do(c.Continue())
    play.do("clock", c.ClockExpired("briefing"))
    failing = package(table, play.state.in_force, {}, {("kenya", "hosting.basing"): 1})
    play.do("kenya", c.TableDraft(failing))
    play.do("kenya", c.CallDecision(play.state.drafts[-1].id))
    play.all_do(c.PassRound())
    for seat in table.seats:
        ballot = {"china": "object", "india": "abstain"}.get(seat.id, "consent")
        play.do(seat.id, c.CastVote(ballot, reason="Too early."))  # type: ignore[arg-type]
    play.do("clock", c.ClockExpired("implementation"))
    return play
