"""The shared tables that scenarios build on, read from ``scenarios/catalogue``."""

from collections.abc import Mapping
from pathlib import Path

from game.scenario.findings import Finding
from game.scenario.models.catalogue import (
    ArchetypeFile,
    Catalogue,
    FrameworkFile,
    ResourceFile,
    StyleFile,
)
from game.scenario.toml_source import TomlSource, read_toml
from game.scenario.validate import validate

FILES = ("frameworks.toml", "resources.toml", "archetypes.toml", "styles.toml")
"""The files of a catalogue."""


def read_catalogue(folder: Path, shown_as: str) -> dict[str, TomlSource]:
    """Read the files of a catalogue, by name; what is wrong with them is in the sources."""
    return {name: read_toml(folder / name, f"{shown_as}/{name}") for name in FILES}


def make_catalogue(
    sources: Mapping[str, TomlSource],
) -> tuple[Catalogue | None, list[Finding]]:
    """
    Return the catalogue, or None if there is any error, and all findings.

    *sources* holds one source for each name of ``FILES``.
    """
    styles, found = validate(sources["styles.toml"], StyleFile)
    names = frozenset(style.id for style in styles.styles) if styles else frozenset[str]()
    frameworks, more = validate(sources["frameworks.toml"], FrameworkFile)
    found += more
    resources, more = validate(sources["resources.toml"], ResourceFile)
    found += more
    archetypes, more = validate(sources["archetypes.toml"], ArchetypeFile, known={"style": names})
    # A broken file of styles would make every archetype's style unknown: that is one mistake.
    found += [f for f in more if styles or f.code != "reference-unknown"]
    if not (styles and frameworks and resources and archetypes):
        return None, found
    catalogue = Catalogue(
        frameworks=frameworks.frameworks,
        resources=resources.resources,
        archetypes=archetypes.archetypes,
        styles=styles.styles,
    )
    return catalogue, found


def known_names(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the names that a catalogue defines, by kind, for the check of references."""
    return {
        "framework": frozenset(entry.id for entry in catalogue.frameworks),
        "resource": frozenset(entry.id for entry in catalogue.resources),
        "archetype": frozenset(entry.id for entry in catalogue.archetypes),
        "style": frozenset(entry.id for entry in catalogue.styles),
    }
