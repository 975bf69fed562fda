"""Turning points by counterfactual: what one act changed, by the rules or played again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.engine import commands as c
from game.engine import events as e
from game.engine.game import Done
from game.engine.package import Package
from game.negotiation.score import scores
from game.review.conduct import Conduct
from game.review.sight import said
from game.review.story import Step, Story
from game.session.computer import ComputerMembers, Members
from game.session.review_report import Pivot
from game.session.session import Session
from game.texts import names
from game.texts.catalogue import _

MOST = 6
"""Turning points that a review tells."""
LEAST = 1.0
"""Points of worth below which an act changed nothing to speak of."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act that may have been a turning point, and what is supposed in its place."""

    step: Step
    seat: int
    text: str
    instead: str
    alternative: c.Command
    own: float
    common: float
    draft: int = 0
    """The text that was adopted by it, 0 for other acts."""


def pivots(story: Story, seat: int, *, everyone: bool) -> tuple[Pivot, ...]:
    """
    Return what the seat's acts changed by the rules alone, the greatest difference first.

    With *everyone*, acts of other members that decided a text are told as well.
    """
    found = [row for row in candidates(story, seat, everyone=everyone) if _size(row) >= LEAST]
    found.sort(key=lambda row: (-round(_size(row), 3), row.step.number))
    return tuple(_pivot(story, row, row.own, row.common, "rules") for row in found[:MOST])


def replayed(
    story: Story,
    seat: int,
    most: int,
    *,
    everyone: bool = False,
    members: Members | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Pivot, ...]:
    """
    Play the rest of the game again, with and without each of the *most* promising acts.

    Computer members (on the ``study`` budget) play all seats in both courses, so that the
    difference is the act's alone. Takes seconds to minutes; *stop* ends it early.
    """
    players = members or ComputerMembers("study")
    rows = sorted(
        candidates(story, seat, everyone=everyone),
        key=lambda row: (-round(_size(row), 3), row.step.number),
    )[:most]
    found = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        if stop():
            break
        outcome = counterfactual(story, row.step, row.seat, row.alternative, players)
        if outcome is not None:
            found.append(_pivot(story, row, *outcome, "replayed"))
    return tuple(sorted(found, key=lambda p: (-(abs(p.own) + abs(p.common)), p.number)))


def counterfactual(
    story: Story, step: Step, seat: int, alternative: c.Command, members: Members
) -> tuple[float, float] | None:
    """
    Return own and common score with a seat's act less those with another command in its place.

    None where the alternative is not allowed at that moment, or a course comes to a stand.
    """
    real = _course(story, step, step.line.command, members)
    other = _course(story, step, alternative, members)
    if real is None or other is None:
        return None
    return round(real[seat] - other[seat], 1), round(sum(real) - sum(other), 1)


def _course(
    story: Story, step: Step, command: c.Command, members: Members
) -> tuple[float, ...] | None:
    """Own scores by seat when the game goes on from *step* with *command* instead."""
    header = story.header.model_copy(update={"people": ()})
    before = tuple(line for line in story.lines if line.n < step.number)
    session = Session(
        header, story.setting, before, step.before, writer=None, members=members, strict=False
    )
    for seat in sorted(session.people):
        session.hand_over(seat, to_computer=True)
    if not isinstance(session.submit(step.line.actor, command), Done):
        return None
    session.advance()
    if not session.ended:
        return None
    return tuple(score.own for score in scores(session.state))


def candidates(story: Story, seat: int, *, everyone: bool) -> tuple[Candidate, ...]:
    """Return the acts that decided something, each with what the rules say it changed."""
    seats = story.table.members if everyone else (seat,)
    found = []
    for n in seats:
        conduct = Conduct(story, n)
        found += [*_votes(story, conduct, seat), *_texts(story, conduct, seat)]
        found += _deliveries(story, conduct, seat)
    return tuple(_once_a_text(found, seat))


def _once_a_text(found: list[Candidate], seat: int) -> Iterator[Candidate]:
    """Tell the adoption of a text once: of the seat itself if it had a part, else its sponsor."""
    told = {row.draft for row in found if row.draft and row.seat == seat}
    for row in found:
        mine = row.seat == seat
        sponsor = isinstance(row.step.line.command, c.TableDraft | c.AmendDraft)
        if not row.draft or mine or (sponsor and row.draft not in told):
            yield row


