"""A whole scenario: how its tables come together, its events, presets and what it teaches."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Id, Share, Spec, type_of_many
from game.scenario.models.conditions import Condition, Effect
from game.scenario.models.framework import DecisionSpec
from game.scenario.models.members import MemberSpec
from game.scenario.models.terms import DraftSpec, TermSpec
from game.scenario.models.world import (
    ActorSpec,
    OperationSpec,
    PressureSpec,
    ResourceSpec,
    TrackSpec,
    ZoneSpec,
)
from game.scenario.references import Defines, Refers


class ChoiceForSeat(Spec):
    """A decision that an event asks of one seat."""

    member: Annotated[str, Refers("member")]
    """Who decides."""
    question: str = Field(max_length=300)
    """What is asked."""
    options: Annotated[tuple["EventOption", ...], type_of_many] = Field(min_length=2, max_length=4)
    """The answers; the first is taken if none is given."""


class EventOption(Spec):
    """One answer to an event."""

    id: Id
    """Key within its event."""
    name: str = Field(max_length=60)
    """Name on the button."""
    effects: Annotated[tuple[Effect, ...], type_of_many] = ()
    """What it does."""


ChoiceForSeat.model_rebuild()


class EventSpec(Spec):
    """Something that happens, by itself or by an instructor's hand."""

    id: Annotated[Id, Defines("event")]
    """Key."""
    title: str = Field(max_length=80)
    """Headline."""
    text: str = Field(max_length=600)
    """What members read."""
    when: Annotated[tuple[Condition, ...], type_of_many] = ()
    """All must hold; none means that only an instructor fires it."""
    chance: Share = 1.0
    """Probability in each turn in which it could happen."""
    again: bool = False
    """Whether it may happen more than once."""
    effects: Annotated[tuple[Effect, ...], type_of_many] = ()
    """What it does."""
    choice: ChoiceForSeat | None = None
    """A decision that it asks of a seat."""
    at: Annotated[tuple[float, float], type_of_many] | None = None
    """Place on the map, as longitude and latitude."""
    marker: Literal["approach", "attack", "seized", "none"] = "none"
    """Mark on the map."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where it was read."""
    assumption: bool = False
    """Whether its figures are a designer's guess."""


class PresetSpec(Spec):
    """A length of play; it sets no rates."""

    id: Annotated[Id, Defines("preset")]
    """Key."""
    name: str = Field(max_length=60)
    """Name."""
    minutes: int = Field(ge=10, le=480)
    """How long a game takes about."""
    turns: int = Field(ge=1, le=24)
    """Turns."""
    rounds: int = Field(ge=1, le=8)
    """Rounds of consultation a turn."""
    effort: int = Field(ge=2, le=12)
    """Effort that a seat may spend on acts in a round."""
    open_terms: int = Field(ge=1, le=9)
    """Terms open in a turn."""
    start_turn: int = Field(1, ge=1, le=24)
    """Turn of the scenario's calendar at which it begins."""
    default: bool = False
    """Whether it is taken when none is named."""


class ObjectiveSpec(Spec):
    """An aim that can be checked at the end."""

    id: Annotated[Id, Defines("objective")]
    """Key."""
    text: str = Field(max_length=240)
    """The aim."""
    member: Annotated[str, Refers("member")] | None = None
    """Whose; left out, the table's."""
    when: Annotated[tuple[Condition, ...], type_of_many] = Field(min_length=1)
    """Met when all hold at the end."""


class LearningSpec(Spec):
    """What a trainee should take away."""

    id: Annotated[Id, Defines("learning")]
    """Key."""
    text: str = Field(max_length=300)
    """The objective."""
    trigger: Annotated[tuple[Condition, ...], type_of_many] = Field(min_length=1)
    """When the game shows it."""
    evidence: Annotated[tuple[Annotated[str, Refers("rule")], ...], type_of_many] = Field(
        min_length=1
    )
    """Rules whose ledger entries are its evidence."""
    question: str = Field(max_length=300)
    """Question for the debrief."""


Competency = Literal[
    "prepares",
    "explores",
    "creates",
    "claims",
    "builds",
    "reciprocates",
    "shares",
    "institutions",
    "time",
    "communicates",
]
"""What the review looks at; the rubric of each is in ``game/review/README.md``."""


class JudgementOption(Spec):
    """One way to act in a situation."""

    id: Id
    """Key within its question."""
    text: str = Field(max_length=240)
    """What one would do."""
    worth: int = Field(ge=0, le=3)
    """How good it is: 0 does harm, 3 is best."""
    why: str = Field(max_length=300)
    """What is said about it afterwards."""


class JudgementSpec(Spec):
    """A situation and ways to act in it, asked before the game and again after it."""

    id: Annotated[Id, Defines("judgement")]
    """Key."""
    situation: str = Field(max_length=500)
    """What is the case."""
    competency: Competency
    """What it asks for."""
    options: Annotated[tuple[JudgementOption, ...], type_of_many] = Field(
        min_length=3, max_length=5
    )
    """Ways to act, in the order shown."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where the key was read."""
    assumption: bool = False
    """Whether the key is a designer's judgement."""


