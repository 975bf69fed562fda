"""The right side of the table: the text shown, what it changes, needs, the likely vote, acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.client.layout import Column, Flow, Grid, Row, Space
from game.client.screen import Answer
from game.client.screens.table_parts.standing import Stand, pledged, verdict_words
from game.client.screens.table_parts.vote_rail import VoteRail
from game.client.scroll import Scroll
from game.client.text import Span
from game.client.widget import Widget
from game.client.widgets.basic import Flag, Icon, Label
from game.client.widgets.cards import FactRow
from game.client.widgets.choice import Dropdown, Option, Tabs
from game.client.widgets.controls import Button
from game.client.widgets.figures import Bar, Standing
from game.client.widgets.tags import Chip
from game.engine.commands import EFFORT
from game.engine.package import Package
from game.engine.refusal import Refusal
from game.engine.state import Draft
from game.engine.view import SeatView
from game.texts import names
from game.texts.acts import button, help_line
from game.texts.catalogue import _, ngettext
from game.texts.numbers import listed
from game.texts.packages import difference_lines
from game.texts.refusals import refusal_sentence

Act = Callable[[], Answer]

MOST_TABS = 3


@dataclass(frozen=True)
class Acts:
    """What the buttons of the panel do; each answers as a button does."""

    show: Callable[[str], Answer]
    fold: Act
    propose: Act
    answer: Act
    talk: Act
    call: Act
    withdraw: Act
    more: Act
    done: Act


def draft_panel(
    view: SeatView,
    draft: Draft | None,
    found: tuple[Stand, ...],
    acts: Acts,
    *,
    unfolded: bool,
    compact: bool,
) -> Widget:
    """The panel for *draft*, or for the agreement in force where there is none."""
    package = draft.package if draft is not None else view.in_force
    side = 20 if compact else 24
    middle: list[Widget | None] = [
        _terms(view, draft, package, acts, unfolded),
        _needs(view, package, compact),
    ]
    return Column(
        [
            Column(
                [_tabs(view, draft, acts), _head(view, draft, compact)],
                gap=6,
                padding=(10 if compact else 14, side, 4, side),
            ),
            Scroll(
                Column(middle, gap=12, padding=(0, side - 10, 4, side)),
                name=_("Text"),
                grow=1,
            ),
            Column(
                [
                    _vote(view, draft, found, compact),
                    _now(view, draft),
                    _buttons(view, draft, acts, compact),
                ],
                gap=8 if compact else 10,
                padding=(8, side, 12 if compact else 16, side),
                lines="top",
            ),
        ],
        fill="panel",
        lines="left",
        name=_("Text on the table"),
    )


def _tabs(view: SeatView, draft: Draft | None, acts: Acts) -> Widget | None:
    if not view.open_drafts:
        return None
    many = len(view.open_drafts) > MOST_TABS
    options = [Option(str(d.id), _title(view, d, many)) for d in view.open_drafts]
    options.append(Option("0", _("In force")))
    chosen = str(draft.id) if draft is not None else "0"
    if many:
        return Dropdown(options, chosen, acts.show, name=_("Texts"), height=36)
    return Tabs(options, chosen, acts.show, name=_("Texts"))


def _title(view: SeatView, draft: Draft, whole: bool) -> str:
    """A draft by its number; in a list also who tabled it, and how many are for and against it."""
    title = _("Draft {number}").format(number=draft.id)
    if not whole:
        return title
    sponsor = draft.sponsors[0]
    by = view.table.seats[sponsor].short if sponsor >= 0 else _("the chair")
    told = [r.stance for n, r in enumerate(draft.answers) if r is not None]
    for_it = told.count("accept") + sum(draft.answers[n] is None for n in draft.sponsors if n >= 0)
    return _("{draft}, {sponsor}: {count} for, {against} against").format(
        draft=title, sponsor=by, count=for_it, against=told.count("refuse")
    )


def _head(view: SeatView, draft: Draft | None, compact: bool) -> Widget:
    table = view.table
    if draft is None:
        title = _("Agreement in force") if view.agreement else _("No agreement yet")
        return Column([Label(title, "heading", "high", wrap=False), _in_force(view)], gap=2)
    who: list[Widget] = []
    for sponsor in draft.sponsors[:2]:
        if sponsor >= 0:
            who.append(Flag(table.seats[sponsor].flag or table.seats[sponsor].id, 24))
            name = Label(table.seats[sponsor].short, "small", "low", ellipsis=True, max_lines=1)
            who.append(name)
        else:
            who.append(Label(_("The chair"), "small", "low", wrap=False))
    heading = Label(
        _("Draft agreement {number}").format(number=draft.id), "heading", "high", wrap=False
    )
    return Column(
        [
            Row([heading, Space(grow=1), *(who if len(who) <= 2 else who[::2])], gap=8),
            Label(_about(view, draft), "small", "low", max_lines=2, ellipsis=True),
        ],
        gap=2,
    )


def _about(view: SeatView, draft: Draft) -> str:
    terms = sum(a != b for a, b in zip(draft.package.terms, view.in_force.terms, strict=True))
    levels = sum(a != b for a, b in zip(draft.package.levels, view.in_force.levels, strict=True))
    told = _("Changes {terms} and {levels}.").format(
        terms=ngettext("{n} term", "{n} terms", terms).format(n=terms),
        levels=ngettext("{n} contribution", "{n} contributions", levels).format(n=levels),
    )
    if view.called == draft.id:
        return told + " " + _("It is decided when this round ends.")
    if draft.replaces:
        return told + " " + _("It replaces draft {number}.").format(number=draft.replaces)
    return told


def _in_force(view: SeatView) -> Widget:
    agreement = view.agreement
    if agreement is None:
        text = _("Each acts for itself. Table a draft to change that.")
    else:
        text = _("Since turn {since}, until turn {until}. {count} of {all} members are bound.")
        text = text.format(
            since=agreement.since,
            until=agreement.expires,
            count=sum(agreement.parties),
            all=len(agreement.parties),
        )
    return Label(text, "small", "low")


def _terms(
    view: SeatView, draft: Draft | None, package: Package, acts: Acts, unfolded: bool
) -> Widget:
    """Terms that the draft changes first; the rest when it is unfolded, or there is no draft."""
    table = view.table
    changed = [n for n, a in enumerate(package.terms) if a != view.in_force.terms[n]]
    rest = [n for n in range(len(table.terms)) if n not in changed]
    opened = [n for n in rest if n in view.agenda]
    closed = [n for n in rest if n not in view.agenda]
    whole = unfolded or draft is None
    shown = changed + (opened + closed if whole else [])
    rows: list[Widget] = [_term(view, package, n, n in changed) for n in shown]
    rows.append(_own_part(view, package))
    if draft is not None:
        given = _contributions(view, package) if whole else []
        if given:
            rows.append(Label(_("Contributions that change"), "section/14", "high"))
            rows += given
        rows.append(_fold(whole, len(rest), acts))
    return Column(rows, gap=0 if not draft else 2)


def _term(view: SeatView, package: Package, term: int, changed: bool) -> Widget:
    spec = view.table.terms[term]
    tail: Widget | None = None
    tip = spec.question
    if changed:
        tail = Icon("pencil", 16, "sky", name=_("Changed"))
        before = spec.answers[view.in_force.terms[term]].name
        tip = _("{question} Now: {answer}.").format(question=spec.question, answer=before)
    elif term in view.agenda:
        tail = Chip(_("Open"), "sky")
    row = FactRow(
        label=spec.name,
        fact=spec.answers[package.terms[term]].name,
        trailing=tail,
        label_width=104,
        tooltip=tip,
    )
    row.min_height = 30
    if changed:
        row.value = f"{row.fact}, {_('changed')}"
    return row


def _own_part(view: SeatView, package: Package) -> Widget:
    """What the text asks of this seat itself."""
    table = view.table
    given = [
        _("{units} for {operation}").format(
            units=names.units(table, slot.resource, level),
            operation=names.operation(table, slot.operation),
        )
        for n, slot in enumerate(table.slots)
        if (level := package.levels[table.level_place(view.seat, n)])
    ]
    before = view.in_force.levels[table.level_place(view.seat, 0) :][: len(table.slots)]
    after = package.levels[table.level_place(view.seat, 0) :][: len(table.slots)]
    tail = Icon("pencil", 16, "sky", name=_("Changed")) if before != after else None
    text = names.sentence(listed(given)) if given else _("Nothing")
    row = FactRow(label=_("From you"), fact=text, trailing=tail, label_width=104)
    row.min_height = 30
    return row


def _contributions(view: SeatView, package: Package) -> list[Widget]:
    lines = difference_lines(view.table, view.in_force, package)
    terms = sum(a != b for a, b in zip(package.terms, view.in_force.terms, strict=True))
    return [Label(names.sentence(line) + ".", "small", "text") for line in lines[terms:]]


def _fold(whole: bool, count: int, acts: Acts) -> Widget:
    text = _("Show what changes alone") if whole else _("Show the whole text")
    if not whole and count:
        text = _("Show the whole text and who gives what")
    icon = "chevron-up" if whole else "chevron-down"
    return Button(text, acts.fold, kind="quiet", icon=icon, small=True, left=True, key="fold")


def _needs(view: SeatView, package: Package, compact: bool) -> Widget:
    """What is pledged against what is enough, by operation."""
    table = view.table
    cells: list[Widget | None] = []
    for operation, have, need in pledged(view, package):
        spec = table.operations[operation]
        slot = next(s for s in table.slots if s.operation == operation)
        cells.append(_need(spec.name, spec.text, slot.icon, have, need, compact))
    cells += [None] * (-len(cells) % 3)
    rows = list(zip(cells[::3], cells[1::3], cells[2::3], strict=True))
    return Column(
        [
            Label(_("Pledged against need"), "section", "high"),
            Grid(rows, columns=["1fr", "1fr", "1fr"], gap=18, line_gap=2),
        ],
        gap=4,
    )


def _need(name: str, text: str, icon: str, have: float, need: float, compact: bool) -> Widget:
    """One operation; in a compact panel its icon and tooltip stand for its name."""
    shown = f"{round(have, 1):g}/{need:g}"
    share = have / need
    bar = Bar(share, None, "teal" if share >= 1 else "text", thick=5, grow=1)
    number = Label(shown, "figure_small", "high", wrap=False)
    if compact:
        parts: list[Widget] = [Row([Icon(icon, 16), bar, number], gap=7, min_height=26)]
    else:
        title = Label(name, "caption", "low", wrap=False, ellipsis=True, max_lines=1, grow=1)
        parts = [Row([Icon(icon, 15), title], gap=6), Row([bar, number], gap=10)]
    return Column(parts, role="meter", name=name, value=shown, tooltip=f"{name}. {text}")


def _vote(
    view: SeatView, draft: Draft | None, found: tuple[Stand, ...], compact: bool
) -> Widget | None:
    if draft is None:
        return None
    table = view.table
    words, tone = verdict_words(view, found)
    icon = Icon("octagon-alert", 16, tone) if tone == "coral" else None
    head = Row(
        [
            Label(_("Likely vote"), "section", "high", wrap=False),
            Space(grow=1),
            icon,
            Label(words, "strong/14", tone, wrap=False),
        ],
        gap=7,
    )
    silent = [n for n in table.members if found[n].stance == "silent" and n != view.seat]
    standings = [
        Standing(table.seats[n].name, table.seats[n].flag or table.seats[n].id, found[n].stance)
        for n in table.members
        if found[n].stance != "silent"
    ]
    rail: Widget = VoteRail(standings=standings, compact=compact)
    rest = None
    if silent:
        flags = [Flag(table.seats[n].flag or table.seats[n].id, 20) for n in silent]
        for n, flag in zip(silent, flags, strict=True):
            flag.tooltip = flag.name = table.seats[n].name
        rest = Flow([Label(_("Silent"), "caption", "low", wrap=False), *flags], gap=6)
    return Column([head, rail, rest], gap=6)


def _now(view: SeatView, draft: Draft | None) -> Widget:
    """What can be done now, and what that costs."""
    text: list[Span] = []
    passed = view.ready[view.seat]
    if passed:
        text.append(Span(_("You have done with this round."), "strong/14", "high"))
        text.append(Span(" " + _("You may still answer and tell, free of charge."), "small"))
    else:
        left = _("{n} effort left").format(n=view.effort)
        text.append(Span(left, "strong/14", "brass"))
        last = view.round >= view.table.rounds
        told = _(", round {round} of {rounds}. ").format(round=view.round, rounds=view.table.rounds)
        text.append(Span(told, "small"))
        text.append(Span(_hint(view, draft, last), "small"))
    return Label(text, "small", "text", key="now")


def _hint(view: SeatView, draft: Draft | None, last: bool) -> str:
    if draft is None:
        return _("A new draft costs {cost}.").format(cost=EFFORT["table_draft"])
    if last and not view.called:
        return _("Call a draft now, or nothing is decided this turn.")
    return _("Changes cost {change}, a decision {call}.").format(
        change=EFFORT["amend_draft"], call=EFFORT["call_decision"]
    )


def _buttons(view: SeatView, draft: Draft | None, acts: Acts, compact: bool) -> Widget:
    """The acts on this text, then the others; the first is the one in brass."""
    passed = view.ready[view.seat]
    kind = "table_draft" if draft is None else "amend_draft"
    text = button(kind) if draft is None else _("Propose changes")
    why = _why_not(view, kind, passed)
    propose = Button(
        text,
        acts.propose,
        kind="primary",
        shortcut="P",
        enabled=not why,
        reason=why,
        tooltip=help_line(kind, EFFORT[kind]),
        grow=1,
    )
    talk = Button(
        _("Talk"),
        acts.talk,
        shortcut="T" if not compact else "",
        tooltip=_("Ask, tell, trade or pay a member, in public or discreetly."),
    )
    first = Row([propose, _answer(view, draft, acts, compact), talk], gap=8)
    why_done = _("You have done with this round already.") if passed else ""
    done = Button(
        _("Done"),
        acts.done,
        kind="outline",
        small=True,
        enabled=not passed,
        reason=why_done,
        shortcut="" if compact else "D",
        name=button("pass_round"),
        tooltip=help_line("pass_round", 0),
    )
    more = Button(
        _("More acts"), acts.more, kind="quiet", small=True, shortcut="" if compact else "O"
    )
    second = Row([_call(view, draft, acts, passed), more, Space(grow=1), done], gap=6)
    return Column([first, second], gap=8)


def _answer(view: SeatView, draft: Draft | None, acts: Acts, compact: bool) -> Widget | None:
    if draft is None:
        return None
    if view.seat in draft.sponsors:
        return Button(
            button("withdraw_draft"),
            acts.withdraw,
            enabled=not view.ready[view.seat],
            reason=_("You have done with this round already."),
            tooltip=help_line("withdraw_draft", 0),
        )
    return Button(
        _("Answer"),
        acts.answer,
        shortcut="A" if not compact else "",
        tooltip=help_line("answer_draft", 0),
    )


def _call(view: SeatView, draft: Draft | None, acts: Acts, passed: bool) -> Widget | None:
    if draft is None:
        return None
    why = _why_not(view, "call_decision", passed)
    if view.called:
        why = _("Draft {number} is called already; one decision a turn.").format(number=view.called)
    return Button(
        _("Call decision"),
        acts.call,
        kind="quiet",
        icon="vote",
        small=True,
        enabled=not why,
        reason=why,
        tooltip=help_line("call_decision", EFFORT["call_decision"]),
    )


def _why_not(view: SeatView, kind: str, passed: bool) -> str:
    if passed:
        return refusal_sentence(view.table, Refusal("round/already_passed", {"round": view.round}))
    cost = EFFORT.get(kind, 0)
    if cost > view.effort:
        short = Refusal("effort/short", {"act": kind, "cost": cost, "left": view.effort})
        return refusal_sentence(view.table, short)
    return ""
