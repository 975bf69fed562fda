"""Every verb does its command for real, and what it cannot do it says in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.engine import commands as c
from game.engine.package import Alteration
from game.session.session import Session
from game.text.verbs import ACTING, COMPOSING, LOOKING
from tests.test_every_command import OF_SEATS
from tests.text.talking import (
    answered,
    by,
    changed,
    commands_of,
    in_talks,
    quiet_game,
    talk,
)

Prepare = Callable[[Session], Session]


def _nothing(session: Session) -> Session:
    return session


def _talks(session: Session) -> Session:
    return in_talks(session, "alba")


def _drafted(session: Session) -> Session:
    """Brava's draft lies on the table."""
    from game.engine.events import DraftTabled

    session = _talks_open(session)
    done = by(session, "brava", c.TableDraft(changed(session)))
    assert any(isinstance(event, DraftTabled) for event in done.lines[-1].events)
    return session


def _talks_open(session: Session) -> Session:
    """The consultation, with nobody's round over yet."""
    for seat in ("alba", "brava", "corso"):
        by(session, seat, c.Continue())
    return session


def _own_draft(session: Session) -> Session:
    return by(_talks_open(session), "alba", c.TableDraft(changed(session)))


def _sounded(session: Session) -> Session:
    return by(_talks_open(session), "brava", c.SendBackchannel(0, changed(session)))


def _offered(session: Session) -> Session:
    return by(_drafted(session), "brava", c.OfferSideDeal(0, 1, 500, 1))


def _offering(session: Session) -> Session:
    return by(_drafted(session), "alba", c.OfferSideDeal(1, 1, 500, 1))


def _linked(session: Session) -> Session:
    _drafted(session)
    place = session.table.level_place(1, 0)
    mine, yours = Alteration("level", place, 1), Alteration("level", 0, 2)
    return by(session, "brava", c.LinkIssues(0, 1, mine, yours))


def _deciding(session: Session) -> Session:
    _own_draft(session)
    by(session, "alba", c.CallDecision(1))
    for seat in ("alba", "brava", "corso"):
        by(session, seat, c.PassRound())
    assert session.state.phase == "decision"
    return session


def _delivering(session: Session) -> Session:
    _talks_open(session)
    while session.state.phase == "consultation":
        for seat in ("alba", "brava", "corso"):
            by(session, seat, c.PassRound())
    return session


def _asked_by_event(session: Session) -> Session:
    return by(session, "instructor", c.FireInject("stranding"))


SAYINGS: tuple[tuple[str, str, Prepare, str], ...] = (
    ("continue", "continue", _nothing, "alba"),
    ("choose_for_event", "choose keep", _asked_by_event, "corso"),
    ("table_draft", "table give escort 1", _talks_open, "alba"),
    ("amend_draft", "amend 1 give escort 2; brava gives patrol 1", _drafted, "alba"),
    ("withdraw_draft", "withdraw", _own_draft, "alba"),
    ("answer_draft", "answer 1 refuse because cost, area", _drafted, "alba"),
    ("answer_draft", "answer 1 changes if give escort 0", _drafted, "alba"),
    ("ask_interests", "ask brava area", _talks_open, "alba"),
    ("tell", "tell brava area", _talks_open, "alba"),
    ("tell", "tell brava limit 1", _talks_open, "alba"),
    ("tell", "tell brava support", _talks_open, "alba"),
    ("tell", "tell brava nothing area", _talks_open, "alba"),
    ("send_backchannel", "backchannel brava give escort 1", _talks_open, "alba"),
    ("answer_backchannel", "reply accept", _sounded, "alba"),
    ("offer_side_deal", "offer brava draft 1 2.5m for 2 turns", _drafted, "alba"),
    ("answer_side_deal", "deal take", _offered, "alba"),
    ("recall_side_deal", "recall", _offering, "alba"),
    ("link_issues", "link brava 1 give escort 2 if give escort 1", _drafted, "alba"),
    ("answer_link", "trade take", _linked, "alba"),
    ("make_statement", "state area strait", _talks_open, "alba"),
    ("hold_exercise", "exercise corso", _talks_open, "alba"),
    ("ask_capital", "waive 1", _talks_open, "alba"),
    ("ask_chair", "chair", _talks_open, "alba"),
    ("call_decision", "decide 1", _drafted, "alba"),
    ("pass_round", "pass", _talks_open, "alba"),
    ("cast_vote", "vote object We cannot pay for it.", _deciding, "alba"),
    ("cast_vote", "vote consent keep forces back", _deciding, "alba"),
    ("deliver", "deliver escort 1", _delivering, "alba"),
    ("deliver", "deliver nothing", _delivering, "alba"),
)


