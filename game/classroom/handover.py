"""The hand-over brief: what somebody who takes a seat in mid-game needs to know, from its view."""

from __future__ import annotations

from game.engine.package import differences
from game.engine.view import SeatView
from game.texts import names
from game.texts.catalogue import _
from game.texts.numbers import figure, listed

Part = tuple[str, tuple[str, ...]]


def handover_brief(view: SeatView) -> tuple[Part, ...]:
    """Return headings with their lines; nothing is in it that the view does not hold."""
    parts = (
        (_("Where it stands"), _where(view)),
        (_("What you cannot accept"), tuple(line.text for line in view.mind.red_lines)),
        (_("On the table"), _drafts(view)),
        (_("What you owe this turn"), _owed(view)),
        (_("Promises and offers"), _promises(view)),
        (_("Said in public"), _statements(view)),
        (_("Whom you trust"), _trust(view)),
        (_("Waiting for you"), _waiting(view)),
    )
    return tuple((heading, lines) for heading, lines in parts if lines)


def _where(view: SeatView) -> tuple[str, ...]:
    table = view.table
    lines = [
        _("You are {member}. {aim}").format(
            member=table.seats[view.seat].name, aim=table.seats[view.seat].aim
        ),
        _("Turn {turn} of {turns}, {phase}.").format(
            turn=view.turn, turns=table.turns, phase=names.phase(view.phase)
        ),
    ]
    changed = [c for c in differences(table.status_quo, view.in_force) if c.what == "term"]
    for change in changed:
        term = table.terms[change.place]
        lines.append(
            _("In force: {term}: {answer}.").format(
                term=term.name, answer=term.answers[change.to].name
            )
        )
    if not changed:
        lines.append(_("No agreement is in force that changes a term."))
    if view.agenda:
        lines.append(
            _("Open this turn: {terms}.").format(
                terms=listed([table.terms[n].name for n in view.agenda])
            )
        )
    return tuple(lines)


def _drafts(view: SeatView) -> tuple[str, ...]:
    lines = []
    for draft in view.open_drafts:
        answer = draft.answers[view.seat]
        by = listed([_("the chair") if n < 0 else view.table.seats[n].name for n in draft.sponsors])
        if view.seat in draft.sponsors:
            said = _("it is yours")
        elif answer is None:
            said = _("you have not answered")
        else:
            said = _("you answered: {stance}").format(stance=answer.stance)
        lines.append(_("Draft {number} by {by}; {said}.").format(number=draft.id, by=by, said=said))
    return tuple(lines)


def _owed(view: SeatView) -> tuple[str, ...]:
    return tuple(
        f"{slot.name}: {level}"
        for slot, level in zip(view.table.slots, view.owed, strict=True)
        if level
    )


def _promises(view: SeatView) -> tuple[str, ...]:
    table = view.table
    lines = []
    for deal in view.side_deals:
        if deal.status in ("offered", "taken"):
            lines.append(
                _("Side deal {number}: {sender} pays {to} for draft {draft} ({status}).").format(
                    number=deal.id,
                    sender=table.seats[deal.sender].name,
                    to=table.seats[deal.to].name,
                    draft=deal.draft,
                    status=deal.status,
                )
            )
    for link in view.links:
        if link.status != "left":
            lines.append(
                _("Link {number} between {sender} and {to} on draft {draft} ({status}).").format(
                    number=link.id,
                    sender=table.seats[link.sender].name,
                    to=table.seats[link.to].name,
                    draft=link.draft,
                    status=link.status,
                )
            )
    return tuple(lines)


def _statements(view: SeatView) -> tuple[str, ...]:
    table = view.table
    return tuple(
        _("{term}: {answer} (turn {turn}).").format(
            term=table.terms[s.term].name,
            answer=table.terms[s.term].answers[s.answer].name,
            turn=s.turn,
        )
        for s in view.statements
        if s.seat == view.seat
    )


def _trust(view: SeatView) -> tuple[str, ...]:
    table = view.table
    rows = []
    for other in table.members:
        if other != view.seat:
            place = table.layout.trust[view.seat][other]
            rows.append((view.estimates[place], table.seats[other].name))
    rows.sort()
    return tuple(
        _("{member}: {trust} of 100.").format(member=name, trust=figure(value))
        for value, name in (rows if len(rows) < 3 else (rows[-1], rows[0]))
    )


def _waiting(view: SeatView) -> tuple[str, ...]:
    table = view.table
    lines = [
        happened.question
        for happened in view.happened
        if happened.question and happened.chosen is None
    ]
    lines += [
        _("{member} asked what you make of {term}.").format(
            member=table.seats[q.asker].name, term=table.terms[q.term].name
        )
        for q in view.questions
        if q.member == view.seat
    ]
    if view.phase == "decision" and view.vote is None:
        lines.append(_("Your vote."))
    if view.phase == "implementation" and view.delivered is None:
        lines.append(_("What you send this turn."))
    return tuple(lines)
