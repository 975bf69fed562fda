"""What the person can do at this moment: what is asked of the seat, and the acts that are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.engine import events as e
from game.engine.commands import EFFORT, PHASES
from game.engine.view import SeatView
from game.texts import names
from game.texts.acts import ACTS
from game.texts.catalogue import _, ngettext
from game.texts.context import of_view
from game.texts.happenings import event_line
from game.texts.numbers import effort, listed
from game.texts.packages import difference_clause

NOT_FOR_SEATS = frozenset({"start_game", "clock_expired", "fire_inject"})
"""Commands of the clock and the instructor, which a seat cannot give."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Something that waits for the seat: a sentence, and what to type.

    *required* are decisions without which the game does not go on, *free* those that one may take.
    """

    text: str
    type: str
    required: int
    free: int = 0


def asked(view: SeatView) -> tuple[Asked, ...]:
    """Return what waits for this seat now."""
    return tuple(_asked(view))


def _asked(view: SeatView) -> Iterator[Asked]:
    for happened in view.happened:
        if happened.options and happened.chosen is None:
            options = " | ".join(option for option, _name in happened.options)
            yield Asked(
                happened.question or happened.title,
                f"choose {happened.event} {options}",
                int(view.phase == "briefing"),
                int(view.phase != "briefing"),
            )
    match view.phase:
        case "briefing" if not view.ready[view.seat]:
            yield Asked(_("Read on, to the consultation."), "continue", 1)
        case "consultation":
            yield from _in_talks(view)
        case "decision" if view.vote is None:
            yield Asked(
                _("Vote on the text under decision."),
                "vote consent | abstain | object REASON",
                1,
            )
        case "implementation" if view.delivered is None:
            yield Asked(
                _("Say what you send this turn."),
                "deliver all | nothing | all but TASK RESOURCE N",
                1,
            )
        case "outcome" if not view.ready[view.seat]:
            yield Asked(_("Read on, to the next turn."), "continue", 1)


def _in_talks(view: SeatView) -> Iterator[Asked]:
    table, seat = view.table, view.seat
    context = of_view(view)
    for question in view.questions:
        if question.member == seat:
            line = event_line(context, e.InterestsAsked(question.asker, seat, question.term), seat)
            asker, term = table.seats[question.asker].id, table.terms[question.term].id
            yield Asked(line or "", f"tell {asker} {term}", 0, 1)
    for sounding in view.backchannels:
        if sounding.to == seat and sounding.response is None:
            text = _("{member} sounds you out: {changes}.").format(
                member=names.sentence(names.member(table, sounding.sender)),
                changes=difference_clause(table, view.in_force, sounding.package),
            )
            yield Asked(text, f"reply {sounding.id} accept | refuse | changes if CHANGE", 0, 1)
    for deal in view.side_deals:
        if deal.to == seat and deal.status == "offered":
            offer = e.SideDealOffered(deal.id, deal.sender, seat, deal.draft, deal.pays, deal.turns)
            yield Asked(
                event_line(context, offer, seat) or "", f"deal {deal.id} take | leave", 0, 1
            )
    for link in view.links:
        if link.to == seat and link.status == "open":
            tied = e.IssuesLinked(link.id, link.sender, seat, link.draft, link.mine, link.yours)
            yield Asked(
                event_line(context, tied, seat) or "", f"trade {link.id} take | leave", 0, 1
            )
    waiting = [
        draft.id
        for draft in view.open_drafts
        if seat not in draft.sponsors and draft.answers[seat] is None
    ]
    if waiting:
        text = ngettext(
            "Draft {numbers} awaits your answer.",
            "Drafts {numbers} await your answer.",
            len(waiting),
        )
        first = waiting[0] if len(waiting) == 1 else "NUMBER"
        yield Asked(
            text.format(numbers=listed([str(number) for number in waiting])),
            f"answer {first} accept | changes if CHANGE | refuse",
            0,
            len(waiting),
        )
    if not view.ready[seat]:
        yield Asked(_("Act, or end your round."), "pass", 1)


def asked_lines(view: SeatView) -> Iterator[str]:
    """What is asked of the seat, a line each, the number of decisions first."""
    waiting = asked(view)
    if not waiting:
        if view.phase != "ended":
            yield _("Nothing is asked of you now; the others are at work. Type wait.")
        return
    required = sum(item.required for item in waiting)
    open_too = sum(item.free for item in waiting)
    head = ngettext(
        "Asked of you: {count} decision", "Asked of you: {count} decisions", required
    ).format(count=required)
    if open_too:
        head += ngettext(
            ", and {count} answer that you may give",
            ", and {count} answers that you may give",
            open_too,
        ).format(count=open_too)
    yield head + "."
    for item in waiting:
        yield _("- {text} [{type}]").format(text=item.text, type=item.type)


def possible(view: SeatView) -> tuple[str, ...]:
    """Return the kinds of commands that the seat could give in this phase, in their order."""
    found = []
    for kind in ACTS:
        if kind in NOT_FOR_SEATS or view.phase not in PHASES.get(kind, ("consultation",)):
            continue
        if view.phase == "consultation" and view.ready[view.seat] and kind in EFFORT:
            continue
        if kind in _NEEDS and not _NEEDS[kind](view):
            continue
        found.append(kind)
    return tuple(found)


def _waits_for_choice(view: SeatView) -> bool:
    return any(h.options and h.chosen is None for h in view.happened)


_NEEDS: dict[str, Callable[[SeatView], bool]] = {
    "choose_for_event": _waits_for_choice,
    "continue": lambda view: not view.ready[view.seat],
    "pass_round": lambda view: not view.ready[view.seat],
    "amend_draft": lambda view: bool(view.open_drafts),
    "answer_draft": lambda view: bool(view.open_drafts),
    "withdraw_draft": lambda view: any(view.seat in d.sponsors for d in view.open_drafts),
    "offer_side_deal": lambda view: bool(view.open_drafts),
    "link_issues": lambda view: bool(view.open_drafts),
    "call_decision": lambda view: bool(view.open_drafts) and not view.called,
    "answer_backchannel": lambda view: any(
        b.to == view.seat and b.response is None for b in view.backchannels
    ),
    "answer_side_deal": lambda view: any(
        d.to == view.seat and d.status == "offered" for d in view.side_deals
    ),
    "recall_side_deal": lambda view: any(
        d.sender == view.seat and d.status == "offered" for d in view.side_deals
    ),
    "answer_link": lambda view: any(
        li.to == view.seat and li.status == "open" for li in view.links
    ),
    "ask_capital": lambda view: any(
        line.waivable and line.id not in view.waivers for line in view.mind.red_lines
    ),
    "ask_chair": lambda view: not view.mediation,
    "cast_vote": lambda view: view.vote is None,
    "deliver": lambda view: view.delivered is None,
}


def possible_lines(view: SeatView) -> Iterator[str]:
    """Each act that is open now, with what it costs and whether there is effort for it."""
    for kind in possible(view):
        act = ACTS[kind]
        cost = EFFORT.get(kind, 0)
        short = "" if cost <= view.effort else _(", more than you have")
        yield _("{verb} ({cost}{short}): {text}").format(
            verb=act.verb, cost=effort(cost), short=short, text=_(act.text)
        )
