"""Acting verbs: each reads the rest of its line as a command and submits it for the seat."""

from __future__ import annotations

from game.engine import commands as c
from game.engine.package import Alteration, Package
from game.engine.view import SeatView
from game.text import reading
from game.text.composing import Composition, change, changes
from game.text.playing import Playing
from game.text.reading import Misread, Words
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import alternatives
from game.texts.reasons import PARTS

_STANCES: dict[str, tuple[str, ...]] = {
    "accept": ("accept", "yes", "support", "agree"),
    "conditional": ("changes", "conditional", "with changes", "yes if", "but"),
    "undecided": ("undecided", "unsure", "later"),
    "refuse": ("refuse", "no", "reject", "oppose"),
}
_BALLOTS: dict[str, tuple[str, ...]] = {
    "consent": ("consent", "yes", "accept", "silence", "for"),
    "abstain": ("abstain", "neither"),
    "object": ("object", "no", "against", "refuse", "break"),
}
_TAKES: dict[str, tuple[str, ...]] = {
    "take": ("take", "accept", "yes"),
    "leave": ("leave", "refuse", "no", "decline"),
}


def _end(words: Words, usage: str) -> None:
    reading.nothing_more(words, usage)


# --------------------------------------------------------------------------------------- drafts


def table(play: Playing, words: Words) -> bool:
    """``table``: what was composed; ``table CHANGES``; ``table READY TEXT``."""
    package = _new_text(play, words)
    if not play.submit(c.TableDraft(package)):
        return False
    play.composition = None
    return True


def _new_text(play: Playing, words: Words) -> Package:
    view = play.view
    if not words:
        return _composed(play).package
    ready = ready_text(view, words)
    if ready is not None:
        return ready
    base = Composition.begun(view)
    return base.changed(changes(view, words, play.place)).package


def ready_text(view: SeatView, words: Words) -> Package | None:
    """The text that lies ready under this name, as it could be tabled now; None if none does."""
    texts = {n: (key, name) for n, (key, name, _package) in enumerate(view.table.drafts)}
    if not texts:
        return None
    try:
        number, rest = reading.pick(words, _("ready text"), texts)
    except Misread:
        return None
    if rest:
        return None
    return Composition.begun(view, 0, view.table.drafts[number][2]).package


def _composed(play: Playing) -> Composition:
    if play.composition is None:
        raise Misread(
            _(
                "Nothing is composed yet. Type compose to begin a text, or give the changes here: "
                "table set TERM ANSWER; give TASK RESOURCE NUMBER."
            )
        )
    return play.composition


def amend(play: Playing, words: Words) -> bool:
    """``amend N CHANGES``, or ``amend`` for what was composed on a draft."""
    view = play.view
    if not words and play.composition is not None and play.composition.draft:
        command: c.Command = play.composition.command
    else:
        number, rest = reading.draft(view, words)
        draft = view.draft(number)
        if draft is None:
            return play.submit(c.AmendDraft(number, view.in_force))
        if not rest and play.composition is not None:
            package = play.composition.package
        else:
            made = changes(view, rest, play.place)
            package = Composition.begun(view, number).changed(made).package
        command = c.AmendDraft(number, package)
    if not play.submit(command):
        return False
    play.composition = None
    return True


def send(play: Playing, words: Words) -> bool:
    """``send``: table what was composed, as a new draft or as a changed version."""
    _end(words, "send")
    text = _composed(play)
    if not play.submit(text.command):
        return False
    play.composition = None
    return True


def withdraw(play: Playing, words: Words) -> bool:
    """``withdraw N``."""
    own = [d.id for d in play.view.open_drafts if play.place in d.sponsors]
    number, rest = reading.draft(play.view, words, own)
    _end(rest, "withdraw DRAFT")
    return play.submit(c.WithdrawDraft(number))


def answer(play: Playing, words: Words) -> bool:
    """``answer N accept | changes | undecided | refuse [because REASON] [if CHANGES]``."""
    waiting = [
        d.id
        for d in play.view.open_drafts
        if play.place not in d.sponsors and d.answers[play.place] is None
    ]
    number, rest = reading.draft(play.view, words, waiting)
    response = _response(play, rest, "answer DRAFT")
    return play.submit(c.AnswerDraft(number, response))


