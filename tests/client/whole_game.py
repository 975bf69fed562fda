"""A whole game played through the client by somebody's hands, with some of everything in it."""

from __future__ import annotations

from game.client.controller import GameController
from game.client.inspect import Driver
from game.client.shots import settle
from game.engine import commands as c
from game.session.lines import CommandLine, NoteLine
from game.texts.acts import button
from tests.client.hands import Hands

MOST_STEPS = 120


class Player:
    """Plays one seat: does each thing of a list once, otherwise follows the table."""

    def __init__(self, hands: Hands, length: str) -> None:
        self.hands = hands
        self.length = length
        self.done: set[str] = set()
        self.refused: list[str] = []

    @property
    def eyes(self) -> Driver:
        """What is on show."""
        return self.hands.eyes

    @property
    def game(self) -> GameController:
        """The game on show."""
        held = getattr(self.eyes.screen, "controller", None) or getattr(
            self.eyes.screen, "_controller", None
        )
        held = held or getattr(self.eyes.screen, "_game", None)
        assert isinstance(held, GameController), type(self.eyes.screen)
        return held

    def play(self) -> GameController:
        """From the title to the end of a game; answers its controller."""
        self.eyes.wait(lambda: self.eyes.has("Choose a seat"), 60)
        self.hands.press("Choose a seat")
        self.hands.choose("Length", self.length)
        self.hands.choose("Members", "Think quickly")
        self.hands.press("Take this seat")
        self.eyes.wait(lambda: self.eyes.has("Begin the talks"), 60)
        settle(self.eyes)
        self.hands.press("Begin the talks")
        for _ in range(MOST_STEPS):
            settle(self.eyes)
            if self.game.place == "ending":
                return self.game
            self._step()
        raise AssertionError(f"no end after {MOST_STEPS} steps, in {self.game.view.phase}")

    def _step(self) -> None:
        place = self.game.place
        if self.game.view.phase == "briefing":
            self._briefing()
        elif place == "table":
            self._consult()
        elif place == "decision":
            self._vote()
        elif place == "delivery":
            self._deliver()
        else:
            self._look_why()
            self.hands.press("Next turn" if self.eyes.has("Next turn") else "See how it ended")

    def _once(self, thing: str) -> bool:
        if thing in self.done:
            return False
        self.done.add(thing)
        return True

    def _briefing(self) -> None:
        for event in self.game.view.happened:
            if event.options and event.chosen is None:
                self.hands.press(event.options[0][1], "button")
                settle(self.eyes)
        self.hands.press("Read on")

    def _consult(self) -> None:
        view = self.game.view
        if view.ready[view.seat]:
            self.game.wake()
            return
        if view.effort >= 4 and self._once("ask"):
            self._ask_and_sound_out()
        if self.game.view.effort >= 2 and self._once("table"):
            self._propose()
        elif self.game.view.open_drafts and self.game.view.effort >= 3 and self._once("trade"):
            self._amend()
            self._link()
        if self._last_round() and not self.game.view.called:
            self._call()
        settle(self.eyes)
        if self.game.place == "table" and not self.game.view.ready[view.seat]:
            self.hands.press("Done this round")

    def _last_round(self) -> bool:
        view = self.game.view
        return view.round >= view.table.rounds and view.effort >= 1

    # Acts.

    def _talk(self, member: int) -> None:
        name = self.game.table.seats[member].name
        self.hands.press(name, "button")
        settle(self.eyes)

    def _ask_and_sound_out(self) -> None:
        self._talk(2)
        self.hands.press("Ask, 1 effort")
        settle(self.eyes)
        self.hands.press("Sound out, 1 effort")
        settle(self.eyes)
        self._change_something()
        self._send()
        self._close_dialogs()

    def _propose(self) -> None:
        self._show("In force")
        self.hands.press(button("table_draft"), "button")
        settle(self.eyes)
        self._change_something(1)
        self._send()

    def _amend(self) -> None:
        view = self.game.view
        draft = next((d for d in view.open_drafts if view.seat not in d.sponsors), None)
        draft = draft or view.open_drafts[-1]
        self._show(f"Draft {draft.id}")
        self.hands.press("Propose changes")
        settle(self.eyes)
        self._change_something()
        self._send()

    def _show(self, text: str) -> None:
        """Show a text, by its tab, or by the list that takes their place where they are many."""
        if self.eyes.has(text, "tab"):
            self.hands.press(text, "tab")
        elif self.eyes.has("Texts", "combobox"):
            texts = self.eyes.find("Texts", "combobox").options  # type: ignore[attr-defined]
            whole = next(option.text for option in texts if option.text.startswith(text))
            if self.eyes.find("Texts", "combobox").value != whole:
                self.hands.choose("Texts", whole)
        settle(self.eyes)

    def _change_something(self, more: int = 0) -> None:
        """A unit more of the seat's own, in the first places where it still has one."""
        names = [w.name for w in self.eyes.find_all(role="spinbutton")]
        left = 1 + more
        for name in names:
            plus = self.eyes.find(f"More {name}", "button")
            if plus.enabled and left:
                self.hands.count(name, 1)
                settle(self.eyes)
                left -= 1
        assert left <= more, "nothing could be given"

    def _send(self) -> None:
        self._press_primary()
        settle(self.eyes)

    def _press_primary(self) -> None:
        """The one button that goes with Enter, whatever it says now."""
        first = next(w for w in self.eyes.find_all(role="button") if w.shortcut == "Enter")
        assert first.enabled, first.reason
        self.hands.press(first.name, "button")

    def _link(self) -> None:
        if not self.game.view.open_drafts:
            return
        self._talk(2)
        self.hands.press("Link issues, 1 effort")
        settle(self.eyes)
        answers = self.eyes.find("What it gives: answer", "combobox")
        other = next(
            option.text
            for option in answers.options  # type: ignore[attr-defined]
            if not option.text.endswith("(as it is)")
        )
        self.hands.choose("What it gives: answer", other)
        settle(self.eyes)
        if not self.eyes.find("Offer link, 1 effort", "button").enabled:
            self._give_a_unit()
        self.hands.press("Offer link, 1 effort")
        settle(self.eyes)
        self._close_dialogs()

    def _give_a_unit(self) -> None:
        """The own side of a link, where what the member asks for does not stand there already."""
        group = self.eyes.find("What you give: kind", "radiogroup")
        self._press_widget(next(w for w in group.children if w.name == "A contribution"))
        settle(self.eyes)
        more = self.eyes.find("More What you give: units", "button").enabled
        self.hands.count("What you give: units", 1 if more else -1)
        settle(self.eyes)

    def _press_widget(self, widget: object) -> None:
        """A control whose name is not the only one of its kind."""
        path = widget.path  # type: ignore[attr-defined]
        find = self.eyes.find

        def only(name: str = "", role: str = "") -> object:
            found = self.eyes.app.top.find(path)
            return found if found is not None and name == found.name else find(name, role)

        self.eyes.find = only  # type: ignore[method-assign, assignment]
        try:
            self.hands.press(widget.name, "radio")  # type: ignore[attr-defined]
        finally:
            self.eyes.find = find  # type: ignore[method-assign]

    def _close_dialogs(self) -> None:
        while self.eyes.screen.overlay:
            self.hands.press("Close" if self.eyes.has("Close", "button") else "Cancel")
            settle(self.eyes)

    def _call(self) -> None:
        drafts = self.game.view.open_drafts
        if not drafts:
            return
        liked = max(
            drafts, key=lambda d: sum(a is not None and a.stance == "accept" for a in d.answers)
        )
        self._show(f"Draft {liked.id}")
        if self.eyes.has("Call decision", "button"):
            self.hands.press("Call decision")

    def _vote(self) -> None:
        for choice in ("Consent", "Stand aside", "Object"):
            radio = self.eyes.find(choice, "radio")
            if radio.enabled:
                self.hands.press(choice, "radio")
                settle(self.eyes)
                if self.eyes.find("Cast vote", "button").enabled:
                    break
        self.hands.press("Cast vote")

    def _deliver(self) -> None:
        view = self.game.view
        if any(view.owed) and self._once("short"):
            for widget in self.eyes.find_all(role="spinbutton"):
                if self.eyes.find(f"Less {widget.name}", "button").enabled:
                    self.hands.count(widget.name, -1)
                    settle(self.eyes)
                    break
        self._press_primary()

    def _look_why(self) -> None:
        if not self._once("why"):
            return
        self.hands.press("Cohesion", "button")
        settle(self.eyes)
        record = self.game.view.records[-1]
        assert record.entries
        step = next(
            w.name
            for w in self.eyes.find_all(role="button")
            if w.value.endswith(("better", "worse")) and w.name not in _tracks(self.game)
        )
        self.hands.press(step, "button")
        settle(self.eyes)
        words = {w.name for w in self.eyes.widgets()}
        assert any("Source concept" in word for word in words), "no way from a number to its source"


