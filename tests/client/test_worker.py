"""Work off the thread: results, progress, errors, and cancelling."""

from __future__ import annotations

import threading

import pytest

from game.client.layout import Row
from game.client.screen import Answer, Tell
from game.client.widgets.basic import Label
from game.client.worker import Job
from tests.client.conftest import Show


def tree() -> Row:
    """Something to show meanwhile."""
    return Row([Label("Members are thinking")])


def test_a_result_comes_back_on_the_thread_of_the_interface(show: Show) -> None:
    """The work runs elsewhere, its callback here, and its answer is used."""
    driver = show(tree)
    threads: list[int] = []

    def work(job: Job) -> int:
        threads.append(threading.get_ident())
        return 42

    def done(result: int) -> Answer:
        threads.append(threading.get_ident())
        return Tell(f"{result} packages")

    ticket = driver.app.worker.start("think", work, done)
    driver.wait(lambda: not ticket.running)

    assert threads[0] != threads[1] == threading.get_ident()
    assert driver.app.top.messages[-1].text == "42 packages"


def test_progress_is_told_in_order(show: Show) -> None:
    """Shares only grow, and the last one is whole."""
    driver = show(tree)
    told: list[float] = []

    def work(job: Job) -> None:
        for step in range(101):
            job.progress(step / 100, f"{step} of 100")

    ticket = driver.app.worker.start(
        "think", work, lambda result: None, progress=lambda share, text: told.append(share)
    )
    driver.wait(lambda: not ticket.running)

    assert told == sorted(told)
    assert told[-1] == 1


def test_a_cancelled_work_stops_and_stays_silent(show: Show) -> None:
    """After cancel no callback runs, the work ends at its next check, and the next one runs."""
    driver = show(tree)
    started, ended = threading.Event(), threading.Event()
    heard: list[object] = []

    def endless(job: Job) -> None:
        started.set()
        try:
            while True:
                job.check()
        finally:
            ended.set()

    ticket = driver.app.worker.start("endless", endless, heard.append)
    assert started.wait(5)
    ticket.cancel()
    assert ended.wait(5)
    after = driver.app.worker.start("next", lambda job: "next", heard.append)
    driver.wait(lambda: not after.running)

    assert heard == ["next"]
    assert driver.app.worker.busy == []


def test_a_work_cancelled_in_the_queue_never_begins(show: Show) -> None:
    """What waits behind another and is cancelled is not run at all."""
    driver = show(tree)
    gate, ran = threading.Event(), []
    first = driver.app.worker.start("gate", lambda job: gate.wait(5), lambda result: None)
    second = driver.app.worker.start("never", lambda job: ran.append(1), lambda result: None)
    second.cancel()
    gate.set()
    driver.wait(lambda: not first.running)
    third = driver.app.worker.start("last", lambda job: None, lambda result: None)
    driver.wait(lambda: not third.running)

    assert ran == []


def test_an_error_is_handed_over_or_raised(show: Show) -> None:
    """With a handler it is told there; without one the app does not hide it."""
    driver = show(tree)
    told: list[str] = []

    def broken(job: Job) -> None:
        raise ValueError("no package")

    ticket = driver.app.worker.start(
        "a", broken, lambda result: None, failed=lambda error: told.append(str(error))
    )
    driver.wait(lambda: not ticket.running)
    assert told == ["no package"]

    ticket = driver.app.worker.start("b", broken, lambda result: None)
    with pytest.raises(ValueError, match="no package"):
        driver.wait(lambda: not ticket.running)
