"""Payouts on paper, read back: every name and cent, what is left out, where to sign, and a code that pays."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from drivers.bank.qr_bill import payload, qr_bill
from drivers.labels.codes import squares
from drivers.papers.cash_receipts import write_cash_receipts
from drivers.papers.payment_part import CODE, CODE_FOOT, CROSS, HEIGHT, MM, PAYMENT
from drivers.papers.payouts import write_local_list, write_transfer_list
from drivers.papers.statement import write_statement
from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.payouts import HeldBack, Payout, PayoutsPaper
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.wording import speaking
from tests.drivers.bank.test_qr_bill import statement

FR, EN = speaking("fr"), speaking("en")
GEM, SOL = Currency("GEM"), Currency("SOL", 0)
SHOP = Shop(
    "Boutique",
    iban="FR7630006000011234567890189",
    locals=(LocalCurrency(GEM, "La Gemme"), LocalCurrency(SOL, denominations=(1,))),
)
ODILE = Payout(
    "m-1", "M1", "Odile", "Odile Perrin", Money(12_840, EUR), "RV-2026-11-0001", "FR7630004000031234567890143"
)
RUCHES = Payout(
    "m-2", "M2", "Ruches", "Ruches d’en Haut", Money(705, EUR), "RV-2026-11-0002", "DE89370400440532013000"
)
ERASED = Payout("m-3", "M3", "", "", Money(100, EUR), "RV-2026-11-0003")
HELD = HeldBack(
    ERASED,
    Refused(
        "payout_without_iban",
        "{member}: there is no IBAN, {amount} is left out.",
        member="M3",
        amount=ERASED.amount,
    ),
)
DPI = 300


def paper(*payouts: Payout, held: tuple[HeldBack, ...] = (), paid_on: date | None = None) -> PayoutsPaper:
    return PayoutsPaper(SHOP, Month(2026, 11), date(2026, 12, 3), payouts, held, paid_on)


def text_of(path: Path) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)


def test_the_transfers_of_a_bank_without_files(tmp_path: Path) -> None:
    path = tmp_path / "transfers.pdf"
    write_transfer_list(path, paper(ODILE, RUCHES, held=(HELD,)), EN)
    text = text_of(path)
    for said in (
        "Bank transfers — November 2026",
        "To be executed on 3 Dec 2026, from the account FR76 3000 6000 0112 3456 7890 189.",
        "M1 Odile Perrin FR76 3000 4000 0312 3456 7890 143 RV-2026-11-0001 €128.40",
        "M2 Ruches d’en Haut DE89 3704 0044 0532 0130 00 RV-2026-11-0002 €7.05",
        "2 transfers €135.45",
        "M3: there is no IBAN, €1.00 is left out.",
        "Date and signature",
    ):
        assert said in text
    first = path.read_bytes()
    write_transfer_list(path, paper(ODILE, RUCHES, held=(HELD,)), EN)
    assert path.read_bytes() == first


def test_who_is_left_out_is_said_even_if_nobody_else_is_paid(tmp_path: Path) -> None:
    path = tmp_path / "transfers.pdf"
    write_transfer_list(path, paper(held=(HELD,)), FR)
    assert "M3 : il n’y a pas d’IBAN, 1,00 € n’en fait pas partie." in text_of(path)


def test_what_was_paid_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "cash.pdf"
    write_cash_receipts(path, paper(ODILE, paid_on=date(2026, 12, 5)), FR)
    assert "PAYÉ LE 05/12/2026" in text_of(path)
    write_cash_receipts(path, paper(ODILE), FR)
    assert "PAYÉ LE" not in text_of(path)


def test_everybody_paid_in_cash_has_a_receipt_to_sign(tmp_path: Path) -> None:
    path = tmp_path / "cash.pdf"
    many = [replace(ODILE, member_id=f"m-{number}", name=f"Membre {number}") for number in range(9)]
    write_cash_receipts(path, paper(*many, ERASED), EN)
    text = text_of(path)
    assert "€1,156.60 to take out of the cash box." in text
    assert "10 members €1,156.60" in text
    assert text.count("Cash receipt") == text.count("Paid out by") == 10
    for each in many:
        assert f"{each.name} has received €128.40 in cash from Boutique" in " ".join(text.split())
    assert "Erased member M3 has received €1.00" in text


def test_local_currency_is_signed_for_and_its_cents_have_no_coupon(tmp_path: Path) -> None:
    path = tmp_path / "local.pdf"
    gems = replace(ODILE, amount=Money(2_350, GEM)), replace(RUCHES, amount=Money(1_200, GEM))
    write_local_list(path, paper(*gems, replace(ODILE, amount=Money(7, SOL))), EN)
    text = text_of(path)
    for said in (
        "La Gemme (GEM)",
        "Member Name Amount in coupons the rest Date and signature",
        "M1 Odile 23.50 23.00 0.50",
        "M2 Ruches 12.00 12.00",
        "2 members 35.50 35.00 0.50",
        "SOL",
        "M1 Odile 7",
        "1 member 7",
    ):
        assert said in text


def test_without_payouts_there_is_no_paper(tmp_path: Path) -> None:
    for write in (write_transfer_list, write_cash_receipts, write_local_list):
        path = tmp_path / "old.pdf"
        path.write_bytes(b"last month")
        write(path, paper(), FR)
        assert not path.exists()


@pytest.fixture(scope="module")
def payment_page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The last page of a Swiss statement, as a printer would put it on paper."""
    folder = tmp_path_factory.mktemp("swiss")
    write_statement(folder / "statement.pdf", statement(), FR)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-f", "2"]
    subprocess.run([*command, str(folder / "statement.pdf"), str(folder / "page")], check=True)
    (page,) = folder.glob("page-*.png")
    return Image.open(page).convert("L")


