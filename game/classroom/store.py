"""The log of one table on the disk: appended, synced, acknowledged, in this order.

SQLite in WAL mode, every commit synced in full, one writer thread, many records to a commit.
A commit that fails ends the process: what was not written must not be played on.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from game.classroom.records import Record, record_codec
from game.engine.codec import first_complaint
from game.errors import UserError

SUFFIX = ".table"
BUSY = 0.5
"""Seconds to wait for another process that holds the log."""
CRASHED = 70
"""Exit status of a host that could not write."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS log (n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS names (person TEXT PRIMARY KEY, name TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Records and names to be kept, and who is told once they are."""

    records: tuple[Record, ...]
    names: Mapping[str, str]
    kept: Callable[[], None]


def _give_up(error: BaseException) -> None:
    traceback.print_exception(error, file=sys.stderr)
    print("demarche: the log of a table cannot be written; the host stops", file=sys.stderr)
    sys.stderr.flush()
    os._exit(CRASHED)


class Store:
    """One table's log, held open; `append` is for one thread, `kept` is called in the writer's."""

    def __init__(self, path: Path, failed: Callable[[BaseException], None] = _give_up) -> None:
        self.path = path
        self._failed = failed
        self._queue: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=f"log {path.name}", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            raise UserError(f"cannot keep a log in {path}: {self._error}; choose another folder")

    def append(
        self, records: tuple[Record, ...], names: Mapping[str, str], kept: Callable[[], None]
    ) -> None:
        """Keep some records, maybe none, after all earlier ones; then call *kept*."""
        self._queue.put(Entry(records, names, kept))

    def close(self) -> None:
        """Write what waits, and let go of the file."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            database = _opened(self.path)
        except (sqlite3.Error, OSError) as error:
            self._error = error
            self._ready.set()
            return
        self._ready.set()
        try:
            while self._write(database):
                pass
        except BaseException as error:
            self._failed(error)
        finally:
            database.close()

    def _write(self, database: sqlite3.Connection) -> bool:
        """Write all that waits in one commit; whether there is more to come."""
        entries = [self._queue.get()]
        while True:
            try:
                entries.append(self._queue.get_nowait())
            except queue.Empty:
                break
        codec = record_codec()
        going = [entry for entry in entries if entry is not None]
        if any(entry.records or entry.names for entry in going):
            with database:
                for entry in going:
                    database.executemany(
                        "INSERT INTO log (n, body) VALUES (?, ?)",
                        [(record.n, codec.dump_json(record)) for record in entry.records],
                    )
                    database.executemany(
                        "INSERT OR REPLACE INTO names (person, name) VALUES (?, ?)",
                        list(entry.names.items()),
                    )
        for entry in going:
            entry.kept()
        return None not in entries


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=BUSY, isolation_level="IMMEDIATE")
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.executescript(_SCHEMA)
        with database:  # takes the lock, so that no other host plays on with the same table
            database.execute("INSERT OR REPLACE INTO names VALUES ('', '')")
    except BaseException:
        database.close()
        raise
    return database


def read_log(path: Path) -> tuple[tuple[Record, ...], dict[str, str]]:
    """
    Return the records of a table's log in order, and the names of persons.

    Raises UserError for a file that is missing or no log, or one with a gap or damage.
    """
    if not path.is_file():
        raise UserError(f"there is no log {path} of a table")
    try:
        database = sqlite3.connect(path, timeout=BUSY)
        try:
            records = tuple(_records(path, database))
            names = dict(database.execute("SELECT person, name FROM names WHERE person != ''"))
        finally:
            database.close()
    except sqlite3.Error as error:
        raise UserError(f"{path.name} is no log of a table, or is in use: {error}") from None
    return records, names


def _records(path: Path, database: sqlite3.Connection) -> Iterator[Record]:
    codec = record_codec()
    due = 1
    for n, body in database.execute("SELECT n, body FROM log ORDER BY n"):
        if n != due:
            raise UserError(f"{path.name}: record {n} stands where {due} is due")
        try:
            record = codec.validate_json(body)
        except ValidationError as error:
            raise UserError(f"{path.name}: record {n}: {first_complaint(error)}") from None
        if record.n != n:
            raise UserError(f"{path.name}: record {n} calls itself {record.n}")
        yield record
        due += 1
