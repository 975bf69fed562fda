"""Members speak in their manner, from their true reasons, and do not repeat themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game import paths
from game.engine.commands import Reason, Response
from game.engine.package import Alteration, altered
from game.engine.rules.registry import known_rules
from game.errors import UserError
from game.scenario.load import load_scenario
from game.texts.reasons import PARTS, reason_label, words
from game.texts.voices import MANNERS, STANCES, Manner, candidates, load_voices, voice, voices
from tests.texts.played import a_game

FACTS = {
    "red_line": ("some_line", (("term", "area"), ("offered", "coast"))),
    "terms": ("area", (("wanted", "corridor"), ("offered", "coast"))),
    "cost": ("", (("cost", 4_200), ("share", 310), ("fair", 120))),
    "outcome": ("attacks", (("change", -4_000),)),
    "sovereignty": ("", ()),
    "home": ("", (("yes", 430), ("faction", "coastal states"))),
    "fairness": ("capacity", (("share", 310), ("fair", 120), ("measure", "risk"))),
    "reciprocity": ("france", ()),
    "trust": ("france", ()),
    "reservation": ("", ()),
    "process": ("", ()),
    "own_proposal": ("", ()),
}
SIDES = ("for", "against")


def _reason(part: str, side: str, bare: bool = False) -> Reason:
    subject, facts = FACTS[part]
    return Reason(part, subject, 1000 if side == "for" else -1000, () if bare else facts)


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _all_sentences() -> list[str]:
    known = voices()
    groups = [*known.openings.values(), *known.reasons.values()]
    return [text for group in groups for manner in MANNERS for text in group[manner]]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("manner", MANNERS)
def test_every_reason_has_six_wordings_in_every_manner(
    part: str, side: str, manner: Manner
) -> None:
    """For and against, each manner has at least six sentences that the reason's facts can fill."""
    told = words(a_game().table, _reason(part, side), a_game().table.status_quo)
    fit = [t for t in candidates(voices().reasons[part, side], manner) if _fields(t) <= set(told)]
    assert len(set(fit)) >= 6


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("manner", MANNERS)
def test_a_reason_without_figures_can_still_be_said(part: str, side: str, manner: Manner) -> None:
    """Where a member tells no figures, a sentence without them is found."""
    subject = FACTS[part][0]
    reason = Reason(part, subject, 1000 if side == "for" else -1000)
    answer = Response("accept" if side == "for" else "refuse", (reason,))
    table = a_game().table
    spoken = voice(table, answer, table.status_quo, "draft 3", manner, 5)
    assert len(spoken.used) == 2
    assert "{" not in spoken.text


def test_every_sentence_is_civil_and_whole() -> None:
    """No exclamation marks, no first person singular, no blame; a stop, and known words only."""
    known = {*("term", "offered", "wanted", "cost", "share", "fair", "measure", "track"), "change"}
    known |= {"yes", "faction", "member", "operation", "draft", "ask"}
    for text in _all_sentences():
        assert text[-1] == ".", text
        assert "!" not in text
        assert not re.search(r"\b(I|me|my)\b(?! government)", text, flags=re.IGNORECASE), text
        assert not re.search(r"\b(fault|liar|lying|stupid|selfish|betray|ridiculous)\b", text), text
        assert _fields(text) <= known, text


def test_no_sentence_stands_twice() -> None:
    """Each wording belongs to one reason, side and manner."""
    sentences = _all_sentences()
    assert len(set(sentences)) == len(sentences)


def test_every_style_of_the_catalogue_has_a_manner() -> None:
    """Styles and manners name the same, and an unknown style speaks plainly."""
    loaded = load_scenario(paths.scenarios() / "gulf_of_aden", rules=known_rules())
    assert loaded.catalogue is not None
    assert {style.id for style in loaded.catalogue.styles} == set(voices().manners)
    assert voices().manner("unheard_of") == "plain"
    assert set(voices().manners.values()) == set(MANNERS)


def test_an_answer_is_told_with_its_reasons_and_its_ask() -> None:
    """Stance first, then the two heaviest reasons that speak for it, then what would turn it."""
    table = a_game().table
    india = table.level_place(table.seat_places["india"], 0)
    text = altered(table.status_quo, (Alteration("level", india, 3), Alteration("term", 0, 2)))
    answer = Response(
        "refuse",
        (
            _reason("outcome", "for"),
            Reason("process", "", -1),
            Reason("terms", "area", -2500, FACTS["terms"][1]),
            Reason("cost", "", -3000, (("cost", 4_200),)),
        ),
        "",
        (Alteration("term", 0, 0), Alteration("level", india, 2)),
    )
    assert voice(table, answer, text, "draft 3", "plain", 3).text == (
        "As it stands, we cannot agree to draft 3. It would cost us $42 m, and we do not see what "
        "we get for that. “Basin and coast” on area goes the wrong way for us. We could accept it "
        "if area were corridor and India sent 1 ship fewer for escort in the corridor."
    )


def test_nothing_is_drawn() -> None:
    """The same numbers give the same words, and other numbers give others."""
    table = a_game().table
    answer = Response("refuse", (_reason("cost", "against"),))

    def said(draw: int) -> str:
        return voice(table, answer, table.status_quo, "draft 3", "plain", draw).text

    assert said(4) == said(4)
    assert len({said(n) for n in range(12)}) > 3


