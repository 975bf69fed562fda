"""What a sentence about a game may refer to: drafts, deals, soundings, titles and own limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.texts.shapes import PackageShape, TableShape


@dataclass(frozen=True)
class Context:
    """
    Things that events name by number or id, as far as the reader may know them.

    *drafts*, *side_deals*, *links* and *backchannels* are those of a view or a state; *titles*
    maps events to their headline, *options* an (event, option) to its name, *limits* a red line
    to its text. What is missing is spoken of without it.
    """

    table: TableShape
    in_force: PackageShape
    drafts: Sequence[Any] = ()
    side_deals: Sequence[Any] = ()
    links: Sequence[Any] = ()
    backchannels: Sequence[Any] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[tuple[str, str], str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    called: int = 0

    def found(self, kind: str, number: int) -> Any:
        """The draft, deal, link or sounding with this number, or None."""
        return next((x for x in getattr(self, kind) if x.id == number), None)


def of_view(view: Any) -> Context:
    """Return what a seat's view lets its reader refer to."""
    mind = getattr(view, "mind", None)
    return Context(
        table=view.table,
        in_force=view.in_force,
        drafts=view.drafts,
        side_deals=view.side_deals,
        links=view.links,
        backchannels=view.backchannels,
        titles={h.event: h.title for h in view.happened},
        options={(h.event, key): name for h in view.happened for key, name in h.options},
        limits={line.id: line.text for line in mind.red_lines} if mind else {},
        called=view.called,
    )


def of_state(state: Any) -> Context:
    """Return what the account of a whole game may refer to; for instructors and the review."""
    setting = state.setting
    events = setting.scenario.events
    return Context(
        table=setting.table,
        in_force=state.in_force,
        drafts=state.drafts,
        side_deals=state.side_deals,
        links=state.links,
        backchannels=state.backchannels,
        titles={spec.id: spec.title for spec in events},
        options={
            (spec.id, option.id): option.name
            for spec in events
            if spec.choice
            for option in spec.choice.options
        },
        limits={line.id: line.text for mind in setting.minds for line in mind.red_lines},
        called=state.called,
    )
