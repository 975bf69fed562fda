"""No guest outlives its test: a link whose host is gone would try to come back for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.classroom.remote import Link


@pytest.fixture(autouse=True)
def _links_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    begun: list[Link] = []
    begin = Link._begun

    def noted(self: Link, within: float) -> Link:
        begun.append(self)
        return begin(self, within)

    monkeypatch.setattr(Link, "_begun", noted)
    yield
    for link in begun:
        link.close()
