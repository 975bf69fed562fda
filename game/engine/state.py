"""The state of a game at one moment: frozen, and changed by ``apply`` alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from game.engine.commands import Ballot, Claim, Response
from game.engine.estimates import drawn_errors
from game.engine.ledger import Entry
from game.engine.package import Alteration, Package
from game.engine.setting import Setting
from game.engine.sums import added

Phase = Literal[
    "lobby", "briefing", "consultation", "decision", "implementation", "outcome", "ended"
]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The one package in force, its parties, and when it ends. ``ratified`` is by member."""

    package: Package
    parties: tuple[bool, ...]
    ratified: tuple[bool, ...]
    since: int
    expires: int
    draft: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An amendment on the table, with what each seat said of it."""

    id: int
    turn: int
    round: int
    sponsors: tuple[int, ...]
    package: Package
    replaces: int
    answers: tuple[Response | None, ...]
    status: Literal["open", "replaced", "withdrawn", "adopted", "failed"] = "open"


@dataclass(frozen=True, slots=True)
class SideDeal:
    """Payment for consent: offered, taken, and paid while it runs."""

    id: int
    sender: int
    to: int
    draft: int
    pays: int
    turns: int
    status: str
    left: int


@dataclass(frozen=True, slots=True)
class Link:
    """An offer on a draft: I move here if you move there."""

    id: int
    sender: int
    to: int
    draft: int
    mine: Alteration
    yours: Alteration
    status: Literal["open", "taken", "left"]


@dataclass(frozen=True, slots=True)
class Backchannel:
    """A discreet sounding and its answer."""

    id: int
    turn: int
    sender: int
    to: int
    package: Package
    leaked: bool
    response: Response | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a member told another."""

    turn: int
    to: int
    by: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Vote:
    """A seat's vote on the draft under decision."""

    ballot: Ballot
    forces: bool
    reason: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An unanswered question of one member to another about a term."""

    asker: int
    member: int
    term: int


@dataclass(frozen=True, slots=True)
class StockChange:
    """More or less of a resource until the end of a turn."""

    member: int
    resource: int
    by: int
    until: int


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the scenario that has happened; ``option`` is what its chooser answered."""

    event: str
    turn: int
    chooser: int
    option: str | None


