"""A bad network between guests and host: delay, jitter, stalls and resets, drawn by a seed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from random import Random


class Proxy:
    """
    Passes bytes on to a port of loopback, badly.

    *delay* and *jitter* are seconds each way; of each piece of data, one in *stall* waits for half
    a second and one in *reset* breaks the connection off (0: never). `freeze` stops all reading
    towards the guests; *narrow* keeps the buffers on the way to them small.
    """

    def __init__(
        self,
        port: int,
        *,
        seed: int = 1,
        delay: float = 0.0,
        jitter: float = 0.0,
        stall: int = 0,
        reset: int = 0,
        narrow: bool = False,
    ) -> None:
        self.target = port
        self.port = 0
        self.resets = 0
        self._transports: list[asyncio.WriteTransport] = []
        self._random = Random(seed)
        self._delay, self._jitter, self._stall, self._reset = delay, jitter, stall, reset
        self._narrow = narrow
        self._frozen = threading.Event()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> Proxy:
        """Begin to pass on."""
        self._thread.start()
        self._ready.wait()
        return self

    def freeze(self) -> None:
        """Pass nothing on to guests any more."""
        self._frozen.set()

    def heal(self) -> None:
        """Pass everything on at once from here on."""
        self._delay = self._jitter = 0.0
        self._stall = self._reset = 0

    def stop(self) -> None:
        """Break everything off."""

        def end() -> None:
            for transport in self._transports:
                transport.abort()
            self._server.close()
            for task in asyncio.all_tasks(self._loop):
                task.cancel()
            self._loop.call_later(0.1, self._loop.stop)

        self._loop.call_soon_threadsafe(end)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._connected, "127.0.0.1", 0)
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await self._open()
        except OSError:
            writer.close()
            return
        self._transports += [writer.transport, far_writer.transport]
        await asyncio.gather(
            self._pass_on(reader, far_writer, writer, False),
            self._pass_on(far_reader, writer, far_writer, True),
        )

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        far = socket.socket()
        far.setblocking(False)
        if self._narrow:
            far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await self._loop.sock_connect(far, ("127.0.0.1", self.target))
        return await asyncio.open_connection(sock=far, limit=4096)

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        other: asyncio.StreamWriter,
        to_guest: bool,
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(16_384):
                while to_guest and self._frozen.is_set():
                    await asyncio.sleep(0.05)
                if self._reset and self._random.randrange(self._reset) == 0:
                    self.resets += 1
                    for end in (writer, other):
                        end.transport.abort()
                    return
                wait = self._delay + self._random.random() * self._jitter
                if self._stall and self._random.randrange(self._stall) == 0:
                    wait += 0.5
                if wait:
                    await asyncio.sleep(wait)
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError, RuntimeError):
            writer.close()
