"""A code read in any layout is the code that was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.scanning.layouts import Key, decoded

FIRST_PLACES = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
AMERICAN = {sign: first + step for first, row in FIRST_PLACES.items() for step, sign in enumerate(row)}

# What the computer makes of the same places, plain and with Shift: from the systems' keyboard tables.
COMPUTERS = {
    "us": ("1234567890-qwertyuiopasdfghjklzxcvbnm", "!@#$%^&*()_QWERTYUIOPASDFGHJKLZXCVBNM"),
    "fr": ("&é\"'(-è_çà)azertyuiopqsdfghjklwxcvbn,", "1234567890°AZERTYUIOPQSDFGHJKLWXCVBN?"),
    "be": ("&é\"'(§è!çà)azertyuiopqsdfghjklwxcvbn,", "1234567890°AZERTYUIOPQSDFGHJKLWXCVBN?"),
    "de": ("1234567890ßqwertzuiopasdfghjklyxcvbnm", '!"§$%&/()=?QWERTZUIOPASDFGHJKLYXCVBNM'),
    "ch": ("1234567890'qwertzuiopasdfghjklyxcvbnm", '+"*ç%&/()=?QWERTZUIOPASDFGHJKLYXCVBNM'),
}
PLAIN = COMPUTERS["us"][0]

codes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=6, max_size=20)
numbers = st.text("0123456789", min_size=6, max_size=18)


def american_scanner(code: str, computer: str, *, places: bool = True) -> list[Key]:
    """What arrives when an American scanner reads `code` on a computer with another layout."""
    keys = []
    for step, sign in enumerate(code):
        shift = sign.isupper()
        text = COMPUTERS[computer][shift][PLAIN.index(sign.lower())]
        keys.append(Key(step * 8, AMERICAN[sign.lower()] if places else 0, text, shift=shift))
    return keys


def own_scanner(code: str, computer: str) -> list[Key]:
    """What arrives when the scanner is set to the computer's layout."""
    plain, shifted = COMPUTERS[computer]
    keys = []
    for step, sign in enumerate(code):
        shift = sign not in plain and sign in shifted
        row = shifted if shift else plain
        place = AMERICAN[PLAIN[row.index(sign)]] if sign in row else 0
        keys.append(Key(step * 8, place, sign, shift=shift))
    return keys


@pytest.mark.parametrize("computer", COMPUTERS)
@given(code=codes)
def test_places_tell_the_code_in_every_layout(computer: str, code: str) -> None:
    keys = american_scanner(code, computer)
    assert decoded(keys, "auto") == decoded(keys, "us") == code


@pytest.mark.parametrize("computer", COMPUTERS)
@given(number=numbers)
def test_numbers_are_read_without_places(computer: str, number: str) -> None:
    assert decoded(american_scanner(number, computer, places=False), "auto") == number


@pytest.mark.parametrize("number", ["666666", "888888", "68686868", "46464646"])
@pytest.mark.parametrize("computer", COMPUTERS)
def test_numbers_of_common_signs_are_read_without_places(computer: str, number: str) -> None:
    assert decoded(american_scanner(number, computer, places=False), "auto") == number


@pytest.mark.parametrize("computer", COMPUTERS)
def test_tickets_are_read_without_places(computer: str) -> None:
    for code in ("C1-000123", "MZ9-AQ0456", "YW2-000007"):
        assert decoded(american_scanner(code, computer, places=False), "auto") == code


@pytest.mark.parametrize("computer", ["fr", "be"])
@given(code=codes.filter(lambda code: any(sign.isdigit() for sign in code)))
def test_a_scanner_set_to_azerty_is_believed(computer: str, code: str) -> None:
    keys = own_scanner(code, computer)
    assert decoded(keys, "auto") == decoded(keys, "computer") == code


@pytest.mark.parametrize("computer", COMPUTERS)
@given(code=codes)
def test_a_scanner_said_to_be_set_like_the_computer_is_believed(computer: str, code: str) -> None:
    assert decoded(own_scanner(code, computer), "computer") == code


@pytest.mark.parametrize("code", ["ABC-DEF", "ABC_DEF", "HELLO WORLD", "A,B", "abc-12"])
def test_what_betrays_no_layout_stays(code: str) -> None:
    assert decoded([Key(0, 0, sign) for sign in code], "auto") == code


def test_the_number_pad_is_believed() -> None:
    assert decoded([Key(0, 79 + step, sign) for step, sign in enumerate("789456")], "auto") == "789456"


def test_american_signs_above_the_digits() -> None:
    assert decoded([Key(0, 13, "4", shift=True), Key(0, 13, "'")], "us") == "$4"
