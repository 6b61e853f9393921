"""`ess-shop devices`: the printer tried from the terminal, against one that speaks the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP

from db.books import create_books
from db.keys import KeyRing
from drivers.printing.simulator import Mode, TcpPrinter
from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, plain_printer
from ess_shop.services.preferring import change
from ui.bootstrap import now
from ui.cli.main import group


@pytest.fixture
def printer() -> Iterator[TcpPrinter]:
    simulated = TcpPrinter()
    yield simulated
    simulated.close()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printer: TcpPrinter) -> str:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    plain = plain_printer(PrinterSettings(PrinterKind.NETWORK, printer.address))
    change(books, "printer.C1", plain, id=new_id(), at=now("Europe/Paris"))
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, "devices", *arguments])


def test_a_printer_that_works(place: str, printer: TcpPrinter) -> None:
    result = ran(place, "check")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 3
    assert len(printer.jobs) == 1


def test_a_printer_without_paper_ends_with_status_1(place: str, printer: TcpPrinter) -> None:
    printer.switch(Mode.PAPER_OUT)
    result = ran(place, "check")
    assert (result.exit_code, len(result.stdout.splitlines()), printer.jobs) == (1, 1, [])
    assert printer.address in result.stdout


def test_what_is_plugged_in_is_listed(place: str) -> None:
    result = ran(place, "list")
    assert result.exit_code == 0
    assert result.stdout.strip()
