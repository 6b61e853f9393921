"""Buttons of the sale whose key a manager may change."""

from __future__ import annotations

from collections.abc import Callable

from ui.desktop.presenters.act_keys import ActKeys
from ui.desktop.widgets.button import Button


def act_button(
    keys: ActKeys, act: str, text: str, do: Callable[[], object], *, role: str = "plain", big: bool = False
) -> Button:
    """A button that stays as long as its room, and shows and obeys the key that its act has now."""
    made = Button(text, do, key=keys.key(act), role=role, big=big)
    keys.changed.connect(lambda: made.rekey(keys.key(act)))
    return made