@dataclass(frozen=True, slots=True)
class Ballots:
    """A decision that was taken: the draft, its votes and what came of it."""

    draft: int
    package: Package
    votes: tuple[Vote | None, ...]
    adopted: bool
    blockers: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A public commitment to an answer."""

    turn: int
    seat: int
    term: int
    answer: int


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A finished turn. ``errors`` and ``widths`` are the estimates that seats had in it."""

    turn: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    entries: tuple[Entry, ...]
    errors: tuple[tuple[int, ...], ...]
    widths: tuple[tuple[int, ...], ...]
    agenda: tuple[int, ...]
    drafts: tuple[Draft, ...]
    ballots: tuple[Ballots, ...]
    agreement: Agreement | None
    owed: tuple[int, ...]
    delivered: tuple[int, ...]
    ratifications: tuple[tuple[int, int, bool, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GameState:
    """
    A game at one moment.

    *values* are all quantities in the layout's order, thousandths; *entries* the ledger of the
    turn so far, from *before*. Per-seat tuples run in the order of the table's seats;
    *errors* and *widths* end with a row for the published picture.
    """

    setting: Setting = field(compare=False, repr=False)
    turn: int
    phase: Phase
    round: int
    values: tuple[int, ...]
    before: tuple[int, ...]
    entries: tuple[Entry, ...]
    errors: tuple[tuple[int, ...], ...]
    widths: tuple[tuple[int, ...], ...]
    agreement: Agreement | None
    agenda: tuple[int, ...]
    agenda_causes: tuple[str, ...]
    settled: tuple[int, ...]
    drafts: tuple[Draft, ...]
    side_deals: tuple[SideDeal, ...]
    links: tuple[Link, ...]
    backchannels: tuple[Backchannel, ...]
    disclosures: tuple[Disclosure, ...]
    questions: tuple[Question, ...]
    statements: tuple[Statement, ...]
    exercises: tuple[tuple[int, int], ...]
    mediation: bool
    mediated: bool
    effort: tuple[int, ...]
    ready: tuple[bool, ...]
    waivers: tuple[frozenset[str], ...]
    called: int
    final_ballot: bool
    under_decision: Package | None
    votes: tuple[Vote | None, ...]
    ballots: tuple[Ballots, ...]
    ratifications: tuple[tuple[int, int, bool, tuple[str, ...]], ...]
    delivered: tuple[tuple[int, ...] | None, ...]
    stock_changes: tuple[StockChange, ...]
    happened: tuple[Happened, ...]
    records: tuple[TurnRecord, ...]
    next_id: int

    @property
    def in_force(self) -> Package:
        """The package that holds now: the agreement's, or the status quo."""
        if self.agreement is None:
            return self.setting.table.status_quo
        return self.agreement.package

    def draft(self, number: int) -> Draft | None:
        """The draft of this turn with this number."""
        return next((d for d in self.drafts if d.id == number), None)

    def stock(self, member: int, resource: int) -> int:
        """Units of a resource that a member could commit now."""
        changes = added(
            c.by for c in self.stock_changes if c.member == member and c.resource == resource
        )
        return max(0, self.setting.table.seats[member].stock[resource] + changes)

    def owed(self, member: int) -> tuple[int, ...]:
        """Units by slot that a member has promised for this turn."""
        count = len(self.setting.table.slots)
        if self.agreement is None or not self.agreement.parties[member]:
            return (0,) * count
        return self.agreement.package.levels[member * count : (member + 1) * count]


def initial_state(setting: Setting) -> GameState:
    """Return the state before the first turn of a game."""
    table = setting.table
    seats = len(table.seats)
    values = _start_values(setting)
    errors, widths = drawn_errors(setting, 0, values, tuple(s.stock for s in table.seats))
    return GameState(
        setting=setting,
        turn=0,
        phase="lobby",
        round=0,
        values=values,
        before=values,
        entries=(),
        errors=errors,
        widths=widths,
        agreement=None,
        agenda=(),
        agenda_causes=(),
        settled=(0,) * len(table.terms),
        drafts=(),
        side_deals=(),
        links=(),
        backchannels=(),
        disclosures=(),
        questions=(),
        statements=(),
        exercises=(),
        mediation=False,
        mediated=False,
        effort=(0,) * seats,
        ready=(False,) * seats,
        waivers=(frozenset(),) * seats,
        called=0,
        final_ballot=False,
        under_decision=None,
        votes=(None,) * seats,
        ballots=(),
        ratifications=(),
        delivered=(None,) * seats,
        stock_changes=(),
        happened=(),
        records=(),
        next_id=1,
    )


def _start_values(setting: Setting) -> tuple[int, ...]:
    table, layout = setting.table, setting.table.layout
    values = [0] * len(layout.keys)
    group = {
        "legitimacy": 40,
        "credibility": 20,
        "cohesion": 45,
        "interoperability": 30,
        "information": 25,
        "escalation": 0,
        "hardening": 0,
    }
    for place, start_points in enumerate(group.values()):
        values[place] = start_points * 1000
    values[6] = round(added(a.hardening for a in table.actors) * 100_000)
    for n, start in enumerate(setting.starts):
        values[layout.of_member("support", n)] = round(start.support * 1000)
        values[layout.of_member("autonomy", n)] = 100_000
        values[layout.of_member("reputation", n)] = 60_000
        values[layout.of_member("exposure", n)] = 50_000
        for other, trust in enumerate(start.trust):
            if other != n:
                values[layout.trust[n][other]] = round(trust * 1000)
    for pressure in table.pressures:
        for kind, points in (
            ("capacity", pressure.capacity),
            ("profit", pressure.profit),
            ("success", pressure.success),
            ("held", pressure.held),
        ):
            values[layout.places[f"{kind}/{pressure.id}"]] = round(points * 1000)
        for zone, incidents in pressure.activity.items():
            place = layout.places[f"activity/{pressure.id}/{zone}"]
            values[place] = round(incidents * table.quarters * 1000)
    for track in table.tracks:
        if track.start is not None:
            key = f"own/{track.id}" if track.quantity == "own" else track.quantity
            if key in layout.places:
                values[layout.places[key]] = round(track.start * 1000)
    return tuple(
        max(low, min(high, value)) for value, (low, high) in zip(values, layout.bounds, strict=True)
    )
