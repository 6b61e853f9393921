"""Papers that people ask for: made away from the screen, put into the till's folder, opened or printed.

`PapersPresenter(desk, press, desk_press)`: `slip_a4`, `slip_roll`, `contract`, `letter`, and `make` for any
other PDF (labels, the police register). `made` rings with the file, so that the window opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt_printer import PrintJob, Wire
from ess_shop.domain.settlement import Month
from ess_shop.papers import ContractPaper, ExpiryLetter, RegisterPaper, SlipPaper, StocktakePaper
from ess_shop.reading import Statement
from ess_shop.services.home_files import HomeFile, sealed
from ess_shop.services.slip_papers import contract_paper, slip_paper
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Failed
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.receipts import Press

TOPIC = "paper"


class DeskPress(Protocol):
    """Writes the papers of the consignment desk as files; see `ui.bootstrap`."""

    def place(self, name: str, ending: str = ".pdf") -> Path:
        """Where a new paper of that name goes, in a folder that is there; no other paper is overwritten."""

    def slip(self, path: Path, paper: SlipPaper) -> None:
        """A slip on A4."""

    def contract(self, path: Path, paper: ContractPaper) -> None:
        """A contract on A4."""

    def letter(self, path: Path, letter: ExpiryLetter) -> None:
        """The letter that the time of goods is over, on A4."""

    def register(self, path: Path, paper: RegisterPaper) -> None:
        """The police register on A4."""

    def stocktake(self, path: Path, paper: StocktakePaper) -> None:
        """What a stocktake found, on A4."""

    def statement(self, path: Path, statement: Statement) -> None:
        """A member's monthly statement on A4."""

    def home_page(self, path: Path, file: HomeFile, seal: Callable[[str], bytes]) -> None:
        """A member's month as one sealed page of HTML; `seal` makes the file of the page."""

    def statement_pdf(self, statement: Statement, words: Words) -> bytes:
        """The same as bytes, in the language of the member."""


class PapersPresenter:
    """Makes one paper after the other; where it is stands on a banner, with a way to open it again."""

    def __init__(self, desk: Desk, press: Press, desk_press: DeskPress) -> None:
        self._desk, self._press, self._desk_press = desk, press, desk_press
        self.made: Bell[[Path]] = Bell()
        """Rung with a paper that is ready: the window opens it."""

    @property
    def can_print(self) -> bool:
        """Whether there is a receipt printer."""
        return self._desk.printer.state.wire is not Wire.NONE

    def slip_a4(self, number: str) -> None:
        """A slip as a PDF."""
        desk, press = self._desk, self._desk_press

        def write(path: Path) -> None:
            with desk.books.read() as read:
                paper = slip_paper(read, number, training=desk.training)
            press.slip(path, paper)

        self.make(desk.words("Slip {number}", number=number), write)

    def slip_roll(self, number: str) -> None:
        """A slip on the receipt printer; without one, the way to the PDF is on a banner."""
        desk, words = self._desk, self._desk.words
        if not self.can_print:
            said = words("There is no receipt printer at this till: print the slip on a sheet instead.")
            way_out = Step(words("On a sheet"), lambda: self.slip_a4(number))
            desk.notices.tell(TOPIC, said, Tone.NOTE, way_out)
            return

        def make() -> bytes:
            with desk.books.read() as read:
                return self._press.goods_slip(slip_paper(read, number, training=desk.training))

        def made(job: bytes) -> None:
            desk.printer.submit(PrintJob(new_id(), number, job))
            said = words("Slip {number} goes to the receipt printer.", number=number)
            desk.notices.tell(TOPIC, said, Tone.GOOD)

        desk.lane.run(make, made)

    def contract(self, member_id: str, terms_id: str, code: str = "") -> None:
        """A member's contract as a PDF, ready to be signed; `code` is the member's, for the file's name."""
        desk, press, day = self._desk, self._desk_press, self._desk.clock().date()

        def write(path: Path) -> None:
            with desk.books.read() as read:
                paper = contract_paper(read, member_id, terms_id, day=day, training=desk.training)
            press.contract(path, paper)

        named = desk.words("Contract {code} {day}", code=code, day=day.isoformat())
        self.make(named, write)

    def letter(self, letter: ExpiryLetter) -> None:
        """The letter that the time of a member's goods is over, as a PDF."""
        named = self._desk.words("Letter {code} {day}", code=letter.member.code, day=letter.day.isoformat())
        self.make(named, lambda path: self._desk_press.letter(path, letter))

    def police_register(self, since: date | None, until: date | None) -> None:
        """The police register of a period as a PDF."""
        desk, press, day = self._desk, self._desk_press, self._desk.clock().date()

        def write(path: Path) -> None:
            with desk.books.read() as read:
                rows = read.police_entries(since, until)
                paper = RegisterPaper(read.shop(), rows, since, until, day, desk.training)
            press.register(path, paper)

        self.make(desk.words("Police register {day}", day=day.isoformat()), write)

    def stocktake(self, paper: StocktakePaper) -> None:
        """What a stocktake found as a PDF."""
        named = self._desk.words("Stocktake {day}", day=paper.at[:10])
        self.make(named, lambda path: self._desk_press.stocktake(path, paper))

    def statement(self, ask: Callable[[], Statement], month: Month) -> None:
        """A member's statement of a month as a PDF; `ask` reads it, away from the screen."""
        named = self._desk.words("Statement {month}", month=month)
        self.make(named, lambda path: self._desk_press.statement(path, ask()))

    def home_page(self, ask: Callable[[], HomeFile], month: Month) -> None:
        """A member's month as a page to take home; `ask` reads it, away from the screen."""
        press, seal = self._desk_press, partial(sealed, self._desk.books)
        named = self._desk.words("Statement {month}", month=month)
        self.make(named, lambda path: press.home_page(path, ask(), seal), ending=".html")

    def make(
        self,
        name: str,
        write: Callable[[Path], None],
        *,
        then: Callable[[], object] = lambda: None,
        failed: Failed | None = None,
        ending: str = ".pdf",
    ) -> None:
        """A file of that name, written by `write` where it is told to; then it is opened.

        `then` is called once it is there; `failed` hears why not, in place of the banners.
        """
        desk, words, press = self._desk, self._desk.words, self._desk_press

        def work() -> Path:
            path = press.place(name, ending)
            write(path)
            return path

        def done(path: Path) -> None:
            said = words("“{name}” is in {folder}.", name=path.name, folder=path.parent)
            desk.notices.tell(TOPIC, said, Tone.GOOD, Step(words("Open"), lambda: self.made.ring(path)))
            then()
            self.made.ring(path)

        desk.lane.run(work, done, failed)
