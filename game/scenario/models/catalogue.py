"""The shared tables that every scenario may use: frameworks, resources, archetypes, styles."""

from typing import Annotated, Literal

from game.scenario.models.base import Spec, type_of_many
from game.scenario.models.framework import FrameworkSpec
from game.scenario.models.members import ArchetypeSpec
from game.scenario.models.styles import StyleSpec
from game.scenario.models.world import ResourceSpec


class FrameworkFile(Spec):
    """The root of ``catalogue/frameworks.toml``."""

    format: Literal[1]
    """Version of this file format."""
    frameworks: Annotated[tuple[FrameworkSpec, ...], type_of_many]
    """Bodies."""


class ResourceFile(Spec):
    """The root of ``catalogue/resources.toml``."""

    format: Literal[1]
    """Version of this file format."""
    resources: Annotated[tuple[ResourceSpec, ...], type_of_many]
    """Resources."""


class ArchetypeFile(Spec):
    """The root of ``catalogue/archetypes.toml``."""

    format: Literal[1]
    """Version of this file format."""
    archetypes: Annotated[tuple[ArchetypeSpec, ...], type_of_many]
    """Kinds of state."""


class StyleFile(Spec):
    """The root of ``catalogue/styles.toml``."""

    format: Literal[1]
    """Version of this file format."""
    styles: Annotated[tuple[StyleSpec, ...], type_of_many]
    """Ways of negotiating."""


class Catalogue(Spec):
    """All shared tables together."""

    frameworks: tuple[FrameworkSpec, ...]
    """Bodies."""
    resources: tuple[ResourceSpec, ...]
    """Resources."""
    archetypes: tuple[ArchetypeSpec, ...]
    """Kinds of state."""
    styles: tuple[StyleSpec, ...]
    """Ways of negotiating."""
