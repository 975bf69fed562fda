"""Saves: what was acknowledged is there again, and what is damaged is told apart and left alone."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.engine import commands as c
from game.engine.game import Done
from game.session import log
from game.session.header import FORMAT
from game.session.log import SaveError, chained
from game.session.save import read_save, replayed
from game.session.session import Session
from game.session.upgrades import upgraded
from tests.session.games import SEATS, Quick, after_moves, loaded, new_game, resealed


@pytest.fixture
def save(tmp_path: Path) -> Path:
    """A game in its first consultation."""
    path = tmp_path / "game.demarche"
    with new_game(path) as session:
        after_moves(session, 6)
    return path


def load(path: Path, **options: Any) -> Session:
    """Load for play by quick members."""
    return Session.load(path, members=Quick(), strict=True, **options)


@pytest.mark.parametrize("style", ["random", None])
def test_saving_and_loading_at_any_point_changes_nothing(tmp_path: Path, style: str | None) -> None:
    """Games interrupted at random points end like the one that was not, by real members too."""
    options: dict[str, Any] = {
        "seed": 11,
        "styles": dict.fromkeys(SEATS, style) if style else None,
        "difficulty": "study",
        "preset": "long" if style else "short",
        "strict": True,
    }
    whole = Session.new(loaded(), **options)
    whole.advance()
    dice = random.Random(4)
    session = Session.new(loaded(), save=tmp_path / "a.demarche", **options)
    while not session.ended:
        after_moves(session, dice.randint(1, 40))
        before = session.state
        session.close()
        session = Session.load(tmp_path / "a.demarche", strict=True)
        assert session.state == before
    assert session.digest == whole.digest
    assert [line.events for line in session.lines] == [line.events for line in whole.lines]  # type: ignore[union-attr]


def test_a_save_needs_no_other_file(save: Path) -> None:
    """Scenario, catalogue, briefs and guide are in it, and are those that the game began with."""
    header = read_save(save).header
    game = loaded()
    assert header.scenario == game.scenario
    assert header.catalogue == game.catalogue
    assert header.briefs == game.briefs
    assert header.guide == game.guide


def test_loading_decides_and_draws_nothing(save: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the engine's decisions broken a save still loads to its last state."""

    def broken(*given: object) -> None:
        raise AssertionError("decided anew")

    expected = replayed(read_save(save))
    monkeypatch.setattr("game.session.session.decide", broken)
    monkeypatch.setattr("game.engine.game.decide", broken)
    assert load(save).state == expected


