"""A whole class at once: thirty guests, several tables, a bad network, a full short game."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from game.classroom import wire as w
from game.classroom.documents import Documents, Live
from game.classroom.hosting import HostThread
from game.classroom.plain import json_plain, plain_json
from game.classroom.remote import Link, RemoteSession
from game.classroom.standing import Standing
from game.classroom.store import read_log
from tests.classroom.processes import HostProcess
from tests.classroom.proxy import Proxy
from tests.classroom.rooms import SEATS, hosted, marked, quick_move, until

L = TypeVar("L", bound=Link)


class Listening(Link):
    """A link that keeps every frame's text that it was sent, and every change."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts: list[str] = []
        self.heard: list[tuple[str, int, Any]] = []

    def _take(self, message: w.FromHost) -> None:
        self.texts.append(w.written(message))
        if isinstance(message, w.Snapshot):
            self.heard.append((message.epoch, message.n, message.document))
        super()._take(message)
        if isinstance(message, w.Update):
            self.heard.append((self._heard.epoch, message.n, self.document(message.of)))


def _class_of(
    door: Mapping[str, Any], ports: Sequence[int], tables: int, each: int, kind: type[L]
) -> tuple[list[L], Link]:
    """A class in play with *each* guests to a seat, spread over *ports*."""
    links = []
    for table in range(1, tables + 1):
        for seat in SEATS * each:
            link = kind(
                "127.0.0.1",
                ports[len(links) % len(ports)],
                secret=door["code"],
                name=f"Guest {len(links)}",
                table=table,
                seat=seat,
            )
            link._begun(60)
            links.append(link)
    assert until(lambda: all(not link.of.startswith("~") for link in links), 60)
    teacher = Link.join("127.0.0.1", door["port"], door["secret"], "", role="instructor", within=30)
    for table in range(1, tables + 1):
        assert teacher.ask(w.Watch(id=teacher.new_id(), table=table)).code == "ok"
        assert teacher.ask(w.Begin(id=teacher.new_id(), anyway=True)).code == "ok"
    return links, teacher


def _play(links: Sequence[Link], seconds: float, pause: float = 0.0) -> list[float]:
    """
    Let every head play its seat to the end, each in its thread; return each act's seconds.

    *pause* is how long a guest thinks before it acts.
    """
    times: list[float] = []
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def play(link: Link) -> None:
        session = RemoteSession(link)
        while not session.ended and time.monotonic() < end:
            command = quick_move(session) if session.is_head else None
            if command is None:
                link.wait(lambda seen=link.version: link.version != seen, 0.5)
                continue
            time.sleep(pause)
            began = time.perf_counter()
            session.submit(session.seat_id, command)
            with lock:
                times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=play, args=(link,)) for link in links]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 10)
    assert all(RemoteSession(link).ended for link in links), [link.status for link in links]
    return times


def _streams_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every document that each seat should have seen, worked out from the host's log alone."""
    records, names = read_log(path)
    seen: dict[str, list[dict[str, Any]]] = defaultdict(list)
    standing = Standing.opened(records[0])
    live = Live(names=names)
    documents = Documents()
    for record in records[1:]:
        standing.take(record)
        common = documents.shared(standing, live)
        for seat in SEATS:
            document = documents.document(standing, live, seat, record.at, common)
            seen[seat].append(json_plain(plain_json(document["view"])))
    return seen


def _nothing_strange(link: Listening, due: list[dict[str, Any]]) -> None:
    """A guest saw the views of the log, in their order, and no word that is another seat's."""
    seat = link.of
    place = 0
    for _epoch, _n, document in link.heard:
        if "view" not in document or document.get("seat") != seat:
            continue
        while place < len(due) and due[place] != document["view"]:
            place += 1
        assert place < len(due), f"{seat} saw what the log does not hold, or in another order"
    assert link.document()["view"] == due[-1]
    everything = "\n".join(link.texts)
    for other in (*SEATS, "instructor"):
        assert (f"SECRET of {other}" in everything) == (other == seat), (seat, other)
    mine = [(epoch, n) for epoch, n, document in link.heard if document.get("seat") == seat]
    for (epoch, n), (later, then) in pairwise(mine):
        assert epoch != later or n < then, "a change was heard twice, or out of order"


def test_a_class_plays_through_a_bad_network(tmp_path: Path) -> None:
    """Delay, jitter, stalls and resets: every seat sees the log filtered, and nothing leaks."""
    _bad_network(tmp_path, tables=1, each=2, seconds=90)


@pytest.mark.long
def test_thirty_guests_play_through_a_bad_network(tmp_path: Path) -> None:
    """Five tables of three seats with two guests each, to the end of the game."""
    _bad_network(tmp_path, tables=5, each=2, seconds=400)


def _bad_network(tmp_path: Path, tables: int, each: int, seconds: float) -> None:
    host = hosted(tmp_path / "class", tables=tables, source=marked())
    proxies = [
        Proxy(host.port, seed=seed, delay=0.005, jitter=0.03, stall=150, reset=300).start()
        for seed in range(3)
    ]
    door = {"code": host.code, "secret": host.secret, "port": host.port}
    links, teacher = _class_of(door, [proxy.port for proxy in proxies], tables, each, Listening)
    _play(links, seconds)
    for proxy in proxies:
        proxy.heal()
    numbers = [host.call(lambda link=link: _at(host, link)) for link in links]
    assert until(lambda: all(k.number() >= n for k, n in zip(links, numbers, strict=True)), 30)
    for link in (*links, teacher):
        link.close()
    host.stop()
    for proxy in proxies:
        proxy.stop()
    assert sum(proxy.resets for proxy in proxies) > 0
    for table in range(1, tables + 1):
        due = _streams_of(tmp_path / "class" / f"table-{table}.table")
        for link in links:
            if link.welcome.table == table:
                _nothing_strange(link, due[link.of])


def _at(host: HostThread, link: Listening) -> int:
    """The number of the last change of what a guest sees, by the host."""
    return host.opened.rooms[link.welcome.table][0]._streams[link.of].n


def test_an_act_is_answered_soon(tmp_path: Path) -> None:
    """A class in a hurry at a host of its own: half of all acts are answered within 150 ms."""
    times = _answered(tmp_path, tables=2, pause=0.2)
    assert times[len(times) // 2] < 0.150


@pytest.mark.long
def test_an_act_of_thirty_guests_is_answered_quickly(tmp_path: Path) -> None:
    """Thirty guests on two cores, no faults: 99 of 100 acts are answered within 150 ms."""
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip("the machine is busy with something else")
    found = []
    for run in range(3):  # the best of three: a moment's business elsewhere is no failure
        times = _answered(tmp_path / str(run), tables=5, pause=0.6)
        found.append(times[int(len(times) * 0.99)])
        print(f"p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {found[-1] * 1000:.0f} ms")
    assert min(found) < 0.150


def _answered(tmp_path: Path, tables: int, pause: float) -> list[float]:
    """The seconds from act to verdict, which comes after its update, sorted."""
    host = HostProcess(tmp_path, "--tables", str(tables))
    host.start()
    links: list[Link] = []
    try:
        links, teacher = _class_of(host.told, [host.told["port"]], tables, 2, Link)
        times = sorted(_play(links, 200, pause))
        teacher.close()
    finally:
        for link in links:
            link.close()
        host.kill()
    assert len(times) > 40 * tables
    return times
