"""`demarche replay`: tells a saved game from its beginning, or proves that it went as written."""

import argparse
import sys

from game import __version__
from game.session.account import told
from game.session.commands import PROBLEMS, ProgressLine, existing_save, seat_named
from game.session.save import read_save, replayed
from game.session.verify import differences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("save", metavar="SAVE", help="a saved game")
    parser.add_argument(
        "--verify", action="store_true", help="decide every command anew, and compare"
    )
    parser.add_argument("--seat", metavar="ID", help="tell only what this seat saw")


def run(args: argparse.Namespace) -> int:
    """Tell or verify; return 0, or 1 where verifying found a difference."""
    save = read_save(existing_save(args.save))
    last = replayed(save)
    if save.notice:
        print(f"demarche: {save.notice}", file=sys.stderr)
    seat = seat_named(last.setting, args.seat)
    if not args.verify:
        for sentence in told(last.setting, save.lines, seat):
            print(sentence)
        return 0
    line = ProgressLine()
    found = differences(save, lambda done, of: line.show(f"command {done} of {of} ..."))
    line.clear()
    for difference in found:
        print(difference)
    if not found:
        print(f"{save.path.name}: all {len(save.lines)} lines verified")
        return 0
    print(f"{save.path.name}: {len(found)} of {len(save.lines)} lines differ")
    if save.header.version != __version__:
        print(f"It was begun with Demarche {save.header.version}; this is {__version__}.")
    return PROBLEMS
