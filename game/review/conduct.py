"""What one seat did, made ready to be judged: its texts and votes with their worth and limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from game.engine import commands as c
from game.engine import events as e
from game.engine.home import vote_at_home
from game.engine.package import Package
from game.engine.red_lines import crossed
from game.engine.rules.burden_sharing import fair_share
from game.review.story import Step, Story
from game.scenario.models.members import RedLineSpec
from game.session.lines import CommandLine, RefusedLine


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a seat put on the table, and what became of it."""

    step: Step
    draft: int
    package: Package
    replaces: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a seat sent in a turn beside what it owed: units, and shares of the table's cost."""

    turn: int
    number: int
    owed: int
    kept: int
    share: float
    fair: float
    table_cost: float


class Conduct:
    """One seat's game."""

    def __init__(self, story: Story, seat: int) -> None:
        self.story = story
        self.seat = seat
        self.table = story.table
        self.id = story.table.seats[seat].id
        self.mind = story.setting.minds[seat]
        self.steps = tuple(s for s in story.steps if s.line.actor == self.id)

    def of(self, *kinds: str) -> Iterator[tuple[Step, Any]]:
        """Yield the seat's own commands of some kinds, each with its step."""
        for step in self.steps:
            if step.line.command.kind in kinds:
                yield step, step.line.command

    def in_turn(self, turn: int, *kinds: str) -> tuple[Step, ...]:
        """The seat's commands of some kinds in a turn."""
        return tuple(
            step
            for step in self.story.by_turn.get(turn, ())
            if step.line.actor == self.id and step.line.command.kind in kinds
        )

    @cached_property
    def barred(self) -> tuple[tuple[int, int], ...]:
        """Number and turn of what the seat tried and its own instructions forbade."""
        found, turn = [], 1
        for line in self.story.lines:
            if isinstance(line, CommandLine):
                turn = max(1, line.turn)
            if not isinstance(line, RefusedLine) or line.actor != self.id:
                continue
            if line.code == "red_line/crossed":
                found.append((line.n, turn))
        return tuple(found)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts that the seat tabled, in order."""
        found = []
        for step, _ in self.of("table_draft", "amend_draft"):
            for event in step.line.events:
                if isinstance(event, e.DraftTabled) and self.seat in event.sponsors:
                    found.append(Text(step, event.draft, event.package, event.replaces))
        return tuple(found)

    @cached_property
    def votes(self) -> tuple[tuple[Step, c.CastVote, Package], ...]:
        """The votes that the seat cast itself, each with the text under decision."""
        return tuple(
            (step, command, step.before.under_decision)
            for step, command in self.of("cast_vote")
            if step.before.under_decision is not None
        )

    @cached_property
    def answers(self) -> tuple[tuple[Step, c.AnswerDraft, Package], ...]:
        """The seat's answers to drafts of others, each with the draft's text."""
        found = []
        for step, command in self.of("answer_draft"):
            draft = step.before.draft(command.draft)
            if draft is not None:
                found.append((step, command, draft.package))
        return tuple(found)

    def gain(self, turn: int, package: Package) -> float:
        """What the seat gained by a package, in points."""
        return self.story.gains(turn, package)[self.seat]

    def others(self, turn: int, package: Package) -> tuple[float, ...]:
        """What the others gained by a package."""
        gains = self.story.gains(turn, package)
        return tuple(gain for n, gain in enumerate(gains) if n != self.seat)

    def crosses(self, step: Step, package: Package) -> tuple[RedLineSpec, ...]:
        """The seat's limits that a package crosses, by the waivers of the moment."""
        return crossed(
            self.table, self.seat, self.mind.red_lines, package, step.before.waivers[self.seat]
        )

    def passes_at_home(self, step: Step, package: Package) -> bool:
        """Whether the seat's politics at home would carry a package then."""
        support = step.before.values[self.table.layout.of_member("support", self.seat)]
        factions = self.mind.factions
        return bool(vote_at_home(self.table, self.seat, factions, package, support).passes)

    def fate(self, text: Text) -> str:
        """What became of a text: ``open``, ``replaced``, ``withdrawn``, ``adopted``, ``failed``."""
        state = self.story.ends.get(text.step.turn, self.story.last)
        drafts = state.drafts
        if state.turn != text.step.turn or not any(d.id == text.draft for d in drafts):
            record = next((r for r in self.story.records if r.turn == text.step.turn), None)
            drafts = record.drafts if record else ()
        found = next((d for d in drafts if d.id == text.draft), None)
        return found.status if found else "open"

    def supporters(self, text: Text) -> tuple[int, int]:
        """How many others accepted a text in the end or consented to it, and how many others."""
        draft = None
        for step in self.story.by_turn[text.step.turn]:
            draft = step.after.draft(text.draft) or draft
        others = [n for n in self.table.members if n != self.seat]
        found = set()
        if draft is not None:
            for n in others:
                answer = draft.answers[n]
                if n in draft.sponsors or (answer is not None and answer.stance == "accept"):
                    found.add(n)
        for record in self.story.records:
            for ballots in record.ballots:
                if record.turn == text.step.turn and ballots.draft == text.draft:
                    for n in others:
                        vote = ballots.votes[n]
                        if vote is not None and vote.ballot == "consent":
                            found.add(n)
        return len(found), len(others)

    @cached_property
    def deliveries(self) -> tuple[Delivered, ...]:
        """What the seat sent, turn by turn."""
        count = len(self.table.slots)
        own = range(self.seat * count, (self.seat + 1) * count)
        fair = fair_share(self.table, self.seat, "capacity")
        found = []
        for record in self.story.records:
            costs = [0.0] * len(self.table.seats)
            for place, level in enumerate(record.delivered):
                costs[place // count] += level * self.table.slots[place % count].cost
            total = sum(costs)
            number = next(
                (
                    step.number
                    for step in self.story.by_turn[record.turn]
                    for event in step.line.events
                    if isinstance(event, e.DeliveryMade) and event.seat == self.seat
                ),
                0,
            )
            found.append(
                Delivered(
                    turn=record.turn,
                    number=number,
                    owed=sum(record.owed[p] for p in own),
                    kept=sum(min(record.owed[p], record.delivered[p]) for p in own),
                    share=costs[self.seat] / total if total else 0.0,
                    fair=fair,
                    table_cost=total,
                )
            )
        return tuple(found)

    @cached_property
    def idle_turns(self) -> tuple[Step, ...]:
        """The last pass of each turn in which the seat put nothing forward."""
        found = []
        for turn in self.story.turns:
            active = ("table_draft", "amend_draft", "link_issues", "offer_side_deal", "ask_chair")
            passes = self.in_turn(turn, "pass_round")
            if passes and not self.in_turn(turn, *active):
                found.append(passes[-1])
        return tuple(found)
