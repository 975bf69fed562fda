"""What happened since the person last looked, told as a story: talk, decisions, outcomes.

Answers to one draft are told together; members speak for themselves where it concerns the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from game.engine import events as e
from game.engine.apply import applied
from game.engine.commands import Response
from game.engine.package import Package
from game.engine.state import Ballots, initial_state
from game.engine.tracks import track_ledger
from game.engine.view import SeatRecord, SeatView, view
from game.session.lines import CommandLine
from game.text.figures import largest_causes, moved, track_said
from game.text.playing import Playing
from game.texts import names
from game.texts.catalogue import _, ngettext
from game.texts.context import Context, of_view
from game.texts.happenings import event_line
from game.texts.numbers import listed, period
from game.texts.packages import ask_words, difference_clause
from game.texts.reasons import objection, reason_label
from game.texts.voices import Manner, voice, voices

MOST_USED = 60
"""Wordings that are remembered, so that members do not repeat one another."""


@dataclass(slots=True)
class _Said:
    """Answers to one draft in a row."""

    draft: int
    package: Package
    sponsors: tuple[int, ...]
    answers: dict[int, Response]


def tell_news(play: Playing) -> None:
    """Tell all that happened since the last time, as far as the seat may know."""
    lines = play.session.lines
    talk: _Said | None = None
    if play.seen is None:
        play.seen = initial_state(play.session.setting)
    for line in lines[play.told :]:
        play.told += 1
        if not isinstance(line, CommandLine):
            continue
        play.seen = applied(play.seen, line.events)
        seen = view(play.seen, play.place, history=False)
        context = of_view(seen)
        for event in line.events:
            if isinstance(event, e.DraftAnswered):
                talk = _listened(play, talk, seen, event)
                continue
            said = tuple(_lines(play, seen, context, event))
            if said or isinstance(event, e.RoundBegan | e.PhaseBegan | e.TurnBegan):
                _tell_answers(play, talk)
                talk = None
            for text in said:
                if text.startswith("=="):
                    play.page.heading(text.strip("= "))
                else:
                    play.page.say(text)
    _tell_answers(play, talk)


def skip_news(play: Playing) -> None:
    """Take all that happened so far as told, as when a game is gone on with."""
    state = initial_state(play.session.setting)
    for line in play.session.lines:
        play.told += 1
        if isinstance(line, CommandLine):
            state = applied(state, line.events)
    play.seen = state


# ------------------------------------------------------------------------------------- answers


def _listened(play: Playing, talk: _Said | None, seen: SeatView, event: e.DraftAnswered) -> _Said:
    draft = seen.draft(event.draft)
    if talk is None or talk.draft != event.draft:
        _tell_answers(play, talk)
        package = draft.package if draft else seen.in_force
        sponsors = draft.sponsors if draft else ()
        talk = _Said(event.draft, package, sponsors, {})
    talk.answers.pop(event.seat, None)
    talk.answers[event.seat] = event.response
    return talk


def _tell_answers(play: Playing, talk: _Said | None) -> None:
    """Tell who takes a draft and who does not; holdouts speak where it concerns the person."""
    if talk is None:
        return
    table, own = play.table, play.place
    answers = {seat: r for seat, r in talk.answers.items() if seat != own}
    mine = own in talk.sponsors
    willing = [seat for seat, r in answers.items() if r.stance == "accept"]
    if willing:
        play.page.say(
            ngettext(
                "{members} can accept draft {draft}.",
                "{members} can accept draft {draft}.",
                len(willing),
            ).format(
                members=names.sentence(listed([names.member(table, n) for n in willing])),
                draft=talk.draft,
            ),
            1,
        )
    for seat, response in answers.items():
        if response.stance == "accept":
            continue
        if mine or _asks_of(play, response):
            play.page.say(
                _("{member}: “{words}”").format(
                    member=table.seats[seat].name,
                    words=spoken(play, seat, response, talk.package, talk.draft),
                ),
                1,
            )
        else:
            play.page.say(_in_short(play, seat, response, talk), 1)


def _asks_of(play: Playing, response: Response) -> bool:
    """Whether an answer asks something of the person's own contributions."""
    count = len(play.table.slots)
    return any(c.what != "term" and c.place // count == play.place for c in response.ask)


def _in_short(play: Playing, seat: int, response: Response, talk: _Said) -> str:
    table = play.table
    ask = of_itself(play, seat, ask_words(table, talk.package, response.ask), _("it"))
    heaviest = next((r for r in response.reasons if r.weight < 0), None)
    facts = {
        "member": names.sentence(names.member(table, seat)),
        "draft": talk.draft,
        "ask": ask,
        "why": reason_label(table, heaviest) if heaviest else _("what it says"),
    }
    if response.stance == "refuse" and ask:
        text = _("{member} refuses draft {draft} over {why}; it would take it {ask}.")
    elif response.stance == "refuse":
        text = _("{member} refuses draft {draft} over {why}.")
    elif ask:
        text = _("{member} holds back on draft {draft} over {why}; it would take it {ask}.")
    else:
        text = _("{member} is not yet decided on draft {draft}; its doubt is {why}.")
    return text.format(**facts)


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
    header = play.session.header
    member = header.scenario.members[seat]
    archetypes = {a.id: a.style for a in header.catalogue.archetypes}
    return voices().manner(member.style or archetypes.get(member.archetype, ""))


# -------------------------------------------------------------------------------------- events


def _lines(play: Playing, seen: SeatView, context: Context, event: e.Event) -> Iterator[str]:
    """What is told of one event; a line that begins with ``==`` is a heading."""
    table, own = play.table, play.place
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
            yield from outcome_lines(play, view(play.seen, own) if play.seen else seen)
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
    base = seen.draft(event.replaces) if event.replaces else None
    before = base.package if base is not None else seen.in_force
    levels = (*before.levels[:first], *event.package.levels[first : first + count])
    mine = replace(before, levels=(*levels, *before.levels[first + count :]))
    if mine != before:
        yield _("Among the rest: {changes}.").format(
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
        less = [p for p in own if record.delivered[p] < record.owed[p]]
        extra = [p for p in own if record.delivered[p] > record.owed[p]]
        if less:
            short.append(_short(seen, record, name, less))
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


def _short(seen: SeatView, record: SeatRecord, name: str, places: Iterable[int]) -> str:
    things = [
        _("{sent} where {owed} were promised").format(
            sent=_units(seen, place, record.delivered[place]), owed=record.owed[place]
        )
        for place in places
    ]
    return names.sentence(
        _("{member} sends less than it promised: {things}.").format(
            member=name, things="; ".join(things)
        )
    )


def _units(seen: SeatView, place: int, count: int) -> str:
    slot = seen.table.slots[seen.table.slot_of(place)]
    return _("{units} for {operation}").format(
        units=names.units(seen.table, slot.resource, count),
        operation=names.operation(seen.table, slot.operation),
    )
