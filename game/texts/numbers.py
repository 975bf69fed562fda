"""Figures as they are shown: points, changes, money, shares, ranges, dates, counts and lists."""

from __future__ import annotations

from collections.abc import Sequence

from game.texts.catalogue import N_, _, ngettext
from game.texts.shapes import TableShape

MINUS = "−"
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def figure(thousandths: int, decimals: int = 0) -> str:
    """Return a value in thousandths with 0 to 3 decimals, halves outwards: ``54``, ``−0.5``."""
    step = (1000, 100, 10, 1)[decimals]
    units = (abs(thousandths) + step // 2) // step
    sign = MINUS if thousandths < 0 and units else ""
    whole, part = divmod(units, 1000 // step)
    shown = f"{whole:,}"
    return f"{sign}{shown}.{part:0{decimals}d}" if decimals else f"{sign}{shown}"


def change(thousandths: int, decimals: int = 0) -> str:
    """Return a signed change: ``+3``, ``−2``, and ``0`` for what rounds to nothing."""
    shown = figure(thousandths, decimals)
    nothing = shown.strip("0.") == ""
    if nothing:
        return "0"
    return shown if thousandths < 0 else f"+{shown}"


def per_cent(thousandths: int) -> str:
    """Return a share in thousandths of one as per cent: ``27%``."""
    return _("{number}%").format(number=figure(thousandths * 100))


def money(thousandths: int) -> str:
    """Return thousandths of 10 million US dollars: ``$40 m``, ``−$0.6 m``, ``$1.2 bn``."""
    tenths = (abs(thousandths) + 5) // 10
    sign = MINUS if thousandths < 0 and tenths else ""
    if tenths >= 10_000:
        shown = _tenths((tenths + 500) // 1000)
        return _("{sign}${number} bn").format(sign=sign, number=shown)
    shown = _tenths(tenths) if tenths < 100 else str((tenths + 5) // 10)
    return _("{sign}${number} m").format(sign=sign, number=shown)


def _tenths(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}" if part else str(whole)


def value_range(low: int, high: int, decimals: int = 0) -> str:
    """Return two bounds in thousandths: ``54 to 60``, or one figure where both show the same."""
    first, last = figure(low, decimals), figure(high, decimals)
    if first == last:
        return first
    return _("{low} to {high}").format(low=first, high=last)


def uncertain(value: int, width: int, decimals: int = 0, least: int | None = 0) -> str:
    """
    Return an estimate as the range that it stands for: ``50 to 58``; exact where *width* is 0.

    *least* is the smallest possible value, thousandths, below which no range goes.
    """
    low = value - width if least is None else max(least, value - width)
    return value_range(low, value + width, decimals)


def month(year: int, number: int) -> str:
    """Return a month (1-12) with its year: ``March 2009``."""
    return _("{month} {year}").format(month=_(MONTHS[number - 1]), year=year)


def period(table: TableShape, turn: int) -> str:
    """Return the months of a turn: ``January to June 2009``, ``October 2009 to March 2010``."""
    year, first = table.month(turn)
    months = year * 12 + first - 1 + table.turn_months - 1
    end_year, last = divmod(months, 12)
    if table.turn_months == 1:
        return month(year, first)
    if year == end_year:
        return _("{first} to {last} {year}").format(
            first=_(MONTHS[first - 1]), last=_(MONTHS[last]), year=year
        )
    return _("{first} to {last}").format(first=month(year, first), last=month(end_year, last + 1))


def listed(items: Sequence[str]) -> str:
    """Return a list in words: ``Kenya, India and Japan``; empty for none."""
    if len(items) < 2:
        return "".join(items)
    return _("{most} and {last}").format(most=", ".join(items[:-1]), last=items[-1])


def alternatives(items: Sequence[str]) -> str:
    """Return a choice in words: ``briefing or outcome``; empty for none."""
    if len(items) < 2:
        return "".join(items)
    return _("{most} or {last}").format(most=", ".join(items[:-1]), last=items[-1])


def turns(count: int) -> str:
    """Return ``1 turn`` or ``3 turns``."""
    return ngettext("{count} turn", "{count} turns", count).format(count=count)


def effort(count: int) -> str:
    """Return what an act costs: ``free``, ``1 effort``, ``2 effort``."""
    if not count:
        return _("free")
    return ngettext("{count} effort", "{count} effort", count).format(count=count)