def _votes(story: Story, conduct: Conduct, reader: int) -> Iterator[Candidate]:
    """Votes that alone decided: a sole objection, or a consent that nobody could spare."""
    for step, vote, package in conduct.votes:
        record = next((r for r in story.records if r.turn == step.turn), None)
        draft = step.before.called
        ballots = [b for b in record.ballots if b.draft == draft] if record else []
        tabled = any(t.draft == draft and t.step.turn == step.turn for t in conduct.texts)
        if not ballots or tabled:
            continue  # what became of its own text is told of the text
        ballot = ballots[-1]
        if not ballot.adopted and ballot.blockers == (conduct.seat,) and vote.ballot == "object":
            own, common = _worth(story, reader, step.turn, package)
            text = _("objected to draft {draft} alone").format(draft=draft)
            instead = c.CastVote("abstain", False)
            yield _candidate(step, conduct, text, _("had stood aside"), instead, (-own, -common))
        elif ballot.adopted and vote.ballot == "consent" and _needs_all(story):
            own, common = _worth(story, reader, step.turn, ballot.package)
            text = _("consented to draft {draft}").format(draft=draft)
            instead = c.CastVote("object", False, "reservation")
            worth = (own, common)
            yield _candidate(step, conduct, text, _("had objected"), instead, worth, draft)


def _needs_all(story: Story) -> bool:
    return story.table.decision.basis in ("consensus", "unanimity")


def _texts(story: Story, conduct: Conduct, reader: int) -> Iterator[Candidate]:
    """Texts of the seat that were adopted, beside none being adopted."""
    for text in conduct.texts:
        if conduct.fate(text) != "adopted":
            continue
        worth = _worth(story, reader, text.step.turn, text.package)
        did = _("tabled draft {draft}, which was adopted").format(draft=text.draft)
        yield _candidate(text.step, conduct, did, _("had let the round pass"), c.PassRound(), worth)


def _deliveries(story: Story, conduct: Conduct, reader: int) -> Iterator[Candidate]:
    """Deliveries below what was owed, beside keeping one's word."""
    for step, command in conduct.of("deliver"):
        owed = step.before.owed(conduct.seat)
        if not any(owed) or all(a >= b for a, b in zip(command.levels, owed, strict=True)):
            continue
        stock = [step.before.stock(conduct.seat, r) for r in range(len(story.table.resources))]
        kept = []
        for slot, level in zip(story.table.slots, owed, strict=True):
            kept.append(min(level, stock[slot.resource]))
            stock[slot.resource] -= kept[-1]
        own, common = _shortfall(story, reader, step, conduct.seat, command.levels, tuple(kept))
        did = _("sent less than it owed")
        instead = c.Deliver(tuple(kept))
        yield _candidate(step, conduct, did, _("had kept its word"), instead, (own, common))


def _shortfall(
    story: Story,
    reader: int,
    step: Step,
    member: int,
    sent: tuple[int, ...],
    kept: tuple[int, ...],
) -> tuple[float, float]:
    """The worth of a package with the levels sent, less that with those owed."""
    agreement = step.before.agreement
    assert agreement is not None
    count = len(story.table.slots)

    def with_own(own: tuple[int, ...]) -> Package:
        levels = agreement.package.levels
        changed = (*levels[: member * count], *own, *levels[(member + 1) * count :])
        return Package(agreement.package.terms, changed, agreement.package.caveats)

    real = _worth(story, reader, step.turn, with_own(sent))
    word = _worth(story, reader, step.turn, with_own(kept))
    return real[0] - word[0], real[1] - word[1]


def _worth(story: Story, reader: int, turn: int, package: Package) -> tuple[float, float]:
    gains = story.gains(turn, package)
    return gains[reader], sum(gains)


def _candidate(
    step: Step,
    conduct: Conduct,
    text: str,
    instead: str,
    alternative: c.Command,
    worth: tuple[float, float],
    draft: int = 0,
) -> Candidate:
    member = names.sentence(names.member(conduct.table, conduct.seat))
    return Candidate(
        step=step,
        seat=conduct.seat,
        text=f"{member} {text}.",
        instead=_("If it {instead}").format(instead=instead),
        alternative=alternative,
        own=worth[0],
        common=worth[1],
        draft=draft,
    )


def _size(row: Candidate) -> float:
    return abs(row.own) + abs(row.common) / 4


def _pivot(story: Story, row: Candidate, own: float, common: float, method: str) -> Pivot:
    return Pivot(
        number=row.step.number,
        turn=row.step.turn,
        seat=story.table.seats[row.seat].id,
        act=row.text,
        instead=row.instead,
        own=round(own, 1),
        common=round(common, 1),
        method="replayed" if method == "replayed" else "rules",
    )


def adoptions(story: Story) -> tuple[tuple[int, int, str], ...]:
    """Turn, number and sentence of every text that was adopted."""
    return tuple(
        (step.turn, step.number, said(step.after, event, None) or "")
        for step in story.steps
        for event in step.line.events
        if isinstance(event, e.DraftAdopted)
    )