@pytest.mark.parametrize(
    ("kind", "line", "prepare", "seat"),
    SAYINGS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_verb_gives_its_command(kind: str, line: str, prepare: Prepare, seat: str) -> None:
    """What is typed reaches the log as the command that the verb stands for."""
    session = prepare(quiet_game(seat))
    before = len(commands_of(session, seat))
    said = answered(session, seat, line)
    assert commands_of(session, seat)[before : before + 1] == [kind], said


def test_a_closed_term_is_opened_by_a_motion() -> None:
    """``open`` puts a closed term on the agenda."""
    session = _talks_open(quiet_game("alba", preset="long"))
    closed = next(t.id for n, t in enumerate(session.table.terms) if n not in session.state.agenda)
    answered(session, "alba", f"motion {closed}")
    assert "move_agenda" in commands_of(session, "alba")


def test_these_sayings_cover_every_command() -> None:
    """The sayings above, and the motion, are of every command that a seat can give."""
    assert {kind for kind, *_rest in SAYINGS} | {"move_agenda"} == set(OF_SEATS)


@pytest.mark.parametrize("verb", [v.name for v in LOOKING if v.name not in ("quit", "wait")])
def test_a_look_changes_nothing(verb: str) -> None:
    """Looking is free: it says something, and no command is given."""
    session = _drafted(quiet_game("alba"))
    before = commands_of(session, "alba")
    named = {"draft": "draft 1", "member": "member brava", "why": "why attacks"}
    said = answered(session, "alba", named.get(verb, verb))
    assert said.strip()
    assert "understood" not in said
    assert commands_of(session, "alba") == before


def test_help_lists_what_can_be_done_now_with_its_cost() -> None:
    """In each phase help has the acts of that phase, what they cost, and all looks."""
    briefing = answered(quiet_game("alba"), "alba", "help")
    assert "continue (free)" in briefing
    assert "table (" not in briefing
    talks = answered(_drafted(quiet_game("alba")), "alba", "help")
    assert "table (2 effort)" in talks
    assert "ask (1 effort)" in talks
    assert "vote (" not in talks
    for verb in (*COMPOSING, *LOOKING):
        assert verb.usage in " ".join(talks.split())


@pytest.mark.parametrize("verb", [*ACTING, *COMPOSING, *LOOKING], ids=lambda v: v.name)
def test_every_verb_has_help_of_its_own(verb: object) -> None:
    """``help VERB`` says how it is written, what it does and what it costs."""
    name = getattr(verb, "name", "")
    said = answered(quiet_game("alba"), "alba", f"help {name}")
    assert said.startswith("Write: ")
    if getattr(verb, "kind", ""):
        assert "It costs: " in said


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("frobnicate", "is no verb here; type help"),
        ("ask brvaa area", "did you mean “Brava”?"),
        ("ask alba area", "your own seat"),
        ("ask brava", "Which term? Choose from"),
        ("ask brava aera", "did you mean “Area”?"),
        ("declare area nowhere", "There is no answer to Area “nowhere”"),
        ("answer 9 accept", "There is no draft 9 this turn"),
        ("answer 1 perhaps", "There is no stance “perhaps”"),
        ("withdraw 1", "only a sponsor can withdraw it"),
        ("amend 1", "Say what is to change"),
        ("table", "Nothing is composed yet"),
        ("offer brava 1 lots", "Give the money in millions"),
        ("offer brava 1 5 9", "give a number from 1 to 4"),
        ("vote consent", "That belongs to the decision"),
        ("give escort 99", "to commit in all; lower the number"),
        ("pass the salt", "was not understood; write pass"),
        ("why weather", "There is no track “weather”"),
        ("waive 7", "give a number from 1 to 1"),
        ("deal take", "No side deal waits for that now"),
        ("history 9", "give a number from 1 to"),
        ("d", "may be more than one verb"),
        ("preview lunch", "Preview what?"),
        ("undo", "Nothing is composed"),
        ("set exit nonsense", ""),
    ],
)
def test_a_slip_is_told_with_the_next_step(line: str, wanted: str) -> None:
    """What is not understood, or refused, gets a sentence and changes nothing."""
    session = _drafted(quiet_game("alba"))
    before = commands_of(session, "alba")
    said = answered(session, "alba", line)
    assert wanted in " ".join(said.split())
    assert said.strip().endswith((".", "?", "!"))
    assert commands_of(session, "alba") == before


def test_names_may_be_shortened_and_written_as_ids() -> None:
    """Ids, names, prefixes, other cases and small words between all reach the same command."""
    for line in ("ask brava area", "ASK Bra the Area", "ask bra about are", "ask b ar"):
        session = _talks_open(quiet_game("alba"))
        answered(session, "alba", line)
        assert commands_of(session, "alba")[-1] == "ask_interests", line


def test_composing_goes_step_by_step_and_back() -> None:
    """Changes add up, undo takes the last one back, and send tables what is left."""
    session = _talks_open(quiet_game("alba"))
    said = talk(
        session,
        "alba",
        [
            "compose",
            "give escort ship 1",
            "ask-of corso escort 1",
            "undo",
            "show",
            "preview",
            "send",
        ],
    )
    assert "composing> " in said
    draft = session.state.drafts[-1]
    assert draft.package == changed(session)
    assert "Corso: " in said


def test_a_text_across_an_own_limit_is_warned_of_and_refused() -> None:
    """Composing says which limit is crossed and how to lift it; sending is refused."""
    session = _talks_open(quiet_game("alba"))
    exit_term = next(n for n, t in enumerate(session.table.terms) if t.id == "exit")
    lines = [] if exit_term in session.state.agenda else ["open exit"]
    said = talk(session, "alba", [*lines, "compose", "set exit handover", "send"])
    assert "It crosses a limit of yours" in said
    assert "Type waive alba_no_handover" in " ".join(said.split())
    assert not session.state.drafts
