"""The composition root: the one place that knows which storage and which drivers serve the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platformdirs import user_data_path, user_documents_path

from db import backup as backups
from db.books import SqlBooks, create_books, open_books
from db.engine import is_file, url_of
from db.keys import KeyRing
from db.making import whole_or_none
from drivers.bank.transfers import Transfer, write_transfers
from drivers.papers.typefaces import FONTS
from drivers.tables import settlement as settlement_tables
from drivers.tables.csv_file import Cell, write_table
from drivers.tables.reader import read_table
from ess_shop.domain.ids import new_id
from ess_shop.domain.settlement import Month, Row
from ess_shop.domain.shop import FIRST_TILL, Shop
from ess_shop.errors import DeviceTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.reading import SettledMonth, Statement
from ess_shop.services.publishing import Order
from ess_shop.services.restoring import note_restored
from ess_shop.wording import Words

if TYPE_CHECKING:
    from drivers.printing.check import Step
    from drivers.printing.exchange import ExchangedPrinter
    from drivers.scanner.serial_scanner import ScannerState, SerialScanner
    from ess_shop.domain.deposit_list import Addressed
    from ess_shop.domain.devices import Devices
    from ess_shop.domain.label_sheets import SheetLayout
    from ess_shop.domain.labels import Label
    from ess_shop.domain.mail import MailSettings
    from ess_shop.domain.post import Post
    from ess_shop.domain.receipt import CashSlip, DayPaper, Receipt
    from ess_shop.domain.receipt_printer import PrinterSettings
    from ess_shop.domain.scanner import ScannerSettings
    from ess_shop.domain.sheets import Workbook
    from ess_shop.domain.source import SourceTable
    from ess_shop.papers import ContractPaper, ExpiryLetter, RegisterPaper, SlipPaper, StocktakePaper
    from ess_shop.ports import Books
    from ess_shop.services.home_files import HomeFile

__all__ = [
    "Cell",
    "PaperWriter",
    "SqlBooks",
    "backup",
    "default_place",
    "free_name",
    "new_books",
    "now",
    "opened",
    "restore",
    "table",
    "whole_or_none",
    "write_table",
]


def default_place() -> str:
    """Where the books are unless someone says otherwise."""
    return str(user_data_path("ess-shop") / "boutique.db")


def now(timezone: str) -> datetime:
    """The machine's clock, in the shop's timezone."""
    return datetime.now(ZoneInfo(timezone))


@contextmanager
def opened(place: str) -> Iterator[SqlBooks]:
    """Open books, closed (and witnessed) at the end."""
    books = open_books(place, keys=KeyRing.default())
    try:
        yield books
    finally:
        books.close()


@contextmanager
def new_books(place: str, shop: Shop, *, till: str = FIRST_TILL) -> Iterator[SqlBooks]:
    """New books with one till; Refused if there is something at that place."""
    at = now(shop.timezone).isoformat(timespec="seconds")
    books = create_books(place, shop, at=at, keys=KeyRing.default(), till=till)
    try:
        yield books
    finally:
        books.close()


def exists(place: str) -> bool:
    """Whether there are books at a path; an address of a server is taken at its word."""
    url = url_of(place)
    return not is_file(url) or Path(url.database or "").is_file()


def till_folder(place: str) -> Path:
    """Where a till keeps what is its own: papers that wait for the printer, practice books."""
    url = url_of(place)
    return (
        Path(url.database).with_suffix(".till")
        if is_file(url) and url.database
        else user_data_path("ess-shop") / "till"
    )


def till_here(books: Books) -> str:
    """The till that this machine is: the shop's only one, or its first where a shop has several."""
    with books.read() as read:
        return read.tills()[0]


def font_files() -> list[Path]:
    """The typefaces that are shipped."""
    return sorted(FONTS.glob("*.ttf"))