def test_a_half_last_line_is_dropped_and_told(save: Path) -> None:
    """Every whole line is there; the file is untouched until the next command."""
    whole = save.read_bytes()
    lines = whole.splitlines(keepends=True)
    cut = whole[: -len(lines[-1]) // 2]
    save.write_bytes(cut)
    session = load(save)
    assert session.number == len(lines) - 2
    assert "never finished" in session.notice
    assert save.read_bytes() == cut
    after_moves(session, 1)
    assert save.read_bytes() == whole_but_time(whole, save)
    assert save.with_name("game.demarche.bak").read_bytes() == cut
    session.close()
    assert load(save).notice == ""


def whole_but_time(whole: bytes, save: Path) -> bytes:
    """The bytes of a save whose last line was written again at another time."""
    now = save.read_bytes().splitlines(keepends=True)
    assert now[:-1] == whole.splitlines(keepends=True)[:-1]
    return b"".join(now)


def test_blocks_that_never_reached_the_disk_count_as_cut(save: Path) -> None:
    """Zeros in the last line, with or without its end, are a crash and no alteration."""
    whole = save.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for tail in (b"\0" * 50, whole[start:-90] + b"\0" * 89 + b"\n"):
        save.write_bytes(whole[:start] + tail)
        session = load(save)
        assert session.number == whole.count(b"\n") - 2
        session.close()


def test_every_cut_is_a_crash_or_is_refused(save: Path) -> None:
    """A save cut anywhere loads to a whole line, or, cut in its first, is told to be cut short."""
    whole = save.read_bytes()
    first = whole.index(b"\n") + 1
    dice = random.Random(1)
    for at in (1, 5, 20, first - 1, first, *(dice.randrange(first, len(whole)) for _ in range(12))):
        save.write_bytes(whole[:at])
        if at < first:
            assert damage_of(save) == "truncated"
        else:
            assert len(read_save(save).lines) == whole[:at].count(b"\n") - 1
        assert save.read_bytes() == whole[:at]


def damage_of(path: Path) -> str:
    """How a save is refused; the sentence is one, names the file, and the file stays."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(SaveError) as refused:
        load(path)
    assert "\n" not in str(refused.value)
    assert path.name in str(refused.value)
    assert before is None or path.read_bytes() == before
    return refused.value.damage


def test_any_changed_byte_is_found(save: Path) -> None:
    """Wherever a byte of a whole line is changed, the save is refused and left as it was."""
    whole = bytearray(save.read_bytes())
    dice = random.Random(2)
    for _ in range(40):
        at = dice.randrange(30, len(whole) - 1)
        if whole[at] == 10:
            continue
        changed = bytearray(whole)
        changed[at] ^= 1 << dice.randrange(1, 6)
        if changed[at] == 10 or 0 in changed:
            continue
        save.write_bytes(changed)
        assert damage_of(save) == "altered", at


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [*lines[:3], lines[2], *lines[3:]],
        lambda lines: [*lines[:3], b"\n", *lines[3:]],
    ],
    ids=["dropped", "swapped", "twice", "empty"],
)
def test_lines_out_of_their_chain_are_found(
    save: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    """A line left out, moved, doubled or put in breaks the chain of checksums."""
    save.write_bytes(b"".join(change(save.read_bytes().splitlines(keepends=True))))
    assert damage_of(save) == "altered"


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", "foreign"),
        (b"hello\n", "foreign"),
        (b'{"some": "json"}\n', "foreign"),
        (b"\x89PNG\r\n\x1a\n", "foreign"),
        (b"\xff\xfe\x00", "foreign"),
        (b'{"demarche":2,"whatever":1}\n', "newer"),
        (b'{"demarche":999999999,"x":1', "newer"),
        (b'{"dem', "truncated"),
        (b'{"demarche":1,"version":"0', "truncated"),
        (b'{"demarche":1,"version":"0"}\n', "altered"),
        (b'{"demarche":1,"version":"0"}\n'.replace(b"\n", b"\n\n"), "altered"),
    ],
)
def test_other_files_are_told_apart(tmp_path: Path, content: bytes, damage: str) -> None:
    """Empty, foreign, from the future, cut short, altered: each is called what it is."""
    path = tmp_path / "x.demarche"
    path.write_bytes(content)
    assert damage_of(path) == damage


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A missing path and a folder get their own sentences."""
    assert damage_of(tmp_path / "none.demarche") == "missing"
    assert damage_of(tmp_path) == "foreign"


def test_an_older_format_is_upgraded_or_said_to_be_unreadable(tmp_path: Path) -> None:
    """Steps run one format at a time; a format without a step names the way out."""
    steps = {
        3: lambda lines: [{**line, "three": True} for line in lines],
        4: lambda lines: [{**line, "four": line["three"]} for line in lines],
    }
    assert upgraded([{"a": 1}], 3, 5, steps) == [{"a": 1, "three": True, "four": True}]
    assert upgraded([{}], 2, 5, steps) is None
    path = tmp_path / "x.demarche"
    path.write_bytes(chained(b"", [b'{"demarche":0,"old":1}'])[0])
    assert damage_of(path) == "older"
    assert FORMAT == 1


def test_a_game_can_be_open_only_once(save: Path) -> None:
    """A second session is told; once the first is closed it may."""
    first = load(save)
    assert damage_of(save) == "busy"
    first.close()
    load(save).close()


def test_a_new_game_never_overwrites(save: Path) -> None:
    """Whatever lies at the path stays, and nothing is left beside it."""
    before = save.read_bytes()
    with pytest.raises(SaveError, match="already a file"):
        new_game(save)
    assert save.read_bytes() == before
    assert [p.name for p in save.parent.iterdir()] == ["game.demarche"]


def test_a_command_that_cannot_be_written_has_not_happened(
    save: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the state stays, later commands are refused, and loading goes on from there."""
    session = load(save)
    before, content = session.state, save.read_bytes()
    real = os.fsync

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.os, "fsync", full)
    command = Quick().move(session.view("alba"))
    assert command is not None
    with pytest.raises(SaveError, match="No space left"):
        session.submit("alba", command.command)
    assert session.state is before
    monkeypatch.setattr(log.os, "fsync", real)
    with pytest.raises(SaveError, match="load the game again"):
        session.submit("alba", command.command)
    assert save.read_bytes() == content
    session.close()
    assert isinstance(load(save).submit("alba", command.command), Done)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where a folder is wanted: one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="cannot write"):
        new_game(tmp_path / "file" / "a.demarche")


def test_a_command_is_on_the_disk_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When ``submit`` returns, the line was written and then synced."""
    path = tmp_path / "a.demarche"
    session = new_game(path, people=SEATS)
    sizes: list[int] = []
    real = os.fsync

    def noted(handle: int) -> None:
        sizes.append(os.fstat(handle).st_size)
        real(handle)

    monkeypatch.setattr(log.os, "fsync", noted)
    session.submit("alba", c.Continue())
    assert sizes == [path.stat().st_size]


def forged(save: Path, old: bytes, new: bytes) -> None:
    """Change a save and make its checksums anew."""
    raw = save.read_bytes()
    assert old in raw
    save.write_bytes(resealed(raw.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"n":2,', b'"n":3,'),
        (b'"actor":"alba"', b'"actor":"albion"'),
        (b'"kind":"seat_ready"', b'"kind":"seat_redy"'),
        (b'"place":', b'"place":999'),
        (b'"preset":"short"', b'"preset":"tiny"'),
        (b'"people":[]', b'"people":["x"]'),
        (b'"styles":{}', b'"styles":{"alba":"none"}'),
        (b'"seed":3', b'"seed":-3'),
        (b'"digest":"', b'"digest":"0'),
    ],
)
def test_a_forged_save_is_refused_all_the_same(save: Path, old: bytes, new: bytes) -> None:
    """With checksums made anew, what does not fit together is still an altered save."""
    forged(save, old, new)
    assert damage_of(save) == "altered"


def test_a_forged_figure_does_not_lead_to_the_digest(save: Path) -> None:
    """Loading compares where the events lead with what was written."""
    forged(save, b'"amount":', b'"amount":1')
    assert damage_of(save) == "altered"
