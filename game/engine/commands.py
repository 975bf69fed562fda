"""Commands: what a seat, the chair, the clock or an instructor may wish. A wish may be refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.engine.package import Alteration, Package

Stance = Literal["accept", "conditional", "undecided", "refuse"]
Ballot = Literal["consent", "abstain", "object"]


@dataclass(frozen=True, slots=True)
class Reason:
    """
    A reason of an answer: *part* of worth or a constraint, *subject* (an id), *weight* in
    thousandths of a point (negative speaks against), and the figures told with it.
    """

    part: str
    subject: str
    weight: int
    facts: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a package: stance, true reasons by weight, what binds, and the ask."""

    stance: Stance
    reasons: tuple[Reason, ...] = ()
    binding: str = ""
    ask: tuple[Alteration, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """
    What a member says of itself: *topic* with its *subject* (an id) and *numbers*.

    ``position``: worth of each answer to a term (0-100), then the term's weight, in thousandths;
    ``red_line``: the limit's id; ``support``: public support in thousandths.
    """

    topic: Literal["position", "red_line", "support", "silence"]
    subject: str
    numbers: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class StartGame:
    """The clock: begin the first turn."""

    kind: Literal["start_game"] = "start_game"


@dataclass(frozen=True, slots=True)
class Continue:
    """Read on: the briefing or the outcome has been seen."""

    kind: Literal["continue"] = "continue"


@dataclass(frozen=True, slots=True)
class ChooseForEvent:
    """Answer an event that asks this seat."""

    event: str
    option: str
    kind: Literal["choose_for_event"] = "choose_for_event"


@dataclass(frozen=True, slots=True)
class TableDraft:
    """Table a draft amendment to the agreement in force."""

    package: Package
    kind: Literal["table_draft"] = "table_draft"


@dataclass(frozen=True, slots=True)
class AmendDraft:
    """Table a changed version of a draft on the table."""

    draft: int
    package: Package
    kind: Literal["amend_draft"] = "amend_draft"


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """Take one's own draft from the table."""

    draft: int
    kind: Literal["withdraw_draft"] = "withdraw_draft"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """Say how one takes a draft on the table."""

    draft: int
    response: Response
    kind: Literal["answer_draft"] = "answer_draft"


@dataclass(frozen=True, slots=True)
class AskInterests:
    """Ask a member what it makes of a term."""

    member: int
    term: int
    kind: Literal["ask_interests"] = "ask_interests"


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell a member something of oneself, asked or not."""

    to: int
    claim: Claim
    kind: Literal["tell"] = "tell"


@dataclass(frozen=True, slots=True)
class SendBackchannel:
    """Sound out one member on a package, discreetly; it may leak."""

    to: int
    package: Package
    kind: Literal["send_backchannel"] = "send_backchannel"


@dataclass(frozen=True, slots=True)
class AnswerBackchannel:
    """Answer a discreet sounding."""

    message: int
    response: Response
    kind: Literal["answer_backchannel"] = "answer_backchannel"


@dataclass(frozen=True, slots=True)
class OfferSideDeal:
    """
    Offer a member payment for its consent to a draft: *pays* thousandths of 10 M USD a turn for
    some *turns*; the offer falls with the turn.
    """

    to: int
    draft: int
    pays: int
    turns: int
    kind: Literal["offer_side_deal"] = "offer_side_deal"


@dataclass(frozen=True, slots=True)
class AnswerSideDeal:
    """Take or leave an offered side deal."""

    deal: int
    accept: bool
    kind: Literal["answer_side_deal"] = "answer_side_deal"


@dataclass(frozen=True, slots=True)
class RecallSideDeal:
    """Take back an offer that has not been answered."""

    deal: int
    kind: Literal["recall_side_deal"] = "recall_side_deal"


@dataclass(frozen=True, slots=True)
class LinkIssues:
    """Offer a member on a draft: I move here if you move there."""

    to: int
    draft: int
    mine: Alteration
    yours: Alteration
    kind: Literal["link_issues"] = "link_issues"


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """Take or leave a link; taken, both changes enter the draft."""

    link: int
    accept: bool
    kind: Literal["answer_link"] = "answer_link"


@dataclass(frozen=True, slots=True)
class MakeStatement:
    """Commit in public to an answer to a term."""

    term: int
    answer: int
    kind: Literal["make_statement"] = "make_statement"


@dataclass(frozen=True, slots=True)
class HoldExercise:
    """Hold a common exercise with a member."""

    partner: int
    kind: Literal["hold_exercise"] = "hold_exercise"


@dataclass(frozen=True, slots=True)
class AskCapital:
    """Ask one's capital to waive a red line for this turn's texts."""

    red_line: str
    kind: Literal["ask_capital"] = "ask_capital"


@dataclass(frozen=True, slots=True)
class AskChair:
    """Ask the chair to put forward a text of its own."""

    kind: Literal["ask_chair"] = "ask_chair"


@dataclass(frozen=True, slots=True)
class MoveAgenda:
    """Move that a term be opened this turn."""

    term: int
    kind: Literal["move_agenda"] = "move_agenda"


@dataclass(frozen=True, slots=True)
class CallDecision:
    """Put a draft to decision at the end of this round."""

    draft: int
    kind: Literal["call_decision"] = "call_decision"


@dataclass(frozen=True, slots=True)
class PassRound:
    """Do no more in this round."""

    kind: Literal["pass_round"] = "pass_round"


@dataclass(frozen=True, slots=True)
class CastVote:
    """Vote on the draft under decision, and consent to one's own forces in it, or not."""

    ballot: Ballot
    forces: bool = True
    reason: str = ""
    kind: Literal["cast_vote"] = "cast_vote"


@dataclass(frozen=True, slots=True)
class Deliver:
    """Send forces and funds for this turn: units by slot."""

    levels: tuple[int, ...]
    kind: Literal["deliver"] = "deliver"


@dataclass(frozen=True, slots=True)
class ClockExpired:
    """
    The clock: everyone who has not acted in this phase takes the default.

    A *turn*, *round* or *ballot* (1 or 2) that has passed is refused; 0 stands for the present one.
    """

    phase: str
    turn: int = 0
    round: int = 0
    ballot: int = 0
    kind: Literal["clock_expired"] = "clock_expired"


@dataclass(frozen=True, slots=True)
class FireInject:
    """The instructor: let an event happen now."""

    event: str
    kind: Literal["fire_inject"] = "fire_inject"


Command = (
    StartGame
    | Continue
    | ChooseForEvent
    | TableDraft
    | AmendDraft
    | WithdrawDraft
    | AnswerDraft
    | AskInterests
    | Tell
    | SendBackchannel
    | AnswerBackchannel
    | OfferSideDeal
    | AnswerSideDeal
    | RecallSideDeal
    | LinkIssues
    | AnswerLink
    | MakeStatement
    | HoldExercise
    | AskCapital
    | AskChair
    | MoveAgenda
    | CallDecision
    | PassRound
    | CastVote
    | Deliver
    | ClockExpired
    | FireInject
)

EFFORT: dict[str, int] = {
    "table_draft": 2,
    "amend_draft": 1,
    "ask_interests": 1,
    "send_backchannel": 1,
    "offer_side_deal": 1,
    "link_issues": 1,
    "make_statement": 1,
    "hold_exercise": 2,
    "ask_capital": 1,
    "ask_chair": 1,
    "move_agenda": 1,
    "call_decision": 1,
}
"""Effort of each act that costs any; answers, votes and telling are free."""

PHASES: dict[str, tuple[str, ...]] = {
    "start_game": ("lobby",),
    "continue": ("briefing", "outcome"),
    "choose_for_event": ("briefing", "consultation", "implementation"),
    "cast_vote": ("decision",),
    "deliver": ("implementation",),
    "clock_expired": ("briefing", "consultation", "decision", "implementation", "outcome"),
    "fire_inject": ("briefing", "consultation", "implementation"),
}
"""Phases in which a command may be given; those not named belong to the consultation."""
