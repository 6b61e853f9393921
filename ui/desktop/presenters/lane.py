"""The lane for long work, as presenters see it, and its twin that works on the spot for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from ess_shop.errors import ShopError

T = TypeVar("T")
Failed = Callable[[ShopError], object]


class Lane(Protocol):
    """Runs one piece of work after the other, away from the screen; answers come back in the same order."""

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Do `work`, then call `done` with its result; a ShopError goes to `failed`, or to the banners."""


class InlineLane:
    """Works at once, where it is called."""

    def __init__(self, failed: Failed | None = None) -> None:
        self._failed = failed

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """See `Lane.run`; without any `failed` the error goes on to the caller."""
        try:
            result = work()
        except ShopError as trouble:
            tell = failed or self._failed
            if tell is None:
                raise
            tell(trouble)
        else:
            done(result)
