"""Ctrl-C while members think: it asks them to stop and breaks nothing off half done."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Interrupt:
    """
    A context in which Ctrl-C is only taken note of.

    Python lets the main thread alone handle signals; elsewhere nothing is changed.
    """

    def __init__(self) -> None:
        self._pressed = False
        self._here = threading.current_thread() is threading.main_thread()

    def pressed(self) -> bool:
        """Whether Ctrl-C was pressed within the context."""
        return self._pressed

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._pressed = True

    def __enter__(self) -> Interrupt:
        if self._here:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._here:
            signal.signal(signal.SIGINT, self._before)
