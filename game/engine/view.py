"""``view(state, seat)``: the one window on a game. Screens, clients and members see only this."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.estimates import estimated
from game.engine.events import CHAIR
from game.engine.ledger import Entry
from game.engine.minds import Mind, neutral_mind
from game.engine.package import Package
from game.engine.seat_ledger import seat_entries
from game.engine.state import (
    Agreement,
    Backchannel,
    Ballots,
    Disclosure,
    Draft,
    GameState,
    Link,
    Question,
    SideDeal,
    Statement,
    Vote,
)
from game.engine.table import Table


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event that has happened; the question and options are there for its chooser alone."""

    event: str
    turn: int
    title: str
    text: str
    at: tuple[float, float] | None
    marker: str
    question: str
    options: tuple[tuple[str, str], ...]
    chosen: str | None


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A finished turn as a seat saw it; ``entries`` lead from ``before`` to ``after``."""

    turn: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    widths: tuple[int, ...]
    entries: tuple[Entry, ...]
    agenda: tuple[int, ...]
    drafts: tuple[Draft, ...]
    ballots: tuple[Ballots, ...]
    agreement: Agreement | None
    owed: tuple[int, ...]
    delivered: tuple[int, ...]
    ratifications: tuple[tuple[int, int, bool, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """
    All that a seat knows.

    ``estimates`` are all quantities as this seat takes them to be, ``widths`` how far each may be
    off (0: exact), thousandths; ``common`` is the published picture, the same for all.
    ``entries`` is its ledger of the turn so far. ``stock[m][r]`` are units that members could
    commit.
    """

    table: Table
    seat: int
    mind: Mind
    turn: int
    phase: str
    round: int
    estimates: tuple[int, ...]
    common: tuple[int, ...]
    before: tuple[int, ...]
    widths: tuple[int, ...]
    entries: tuple[Entry, ...]
    agreement: Agreement | None
    in_force: Package
    agenda: tuple[int, ...]
    agenda_causes: tuple[str, ...]
    drafts: tuple[Draft, ...]
    side_deals: tuple[SideDeal, ...]
    links: tuple[Link, ...]
    backchannels: tuple[Backchannel, ...]
    leaks: tuple[tuple[int, int], ...]
    disclosures: tuple[Disclosure, ...]
    questions: tuple[Question, ...]
    statements: tuple[Statement, ...]
    exercises: tuple[tuple[int, int], ...]
    mediation: bool
    mediated: bool
    effort: int
    ready: tuple[bool, ...]
    waivers: frozenset[str]
    called: int
    final_ballot: bool
    under_decision: Package | None
    vote: Vote | None
    voted: tuple[bool, ...]
    ballots: tuple[Ballots, ...]
    ratifications: tuple[tuple[int, int, bool, tuple[str, ...]], ...]
    delivered: tuple[int, ...] | None
    owed: tuple[int, ...]
    stock: tuple[tuple[int, ...], ...]
    happened: tuple[SeenEvent, ...]
    records: tuple[SeatRecord, ...]

    def draft(self, number: int) -> Draft | None:
        """The draft of this turn with this number."""
        return next((d for d in self.drafts if d.id == number), None)

    @property
    def open_drafts(self) -> tuple[Draft, ...]:
        """Drafts that can still be answered, amended or decided, oldest first."""
        return tuple(d for d in self.drafts if d.status == "open")

    @property
    def may_renew(self) -> bool:
        """Whether the agreement runs out this turn, so that its text may be tabled as it is."""
        return self.agreement is not None and self.agreement.expires <= self.turn

    def value(self, key: str) -> int:
        """The estimate of a quantity by its key, thousandths."""
        return self.estimates[self.table.layout.places[key]]

    def own(self, kind: str) -> int:
        """This seat's own quantity, exactly, thousandths."""
        return self.estimates[self.table.layout.of_member(kind, self.seat)]


