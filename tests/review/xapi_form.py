"""The JSON form of an xAPI statement (IEEE 9274.1.1), as far as one may be written, as a schema.

Written after the standard's tables of statement properties: what is required, of which type, and
what excludes what. Unknown properties are refused everywhere, as the standard asks.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

IRI = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+$")]
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LanguageMap = Annotated[dict[Annotated[str, Field(pattern=LANGUAGE)], str], Field(min_length=1)]
Extensions = dict[IRI, object]
DURATION = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$"


class Form(BaseModel):
    """A table of the standard."""

    model_config = ConfigDict(extra="forbid")


class Account(Form):
    """An account on a system."""

    homePage: IRI
    name: Annotated[str, Field(min_length=1)]


class Agent(Form):
    """An actor by exactly one identifier."""

    objectType: Literal["Agent"] = "Agent"
    name: str | None = None
    mbox: Annotated[str, Field(pattern=r"^mailto:[^@\s]+@[^@\s]+$")] | None = None
    mbox_sha1sum: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = None
    openid: IRI | None = None
    account: Account | None = None

    @model_validator(mode="after")
    def _one_identifier(self) -> Agent:
        known = (self.mbox, self.mbox_sha1sum, self.openid, self.account)
        if sum(one is not None for one in known) != 1:
            raise ValueError("an agent has exactly one inverse functional identifier")
        return self


class Verb(Form):
    """A verb."""

    id: IRI
    display: LanguageMap | None = None


class Definition(Form):
    """What an activity is."""

    name: LanguageMap | None = None
    description: LanguageMap | None = None
    type: IRI | None = None
    moreInfo: IRI | None = None
    extensions: Extensions | None = None


class Activity(Form):
    """What was acted on."""

    objectType: Literal["Activity"] = "Activity"
    id: IRI
    definition: Definition | None = None


class Score(Form):
    """A score within its bounds."""

    scaled: Annotated[float, Field(ge=-1, le=1)] | None = None
    raw: float | None = None
    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _within(self) -> Score:
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError("min lies below max")
        if self.raw is not None:
            if self.min is not None and self.raw < self.min:
                raise ValueError("raw is not below min")
            if self.max is not None and self.raw > self.max:
                raise ValueError("raw is not above max")
        return self


class Result(Form):
    """What came of it."""

    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    response: str | None = None
    duration: Annotated[str, Field(pattern=DURATION)] | None = None
    extensions: Extensions | None = None


class ContextActivities(Form):
    """Activities around it."""

    parent: list[Activity] | None = None
    grouping: list[Activity] | None = None
    category: list[Activity] | None = None
    other: list[Activity] | None = None


class Context(Form):
    """Where it happened."""

    registration: UUID | None = None
    instructor: Agent | None = None
    contextActivities: ContextActivities | None = None
    revision: str | None = None
    platform: str | None = None
    language: Annotated[str, Field(pattern=LANGUAGE)] | None = None
    extensions: Extensions | None = None


class Statement(Form):
    """A statement as a client may send it."""

    id: UUID
    actor: Agent
    verb: Verb
    object: Activity
    result: Result | None = None
    context: Context | None = None
    timestamp: AwareDatetime
    version: Annotated[str, Field(pattern=r"^2\.0\.\d+$")]
