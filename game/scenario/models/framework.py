"""The body that the members sit in: its decision rule, obligation and funding."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.models.base import Id, Share, Spec, type_of_many
from game.scenario.references import Defines, Refers


class DecisionSpec(Spec):
    """A decision rule, put together from parts."""

    basis: Literal["consensus", "unanimity", "majority", "opt_in"]
    """Who must agree: nobody objects, all accept, a share accepts, or only those who join."""
    silence: bool = False
    """Whether silence counts as assent, so that one member must break it with a reason."""
    threshold: Share = 0.5
    """For a majority: the share of the cast votes (by weight, if weighted) that must be passed."""
    inclusive: bool = False
    """Whether reaching the threshold exactly suffices (two thirds) or it must be passed (half)."""
    weighted: bool = False
    """Whether votes count by the members' voting weights."""
    members_share: Share = 0.0
    """For a double majority: the share of all voters that must accept as well."""
    vetoes: Annotated[tuple[Annotated[str, Refers("member")], ...], type_of_many] = ()
    """Members any one of whom can block."""
    voters: Annotated[tuple[str, ...], type_of_many] = ()
    """Roles that vote; left out, every seat."""
    abstention_blocks: bool | None = None
    """Whether an abstention counts against, which it never does under silence; left out, only
    under unanimity. ``false`` under unanimity is constructive abstention."""
    smallest_coalition: int = Field(2, ge=1, le=12)
    """For opt-in: how many must join before anything is in force."""

    @property
    def abstention_stops(self) -> bool:
        """Whether an abstention counts against, once the defaults are filled in."""
        if self.silence:
            return False
        if self.abstention_blocks is None:
            return self.basis == "unanimity"
        return self.abstention_blocks


class FrameworkSpec(Spec):
    """A security framework, as data."""

    id: Annotated[Id, Defines("framework")]
    """Key that scenarios refer to."""
    name: str = Field(max_length=120)
    """Full name."""
    short: str = Field(max_length=40)
    """Name on narrow screens."""
    text: str = Field(max_length=1200)
    """What it is, in a few sentences."""
    decision: DecisionSpec
    """How it decides."""
    obligation: int = Field(ge=0, le=4)
    """0 forum, 1 political pledge, 2 duty to consult or pay, 3 duty to assist, 4 near-automatic."""
    funding: Literal["lie_where_they_fall", "key", "assessed", "voluntary", "host", "provider"]
    """Who pays unless a term says otherwise."""
    opt_out: bool = True
    """Whether a member may stay out of a task without blocking it."""
    sources: Annotated[tuple[str, ...], type_of_many]
    """Where this was read."""
