"""What happened since the person last looked, told as a story: talk, decisions, outcomes.

Answers to one draft are told together; members speak for themselves where it concerns the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from game.engine import events as e
from game.engine.commands import Response
from game.engine.package import Package
from game.engine.state import Ballots, Draft
from game.engine.tracks import track_ledger
from game.engine.view import SeatRecord, SeatView
from game.text.figures import largest_causes, moved, track_said
from game.text.playing import Playing, Step
from game.texts import names
from game.texts.catalogue import _, ngettext
from game.texts.context import Context, of_view
from game.texts.happenings import event_line
from game.texts.numbers import listed, period
from game.texts.packages import ask_words, difference_clause, shortfall_line
from game.texts.reasons import objection, reason_label
from game.texts.voices import Manner, voice, voices

MOST_USED = 60
"""Wordings that are remembered, so that members do not repeat one another."""


Talk = dict[tuple[int, int], Response]
"""The latest answers by draft and seat, in the order in which they were given."""


def tell_news(play: Playing) -> None:
    """Tell all that happened since the last time, as far as the seat may know."""
    talk: Talk = {}
    last: SeatView | None = None
    for step in play.steps():
        last = seen = step.after
        context = of_view(seen)
        for event in step.events:
            if isinstance(event, e.DraftAnswered):
                talk.pop((event.draft, event.seat), None)
                talk[event.draft, event.seat] = event.response
                continue
            if isinstance(event, e.RoundBegan | e.PhaseBegan | e.TurnBegan):
                _tell_answers(play, step.before, talk)
                talk = {}
            for text in (
                *_lines(play, step, context, event),
                *_brought(step.before, event),
            ):
                if text.startswith("=="):
                    play.page.heading(text.strip("= "))
                else:
                    play.page.say(text)
    if last is not None:
        _tell_answers(play, last, talk)


def _brought(before: SeatView, event: e.Event) -> Iterator[str]:
    """What an adopted text changes of what held until then."""
    if isinstance(event, e.DraftAdopted):
        table = before.table
        changes = difference_clause(table, before.in_force, event.package, most=12)
        yield _("From now on: {changes}.").format(changes=changes)


# ------------------------------------------------------------------------------------- answers


def _tell_answers(play: Playing, seen: SeatView, talk: Talk) -> None:
    """
    Tell how members take the drafts that are still open.

    On the person's own drafts, and where they ask something of it, members speak for themselves;
    what one says of several drafts alike is told once.
    """
    open_now = {draft.id: draft for draft in seen.open_drafts}
    kept = {key: r for key, r in talk.items() if key[0] in open_now and key[1] != play.place}
    for number, draft in open_now.items():
        _tell_willing(play, [s for (d, s), r in kept.items() if d == number and _yes(r)], number)
        for (about, seat), response in kept.items():
            if about == number and play.place in draft.sponsors and not _yes(response):
                _tell_voice(play, seat, response, draft)
    alike: dict[tuple[int, str, str, str], list[Draft]] = {}
    answers: dict[tuple[int, str, str, str], Response] = {}
    for (about, seat), response in kept.items():
        draft = open_now[about]
        if _yes(response) or play.place in draft.sponsors:
            continue
        key = (seat, response.stance, *_words(play, seat, response, draft))
        alike.setdefault(key, []).append(draft)
        answers.setdefault(key, response)
    for said in sorted(alike, key=lambda said: said[0]):
        drafts, response = alike[said], answers[said]
        if _asks_of(play, response):
            _tell_voice(play, said[0], response, drafts[-1])
            drafts = drafts[:-1]
        if drafts:
            play.page.say(_in_short(play, said, drafts), 1)


def _yes(response: Response) -> bool:
    return response.stance == "accept"


def _tell_willing(play: Playing, willing: list[int], draft: int) -> None:
    if willing:
        members = listed([names.member(play.table, seat) for seat in willing])
        text = _("Draft {draft}: {members} can accept it.")
        play.page.say(text.format(draft=draft, members=members), 1)


def _tell_voice(play: Playing, seat: int, response: Response, draft: Draft) -> None:
    words = spoken(play, seat, response, draft.package, draft.id)
    text = _("{member}: “{words}”")
    play.page.say(text.format(member=play.table.seats[seat].name, words=words), 1)


def _asks_of(play: Playing, response: Response) -> bool:
    """Whether an answer asks something of the person's own contributions."""
    count = len(play.table.slots)
    return any(c.what != "term" and c.place // count == play.place for c in response.ask)


def _words(play: Playing, seat: int, response: Response, draft: Draft) -> tuple[str, str]:
    """What speaks against a draft most, and what would turn the answer."""
    heaviest = next((r for r in response.reasons if r.weight < 0), None)
    why = reason_label(play.table, heaviest) if heaviest else _("what it says")
    ask = ask_words(play.table, draft.package, response.ask)
    return why, of_itself(play, seat, ask, _("it"))


def _in_short(play: Playing, key: tuple[int, str, str, str], drafts: Sequence[Draft]) -> str:
    """One sentence on what a member says of one draft, or of several alike."""
    seat, stance, why, ask = key
    many = len(drafts)
    numbers = listed([str(draft.id) for draft in drafts])
    if stance == "refuse" and ask:
        text = ngettext(
            "{member} refuses draft {drafts} over {why}; it would take it {ask}.",
            "{member} refuses drafts {drafts} over {why}; it would take them {ask}.",
            many,
        )
    elif stance == "refuse":
        text = ngettext(
            "{member} refuses draft {drafts} over {why}.",
            "{member} refuses drafts {drafts} over {why}.",
            many,
        )
    elif ask:
        text = ngettext(
            "{member} holds back on draft {drafts} over {why}; it would take it {ask}.",
            "{member} holds back on drafts {drafts} over {why}; it would take them {ask}.",
            many,
        )
    else:
        text = ngettext(
            "{member} is not yet decided on draft {drafts}; its doubt is {why}.",
            "{member} is not yet decided on drafts {drafts}; its doubt is {why}.",
            many,
        )
    member = names.sentence(names.member(play.table, seat))
    return text.format(member=member, drafts=numbers, why=why, ask=ask)


def spoken(play: Playing, seat: int, response: Response, package: Package, draft: int) -> str:
    """An answer in the member's own voice; wordings used lately come last."""
    said = voice(
        play.table,
        response,
        package,
        _("draft {number}").format(number=draft) if draft else _("your sounding"),
        manner_of(play, seat),
        31 * draft + 7 * seat + play.view.round,
        play.said,
    )
    play.said = (*play.said, *said.used)[-MOST_USED:]
    return of_itself(play, seat, said.text, _("we"))


def of_itself(play: Playing, seat: int, text: str, pronoun: str) -> str:
    """*text* on a member's own part with ``it`` or ``we`` where its name would stand."""
    name = names.member(play.table, seat)
    for verb in (_("sent"), _("lifted"), _("could restrict")):
        text = text.replace(f"{name} {verb} ", f"{pronoun} {verb} ")
    return text


def manner_of(play: Playing, seat: int) -> Manner:
    """How a member speaks, by its repute in the scenario, not by how it is played here."""
    return voices().manner(play.style_of(seat))


# -------------------------------------------------------------------------------------- events


def _lines(play: Playing, step: Step, context: Context, event: e.Event) -> Iterator[str]:
    """What is told of one event; a line that begins with ``==`` is a heading."""
    table, own, seen = play.table, play.place, step.after
    match event:
        case e.TurnBegan():
            yield _("== Turn {turn} of {turns}: {period}").format(
                turn=event.turn, turns=table.turns, period=period(table, event.turn)
            )
        case e.EventOccurred():
            yield from _happened(seen, event)
        case e.AgendaSet():
            yield from agenda_lines(seen)
        case e.PhaseBegan(phase="outcome"):
            yield _("== Outcome of turn {turn}").format(turn=seen.turn)
            yield from outcome_lines(play, step.whole())
        case e.PhaseBegan(phase="implementation"):
            yield _("== Implementation")
        case e.PhaseBegan(phase="decision"):
            yield _("== Decision on draft {draft}").format(draft=seen.called)
        case e.PhaseBegan():
            return
        case e.RoundBegan():
            yield _("== Consultation, round {round} of {rounds}").format(
                round=event.round, rounds=table.rounds
            )
        case e.VoteCast() | e.DeliveryMade() if event.seat != own:
            return
        case e.DraftAdopted() | e.DraftFailed() | e.ForcesWithheld():
            yield from _votes(seen, event)
            line = event_line(context, event, own)
            if line:
                yield line
        case e.RatificationHeld():
            if event.seat == own or not event.passed:
                line = event_line(context, event, own)
                if line:
                    yield line
        case e.BackchannelAnswered():
            yield from _sounded(play, seen, event)
        case e.DraftTabled():
            yield from _tabled(play, seen, context, event)
        case _:
            line = event_line(context, event, own)
            if line:
                yield line


def _happened(seen: SeatView, event: e.EventOccurred) -> Iterator[str]:
    for happened in reversed(seen.happened):
        if happened.event == event.event:
            yield (
                _("{title}. {text}")
                .format(title=happened.title.rstrip("."), text=happened.text)
                .strip()
            )
            if happened.question and happened.chosen is None:
                yield _("It is for you to decide: {question}").format(question=happened.question)
            return


def agenda_lines(seen: SeatView) -> Iterator[str]:
    """The terms open this turn, and why."""
    terms = []
    titles = {h.event: h.title for h in seen.happened}
    for place, cause in zip(seen.agenda, seen.agenda_causes, strict=False):
        why = {
            "expiry": _("the agreement runs out"),
            "review": _("its review is due"),
            "unsettled": _("not settled yet"),
            "revisited": _("looked at again"),
            "motion": _("by a motion"),
        }.get(cause) or _("after “{title}”").format(title=titles.get(cause, cause))
        terms.append(_("{term} ({why})").format(term=names.term(seen.table, place), why=why))
    if terms:
        yield _("Open this turn: {terms}.").format(terms=listed(terms))


def _tabled(play: Playing, seen: SeatView, context: Context, event: e.DraftTabled) -> Iterator[str]:
    """A new text, and what it asks of the seat where the line has no room for that."""
    line = event_line(context, event, play.place) or ""
    yield line
    own = play.place
    if own in event.sponsors or f"{names.member(seen.table, own)} commits" in line:
        return
    count = len(seen.table.slots)
    first = own * count
    before = seen.in_force
    asked = event.package.levels[first : first + count]
    if any(
        d.id < event.draft and d.package.levels[first : first + count] == asked for d in seen.drafts
    ):
        return  # said when it was first asked
    levels = (*before.levels[:first], *asked)
    mine = replace(before, levels=(*levels, *before.levels[first + count :]))
    if mine != before:
        yield _("Of you it asks: {changes}.").format(
            changes=difference_clause(seen.table, before, mine)
        )


def _votes(seen: SeatView, event: e.Event) -> Iterator[str]:
    """How everybody voted, once it is known."""
    if isinstance(event, e.ForcesWithheld) or not seen.ballots:
        return
    yield from ballot_lines(seen, seen.ballots[-1])


def ballot_lines(seen: SeatView, ballots: Ballots) -> Iterator[str]:
    """How everybody voted in a decision: objections one by one with their reasons."""
    table = seen.table
    groups: dict[str, list[int]] = {"silent": [], "consent": [], "kept": [], "abstain": []}
    objections = []
    for seat, vote in enumerate(ballots.votes):
        if vote is None:
            continue
        if vote.ballot == "object":
            objections.append((seat, vote.reason))
        elif vote.ballot == "abstain":
            groups["abstain"].append(seat)
        elif not vote.forces:
            groups["kept"].append(seat)
        else:
            groups["silent" if vote.silent else "consent"].append(seat)
    sayings = {
        "silent": _("{members} let the silence run."),
        "consent": _("{members} consent."),
        "kept": _("{members} consent, and keep their own forces back."),
        "abstain": _("{members} abstain."),
    }
    for key, seats in groups.items():
        if len(seats) == 1:
            vote = ballots.votes[seats[0]]
            assert vote is not None
            cast = e.VoteCast(seats[0], vote.ballot, vote.forces, vote.reason, vote.silent)
            line = event_line(of_view(seen), cast, None)
            if line:
                yield line
        elif seats:
            members = (
                _("all members")
                if len(seats) == len(table.seats)
                else listed([names.member(table, n) for n in seats])
            )
            yield names.sentence(sayings[key].format(members=members))
    for seat, reason in objections:
        coded = objection(table, reason)
        member = names.sentence(names.member(table, seat))
        if coded is not None:
            yield _("{member} breaks the silence over {why}.").format(member=member, why=coded)
        else:
            yield _("{member} objects: “{reason}”").format(member=member, reason=reason)


def _sounded(play: Playing, seen: SeatView, event: e.BackchannelAnswered) -> Iterator[str]:
    message = next((b for b in seen.backchannels if b.id == event.message), None)
    if message is None:
        return
    if message.sender != play.place:
        line = event_line(of_view(seen), event, play.place)
        if line:
            yield line
        return
    yield _("{member}, in confidence: “{words}”").format(
        member=seen.table.seats[message.to].name,
        words=spoken(play, message.to, event.response, message.package, 0),
    )


# ------------------------------------------------------------------------------------- outcomes


def outcome_lines(play: Playing, seen: SeatView) -> Iterator[str]:
    """What a turn came to: deliveries, then what moved and by what, the largest first."""
    record = next((r for r in reversed(seen.records) if r.turn == seen.turn), None)
    if record is not None:
        yield from delivery_lines(seen, record)
    still = []
    for track in seen.table.tracks:
        if not moved(seen, track):
            still.append(names.track(seen.table, track.id))
            continue
        ledger = track_ledger(
            seen.table, track, seen.before, seen.estimates, seen.entries, seen.seat
        )
        causes = largest_causes(seen, track, ledger)
        said = track_said(seen, track)
        yield f"{said} {causes}".rstrip()
    if still:
        yield names.sentence(
            ngettext("{tracks} stays as it was.", "{tracks} stay as they were.", len(still)).format(
                tracks=listed(still)
            )
        )


def delivery_lines(seen: SeatView, record: SeatRecord) -> Iterator[str]:
    """Who sent what it owed, who sent less, and what was sent beyond any promise."""
    table = seen.table
    count = len(table.slots)
    kept: list[str] = []
    short: list[str] = []
    more: list[str] = []
    for member in table.members:
        name = names.member(table, member)
        own = range(member * count, (member + 1) * count)
        less = shortfall_line(table, member, record.owed, record.delivered)
        extra = [p for p in own if record.delivered[p] > record.owed[p]]
        if less is not None:
            short.append(less)
        elif any(record.owed[p] for p in own):
            kept.append(name)
        if extra:
            things = listed([_units(seen, p, record.delivered[p] - record.owed[p]) for p in extra])
            more.append(_("{member} sends {things}").format(member=name, things=things))
    if kept:
        text = ngettext(
            "{members} delivers what was promised.",
            "{members} deliver what was promised.",
            len(kept),
        )
        yield names.sentence(text.format(members=listed(kept)))
    yield from short
    if more:
        yield _("Of its own accord {things}.").format(things="; ".join(more))


def _units(seen: SeatView, place: int, count: int) -> str:
    slot = seen.table.slots[seen.table.slot_of(place)]
    return _("{units} for {operation}").format(
        units=names.units(seen.table, slot.resource, count),
        operation=names.operation(seen.table, slot.operation),
    )
