"""Makes a report of a game from its setting and its log; the report's form is ``run_report``'s."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from game import __version__
from game.engine import commands as c
from game.engine import events as e
from game.engine.apply import applied
from game.engine.digest import digest
from game.engine.ledger import Entry
from game.engine.package import Alteration, Package
from game.engine.setting import Setting
from game.engine.state import Agreement, Ballots, GameState, TurnRecord, initial_state
from game.engine.table import Table
from game.engine.tracks import track_value
from game.negotiation.score import scores
from game.session import run_report as r
from game.session.header import Header
from game.session.lines import CommandLine, Line, PeopleLine
from game.texts.context import of_state
from game.texts.happenings import account

SILENT_ACTS = frozenset({"start_game", "continue"})
"""Commands that say no more than that the game goes on."""


@dataclass(frozen=True, slots=True)
class _Played:
    """A command with the states on both sides of it."""

    before: GameState
    line: CommandLine
    after: GameState


def report_of(header: Header, setting: Setting, lines: Sequence[Line]) -> r.RunReport:
    """
    Return the report of a game so far; *lines* are its log from the first one on.

    Scores are there once the game has ended.
    """
    played = tuple(_played(setting, lines))
    last = played[-1].after if played else initial_state(setting)
    people = frozenset(header.people)
    for line in lines:
        if isinstance(line, PeopleLine):
            people = frozenset(line.people)
    turns = tuple(
        _turn(turn, [p for p in played if p.after.turn == turn]) for turn in range(1, last.turn + 1)
    )
    ended = last.phase == "ended"
    return r.RunReport(
        version=__version__,
        scenario=setting.table.id,
        title=setting.table.title,
        seed=header.seed,
        preset=header.preset,
        difficulty=header.difficulty,
        aliases=header.aliases,
        seats=tuple(
            r.SeatPart(id=s.id, name=s.name, style=style, person=s.id in people)
            for s, style in zip(setting.table.seats, setting.styles, strict=True)
        ),
        turns=turns,
        commands=len(played),
        most_required_decisions=max(
            (max(turn.required_decisions.values(), default=0) for turn in turns), default=0
        ),
        ended=ended,
        scores=tuple(_score(s) for s in scores(last)) if ended else (),
        digest=digest(last),
    )


def _score(score: Any) -> r.ScorePart:
    return r.ScorePart(**{field.name: getattr(score, field.name) for field in fields(score)})


def _played(setting: Setting, lines: Iterable[Line]) -> Iterable[_Played]:
    state = initial_state(setting)
    for line in lines:
        if isinstance(line, CommandLine):
            then = applied(state, line.events)
            yield _Played(state, line, then)
            state = then


def _turn(turn: int, played: list[_Played]) -> r.TurnPart:
    last = played[-1].after
    table = last.setting.table
    record = next((x for x in last.records if x.turn == turn), None)
    before = record.before if record else last.before
    after = record.after if record else last.values
    entries = record.entries if record else last.entries
    causes = dict(zip(last.agenda, last.agenda_causes, strict=True))
    agreement = record.agreement if record else last.agreement
    year, month = table.month(turn)
    return r.TurnPart(
        turn=turn,
        month=f"{year}-{month:02d}",
        finished=record is not None,
        events=_happened(played),
        agenda=tuple(
            r.OpenTerm(term=table.terms[n].id, cause=causes.get(n, "")) for n in last.agenda
        ),
        tracks=tuple(_track(table, n, before, after) for n in range(len(table.tracks))),
        acts=tuple(_act(p) for p in played if p.line.command.kind not in SILENT_ACTS),
        ballots=tuple(_ballot(table, b) for b in last.ballots),
        agreement=_agreement(table, agreement) if agreement else None,
        ratifications=tuple(
            r.RatificationPart(seat=table.seats[n].id, yes=yes, passed=passed, against=against)
            for n, yes, passed, against in last.ratifications
        ),
        deliveries=_deliveries(table, record) if record else (),
        ledger=_ledger(table, before, after, entries),
        required_decisions=_required(table, played),
    )


def _happened(played: list[_Played]) -> tuple[r.EventPart, ...]:
    found: list[r.EventPart] = []
    for step in played:
        table = step.after.setting.table
        for event in step.line.events:
            if isinstance(event, e.EventOccurred):
                chooser = table.seats[event.chooser].id if event.chooser >= 0 else ""
                title = step.after.setting.event(event.event).title
                found.append(
                    r.EventPart(event=event.event, title=title, by=event.by, chooser=chooser)
                )
            elif isinstance(event, e.EventChosen):
                found = [
                    part.model_copy(update={"option": event.option})
                    if part.event == event.event and not part.option
                    else part
                    for part in found
                ]
    return tuple(found)


def _track(
    table: Table, number: int, before: tuple[int, ...], after: tuple[int, ...]
) -> r.TrackPart:
    track = table.tracks[number]
    of_seats = {}
    if track.of == "seat":
        of_seats = {
            seat.id: track_value(table, track, after, n) for n, seat in enumerate(table.seats)
        }
    return r.TrackPart(
        id=track.id,
        name=track.name,
        unit=track.unit,
        before=track_value(table, track, before),
        after=track_value(table, track, after),
        of_seats=of_seats,
    )


def _ledger(
    table: Table, before: tuple[int, ...], after: tuple[int, ...], entries: tuple[Entry, ...]
) -> tuple[r.QuantityPart, ...]:
    by_place: dict[int, list[r.EntryPart]] = {}
    for entry in entries:
        part = r.EntryPart(
            rule=entry.rule, cause=entry.cause, amount=entry.amount, facts=dict(entry.facts)
        )
        by_place.setdefault(entry.place, []).append(part)
    return tuple(
        r.QuantityPart(
            quantity=table.layout.keys[place],
            before=before[place],
            after=after[place],
            entries=tuple(by_place[place]),
        )
        for place in sorted(by_place)
    )


def _act(step: _Played) -> r.ActPart:
    command, table = step.line.command, step.after.setting.table
    package = getattr(command, "package", None)
    response = getattr(command, "response", None)
    record = step.line.record
    return r.ActPart(
        number=step.line.n,
        phase=step.before.phase,
        round=step.before.round if step.before.phase == "consultation" else 0,
        actor=step.line.actor,
        act=command.kind,
        said=account(of_state(step.after), step.line.events),
        draft=_draft_of(step.line),
        package=_package(table, package) if package else None,
        answer=_answer(table, response) if response else None,
        details=_details(table, command),
        record=dict(record) if record is not None else None,
    )


def _draft_of(line: CommandLine) -> int:
    for event in line.events:
        if isinstance(event, e.DraftTabled):
            return event.draft
    return int(getattr(line.command, "draft", 0))


def _answer(table: Table, response: c.Response) -> r.AnswerPart:
    return r.AnswerPart(
        stance=response.stance,
        reasons=tuple(
            r.ReasonPart(
                part=reason.part,
                subject=reason.subject,
                weight=reason.weight,
                facts=dict(reason.facts),
            )
            for reason in response.reasons
        ),
        binding=response.binding,
        ask=tuple(_change(table, alteration) for alteration in response.ask),
    )


def _change(table: Table, change: Alteration) -> r.ChangePart:
    if change.what == "term":
        term = table.terms[change.place]
        return r.ChangePart(what="term", subject=term.id, to=term.answers[change.to].id)
    member = table.seats[table.owner(change.place)].id
    slot = table.slots[table.slot_of(change.place)].id
    return r.ChangePart(what=change.what, subject=f"{member}/{slot}", to=str(change.to))


def _package(table: Table, package: Package) -> r.PackagePart:
    terms = {
        term.id: term.answers[answer].id
        for term, answer in zip(table.terms, package.terms, strict=True)
    }
    given = []
    for place, level in enumerate(package.levels):
        if level:
            slot = table.slots[table.slot_of(place)]
            given.append(
                r.ContributionPart(
                    member=table.seats[table.owner(place)].id,
                    operation=table.operations[slot.operation].id,
                    resource=table.resources[slot.resource].id,
                    level=level,
                    caveat=package.caveats[place],
                )
            )
    return r.PackagePart(terms=terms, contributions=tuple(given))


_SEATS = frozenset({"to", "member", "partner"})
_ELSEWHERE = frozenset({"kind", "package", "response", "draft"})


def _details(table: Table, command: c.Command) -> r.Figures:
    """Particulars of a command with ids in place of indices."""
    found: r.Figures = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if field.name in _ELSEWHERE:
            continue
        if field.name in _SEATS:
            found[field.name] = table.seats[value].id
        elif field.name == "term":
            found["term"] = table.terms[value].id
        elif isinstance(command, c.MakeStatement) and field.name == "answer":
            found["answer"] = table.terms[command.term].answers[value].id
        elif isinstance(value, Alteration):
            change = _change(table, value)
            found[field.name] = f"{change.subject}={change.to}"
        elif isinstance(value, c.Claim):
            numbers = " ".join(map(str, value.numbers))
            found["claim"] = f"{value.topic} {value.subject} {numbers} {value.words}".strip()
        elif isinstance(value, tuple):
            found[field.name] = " ".join(map(str, value))
        else:
            found[field.name] = value
    return found


def _ballot(table: Table, ballot: Ballots) -> r.BallotPart:
    return r.BallotPart(
        draft=ballot.draft,
        package=_package(table, ballot.package),
        adopted=ballot.adopted,
        why=ballot.why,
        blockers=tuple(table.seats[n].id for n in ballot.blockers),
        votes={
            seat.id: r.VotePart(
                ballot=vote.ballot, forces=vote.forces, reason=vote.reason, silent=vote.silent
            )
            for seat, vote in zip(table.seats, ballot.votes, strict=True)
            if vote is not None
        },
    )


def _agreement(table: Table, agreement: Agreement) -> r.AgreementPart:
    def those(flags: tuple[bool, ...]) -> tuple[str, ...]:
        return tuple(seat.id for seat, flag in zip(table.seats, flags, strict=True) if flag)

    parties = tuple(a and b for a, b in zip(agreement.parties, agreement.ratified, strict=True))
    return r.AgreementPart(
        package=_package(table, agreement.package),
        parties=those(agreement.parties),
        ratified=those(parties),
        since=agreement.since,
        expires=agreement.expires,
    )


def _deliveries(table: Table, record: TurnRecord) -> tuple[r.DeliveryPart, ...]:
    found = []
    for place, (owed, sent) in enumerate(zip(record.owed, record.delivered, strict=True)):
        if owed or sent:
            slot = table.slots[table.slot_of(place)]
            found.append(
                r.DeliveryPart(
                    member=table.seats[table.owner(place)].id,
                    operation=table.operations[slot.operation].id,
                    resource=table.resources[slot.resource].id,
                    owed=owed,
                    delivered=sent,
                )
            )
    return tuple(found)


def _required(table: Table, played: list[_Played]) -> dict[str, int]:
    """What each seat had to decide: events' questions, each round, each ballot, its delivery."""
    counts = dict.fromkeys((seat.id for seat in table.seats), 0)
    for step in played:
        for event in step.line.events:
            if isinstance(event, e.RoundBegan):
                for seat in counts:
                    counts[seat] += 1
            elif isinstance(event, e.EventOccurred) and event.chooser >= 0:
                counts[table.seats[event.chooser].id] += 1
            elif isinstance(event, e.VoteCast | e.DeliveryMade):
                counts[table.seats[event.seat].id] += 1
    return counts
