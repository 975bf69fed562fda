"""Marks as SVG strings on a grid of 24: stances, triangles, diamonds, map marks; no surfaces."""

from __future__ import annotations

STANCES = ("opposes", "leans_against", "undecided", "leans_for", "supports", "silent", "you")
STANCE_WORDS = {
    "opposes": "Opposes",
    "leans_against": "Leans against",
    "undecided": "Undecided",
    "leans_for": "Leans for",
    "supports": "Supports",
    "silent": "Silent",
    "you": "Your seat",
}
STANCE_COLOURS = {
    "opposes": "coral",
    "leans_against": "coral",
    "undecided": "low",
    "leans_for": "teal",
    "supports": "teal",
    "silent": "text",
    "you": "brass",
}
MARK_COLOURS = STANCE_COLOURS | {
    "approach": "coral",
    "attack": "coral",
    "seized": "coral",
    "ship": "text",
    "aircraft": "text",
    "diamond_full": "brass",
    "diamond_planned": "brass",
    "diamond_empty": "edge",
    "pip_full": "high",
    "pip_empty": "edge",
    "caret": "low",
    "up": "teal",
    "down": "coral",
    "none": "low",
    "dot": "sky",
    "ring": "text",
    "round": "teal",
    "square": "coral",
    "diamond": "low",
}

SPREAD = {"ship": 40 / 24}
"""How much wider than its size a mark is drawn, for what reaches out of it."""

# Each drawing takes the mark's colour and the colour of a glyph on a filled mark.
_LINE = 'fill="none" stroke="{c}" stroke-linecap="round" stroke-linejoin="round"'
_GLYPH = 'fill="none" stroke="{g}" stroke-linecap="round" stroke-linejoin="round"'
_SQUARE = '<rect x="3" y="3" width="18" height="18" rx="3" '
_MARKS: dict[str, str] = {
    "opposes": _SQUARE
    + f'fill="{{c}}"/><path d="M8 8 L16 16 M16 8 L8 16" {_GLYPH} stroke-width="2.6"/>',
    "leans_against": _SQUARE
    + f'{_LINE} stroke-width="2.2"/><path d="M12 7.2 V16.4 M8.2 12.8 L12 16.6 L15.8 12.8" {_LINE} '
    'stroke-width="2.2"/>',
    "undecided": f'<path d="M12 1.8 L22.2 12 L12 22.2 L1.8 12 Z" {_LINE} stroke-width="2"/>'
    f'<path d="M8.4 12 H15.6" {_LINE} stroke-width="2.2"/>',
    "leans_for": f'<circle cx="12" cy="12" r="9.4" {_LINE} stroke-width="2.2"/>'
    f'<path d="M12 16.8 V7.6 M8.2 11.2 L12 7.4 L15.8 11.2" {_LINE} stroke-width="2.2"/>',
    "supports": '<circle cx="12" cy="12" r="10.4" fill="{c}"/>'
    f'<path d="M7.4 12.4 L10.8 15.8 L16.8 8.8" {_GLYPH} stroke-width="2.6"/>',
    "silent": f'<circle cx="12" cy="12" r="9.4" {_LINE} stroke-width="2.2" '
    'stroke-dasharray="3.4 4" />'
    f'<path d="M8.6 12 H15.4" {_LINE} stroke-width="2.2"/>',
    "you": '<path d="M12 2.6 L21.4 12 L12 21.4 L2.6 12 Z" fill="{c}"/>',
    "diamond_full": '<path d="M12 1.4 L22.6 12 L12 22.6 L1.4 12 Z" fill="{c}"/>',
    "diamond_planned": '<path d="M12 2.4 L21.6 12 L12 21.6 L2.4 12 Z" fill="none" stroke="{c}" '
    'stroke-width="2.4" stroke-dasharray="3.4 2.6"/>',
    "diamond_empty": '<path d="M12 2.4 L21.6 12 L12 21.6 L2.4 12 Z" fill="none" stroke="{c}" '
    'stroke-width="2"/>',
    "pip_full": '<rect x="2" y="2" width="20" height="20" fill="{c}"/>',
    "pip_empty": '<rect x="3" y="3" width="18" height="18" fill="none" stroke="{c}" '
    'stroke-width="2"/>',
    "up": '<path d="M12 3.5 L22 20.5 H2 Z" fill="{c}"/>',
    "down": '<path d="M2 3.5 H22 L12 20.5 Z" fill="{c}"/>',
    "left": '<path d="M20.5 2 V22 L3.5 12 Z" fill="{c}"/>',
    "right": '<path d="M3.5 2 V22 L20.5 12 Z" fill="{c}"/>',
    "none": '<rect x="1.5" y="10.2" width="21" height="3.6" fill="{c}"/>',
    "caret": f'<path d="M3 5 H21 L12 19.5 Z" {_LINE} stroke-width="2.6"/>',
    "dot": '<circle cx="12" cy="12" r="11" fill="{c}"/>',
    "ring": f'<circle cx="12" cy="12" r="9.5" {_LINE} stroke-width="3.2"/>',
    "round": '<circle cx="12" cy="12" r="11" fill="{c}"/>',
    "square": '<rect x="2" y="2" width="20" height="20" rx="2" fill="{c}"/>',
    "diamond": '<path d="M12 1 L23 12 L12 23 L1 12 Z" fill="{c}"/>',
    "approach": f'<path d="M12 1.6 L22.4 12 L12 22.4 L1.6 12 Z" {_LINE} stroke-width="2"/>'
    '<circle cx="12" cy="12" r="2.4" fill="{c}"/>',
    "attack": '<path d="M12 1 L23 12 L12 23 L1 12 Z" fill="{c}"/>'
    f'<path d="M12 6.6 V13.2 M12 16.6 V16.8" {_GLYPH} stroke-width="2.6"/>',
    "seized": '<rect x="3" y="3" width="18" height="18" rx="1.5" fill="{c}"/>'
    f'<path d="M8 8 L16 16 M16 8 L8 16" {_GLYPH} stroke-width="2.4"/>',
    "aircraft": f'<path d="M4 20 V12 A8 8 0 0 1 20 12 V20 Z" {_LINE} stroke-width="2.2"/>'
    f'<path d="M8.6 14.6 L12 10.8 L15.4 14.6" {_LINE} stroke-width="2"/>',
}