class BenchmarkSpec(Spec):
    """What really happened, for comparison at the end."""

    text: str = Field(max_length=2000)
    """The course, in a paragraph."""
    series: dict[str, Annotated[tuple[float, ...], type_of_many]] = {}
    """Figures a turn, by name."""
    sources: Annotated[tuple[str, ...], type_of_many]
    """Where it was read."""


class RuleSetting(Spec):
    """How a scenario switches and tunes one rule."""

    on: bool = True
    """Whether the rule runs."""
    set: dict[str, float] = {}
    """Parameters that differ from the rule's defaults."""
    why: str = Field("", max_length=300)
    """The reason for a difference."""


class ScenarioSpec(Spec):
    """The root of ``scenario.toml``."""

    format: Literal[1]
    """Version of this file format."""
    id: Annotated[Id, Defines("scenario")]
    """Key; the folder's name."""
    title: str = Field(max_length=60)
    """Title."""
    subtitle: str = Field("", max_length=80)
    """Second line of the title."""
    summary: str = Field(max_length=600)
    """What it is about."""
    notice: str = Field("", max_length=400)
    """Words of care shown before play and on the map."""
    map: str = Field(pattern=r"^[a-z0-9_]+$")
    """Map of the assets."""
    map_view: str = Field("default", max_length=40)
    """View of the map that the table opens with."""
    framework: Annotated[str, Refers("framework")]
    """The body in which members sit."""
    decision: DecisionSpec | None = None
    """Instead of the framework's decision rule."""
    chair: Annotated[str, Refers("member")] | None = None
    """The member in the chair; left out, a secretariat without a stake."""
    start: str = Field(pattern=r"^\d{4}-\d{2}$")
    """First month of the first turn, as year and month."""
    turn_months: int = Field(ge=1, le=24)
    """Months in a turn; rates are a quarter's and are scaled."""
    duration_term: Annotated[str, Refers("term")] | None = None
    """The term that sets how long an agreement lasts; left out, ``lasts`` turns."""
    lasts: int = Field(4, ge=1, le=20)
    """Turns that an agreement lasts where no term says it."""
    difficulty: Literal["introductory", "standard", "demanding"] = "standard"
    """How hard the table is."""
    tags: Annotated[tuple[str, ...], type_of_many] = ()
    """Words for the library's search."""
    terms: Annotated[tuple[TermSpec, ...], type_of_many] = Field(min_length=1, max_length=12)
    """Collective questions, in the order of the composer."""
    resources: Annotated[tuple[str, ...], type_of_many] = Field(min_length=1, max_length=8)
    """Resources of the catalogue that matter here, in the order of the composer."""
    own_resources: Annotated[tuple[ResourceSpec, ...], type_of_many] = ()
    """Resources that the catalogue lacks or that differ here."""
    zones: Annotated[tuple[ZoneSpec, ...], type_of_many] = Field(min_length=1)
    """Parts of the theatre."""
    operations: Annotated[tuple[OperationSpec, ...], type_of_many] = Field(min_length=1)
    """Tasks."""
    pressures: Annotated[tuple[PressureSpec, ...], type_of_many] = ()
    """Adversaries and dangers."""
    actors: Annotated[tuple[ActorSpec, ...], type_of_many] = ()
    """Forces without a seat."""
    tracks: Annotated[tuple[TrackSpec, ...], type_of_many] = Field(min_length=1)
    """Numbers shown, in order."""
    members: Annotated[tuple[MemberSpec, ...], type_of_many] = Field(min_length=2, max_length=10)
    """States at the table."""
    events: Annotated[tuple[EventSpec, ...], type_of_many] = ()
    """What may happen."""
    drafts: Annotated[tuple[DraftSpec, ...], type_of_many] = ()
    """Packages that lie ready."""
    presets: Annotated[tuple[PresetSpec, ...], type_of_many] = Field(min_length=1)
    """Lengths of play."""
    objectives: Annotated[tuple[ObjectiveSpec, ...], type_of_many] = ()
    """Aims that can be checked."""
    learning: Annotated[tuple[LearningSpec, ...], type_of_many] = ()
    """Learning objectives."""
    judgement: Annotated[tuple[JudgementSpec, ...], type_of_many] = Field((), max_length=12)
    """The test of judgement before and after the game."""
    benchmark: BenchmarkSpec | None = None
    """What really happened."""
    rules: dict[Annotated[str, Refers("rule")], RuleSetting] = {}
    """Rules switched off or tuned."""
    guide: str = "guide.md"
    """The facilitator's guide."""
    sources: Annotated[tuple[str, ...], type_of_many] = Field(min_length=1)
    """Where the scenario was read."""
