"""The form of ``demarche run --json``: a whole game, turn by turn, with what is behind it.

It tells everything, secrets included; what a seat saw is ``account``'s.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Fact = int | str | bool
Figures = dict[str, Fact]


class Part(BaseModel):
    """A part of the report; its keys are described where they stand."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SeatPart(Part):
    """A seat."""

    id: str
    """Key."""
    name: str
    """Name, invented where the game is played so."""
    style: str
    """Way of negotiating."""
    person: bool
    """Whether a person had it at the end."""


class TrackPart(Part):
    """A track over a turn, in thousandths of its unit."""

    id: str
    """Key."""
    name: str
    """Name."""
    unit: str
    """Unit, if any."""
    before: int
    """At the turn's beginning."""
    after: int
    """At its end."""
    of_seats: dict[str, int] = {}
    """At its end by seat, where each seat has its own."""


class EntryPart(Part):
    """A ledger entry."""

    rule: str
    """Rule, ``event`` or ``clamp``."""
    cause: str
    """Cause within the rule, or the event."""
    amount: int
    """Change, thousandths."""
    facts: Figures = {}
    """Figures behind it."""


class QuantityPart(Part):
    """All that moved one quantity in a turn; the amounts add up to ``after`` less ``before``."""

    quantity: str
    """Key, such as ``support/usa``."""
    before: int
    """Thousandths."""
    after: int
    """Thousandths."""
    entries: tuple[EntryPart, ...]
    """In the order in which they were made."""


class OpenTerm(Part):
    """A term on the agenda."""

    term: str
    """Key."""
    cause: str
    """Why it is open."""


class EventPart(Part):
    """An event of the scenario."""

    event: str
    """Key."""
    title: str
    """Headline."""
    by: str
    """What made it happen."""
    chooser: str = ""
    """Seat that it asked."""
    option: str = ""
    """What that seat chose."""


class ContributionPart(Part):
    """Forces or funds of one member in a package."""

    member: str
    """Seat."""
    operation: str
    """Operation."""
    resource: str
    """Resource."""
    level: int
    """Units."""
    caveat: int
    """How far it is restricted, thousandths."""


class PackagePart(Part):
    """A package: every term's answer, and contributions above nothing."""

    terms: dict[str, str]
    """Answer by term."""
    contributions: tuple[ContributionPart, ...]
    """By member, then operation."""


class ChangePart(Part):
    """One change of a package."""

    what: Literal["term", "level", "caveat"]
    """What changes."""
    subject: str
    """The term, or ``member/operation.resource``."""
    to: str
    """The answer, the units, or the caveat in thousandths."""


class ReasonPart(Part):
    """A reason of an answer."""

    part: str
    """Part of worth, or a constraint."""
    subject: str
    """What it is about."""
    weight: int
    """Thousandths of a point; negative speaks against."""
    facts: Figures = {}
    """Figures told with it."""


class AnswerPart(Part):
    """An answer to a package."""

    stance: str
    """``accept``, ``conditional``, ``undecided`` or ``refuse``."""
    reasons: tuple[ReasonPart, ...]
    """By weight."""
    binding: str
    """What binds; empty if nothing."""
    ask: tuple[ChangePart, ...]
    """The change that would turn it."""


class ActPart(Part):
    """A command that was carried out."""

    number: int
    """Line of the log."""
    phase: str
    """Phase in which it was given."""
    round: int
    """Round of consultation, 0 outside."""
    actor: str
    """Seat, ``chair``, ``clock`` or ``instructor``."""
    act: str
    """Kind of command."""
    said: tuple[str, ...]
    """What followed, in words."""
    draft: int = 0
    """Draft that it tables or speaks of."""
    package: PackagePart | None = None
    """Package that it puts forward."""
    answer: AnswerPart | None = None
    """Answer that it gives."""
    details: Figures = {}
    """Its other particulars."""
    record: Figures | None = None
    """Decision record of a computer member; none for a person."""


