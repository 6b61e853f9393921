"""The keys that do something in the sale, as they hold now."""

from __future__ import annotations

from ess_shop.domain.preferences import KeyMap
from ui.desktop.presenters.bell import Bell

VARIANTS = ("Shift+", "Ctrl+")
"""A second and a third local currency have the key of the first one with these."""


class ActKeys:
    """The keys that hold now; the sale room follows them."""

    def __init__(self, keys: KeyMap) -> None:
        self.keys = keys
        self.changed: Bell[[]] = Bell()

    def key(self, act: str) -> str:
        """The key of an act; KeyError for an unknown one."""
        return self.keys.key(act)

    def local(self, number: int) -> str:
        """The key of a local currency by its place, "" from the fourth on."""
        key = self.key("local")
        if number == 0:
            return key
        return f"{VARIANTS[number - 1]}{key}" if "+" not in key and number <= len(VARIANTS) else ""

    def take(self, keys: KeyMap) -> None:
        """From now on these hold."""
        self.keys = keys
        self.changed.ring()
