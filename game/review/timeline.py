"""The timeline: what happened in order, what a seat knew at any moment, and why members acted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.engine import commands as c
from game.engine.state import GameState
from game.engine.tracks import track_places, track_value
from game.engine.view import SeatRecord, view
from game.review.sight import context_of, said
from game.review.story import Step, Story
from game.scenario.models.world import TrackSpec
from game.session.review_report import Happening, Moment, TrackThen, Why
from game.texts import names
from game.texts.catalogue import _
from game.texts.happenings import may_see
from game.texts.numbers import change, listed
from game.texts.packages import difference_clause
from game.texts.reasons import PARTS, objection, reason_label

KINDS = {
    "event_occurred": "event",
    "event_chosen": "choice",
    "stock_changed": "event",
    "draft_withdrawn": "withdrawn",
    "interests_asked": "talk",
    "disclosed": "talk",
    "backchannel_sent": "talk",
    "exercise_held": "talk",
    "side_deal_offered": "deal",
    "side_deal_answered": "deal",
    "side_deal_closed": "deal",
    "issues_linked": "link",
    "link_answered": "link",
    "statement_made": "statement",
    "waiver_granted": "waiver",
    "mediation_asked": "mediation",
    "term_opened": "agenda",
    "agenda_set": "agenda",
    "decision_called": "called",
    "draft_adopted": "adopted",
    "draft_failed": "failed",
    "forces_withheld": "withheld",
    "agreement_expired": "expired",
    "delivery_made": "delivered",
    "game_ended": "ended",
}
"""Kind of mark by kind of event; answers, votes, drafts and votes at home tell theirs apart."""

STANCES = {"accept": "accept", "conditional": "conditional", "undecided": "silent"}
DOERS = ("seat", "asker", "by", "sender", "host", "member")


def timeline(story: Story, seat: int | None) -> tuple[Happening, ...]:
    """Return what happened, as *seat* may know it in the end; None for everything."""
    return tuple(item for step in story.steps for item in _of_step(story, step, seat))


def _of_step(story: Story, step: Step, seat: int | None) -> Iterator[Happening]:
    turn, round_ = step.turn, step.before.round
    phase: str = step.before.phase
    context = context_of(step.after, None)
    if step.line.command.kind == "pass_round":
        yield _passed(story, step)
    for event in step.line.events:
        if event.kind == "turn_began":
            turn, phase, round_ = event.turn, "briefing", 0
        elif event.kind == "phase_began":
            phase, round_ = event.phase, 0
        elif event.kind == "round_began":
            round_ = event.round
        kind = _kind(event)
        if not kind or not may_see(context, event, seat):
            continue
        text = said(step.after, event, seat)
        if text:
            yield Happening(
                number=step.number,
                turn=turn,
                phase=phase,
                round=round_ if phase == "consultation" else 0,
                seat=_doer(story, event),
                kind=kind,
                draft=_draft(event),
                said=text,
            )


def _passed(story: Story, step: Step) -> Happening:
    member = names.sentence(names.member(story.table, step.line.actor))
    return Happening(
        number=step.number,
        turn=step.turn,
        phase=step.before.phase,
        round=step.before.round,
        seat=step.line.actor,
        kind="pass",
        draft=0,
        said=_("{member} does no more in this round.").format(member=member),
    )


def _kind(event: Any) -> str:
    match event.kind:
        case "draft_tabled":
            return "counter" if event.replaces else "draft"
        case "draft_answered" | "backchannel_answered":
            return STANCES.get(event.response.stance, "refuse")
        case "vote_cast":
            return "silence" if event.silent else str(event.ballot)
        case "ratification_held":
            return "ratified" if event.passed else "unratified"
    return KINDS.get(event.kind, "")


def _doer(story: Story, event: Any) -> str:
    if event.kind == "draft_tabled":
        sponsor = event.sponsors[0]
        return "chair" if sponsor < 0 else story.table.seats[sponsor].id
    for name in DOERS:
        place = getattr(event, name, None)
        if (
            isinstance(place, int)
            and not isinstance(place, bool)
            and event.kind != "event_occurred"
        ):
            return story.table.seats[place].id if place >= 0 else "chair"
    return ""


def _draft(event: Any) -> int:
    number = getattr(event, "draft", 0)
    return number if isinstance(number, int) else 0


# ---------------------------------------------------------------------------------- moments


def moment(story: Story, number: int, seat: int, *, open_book: bool) -> Moment:
    """Return what a seat knew after a line of the log, beside what was true."""
    state = story.state_after(number)
    seen = view(state, seat, history=False)
    tracks = tuple(
        _then(story, track, seat, seen.estimates, seen.widths, state.values, open_book)
        for track in story.table.tracks
    )
    return _moment(state, number, tracks)


def moments(story: Story, seat: int, *, open_book: bool) -> tuple[Moment, ...]:
    """Return the end of every finished turn, as a seat knew it and as it was."""
    records: tuple[SeatRecord, ...] = view(story.last, seat).records
    found = []
    for seen, record in zip(records, story.records, strict=True):
        state = story.ends[record.turn]
        number = next(s.number for s in story.steps if s.after is state)
        tracks = tuple(
            _then(story, track, seat, seen.after, seen.widths, record.after, open_book)
            for track in story.table.tracks
        )
        found.append(_moment(state, number, tracks))
    return tuple(found)


def _then(
    story: Story,
    track: TrackSpec,
    seat: int,
    known: tuple[int, ...],
    widths: tuple[int, ...],
    true: tuple[int, ...],
    open_book: bool,
) -> TrackThen:
    table = story.table
    places = track_places(table, track, seat)
    kept = set(table.layout.kept_by_others[seat])
    private = any(place in kept for place in places)
    return TrackThen(
        track=track.id,
        name=track.name,
        unit=track.unit,
        known=track_value(table, track, known, seat),
        width=track_value(table, track, widths, seat),
        true=None if private and not open_book else track_value(table, track, true, seat),
    )


def _moment(state: GameState, number: int, tracks: tuple[TrackThen, ...]) -> Moment:
    table, agreement = state.setting.table, state.agreement
    in_force = _("No agreement was in force.")
    if agreement is not None:
        parties = [names.member(table, n) for n in table.members if agreement.parties[n]]
        in_force = _("In force for {members}, until turn {turn}: {changes}.").format(
            members=listed(parties),
            turn=agreement.expires,
            changes=difference_clause(table, table.status_quo, agreement.package, 9),
        )
    texts = tuple(
        _("Draft {draft}: {changes}.").format(
            draft=draft.id, changes=difference_clause(table, state.in_force, draft.package)
        )
        for draft in state.drafts
        if draft.status == "open"
    )
    return Moment(
        number=number,
        turn=state.turn,
        phase=state.phase,
        round=state.round if state.phase == "consultation" else 0,
        tracks=tracks,
        in_force=in_force,
        on_the_table=texts,
    )


# -------------------------------------------------------------------------------------- why


def why(story: Story, number: int, reader: int | None) -> Why | None:
    """
    Return why a member acted as it did at a line of the log; None if nobody acted there.

    What it weighed is told to everyone with the book open (*reader* None), else to itself alone.
    """
    step = story.step(number)
    if step is None or step.line.actor not in (*story.table.seat_places, "chair"):
        return None
    context = context_of(step.after, None)
    heard = [
        event for event in step.line.events if _kind(event) and may_see(context, event, reader)
    ]
    if not heard:
        return None
    own = reader is None or step.line.actor == story.table.seats[reader].id
    record = step.line.record or ()
    lines = [text for event in heard if (text := said(step.after, event, reader))]
    return Why(
        number=number,
        seat=step.line.actor,
        act=step.line.command.kind,
        said=tuple(lines),
        reasons=_reasons(story, step),
        record=tuple(record_line(story, key, value) for key, value in record) if own else (),
    )


def _reasons(story: Story, step: Step) -> tuple[str, ...]:
    command = step.line.command
    table = story.table
    if isinstance(command, c.AnswerDraft | c.AnswerBackchannel):
        return tuple(
            _("{reason}: {points} points").format(
                reason=names.sentence(reason_label(table, reason)), points=change(reason.weight, 1)
            )
            for reason in command.response.reasons
        )
    if isinstance(command, c.CastVote) and command.reason:
        return (names.sentence(objection(table, command.reason) or command.reason),)
    return ()


_FIGURES = {
    "gain": "What the text gained it: {points} points",
    "threshold": "What it held out for then: {points} points",
    "hope": "The best that it hoped for: {points} points",
    "before": "Worth before the change: {points} points",
    "after": "Worth after the change: {points} points",
    "money": "Worth of the money: {points} points",
    "staying_out": "Worth of staying out: {points} points",
    "weight": "How much the term weighs for it: {points} points",
    "short_before": "What members lacked before its change: {points} points",
    "short_after": "What members lacked after it: {points} points",
    "aim": "How well the text met its aim: {points}",
    "least": "The least that any member gained, as it saw it: {points} points",
    "choice_0": "Worth of keeping its word: {points} points",
    "choice_1": "Worth of sending half: {points} points",
    "choice_2": "Worth of sending nothing: {points} points",
    "trust": "Its trust in who asked, with its candour: {points}",
    "doubt": "How unsure it was of the member: {points}",
    "pays": "What it offered a turn, in 10 M USD: {points}",
}
_PLAIN = {
    "home_yes": "Expected vote at home, in thousandths in favour: {value}",
    "binding": "What bound it: {value}",
    "why": "Why: {value}",
    "for": "Members in favour: {value}",
    "round": "Round: {value}",
    "fallback": "It took the default of the phase: {value}",
    "refused": "Its own move was not allowed: {value}",
}


def record_line(story: Story, key: str, value: int | str) -> str:
    """Return a figure of a decision record in words."""
    part, colon, _subject = key.partition(":")
    if key in _FIGURES and isinstance(value, int):
        return _(_FIGURES[key]).format(points=change(value, 1))
    if colon and part in PARTS and isinstance(value, int):
        label = names.sentence(objection(story.table, key) or key)
        return _("{reason}: {points} points").format(reason=label, points=change(value, 1))
    if key == "member" and isinstance(value, int):
        return _("Member: {value}").format(value=names.member(story.table, value))
    return _(_PLAIN.get(key, key.replace("_", " ") + ": {value}")).format(
        value=str(value).replace("_", " ")
    )
