"""`demarche join`: takes a seat in a class that somebody hosts on the network."""

from __future__ import annotations

import argparse
import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from game import paths
from game.errors import UserError

if TYPE_CHECKING:
    from game.classroom.remote import Link, Ticket

PORT = 47_800
"""Port that hosts take where it is free."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what `join` takes."""
    parser.add_argument(
        "address", nargs="?", metavar="ADDRESS", help="the host's address, with :PORT if it says so"
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code, a word and four digits")
    parser.add_argument("--seat", default="", metavar="ID", help="the seat to take")
    parser.add_argument("--table", type=int, default=0, metavar="N", help="the table to sit at")
    parser.add_argument("--name", default="", help="your name, for the instructor")
    parser.add_argument("--again", action="store_true", help="come back to the class you were in")
    parser.add_argument("--text", action="store_true", help="play in the terminal")


def run(args: argparse.Namespace) -> int:
    """Join and play; returns the exit status."""
    from game.text.guest import play_as_guest
    from game.text.play import Thinking, reader

    link = linked(args)
    try:
        keep_ticket(link.ticket)
        return play_as_guest(link, read=reader(), write=print, thinking=Thinking())
    finally:
        link.close()


def linked(args: argparse.Namespace) -> Link:
    """Return a connection to the class that was named, found, or left; raises UserError."""
    from game.classroom.remote import Link

    if args.again:
        return Link.back(kept_ticket())
    address, code = args.address, args.code
    if address is None:
        address = _found()
    if code is None:
        code = input("Code of the class (a word and four digits): ")
    host, port = address_of(address)
    return Link.join(
        host, port, code, args.name or getpass.getuser(), table=args.table, seat=args.seat
    )


def address_of(text: str) -> tuple[str, int]:
    """Return host and port of an address as typed, such as ``192.0.2.7`` or ``[::1]:47800``."""
    host, sign, port = text.strip().rpartition(":")
    if not sign or (":" in host and not host.startswith("[")):
        host, port = text.strip(), str(PORT)
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536) or not host:
        raise UserError(f"'{text}' is no address; write it as 192.0.2.7 or 192.0.2.7:{PORT}")
    return host.strip("[]"), int(port)


def _found() -> str:
    """The address of the one class that shows itself on the network."""
    from game.classroom.discovery import find_classes

    classes = find_classes()
    if len(classes) == 1:
        return f"{classes[0].address}:{classes[0].port}"
    if classes:
        for number, found in enumerate(classes, 1):
            print(f"{number}. {found.title} at {found.address}:{found.port}")
        chosen = input("Number of the class: ").strip()
        if chosen.isdigit() and 1 <= int(chosen) <= len(classes):
            found = classes[int(chosen) - 1]
            return f"{found.address}:{found.port}"
    raise UserError(
        "no class shows itself on this network; ask the instructor for the address, and write "
        "`demarche join ADDRESS CODE`"
    )


def _ticket_file() -> Path:
    return paths.saves_folder() / "class-ticket.json"


def keep_ticket(ticket: Ticket) -> None:
    """Keep what lets this computer come back, for its owner's eyes alone."""
    from dataclasses import asdict

    path = _ticket_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(ticket), stream)
    beside.replace(path)


def kept_ticket() -> Ticket:
    """Return what was kept; raises UserError if there is none."""
    from game.classroom.remote import Ticket

    try:
        told = json.loads(_ticket_file().read_text(encoding="utf-8"))
        ticket = Ticket(
            str(told["address"]), int(told["port"]), str(told["token"]), str(told["fingerprint"])
        )
        bytes.fromhex(ticket.fingerprint)
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(
            "this computer was in no class before; join with the address and the code"
        ) from None
    return ticket
