"""Events: what happened, dice included. Only events change a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.engine.commands import Ballot, Claim, Response
from game.engine.ledger import Entry
from game.engine.package import Alteration, Package

CHAIR = -1


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """A turn begins with its briefing; what the last one left on the table is gone."""

    turn: int
    kind: Literal["turn_began"] = "turn_began"


@dataclass(frozen=True, slots=True)
class EventOccurred:
    """An event of the scenario happened; *chooser* must still decide, −1 if nobody."""

    event: str
    by: str
    chooser: int
    kind: Literal["event_occurred"] = "event_occurred"


@dataclass(frozen=True, slots=True)
class EventChosen:
    """A seat decided what an event asked."""

    event: str
    seat: int
    option: str
    kind: Literal["event_chosen"] = "event_chosen"


@dataclass(frozen=True, slots=True)
class StockChanged:
    """A member has more or less of a resource until the end of a turn."""

    member: int
    resource: int
    by: int
    until: int
    kind: Literal["stock_changed"] = "stock_changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """Quantities moved; nothing else moves one."""

    entries: tuple[Entry, ...]
    kind: Literal["changed"] = "changed"


@dataclass(frozen=True, slots=True)
class AgendaSet:
    """The terms open this turn, and why each is."""

    terms: tuple[int, ...]
    causes: tuple[str, ...]
    kind: Literal["agenda_set"] = "agenda_set"


@dataclass(frozen=True, slots=True)
class EstimatesFormed:
    """How far each seat's estimates are off this turn: ``errors[seat]`` by place, thousandths."""

    errors: tuple[tuple[int, ...], ...]
    widths: tuple[tuple[int, ...], ...]
    kind: Literal["estimates_formed"] = "estimates_formed"


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """A phase of the turn begins."""

    phase: str
    kind: Literal["phase_began"] = "phase_began"


@dataclass(frozen=True, slots=True)
class RoundBegan:
    """A round of consultation begins; effort is whole again."""

    round: int
    kind: Literal["round_began"] = "round_began"


@dataclass(frozen=True, slots=True)
class SeatReady:
    """A seat has read on, or has done with this round."""

    seat: int
    kind: Literal["seat_ready"] = "seat_ready"


@dataclass(frozen=True, slots=True)
class EffortSpent:
    """A seat spent effort on an act."""

    seat: int
    effort: int
    act: str
    kind: Literal["effort_spent"] = "effort_spent"


@dataclass(frozen=True, slots=True)
class DraftTabled:
    """A draft lies on the table; *replaces* is the version it amends, 0 if none."""

    draft: int
    sponsors: tuple[int, ...]
    package: Package
    replaces: int
    kind: Literal["draft_tabled"] = "draft_tabled"


@dataclass(frozen=True, slots=True)
class DraftWithdrawn:
    """A draft was taken from the table."""

    draft: int
    kind: Literal["draft_withdrawn"] = "draft_withdrawn"


@dataclass(frozen=True, slots=True)
class DraftAnswered:
    """A seat told the table how it takes a draft."""

    draft: int
    seat: int
    response: Response
    kind: Literal["draft_answered"] = "draft_answered"


@dataclass(frozen=True, slots=True)
class InterestsAsked:
    """One member asked another what it makes of a term."""

    asker: int
    member: int
    term: int
    kind: Literal["interests_asked"] = "interests_asked"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A member told another something of itself; nothing else crosses between seats."""

    to: int
    by: int
    claim: Claim
    kind: Literal["disclosed"] = "disclosed"


@dataclass(frozen=True, slots=True)
class BackchannelSent:
    """A member sounded out another; *leaked* tells the table that they talk."""

    message: int
    sender: int
    to: int
    package: Package
    leaked: bool
    kind: Literal["backchannel_sent"] = "backchannel_sent"


@dataclass(frozen=True, slots=True)
class BackchannelAnswered:
    """The member sounded out answered, to the sender alone."""

    message: int
    response: Response
    kind: Literal["backchannel_answered"] = "backchannel_answered"


@dataclass(frozen=True, slots=True)
class SideDealOffered:
    """Payment for consent was offered."""

    deal: int
    sender: int
    to: int
    draft: int
    pays: int
    turns: int
    kind: Literal["side_deal_offered"] = "side_deal_offered"


@dataclass(frozen=True, slots=True)
class SideDealAnswered:
    """The offer was taken or left."""

    deal: int
    accept: bool
    kind: Literal["side_deal_answered"] = "side_deal_answered"


@dataclass(frozen=True, slots=True)
class SideDealClosed:
    """An offer was recalled, lapsed, was broken, or has been paid in full."""

    deal: int
    why: Literal["recalled", "lapsed", "broken", "paid"]
    kind: Literal["side_deal_closed"] = "side_deal_closed"


@dataclass(frozen=True, slots=True)
class IssuesLinked:
    """A member offered another: I move here if you move there."""

    link: int
    sender: int
    to: int
    draft: int
    mine: Alteration
    yours: Alteration
    kind: Literal["issues_linked"] = "issues_linked"


@dataclass(frozen=True, slots=True)
class LinkAnswered:
    """The link was taken or left."""

    link: int
    accept: bool
    kind: Literal["link_answered"] = "link_answered"


@dataclass(frozen=True, slots=True)
class StatementMade:
    """A member committed in public to an answer."""

    seat: int
    term: int
    answer: int
    kind: Literal["statement_made"] = "statement_made"


@dataclass(frozen=True, slots=True)
class ExerciseHeld:
    """Two members held an exercise."""

    host: int
    partner: int
    kind: Literal["exercise_held"] = "exercise_held"


@dataclass(frozen=True, slots=True)
class WaiverGranted:
    """A capital waived a red line for this turn."""

    seat: int
    red_line: str
    kind: Literal["waiver_granted"] = "waiver_granted"


@dataclass(frozen=True, slots=True)
class MediationAsked:
    """A member asked the chair for a text."""

    seat: int
    kind: Literal["mediation_asked"] = "mediation_asked"


@dataclass(frozen=True, slots=True)
class TermOpened:
    """A term came on this turn's agenda: *cause* is ``motion``, or the id of an event."""

    term: int
    cause: str
    kind: Literal["term_opened"] = "term_opened"


