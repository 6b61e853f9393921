"""Sheets of labels, printed to pictures and read back as a scanner and a telephone read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from label_data import DPI, OWN, PAGE, Seen, cut_out, label, pages, read_codes, read_each, read_image
from PIL import Image
from pypdf import PdfReader

from drivers.labels.sheet import sheets_pdf
from ess_shop.domain.currencies import CHF
from ess_shop.domain.label_sheets import AVERY, layout_named
from ess_shop.domain.labels import Label
from ess_shop.errors import Refused
from ess_shop.wording import speaking

FR = speaking("fr")
MM = DPI / 25.4
FAINT = 128


def text_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, its spaces plain and single."""
    path = folder / "text.pdf"
    path.write_bytes(pdf)
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything dark."""
    box = image.point(lambda grey: 255 if grey < FAINT else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("name", ["L7159", "L7160", "L7163", "L7651", "L7654", "3475"])
def test_every_label_of_a_full_sheet_is_read_at_its_place(name: str, tmp_path: Path) -> None:
    layout = AVERY[name]
    several = [label(number) for number in range(1, layout.per_sheet + 1)]
    [page] = pages(sheets_pdf(several, layout, FR), tmp_path)
    with Image.open(page) as sheet:
        cut = [cut_out(sheet, layout, place) for place in islice(layout.places(), layout.per_sheet)]
    assert read_each(cut, tmp_path) == [[Seen("EAN-13", one.barcode)] for one in several]


def test_bars_stand_within_a_third_of_a_millimetre_of_where_they_belong(tmp_path: Path) -> None:
    layout = AVERY["L7160"]
    several = [label(number, text="") for number in range(1, 22)]
    [page] = pages(sheets_pdf(several, layout, FR), tmp_path)
    with Image.open(page) as opened:
        sheet = opened.convert("L")
        for place in islice(layout.places(), 21):
            # 2 mm of white, 11 modules of 0.3387 mm, then 95 of bars; their foot is 2 mm + 7.2 points up.
            left, foot = place.left / 100 + 2 + 11 * 0.33867, (place.top + layout.height) / 100 - 2 - 2.54
            row = sheet.crop((0, round((foot - 2) * MM), sheet.width, round((foot - 1) * MM)))
            around = row.crop((round((left - 3.5) * MM), 0, round((left + 34) * MM), row.height))
            begin, _, end, _ = ink(around)
            assert begin / MM == pytest.approx(3.5, abs=0.3)
            assert (end - begin) / MM == pytest.approx(95 * 0.33867, abs=0.3)
            column = sheet.crop(
                (round(left * MM), round((foot - 5) * MM), round((left + 1) * MM), sheet.height)
            )
            lowest = max(y for y in range(round(5.6 * MM)) if column.getpixel((2, y)) < FAINT)  # type: ignore[operator]
            assert lowest / MM == pytest.approx(5, abs=0.3)


def test_the_outline_lies_on_the_labels_edges(tmp_path: Path) -> None:
    layout = AVERY["L7163"]
    [page] = pages(sheets_pdf([label()], layout, FR, outline=True), tmp_path)
    with Image.open(page) as sheet:
        left, top, right, bottom = ink(sheet.point(lambda grey: 0 if grey < 235 else 255))
    assert left / MM == pytest.approx(layout.left / 100, abs=0.3)
    assert top / MM == pytest.approx(layout.top / 100, abs=0.3)
    assert right / MM == pytest.approx((layout.paper[0] - layout.right) / 100, abs=0.3)
    assert bottom / MM == pytest.approx((layout.paper[1] - layout.bottom) / 100, abs=0.3)


@pytest.mark.parametrize("name", AVERY)
def test_nothing_is_printed_outside_a_label_or_where_no_printer_reaches(name: str, tmp_path: Path) -> None:
    layout = AVERY[name]
    long = label(text="Mot " * 250, member="Coopérative " * 60, story="Histoire " * 99, address=PAGE)
    [page] = pages(sheets_pdf([long] * layout.per_sheet, layout, FR), tmp_path)
    with Image.open(page) as opened:
        sheet = opened.convert("L")
    left, top, right, bottom = ink(sheet)
    assert min(left, top, sheet.width - right, sheet.height - bottom) >= 4.1 * MM
    for place in islice(layout.places(), layout.per_sheet):
        edges = (
            place.left + 60,
            place.top + 60,
            place.left + layout.width - 60,
            place.top + layout.height - 60,
        )
        sheet.paste(255, tuple(round(edge / 100 * MM) for edge in edges))  # type: ignore[arg-type]
    assert sheet.getextrema()[0] > 200  # type: ignore[operator]


def test_the_qr_code_leads_to_the_members_page(tmp_path: Path) -> None:
    layout = AVERY["L7163"]
    [page] = pages(sheets_pdf([label(address=PAGE)], layout, FR, start=14), tmp_path)
    last = list(islice(layout.places(), 14))[-1]
    with Image.open(page) as sheet:
        seen = read_image(cut_out(sheet, layout, last), tmp_path)
    assert sorted(seen, key=lambda each: each.kind) == [
        Seen("EAN-13", OWN.barcode(1)),
        Seen("QR-Code", PAGE),
    ]


def test_printing_starts_at_label_n_and_goes_on_on_the_next_sheet(tmp_path: Path) -> None:
    layout = AVERY["L7160"]
    several = [label(number) for number in range(1, 24)]
    first, last = pages(sheets_pdf(several, layout, FR, start=20), tmp_path)
    assert {seen.text for seen in read_codes(first)} == {OWN.barcode(1), OWN.barcode(2)}
    places = list(islice(layout.places(), 42))
    with Image.open(last) as sheet:
        assert read_image(cut_out(sheet, layout, places[21]), tmp_path) == [Seen("EAN-13", OWN.barcode(3))]
        assert read_image(cut_out(sheet, layout, places[41]), tmp_path) == [Seen("EAN-13", OWN.barcode(23))]
    assert len(text_of(sheets_pdf([*several, label(24)], layout, FR, start=20), tmp_path)) == 3


def test_what_is_written_can_be_read_and_searched(tmp_path: Path) -> None:
    pdf = sheets_pdf([label(), label(2, price=CHF.parse("1234,50"))], AVERY["L7163"], FR)
    [said] = text_of(pdf, tmp_path)
    for part in ("Miel de tilleul, pot 1", "Les Ruchers du Semnoz · Annecy", "12,50 €", "1 234,50 CHF"):
        assert part in said
    assert "Nos abeilles butinent les tilleuls" in said
    assert "€" not in text_of(sheets_pdf([label(price=None)], AVERY["L7163"], FR), tmp_path)[0]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Œufs № 1 – été’", "Œufs № 1 – été’"),
        ("عربية 12", "????? 12"),
        ("Pot 😀 neuf", "neuf"),
        ("e\u0301cole", "école"),
        ("日本", "??"),
        ("x" * 1000, "xxx"),
    ],
)
def test_strange_names_are_shown_cleanly_and_scan(name: str, shown: str, tmp_path: Path) -> None:
    pdf = sheets_pdf([label(text=name)], AVERY["L7160"], FR)
    assert shown in text_of(pdf, tmp_path)[0]
    assert [each.text for each in read_codes(pages(pdf, tmp_path)[0])] == [OWN.barcode(1)]


def test_fonts_are_embedded_and_bytes_are_always_the_same(tmp_path: Path) -> None:
    pdf = sheets_pdf([label(), label(2)], AVERY["L7160"], FR)
    assert pdf == sheets_pdf([label(), label(2)], AVERY["L7160"], FR)
    (tmp_path / "fonts.pdf").write_bytes(pdf)
    fonts = PdfReader(tmp_path / "fonts.pdf").pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    used = [font.get_object() for font in fonts.values()]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used if font["/Subtype"] == "/TrueType")


def test_own_sizes_are_printed_too(tmp_path: Path) -> None:
    layout = layout_named("48,5x25,4", columns=4, rows=10, left="8", top="21,5")
    [page] = pages(sheets_pdf([label(number) for number in range(1, 41)], layout, FR), tmp_path)
    assert {seen.text for seen in read_codes(page)} == {OWN.barcode(number) for number in range(1, 41)}


def test_labels_too_small_for_a_barcode_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        sheets_pdf([label()], layout_named("25.4x10"), FR)
    assert refused.value.code == "label_too_small"


def test_progress_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    sheets_pdf(
        [label(number) for number in (1, 2, 3)], AVERY["L7160"], FR, progress=lambda *at: told.append(at)
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(InterruptedError):
        sheets_pdf([label()], AVERY["L7160"], FR, progress=cancelled)


def cancelled(_done: int, _total: int) -> None:
    raise InterruptedError


def test_the_price_is_said_in_the_language_of_the_shop(tmp_path: Path) -> None:
    write: Callable[[Label], bytes] = lambda one: sheets_pdf([one], AVERY["L7160"], speaking("en"))  # noqa: E731
    said = text_of(write(replace(label(), second_hand=True)), tmp_path)[0]
    assert "€12.50" in said
    assert "Second-hand" in said
