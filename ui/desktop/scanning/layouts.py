"""What a scanner meant by the keys it pressed, whatever layout the computer is set to.

A keyboard scanner leaves the factory as an American keyboard: it presses *places*, and the computer's
layout makes letters of them, so that `1234567890` arrives as `&é"'(-è_çà` in France, as `&é"'(§è!çà` in
Belgium, and Y and Z change places in Germany and Switzerland.

Where the system numbers the places of keys (X11, Wayland, Windows), the places are read as on an American
keyboard: the row of digits is 10 to 19, and Shift makes capitals. Elsewhere the signs themselves tell: both
rows of digits are mapped back, and letters are put right when the signs around them betray the layout.

`layout` says how the scanner is set:

- `auto`: as an American keyboard, unless its digits came right with Shift held (then it was set to AZERTY
  like the computer, and is believed as it is);
- `us`: as an American keyboard, always;
- `computer`: the same as the computer; what arrives is what was printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DIGIT_PLACES = range(10, 20)
"""The places of 1 to 9 and 0 above the letters."""

_ROWS = (
    (10, "1234567890-=", "!@#$%^&*()_+"),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (51, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (65, " ", " "),
)
_AMERICAN = {
    (first + step, shift): sign
    for first, plain, shifted in _ROWS
    for shift, row in ((False, plain), (True, shifted))
    for step, sign in enumerate(row)
}

_AZERTY = str.maketrans("&é\"'(§è!çà-_)aqzwAQZW,?", "123456789068-qawzQAWZmM")
_AZERTY_SIGNS = frozenset("&é\"'(§è!çà-_),?")
_AZERTY_BETRAYED = frozenset('&é"(§èçà')
_QWERTZ = str.maketrans("ß'yzYZ", "--zyZY")
_QWERTZ_BETRAYED = frozenset("ß'")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that went down: when (ms), at which place (0: unknown), and what the computer made of it.

    `ends` marks Enter and Tab. `plain` is False for keys that no scanner presses: with Ctrl or Alt, arrows,
    function keys. `repeats` is what the system takes for a key held down.
    """

    at: int
    place: int
    text: str
    ends: bool = False
    shift: bool = False
    plain: bool = True
    repeats: bool = False

    @property
    def american(self) -> str:
        """What the place says on an American keyboard; the text as it came if the place is unknown."""
        return _AMERICAN.get((self.place, self.shift), self.text)


def decoded(keys: Sequence[Key], layout: str) -> str:
    """The code behind a scanner's keys; `layout` is one of `ess_shop.domain.scanner.LAYOUTS`."""
    text = "".join(key.text for key in keys)
    if layout == "computer":
        return text
    if any(key.place for key in keys):
        if layout == "auto" and any(_shifted_digit(key) for key in keys):
            return text
        return "".join(key.american for key in keys)
    return _by_signs(text)


def _shifted_digit(key: Key) -> bool:
    return key.shift and key.place in DIGIT_PLACES and key.text.isdecimal()


def _by_signs(text: str) -> str:
    letters = {sign for sign in text if sign.isascii() and sign.isalpha()}
    others = set(text) - letters
    if any(sign.isdecimal() for sign in others):
        return text.translate(_QWERTZ) if others & _QWERTZ_BETRAYED else text
    betrayed = bool(others & _AZERTY_BETRAYED) or not letters
    # A comma or question mark among AZERTY digits is the M of an American keyboard.
    if others and betrayed and others <= _AZERTY_SIGNS:
        return text.translate(_AZERTY)
    return text
