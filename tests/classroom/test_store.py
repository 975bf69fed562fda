"""The log of a table on the disk: in order, whole, and refused where it is damaged."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from game.classroom.records import Locked, Record
from game.classroom.store import Store, read_log
from game.errors import UserError


def _kept(path: Path, count: int) -> None:
    store = Store(path)
    done = threading.Event()
    for n in range(1, count + 1):
        store.append((Record(n, n, Locked(n % 2 == 0)),), {f"p{n:08x}": f"Ann {n}"}, lambda: None)
    store.append((), {}, done.set)
    assert done.wait(10)
    store.close()


def test_what_is_acknowledged_is_there_in_order(tmp_path: Path) -> None:
    """Records and names come back as they were; what follows them is told in order."""
    _kept(tmp_path / "a.table", 50)
    records, names = read_log(tmp_path / "a.table")
    assert [r.n for r in records] == list(range(1, 51))
    assert [r.what for r in records] == [Locked(n % 2 == 0) for n in range(1, 51)]
    assert names["p00000007"] == "Ann 7"


def test_nothing_is_told_before_it_is_on_the_disk(tmp_path: Path) -> None:
    """When the writer calls back, another reader finds the record committed."""
    path = tmp_path / "a.table"
    store = Store(path)
    done = threading.Event()
    store.append((Record(1, 1, Locked(True)),), {}, done.set)
    assert done.wait(10)
    store.close()
    assert len(read_log(path)[0]) == 1


def test_a_commit_that_fails_ends_the_host(tmp_path: Path) -> None:
    """A number that is there already cannot be written: the writer gives up, and tells nobody."""
    path = tmp_path / "a.table"
    _kept(path, 3)
    failures: list[BaseException] = []
    failed = threading.Event()

    def give_up(error: BaseException) -> None:
        failures.append(error)
        failed.set()

    store = Store(path, failed=give_up)
    told = threading.Event()
    store.append((Record(2, 9, Locked(True)),), {}, told.set)
    assert failed.wait(10)
    assert not told.is_set()
    assert isinstance(failures[0], sqlite3.IntegrityError)
    assert [r.at for r in read_log(path)[0]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("DELETE FROM log WHERE n = 2", "record 3 stands where 2 is due"),
        ("UPDATE log SET body = '{}' WHERE n = 2", "record 2"),
        ("UPDATE log SET body = replace(body, '\"n\":2', '\"n\":7') WHERE n = 2", "calls itself 7"),
        ("DROP TABLE log", "no log of a table"),
    ],
)
def test_damage_is_told(tmp_path: Path, damage: str, complaint: str) -> None:
    """A gap, nonsense or a foreign file is refused with the place."""
    path = tmp_path / "a.table"
    _kept(path, 3)
    database = sqlite3.connect(path)
    with database:
        database.execute(damage)
    database.close()
    with pytest.raises(UserError, match=complaint):
        read_log(path)


def test_what_is_no_log_is_told(tmp_path: Path) -> None:
    """Neither a missing file nor another kind of one is opened."""
    with pytest.raises(UserError, match="there is no log"):
        read_log(tmp_path / "none.table")
    (tmp_path / "a.table").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(UserError, match="no log"):
        read_log(tmp_path / "a.table")
    with pytest.raises(UserError, match="cannot keep a log"):
        Store(tmp_path / "a.table")
