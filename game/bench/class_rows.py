"""Figures of a class: from a guest's request to its verdict, among thirty guests on loopback."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from game.authoring.bench_report import BenchRow
from game.bench.material import SEED, Material
from game.bench.measure import Effort, Taken, row
from game.classroom import wire as w
from game.classroom.hosting import HostThread, open_class
from game.classroom.remote import Link
from game.classroom.server import Limits

GUESTS, REQUESTS = 30, 300
FEWER = 6
"""Guests, and a fifth of the requests, where each thing is measured but once."""


def rows(material: Material, effort: Effort) -> Iterator[BenchRow]:
    """Half of all requests, and 99 of 100, beside a bare echo over the same library."""
    guests = GUESTS if effort.runs > 1 else FEWER
    requests = REQUESTS if effort.runs > 1 else REQUESTS // 5
    with tempfile.TemporaryDirectory(prefix="demarche-bench-") as folder:
        ours = _of_class(material, Path(folder), guests, requests)
    bare = asyncio.run(_of_echo(requests))
    for name, share, aim in (("p50", 0.5, ""), ("p99", 0.99, "150")):
        yield row(
            f"class_{name}",
            f"a request of one of {guests} guests kept, answered and told to all, {name}",
            "ms",
            _at(ours, share),
            "an echo by the bare library",
            _at(bare, share),
            aim,
        )


def _of_class(material: Material, folder: Path, guests: int, requests: int) -> list[float]:
    opened = open_class(folder / "class", material.loaded, tables=2, seed=SEED)
    host = HostThread(opened, address="127.0.0.1", limits=Limits(rate=1e6, burst=1e6)).start()
    links: list[Link] = []
    try:
        seats = [member.id for member in material.loaded.scenario.members]
        for number in range(guests):
            seat = seats[number // 2 % len(seats)]
            links.append(
                Link.join("127.0.0.1", host.port, host.code, "", table=1 + number % 2, seat=seat)
            )
        return _each_timed(requests, lambda n: _asked(links[n % guests], n))
    finally:
        for link in links:
            link.close()
        host.stop()


def _asked(link: Link, number: int) -> None:
    up = not any(
        seat["hand"] for seat in link.document()["class"]["seats"] if seat["seat"] == link.of
    )
    link.ask(w.Hand(id=link.new_id(), up=up))


def _each_timed(count: int, act: Callable[[int], None]) -> list[float]:
    seconds = []
    for number in range(count):
        began = time.perf_counter()
        act(number)
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)


async def _of_echo(count: int) -> list[float]:
    async def echo(socket: ServerConnection) -> None:
        async for frame in socket:
            await socket.send(frame)

    seconds = []
    async with serve(echo, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}", compression=None, proxy=None) as socket:
            for _ in range(count):
                began = time.perf_counter()
                await socket.send("x" * 200)
                await socket.recv()
                seconds.append(time.perf_counter() - began)
    return sorted(seconds)


def _at(seconds: list[float], share: float) -> Taken:
    return Taken(seconds[min(len(seconds) - 1, int(share * len(seconds)))], 1)