def dark(page: Image.Image, x: float, y: float) -> bool:
    """Whether there is ink at a place of the sheet, in points from its lower left corner."""
    return int(page.getpixel((round(x * DPI / 72), page.height - round(y * DPI / 72)))) < 128  # type: ignore[arg-type]


def test_the_code_is_printed_square_by_square_with_the_cross_in_its_middle(payment_page: Image.Image) -> None:
    bill = qr_bill(statement())
    assert bill is not None
    rows = squares(payload(bill))
    side = CODE / len(rows)
    middle_x, middle_y = PAYMENT + CODE / 2, CODE_FOOT + CODE / 2
    beyond = CROSS / 2 + side
    for down, row in enumerate(rows):
        black = {place for begin, length in row for place in range(begin, begin + length)}
        for across in range(len(rows)):
            x, y = PAYMENT + (across + 0.5) * side, CODE_FOOT + CODE - (down + 0.5) * side
            if max(abs(x - middle_x), abs(y - middle_y)) > beyond:
                assert dark(payment_page, x, y) == (across in black), (across, down)
    arm, corner = 2.5 * MM / 2, 2.2 * MM
    for x, y, ink in (
        (0, 0, False),
        (arm, 0, False),
        (-arm, 0, False),
        (0, arm, False),
        (0, -arm, False),
        (corner, corner, True),
        (-corner, corner, True),
        (3.42 * MM, 0, False),
    ):
        assert dark(payment_page, middle_x + x, middle_y + y) is ink, (x, y)


def test_a_reader_finds_in_the_picture_what_pays_the_member(
    payment_page: Image.Image, tmp_path: Path
) -> None:
    # This reader stumbles over the cross unless it looks from the right side: it may turn the sheet.
    bill = qr_bill(statement())
    assert bill is not None
    read: set[str] = set()
    for degrees in (0, 30, 45, 60, 15, 75):
        picture = tmp_path / f"{degrees}.png"
        payment_page.rotate(degrees, expand=True, fillcolor=255).save(picture)
        command = ["zbarimg", "--quiet", "--nodbus", "--raw", "--oneshot", "-Sbinary", str(picture)]
        read.add(subprocess.run(command, capture_output=True).stdout.decode())
        if read - {""}:
            break
    assert read - {""} == {payload(bill)}


def test_the_payment_part_says_what_the_code_says(tmp_path: Path) -> None:
    path = tmp_path / "statement.pdf"
    write_statement(path, statement(), FR)
    pages = PdfReader(path).pages
    assert len(pages) == 2
    text = text_of(path)
    for said in (
        "Section paiement",
        "Récépissé",
        "Compte / Payable à",
        "CH93 0076 2011 6238 5295 7",
        "RF28 RV20 2611 0001",
        "Informations supplémentaires",
        "Payable par",
        "Rue du Lac 12",
        "1 284.05",
        "Point de dépôt",
        "page 2/2",
    ):
        assert said in text
    assert pytest.approx(105 / 25.4 * 72) == HEIGHT


def test_without_a_qr_bill_the_statement_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "statement.pdf"
    write_statement(path, statement(preview=True), FR)
    assert "page 1/1" in text_of(path)
    assert "Section paiement" not in text_of(path)
