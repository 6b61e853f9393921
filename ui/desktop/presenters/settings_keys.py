"""The keys of the acts: which may be taken, and by what."""

from __future__ import annotations

import re

from ess_shop.domain.preferences import DEFAULT_KEYS, KEYS, KeyMap
from ess_shop.errors import Refused
from ess_shop.wording import Words
from ui.desktop.presenters.act_keys import VARIANTS
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.settings_keeping import Kept

FREE = re.compile(r"(Ctrl\+)?(Shift\+)?F([1-9]|1[0-9]|2[0-4])|Ctrl\+(Shift\+)?[A-Z]")
"""What an act may have: everything else types, moves or belongs to the system."""

TAKEN = frozenset(
    {f"Ctrl+{letter}" for letter in "ABCEHKLMNPUVXYZ"} | {f"Ctrl+Shift+{letter}" for letter in "UZ"}
)
"""What fields and rooms need for themselves."""


class KeysPresenter(Kept[KeyMap]):
    """The keys as they are being changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, KEYS, KeyMap.from_plain, KeyMap.to_plain)

    def take(self, act: str, key: str) -> None:
        """Give an act a key; one that another act has is offered to be swapped. Refused for an unfit one."""
        self.desk.notices.withdraw(KEYS)
        check_key(key)
        names = dict(acts(self.desk.words))
        other = self._act_of(key, act)
        if other:
            words = self.desk.words
            self.desk.notices.tell(
                KEYS,
                words("The key {key} does “{act}” already.", key=key, act=names[other]),
                Tone.WARNING,
                Step(words("Swap the two keys"), lambda: self._swap(act, other)),
            )
            return
        self.show(KeyMap({**self.value.keys, act: key}))

    def _act_of(self, key: str, wanted: str) -> str:
        local = self.value.key("local")
        for act, taken in self.value.keys.items():
            if act != wanted and taken == key:
                return act
        if wanted != "local" and key in {f"{variant}{local}" for variant in VARIANTS}:
            return "local"
        return ""

    def _swap(self, act: str, other: str) -> None:
        keys = self.value.keys
        self.show(KeyMap({**keys, act: keys[other], other: keys[act]}))

    def usual(self) -> None:
        """The keys as they came."""
        self.desk.notices.withdraw(KEYS)
        self.show(KeyMap())

    def key_of(self, act: str) -> str:
        """The key that an act has in what is being changed."""
        return self.value.key(act)


def check_key(key: str) -> None:
    """Refused for a key that cannot be an act's."""
    if not FREE.fullmatch(key) or key in TAKEN:
        raise Refused(
            "key_reserved", "The key {key} is needed elsewhere: take F1 to F12, or one with Ctrl.", key=key
        )


def acts(words: Words) -> tuple[tuple[str, str], ...]:
    """(act, what people call it) in the order of a sale."""
    named = {
        "help": words("Help"),
        "search": words("Search"),
        "member": words("Unlabelled"),
        "park": words("Put aside"),
        "recall": words("Recall"),
        "price_check": words("Check a price"),
        "return": words("Take back"),
        "discount": words("Discount"),
        "pay": words("Pay"),
        "cash_exact": words("Cash, exact amount"),
        "card": words("Card"),
        "local": words("Local currency"),
        "customer": words("Member as customer"),
    }
    return tuple((act, named[act]) for act in DEFAULT_KEYS)