def practice_books(real: Books, folder: Path, till: str, at: datetime) -> SqlBooks:
    """The practice books beside the real ones, brought up to date with their registers, their till open."""
    from ess_shop.services.cashing import open_till
    from ess_shop.services.training import copy_registers

    place, keys = folder / "practice.db", KeyRing(folder / "keys")
    if place.is_file():
        books = open_books(str(place), keys=keys)
    else:
        with real.read() as read:
            shop = read.shop()
        books = create_books(str(place), shop, at=at.isoformat(timespec="seconds"), keys=keys, till=till)
    copy_registers(real, books, id=new_id(), at=at)
    with books.read() as read:
        closed = read.session(till) is None
    if closed:
        open_till(books, id=new_id(), till=till, at=at)
    return books


def printer(settings: PrinterSettings, folder: Path) -> ExchangedPrinter:
    """The printer of these settings, at work on what waits in `folder`, until it is exchanged."""
    from drivers.printing.exchange import ExchangedPrinter

    return ExchangedPrinter(settings, folder)


def post(settings: MailSettings, folder: Path) -> Post:
    """The post of these settings, at work on the letters that wait in `folder`."""
    from drivers.mail.postman import Postman

    return Postman(settings, folder)


def serial_scanner(
    settings: ScannerSettings,
    *,
    on_code: Callable[[str], None],
    on_trouble: Callable[[DeviceTrouble | None], None],
) -> SerialScanner:
    """The scanner on the settings' port, not started yet; both listeners are called on its own thread.

    `on_trouble` hears None when the scanner is ready.
    """
    from drivers.scanner.serial_scanner import SerialScanner

    def told(state: ScannerState) -> None:
        ready = state.code == "scanner_ready"
        on_trouble(None if ready else DeviceTrouble(state.code, state.sentence, **state.facts))

    return SerialScanner(settings.port, on_code=on_code, on_state=told, baud=settings.baud)


def devices() -> Devices:
    """What is plugged in that a printer or a scanner may be; looking takes a moment."""
    from drivers.printing.finding import found

    return found()


def printer_check(settings: PrinterSettings, words: Words, folder: Path) -> Iterator[Step]:
    """The printer tried step by step with the till's own test page."""
    from drivers.printing.check import check

    return check(settings, words, page=ReceiptPress(words, settings).test_page(), folder=folder)


class ReceiptPress:
    """Puts the till's papers into a printer's bytes, and into pictures; see the presenters' `Press`."""

    def __init__(self, words: Words, settings: PrinterSettings) -> None:
        self._words = words
        self.settle(settings)

    def settle(self, settings: PrinterSettings) -> None:
        """From now on for the printer of these settings."""
        self._width, self._encoding = settings.width_mm, settings.encoding

    def receipt(self, receipt: Receipt) -> bytes:
        """The job of a receipt."""
        from drivers.receipts.receipt import receipt_job

        return receipt_job(receipt, self._words, width_mm=self._width, encoding=self._encoding)

    def day(self, paper: DayPaper) -> bytes:
        """The job of an X or a Z."""
        from drivers.receipts.day import day_job

        return day_job(paper, self._words, width_mm=self._width, encoding=self._encoding)

    def slip(self, slip: CashSlip) -> bytes:
        """The job of a cash movement's slip."""
        from drivers.receipts.slips import slip_job

        return slip_job(slip, self._words, width_mm=self._width, encoding=self._encoding)

    def goods_slip(self, paper: SlipPaper) -> bytes:
        """The job of a slip of goods."""
        from drivers.receipts.goods_slip import goods_slip_job

        return goods_slip_job(paper, self._words, width_mm=self._width, encoding=self._encoding)

    def test_page(self) -> bytes:
        """The job of a test page."""
        from drivers.receipts.slips import test_job

        return test_job(self._words, width_mm=self._width, encoding=self._encoding)

    def picture(self, job: bytes) -> bytes:
        """A PNG of what a job prints."""
        from drivers.receipts.renderer import render

        return render(job, self._width).png

    def pdf(self, job: bytes) -> bytes:
        """A PDF of what a job prints."""
        from drivers.receipts.pdf import pdf_of

        return pdf_of(job, self._width)

    def logo(self, path: Path) -> str:
        """A logo made small enough for the books."""
        from drivers.small_pictures import small_logo

        return small_logo(path)

    def tile(self, path: Path) -> str:
        """A quick key's picture made small enough for the books."""
        from drivers.small_pictures import small_tile

        return small_tile(path)


