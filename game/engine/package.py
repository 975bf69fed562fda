"""Packages: answers to the terms plus contributions, and how two of them differ."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Package:
    """
    What members would agree: ``terms[t]`` is the answer's index of term t, ``levels[m*K + k]``
    the units that member m gives in slot k, ``caveats`` (thousandths) how far each is restricted.

    A slot is a pair of operation and resource; K is the number of slots.
    """

    terms: tuple[int, ...]
    levels: tuple[int, ...]
    caveats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change of a package: a term's answer, or a contribution's level or caveat."""

    what: Literal["term", "level", "caveat"]
    place: int
    to: int

    def applied(self, package: Package) -> Package:
        """Return the package with this change made."""
        field = {"term": "terms", "level": "levels", "caveat": "caveats"}[self.what]
        values = getattr(package, field)
        changed = (*values[: self.place], self.to, *values[self.place + 1 :])
        return replace(package, **{field: changed})


def altered(package: Package, alterations: tuple[Alteration, ...]) -> Package:
    """Return the package with all changes made, in order."""
    for alteration in alterations:
        package = alteration.applied(package)
    return package


def differences(old: Package, new: Package) -> tuple[Alteration, ...]:
    """Return the changes that turn *old* into *new*: terms, then levels, then caveats."""
    return (
        *(Alteration("term", i, b) for i, (a, b) in _pairs(old.terms, new.terms) if a != b),
        *(Alteration("level", i, b) for i, (a, b) in _pairs(old.levels, new.levels) if a != b),
        *(Alteration("caveat", i, b) for i, (a, b) in _pairs(old.caveats, new.caveats) if a != b),
    )


def _pairs(old: tuple[int, ...], new: tuple[int, ...]) -> tuple[tuple[int, tuple[int, int]], ...]:
    return tuple(enumerate(zip(old, new, strict=True)))
