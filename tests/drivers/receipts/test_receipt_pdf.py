"""Receipts as PDF: the same paper, to the dot, its letters real letters, its barcode read by a scanner."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pypdf import PdfReader
from receipt_data import typical, z_paper

from drivers.receipts.day import day_job
from drivers.receipts.pdf import pdf_of
from drivers.receipts.receipt import receipt_job
from drivers.receipts.renderer import DOTS_PER_MM, render
from drivers.receipts.roll import Roll, Style
from drivers.receipts.slips import test_job
from drivers.receipts.stream import BadJob
from ess_shop.wording import speaking

FR = speaking("fr")

SHARP = 3
"""Pixels per dot: at one, a hinted stroke and one that is not are too different to compare."""

widths = pytest.mark.parametrize("width_mm", [58, 80])


def practice_receipt(width_mm: int, folder: Path) -> bytes:
    """One with a logo, bands, bars, rules, big letters, accents and euros."""
    logo = folder / "logo.png"
    drawn = Image.new("L", (300, 150), "white")
    ImageDraw.Draw(drawn).ellipse((10, 10, 140, 140), outline="black", width=9)
    drawn.save(logo)
    settings = replace(typical().settings, logo=str(logo))
    return receipt_job(replace(typical(), settings=settings, training=True), FR, width_mm=width_mm)


def photographed(pdf: bytes, folder: Path) -> Image.Image:
    """The page, SHARP pixels per dot."""
    paper, picture = folder / "paper.pdf", folder / "paper.png"
    paper.write_bytes(pdf)
    dots_per_inch = f"{DOTS_PER_MM * 25.4 * SHARP}"
    size = ["-r", dots_per_inch, "-gray", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *size, str(paper), str(picture.with_suffix(""))], check=True)
    with Image.open(picture) as opened:
        return opened.convert("L")


def astray(ink: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Where one picture is black and the other is white, even a dot beside."""
    black = ink.point(lambda grey: 255 if grey < 128 else 0)
    near = other.point(lambda grey: 255 if grey < 128 else 0).filter(ImageFilter.MaxFilter(2 * SHARP + 1))
    return ImageChops.subtract(black, near).getbbox()


@widths
def test_the_pdf_is_the_paper_to_the_dot(width_mm: int, tmp_path: Path) -> None:
    for job in (
        practice_receipt(width_mm, tmp_path),
        test_job(FR, width_mm=width_mm),
        day_job(z_paper(), FR, width_mm=width_mm),
    ):
        printed = Image.open(BytesIO(render(job, width_mm, scale=SHARP).png)).convert("L")
        shown = photographed(pdf_of(job, width_mm), tmp_path)
        assert [abs(a - b) <= SHARP for a, b in zip(shown.size, printed.size, strict=True)] == [True, True]
        shown = shown.crop((0, 0, *printed.size))
        assert astray(printed, shown) is None
        assert astray(shown, printed) is None


@widths
def test_the_barcode_is_read_from_the_pdf(width_mm: int, tmp_path: Path) -> None:
    photographed(pdf_of(receipt_job(typical(), FR, width_mm=width_mm), width_mm), tmp_path)
    read = subprocess.run(
        ["zbarimg", "--quiet", str(tmp_path / "paper.png")], capture_output=True, text=True, check=True
    )
    assert read.stdout == "CODE-128:C1-000123\n"


def test_words_are_copied_as_they_are_read(tmp_path: Path) -> None:
    (page,) = PdfReader(BytesIO(pdf_of(practice_receipt(80, tmp_path)))).pages
    said = page.extract_text()
    for words in ("FACTICE", "Histoire d'une coopérative", "66,30 €", "L'Échappée littéraire", "C1-000123"):
        assert words in said


def test_a_logo_and_all_make_a_small_letter(tmp_path: Path) -> None:
    assert len(pdf_of(practice_receipt(80, tmp_path))) < 60_000


@pytest.mark.parametrize("style", [Style(), Style(2, 2), Style(inverse=True), Style(1, 2, inverse=True)])
def test_a_rule_among_letters_is_one_bar_without_seams(style: Style, tmp_path: Path) -> None:
    roll = Roll()
    roll.paragraph("a ─── ═══ b", style)
    printed = Image.open(BytesIO(render(roll.job(), scale=SHARP).png)).convert("L")
    shown = photographed(pdf_of(roll.job()), tmp_path).crop((0, 0, *printed.size))
    assert astray(printed, shown) is None
    assert astray(shown, printed) is None


def test_every_letter_of_both_pages_is_written() -> None:
    letters = b"\n".join(bytes(range(start, start + 32)) for start in range(0xA0, 0x100, 32))
    for page in (b"\x10", b"\x13"):
        for weight in (b"\x00", b"\x01"):
            assert pdf_of(b"\x1b@\x1bt" + page + b"\x1bE" + weight + letters + b"\n")


def test_a_letter_that_the_typeface_lacks_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from drivers.receipts import pdf

    lacking = pdf._font(bold=False).face.charToGlyph.copy()
    del lacking[ord("é")]
    monkeypatch.setattr(pdf._font(bold=False).face, "charToGlyph", lacking)
    with pytest.raises(BadJob, match="no picture of 'é'"):
        pdf_of(b"\x1b@\x1bt\x10\xe9\n")


@pytest.mark.parametrize("job", [b"a\n", b"\x1b@\x1bt\x13\x1bX", b"\x1b@\x1bt\x13" + b"x" * 49 + b"\n"])
def test_what_no_printer_takes_is_no_pdf(job: bytes) -> None:
    with pytest.raises(BadJob):
        pdf_of(job)
