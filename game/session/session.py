"""One game being played: commands in, verdicts out, everything kept; computer members' turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Literal, Self, get_args

from pydantic_core import PydanticSerializationError

from game import __version__
from game.engine import commands as c
from game.engine.apply import applied
from game.engine.codec import LARGEST_COMMAND, CodecError, command_json, refuse_wild_numbers
from game.engine.digest import Digester
from game.engine.events import CHAIR as CHAIR_SEAT
from game.engine.events import Event, PhaseBegan, RoundBegan, TurnBegan
from game.engine.game import CHAIR, CLOCK, Done, decide
from game.engine.refusal import Refusal
from game.engine.rules.registry import known_rules
from game.engine.setting import Setting, preset_of
from game.engine.state import GameState, initial_state
from game.engine.table import Table
from game.engine.view import SeatView, view
from game.errors import UserError, unknown
from game.members.move import Figure, Move
from game.scenario.load import Loaded, load_from_texts
from game.session.apart import MembersApart
from game.session.computer import (
    MOST_MOVES,
    ComputerMembers,
    Members,
    asking_order,
    awaited,
    default_move,
    refused_record,
)
from game.session.header import LARGEST_SEED, Branch, Difficulty, Header
from game.session.lines import (
    ID,
    CommandLine,
    Line,
    NoteLine,
    PeopleLine,
    RefusedLine,
    line_codec,
)
from game.session.log import SUFFIX, LogWriter, SaveError
from game.session.save import read_save, replayed, setting_of


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is thinking: a seat's id or ``chair``, and the moves made since ``advance`` began."""

    seat: str
    moves: int
    turn: int
    phase: str
    round: int


class MemberFault(RuntimeError):
    """A computer member did what it must not; raised in strict sessions alone."""


def _never() -> bool:
    return False


def _quietly(progress: Progress) -> None:
    return None


