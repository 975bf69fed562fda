"""The game as a conversation in lines: reads a line, carries it out, tells what follows."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.commands import EFFORT, PHASES
from game.errors import UserError
from game.session.session import Session
from game.text import reading
from game.text.ending import tell_ending
from game.text.looks import decision_words, owed_lines, phase_words, status
from game.text.now import asked_lines, possible_lines
from game.text.page import Page
from game.text.playing import Playing, Thinking
from game.text.reading import Misread, Words
from game.text.telling import tell_news
from game.text.verbs import COMPOSING, LOOKING, VERBS, Verb
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import alternatives, effort

HELP = ("help", "h", "?", "what")


def _nobody(name: str) -> None:
    return None


def play(
    session: Session,
    seat: str,
    *,
    read: Callable[[str], str],
    write: Callable[[str], None],
    thinking: Thinking = _nobody,
) -> int:
    """
    Play a session from a seat (its id) until it is left; returns 0.

    *read* is given the prompt and returns a line (EOFError ends the game's conversation), *write*
    takes one line; *thinking* is told the name of whoever thinks. The session stays open.
    """
    return converse(Playing(session, seat, Page(write), thinking), read)


def converse(game: Playing, read: Callable[[str], str]) -> int:
    """Play a game as `play` does, however it is reached; returns 0."""
    session = game.session
    finished = session.ended
    _open(game)
    while not game.leaving:
        if session.ended and not finished:
            finished = True
            tell_ending(game)
            game.page.say()
            game.page.say(_("The game is over. You can still look at everything; quit leaves."))
        try:
            line = read(_prompt(game))
        except (EOFError, KeyboardInterrupt):
            break
        obey(game, line)
    _goodbye(game)
    return 0


def obey(game: Playing, line: str) -> None:
    """Carry out one typed line; what is wrong with it is told in a sentence."""
    words = reading.words_of(line)
    if not words:
        return
    try:
        if words.starts(*HELP) or words.all[0] == "?":
            _help(game, words.after(1))
            return
        verb, rest = _verb(words)
        if verb.run(game, words if verb.whole else rest):
            _go_on(game)
    except UserError as error:
        game.page.say(_sentence(str(error)))


def _sentence(text: str) -> str:
    return names.sentence(text) + ("" if text.endswith((".", "?", "!", "”")) else ".")


def _verb(words: Words) -> tuple[Verb, Words]:
    known: dict[str, tuple[str, ...]] = {}
    for name, verb in VERBS.items():
        known[verb.name] = (*known.get(verb.name, (verb.name,)), name)
    try:
        name, rest = reading.pick(Words((words.all[0],)), _("verb"), known)
    except Misread as misread:
        raise Misread(
            _("{what} Type help for what can be done now.").format(what=str(misread))
            if "did you mean" in str(misread) or "more than one" in str(misread)
            else _("“{word}” is no verb here; type help for what can be done now.").format(
                word=words.all[0][:40]
            )
        ) from None
    return VERBS[name], Words((*rest.all, *words.all[1:]))


def _open(game: Playing) -> None:
    """Tell a new game's beginning, or where one stands that is gone on with."""
    session, page, table = game.session, game.page, game.table
    seat = table.seats[game.place]
    first = _("{title}. {subtitle}. Seed {seed}, {turns} turns.")
    if session.header.seed is None:
        first = _("{title}. {subtitle}. {turns} turns.")
    page.say(
        first.format(
            title=table.title,
            subtitle=table.subtitle,
            seed=session.header.seed,
            turns=table.turns,
        )
    )
    if session.notice:
        page.say(_sentence(session.notice))
    if game.has_begun or session.ended:
        game.skip_steps()
        if session.ended:
            page.say(_("This game has ended."))
            tell_ending(game)
            return
        page.say(_("You go on as {member}.").format(member=names.member(table, game.place)))
        game.let_members_act()
        tell_news(game)
        game.moment = _moment(game)
        status(game, Words(()))
        return
    page.say(table.summary)
    if table.notice:
        page.say(table.notice)
    page.say(
        _("You are {member}. {aim}").format(member=names.member(table, game.place), aim=seat.aim)
    )
    page.say(_("How it decides: {text}").format(text=decision_words(game.view)))
    page.say(_("Type brief for your instructions, and help for what can be done."))
    _go_on(game)


def _go_on(game: Playing) -> None:
    """Let members act, then tell what came of it and what is asked next."""
    tell_news(game)
    game.let_members_act()
    tell_news(game)
    if game.session.ended:
        return
    if game.halted:
        game.page.say(_("The members stop thinking; type wait to let them go on."))
    moment = _moment(game)
    if moment != game.moment:
        game.moment = moment
        if game.view.phase != "consultation":
            game.composition = None
        _tell_phase(game)
        game.page.all(asked_lines(game.view))


def _tell_phase(game: Playing) -> None:
    """What one needs to know as a phase begins."""
    view, page = game.view, game.page
    if view.phase == "implementation" and view.delivered is None:
        page.all(owed_lines(view))


def _moment(game: Playing) -> tuple[int, str, int, bool]:
    view = game.view
    return view.turn, view.phase, view.round, view.final_ballot


def _prompt(game: Playing) -> str:
    view = game.view
    where = phase_words(view)
    if view.phase == "consultation":
        where = _("{where}, effort {left}").format(where=where, left=view.effort)
    if game.composition is not None:
        where = _("{where}, composing").format(where=where)
    return _("{seat}, turn {turn}, {where}> ").format(
        seat=game.table.seats[game.place].short, turn=view.turn, where=where
    )


def _goodbye(game: Playing) -> None:
    path = game.session.path
    if path is not None and not game.session.ended:
        game.page.say(
            _("The game is kept. To go on: demarche play --text {name}").format(
                name=path.name.split(".")[0]
            )
        )


# ----------------------------------------------------------------------------------------- help


def _help(game: Playing, words: Words) -> None:
    """``help``: what can be done now; ``help VERB``: one verb in full."""
    page = game.page
    if words:
        verb, _rest = _verb(words)
        page.all(verb_lines(verb))
        return
    view = game.view
    page.say(_("What you can do now, and what it costs:"))
    for line in possible_lines(view):
        page.say(line, 1)
    if view.phase == "consultation" and not view.ready[view.seat]:
        page.say(_("To write a text:"))
        for verb in COMPOSING:
            page.say(f"{verb.usage}: {_(verb.text)}", 1)
    page.say(_("To look, which is always free:"))
    for verb in LOOKING:
        page.say(f"{verb.usage}: {_(verb.text)}", 1)
    page.say(
        _(
            "Names and ids are both understood, and may be shortened. Type help VERB for how a "
            "verb is written."
        )
    )


def verb_lines(verb: Verb) -> tuple[str, ...]:
    """How a verb is written, what it does, what it costs and when it can be used."""
    lines = [_("Write: {usage}").format(usage=verb.usage), _(verb.text)]
    if verb.kind:
        phases = [names.phase(p) for p in PHASES.get(verb.kind, ("consultation",))]
        lines.append(
            _("It costs: {cost}. It belongs to {phases}.").format(
                cost=effort(EFFORT.get(verb.kind, 0)), phases=alternatives(phases)
            )
        )
    if verb.others:
        lines.append(_("Also: {names}.").format(names=", ".join(verb.others)))
    return tuple(lines)
