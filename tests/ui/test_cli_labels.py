"""`ess-shop labels`: labels from the terminal, as a PDF and on a roll, read back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from shop_builder import BEGUN, SHOP, ShopBuilder

from db.books import create_books
from db.keys import KeyRing
from drivers.receipts.renderer import render
from ess_shop.domain.labels import OwnRange
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    member = shop.member("M001")
    for _ in range(3):
        shop.article(member, "12.50", pieces=2)
    books.close()
    return path


def ran(place: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["--books", place, "labels", *map(str, arguments)])


def scanned(pdf: Path) -> list[str]:
    """What a scanner reads on the first sheet, each barcode once."""
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "300", "-png", "-singlefile", str(pdf), str(picture)], check=True)
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", f"{picture}.png"]
    read = subprocess.run(command, capture_output=True, text=True)
    return sorted(set(read.stdout.split()))


def barcodes(*numbers: int) -> list[str]:
    own = OwnRange("20")
    return sorted(own.barcode(number) for number in numbers)


def test_all_goods_of_a_member_and_more_of_one(place: str, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    result = ran(
        place, "--member", "M001", "--code", "A3=4", "--layout", "L7160", "--start", "5", "--out", out
    )
    assert result.exit_code == 0, result.output
    assert "8" in result.stdout
    assert scanned(out) == barcodes(1, 2, 3)
    [page] = PdfReader(out).pages
    assert [page.extract_text().count(f"Bol {number}") for number in (1, 2, 3)] == [2, 2, 4]


def test_ones_own_size_with_margins_and_outline(place: str, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    measures = ("--layout", "60x36", "--left", "8", "--top", "10", "--gap-x", "2,5", "--outline")
    result = ran(place, "--code", "A1", *measures, "--out", out)
    assert result.exit_code == 0, result.output
    assert scanned(out) == barcodes(1)


def test_labels_on_a_receipt_roll(place: str, tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    result = ran(place, "--code", "A2=2", "--roll", "58", "--to", device)
    assert result.exit_code == 0, result.output
    assert render(device.read_bytes(), 58).text.count("Bol 2") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--code", "A9", "--out", "{out}"),
        ("--code", "A1=0", "--out", "{out}"),
        ("--code", "A1=x", "--out", "{out}"),
        ("--code", "A1=999999", "--out", "{out}"),
        ("--member", "M9", "--out", "{out}"),
        ("--code", "A1", "--layout", "L9999", "--out", "{out}"),
        ("--code", "A1", "--layout", "70x36", "--columns", "4", "--out", "{out}"),
        ("--code", "A1", "--layout", "20x10", "--out", "{out}"),
        ("--code", "A1", "--start", "22", "--out", "{out}"),
        ("--code", "A1", "--start", "0", "--out", "{out}"),
        ("--code", "A1", "--page", "no address", "--out", "{out}"),
        (
            "--code",
            "A1",
        ),
        ("--code", "A1", "--roll", "62", "--out", "{out}"),
        ("--code", "A1", "--roll", "62"),
        ("--code", "A1", "--roll", "13", "--to", "{out}"),
        ("--out", "{out}"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    place: str, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = tmp_path / "labels.pdf"
    result = ran(place, *(argument.format(out=out) for argument in arguments))
    assert result.exit_code == 1, result.output
    assert result.stderr.strip()
    assert not out.exists()


def test_articles_without_a_barcode_are_named_and_can_be_given_one(place: str, tmp_path: Path) -> None:
    out, listed = tmp_path / "labels.pdf", tmp_path / "articles.csv"
    listed.write_text("code,barcode,label,member,price,vat_percent,quantity\nB1,,Miel,M001,7.20,5.5,1\n")
    imported = CliRunner().invoke(group, ["--books", place, "import", "articles", str(listed)])
    assert imported.exit_code == 0, imported.output
    refused = ran(place, "--code", "B1", "--out", out)
    assert refused.exit_code == 1
    assert "B1" in refused.stderr
    given = ran(place, "--code", "B1", "--give-barcodes", "--out", out)
    assert given.exit_code == 0, given.output
    assert scanned(out) == [OwnRange().barcode(1)]
