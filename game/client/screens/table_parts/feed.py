"""What happened and what waits for this seat, as rows; read off the view alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine import events as e
from game.engine.state import Draft
from game.engine.view import SeatRecord, SeatView, SeenEvent
from game.texts import names
from game.texts.catalogue import _
from game.texts.context import Context, of_view
from game.texts.happenings import event_line
from game.texts.numbers import listed, period

FEW = 2
MARKS = {"approach": "radar", "attack": "triangle-alert", "seized": "octagon-alert"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened: a key that lasts, when, an icon, a headline and more of it."""

    key: str
    turn: int
    order: int
    icon: str
    title: str
    detail: str
    when: str
    event: str = ""
    draft: int = 0
    member: int = -1


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for this seat: what it is, and the number or id that it is about."""

    key: str
    kind: str
    icon: str
    title: str
    detail: str
    about: int = 0
    event: str = ""


def tasks(view: SeatView) -> tuple[Task, ...]:
    """What others or events wait for, in the order in which one would deal with it."""
    return tuple(_tasks(view))


def _tasks(view: SeatView) -> Iterator[Task]:
    seat = view.seat
    for seen in view.happened:
        if seen.options and seen.chosen is None:
            title = seen.title
            question = seen.question
            yield Task(f"event {seen.event}", "event", "landmark", title, question, 0, seen.event)
    if view.phase != "consultation":
        return
    context = of_view(view)
    for asked in view.questions:
        if asked.member == seat:
            line = event_line(context, e.InterestsAsked(asked.asker, seat, asked.term), seat)
            key = f"question {asked.asker} {asked.term}"
            about = asked.asker * 1000 + asked.term
            yield Task(key, "question", "message-square", _("A question"), line or "", about)
    for sound in view.backchannels:
        if sound.to == seat and sound.response is None:
            sent = e.BackchannelSent(sound.id, sound.sender, seat, sound.package, False)
            line = event_line(context, sent, seat)
            yield Task(f"sound {sound.id}", "sounding", "lock", _("Discreet"), line or "", sound.id)
    for deal in view.side_deals:
        if deal.to == seat and deal.status == "offered":
            offer = e.SideDealOffered(deal.id, deal.sender, seat, deal.draft, deal.pays, deal.turns)
            line = event_line(context, offer, seat)
            yield Task(f"deal {deal.id}", "deal", "coins", _("A side deal"), line or "", deal.id)
    for link in view.links:
        if link.to == seat and link.status == "open":
            tied = e.IssuesLinked(link.id, link.sender, seat, link.draft, link.mine, link.yours)
            line = event_line(context, tied, seat)
            yield Task(f"link {link.id}", "link", "repeat", _("A link"), line or "", link.id)
    yield from _unanswered(view)


def _unanswered(view: SeatView) -> Iterator[Task]:
    """Open drafts without this seat's answer: one by one, or together where they are many."""
    seat = view.seat
    open_ones = [d for d in view.open_drafts if seat not in d.sponsors and d.answers[seat] is None]
    if len(open_ones) > FEW:
        numbers = listed([str(d.id) for d in open_ones])
        last = open_ones[-1]
        title = _("{count} drafts await your answer").format(count=len(open_ones))
        line = _("Drafts {numbers}. Answer the ones that matter to you.").format(numbers=numbers)
        yield Task("drafts", "draft", "file-text", title, line, last.id)
        return
    for draft in open_ones:
        title = _("Draft {number} awaits your answer").format(number=draft.id)
        line = _sponsors(view, draft)
        yield Task(f"draft {draft.id}", "draft", "file-text", title, line, draft.id)


def _sponsors(view: SeatView, draft: Draft) -> str:
    who = [names.member(view.table, sponsor) for sponsor in draft.sponsors]
    return _("Tabled by {members}.").format(members=listed(who))


def rows(view: SeatView) -> tuple[Row, ...]:
    """What happened this turn, the latest first."""
    found = [*_events(view), *_drafts(view), *_talk(view), *_public(view)]
    return tuple(sorted(found, key=lambda row: (-row.turn, -row.order)))


def earlier(view: SeatView) -> tuple[Row, ...]:
    """What happened in the turns before, the latest first."""
    past = [_event(view, n, seen) for n, seen in enumerate(view.happened) if seen.turn < view.turn]
    for record in view.records:
        if record.turn < view.turn:
            past += _decisions(view, record)
    return tuple(sorted(past, key=lambda row: (-row.turn, -row.order)))


def _events(view: SeatView) -> Iterator[Row]:
    for number, seen in enumerate(view.happened):
        if seen.turn == view.turn:
            yield _event(view, number, seen)


def _event(view: SeatView, number: int, seen: SeenEvent) -> Row:
    return Row(
        key=f"event {seen.event} {seen.turn}",
        turn=seen.turn,
        order=number,
        icon=MARKS.get(seen.marker, "newspaper"),
        title=seen.title,
        detail=seen.text,
        when=period(view.table, seen.turn),
        event=seen.event,
    )


def _at_table(view: SeatView, number: int | None = None) -> str:
    if number:
        return _("Turn {turn}, round {round}").format(turn=view.turn, round=number)
    return _("Turn {turn}").format(turn=view.turn)


