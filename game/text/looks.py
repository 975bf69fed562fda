"""Looking verbs: each prints something that the seat knows, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.package import Package
from game.engine.red_lines import crossed
from game.engine.rules.burden_sharing import fair_share
from game.engine.state import Draft
from game.engine.view import SeatView
from game.members.player import budget_of
from game.negotiation.preview import Forecast, Preview
from game.negotiation.preview import preview as preview_of
from game.text import reading
from game.text.acts import affordable, ready_text
from game.text.composing import Composition, changes
from game.text.figures import headline, ledger_of, ranked, step_shown, track_said
from game.text.matrix import matrix_lines
from game.text.now import asked_lines
from game.text.playing import Playing
from game.text.reading import Misread, Words
from game.text.telling import agenda_lines, ballot_lines, manner_of, of_itself
from game.texts import names
from game.texts.catalogue import _
from game.texts.causes import concept_name, entry_line, quantity_name
from game.texts.numbers import change, figure, listed, money, per_cent, period
from game.texts.packages import ask_words, difference_clause, difference_lines
from game.texts.reasons import reason_label
from game.texts.replies import claim_line
from game.texts.voices import voice

_LEANS = {
    "supports": "in favour",
    "leans_for": "leans in favour",
    "undecided": "could go either way",
    "leans_against": "leans against",
    "opposes": "against",
}


def status(play: Playing, words: Words) -> bool:
    """``status``."""
    reading.nothing_more(words, "status")
    view, table = play.view, play.table
    play.page.say(
        _("Turn {turn} of {turns}, {period}; {phase}.").format(
            turn=view.turn,
            turns=table.turns,
            period=period(table, view.turn),
            phase=phase_words(view),
        )
    )
    if view.phase == "consultation":
        play.page.say(
            _("You have {left} of {all} effort left in this round.").format(
                left=view.effort, all=table.effort
            )
        )
    play.page.say(_agreement(view))
    if view.called:
        play.page.say(
            _("Draft {draft} is to be decided at the end of the round.").format(draft=view.called)
        )
    play.page.all(asked_lines(view))
    return False


def phase_words(view: SeatView) -> str:
    """The phase in words, with its round where it has any."""
    if view.phase == "consultation":
        return _("consultation, round {round} of {rounds}").format(
            round=view.round, rounds=view.table.rounds
        )
    return names.phase(view.phase)


def _agreement(view: SeatView) -> str:
    agreement = view.agreement
    if agreement is None:
        return _("No agreement is in force; each acts as it always did.")
    outside = [n for n, bound in enumerate(agreement.parties) if not bound]
    text = _("An agreement is in force until the end of turn {turn}").format(turn=agreement.expires)
    if outside:
        members = listed([names.member(view.table, n) for n in outside])
        text += _(", without {members}").format(members=members)
    return text + "."


def brief(play: Playing, words: Words) -> bool:
    """``brief``."""
    reading.nothing_more(words, "brief")
    page = play.page
    page.prose(play.session.header.briefs.get(play.seat_id, _("There is no brief for this seat.")))
    lines = play.view.mind.red_lines
    if lines:
        page.say()
        page.say(_("Your limits, which waive may lift where the capital can:"))
    for n, line in enumerate(lines, 1):
        never = "" if line.waivable else _(" Never lifted.")
        waived = _(" Lifted this turn.") if line.id in play.view.waivers else ""
        page.say(
            _("{number}. {text}{never}{waived} [{id}]").format(
                number=n, text=line.text, never=never, waived=waived, id=line.id
            ),
            1,
        )
    return False


def agenda(play: Playing, words: Words) -> bool:
    """``agenda``."""
    reading.nothing_more(words, "agenda")
    view, table = play.view, play.table
    play.page.all(agenda_lines(view))
    for place, term in enumerate(table.terms):
        mark = _("open") if place in view.agenda else _("closed")
        play.page.say(
            _("{term} [{id}], {mark}: now {answer}.").format(
                term=term.name,
                id=term.id,
                mark=mark,
                answer=term.answers[view.in_force.terms[place]].name,
            )
        )
        if place in view.agenda:
            others = "; ".join(f"{a.name} [{a.id}]" for a in term.answers)
            play.page.say(
                _("{question} {answers}.").format(question=term.question, answers=others), 1
            )
    return False


def drafts(play: Playing, words: Words) -> bool:
    """``drafts``."""
    reading.nothing_more(words, "drafts")
    view = play.view
    if not view.drafts:
        play.page.say(_("No draft has been tabled this turn."))
    for draft in view.drafts:
        play.page.say(_draft_line(view, draft))
    ready = [f"{name} [{key}]" for key, name, _package in view.table.drafts]
    if ready:
        play.page.say(
            _("Texts that lie ready, for compose or table: {texts}.").format(texts=listed(ready))
        )
    return False


def _draft_line(view: SeatView, draft: Draft) -> str:
    table = view.table
    counts = {"accept": 0, "conditional": 0, "undecided": 0, "refuse": 0}
    for response in draft.answers:
        if response is not None:
            counts[response.stance] += 1
    said = [
        _("{count} accept").format(count=counts["accept"]) if counts["accept"] else "",
        _("{count} with changes").format(count=counts["conditional"])
        if counts["conditional"]
        else "",
        _("{count} undecided").format(count=counts["undecided"]) if counts["undecided"] else "",
        _("{count} refuse").format(count=counts["refuse"]) if counts["refuse"] else "",
    ]
    state = {
        "open": _("open"),
        "replaced": _("replaced"),
        "withdrawn": _("withdrawn"),
        "adopted": _("adopted"),
        "failed": _("not adopted"),
    }[draft.status]
    return _("Draft {number}, {state}, by {members}: {changes}. {answers}").format(
        number=draft.id,
        state=state,
        members=listed([names.member(table, s) for s in draft.sponsors]),
        changes=difference_clause(table, view.in_force, draft.package),
        answers=names.sentence(", ".join(part for part in said if part)) or _("No answers yet"),
    )


def draft(play: Playing, words: Words) -> bool:
    """``draft N``."""
    view = play.view
    number, rest = reading.draft(view, words, [d.id for d in view.drafts])
    reading.nothing_more(rest, "draft NUMBER")
    found = view.draft(number)
    if found is None:
        raise Misread(
            _("There is no draft {number} this turn; type drafts for those that there are.").format(
                number=number
            )
        )
    play.page.say(_draft_line(view, found))
    play.page.say(_("It would change what holds now:"))
    play.page.all((f"- {names.sentence(line)}" for line in _changes(view, found.package)), 1)
    for seat, response in enumerate(found.answers):
        if response is None or seat == play.place:
            continue
        said = voice(
            play.table,
            response,
            found.package,
            _("draft {number}").format(number=number),
            manner_of(play, seat),
            31 * number + 7 * seat,
        )
        play.page.say(
            _("{member}: “{words}”").format(
                member=play.table.seats[seat].name,
                words=of_itself(play, seat, said.text, _("we")),
            )
        )
    return False


def _changes(view: SeatView, package: Package) -> tuple[str, ...]:
    return difference_lines(view.table, view.in_force, package) or (_("nothing"),)


def members(play: Playing, words: Words) -> bool:
    """``members``, or ``member NAME``."""
    if words:
        return member(play, words)
    view, table = play.view, play.table
    for n, seat in enumerate(table.seats):
        if n == view.seat:
            play.page.say(_("{name} [{id}], your own seat.").format(name=seat.name, id=seat.id))
            continue
        play.page.say(
            _("{name} [{id}]: {aim} You trust it {trust}; its word stands at {word}.").format(
                name=seat.name,
                id=seat.id,
                aim=seat.aim,
                trust=figure(view.estimates[table.layout.trust[view.seat][n]]),
                word=figure(view.estimates[table.layout.of_member("reputation", n)]),
            )
        )
    return False


def member(play: Playing, words: Words) -> bool:
    """``member NAME``."""
    view, table = play.view, play.table
    place, rest = reading.member(table, words)
    reading.nothing_more(rest, "member NAME")
    seat = table.seats[place]
    page = play.page
    page.say(_("{name}. {aim}").format(name=seat.name, aim=seat.aim))
    has = [names.units(table, r, count) for r, count in enumerate(view.stock[place]) if count]
    page.say(_("It could commit {things}.").format(things=listed(has) or _("nothing")))
    given = [
        _("{units} for {operation}").format(
            units=names.units(
                table, row.resource, view.in_force.levels[place * len(table.slots) + n]
            ),
            operation=names.operation(table, row.operation),
        )
        for n, row in enumerate(table.slots)
        if view.in_force.levels[place * len(table.slots) + n]
    ]
    page.say(
        _("Under what is in force it gives {things}.").format(things=listed(given) or _("nothing"))
    )
    if place != view.seat:
        page.say(
            _("You trust it {trust} of 100; its word stands at {word}.").format(
                trust=figure(view.estimates[table.layout.trust[view.seat][place]]),
                word=figure(view.estimates[table.layout.of_member("reputation", place)]),
            )
        )
        for told in view.disclosures:
            if told.by == place:
                page.say(
                    _("Turn {turn}: {line}").format(turn=told.turn, line=claim_line(table, told))
                )
    for said in view.statements:
        if said.seat == place:
            page.say(
                _("Turn {turn}: in public it stands for {answer} on {term}.").format(
                    turn=said.turn,
                    answer=names.answer(table, said.term, said.answer),
                    term=names.term(table, said.term),
                )
            )
    for draft in view.drafts:
        response = draft.answers[place]
        if response is not None:
            page.say(_on_draft(view, draft, place))
    return False


def _on_draft(view: SeatView, draft: Draft, place: int) -> str:
    response = draft.answers[place]
    assert response is not None
    stance = {
        "accept": _("accepts"),
        "conditional": _("would accept with changes"),
        "undecided": _("is undecided"),
        "refuse": _("refuses"),
    }[response.stance]
    why = listed([reason_label(view.table, r) for r in response.reasons[:2]])
    ask = ask_words(view.table, draft.package, response.ask)
    text = _("On draft {number} it {stance}").format(number=draft.id, stance=stance)
    if why:
        text += _(", for {why}") if response.stance == "accept" else _(", over {why}")
        text = text.format(why=why)
    if ask:
        text += _("; it would accept {ask}").format(ask=ask)
    return text + "."


def matrix(play: Playing, words: Words) -> bool:
    """``matrix [TERM]``."""
    only = None
    if words:
        only, rest = reading.term(play.table, words)
        reading.nothing_more(rest, "matrix [TERM]")
    play.page.all(matrix_lines(play.view, only))
    return False


def tracks(play: Playing, words: Words) -> bool:
    """``tracks``."""
    reading.nothing_more(words, "tracks")
    for track in play.table.tracks:
        play.page.say(f"{track_said(play.view, track)} [{track.id}]")
    play.page.say(_("Ranges are estimates. Type why TRACK for the causes of a change."))
    return False


def why(play: Playing, words: Words) -> bool:
    """``why TRACK [turn N] [cause NUMBER]``: the causes, then one of them down to its rule."""
    view, table = play.view, play.table
    known = {t.id: (t.name, t.id) for t in table.tracks}
    found, rest = reading.pick(words, _("track"), known)
    track = next(t for t in table.tracks if t.id == found)
    turn = view.turn
    if rest.starts("turn"):
        turn, rest = reading.whole(rest.after(1), _("the turn"), 1, table.turns)
    ledger = ledger_of(view, track, turn)
    if ledger is None:
        raise Misread(_("Turn {turn} has not been played yet.").format(turn=turn))
    lines = ranked(ledger)
    if not rest:
        play.page.say(_("{name}. {text}").format(name=track.name, text=track.text))
        play.page.say(_way(track.name, turn, step_shown(track, ledger.end - ledger.start)))
        for n, line in enumerate(lines, 1):
            play.page.say(f"{n}. {headline(view, line)}: {step_shown(track, line.amount)}", 1)
        if lines:
            usage = f"why {track.id} {f'turn {turn} ' if turn != view.turn else ''}NUMBER"
            play.page.say(_("Type {usage} for the rule behind a cause.").format(usage=usage))
        return False
    number, rest = reading.whole(rest, _("the cause's number"), 1, len(lines))
    reading.nothing_more(rest, "why TRACK NUMBER")
    play.page.all(_cause(view, track.name, lines[number - 1], play))
    return False


def _way(name: str, turn: int, step: str) -> str:
    if step in ("0", "$0 m"):
        return _("In turn {turn} it has not moved by as much as is shown.").format(turn=turn)
    return _("In turn {turn} it moved by {step}:").format(turn=turn, step=step)


def _cause(view: SeatView, name: str, line: object, play: Playing) -> Iterator[str]:
    from game.engine.tracks import Line

    assert isinstance(line, Line)
    table = view.table
    if not line.entries:
        yield _("Rounding: what the mean leaves over once every cause is shown on its own.")
        return
    titles = {h.event: h.title for h in view.happened}
    first = entry_line(table, line.entries[0], titles)
    yield first.headline + "."
    said: list[str] = []
    for entry in line.entries:
        one = entry_line(table, entry, titles)
        text = _("{what} ({where}, {amount})").format(
            what=one.sentence.rstrip("."),
            where=quantity_name(table, entry.place),
            amount=change(entry.amount, 1),
        )
        if text not in said:
            said.append(text)
    for text in said[:6]:
        yield f"- {text}."
    if len(said) > 6:
        yield _("- and {count} more of the kind.").format(count=len(said) - 6)
    if first.rule:
        yield _("Rule: {rule}.").format(rule=first.rule)
    if first.assumption:
        yield _("It assumes: {text}").format(text=first.assumption)
    if first.concept:
        yield _("Concept: {text}.").format(text=first.concept.rstrip("."))
    if first.literature:
        yield _("Literature: {text}").format(text=first.literature)


def rules(play: Playing, words: Words) -> bool:
    """``rules``, or ``rules RULE``."""
    table = play.table
    known = {b.rule.id: (b.rule.name, b.rule.id) for b in table.rules}
    if not words:
        play.page.say(_("Decisions here: {text}").format(text=decision_words(play.view)))
        for bound in table.rules:
            play.page.say(f"{bound.rule.name} [{bound.rule.id}]: {bound.rule.assumption}")
        play.page.say(_("Type rules NAME for its formula and parameters."))
        return False
    found, rest = reading.pick(words, _("rule"), known)
    reading.nothing_more(rest, "rules NAME")
    bound = next(b for b in table.rules if b.rule.id == found)
    rule = bound.rule
    play.page.say(f"{rule.name}. {rule.assumption}")
    play.page.say(_("Formula: {text}").format(text=rule.formula))
    for parameter in rule.parameters:
        play.page.say(
            _("{name} = {value:g} {unit}: {text} (usual {default:g}, confidence {how})").format(
                name=parameter.name,
                value=getattr(bound.parameters, parameter.name),
                unit=parameter.unit,
                text=parameter.text,
                default=parameter.default,
                how=parameter.confidence,
            ),
            1,
        )
    play.page.say(_("Concept: {text}.").format(text=concept_name(rule.concept)))
    if rule.literature:
        play.page.say(_("Literature: {text}").format(text=rule.literature))
    return False


def decision_words(view: SeatView) -> str:
    """How this table decides, in a sentence."""
    rule = view.table.decision
    match rule.basis:
        case "consensus" if rule.silence:
            text = _("a text stands unless somebody breaks the silence with a reason.")
        case "consensus":
            text = _("a text stands if nobody objects.")
        case "unanimity":
            text = _("a text stands if all accept it.")
        case "opt_in":
            text = _("a text binds those who join it.")
        case _:
            text = _("a text stands with more than {share} of the votes.").format(
                share=per_cent(round(rule.threshold * 1000))
            )
    return text + _(" Nobody's forces move without their owner's consent.")


# -------------------------------------------------------------------------------------- preview


def preview(play: Playing, words: Words) -> bool:
    """``preview [DRAFT | READY TEXT]``: how members would likely take a text."""
    package = _previewed(play, words)
    found = preview_of(play.view, package, budget_of("standard"))
    play.page.all(preview_lines(play.view, found))
    return False


def _previewed(play: Playing, words: Words) -> Package:
    view = play.view
    if not words:
        if play.composition is not None:
            return play.composition.package
        if view.under_decision is not None:
            return view.under_decision
        if not view.open_drafts:
            raise Misread(
                _("Nothing is composed and no draft is open; type compose to begin a text.")
            )
    elif not words.starts("draft") and not words.all[0].lstrip("#").isdigit():
        ready = ready_text(view, words)
        if ready is not None:
            return ready
        raise Misread(_("Preview what? Give the number of a draft, or compose a text first."))
    number, rest = reading.draft(view, words)
    reading.nothing_more(rest, "preview [DRAFT]")
    draft = view.draft(number)
    if draft is None:
        raise Misread(_("There is no draft {number} this turn.").format(number=number))
    return draft.package


def preview_lines(view: SeatView, found: Preview) -> Iterator[str]:
    """What a text is to the seat, then how each member would likely take it."""
    gain = round(found.own.gain * 1000)
    better = _("better") if gain >= 0 else _("worse")
    yield _(
        "For you {step} points compared with adopting nothing, so {better}; "
        "it costs you {cost} this turn instead of {before}."
    ).format(
        step=change(gain, 1),
        better=better,
        cost=money(found.cost),
        before=money(found.cost_before),
    )
    for line in found.own.red_lines:
        yield _("It crosses a limit of yours: {text}").format(text=line.text)
    if view.mind.factions:
        share = per_cent(found.own.home.yes)
        yield (
            _("At home {share} of the weight is for it, enough to ratify.").format(share=share)
            if found.own.home.passes
            else _("At home only {share} of the weight is for it, too little to ratify.").format(
                share=share
            )
        )
    for forecast in found.members:
        if forecast.member != view.seat:
            yield _forecast(view, forecast)


def _forecast(view: SeatView, forecast: Forecast) -> str:
    table = view.table
    said = _("{member}: {lean}").format(
        member=table.seats[forecast.member].name, lean=_(_LEANS[forecast.lean])
    )
    low, high = (change(round(points * 1000)) for points in (forecast.low, forecast.high))
    span = _(" ({low} to {high} points)").format(low=low, high=high)
    why = []
    if forecast.limit:
        why.append(_("its limit on {term}").format(term=names.term(table, forecast.limit)))
    for text, part in (
        (_("for it speaks {part}"), forecast.speaks_for),
        (_("against it {part}"), forecast.speaks_against),
    ):
        if part is not None:
            why.append(text.format(part=part_words(view, part.part, part.subject)))
    return said + span + (("; " + ", ".join(why)) if why else "") + "."


def part_words(view: SeatView, part: str, subject: str) -> str:
    """A part of worth in a word or two."""
    table = view.table
    if part == "terms":
        return names.term(table, subject)
    if part == "outcome":
        name = names.track(table, subject)
        first, _space, rest = name.partition(" ")
        return _("its {track}").format(track=rest) if first.lower() == "your" else name
    words = {
        "cost": _("its cost"),
        "sovereignty": _("freedom of action"),
        "fairness": _("its burden"),
        "home": _("opinion at home"),
    }
    return words.get(part, part.replace("_", " "))


# ------------------------------------------------------------------------------------- composing


def compose(play: Playing, words: Words) -> bool:
    """``compose``, ``compose DRAFT``, ``compose READY TEXT``."""
    view = play.view
    if not words or words.starts("new"):
        reading.nothing_more(words.after(1), "compose new")
        play.composition = Composition.begun(view)
    elif words.starts("draft") or words.all[0].lstrip("#").isdigit():
        number, rest = reading.draft(view, words)
        reading.nothing_more(rest, "compose DRAFT")
        found = view.draft(number)
        if found is None or found.status != "open":
            raise Misread(
                _("Draft {number} is not open; type drafts to see what lies on the table.").format(
                    number=number
                )
            )
        play.composition = Composition.begun(view, number)
    else:
        package = ready_text(view, words)
        if package is None:
            raise Misread(
                _(
                    "Compose from what? Type compose for what is in force, or give a draft's "
                    "number or a ready text's name."
                )
            )
        play.composition = Composition.begun(view, 0, package)
    return show(play, Words(()))


def show(play: Playing, words: Words) -> bool:
    """``show``: what was composed, its cost to the seat, and what stands against it."""
    reading.nothing_more(words, "show")
    view, text = play.view, play.composition
    if text is None:
        raise Misread(_("Nothing is composed yet; type compose to begin a text."))
    head = (
        _("Your version of draft {number}:").format(number=text.draft)
        if text.draft
        else _("Your text, as it would change what holds now:")
    )
    play.page.say(head)
    base = text.base if text.draft else view.in_force
    lines = difference_lines(view.table, base, text.package)
    play.page.all((f"- {names.sentence(line)}" for line in lines or (_("no change yet"),)), 1)
    play.page.all(_limits_crossed(view, text.package))
    play.page.all(_cost_of(view, text.package))
    play.page.say(
        _("Sending it costs {cost} effort, of which you have {left}.").format(
            cost=text.effort, left=view.effort
        )
    )
    return False


def _limits_crossed(view: SeatView, package: Package) -> Iterator[str]:
    table, seat = view.table, view.seat
    for line in crossed(table, seat, view.mind.red_lines, package, view.waivers):
        lift = (
            _(" Type waive {id} to ask your capital.").format(id=line.id) if line.waivable else ""
        )
        yield _("It crosses a limit of yours: {text}{lift}").format(text=line.text, lift=lift)


def _cost_of(view: SeatView, package: Package) -> Iterator[str]:
    """What a text costs the seat, and its share of what all give."""
    table, seat = view.table, view.seat
    count = len(table.slots)
    costs = [
        sum(package.levels[m * count + n] * row.cost for n, row in enumerate(table.slots))
        for m in table.members
    ]
    if sum(costs):
        fair = fair_share(table, seat, view.mind.values.fairness)
        yield _(
            "Your forces in it cost {cost} a turn, {share} of all; {fair} you find fair."
        ).format(
            cost=money(round(costs[seat] * 1000)),
            share=per_cent(round(1000 * costs[seat] / sum(costs))),
            fair=per_cent(round(1000 * fair)),
        )


def make_change(play: Playing, line: Words) -> bool:
    """``set``, ``give``, ``ask-of``, ``limit``: change what is being composed."""
    view = play.view
    text = play.composition or Composition.begun(view)
    play.composition = text.changed(changes(view, line, play.place))
    _in_one_line(play, play.composition)
    return False


def _in_one_line(play: Playing, text: Composition) -> None:
    """What a text changes by now, and the limits that it crosses."""
    view = play.view
    base = text.base if text.draft else view.in_force
    clause = difference_clause(view.table, base, text.package, most=12)
    play.page.say(_("Your text now: {changes}.").format(changes=clause))
    play.page.all(_limits_crossed(view, text.package))


def undo(play: Playing, words: Words) -> bool:
    """``undo``."""
    reading.nothing_more(words, "undo")
    if play.composition is None:
        raise Misread(_("Nothing is composed, so there is nothing to undo."))
    before = play.composition.undone()
    if before is None:
        raise Misread(_("Nothing has been changed yet; type drop to leave composing."))
    play.composition = before
    _in_one_line(play, before)
    return False


def drop(play: Playing, words: Words) -> bool:
    """``drop``."""
    reading.nothing_more(words, "drop")
    if play.composition is None:
        raise Misread(_("Nothing is composed."))
    play.composition = None
    play.page.say(_("The text is dropped; nothing was tabled."))
    return False


# --------------------------------------------------------------------------------------- records


def owed(play: Playing, words: Words) -> bool:
    """``owed``: what the seat promised for this turn, and what it can send."""
    reading.nothing_more(words, "owed")
    play.page.all(owed_lines(play.view))
    return False


def owed_lines(view: SeatView) -> Iterator[str]:
    """What the seat promised for this turn, a line each."""
    table = view.table
    able = affordable(view)
    if not any(view.owed):
        yield _("You have promised nothing for this turn.")
        return
    yield _("You have promised for this turn:")
    for n, row in enumerate(table.slots):
        if not view.owed[n]:
            continue
        text = _("- {units} for {operation} [{id}]").format(
            units=names.units(table, row.resource, view.owed[n]),
            operation=names.operation(table, row.operation),
            id=row.id.replace(".", " "),
        )
        if able[n] < view.owed[n]:
            text += _(", of which you have {count}").format(count=able[n])
        yield text


def history(play: Playing, words: Words) -> bool:
    """``history [TURN]``: earlier turns as the seat saw them."""
    view, table = play.view, play.table
    wanted = None
    if words:
        wanted, rest = reading.whole(
            Words(tuple(w for w in words.all if reading.plain(w) != "turn")),
            _("the turn"),
            1,
            table.turns,
        )
        reading.nothing_more(rest, "history [TURN]")
    found = [r for r in view.records if wanted in (None, r.turn)]
    if not found:
        play.page.say(
            _("No turn has been finished yet.")
            if wanted is None
            else _("Turn {turn} is not finished yet.").format(turn=wanted)
        )
    for record in found:
        play.page.say(
            _("Turn {turn}, {period}.").format(turn=record.turn, period=period(table, record.turn))
        )
        for happened in view.happened:
            if happened.turn == record.turn:
                play.page.say(happened.title.rstrip(".") + ".", 1)
        for ballots in record.ballots:
            verdict = _("adopted") if ballots.adopted else _("not adopted")
            play.page.say(
                _("Draft {draft} was {verdict}.").format(draft=ballots.draft, verdict=verdict), 1
            )
            if wanted is not None:
                play.page.all(ballot_lines(view, ballots), 2)
        for track in table.tracks:
            if not track.headline:
                continue
            ledger = ledger_of(view, track, record.turn)
            if ledger is not None:
                play.page.say(f"{track.name}: {step_shown(track, ledger.end - ledger.start)}", 1)
    return False


def save(play: Playing, words: Words) -> bool:
    """``save``."""
    reading.nothing_more(words, "save")
    path = play.session.path
    if path is None:
        play.page.say(_("This game is not kept in a file."))
    else:
        play.page.say(
            _("Every command is saved as it is made, in {path}. To go on later: {command}").format(
                path=path, command=f"demarche play --text {path.name.split('.')[0]}"
            )
        )
    return False


def quit_game(play: Playing, words: Words) -> bool:
    """``quit``."""
    reading.nothing_more(words, "quit")
    play.leaving = True
    return False


def wait(play: Playing, words: Words) -> bool:
    """``wait``: let the members go on."""
    reading.nothing_more(words, "wait")
    return True
