"""`demarche run`: plays a scenario through without a person, and tells how it went."""

import argparse

from game.errors import UserError
from game.session.account import scores_told, told
from game.session.commands import (
    PROBLEMS,
    ProgressLine,
    save_path,
    scenario_named,
    seed_of,
    styles_of,
)
from game.session.reporting import report_of
from game.session.session import Progress, Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("scenario", metavar="SCENARIO", help="its id, or its folder")
    parser.add_argument("--seed", default="1", metavar="N", help="seed of all draws (default: 1)")
    parser.add_argument("--preset", metavar="NAME", help="length of play (default: the scenario's)")
    parser.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="ID=STYLE",
        help="play a seat in this style; may be given again",
    )
    parser.add_argument("--all", metavar="STYLE", help="play every other seat in this style")
    parser.add_argument(
        "--difficulty", default="standard", metavar="NAME", help="standard (default) or study"
    )
    parser.add_argument("--aliases", action="store_true", help="play under invented names")
    parser.add_argument("--save", metavar="FILE", help="keep the game in a new file")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(args: argparse.Namespace) -> int:
    """Play and print; return 0, or 1 for a broken scenario."""
    loaded = scenario_named(args.scenario)
    if loaded is None:
        return PROBLEMS
    session = Session.new(
        loaded,
        seed=seed_of(args.seed),
        preset=args.preset,
        styles=styles_of(args.seat, args.all, loaded),
        aliases=args.aliases,
        save=save_path(args.save) if args.save else None,
        difficulty=args.difficulty,
    )
    with session:
        _play(session)
        line = ProgressLine()
        line.show("working out the scores ...")
        report = report_of(session.header, session.setting, session.lines)
        line.clear()
        if args.json:
            print(report.model_dump_json(indent=2))
            return 0
        print(f"{report.title}, {report.preset}, seed {report.seed}")
        for sentence in told(session.setting, session.lines, short=True):
            print(sentence)
        for sentence in scores_told(session.setting, report.scores):
            print(sentence)
        print(f"digest {report.digest}")
    return 0


def _play(session: Session) -> None:
    line = ProgressLine()

    def show(progress: Progress) -> None:
        line.show(f"turn {progress.turn}: {progress.seat} thinks ...")

    session.advance(progress=show)
    line.clear()
    if not session.ended:
        raise UserError(f"the game stands still in turn {session.state.turn}; please report it")
