"""Receipts, day papers and slips as they come out of the printer."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from receipt_data import AT, SHOP, eur, refund, slip, sold, typical, z_paper

from drivers.receipts.day import day_job
from drivers.receipts.pdf import pdf_of
from drivers.receipts.receipt import receipt_job
from drivers.receipts.renderer import render
from drivers.receipts.slips import slip_job, test_job
from ess_shop.domain.receipt import DayKind, Receipt
from ess_shop.wording import speaking

EN = speaking("en")
COLUMNS = {58: 32, 80: 48}
GOLDEN = Path(__file__).with_name("typical_receipt.txt")

widths = pytest.mark.parametrize("width_mm", COLUMNS)
encodings = pytest.mark.parametrize("encoding", ["CP858", "CP1252"])


def text_of(receipt: Receipt, width_mm: int = 80) -> str:
    """What a receipt says, in English."""
    return render(receipt_job(receipt, EN, width_mm=width_mm), width_mm).text


def test_a_typical_receipt_reads_like_this() -> None:
    assert text_of(typical()) == GOLDEN.read_text(encoding="utf-8")


@widths
@encodings
def test_every_paper_is_one_job_that_is_cut_and_never_opens_the_drawer(width_mm: int, encoding: str) -> None:
    jobs = [
        receipt_job(typical(), EN, width_mm=width_mm, encoding=encoding),
        receipt_job(refund(), EN, width_mm=width_mm, encoding=encoding),
        day_job(z_paper(), EN, width_mm=width_mm, encoding=encoding),
        slip_job(slip(), EN, width_mm=width_mm, encoding=encoding),
        test_job(EN, width_mm=width_mm, encoding=encoding),
    ]
    for job in jobs:
        events = render(job, width_mm).events
        assert events[-1] == "cut"
        assert not [event for event in events if event.startswith("drawer")]


@widths
def test_the_barcode_of_the_number_is_read_back(width_mm: int, tmp_path: Path) -> None:
    picture = tmp_path / "receipt.png"
    picture.write_bytes(render(receipt_job(typical(), EN, width_mm=width_mm), width_mm).png)
    read = subprocess.run(["zbarimg", "--quiet", str(picture)], capture_output=True, text=True)
    assert read.stdout == "CODE-128:C1-000123\n"


@widths
def test_amounts_are_whole_and_at_the_edge_whatever_the_label(width_mm: int) -> None:
    hostile = sold("Très long " * 20 + "!" * 90, "M" * 70, price=123_456_789)
    lines = text_of(replace(typical(), lines=(hostile,)), width_mm).splitlines()
    assert all(len(line) <= COLUMNS[width_mm] for line in lines)
    assert any(line.endswith(" €1,234,567.89") and len(line) == COLUMNS[width_mm] for line in lines)


@widths
def test_a_grand_total_is_never_cut(width_mm: int) -> None:
    lines = text_of(replace(typical(), total=eur(99_999_999_999)), width_mm).splitlines()
    assert any(line.startswith("TOTAL") and line.endswith("€999,999,999.99") for line in lines)


@widths
def test_names_that_steer_printers_print_and_steer_nothing(width_mm: int) -> None:
    kick = "Savon\x1bp\x00\x19\xfa\x1dV\x00\x07\u202e🧼"
    receipt = replace(
        typical(),
        shop=replace(SHOP, name=kick, street=kick),
        volunteer=kick,
        number="C1-000123\x1bp",
        lines=(sold(kick, kick, discount=10, why_less=kick),),
        settings=replace(typical().settings, about=kick, lines_above=(kick,), lines_below=(kick,)),
    )
    made = render(receipt_job(receipt, EN, width_mm=width_mm), width_mm)
    assert made.events == ("cut",)
    assert "SavonpúV?" in made.text


def test_training_duplicate_and_provisional_are_marked_in_big_letters() -> None:
    marked = replace(typical(), training=True, duplicate=3, provisional=True, number="")
    lines = [line.strip() for line in text_of(marked).splitlines() if line.strip()]
    assert lines[:3] == ["FACTICE", "PROVISOIRE", "DUPLICATA 3"]
    assert lines[-1] == "FACTICE"
    assert "FACTICE" not in text_of(typical())


def test_a_part_in_local_currency_and_a_paid_back_voucher_are_told() -> None:
    assert 'Of which in local currency "Léman"     20.00 LEM' in text_of(typical())
    assert "Paid back: Voucher AV-C1-000124" in text_of(refund())
    assert "Taken back: éclat vu à la maison" in text_of(refund())


def test_cash_rounding_says_what_is_to_pay() -> None:
    said = text_of(replace(typical(), total=eur(1003), rounding=eur(2)))
    assert "Rounded to the smallest coin" in said
    assert any(line.startswith("To pay") and line.endswith("€10.05") for line in said.splitlines())


def test_members_are_left_out_where_the_shop_wants_it() -> None:
    plain = replace(typical(), settings=replace(typical().settings, show_members=False), mentions=(), vat=())
    assert "Ruches" in text_of(typical())
    assert "Ruches" not in text_of(plain)


@widths
def test_a_logo_of_any_size_is_made_to_fit(width_mm: int, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (3000, 900), (200, 0, 0, 255)).save(logo)
    receipt = replace(typical(), settings=replace(typical().settings, logo=str(logo)))
    (picture, *_) = render(receipt_job(receipt, EN, width_mm=width_mm), width_mm).events
    assert picture == {58: "picture 384×86", 80: "picture 576×130"}[width_mm]


def test_a_logo_that_cannot_be_read_is_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "logo.png"
    broken.write_bytes(b"no picture")
    receipt = replace(typical(), settings=replace(typical().settings, logo=str(broken)))
    assert text_of(receipt) == text_of(typical())
    assert "cannot be read" in caplog.text


def test_a_number_too_long_for_bars_is_printed_as_text() -> None:
    made = render(receipt_job(replace(typical(), number="X" * 30), EN, width_mm=58), 58)
    assert made.events == ("cut",)
    assert "X" * 30 in made.text


def test_the_z_tells_sales_vat_count_and_perpetual_total() -> None:
    said = render(day_job(z_paper(), EN)).text.splitlines()
    for line in (
        ("Z no. 42:",),
        ("SALES", "€1,284.35"),
        ("from C1-000093 to C1-000123",),
        ('Coupons "Léman" (6)', "120.00 LEM"),
        ("Money taken out of the drawer", "-€23.50"),
        ("Expected", "€238.85"),
        ("Difference", "-€1.00"),
        ("Reason: une pièce rendue en trop",),
        ("Together", "€139,943.65"),
    ):
        assert [each for each in said if all(part in each for part in line)], line


def test_an_x_does_not_tell_what_should_be_in_the_drawers() -> None:
    said = render(day_job(replace(z_paper(), kind=DayKind.X, counts=(), reason=""), EN)).text
    assert "X: the till so far" in said
    assert "Expected" not in said
    assert "Signature" not in said


def test_a_slip_says_how_much_and_why() -> None:
    said = render(slip_job(replace(slip(), training=True), EN)).text
    assert "FACTICE" in said
    assert "€23.50" in said
    assert "Reason: timbres pour les courriers" in said


def test_the_pdf_is_as_wide_as_the_paper_and_its_text_can_be_found() -> None:
    (page,) = PdfReader(BytesIO(pdf_of(receipt_job(typical(), EN, width_mm=58), 58))).pages
    assert float(page.mediabox.width) == pytest.approx(58 / 25.4 * 72, abs=0.5)
    assert "Miel de châtaignier 500 g" in page.extract_text()


def test_papers_and_pages_that_no_printer_of_ours_has_are_refused() -> None:
    with pytest.raises(ValueError, match="76 mm"):
        receipt_job(typical(), EN, width_mm=76)
    with pytest.raises(ValueError, match="CP437"):
        receipt_job(typical(), EN, encoding="CP437")


def test_building_a_job_changes_no_logging_and_prints_nothing_on_the_terminal() -> None:
    program = (
        "import logging, drivers.receipts.slips as slips; from ess_shop.wording import speaking;"
        "job = slips.test_job(speaking('en'));"
        "assert job and not logging.getLogger().handlers"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=Path.cwd())
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_sale_after_midnight_tells_the_day_it_counts_for() -> None:
    late = replace(typical(), at=AT.replace("03-14T15", "03-15T00"))
    assert "Counts for 14 Mar 2026" in text_of(late)
    assert "Counts for" not in text_of(typical())