def mark_names() -> tuple[str, ...]:
    """Every mark that `mark_svg` can draw."""
    return (*_MARKS, "ship")


def mark_svg(kind: str, colour: str, ground: str, heading: float = 0) -> str:
    """A mark in *colour* with its glyph in *ground*; *heading* in degrees turns a ship's line."""
    if kind == "ship":
        return _ship(colour, heading)
    body = _MARKS[kind].replace("{c}", colour).replace("{g}", ground)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{body}</svg>'


def _ship(colour: str, heading: float) -> str:
    line = f'fill="none" stroke="{colour}" stroke-width="2.2" stroke-linecap="round"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 40 40">'
        f'<circle cx="12" cy="12" r="8" {line}/>'
        f'<circle cx="12" cy="12" r="2.4" fill="{colour}"/>'
        f'<path d="M20 12 H30.5" {line} transform="rotate({heading:g} 12 12)"/></svg>'
    )


def emblem_svg(ink: str, accent: str) -> str:
    """The mark of Demarche: a table and those around it, one of them you."""
    seats = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>'
        for x, y, r, fill in (
            (17, 8, 3.2, ink),
            (31, 8, 3.2, ink),
            (8, 18.5, 3.2, ink),
            (40, 18.5, 3.2, ink),
            (10, 32, 3.2, ink),
            (38, 32, 3.2, ink),
            (24, 40, 4.6, accent),
        )
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<circle cx="24" cy="22" r="9.4" fill="none" stroke="{ink}" stroke-width="2.4"/>'
        f"{seats}</svg>"
    )


def rounded_svg(
    size: tuple[int, int], radius: int, fill: str, edge: str, edge_width: float, dash: str = ""
) -> str:
    """A rounded rectangle in pixels with its edge inside; ``none`` leaves fill or edge out."""
    width, height = size
    half = edge_width / 2 if edge != "none" else 0.0
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect x="{half}" y="{half}" width="{width - 2 * half}" height="{height - 2 * half}" '
        f'rx="{max(0.0, radius - half)}" fill="{fill}" stroke="{edge}" '
        f'stroke-width="{edge_width if edge != "none" else 0}"{dashes}/></svg>'
    )


def path_svg(
    size: tuple[int, int], points: list[tuple[float, float]], colour: str, width: float
) -> str:
    """An open line through *points* in pixels."""
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def icon_svg(source: str, colour: str, stroke: float) -> str:
    """A Lucide drawing in *colour* with a *stroke* in its own units."""
    start = source.find("<svg")
    body = source[max(0, start) :]
    # The rasteriser drops lines as short as Lucide's dots.
    body = body.replace("h.01", "h.3").replace("currentColor", colour)
    return body.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