class Session:
    """
    One game, by one process. Methods may be called from several threads.

    ``Session.new`` and ``Session.load`` make one; ``submit`` carries out a command, ``advance``
    lets computer members act. With a save path, a command is on the disk before ``submit`` returns.
    """

    def __init__(
        self,
        header: Header,
        setting: Setting,
        lines: Sequence[Line],
        state: GameState,
        *,
        writer: LogWriter | None,
        members: Members | None,
        strict: bool,
        notice: str = "",
    ) -> None:
        self.header = header
        self.setting = setting
        self.notice = notice  # what was mended when the game was loaded; empty if nothing
        self._state = state
        self._lines: list[Line] = []
        self._writer = writer
        self._members = members or ComputerMembers(header.difficulty)
        self._strict = strict
        self._lock = RLock()
        self._digester = Digester()
        self._people = frozenset(header.people)
        self._verdicts: dict[tuple[str, str], int] = {}
        self._last_mover: int | None = None
        self._moves: dict[int, int] = {}
        self._muted: set[int] = set()
        self._muted_at = state
        self._closed = False
        for line in lines:
            self._remember(line)

    # ------------------------------------------------------------------ beginning and resuming

    @classmethod
    def new(
        cls,
        loaded: Loaded,
        *,
        seed: int,
        preset: str | None = None,
        people: Sequence[str] = (),
        styles: Mapping[str, str] | None = None,
        aliases: bool = False,
        save: Path | None = None,
        difficulty: Difficulty = "standard",
        members: Members | None = None,
        strict: bool = False,
    ) -> Session:
        """
        Begin a game of a loaded scenario, in its first briefing.

        *people* are seats that people have; *styles* replaces computer seats' styles by id;
        *aliases* plays under invented names; *save* is the file to keep it in (it must not exist).
        *strict* raises MemberFault where play would go on by a default.

        Raises:
            UserError: unknown preset, seat or style; a seed outside 0 to 999,999,999.
            SaveError: the save exists or cannot be written.
        """
        if aliases:
            loaded = load_from_texts(loaded.text, rules=known_rules(), aliases=True)
        header = _header(loaded, seed, preset, people, styles or {}, aliases, difficulty)
        setting = setting_of(header)
        session = cls(
            header,
            setting,
            (),
            initial_state(setting),
            writer=None,
            members=members,
            strict=strict,
        )
        begun = session.submit(CLOCK, c.StartGame())
        assert isinstance(begun, Done), begun
        if save is not None:
            session._writer = LogWriter.create(save, session._bodies())
        return session

    @classmethod
    def load(cls, path: Path, *, members: Members | None = None, strict: bool = False) -> Session:
        """
        Go on with a saved game at its last acknowledged command.

        A last line that was cut by a crash is dropped, which ``notice`` tells; the file is mended
        at the next command, and a copy kept beside it (``.bak``).

        Raises:
            SaveError: missing, foreign, newer, older, truncated, altered, or open elsewhere.
        """
        save = read_save(path)
        last = replayed(save)
        return cls(
            save.header,
            last.setting,
            save.lines,
            last,
            writer=LogWriter.open(save.raw),
            members=members,
            strict=strict,
            notice=save.notice,
        )

    def think_apart(self) -> None:
        """Let computer members think in a process of their own, which leaves this one quick."""
        if isinstance(self._members, ComputerMembers):
            self._members = MembersApart(self.header.difficulty)

    def close(self) -> None:
        """Let go of the save; nothing can be submitted afterwards, and ``advance`` stops."""
        with self._lock:
            self._closed = True
            if self._writer is not None:
                self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------- looking

    @property
    def state(self) -> GameState:
        """The state now. It holds every seat's secrets: screens take ``view``."""
        return self._state

    @property
    def table(self) -> Table:
        """The public half of the scenario."""
        return self.setting.table

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that happened so far, in order."""
        with self._lock:
            return tuple(self._lines)

    @property
    def path(self) -> Path | None:
        """The file in which the game is kept, if it is."""
        return self._writer.path if self._writer is not None else None

    @property
    def people(self) -> frozenset[str]:
        """Seats that people have; the computer has the others."""
        return self._people

    @property
    def number(self) -> int:
        """Number of the last line."""
        return len(self._lines)

    @property
    def digest(self) -> str:
        """The digest of the state now."""
        with self._lock:
            return self._digester.of(self._state)

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return self._state.phase == "ended"

    def view(self, seat: str) -> SeatView:
        """Return all that a seat may know now; raises UserError for an unknown seat."""
        return view(self._state, self._place(seat))

    def state_after(self, number: int) -> GameState:
        """Return the state after the line with this number, 0 before the first."""
        state = initial_state(self.setting)
        for line in self._lines[:number]:
            if isinstance(line, CommandLine):
                state = applied(state, line.events)
        return state

    # --------------------------------------------------------------------------------- acting

    def submit(
        self,
        actor: str,
        command: c.Command,
        command_id: str | None = None,
        *,
        record: tuple[Figure, ...] | None = None,
    ) -> Refusal | Done:
        """
        Carry out a command by a seat, ``chair``, ``clock`` or ``instructor``, or refuse it.

        With a save it is on the disk when this returns. The same *command_id* (up to 64 letters,
        digits and ``_ . : -``) from the same actor gets its original verdict again, a refusal too.

        Raises:
            SaveError: the save could not be written; the command was not carried out.
        """
        with self._lock:
            if command_id is not None:
                if not _is_id(command_id):
                    return Refusal("command/malformed", {"place": "id"})
                known = self._verdicts.get((actor, command_id))
                if known is not None:
                    return self._verdict(known)
            malformed = _malformed(command)
            if malformed is not None:
                return malformed
            decided = decide(self._state, actor, command)
            if isinstance(decided, Refusal):
                if command_id is not None and decided.code != "actor/unknown":
                    self._keep(self._refused_line(actor, command, command_id, decided))
                return decided
            digest = self._digester.of(decided.state)
            line = CommandLine(
                n=self.number + 1,
                id=command_id or f"#{self.number + 1}",
                actor=actor,
                at=_now(),
                turn=decided.state.turn,
                command=command,
                record=record,
                events=decided.events,
                digest=digest,
            )
            self._keep(line)
            self._state = decided.state
            return decided

    def hand_over(self, seat: str, to_computer: bool) -> None:
        """Give a seat to the computer, or to a person; raises UserError for an unknown seat."""
        self._place(seat)
        with self._lock:
            people = self._people - {seat} if to_computer else self._people | {seat}
            if people != self._people:
                self._keep(PeopleLine(self.number + 1, _now(), tuple(sorted(people))))

    def forecast(self, seat: str, draft: int, chances: Mapping[str, int]) -> None:
        """
        Note how likely a seat takes it that members consent to a draft, in thousandths by id.

        It is free and nobody else's business; the last one before the votes counts in the review.

        Raises:
            UserError: unknown seat or member, a chance beyond 0 to 1000, or no such open draft.
        """
        with self._lock:
            found = self._state.draft(draft)
            talks = self._state.phase in ("consultation", "decision")
            if found is None or found.status != "open" or not talks:
                raise UserError(f"draft {draft} is not on the table; forecast one that is")
            for member, chance in chances.items():
                self._place(member)
                if isinstance(chance, bool) or not 0 <= chance <= 1000:
                    raise UserError(f"{chance} is no chance; give thousandths from 0 to 1000")
            self._note(seat, "forecast", str(draft), tuple(chances.items()))

    def judge(
        self, seat: str, when: Literal["before", "after"], choices: Mapping[str, int]
    ) -> None:
        """
        Note a seat's answers to the scenario's test of judgement: option (from 0) by question.

        Raises:
            UserError: unknown seat, question or option.
        """
        questions = {q.id: q for q in self.header.scenario.judgement}
        for question, option in choices.items():
            if question not in questions:
                raise unknown("question", question, questions)
            count = len(questions[question].options)
            if isinstance(option, bool) or not 0 <= option < count:
                raise UserError(f"{option} is no option of '{question}'; it has 0 to {count - 1}")
        with self._lock:
            self._note(seat, "judgement", when, tuple(choices.items()))

    def asked_why(self, seat: str, track: str, rule: str, turn: int) -> None:
        """
        Note that a seat asked why a track changed in a turn, and which rule's part it opened.

        Raises:
            UserError: unknown seat or track, or a turn that has not begun.
        """
        known = [spec.id for spec in self.table.tracks]
        if track not in known:
            raise unknown("track", track, known)
        with self._lock:
            if not 1 <= turn <= self._state.turn:
                raise UserError(f"turn {turn} has not begun; ask about 1 to {self._state.turn}")
            self._note(seat, "why", track, ((rule, turn),))

    def advance(
        self,
        stop: Callable[[], bool] = _never,
        progress: Callable[[Progress], None] = _quietly,
    ) -> int:
        """
        Let computer members act until none has a move, and return how many moves were made.

        *stop* is asked before each member thinks; *progress* is told who does. Thinking takes place
        outside the lock: what people submit meanwhile comes first. May run in a worker thread.
        """
        moves = 0
        while not self.ended and not stop():
            before = self._state
            moved = self._ask_members(before, stop, progress, moves)
            if moved is None:
                moved = self._unblock(before)
            if not moved:
                break
            moves += 1
        return moves

    def rewind(self, turn: int) -> Session:
        """
        Return a branch of this game that goes on from the briefing of a turn already played.

        It is kept in a new file beside this game's, which stays as it is.

        Raises:
            UserError: that turn has not begun.
        """
        with self._lock:
            number = self._first_of(turn)
            of = self.path.name if self.path is not None else ""
            header = self.header.model_copy(
                update={
                    "branch": Branch(of=of, command=number, turn=turn),
                    "started": _now(),
                    "version": __version__,
                }
            )
            branch = Session(
                header,
                self.setting,
                self._lines[:number],
                self.state_after(number),
                writer=None,
                members=self._members,
                strict=self._strict,
            )
            if self.path is not None:
                path = free_path(self.path.parent, f"{_stem(self.path)}-turn-{turn}")
                branch._writer = LogWriter.create(path, branch._bodies())
            return branch

    # ------------------------------------------------------------------------------ inside

    def _note(
        self,
        seat: str,
        topic: Literal["forecast", "judgement", "why"],
        subject: str,
        entries: tuple[tuple[str, int], ...],
    ) -> None:
        self._place(seat)
        turn = self._state.turn
        self._keep(NoteLine(self.number + 1, seat, _now(), turn, topic, subject, entries))

    def _place(self, seat: str) -> int:
        place = self.table.seat_places.get(seat)
        if place is None:
            raise unknown("seat", seat, self.table.seat_places)
        return place

    def _verdict(self, number: int) -> Refusal | Done:
        line = self._lines[number - 1]
        if isinstance(line, RefusedLine):
            return Refusal(line.code, line.facts)
        assert isinstance(line, CommandLine)
        return Done(self.state_after(number), line.events)

    def _refused_line(
        self, actor: str, command: c.Command, command_id: str, refusal: Refusal
    ) -> RefusedLine:
        return RefusedLine(
            n=self.number + 1,
            id=command_id,
            actor=actor,
            at=_now(),
            command=command,
            code=refusal.code,
            facts=dict(refusal.facts),
        )

    def _keep(self, line: Line) -> None:
        """Append first, then take notice: what was not written has not happened."""
        if self._closed:
            raise SaveError("unwritten", "this game is closed; load it to go on")
        if self._writer is not None:
            self._writer.append(line_codec().dump_json(line))
        self._remember(line)

    def _remember(self, line: Line) -> None:
        self._lines.append(line)
        if isinstance(line, PeopleLine):
            self._people = frozenset(line.people)
            return
        if isinstance(line, NoteLine):
            return
        self._verdicts[line.actor, line.id] = line.n
        if isinstance(line, CommandLine):
            if _new_moment(line.events):
                self._last_mover = None
                self._moves = {}
            elif line.record is not None and line.actor in self.table.seat_places:
                seat = self.table.seat_places[line.actor]
                self._last_mover = seat
                self._moves[seat] = self._moves.get(seat, 0) + 1

    def _bodies(self) -> list[bytes]:
        codec = line_codec()
        head = self.header.model_dump_json().encode()
        return [head, *(codec.dump_json(line) for line in self._lines)]

    def _first_of(self, turn: int) -> int:
        for line in self._lines:
            if isinstance(line, CommandLine) and line.turn == turn:
                return line.n
        begun = self._state.turn
        raise UserError(f"turn {turn} has not begun; choose one from 1 to {begun}")

    def _ask_members(
        self,
        before: GameState,
        stop: Callable[[], bool],
        progress: Callable[[Progress], None],
        moves: int,
    ) -> bool | None:
        """Whether a move was made or the game moved on meanwhile; None if nobody has a move."""
        for seat in self._to_ask(before):
            if stop():
                return False
            name = CHAIR if seat == CHAIR_SEAT else self.table.seats[seat].id
            progress(Progress(name, moves, before.turn, before.phase, before.round))
            seen = view(before, seat, history=False)  # members do not look back
            move = self._members.chair(seen) if seat == CHAIR_SEAT else self._members.move(seen)
            with self._lock:
                if self._state is not before:
                    return True
                if self._closed:
                    return False
                if move is None or name in self._people:
                    continue
                self._make(seat, name, move)
                return True
        return None

    def _to_ask(self, state: GameState) -> tuple[int, ...]:
        order = asking_order(state, self._computer_seats(), self._last_mover)
        muted = self._muted if self._muted_at is state else frozenset()
        return tuple(seat for seat in order if seat not in muted)

    def _computer_seats(self) -> frozenset[int]:
        return frozenset(
            n for n, seat in enumerate(self.table.seats) if seat.id not in self._people
        )

    def _make(self, seat: int, name: str, move: Move) -> None:
        """Carry out a member's move; if it may not be, the phase's default in its place."""
        if self._moves.get(seat, 0) >= MOST_MOVES:
            verdict: Refusal | Done = Refusal("member/too_many_moves", {"most": MOST_MOVES})
        else:
            verdict = self.submit(name, move.command, record=move.record)
        if isinstance(verdict, Done):
            return
        if self._strict:
            raise MemberFault(f"{name}: {move.command} was refused: {verdict}")
        if seat in awaited(self._state):
            self._default(seat, refused_record(move.command, verdict))
        else:
            self._mute(seat)

    def _mute(self, seat: int) -> None:
        """Do not ask a seat again before something has happened; nobody waits for it."""
        if self._muted_at is not self._state:
            self._muted = set()
            self._muted_at = self._state
        self._muted.add(seat)

    def _unblock(self, before: GameState) -> bool:
        """
        Act for a computer member that the whole table waits for although it has no move.

        While a person has still to act, a member may well wait for that.
        """
        waiting = awaited(before)
        with self._lock:
            if self._state is not before:
                return True
            if self._closed or not waiting or not waiting <= self._computer_seats():
                return False
            seat = min(waiting)
            if self._strict:
                raise MemberFault(f"{self.table.seats[seat].id} has no move in {before.phase}")
            self._default(seat, (("fallback", "no_move"),))
            return True

    def _default(self, seat: int, record: tuple[Figure, ...]) -> None:
        name = self.table.seats[seat].id
        verdict = self.submit(name, default_move(self._state, seat), record=record)
        if isinstance(verdict, Refusal):
            raise MemberFault(f"{name}: even the default of {self._state.phase}: {verdict}")


def _header(
    loaded: Loaded,
    seed: int,
    preset: str | None,
    people: Sequence[str],
    styles: Mapping[str, str],
    aliases: bool,
    difficulty: Difficulty,
) -> Header:
    scenario = loaded.scenario
    seats = [member.id for member in scenario.members]
    known_styles = [style.id for style in loaded.catalogue.styles]
    for seat in (*people, *styles):
        if seat not in seats:
            raise unknown("seat", seat, seats)
    for style in styles.values():
        if style not in known_styles:
            raise unknown("style", style, known_styles)
    chosen = preset_of(scenario, preset)
    if chosen is None:
        raise unknown("preset", preset or "", [p.id for p in scenario.presets])
    if isinstance(seed, bool) or not 0 <= seed <= LARGEST_SEED:
        raise UserError(f"{seed} is no seed; give a whole number from 0 to {LARGEST_SEED}")
    if difficulty not in get_args(Difficulty):
        raise unknown("difficulty", difficulty, get_args(Difficulty))
    return Header(
        version=__version__,
        started=_now(),
        seed=seed,
        preset=chosen.id,
        people=tuple(sorted(set(people))),
        styles=dict(styles),
        aliases=aliases,
        difficulty=difficulty,
        briefs=dict(loaded.briefs),
        guide=loaded.guide,
        scenario=scenario,
        catalogue=loaded.catalogue,
    )


def _malformed(command: c.Command) -> Refusal | None:
    """Refuse a command that could not be read again from a save."""
    try:
        refuse_wild_numbers(command)
        size = len(command_json(command))
    except (CodecError, PydanticSerializationError) as error:
        return Refusal("command/malformed", {"why": str(error)})
    if size > LARGEST_COMMAND:
        return Refusal("command/malformed", {"why": f"over {LARGEST_COMMAND} bytes"})
    return None


def _new_moment(events: tuple[Event, ...]) -> bool:
    return any(isinstance(event, TurnBegan | PhaseBegan | RoundBegan) for event in events)


def _is_id(command_id: str) -> bool:
    return re.fullmatch(ID, command_id) is not None and not command_id.startswith("#")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def free_path(folder: Path, stem: str) -> Path:
    """Return a path for a new save in *folder* that no file has yet."""
    path = folder / f"{stem}{SUFFIX}"
    count = 2
    while path.exists():
        path = folder / f"{stem}-{count}{SUFFIX}"
        count += 1
    return path


def _stem(path: Path) -> str:
    return path.name.removesuffix(SUFFIX)
