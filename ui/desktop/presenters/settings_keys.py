"""The keys of the acts: which may be taken, and by what."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.preferences import DEFAULT_KEYS, KEYS, KeyMap
from ess_shop.errors import Refused
from ess_shop.wording import Words
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import Kept

RESERVED = frozenset(
    {"Esc", "Return", "Enter", "Tab", "Backspace", "Space", "Del", "Up", "Down", "Left", "Right", "Ctrl+L"}
    | {f"Ctrl+{place}" for place in range(1, 10)}
)
"""What the window itself needs."""


class KeysPresenter(Kept[KeyMap]):
    """The keys as they are kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, KEYS, KeyMap.from_plain, KeyMap.to_plain)

    def save_keys(self, keys: Mapping[str, str]) -> None:
        """Keep these keys; Refused for one that is needed elsewhere, types text, or does two things."""
        for key in keys.values():
            check_key(key)
        self.save(KeyMap({**self.value.keys, **keys}))

    def usual(self) -> None:
        """The keys as they came."""
        self.show(KeyMap())


def check_key(key: str) -> None:
    """Refused for a key that cannot be an act's."""
    if not key:
        raise Refused("no_key", "Press the key that should do this.")
    if key in RESERVED or (len(key) == 1 and key.isprintable()):
        raise Refused(
            "key_reserved", "The key {key} is needed elsewhere: take F1 to F12, or one with Ctrl.", key=key
        )


def acts(words: Words) -> tuple[tuple[str, str], ...]:
    """(act, what people call it) in the order of a sale, as far as the till knows the act."""
    named = (
        ("unlabelled", words("Unlabelled")),
        ("park", words("Put aside")),
        ("recall", words("Recall")),
        ("price_check", words("Check a price")),
        ("return", words("Take back")),
        ("discount", words("Discount")),
        ("pay", words("Pay")),
        ("cash_exact", words("Cash, exact amount")),
        ("card", words("Card")),
        ("local", words("Local currency")),
    )
    return tuple(each for each in named if each[0] in DEFAULT_KEYS)