@dataclass(frozen=True, slots=True)
class DecisionCalled:
    """A draft will be decided when the round ends."""

    seat: int
    draft: int
    kind: Literal["decision_called"] = "decision_called"


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A seat voted; *silent* if it let the silence run."""

    seat: int
    ballot: Ballot
    forces: bool
    reason: str
    silent: bool
    kind: Literal["vote_cast"] = "vote_cast"


@dataclass(frozen=True, slots=True)
class ForcesWithheld:
    """Owners kept forces back: the rest is voted on again, finally."""

    package: Package
    owners: tuple[int, ...]
    kind: Literal["forces_withheld"] = "forces_withheld"


@dataclass(frozen=True, slots=True)
class DraftAdopted:
    """The draft under decision is in force for its parties until a turn has ended."""

    draft: int
    package: Package
    parties: tuple[bool, ...]
    expires: int
    kind: Literal["draft_adopted"] = "draft_adopted"


@dataclass(frozen=True, slots=True)
class DraftFailed:
    """The draft under decision was not adopted; *blockers* stood against it."""

    draft: int
    blockers: tuple[int, ...]
    why: str
    kind: Literal["draft_failed"] = "draft_failed"


@dataclass(frozen=True, slots=True)
class AgreementExpired:
    """The agreement ran out; the status quo holds."""

    kind: Literal["agreement_expired"] = "agreement_expired"


@dataclass(frozen=True, slots=True)
class RatificationHeld:
    """A member's politics at home passed on what it signed: *yes* in thousandths of the vote."""

    seat: int
    yes: int
    passed: bool
    against: tuple[str, ...]
    kind: Literal["ratification_held"] = "ratification_held"


@dataclass(frozen=True, slots=True)
class DeliveryMade:
    """A seat sent forces and funds."""

    seat: int
    levels: tuple[int, ...]
    kind: Literal["delivery_made"] = "delivery_made"


@dataclass(frozen=True, slots=True)
class TurnResolved:
    """The rules have run."""

    turn: int
    kind: Literal["turn_resolved"] = "turn_resolved"


@dataclass(frozen=True, slots=True)
class GameEnded:
    """The game is over, and why."""

    why: Literal["last_turn"]
    kind: Literal["game_ended"] = "game_ended"


Event = (
    TurnBegan
    | EventOccurred
    | EventChosen
    | StockChanged
    | Changed
    | AgendaSet
    | EstimatesFormed
    | PhaseBegan
    | RoundBegan
    | SeatReady
    | EffortSpent
    | DraftTabled
    | DraftWithdrawn
    | DraftAnswered
    | InterestsAsked
    | Disclosed
    | BackchannelSent
    | BackchannelAnswered
    | SideDealOffered
    | SideDealAnswered
    | SideDealClosed
    | IssuesLinked
    | LinkAnswered
    | StatementMade
    | ExerciseHeld
    | WaiverGranted
    | MediationAsked
    | TermOpened
    | DecisionCalled
    | VoteCast
    | ForcesWithheld
    | DraftAdopted
    | DraftFailed
    | AgreementExpired
    | RatificationHeld
    | DeliveryMade
    | TurnResolved
    | GameEnded
)
