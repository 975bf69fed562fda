"""The host killed at random: nothing that was acknowledged is lost, and nothing happens twice."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from game.classroom import wire as w
from game.classroom.records import Answered, Joined, Said
from game.classroom.remote import Link
from game.classroom.store import read_log
from game.errors import UserError
from tests.classroom.processes import HostProcess


class Talker(threading.Thread):
    """A guest who says numbered words as fast as they are acknowledged, whatever happens."""

    def __init__(self, link: Link, name: str) -> None:
        super().__init__(daemon=True)
        self.link, self.words = link, name
        self.acknowledged: list[str] = []
        self.over = threading.Event()

    def run(self) -> None:
        """Talk until told to stop; every word waits for its verdict, over every break."""
        number = 0
        while not self.over.is_set():
            number += 1
            text = f"{self.words} {number}"
            say = w.Say(id=self.link.new_id(), channel="delegation", text=text)
            self.link.send(say)
            while (verdict := self.link.verdict(say.id, 0.5)) is None:
                if self.over.is_set():
                    return
            if verdict.code == "ok":
                self.acknowledged.append(text)
            else:
                time.sleep(0.2)  # a seat may say only so much in a minute


def _killed(tmp_path: Path, kills: int, seed: int) -> None:
    dice = Random(seed)
    host = HostProcess(tmp_path, "--computer", "corso")
    host.start()
    port, code = host.told["port"], host.told["code"]
    links = [
        Link.join("127.0.0.1", port, code, f"Ann {n}", seat=("alba", "brava")[n % 2])
        for n in range(4)
    ]
    talkers = [Talker(link, f"guest {n}") for n, link in enumerate(links)]
    late: list[str] = []
    try:
        for talker in talkers:
            talker.start()
        for _ in range(kills):
            time.sleep(dice.uniform(0.05, 0.6))
            with contextlib.suppress(UserError):
                guest = Link.join("127.0.0.1", port, code, "late", within=0.5)
                late.append(guest.person)
                guest.close()
            host.kill()
            host.start()
            assert host.told["port"] == port
        time.sleep(1.0)
        for talker in talkers:
            talker.over.set()
        for talker in talkers:
            talker.join(5)
    finally:
        for link in links:
            link.close()
        host.kill()
    _nothing_lost_or_doubled(tmp_path / "class" / "table-1.table", talkers, late)


def _nothing_lost_or_doubled(path: Path, talkers: list[Talker], late: list[str]) -> None:
    records, _names = read_log(path)
    said = Counter(r.what.text for r in records if isinstance(r.what, Said))
    answered = Counter((r.what.person, r.what.id) for r in records if isinstance(r.what, Answered))
    joined = {r.what.person for r in records if isinstance(r.what, Joined)}
    assert not [words for words, count in said.items() if count > 1]
    assert not [key for key, count in answered.items() if count > 1]
    acknowledged = [words for talker in talkers for words in talker.acknowledged]
    assert acknowledged
    assert not [words for words in acknowledged if said[words] != 1]
    assert set(late) <= joined
    assert [r.n for r in records] == list(range(1, len(records) + 1))


def test_five_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """Guests talk on while the host is killed and opened again from its folder."""
    _killed(tmp_path, 5, seed=1)


@pytest.mark.long
def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """The same, fifty times."""
    _killed(tmp_path, 50, seed=2)