class VotePart(Part):
    """A vote."""

    ballot: str
    """``consent``, ``abstain`` or ``object``."""
    forces: bool
    """Whether it consents to its own forces in the draft."""
    reason: str
    """Reason given."""
    silent: bool
    """Whether it let the silence run."""


class BallotPart(Part):
    """A decision taken."""

    draft: int
    """Draft."""
    package: PackagePart
    """What was decided on."""
    adopted: bool
    """Whether it was adopted."""
    why: str
    """Why, by the decision rule."""
    blockers: tuple[str, ...]
    """Seats that stood against it."""
    votes: dict[str, VotePart]
    """By seat."""


class AgreementPart(Part):
    """The agreement in force at a turn's end."""

    package: PackagePart
    """What was agreed."""
    parties: tuple[str, ...]
    """Seats that it binds."""
    ratified: tuple[str, ...]
    """Those whose politics at home passed it."""
    since: int
    """Turn of the first adoption."""
    expires: int
    """Last turn in which it holds."""


class RatificationPart(Part):
    """A vote at home."""

    seat: str
    """Seat."""
    yes: int
    """Share in favour, thousandths."""
    passed: bool
    """Whether it passed."""
    against: tuple[str, ...]
    """Factions against it."""


class DeliveryPart(Part):
    """What a member had pledged in a slot and what it sent."""

    member: str
    """Seat."""
    operation: str
    """Operation."""
    resource: str
    """Resource."""
    owed: int
    """Units pledged."""
    delivered: int
    """Units sent."""


class TurnPart(Part):
    """A turn."""

    turn: int
    """Number, from 1."""
    month: str
    """First month, as year and month."""
    finished: bool
    """Whether the rules have run."""
    events: tuple[EventPart, ...]
    """What happened."""
    agenda: tuple[OpenTerm, ...]
    """Terms open."""
    tracks: tuple[TrackPart, ...]
    """Tracks over the turn."""
    acts: tuple[ActPart, ...]
    """Commands, in order; reading on is left out."""
    ballots: tuple[BallotPart, ...]
    """Decisions."""
    agreement: AgreementPart | None
    """In force at the end."""
    ratifications: tuple[RatificationPart, ...]
    """Votes at home."""
    deliveries: tuple[DeliveryPart, ...]
    """Pledges and deliveries that are not both nothing."""
    ledger: tuple[QuantityPart, ...]
    """Quantities that moved."""
    required_decisions: dict[str, int]
    """By seat: choices that events asked of it, rounds, ballots, and its delivery."""


class ScorePart(Part):
    """How a seat ended."""

    seat: str
    """Seat."""
    own: float
    """Own interests: points of worth over the game and four turns beyond."""
    without: float
    """The same without any agreement, same seed."""
    best: float
    """The same in its best package that leaves nobody worse off."""
    normalised: float
    """(own − without) ÷ (best − without)."""
    common: float
    """Common outcome, 0 to 100."""
    conduct: float
    """Conduct, 0 to 100."""


class RunReport(Part):
    """What ``demarche run --json`` prints."""

    report: Literal[1] = 1
    """Version of this form."""
    version: str
    """Version of the game."""
    scenario: str
    """Scenario."""
    title: str
    """Its title."""
    seed: int
    """Seed of all draws."""
    preset: str
    """Length of play."""
    difficulty: str
    """How long computer members think."""
    aliases: bool
    """Whether members go by invented names."""
    seats: tuple[SeatPart, ...]
    """Seats, in the table's order."""
    turns: tuple[TurnPart, ...]
    """Turns, in order."""
    commands: int
    """Commands carried out."""
    most_required_decisions: int = Field(ge=0)
    """Most required decisions of any seat in any turn."""
    ended: bool
    """Whether the game came to its end."""
    scores: tuple[ScorePart, ...]
    """By seat; empty before the end."""
    digest: str
    """Digest of the last state."""