def _response(play: Playing, words: Words, usage: str) -> c.Response:
    """A stance, reasons after ``because``, an ask after ``if``."""
    usage += " accept | changes | undecided | refuse [because REASON] [if CHANGE]"
    stance, rest = reading.pick(words, _("stance"), _STANCES)
    why, ask = _until(rest, "if")
    before, reasons = _until(why, "because")
    _end(before, usage)
    made = changes(play.view, ask, play.place) if ask else ()
    found: c.Stance
    match stance:
        case "accept":
            found = "conditional" if made else "accept"
        case "conditional":
            found = "conditional"
        case "undecided":
            found = "undecided"
        case _:
            found = "refuse"
    told = tuple(
        _reason(play, part, 1 if found == "accept" else -1) for part in reasons.parted(",", ";")
    )
    return c.Response(found, told, "", made)


def _until(words: Words, mark: str) -> tuple[Words, Words]:
    """The words before *mark* and those after it."""
    for place, word in enumerate(words.all):
        if reading.plain(word) == mark:
            return Words(words.all[:place]), words.after(place + 1)
    return words, Words(())


def _reason(play: Playing, words: Words, sign: int) -> c.Reason:
    """A reason by the name of a term or track, or of a part of worth."""
    table = play.table
    known: dict[str, tuple[str, ...]] = {f"terms:{t.id}": (t.name, t.id) for t in table.terms}
    known |= {f"outcome:{t.id}": (t.name, t.id) for t in table.tracks}
    simple = [part for part in PARTS if part not in ("terms", "outcome", "trust", "reciprocity")]
    known |= {part: (part.replace("_", " "),) for part in simple}
    found, rest = reading.pick(words, _("reason"), known)
    _end(rest, "because REASON, REASON")
    part, _colon, subject = found.partition(":")
    return c.Reason(part, subject, sign * 1000)


def call(play: Playing, words: Words) -> bool:
    """``call N``."""
    number, rest = reading.draft(play.view, words)
    _end(rest, "call DRAFT")
    return play.submit(c.CallDecision(number))


# ---------------------------------------------------------------------------------------- talks


def ask(play: Playing, words: Words) -> bool:
    """``ask MEMBER TERM``."""
    member, rest = reading.member(play.table, words, play.place)
    term, rest = reading.term(play.table, rest)
    _end(rest, "ask MEMBER TERM")
    return play.submit(c.AskInterests(member, term))


def tell(play: Playing, words: Words) -> bool:
    """``tell MEMBER TERM``, ``tell MEMBER limit``, ``tell MEMBER support``, or ``nothing``."""
    member, rest = reading.member(play.table, words, play.place)
    return play.submit(c.Tell(member, _claim(play, rest)))


def _claim(play: Playing, words: Words) -> c.Claim:
    view = play.view
    mind = view.mind
    if words.starts("support"):
        _end(words.after(1), "tell MEMBER support")
        return c.Claim("support", "", (view.own("support"),))
    if words.starts("nothing"):
        subject = ""
        if words.after(1):
            place, rest = reading.term(play.table, words.after(1))
            _end(rest, "tell MEMBER nothing TERM")
            subject = play.table.terms[place].id
        return c.Claim("silence", subject)
    if words.starts("limit", "red line", "line"):
        line = _limit(play, words.after(1))
        text = next(r.text for r in mind.red_lines if r.id == line)
        return c.Claim("red_line", line, (), text)
    place, rest = reading.term(play.table, words)
    _end(rest, "tell MEMBER TERM")
    row = mind.values.term_values[place]
    numbers = (*(round(v * 1000) for v in row), round(mind.values.term_weights[place] * 1000))
    return c.Claim("position", play.table.terms[place].id, numbers)


def _limit(play: Playing, words: Words) -> str:
    """A red line of the seat's own by its id, its number, or the term it speaks of."""
    lines = play.view.mind.red_lines
    if not lines:
        raise Misread(_("Your instructions hold no limit."))
    if words and words.all[0].isdigit():
        number, rest = reading.whole(words, _("the limit's number"), 1, len(lines))
        _end(rest, "waive LIMIT")
        return lines[number - 1].id
    if not words and len(lines) == 1:
        return lines[0].id
    known = {}
    for n, line in enumerate(lines):
        spellings = [line.id, str(n + 1)]
        if line.term and sum(other.term == line.term for other in lines) == 1:
            spellings.append(line.term)
        known[line.id] = tuple(spellings)
    found, rest = reading.pick(words, _("limit"), known)
    _end(rest, "waive LIMIT")
    return found


