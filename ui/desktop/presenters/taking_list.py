"""Taking in a member's spreadsheet: read, held against the books, shown line by line, taken in or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ess_shop.domain.deposit_list import DepositLine, DepositList
from ess_shop.domain.ids import new_id
from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.members import MemberKind
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.police import Seller
from ess_shop.domain.preferences import LABELS
from ess_shop.domain.sheets import Workbook
from ess_shop.domain.source import BadFile, Problem, placed
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSlip
from ess_shop.services.deposit_lists import addressed, listed_member, looked_through
from ess_shop.services.taking_lists import ListRequest, labels_wanted, take_list
from ess_shop.wording import Words
from ui.desktop.presenters import deposit_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.list_files import ListFiles
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.notices import Step, Tone

NEW, KNOWN, PRICE, PROBLEM = "new", "known", "price", "problem"
"""How a line stands: an article that will be made, one that is known, one with another price, a mistake."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list as it is shown; `listed` is the list's price where the books have another one."""

    line: int
    state: str
    label: str
    code: str
    price: Money
    listed: Money | None
    quantity: int
    remark: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file: its lines as far as they can be read, and what is wrong."""

    book: Workbook
    lines: DepositList | None
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that is in the books: its slip, and how many labels of which article it wants."""

    slip: RecordedSlip
    labels: Mapping[str, int]


class ListPresenter:
    """One file at a time, from its choice to its slip."""

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
        self.written: Bell[[Path]] = Bell()
        """Rung with a file that somebody wants to see."""
        self.choosing.chose.connect(self._chosen)
        self._id = new_id()
        self._asked = 0

    def load(self) -> None:
        """Someone comes to the page: a list that is looked at stays."""
        self.choosing.load()

    # Looking

    def open(self, path: Path) -> None:
        """Look a file through; without a member chosen, the list itself may say whose it is."""
        self.path, self.looked, self.taken, self.paper = path, None, None, None
        self.repriced, self._id = frozenset(), new_id()
        self._asked += 1
        asked, files = self._asked, self.files
        self.work.begin()
        self.changed.ring()

        def see(book: Workbook) -> None:
            if asked == self._asked:
                self._read(book)

        self.desk.lane.run(lambda: files.read(path), see, self._unread)

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
        self.repriced, self._id = frozenset(), new_id()
        day = self.desk.clock().date()
        self.changed.ring()

        def look() -> Looked:
            with books.read() as read:
                member = read.member(member_id)
                lines, problems = looked_through(read, book, member=member, day=day, progress=heard)
            return Looked(book, lines, BadFile(book.name, problems).problems)

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
        self.path, self.looked, self.taken, self.paper, self.repriced = None, None, None, None, frozenset()
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
    def rows(self) -> Sequence[ListRow]:
        """Every line: those with a problem first, then in the order of the list."""
        looked = self.looked
        if looked is None or looked.lines is None:
            return ()
        wrong = {problem.line for problem in looked.problems}
        rows = [_row(self.desk.words, line, line.line in wrong) for line in looked.lines.lines]
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

    @property
    def labels(self) -> Mapping[str, int]:
        """How many labels of which article the list that was taken in wants."""
        return self.taken.labels if self.taken is not None else {}

    # Taking it in

    def take(self, paper: Seller | None = None) -> None:
        """Take the list in; it is held against the books once more, for they may have changed.

        Where the police register wants an identity paper, it is asked for first.
        """
        desk, checked, member = self.desk, self.ready, self.choosing.chosen
        desk.require(Right.GOODS)
        if self.work.running or self.taken is not None:
            return
        if checked is None or self.looked is None or member is None:
            raise Refused("no_list", "Choose a member and a list without a mistake first.")
        if paper is None and member.kind is MemberKind.PERSON and checked.second_hand:
            deposit_paper.propose(desk, member.id, self._ask_paper)
            return
        at = desk.clock()
        seller = deposit_paper.checked(paper, at.date()) if paper else None
        request = ListRequest(self._id, at, self.looked.book, checked, desk.who, self.repriced, seller)
        self.work.begin()
        self.changed.ring()

        def write() -> Taken:
            with desk.books.read() as read:
                own = label_settings(read.preference(LABELS)).own
            slip = take_list(desk.books, request, own)
            with desk.books.read() as read:
                return Taken(slip, labels_wanted(read, request, slip))

        desk.lane.run(write, self._taken, self._not_taken)

    def _ask_paper(self, proposed: Seller) -> None:
        self.paper = proposed
        self.changed.ring()

    def no_paper(self) -> None:
        """Back to the list: the paper is not at hand."""
        self.paper = None
        self.changed.ring()

    def _taken(self, taken: Taken) -> None:
        self.work.end()
        self.taken, self.paper = taken, None
        words, slip = self.desk.words, taken.slip
        pieces = words.plural("{count} piece", "{count} pieces", slip.slip.pieces)
        said = words("Slip {number}: {pieces} taken in.", number=slip.number, pieces=pieces)
        self.desk.notices.tell("list", said, Tone.GOOD)
        self.changed.ring()

    def _not_taken(self, wrong: ShopError) -> None:
        """Something changed since it was looked at: what is wrong now is shown in its place."""
        self.work.end()
        self.desk.tell(wrong)
        if (isinstance(wrong, BadFile) or wrong.code == "list_changed") and self.looked is not None:
            self._look_through(self.looked.book)
        else:
            self.changed.ring()

    # Files that are written

    def save_problems(self) -> None:
        """Write what is wrong into a text, to be handed to the member."""
        looked, files, words = self.looked, self.files, self.desk.words
        if looked is None or not looked.problems:
            raise Refused("no_problems", "There is nothing wrong with this list.")
        title = words("What to correct in {name}", name=looked.book.name)
        lines = [title, "", *(f"- {problem}" for problem in self.problems)]
        name = words("What to correct in {name}", name=Path(looked.book.name).stem)
        self.desk.lane.run(lambda: files.text(name, lines), self._written)

    def give_template(self, ending: str) -> None:
        """Write an empty list for the member; `ending` is xlsx or ods."""
        row, books, files, words = self.choosing.chosen, self.desk.books, self.files, self.desk.words
        if row is None:
            raise Refused("member_first", "Choose first whose goods they are.")
        code, name = row.code, words("Deposit list {member}", member=row.code)
        day = self.desk.clock().date()

        def write() -> Path:
            with books.read() as read:
                to = addressed(read, code, day)
            return files.template(name, ending, to)

        self.desk.lane.run(write, self._written)

    def _written(self, path: Path) -> None:
        said = self.desk.words("“{file}” is in the folder {folder}.", file=path.name, folder=path.parent)
        way = Step(self.desk.words("Open"), lambda: self.written.ring(path))
        self.desk.notices.tell("list", said, Tone.GOOD, way)


def state_names(words: Words) -> Mapping[str, str]:
    """What people read of a line's state."""
    return {
        NEW: words("New article"),
        KNOWN: words("Known"),
        PRICE: words("Other price"),
        PROBLEM: words("To correct"),
    }


def _row(words: Words, line: DepositLine, wrong: bool) -> ListRow:
    state = NEW if line.known is None else KNOWN if line.listed_price is None else PRICE
    return ListRow(
        line=line.line,
        state=PROBLEM if wrong else state,
        label=line.label,
        code=line.code,
        price=line.price,
        listed=line.listed_price,
        quantity=line.quantity,
        remark=" ".join(words(sentence, **facts) for sentence, facts in line.remarks),
    )
