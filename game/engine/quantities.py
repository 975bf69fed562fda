"""The quantities of a game and their places in the vector of values.

Every value is an integer in thousandths of the quantity's unit. What moves them is in ``rules``.
"""

from dataclasses import dataclass
from functools import cached_property

THOUSAND = 1000
FULL = 100 * THOUSAND

GROUP = (
    "legitimacy",
    "credibility",
    "cohesion",
    "interoperability",
    "information",
    "escalation",
    "hardening",
)
OF_MEMBER = ("support", "resentment", "autonomy", "reputation", "exposure", "spent")
OF_PRESSURE = ("capacity", "profit", "success", "held")
COUNTS = frozenset({"activity", "held"})
PRIVATE = frozenset({"support", "resentment", "exposure", "spent"})
ESTIMATED = frozenset({"activity", "capacity", "profit", "success"})


@dataclass(frozen=True)
class Layout:
    """Where each quantity stands in the vector of values."""

    members: tuple[str, ...]
    zones: tuple[str, ...]
    pressures: tuple[str, ...]
    tracks: tuple[str, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every quantity's key, such as ``support/usa`` or ``activity/piracy/basin``, in order."""
        keys = list(GROUP)
        keys += [f"{kind}/{member}" for kind in OF_MEMBER for member in self.members]
        keys += [f"{kind}/{pressure}" for kind in OF_PRESSURE for pressure in self.pressures]
        keys += [f"activity/{p}/{z}" for p in self.pressures for z in self.zones]
        keys += [f"own/{track}" for track in self.tracks]
        keys += [f"trust/{a}/{b}" for a in self.members for b in self.members if a != b]
        return tuple(keys)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """Lowest and highest value of each quantity, in thousandths."""
        return tuple(_bounds(key.split("/")[0]) for key in self.keys)

    @cached_property
    def limits(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """All lowest values, and all highest ones."""
        return tuple(low for low, _ in self.bounds), tuple(high for _, high in self.bounds)

    @cached_property
    def trust(self) -> tuple[tuple[int, ...], ...]:
        """``trust[i][j]``: the place of i's trust in j; −1 where i is j."""
        places = self.places
        return tuple(
            tuple(-1 if a == b else places[f"trust/{a}/{b}"] for b in self.members)
            for a in self.members
        )

    @cached_property
    def kept_by_others(self) -> tuple[tuple[int, ...], ...]:
        """By seat, the places of what others keep to themselves; last, of what anyone does."""
        hidden = [
            (place, self.owner(place))
            for place in range(len(self.keys))
            if self.kind(place) in (*PRIVATE, "trust")
        ]
        return tuple(
            tuple(place for place, owner in hidden if owner != seat)
            for seat in (*self.members, None)
        )

    def of_member(self, kind: str, member: int) -> int:
        """The place of a member's quantity."""
        return self._firsts[kind] + member

    def of_pressure(self, kind: str, pressure: int) -> int:
        """The place of a pressure's quantity."""
        return self._firsts[kind] + pressure

    def of_zone(self, pressure: int, zone: int) -> int:
        """The place of a pressure's activity in a zone; those of all zones stand together."""
        return self._firsts["activity"] + pressure * len(self.zones) + zone

    def kind(self, place: int) -> str:
        """The kind of the quantity at a place."""
        return self._kinds[place]

    def owner(self, place: int) -> str | None:
        """The member whose own quantity this is, if it is one's."""
        return self._owners[place]

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(key.split("/")[0] for key in self.keys)

    @cached_property
    def _owners(self) -> tuple[str | None, ...]:
        return tuple(
            key.split("/")[1] if kind in OF_MEMBER or kind == "trust" else None
            for key, kind in zip(self.keys, self._kinds, strict=True)
        )

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """The first place of each kind."""
        found: dict[str, int] = {}
        for place, kind in enumerate(self._kinds):
            found.setdefault(kind, place)
        return found


def _bounds(kind: str) -> tuple[int, int]:
    if kind == "spent":
        return (-1_000_000 * THOUSAND, 1_000_000 * THOUSAND)
    if kind in COUNTS:
        return (0, 10_000 * THOUSAND)
    if kind == "escalation":
        return (0, 5 * THOUSAND)
    if kind == "own":
        return (-1_000 * THOUSAND, 1_000 * THOUSAND)
    return (0, FULL)
