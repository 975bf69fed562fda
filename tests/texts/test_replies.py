"""What members ask and tell one another reads as an answer."""

from game.engine.commands import Claim
from game.engine.state import Disclosure, Question
from game.texts.replies import claim_line, question_line
from tests.texts.played import a_game


def _told(claim: Claim, limits: dict[str, str] | None = None) -> str:
    return claim_line(a_game().table, Disclosure(1, 0, 3, claim), limits)


def test_a_question_names_both_and_the_matter() -> None:
    """Who asks whom what."""
    line = question_line(a_game().table, Question(0, 3, 0))
    assert line == "The United States asks China what it makes of area."


def test_a_position_is_sorted_by_worth_and_weighed() -> None:
    """Wanted, bearable and unwelcome answers are parted, and the weight is told in words."""
    said = _told(Claim("position", "area", (90_000, 50_000, 10_000, 25_000)))
    assert said == (
        "China tells the United States: on area it wants corridor, could live with “corridor and "
        "basin”, and does not want “basin and coast”; it weighs heavily."
    )
    light = _told(Claim("position", "area", (90_000, 80_000, 10_000, 2_000)))
    assert "wants corridor or “corridor and basin”, and does not want" in light
    assert light.endswith("it weighs little.")
    assert "could live with “corridor and basin” or “basin and coast”; it matters." in _told(
        Claim("position", "area", (90_000, 50_000, 45_000, 12_000))
    )
    flat = _told(Claim("position", "area", (75_000, 75_000, 75_000, 12_000)))
    assert flat.endswith(
        "it could live with corridor, “corridor and basin” or “basin and coast”; it matters."
    )


def test_limits_support_and_silence_are_told() -> None:
    """A limit is quoted from the claim or from what the reader knows, or left general."""
    assert "“No ban.”" in _told(Claim("red_line", "x", (), "No ban."))
    assert "“No ban.”" in _told(Claim("red_line", "x"), {"x": "No ban."})
    assert "a limit which it may not cross" in _told(Claim("red_line", "x"))
    assert "stands at 54." in _told(Claim("support", "", (54_000,)))
    assert "does not tell the United States what it makes of area" in _told(
        Claim("silence", "area")
    )
    assert _told(Claim("silence", "")) == "China does not wish to tell the United States more."
