"""A review as tables for a spreadsheet: every move, tracks, competencies."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from game.session.review_report import Review

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take a cell for a formula by."""


def write_csv(review: Review, folder: Path) -> tuple[Path, ...]:
    """
    Write ``moves.csv``, ``tracks.csv`` and ``competencies.csv`` into a folder, and return them.

    Raises OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moves: list[Sequence[object]] = [
        (h.number, h.turn, h.phase, h.round, h.seat, h.kind, h.draft or "", h.said)
        for h in review.timeline
    ]
    tracks: list[Sequence[object]] = [
        (m.turn, t.track, t.name, t.unit, t.known / 1000, t.width / 1000, _thousandth(t.true))
        for m in review.moments
        for t in m.tracks
    ]
    competencies: list[Sequence[object]] = [
        (s.seat, r.competency, r.name, r.level, r.word, e.turn, e.number, int(e.good), e.text)
        for s in review.ratings
        for r in s.ratings
        for e in r.evidence
    ]
    head = ("line", "turn", "phase", "round", "seat", "act", "draft", "what_happened")
    return (
        _write(folder / "moves.csv", head, moves),
        _write(
            folder / "tracks.csv",
            ("turn", "track", "name", "unit", "known", "give_or_take", "true"),
            tracks,
        ),
        _write(
            folder / "competencies.csv",
            ("seat", "key", "name", "level", "word", "turn", "line", "good", "evidence"),
            competencies,
        ),
    )


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    # With a mark, so that spreadsheets read letters beyond ASCII rightly.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for row in rows:
            writer.writerow([_cell(value) for value in row])
    return path


def _cell(value: object) -> object:
    """A text that a spreadsheet would run is marked as a text; what people wrote is among them."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _thousandth(value: int | None) -> object:
    return "" if value is None else value / 1000
