"""What several decisions share: effort, packages, drafts."""

from __future__ import annotations

from game.engine.commands import EFFORT, Response
from game.engine.events import EffortSpent, Event
from game.engine.package import Alteration, Package
from game.engine.refusal import Refusal
from game.engine.state import Draft, GameState


def effort_event(seat: int, act: str) -> tuple[Event, ...]:
    """The event that takes an act's effort from a seat; none for free acts and for the chair."""
    cost = EFFORT.get(act, 0)
    return (EffortSpent(seat, cost, act),) if cost and seat >= 0 else ()


def refuse_effort(state: GameState, seat: int, act: str) -> Refusal | None:
    """Refuse an act for which a seat has too little effort left in this round."""
    cost = EFFORT.get(act, 0)
    if seat >= 0 and cost > state.effort[seat]:
        return Refusal("effort/short", {"act": act, "cost": cost, "left": state.effort[seat]})
    return None


def refuse_package(state: GameState, package: Package) -> Refusal | None:
    """Refuse a package that is malformed, moves a closed term, or exceeds a member's means."""
    table = state.setting.table
    base = state.in_force
    sizes = (len(package.terms), len(package.levels), len(package.caveats))
    if sizes != (len(base.terms), len(base.levels), len(base.caveats)):
        return Refusal("package/malformed", {"expected_terms": len(base.terms)})
    for n, (old, new) in enumerate(zip(base.terms, package.terms, strict=True)):
        if not 0 <= new < len(table.terms[n].answers):
            return Refusal("package/no_such_answer", {"term": table.terms[n].id, "answer": new})
        if new != old and n not in state.agenda:
            return Refusal("package/term_closed", {"term": table.terms[n].id})
    if any(not 0 <= caveat <= 1000 for caveat in package.caveats):
        return Refusal("package/malformed", {"caveat": "0 to 1000"})
    return refuse_levels(state, package.levels)


def refuse_response(state: GameState, response: Response) -> Refusal | None:
    """Refuse an answer whose ask is no change that a package could take."""
    for change in response.ask:
        if not _fits(state, change):
            return Refusal("answer/malformed", {"what": change.what, "place": change.place})
    return None


def _fits(state: GameState, change: Alteration) -> bool:
    terms, levels = state.setting.table.terms, state.in_force.levels
    if change.what == "term":
        return change.place in range(len(terms)) and change.to in range(
            len(terms[change.place].answers)
        )
    most = 1000 if change.what == "caveat" else change.to
    return change.place in range(len(levels)) and 0 <= change.to <= most


def refuse_levels(state: GameState, levels: tuple[int, ...]) -> Refusal | None:
    """
    Refuse contributions below nothing or above what their owner has.

    What is in force already may stand, though its owner has lost some since.
    """
    table = state.setting.table
    base = state.in_force.levels
    count = len(table.slots)
    for member in table.members:
        own = levels[member * count : (member + 1) * count]
        if own == base[member * count : (member + 1) * count]:
            continue
        refusal = refuse_own_levels(state, member, own)
        if refusal:
            return refusal
    return None


def refuse_own_levels(state: GameState, member: int, own: tuple[int, ...]) -> Refusal | None:
    """Refuse one member's contributions below nothing or above its stock."""
    table = state.setting.table
    used = [0] * len(table.resources)
    for slot, level in enumerate(own):
        if level < 0:
            return Refusal("package/negative", {"slot": table.slots[slot].id})
        used[table.slots[slot].resource] += level
    for resource, wanted in enumerate(used):
        if wanted and wanted > state.stock(member, resource):
            return Refusal(
                "package/over_stock",
                {
                    "member": table.seats[member].id,
                    "resource": table.resources[resource].id,
                    "wanted": wanted,
                    "stock": state.stock(member, resource),
                },
            )
    return None


def open_draft(state: GameState, number: int) -> Draft | Refusal:
    """The open draft with this number, or why it cannot be used."""
    draft = state.draft(number)
    if draft is None:
        return Refusal("draft/unknown", {"draft": number})
    if draft.status != "open":
        return Refusal("draft/not_open", {"draft": number, "status": draft.status})
    return draft


def refuse_unchanged(state: GameState, package: Package) -> Refusal | None:
    """
    Refuse a package that is in force already, or lies on the table.

    In its last turn an agreement may be tabled as it is, to go on.
    """
    running_out = state.agreement is not None and state.agreement.expires <= state.turn
    if package == state.in_force and not running_out:
        return Refusal("package/unchanged", {})
    same = next((d.id for d in state.drafts if d.status == "open" and d.package == package), None)
    if same is not None:
        return Refusal("package/on_the_table", {"draft": same})
    return None
