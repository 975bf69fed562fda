"""A review as xAPI statements (IEEE 9274.1.1) in the words of the serious-games profile.

Actors are pseudonyms of seats in one game; ids of activities are the same in every game of a
scenario, so that a record store can bring tables together. Nothing is sent anywhere.
"""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from game import __version__
from game.review.story import Story
from game.session.review_report import Happening, Review

Statement = dict[str, Any]

BASE = "urn:demarche"
"""What all ids of activities begin with; they are names and lead nowhere."""
ADL = "http://adlnet.gov/expapi/verbs"
GAMES = "https://w3id.org/xapi/seriousgames"
PROFILE = "https://w3id.org/xapi/seriousgames"
VERSION = "2.0.0"

VERBS = {
    "initialized": f"{ADL}/initialized",
    "progressed": f"{ADL}/progressed",
    "completed": f"{ADL}/completed",
    "interacted": f"{ADL}/interacted",
    "answered": f"{ADL}/answered",
    "selected": "https://w3id.org/xapi/adb/verbs/selected",
    "skipped": "http://id.tincanapi.com/verb/skipped",
    "scored": f"{ADL}/scored",
}
TYPES = {
    "game": f"{GAMES}/activity-types/serious-game",
    "turn": f"{GAMES}/activity-types/level",
    "draft": f"{GAMES}/activity-types/quest",
    "talk": f"{GAMES}/activity-types/dialog-tree",
    "item": f"{GAMES}/activity-types/item",
    "question": "http://adlnet.gov/expapi/activities/question",
    "objective": "http://adlnet.gov/expapi/activities/objective",
}
PROGRESS = f"{GAMES}/extensions/progress"

# What the timeline tells of a seat: verb, type of activity, and what it is done to.
ACTS = {
    "draft": ("initialized", "draft", "draft"),
    "counter": ("interacted", "draft", "draft"),
    "accept": ("selected", "draft", "draft"),
    "conditional": ("selected", "draft", "draft"),
    "refuse": ("selected", "draft", "draft"),
    "silent": ("selected", "draft", "draft"),
    "called": ("progressed", "draft", "draft"),
    "consent": ("selected", "draft", "vote"),
    "abstain": ("selected", "draft", "vote"),
    "object": ("selected", "draft", "vote"),
    "silence": ("skipped", "draft", "vote"),
    "talk": ("interacted", "talk", "talk"),
    "deal": ("interacted", "talk", "side-deal"),
    "link": ("interacted", "talk", "link"),
    "statement": ("interacted", "talk", "statement"),
    "mediation": ("interacted", "talk", "chair"),
    "waiver": ("interacted", "talk", "capital"),
    "choice": ("selected", "question", "event"),
    "delivered": ("completed", "item", "delivery"),
}


def statements(story: Story, review: Review) -> list[Statement]:
    """Return the statements of a review: the game, its turns, every act, competencies, answers."""
    maker = _Maker(story, review)
    found = [maker.begun()]
    for item in review.timeline:
        if item.kind in ACTS and item.seat in story.table.seat_places:
            found.append(maker.act(item))
    found += [maker.turn(moment.turn, moment.number) for moment in review.moments]
    for seat in review.ratings:
        found += [maker.competency(seat.seat, rating) for rating in seat.ratings]
    if review.judgement is not None:
        for answer in review.judgement.answers:
            for when, points, text in (
                ("before", answer.points_before, answer.before),
                ("after", answer.points_after, answer.after),
            ):
                if points is not None:
                    found.append(maker.judged(answer.question, when, points, text))
    if review.ended:
        found.append(maker.ended())
    return found


def registration(story: Story) -> UUID:
    """Return the id of one game: the same whenever it is reported."""
    head = story.header
    return uuid5(NAMESPACE_URL, f"{BASE}:game:{story.table.id}:{head.seed}:{head.started}")


