"""Names stand in sentences as a writer would put them."""

from types import SimpleNamespace

import pytest

from game.texts import names
from tests.texts.played import a_game


@pytest.mark.parametrize(
    ("seat", "said"),
    [("usa", "the United States"), ("france", "France"), ("kenya", "Kenya"), (-1, "the chair")],
)
def test_a_member_has_its_article(seat: str | int, said: str) -> None:
    """Unions, kingdoms and states take the article; the chair is no member."""
    assert names.member(a_game().table, seat) == said


def test_a_number_that_is_no_seat_is_said_as_such() -> None:
    """A wrong index is words, not an error."""
    assert names.member(a_game().table, 99) == "seat 99"


def test_only_proper_names_keep_their_letter() -> None:
    """What the scenario writes large in mid-sentence stays large; other names become small."""
    table = a_game().table
    assert names.answer(table, "detention", "somali_court") == "“Somali court abroad”"
    assert names.answer(table, "area", "coast") == "“basin and coast”"
    assert names.answer(table, "area", 0) == "corridor"
    assert names.answer(table, "bmp", 2) == "50 % of ships"
    assert names.sentence("“basin and coast”") == "“Basin and coast”"
    assert names.term(table, 0) == names.term(table, table.terms[0].id) == "area"
    assert names.inner(table, "UN mandate") == "UN mandate"


def test_units_are_counted_in_their_own_words() -> None:
    """One, several and no units have the resource's words."""
    table = a_game().table
    ship = next(n for n, r in enumerate(table.resources) if r.id == "ship")
    shown = [names.units(table, ship, n) for n in (0, 1, 3)]
    assert shown == ["no ships", "1 ship", "3 ships"]


def test_a_resource_without_words_is_counted_by_its_name() -> None:
    """A designer may leave the two forms out."""
    table = a_game().table
    plain = tuple(r.model_copy(update={"one": "", "many": ""}) for r in table.resources)
    bare = SimpleNamespace(**{**vars(table), "resources": plain})
    legal = next(n for n, r in enumerate(plain) if r.id == "legal")
    assert names.units(bare, legal, 1) == "1 legal slot"  # type: ignore[arg-type]
    assert names.units(bare, legal, 2) == "2 legal slots"  # type: ignore[arg-type]
