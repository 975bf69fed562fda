"""Events in words: one sentence for each, as a seat may see it, or none where it may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.texts import names
from game.texts.catalogue import _, ngettext
from game.texts.context import Context
from game.texts.numbers import listed, money, per_cent, period, turns
from game.texts.packages import ask_words, changed_clause, difference_clause, difference_lines
from game.texts.reasons import objection, reason_label
from game.texts.replies import claim_line, question_line
from game.texts.shapes import EventShape, PackageShape

Line = str | None
EVERYONE = None


def event_line(context: Context, event: EventShape, seat: int | None = EVERYONE) -> Line:
    """
    Return one sentence on an event, or None where nothing is to be said or *seat* may not know.

    *seat* is the reader's index, −1 the chair's, None for an account that tells everything.
    *context* is that before the event was applied or after it; drafts, deals and links that an
    event names are looked up in it.
    """
    if not may_see(context, event, seat):
        return None
    guarded = _GUARDED.get(event.kind)
    teller = _TELLERS.get(event.kind)
    if guarded and seat is not None and seat not in _owners(event):
        teller = guarded
    said = teller(context, event) if teller else None
    return names.sentence(said) if said else None


def _owners(event: Any) -> tuple[int, ...]:
    """Whose own doing an event is, so that they know all of it."""
    if event.kind == "backchannel_sent":
        return (event.sender, event.to)
    return (event.seat,)


def account(
    context: Context, events: Sequence[EventShape], seat: int | None = EVERYONE
) -> tuple[str, ...]:
    """
    Return the sentences on some events, in order; members that do alike share one.

    *context* is that after the events.
    """
    lines: list[str] = []
    place = 0
    while place < len(events):
        alike = [events[place]]
        while place + len(alike) < len(events) and _alike(
            alike[0], events[place + len(alike)], seat
        ):
            alike.append(events[place + len(alike)])
        line = (
            _together(context, alike, seat)
            if len(alike) > 1
            else event_line(context, alike[0], seat)
        )
        if line:
            lines.append(line)
        place += len(alike)
    return tuple(lines)


def _alike(one: Any, other: Any, seat: int | None) -> bool:
    """Whether two events say the same of two members."""
    if one.kind != other.kind or one.kind not in _GUARDED or one.kind == "backchannel_sent":
        return False
    hidden = [seat is not None and seat != event.seat for event in (one, other)]
    if any(hidden) and one.kind != "ratification_held":
        return all(hidden)
    match one.kind:
        case "ratification_held":
            return bool(one.passed and other.passed)
        case "delivery_made":
            return not any(one.levels) and not any(other.levels)
    mine, theirs = ((vote.ballot, vote.forces, vote.silent, vote.reason) for vote in (one, other))
    return mine == theirs and mine[0] != "object"


def _together(context: Context, alike: Sequence[Any], seat: int | None) -> str:
    """One sentence on several members that did alike."""
    first = alike[0]
    if len(alike) == len(context.table.seats):
        members = _("all members")
    else:
        members = listed([names.member(context.table, event.seat) for event in alike])
    hidden = seat is not None and seat != first.seat
    match first.kind, hidden:
        case "ratification_held", _hidden:
            text = _("{members} ratify.")
        case "delivery_made", True:
            text = _("{members} have decided what they send.")
        case "delivery_made", False:
            text = _("{members} send nothing.")
        case "vote_cast", True:
            text = _("{members} have voted.")
        case _:
            text = _vote_of_many(first)
    return names.sentence(text.format(members=members))


def _vote_of_many(vote: Any) -> str:
    if vote.ballot == "abstain":
        return _("{members} abstain.")
    if not vote.forces:
        return _("{members} consent, and keep their own forces back.")
    return _("{members} let the silence run.") if vote.silent else _("{members} consent.")


def may_see(context: Context, event: EventShape, seat: int | None) -> bool:
    """Whether a seat may be told of an event at all; None may be told everything."""
    if seat is None:
        return True
    parties = _parties(context, event)
    return parties is None or seat in parties


def _parties(context: Context, event: Any) -> tuple[int, ...] | None:
    """Who may know of an event; None if everyone may."""
    match event.kind:
        case "interests_asked":
            return (event.asker, event.member)
        case "disclosed":
            return (event.to, event.by)
        case "backchannel_sent":
            return None if event.leaked else (event.sender, event.to)
        case "side_deal_offered" | "issues_linked":
            return (event.sender, event.to)
        case "backchannel_answered":
            return _both(context, "backchannels", event.message)
        case "side_deal_answered" | "side_deal_closed":
            return _both(context, "side_deals", event.deal)
        case "link_answered":
            return _both(context, "links", event.link)
        case "waiver_granted" | "event_chosen":
            return (event.seat,)
        case "effort_spent":
            return (event.seat,)
        case "estimates_formed" | "changed":
            return ()
    return None


def _both(context: Context, kind: str, number: int) -> tuple[int, ...]:
    found = context.found(kind, number)
    return (found.sender, found.to) if found else ()


def _turn_began(context: Context, event: Any) -> Line:
    return _("turn {turn} begins: {period}.").format(
        turn=event.turn, period=period(context.table, event.turn)
    )


def _event_occurred(context: Context, event: Any) -> Line:
    title = context.titles.get(event.event)
    if title is None:
        return _("something happens that members have yet to read about.")
    return _("{title}.").format(title=title)


def _event_chosen(context: Context, event: Any) -> Line:
    option = context.options.get((event.event, event.option), event.option)
    title = context.titles.get(event.event, event.event)
    return _("{member} decides on “{title}”: {option}.").format(
        member=names.member(context.table, event.seat),
        title=title,
        option=names.inner(context.table, option),
    )


def _stock_changed(context: Context, event: Any) -> Line:
    table = context.table
    units = names.units(table, event.resource, abs(event.by))
    text = (
        _("{member} has {units} more to commit, until the end of turn {turn}.")
        if event.by > 0
        else _("{member} has {units} fewer to commit, until the end of turn {turn}.")
    )
    return text.format(member=names.member(table, event.member), units=units, turn=event.until)


def _agenda_set(context: Context, event: Any) -> Line:
    terms = [names.term(context.table, term) for term in event.terms]
    if not terms:
        return _("no term is open this turn.")
    return _("open this turn: {terms}.").format(terms=listed(terms))


def _phase_began(context: Context, event: Any) -> Line:
    return {
        "briefing": _("the briefing begins."),
        "consultation": _("consultation begins."),
        "decision": _("the decision begins."),
        "implementation": _("implementation begins: members send what they choose to send."),
        "outcome": _("the outcome of the turn is known."),
    }.get(event.phase)


def _round_began(context: Context, event: Any) -> Line:
    return _("round {round} begins.").format(round=event.round)


def _draft_tabled(context: Context, event: Any) -> Line:
    table = context.table
    replaced = context.found("drafts", event.replaces) if event.replaces else None
    near = replaced or _nearest(context, event)
    changes = difference_clause(table, near.package if near else context.in_force, event.package)
    sponsors = listed([names.member(table, sponsor) for sponsor in event.sponsors])
    many = len(event.sponsors)
    if replaced:
        text = ngettext(
            "{sponsors} tables draft {draft}, which replaces draft {old}: {changes}.",
            "{sponsors} table draft {draft}, which replaces draft {old}: {changes}.",
            many,
        )
    elif near:
        text = ngettext(
            "{sponsors} tables draft {draft}, which is draft {old} but for this: {changes}.",
            "{sponsors} table draft {draft}, which is draft {old} but for this: {changes}.",
            many,
        )
    else:
        text = ngettext(
            "{sponsors} tables draft {draft}: {changes}.",
            "{sponsors} table draft {draft}: {changes}.",
            many,
        )
    old = near.id if near else 0
    return text.format(sponsors=sponsors, draft=event.draft, old=old, changes=changes)


def _nearest(context: Context, event: Any) -> Any:
    """An earlier draft of the turn that a new one is told by more briefly than from what holds."""
    table = context.table
    least = len(difference_lines(table, context.in_force, event.package))
    found = None
    for draft in context.drafts:
        if draft.id < event.draft:
            count = len(difference_lines(table, draft.package, event.package))
            if 0 < count < least:
                least, found = count, draft
    return found


def _draft_withdrawn(context: Context, event: Any) -> Line:
    return _("draft {draft} is withdrawn.").format(draft=event.draft)


def _draft_answered(context: Context, event: Any) -> Line:
    table = context.table
    draft = context.found("drafts", event.draft)
    package = draft.package if draft else context.in_force
    return _answer(
        context, names.member(table, event.seat), event, package, _("draft {n}"), event.draft
    )


def _answer(
    context: Context, member: str, event: Any, package: PackageShape, text: str, number: int
) -> str:
    """A stance with its heaviest reason and its ask, in one sentence."""
    response = event.response
    matter = text.format(n=number)
    against = response.stance in ("refuse", "conditional", "undecided")
    reason = next((r for r in response.reasons if (r.weight < 0) == against), None)
    why = reason_label(context.table, reason) if reason else ""
    ask = ask_words(context.table, package, response.ask)
    facts = {"member": member, "matter": matter, "why": why, "ask": ask}
    match response.stance, bool(why), bool(ask):
        case "accept", True, _ask:
            said = _("{member} accepts {matter}, for {why}.")
        case "accept", False, _ask:
            said = _("{member} accepts {matter}.")
        case "conditional", True, True:
            said = _("{member} holds back on {matter} over {why}; it would accept {ask}.")
        case "conditional", False, True:
            said = _("{member} would accept {matter} {ask}.")
        case "conditional", True, False:
            said = _("{member} would accept {matter} with changes; its difficulty is {why}.")
        case "conditional", False, False:
            said = _("{member} would accept {matter} with changes.")
        case "undecided", True, _ask:
            said = _("{member} is undecided on {matter}; its doubt is {why}.")
        case "undecided", False, _ask:
            said = _("{member} is undecided on {matter}.")
        case _stance, True, True:
            said = _("{member} refuses {matter} over {why}; it would accept {ask}.")
        case _stance, False, True:
            said = _("{member} refuses {matter} as it stands; it would accept {ask}.")
        case _stance, True, False:
            said = _("{member} refuses {matter} over {why}.")
        case _:
            said = _("{member} refuses {matter}.")
    return said.format(**facts)


def _interests_asked(context: Context, event: Any) -> Line:
    return question_line(context.table, event)


def _disclosed(context: Context, event: Any) -> Line:
    return claim_line(context.table, event, context.limits)


def _backchannel_sent(context: Context, event: Any) -> Line:
    table = context.table
    sender, to = names.member(table, event.sender), names.member(table, event.to)
    changes = difference_clause(table, context.in_force, event.package)
    if event.leaked:
        text = _("{sender} sounds out {to} discreetly: {changes}. It becomes known that they talk.")
    else:
        text = _("{sender} sounds out {to} discreetly: {changes}.")
    return text.format(sender=sender, to=to, changes=changes)


def _backchannel_leaked(context: Context, event: Any) -> Line:
    table = context.table
    return _("it becomes known that {sender} sounds out {to} behind closed doors.").format(
        sender=names.member(table, event.sender), to=names.member(table, event.to)
    )


def _backchannel_answered(context: Context, event: Any) -> Line:
    message = context.found("backchannels", event.message)
    if message is None:
        return None
    return _answer(
        context,
        names.member(context.table, message.to),
        event,
        message.package,
        _("the sounding by {sender}").replace(
            "{sender}", names.member(context.table, message.sender)
        ),
        0,
    )


def _side_deal_offered(context: Context, event: Any) -> Line:
    table = context.table
    return _(
        "{sender} offers {to} {money} a turn for {turns} if it consents to draft {draft}."
    ).format(
        sender=names.member(table, event.sender),
        to=names.member(table, event.to),
        money=money(event.pays),
        turns=turns(event.turns),
        draft=event.draft,
    )


def _side_deal_answered(context: Context, event: Any) -> Line:
    deal = context.found("side_deals", event.deal)
    if deal is None:
        return None
    text = (
        _("{to} takes the side deal of {sender} on draft {draft}.")
        if event.accept
        else _("{to} leaves the side deal of {sender} on draft {draft}.")
    )
    return text.format(
        to=names.member(context.table, deal.to),
        sender=names.member(context.table, deal.sender),
        draft=deal.draft,
    )


def _side_deal_closed(context: Context, event: Any) -> Line:
    deal = context.found("side_deals", event.deal)
    if deal is None:
        return None
    text = {
        "recalled": _("{sender} takes back its offer of a side deal to {to}."),
        "lapsed": _("the side deal of {sender} and {to} lapses."),
        "broken": _("{to} took the side deal of {sender} and did not consent: the deal is broken."),
        "paid": _("{sender} has paid {to} in full."),
    }[event.why]
    return text.format(
        to=names.member(context.table, deal.to), sender=names.member(context.table, deal.sender)
    )


def _issues_linked(context: Context, event: Any) -> Line:
    table = context.table
    draft = context.found("drafts", event.draft)
    package = draft.package if draft else context.in_force
    return _("{sender} offers {to} a link on draft {draft}: {mine}, if {yours}.").format(
        sender=names.member(table, event.sender),
        to=names.member(table, event.to),
        draft=event.draft,
        mine=changed_clause(table, package, event.mine),
        yours=changed_clause(table, package, event.yours),
    )


def _link_answered(context: Context, event: Any) -> Line:
    link = context.found("links", event.link)
    if link is None:
        return None
    text = (
        _("{to} takes the link that {sender} offered on draft {draft}.")
        if event.accept
        else _("{to} leaves the link that {sender} offered on draft {draft}.")
    )
    return text.format(
        to=names.member(context.table, link.to),
        sender=names.member(context.table, link.sender),
        draft=link.draft,
    )


def _statement_made(context: Context, event: Any) -> Line:
    table = context.table
    return _("{member} says in public that it stands for {answer} on {term}.").format(
        member=names.member(table, event.seat),
        answer=names.answer(table, event.term, event.answer),
        term=names.term(table, event.term),
    )


def _exercise_held(context: Context, event: Any) -> Line:
    return _("{host} and {partner} hold a common exercise.").format(
        host=names.member(context.table, event.host),
        partner=names.member(context.table, event.partner),
    )


def _waiver_granted(context: Context, event: Any) -> Line:
    limit = context.limits.get(event.red_line, "")
    member = names.member(context.table, event.seat)
    if not limit:
        return _("the capital of {member} waives a limit for this turn.").format(member=member)
    return _("the capital of {member} waives a limit for this turn: “{limit}”").format(
        member=member, limit=limit
    )


def _mediation_asked(context: Context, event: Any) -> Line:
    return _("{member} asks the chair for a text.").format(
        member=names.member(context.table, event.seat)
    )


def _term_opened(context: Context, event: Any) -> Line:
    term = names.term(context.table, event.term)
    if event.cause == "motion":
        return _("{term} comes on the agenda by a motion.").format(term=term)
    title = context.titles.get(event.cause)
    if title is None:
        return _("{term} comes on the agenda.").format(term=term)
    return _("{term} comes on the agenda after “{title}”.").format(term=term, title=title)


def _decision_called(context: Context, event: Any) -> Line:
    return _("{member} puts draft {draft} to decision at the end of the round.").format(
        member=names.member(context.table, event.seat), draft=event.draft
    )


def _vote_cast(context: Context, event: Any) -> Line:
    member = names.member(context.table, event.seat)
    if event.ballot == "object":
        if not event.reason:
            return _("{member} objects.").format(member=member)
        coded = objection(context.table, event.reason)
        if coded is not None:
            return _("{member} objects over {why}.").format(member=member, why=coded)
        return _("{member} objects: “{reason}”").format(member=member, reason=event.reason)
    if event.ballot == "abstain":
        return _("{member} abstains.").format(member=member)
    if not event.forces:
        text = _("{member} consents, and keeps its own forces back.")
    elif event.silent:
        text = _("{member} lets the silence run.")
    else:
        text = _("{member} consents.")
    return text.format(member=member)


def _has_voted(context: Context, event: Any) -> Line:
    return _("{member} has voted.").format(member=names.member(context.table, event.seat))


def _forces_withheld(context: Context, event: Any) -> Line:
    owners = [names.member(context.table, owner) for owner in event.owners]
    return ngettext(
        "{owners} keeps its forces back; the rest is put to a final vote.",
        "{owners} keep their forces back; the rest is put to a final vote.",
        len(owners),
    ).format(owners=listed(owners))


def _draft_adopted(context: Context, event: Any) -> Line:
    table = context.table
    bound = [names.member(table, n) for n, party in enumerate(event.parties) if party]
    if len(bound) == len(event.parties):
        return _("draft {draft} is adopted and binds all members until turn {turn}.").format(
            draft=event.draft, turn=event.expires
        )
    return _("draft {draft} is adopted and binds {members} until turn {turn}.").format(
        draft=event.draft, members=listed(bound), turn=event.expires
    )


def _draft_failed(context: Context, event: Any) -> Line:
    blockers = [names.member(context.table, n) for n in event.blockers]
    many = len(blockers)
    if not blockers:
        return _("draft {draft} is not adopted: too few consent.").format(draft=event.draft)
    match event.why:
        case "veto":
            text = ngettext(
                "draft {draft} is not adopted: {members} vetoes it.",
                "draft {draft} is not adopted: {members} veto it.",
                many,
            )
        case "objection":
            text = ngettext(
                "draft {draft} is not adopted: {members} objects.",
                "draft {draft} is not adopted: {members} object.",
                many,
            )
        case "abstention":
            text = ngettext(
                "draft {draft} is not adopted: {members} abstains, and every voice is needed.",
                "draft {draft} is not adopted: {members} abstain, and every voice is needed.",
                many,
            )
        case "too_few_members":
            text = _("draft {draft} is not adopted: too few members consent, without {members}.")
        case _:
            text = _("draft {draft} is not adopted: too few consent, without {members}.")
    return text.format(draft=event.draft, members=listed(blockers))


def _agreement_expired(context: Context, event: Any) -> Line:
    return _("the agreement has run out; what held before it holds again.")


def _ratification_held(context: Context, event: Any) -> Line:
    member = names.member(context.table, event.seat)
    if event.yes and event.yes < 1000:
        text = (
            _("{member} ratifies, with {share} of the vote at home.")
            if event.passed
            else _("{member} fails to ratify: {share} of the vote at home is not enough.")
        )
        return text.format(member=member, share=per_cent(event.yes))
    return _vote_at_home(context, event)


def _vote_at_home(context: Context, event: Any) -> Line:
    text = _("{member} ratifies.") if event.passed else _("{member} fails to ratify.")
    return text.format(member=names.member(context.table, event.seat))


def _delivery_made(context: Context, event: Any) -> Line:
    table = context.table
    member = names.member(table, event.seat)
    sent = [
        _("{units} for {operation}").format(
            units=names.units(table, slot.resource, level),
            operation=names.operation(table, slot.operation),
        )
        for slot, level in zip(table.slots, event.levels, strict=True)
        if level
    ]
    if not sent:
        return _("{member} sends nothing.").format(member=member)
    return _("{member} delivers {things}.").format(member=member, things=listed(sent))


def _has_delivered(context: Context, event: Any) -> Line:
    return _("{member} has decided what it sends.").format(
        member=names.member(context.table, event.seat)
    )


def _game_ended(context: Context, event: Any) -> Line:
    return _("the last turn is over.")


_TELLERS: dict[str, Callable[[Context, Any], Line]] = {
    "turn_began": _turn_began,
    "event_occurred": _event_occurred,
    "event_chosen": _event_chosen,
    "stock_changed": _stock_changed,
    "agenda_set": _agenda_set,
    "phase_began": _phase_began,
    "round_began": _round_began,
    "draft_tabled": _draft_tabled,
    "draft_withdrawn": _draft_withdrawn,
    "draft_answered": _draft_answered,
    "interests_asked": _interests_asked,
    "disclosed": _disclosed,
    "backchannel_sent": _backchannel_sent,
    "backchannel_answered": _backchannel_answered,
    "side_deal_offered": _side_deal_offered,
    "side_deal_answered": _side_deal_answered,
    "side_deal_closed": _side_deal_closed,
    "issues_linked": _issues_linked,
    "link_answered": _link_answered,
    "statement_made": _statement_made,
    "exercise_held": _exercise_held,
    "waiver_granted": _waiver_granted,
    "mediation_asked": _mediation_asked,
    "term_opened": _term_opened,
    "decision_called": _decision_called,
    "vote_cast": _vote_cast,
    "forces_withheld": _forces_withheld,
    "draft_adopted": _draft_adopted,
    "draft_failed": _draft_failed,
    "agreement_expired": _agreement_expired,
    "ratification_held": _ratification_held,
    "delivery_made": _delivery_made,
    "game_ended": _game_ended,
}

_GUARDED: dict[str, Callable[[Context, Any], Line]] = {
    "backchannel_sent": _backchannel_leaked,
    "vote_cast": _has_voted,
    "ratification_held": _vote_at_home,
    "delivery_made": _has_delivered,
}
"""What others are told of an event whose particulars belong to one seat, or to it for now."""

SILENT = frozenset({"changed", "effort_spent", "estimates_formed", "seat_ready", "turn_resolved"})
"""Kinds that have no line of their own: the ledger and the counters show them."""
