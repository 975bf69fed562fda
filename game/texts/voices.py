"""Members' voices: an answer as a few sentences in the member's manner, from its true reasons.

Which wording is taken follows from a number handed in; nothing is drawn here. The sentences lie
in ``assets/voices``, so that they can be read and mended without code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal, get_args

from game import paths
from game.errors import UserError
from game.texts.catalogue import _
from game.texts.names import sentence
from game.texts.packages import ask_words
from game.texts.reasons import PARTS, words
from game.texts.shapes import PackageShape, ReasonShape, ResponseShape, TableShape

Manner = Literal["formal", "plain", "warm", "terse"]
MANNERS: tuple[Manner, ...] = get_args(Manner)
STANCES = ("accept", "conditional", "undecided", "refuse")
MOST_REASONS = 2

Group = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Voices:
    """All wordings: of stances and the ask, of reasons for and against, and who speaks how."""

    openings: Mapping[str, Group]
    reasons: Mapping[tuple[str, str], Group]
    manners: Mapping[str, Manner]

    def manner(self, style: str) -> Manner:
        """Return the manner in which a way of negotiating speaks; plain unless named."""
        return self.manners.get(style, "plain")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a member says, and the wordings used, to be handed in as *used* the next time."""

    text: str
    used: tuple[str, ...]


@lru_cache(maxsize=1)
def voices() -> Voices:
    """Return the voices that come with the game, read once."""
    return load_voices(paths.assets() / "voices")


def load_voices(folder: Path) -> Voices:
    """Read voices from the three files of *folder*; a missing group or manner is a UserError."""
    openings = _read(folder / "stances.toml")
    told = _read(folder / "reasons.toml")
    return Voices(
        openings={key: _group(folder / "stances.toml", openings, key) for key in (*STANCES, "ask")},
        reasons={
            (part, side): _group(folder / "reasons.toml", told.get(part, {}), side, f"{part}.")
            for part in PARTS
            for side in ("for", "against")
        },
        manners=_manners(folder / "manners.toml"),
    )


def _manners(file: Path) -> dict[str, Manner]:
    by_name = {str(manner): manner for manner in MANNERS}
    found: dict[str, Manner] = {}
    for style, manner in _read(file).get("manners", {}).items():
        if manner not in by_name:
            raise UserError(
                f"{file}: '{style}' speaks '{manner}'; choose from {', '.join(MANNERS)}"
            )
        found[style] = by_name[manner]
    return found


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        found: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{file}: cannot be read ({error}); restore the file") from error
    return found


def _group(file: Path, table: Mapping[str, object], key: str, above: str = "") -> Group:
    group = table.get(key)
    if not isinstance(group, Mapping) or not all(group.get(manner) for manner in MANNERS):
        raise UserError(
            f"{file}: [{above}{key}] needs sentences for each of {', '.join(MANNERS)}; add them"
        )
    return {manner: tuple(group[manner]) for manner in MANNERS}


def voice(
    table: TableShape,
    response: ResponseShape,
    package: PackageShape,
    draft: str,
    manner: Manner,
    draw: int,
    used: Sequence[str] = (),
    said: Voices | None = None,
) -> Spoken:
    """
    Return a member's answer to *package* as it would say it: stance, reasons, ask.

    *draft* names what it answers (``draft 3``); *draw*, any number, chooses among wordings. Those
    in *used*, oldest first, are taken again only when there are no others, and the oldest first.
    Figures are those of the reasons' facts and no others.
    """
    known = said or voices()
    choose = _Chooser(manner, draw, used)
    stance = response.stance if response.stance in STANCES else "undecided"
    lines = [choose.line(known.openings[stance], {"draft": draft})]
    for reason in told_reasons(response):
        side = "against" if reason.weight < 0 else "for"
        group = known.reasons.get((reason.part, side))
        if group is not None:
            lines.append(choose.line(group, words(table, reason, package)))
    ask = ask_words(table, package, response.ask)
    if ask and stance != "accept":
        lines.append(choose.line(known.openings["ask"], {"ask": ask}))
    return Spoken(" ".join(line for line in lines if line), tuple(choose.taken))


def told_reasons(response: ResponseShape) -> tuple[ReasonShape, ...]:
    """
    Return the reasons that go with the stance, heaviest first and each once: at most two.

    Who is undecided gives one for and one against.
    """
    once = {(r.part, r.subject): r for r in reversed(response.reasons)}
    order = sorted(once.values(), key=lambda r: -abs(r.weight))
    against = [r for r in order if r.weight < 0]
    favour = [r for r in order if r.weight >= 0]
    if response.stance == "accept":
        return tuple(favour[:MOST_REASONS])
    if response.stance == "undecided":
        return (*favour[:1], *against[:1])
    return tuple(against[:MOST_REASONS])


class _Chooser:
    """Takes wordings one after another, so that none comes again while there are others."""

    def __init__(self, manner: Manner, draw: int, used: Sequence[str]) -> None:
        self._manner = manner
        self._draw = draw
        self._last = {text: place for place, text in enumerate(used)}
        self.taken: list[str] = []

    def line(self, group: Group, facts: Mapping[str, str]) -> str:
        """Return a sentence of *group* for which all words are there, or nothing."""
        fit = [text for text in candidates(group, self._manner) if _fields(text) <= facts.keys()]
        fresh = [text for text in fit if text not in self._last and text not in self.taken]
        own = [text for text in fresh if text in group[self._manner]]
        telling = [text for text in own if _fields(text)]
        choices = telling or own or fresh or self._oldest(fit)
        if not choices:
            return ""
        text = choices[self._number() % len(choices)]
        self.taken.append(text)
        return sentence(_(text).format(**facts))

    def _oldest(self, fit: list[str]) -> list[str]:
        """The half of the wordings that were used longest ago."""
        ordered = sorted(fit, key=lambda text: (text in self.taken, self._last.get(text, -1)))
        return ordered[: (len(ordered) + 1) // 2]

    def _number(self) -> int:
        """The draw, mixed, so that draws in even steps do not choose in even steps."""
        return ((self._draw + 1) * 2_654_435_761 + len(self.taken) * 40_503) >> 12


def candidates(group: Group, manner: Manner) -> Iterator[str]:
    """Yield what a manner may say: its own sentences, then plain ones, for plain then formal."""
    yield from group[manner]
    yield from group["formal" if manner == "plain" else "plain"]


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}
