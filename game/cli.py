"""The command line: finds the command's module, reads its arguments, turns errors into statuses.

What a command does lives with its part: a module with `add_arguments(parser)` and `run(args)`.
Modules are imported only when their command is named, so that `--help` and the client start fast.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import NoReturn

from game import __version__
from game.errors import UserError, unknown

OK = 0
WRONG_USE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

CLIENT = "game.client.start"


@dataclass(frozen=True)
class Command:
    """One command: the module that has `add_arguments(parser)` and `run(args) -> status`."""

    module: str
    help: str


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "play": Command("game.play", "starts a game in the client, or in the terminal"),
        "shots": Command("game.client.shots", "draws every screen of the client into a folder"),
        "check": Command("game.authoring.check_command", "diagnoses scenarios"),
        "schema": Command("game.authoring.schema_command", "prints the JSON Schema of a format"),
        "run": Command("game.session.run_command", "plays a scenario through without a person"),
        "replay": Command("game.session.replay_command", "tells a saved game, or proves it"),
        "state": Command("game.session.state_command", "prints a saved game's state"),
        "review": Command("game.review.review_command", "the after-action review of a saved game"),
        "compare": Command("game.review.compare_command", "the tables of a class side by side"),
        "host": Command("game.classroom.host_command", "opens a class on the network"),
        "join": Command("game.join", "takes a seat in a class"),
        "bench": Command("game.bench.bench_command", "measures speed, beside floors of its own"),
    }
)


def main(
    argv: Sequence[str] | None = None,
    commands: Mapping[str, Command] = COMMANDS,
    client: str = CLIENT,
) -> int:
    """Runs one command line; without arguments the client.

    Returns the exit status: 0 done, 1 problems were found, 2 wrong use, 130 interrupted.
    """
    _print_anything()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        try:
            return _run(arguments, commands, client)
        finally:
            sys.stdout.flush()
    except UserError as error:
        return _wrong_use(str(error))
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is None:
            raise
        return _wrong_use(f"cannot use {os.fsdecode(error.filename)}: {error.strerror or error}")
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: list[str], commands: Mapping[str, Command], client: str) -> int:
    if not argv:
        return int(import_module(client).run())
    named = next((word for word in argv if not word.startswith("-")), None)
    if named is not None and named not in commands:
        raise unknown("command", named, sorted(commands))
    parser = _Parser(
        prog="demarche",
        description="A wargame and negotiation trainer. Without a command it opens its window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"demarche {__version__}")
    choices = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in commands.items():
        described = choices.add_parser(
            name, help=command.help, description=command.help, allow_abbrev=False
        )
        if name == named:
            module = import_module(command.module)
            module.add_arguments(described)
            described.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    return int(args.run(args))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where the whole usage stands."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message}; see `{self.prog} --help`")


def _wrong_use(sentence: str) -> int:
    print(f"demarche: {sentence}", file=sys.stderr)
    return WRONG_USE


def _print_anything() -> None:
    """A terminal that lacks a letter of some name shows a mark for it instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
