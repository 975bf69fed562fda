"""The word that was probably meant is proposed, and no other."""

import pytest

from game.scenario.suggest import did_you_mean, suggest

WORDS = ["members", "member", "priorities", "track", "id", "silence_procedure"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("memebrs", "members"),
        ("prioritys", "priorities"),
        ("Track", "track"),
        ("silence-procedure", "silence_procedure"),
        ("di", "id"),
        ("members", "members"),
        ("zzz", None),
        ("x", None),
        ("", None),
        ("m" * 5000, None),
    ],
)
def test_the_nearest_word_is_found(word: str, meant: str | None) -> None:
    """Slips, swaps, case and hyphens are forgiven; unlike words are not forced together."""
    assert suggest(word, WORDS) == meant


def test_the_question_names_the_word() -> None:
    """The advice is a question, because it may be wrong."""
    assert did_you_mean("trak", WORDS) == 'did you mean "track"?'
    assert did_you_mean("zzz", WORDS) is None