def sound(play: Playing, words: Words) -> bool:
    """``sound MEMBER [CHANGES]``: what was composed, or the changes given."""
    member, rest = reading.member(play.table, words, play.place)
    while rest.starts("on", "about"):
        rest = rest.after(1)
    return play.submit(c.SendBackchannel(member, _text_for(play, rest)))


def _text_for(play: Playing, words: Words) -> Package:
    """An open draft by its number, what was composed, or the changes given."""
    view = play.view
    if words.starts("draft") or (len(words.all) == 1 and words.all[0].isdigit()):
        number, rest = reading.draft(view, words)
        draft = view.draft(number)
        if draft is None:
            raise Misread(_("There is no draft {number} this turn.").format(number=number))
        if not rest:
            return draft.package
        made = changes(view, rest, play.place)
        return Composition.begun(view, number).changed(made).package
    return _new_text(play, words)


def reply(play: Playing, words: Words) -> bool:
    """``reply N accept | changes | undecided | refuse [if CHANGES]``."""
    waiting = [b.id for b in play.view.backchannels if b.to == play.place and b.response is None]
    number, rest = _numbered(words, waiting, _("sounding"))
    return play.submit(c.AnswerBackchannel(number, _response(play, rest, "reply NUMBER")))


def _numbered(words: Words, waiting: list[int], what: str) -> tuple[int, Words]:
    """Take a number; left out, the only one that waits."""
    if words and words.all[0].lstrip("#").isdigit():
        return reading.whole(words, _("its number"))
    if len(waiting) == 1:
        return waiting[0], words
    if not waiting:
        raise Misread(_("No {what} waits for that now.").format(what=what))
    raise Misread(
        _("Which {what}? Give its number: {numbers}.").format(
            what=what, numbers=alternatives([str(n) for n in waiting])
        )
    )


def offer(play: Playing, words: Words) -> bool:
    """``offer MEMBER DRAFT MILLIONS TURNS``."""
    usage = "offer MEMBER DRAFT MILLIONS TURNS"
    member, rest = reading.member(play.table, words, play.place)
    number, rest = reading.draft(play.view, rest)
    pays, rest = reading.million(rest)
    while rest.starts("for"):
        rest = rest.after(1)
    turns, rest = reading.whole(rest, _("the number of turns"), 1, 4) if rest else (1, rest)
    if rest.starts("turn", "turns"):
        rest = rest.after(1)
    _end(rest, usage)
    return play.submit(c.OfferSideDeal(member, number, pays, turns))


def deal(play: Playing, words: Words) -> bool:
    """``deal N take | leave``."""
    waiting = [d.id for d in play.view.side_deals if d.to == play.place and d.status == "offered"]
    number, rest = _numbered(words, waiting, _("side deal"))
    return play.submit(c.AnswerSideDeal(number, _takes(rest, "deal NUMBER take | leave")))


def _takes(words: Words, usage: str) -> bool:
    taken, rest = reading.pick(words, _("answer"), _TAKES)
    _end(rest, usage)
    return taken == "take"


def recall(play: Playing, words: Words) -> bool:
    """``recall N``."""
    own = [d.id for d in play.view.side_deals if d.sender == play.place and d.status == "offered"]
    number, rest = _numbered(words, own, _("offer of yours"))
    _end(rest, "recall NUMBER")
    return play.submit(c.RecallSideDeal(number))


def link(play: Playing, words: Words) -> bool:
    """``link MEMBER DRAFT MY CHANGE if ITS CHANGE``."""
    view = play.view
    member, rest = reading.member(play.table, words, play.place)
    number, rest = reading.draft(view, rest)
    mine, yours = _until(rest, "if")
    if not mine or not yours:
        raise Misread(
            _(
                "Say what you change and what {member} changes: link {id} {draft} give TASK "
                "RESOURCE NUMBER if TERM ANSWER."
            ).format(
                member=names.member(play.table, member),
                id=play.table.seats[member].id,
                draft=number,
            )
        )
    return play.submit(
        c.LinkIssues(member, number, change(view, mine, play.place), change(view, yours, member))
    )


def trade(play: Playing, words: Words) -> bool:
    """``trade N take | leave``."""
    waiting = [li.id for li in play.view.links if li.to == play.place and li.status == "open"]
    number, rest = _numbered(words, waiting, _("link"))
    return play.submit(c.AnswerLink(number, _takes(rest, "trade NUMBER take | leave")))


