"""Damaged saves, checksums made anew or not, never raise anything but one clear sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.session.listing import describe
from game.session.log import SaveError
from game.session.save import read_save, replayed
from game.session.verify import differences
from tests.session.games import after_moves, new_game, resealed

PIECES = (
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\0", b"\xff", b"null", b"true", b"-1",
    b"1e9", b"9" * 25, b"9" * 5000, b"[" * 300, b'"kind":', b'"n":1,', b"\\ud800", b"\\u0000",
    b'{"demarche":1,', b'"events":[]', b'"digest":"', b"1.5", b'"usa"', b"NaN", b"\xe2\x80\xa8",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A game in its second turn."""
    path = tmp_path_factory.mktemp("fuzz") / "a.demarche"
    with new_game(path, preset="long") as session:
        after_moves(session, 32)
        session.hand_over("alba", to_computer=False)
    return path.read_bytes()


def mutated(sample: bytes, dice: random.Random) -> bytes:
    """Return the sample with one to four random wounds, half of them under new checksums."""
    raw = bytearray(sample)
    # The header is large and dull; most wounds belong behind it.
    first = sample.index(b"\n")
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(raw)) if dice.random() < 0.3 else dice.randrange(first, len(raw))
        end = start + dice.choice((0, 1, 1, 2, 5, 40))
        match dice.randrange(5):
            case 0:
                raw[start:end] = dice.choice(PIECES)
            case 1:
                raw[start:end] = bytes([dice.randrange(256)])
            case 2:
                other = dice.randrange(len(raw))
                raw[start:end] = raw[other : other + dice.choice((3, 30, 300))]
            case 3:
                raw[start:end] = str(dice.choice((-7, 0, 1, 88, 10**6, 10**18))).encode()
            case _:
                del raw[start : start + dice.choice((1, 5, 1000))]
    wounded = bytes(raw)
    return resealed(wounded) if dice.random() < 0.7 else wounded


def survives(sample: bytes, folder: Path, seed: int) -> str:
    """Hold what must hold of any bytes, and return how the save was taken."""
    content = mutated(sample, random.Random(seed))
    path = folder / "x.demarche"
    path.write_bytes(content)
    info = describe(path)
    taken, said = "loaded", ""
    try:
        save = read_save(path)
        replayed(save)
        differences(save)
    except SaveError as error:
        taken, said = error.damage, str(error)
    assert "\n" not in said, f"seed {seed}"
    assert len(said) < 2000, f"seed {seed}"
    assert info.playable or info.damage, f"seed {seed}"
    assert path.read_bytes() == content, f"seed {seed}"
    return taken


def test_damaged_saves_never_raise(sample: bytes, tmp_path: Path) -> None:
    """Two hundred mutations; some load all the same, the others are told apart."""
    taken = {survives(sample, tmp_path, seed) for seed in range(200)}
    assert {"loaded", "altered"} <= taken


@pytest.mark.long
def test_many_more_damaged_saves_never_raise(sample: bytes, tmp_path: Path) -> None:
    """Ten thousand, for a release."""
    for seed in range(200, 10_200):
        survives(sample, tmp_path, seed)
