"""Reviews and comparisons as one self-contained HTML page, for the screen and for A4."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game.charts.model import Chart, rows_of
from game.charts.svg import svg
from game.review.rubric import LEVELS
from game.session.review_report import Evidence, Review
from game.session.run_report import Part
from game.texts.catalogue import _
from game.texts.numbers import change, figure

WIDTH = 620.0
"""Width of a chart's drawing; it is scaled to its place on the page."""


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["picture"] = _picture
    found.filters["rows"] = rows_of
    found.filters["milli"] = figure
    found.filters["weightiest"] = _weightiest
    found.filters["signed"] = lambda points: change(round(1000 * points), 1)
    found.globals["_"] = _
    found.globals["levels"] = tuple(_(word) for word in LEVELS)
    return found


def _picture(chart: Chart) -> Markup:
    """A chart as inline SVG, which escapes its own texts."""
    return Markup(svg(chart, WIDTH))


def _weightiest(evidence: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """The heaviest evidence, each wording once, in the order of the game."""
    once = {item.text.rstrip(" .0123456789"): item for item in reversed(evidence)}
    ranked = sorted(once.values(), key=lambda item: (-item.weight, item.turn, item.number))
    return tuple(sorted(ranked[:most], key=lambda item: (item.turn, item.number)))


def report_html(review: Review) -> str:
    """Return the report of a review as one page that needs no other file."""
    # Of passes only one's own are told: they are evidence of what was left undone.
    told = [h for h in review.timeline if h.kind != "pass" or h.seat == review.seat]
    return _environment().get_template("report.html.j2").render(review=review, timeline=told)


def page(template: str, part: Part) -> str:
    """Return another page of the review's look, filled from *part*."""
    return _environment().get_template(template).render(part=part)