class DeskPress:
    """Writes the papers of the consignment desk into a till's folder; see the presenters' `DeskPress`."""

    def __init__(self, words: Words, folder: Path) -> None:
        self._words, self._folder = words, folder

    def place(self, name: str, ending: str = ".pdf") -> Path:
        """Where a new paper of that name goes, in a folder that is there; no other paper is overwritten."""
        from drivers.whole_file import free_place

        return free_place(self._folder, name, ending)

    def slip(self, path: Path, paper: SlipPaper) -> None:
        """A slip on A4."""
        from drivers.papers.slip import write_slip

        write_slip(path, paper, self._words)

    def contract(self, path: Path, paper: ContractPaper) -> None:
        """A contract on A4."""
        from drivers.papers.contract import write_contract

        write_contract(path, paper, self._words)

    def letter(self, path: Path, letter: ExpiryLetter) -> None:
        """The letter that the time of goods is over, on A4."""
        from drivers.papers.expiry_letter import write_letter

        write_letter(path, letter, self._words)

    def register(self, path: Path, paper: RegisterPaper) -> None:
        """The police register on A4."""
        from drivers.papers.police_register import write_register

        write_register(path, paper, self._words)

    def stocktake(self, path: Path, paper: StocktakePaper) -> None:
        """What a stocktake found, on A4."""
        from drivers.papers.stocktake import write_stocktake

        write_stocktake(path, paper, self._words)

    def statement(self, path: Path, statement: Statement) -> None:
        """A member's monthly statement on A4."""
        from drivers.papers.statement import write_statement

        write_statement(path, statement, self._words)

    def home_page(self, path: Path, file: HomeFile, seal: Callable[[str], bytes]) -> None:
        """A member's month as one sealed page of HTML; `seal` makes the file of the page."""
        from drivers.papers.home_file import home_page
        from drivers.whole_file import write_whole

        write_whole(path, seal(home_page(file, self._words)))

    def statement_pdf(self, statement: Statement, words: Words) -> bytes:
        """The same as bytes, in the language of the member."""
        from drivers.papers.statement import statement_pdf

        return statement_pdf(statement, words)


class LabelPress:
    """Puts labels on sheets or straight onto a roll, in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def sheets(
        self,
        path: Path,
        labels: Sequence[Label],
        layout: SheetLayout,
        *,
        start: int = 1,
        outline: bool = False,
        progress: Progress = unheard,
    ) -> None:
        """The PDF of the sheets, whole or not at all."""
        from drivers.labels.sheet import sheets_pdf
        from drivers.whole_file import write_whole

        written = sheets_pdf(labels, layout, self._words, start=start, outline=outline, progress=progress)
        write_whole(path, written)

    def roll(self, address: str, labels: Sequence[Label], roll: str, *, progress: Progress = unheard) -> None:
        """The labels on a roll, by the printer at that address; NotFound for a roll we do not print on."""
        from drivers.labels.rolls import print_on_roll

        print_on_roll(address, labels, roll, self._words, progress=progress)

    def receipt_job(
        self, labels: Sequence[Label], settings: PrinterSettings, *, progress: Progress = unheard
    ) -> bytes:
        """The job of the labels for the receipt printer of these settings."""
        from drivers.labels.receipt_roll import roll_job

        width, encoding = settings.width_mm, settings.encoding
        return roll_job(labels, self._words, width_mm=width, encoding=encoding, progress=progress)

    def on_sheet(self, label: Label, layout: SheetLayout) -> bytes:
        """A PNG of a label as it lies on its sheet. Refused if it is too small."""
        from drivers.labels import preview

        return preview.on_sheet(label, layout, self._words)

    def on_roll(self, label: Label, roll: str) -> bytes:
        """A PNG of a label on a roll; receipts’ rolls are called by their width, 58 or 80."""
        from drivers.labels import preview

        return preview.on_roll(label, roll, self._words)


def table(path: Path) -> SourceTable:
    """A CSV file, read whole."""
    return read_table(path)


def spreadsheet(path: Path) -> Workbook:
    """An XLSX, ODS or CSV file with its sheets; BadFile for what could do harm."""
    from drivers.tables.spreadsheet import read_spreadsheet

    return read_spreadsheet(path)


def write_deposit_template(path: Path, to: Addressed, words: Words) -> None:
    """An empty deposit list for a member, XLSX or ODS by the file's name."""
    from drivers.tables.template import write_template

    write_template(path, to, words)


