"""How a turn was decided: the verdict and every member's vote."""

from __future__ import annotations

from game.client.layout import Column, Row, Space
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Label, Mark
from game.client.widgets.cards import VoteCard
from game.engine.events import DraftFailed
from game.engine.state import Ballots, Vote
from game.engine.view import SeatRecord, SeatView
from game.texts.catalogue import _
from game.texts.context import of_view
from game.texts.happenings import event_line
from game.texts.numbers import listed


def verdict_band(view: SeatView, record: SeatRecord, *, compact: bool) -> Widget:
    """The band under the header: what was decided, by whom."""
    taken = record.ballots[-1] if record.ballots else None
    mark, title = _verdict(taken)
    words = Column(
        [
            Label(title, "title/26" if compact else "title", "high"),
            Label(_how(view, record, taken), "small" if compact else "body", "text"),
        ],
        gap=2,
        grow=1,
    )
    cards: list[Widget] = []
    if taken is not None:
        for member in view.table.members:
            cards.append(_card(view, member, taken.votes[member], compact))
    return Row(
        [
            Mark(mark, 44 if compact else 56),
            words,
            Row(cards, gap=6 if compact else 8, across="stretch") if cards else Space(),
        ],
        gap=16 if compact else 20,
        padding=(10, 16) if compact else (14, 24, 14, 32),
        fill="card",
        lines="bottom",
        name=title,
    )


def _verdict(taken: Ballots | None) -> tuple[str, str]:
    if taken is None:
        return "undecided", _("Nothing was decided")
    if taken.adopted:
        return "supports", _("Draft {number} is adopted").format(number=taken.draft)
    return "opposes", _("Draft {number} is not adopted").format(number=taken.draft)


def _how(view: SeatView, record: SeatRecord, taken: Ballots | None) -> str:
    table = view.table
    if taken is None:
        if record.agreement is not None:
            return _("No text was put to decision; the agreement in force goes on.")
        return _("No text was put to decision, and no agreement is in force.")
    if not taken.adopted:
        event = DraftFailed(taken.draft, taken.blockers, taken.why)
        said = event_line(of_view(view), event, view.seat) or ""
        _head, _colon, why = said.partition(": ")
        return (why[:1].upper() + why[1:]) if why else said
    agreement = record.agreement
    objected = any(v is not None and v.ballot == "object" for v in taken.votes)
    held = _("Silence held.") if table.decision.silence and not objected else ""
    if agreement is None or all(agreement.parties):
        bound = _("It binds all members")
    else:
        names = [table.seats[n].short for n in table.members if agreement.parties[n]]
        bound = _("It binds {members}").format(members=listed(names))
    until = _("until turn {turn}.").format(turn=agreement.expires) if agreement else ""
    return f"{held} {bound} {until}".strip()


def vote_words(vote: Vote | None) -> tuple[str, str]:
    """A vote's mark and word."""
    if vote is None:
        return "silent", _("No vote")
    if vote.ballot == "object":
        return "opposes", _("Objects")
    if vote.ballot == "abstain":
        return "undecided", _("Stands aside")
    if not vote.forces:
        return "leans_for", _("No forces")
    return ("silent", _("Silent")) if vote.silent else ("supports", _("Consents"))


def _card(view: SeatView, member: int, vote: Vote | None, compact: bool) -> Widget:
    seat = view.table.seats[member]
    mark, word = vote_words(vote)
    if vote is not None and vote.ballot == "consent" and vote.forces:
        mark, word = "supports", _("Accepts")
    you = member == view.seat
    if not compact:
        return VoteCard(member=seat.short, flag=seat.flag, vote=mark, word=word, you=you, width=112)
    return Column(
        [Flag(seat.flag, 34), Mark(mark, 18)],
        gap=6,
        across="center",
        padding=(8, 9),
        fill="panel",
        edge="brass" if you else None,
        radius=6,
        role="vote",
        name=seat.name,
        value=word,
        tooltip=f"{seat.name}: {word}",
    )
