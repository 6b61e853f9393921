"""What is left of a name when only the characters of every SEPA bank may be used."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.bank.characters import sepa_text

ALLOWED = set(string.ascii_letters + string.digits + "/-?:().,'+ ")


@pytest.mark.parametrize(
    ("given_name", "written"),
    [
        ("Éléa & Cœur", "Elea + Coeur"),
        ("Ærø Straße Łódź, Çà et là", "AEro Strasse Lodz, Ca et la"),
        ("L’Épicerie « des amis »", "L'Epicerie ' des amis '"),
        ('<&>"', "NOTPROVIDED"),
        ("Les <b>Amis</b>", "Les (b)Amis(/b)"),
        ("🎉", "NOTPROVIDED"),
        ("🎉 Fête", "Fete"),
        ("", "NOTPROVIDED"),
        ("Ferme\x00 du\r\n\tHaut ", "Ferme du Haut"),
        ("//RV-1// /2/", "RV-1/2"),
        ("Ω Ψυχή", "O Psukhe"),
    ],
)
def test_a_name_keeps_its_letters(given_name: str, written: str) -> None:
    assert sepa_text(given_name) == written


def test_an_arabic_name_becomes_latin_letters() -> None:
    assert sepa_text("محمد علي") == "mHmd 'ly"


def test_a_name_is_cut_without_a_loose_end() -> None:
    assert sepa_text("é" * 300, 70) == "e" * 70
    assert sepa_text("e" * 69 + " suite", 70) == "e" * 69


@given(st.text(), st.integers(min_value=11, max_value=140))
def test_any_text_fits_and_says_something(text: str, longest: int) -> None:
    written = sepa_text(text, longest)
    assert 0 < len(written) <= longest
    assert set(written) <= ALLOWED
    assert written == written.strip()
    assert not written.startswith("/")
    assert not written.endswith("/")
    assert "//" not in written
    assert sepa_text(written, longest) == written
