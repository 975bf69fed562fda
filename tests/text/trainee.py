"""A trainee at a terminal: types verbs from what its seat sees, so that members may be tuned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.engine.package import Alteration, Package, altered
from game.engine.state import Draft
from game.engine.view import SeatView
from game.members.player import budget_of
from game.negotiation.moves import fitted
from game.negotiation.preview import Preview, preview
from game.session.session import Session

HOLDING = ("conditional", "undecided", "refuse")
LEAST = 1.0
"""Points that a text must bring before the trainee takes it."""
MOST_CHANGES, MOST_ASKS = 4, 12
"""Changes that it works into a text, and asks that it weighs for that."""


@dataclass
class Trainee:
    """
    Reads prompts and answers with lines; *transcript* holds all that was typed and told.

    It asks, mends the text that most can live with by what the others ask for, sounds out, links,
    commits in public, calls a decision when nobody is against, and once delivers short.
    """

    session: Session
    seat: str
    transcript: list[str] = field(default_factory=list)
    _lines: Iterator[str] | None = None
    _short: bool = False

    def read(self, prompt: str) -> str:
        """The next line."""
        if self._lines is None:
            self._lines = self._play()
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        self.transcript.append(prompt + line)
        return line

    def write(self, line: str) -> None:
        """What the game says."""
        self.transcript.append(line)

    @property
    def text(self) -> str:
        """The whole conversation."""
        return "\n".join(self.transcript) + "\n"

    # ------------------------------------------------------------------------------- planning

    def _view(self) -> SeatView:
        return self.session.view(self.seat)

    def _play(self) -> Iterator[str]:
        while True:
            view = self._view()
            match view.phase:
                case "briefing":
                    yield from self._briefing(view)
                case "consultation":
                    yield from self._round(view)
                case "decision":
                    yield from self._vote(view)
                case "implementation":
                    yield from self._deliver(view)
                case "outcome":
                    yield from self._outcome(view)
                case _:
                    yield "history"
                    yield "quit"
                    return

    def _briefing(self, view: SeatView) -> Iterator[str]:
        if view.turn == 1:
            yield "brief"
            yield "agenda"
        for happened in view.happened:
            if happened.options and happened.chosen is None:
                yield f"choose {happened.event} {happened.options[0][0]}"
        yield "continue"

    def _round(self, view: SeatView) -> Iterator[str]:
        here = (view.turn, view.round)
        yield from self._answers()
        if view.round == 1:
            yield from self._overture(view)
        yield from self._mend()
        if self._now() == here and view.round == 1 and view.turn == view.table.turns:
            yield from self._commit()
        if self._now() == here:
            yield from self._stance()
        if self._now() == here:
            yield from self._call()
        while self._now() == here and not self._view().ready[view.seat]:
            yield "pass"

    def _now(self) -> tuple[int, int]:
        view = self._view()
        return (view.turn, view.round if view.phase == "consultation" else 0)

    def _answers(self) -> Iterator[str]:
        """Answer what others asked, offered and tried."""
        view = self._view()
        table = view.table
        for question in view.questions:
            if question.member == view.seat:
                yield f"tell {table.seats[question.asker].id} {table.terms[question.term].id}"
        for sounding in view.backchannels:
            if sounding.to == view.seat and sounding.response is None:
                good = self._gain(view, sounding.package) > LEAST
                yield f"reply {sounding.id} {'accept' if good else 'refuse because cost'}"
        for deal in view.side_deals:
            if deal.to == view.seat and deal.status == "offered":
                yield f"deal {deal.id} leave"
        for link in self._view().links:
            draft = self._view().draft(link.draft)
            if link.to != view.seat or link.status != "open" or draft is None:
                continue
            package = altered(draft.package, (link.mine, link.yours))
            good = draft.status == "open" and self._gain(view, package) > LEAST
            yield f"trade {link.id} {'take' if good else 'leave'}"

    def _overture(self, view: SeatView) -> Iterator[str]:
        """What the trainee tries first in each turn: one thing of every kind over a game."""
        table = view.table
        holdouts = self._holdouts(view)
        other = holdouts[0] if holdouts else (view.seat + 1) % len(table.seats)
        name, term = table.seats[other].id, table.terms[view.agenda[0]].id
        if view.turn == 1:
            yield f"matrix {term}"
            yield f"ask {name} {term}"
            yield f"member {name}"
        elif view.turn == 2:
            lead = self._lead(view)
            if lead is not None:
                yield f"sound {name} draft {lead.id}"
        elif view.turn == 3:
            yield f"exercise {name}"

    def _mend(self) -> Iterator[str]:
        """Take the text that most can live with, and put in what the others ask for."""
        view = self._view()
        if view.called or view.ready[view.seat]:
            return
        lead = self._lead(view)
        if lead is None:
            if view.effort >= 2 and view.table.drafts:
                yield f"compose {view.table.drafts[0][0]}"
                yield "preview"
                yield "send"
            return
        if view.effort < 1:
            return
        if (done := self._link(view, lead)) is not None:
            yield done
            return
        changes = self._worked_in(view, lead)
        if not changes:
            return
        yield f"compose {lead.id}"
        for change in changes:
            yield _typed(view, change)
        yield "preview"
        yield "send"

    def _commit(self) -> Iterator[str]:
        """Stand in public for what the text that most can live with says on an open term."""
        view = self._view()
        lead = self._lead(view)
        if lead is not None and view.effort:
            term = view.table.terms[view.agenda[0]]
            yield f"declare {term.id} {term.answers[lead.package.terms[view.agenda[0]]].id}"

    def _link(self, view: SeatView, lead: Draft) -> str | None:
        """In turn 3: I give what you ask of me, if you take back what you added."""
        if view.turn != 3 or view.round != 1:
            return None
        table, count = view.table, len(view.table.slots)
        for slot in range(count):
            place = table.level_place(view.seat, slot)
            row = table.slots[slot]
            free = view.stock[view.seat][row.resource]
            if lead.package.levels[place] >= free or not free:
                continue
            for member in table.members:
                theirs = table.level_place(member, slot)
                if member == view.seat or not view.stock[member][row.resource]:
                    continue
                if lead.package.levels[theirs] < view.stock[member][row.resource]:
                    mine = f"give {row.id.replace('.', ' ')} {lead.package.levels[place] + 1}"
                    yours = f"give {row.id.replace('.', ' ')} {lead.package.levels[theirs] + 1}"
                    return f"link {table.seats[member].id} {lead.id} {mine} if {yours}"
        return None

    def _worked_in(self, view: SeatView, lead: Draft) -> tuple[Alteration, ...]:
        """The asks of those who hold out that win most members, while the text stays good."""
        pool: list[Alteration] = []
        for draft in view.open_drafts:
            for member in self._holding(draft):
                response = draft.answers[member]
                pool += [c for c in response.ask if c not in pool] if response else []
        chosen: tuple[Alteration, ...] = ()
        best = self._merit(self._preview(view, lead.package))
        while len(chosen) < MOST_CHANGES:
            trials = [(*chosen, c) for c in pool[:MOST_ASKS] if c not in chosen]
            ranked = [(self._merit(self._tried(view, lead, t)), n) for n, t in enumerate(trials)]
            top = max(ranked, default=(best, 0), key=lambda row: (row[0], -row[1]))
            if top[0] <= best:
                break
            best, chosen = top[0], trials[top[1]]
        package = fitted(view, altered(lead.package, chosen))
        if any(draft.package == package for draft in view.open_drafts):
            return ()
        return tuple(c for c in chosen if c.applied(lead.package) != lead.package)

    def _tried(self, view: SeatView, lead: Draft, changes: tuple[Alteration, ...]) -> Preview:
        return self._preview(view, fitted(view, altered(lead.package, changes)))

    def _merit(self, seen: Preview) -> tuple[int, float]:
        """How many would take a text, then how well the worst off fares; none if bad for us."""
        if seen.own.gain <= LEAST or seen.own.red_lines:
            return (-1, 0.0)
        return (self._count(seen), min(f.likely for f in seen.members))

    def _stance(self) -> Iterator[str]:
        """Answer the drafts that wait, each by what it is worth."""
        view = self._view()
        for draft in view.open_drafts:
            if view.seat in draft.sponsors or draft.answers[view.seat] is not None:
                continue
            seen = self._preview(view, draft.package)
            if seen.own.gain > LEAST and not seen.own.red_lines:
                yield f"answer {draft.id} accept"
            else:
                yield f"answer {draft.id} refuse because cost"
            if self._view().round != view.round or self._view().phase != view.phase:
                return

    def _call(self) -> Iterator[str]:
        view = self._view()
        if view.called or view.ready[view.seat] or view.effort < 1:
            return
        lead = self._lead(view)
        if lead is None or self._preview(view, lead.package).own.gain <= LEAST:
            return
        against = [r for r in lead.answers if r is not None and r.stance == "refuse"]
        late = view.round >= view.table.rounds
        if not self._holding(lead) or (late and len(against) <= 1):
            yield f"call {lead.id}"

    def _vote(self, view: SeatView) -> Iterator[str]:
        package = view.under_decision
        if package is None or view.vote is not None:
            yield "wait"
            return
        seen = self._preview(view, package)
        if seen.own.gain > 0 and not seen.own.red_lines:
            yield "vote consent"
        else:
            yield "vote object This text costs us more than it brings."

    def _deliver(self, view: SeatView) -> Iterator[str]:
        slot = next((n for n, level in enumerate(view.owed) if level), None)
        if slot is not None and view.turn >= 2 and not self._short:
            self._short = True
            row = view.table.slots[slot]
            yield f"deliver all but {row.id.replace('.', ' ')} {view.owed[slot] - 1}"
        else:
            yield "deliver all"

    def _outcome(self, view: SeatView) -> Iterator[str]:
        track = next(t.id for t in view.table.tracks if t.headline)
        if view.turn <= 2:
            yield f"why {track}"
            yield f"why {track} 1"
        yield "continue"

    # ------------------------------------------------------------------------------- weighing

    def _preview(self, view: SeatView, package: Package) -> Preview:
        return preview(view, package, budget_of(self.session.header.difficulty))

    def _gain(self, view: SeatView, package: Package) -> float:
        return self._preview(view, package).own.gain

    def _count(self, seen: Preview) -> int:
        return sum(f.lean in ("supports", "leans_for") for f in seen.members)

    def _holding(self, draft: Draft) -> list[int]:
        return [
            n
            for n, r in enumerate(draft.answers)
            if r is not None and r.stance in HOLDING and n not in draft.sponsors
        ]

    def _lead(self, view: SeatView) -> Draft | None:
        """The open draft with the fewest against it that is good for the seat."""
        own = [d for d in view.open_drafts if self._gain(view, d.package) > LEAST]
        return min(own, key=lambda d: (len(self._holding(d)), -d.id), default=None)

    def _holdouts(self, view: SeatView) -> list[int]:
        lead = self._lead(view)
        return [n for n in self._holding(lead) if n != view.seat] if lead is not None else []


def _typed(view: SeatView, change: Alteration) -> str:
    """One change as a trainee types it."""
    table = view.table
    if change.what == "term":
        term = table.terms[change.place]
        return f"set {term.id} {term.answers[change.to].id}"
    member, slot = divmod(change.place, len(table.slots))
    row = table.slots[slot].id.replace(".", " ")
    if change.what == "caveat":
        return f"limit {row} {change.to // 10}"
    if member == view.seat:
        return f"give {row} {change.to}"
    return f"ask-of {table.seats[member].id} {row} {change.to}"