class _Maker:
    def __init__(self, story: Story, review: Review) -> None:
        self.story = story
        self.review = review
        self.game = registration(story)
        self.scenario = f"{BASE}:scenario:{story.table.id}"
        self.times = {step.number: step.line.at for step in story.steps}
        self.count = 0

    def begun(self) -> Statement:
        return self._statement(
            self.review.seat, "initialized", self._activity(self.scenario, "game"), None, 1, "begun"
        )

    def ended(self) -> Statement:
        score = next((s for s in self.review.scores if s.seat == self.review.seat), None)
        result: dict[str, Any] = {"completion": True}
        if score is not None:
            result["score"] = {
                "scaled": max(-1.0, min(1.0, score.normalised)),
                "raw": score.own,
            }
        last = max(self.times, default=1)
        activity = self._activity(self.scenario, "game")
        return self._statement(self.review.seat, "completed", activity, result, last, "ended")

    def turn(self, turn: int, number: int) -> Statement:
        part = turn / max(1, self.story.table.turns)
        activity = self._activity(f"{self.scenario}:turn:{turn}", "turn", f"Turn {turn}")
        result = {"completion": True, "extensions": {PROGRESS: round(min(1.0, part), 3)}}
        return self._statement(self.review.seat, "completed", activity, result, number, "turn")

    def act(self, item: Happening) -> Statement:
        verb, kind, what = ACTS[item.kind]
        about = f"{self.scenario}:{what}"
        if item.draft:
            about = f"{self.scenario}:turn:{item.turn}:{what}:{item.draft}"
        result = {"response": item.kind}
        activity = self._activity(about, kind, what.replace("-", " "))
        return self._statement(item.seat, verb, activity, result, item.number, item.kind)

    def competency(self, seat: str, rating: Any) -> Statement:
        about = f"{BASE}:competency:{rating.competency}"
        result = {
            "score": {
                "raw": rating.level,
                "min": 1,
                "max": 4,
                "scaled": round((rating.level - 1) / 3, 3),
            },
            "response": rating.word,
        }
        activity = self._activity(about, "objective", rating.name)
        last = max(self.times, default=1)
        return self._statement(seat, "scored", activity, result, last, rating.competency)

    def judged(self, question: str, when: str, points: int, text: str) -> Statement:
        about = f"{self.scenario}:judgement:{question}"
        result = {
            "score": {"raw": points, "min": 0, "max": 3, "scaled": round(points / 3, 3)},
            "response": text,
            "success": points == 3,
            "extensions": {f"{BASE}:extension:when": when},
        }
        notes = [n for n in self.story.notes if n.topic == "judgement" and n.subject == when]
        at = notes[-1].at if notes else self.story.header.started
        activity = self._activity(about, "question", question.replace("_", " "))
        made = self._statement(
            self.review.seat, "answered", activity, result, 0, f"{when}{question}"
        )
        return {**made, "timestamp": at}

    def _activity(self, about: str, kind: str, name: str = "") -> Statement:
        shown = name or self.review.title
        return {
            "objectType": "Activity",
            "id": about,
            "definition": {"type": TYPES[kind], "name": {"en": shown}},
        }

    def _statement(
        self,
        seat: str,
        verb: str,
        activity: Statement,
        result: dict[str, Any] | None,
        number: int,
        what: str,
    ) -> Statement:
        self.count += 1
        name = f"{number}:{seat}:{what}:{activity['id']}:{self.count}"
        made: Statement = {
            "id": str(uuid5(self.game, name)),
            "actor": {"objectType": "Agent", "account": self._account(seat)},
            "verb": {"id": VERBS[verb], "display": {"en": verb}},
            "object": activity,
            "context": {
                "registration": str(self.game),
                "platform": f"Demarche {__version__}",
                "language": "en",
                "contextActivities": {
                    "grouping": [{"objectType": "Activity", "id": self.scenario}],
                    "category": [{"objectType": "Activity", "id": PROFILE}],
                },
            },
            "timestamp": self.times.get(number, self.story.header.started),
            "version": VERSION,
        }
        if result is not None:
            made["result"] = result
        return made

    def _account(self, seat: str) -> dict[str, str]:
        """A pseudonym: who knows the save can tell the seat, nobody can tell the person."""
        return {"homePage": f"{BASE}:pseudonym", "name": uuid5(self.game, f"seat:{seat}").hex[:12]}