class ListFiles:
    """Reads deposit lists, and writes into people's own folder; see the presenters' `ListFiles`."""

    def __init__(self, words: Words, folder: Path | None = None) -> None:
        self._words, self.folder = words, folder or user_documents_path()

    def read(self, path: Path) -> Workbook:
        """A spreadsheet; BadFile for what is none."""
        return spreadsheet(path)

    def template(self, name: str, ending: str, to: Addressed) -> Path:
        """An empty list, as xlsx or ods."""
        from drivers.whole_file import free_place

        path = free_place(self.folder, name, f".{ending}")
        write_deposit_template(path, to, self._words)
        return path

    def text(self, name: str, lines: Sequence[str]) -> Path:
        """A text that every editor opens with its accents."""
        from drivers.whole_file import free_place, write_whole

        path = free_place(self.folder, name, ".txt")
        write_whole(path, "\r\n".join((*lines, "")).encode("utf-8-sig"))
        return path


def write_home_files(books: Books, month: Month, folder: Path, words: Words, member_id: str = "") -> int:
    """Every member's sealed page of a settled month (or that one's) in a folder; returns how many."""
    from drivers.papers.home_file import home_page
    from drivers.whole_file import write_whole
    from ess_shop.services.home_files import home_files, sealed

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with books.read() as read:
        day = now(read.shop().timezone).date()
        for file in home_files(read, month, day, member_id):
            code = file.statement.member.code
            write_whole(folder / f"{code}-{month}.html", sealed(books, home_page(file, words)))
            count += 1
    return count


def free_name(wanted: Path) -> Path:
    """The path, or the same with a number if it is taken."""
    return backups.free_name(wanted)


def backup(books: SqlBooks, target: Path, progress: Progress = unheard) -> None:
    """A consistent copy of the books in one new file."""
    backups.save(books.engine, target, progress=progress)


def restore(
    source: Path, place: str, *, replace: bool, progress: Progress = unheard
) -> tuple[Path | None, dict[str, int]]:
    """Put a backup in place and log what is missing since.

    Returns where the old books were moved, if any, and how many entries of each till are missing.
    """
    moved = backups.restore(source, place, replace=replace, progress=progress)
    with opened(place) as books:
        with books.read() as read:
            timezone = read.shop().timezone
        gap = note_restored(books, at=now(timezone), source=source.name, last_seen=books.last_seen())
    return moved, gap


class PaperWriter:
    """Puts a month on paper in one language; see `ess_shop.services.publishing.Papers`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def settlement(self, path: Path, rows: Sequence[Row], shop: Shop) -> None:
        """`settlement.csv`."""
        settlement_tables.write_settlement(path, rows, shop=shop)

    def local_payouts(self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop) -> None:
        """`local-payouts.csv`."""
        settlement_tables.write_local_payouts(path, rows, names, shop=shop)

    def invoices(
        self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop, month: Month
    ) -> None:
        """`commission-invoices.csv`."""
        settlement_tables.write_commission_invoices(path, rows, names, shop=shop, month=month)

    def transfers(self, path: Path, orders: Sequence[Order], shop: Shop, settled: SettledMonth) -> bool:
        """`transfers.xml` of a paid month; whether there was anything to transfer."""
        digits = "".join(sign for sign in settled.approved_at[:19] if sign.isdigit())
        return write_transfers(
            path,
            [
                Transfer(order.name, order.iban, order.amount, order.reference, order.reference)
                for order in orders
            ],
            shop=shop,
            message_id=f"RV-{settled.month}-{digits}",
            created_at=settled.approved_at,
            execution_day=settled.paid_on or date.fromisoformat(settled.approved_at[:10]),
        )

    def statement(self, path: Path, statement: Statement) -> None:
        """One member's PDF."""
        from drivers.papers.statement import write_statement

        write_statement(path, statement, self._words)