def _drafts(view: SeatView) -> Iterator[Row]:
    context = of_view(view)
    for draft in view.drafts:
        order = 1000 + 100 * draft.id
        tabled = e.DraftTabled(draft.id, draft.sponsors, draft.package, draft.replaces)
        title = _("Draft {number}").format(number=draft.id)
        if draft.status == "replaced":
            title = _("Draft {number}, since replaced").format(number=draft.id)
        elif draft.status == "withdrawn":
            title = _("Draft {number}, withdrawn").format(number=draft.id)
        line = event_line(context, tabled, view.seat) or ""
        when = _at_table(view, draft.round)
        yield Row(
            f"draft {draft.id}", view.turn, order, "file-text", title, line, when, draft=draft.id
        )
        if draft.status == "open":
            yield from _answers(view, draft, order)
    if view.called:
        yield Row(
            key=f"called {view.called}",
            turn=view.turn,
            order=900_000,
            icon="vote",
            title=_("Decision on draft {number}").format(number=view.called),
            detail=_("It is decided when this round ends."),
            when=_at_table(view, view.round),
            draft=view.called,
        )


def _answers(view: SeatView, draft: Draft, order: int) -> Iterator[Row]:
    """All answers to a draft as one row; what each says in full stands with the member."""
    groups = {
        "accept": _("Accept: {members}."),
        "conditional": _("With changes: {members}."),
        "undecided": _("Undecided: {members}."),
        "refuse": _("Refuse: {members}."),
    }
    said = []
    for stance, text in groups.items():
        who = [
            names.member(view.table, seat)
            for seat, response in enumerate(draft.answers)
            if response is not None and response.stance == stance
        ]
        if who:
            said.append(text.format(members=listed(who)))
    if said:
        count = sum(response is not None for response in draft.answers)
        yield Row(
            key=f"answers {draft.id} {count}",
            turn=view.turn,
            order=order + 50,
            icon="message-square",
            title=_("Answers to draft {number}").format(number=draft.id),
            detail=" ".join(said),
            when=_at_table(view, draft.round),
            draft=draft.id,
        )


def _talk(view: SeatView) -> Iterator[Row]:
    """What passed between this seat and others alone."""
    context, seat = of_view(view), view.seat
    for number, told in enumerate(view.disclosures):
        if told.turn == view.turn:
            line = event_line(context, e.Disclosed(told.to, told.by, told.claim), seat)
            other = told.by if told.by != seat else told.to
            yield _private(view, f"told {number}", 500_000 + number, "message-square", line, other)
    for sound in view.backchannels:
        if sound.turn != view.turn:
            continue
        other = sound.to if sound.sender == seat else sound.sender
        sent = e.BackchannelSent(sound.id, sound.sender, sound.to, sound.package, sound.leaked)
        order = 1000 + 100 * sound.id
        line = event_line(context, sent, seat)
        yield _private(view, f"sound {sound.id}", order, "lock", line, other)
        if sound.response is not None:
            line = event_line(context, e.BackchannelAnswered(sound.id, sound.response), seat)
            yield _private(view, f"sound {sound.id} reply", order + 1, "lock", line, other)
    for deal in view.side_deals:
        other = deal.to if deal.sender == seat else deal.sender
        order = 1000 + 100 * deal.id
        offer = e.SideDealOffered(deal.id, deal.sender, deal.to, deal.draft, deal.pays, deal.turns)
        line = event_line(context, offer, seat)
        yield _private(view, f"deal {deal.id}", order, "coins", line, other)
        if deal.status in ("taken", "left"):
            line = event_line(context, e.SideDealAnswered(deal.id, deal.status == "taken"), seat)
            yield _private(view, f"deal {deal.id} {deal.status}", order + 1, "coins", line, other)
    for link in view.links:
        other = link.to if link.sender == seat else link.sender
        order = 1000 + 100 * link.id
        tied = e.IssuesLinked(link.id, link.sender, link.to, link.draft, link.mine, link.yours)
        line = event_line(context, tied, seat)
        yield _private(view, f"link {link.id}", order, "repeat", line, other)
        if link.status != "open":
            line = event_line(context, e.LinkAnswered(link.id, link.status == "taken"), seat)
            yield _private(view, f"link {link.id} {link.status}", order + 1, "repeat", line, other)


def _private(view: SeatView, key: str, order: int, icon: str, line: str | None, member: int) -> Row:
    title = _("Between you and {member}").format(member=names.member(view.table, member))
    return Row(key, view.turn, order, icon, title, line or "", _at_table(view), member=member)


def _public(view: SeatView) -> Iterator[Row]:
    context = of_view(view)
    for number, said in enumerate(view.statements):
        if said.turn == view.turn:
            line = event_line(context, e.StatementMade(said.seat, said.term, said.answer))
            yield Row(
                f"statement {said.seat} {said.term}",
                view.turn,
                600_000 + number,
                "megaphone",
                _("Public statement"),
                line or "",
                _at_table(view),
                member=said.seat,
            )
    for host, partner in view.exercises:
        line = event_line(context, e.ExerciseHeld(host, partner))
        key = f"exercise {host} {partner}"
        title = _("Common exercise")
        yield Row(key, view.turn, 550_000, "flag", title, line or "", _at_table(view))
    for sender, to in view.leaks:
        package = view.in_force
        line = event_line(context, e.BackchannelSent(0, sender, to, package, True), view.seat)
        key = f"leak {sender} {to}"
        yield Row(key, view.turn, 560_000, "eye", _("A leak"), line or "", _at_table(view))


def _decisions(view: SeatView, record: SeatRecord) -> Iterator[Row]:
    context = Context(table=view.table, in_force=view.in_force, drafts=record.drafts)
    for number, ballots in enumerate(record.ballots):
        if ballots.adopted and record.agreement is not None:
            agreement = record.agreement
            event: e.Event = e.DraftAdopted(
                ballots.draft, ballots.package, agreement.parties, agreement.expires
            )
        else:
            event = e.DraftFailed(ballots.draft, ballots.blockers, ballots.why)
        line = event_line(context, event)
        yield Row(
            f"ballots {record.turn} {number}",
            record.turn,
            950_000 + number,
            "vote",
            _("Decision of turn {turn}").format(turn=record.turn),
            line or "",
            period(view.table, record.turn),
        )
