"""Damaged scenario files never raise, never hang, and always say something."""

import random
import time

import pytest

from game.scenario.toml_source import parse_toml
from game.scenario.validate import validate
from tests.scenario.harbour import SOUND, Harbour

SAMPLE = SOUND.encode()
PIECES = (
    b'"', b'"""', b"'''", b"[", b"[[", b"]", b"{", b"}", b"=", b".", b",", b"\n", b"\r", b"#",
    b"\\", b"\\u", b"\x00", b"\x1b", b"\xff", b"\xef\xbb\xbf", b"nan", b"-inf", b"9" * 30,
    b"2000-02-30", b"07:32", b"true", b"[" * 50, b"a." * 50, b"kind", b"{}", b"[]", b"\xe2\x80\xa8",
)  # fmt: skip


def mutated(dice: random.Random) -> bytes:
    """Return the sample with one to six random wounds."""
    raw = bytearray(SAMPLE)
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(raw) + 1)
        end = start + dice.choice((0, 0, 1, 1, 3, 20))
        match dice.randrange(4):
            case 0:
                raw[start:end] = dice.choice(PIECES)
            case 1:
                raw[start:end] = bytes([dice.randrange(256)])
            case 2:
                other = dice.randrange(len(raw) + 1)
                raw[start:end] = raw[other : other + dice.choice((2, 10, 60))]
            case _:
                del raw[start:end]
    return bytes(raw)


def survives(seed: int) -> None:
    """Hold what must hold of any bytes."""
    raw = mutated(random.Random(seed))
    began = time.process_time()
    source = parse_toml(raw, "f.toml")
    harbour, found = validate(source, Harbour)
    assert time.process_time() - began < 1.0, f"seed {seed} took too long"
    assert harbour is not None or found, f"seed {seed} was refused without a word"
    lines = source.text.split("\n")
    for finding in found:
        finding.with_source()
        assert 1 <= finding.line <= max(1, len(lines)), f"seed {seed}: {finding}"
        assert 1 <= finding.column <= len(finding.source_line) + 1, f"seed {seed}: {finding}"
        assert finding.what, f"seed {seed}"


def test_damaged_files_never_raise_and_end_quickly() -> None:
    """Three hundred mutations of a sound file."""
    for seed in range(300):
        survives(seed)


@pytest.mark.long
def test_many_more_damaged_files_never_raise() -> None:
    """Thirty thousand mutations, for a release."""
    for seed in range(300, 30_300):
        survives(seed)
