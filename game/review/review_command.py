"""`demarche review`: the after-action review of a saved game, in words or written into files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from game.errors import UserError
from game.review.anonymous import anonymous
from game.review.csv_files import write_csv
from game.review.html import report_html
from game.review.making import focus_of, review_of
from game.review.pivotal import MOST, replayed
from game.review.story import story_of
from game.review.timeline import why
from game.review.xapi import statements
from game.session.commands import ProgressLine, existing_save
from game.session.review_report import Review, Why
from game.session.save import read_save
from game.session.save import replayed as proved
from game.texts.catalogue import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("save", metavar="SAVE", help="a saved game")
    parser.add_argument(
        "--seat", metavar="ID", help="this seat's own review, without others' secrets"
    )
    parser.add_argument(
        "--about", metavar="ID", help="whose game it is about (default: the first person's)"
    )
    parser.add_argument("--html", metavar="F", help="write a page to read or print")
    parser.add_argument("--json", metavar="F", help="write everything as JSON (- prints it)")
    parser.add_argument("--csv", metavar="DIR", help="write tables of moves, tracks, competencies")
    parser.add_argument("--xapi", metavar="F", help="write xAPI statements as JSON")
    parser.add_argument("--anonymous", action="store_true", help="letters in place of members")
    parser.add_argument(
        "--replays",
        default="0",
        metavar="N",
        help="play N turning points again with and without the act (slow; default: by the rules)",
    )
    parser.add_argument(
        "--why", metavar="LINE", help="tell why a member acted at a line of the log"
    )


def run(args: argparse.Namespace) -> int:
    """Tell or write the review; return 0."""
    save = read_save(existing_save(args.save))
    proved(save)
    if save.notice:
        print(f"demarche: {save.notice}", file=sys.stderr)
    if args.seat is not None and args.about not in (None, args.seat):
        raise UserError("--seat tells what one seat may know; leave --about out, or name the same")
    line = ProgressLine()
    line.show("reading the game ...")
    story = story_of(save)
    if not story.steps:
        raise UserError(f"{save.path.name} has not begun; there is nothing to review")
    focus = focus_of(story, args.seat or args.about)
    open_book = args.seat is None
    if args.why is not None:
        return _tell_why(why(story, _number(args.why, "line"), None if open_book else focus))
    count = _number(args.replays, "number of replays")
    pivots = (
        replayed(
            story,
            focus,
            min(count, MOST),
            everyone=open_book,
            progress=lambda done, of: line.show(f"turning point {done + 1} of {of} ..."),
        )
        if count
        else ()
    )
    line.show("drawing up the review ...")
    seat = story.table.seats[focus].id
    review = review_of(story, seat, open_book=open_book, pivots=pivots)
    made = statements(story, review) if args.xapi else []
    if args.anonymous:
        review = anonymous(review, story)
    line.clear()
    for path in _written(args, review, made):
        print(f"written: {path}", file=sys.stderr)
    if args.json == "-":
        print(review.model_dump_json(indent=2))
    elif not any((args.html, args.json, args.csv, args.xapi)):
        for sentence in told(review):
            print(sentence)
    return 0


def _written(
    args: argparse.Namespace, review: Review, made: list[dict[str, object]]
) -> Iterator[Path]:
    if args.html:
        yield _write(Path(args.html), report_html(review))
    if args.json and args.json != "-":
        yield _write(Path(args.json), review.model_dump_json(indent=2) + "\n")
    if args.csv:
        yield from write_csv(review, Path(args.csv))
    if args.xapi:
        text = json.dumps(made, indent=2, ensure_ascii=False)
        yield _write(Path(args.xapi), text + "\n")


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _number(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise UserError(f"'{text}' is no {what}; give a whole number")
    return int(text)


def _tell_why(found: Why | None) -> int:
    if found is None:
        raise UserError("nobody acted there that this review may tell of; see the lines by --csv")
    for sentence in (*found.said, *found.reasons, *found.record):
        print(sentence)
    return 0


def told(review: Review) -> Iterator[str]:
    """Tell a review in plain lines, questions before findings."""
    yield f"{review.title}: {review.headline}"
    for number, part in enumerate(review.parts, 1):
        yield ""
        yield f"{number}. {part.title}"
        for question in part.questions:
            yield f"  ? {question}"
        for finding in part.findings:
            turn = _("turn {turn}: ").format(turn=finding.turn) if finding.turn else ""
            sign = {True: "+ ", False: "- ", None: ""}[finding.good]
            yield f"  {sign}{turn}{finding.text}"
    yield ""
    for item in review.figures:
        yield f"{item.label}: {item.figure} ({item.note})"
    yield ""
    for rating in review.ratings[0].ratings if review.ratings else ():
        yield f"{rating.level} {rating.word:<10} {rating.name}"
        for evidence in sorted(rating.evidence, key=lambda e: -e.weight)[:2]:
            yield f"    {'+' if evidence.good else '-'} T{evidence.turn} {evidence.text}"
    if review.try_next:
        yield ""
        yield review.try_next