def _tracks(game: GameController) -> set[str]:
    return {track.name for track in game.table.tracks}


def check_log(game: GameController) -> None:
    """The log of the game holds some of everything that a person can do."""
    mine = [
        line
        for line in game.session.lines
        if isinstance(line, CommandLine) and line.actor == game.seat_id
    ]
    made = [type(line.command) for line in mine]
    for kind in (
        c.AskInterests,
        c.SendBackchannel,
        c.TableDraft,
        c.AmendDraft,
        c.LinkIssues,
        c.CastVote,
        c.Deliver,
        c.Continue,
        c.PassRound,
    ):
        assert kind in made, f"no {kind.__name__} among {sorted({m.__name__ for m in made})}"
    whys = [line for line in game.session.lines if isinstance(line, NoteLine)]
    assert any(line.topic == "why" for line in whys), "nobody asked why"
    records = game.view.records
    count = len(game.table.slots)
    first = game.seat * count
    short = [
        record.turn
        for record in records
        if any(record.delivered[first + n] < record.owed[first + n] for n in range(count))
    ]
    assert short, "no delivery was short"
    events = [event for line in game.session.lines for event in getattr(line, "events", ())]
    for happened in ("decision_called", "draft_adopted", "game_ended"):
        assert any(event.kind == happened for event in events), f"no {happened} in the log"
