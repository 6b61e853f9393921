"""Books that answer late, for tests of what is pressed or scanned meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from ess_shop.errors import ShopError
from ui.desktop.presenters.lane import Failed

T = TypeVar("T")


class SlowLane:
    """Nothing is done before `catch_up`, and all of it before the first answer is heard."""

    def __init__(self, failed: Failed) -> None:
        self._failed = failed
        self._work: list[Callable[[], Callable[[], object]]] = []

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """See `Lane.run`."""
        self._work.append(partial(_tried, work, done, failed or self._failed))

    def catch_up(self) -> None:
        """Do what was asked for, and what the answers ask for."""
        while self._work:
            asked, self._work = self._work, []
            for answer in [each() for each in asked]:
                answer()


def _tried(work: Callable[[], T], done: Callable[[T], object], failed: Failed) -> Callable[[], object]:
    try:
        found = work()
    except ShopError as wrong:
        return partial(failed, wrong)
    return partial(done, found)
