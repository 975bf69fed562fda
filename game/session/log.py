"""The file of a save: lines of JSON with chained checksums, read whole and only ever appended to.

What the lines mean is not known here; see ``header`` and ``lines``.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import Literal

from game.errors import UserError

SUFFIX = ".demarche"
LARGEST = 512 * 1024 * 1024
"""Bytes that a save may have."""

Damage = Literal[
    "missing", "foreign", "newer", "older", "truncated", "altered", "busy", "unwritten"
]

_OPENING = re.compile(rb'\{"demarche":([0-9]{1,9}),')
_CLOSING = re.compile(rb',"sum":"([0-9a-f]{32})"\}\Z')
_CLOSING_LENGTH = len(b',"sum":""}') + 32


class SaveError(UserError):
    """A save that cannot be used: *damage* says of which kind, the sentence what to do."""

    def __init__(self, damage: Damage, sentence: str) -> None:
        super().__init__(sentence)
        self.damage = damage


@dataclass(frozen=True, slots=True)
class RawLog:
    """
    The whole lines of a save as JSON without their checksums, the header first.

    *whole* is the number of bytes that they take in the file, *cut* what follows of a last line
    that was never finished; *chain* the checksum of the last whole line.
    """

    path: Path
    format: int
    lines: tuple[bytes, ...]
    whole: int
    cut: int
    chain: bytes


def read_raw(path: Path, newest: int) -> RawLog:
    """
    Read a save and prove that it is as it was written; *newest* is the newest format known.

    Raises SaveError: missing, foreign, newer, truncated (within its first line) or altered.
    """
    raw = _bytes_of(path)
    opening = _OPENING.match(raw)
    if opening is None:
        if raw and b'{"demarche":'.startswith(raw[:12]):
            raise _truncated(path)
        what = "is empty" if not raw else "was not written by Demarche"
        raise SaveError("foreign", f"{path.name} {what}; name a game saved by Demarche (*{SUFFIX})")
    found = int(opening[1])
    if found > newest:
        raise SaveError(
            "newer",
            f"{path.name} was written by a newer Demarche (save format {found}, this one reads up "
            f"to {newest}); update Demarche to go on with it",
        )
    *lines, rest = raw.split(b"\n")
    # Blocks that never reached the disk read as zeros, which no written line contains.
    if lines and b"\0" in lines[-1]:
        rest = lines.pop() + b"\n" + rest
    if not lines:
        raise _truncated(path)
    chain = b""
    bodies = []
    for number, line in enumerate(lines, 1):
        closing = _CLOSING.search(line, max(0, len(line) - _CLOSING_LENGTH))
        content = line[:-_CLOSING_LENGTH]
        if closing is None or _link(chain, content) != closing[1]:
            raise altered(path, number, "its checksum does not fit")
        chain = closing[1]
        bodies.append(content + b"}")
    return RawLog(path, found, tuple(bodies), len(raw) - len(rest), len(rest), chain)


def altered(path: Path, line: int, why: str) -> SaveError:
    """The error for a line that is not as it was written."""
    return SaveError(
        "altered",
        f"{path.name} was changed after it was written (line {line}: {why}); it was left as it "
        "is: play an untouched copy of it, or another game",
    )


def _truncated(path: Path) -> SaveError:
    return SaveError(
        "truncated",
        f"{path.name} is cut short within its first line, so that nothing of the game is left; "
        "play a whole copy of it, or another game",
    )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise SaveError("foreign", f"{path.name} is no file; name a game saved by Demarche")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise SaveError("missing", f"there is no save {path}; check its name and folder") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SaveError("missing", f"cannot read {path}: {why}") from None
    if len(raw) > LARGEST:
        raise SaveError("foreign", f"{path.name} is larger than any save can be")
    return raw


def _link(chain: bytes, content: bytes) -> bytes:
    return blake2b(chain + content, digest_size=16).hexdigest().encode("ascii")


def chained(chain: bytes, bodies: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Return the bytes of lines as written after a checksum, and the last one's checksum."""
    written = []
    for body in bodies:
        content = body[:-1]
        chain = _link(chain, content)
        written.append(content + b',"sum":"' + chain + b'"}\n')
    return b"".join(written), chain


class LogWriter:
    """A save held open to be appended to; no other process can open it so meanwhile."""

    def __init__(self, path: Path, stream: FileIO, whole: int, cut: int, chain: bytes) -> None:
        self.path = path
        self._stream = stream
        self._whole = whole
        self._cut = cut
        self._chain = chain
        self._failed = ""

    @classmethod
    def create(cls, path: Path, bodies: Sequence[bytes]) -> LogWriter:
        """
        Make a new save that holds some lines, complete from its first moment.

        Raises SaveError (unwritten) if there is a file of that name or it cannot be written.
        """
        content, chain = chained(b"", bodies)
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        mend = "choose another place"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritten(path, error, mend) from None
        try:
            with beside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            _put_in_place(beside, path)
            _sync_folder(path.parent)
            return cls(path, _opened(path), len(content), 0, chain)
        except FileExistsError:
            raise SaveError(
                "unwritten",
                f"there is already a file {path}; name another, or go on with that game",
            ) from None
        except OSError as error:
            raise _unwritten(path, error, mend) from None
        finally:
            with suppress(OSError):
                beside.unlink()

    @classmethod
    def open(cls, raw: RawLog) -> LogWriter:
        """Hold a save open that was just read; raises SaveError (busy, unwritten)."""
        try:
            return cls(raw.path, _opened(raw.path), raw.whole, raw.cut, raw.chain)
        except OSError as error:
            raise _unwritten(raw.path, error, "it can only be looked at from here") from None

    def append(self, body: bytes) -> None:
        """
        Add one line, and return when it would survive a loss of power.

        Raises SaveError (unwritten); then nothing more is written until the save is loaded anew.
        """
        if self._failed:
            raise SaveError("unwritten", self._failed)
        content, chain = chained(self._chain, [body])
        try:
            if self._cut:
                self._drop_half_line()
            self._stream.seek(self._whole)
            _write_all(self._stream, content)
            os.fsync(self._stream.fileno())
        except OSError as error:
            failure = _unwritten(self.path, error, _LOST)
            self._failed = str(failure)
            self._give_up_half_line()
            raise failure from None
        self._whole += len(content)
        self._chain = chain

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def _drop_half_line(self) -> None:
        shutil.copyfile(self.path, self.path.with_name(self.path.name + ".bak"))
        self._stream.truncate(self._whole)
        self._cut = 0

    def _give_up_half_line(self) -> None:
        # Where even that fails, the half line is dropped when the save is loaded.
        with suppress(OSError):
            self._stream.truncate(self._whole)


def _write_all(stream: FileIO, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[stream.write(left) :]


_LOST = (
    "the last command was not carried out: make room or choose another folder, then load the game "
    "again"
)


def _unwritten(path: Path, error: OSError, mend: str) -> SaveError:
    why = error.strerror or str(error)
    return SaveError("unwritten", f"cannot write {path}: {why}; {mend}")


def _put_in_place(beside: Path, path: Path) -> None:
    """Give a finished file its name, and never another's."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(beside, path)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> FileIO:
    stream = FileIO(path, "r+")
    try:
        _lock(stream)
    except OSError:
        stream.close()
        raise SaveError(
            "busy", f"{path.name} is being played by another Demarche; close it there first"
        ) from None
    return stream


if sys.platform == "win32":
    import msvcrt

    _LOCKED_AT = 1 << 40

    def _lock(stream: FileIO) -> None:
        handle = stream.fileno()
        os.lseek(handle, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(stream: FileIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