@pytest.mark.parametrize("manner", MANNERS)
def test_a_sentence_is_not_repeated_while_there_are_others(manner: Manner) -> None:
    """Handed in what was used, six answers with the same reason share no sentence."""
    table = a_game().table
    answer = Response("refuse", (_reason("cost", "against"),), "", (Alteration("term", 0, 0),))
    used: list[str] = []
    for turn in range(6):
        used += voice(table, answer, table.status_quo, "draft 3", manner, turn * 11, used).used
    assert len(used) == 18
    assert len(set(used)) == 18


def test_a_number_of_its_own_is_told_as_ours() -> None:
    """What each seat reads as "your exposure" is "our exposure" in a member's mouth."""
    table = a_game().table
    answer = Response("accept", (Reason("outcome", "exposure", 1000),))
    said = voice(table, answer, table.status_quo, "draft 3", "plain", 1).text
    assert "our exposure" in said
    assert "our exposure" not in reason_label(table, answer.reasons[0])
    assert reason_label(table, answer.reasons[0]) == "its effect on its exposure"


def test_when_all_is_said_the_oldest_is_said_again() -> None:
    """A long game does not fall silent, and what was said last does not come back at once."""
    table = a_game().table
    answer = Response("refuse", (_reason("cost", "against"),))
    everything = _all_sentences()
    spoken = voice(table, answer, table.status_quo, "draft 3", "terse", 1, everything)
    assert spoken.text.count(".") >= 2
    again = voice(
        table, answer, table.status_quo, "draft 3", "terse", 1, [*everything, *spoken.used]
    )
    assert not set(again.used) & set(spoken.used)


@pytest.mark.parametrize("part", PARTS)
def test_every_figure_comes_from_the_facts(part: str) -> None:
    """No wording holds a digit of its own, and none appears without facts."""
    table = a_game().table
    assert not [text for text in _all_sentences() if re.search(r"\d", text)]
    bare = Response("refuse", (Reason(part, FACTS[part][0], -1),))
    for manner in MANNERS:
        said = voice(table, bare, table.status_quo, "the draft", manner, 2).text
        assert not re.search(r"\d", said)


def test_a_member_gives_the_reasons_of_its_stance() -> None:
    """Who accepts says what speaks for it, who refuses what speaks against, who doubts one each."""
    table = a_game().table
    both = (_reason("outcome", "for"), _reason("cost", "against"))

    def parts(stance: str) -> list[str]:
        answer = Response(stance, both)  # type: ignore[arg-type]
        used = voice(table, answer, table.status_quo, "draft 3", "plain", 1).used
        known = voices().reasons
        return [
            part
            for text in used
            for (part, _side), group in known.items()
            if any(text in group[manner] for manner in MANNERS)
        ]

    assert parts("accept") == ["outcome"]
    assert parts("refuse") == ["cost"]
    assert parts("conditional") == ["cost"]
    assert parts("undecided") == ["outcome", "cost"]
    assert set(STANCES) == {"accept", "refuse", "conditional", "undecided"}


def test_a_limit_on_a_task_is_told_by_the_task() -> None:
    """A red line may speak of a term or of an operation, and the wording follows."""
    table = a_game().table
    answer = Response("refuse", (Reason("red_line", "inshore", -1),))
    for manner in MANNERS:
        assert "watch inshore" in voice(table, answer, table.status_quo, "it", manner, 1).text
    term = Response("refuse", (Reason("red_line", "command", -1),))
    merged = altered(table.status_quo, (Alteration("term", 1, 3),))
    said = voice(table, term, merged, "it", "plain", 1)
    assert "one headquarters" in said.text


def test_the_same_reason_is_not_given_twice() -> None:
    """A reason that binds and weighs is told once, as it binds."""
    table = a_game().table
    twice = (Reason("home", "", -50_000, (("yes", 430),)), Reason("home", "", -2_000))
    spoken = voice(table, Response("refuse", twice), table.status_quo, "draft 3", "plain", 1)
    assert len(spoken.used) == 2
    assert "43%" in spoken.text


@pytest.mark.parametrize("part", PARTS)
def test_every_reason_has_a_label(part: str) -> None:
    """With and without figures, a label is words without gaps."""
    table = a_game().table
    for bare in (False, True):
        label = reason_label(table, _reason(part, "for", bare))
        assert label
        assert "{" not in label
        assert "  " not in label
    assert reason_label(table, _reason("cost", "against")) == "the cost of $42 m"
    assert reason_label(table, Reason("something_new", "", 1)) == "something new"


def test_a_broken_folder_of_voices_is_told(tmp_path: Path) -> None:
    """A missing file, a missing group and an unknown manner name place and mend."""
    with pytest.raises(UserError, match=r"stances\.toml: cannot be read"):
        load_voices(tmp_path)
    source = paths.assets() / "voices"
    for name in ("stances.toml", "reasons.toml", "manners.toml"):
        (tmp_path / name).write_text((source / name).read_text("utf-8"), encoding="utf-8")
    (tmp_path / "manners.toml").write_text('[manners]\nbroker = "loud"\n', encoding="utf-8")
    with pytest.raises(UserError, match="'broker' speaks 'loud'; choose from formal"):
        load_voices(tmp_path)
    (tmp_path / "reasons.toml").write_text("[cost.for]\nplain = ['a']\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"\[red_line\.for\] needs sentences for each of"):
        load_voices(tmp_path)
