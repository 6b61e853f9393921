"""A lane: one thread that does one piece of work after the other and answers on the window's thread."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ess_shop.errors import Defect, ShopError
from ui.desktop.presenters.lane import Failed

T = TypeVar("T")
log = logging.getLogger("ess_shop.lanes")
_Answer = Callable[[], object]


class QtLane(QObject):
    """See `ui.desktop.presenters.lane.Lane`; `failed` hears what nobody else listens to."""

    _answered = Signal(object)

    def __init__(self, name: str, failed: Failed) -> None:
        super().__init__()
        self._failed = failed
        self._work: SimpleQueue[Callable[[], _Answer] | None] = SimpleQueue()
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._waiting = 0
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Queue a piece of work; its answer comes by the event loop."""
        self._waiting += 1
        self._work.put(lambda: _tried(work, done, failed or self._failed))

    @property
    def busy(self) -> bool:
        """Whether work is under way or an answer has not arrived yet."""
        return self._waiting > 0

    def close(self, seconds: float = 15.0) -> bool:
        """Finish what is queued and stop; whether it did within the time."""
        self._work.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        while (job := self._work.get()) is not None:
            self._answered.emit(job())

    @Slot(object)
    def _answer(self, answer: _Answer) -> None:
        self._waiting -= 1
        answer()


def _tried(work: Callable[[], Any], done: Callable[[Any], object], failed: Failed) -> _Answer:
    """Do the work here; return what is to be done with its outcome on the window's thread."""
    try:
        result = work()
    except ShopError as trouble:
        told = trouble
        return lambda: failed(told)
    except Exception as wrong:
        log.exception("work in a lane failed")
        return partial(_broken, wrong, failed)
    return lambda: done(result)


def _broken(wrong: Exception, failed: Failed) -> None:
    """Show the crash; who asked hears that it failed, so that nothing waits for ever."""
    sys.excepthook(type(wrong), wrong, wrong.__traceback__)
    failed(Defect("defect", "Something went wrong in the program"))
