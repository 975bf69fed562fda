"""`demarche host`: opens a class on the network, or goes on with one, and reads the console."""

from __future__ import annotations

import argparse
import json
import logging
import random
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from game import paths
from game.classroom.console import Console
from game.classroom.discovery import Shown
from game.classroom.hosting import (
    CLASS_FILE,
    HostThread,
    OpenClass,
    open_class,
    own_addresses,
    resume_class,
)
from game.classroom.records import Plan
from game.classroom.remote import Link
from game.errors import UserError, unknown
from game.session.commands import PROBLEMS, scenario_named, seed_of

SWITCH = 0.001
"""Seconds for which a thread may keep all others waiting."""
PORT = 47_800
"""Port taken where it is free; guests need not type it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what `host` takes."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", help="a scenario, or the folder of a class to go on with"
    )
    parser.add_argument("--tables", type=int, default=1, metavar="N", help="tables of the class")
    parser.add_argument("--seed", metavar="N", help="the same seed gives the same game")
    parser.add_argument("--preset", metavar="NAME", help="how long the game is")
    parser.add_argument("--title", default="", help="what the class is called")
    parser.add_argument("--aliases", action="store_true", help="play under invented names")
    parser.add_argument(
        "--computer", default="", metavar="SEAT,...", help="seats that the computer plays"
    )
    parser.add_argument("--minutes", type=int, metavar="N", help="length of the whole lesson")
    parser.add_argument(
        "--debrief", type=int, metavar="N", help="minutes of it kept for the debrief"
    )
    parser.add_argument("--no-clock", action="store_true", help="phases end by hand alone")
    parser.add_argument("--no-checks", action="store_true", help="no questions on the rules")
    parser.add_argument("--address", default="0.0.0.0", help="address to listen on")
    parser.add_argument("--port", type=int, default=None, metavar="N", help="port to listen on")
    parser.add_argument("--folder", metavar="DIR", help="where the class is kept")
    parser.add_argument(
        "--json", action="store_true", help="tell where it is as one line of JSON; no console"
    )


def run(args: argparse.Namespace) -> int:
    """Host until told to stop; returns the exit status (1: the scenario is broken)."""
    logging.basicConfig(level=logging.WARNING, format="demarche: %(message)s")
    if args.port is not None and not 0 <= args.port < 65536:
        raise UserError(f"{args.port} is no port; give a number from 0 to 65535")
    opened = _resumed(args) or _opened(args)
    if opened is None:
        return PROBLEMS
    # Members think in a thread of this process: let the network interrupt them more often.
    sys.setswitchinterval(SWITCH)
    host = _listening(opened, args)
    addresses = own_addresses() if args.address == "0.0.0.0" else [args.address]
    try:
        with Shown(opened.file.title, addresses, host.port):
            if args.json:
                _tell_program(host, addresses)
                _until_told()
            else:
                _tell_person(host, addresses)
                _console(host)
    finally:
        host.stop()
    if not args.json:
        print(f"The class is kept in {opened.folder}; `demarche host {opened.folder}` goes on.")
    return 0


def _resumed(args: argparse.Namespace) -> OpenClass | None:
    for folder in (Path(args.scenario).expanduser(), paths.saves_folder() / args.scenario):
        if (folder / CLASS_FILE).is_file():
            return resume_class(folder)
    return None


def _opened(args: argparse.Namespace) -> OpenClass | None:
    loaded = scenario_named(args.scenario)
    if loaded is None:
        return None
    seats = [member.id for member in loaded.scenario.members]
    computer = tuple(name for name in args.computer.split(",") if name)
    for seat in computer:
        if seat not in seats:
            raise unknown("seat", seat, seats)
    minutes = args.minutes if args.minutes is not None else 90
    kept = args.debrief if args.debrief is not None else min(25, minutes // 3)
    if not 5 <= minutes <= 600 or not 0 <= kept < minutes:
        raise UserError("a lesson has 5 to 600 minutes, and its debrief fewer than all of them")
    named = f"class-{loaded.scenario.id}-{datetime.now():%Y%m%d-%H%M%S}"
    folder = Path(args.folder).expanduser() if args.folder else paths.saves_folder() / named
    return open_class(
        folder,
        loaded,
        tables=args.tables,
        title=args.title,
        plan=Plan(minutes, kept, clock=not args.no_clock, checks=not args.no_checks),
        seed=seed_of(args.seed) if args.seed is not None else random.randrange(1, 100_000),
        preset=args.preset,
        aliases=args.aliases,
        computer=computer,
    )


def _listening(opened: OpenClass, args: argparse.Namespace) -> HostThread:
    wanted = args.port if args.port is not None else opened.file.port or PORT
    try:
        return HostThread(opened, address=args.address, port=wanted).start()
    except UserError:
        if args.port is not None or opened.file.port:
            raise
        return HostThread(opened, address=args.address, port=0).start()


def _tell_program(host: HostThread, addresses: list[str]) -> None:
    told = {
        "addresses": addresses,
        "port": host.port,
        "code": host.code,
        "secret": host.secret,
        "folder": str(host.opened.folder),
        "fingerprint": host.opened.door.certificate.fingerprint.hex(),
    }
    print(json.dumps(told), flush=True)


def _tell_person(host: HostThread, addresses: list[str]) -> None:
    port = "" if host.port == PORT else f":{host.port}"
    print(f"{host.opened.file.title}. Guests write:")
    for address in addresses[:-1] or addresses:
        shown = f"[{address}]" if ":" in address else address
        print(f"  demarche join {shown}{port} {host.code}")
    print("Type help for what you can do here; quit closes the class and keeps it.")


def _until_told() -> None:
    """Wait for the end of the input, or a signal to stop."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: over.set())

    def read() -> None:
        while sys.stdin.readline():
            pass
        over.set()

    threading.Thread(target=read, daemon=True).start()
    over.wait()


def _console(host: HostThread) -> None:
    link = Link.join("127.0.0.1", host.port, host.secret, "", role="instructor")
    console = Console(link, print)
    try:
        while True:
            line = input("instructor> ").strip()
            if line in ("quit", "exit"):
                return
            console.obey(line)
    except (EOFError, KeyboardInterrupt):
        print()
    finally:
        link.close()
