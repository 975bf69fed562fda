"""Finding classes on the local network, where `zeroconf` is installed. An address always works."""

from __future__ import annotations

import importlib.util
import socket
import time
from dataclasses import dataclass
from types import TracebackType

SERVICE = "_demarche._tcp.local."


@dataclass(frozen=True, slots=True)
class Found:
    """A class that shows itself: its title, and where it is."""

    title: str
    address: str
    port: int


def can_discover() -> bool:
    """Whether `zeroconf` is there (the extra ``discovery``)."""
    return importlib.util.find_spec("zeroconf") is not None


def find_classes(seconds: float = 2.0) -> list[Found]:
    """Return the classes that show themselves within some seconds; none without zeroconf."""
    if not can_discover():
        return []
    from zeroconf import ServiceBrowser, Zeroconf

    found: dict[str, Found] = {}

    def seen(zeroconf: Zeroconf, service_type: str, name: str, state_change: object) -> None:
        info = zeroconf.get_service_info(service_type, name, 1000)
        if info is not None and info.parsed_addresses():
            title = (info.properties.get(b"title") or b"").decode(errors="replace")
            found[name] = Found(title[:80], info.parsed_addresses()[0], int(info.port))

    try:
        asking = Zeroconf()
    except OSError:  # no network at all
        return []
    try:
        ServiceBrowser(asking, SERVICE, handlers=[seen])
        time.sleep(seconds)
    finally:
        asking.close()
    return list(found.values())


class Shown:
    """A context in which a class shows itself on the network; nothing without zeroconf."""

    def __init__(self, title: str, addresses: list[str], port: int) -> None:
        self._title = title
        self._addresses = addresses
        self._port = port
        self._zeroconf: object = None

    def __enter__(self) -> Shown:
        if can_discover():
            from zeroconf import ServiceInfo, Zeroconf

            info = ServiceInfo(
                SERVICE,
                f"demarche-{socket.gethostname()[:30]}-{self._port}.{SERVICE}",
                port=self._port,
                parsed_addresses=self._addresses,
                properties={"title": self._title[:80]},
            )
            try:
                zeroconf = Zeroconf()
                zeroconf.register_service(info)
                self._zeroconf = zeroconf
            except Exception:  # a convenience: an address can always be typed
                self._zeroconf = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._zeroconf is not None:
            self._zeroconf.close()  # type: ignore[attr-defined]
