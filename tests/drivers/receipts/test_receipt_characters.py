"""French, and worse, in the one code page of a receipt printer."""

from __future__ import annotations

import pytest

from drivers.receipts.characters import CODECS, HARD_SPACE, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Élan d’été : 12 € à l’Île", "Élan d'été : 12 € à l'Île"),
        ("Cœur, Œuvre, bientôt…", "Coeur, OEuvre, bientôt..."),
        ("« Savon » – 2 × 100 g", "« Savon » - 2 × 100 g"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "été"),
        ("\N{MINUS SIGN}4,00", "-4,00"),
        ("1\N{NARROW NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€", f"1{HARD_SPACE}234,50{HARD_SPACE}€"),
        ("Łódź ㎏ ﬁn", "Lódz kg fin"),
        ("Мёд", "Miod"),
        ("savon 🧼🏽", "savon ??"),
        ("a\tb\nc", "a b c"),
        ("ab\x1bp\x00\x19\xfad\x07\x9b\u202e", "abpúd"),
    ],
)
def test_what_cp858_lacks_is_written_in_what_it_has(text: str, printed: str) -> None:
    assert printable(text, "CP858") == printed


def test_cp1252_keeps_the_letters_that_it_has() -> None:
    assert printable("Cœur d’été… – 2 €", "CP1252") == "Cœur d’été… – 2 €"
    assert printable("─═", "CP1252") == "-="


@pytest.mark.parametrize("encoding", CODECS)
def test_whatever_the_text_nothing_but_printable_bytes_comes_out(encoding: str) -> None:
    everything = "".join(map(chr, range(0x3000))) + "".join(map(chr, range(0x1F300, 0x1F700)))
    written = printable(everything, encoding).encode(CODECS[encoding])
    assert not set(written) & (set(range(0x20)) | {0x7F})


def test_other_code_pages_are_refused() -> None:
    with pytest.raises(ValueError, match="CP437"):
        printable("a", "CP437")
