"""Packages and their differences read as what members would do."""

from dataclasses import replace

from game.engine.package import Alteration, altered
from game.texts import packages
from tests.texts.played import a_game, package


def test_every_term_and_giver_has_a_line() -> None:
    """A package is told term by term, then member by member."""
    play = a_game()
    table = play.table
    text = package(table, table.status_quo, {0: 1}, {("india", "escort.ship"): 3})
    lines = packages.package_lines(table, text)
    assert len(lines) == len(table.terms) + 1
    assert lines[0] == f"{table.terms[0].name}: {table.terms[0].answers[1].name}"
    assert lines[-1] == "India: 3 ships for escort in the corridor"


def test_a_difference_says_what_is_new() -> None:
    """More, fewer and none are told beside the level, and a member's changes share a line."""
    table = a_game().table
    old = package(
        table,
        table.status_quo,
        {},
        {("india", "escort.ship"): 3, ("france", "escort.ship"): 1, ("kenya", "trials.legal"): 1},
    )
    new = package(
        table,
        old,
        {0: 1},
        {
            ("india", "escort.ship"): 2,
            ("india", "patrol.ship"): 1,
            ("france", "escort.ship"): 3,
            ("kenya", "trials.legal"): 0,
        },
    )
    assert packages.difference_lines(table, old, new) == (
        "area to “corridor and basin”",
        "France commits 3 ships for escort in the corridor (2 more)",
        "India commits 2 ships for escort in the corridor (1 fewer) and "
        "1 ship for patrol of the basin",
        "Kenya commits no legal slots any more for trials and prisons",
    )
    assert packages.difference_clause(table, old, new, most=2).endswith("; 2 further changes")
    assert packages.difference_clause(table, old, old) == "no change"


def test_a_restriction_is_told() -> None:
    """A caveat shows with what it restricts."""
    table = a_game().table
    place = table.level_place(table.seat_places["india"], 0)
    free = package(table, table.status_quo, {}, {("india", "escort.ship"): 3})
    bound = replace(free, caveats=altered(free, (Alteration("caveat", place, 500),)).caveats)
    (line,) = packages.difference_lines(table, free, bound)
    assert line == "India commits 3 ships for escort in the corridor (restricted by 50%)"


def test_an_ask_is_a_wish() -> None:
    """Each alteration is worded as what would have to be so."""
    table = a_game().table
    india = table.level_place(table.seat_places["india"], 0)
    text = package(table, table.status_quo, {}, {("india", "escort.ship"): 2})
    ask = (Alteration("term", 0, 0), Alteration("level", india, 3))
    said = packages.ask_words(table, text, ask)
    assert said == "if area were corridor and India sent 1 ship more for escort in the corridor"
    fewer = packages.alteration_line(table, text, Alteration("level", india, 1))
    assert fewer == "India sent 1 ship fewer for escort in the corridor"
    none = packages.alteration_line(table, text, Alteration("level", india, 0))
    assert none == "India sent no ships for escort in the corridor"
    assert packages.ask_words(table, text, ()) == ""
