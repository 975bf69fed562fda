"""What lies over the map: its legend, its controls, and the note on an incident."""

from __future__ import annotations

from collections.abc import Callable

from game.client.layout import Row
from game.client.map.picture import Incident, Picture
from game.client.map.theatre import Theatre
from game.client.map.widget import Held
from game.client.screen import Answer
from game.client.widget import Widget
from game.client.widgets.choice import Menu, MenuItem
from game.client.widgets.controls import Button
from game.client.widgets.tags import Callout, Key, Legend
from game.texts.catalogue import _

LONG = 230
ICONS = {"approach": "radar", "attack": "triangle-alert", "seized": "octagon-alert"}


def map_note(incident: Incident, read: Callable[[], Answer]) -> Widget:
    """The callout of an incident; where its text is long, a button reads it in full."""
    whole = len(incident.text) <= LONG
    text = incident.text if whole else incident.text[:LONG].rsplit(" ", 1)[0] + " …"
    more = [] if whole else [Row([Button(_("Read all"), read, kind="outline", small=True)])]
    return Callout(
        title=incident.title,
        text=text,
        more=more,
        icon=ICONS.get(incident.mark, "info"),
        key="callout",
    )


def map_legend(picture: Picture) -> Widget:
    """The marks that are on this map."""
    marks = {incident.mark for incident in picture.incidents}
    keys = [
        Key(word, mark)
        for mark, word in (
            ("approach", _("Approach")),
            ("attack", _("Attack")),
            ("seized", _("Seized")),
        )
        if mark in marks
    ]
    kinds = {(force.mark, force.mine) for force in picture.single}
    mine = next((mark for mark, own in sorted(kinds) if own), "")
    if mine:
        keys.append(Key(_("Yours"), "ring", "brass"))
    if any(not own for _mark, own in kinds):
        keys.append(Key(_("Partner"), "ring"))
    return Legend(keys=keys, gap=18, padding=(8, 14), fill="panel", radius=6)


def map_controls(theatre: Theatre, held: Held, refresh: Callable[[], None]) -> Widget:
    """Nearer, farther, and what to show."""

    def zoom(steps: float) -> Callable[[], Answer]:
        def act() -> Answer:
            held.aim.zoom(steps)
            return None

        return act

    def look(view: str) -> Callable[[], Answer]:
        def act() -> Answer:
            held.aim.look_at(view)
            return None

        return act

    def toggle(layer: str) -> Callable[[], Answer]:
        def act() -> Answer:
            held.layers[layer] = not held.layers[layer]
            return None

        return act

    def items() -> list[MenuItem]:
        layers = {
            "zones": _("Zones"),
            "incidents": _("Incidents"),
            "forces": _("Forces"),
            "names": _("Names of places"),
        }
        found = [
            MenuItem(
                view.title,
                "map",
                value="selected" if view.id == held.aim.view else "",
                on_press=look(view.id),
            )
            for view in theatre.views
        ]
        found += [
            MenuItem(text, value="selected" if held.layers[key] else "", on_press=toggle(key))
            for key, text in layers.items()
        ]
        return found

    nearer = Button("", zoom(1), kind="quiet", icon="plus", small=True, name=_("Nearer"))
    farther = Button("", zoom(-1), kind="quiet", icon="minus", small=True, name=_("Farther"))
    return Row(
        [nearer, farther, Menu(items, "layers", name=_("Map layers and views"))],
        gap=4,
        padding=3,
        fill="panel",
        edge="edge",
        radius=6,
        name=_("Map controls"),
    )
