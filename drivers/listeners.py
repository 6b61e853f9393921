"""Who hears how a device stands: told at once when they come, then of every change, on its thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

LOG = logging.getLogger(__name__)

S = TypeVar("S")


class Listeners(Generic[S]):
    """Those who listen to one device; they may come from any thread."""

    def __init__(self, device: str) -> None:
        self._device, self._lock = device, threading.Lock()
        self._newcomers: list[Callable[[S], object]] = []
        self._listeners: list[Callable[[S], object]] = []
        self._told: S | None = None

    def add(self, listener: Callable[[S], object]) -> None:
        """One more, who hears the state at the next `tell`."""
        with self._lock:
            self._newcomers.append(listener)

    def tell(self, state: S) -> None:
        """Tell newcomers, and if it changed everybody; one that fails does not keep it from the others."""
        with self._lock:
            newcomers, self._newcomers = self._newcomers, []
        heard_by = newcomers if state == self._told else [*self._listeners, *newcomers]
        self._told = state
        self._listeners += newcomers
        for listener in heard_by:
            try:
                listener(state)
            except Exception:
                LOG.exception("%s: a listener failed", self._device)
