"""`demarche compare`: the tables of a class beside one another."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.review.comparing import compare
from game.review.html import page
from game.review.story import Story, story_of
from game.session.commands import ProgressLine, existing_save
from game.session.log import SUFFIX
from game.session.review_report import Comparison
from game.session.save import read_save
from game.session.save import replayed as proved


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("saves", metavar="SAVE", nargs="+", help="saved games of one scenario")
    parser.add_argument("--html", metavar="F", help="write a page to read or print")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--anonymous", action="store_true", help="numbers in place of names")


def run(args: argparse.Namespace) -> int:
    """Compare and print, or write; return 0."""
    line = ProgressLine()
    stories: dict[str, Story] = {}
    for number, name in enumerate(args.saves, 1):
        line.show(f"reading table {number} of {len(args.saves)} ...")
        save = read_save(existing_save(name))
        proved(save)
        shown = f"Table {number}" if args.anonymous else save.path.name.removesuffix(SUFFIX)
        while shown in stories:
            shown += "'"
        stories[shown] = story_of(save)
    line.show("comparing ...")
    found = compare(stories)
    line.clear()
    if args.html:
        Path(args.html).write_text(page("compare.html.j2", found), encoding="utf-8", newline="\n")
    if args.json:
        print(found.model_dump_json(indent=2))
    elif not args.html:
        _tell(found)
    return 0


def _tell(found: Comparison) -> None:
    print(found.title)
    for table in found.tables:
        scores = ", ".join(
            f"{word} {value:.0f}"
            for word, value in (("common", table.common), ("least", table.least))
            if value is not None
        )
        print(f"  {table.name}: {table.headline} ({scores or 'no turn finished'})")
    for title, rows in (("What differed", found.differences), ("Levels", found.competencies)):
        print(f"{title}:")
        for row in rows:
            print(f"  {row.name}: {' | '.join(row.by_table)}")
