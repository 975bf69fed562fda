"""Tracks: each shows a quantity in a way that the quantity has, and five or six head the table."""

from collections.abc import Iterator

from game.scenario.checks.context import Context
from game.scenario.findings import Finding, quoted
from game.scenario.locate import Locator, Path
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.models.world import TrackSpec

MOST_HEADLINES = 6
GROUP = frozenset(
    {
        "legitimacy",
        "credibility",
        "cohesion",
        "interoperability",
        "information",
        "escalation",
        "hardening",
        "own",
    }
)
OF_MEMBER = frozenset({"support", "resentment", "autonomy", "reputation", "exposure", "spent"})


def shown_as(quantity: str) -> tuple[str, ...]:
    """Return the ways in which a quantity can be shown."""
    if quantity in GROUP:
        return ("group",)
    if quantity in OF_MEMBER:
        return ("seat", "mean", "sum")
    if quantity == "trust":
        return ("mean", "seat")
    return ("sum", "mean")


def check(scenario: ScenarioSpec, locator: Locator, context: Context) -> Iterator[Finding]:
    """Find tracks that show what cannot be shown so, lack a start, or crowd the head."""
    for number, track in enumerate(scenario.tracks):
        yield from _one(track, locator, ("tracks", number))
    headlines = sum(track.headline for track in scenario.tracks)
    if not 1 <= headlines <= MOST_HEADLINES:
        yield locator.finding(
            ("tracks",),
            "warning",
            "track-mismatch",
            f"{headlines} tracks are headlines",
            f"1 to {MOST_HEADLINES}",
            'set "headline" on the ones that tell the story',
        )


def _one(track: TrackSpec, locator: Locator, path: Path) -> Iterator[Finding]:
    ways = shown_as(track.quantity)
    if track.of not in ways:
        yield locator.finding(
            (*path, "of"),
            "error",
            "track-mismatch",
            f"{quoted(track.quantity)} cannot be shown as {quoted(track.of)}",
            " or ".join(map(quoted, ways)),
            f"write of = {quoted(ways[0])}",
        )
    if track.quantity == "own" and track.start is None:
        yield locator.finding(
            path,
            "error",
            "track-mismatch",
            f"the scenario's own track {quoted(track.id)} has no value at the start",
            '"start"',
            "add a line start = 0",
        )
    if track.start is not None and track.quantity not in GROUP:
        yield locator.finding(
            (*path, "start"),
            "warning",
            "unused",
            f"the start of {quoted(track.quantity)} is not set by a track",
            "",
            "remove it: members and pressures set their own starts",
        )
