"""A bell that presenters ring when something changed, for whoever listens; no Qt needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Bell(Generic[P]):
    """Calls its listeners in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[P, object]] = []

    def connect(self, listener: Callable[P, object]) -> None:
        """Call `listener` at every ring from now on."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[P, object]) -> None:
        """Call it no longer; ValueError if it never listened."""
        self._listeners.remove(listener)

    def ring(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell everyone."""
        for listener in tuple(self._listeners):
            listener(*args, **kwargs)
