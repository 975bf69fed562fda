"""Markers that say which strings of a scenario define a name and which refer to one.

No checking lives here: `validate` collects the markers from any model and compares them.

    MemberId = Annotated[str, Defines("member")]
    MemberRef = Annotated[str, Refers("member")]

Both stand on a field, on a list's items (`list[MemberRef]`) or on a table's keys
(`dict[MemberRef, int]`). `MemberRef | Literal["all"]` is a reference unless it says "all".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defines:
    """The string gives a name of this kind, which no other place in the scenario may give again."""

    kind: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The string names something of this kind that is defined elsewhere in the scenario."""

    kind: str
