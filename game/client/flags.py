"""Eight invented flags, for members under invented names; drawn, since no state has them."""

from __future__ import annotations

INVENTED = tuple(f"x{number}" for number in range(1, 9))
"""Codes that stand where a state's code would: one for each seat of the largest table."""

_CREAM, _GOLD = "#F2ECDD", "#D9AE45"
_FIELDS = {
    "x1": '<rect width="48" height="36" fill="#2F7F86"/>'
    f'<path d="M17 0V36M0 18H48" stroke="{_CREAM}" stroke-width="6" fill="none"/>'
    '<path d="M17 0V36M0 18H48" stroke="#23525C" stroke-width="2" fill="none"/>',
    "x2": f'<rect width="48" height="36" fill="#6F3A6B"/><rect x="16" width="16" height="36" '
    f'fill="{_CREAM}"/><circle cx="24" cy="18" r="5.4" fill="#C9973A"/>',
    "x3": '<rect width="48" height="36" fill="#27477A"/>'
    f'<path d="M0 13H48M0 23H48" stroke="{_CREAM}" stroke-width="4" fill="none"/>',
    "x4": f'<rect width="48" height="36" fill="{_GOLD}"/>'
    '<path d="M0 0L20 18L0 36Z" fill="#2F5D43"/>',
    "x5": f'<rect width="48" height="36" fill="{_CREAM}"/>'
    '<path d="M0 0H24V18H0ZM24 18H48V36H24Z" fill="#8A3438"/>',
    "x6": '<rect width="48" height="36" fill="#46505C"/>'
    '<path d="M0 36L0 26L34 0H48V10L14 36Z" fill="#E0BE5F"/>',
    "x7": '<rect width="48" height="36" fill="#41763F"/>'
    f'<path d="M0 0L48 36M48 0L0 36" stroke="{_CREAM}" stroke-width="6" fill="none"/>',
    "x8": f'<rect width="48" height="36" fill="{_CREAM}"/>'
    '<rect width="48" height="12" fill="#D2693C"/><rect y="24" width="48" height="12" '
    'fill="#2C3E5C"/><circle cx="24" cy="18" r="7" fill="#2C3E5C"/>',
}


def invented_svg(code: str) -> str | None:
    """The drawing of an invented flag, 4:3; None for any other code."""
    field = _FIELDS.get(code)
    if field is None:
        return None
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 36">{field}</svg>'
