"""The letters on a statement: embedded faces, equal digits, and no character that becomes an empty box."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from statement_data import IDENTITY, LEMAN, ROUE, SHOP, a_busy_month, a_line, a_statement

from drivers.papers import sheet
from drivers.papers.pages import Block, gap, paginate
from drivers.papers.pen import Pen
from drivers.papers.statement import statement_pdf
from drivers.papers.typefaces import FONTS, UNDRAWABLE, Face, font, runs
from ess_shop.reading import Statement
from ess_shop.wording import Words

WILD = (
    "Кооператив «Заря»",
    "Ψυχή",
    "Łódź, Iași, Đặng Thị",
    "Հայաստան",
    "محمد علي",
    "🍎 pomme",
    "1 ㎏ net",
    "a\x00b\x07c\td\ne",
    "\N{RIGHT-TO-LEFT OVERRIDE}exe.pdf\N{ZERO WIDTH SPACE}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\ud800",
    "\ue000\uffff\U000f0000",
    "(paren\\thèse)",
    "{braces} %s",
)


def pen() -> Pen:
    return Pen(title="t", author="a", language="en")


def fonts_of(pdf: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for name, reference in resources["/Font"].items():
            found[name] = reference.get_object()
    return found


def wild_statement() -> Statement:
    who = replace(IDENTITY, name=" ".join(WILD), street=WILD[0], contact=WILD[4], town=WILD[5])
    shop = replace(SHOP, name=WILD[8], street=WILD[7], email="\ud800")
    lines = [a_line(label=text, code=text, ticket=text, off="1.00", reason=text) for text in WILD]
    return a_statement([*lines, a_line(label="très " * 400, code="9" * 60)], identity=who, shop=shop)


@pytest.mark.parametrize(
    "statement", [a_busy_month(90, locals_=(LEMAN, ROUE)), wild_statement()], ids=["plain", "wild"]
)
def test_every_font_is_embedded_as_a_subset_of_ours(statement: Statement) -> None:
    pdf = statement_pdf(statement, Words("en"))
    fonts = fonts_of(pdf)
    assert fonts
    names: set[str] = set()
    for each in fonts.values():
        assert each["/Subtype"] == "/TrueType"
        descriptor = each["/FontDescriptor"].get_object()
        assert len(descriptor["/FontFile2"].get_object().get_data()) > 1_000
        names.add(str(each["/BaseFont"]).split("+")[1])
    assert names <= {
        "AtkinsonHyperlegible-Regular",
        "AtkinsonHyperlegible-Bold",
        "AtkinsonHyperlegible-Regular-Figures",
        "AtkinsonHyperlegible-Bold-Figures",
        "DejaVuSansCondensed",
    }
    assert b"Helvetica" not in pdf


def test_a_plain_statement_does_not_carry_the_second_font() -> None:
    pdf = statement_pdf(a_busy_month(30), Words("en"))
    assert not any("DejaVu" in str(each["/BaseFont"]) for each in fonts_of(pdf).values())


def test_wild_names_are_readable_or_visibly_unreadable() -> None:
    reader = PdfReader(BytesIO(statement_pdf(wild_statement(), Words("en"))))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for said in (
        "Кооператив «Заря»",
        "Ψυχή",
        "Łódź, Iași, Đặng Thị",
        "Հայաստան",
        "1 kg net",
        "a b c d e",
        "exe.pdf",
        "é",
    ):
        assert said in text
    for said in (f"{UNDRAWABLE} pomme", "???? ???", "(paren\\thèse)", "{braces} %s"):
        assert said in text
    assert "…" in text
    assert not any(unicodedata.category(sign) in {"Cf", "Cs", "Co"} for sign in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Savon", ((Face.TEXT, "Savon"),)),
        ("1\N{NARROW NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€", ((Face.TEXT, "1 234,50 €"),)),
        ("Œuvre d’Élodie – à 5 €…", ((Face.TEXT, "Œuvre d’Élodie – à 5 €…"),)),
        ("café Жар", ((Face.TEXT, "café "), (Face.OTHER, "Жар"))),
        ("🍎", ((Face.TEXT, "?"),)),
        ("㎏", ((Face.TEXT, "kg"),)),
        ("e\N{COMBINING ACUTE ACCENT}", ((Face.TEXT, "é"),)),
        ("a\tb\x00c", ((Face.TEXT, "a b c"),)),
        ("שלום", ((Face.TEXT, "????"),)),
        ("", ()),
        ("\N{ZERO WIDTH JOINER}", ()),
    ],
)
def test_each_character_finds_its_face(text: str, expected: tuple[tuple[Face, str], ...]) -> None:
    assert runs(text, Face.TEXT) == expected


@given(st.text(), st.sampled_from(Face))
def test_no_character_ever_lacks_its_glyph(text: str, face: Face) -> None:
    for drawn, part in runs(text, face):
        assert part
        assert all(font(drawn).face.charToGlyph.get(ord(sign), 0) for sign in part)


@given(st.text(max_size=60), st.floats(5, 400))
def test_what_is_fitted_fits(text: str, room: float) -> None:
    paper = pen()
    fitted = paper.fitted(text, sheet.BODY, room)
    assert fitted == text or fitted.endswith("…")
    assert paper.width(fitted, sheet.BODY) <= room or fitted == "…"
    assert all(
        paper.width(line, sheet.BODY) <= room or line == "…" for line in paper.wrapped(text, sheet.BODY, room)
    )


def test_figures_are_equally_wide_and_the_others_are_not() -> None:
    paper = pen()
    for style in (sheet.FIGURE, sheet.STRONG_FIGURE, sheet.CELL_FIGURE, sheet.DISPLAY):
        assert len({paper.width(digit, style) for digit in "0123456789"}) == 1
        assert paper.width("-", style) > paper.width("-", sheet.Style(Face.TEXT, style.size))
    assert len({paper.width(digit, sheet.BODY) for digit in "0123456789"}) > 1


def test_an_amount_copied_from_the_paper_is_plain_text() -> None:
    paper = pen()
    paper.write(50, 50, "-1\N{NARROW NO-BREAK SPACE}234,50", sheet.FIGURE)
    paper.end_page()
    assert PdfReader(BytesIO(paper.finished())).pages[0].extract_text().strip() == "-1 234,50"


@pytest.mark.parametrize("name", ["AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf"])
def test_the_licence_names_the_owner_whom_the_font_names(name: str) -> None:
    owner = (FONTS / "OFL.txt").read_text("utf-8").splitlines()[0]
    assert owner.startswith("Copyright 2020 Braille Institute")
    assert owner.encode("utf-16-be") in (FONTS / name).read_bytes()
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
    assert "Bitstream Vera Fonts Copyright" in (FONTS / "DEJAVU.txt").read_text("utf-8")


def blocks(count: int, heading: Block) -> Iterator[Block]:
    for _ in range(count):
        yield Block(10, lambda _pen, _top: None, under=heading)


def test_pages_repeat_the_heading_and_never_overflow() -> None:
    heading = Block(15, lambda _pen, _top: None, keep=True)
    pages = paginate([gap(5), heading, *blocks(40, heading)], first=60, room=100)
    assert all(page[0] is heading for page in pages)
    assert sum(block is not heading for page in pages for block in page) == 40
    assert sum(block.height for block in pages[0]) <= 60
    assert all(sum(block.height for block in page) <= 100 for page in pages)


def test_what_is_kept_together_moves_together() -> None:
    heading = Block(15, lambda _pen, _top: None, keep=True)
    pages = paginate([*blocks(4, heading), heading, *blocks(1, heading)], first=60, room=60)
    assert [len(page) for page in pages] == [4, 2]


def test_a_document_speaks_its_language_and_has_no_clock() -> None:
    reader = PdfReader(BytesIO(statement_pdf(a_statement([a_line()]), Words("en"))))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Statement of sales — December 2010 RV-2010-12-0007"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.year == 2000


def test_the_fonts_are_in_place() -> None:
    assert {path.suffix for path in Path(FONTS).iterdir()} == {".ttf", ".txt"}
