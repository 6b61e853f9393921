"""Looking at a member's list before it is taken in: its file, whose it is, every line and every problem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ess_shop.domain.deposit_list import DepositList
from ess_shop.domain.ids import new_id
from ess_shop.domain.police import Seller
from ess_shop.domain.sheets import Workbook
from ess_shop.domain.slip_words import came_before
from ess_shop.domain.source import BadFile, placed
from ess_shop.errors import ShopError
from ess_shop.services.deposit_lists import listed_member, looked_through
from ess_shop.services.lists_taken import taken_before
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.list_files import ListFiles
from ui.desktop.presenters.list_rows import PROBLEM, ListRow, Looked, Taken, shown_row
from ui.desktop.presenters.long_work import LongWork

AGAIN = "list_again"
"""The topic of the question whether goods of the same list come once more."""


class LookingAtList:
    """One file at a time: whose it is, what stands in it, and which of its prices are taken over."""

    def __init__(self, desk: Desk, files: ListFiles) -> None:
        self.desk, self.files = desk, files
        self.choosing = ChoosingMember(desk)
        self.path: Path | None = None
        self.looked: Looked | None = None
        self.repriced: frozenset[int] = frozenset()
        self.taken: Taken | None = None
        self.paper: Seller | None = None
        """The identity paper that is proposed while it is asked for."""
        self.work = LongWork()
        self.changed: Bell[[]] = Bell()
        """Rung when another file was looked through, another price decided on, or the list taken in."""
        self.choosing.chose.connect(self._chosen)
        self._id = new_id()
        self._again = False
        """Whether somebody said that goods of a list that came in before come once more."""
        self._asked = 0

    def load(self) -> None:
        """Someone comes to the page: a list that is looked at stays."""
        self.choosing.load()

    # Looking

    def open(self, path: Path) -> None:
        """Look a file through; without a member chosen, the list itself may say whose it is."""
        self.path, self.looked, self.taken, self.paper = path, None, None, None
        self._anew()
        self._asked += 1
        asked, files = self._asked, self.files
        self.work.begin()
        self.changed.ring()

        def see(book: Workbook) -> None:
            if asked == self._asked:
                self._read(book)

        self.desk.lane.run(lambda: files.read(path), see, self._unread)

    def _anew(self) -> None:
        """What was decided on another list holds no longer."""
        self.repriced, self._id, self._again = frozenset(), new_id(), False
        self.desk.notices.withdraw(AGAIN)

    def _unread(self, wrong: ShopError) -> None:
        """No list at all: what is wrong with the file stands where problems stand."""
        self.work.end()
        if isinstance(wrong, BadFile):
            self.looked = Looked(Workbook(wrong.name, ()), None, wrong.problems)
        elif wrong.code == "stopped":
            self.path = None
        else:
            self.path = None
            self.desk.tell(wrong)
        self.changed.ring()

    def _read(self, book: Workbook) -> None:
        if self.choosing.chosen is None:
            self._ask_whose(book)
        if self.choosing.chosen is not None:
            self._look_through(book)
        else:
            self.work.end()
            self.looked = Looked(book, None, ())
            self.changed.ring()

    def _ask_whose(self, book: Workbook) -> None:
        try:
            code = listed_member(book).casefold()
        except BadFile:
            return
        row = next((row for row in self.choosing.members if row.code.casefold() == code), None)
        if row is not None:
            self.choosing.choose(row)

    def _chosen(self) -> None:
        """Another member: the same file is looked through for that one."""
        looked = self.looked
        if looked is None or self.taken is not None:
            return
        if self.choosing.chosen is None:
            self.looked = Looked(looked.book, None, ())
            self.changed.ring()
        elif looked.book.sheets:
            self._look_through(looked.book)

    def _look_through(self, book: Workbook) -> None:
        row, books, heard = self.choosing.chosen, self.desk.books, self.work.heard
        if row is None:
            return
        member_id = row.id
        self._asked += 1
        asked = self._asked
        self.work.begin()
        self._anew()
        day = self.desk.clock().date()
        self.changed.ring()

        def look() -> Looked:
            with books.read() as read:
                member = read.member(member_id)
                lines, problems = looked_through(read, book, member=member, day=day, progress=heard)
                before = taken_before(read, book, member_id)
            return Looked(book, lines, BadFile(book.name, problems).problems, before)

        def see(looked: Looked) -> None:
            if asked == self._asked:
                self.work.end()
                self.looked = looked
                self.changed.ring()

        self.desk.lane.run(look, see, self._unread)

    def look_again(self) -> None:
        """The member corrected the file: read it anew."""
        if self.path is not None:
            self.open(self.path)

    def forget(self) -> None:
        """Put the file aside; nothing of it is in the books."""
        self._asked += 1
        self.work.end()
        self.path, self.looked, self.taken, self.paper = None, None, None, None
        self._anew()
        self.changed.ring()

    # What is shown

    @property
    def ready(self) -> DepositList | None:
        """The list, if it can be taken in as it is."""
        looked = self.looked
        return looked.lines if looked is not None and not looked.problems else None

    @property
    def problems(self) -> Sequence[str]:
        """Every problem in words, with its cell."""
        found = self.looked.problems if self.looked else ()
        return [placed(problem, self.desk.words) for problem in found]

    @property
    def before_said(self) -> str:
        """That the same list came in before, "" for a new one."""
        before = self.looked.before if self.looked and self.taken is None else None
        return came_before(before.slip, self.desk.words) if before is not None else ""

    @property
    def rows(self) -> Sequence[ListRow]:
        """Every line: those with a problem first, then in the order of the list."""
        looked = self.looked
        if looked is None or looked.lines is None:
            return ()
        wrong = {problem.line for problem in looked.problems}
        rows = [shown_row(self.desk.words, line, line.line in wrong) for line in looked.lines.lines]
        return sorted(rows, key=lambda row: row.state != PROBLEM)

    @property
    def others(self) -> frozenset[int]:
        """The lines whose price the books know otherwise."""
        ready = self.ready
        lines = ready.lines if ready is not None else ()
        return frozenset(line.line for line in lines if line.listed_price is not None)

    def decide(self, row: ListRow) -> None:
        """The list's price for that line, or the books' again."""
        if row.line in self.others:
            self.repriced = self.repriced ^ {row.line}
            self.changed.ring()

    def decide_all(self) -> None:
        """The list's prices for all lines, or if they hold already, those of the books."""
        self.repriced = frozenset() if self.repriced == self.others else self.others
        self.changed.ring()
