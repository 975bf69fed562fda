"""The shapes of things that texts speak of, so that texts need none of the parts above them.

The engine's table, packages, events and answers have these shapes; units are theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Named(Protocol):
    """Anything with a key and a name."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class Described(Named, Protocol):
    """Anything with a key, a name and a text."""

    @property
    def text(self) -> str: ...


class AnswerShape(Described, Protocol):
    """One answer to a term."""

    @property
    def number(self) -> float | None: ...


class TermShape(Named, Protocol):
    """A collective question."""

    @property
    def question(self) -> str: ...
    @property
    def answers(self) -> Sequence[AnswerShape]: ...


class ResourceShape(Named, Protocol):
    """Something that members commit."""

    @property
    def one(self) -> str: ...
    @property
    def many(self) -> str: ...


class SlotShape(Protocol):
    """A pair of operation and resource, by index."""

    @property
    def operation(self) -> int: ...
    @property
    def resource(self) -> int: ...


class SeatShape(Named, Protocol):
    """What everyone knows of a member."""

    @property
    def aim(self) -> str: ...


class LayoutShape(Protocol):
    """The keys of all quantities, such as ``support/usa``, by place."""

    @property
    def keys(self) -> Sequence[str]: ...


class RuleShape(Named, Protocol):
    """One rule of the world."""

    @property
    def concept(self) -> str: ...
    @property
    def assumption(self) -> str: ...
    @property
    def literature(self) -> str: ...


class BoundRuleShape(Protocol):
    """A rule as a scenario runs it."""

    @property
    def rule(self) -> RuleShape: ...


class TrackShape(Described, Protocol):
    """A number shown at the table."""

    @property
    def quantity(self) -> str: ...
    @property
    def of(self) -> str: ...


class TableShape(Protocol):
    """A scenario as every seat may know it."""

    @property
    def summary(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def framework_text(self) -> str: ...
    @property
    def turn_months(self) -> int: ...
    @property
    def seats(self) -> Sequence[SeatShape]: ...
    @property
    def terms(self) -> Sequence[TermShape]: ...
    @property
    def resources(self) -> Sequence[ResourceShape]: ...
    @property
    def slots(self) -> Sequence[SlotShape]: ...
    @property
    def operations(self) -> Sequence[Described]: ...
    @property
    def zones(self) -> Sequence[Described]: ...
    @property
    def pressures(self) -> Sequence[Described]: ...
    @property
    def actors(self) -> Sequence[Described]: ...
    @property
    def tracks(self) -> Sequence[TrackShape]: ...
    @property
    def rules(self) -> Sequence[BoundRuleShape]: ...
    @property
    def layout(self) -> LayoutShape: ...
    def month(self, turn: int) -> tuple[int, int]: ...


class PackageShape(Protocol):
    """Answers to the terms plus contributions."""

    @property
    def terms(self) -> tuple[int, ...]: ...
    @property
    def levels(self) -> tuple[int, ...]: ...
    @property
    def caveats(self) -> tuple[int, ...]: ...


class AlterationShape(Protocol):
    """One change of a package."""

    @property
    def what(self) -> str: ...
    @property
    def place(self) -> int: ...
    @property
    def to(self) -> int: ...


class ReasonShape(Protocol):
    """A reason of an answer."""

    @property
    def part(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def facts(self) -> tuple[tuple[str, int | str], ...]: ...


class ResponseShape(Protocol):
    """An answer to a package."""

    @property
    def stance(self) -> str: ...
    @property
    def reasons(self) -> Sequence[ReasonShape]: ...
    @property
    def binding(self) -> str: ...
    @property
    def ask(self) -> Sequence[AlterationShape]: ...


class ClaimShape(Protocol):
    """What a member says of itself."""

    @property
    def topic(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def numbers(self) -> tuple[int, ...]: ...
    @property
    def words(self) -> str: ...


class DisclosureShape(Protocol):
    """What a member told another, by index of the seats."""

    @property
    def to(self) -> int: ...
    @property
    def by(self) -> int: ...
    @property
    def claim(self) -> ClaimShape: ...


class QuestionShape(Protocol):
    """A question of one member to another about a term, by index."""

    @property
    def asker(self) -> int: ...
    @property
    def member(self) -> int: ...
    @property
    def term(self) -> int: ...


class EntryShape(Protocol):
    """One change of one quantity; ``amount`` in thousandths."""

    @property
    def rule(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def place(self) -> int: ...
    @property
    def amount(self) -> int: ...
    @property
    def facts(self) -> tuple[tuple[str, int | str], ...]: ...


class RefusalShape(Protocol):
    """Why a command was not carried out."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, int | str | bool]: ...


class EventShape(Protocol):
    """Something that happened; further fields depend on its kind."""

    @property
    def kind(self) -> str: ...
    def __getattribute__(self, name: str, /) -> Any: ...