def view(state: GameState, seat: int, *, history: bool = True) -> SeatView:
    """
    Return all that *seat* may know of *state*, and nothing that it may not.

    Without *history* the records of earlier turns are left out, which saves their working out.
    """
    table = state.setting.table
    if seat == CHAIR:
        return _chair_view(state)
    errors, widths = state.errors[seat], state.widths[seat]
    now = estimated(table, seat, state.values, state.before, errors)
    before, entries = _turn_so_far(state, seat, now)
    count = len(table.resources)
    return SeatView(
        table=table,
        seat=seat,
        mind=state.setting.minds[seat],
        turn=state.turn,
        phase=state.phase,
        round=state.round,
        estimates=now,
        common=estimated(table, CHAIR, state.values, state.before, state.errors[CHAIR]),
        before=before,
        widths=widths,
        entries=entries,
        agreement=state.agreement,
        in_force=state.in_force,
        agenda=state.agenda,
        agenda_causes=state.agenda_causes,
        drafts=state.drafts,
        side_deals=tuple(d for d in state.side_deals if seat in (d.sender, d.to)),
        links=tuple(li for li in state.links if seat in (li.sender, li.to)),
        backchannels=tuple(b for b in state.backchannels if seat in (b.sender, b.to)),
        leaks=tuple(
            (b.sender, b.to)
            for b in state.backchannels
            if b.leaked and b.turn == state.turn and seat not in (b.sender, b.to)
        ),
        disclosures=tuple(d for d in state.disclosures if seat in (d.to, d.by)),
        questions=tuple(q for q in state.questions if seat in (q.asker, q.member)),
        statements=state.statements,
        exercises=state.exercises,
        mediation=state.mediation,
        mediated=state.mediated,
        effort=state.effort[seat],
        ready=state.ready,
        waivers=state.waivers[seat],
        called=state.called,
        final_ballot=state.final_ballot,
        under_decision=state.under_decision,
        vote=state.votes[seat],
        voted=tuple(v is not None for v in state.votes),
        ballots=state.ballots,
        ratifications=_public_ratifications(state.ratifications, seat),
        delivered=state.delivered[seat],
        owed=state.owed(seat),
        stock=tuple(tuple(state.stock(m, r) for r in range(count)) for m in table.members),
        happened=tuple(_seen_event(state, seat, n) for n in range(len(state.happened))),
        records=_records(state, seat) if history else (),
    )


def _chair_view(state: GameState) -> SeatView:
    """What a chair without a seat may know: the public side of the game, and nobody's mind."""
    table = state.setting.table
    public = view(state, 0, history=False)
    common = public.common
    return replace(
        public,
        seat=CHAIR,
        mind=neutral_mind(tuple(len(term.answers) for term in table.terms)),
        estimates=common,
        before=common,
        widths=state.widths[CHAIR],
        entries=(),
        side_deals=(),
        links=(),
        backchannels=(),
        disclosures=(),
        questions=(),
        effort=0,
        waivers=frozenset(),
        vote=None,
        ratifications=_public_ratifications(state.ratifications, CHAIR),
        delivered=None,
        owed=(0,) * len(table.slots),
        happened=tuple(replace(h, question="", options=(), chosen=None) for h in public.happened),
    )


def _public_ratifications(
    held: tuple[tuple[int, int, bool, tuple[str, ...]], ...], seat: int
) -> tuple[tuple[int, int, bool, tuple[str, ...]], ...]:
    """Others see that a vote at home passed or failed; its figures belong to the member."""
    return tuple(row if row[0] == seat else (row[0], 0, row[2], ()) for row in held)


def _seen_event(state: GameState, seat: int, number: int) -> SeenEvent:
    happened = state.happened[number]
    spec = state.setting.event(happened.event)
    mine = spec.choice is not None and happened.chooser == seat
    return SeenEvent(
        event=spec.id,
        turn=happened.turn,
        title=spec.title,
        text=spec.text,
        at=(spec.at[0], spec.at[1]) if spec.at else None,
        marker=spec.marker,
        question=spec.choice.question if mine and spec.choice else "",
        options=tuple((o.id, o.name) for o in spec.choice.options) if mine and spec.choice else (),
        chosen=happened.option if mine else None,
    )


def _turn_so_far(
    state: GameState, seat: int, now: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[Entry, ...]]:
    """The seat's ledger of the running turn, from where its last record ended."""
    table = state.setting.table
    if not state.records:
        before = estimated(table, seat, state.before, state.before, state.errors[seat])
    elif state.records[-1].turn < state.turn:
        before = _record_after(state, seat, len(state.records) - 1)
    else:
        before = _record_before(state, seat, len(state.records) - 1)
    entries = seat_entries(table, seat, state.turn, state.entries, before, now, state.widths[seat])
    return before, entries


def _record_before(state: GameState, seat: int, number: int) -> tuple[int, ...]:
    if number:
        return _record_after(state, seat, number - 1)
    first = state.records[0]
    table = state.setting.table
    return estimated(table, seat, first.before, first.before, first.errors[seat])


def _record_after(state: GameState, seat: int, number: int) -> tuple[int, ...]:
    record = state.records[number]
    table = state.setting.table
    return estimated(table, seat, record.after, record.before, record.errors[seat])


def _records(state: GameState, seat: int) -> tuple[SeatRecord, ...]:
    table = state.setting.table
    found = []
    for number, record in enumerate(state.records):
        before = _record_before(state, seat, number)
        after = _record_after(state, seat, number)
        widths = record.widths[seat]
        found.append(
            SeatRecord(
                turn=record.turn,
                before=before,
                after=after,
                widths=widths,
                entries=seat_entries(
                    table, seat, record.turn, record.entries, before, after, widths
                ),
                agenda=record.agenda,
                drafts=record.drafts,
                ballots=record.ballots,
                agreement=record.agreement,
                owed=record.owed,
                delivered=record.delivered,
                ratifications=_public_ratifications(record.ratifications, seat),
            )
        )
    return tuple(found)
