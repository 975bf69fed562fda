"""The collective questions: choices among options, and scales with a step."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Id, Share, Spec, type_of_many
from game.scenario.models.world import Lever
from game.scenario.references import Defines, Refers


class OptionSpec(Spec):
    """One answer to a choice, and what it does."""

    id: Id
    """Key within its term."""
    name: str = Field(max_length=48)
    """Name on the button."""
    text: str = Field(max_length=400)
    """What it would mean."""
    levers: dict[Lever, Annotated[float, Field(ge=-1, le=1)]] = {}
    """What it works on, −1 to 1; levers of all terms in force add up."""
    depth: float = Field(0, ge=0, le=40)
    """Autonomy that each party gives up while it is in force."""
    cost: float = Field(0, ge=0, le=100)
    """Cost a quarter to the table, in units of 10 million US dollars, split by ability to pay."""
    cost_to: dict[Annotated[str, Refers("member")], Annotated[float, Field(ge=-50, le=50)]] = {}
    """Cost a quarter that falls on one member; a negative cost is income."""
    opens: Annotated[tuple[Annotated[str, Refers("zone")], ...], type_of_many] = ()
    """Zones in which operations may act once this is in force."""
    lasts: int | None = Field(None, ge=1, le=20)
    """For the term that sets the duration: turns until the agreement expires."""
    overlay: str | None = None
    """Polygon or line of the map that shows it."""
    waived: str | None = Field(None, max_length=200)
    """Why it may go unused in play, if the balance study finds that it does."""


class ChoiceSpec(Spec):
    """A term that is answered by one of some options."""

    kind: Literal["choice"]
    """Names this kind."""
    id: Annotated[Id, Defines("term")]
    """Key."""
    name: str = Field(max_length=32)
    """Name in tables."""
    question: str = Field(max_length=240)
    """What is asked."""
    icon: str = Field("file-text", max_length=40)
    """Icon of the theme."""
    options: Annotated[tuple[OptionSpec, ...], type_of_many] = Field(min_length=2, max_length=6)
    """The answers, mildest first."""
    status_quo: str
    """The option that holds without agreement."""
    review: int = Field(3, ge=1, le=20)
    """Turns after which a settled term comes up again by itself."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where options and figures were read."""
    assumption: bool = False
    """Whether its figures are a designer's guess."""


class ScaleSpec(Spec):
    """A term that is answered by a number."""

    kind: Literal["scale"]
    """Names this kind."""
    id: Annotated[Id, Defines("term")]
    """Key."""
    name: str = Field(max_length=32)
    """Name in tables."""
    question: str = Field(max_length=240)
    """What is asked."""
    icon: str = Field("scale", max_length=40)
    """Icon of the theme."""
    low: float
    """Lowest answer."""
    high: float
    """Highest answer."""
    step: float = Field(gt=0)
    """Distance of two answers."""
    unit: str = Field("", max_length=24)
    """Unit of the answers."""
    status_quo: float
    """Answer that holds without agreement."""
    levers: dict[Lever, Annotated[float, Field(ge=-1, le=1)]] = {}
    """What the highest answer works on; lower ones in proportion above the lowest."""
    depth: float = Field(0, ge=0, le=40)
    """Autonomy that each party gives up at the highest answer; in proportion below."""
    cost: float = Field(0, ge=0, le=100)
    """Cost a quarter to the table at the highest answer; in proportion below."""
    overlays: Annotated[tuple[str, ...], type_of_many] = ()
    """Map overlays, one an answer, where a line moves with the number."""
    review: int = Field(3, ge=1, le=20)
    """Turns after which a settled term comes up again by itself."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where figures were read."""
    assumption: bool = False
    """Whether its figures are a designer's guess."""

    @property
    def answers(self) -> tuple[float, ...]:
        """Every answer, lowest first."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * n for n in range(count + 1))


TermSpec = Annotated[ChoiceSpec | ScaleSpec, Field(discriminator="kind")]


class ContributionSpec(Spec):
    """A contribution inside a package that a designer writes out."""

    member: Annotated[str, Refers("member")]
    """Who gives."""
    operation: Annotated[str, Refers("operation")]
    """To which task."""
    resource: Annotated[str, Refers("resource")]
    """What."""
    level: int = Field(ge=0, le=200)
    """How many units."""
    caveat: Share = 0.0
    """National restriction: 0 none, 1 presence only."""


class DraftSpec(Spec):
    """A package that lies ready: a chair's draft, or what history agreed."""

    id: Annotated[Id, Defines("draft")]
    """Key."""
    name: str = Field(max_length=80)
    """Title."""
    text: str = Field("", max_length=600)
    """Where it comes from."""
    terms: dict[Annotated[str, Refers("term")], str | float]
    """Answers; terms left out stay at the status quo."""
    contributions: Annotated[tuple[ContributionSpec, ...], type_of_many] = ()
    """Forces and funds."""
    turn: int | None = Field(None, ge=1)
    """Turn in which history had it on the table."""
    sources: Annotated[tuple[str, ...], type_of_many] = ()
    """Where it was read."""
