"""The fifth step of a month's end: all papers into one folder and one ZIP, statements by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ess_shop.domain.exports import Program
from ess_shop.domain.people import Right
from ess_shop.domain.post import Post
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused, ShopError
from ess_shop.services import telling
from ess_shop.services.account_files import AccountFiles
from ess_shop.services.month_papers import MonthPapers, MonthPress, who_hears, write_month
from ess_shop.services.telling import Write
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.month import TOPIC, MonthPresenter
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter


class MonthWriting:
    """Where the papers go, how far they are, what came of it."""

    def __init__(
        self,
        path: MonthPresenter,
        papers: PapersPresenter,
        press: MonthPress,
        files: AccountFiles,
        folder: Path,
        *,
        post: Post,
        write: Write,
    ) -> None:
        self.path, self._papers, self._press, self._files = path, papers, press, files
        self._post, self._write = post, write
        self.place = folder
        self.program = Program.PAHEKO
        self.work = LongWork()
        self.made: MonthPapers | None = None
        self.hearers = 0
        """How many members want their statement by e-mail and can be reached."""
        self.changed: Bell[[]] = Bell()
        path.moved.connect(self._forget)

    def _forget(self) -> None:
        self.made = None

    @property
    def folder(self) -> Path:
        """The month's own folder."""
        words = self.path.desk.words
        return self.place / words("Settlement {month}", month=str(self.path.table.month))

    def choose_place(self, place: Path) -> None:
        """Where the month's folder is made."""
        self.place = place
        self.made = None
        self.changed.ring()

    def choose_program(self, program: str) -> None:
        """The program that imports the entries."""
        self.program = Program(program)
        self.changed.ring()

    def look(self) -> None:
        """Ask who wants their statement by e-mail."""
        desk, month = self.path.desk, self.path.table.month

        def ask() -> int:
            with desk.books.read() as read:
                return who_hears(read, month)

        def see(found: int) -> None:
            self.hearers = found
            self.changed.ring()

        self.path.lane.run(ask, see, desk.tell)

    # Writing

    def make(self) -> None:
        """Write everything, unless it is being written; sales go on meanwhile."""
        path, work = self.path, self.work
        if work.running:
            return
        desk = path.desk
        desk.require(Right.SETTLE)
        if desk.training:
            raise Refused(
                "practising_papers",
                "You are practising: no papers are made, so that nobody takes them for real ones.",
            )
        month, folder, at, who = path.table.month, self.folder, desk.clock(), desk.who
        press, files, program, books = self._press, self._files, self.program, desk.books
        self.made = None
        work.begin()
        self.changed.ring()

        def write() -> MonthPapers:
            return write_month(
                books,
                month,
                folder,
                press,
                files,
                desk.words,
                at=at,
                who=who,
                program=program,
                progress=work.heard,
            )

        path.lane.run(write, lambda made: self._written(month, made), self._failed)

    def _written(self, month: Month, made: MonthPapers) -> None:
        self.work.end()
        if month == self.path.month:
            self.made = made
        words = self.path.desk.words
        self.path.desk.notices.tell(
            TOPIC, words("The papers are in {folder}.", folder=made.folder), Tone.GOOD
        )
        self.changed.ring()

    def _failed(self, wrong: ShopError) -> None:
        self.work.end()
        self.path.desk.tell(wrong)
        self.changed.ring()

    @property
    def remarks(self) -> Sequence[str]:
        """What a person should still see to."""
        words = self.path.desk.words
        return [words(sentence, **facts) for sentence, facts in (self.made.remarks if self.made else ())]

    def open_folder(self) -> None:
        """Show the folder in the program that the machine has for it."""
        if self.made is not None:
            self._papers.made.ring(self.made.folder)

    def open_packed(self) -> None:
        """Show the ZIP, to be passed on."""
        if self.made is not None:
            self._papers.made.ring(self.made.packed)

    # By e-mail

    @property
    def can_mail(self) -> bool:
        """Whether e-mail is set up."""
        return self._post.ready and not self.path.desk.training

    def mail(self) -> None:
        """Send now what members chose to hear; each letter leaves once, whoever sends it."""
        desk, post, write, at = self.path.desk, self._post, self._write, self.path.desk.clock()
        books = desk.tills_books

        def sent(count: int) -> None:
            words = desk.words
            said = (
                words.plural("{count} letter leaves.", "{count} letters leave.", count)
                if count
                else words("There is nothing to send: every letter has left already.")
            )
            desk.notices.tell(TOPIC, said, Tone.GOOD)

        self.path.lane.run(lambda: telling.tell(books, post, write, at=at), sent, desk.tell)
