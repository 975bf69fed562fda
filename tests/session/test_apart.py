"""Members that think in a process of their own: the same moves, and no harm if it dies."""

from __future__ import annotations

from game.engine.commands import ClockExpired
from game.engine.game import Done, decide
from game.engine.view import SeatView, view
from game.session.apart import MembersApart
from game.session.computer import ComputerMembers
from tests.fixtures import small_setting, started


def _views() -> list[SeatView]:
    done = decide(started(small_setting(3, preset="long")), "clock", ClockExpired("briefing"))
    assert isinstance(done, Done)
    return [view(done.state, seat, history=False) for seat in (0, 1, 2, -1)]


def test_moves_are_the_same_in_another_process_and_after_it_has_died() -> None:
    """Each seat and the chair; then the process is killed and they go on here."""
    here, apart = ComputerMembers("study"), MembersApart("study")
    views = _views()
    expected = [here.chair(v) if v.seat < 0 else here.move(v) for v in views]

    assert [apart.chair(v) if v.seat < 0 else apart.move(v) for v in views] == expected
    assert apart.is_apart
    assert apart.process is not None
    apart.process.kill()
    apart.process.join()
    assert [apart.chair(v) if v.seat < 0 else apart.move(v) for v in views] == expected
    assert not apart.is_apart