def declare(play: Playing, words: Words) -> bool:
    """``declare TERM ANSWER``."""
    term, rest = reading.term(play.table, words)
    given, rest = reading.answer(play.table, term, rest)
    _end(rest, "declare TERM ANSWER")
    return play.submit(c.MakeStatement(term, given))


def exercise(play: Playing, words: Words) -> bool:
    """``exercise MEMBER``."""
    member, rest = reading.member(play.table, words, play.place)
    _end(rest, "exercise MEMBER")
    return play.submit(c.HoldExercise(member))


def waive(play: Playing, words: Words) -> bool:
    """``waive LIMIT``."""
    return play.submit(c.AskCapital(_limit(play, words)))


def mediate(play: Playing, words: Words) -> bool:
    """``mediate``."""
    _end(words, "mediate")
    return play.submit(c.AskChair())


def open_term(play: Playing, words: Words) -> bool:
    """``open TERM``."""
    term, rest = reading.term(play.table, words)
    _end(rest, "open TERM")
    return play.submit(c.MoveAgenda(term))


# ------------------------------------------------------------------------------------ the turn


def pass_round(play: Playing, words: Words) -> bool:
    """``pass``."""
    _end(words, "pass")
    return play.submit(c.PassRound())


def read_on(play: Playing, words: Words) -> bool:
    """``continue``."""
    _end(words, "continue")
    return play.submit(c.Continue())


def choose(play: Playing, words: Words) -> bool:
    """``choose [EVENT] OPTION``."""
    waiting = [h for h in play.view.happened if h.options and h.chosen is None]
    if not waiting:
        raise Misread(_("No event asks you for a decision now."))
    event = waiting[0]
    ids = {h.event: (h.event, h.title) for h in waiting}
    options = {key: (key, name) for key, name in event.options}
    rest = words
    if words and reading.plain(words.all[0]) not in {reading.plain(key) for key in options}:
        try:
            named, after = reading.pick(words, _("event"), ids)
            event = next(h for h in waiting if h.event == named)
            options, rest = {key: (key, name) for key, name in event.options}, after
        except Misread:
            rest = words
    option, rest = reading.pick(rest, _("answer"), options)
    _end(rest, "choose OPTION")
    return play.submit(c.ChooseForEvent(event.event, option))


def vote(play: Playing, words: Words) -> bool:
    """``vote consent [keep] | abstain | object REASON``."""
    ballot, rest = reading.pick(words, _("vote"), _BALLOTS)
    forces = ballot == "consent"
    if ballot == "consent" and rest.starts("keep", "without"):
        forces = False
        while rest.starts("keep", "without", "my", "own", "forces", "back"):
            rest = rest.after(1)
    if ballot == "object":
        return play.submit(c.CastVote("object", False, rest.text))
    _end(rest, "vote consent [keep forces back] | abstain | object REASON")
    return play.submit(c.CastVote("consent" if ballot == "consent" else "abstain", forces))


def deliver(play: Playing, words: Words) -> bool:
    """``deliver all | nothing | [all but] TASK RESOURCE NUMBER; ...``."""
    view = play.view
    owed = affordable(view)
    if not words:
        raise Misread(
            _("Say what you send: deliver all, deliver nothing, or deliver TASK RESOURCE NUMBER.")
        )
    if words.starts("nothing", "none"):
        _end(words.after(1), "deliver nothing")
        return play.submit(c.Deliver((0,) * len(owed)))
    if words.starts("all"):
        words = words.after(1)
        while words.starts("but", "except", ";", ","):
            words = words.after(1)
        if not words:
            return play.submit(c.Deliver(owed))
    levels = list(owed)
    first = play.place * len(owed)
    for part in words.parted(";", ","):
        made = _sent(play, part)
        levels[made.place - first] = made.to
    return play.submit(c.Deliver(tuple(levels)))


def _sent(play: Playing, words: Words) -> Alteration:
    if not words.starts("give", "send"):
        words = Words(("send", *words.all))
    return change(play.view, words, play.place)


def affordable(view: SeatView) -> tuple[int, ...]:
    """What the seat owes this turn, as far as it has it; units by slot."""
    left = list(view.stock[view.seat])
    sent = []
    for row, level in zip(view.table.slots, view.owed, strict=True):
        take = min(level, left[row.resource])
        left[row.resource] -= take
        sent.append(take)
    return tuple(sent)
